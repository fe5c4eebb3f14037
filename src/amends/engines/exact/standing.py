"""How one effect stands exactly on a case, and which facts would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final

from amends.assessments.assessment import Ground
from amends.assessments.settling import CouldSettle, Settling
from amends.assessments.wanted import point_name
from amends.engines.exact.compiling import EffectDiagram
from amends.engines.exact.diagram import NO, YES, Diagram, TooLarge
from amends.engines.exact.knowing import Grounds, is_lost, known
from amends.engines.exact.one_fact import OneFact
from amends.engines.exact.outside import by_themselves
from amends.engines.exact.sets import Fixing, renamed
from amends.engines.exact.variables import Known
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import FactKind
from amends.scheme.model import Scheme
from amends.truth.states import Outcome

MOST_CHOICES: Final = 256

_OUTCOMES: Final = {
    frozenset({YES}): Outcome.APPLIES,
    frozenset({NO}): Outcome.DOES_NOT_APPLY,
    frozenset({YES, NO}): Outcome.UNDETERMINED,
}

_WAY: Final = {YES: Outcome.APPLIES, NO: Outcome.DOES_NOT_APPLY}  # in the order of `to`


@dataclass(frozen=True, slots=True)
class Standing:
    """How an effect stands, and the variables on which it still hangs.

    `missing` are the names of those that can be learned.
    """

    settling: Settling
    hangs_on: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


def standing(made: EffectDiagram, grounds: Grounds, effect: int) -> Standing:
    """How an effect stands exactly; a contested one, before anything is set aside.

    Where the law is too large for a diagram, or the case for what is followed on one, what one
    fact settles is settled all the same. Else the direct outcome stands with all that it wants in
    one set, and the part is what is outside.
    """
    try:
        return _standing(made, grounds, effect)
    except TooLarge:
        return Standing(_without_diagram(made, grounds, effect))


def _without_diagram(made: EffectDiagram, grounds: Grounds, effect: int) -> Settling:
    now = grounds.assessment()
    direct = now.effects[effect]
    if direct.outcome.is_settled:
        return Settling(direct.effect, direct.outcome)
    one_fact = OneFact(grounds.diagrams.law, grounds.case, grounds.assess, now)
    if settled := one_fact.settles(effect):
        return Settling(direct.effect, settled)
    lost = dict.fromkeys(_lost(direct.ground))
    wanted = tuple(name for name in direct.wanted if name not in lost)
    return Settling(
        direct.effect,
        direct.outcome,
        sets=(CouldSettle(wanted, tuple(_WAY.values())),) if wanted else (),
        lost=tuple(name for name in direct.wanted if name in lost),
        outside=(made.part,),
    )


def _lost(ground: Ground) -> Iterator[str]:
    yield from (e.ref.fact for e in ground.evidence if is_lost(e))
    for child in ground.children:
        yield from _lost(child)


def _standing(made: EffectDiagram, grounds: Grounds, effect: int) -> Standing:
    if made.diagram is None:
        raise TooLarge
    direct = grounds.assessment().effects[effect]
    said = tuple(known(variable, grounds, effect) for variable in made.variables)
    found = made.diagram.answers(made.root, [one.possible for one in said])
    if len(found) == 1:
        return Standing(Settling(direct.effect, _OUTCOMES[found]))
    exact = _by_what_is_said(made.diagram, made.root, said, grounds.diagrams.law.scheme)
    outside = by_themselves(made, grounds, effect, said, exact.hangs_on)
    outcome = exact.outcome
    if outcome is None:
        outcome, outside = direct.outcome, (*outside, made.part)
    settling = Settling(
        direct.effect,
        outcome,
        sets=exact.sets,
        sure=exact.missing if exact.sure else (),
        cut_short=exact.cut_short,
        lost=exact.lost,
        outside=tuple(dict.fromkeys(outside)),
    )
    return Standing(settling, exact.hangs_on, exact.missing)


@dataclass(frozen=True, slots=True)
class _Exact:
    """What hangs on what is said of the variables alone; no outcome where the choices are too many.

    `sure` says that all that is missing can be learned.
    """

    outcome: Outcome | None
    hangs_on: tuple[int, ...]
    missing: tuple[str, ...]
    sure: bool
    sets: tuple[CouldSettle, ...]
    cut_short: bool
    lost: tuple[str, ...]


# Of the cases of a register many stand so, and few ways are different.
@lru_cache(maxsize=2_000)
def _by_what_is_said(diagram: Diagram, of: int, said: tuple[Known, ...], scheme: Scheme) -> _Exact:
    own, root = diagram.narrowed(of, [one.possible for one in said])
    matter = own.matter(root)
    names = _Names(scheme, said)
    sets, cut_short = names.could_settle(own, root, matter)
    return _Exact(
        _by_choices(own, root, said, matter),
        matter,
        names.of(names.all_needed(matter)),
        all(said[variable].needs for variable in matter),
        sets,
        cut_short,
        tuple(dict.fromkeys(name for variable in matter for name in said[variable].lost)),
    )


def _by_choices(
    own: Diagram, root: int, said: Sequence[Known], matter: Iterable[int]
) -> Outcome | None:
    """The outcome over every choice of readings; None where there are too many choices."""
    disputed = [variable for variable in matter if len(said[variable].readings) > 1]
    if prod(len(said[variable].readings) for variable in disputed) > MOST_CHOICES:
        return None
    narrowed = [one.possible for one in said]
    found = set()
    for chosen in product(*(said[variable].readings for variable in disputed)):
        for variable, reading in zip(disputed, chosen, strict=True):
            narrowed[variable] = reading
        found.add(own.answers(root, narrowed))
        if len(found) > 1:
            return Outcome.CONTESTED
    return _OUTCOMES[found.pop()]


class _Names:
    """The names of what a case still wants, in the order in which they are told.

    Records come before what is judged, then lists, then open points; each in the order of
    the scheme. Sets of names are numbers; of each, bit n says whether the nth name is in it.
    """

    def __init__(self, scheme: Scheme, said: Sequence[Known]) -> None:
        """The names that what is said of the variables needs."""
        wanted = {name for one in said for name in one.needs}
        self._names = tuple(name for name in _in_order(scheme) if name in wanted)
        place = {name: 1 << n for n, name in enumerate(self._names)}
        self._needs = [sum(place[name] for name in set(one.needs)) for one in said]

    def all_needed(self, variables: Iterable[int]) -> int:
        """The names that any of these variables needs."""
        found = 0
        for variable in variables:
            found |= self._needs[variable]
        return found

    def of(self, numbers: int) -> tuple[str, ...]:
        """The names of a set."""
        return tuple(name for n, name in enumerate(self._names) if numbers >> n & 1)

    def could_settle(
        self, own: Diagram, root: int, matter: Iterable[int]
    ) -> tuple[tuple[CouldSettle, ...], bool]:
        """The minimal sets that could settle a function each way, and whether there are others."""
        fixing = Fixing(own, {variable for variable in matter if self._needs[variable]})
        to = {way: set(renamed(fixing.to(each, root), self._needs)) for each, way in _WAY.items()}
        found = sorted(set().union(*to.values()), key=self._size_and_places)
        return tuple(
            CouldSettle(self.of(one), tuple(way for way in to if one in to[way])) for one in found
        ), fixing.cut_short

    def _size_and_places(self, numbers: int) -> tuple[int, tuple[int, ...]]:
        return numbers.bit_count(), tuple(n for n in range(len(self._names)) if numbers >> n & 1)


def _in_order(scheme: Scheme) -> Mapping[str, None]:
    facts = [*scheme.facts_of(MATTER).values(), *scheme.facts_of(PERSON).values()]
    facts.sort(key=lambda fact: fact.kind is FactKind.JUDGED)
    points = sorted(point.number for point in scheme.open_points)
    return dict.fromkeys(
        (
            *(fact.name for fact in facts),
            *(kind.name for kind in scheme.lists),
            *(point_name(number) for number in points),
        )
    )
