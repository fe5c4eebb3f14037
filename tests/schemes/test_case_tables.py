"""Every scheme's case tables, each row on every engine."""

from __future__ import annotations

import pytest

from amends.cases.case import Case
from amends.cases.spec_table import SpecRow
from amends.engines.reference import assess
from amends.notation.shelf import on_shelf
from lib.agreement import assert_agree
from lib.case_tables import ROWS, law_of, law_of_day


def _label(value: object) -> str:
    return f"{value.place}: {value.label}" if isinstance(value, SpecRow) else str(value)


@pytest.mark.parametrize(("name", "row"), ROWS, ids=_label)
def test_the_reference_engine_gives_the_right_answer(name: str, row: SpecRow) -> None:
    assessment = assess(law_of(name, row), row.case)

    assert assessment.outcome is row.outcome
    if row.decided_by:
        assert assessment.effects[0].provisions == row.decided_by
    effects = assessment.effects
    said = {effect.effect: effect.outcome for effect in effects}
    assert {name: said.get(name) for name in row.others} == row.others
    sums = {one.effect: one.amount and (one.amount.least, one.amount.most) for one in effects}
    assert {name: sums.get(name) for name in row.amounts} == row.amounts


@pytest.mark.parametrize("name", on_shelf())
def test_the_engines_agree_on_every_row_and_its_reasons(name: str) -> None:
    by_law: dict[tuple[int, tuple[tuple[int, bool], ...]], list[Case]] = {}
    for owner, row in ROWS:
        if owner == name:
            by_law.setdefault((row.on, tuple(row.supposed.items())), []).append(row.case)
    for (on, supposed), cases in by_law.items():
        assert_agree(law_of_day(name, on, supposed), cases)


def test_there_are_rows_to_try() -> None:
    assert {name for name, _ in ROWS} == set(on_shelf())
