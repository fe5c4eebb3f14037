"""The schemes of the shelf and the rows of their case tables, read once for all tests."""

from __future__ import annotations

from functools import cache

from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.notation.shelf import load, on_shelf
from amends.scheme.law import Law, as_at

SHELF = {name: load(name) for name in on_shelf()}
ROWS = [
    (name, row)
    for name, found in SHELF.items()
    for path in found.case_tables
    for row in read_spec_tables(path.read_text(encoding="utf-8"), path.name, found.scheme)
]


@cache
def law_of_day(name: str, on: int, supposed: tuple[tuple[int, bool], ...]) -> Law:
    """A scheme of the shelf on a day, with answers to open points supposed."""
    return as_at(SHELF[name].scheme, on, dict(supposed))


def law_of(name: str, row: SpecRow) -> Law:
    """The law under which a row is read; made once for all rows of a day."""
    return law_of_day(name, row.on, tuple(row.supposed.items()))
