"""A run names people only where it was asked to, says so, and then still replays."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amends.cli import main as amends

LAW = "miners-strike-pardons-2022"
NAME = "QUILLFEATHER, Ada"
RUNS = "=cmd|' /C calc'!A0"
_REGISTER = f"""book,page,line,court,accused,offence,date_of_offence,verdict
A,1,1,Airdrie Sheriff Court,"{NAME}",BOP,10/5/84,guilty
A,1,2,Airdrie Sheriff Court,"{RUNS}",BOP,,guilty
"""
_SHEET = """["data sheet"]
controller = "Kirkhaven archive (invented)"
purpose = "To find convictions."
"legal condition" = "Archiving in the public interest."
closure = "2060"
retention = "2070"
"""


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "convictions.csv").write_text(_REGISTER, encoding="utf-8")
    mapping = '[matters]\nfile = "convictions.csv"\nreference = ["book", "page", "line"]\n'
    (folder / "register.toml").write_text(mapping, encoding="utf-8")
    return folder


def assess(register: Path, *more: str) -> tuple[Path, Result]:
    out = register.parent / "run"
    result = command("assess", LAW, register, "--on", "2025-06-01", "--out", out, *more)
    assert result.exit_code == 0, result.output
    return out, result


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_without_the_option_no_file_names_anybody(register: Path) -> None:
    out, result = assess(register)
    assert "QUILLFEATHER" not in result.output
    assert "name" not in rows(out / "assessments.csv")[0]
    for path in out.iterdir():
        assert b"QUILLFEATHER" not in path.read_bytes()


def test_with_it_assessments_and_report_name_them_and_say_so_first(register: Path) -> None:
    out, result = assess(register, "--with-names")
    assert "THIS RUN NAMES PEOPLE" in result.stdout
    assert [row["name"] for row in rows(out / "assessments.csv")] == [NAME, f"'{RUNS}"]
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.index("This report names people.") < page.index("On this page")
    assert "and no names" not in page
    assert f"A/1/1 ({NAME})" in page
    for name in ("worklist.csv", "patterns.json", "manifest.json", "unmatched.csv"):
        assert "QUILLFEATHER" not in (out / name).read_text(encoding="utf-8")
    assert "QUILLFEATHER" not in result.stderr


def test_a_name_that_two_meanings_find_in_one_column_is_told_once(register: Path) -> None:
    book = register / "convictions.csv"
    book.write_text(_REGISTER.replace("accused", "Name"), encoding="utf-8")
    with (register / "register.toml").open("a", encoding="utf-8") as mapping:
        mapping.write('[matters.columns]\naccused = "Name"\n')
    out, _ = assess(register, "--with-names")
    assert rows(out / "assessments.csv")[0]["name"] == NAME


def test_a_run_with_names_asks_for_a_data_sheet(register: Path) -> None:
    _, result = assess(register, "--with-names", "--format", "json")
    told = json.loads(result.stdout)["problems"]
    assert "names-no-data-sheet" in [problem["code"] for problem in told]
    with (register / "register.toml").open("a", encoding="utf-8") as mapping:
        mapping.write(_SHEET)
    out, result = assess(register, "--with-names", "--replace", "--format", "json")
    told = json.loads(result.stdout)["problems"]
    assert "names-no-data-sheet" not in [problem["code"] for problem in told]
    assert "says who answers for it" in (out / "report.html").read_text(encoding="utf-8")


def test_a_run_with_names_is_made_again_with_names(register: Path) -> None:
    out, _ = assess(register, "--with-names")
    result = command("replay", out)
    assert (result.exit_code, result.stdout[:15]) == (0, "The same again:")


def test_the_entries_of_a_pattern_are_named_as_they_stand_in_the_register(register: Path) -> None:
    out, _ = assess(register, "--with-names")
    patterns = {row["pattern"]: row["reference"] for row in rows(out / "assessments.csv")}
    for number in patterns:
        result = command("worklist", out, "--pattern", number, "--format", "json")
        for entry in json.loads(result.stdout)["entries"]:
            assert entry["name"] == {"A/1/1": NAME, "A/1/2": RUNS}[entry["reference"]]
    text = command("worklist", out, "--pattern", "1").stdout
    assert f"  A/1/1 ({NAME})\n" in text or f"  A/1/2 ({RUNS})\n" in text
