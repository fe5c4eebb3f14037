"""Every example of docs/handbook/registers.md is run."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from amends.registers.mapping import LISTS, NAMES
from docs.pages import DOCS, fenced, run, table, write_files

PAGE = (DOCS / "registers.md").read_text(encoding="utf-8")
SHOWN = ["reference", "also", "charge", "status", "outcome", "wanted"]
COMMANDS = [block.strip() for block in fenced(PAGE, "sh")]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def code(cell: str) -> list[str]:
    return re.findall(r"`(.+?)`", cell)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_files(PAGE, tmp_path / "kirkhaven")
    return tmp_path


def test_the_page_shows_every_file_of_the_archive_whole(tmp_path: Path) -> None:
    names = ["convictions.csv", "jobs.csv", "register.toml", "key.csv"]
    assert write_files(PAGE, tmp_path) == [*names, "catalogue.toml", "conventions.toml"]


def test_the_run_tells_what_the_page_prints(folder: Path) -> None:
    result = run(COMMANDS[0])
    assert result.exit_code == 0, result.output
    assert result.stdout == fenced(PAGE, "text")[0]
    assert "do:" not in result.stderr
    assert (folder / "run" / "assessments.parquet").exists()


def test_both_runs_answer_as_the_page_prints(folder: Path) -> None:
    answers = []
    for command, name in zip(COMMANDS[:2], ("run", "without"), strict=True):
        assert run(command).exit_code == 0
        found = rows(folder / name / "assessments.csv")
        answers.append([[row[column] for column in SHOWN] for row in found])
    assert answers == table(PAGE, SHOWN)
    assert run(COMMANDS[2]).stdout == fenced(PAGE, "text")[1]


def test_a_convention_left_out_in_its_file_is_left_out_of_the_run(folder: Path) -> None:
    path = folder / "kirkhaven" / "conventions.toml"
    text = path.read_text(encoding="utf-8")
    for one in ("still-there", "clerk-on-reason"):
        text = text.replace(f'id = "{one}"', f'id = "{one}"\noff = true')
    path.write_text(text, encoding="utf-8")
    assert run(COMMANDS[0]).exit_code == 0
    found = rows(folder / "run" / "assessments.csv")
    assert [[row[column] for column in SHOWN] for row in found] == table(PAGE, SHOWN)[1]


def test_every_column_of_the_assessments_is_explained(folder: Path) -> None:
    run(COMMANDS[0])
    (explained,) = table(PAGE, ["column", "holds"])
    told = [name for row in explained for name in code(row[0])]
    assert sorted(told) == sorted(rows(folder / "run" / "assessments.csv")[0])


def test_the_other_files_of_the_run_hold_what_the_page_says(folder: Path) -> None:
    run(COMMANDS[0])
    (aside,) = rows(folder / "run" / "set-aside.csv")
    assert (aside["file"], aside["row"]) == ("convictions.csv", "6")
    (unmatched,) = rows(folder / "run" / "unmatched.csv")
    assert list(unmatched.values()) == ["remarks", "by the brig", "1", "convictions.csv", "A/2"]
    manifest = json.loads((folder / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["on"] == "2025-06-01"
    assert len(manifest["inputs"]) == 6
    assert set(manifest["rows"]["jobs.csv"]) == {"rows", "linked", "unlinked", "set_aside"}


@pytest.mark.parametrize("missing", ["catalogue.toml", "conventions.toml"])
def test_without_catalogue_or_conventions_all_is_unknown_and_that_is_told(
    folder: Path, missing: str
) -> None:
    (folder / "kirkhaven" / missing).unlink()
    result = run(COMMANDS[0])
    assert missing in result.stderr
    found = rows(folder / "run" / "assessments.csv")
    assert {row["outcome"] for row in found} == {"undetermined"}


def test_without_a_key_each_charge_is_a_matter_of_its_own(folder: Path) -> None:
    (folder / "kirkhaven" / "key.csv").unlink()
    result = run(COMMANDS[0])
    assert "5 matters of 5 people." in result.stdout
    assert "key.csv" in result.stderr


def test_without_a_mapping_headings_of_ones_own_are_not_understood(folder: Path) -> None:
    (folder / "kirkhaven" / "register.toml").unlink()
    result = run(COMMANDS[0])
    assert result.exit_code != 0
    assert not (folder / "run").exists()


def test_a_book_beside_the_main_ones_would_be_the_main_one_if_it_stood_first(folder: Path) -> None:
    path = folder / "kirkhaven" / "register.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('other_books = ["F/*"]', ""), encoding="utf-8")
    run(COMMANDS[0])
    found = rows(folder / "run" / "assessments.csv")
    assert ("F/7", "A/3") in [(row["reference"], row["also"]) for row in found]


def test_a_name_that_the_law_has_not_is_refused(folder: Path) -> None:
    path = folder / "kirkhaven" / "conventions.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('fact = "finding"', 'fact = "findin"'), encoding="utf-8")
    result = run(COMMANDS[0])
    assert result.exit_code != 0
    assert "did you mean `finding`" in result.output


def test_the_lists_and_columns_of_a_mapping_are_those_that_the_program_knows() -> None:
    (found,) = table(PAGE, ["table", "one row is", "columns that the program reads itself"])
    told = {code(row[0])[0].strip("[]"): tuple(code(row[2])) for row in found}
    assert told == dict(LISTS)


def test_the_columns_of_names_are_those_that_the_program_knows() -> None:
    (told,) = re.findall(r"^- Names of people \((.*?)\)", PAGE, re.MULTILINE | re.DOTALL)
    assert sorted(code(told)) == sorted(NAMES)
