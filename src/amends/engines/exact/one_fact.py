"""What every value of some one fact settles alike: as much of the exact answer as a page can give.

An effect is settled by one fact where the defining engine gives it one and the same settled
outcome for every value that the fact may have. The fact must be looked at *alone*, as
`FactClasses` has it; then one value of each class is tried for all of them.

Why that is sound: whatever else is true, the fact has a value, in a class that some reading of it
leaves possible. No condition tells that value from the one tried, so the engine would say the same
of it; and what the engine calls settled is settled whatever is true of all else.

Why the diagram never knows less: it branches on the same fact. In each branch every comparison
that looks at the fact is decided as for the value tried, and a condition that is taken by itself
does not look at it: its recorded state is the same for each value. So in each branch the diagram
comes to the same outcome. If a list that looks at the fact were gone through again for each value,
more could be known here than there, and then matters of a run would no longer stand alike that
now do: they are told apart by how their lists stand, not by how they would.

A denied part whose body is established by one side of a dispute is the one thing that a value can
hide: the engine then no longer says that somebody is wrong. Nothing is settled by one fact there.

What takes two facts together, an answer to an open point, or what a list holds is not found so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from amends.assessments.assessment import Assessment, Ground
from amends.assessments.turning import is_open
from amends.cases.case import Case, Subject
from amends.engines.exact.classes import value_classes
from amends.scheme.conditions import PERSON, Ref
from amends.scheme.law import Law
from amends.truth.readings import readings
from amends.truth.statements import Statement
from amends.truth.states import Outcome
from amends.truth.values import Values

Assess = Callable[[Law, Case], Assessment]
"""The defining engine: what a law says of a case."""

_SUPPOSED: Final = "a value that it may have"


@dataclass(slots=True)
class OneFact:
    """A case as it is, and as it would be for each value that one fact of its own may have.

    `assess` is the defining engine, and `now` what it says of the case. Each value is put to it
    once, when it is first asked for.
    """

    law: Law
    case: Case
    assess: Assess
    now: Assessment
    _under: dict[tuple[Ref, Values], Assessment] = field(default_factory=dict)

    def settles(self, effect: int) -> Outcome | None:
        """The settled outcome that an effect has for every value of some one fact, if there is one.

        Of the effects in the order of the scheme it is the one at this place, from 0. Where
        several facts settle it, they do so alike.
        """
        now = self.now.effects[effect].ground
        if _hides(now):
            return None
        of = value_classes(self.law)
        alone = (ref for ref in dict.fromkeys(_turned_on(now)) if of[ref].alone)
        return next(filter(None, (self._for_every_value(ref, effect) for ref in alone)), None)

    def _for_every_value(self, ref: Ref, effect: int) -> Outcome | None:
        first: Outcome | None = None
        for value in self.values(ref):
            outcome = self.if_it_is(ref, value).effects[effect].outcome
            if not outcome.is_settled or first not in (None, outcome):
                return None
            first = outcome
        return first

    def values(self, ref: Ref) -> tuple[Values, ...]:
        """A value in each class that some reading of an own fact leaves possible."""
        stated = [one.says for one in _whose(self.case, ref).facts.get(ref.fact, ())]
        left = [reading.values for reading in readings(stated)]
        return tuple(
            one.sample
            for one in value_classes(self.law)[ref].classes
            if not left or any(map(one.holds, left))
        )

    def if_it_is(self, ref: Ref, value: Values) -> Assessment:
        """The assessment of the case if this were all that is said of an own fact."""
        if (ref, value) not in self._under:
            whose = _whose(self.case, ref)
            facts = {**whose.facts, ref.fact: (Statement(value, _SUPPOSED),)}
            told = replace(whose, facts=facts)
            case = (
                replace(self.case, person=told)
                if ref.of == PERSON
                else replace(self.case, matter=told)
            )
            self._under[ref, value] = self.assess(self.law, case)
        return self._under[ref, value]


def _whose(case: Case, ref: Ref) -> Subject:
    return case.person if ref.of == PERSON else case.matter


def _hides(now: Ground) -> bool:
    """Whether somebody denies a part that is established, on one side of a dispute or on both."""
    return bool(now.denials and now.pair.disputed) or any(map(_hides, now.children))


def _turned_on(now: Ground) -> Iterator[Ref]:
    """The own facts at which something that is open looks: no other makes a difference."""
    if is_open(now.pair):
        yield from (evidence.ref for evidence in now.evidence)
        for child in now.children:
            yield from _turned_on(child)
