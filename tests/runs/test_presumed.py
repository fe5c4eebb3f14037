"""A run counts what the law presumes, and its column says what `amends explain` says of a row."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from amends.cli import main as amends
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import to_json
from amends.notation import read
from amends.registers.archive import Archive, read_archive
from amends.scheme.law import Law, as_at
from amends.truth.edtf import day

LAW = """\
scheme        Lock Keepers (Clearing) Act
id            lock-keepers
citation      chapter 9 (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1950-01-01
matter        conviction
recorded      when section 3 conviction

effect  disregard on application, where section 2 disregarded
  presumed to apply  section 2(2)
    given  section 1 request made
    rebutted by
      section 2(3)  that the water was let out for gain

effect  annotate by sweep, where section 4 annotated
  presumed not to apply  section 4(2)

words findings
  convicted
  acquitted

words offences
  flooding
  theft

of the conviction
  recorded  finding  one of findings
  recorded  offence  one of offences
  recorded  applied  yes or no
    ask  "Has somebody applied?"
  judged    for gain  yes or no
    ask  "Was the water let out for gain?"
  judged    harm  yes or no

section 1  request made
  applied

section 2  disregarded
  all of
    section 3  conviction
    section 1  request made
    (a) offence is flooding
    (b) no for gain

section 3  conviction
  finding is convicted

section 4  annotated
  all of
    section 3  conviction
    no harm
"""

ROWS = """\
book,page,line,accused,offence,verdict,applied,gain,ledger
A,1,1,Reid Adam,flooding,convicted,yes,,
A,1,2,Blair Sam,flooding,convicted,,,
A,1,3,Blair Tom,flooding,convicted,yes,no,
A,1,4,Fox Dan,flooding,acquitted,yes,,
A,1,5,Gray Ian,flooding,convicted,yes,yes,
A,1,6,Hill Ben,theft,convicted,yes,,
A,1,7,Iver Jon,,convicted,yes,,
A,1,8,Kerr Max,flooding,convicted,yes,yes,no
A,1,9,Lamb Joe,theft,convicted,no,yes,
A,1,10,Muir Ned,,,yes,,
"""

CATALOGUE = "\n".join(
    f'[[offence]]\nnames = ["{word}"]\ncodes = ["{word}"]\nconvention = "words"\n'
    for word in ("flooding", "theft")
)

CONVENTION = """\
[names]
charge = "offence"

[[convention]]
id = "words"
says = "A word means what it says."
author = "an archive (invented)"
date = "2026-02-01"
scope = "all lists"
"""

STATES = (
    *(("verdict", word, "finding", word) for word in ("convicted", "acquitted")),
    *(
        (column, word, fact, word)
        for column, fact in (("applied", "applied"), ("gain", "for gain"), ("ledger", "for gain"))
        for word in ("yes", "no")
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("locks")
    states = [
        f'[[states]]\ncolumn = "{column}"\nkinds = ["{kind}"]\nfact = "{fact}"\n'
        f'is = ["{word}"]\nby = ["words"]\n'
        for column, kind, fact, word in STATES
    ]
    columns = [f'"{one}" = "{one}"\n' for one in ROWS.partition("\n")[0].split(",")[3:]]
    for name, text in {
        "lock.scheme": LAW,
        "convictions.csv": ROWS,
        "catalogue.toml": CATALOGUE,
        "conventions.toml": "\n".join([CONVENTION, *states]),
        "register.toml": "".join(
            ['[matters]\nfile = "convictions.csv"\n', "[matters.columns]\n", *columns]
        ),
    }.items():
        (found / name).write_text(text, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def said(folder: Path) -> str:
    """What `amends assess` says of it; the run stands in `run`."""
    run = ("assess", folder / "lock.scheme", folder, "--on", "2025-06-01", "--out", folder / "run")
    result = CliRunner().invoke(amends, list(map(str, run)))
    assert result.exit_code == 0, result.output
    return result.stdout


def opened(folder: Path) -> tuple[Law, Archive]:
    scheme = read(LAW, "lock.scheme")
    return as_at(scheme, day(2025, 6, 1)), read_archive(folder, scheme)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "run" / "assessments.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("said")
def test_the_column_of_a_run_and_the_answer_of_a_row_agree(folder: Path) -> None:
    law, archive = opened(folder)
    told = {}
    for case, matter in archive.cases():
        answer = to_json(assess(law, case), law, settle(law, case, assess))
        assert isinstance(answer["effects"], list)
        for effect in answer["effects"]:
            assert isinstance(effect, dict)
            presumed = effect["presumed"]
            holds = {True: "applies", False: "does_not_apply"}
            told[matter.reference, effect["effect"]] = (
                holds[bool(presumed["holds"])] if isinstance(presumed, dict) else ""
            )
    assert {(row["reference"], row["effect"]): row["presumed"] for row in rows(folder)} == told
    assert set(told.values()) == {"applies", "does_not_apply", ""}


@pytest.mark.usefixtures("said")
def test_it_stands_only_beside_what_is_open(folder: Path) -> None:
    for row in rows(folder):
        if row["presumed"]:
            assert (row["status"], row["outcome"], row["exact"]) == ("assessed", "undetermined", "")
    open_ones = [row for row in rows(folder) if row["outcome"] == "undetermined"]
    assert any(not row["presumed"] for row in open_ones)  # nobody is known to have applied


def test_a_run_counts_it(folder: Path, said: str) -> None:
    counted = {
        (effect, what): sum(
            (row["effect"], row["presumed"]) == (effect, what) for row in rows(folder)
        )
        for effect, what in (("disregard", "applies"), ("annotate", "does_not_apply"))
    }
    assert all(counted.values())
    manifest = json.loads((folder / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["presumed"] == {
        "disregard": {"applies": counted["disregard", "applies"]},
        "annotate": {"does_not_apply": counted["annotate", "does_not_apply"]},
    }
    screen = " ".join(said.split())
    assert "Undetermined, and presumed as long as nothing else is shown:" in screen
    assert f"disregard to apply (section 2(2)) {counted['disregard', 'applies']}" in screen
    assert f"annotate not to apply (section 4(2)) {counted['annotate', 'does_not_apply']}" in screen


@pytest.mark.usefixtures("said")
def test_the_report_tells_it_of_the_run_and_of_each_group(folder: Path) -> None:
    page = (folder / "run" / "report.html").read_text(encoding="utf-8")
    assert "section 2(2) presumes for" in page
    assert "; presumed to apply" in page
    assert "; presumed not to apply" in page
    assert "section 2(2) presumes that this Act disregards this conviction." in page
    assert "that the water was let out for gain (section 2(3))." in page


@pytest.mark.usefixtures("said")
def test_the_worklist_says_it_of_a_pattern(folder: Path) -> None:
    number = next(row["pattern"] for row in rows(folder) if row["presumed"] == "applies")
    typed = ["worklist", str(folder / "run"), "--pattern", number]
    result = CliRunner().invoke(amends, typed)
    assert "Presumed to apply as long as nothing else is shown." in result.stdout
