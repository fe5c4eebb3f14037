"""An answer written into a case, as the word of whoever answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from amends.cases.case import Case, Entries, Entry, Subject
from amends.cases.case_values import Said
from amends.explanation import look_for
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Reply, Word
from amends.scheme.conditions import PERSON
from amends.scheme.model import Scheme
from amends.truth.statements import Closure, Silence, Statement

SOURCE: Final = "an answer to amends ask"
"""The source of every statement that an answer makes. It is not dated: there is no clock here."""


def with_answer(case: Case, ask: Ask, reply: Reply, scheme: Scheme) -> Case:
    """The case with what the reply adds to it; it takes nothing away.

    A value is a statement. "Not sure" of a fact is a silence: the papers that the scheme names for
    it are not searched yet, or, where it names none, it was asked and is not known. "Not sure" of
    a list adds nothing, so the list stays open. No more entries is a closure that names those there
    are. Raises ValueError for a reply that does not answer what is asked.
    """
    match ask, reply:
        case FactAsk(), Said():
            statement = Statement(reply.values, SOURCE, conventions=reply.conventions)
            return _changed(case, ask, lambda subject: _stated(subject, ask.fact, statement))
        case FactAsk(), Word.NOT_SURE:
            silence = Silence.ASKED_AND_NOT_KNOWN
            if look_for(ask.declared(scheme), ask.place.kind, scheme):
                silence = Silence.NOT_SEARCHED
            return _changed(case, ask, lambda subject: _silent(subject, ask.fact, silence))
        case ListAsk(), Word.NOT_SURE:
            return case
        case ListAsk(), Word.THERE_IS:
            entry = Entry(new_label(case, ask.list), SOURCE, Subject())
            return _changed(case, ask, lambda subject: _listed(subject, ask.list, entry))
        case ListAsk(), Word.NO_MORE:
            return _changed(case, ask, lambda subject: _closed(subject, ask.list))
        case _:
            msg = f"{reply} does not answer {ask}"
            raise ValueError(msg)


def new_label(case: Case, listed: str) -> str:
    """A label for a new entry of a list that nothing in the case bears: `employment 2`."""
    taken = {*_labels(case.person), *_labels(case.matter)}
    nth = 1
    while f"{listed} {nth}" in taken:
        nth += 1
    return f"{listed} {nth}"


def _labels(subject: Subject) -> Iterator[str]:
    for statements in subject.facts.values():
        yield from (statement.label for statement in statements)
    for held in subject.lists.values():
        yield from (closure.label for closure in held.closures)
        for entry in held.entries:
            yield entry.label
            yield from _labels(entry.subject)
    yield from (denial.label for denial in subject.denials)


def _changed(case: Case, ask: Ask, change: Callable[[Subject], Subject]) -> Case:
    if ask.place.owner == PERSON:
        return replace(case, person=_inside(case.person, ask.place.steps, change))
    return replace(case, matter=_inside(case.matter, ask.place.steps, change))


def _inside(
    subject: Subject, steps: tuple[tuple[str, str], ...], change: Callable[[Subject], Subject]
) -> Subject:
    if not steps:
        return change(subject)
    (listed, label), *rest = steps
    held = subject.entries(listed)
    entries = tuple(
        replace(entry, subject=_inside(entry.subject, tuple(rest), change))
        if entry.label == label
        else entry
        for entry in held.entries
    )
    return _with_list(subject, listed, replace(held, entries=entries))


def _stated(subject: Subject, fact: str, statement: Statement) -> Subject:
    statements = (*subject.facts.get(fact, ()), statement)
    silences = {name: why for name, why in subject.silences.items() if name != fact}
    return replace(subject, facts={**subject.facts, fact: statements}, silences=silences)


def _silent(subject: Subject, fact: str, silence: Silence) -> Subject:
    if fact in subject.facts:  # something is stated of it: then it is not silent
        return subject
    return replace(subject, silences={**subject.silences, fact: silence})


def _listed(subject: Subject, listed: str, entry: Entry) -> Subject:
    held = subject.entries(listed)
    return _with_list(subject, listed, replace(held, entries=(*held.entries, entry)))


def _closed(subject: Subject, listed: str) -> Subject:
    held = subject.entries(listed)
    closure = Closure(SOURCE, frozenset(entry.label for entry in held.entries))
    return _with_list(subject, listed, replace(held, closures=(*held.closures, closure)))


def _with_list(subject: Subject, listed: str, held: Entries) -> Subject:
    return replace(subject, lists={**subject.lists, listed: held})
