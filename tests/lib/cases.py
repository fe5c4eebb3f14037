"""Small cases for a scheme: silence often, conflicts, imprecise values, lists with closures."""

from __future__ import annotations

from dataclasses import dataclass

from amends.cases.case import Case, Entries, Entry, Subject
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, FactType, ListKind
from amends.scheme.model import Scheme
from amends.truth.statements import Closure, Denial, Silence, Statement
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values
from lib.dice import NEAR_COUNTS, NEAR_DAYS, Dice, chance, pick, some_of

SOURCES = ("A", "B")
_BOOKS = (("book", "1"), ("book", "2"), ("roll", "1"))


@dataclass(frozen=True, slots=True)
class Usual:
    """How often (percent) each thing comes up in a generated case."""

    silent: int = 45
    second: int = 20
    uncertain: int = 15
    closed: int = 40
    denied: int = 8
    deepest: int = 2


def a_case(dice: Dice, scheme: Scheme, usual: Usual | None = None, key: str = "k") -> Case:
    """A case that may be put to the scheme; every statement in it has its own label."""
    maker = CaseMaker(dice, scheme, usual or Usual())
    identities = frozenset({pick(dice, _BOOKS)}) if chance(dice, 60) else frozenset()
    return Case(
        key,
        maker.subject(PERSON, 0),
        maker.subject(MATTER, 0),
        person_key=f"person of {key}",
        identities=identities,
    )


@dataclass(slots=True)
class CaseMaker:
    """Makes subjects, statements and closures, each with a fresh label."""

    dice: Dice
    scheme: Scheme
    usual: Usual
    made: int = 0

    def subject(self, kind: str, depth: int) -> Subject:
        facts: dict[str, tuple[Statement, ...]] = {}
        silences: dict[str, Silence] = {}
        for fact in self.scheme.facts_of(kind).values():
            stated = self._statements(fact)
            if stated:
                facts[fact.name] = stated
            elif chance(self.dice, 10):
                silences[fact.name] = pick(self.dice, tuple(Silence))
        lists = {}
        if depth < self.usual.deepest:
            for listed in self.scheme.lists_of(kind):
                if not chance(self.dice, 30):
                    lists[listed.name] = self.entries(listed, depth + 1)
        return Subject(facts, lists, self.denials(kind), silences)

    def denials(self, kind: str) -> tuple[Denial, ...]:
        is_person = kind == PERSON or (
            kind in self.scheme.list_named and self.scheme.list_named[kind].is_person
        )
        return tuple(
            Denial(part.name, pick(self.dice, SOURCES), label=self.label())
            for part in self.scheme.parts
            if (is_person if part.about == PERSON else kind == MATTER)
            and chance(self.dice, self.usual.denied)
        )

    def _statements(self, fact: Fact) -> tuple[Statement, ...]:
        if chance(self.dice, self.usual.silent):
            return ()
        count = 1
        while count < 3 and chance(self.dice, self.usual.second):
            count += 1
        return tuple(self.statement(fact) for _ in range(count))

    def statement(self, fact: Fact) -> Statement:
        return Statement(self.values(fact), pick(self.dice, SOURCES), label=self.label())

    def values(self, fact: Fact) -> Values:
        match fact.type:
            case FactType.CODE:
                codes = self.scheme.codes_of[fact.vocabulary]
                more = some_of(self.dice, codes, 25) if chance(self.dice, 25) else ()
                return Codes(frozenset({pick(self.dice, codes), *more}))
            case FactType.DATE:
                return self._span(NEAR_DAYS)
            case FactType.NUMBER | FactType.MONEY:
                return self._span(NEAR_COUNTS)
            case FactType.PERIOD:
                one, two = self._span(NEAR_DAYS), self._span(NEAR_DAYS)
                if one.lo > two.hi:
                    one, two = two, one
                if chance(self.dice, 20):
                    return Period(one, one)
                return Period(one, two)

    def _span(self, among: tuple[int, ...]) -> Span:
        lo = pick(self.dice, among)
        if not chance(self.dice, 35):
            return Span(lo, lo)
        hi = pick(self.dice, among)
        if chance(self.dice, 15):
            return pick(self.dice, (Span(LEAST, lo), Span(lo, GREATEST)))
        return Span(min(lo, hi), max(lo, hi))

    def label(self) -> str:
        self.made += 1
        return f"n{self.made}"

    def entries(self, listed: ListKind, depth: int) -> Entries:
        entries = tuple(self.entry(listed, depth) for _ in range(self.dice.below(4)))
        closures: list[Closure] = []
        while len(closures) < 2 and chance(self.dice, self.usual.closed):
            closures.append(self.closure(listed, entries))
        return Entries(entries, tuple(closures))

    def entry(self, listed: ListKind, depth: int) -> Entry:
        return Entry(
            self.label(),
            pick(self.dice, SOURCES),
            self.subject(listed.name, depth),
            certain=not chance(self.dice, self.usual.uncertain),
            identities=frozenset(some_of(self.dice, _BOOKS, 20)),
        )

    def closure(self, listed: ListKind, entries: tuple[Entry, ...]) -> Closure:
        source = pick(self.dice, SOURCES)
        names: set[str] = set()
        may_be: set[str] = set()
        for entry in entries:
            # A source names its own entries, and now and then another's that it knows of.
            if chance(self.dice, 85 if entry.source == source else 15):
                (names if entry.certain else may_be).add(entry.label)
        if chance(self.dice, 8):
            may_be.add("not in the list")
        such = []
        if chance(self.dice, 30):
            facts = tuple(self.scheme.facts_of(listed.name).values())
            described = some_of(self.dice, facts, 40)
            such.append({fact.name: self.values(fact) for fact in described})
        return Closure(source, frozenset(names), frozenset(may_be), tuple(such), label=self.label())
