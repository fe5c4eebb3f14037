"""A law's questions on paper: all that could matter, each with boxes to tick, also "not sure".

On paper nobody can leave out what no longer matters, so everything is asked that anything in the
law rests on, in the words of `amends ask`: what papers record, then the lists, then what somebody
has to judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from amends.cases.case import KNOWN_WORDS
from amends.explanation import look_for
from amends.explanation.layout import sentence
from amends.explanation.values_in_words import either
from amends.questionnaire import wording
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Place
from amends.questionnaire.choices import NOT_SURE, choices, see_or_both, shown, vocabulary_of
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    AtLeast,
    AtMost,
    Condition,
    Less,
    Named,
    Quantity,
    Recorded,
    Ref,
    Total,
)
from amends.scheme.declarations import FactKind, FactType, ListKind, Vocabulary
from amends.scheme.law import Law
from amends.scheme.walk import inside, refs
from amends.truth.edtf import iso

Whose = tuple[str, ...]
"""Whose fact it is: the owner, then the list of each step: `("person", "relative")`."""

Key = tuple[Whose, str]
"""A fact of somebody or something, by its name; "" is whether there is such an entry."""

Scope = Mapping[str, Whose]
"""Who each name in a condition is."""

OWN: Final[Scope] = MappingProxyType({PERSON: (PERSON,), MATTER: (MATTER,)})

_ROOM: Final = {
    FactType.CODE: (),
    FactType.DATE: ("Day, month and year",),
    FactType.PERIOD: ("On, or from", "Until"),
    FactType.NUMBER: ("Number",),
    FactType.MONEY: ("Sum",),
}


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question with its number, the answers to tick, and what is to be written in.

    `choices` end in "not sure"; `vocabulary` has their plain words, and what is ticked beside one.
    `room` names each thing that is written in. `look` is where to look, "" where the scheme does
    not say or the question before said it.
    """

    number: str
    ask: Ask
    text: str
    choices: tuple[str, ...]
    vocabulary: Vocabulary | None = None
    room: tuple[str, ...] = ()
    hint: str = ""
    look: str = ""

    @property
    def modes(self) -> tuple[str, ...]:
        """What is ticked beside a choice."""
        return self.vocabulary.modes if self.vocabulary else ()

    @property
    def boxes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each choice as it is shown, with what sends elsewhere from it."""
        words = self.vocabulary
        return tuple((shown(word, words), see_or_both(word, words)) for word in self.choices)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Questions under one heading; `after` says what to do where there is more to tell."""

    letter: str
    heading: str
    questions: tuple[PaperQuestion, ...]
    after: str = ""


