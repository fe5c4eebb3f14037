"""Which reading conventions a case's statements rest on."""

from __future__ import annotations

from collections.abc import Iterator

from amends.cases.case import Case, Subject


def conventions_of_case(case: Case) -> frozenset[str]:
    """The ids of every convention that anything stated in the case rests on."""
    return conventions_of_subject(case.matter) | conventions_of_subject(case.person)


def conventions_of_subject(subject: Subject) -> frozenset[str]:
    """The ids of every convention that anything stated of a person or matter rests on."""
    return frozenset(_of_subject(subject))


def _of_subject(subject: Subject) -> Iterator[str]:
    for statements in subject.facts.values():
        for statement in statements:
            yield from statement.conventions
    for denial in subject.denials:
        yield from denial.conventions
    for held in subject.lists.values():
        for closure in held.closures:
            yield from closure.conventions
        for entry in held.entries:
            yield from entry.conventions
            yield from _of_subject(entry.subject)
