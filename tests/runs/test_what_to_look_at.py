"""What somebody should look at stands in the run's folder, and not on a screen alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from amends.cli import main as amends
from amends.runs.report import report
from pages.small_report import group, small_report
from runs.test_report import said

ROOT = Path(__file__).parents[2]
PRACTICE = ROOT / "examples" / "practice-register"
ROWS = """book,page,line,court,accused,offence,date_of_offence,verdict,Sentance
A,1,1,Airdrie Sheriff Court,"QUILLFEATHER, Ada",BOP,10/5/84,guilty,fined
A,1,2,Airdrie Sheriff Court,"QUILLFEATHER, Ada",BOP,11/5/84,guilty,fined
A,1,3,Airdrie Sheriff Court,,BOP,12/5/84,guilty,fined
"""
KEY = "person,matter,file,row\nada,,court,A/1/1#1\nada,,court,A/1/2#1\n"
MAPPING = """[matters]
file = "court.csv"
reference = ["book", "page", "line"]
[matters.columns]
disposal = "Sentence"
"""


def run_of(place: Path, files: Mapping[str, str]) -> tuple[Path, str]:
    """The folder of a run on these files, and what was printed."""
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    out = place / "run"
    arguments = ["miners-strike-pardons-2022", str(place), "--on", "2025-06-01", "--out", str(out)]
    result = CliRunner().invoke(amends, ["assess", *arguments])
    assert result.exit_code == 0, result.output
    return out, result.stdout


def read(out: Path) -> str:
    """The report, as text."""
    return unescape(said((out / "report.html").read_text(encoding="utf-8")))


def problems(out: Path) -> dict[str, dict[str, object]]:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "docs/json/manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(manifest)
    return {one["code"]: one for one in manifest["problems"]}


def test_a_column_that_is_not_there_is_told_in_the_report_and_the_manifest(tmp_path: Path) -> None:
    out, _ = run_of(tmp_path, {"court.csv": ROWS, "register.toml": MAPPING})
    found = problems(out)
    assert {"no-key", "no-catalogue", "no-conventions", "column-missing"} <= found.keys()
    text = read(out)
    for one in found.values():
        assert f"{one['what']}" in text
        assert f"{one['remedy']}" in text
    assert text.index("What somebody should look at first") < text.index("This register holds")


def test_a_run_with_nothing_to_look_at_says_so_by_silence(tmp_path: Path) -> None:
    assert "What somebody should look at first" not in report(small_report(group()))
    files = {path.name: path.read_text(encoding="utf-8") for path in PRACTICE.iterdir()}
    out, printed = run_of(tmp_path, files)
    assert problems(out) == {}
    assert "nobody has said who" not in read(out) + printed


@pytest.mark.parametrize(
    ("key", "people", "named"), [(KEY, 2, 2), ("", 3, 0), (KEY[: KEY.index("\n") + 1], 3, 0)]
)
def test_people_whom_nobody_has_named_are_said_to_be_counted_one_each(
    tmp_path: Path, key: str, people: int, named: int
) -> None:
    out, printed = run_of(tmp_path, {"court.csv": ROWS} | ({"key.csv": key} if key else {}))
    counts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["people"], counts["matters_with_person"]) == (people, named)
    for text in (read(out), " ".join(printed.split())):
        assert f"3 matters of {people} people." in text
        if named:
            assert "2 of the matters are of people whom the key names." in text
            assert "The other is counted as one person" in text
        else:
            assert "No key says whose they are." in text
        assert "nobody has said who" in text


def test_what_the_book_has_said_already_is_told_before_where_to_look(tmp_path: Path) -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in PRACTICE.iterdir()}
    book = files["court-register.csv"].replace("Sheriff Court", "Sherriff's Coort")
    out, _ = run_of(tmp_path, files | {"court-register.csv": book})
    with (out / "unmatched.csv").open(encoding="utf-8", newline="") as file:
        unmatched = [row for row in csv.DictReader(file) if row["column"] == "court"]
    commonest = max(unmatched, key=lambda row: int(row["count"]))
    first = next(
        row for row in csv.DictReader(book.splitlines()) if row["court"] == commonest["wording"]
    )
    assert commonest["file"] == "court-register.csv"
    assert commonest["first"] == "/".join(first[name] for name in ("book", "page", "line"))
    text = read(out)
    section = text.partition("What to look up next")[2].partition("Where to look")[0]
    assert "First: what the papers may say already" in section
    times = sum(int(row["count"]) for row in unmatched)
    told = f"court the court {times} {commonest['wording']} ({commonest['count']} times; "
    assert f"{told}first in court-register.csv: {commonest['first']})" in section
    printed = CliRunner().invoke(amends, ["worklist", str(out)]).stdout
    assert printed.startswith(f"{len(unmatched)} wordings in the papers are not explained yet")
    assert "First: what the papers may say already" not in report(small_report(group()))
