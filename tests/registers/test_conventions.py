"""Reading conventions: each has an id, each can be left out, and answers name theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from amends.assessments.assessment import conventions_of
from amends.problems import ProblemsFound
from amends.registers.archive import read_archive
from amends.registers.conventions import RULES, Conventions
from amends.truth.dates import RULES as DATE_RULES
from amends.truth.states import Outcome
from registers.practice import DATES, FOLDER, archive, assessed, cases, charges, scheme
from registers.small_archive import AYR, JOBS, REGISTER
from registers.small_archive import read as small_archive

# The sections and bullets, and the rows of the table, of the archive's own rules.
BULLETS = {
    *("3", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5", "5.1", "5.2", "5.3"),
    *("6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7"),
    *("7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8"),
    *(f"8 row {number}" for number in range(1, 10)),
    *("8.1", "8.2", "8.3", "8.4"),
}
EVERY = {one.id: one for one in archive().conventions.every}
CONTESTABLE = ("RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7")
WITHDRAWN_OFTEN = (
    *CONTESTABLE,
    *("slip-states-nothing", "other-books", "same-job"),
    *("amended-charge", "verdict-order", "leaving-day-worked", "date-day-first"),
)

# Of these the practice register has no wording, or none on which an answer turns.
NO_ANSWER_TURNS_ON = {
    *("finding-plea-with-disposal", "finding-insane", "disposal-limits-conduct"),
    "disposal-for-every-charge",
    *("date-seasons", "date-unreadable-digit", "date-night", "date-winter", "date-term-days"),
    *("date-halves-of-year", "date-circa-year"),
    *("employer-not-qualifying", "job-without-start", "occupation-employer-named"),
    *("dismissal-remark", "stay-without-start", "note-shares", "note-own-kitchen"),
    *("relation-denied", "denial-family", "remark-quarrel-at-picket"),
}


def changed(
    without: tuple[str, ...], dates: Sequence[str] = DATES, folder: Path = FOLDER
) -> list[tuple[Outcome, Outcome, frozenset[str]]]:
    """Outcomes before and after, where they differ, with what the first is said to rest on.

    Cases are compared first: an answer to the same case is the same answer.
    """
    whole, less = (
        archive(*left_out) if folder == FOLDER else read_archive(folder, scheme(), left_out)
        for left_out in ((), without)
    )
    before = {charges(case): case for case in cases(whole)}
    after = {charges(case): case for case in cases(less)}
    assert before.keys() == after.keys()
    differing = [key for key in before if before[key] != after[key]]
    found = []
    for on in dates:
        first = assessed((before[key] for key in differing), on)
        second = assessed((after[key] for key in differing), on)
        found += [
            (one.outcome, other.outcome, conventions_of(one.ground))
            for (_, one), (_, other) in zip(first, second, strict=True)
            if one.outcome is not other.outcome
        ]
    return found


def test_every_bullet_and_table_row_has_a_convention() -> None:
    assert {place for one in EVERY.values() for place in one.stands if place != "10"} == BULLETS


def test_the_contestable_ones_say_what_contests_them() -> None:
    assert all(EVERY[one].contested_by for one in CONTESTABLE)
    assert {one.id for one in EVERY.values() if "10" in one.stands} == set(CONTESTABLE)


def test_each_says_who_wrote_it_when_of_what() -> None:
    for one in EVERY.values():
        assert one.author
        assert one.date
        assert one.scope
        assert one.says


def test_each_is_used_or_says_why_it_changes_nothing() -> None:
    text = (FOLDER / "catalogue.toml").read_text(encoding="utf-8")
    stated = {one for states in archive().conventions.every_statement() for one in states.by}
    for one in EVERY.values():
        used = bool(one.rules) or one.id in stated or f'"{one.id}"' in text
        assert used or one.idle, one.id


def test_every_rule_of_the_program_has_its_convention() -> None:
    authorised = {rule for one in EVERY.values() for rule in one.rules}
    assert authorised == RULES.keys() | DATE_RULES.keys()


@pytest.mark.unmeasured
@pytest.mark.parametrize("one", WITHDRAWN_OFTEN)
def test_an_answer_that_changes_without_a_convention_was_said_to_rest_on_it(one: str) -> None:
    found = changed((one,))
    assert found
    assert all(one in rests for _, _, rests in found)


def test_an_answer_may_turn_on_the_disposal_limiting_the_conduct(tmp_path: Path) -> None:
    """In the practice register none does; here the day of the offence is not written."""
    one = "disposal-limits-conduct"
    for name in ("catalogue.toml", "conventions.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "court.csv").write_text(
        "book,page,line,court,accused,offence,date_of_offence,verdict,date_of_disposal\n"
        "A,1,1,Ayr Sheriff Court,A. Person,B.O.P.,,G,1/2/84\n",
        encoding="utf-8",
    )
    ((before, after, rests), *_) = changed((one,), DATES[1:], tmp_path)
    assert (before, after) == (Outcome.DOES_NOT_APPLY, Outcome.UNDETERMINED)
    assert one in rests


def test_an_answer_may_turn_on_the_disposal_being_for_every_charge(tmp_path: Path) -> None:
    """In the practice register none does; here nothing else is open."""
    one = "disposal-for-every-charge"
    both = "(1) B.O.P. (2) Obst. P.C."
    files = {
        "court.csv": f"{REGISTER}A,1,1,{AYR},{both},1/5/84,,,£20,1/6/84,picket line Killoch\n",
        "jobs.csv": f"{JOBS}1,A Person,Killoch Colliery,1/2/80,1/2/86,NCB\n",
    }
    key = "P1,M1,court,A/1/1#1\nP1,M2,court,A/1/1#2\nP1,,jobs,1\n"
    small_archive(tmp_path, files, key)
    found = changed((one,), DATES[1:], tmp_path)
    assert [(before, after) for before, after, _ in found] == [
        (Outcome.APPLIES, Outcome.UNDETERMINED)
    ] * 2
    assert all(one in rests for _, _, rests in found)


@pytest.mark.deep
@pytest.mark.parametrize("one", [one for one in EVERY if one not in WITHDRAWN_OFTEN])
def test_the_same_holds_for_every_other_convention(one: str) -> None:
    found = changed((one,))
    assert all(one in rests for _, _, rests in found)
    assert bool(found) != bool(EVERY[one].idle or one in NO_ANSWER_TURNS_ON)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("without", "opened"),
    [(("RC1",), 36), (("RC2",), 15), (("RC3",), 2), (("RC4",), 2), (CONTESTABLE[:4], 40)],
)
def test_without_what_may_be_contested_pardons_open_and_none_is_refused(
    without: tuple[str, ...], opened: int
) -> None:
    found = Counter((before, after) for before, after, _ in changed(without, DATES[1:]))
    assert found[Outcome.APPLIES, Outcome.UNDETERMINED] == opened
    assert not any(before is Outcome.UNDETERMINED for before, _ in found)
    assert not found[Outcome.APPLIES, Outcome.DOES_NOT_APPLY]


def test_an_unknown_convention_cannot_be_left_out() -> None:
    with pytest.raises(ProblemsFound) as refused:
        archive().conventions.without({"RC9"})
    assert refused.value.problems[0].code == "convention-unknown"
    assert "RC" in refused.value.problems[0].remedy


WRITTEN = """
[[convention]]
id = "a"
says = "a blank means still there"
author = "somebody"
date = "2026-01-01"
scope = "a list"
"""


def read(more: str) -> Conventions:
    return Conventions.read(WRITTEN + more, "conventions.toml")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('rules = ["blank-leavings"]', "rule-unknown"),
        (WRITTEN, "convention-twice"),
        (
            '[[states]]\ncolumn = "c"\nkinds = ["k"]\nfact = "f"\nis = ["x"]\nby = ["b"]',
            "convention-unknown",
        ),
        (
            '[[states]]\ncolumn = "c"\nkinds = ["k"]\nfact = "f"\nis = ["x"]',
            "states-without-convention",
        ),
        ('[[states]]\ncolumn = "c"\nkinds = ["k"]\nby = ["a"]', "states-nothing"),
        ("[[state]]", "toml-key"),
        ("[[states", "not-toml"),
    ],
)
def test_what_is_wrong_in_a_file_of_conventions_is_told(more: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(more)
    assert code in {problem.code for problem in found.value.problems}


def test_one_that_is_off_unless_asked_for_is_not_in_force() -> None:
    assert read("").allow(["a"])
    assert not read("off = true").allow(["a"])


def test_what_the_scheme_does_not_declare_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "conventions.toml"
    text = path.read_text(encoding="utf-8").replace('fact = "hardship"', 'fact = "hardships"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_archive(tmp_path, scheme())
    assert {one.code for one in found.value.problems} == {"not-in-scheme"}
    assert "`hardship`" in found.value.problems[0].remedy


def test_a_code_of_the_catalogue_that_the_scheme_does_not_have_is_refused(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / "catalogue.toml"
    text = path.read_text(encoding="utf-8")
    assert 'codes = ["vandalism"]' in text
    path.write_text(text.replace('codes = ["vandalism"]', 'codes = ["vandalismm"]'), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_archive(tmp_path, scheme())
    assert {one.code for one in found.value.problems} == {"not-in-scheme"}
    assert "`vandalism`" in found.value.problems[0].remedy
