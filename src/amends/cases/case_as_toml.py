"""Cases of one person written as a case file, which `read_case_file` reads back as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias, assert_never

from amends.cases.case import KNOWN_BY, Case, Entries, Entry, Subject
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, FactType
from amends.scheme.model import Scheme
from amends.truth.edtf import iso
from amends.truth.statements import Closure, Denial, Silence, Statement
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values

Written: TypeAlias = "str | int | Sequence[str] | Mapping[str, str | int]"
"""A value as a case file gives it, in TOML and in JSON alike."""

_LAST_DAY: Final = date.max.toordinal()


def case_as_toml(cases: Sequence[Case], scheme: Scheme, source: str, heading: str) -> str:
    """A case file in TOML of cases that share one person; there must be at least one.

    They are cases that `read_case_file` gave, or empty ones, with answers added: other values may
    have bounds that no case file can state.
    `source` is what is said once at its head, for all that names no other; `heading` is a comment.
    Raises ValueError where something was set aside or is not looked at: it is no longer there to be
    written.
    """
    if any(case.set_aside or case.not_looked_at for case in cases):
        msg = "a case from which something was left out cannot be written"
        raise ValueError(msg)
    writer = _Writer(scheme)
    cases = list(_told_apart(cases))
    first = cases[0]
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    lines += [f"scheme = {_text(scheme.id)}", f"source = {_text(source)}"]
    if first.known_by:
        lines += ["", f"[{KNOWN_BY}]"]
        lines += [f"{_text(of)} = {_text(how)}" for of, how in first.known_by.items()]
    lines += ["", f"[{PERSON}]"]
    if first.person_key:
        lines.append(f"key = {_text(first.person_key)}")
    lines += writer.subject(first.person, PERSON, PERSON, source)
    for case in cases:
        lines += ["", f"[[{MATTER}]]", f"key = {_text(case.key)}"]
        lines += _identities(case.identities)
        lines += writer.subject(case.matter, MATTER, MATTER, source)
    return "\n".join(lines) + "\n"


def _told_apart(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases with each entry of a list of a matter under a label that no other has."""
    taken: set[str] = set()
    for case in cases:
        lists: dict[str, Entries] = {}
        for name, held in case.matter.lists.items():
            called: dict[str, str] = {}
            for entry in held.entries:
                nth, label = 1, entry.label
                while label in taken:
                    nth += 1
                    label = f"{entry.label} ({nth})"
                called[entry.label] = label
                taken.add(label)
            lists[name] = Entries(
                tuple(replace(entry, label=called[entry.label]) for entry in held.entries),
                tuple(
                    replace(
                        closure,
                        names=frozenset(called.get(one, one) for one in closure.names),
                        may_be=frozenset(called.get(one, one) for one in closure.may_be),
                    )
                    for closure in held.closures
                ),
            )
        yield replace(case, matter=replace(case.matter, lists=lists))