@dataclass(frozen=True)
class PaperForm:
    """Every question of a law, in the order in which they are put on paper.

    `closing` says how an answer is got from it: a form only collects.
    """

    law: Law
    opening: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    closing: tuple[str, ...]

    @property
    def questions(self) -> Iterator[PaperQuestion]:
        """Each question, in order."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def numbers(self) -> Mapping[Key, str]:
        """The number of each question by what it asks for; of a list by its first question."""
        found: dict[Key, str] = {}
        for question in self.questions:
            found.setdefault(key_of(question.ask), question.number)
        return found


def paper_form(law: Law) -> PaperForm:
    """The form of a law that is in force on its date."""
    form = _Form(law, frozenset(bearing_on_anything(law)))
    found = [*form.recorded(), *form.lists(), *form.judged()]
    sections = tuple(
        _lettered(chr(ord("A") + place), heading, asks, after, law)
        for place, (heading, asks, after) in enumerate(found)
    )
    return PaperForm(law, _opening(law), sections, _closing(law))


def key_of(ask: Ask) -> Key:
    """What a question asks for."""
    whose = (ask.place.owner, *(listed for listed, _ in ask.place.steps))
    return (whose, ask.fact) if isinstance(ask, FactAsk) else ((*whose, ask.list), "")


# --- what could matter ---


def bearing(
    node: Condition | Quantity, law: Law, scope: Scope = OWN, leaving: Condition | None = None
) -> set[Key]:
    """Every fact and list that a condition or quantity looks at, with the parts that it names.

    What only `leaving` looks at, a condition inside it, is left out.
    """
    match node:
        case _ if node is leaving:
            return set()
        case AtLeast():
            inner = within(node, law, scope)
            return {(inner[node.name], "")} | bearing(node.where, law, inner, leaving)
        case Total():
            inner = within(node.adding, law, scope)
            return bearing(node.adding, law, scope, leaving) | bearing(node.value, law, inner)
        case Named():
            body = law.scheme.part_named[node.part].body
            return bearing(body, law, within(node, law, scope), leaving)
        case _:
            found = {(scope[ref.of], ref.fact) for ref in _own_refs(node)}
            return found.union(*(bearing(child, law, scope, leaving) for child in inside(node)))


def within(node: Condition, law: Law, scope: Scope) -> Scope:
    """Who the names are inside a condition on a list, or in a named part; else as they were."""
    match node:
        case AtLeast():
            return {**scope, node.name: (*scope[node.of], node.list)}
        case Named() if law.scheme.part_named[node.part].about == PERSON:
            return {PERSON: scope[node.of]}
        case _:
            return scope


def _own_refs(node: Condition | Quantity) -> Iterator[Ref]:
    """The facts that stand in a condition or quantity itself, not in what is inside it."""
    if isinstance(node, Recorded):
        yield node.ref
    elif not isinstance(node, AtMost | Less | Quantity):
        yield from refs(node)


def bearing_on_anything(law: Law, leaving: Condition | None = None) -> Iterator[Key]:
    """Every fact and list that an effect could turn on, but for what only `leaving` looks at."""
    scheme = law.scheme
    for part in filter(None, (scheme.recorded_by, *(effect.part for effect in scheme.effects))):
        yield from bearing(scheme.part_named[part].body, law, leaving=leaving)
    for effect in scheme.effects:
        if effect.amount:
            yield from bearing(effect.amount.counted, law)


# --- the sections ---

_Section = tuple[str, list[Ask], str]


@dataclass(frozen=True, slots=True)
class _Form:
    law: Law
    reached: frozenset[Key]

    def recorded(self) -> Iterator[_Section]:
        names = {MATTER: self.law.scheme.matter, PERSON: "person"}
        for owner, name in names.items():
            asks = self._facts(Place(owner), FactKind.RECORDED)
            if asks:
                yield f"About the {name}: what papers record", asks, ""

    def judged(self) -> Iterator[_Section]:
        asks = [ask for of in (MATTER, PERSON) for ask in self._facts(Place(of), FactKind.JUDGED)]
        if asks:
            yield "What somebody has to judge", asks, ""

    def lists(self) -> Iterator[_Section]:
        for owner in (MATTER, PERSON):
            for listed in self._lists(Place(owner)):
                yield (
                    sentence(listed.name).removesuffix("."),
                    list(self._entries(Place(owner), listed)),
                    f"For each other {listed.name} ({listed.name} 2, {listed.name} 3 and so on) "
                    + "fill in this part again on another sheet.",
                )

    def _entries(self, place: Place, listed: ListKind) -> Iterator[Ask]:
        """Whether there is an entry, what is asked of it, and whether there is another."""
        yield ListAsk(place, listed.name, 0)
        entry = place.entry(listed.name, f"{listed.name} 1")
        yield from self._facts(entry, *FactKind)
        for inner in self._lists(entry):
            yield from self._entries(entry, inner)
        yield ListAsk(place, listed.name, 1)

    def _facts(self, place: Place, *kinds: FactKind) -> list[Ask]:
        facts = self.law.scheme.facts_of(place.kind).values()
        asks = [FactAsk(place, fact.name) for fact in facts if fact.kind in kinds]
        return [ask for ask in asks if key_of(ask) in self.reached]

    def _lists(self, place: Place) -> list[ListKind]:
        return [
            listed
            for listed in self.law.scheme.lists_of(place.kind)
            if key_of(ListAsk(place, listed.name, 0)) in self.reached
        ]


def _lettered(letter: str, heading: str, asks: list[Ask], after: str, law: Law) -> PaperSection:
    """The section; where to look is told once for questions that follow each other."""
    questions: list[PaperQuestion] = []
    told = ""
    for n, ask in enumerate(asks, start=1):
        look = look_for(ask.declared(law.scheme), ask.place.kind, law.scheme)
        questions.append(_question(f"{letter}{n}", ask, law, "" if look == told else look))
        told = look
    return PaperSection(letter, heading, tuple(questions), after)


def _question(number: str, ask: Ask, law: Law, look: str) -> PaperQuestion:
    declared, text = ask.declared(law.scheme), wording.asked(ask, law.scheme)
    offered = choices(ask, law.scheme) or (NOT_SURE,)
    if isinstance(declared, ListKind):
        hint = wording.ONLY_WHERE_KNOWN if isinstance(ask, ListAsk) and not ask.beside else ""
        return PaperQuestion(number, ask, text, offered, hint=hint, look=look)
    vocabulary, hint = vocabulary_of(ask, law.scheme), wording.meant(ask, law.scheme)
    room = _ROOM[declared.type]
    return PaperQuestion(number, ask, text, offered, vocabulary, room, hint, look)


def _opening(law: Law) -> tuple[str, ...]:
    """What is said before anything is asked."""
    return (
        f"This asks about one {law.scheme.matter}. Use a new form for each other one.",
        f"Write no names. {wording.NO_STORY}",
        'Tick what you know. "Not sure" is always an answer, and it is never taken for a no.',
        "If it may be one of several, tick each of them.",
        f"Write a date as far as it is known. {wording.ANY_DATE}",
        f'At "Known by" you may write how you know it: {either(KNOWN_WORDS)}.',
    )


def _closing(law: Law) -> tuple[str, ...]:
    """How to get an answer from what was filled in: with a computer, and by hand."""
    of = f"{law.scheme.id} --on {iso(law.on)}"
    ask, script = f"`amends ask {of}`", f"`amends form {of} --out script.html --as script`"
    return (
        "This form only collects. What is not sure or left empty is not known, and never a no.",
        "Whoever gave you this form can find the answer: give it to them, or read it out to them.",
        f"For them, with a computer: type it into {ask}, or into the page of `amends page`.",
        f"For them, by hand: {script} makes tables to go through, by the numbers used here.",
    )
