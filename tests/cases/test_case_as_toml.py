"""Answers written as a case file say, read back, what they said."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from amends.cases.case import Case, Entries, Subject
from amends.cases.case_as_toml import case_as_toml
from amends.cases.case_file import read_case_file
from amends.truth.statements import SettingAside, Statement
from amends.truth.values import ANY_SPAN, GREATEST, LEAST, Period, Span, Values
from lib import small
from lib.cases import a_case
from lib.dice import Thrown
from lib.schemes import a_scheme


@pytest.mark.parametrize("seed", range(60))
def test_a_case_reads_back_as_it_was(seed: int) -> None:
    dice = Thrown(Random(seed))
    scheme = a_scheme(dice, depth=0)
    drawn = a_case(dice, scheme)
    case = replace(drawn, person=_stateable(drawn.person), matter=_stateable(drawn.matter))
    text = case_as_toml([case], scheme, "A", "two\nlines")
    (again,) = read_case_file(text, "case.toml", scheme)
    assert _known(again.person) == _known(case.person)
    assert _known(again.matter) == _known(case.matter)
    assert (again.key, again.person_key, again.identities) == (
        case.key,
        case.person_key,
        case.identities,
    )


def _stateable(subject: Subject) -> Subject:
    """The subject without what no case file can state: some bounds, and entries that are gone."""
    facts = {
        name: kept
        for name, statements in subject.facts.items()
        if (kept := tuple(s for s in statements if _bounds_fit(s.says)))
    }
    lists = {
        name: Entries(
            tuple(replace(e, subject=_stateable(e.subject)) for e in held.entries),
            tuple(
                replace(c, may_be=c.may_be & {entry.label for entry in held.entries})
                for c in held.closures
                if all(_bounds_fit(v) for such in c.but_such_as for v in such.values())
            ),
        )
        for name, held in subject.lists.items()
    }
    return replace(subject, facts=facts, lists=lists)


def _bounds_fit(values: Values) -> bool:
    if isinstance(values, Period):  # one with an open end is tried below
        return values.start.lo > LEAST and values.end.hi < GREATEST
    return values != ANY_SPAN


def _known(subject: Subject) -> object:
    """What is said of a subject: a silence beside a statement says nothing, nor an empty list."""
    return (
        dict(subject.facts),
        {
            name: (
                [
                    (e.label, e.source, e.certain, e.identities, _known(e.subject))
                    for e in h.entries
                ],
                h.closures,
            )
            for name, h in subject.lists.items()
            if h.entries or h.closures
        },
        subject.denials,
        {
            name: why.value
            for name, why in subject.silences.items()
            if name not in subject.facts and why.value != "not recorded"
        },
    )


@pytest.mark.parametrize(
    "period",
    [
        Period(small.span("1958-01-01", "1958-12-31"), ANY_SPAN),
        Period(ANY_SPAN, small.span("1984-08-01", "1984-08-31")),
        Period(small.span("1958-01-01"), small.span("1984-08-31")),
        Period(small.span("1958-01-01", "1960-01-01"), small.span("1958-01-01", "1960-01-01")),
    ],
)
def test_a_time_keeps_what_is_known_of_its_ends(period: Period) -> None:
    scheme = small.scheme(small.forced())
    case = small.case(Subject({"stay": (Statement(period, "A", conventions=("day-first",)),)}))
    (again,) = read_case_file(case_as_toml([case], scheme, "A", ""), "c.toml", scheme)
    assert again.matter.facts == case.matter.facts


def test_bounds_of_a_number_are_kept() -> None:
    scheme = small.scheme(small.forced())
    case = small.case(Subject({"tally": (Statement(Span(2, 5), 'the "book"\\'),)}))
    (again,) = read_case_file(case_as_toml([case], scheme, "A", ""), "c.toml", scheme)
    assert again.matter.facts == case.matter.facts


def test_several_matters_share_their_person() -> None:
    scheme = small.scheme(small.forced())
    person = small.subject(badge=(small.said("red"),))
    told = [Case(key, person, Subject()) for key in ("one", "two")]
    again = read_case_file(case_as_toml(told, scheme, "A", ""), "c.toml", scheme)
    assert [case.key for case in again] == ["one", "two"]
    assert [case.person.facts.keys() for case in again] == [person.facts.keys()] * 2


@pytest.mark.parametrize(
    "case",
    [
        Case(
            "k",
            Subject(),
            Subject(),
            set_aside=(SettingAside("s1", "a named person", "2024-01-01", "a reason"),),
        ),
        Case("k", Subject(), Subject(), not_looked_at=("matter 1 > x",)),
    ],
)
def test_what_was_left_out_cannot_be_written(case: Case) -> None:
    with pytest.raises(ValueError, match="left out"):
        case_as_toml([case], small.scheme(small.forced()), "A", "")


def test_entries_of_two_matters_that_bear_one_label_read_back_apart() -> None:
    scheme = a_scheme(Thrown(Random(1)), depth=0)
    appeals = small.held(small.entry("appeal 1"), closed_by=[small.closed("appeal 1")])
    cases = [Case(key, Subject(), small.subject({"appeal": appeals})) for key in ("a", "b")]
    first, second = read_case_file(case_as_toml(cases, scheme, "A", "two"), "case.toml", scheme)
    labels = [one.matter.lists["appeal"].entries[0].label for one in (first, second)]
    assert labels == ["appeal 1", "appeal 1 (2)"]
    for one, label in zip((first, second), labels, strict=True):
        (closure,) = one.matter.lists["appeal"].closures
        assert closure.names == {label}
