"""The meaning of each condition: its pair of states on one case, with grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from amends.assessments.assessment import EntryGround, Evidence, Ground
from amends.cases.case import Case, Entry, Subject
from amends.engines.reference import comparisons
from amends.engines.reference.comparisons import Bounds
from amends.engines.reference.lists import NO_CLOSURE, Closed, Count, Sum, unlisted
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Condition,
    Earliest,
    Extent,
    Fixed,
    In,
    Latest,
    LeftOpen,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)
from amends.scheme.law import Law
from amends.scheme.walk import parts_of, refs
from amends.truth.readings import readings
from amends.truth.statements import Closure, Denial, Silence
from amends.truth.states import (
    Pair,
    State,
    all_pairs,
    any_pairs,
    negate_pair,
)
from amends.truth.values import GREATEST, LEAST, Period, Span, Values


@dataclass(frozen=True, slots=True)
class _Scope:
    """Who and what each name stands for; `identities` tell entries from the matter."""

    subjects: Mapping[str, Subject]
    identities: Mapping[str, frozenset[tuple[str, str]]]

    def with_entry(self, name: str, entry: Entry) -> _Scope:
        return _Scope(
            {**self.subjects, name: entry.subject},
            {**self.identities, name: entry.identities | {(entry.source, entry.label)}},
        )


def measure(law: Law, case: Case, node: Quantity, provision: str) -> Bounds:
    """The bounds of a quantity about a case's matter and person, over all readings."""
    scope = _Scope({PERSON: case.person, MATTER: case.matter}, {MATTER: case.identities})
    return _Evaluator(law).quantity(node, provision, scope, [])


def evaluate(law: Law, case: Case, node: Condition, provision: str) -> Ground:
    """The ground of a condition about a case's matter and person."""
    scope = _Scope({PERSON: case.person, MATTER: case.matter}, {MATTER: case.identities})
    return _Evaluator(law).condition(node, provision, scope)


