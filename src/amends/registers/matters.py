"""Matters: the charges that show each of them, and the case that these make together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from amends.cases.case import Case, Subject
from amends.registers.conventions import Conventions
from amends.registers.entries import Facts, RegisterEntry
from amends.registers.key import Key
from amends.registers.mapping import ArchiveMapping
from amends.truth.statements import Statement


@dataclass(frozen=True, slots=True)
class Matter:
    """Where a matter stands: its entry in the main book, the number of its charge there, the
    other entries that show it, and the place of the main entry in the order of the pages.
    """

    reference: str
    charge: int
    also: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One charge of one entry."""

    entry: RegisterEntry
    number: int

    @property
    def key(self) -> str:
        """The charge as the key names it."""
        return f"{self.entry.reference}#{self.number}"


def charges_of(entry: RegisterEntry) -> Iterator[Shown]:
    """Each charge of an entry."""
    return (Shown(entry, number) for number in range(1, len(entry.charges) + 1))


Pair = tuple[str, int, Shown]
"""A matter's name, a charge that shows it, and between them its place in the order of the pages."""


def names_of(charge: str, key: Key, file: str) -> tuple[str, ...]:
    """The matters that a charge shows; its own where the key says nothing of it."""
    return key.matters(file, charge) or (f"{file} {charge}",)


def gathered(
    pairs: Iterable[Pair], mapping: ArchiveMapping
) -> Iterator[tuple[str, int, Sequence[Shown]]]:
    """Each matter's name with its place and the charges that show it, those of a main book first.

    Its place is that of its main charge; matters come in the order of their places.
    """
    matters: dict[str, list[tuple[bool, int, Shown]]] = {}
    for name, place, shown in pairs:
        beside = not mapping.is_main(shown.entry.reference)
        matters.setdefault(name, []).append((beside, place, shown))
    for held in matters.values():
        held.sort(key=itemgetter(0, 1))
    for name, held in sorted(matters.items(), key=lambda pair: pair[1][0][1]):
        yield name, held[0][1], [shown for _, _, shown in held]


def case_of(
    shown: Sequence[Shown], accounts: Sequence[Facts], conventions: Conventions
) -> tuple[Subject, Matter]:
    """What is stated of a matter, from every charge that shows it and the accounts of it."""
    main, *others = shown
    facts: dict[str, tuple[Statement, ...]] = {}
    also = conventions.rule("other-books")
    stated: list[Facts] = [main.entry.charges[main.number - 1]]
    if also is not None:
        stated += [_resting_on(one.entry.charges[one.number - 1], also) for one in others]
    for each in (*stated, *accounts):
        for fact, statements in each.items():
            facts[fact] = tuple(dict.fromkeys((*facts.get(fact, ()), *statements)))
    beside = tuple(one.entry.reference for one in others)
    return Subject(facts), Matter(main.entry.reference, main.number, beside, main.entry.order)


def _resting_on(facts: Facts, ids: tuple[str, ...]) -> Facts:
    """The same statements, resting on these conventions too."""
    return {
        fact: tuple(
            replace(one, conventions=tuple(dict.fromkeys((*one.conventions, *ids))))
            for one in statements
        )
        for fact, statements in facts.items()
    }


def named_case(
    shown: Sequence[Shown], matter: Subject, person: Subject, person_key: str, file: str
) -> Case:
    """The case of a matter, called by its main charge; by the entry where that has no other."""
    main = shown[0]
    several = len(main.entry.charges) > 1
    key = main.key if several else main.entry.reference
    identities = frozenset((file, one.key) for one in shown)
    return Case(key, person, matter, person_key, identities)
