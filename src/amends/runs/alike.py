"""Which open matters stand alike: those that what would settle them cannot tell apart.

A way of standing is how the leaves of the law stand, under each answer to the open points
inside lists, and the cells that the matter's own facts may lie in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from amends.assessments.assessment import AssessmentStatus
from amends.cases.layout import MATTERS, PERSONS, Stored
from amends.cases.table import CaseTable
from amends.engines.exact import cuts
from amends.engines.sql import OUTCOMES, STATUSES, AssessedTable, assess_table
from amends.scheme import conditions
from amends.scheme.conditions import MATTER, AtLeast, Condition, Named, Ref
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.scheme.walk import children
from amends.tables import Database
from amends.tables.database import quoted

ALIKE: Final = "run_alike"
"""The table of the ways of standing, each with the `first` key of the matters that stand so."""

OPEN: Final = "run_open"
"""The table of the open matters: `key`, `effect`, and the `first` that stands alike."""

_KEYS, _ALL = "run_keys", "run_all_matters"
_MOST_POINTS: Final = 4  # two to the power of these laws are asked of every matter


@dataclass(slots=True)
class _Query:
    """What is asked of each open matter: columns that tell it from others, and their tables."""

    cases: CaseTable
    columns: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)

    def join(self, table: str, on: str, *, outer: bool = False) -> None:
        self.joins.append(f"{'LEFT ' if outer else ''}JOIN {table} ON {on}")

    def gather(self, table: str, told: str, key: str) -> None:
        """Tell apart by what all rows of a side table for a key say, as one text."""
        alias = f"g{len(self.joins)}"
        rows = (
            f"(SELECT x.key, string_agg({told}, ';' ORDER BY {told}) AS gathered "
            f"FROM {quoted(table)} x GROUP BY x.key) {alias}"
        )
        self.join(rows, f"{alias}.key = {key}", outer=True)
        self.columns.append(f"coalesce({alias}.gathered, '')")


def write_alike(law: Law, assessed: AssessedTable) -> None:
    """Write the tables ALIKE and OPEN of what is not settled among assessments."""
    points = points_in_lists(law)
    alone = len(points) > _MOST_POINTS  # each matter then stands by itself
    query = _Query(assessed.cases)
    others = _under_each_answer(law, assessed, () if alone else points)
    for n, table in enumerate((assessed.table, *others)):
        query.columns += [f"t{n}.{name}" for name in assessed.pattern]
        if n:
            query.join(f"{quoted(table)} t{n}", f"t{n}.key = t0.key AND t{n}.effect = t0.effect")
    if alone:
        query.columns.append("t0.key")
    query.join(f"{quoted(MATTERS)} m", "m.key = t0.key")
    if assessed.cases.layout.facts[conditions.PERSON]:
        query.join(f"{quoted(PERSONS)} p", "p.key = m.person")
    for kind, key in ((MATTER, "m.key"), (conditions.PERSON, "m.person")):
        _facts(query, law, kind, key)
    _closed_lists(query, law)
    _write(query, assessed)
    for table in others:
        assessed.cases.database.drop(table)


def _facts(query: _Query, law: Law, kind: str, key: str) -> None:
    """Tell apart by the own facts of matters, or of their people."""
    layout, sides = query.cases.layout, query.cases.side_tables
    if layout.lost[kind] in sides:
        query.gather(layout.lost[kind], "x.fact", key)
    for name, stored in layout.facts[kind].items():
        at = cuts(law).get(Ref(kind, name), ())
        query.columns += _cells(stored, kind[0], at)
        if stored.further in sides:
            told = " || ',' || ".join(f"({one})" for one in _cells(stored, "x", at))
            query.gather(stored.further, told, key)


def _cells(stored: Stored, alias: str, points: Sequence[int]) -> list[str]:
    """The cells that the bounds of a fact lie in, and whether it is exactly known."""
    columns = [f"{alias}.{quoted(name)}" for name in stored.columns]
    if stored.fact.type is FactType.CODE:
        return columns
    pairs = zip(columns[::2], columns[1::2], strict=True)
    exactly = " AND ".join(f"{lo} = {hi}" for lo, hi in pairs)
    cells = [
        " + ".join(f"({column} >= {point})::INTEGER" for point in points)
        for column in (columns if points else ())
    ]
    return [*cells, f"({exactly})::INTEGER"]


def _closed_lists(query: _Query, law: Law) -> None:
    """Tell apart each matter that has a closed list on which a point may bear."""
    # Whether it can hangs on the very entries that the source has closed.
    layout = query.cases.layout
    for listed in _lists_with_points(law):
        closures = layout.lists[listed].closures
        if closures in query.cases.side_tables:
            alias = f"c{len(query.joins)}"
            key = "m.key" if layout.lists[listed].kind.of == MATTER else "m.person"
            subjects = f"(SELECT DISTINCT subject FROM {quoted(closures)}) {alias}"
            query.join(subjects, f"{alias}.subject = {key}", outer=True)
            query.columns.append(f"CASE WHEN {alias}.subject IS NULL THEN 0 ELSE m.key END")


def _write(query: _Query, assessed: AssessedTable) -> None:
    database = query.cases.database
    named = [f"{column} AS k{n}" for n, column in enumerate(query.columns)]
    selected = ", ".join(["t0.key", "t0.effect", *named])
    joins = " ".join(query.joins)
    database.create(_KEYS, f"SELECT {selected} FROM {_open(assessed)} t0 {joins}")
    keys = ["effect", *(f"k{n}" for n, _ in enumerate(query.columns))]
    by = ", ".join(keys)
    database.create(ALIKE, f"SELECT {by}, min(key) AS first FROM {_KEYS} GROUP BY {by}")
    on = " AND ".join(f"a.{key} = k.{key}" for key in keys)
    database.create(OPEN, f"SELECT k.key, k.effect, a.first FROM {_KEYS} k JOIN {ALIKE} a ON {on}")
    database.drop(_KEYS)


def _open(assessed: AssessedTable) -> str:
    """The assessments that are not settled, as a query in brackets."""
    not_settled = [outcome for outcome in OUTCOMES if not outcome.is_settled]
    outcomes = ", ".join(str(OUTCOMES.index(outcome) + 1) for outcome in not_settled)
    stands = STATUSES.index(AssessmentStatus.ASSESSED) + 1
    return (
        f"(SELECT * FROM {quoted(assessed.table)} "
        f"WHERE outcome IN ({outcomes}) AND status = {stands})"
    )


# --- open points inside lists ---


def _under_each_answer(law: Law, assessed: AssessedTable, points: Sequence[int]) -> Sequence[str]:
    """Tables of the assessments of the open matters under each answer to these open points."""
    cases, found = assessed.cases, []
    if points:
        with _open_alone(assessed):
            for answers in product((True, False), repeat=len(points)):
                supposed = {**law.supposed, **dict(zip(points, answers, strict=True))}
                name = "supposed_" + "".join("y" if answer else "n" for answer in answers)
                found.append(assess_table(replace(law, supposed=supposed), cases, name).table)
    return found


@contextmanager
def _open_alone(assessed: AssessedTable) -> Iterator[None]:
    """While the block lasts, the table of cases has the matters alone that are not settled."""
    database: Database = assessed.cases.database
    database.rename(MATTERS, _ALL)
    keys = f"SELECT key FROM {_open(assessed)}"
    database.create(MATTERS, f"SELECT * FROM {_ALL} WHERE key IN ({keys})")
    yield
    database.drop(MATTERS)
    database.rename(_ALL, MATTERS)


def points_in_lists(law: Law) -> Sequence[int]:
    """The open points that stand inside list conditions, but for those supposed."""
    return sorted({point for node in _outer_lists(law) for point in law.points(node)})


def _lists_with_points(law: Law) -> Sequence[str]:
    return sorted({node.list for node in _outer_lists(law) if law.points(node)})


def _outer_lists(law: Law) -> Iterator[AtLeast]:
    """The list conditions on lists of the matter and its person."""

    def within(node: Condition) -> Iterator[AtLeast]:
        match node:
            case AtLeast():
                yield node
            case Named():
                yield from within(law.scheme.part_named[node.part].body)
            case _:
                for child in children(node):
                    yield from within(child)

    for effect in law.scheme.effects:
        yield from within(Named(effect.part))
