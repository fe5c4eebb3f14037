"""The rows of case tables, and what an engine says otherwise than a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.notation.shelf import load, on_shelf
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.states import Outcome

# The schemes of the shelf and their rows, read once for all tests.
SHELF = {name: load(name) for name in on_shelf()}
ROWS = [
    (name, row)
    for name, found in SHELF.items()
    for path in found.case_tables
    for row in read_spec_tables(path.read_text(encoding="utf-8"), path.name, found.scheme)
]

# What an engine says of an effect, as far as a row can say it: the outcome, the provisions, and
# the least and most of the amount.
Said = tuple[Outcome, Collection[str], tuple[int | None, int | None] | None]


def of_shelf(name: str) -> Iterator[tuple[Law, list[SpecRow]]]:
    """The rows of a scheme of the shelf, by the laws under which they are read."""
    return rows_by_law(SHELF[name].scheme, [row for owner, row in ROWS if owner == name])


def rows_by_law(scheme: Scheme, rows: Iterable[SpecRow]) -> Iterator[tuple[Law, list[SpecRow]]]:
    """The rows together that are read under one law, which is made once for them."""
    of: dict[tuple[int, tuple[tuple[int, bool], ...]], list[SpecRow]] = {}
    for row in rows:
        of.setdefault((row.on, tuple(row.supposed.items())), []).append(row)
    for (on, supposed), together in of.items():
        yield as_at(scheme, on, dict(supposed)), together


def wrong(row: SpecRow, told: Mapping[str, Said]) -> Iterator[str]:
    """What an engine says otherwise than a row; `told` has the effects that are in force."""
    at = f"{row.place.line}, {row.label}"
    for effect, right in row.outcomes.items():
        said = told[effect][0] if effect in told else None
        if said is not right:
            yield f"{at}: {effect} {said}, not {right}"
    for effect, provisions in row.reasons.items():
        by = set(told[effect][1]) if effect in told else set()
        if by != set(provisions):
            yield f"{at}: {effect} decided by {sorted(by)}"
    for effect, sums in row.amounts.items():
        brings = told[effect][2] if effect in told else None
        if brings != sums:
            yield f"{at}: {effect} brings {brings}, not {sums}"
