"""What no row tries is said: limits, open points, amounts, law dates; and notes not written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from amends.cases.spec_table import read_spec_tables
from amends.checks.case_tables import check_case_tables
from amends.checks.scheme_folder import check_folder
from amends.checks.untried import Tried
from amends.engines.reference import assess
from amends.notation.new_scheme import new_scheme
from amends.notation.shelf import load, on_shelf
from amends.problems import Problem
from amends.scheme.law import as_at
from amends.scheme.model import Scheme
from checks.invented import AWARD, TABLE, law, law_text


def tried(scheme: Scheme, columns: str, *rows: str) -> Tried:
    heading = f"| case | {columns} | outcome |"
    marks = "|---" * (heading.count("|") - 1) + "|"
    lines = (f"| {n} {row}" for n, row in enumerate(rows))
    text = "\n".join(("On 2010-05-01.", "", heading, marks, *lines))
    found = Tried(scheme, "invented.scheme")
    for row in read_spec_tables(text, "cases.md", scheme):
        found.note(row, assess(as_at(scheme, row.on, row.supposed), row.case))
    return found


def untried(scheme: Scheme, columns: str, *rows: str) -> list[Problem]:
    return [*tried(scheme, columns, *rows).untried()]


LIMITS = (
    TABLE.replace("| 1990 |", "| 1990-05-02 |")
    + """\
| left on the first day | theft | 1980 to 1990-01-01 | ? | applies | section 1(a); section 1(b) |
| came on the last day | theft | 1990-12-31 to 1995 | ? | applies | section 1(a); section 1(b) |
"""
)
HELD = "the held of the job has at least a day in 1 January 1990 to 31 December 1990"


@pytest.mark.parametrize(
    ("without", "what"),
    [
        ("left the day before", "failing for what ends on 1989-12-31"),
        ("left on the first day", "holding for what ends on 1990-01-01"),
        ("came on the last day", "holding for what begins on 1990-12-31"),
        ("worked later", "failing for what begins on 1991-01-01"),
    ],
)
def test_a_limit_that_could_lie_a_day_off_is_said(without: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "cases.md"
    path.write_text("\n".join(x for x in LIMITS.splitlines() if without not in x), "utf-8")
    (problem,) = check_case_tables(law(), [path], "invented.scheme").problems
    assert (problem.code, problem.place.heading) == ("case-untried-limit", "section 1(b)")
    assert problem.what == f"no row of the case tables has this {what}: {HELD}"


@pytest.mark.parametrize(
    ("conducts", "missing"),
    [
        (("1990-01-01", "1989-12-31", "1990-12-31", "1991-01-01"), []),
        (("1990", "1989", "1991"), []),
        (("1990-01 to 1990-12-31", "1989-12-31 to 1990", "1990 to 1991-01-01"), []),
        (("1990-01-02", "1989-12-30", "1990-12-30", "1991-01-02"), ["01-01", "12-31"]),
        (("1990-01-01 / 1989-12-31", "1990-12-31", "1991-01-01"), ["01-01"]),
        (("1989-12..1990-01", "1990-12-31", "1991-01-01"), ["01-01"]),
    ],
)
def test_a_period_within_another_is_tried_to_the_day(
    conducts: tuple[str, ...], missing: list[str]
) -> None:
    scheme = law(
        ("  recorded  offence  one", "  recorded  conduct  period\n  recorded  offence  one"),
        ("    (a) offence", "    (c) conduct within 1990-01-01 to 1990-12-31\n    (a) offence"),
    )
    problems = untried(scheme, "conduct", *(f"| {conduct} | applies |" for conduct in conducts))
    told = [one.what for one in problems if one.code == "case-untried-limit"]
    assert [
        re.findall(r"1990-(\d\d-\d\d)", what)[0] for what in told if "conduct" in what
    ] == missing


OPEN = ("words offences", "open point 1  section 9  is assault theft?\n\nwords offences")
LEFT_OPEN = ("    (a) offence is theft", "    (c) open point 1\n    (a) offence is theft")


@pytest.mark.parametrize(
    ("supposed", "missing"),
    [
        (("-",), "yes or no"),
        (("open point 1 = yes",), "no"),
        (("open point 1 = no", "-"), "yes"),
        (("open point 1 = no", "open point 1 = yes"), ""),
    ],
)
def test_an_open_point_is_supposed_both_ways(supposed: tuple[str, ...], missing: str) -> None:
    rows = (f"| {cell} | applies |" for cell in supposed)
    told = [
        (one.what, one.place.heading)
        for one in untried(law(OPEN, LEFT_OPEN), "supposed", *rows)
        if one.code == "case-untried-point"
    ]
    what = f"no row of the case tables supposes open point 1 to be answered {missing}"
    assert told == ([(what, "open point 1")] if missing else [])


@pytest.mark.parametrize(("cell", "is_said"), [("500.00", True), ("-", False), ("none", False)])
def test_what_an_effect_comes_to_is_said_in_a_row(cell: str, is_said: bool) -> None:
    problems = untried(law(AWARD), "amount of award", f"| {cell} | applies |")
    told = [one.place.heading for one in problems if one.code == "case-untried-amount"]
    assert told == ([] if is_said else ["award"])


def test_the_law_dates_on_which_something_begins_are_read() -> None:
    scheme = law(AWARD, ("from 2001-01-01", "from 2001-01-01 until 2010-06-30"))
    days = {"2000-12-31": "-", "2001-01-01": "-", "2010-06-30": "applies", "2010-07-01": "-"}
    days |= {"2005-02-28": "not in force", "2005-03-01": "applies"}
    rows = [f"| {on} | {award} | applies |" for on, award in days.items()]
    assert not [*tried(scheme, "on | outcome of award", *rows).untried_days()]
    for number, day in enumerate(days):
        left = [row for at, row in enumerate(rows) if at != number]
        (problem,) = tried(scheme, "on | outcome of award", *left).untried_days()
        thing = "the award" if day.startswith("2005") else "the law"
        assert problem.what == f"no row of the case tables reads {thing} on {day}"


def test_a_scheme_in_a_folder_of_its_own_has_notes_that_are_written(tmp_path: Path) -> None:
    folder = shutil.copytree(on_shelf()["armed-forces-act-2006-s359"].parent, tmp_path / "a-law")
    (scheme,) = folder.glob("*.scheme")
    told = scheme.rename(folder / "a-law.scheme")
    assert not check_folder(load(str(folder))).problems
    made = new_scheme("a-law", "A law", "Nowhere", ())["notes.md"]
    (folder / "notes.md").write_text(made, encoding="utf-8")
    (problem,) = check_folder(load(str(told))).problems
    assert (problem.code, problem.place.line) == ("notes-unwritten", 3)
    assert problem.place.file == str(folder / "notes.md")
    half = made.replace("Say here which text was read", "The Gazette")
    (folder / "notes.md").write_text(half, encoding="utf-8")
    (problem,) = check_folder(load(str(folder))).problems
    assert half.splitlines()[problem.place.line - 1].startswith("Each doubt in a paragraph")
    (folder / "notes.md").unlink()
    (problem,) = check_folder(load(str(folder))).problems
    assert (problem.code, problem.place.file) == ("notes-none", str(told))


def test_a_scheme_that_is_one_file_among_others_needs_neither_notes_nor_every_day(
    tmp_path: Path,
) -> None:
    (tmp_path / "invented.scheme").write_text(law_text(), encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "all.md").write_text(TABLE, encoding="utf-8")
    assert not check_folder(load(str(tmp_path / "invented.scheme"))).problems
