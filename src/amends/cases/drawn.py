"""Facts that are another fact as told by some kinds of source alone.

Some laws admit only certain proof ("only by court record"). A scheme then asks for such a fact
by its own name; here it gets what those sources state of the fact that it is drawn from. What is
stated of it directly stays beside. More statements only ever add to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from amends.cases.case import Case, Entries, Subject
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.model import Scheme


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


def sources_of(case: Case) -> Iterator[str]:
    """Every source that states a fact of the case."""
    for subject in _subjects(case):
        yield from (one.source for told in subject.facts.values() for one in told)


def all_sources_of(case: Case) -> Iterator[str]:
    """Every source that says anything in the case."""
    yield from sources_of(case)
    for subject in _subjects(case):
        yield from (denial.source for denial in subject.denials)
        for held in subject.lists.values():
            yield from (entry.source for entry in held.entries)
            yield from (closure.source for closure in held.closures)


def _subjects(case: Case) -> Iterator[Subject]:
    ahead = [case.person, case.matter]
    while ahead:
        subject = ahead.pop()
        yield subject
        ahead += [entry.subject for held in subject.lists.values() for entry in held.entries]
