"""A case as plain data for the evaluator: what is stated, and nothing that no answer rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from amends.cases.case import Case, Entries, Entry, Subject
from amends.engines.page.compiling import Json
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.model import Scheme
from amends.truth.statements import Closure
from amends.truth.values import Codes, Period, Span, Values


def as_data(case: Case, scheme: Scheme) -> Json:
    """The case as data, its codes numbered as in the scheme's vocabularies.

    A statement is `{"says": values}`. Values are `{"codes": [places]}`, `{"lo", "hi"}` or
    `{"start": {"lo", "hi"}, "end": {"lo", "hi"}}`, the last narrowed so that a period ends no
    earlier than it starts; an end that is not known is LEAST or GREATEST. The case must be one for
    the scheme: its facts and codes are declared there.
    """
    writer = _writer(scheme)
    return {
        "key": case.key,
        "identities": _pairs(case.identities),
        "person": writer.subject(case.person, PERSON),
        "matter": writer.subject(case.matter, MATTER),
    }


def values_as_data(values: Values, scheme: Scheme, kind: str, fact: str) -> Json:
    """What a statement on a fact of one kind says, as `as_data` writes it."""
    return _writer(scheme).values(values, kind, fact)


def _writer(scheme: Scheme) -> _Writer:
    numbers = {
        name: {code: place for place, code in enumerate(codes)}
        for name, codes in scheme.codes_of.items()
    }
    return _Writer(scheme, numbers)


def _pairs(identities: frozenset[tuple[str, str]]) -> list[list[str]]:
    return [list(pair) for pair in sorted(identities)]


@dataclass(frozen=True, slots=True)
class _Writer:
    scheme: Scheme
    numbers: dict[str, dict[str, int]]

    def subject(self, subject: Subject, kind: str) -> Json:
        return {
            "facts": {
                fact: [{"says": self.values(said.says, kind, fact)} for said in statements]
                for fact, statements in subject.facts.items()
            },
            "lists": {name: self._entries(of, name) for name, of in subject.lists.items()},
            "denials": [denial.part for denial in subject.denials],
        }

    def _entries(self, held: Entries, name: str) -> Json:
        return {
            "entries": [self._entry(entry, name) for entry in held.entries],
            "closures": [self._closure(closure, name) for closure in held.closures],
        }

    def _entry(self, entry: Entry, name: str) -> Json:
        return {
            "label": entry.label,
            "source": entry.source,
            "certain": entry.certain,
            "identities": _pairs(entry.identities),
            "subject": self.subject(entry.subject, name),
        }

    def _closure(self, closure: Closure, name: str) -> Json:
        return {
            "names": sorted(closure.names),
            "may_be": sorted(closure.may_be),
            "but_such_as": [
                {fact: self.values(says, name, fact) for fact, says in such.items()}
                for such in closure.but_such_as
            ],
        }

    def values(self, values: Values, kind: str, fact: str) -> Json:
        match values:
            case Codes():
                numbers = self.numbers[self.scheme.facts_of(kind)[fact].vocabulary]
                return {"codes": sorted(numbers[code] for code in values.codes)}
            case Span():
                return _span(values)
            case Period():
                return {"start": _span(values.start), "end": _span(values.end)}
            case _:
                assert_never(values)


def _span(span: Span) -> Json:
    return {"lo": span.lo, "hi": span.hi}
