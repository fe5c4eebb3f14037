"""The words of the page: all that it says of a law, made by those who explain answers.

The page picks and joins; what a condition, an effect or a question is called is never written
twice. `SOMEBODY` stands in a condition for whoever a definition is applied to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from amends.assessments.wanted import point_name
from amends.cases.case import KNOWN_WORDS
from amends.explanation import called, where_to_look
from amends.explanation.conditions_in_words import Called, Speaker, speaker
from amends.explanation.effects_matrix import answer_said
from amends.explanation.explain import ADD_AN_ACCOUNT, JUDGED
from amends.explanation.layout import sentence
from amends.explanation.sentences import Sentences, reviewed, supposed
from amends.explanation.wanted import question
from amends.questionnaire.asks import FactAsk, ListAsk, Place
from amends.questionnaire.choices import choices, see_also
from amends.questionnaire.page.once import held_once
from amends.questionnaire.wording import (
    DAY_OF_THE_ACT,
    NO_STORY,
    ONLY_WHERE_KNOWN,
    TO_JUDGE,
    asked,
    asked_about,
)
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    Cited,
    Condition,
    In,
    Limb,
    Named,
    Not,
    Ref,
)
from amends.scheme.declarations import (
    YES_NO,
    Consequence,
    Effect,
    Fact,
    FactKind,
    Meaning,
    Part,
    Vocabulary,
)
from amends.scheme.law import Law
from amends.scheme.walk import children, refs

SOMEBODY: Final = "\x01"
_GAP: Final = "\x02"

Json = dict[str, object]


def words(law: Law) -> Json:
    """The words of a law on its date, to go through JSON.

    `conditions` has those of every condition of every part, in the order of the scheme, each
    condition before what stands inside it: as the page meets them in the compiled law. `refs` are
    the facts that they compare, and `items` those in force of each list that they cite. `plain` has
    the plain words of each vocabulary that has any. Questions and where to look stand in `once`.
    """
    return held_once(_all(law), _asked_and_looked(law))


def _all(law: Law) -> Json:
    scheme = law.scheme
    said = [Sentences(law, effect) for effect in scheme.effects]
    told = _Conditions(law)
    return {
        "id": scheme.id,
        "title": scheme.title,
        "matter": scheme.matter,
        "currency": scheme.currency,
        "as_at": said[0].as_at(law.on),
        "not_law": said[0].not_law(),
        "nothing_recorded": said[0].nothing_recorded(),
        "reviewed": sentence(f"About this scheme: {reviewed(scheme)}"),
        "routes": list(scheme.routes),
        "judged": JUDGED,
        "add_an_account": ADD_AN_ACCOUNT,
        "effects": [_effect(one) for one in said],
        "asked_about": list(asked_about(scheme)),
        "to_judge": TO_JUDGE,
        "only_where_known": ONLY_WHERE_KNOWN,
        "day_of_the_act": DAY_OF_THE_ACT,
        "no_story": NO_STORY,
        "known_by": list(KNOWN_WORDS),
        "questions": {kind: _questions(law, kind) for kind in _kinds(law)},
        "wanted": {name: _wanted(name, law) for name in _names(law)},
        "conditions": [one for part in scheme.parts for one in told.of_part(part)],
        "refs": told.refs,
        "items": {at: _in_force(law, at) for at in scheme.code_list_at},
        "parts": [speaker(law).part(part.name) for part in scheme.parts],
        "supposed": list(supposed(law).values()),
        "plain": {each.name: _plain(each) for each in scheme.vocabularies if each.plain},
    }


def _asked_and_looked(law: Law) -> Iterator[str]:
    for kind in _kinds(law):
        for fact in law.scheme.facts_of(kind).values():
            yield from (fact.ask, fact.look)
    for listed in law.scheme.lists:
        yield from (listed.ask, listed.look)


def _kinds(law: Law) -> tuple[str, ...]:
    return (PERSON, MATTER, *law.scheme.list_named)


# --- effects ---


def _effect(said: Sentences) -> Json:
    """The sentences of an effect; one with a gap is given as what stands before and after it."""
    effect = said.effect
    presumption = effect.presumption
    return {
        "noun": said.noun,
        "heading": said.heading(),
        "applies": said.applies(),
        "applies_beside_others": said.applies(alone=False),
        "does_not_apply": said.does_not_apply(_GAP).split(_GAP),
        "undetermined": said.undetermined(person=_GAP).split(_GAP),
        "does_not": list(said.does_not()),
        "means": [_meaning(one) for one in effect.means],
        "means_untold": _untold(effect),
        "covers_the_dead": [
            f"{_told(one)}." for one in effect.means if one.consequence is Consequence.DEAD
        ],
        "presumed": said.presumed(presumption) if presumption else "",
        "rebutted_by": [
            f"{one.text} ({one.provision})."
            for one in (presumption.rebutted_by if presumption else ())
        ],
    }


def _meaning(meaning: Meaning) -> list[str]:
    return [sentence(f"{meaning.consequence.value}?"), sentence(_told(meaning))]


def _told(meaning: Meaning) -> str:
    note = f": {meaning.note}" if meaning.note else ""
    told = f"{answer_said(meaning)} ({meaning.source}{note})"
    return told[:1].upper() + told[1:]


def _untold(effect: Effect) -> list[str]:
    told = {meaning.consequence for meaning in effect.means}
    return [each.value for each in Consequence if each not in told]


# --- questions ---


def _questions(law: Law, kind: str) -> Json:
    """The questions about one kind, by name; a list's for the first entry and for another."""
    scheme, place = law.scheme, Place(kind)
    facts = {name: FactAsk(place, name) for name in scheme.facts_of(kind)}
    lists = {
        listed.name: [ListAsk(place, listed.name, beside) for beside in (0, 1)]
        for listed in scheme.lists_of(kind)
    }
    return {
        "facts": {name: asked(ask, scheme) for name, ask in facts.items()},
        "lists": {
            name: [{"ask": asked(one, scheme), "choices": choices(one, scheme)} for one in both]
            for name, both in lists.items()
        },
    }


