"""Patterns: the matters of a run that stand alike, with what would settle them.

What would settle a matter is asked once of each way of standing, not of each matter. A way
of standing is how the leaves of the law stand, under each answer to the open points inside
lists, and the cells that the matter's own facts may lie in. Matters whose ways come to the
same outcome, for the same reasons, with the same things missing, are one pattern.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from amends.assessments.assessment import AssessmentStatus
from amends.assessments.settling import Settling
from amends.cases.layout import MATTERS, PERSONS, Stored
from amends.cases.read_back import cases_at
from amends.cases.table import CaseTable
from amends.engines.exact import cuts, settle
from amends.engines.reference import assess
from amends.engines.sql import OUTCOMES, STATUSES, AssessedTable, Decided, assess_table
from amends.registers.archive import SHOWN
from amends.scheme import conditions
from amends.scheme.conditions import MATTER, AtLeast, Condition, Named, Ref
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.scheme.walk import children
from amends.tables import Column, ColumnType
from amends.tables.database import quoted
from amends.truth.states import Outcome

PATTERNED: Final = "run_patterned"
"""The table of each matter and effect with its pattern: `key`, `effect` (from 1), `number`."""

PERSON: Final = (
    "SELECT key, CASE WHEN person = '' THEN 'matter ' || key ELSE 'person ' || person END "
    f"AS person FROM {SHOWN}"
)
"""A query of who each matter is about, as people are counted: by `key`, the `person`."""

_KEYS, _ALIKE, _OPEN, _REASONS = "run_keys", "run_alike", "run_open", "run_reasons"
_AT_ONCE: Final = 1_000
_MOST_POINTS: Final = 4  # two to the power of these laws are asked of every matter


@dataclass(frozen=True, slots=True)
class Reason:
    """How an effect stands and why, without the matter that stands so.

    `settling` is of what is not settled by the direct answer only. `effect` is empty and
    `outcome` None where the law is not in force.
    """

    effect: str
    status: AssessmentStatus
    outcome: Outcome | None = None
    provisions: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    settling: Settling | None = None

    @property
    def exact(self) -> Outcome | None:
        """The exact outcome where it differs from the direct one."""
        found = self.settling.outcome if self.settling else None
        return found if found is not self.outcome else None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A reason, numbered from 1 by how many matters it has; people are counted apart.

    `first` is the key of the first of its matters in the table of cases.
    """

    number: int
    reason: Reason
    matters: int
    people: int
    first: int


def find_patterns(law: Law, cases: CaseTable) -> tuple[Pattern, ...]:
    """Assess every matter of an archive and find the patterns; writes the table PATTERNED.

    The table SHOWN must stand beside the cases.
    """
    assessed = assess_table(law, cases)
    _alike(law, assessed)
    settlings = _settlings(law, cases)
    counted = _by_reason(assessed, settlings)
    matters: Counter[Reason] = Counter()
    for reason, _, count in counted:
        matters[reason] += count
    effects = {name: place for place, name in enumerate(assessed.effects)}
    ordered = sorted(matters, key=lambda one: (-matters[one], _order(one, effects)))
    numbers = {reason: number for number, reason in enumerate(ordered, start=1)}
    _number(assessed, [(numbers[reason], way) for reason, way, _ in counted])
    query = (
        f"SELECT number, count(DISTINCT w.person), min(p.key) FROM {PATTERNED} p "
        f"JOIN ({PERSON}) w ON w.key = p.key GROUP BY number"
    )
    people = {int(number): (int(n), int(key)) for number, n, key in cases.database.rows(query)}
    return tuple(
        Pattern(number, reason, matters[reason], *people[number])
        for reason, number in numbers.items()
    )


