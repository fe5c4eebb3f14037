"""Schemes and cases as short text, to be read when a property fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from amends.cases.case import Case, Entries, Subject
from amends.scheme.law import Law
from amends.truth.statements import Closure
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values


def shown(law: Law, case: Case) -> str:
    """The law and the case, as far as they say anything."""
    lines = [f"on {law.on}, supposed {dict(law.supposed)}, {law.scheme.day_rule}"]
    lines += [f"{effect.name}: {effect.part}" for effect in law.scheme.effects]
    lines += [f"{part.name} ({part.about}): {_node(part.body)}" for part in law.scheme.parts]
    lines += [f"{cited.provision}: {_node(cited)}" for cited in law.scheme.code_lists]
    lines.append(f"case {case.key}, identities {sorted(case.identities)}")
    lines += ["person", *_subject(case.person, 1), "matter", *_subject(case.matter, 1)]
    return "\n".join(lines)


def _node(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_node(one) for one in value) + ")"
    if is_dataclass(value) and not isinstance(value, type):
        inside = (getattr(value, f.name) for f in fields(value))
        return f"{type(value).__name__}({', '.join(_node(one) for one in inside)})"
    return str(value)


def _subject(subject: Subject, depth: int) -> Iterator[str]:
    pad = "  " * depth
    for name, statements in subject.facts.items():
        said = " | ".join(f"{_values(s.says)} [{s.source}]" for s in statements)
        yield f"{pad}{name}: {said}"
    if subject.denials:
        yield f"{pad}denied: {', '.join(denial.part for denial in subject.denials)}"
    for name, held in subject.lists.items():
        yield from _entries(name, held, depth)


def _entries(name: str, held: Entries, depth: int) -> Iterator[str]:
    pad = "  " * depth
    for entry in held.entries:
        sure = "" if entry.certain else ", uncertain"
        known = f", {sorted(entry.identities)}" if entry.identities else ""
        yield f"{pad}{name} {entry.label} [{entry.source}]{sure}{known}"
        yield from _subject(entry.subject, depth + 1)
    yield from (f"{pad}{name} closed: {_closure(closure)}" for closure in held.closures)


def _closure(closure: Closure) -> str:
    such = [{name: _values(v) for name, v in one.items()} for one in closure.but_such_as]
    beside = f", but such as {such}" if such else ""
    return f"{sorted(closure.names)}, perhaps {sorted(closure.may_be)} [{closure.source}]{beside}"


def _values(values: Values) -> str:
    match values:
        case Codes():
            return " or ".join(sorted(values.codes))
        case Span():
            lo = "..." if values.lo == LEAST else str(values.lo)
            hi = "..." if values.hi == GREATEST else str(values.hi)
            return lo if lo == hi else f"{lo} to {hi}"
        case Period():
            return f"from ({_values(values.start)}) to ({_values(values.end)})"
