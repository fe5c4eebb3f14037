"""The earliest date on which an effect would apply."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from amends.assessments.earliest import EarliestDate
from amends.cases.case import Case, Subject
from amends.engines.earliest import TodayTwice, earliest
from amends.engines.reference import assess
from amends.explanation.sentences import Sentences
from amends.explanation.when import when
from amends.notation import read
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.dates import day
from amends.truth.statements import Statement
from amends.truth.states import Outcome
from amends.truth.values import Codes, Span
from lib.dice import DAYS, NEAR_DAYS
from lib.printing import shown
from lib.strategies import examples, laws_and_cases

LAW = """\
scheme        Turnpike (Clearing) Act
id            turnpike
citation      chapter 6 (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1950-01-01
day rule      29 February moves to 28 February
matter        conviction

effect  disregard on application, where section 1 disregarded
effect  annotate by sweep, where section 2 barred    [from 1955-01-01]

of the conviction
  recorded  notice   date
  recorded  barred   yes or no

section 1  disregarded
  all of
    section 1(a) notice plus 14 days on or before today
    section 1(b) no barred

section 2  barred
  barred
"""
AMENDED = """\
amendment  Turnpike (Amendment) Order
citation   order 7
amends     turnpike
in force   from 1960-07-01

change  article 1  in section 1
  repeal  section 1(b)
""".replace("section 1(b)\n", "(b)\n")
NO, YES = Codes(frozenset({"no"})), Codes(frozenset({"yes"}))


def law(amended: bool = False) -> Scheme:
    text = LAW.replace("section 1(a)", "(a)").replace("section 1(b)", "(b)")
    return read(text, "turnpike.scheme", [(AMENDED, "order.amendment")] if amended else [])


def case(barred: Codes | None, first: str = "", last: str = "") -> Case:
    facts = {}
    if barred is not None:
        facts["barred"] = (Statement(barred, "the book"),)
    if first:
        facts["notice"] = (Statement(_span(first, last or first), "a letter"),)
    return Case("a case", Subject(), Subject(facts))


def _span(first: str, last: str) -> Span:
    return Span(*(day(*map(int, text.split("-"))) for text in (first, last)))


def at(text: str) -> int:
    return day(*map(int, text.split("-")))


def disregard(scheme: Scheme, of: Case) -> EarliestDate:
    return earliest(scheme, of, assess)[0]


def test_a_time_that_runs_ends_on_its_day() -> None:
    found = disregard(law(), case(NO, "1952-03-01"))
    assert (found.not_before, found.no_later) == (at("1952-03-15"), at("1952-03-15"))
    assert found.why_no_later == ("section 1(a)",)


def test_a_day_known_only_so_far_gives_two_bounds() -> None:
    found = disregard(law(), case(NO, "1952-03-01", "1952-03-31"))
    assert (found.not_before, found.no_later) == (at("1952-03-15"), at("1952-04-14"))


def test_what_is_not_known_leaves_the_later_bound_open() -> None:
    found = disregard(law(), case(None, "1952-03-01"))
    assert (found.not_before, found.no_later) == (at("1952-03-15"), None)


def test_what_is_refuted_whatever_the_day_never_applies() -> None:
    assert disregard(law(), case(YES, "1952-03-01")) == EarliestDate("disregard", None, None)


def test_not_before_the_law_is_in_force() -> None:
    found = disregard(law(), case(NO, "1940-03-01"))
    assert (found.not_before, found.no_later, found.why_no_later) == (
        at("1950-01-01"),
        at("1950-01-01"),
        (),
    )


def test_an_amendment_that_lets_it_apply_is_named() -> None:
    found = disregard(law(amended=True), case(YES, "1952-03-01"))
    assert (found.not_before, found.no_later) == (at("1960-07-01"), at("1960-07-01"))
    assert found.why_not_before == found.why_no_later == ("order 7",)


def test_an_effect_begins_with_its_own_day() -> None:
    annotate = earliest(law(), case(YES, "1952-03-01"), assess)[1]
    assert (annotate.not_before, annotate.no_later) == (at("1955-01-01"), at("1955-01-01"))


def test_the_law_date_on_both_sides_is_refused() -> None:
    text = LAW.replace(
        "section 1(a) notice plus 14 days on or before today", "(a) today on or before today"
    )
    scheme = read(text.replace("section 1(b)", "(b)"), "turnpike.scheme")
    with pytest.raises(TodayTwice):
        earliest(scheme, case(NO), assess)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (EarliestDate("disregard", None, None), "on no day, as the papers stand."),
        (
            EarliestDate("disregard", at("1952-03-15"), None, ("section 1(a)",)),
            "not before 15 March 1952 (section 1(a)); from then on these papers cannot tell.",
        ),
        (
            EarliestDate("disregard", at("1952-03-15"), at("1952-03-15"), (), ("order 7",)),
            "from 15 March 1952 on (order 7).",
        ),
        (
            EarliestDate("disregard", at("1952-03-15"), at("1952-04-14"), ("x",), ("y",)),
            "not before 15 March 1952 (x), and from 14 April 1952 on for sure (y).",
        ),
    ],
)
def test_it_is_said_in_words(found: EarliestDate, words: str) -> None:
    said = Sentences(Law(law(), 0, {}), law().effects[0])
    assert when(found, said) == f"A disregard: {words}"


@examples(60)
@given(laws_and_cases(), st.lists(st.sampled_from(NEAR_DAYS), max_size=4))
def test_no_day_before_it_applies_and_on_its_day_it_does(
    given_: tuple[Law, Case], days: list[int]
) -> None:
    law_, of = given_
    note(shown(law_, of))
    scheme = law_.scheme
    try:
        dates = earliest(scheme, of, assess, law_.supposed)
    except TodayTwice:
        return
    for date in dates:
        tried = {*days, *DAYS}
        for bound in (date.not_before, date.no_later):
            tried |= {max(bound - 1, 1), bound} if bound is not None else set()
        for on in sorted(tried):
            effects = assess(as_at(scheme, on, law_.supposed), of).effects
            outcome = next((one.outcome for one in effects if one.effect == date.effect), None)
            if date.not_before is None or on < date.not_before:
                assert outcome in (None, Outcome.DOES_NOT_APPLY)
            elif on == date.not_before:
                assert outcome not in (None, Outcome.DOES_NOT_APPLY)
            if on == date.no_later:
                assert outcome is Outcome.APPLIES
            elif date.no_later is None or on < date.no_later:
                assert outcome is not Outcome.APPLIES


def test_it_agrees_with_the_same_law_without_an_end() -> None:
    scheme = law()
    ended = replace(scheme, force=replace(scheme.force, end=at("1952-03-14")))
    assert disregard(ended, case(NO, "1952-03-01")) == EarliestDate("disregard", None, None)