def _order(reason: Reason, effects: Mapping[str, int]) -> tuple[object, ...]:
    outcome = OUTCOMES.index(reason.outcome) if reason.outcome else len(OUTCOMES)
    settling = reason.settling
    could = (settling.could, settling.sure, settling.outcome.value) if settling else ()
    place = effects.get(reason.effect, 0)
    status = STATUSES.index(reason.status)
    return place, status, outcome, reason.provisions, reason.wanted, reason.disputed, could


# --- which matters stand alike ---


def _alike(law: Law, assessed: AssessedTable) -> None:
    """Write which open matters stand alike: for each, the least key of those that do."""
    cases, database = assessed.cases, assessed.cases.database
    points = points_in_lists(law)
    alone = len(points) > _MOST_POINTS  # each matter then stands by itself
    tables = [assessed.table, *_under_each_answer(law, cases, () if alone else points)]
    columns = [f"t{n}.{name}" for n, _ in enumerate(tables) for name in assessed.pattern]
    columns += ["t0.key"] if alone else []
    joins = [
        f"JOIN {quoted(table)} t{n} ON t{n}.key = t0.key AND t{n}.effect = t0.effect"
        for n, table in enumerate(tables)
        if n
    ]
    for kind, table, key in (
        (MATTER, MATTERS, "t0.key"),
        (conditions.PERSON, PERSONS, "m.person"),
    ):
        alias = table[0]
        facts = cases.layout.facts[kind]
        if facts or kind == MATTER:
            joins.append(f"JOIN {quoted(table)} {alias} ON {alias}.key = {key}")
        lost = cases.layout.lost[kind]
        if lost in cases.side_tables:
            columns.append(_gathered(joins, lost, "x.fact", f"{alias}.key"))
        for name, stored in facts.items():
            at = cuts(law).get(Ref(kind, name), ())
            columns += _cells(stored, alias, at)
            if stored.further in cases.side_tables:
                told = " || ',' || ".join(f"({one})" for one in _cells(stored, "x", at))
                columns.append(_gathered(joins, stored.further, told, f"{alias}.key"))
    # Whether a point can bear on a list that a source has closed hangs on its very entries.
    for listed in _lists_with_points(law):
        closures, of = cases.layout.lists[listed].closures, cases.layout.lists[listed].kind.of
        if closures in cases.side_tables:
            alias = f"c{len(joins)}"
            key = "t0.key" if of == MATTER else "m.person"
            subjects = f"(SELECT DISTINCT subject FROM {quoted(closures)})"
            joins.append(f"LEFT JOIN {subjects} {alias} ON {alias}.subject = {key}")
            columns.append(f"CASE WHEN {alias}.subject IS NULL THEN 0 ELSE t0.key END")
    named = [f"{column} AS k{n}" for n, column in enumerate(columns)]
    opened = ", ".join(str(OUTCOMES.index(outcome) + 1) for outcome in _NOT_SETTLED)
    stands = STATUSES.index(AssessmentStatus.ASSESSED) + 1
    database.create(
        _KEYS,
        f"SELECT {', '.join(['t0.key', 't0.effect', *named])} FROM {quoted(assessed.table)} t0 "
        f"{' '.join(joins)} WHERE t0.outcome IN ({opened}) AND t0.status = {stands}",
    )
    keys = ["effect", *(f"k{n}" for n, _ in enumerate(columns))]
    by = ", ".join(keys)
    database.create(_ALIKE, f"SELECT {by}, min(key) AS first FROM {_KEYS} GROUP BY {by}")
    on = " AND ".join(f"a.{key} = k.{key}" for key in keys)
    database.create(
        _OPEN, f"SELECT k.key, k.effect, a.first FROM {_KEYS} k JOIN {_ALIKE} a ON {on}"
    )
    for table in (_KEYS, *tables[1:]):
        database.drop(table)


_NOT_SETTLED: Final = (Outcome.UNDETERMINED, Outcome.CONTESTED)