@dataclass(frozen=True, slots=True)
class _Evaluator:
    law: Law

    def condition(self, node: Condition, provision: str, scope: _Scope) -> Ground:
        match node:
            case In():
                evidence = _evidence(node.ref, scope)
                pair = comparisons.member(_values(evidence), self.law.zones(node))
                return Ground(node, provision, pair, evidence=(evidence,))
            case AtMost() | Less():
                return self._compare(node, provision, scope)
            case Within():
                return self._within(node, provision, scope)
            case Overlaps():
                left, right = _extents(node.left, scope), _extents(node.right, scope)
                pair = comparisons.overlaps(left, right)
                return Ground(node, provision, pair, evidence=_evidences(node, scope))
            case Same():
                both = _evidence(node.left, scope), _evidence(node.right, scope)
                pair = comparisons.same(_values(both[0]), _values(both[1]))
                return Ground(node, provision, pair, evidence=both)
            case All() | Any():
                limbs = tuple(self.condition(limb, provision, scope) for limb in node.limbs)
                join = all_pairs if isinstance(node, All) else any_pairs
                return Ground(node, provision, join(limb.pair for limb in limbs), limbs)
            case Not():
                body = self.condition(node.body, provision, scope)
                return Ground(node, provision, negate_pair(body.pair), (body,))
            case AtLeast():
                return self._at_least(node, provision, scope)
            case Another():
                return Ground(node, provision, _another(node.name, scope))
            case Named():
                return self._named(node, provision, scope)
            case LeftOpen():
                return Ground(node, provision, comparisons.left_open(self.law, node.point))
            case Limb():
                body = self.condition(node.body, node.provision, scope)
                return Ground(node, node.provision, body.pair, (body,))
            case _:
                assert_never(node)

    def _compare(self, node: AtMost | Less, provision: str, scope: _Scope) -> Ground:
        tests: list[Ground] = []
        left = self.quantity(node.left, provision, scope, tests)
        right = self.quantity(node.right, provision, scope, tests)
        compare = comparisons.at_most if isinstance(node, AtMost) else comparisons.less
        evidence = _evidences(node, scope)
        return Ground(node, provision, compare(left, right), tuple(tests), evidence)

    def quantity(
        self, node: Quantity, provision: str, scope: _Scope, tests: list[Ground]
    ) -> Bounds:
        match node:
            case Recorded():
                values = _values(_evidence(node.ref, scope))
                return comparisons.bounds_of([v for v in values if isinstance(v, Span)])
            case Fixed():
                return comparisons.exactly(node.value)
            case Today():
                return comparisons.exactly(self.law.on)
            case Shift():
                moved = self.quantity(node.date, provision, scope, tests)
                rule = self.law.scheme.day_rule
                return comparisons.shift(moved, node.years, node.months, node.days, rule)
            case Latest() | Earliest():
                among = [self.quantity(q, provision, scope, tests) for q in node.among]
                pick = comparisons.latest if isinstance(node, Latest) else comparisons.earliest
                return pick(among)
            case Choose():
                test = self.condition(node.test, provision, scope)
                tests.append(test)
                then = self.quantity(node.then, provision, scope, tests)
                otherwise = self.quantity(node.otherwise, provision, scope, tests)
                return comparisons.choose(test.pair, then, otherwise)
            case Plus() | Minus() | StartedYears():
                one, other = (self.quantity(q, provision, scope, tests) for q in parts_of(node))
                match node:
                    case Plus():
                        return comparisons.plus(one, other)
                    case Minus():
                        return comparisons.minus(one, other)
                    case StartedYears():
                        return comparisons.started_years(one, other, self.law.scheme.day_rule)
            case Times():
                once = self.quantity(node.quantity, provision, scope, tests)
                return comparisons.times(once, node.factor)
            case Begun():
                whole = self.quantity(node.quantity, provision, scope, tests)
                return comparisons.begun(whole, node.size)
            case Total():
                return self._total(node, provision, scope, tests)
            case _:
                assert_never(node)

    def _within(self, node: Within, provision: str, scope: _Scope) -> Ground:
        partly = State.NO
        if node.open_point:
            answer = self.law.supposed.get(node.open_point)
            partly = State.UNKNOWN if answer is None else State.YES if answer else State.NO
        inner, outer = _extents(node.inner, scope), _extents(node.outer, scope)
        pair = comparisons.within(inner, outer, partly)
        return Ground(node, provision, pair, evidence=_evidences(node, scope))

    def _named(self, node: Named, provision: str, scope: _Scope) -> Ground:
        part = self.law.scheme.part_named[node.part]
        denials: tuple[Denial, ...]
        if part.about == MATTER:
            inside = scope
            denied = (*scope.subjects[PERSON].denials, *scope.subjects[MATTER].denials)
        else:
            # A definition applied to someone sees that person and nothing else.
            inside = _Scope({PERSON: scope.subjects[node.of]}, {})
            denied = scope.subjects[node.of].denials
        denials = tuple(denial for denial in denied if denial.part == part.name)
        body = self.condition(part.body, part.provision, inside)
        pair = _denied(body.pair) if denials else body.pair
        return Ground(node, provision, pair, (body,), denials=denials)

    def _at_least(self, node: AtLeast, provision: str, scope: _Scope) -> Ground:
        return self._counted(node, provision, scope, self._closed(node, provision, scope))

    def _counted(
        self, node: AtLeast, provision: str, scope: _Scope, closed: Sequence[Closed]
    ) -> Ground:
        held = scope.subjects[node.of].entries(node.list)
        grounds = tuple(
            EntryGround(
                entry.label,
                entry.source,
                entry.certain,
                entry.conventions,
                self.condition(node.where, provision, scope.with_entry(node.name, entry)),
            )
            for entry in held.entries
        )
        count = Count(held, node.count, {g.label: g.ground.pair for g in grounds})
        pair = count.pair(closed)
        return Ground(node, provision, pair, entries=grounds, closures=held.closures)

    def _closed(self, node: AtLeast, provision: str, scope: _Scope) -> list[Closed]:
        """Each closure of a list, with how the condition stands for what it does not exclude."""

        def beyond(closure: Closure) -> Pair:
            return any_pairs(
                self.condition(node.where, provision, scope.with_entry(node.name, other)).pair
                for other in unlisted(closure)
            )

        closures = scope.subjects[node.of].entries(node.list).closures
        return [(closure, beyond(closure)) for closure in (NO_CLOSURE, *closures)]

    def _total(self, node: Total, provision: str, scope: _Scope, tests: list[Ground]) -> Bounds:
        closed = self._closed(node.adding, provision, scope)
        tests.append(self._counted(node.adding, provision, scope, closed))
        held = scope.subjects[node.of].entries(node.list)
        worth = {
            entry.label: self.quantity(
                node.value, provision, scope.with_entry(node.name, entry), []
            )
            for entry in held.entries
        }
        return Sum(held, worth).bounds(closed)


def _denied(body: Pair) -> Pair:
    """A denial overrides the term only: refutes it, unless the body is established."""
    helping = State.YES if body.helping is State.YES else State.NO
    return Pair(helping, State.NO)


def _another(name: str, scope: _Scope) -> Pair:
    """Whether an entry is not the matter: by references in one and the same register."""
    entry, matter = scope.identities[name], scope.identities.get(MATTER, frozenset())
    if entry & matter:
        state = State.NO
    elif {register for register, _ in entry} & {register for register, _ in matter}:
        state = State.YES
    else:
        state = State.UNKNOWN
    return Pair(state, state)


def _evidence(ref: Ref, scope: _Scope) -> Evidence:
    subject = scope.subjects[ref.of]
    statements = subject.facts.get(ref.fact, ())
    found = readings([statement.says for statement in statements])
    return Evidence(
        ref,
        tuple((r.values, tuple(statements[i] for i in r.cites)) for r in found),
        subject.silences.get(ref.fact, Silence.NOT_RECORDED),
    )


def _values(evidence: Evidence) -> tuple[Values, ...]:
    return tuple(values for values, _ in evidence.readings)


def _extents(of: Extent, scope: _Scope) -> tuple[Period, ...]:
    if isinstance(of, Ref):
        return tuple(comparisons.extent(values) for values in _values(_evidence(of, scope)))
    first = Span(of.first, of.first) if of.first is not None else Span(LEAST, LEAST)
    last = Span(of.last, of.last) if of.last is not None else Span(GREATEST, GREATEST)
    return (Period(first, last),)


def _evidences(node: Condition, scope: _Scope) -> tuple[Evidence, ...]:
    return tuple(_evidence(ref, scope) for ref in refs(node))
