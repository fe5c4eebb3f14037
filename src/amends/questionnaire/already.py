"""What a case says already, before anything is asked, in the words of its scheme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from amends.cases.case import Case, Subject
from amends.explanation.layout import Line, item, laid_out, sentence
from amends.explanation.told import closure_said
from amends.explanation.values_in_words import in_words
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.law import Law
from amends.truth.statements import Silence

_NOTHING_KNOWN: Final = (Silence.NOT_RECORDED, Silence.NOT_ASKED)


def already_told(case: Case, law: Law, *, of_person: bool = True) -> str:
    """What a case says of the matter and, unless it was told before, of the person.

    Each with its source, 80 columns wide, after a blank line; empty where it says nothing.
    """
    lines = list(_of(case.matter, MATTER, law))
    if of_person:
        lines += _of(case.person, PERSON, law)
    if not lines:
        return ""
    return laid_out(
        [Line(""), Line("This is known already; only what it leaves open is asked:"), *lines]
    )


def _of(subject: Subject, kind: str, law: Law, depth: int = 1) -> Iterator[Line]:
    for name, fact in law.scheme.facts_of(kind).items():
        asked = fact.ask or f"{name}:"
        if statements := subject.facts.get(name):
            told = "; ".join(f"{in_words(s.says, fact.type)} ({s.source})" for s in statements)
            yield item(sentence(f"{asked} {told}"), depth)
        elif subject.silences.get(name, Silence.NOT_RECORDED) not in _NOTHING_KNOWN:
            yield item(sentence(f"{asked} {subject.silences[name].value}"), depth)
    for listed in law.scheme.lists_of(kind):
        held = subject.entries(listed.name)
        for entry in held.entries:
            doubt = "" if entry.certain else ", perhaps"
            yield item(f"{sentence(entry.label)[:-1]} ({entry.source}){doubt}.", depth)
            yield from _of(entry.subject, listed.name, law, depth + 1)
        for closure in held.closures:
            yield item(
                sentence(f"{closure.source}: {closure_said(closure, listed.name, law)}"), depth
            )
    for denial in subject.denials:
        yield item(sentence(f"{denial.source}: there is no {denial.part}"), depth)