def _gathered(joins: list[str], table: str, told: str, key: str) -> str:
    """What the rows of a side table for a key say, as one text; the table is joined."""
    alias = f"g{len(joins)}"
    joins.append(
        f"LEFT JOIN (SELECT x.key, string_agg({told}, ';' ORDER BY {told}) AS gathered "
        f"FROM {quoted(table)} x GROUP BY x.key) {alias} ON {alias}.key = {key}"
    )
    return f"coalesce({alias}.gathered, '')"


def _under_each_answer(law: Law, cases: CaseTable, points: Sequence[int]) -> Iterator[str]:
    """Tables of assessments under each answer to these open points."""
    for answers in product((True, False), repeat=len(points)) if points else ():
        supposed = {**law.supposed, **dict(zip(points, answers, strict=True))}
        name = "supposed_" + "".join("y" if answer else "n" for answer in answers)
        yield assess_table(replace(law, supposed=supposed), cases, name).table


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


def _settlings(law: Law, cases: CaseTable) -> Mapping[tuple[int, int], Settling]:
    """What would settle the first matter of each way of standing, by its key and effect."""
    query = f"SELECT DISTINCT first FROM {_ALIKE} ORDER BY first"
    keys = [int(key) for (key,) in cases.database.rows(query)]
    found: dict[tuple[int, int], Settling] = {}
    for start in range(0, len(keys), _AT_ONCE):
        for key, case in cases_at(cases, keys[start : start + _AT_ONCE]).items():
            settled = settle(law, case, assess, aside=False)
            found |= {(key, effect): one for effect, one in enumerate(settled, start=1)}
    return found


# --- the reasons, and their numbers ---

Way = tuple[int, ...]
"""A way of standing: effect, status, outcome, the numbers of the pattern, the first such matter."""


def _by_reason(
    assessed: AssessedTable, settlings: Mapping[tuple[int, int], Settling]
) -> list[tuple[Reason, Way, int]]:
    """Each way of standing with its reason, and how many matters stand so."""
    of = ", ".join(f"a.{name}" for name in ("effect", "status", "outcome", *assessed.pattern))
    query = (
        f"SELECT {of}, coalesce(o.first, 0) AS first, count(*) FROM {quoted(assessed.table)} a "
        f"LEFT JOIN {_OPEN} o ON o.key = a.key AND o.effect = a.effect GROUP BY {of}, first"
    )
    found: list[tuple[Reason, Way, int]] = []
    for row in assessed.cases.database.rows(query):
        *way, count = (int(cell) for cell in row)
        effect, status, _, *pattern, first = way
        decided = assessed.decided[effect, tuple(pattern)] if effect else None
        settling = settlings.get((first, effect))
        reason = _reason(assessed, effect, STATUSES[status - 1], decided, settling)
        found.append((reason, tuple(way), count))
    return found


def _reason(
    assessed: AssessedTable,
    effect: int,
    status: AssessmentStatus,
    decided: Decided | None,
    settling: Settling | None,
) -> Reason:
    if decided is None:
        return Reason("", status)
    return Reason(
        assessed.effects[effect - 1],
        status,
        decided.outcome,
        decided.provisions,
        decided.wanted,
        decided.disputed,
        settling,
    )


def _number(assessed: AssessedTable, numbered: Iterable[tuple[int, Way]]) -> None:
    """Write the number of each matter's pattern."""
    of = ("effect", "status", "outcome", *assessed.pattern)
    columns = [Column(name, ColumnType.BIG) for name in ("number", *of, "first")]
    database = assessed.cases.database
    with database.loading({_REASONS: columns}) as loading:
        for number, way in numbered:
            loading.add(_REASONS, number, *way)
    on = " AND ".join(f"r.{name} = a.{name}" for name in of)
    database.create(
        PATTERNED,
        f"SELECT a.key, a.effect, r.number FROM {quoted(assessed.table)} a "
        f"LEFT JOIN {_OPEN} o ON o.key = a.key AND o.effect = a.effect "
        f"JOIN {_REASONS} r ON {on} AND r.first = coalesce(o.first, 0)",
    )