class _Writer:
    """Writes subjects under a scheme; `source` is always what is inherited where they stand."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme

    def subject(self, subject: Subject, kind: str, path: str, source: str) -> Iterator[str]:
        for name, fact in self._scheme.facts_of(kind).items():
            if statements := subject.facts.get(name):
                yield f"{_text_key(name)} = {_statements(statements, fact, source)}"
            elif name in subject.silences and subject.silences[name] is not Silence.NOT_RECORDED:
                silent = {"silent": _text(subject.silences[name].value)}
                yield f"{_text_key(name)} = {_inline(silent)}"
        for listed in self._scheme.lists_of(kind):
            held = subject.entries(listed.name)
            here = f"{path}.{_text_key(listed.name)}"
            for entry in held.entries:
                yield from self._entry(entry, listed.name, here, source)
            for closure in held.closures:
                yield from ("", f"[[{path}.closures]]", f"list = {_text(listed.name)}")
                yield from self._closure(closure, listed.name)
                yield from _told(closure, source)
        for denial in subject.denials:
            yield from ("", f"[[{path}.denials]]", f"of = {_text(denial.part)}")
            yield from _told(denial, source)

    def _entry(self, entry: Entry, kind: str, here: str, source: str) -> Iterator[str]:
        yield from ("", f"[[{here}]]", f"label = {_text(entry.label)}")
        if entry.source != source:
            yield f"source = {_text(entry.source)}"
        if not entry.certain:
            yield "certain = false"
        if entry.conventions:
            yield f"conventions = {_texts(entry.conventions)}"
        yield from _identities(entry.identities)
        yield from self.subject(entry.subject, kind, here, entry.source)

    def _closure(self, closure: Closure, kind: str) -> Iterator[str]:
        yield f"names = {_texts(sorted(closure.names))}"
        if closure.may_be:
            yield f"may-be = {_texts(sorted(closure.may_be))}"
        facts = self._scheme.facts_of(kind)
        if closure.but_such_as:
            such = [
                _inline({_text_key(name): _value(v, facts[name]) for name, v in kind_of.items()})
                for kind_of in closure.but_such_as
            ]
            yield f"but-such-as = [{', '.join(such)}]"


def _told(said: Closure | Denial, source: str) -> Iterator[str]:
    if said.source != source:
        yield f"source = {_text(said.source)}"
    if said.label:
        yield f"label = {_text(said.label)}"
    if said.conventions:
        yield f"conventions = {_texts(said.conventions)}"


def _identities(identities: Iterable[tuple[str, str]]) -> Iterator[str]:
    if identities:
        pairs = [
            _inline({"register": _text(register), "reference": _text(reference)})
            for register, reference in sorted(identities)
        ]
        yield f"identities = [{', '.join(pairs)}]"


# --- statements and values ---


def _statements(statements: Sequence[Statement], fact: Fact, source: str) -> str:
    if len(statements) == 1:
        return _statement(statements[0], fact, source, short=True)
    said = [_statement(statement, fact, source, short=False) for statement in statements]
    return f"[{', '.join(said)}]"


def _statement(statement: Statement, fact: Fact, source: str, *, short: bool) -> str:
    beside: dict[str, str] = {}
    if statement.source != source:
        beside["source"] = _text(statement.source)
    if statement.dated:
        beside["dated"] = _text(statement.dated)
    if statement.label:
        beside["label"] = _text(statement.label)
    if statement.conventions:
        beside["conventions"] = _texts(statement.conventions)
    value = _value(statement.says, fact)
    return value if short and not beside else _inline({"says": value, **beside})


def as_written(values: Values, fact: Fact) -> Written:
    """The value that a case file gives for these values of a fact, and which says just them."""
    match values:
        case Codes():
            codes = sorted(values.codes)
            return codes[0] if len(codes) == 1 else codes
        case Span():
            if fact.type is FactType.DATE:
                return _day(values) or _ends(values)
            if values.lo == values.hi:
                return values.lo
            ends = {"from": values.lo, "to": values.hi}
            return {end: n for end, n in ends.items() if LEAST < n < GREATEST}
        case Period():
            if values.start == values.end and (day := _day(values.start)):
                return day
            start, end = _first_day(values), _day(values.end) or _ends(values.end).get("to", "")
            return {key: v for key, v in (("from", start), ("to", end)) if v}
        case _:
            assert_never(values)


def _value(values: Values, fact: Fact) -> str:
    match as_written(values, fact):
        case str(text):
            return _text(text)
        case int(number):
            return str(number)
        case Mapping() as table:
            ends = {key: _text(v) if isinstance(v, str) else str(v) for key, v in table.items()}
            return _inline(ends)
        case codes:
            return _texts(codes)


def _first_day(period: Period) -> str:
    # Where nothing is known of the start, its latest day is only what the end leaves of it.
    return _day(period.start) or _ends(period.start).get("from", "")


def _day(span: Span) -> str:
    """One day, or one in a bounded time; empty where a bound is open."""
    if span.lo < 1 or span.hi > _LAST_DAY:
        return ""
    first, last = (iso(end) for end in (span.lo, span.hi))
    return first if first == last else f"[{first}..{last}]"


def _ends(span: Span) -> dict[str, str]:
    ends = {"from": span.lo, "to": span.hi}
    return {end: iso(bound) for end, bound in ends.items() if 1 <= bound <= _LAST_DAY}


# --- TOML ---


def _inline(table: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _text(text: str) -> str:
    # Every escape that JSON writes is one of TOML's basic strings too.
    return json.dumps(text, ensure_ascii=False)


def _text_key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _text(name)
