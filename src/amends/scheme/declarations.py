"""What a scheme declares: facts, lists, vocabularies, parts, effects, open points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from amends.scheme.conditions import ALWAYS, Condition, Force


class FactType(Enum):
    """What kind of value a fact has."""

    CODE = "code"
    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"
    MONEY = "money"


class FactKind(Enum):
    """Who can answer: a register (recorded), or a person who judges (judged)."""

    RECORDED = "recorded"
    JUDGED = "judged"


class Operation(Enum):
    """How an effect comes about."""

    BY_OPERATION_OF_LAW = "by operation of law"
    ON_APPLICATION = "on application"
    BY_SWEEP = "by sweep"


class Status(Enum):
    """How far a law has come."""

    IDEA = "idea"
    INTRODUCED = "introduced"
    FALLEN = "fallen"
    LAPSED = "lapsed"
    ENACTED = "enacted"
    SPENT = "spent"


class DayRule(Enum):
    """What day a shifted date falls on where that month has no such day."""

    LAST_OF_MONTH = "29 February moves to 28 February"
    FIRST_OF_NEXT = "29 February moves to 1 March"


YES_NO = "yes or no"
YES_NO_CODES = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The declared words of coded facts.

    `modes` are ways of committing an offence other than as principal; a word in a
    mode is one code, written `theft (attempt)`.
    """

    name: str
    words: tuple[str, ...]
    modes: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code: each word, then each word in each mode."""
        return self.words + tuple(in_mode(word, mode) for word in self.words for mode in self.modes)


def in_mode(word: str, mode: str) -> str:
    """The code of an offence committed in a mode."""
    return f"{word} ({mode})"


YES_NO_VOCABULARY = Vocabulary(YES_NO, YES_NO_CODES)


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared, typed thing that can be known of a person, matter or entry."""

    name: str
    type: FactType
    kind: FactKind = FactKind.RECORDED
    vocabulary: str = ""
    ask: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of related things of a person, matter or other entry.

    `name` is that of one entry. Where `is_person`, each entry is a person too: it
    has every fact and list of a person beside its own.
    """

    name: str
    of: str
    facts: tuple[Fact, ...]
    is_person: bool = False
    ask: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled item of a cited list, with the codes it covers."""

    label: str
    codes: tuple[str, ...]
    force: Force = ALWAYS


@dataclass(frozen=True, slots=True)
class Opening:
    """Codes that a list leaves open, under a numbered open point.

    `codes` are left open themselves; `modes` leave open every code that the cited
    items cover, committed in that mode.
    """

    point: int
    codes: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of codes that the law sets out, such as its listed offences.

    Three zones: what the items cover, what the openings leave open, and the rest
    of the vocabulary, which is not covered.
    """

    provision: str
    vocabulary: str
    items: tuple[Item, ...]
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A question on which the law is silent or unclear: an unknown yes or no."""

    number: int
    provision: str
    question: str


@dataclass(frozen=True, slots=True)
class Part:
    """A named part: a section or a definition, with what must hold.

    `about` is `matter` (it may look at the matter and its person), or `person`
    (it can be applied to any person in scope).
    """

    name: str
    provision: str
    about: str
    body: Condition
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that an effect does not do, with its provision."""

    provision: str
    text: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What the law does where its part holds. The first effect is the principal."""

    name: str
    operation: Operation
    part: str
    does_not: tuple[Limit, ...] = ()
