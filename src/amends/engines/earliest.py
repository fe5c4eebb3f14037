"""The earliest date on which an effect would apply, with a frozen record.

The days on which anything changes are few: those on which the law does, and those on which a
comparison with the law date turns. Between two days of the law each such comparison turns one way
only, whatever it is worth, so whether all of them stand alike on two days says whether anything
turned in between. The days are found by halving, and one assessment is made for each stretch.
Whoever asks hands the defining engine in, as with exact answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from amends.assessments.assessment import Assessment, EffectAssessment, Ground
from amends.assessments.earliest import EarliestDate
from amends.cases.case import Case, Entries, Entry, Subject
from amends.scheme.conditions import (
    LAST_DAY,
    MATTER,
    PERSON,
    AtMost,
    Condition,
    Less,
    Quantity,
    Today,
)
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme, break_days
from amends.scheme.walk import descendants, inside
from amends.truth.states import Outcome, Pair

LISTS_DEEP: Final = 2  # a condition about entries goes two lists deep at most
Assess = Callable[[Law, Case], Assessment]


class TodayTwice(ValueError):
    """Raised where a comparison looks at the law date twice: it may turn more than once."""


def earliest(
    scheme: Scheme, case: Case, assess: Assess, supposed: Mapping[int, bool] | None = None
) -> tuple[EarliestDate, ...]:
    """For each effect, from what day on it would apply, by the direct outcome.

    Amendments that the scheme knows count on their days, whether those are past or to come.
    Raises TodayTwice for a law of which it cannot be told.
    """
    if any(_is_tied(node) for part in scheme.parts for node in descendants(part.body)):
        raise TodayTwice
    stretches = list(_stretches(scheme, case, assess, supposed or {}))
    return tuple(_of_effect(effect.name, scheme, stretches) for effect in scheme.effects)


def _is_tied(node: Condition) -> bool:
    return isinstance(node, AtMost | Less) and _dated(node.left) + _dated(node.right) > 1


def _dated(quantity: Quantity) -> int:
    """How often a quantity looks at the law date, tests apart: those turn by themselves."""
    if isinstance(quantity, Today):
        return 1
    return sum(_dated(each) for each in inside(quantity) if isinstance(each, Quantity))


def _stretches(
    scheme: Scheme, case: Case, assess: Assess, supposed: Mapping[int, bool]
) -> Iterator[tuple[int, Assessment]]:
    """The first day of each stretch on which everything stands alike, with its assessment."""
    end = scheme.force.end if scheme.force.end is not None else LAST_DAY
    for first, following in pairwise((*break_days(scheme), end + 1)):
        days = _Days(as_at(scheme, first, supposed), case, assess)
        for day in (first, *days.turns(first, following - 1)):
            yield day, days.on(day)


@dataclass(frozen=True, slots=True)
class _Days:
    """Assessments of one case on the days between two on which the law changes."""

    law: Law
    case: Case
    assess: Assess
    _made: dict[int, Assessment] = field(default_factory=dict)
    _compared: dict[int, list[Pair]] = field(default_factory=dict)

    def on(self, day: int) -> Assessment:
        """The assessment on a day; made once."""
        if day not in self._made:
            self._made[day] = self.assess(replace(self.law, on=day), self.case)
        return self._made[day]

    def turns(self, first: int, last: int) -> Iterator[int]:
        """The days behind `first` on which some comparison stands otherwise than the day before."""
        if self._alike(first, last):
            return
        if last == first + 1:
            yield last
            return
        middle = (first + last) // 2
        yield from self.turns(first, middle)
        yield from self.turns(middle, last)

    def _alike(self, one: int, other: int) -> bool:
        return one == other or self._states(one) == self._states(other)

    def _states(self, day: int) -> list[Pair]:
        if day not in self._compared:
            # Lists look at entries of which nothing is stated, too: one is put into each.
            made = self.assess(replace(self.law, on=day), _with_unknown(self.case, self.law))
            pairs = (pair for effect in made.effects for pair in _compared(effect.ground))
            self._compared[day] = list(pairs)
        return self._compared[day]


def _with_unknown(case: Case, law: Law) -> Case:
    """The case with one entry more in each list, of which nothing is known."""
    person = _more(case.person, PERSON, law, LISTS_DEEP)
    return replace(case, person=person, matter=_more(case.matter, MATTER, law, LISTS_DEEP))


def _more(subject: Subject, kind: str, law: Law, left: int) -> Subject:
    if not left:
        return subject
    lists = dict(subject.lists)
    for listed in law.scheme.lists_of(kind):
        held = lists.get(listed.name, Entries((), ()))
        entries = tuple(
            replace(entry, subject=_more(entry.subject, listed.name, law, left - 1))
            for entry in held.entries
        )
        unknown = Entry("", "", _more(Subject(), listed.name, law, left - 1), certain=False)
        lists[listed.name] = replace(held, entries=(*entries, unknown))
    return replace(subject, lists=lists)


def _compared(ground: Ground) -> Iterator[Pair]:
    """How each comparison of quantities stands, in order."""
    if isinstance(ground.node, AtMost | Less):
        yield ground.pair
    for child in ground.children:
        yield from _compared(child)
    for entry in ground.entries:
        yield from _compared(entry.ground)


def _of_effect(name: str, scheme: Scheme, stretches: list[tuple[int, Assessment]]) -> EarliestDate:
    not_before = no_later = None
    why_not: tuple[str, ...] = ()
    why_no_later: tuple[str, ...] = ()
    before: EffectAssessment | None = None
    for day, assessment in stretches:
        now = next((one for one in assessment.effects if one.effect == name), None)
        if now is not None and not_before is None and now.outcome is not Outcome.DOES_NOT_APPLY:
            not_before, why_not = day, _why(day, scheme, before)
        if now is not None and now.outcome is Outcome.APPLIES:
            no_later, why_no_later = day, _why(day, scheme, before)
            break
        before = now
    return EarliestDate(name, not_before, no_later, why_not, why_no_later)


def _why(day: int, scheme: Scheme, before: EffectAssessment | None) -> tuple[str, ...]:
    """What changed on a day: an instrument, or what held the effect back the day before."""
    made = tuple(one.citation for one in scheme.instruments if one.start == day)
    return made or (before.provisions if before is not None else ())
