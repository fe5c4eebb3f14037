"""Every example of docs/handbook/case-tables.md is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from amends.cases.spec_table import read_spec_tables
from amends.notation import read
from amends.problems import ProblemsFound
from amends.truth.states import Outcome
from docs.pages import DOCS, fenced, run, table, write_files

PAGE = (DOCS / "case-tables.md").read_text(encoding="utf-8")
(COMMAND,) = [block.strip() for block in fenced(PAGE, "sh")]
(SCHEME,) = fenced(PAGE, "scheme")
WRONG, UNTRIED = fenced(PAGE, "problems")


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert write_files(PAGE, tmp_path) == ["ferrymen.scheme", "cases/1-pardon.md"]
    return tmp_path / "cases" / "1-pardon.md"


def row_of(text: str, case: str) -> str:
    (line,) = [line for line in text.splitlines(keepends=True) if line.startswith(f"| {case} |")]
    return line


@pytest.mark.usefixtures("cases")
def test_the_scheme_and_its_tables_have_no_problem() -> None:
    result = run(COMMAND)
    assert result.exit_code == 0, result.output
    assert [result.stdout] == fenced(PAGE, "text")


def test_a_row_with_a_wrong_answer_is_told_as_the_page_prints(cases: Path) -> None:
    text = cases.read_text(encoding="utf-8")
    row = row_of(text, "a theft")
    cases.write_text(text.replace(row, row.replace("does not apply", "applies")), encoding="utf-8")
    result = run(COMMAND)
    assert result.exit_code != 0
    assert result.output == WRONG


def test_a_condition_that_no_row_tries_each_way_is_told_as_the_page_prints(cases: Path) -> None:
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace(row_of(text, "a quarrel of his own"), ""), encoding="utf-8")
    result = run(COMMAND)
    assert result.exit_code != 0
    assert result.output == UNTRIED


@pytest.mark.parametrize("cell", ["employment.trade", "relative.employment 2.service"])
def test_the_columns_that_the_page_names_stand_in_its_tables(cell: str) -> None:
    (tables,) = fenced(PAGE, "markdown")
    assert f"| {cell} |" in tables
    assert f"`{cell}`" in PAGE


def test_the_outcomes_are_those_that_there_are() -> None:
    (found,) = table(PAGE, ["column", "cell"])
    told = re.findall(r"`(.+?)`", {row[0]: row[1] for row in found}["`outcome`"])
    assert told == [*(one.value.replace("_", " ") for one in Outcome), "not in force"]


def test_every_cell_of_a_list_that_the_page_names_is_read_and_no_other() -> None:
    (found,) = table(PAGE, ["cell under a list", "states"])
    scheme = read(SCHEME, "ferrymen.scheme")
    row = (
        "On 1932-01-01.\n\n| case | employment | outcome |\n|---|---|---|\n| one | {} | applies |\n"
    )
    for cell, _ in found:
        (one,) = read_spec_tables(row.format(cell.strip("`")), "cases.md", scheme)
        assert one.label == "one"
    with pytest.raises(ProblemsFound):
        read_spec_tables(row.format("nobody"), "cases.md", scheme)


def test_a_heading_takes_back_the_day_and_an_empty_cell_is_a_problem() -> None:
    scheme = read(SCHEME, "ferrymen.scheme")
    table_ = "| case | offence | outcome |\n|---|---|---|\n| one | {} | applies |\n"
    dated = "On 1932-01-01.\n\n" + table_
    assert len(read_spec_tables(dated.format("theft"), "cases.md", scheme)) == 1
    for wrong in (dated.format(""), "On 1932-01-01.\n\n# Anew\n\n" + table_.format("theft")):
        with pytest.raises(ProblemsFound):
            read_spec_tables(wrong, "cases.md", scheme)
