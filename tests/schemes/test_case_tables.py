"""Every scheme's case tables, each row on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.cases.table import tabulate
from amends.engines.reference import assess
from amends.engines.sql import assess_table
from amends.engines.sql import rows as assessed_rows
from amends.notation.shelf import load, on_shelf
from amends.scheme.law import as_at
from amends.tables import Database

ROWS = [
    (name, row)
    for name in on_shelf()
    for path in load(name).case_tables
    for row in read_spec_tables(path.read_text(encoding="utf-8"), path.name, load(name).scheme)
]


def _label(value: object) -> str:
    return f"{value.place}: {value.label}" if isinstance(value, SpecRow) else str(value)


@pytest.mark.parametrize(("name", "row"), ROWS, ids=_label)
def test_the_reference_engine_gives_the_right_answer(name: str, row: SpecRow) -> None:
    assessment = assess(as_at(load(name).scheme, row.on, row.supposed), row.case)

    assert assessment.outcome is row.outcome
    if row.decided_by:
        assert assessment.effects[0].provisions == row.decided_by


@pytest.mark.parametrize("name", on_shelf())
def test_the_sql_engine_gives_every_right_answer(name: str, tmp_path: Path) -> None:
    scheme = load(name).scheme
    by_law: dict[tuple[int, tuple[tuple[int, bool], ...]], list[SpecRow]] = {}
    for owner, row in ROWS:
        if owner == name:
            by_law.setdefault((row.on, tuple(row.supposed.items())), []).append(row)
    for (on, supposed), held in by_law.items():
        with Database(tmp_path) as database:
            table = tabulate([row.case for row in held], scheme, database)
            found = assess_table(as_at(scheme, on, dict(supposed)), table)
            outcomes = {row.key: row.outcome for row in assessed_rows(found)}
        assert outcomes == {row.case.key: row.outcome for row in held}


def test_there_are_rows_to_try() -> None:
    assert {name for name, _ in ROWS} == set(on_shelf())
