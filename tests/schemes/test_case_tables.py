"""Every scheme's case tables, each row on every engine."""

from __future__ import annotations

from functools import cache

import pytest

from amends.cases.case import Case
from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.engines.reference import assess
from amends.notation.shelf import load, on_shelf
from amends.scheme.law import Law, as_at
from lib.agreement import assert_agree

SHELF = {name: load(name) for name in on_shelf()}
ROWS = [
    (name, row)
    for name, found in SHELF.items()
    for path in found.case_tables
    for row in read_spec_tables(path.read_text(encoding="utf-8"), path.name, found.scheme)
]


@cache
def _law(name: str, on: int, supposed: tuple[tuple[int, bool], ...]) -> Law:
    return as_at(SHELF[name].scheme, on, dict(supposed))


def law_of(name: str, row: SpecRow) -> Law:
    """The law under which a row is read; made once for all rows of a day."""
    return _law(name, row.on, tuple(row.supposed.items()))


def _label(value: object) -> str:
    return f"{value.place}: {value.label}" if isinstance(value, SpecRow) else str(value)


@pytest.mark.parametrize(("name", "row"), ROWS, ids=_label)
def test_the_reference_engine_gives_the_right_answer(name: str, row: SpecRow) -> None:
    assessment = assess(law_of(name, row), row.case)

    assert assessment.outcome is row.outcome
    if row.decided_by:
        assert assessment.effects[0].provisions == row.decided_by
    said = {effect.effect: effect.outcome for effect in assessment.effects}
    assert {name: said.get(name) for name in row.others} == row.others


@pytest.mark.parametrize("name", on_shelf())
def test_the_engines_agree_on_every_row_and_its_reasons(name: str) -> None:
    by_law: dict[tuple[int, tuple[tuple[int, bool], ...]], list[Case]] = {}
    for owner, row in ROWS:
        if owner == name:
            by_law.setdefault((row.on, tuple(row.supposed.items())), []).append(row.case)
    for (on, supposed), cases in by_law.items():
        assert_agree(_law(name, on, supposed), cases)


def test_there_are_rows_to_try() -> None:
    assert {name for name, _ in ROWS} == set(on_shelf())
