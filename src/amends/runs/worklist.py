"""The worklist of a run: what to look up, where, and how many matters each look-up could settle.

A matter that is settled, be it only exactly, is in none of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from amends.explanation import asked, called, where_to_look
from amends.runs.patterns import Pattern
from amends.scheme.law import Law
from amends.truth.states import Outcome

BOTH_SIDES: Final = "the records that disagree"
"""Where to look for what a named person may set aside."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """One thing to look up for the matters of one pattern, and one way that its answer could go.

    `to` is the outcome that some answer could settle them to: by itself where it is `alone`, else
    together with `others`, the shortest such set. A thing whose answers could go both ways is two
    look-ups. `sure`: every answer would settle them. `find` is a fact, a list, an open point, or
    what the records disagree about: then `look` is BOTH_SIDES and `to` None.
    """

    look: str
    find: str
    question: str
    pattern: int
    matters: int
    people: int
    alone: bool
    others: tuple[str, ...]
    sure: bool
    to: Outcome | None


WAYS: Final = (Outcome.APPLIES, Outcome.DOES_NOT_APPLY)
"""The ways that a look-up can go, in the order in which they are told."""


def worklist(patterns: Iterable[Pattern], law: Law) -> tuple[LookUp, ...]:
    """Every look-up of a run: those of one place and thing together, the most useful first."""
    found = [one for pattern in patterns for one in _of_pattern(pattern, law)]
    of: dict[tuple[str, str], list[LookUp]] = defaultdict(list)
    for one in found:
        of[one.look, one.find].append(one)
    useful = {
        thing: (-matters_in(o for o in each if o.alone), -matters_in(each))
        for thing, each in of.items()
    }

    def order(one: LookUp) -> tuple[object, ...]:
        thing = (one.look, one.find)
        way = WAYS.index(one.to) if one.to else len(WAYS)
        return (*useful[thing], *thing, way, -one.matters, one.pattern)

    return tuple(sorted(found, key=order))


def matters_in(look_ups: Iterable[LookUp]) -> int:
    """How many matters these look-ups are for, each once."""
    return sum({one.pattern: one.matters for one in look_ups}.values())


def _of_pattern(pattern: Pattern, law: Law) -> Iterator[LookUp]:
    settling = pattern.reason.settling
    if settling is None or settling.settled:
        return
    for name in pattern.reason.disputed:
        ask = f"Which of the records is to be relied on for {called(name, law)}?"
        yield _look_up(pattern, BOTH_SIDES, name, ask)
    for way in WAYS:
        sets = [one.names for one in settling.sets if way in one.to]
        for name in dict.fromkeys(chain.from_iterable(sets)):
            shortest = next(names for names in sets if name in names)
            yield _look_up(
                pattern,
                where_to_look(name, law),
                name,
                asked(name, law),
                tuple(one for one in shortest if one != name),
                sure=settling.sure == (name,),
                to=way,
            )


def _look_up(
    pattern: Pattern,
    look: str,
    find: str,
    ask: str,
    others: tuple[str, ...] = (),
    *,
    sure: bool = False,
    to: Outcome | None = None,
) -> LookUp:
    matters, people = pattern.matters, pattern.people
    alone = not others and to is not None
    return LookUp(look, find, ask, pattern.number, matters, people, alone, others, sure, to)


# --- as people are told of them ---


@dataclass(frozen=True, slots=True)
class Find:
    """A thing to look up, with its look-ups."""

    thing: str
    question: str
    look_ups: tuple[LookUp, ...]

    @property
    def patterns(self) -> tuple[int, ...]:
        """The numbers of the patterns that it bears on."""
        return tuple(dict.fromkeys(one.pattern for one in self.look_ups))

    def to(self, way: Outcome) -> tuple[LookUp, ...]:
        """The look-ups that could go one way."""
        return tuple(one for one in self.look_ups if one.to is way)


@dataclass(frozen=True, slots=True)
class Place:
    """A place to look, and what to find there, the most useful first."""

    look: str
    finds: tuple[Find, ...]


def by_place(look_ups: Iterable[LookUp]) -> tuple[Place, ...]:
    """The places to look in the order of the worklist; without what the records disagree about."""
    places: dict[str, list[LookUp]] = defaultdict(list)
    for one in look_ups:
        if one.look != BOTH_SIDES:
            places[one.look].append(one)
    return tuple(Place(look, _finds(found)) for look, found in places.items())


def disagreements(look_ups: Iterable[LookUp]) -> tuple[Find, ...]:
    """What the records disagree about, the commonest first."""
    return _finds(one for one in look_ups if one.look == BOTH_SIDES)


def without_look_up(look_ups: Iterable[LookUp]) -> tuple[LookUp, ...]:
    """Those of the patterns in which nothing that is left to look up could settle a matter."""
    held = tuple(look_ups)
    waiting = {one.pattern for one in held if one.look != BOTH_SIDES}
    return tuple(one for one in held if one.pattern not in waiting)


def _finds(look_ups: Iterable[LookUp]) -> tuple[Find, ...]:
    finds: dict[str, list[LookUp]] = defaultdict(list)
    for one in look_ups:
        finds[one.find].append(one)
    return tuple(Find(name, each[0].question, tuple(each)) for name, each in finds.items())


def how_many(look_ups: Sequence[LookUp]) -> str:
    """How many matters look-ups of one thing could settle one way, in words; empty where none."""
    alone = matters_in(one for one in look_ups if one.alone)
    together = matters_in(one for one in look_ups if not one.alone)
    said = [f"{alone:,} by itself"] if alone else []
    said += [f"{together:,} with more"] if together else []
    return ", ".join(said)
