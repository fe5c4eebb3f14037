"""What can be asked: a fact of somebody or something, or whether a list has another entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from amends.cases.case_values import Said
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, ListKind
from amends.scheme.model import Scheme


@dataclass(frozen=True, slots=True)
class Place:
    """The person, the matter, or an entry: the (list, label) of each step from its owner."""

    owner: str
    steps: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """The kind whose facts and lists it has."""
        return self.steps[-1][0] if self.steps else self.owner

    def entry(self, listed: str, label: str) -> Place:
        """An entry of a list of this."""
        return Place(self.owner, (*self.steps, (listed, label)))

    @property
    def called(self) -> str:
        """An entry by its labels, innermost first: `employment 1 of relative 2`."""
        return " of ".join(label for _, label in reversed(self.steps))


THE_PERSON = Place(PERSON)
THE_MATTER = Place(MATTER)


@dataclass(frozen=True, slots=True)
class FactAsk:
    """What a fact is."""

    place: Place
    fact: str

    def declared(self, scheme: Scheme) -> Fact:
        """The fact as the scheme declares it."""
        return scheme.facts_of(self.place.kind)[self.fact]


@dataclass(frozen=True, slots=True)
class ListAsk:
    """Whether a list has an entry beside the `beside` that are known."""

    place: Place
    list: str
    beside: int

    def declared(self, scheme: Scheme) -> ListKind:
        """The list as the scheme declares it."""
        return scheme.list_named[self.list]


Ask = FactAsk | ListAsk


class Word(Enum):
    """An answer that is no value."""

    NOT_SURE = "not sure"
    THERE_IS = "there is one"
    NO_MORE = "no more than these"


Reply = Said | Word
"""`Said` answers the question what a fact is; THERE_IS and NO_MORE whether a list has another
entry; NOT_SURE either."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next, and the provision that turns on it ("" if none is known)."""

    ask: Ask
    provision: str = ""