def _plain(vocabulary: Vocabulary) -> Json:
    """What is said plainly of words, by place: what each is called, and where else to look."""
    place = {word: nth for nth, word in enumerate(vocabulary.words)}
    return {
        str(place[one.word]): {"said": one.said_as, "see": list(see_also(one.word, vocabulary))}
        for one in vocabulary.plain
    }


def _names(law: Law) -> Iterator[str]:
    for kind in _kinds(law):
        yield from law.scheme.facts_of(kind)
    yield from law.scheme.list_named
    yield from (point_name(point.number) for point in law.scheme.open_points)


def _wanted(name: str, law: Law) -> Json:
    """A thing wanted: in full with where to look, as a noun, and whether it can be looked for."""
    return {
        "full": question(name, law),
        "noun": called(name, law),
        "look": bool(where_to_look(name, law)),
    }


# --- conditions ---


class _Conditions:
    """Puts the conditions of a law into words; what they compare is told once, in `refs`."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._places: dict[tuple[str, Fact], int] = {}
        self.refs: list[Json] = []

    def of_part(self, part: Part) -> Iterator[Json]:
        """Those of a part, each before what stands inside it."""
        whole = speaker(self._law)
        somebody = Called(PERSON, SOMEBODY)
        if part.about == MATTER:
            return self._all(replace(whole, scope={**whole.scope, PERSON: somebody}), part.body)
        return self._all(replace(whole, scope={PERSON: somebody}), part.body)

    def _all(self, speaks: Speaker, node: Condition) -> Iterator[Json]:
        yield self._told(speaks, node)
        within = speaks.inside(node) if isinstance(node, AtLeast) else speaks
        for child in children(node):
            yield from self._all(within, child)

    def _told(self, speaks: Speaker, node: Condition) -> Json:
        """A condition as subject, what is said of it where it holds, and where it does not.

        No subject is given where it is the first fact that is compared.
        """
        match node:
            case All() | Any() | Not() | Limb():
                return {}
            case AtLeast():
                both = {"yes": speaks.counted(node), "no": speaks.counted(node, holds=False)}
                return {"of": speaks.scope[node.of].words, **both}
            case _:
                subject, holds = speaks.parts(node)
                told: Json = {"yes": holds, "no": speaks.parts(node, holds=False)[1]}
                compared = refs(node)
                if not compared or speaks.name(compared[0]) != subject:
                    told["subject"] = subject
                if compared:
                    told["refs"] = [self._ref(speaks, ref) for ref in compared]
                if isinstance(node, Named):
                    told["of"] = speaks.scope[node.of].words
                return told | (_membership(speaks, node) if isinstance(node, In) else {})

    def _ref(self, speaks: Speaker, ref: Ref) -> int:
        """The place among `refs` of a fact as it is called where it is compared."""
        fact, name = speaks.fact(ref), speaks.name(ref)
        if (name, fact) not in self._places:
            self._places[name, fact] = len(self.refs)
            judged = fact.kind is FactKind.JUDGED
            of = {"fact": fact.name, "type": fact.type.value, "vocabulary": fact.vocabulary}
            self.refs.append({"name": name, **of} | ({"judged": True} if judged else {}))
        return self._places[name, fact]


def _membership(speaks: Speaker, node: In) -> Json:
    """`plain` says where the value itself tells what is tested: "always", or "if so".

    `lists` are those that are cited. `items` are what is cited of one, where it is the only
    member: tests of one fact against its items can then be told as one.
    """
    cited = [member for member in node.members if isinstance(member, Cited)]
    if speaks.fact(node.ref).vocabulary == YES_NO:
        return {"plain": "always"}
    if not cited:
        return {"plain": "if so"}
    told: Json = {"lists": [member.list for member in cited]}
    if len(cited) == len(node.members) == 1:
        told["items"] = cited[0].items or _in_force(speaks.law, cited[0].list)
    return told


def _in_force(law: Law, listed: str) -> list[str]:
    items = law.scheme.code_list_at[listed].items
    return [item.label for item in items if item.force.holds(law.on)]
