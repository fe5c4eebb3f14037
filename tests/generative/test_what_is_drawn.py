"""The strategies draw what they promise: every node kind, every outcome, every kind of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

from hypothesis import HealthCheck, given, settings

from amends.cases.case import Case, Subject
from amends.engines.reference import assess
from amends.scheme.conditions import (
    ALWAYS,
    MATTER,
    AtLeast,
    Choose,
    Cited,
    FixedPeriod,
    Limb,
    Within,
)
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.readings import readings
from amends.truth.states import Outcome, Pair, State
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values
from lib.dice import Thrown
from lib.evidence import with_more
from lib.strategies import laws_and_cases, schemes
from lib.walking import CONDITION_KINDS, QUANTITY_KINDS, nodes

DRAWS = settings(max_examples=1_000, database=None, suppress_health_check=list(HealthCheck))


@cache
def drawn_schemes() -> list[Scheme]:
    found: list[Scheme] = []

    @DRAWS
    @given(schemes())
    def keep(scheme: Scheme) -> None:
        found.append(scheme)

    keep()
    return found


@cache
def drawn_cases() -> list[tuple[Law, Case]]:
    found: list[tuple[Law, Case]] = []

    @DRAWS
    @given(laws_and_cases())
    def keep(given_: tuple[Law, Case]) -> None:
        found.append(given_)

    keep()
    return found


def test_every_node_kind_is_drawn() -> None:
    found = {type(n) for s in drawn_schemes() for part in s.parts for n in nodes(part.body)}
    assert found >= {*CONDITION_KINDS, *QUANTITY_KINDS, Cited, FixedPeriod}


def test_an_if_then_else_inside_the_test_of_another_is_drawn() -> None:
    choices = [
        node
        for scheme in drawn_schemes()
        for part in scheme.parts
        for node in nodes(part.body)
        if isinstance(node, Choose)
    ]
    assert any(isinstance(n, Choose) for choice in choices for n in nodes(choice.test))


def test_every_way_to_write_a_scheme_is_drawn() -> None:
    drawn = drawn_schemes()
    inside = [n for s in drawn for part in s.parts for n in nodes(part.body)]
    assert {part.about for s in drawn for part in s.parts} == {"person", MATTER}
    assert {n.of for n in inside if isinstance(n, AtLeast)} >= {"person", MATTER, "kin", "job"}
    assert {n.count for n in inside if isinstance(n, AtLeast)} == {1, 2}
    assert {bool(n.open_point) for n in inside if isinstance(n, Within)} == {True, False}
    assert {n.force == ALWAYS for n in inside if isinstance(n, Limb)} == {True, False}
    assert {bool(s.recorded_by) for s in drawn} == {True, False}
    assert {len(s.effects) for s in drawn} == {1, 2}
    assert {bool(opening.modes) for s in drawn for opening in s.code_lists[0].openings} == {
        True,
        False,
    }
    assert {item.force == ALWAYS for s in drawn for item in s.code_lists[0].items} == {True, False}


def test_every_outcome_and_every_pair_of_states_is_drawn() -> None:
    effects = [e for law, case in drawn_cases() for e in assess(law, case).effects]
    assert {e.outcome for e in effects} == set(Outcome)
    # Yes to the hurting pass and no to the helping one cannot be: more is helped than hurt.
    assert {e.ground.pair for e in effects} == {
        Pair(State.YES, State.YES),
        Pair(State.YES, State.UNKNOWN),
        Pair(State.YES, State.NO),
        Pair(State.UNKNOWN, State.UNKNOWN),
        Pair(State.UNKNOWN, State.NO),
        Pair(State.NO, State.NO),
    }


def test_every_kind_of_evidence_is_drawn() -> None:
    cases = [case for _, case in drawn_cases()]
    found = {kind for case in cases for kind in evidence(case)}
    assert found == {
        "silence with its reason",
        "conflict",
        "several that agree",
        "imprecise codes",
        "imprecise span",
        "open span",
        "imprecise period",
        "imprecise day as a period",
        "denial",
        "uncertain entry",
        "entry with references",
        "entry with a list",
        "two sources in a list",
        "closure that names nothing",
        "closure that names all",
        "closure with may-be entries",
        "closure of an entry that is not there",
        "closure in parts",
        "two closures",
    }
    assert {bool(case.identities) for case in cases} == {True, False}


def test_every_kind_of_growth_is_drawn() -> None:
    sizes = set()
    for nth, (law, case) in enumerate(drawn_cases()):
        more = with_more(Thrown(Random(nth)), law.scheme, case)
        sizes |= {*evidence(more)} - {*evidence(case)}
    assert sizes >= {"conflict", "denial", "two closures", "closure in parts"}


def evidence(case: Case) -> Iterator[str]:
    for subject in (case.person, case.matter):
        yield from _evidence(subject)


def _evidence(subject: Subject) -> Iterator[str]:
    if subject.silences:
        yield "silence with its reason"
    if subject.denials:
        yield "denial"
    for stated in subject.facts.values():
        values = [statement.says for statement in stated]
        if len(values) > 1:
            yield "conflict" if len(readings(values)) > 1 else "several that agree"
        yield from (kind for says in values for kind in _value(says))
    for held in subject.lists.values():
        labels = {entry.label for entry in held.entries}
        if len({entry.source for entry in held.entries}) > 1:
            yield "two sources in a list"
        if len(held.closures) > 1:
            yield "two closures"
        for closure in held.closures:
            if not closure.names | closure.may_be:
                yield "closure that names nothing"
            if closure.names and closure.names == labels:
                yield "closure that names all"
            if closure.may_be & labels:
                yield "closure with may-be entries"
            if closure.may_be - labels:
                yield "closure of an entry that is not there"
            if closure.but_such_as:
                yield "closure in parts"
        for entry in held.entries:
            if not entry.certain:
                yield "uncertain entry"
            if entry.identities:
                yield "entry with references"
            if any(inner.entries for inner in entry.subject.lists.values()):
                yield "entry with a list"
            yield from _evidence(entry.subject)


def _value(says: Values) -> Iterator[str]:
    match says:
        case Codes():
            if len(says.codes) > 1:
                yield "imprecise codes"
        case Span():
            if says.lo == LEAST or says.hi == GREATEST:
                yield "open span"
            elif says.lo < says.hi:
                yield "imprecise span"
        case Period():
            if says.start == says.end and says.start.lo < says.start.hi:
                yield "imprecise day as a period"
            elif says.start.lo < says.start.hi or says.end.lo < says.end.hi:
                yield "imprecise period"
