"""The worklist of a run: what to look up, where, and how many matters each look-up could settle.

A matter that is settled, be it only exactly, is in none of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from amends.assessments.settling import Settling
from amends.explanation import asked, called, where_to_look
from amends.runs.patterns import Pattern
from amends.scheme.law import Law

BOTH_SIDES: Final = "the records that disagree"
"""Where to look where nothing that is missing could settle it."""

EITHER: Final = "either"
"""The way of a look-up of which some answers could show that it applies, and others rule it out."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """One thing to look up for the matters of one pattern.

    `alone`: its answer could settle them by itself; otherwise together with `others`. `sure`:
    every answer would. `way` is the outcome that some answer could come to where none could come
    to the other, `either` where some could come to each, and empty where that is not known.
    `find` is a fact, a list, an open point, or what records disagree about.
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
    way: str


def worklist(patterns: Iterable[Pattern], law: Law) -> tuple[LookUp, ...]:
    """Every look-up of a run: those of one place and thing together, the most useful first."""
    found = [one for pattern in patterns for one in _of_pattern(pattern, law)]
    alone: Counter[tuple[str, str]] = Counter()
    at_all: Counter[tuple[str, str]] = Counter()
    for one in found:
        at_all[one.look, one.find] += one.matters
        alone[one.look, one.find] += one.matters if one.alone else 0

    def order(one: LookUp) -> tuple[object, ...]:
        of = (one.look, one.find)
        return (-alone[of], -at_all[of], *of, -one.matters, one.pattern)

    return tuple(sorted(found, key=order))


def _of_pattern(pattern: Pattern, law: Law) -> Iterator[LookUp]:
    settling = pattern.reason.settling
    if settling is None or settling.settled:
        return
    if not settling.could:
        for name in pattern.reason.disputed:
            ask = f"Which of the records is to be relied on for {called(name, law)}?"
            yield _look_up(pattern, BOTH_SIDES, name, ask)
    for name in dict.fromkeys(name for names in settling.could for name in names):
        yield _to_find(pattern, settling, name, law)


def _to_find(pattern: Pattern, settling: Settling, name: str, law: Law) -> LookUp:
    shortest = next(names for names in settling.could if name in names)
    ways = dict(zip(settling.could, settling.ways, strict=True))[shortest]
    return _look_up(
        pattern,
        where_to_look(name, law),
        name,
        asked(name, law),
        tuple(one for one in shortest if one != name),
        sure=settling.sure == (name,),
        way=EITHER if len(ways) > 1 else "".join(way.value for way in ways),
    )


def _look_up(
    pattern: Pattern,
    look: str,
    find: str,
    ask: str,
    others: tuple[str, ...] = (),
    *,
    sure: bool = False,
    way: str = "",
) -> LookUp:
    matters, people = pattern.matters, pattern.people
    alone = not others and look != BOTH_SIDES
    return LookUp(look, find, ask, pattern.number, matters, people, alone, others, sure, way)
