"""Patterns: the matters of a run that stand alike, with what would settle them.

What would settle a matter is asked once of each way of standing (`alike`), not of each matter.
Matters whose ways come to the same outcome, for the same reasons, with the same things missing,
are one pattern.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amends.assessments.assessment import AssessmentStatus
from amends.assessments.presuming import presumed_beside
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.cases.read_back import cases_at
from amends.cases.table import CaseTable
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.engines.sql import OUTCOMES, STATUSES, AssessedTable, Decided, assess_table
from amends.runs.alike import ALIKE, OPEN, write_alike
from amends.runs.people import People
from amends.scheme.law import Law
from amends.tables import Column, ColumnType, Database
from amends.tables.database import quoted
from amends.truth.states import Outcome

PATTERNED: Final = "run_patterned"
"""The table of each matter and effect with its pattern: `key`, `effect` (from 1), `number`."""

_REASONS: Final = "run_reasons"
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Reason:
    """How an effect stands and why, without the matter that stands so.

    `settling` is of what is not settled by the direct answer only. `presumed` is the outcome that
    the law presumes beside one that is open, where it does. `effect` is empty and `outcome` None
    where the law is not in force.
    """

    effect: str
    status: AssessmentStatus
    outcome: Outcome | None = None
    provisions: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    settling: Settling | None = None
    presumed: Outcome | None = None

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


def find_patterns(law: Law, cases: CaseTable) -> tuple[tuple[Pattern, ...], People]:
    """Assess every matter of an archive and find the patterns, and whom they are about; writes the
    table PATTERNED.

    The table SHOWN must stand beside the cases.
    """
    assessed = assess_table(law, cases)
    write_alike(law, assessed)
    counted = _by_reason(assessed, _settlings(law, cases))
    matters: Counter[Reason] = Counter()
    for reason, _, count in counted:
        matters[reason] += count
    effects = {name: place for place, name in enumerate(assessed.effects)}
    ordered = sorted(matters, key=lambda one: (-matters[one], _order(one, effects)))
    numbers = {reason: number for number, reason in enumerate(ordered, start=1)}
    _number(assessed, [(numbers[reason], way) for reason, way, _ in counted])
    people = People(cases.database, PATTERNED)
    first = _first(cases.database)
    patterns = tuple(
        Pattern(number, reason, matters[reason], people.of_each[number], first[number])
        for reason, number in numbers.items()
    )
    return patterns, people


def _first(database: Database) -> Mapping[int, int]:
    """The key of the first matter of each pattern."""
    query = f"SELECT number, min(key) FROM {PATTERNED} GROUP BY number"
    return {int(number): int(key) for number, key in database.rows(query)}


def _to(settling: Settling) -> Sequence[object]:
    return [(one.names, [outcome.value for outcome in one.to]) for one in settling.sets]


def _order(reason: Reason, effects: Mapping[str, int]) -> tuple[object, ...]:
    outcome = OUTCOMES.index(reason.outcome) if reason.outcome else len(OUTCOMES)
    settling = reason.settling
    could = (
        (settling.could, settling.sure, settling.outcome.value, _to(settling)) if settling else ()
    )
    presumed = reason.presumed.value if reason.presumed else ""
    place = effects.get(reason.effect, 0)
    status = STATUSES.index(reason.status)
    return (
        place,
        status,
        outcome,
        reason.provisions,
        reason.wanted,
        reason.disputed,
        could,
        presumed,
    )


# --- the reasons, and their numbers ---


_Settled = tuple[Settling, Outcome | None]
"""What would settle a matter, and what the law presumes of it."""


def _settlings(law: Law, cases: CaseTable) -> Mapping[tuple[int, int], _Settled]:
    """What is so of the first matter of each way of standing, by its key and effect.

    It is so of each matter that stands so: how the leaves stand decides what is presumed too.
    """
    query = f"SELECT DISTINCT first FROM {ALIKE} ORDER BY first"
    keys = [int(key) for (key,) in cases.database.rows(query)]
    found: dict[tuple[int, int], _Settled] = {}
    for start in range(0, len(keys), _AT_ONCE):
        for key, case in cases_at(cases, keys[start : start + _AT_ONCE]).items():
            settled = settle(law, case, assess, aside=False)
            presumed = _presumed(law, case, settled)
            both = zip(settled, presumed, strict=True)
            found |= {(key, effect): one for effect, one in enumerate(both, start=1)}
    return found


def _presumed(law: Law, case: Case, settled: Sequence[Settling]) -> Sequence[Outcome | None]:
    """What the law presumes of each effect on a case."""
    if not any(effect.presumption for effect in law.scheme.effects):
        return [None] * len(settled)
    assessed = assess(law, case)
    found = [
        presumed_beside(assessed.status, effect, settling)
        for effect, settling in zip(assessed.effects, settled, strict=True)
    ]
    return [
        (Outcome.APPLIES if one.holds else Outcome.DOES_NOT_APPLY) if one else None for one in found
    ]


Way = tuple[int, ...]
"""A way of standing: effect, status, outcome, the numbers of the pattern, the first such matter."""


def _by_reason(
    assessed: AssessedTable, settlings: Mapping[tuple[int, int], _Settled]
) -> list[tuple[Reason, Way, int]]:
    """Each way of standing with its reason, and how many matters stand so."""
    of = ", ".join(f"a.{name}" for name in ("effect", "status", "outcome", *assessed.pattern))
    query = (
        f"SELECT {of}, coalesce(o.first, 0) AS first, count(*) FROM {quoted(assessed.table)} a "
        f"LEFT JOIN {OPEN} o ON o.key = a.key AND o.effect = a.effect GROUP BY {of}, first"
    )
    found: list[tuple[Reason, Way, int]] = []
    for row in assessed.cases.database.rows(query):
        *way, count = (int(cell) for cell in row)
        effect, status, _, *pattern, first = way
        decided = assessed.decided[effect, tuple(pattern)] if effect else None
        settled = settlings.get((first, effect), (None, None))
        reason = _reason(assessed, effect, STATUSES[status - 1], decided, settled)
        found.append((reason, tuple(way), count))
    return found


def _reason(
    assessed: AssessedTable,
    effect: int,
    status: AssessmentStatus,
    decided: Decided | None,
    settled: _Settled | tuple[None, None],
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
        *settled,
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
        f"LEFT JOIN {OPEN} o ON o.key = a.key AND o.effect = a.effect "
        f"JOIN {_REASONS} r ON {on} AND r.first = coalesce(o.first, 0)",
    )
