"""What a scheme declares: facts, lists, vocabularies, parts, effects, open points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from amends.scheme.conditions import (
    ALWAYS,
    MATTER,
    PERSON,
    AtMost,
    Condition,
    Fixed,
    Force,
    Quantity,
)
from amends.scheme.telling import Tells


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
class SeeAlso:
    """Another word of the vocabulary, and when a reader is sent to it: "if it was a constable"."""

    word: str
    when: str


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What a declared word is called in everyday speech, and the words it may be mistaken for.

    They are for those who are asked. No assessment looks at them.
    """

    word: str
    said_as: str = ""
    see: tuple[SeeAlso, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The declared words of coded facts.

    `modes` are ways of committing an offence other than as principal; a word in a
    mode is one code, written `theft (attempt)`. `plain` has the words that are said plainly.
    """

    name: str
    words: tuple[str, ...]
    modes: tuple[str, ...] = ()
    plain: tuple[PlainWords, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code: each word, then each word in each mode."""
        return self.words + tuple(in_mode(word, mode) for word in self.words for mode in self.modes)

    def plainly(self, code: str) -> PlainWords:
        """The plain words of a code's word, in whatever mode; empty ones if none are declared."""
        word = self._word_of.get(code, code)
        return self._plain_of.get(word, PlainWords(word))

    @cached_property
    def _plain_of(self) -> Mapping[str, PlainWords]:
        return {plain.word: plain for plain in self.plain}

    @cached_property
    def _word_of(self) -> Mapping[str, str]:
        return {
            in_mode(plain.word, mode): plain.word for plain in self.plain for mode in self.modes
        }


def in_mode(word: str, mode: str) -> str:
    """The code of an offence committed in a mode."""
    return f"{word} ({mode})"


YES_NO_VOCABULARY = Vocabulary(YES_NO, YES_NO_CODES)


SOURCES = "sources"
"""The vocabulary whose words are kinds of source."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared, typed thing that can be known of a person, matter or entry.

    One that is `drawn_from` another is that other one as told `by` some kinds of source alone:
    what is stated of the other there is stated of it too. So a law that admits only certain
    proof asks for it by its own name, and no engine needs to know of sources. `tells` is for
    those who ask for it.
    """

    name: str
    type: FactType
    kind: FactKind = FactKind.RECORDED
    vocabulary: str = ""
    ask: str = ""
    look: str = ""
    drawn_from: str = ""
    by: tuple[str, ...] = ()
    tells: Tells | None = None


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

    `codes` are left open themselves, wherever one of `items` is cited (all of them where none
    is named); `modes` leave open every code that those items cover, committed in that mode.
    """

    point: int
    codes: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    force: Force = ALWAYS


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


class Consequence(Enum):
    """What people ask of an effect: the columns of the effects matrix."""

    QUASHED = "the conviction is quashed"
    REMOVED = "removed from the record"
    DISCLOSED = "shown on a disclosure check"
    DECLARED = "to be declared for a job or visa"
    SPENT = "spent already"
    REPAID = "a fine is repaid"
    COMPENSATED = "compensation is opened"
    RIGHTS = "a right or liability is created"
    INNOCENT = "says that nothing wrong was done"
    APPLIED_FOR = "an application is needed"
    DECIDED = "somebody decides"
    DEAD = "covers the dead"
    NOTIFIED = "somebody is told"


class Answer(Enum):
    """What the law answers. *Not settled* tells a person to ask an adviser."""

    YES = "yes"
    NO = "no"
    NOT_SETTLED = "not settled"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One cell of the effects matrix: what an effect means for a consequence, with its source."""

    consequence: Consequence
    answer: Answer
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Presumption:
    """What the law takes to be so while an outcome stays undetermined ("must, unless shown").

    It never changes an outcome: it is told beside one. `holds` is whether it presumes that the
    effect applies. `given` names the part that must be established first; nothing if there is
    none. `rebutted_by` is what would show the contrary.
    """

    holds: bool
    provision: str
    given: str = ""
    rebutted_by: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """How much money an effect brings where it applies, and the provision that says so.

    It looks at the matter and its person, as a part does, and is told as a range where not
    everything is known. It never bears on an outcome.
    """

    provision: str
    sum: Quantity

    @property
    def counted(self) -> Condition:
        """That it comes to something: the condition by which it is gone through."""
        return AtMost(Fixed(0, is_date=False), self.sum)


@dataclass(frozen=True, slots=True)
class Effect:
    """What the law does where its part holds. The first effect is the principal."""

    name: str
    operation: Operation
    part: str
    does_not: tuple[Limit, ...] = ()
    means: tuple[Meaning, ...] = ()
    presumption: Presumption | None = None
    amount: Amount | None = None
    force: Force = ALWAYS


@dataclass(frozen=True, slots=True)
class Instrument:
    """A later instrument that changed the law from the day `start`.

    `changes` has each provision of it, with what it changed.
    """

    start: int
    citation: str
    title: str
    changes: tuple[Limit, ...] = ()

    @property
    def named(self) -> str:
        """Its title with its citation."""
        return f"{self.title} ({self.citation})"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A provision whose text was not seen: what is known of it.

    `point` numbers the open point on which every answer hangs that could turn on it; 0 says that
    none could.
    """

    provision: str
    text: str
    point: int = 0


@dataclass(frozen=True, kw_only=True)
class Declarations:
    """What the conditions of a scheme can name, found by name.

    `matter` is what the law calls its matter. A kind is `person`, `matter` or the
    name of a list, which stands for one entry of it.
    """

    matter: str
    day_rule: DayRule | None = None
    vocabularies: tuple[Vocabulary, ...] = ()
    matter_facts: tuple[Fact, ...] = ()
    person_facts: tuple[Fact, ...] = ()
    lists: tuple[ListKind, ...] = ()
    code_lists: tuple[CodeList, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()

    @cached_property
    def list_named(self) -> Mapping[str, ListKind]:
        """Each list by the name of its entry."""
        return {kind.name: kind for kind in self.lists}

    @cached_property
    def code_list_at(self) -> Mapping[str, CodeList]:
        """Each cited list by its provision."""
        return {cited.provision: cited for cited in self.code_lists}

    @cached_property
    def item_places(self) -> Mapping[str, Mapping[str, int]]:
        """The place of each item among those of its list, by provision and label."""
        return {
            cited.provision: {item.label: place for place, item in enumerate(cited.items)}
            for cited in self.code_lists
        }

    @cached_property
    def codes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of each vocabulary in order, the built-in `yes or no` among them."""
        return {v.name: v.codes for v in (*self.vocabularies, YES_NO_VOCABULARY)}

    @cached_property
    def code_sets(self) -> Mapping[str, frozenset[str]]:
        """The codes of each vocabulary, to ask whether a word is one of many."""
        return {name: frozenset(codes) for name, codes in self.codes_of.items()}

    @cached_property
    def point_numbers(self) -> frozenset[int]:
        """The number of every open point."""
        return frozenset(point.number for point in self.open_points)

    def facts_of(self, kind: str) -> Mapping[str, Fact]:
        """The facts of one kind, by name. Raises KeyError for what is no kind."""
        return self._facts[kind]

    def lists_of(self, kind: str) -> tuple[ListKind, ...]:
        """The lists of one kind."""
        return tuple(listed for listed in self.lists if self.has_list(kind, listed.name))

    def has_list(self, kind: str, name: str) -> bool:
        """Whether one kind has a list of this name."""
        listed, own = self.list_named.get(name), self.list_named.get(kind)
        if listed is None:
            return False
        return listed.of == kind or (own is not None and own.is_person and listed.of == PERSON)

    @cached_property
    def _facts(self) -> Mapping[str, Mapping[str, Fact]]:
        person = {fact.name: fact for fact in self.person_facts}
        facts: dict[str, Mapping[str, Fact]] = {
            PERSON: person,
            MATTER: {fact.name: fact for fact in self.matter_facts},
        }
        for kind in self.lists:
            own = {fact.name: fact for fact in kind.facts}
            facts[kind.name] = {**person, **own} if kind.is_person else own
        return facts
