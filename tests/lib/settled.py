"""How small cases stand exactly and what settles them, by trying every completion.

Written from the meaning alone, for schemes without list conditions and cases without
denials. A truth table of one line for every way to complete what is not known; each set of
names is then tried as it is defined: *could* if some answers leave one truth, *to* an outcome if
they leave the truth of that, *sure* if all do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product
from math import prod

from amends.cases.case import Case
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    AtLeast,
    Begun,
    Condition,
    In,
    Minus,
    Named,
    Plus,
    Ref,
    Shift,
    StartedYears,
    Times,
)
from amends.scheme.declarations import DayRule, Fact, FactType
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.scheme.walk import totals
from amends.truth.statements import Silence
from amends.truth.states import Outcome
from amends.truth.values import Period, Span, Values
from lib.dice import NEAR_COUNTS, NEAR_DAYS
from lib.exact import choices_of
from lib.walking import changed, nodes
from lib.worlds import Thing, Value, World, mentioned, moved

LINES = 3_000
FAR_DAYS, FAR_COUNTS = 3_000, 3
MOST_ADDED = 10  # more than numbers, added and multiplied as they are in these schemes, come to
_WAYS = {True: Outcome.APPLIES, False: Outcome.DOES_NOT_APPLY}
LOST = (Silence.DESTROYED, Silence.ASKED_AND_NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Tried:
    """What trying found: minimal sets, in no order, and those for each outcome."""

    outcome: Outcome
    could: frozenset[frozenset[str]]
    to: Mapping[Outcome, frozenset[frozenset[str]]]
    sure: frozenset[str]
    lost: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """Something to complete: its values under each reading."""

    kind: str
    name: str
    choices: tuple[tuple[Value, ...], ...]
    learnable: bool
    lost: bool = False

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(dict.fromkeys(value for choice in self.choices for value in choice))

    @property
    def told(self) -> str:
        return f"open point {self.name}" if self.kind == "point" else self.name


def without_lists(scheme: Scheme) -> Scheme:
    """The scheme with a judged fact in the place of each condition that goes through a list."""

    def plain(node: Condition) -> Condition:
        listed = isinstance(node, AtLeast) or bool(totals(node))
        return In(Ref(PERSON, "willing"), ("yes",)) if listed else node

    parts = tuple(replace(part, body=changed(part.body, plain)) for part in scheme.parts)
    return replace(scheme, parts=parts)


def tried(law: Law, case: Case, part: str) -> Tried | None:
    """What trying finds; None where there is too much to try."""
    slots = tuple(_slots(law, case, part))
    if prod(len(slot.values) for slot in slots) > LINES:
        return None
    table = {
        line: _holds(law, part, slots, line) for line in product(*(slot.values for slot in slots))
    }
    outcome = _outcome(table, slots)
    if outcome in (Outcome.APPLIES, Outcome.DOES_NOT_APPLY):
        none: frozenset[frozenset[str]] = frozenset()
        return Tried(outcome, none, dict.fromkeys(_WAYS.values(), none), frozenset(), frozenset())
    turning = [n for n in range(len(slots)) if _turns(table, n)]
    learnable = [n for n in turning if slots[n].learnable]
    sets = [s for size in range(1, len(learnable) + 1) for s in combinations(learnable, size)]
    left = {frozenset(s): [t for t in _left(table, s) if len(t) == 1] for s in sets}
    sure = [frozenset(s) for s in sets if all(len(t) == 1 for t in _left(table, s))]

    def told(some: Iterable[int]) -> frozenset[str]:
        return frozenset(slots[n].told for n in some)

    def least(enough: Iterable[frozenset[int]]) -> frozenset[frozenset[str]]:
        held = list(enough)
        return frozenset(told(s) for s in held if not any(other < s for other in held))

    return Tried(
        outcome,
        least(s for s, settled in left.items() if settled),
        {way: least(s for s, t in left.items() if {truth} in t) for truth, way in _WAYS.items()},
        told(sure[0]) if sure else frozenset(),
        told(n for n in turning if slots[n].lost),
    )


Table = dict[tuple[Value, ...], bool]


def _outcome(table: Table, slots: Sequence[Slot]) -> Outcome:
    found = {
        frozenset(table[line] for line in product(*chosen))
        for chosen in product(*(slot.choices for slot in slots))
    }
    if len(found) > 1:
        return Outcome.CONTESTED
    answers = found.pop()
    if len(answers) > 1:
        return Outcome.UNDETERMINED
    return Outcome.APPLIES if True in answers else Outcome.DOES_NOT_APPLY


def _turns(table: Table, n: int) -> bool:
    """Whether what is in one place makes a difference on some line."""
    rest = [at for at in range(len(next(iter(table)))) if at != n]
    return any(len(truths) > 1 for truths in _left(table, rest))


def _left(table: Table, learned: Collection[int]) -> Iterable[set[bool]]:
    """The truths that are left, under each way to answer what is learned."""
    left: dict[tuple[Value, ...], set[bool]] = {}
    for line, truth in table.items():
        left.setdefault(tuple(line[n] for n in learned), set()).add(truth)
    return left.values()


def _slots(law: Law, case: Case, part: str) -> Iterator[Slot]:
    names = {name for _, name in mentioned(law, Named(part))}
    for kind, subject in ((PERSON, case.person), (MATTER, case.matter)):
        for fact in law.scheme.facts_of(kind).values():
            if fact.name not in names:
                continue
            stated = [statement.says for statement in subject.facts.get(fact.name, ())]
            choices = choices_of(stated, _domain(law, fact, stated))
            lost = not stated and subject.silences.get(fact.name) in LOST
            held = tuple(tuple(choice) for choice in choices)
            yield Slot(kind, fact.name, held, len(choices) == 1 and not lost, lost)
    for point in law.scheme.open_points:
        known = law.supposed.get(point.number)
        answers: tuple[Value, ...] = (0, 1) if known is None else (int(known),)
        yield Slot("point", str(point.number), (answers,), learnable=True)


def _domain(law: Law, fact: Fact, stated: Iterable[Values]) -> Sequence[Value]:
    if fact.type is FactType.CODE:
        return law.scheme.codes_of[fact.vocabulary]
    days = fact.type in (FactType.DATE, FactType.PERIOD)
    near, far = (NEAR_DAYS, FAR_DAYS) if days else (NEAR_COUNTS, FAR_COUNTS)
    points = {near[0] - far, *near, near[-1] + far}
    inside = [n for p in law.scheme.parts for n in nodes(p.body)]
    if not days and any(isinstance(n, Plus | Minus | Times | StartedYears | Begun) for n in inside):
        points |= {*range(-MOST_ADDED, MOST_ADDED + 1)}
    if fact.type is FactType.DATE:
        if any(isinstance(n, StartedYears) for n in inside):
            points |= {*_years_apart(law)}
        shifts = {n for n in inside if isinstance(n, Shift)}
        steps = {(n.years, n.months, n.days) for n in shifts}
        for _ in range(2):  # a shift stands inside another at most
            points |= {day for step in steps for day in _before(step, law.scheme.day_rule, points)}
    for values in stated:
        for span in (values.start, values.end) if isinstance(values, Period) else (values,):
            assert isinstance(span, Span)
            points.update(end for end in (span.lo, span.hi) if abs(end) < 10**9)
    if fact.type is FactType.PERIOD:
        return [(first, last) for first in sorted(points) for last in points if first <= last]
    return sorted(points)


def _years_apart(law: Law) -> Iterator[int]:
    """The days on which a count of years to or from one of the days in use can turn."""
    rule, days = law.scheme.day_rule, {law.on, *NEAR_DAYS}
    near = {day + step for day in days for step in (-1, 0, 1)}
    for years in range(MOST_ADDED):
        yield from _before((years, 0, 0), rule, near)
        for reached in (moved(day, years, 0, 0, rule) for day in days):
            yield from (reached - 1, reached)


def _before(
    step: tuple[int, int, int], rule: DayRule | None, points: Iterable[int]
) -> Iterator[int]:
    """The days that a shift brings to one of these points."""
    wanted = frozenset(points)
    return (day for day, to in _shifted(step, rule).items() if to in wanted)


@cache
def _shifted(step: tuple[int, int, int], rule: DayRule | None) -> dict[int, int]:
    first, last = NEAR_DAYS[0] - 2 * FAR_DAYS, NEAR_DAYS[-1] + FAR_DAYS
    return {day: moved(day, *step, rule) for day in range(first, last)}


def _holds(law: Law, part: str, slots: Sequence[Slot], line: Sequence[Value]) -> bool:
    values: dict[str, dict[str, Value]] = {PERSON: {}, MATTER: {}, "point": {}}
    for slot, value in zip(slots, line, strict=True):
        values[slot.kind][slot.name] = value
    points = {int(name): bool(value) for name, value in values["point"].items()}
    scope = {kind: Thing(values[kind]) for kind in (PERSON, MATTER)}
    return World(law, points).holds(Named(part), scope)
