"""A case with more evidence: a statement, an entry, a closure or a denial added somewhere in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from amends.cases.case import Case, Entries, Subject
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import ListKind
from amends.scheme.model import Scheme
from lib.cases import CaseMaker, Usual
from lib.dice import Dice, chance, pick

_LABELS_APART = 1_000


def with_more(dice: Dice, scheme: Scheme, case: Case, nth: int = 1) -> Case:
    """The case with one thing more stated of its person, its matter or an entry.

    `nth` tells the labels of one growth from those of another of the same case.
    """
    usual = Usual(denied=50, silent=20)
    grower = _Grower(dice, scheme, CaseMaker(dice, scheme, usual, made=nth * _LABELS_APART))
    if chance(dice, 50):
        return replace(case, person=grower.subject(case.person, PERSON))
    return replace(case, matter=grower.subject(case.matter, MATTER))


@dataclass(frozen=True, slots=True)
class _Grower:
    dice: Dice
    scheme: Scheme
    maker: CaseMaker

    def subject(self, subject: Subject, kind: str) -> Subject:
        ways: list[Callable[[Subject, str], Subject]] = [self._fact, self._fact]
        if self.scheme.lists_of(kind):
            ways += [self._list] * 4
        ways.append(self._denial)
        return pick(self.dice, ways)(subject, kind)

    def _fact(self, subject: Subject, kind: str) -> Subject:
        fact = pick(self.dice, tuple(self.scheme.facts_of(kind).values()))
        stated = (*subject.facts.get(fact.name, ()), self.maker.statement(fact))
        silences = {name: why for name, why in subject.silences.items() if name != fact.name}
        return replace(subject, facts={**subject.facts, fact.name: stated}, silences=silences)

    def _denial(self, subject: Subject, kind: str) -> Subject:
        return replace(subject, denials=(*subject.denials, *self.maker.denials(kind)))

    def _list(self, subject: Subject, kind: str) -> Subject:
        listed = pick(self.dice, self.scheme.lists_of(kind))
        held = self._entries(subject.entries(listed.name), listed)
        return replace(subject, lists={**subject.lists, listed.name: held})

    def _entries(self, held: Entries, listed: ListKind) -> Entries:
        entries, closures = held.entries, held.closures
        way = self.dice.below(3)
        if way == 0:
            return replace(held, entries=(*entries, self.maker.entry(listed, 1)))
        if way == 1 or not entries:
            return replace(held, closures=(*closures, self.maker.closure(listed, entries)))
        grown = self.dice.below(len(entries))
        return replace(
            held,
            entries=tuple(
                replace(entry, subject=self.subject(entry.subject, listed.name))
                if i == grown
                else entry
                for i, entry in enumerate(entries)
            ),
        )


def added(before: Case, after: Case) -> tuple[str, ...]:
    """The labels of what only the later case has; not of what is said inside a new entry."""
    known = {*_labels(before.person, None), *_labels(before.matter, None)}
    return tuple(sorted({*_labels(after.person, known), *_labels(after.matter, known)} - known))


def _labels(subject: Subject, known: Collection[str] | None) -> Iterator[str]:
    for stated in subject.facts.values():
        yield from (statement.label for statement in stated)
    yield from (denial.label for denial in subject.denials)
    for held in subject.lists.values():
        yield from (closure.label for closure in held.closures)
        for entry in held.entries:
            yield entry.label
            if known is None or entry.label in known:
                yield from _labels(entry.subject, known)
