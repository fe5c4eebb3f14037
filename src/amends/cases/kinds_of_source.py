"""Kinds of source, and facts that are another fact as told by some kinds alone.

Some laws admit only certain proof ("only by court record"). A scheme then asks for such a fact
by its own name; here it gets what those sources state of the fact that it is drawn from. What is
stated of it directly stays beside. More statements only ever add to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from amends.cases.case import Case, Entries, Subject
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.model import Scheme

KINDS: Final = "kinds-of-source"
"""The table of a case file that says of what kind its sources are."""


def with_drawn(case: Case, scheme: Scheme, kinds: Mapping[str, str]) -> Case:
    """The case with such facts filled in; `kinds` has the kind of each source that has one."""
    if not kinds:
        return case
    return replace(
        case,
        person=_drawn(case.person, PERSON, scheme, kinds),
        matter=_drawn(case.matter, MATTER, scheme, kinds),
    )


def _drawn(subject: Subject, kind: str, scheme: Scheme, kinds: Mapping[str, str]) -> Subject:
    facts = dict(subject.facts)
    for fact in scheme.facts_of(kind).values():
        told = subject.facts.get(fact.drawn_from, ())
        admitted = tuple(one for one in told if kinds.get(one.source) in fact.by)
        if admitted:
            facts[fact.name] = (*facts.get(fact.name, ()), *admitted)
    lists = {
        name: Entries(
            tuple(
                replace(entry, subject=_drawn(entry.subject, name, scheme, kinds))
                for entry in held.entries
            ),
            held.closures,
        )
        for name, held in subject.lists.items()
    }
    return replace(subject, facts=facts, lists=lists)


def told_by_others(
    case: Case, scheme: Scheme, kinds: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Each fact that is stated by a source of a kind that does not tell it, with the source."""
    for kind, subject in _subjects(case):
        for fact in scheme.facts_of(kind).values() if kind in _kinds_of(scheme) else ():
            for one in subject.facts.get(fact.name, ()) if fact.drawn_from else ():
                if kinds.get(one.source, fact.by[0]) not in fact.by:
                    yield fact.name, one.source


def _kinds_of(scheme: Scheme) -> set[str]:
    return {PERSON, MATTER, *scheme.list_named}


def sources_of(case: Case) -> Iterator[str]:
    """Every source that says anything in the case."""
    for _, subject in _subjects(case):
        yield from (one.source for told in subject.facts.values() for one in told)
        yield from (denial.source for denial in subject.denials)
        for held in subject.lists.values():
            yield from (entry.source for entry in held.entries)
            yield from (closure.source for closure in held.closures)


def _subjects(case: Case) -> Iterator[tuple[str, Subject]]:
    """The person, the matter and every entry, each with what it is."""
    ahead = [(PERSON, case.person), (MATTER, case.matter)]
    while ahead:
        kind, subject = ahead.pop()
        yield kind, subject
        ahead += [
            (name, entry.subject) for name, held in subject.lists.items() for entry in held.entries
        ]
