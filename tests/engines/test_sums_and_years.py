"""Numbers and sums that are added, taken away and multiplied, and years counted between dates."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.engines.exact import settle
from amends.engines.reference import assess, comparisons
from amends.engines.reference.comparisons import Bounds, at_most, bounds_of, exactly, less
from amends.scheme.conditions import (
    LAST_DAY,
    MATTER,
    AtMost,
    Condition,
    Fixed,
    Less,
    Minus,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Shift,
    StartedYears,
    Times,
    Today,
)
from amends.scheme.declarations import DayRule
from amends.scheme.law import Law, as_at
from amends.truth.states import Outcome, pair_over_readings
from amends.truth.values import GREATEST, LEAST, Span
from lib.agreement import assert_agree
from lib.small import (
    APPLIES,
    CONTESTED,
    EVENT,
    NO,
    ON,
    OPEN,
    TALLY,
    case,
    day,
    law,
    outcome,
    scheme,
    span,
    subject,
)
from lib.small import exactly as known
from lib.strategies import examples

RULES = tuple(DayRule)
SUM = Recorded(Ref(MATTER, "sum"))
SPANS = st.lists(
    st.tuples(st.integers(-3, 3), st.integers(-3, 3)).map(lambda e: Span(min(e), max(e))),
    min_size=1,
    max_size=3,
)


def number(value: int) -> Fixed:
    return Fixed(value, is_date=False)


# --- sums ---


@examples(300)
@given(SPANS, SPANS, st.integers(-6, 6), st.sampled_from(("plus", "minus", "times")))
def test_a_sum_stands_as_under_each_pair_of_readings(
    left: list[Span], right: list[Span], limit: int, word: str
) -> None:
    def pair_of(one: Bounds, other: Bounds) -> Bounds:
        match word:
            case "plus":
                return comparisons.plus(one, other)
            case "minus":
                return comparisons.minus(one, other)
            case _:
                return comparisons.times(one, 2)

    for compare in (at_most, less):
        whole = pair_of(bounds_of(left), bounds_of(right))
        by_pair = pair_over_readings(
            compare(pair_of(bounds_of([one]), bounds_of([two])), exactly(limit)).helping
            for one, two in product(left, right)
        )
        assert compare(whole, exactly(limit)) == by_pair


def test_an_open_bound_stays_open_in_a_sum_and_no_sum_becomes_one() -> None:
    most = exactly(GREATEST - 2)
    above = bounds_of([Span(1, GREATEST)])
    assert comparisons.plus(above, above) == bounds_of([Span(2, GREATEST)])
    assert comparisons.minus(above, above) == bounds_of([Span(LEAST, GREATEST)])
    assert comparisons.plus(most, most) == bounds_of([Span(GREATEST - 1, GREATEST)])
    assert comparisons.times(most, 7) == bounds_of([Span(GREATEST - 1, GREATEST)])
    assert comparisons.times(above, 7) == bounds_of([Span(7, GREATEST)])
    assert comparisons.minus(exactly(2 - GREATEST), most) == bounds_of([Span(LEAST, LEAST + 1)])


def test_nothing_times_a_silent_fact_is_nothing() -> None:
    assert outcome(law(AtMost(Times(Recorded(TALLY), 0), number(0))), case()) is APPLIES


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (AtMost(Plus(Recorded(TALLY), number(2)), number(5)), APPLIES),
        (Less(Plus(Recorded(TALLY), number(2)), number(5)), NO),
        (AtMost(Minus(number(2), Recorded(TALLY)), number(-1)), APPLIES),
        (Less(Minus(number(2), Recorded(TALLY)), number(-1)), NO),
        (AtMost(Times(Recorded(TALLY), 150, is_money=True), SUM), APPLIES),
        (AtMost(Times(Recorded(TALLY), 151, is_money=True), SUM), NO),
        (AtMost(SUM, Times(SUM, 1)), APPLIES),
        (Less(Minus(SUM, SUM), number(1)), APPLIES),
    ],
)
def test_what_sums_come_to(body: Condition, right: Outcome) -> None:
    of, about = law(body), case(subject(tally=(known(3),), sum=(known(450),)))
    assert outcome(of, about) is right
    assert_agree(of, [about])
    assert settle(of, about, assess)[0].outcome is right


def test_two_who_differ_on_a_sum_make_what_rests_on_it_contested() -> None:
    of = law(
        AtMost(Minus(SUM, Times(Plus(Recorded(TALLY), number(1)), 1, is_money=True)), number(0))
    )
    about = case(subject(tally=(known(3),), sum=(known(4), known(5))))
    assert outcome(of, about) is CONTESTED
    assert_agree(of, [about])
    (settling,) = settle(of, about, assess)
    assert settling.aside
    assert {name for one in settling.aside for name, _ in one.statements} == {"sum"}


# A fact that stands on both sides of a sum ties them together; the bounds do not know that.
def test_a_fact_less_itself_is_exactly_nothing_and_the_direct_answer_is_open() -> None:
    of = law(AtMost(Minus(SUM, SUM), number(0)))
    assert outcome(of, case()) is OPEN
    (settling,) = settle(of, case(), assess)
    assert not settling.settled
    assert settling.outside


# --- years ---


def years(start: str, end: str, rule: DayRule = DayRule.LAST_OF_MONTH) -> int:
    """The years begun, as every engine counts them."""
    found = comparisons.years_begun(day(start), day(end), rule)
    about = case(subject(event=(span(start),)))
    counted = StartedYears(Recorded(EVENT), Fixed(day(end)))
    for limit in (found - 1, found, found + 1):
        of = as_at(scheme(AtMost(counted, number(limit)), day_rule=rule), ON)
        assert outcome(of, about) is (APPLIES if found <= limit else NO)
        assert_agree(of, [about])
        assert settle(of, about, assess)[0].outcome is outcome(of, about)
        silent = settle(of, case(), assess)[0]
        assert silent.outcome is (OPEN if limit >= 0 else NO)
    return found


@pytest.mark.unmeasured
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("start", "end", "right"),
    [
        ("1960-05-10", "1960-05-09", 0),
        ("1960-05-10", "1959-05-10", 0),
        ("1960-05-10", "1960-05-10", 1),
        ("1960-05-10", "1961-05-09", 1),
        ("1960-05-10", "1961-05-10", 2),
        ("1960-05-10", "1961-05-11", 2),
        ("1960-12-31", "1961-01-01", 1),
        ("1960-12-31", "1970-12-30", 10),
        ("1960-12-31", "1970-12-31", 11),
        ("1960-02-28", "1961-02-27", 1),
        ("1960-02-28", "1961-02-28", 2),
        ("1960-03-01", "1961-02-28", 1),
        ("1960-03-01", "1961-03-01", 2),
        ("1960-02-29", "1961-02-27", 1),
        ("1960-02-29", "1964-02-28", 4),
        ("1960-02-29", "1964-02-29", 5),
        ("1896-02-29", "1904-02-28", 8),  # 1900 had no 29 February
    ],
)
def test_each_year_begun_counts(rule: DayRule, start: str, end: str, right: int) -> None:
    assert years(start, end, rule) == right


@pytest.mark.parametrize(
    ("end", "at_28", "at_1"),
    [("1961-02-28", 2, 1), ("1961-03-01", 2, 2), ("1900-02-28", 5, 4), ("1963-02-28", 4, 3)],
)
def test_a_year_from_29_february_begins_as_the_day_rule_says(
    end: str, at_28: int, at_1: int
) -> None:
    start = "1896-02-29" if end < "1901" else "1960-02-29"
    assert years(start, end, DayRule.LAST_OF_MONTH) == at_28
    assert years(start, end, DayRule.FIRST_OF_NEXT) == at_1


@examples(200)
@given(
    st.dates(date(1895, 1, 1), date(1912, 12, 31)),
    st.dates(date(1895, 1, 1), date(1912, 12, 31)),
    st.sampled_from(RULES),
)
def test_years_are_the_days_a_year_apart_that_are_reached(
    start: date, end: date, rule: DayRule
) -> None:
    first, last = start.toordinal(), end.toordinal()
    reached = [n for n in range(30) if comparisons.shift_day(first, n, 0, 0, rule) <= last]
    assert comparisons.years_begun(first, last, rule) == len(reached)
    assert reached == [*range(len(reached))]


@pytest.mark.parametrize("rule", RULES)
def test_a_later_end_and_an_earlier_start_never_make_fewer_years(rule: DayRule) -> None:
    days = [LEAST, 0, *range(day("1983-02-25"), day("1984-03-05")), LAST_DAY + 1, GREATEST]
    for fixed in (day("1980-02-29"), day("1984-02-29"), day("1984-02-28"), LEAST, GREATEST):
        to = [comparisons.years_begun(fixed, each, rule) for each in days]
        since = [comparisons.years_begun(each, fixed, rule) for each in days]
        assert to == sorted(to)
        assert since == sorted(since, reverse=True)


def test_a_date_partly_known_leaves_the_years_a_range() -> None:
    about = case(subject(event=(span("1960-01-01", "1961-12-31"),)))
    counted = StartedYears(Recorded(EVENT), Fixed(day("1962-01-01")))

    def stands(limit: int) -> Outcome:
        of = law(AtMost(counted, number(limit)))
        assert_agree(of, [about])
        return outcome(of, about)

    assert [stands(limit) for limit in (0, 1, 2, 3)] == [NO, OPEN, OPEN, APPLIES]


def test_an_award_for_each_year_begun_is_a_sum() -> None:
    award = Times(StartedYears(Recorded(EVENT), Today()), 150_000, is_money=True)
    event = (span("2022-06-02"),)
    for owed, right in ((300_000, APPLIES), (300_001, NO)):
        about = case(subject(event=event, sum=(known(owed),)))
        of = law(AtMost(SUM, award))
        assert outcome(of, about) is right
        assert_agree(of, [about])


def off_the_calendar() -> list[Quantity]:
    never = Shift(Fixed(LAST_DAY), days=1)
    before = Shift(Fixed(1), days=-1)
    days = (never, before, Fixed(day("1960-01-01")), Recorded(EVENT))
    return [StartedYears(one, other) for one in days for other in days]


@pytest.mark.unmeasured
@pytest.mark.parametrize("counted", off_the_calendar())
def test_the_engines_agree_off_the_calendar(counted: Quantity) -> None:
    cases = [case(), case(subject(event=(span("1960-01-01"),)))]
    for quantity in (counted, Plus(counted, counted), Minus(Recorded(TALLY), counted)):
        for limit in (0, 1, GREATEST - 1):
            of: Law = law(AtMost(quantity, number(limit)))
            for about in cases:
                assert_agree(of, [about])
                direct = outcome(of, about)
                if direct in (APPLIES, NO):
                    assert settle(of, about, assess)[0].outcome is direct


@pytest.mark.unmeasured
@pytest.mark.parametrize("factor", [0, 1, 10**14, GREATEST - 1])
def test_the_engines_agree_on_sums_beyond_every_sum(factor: int) -> None:
    large = (known(GREATEST - 1), known(2 - GREATEST), known(0), Span(5, GREATEST))
    cases = [case(subject(sum=(one,), tally=(two,))) for one in large for two in large]
    many = Times(Recorded(TALLY), factor)
    for quantity in (Plus(many, many), Minus(many, Times(many, 3)), Times(many, factor)):
        of = law(Less(quantity, number(GREATEST - 1)))
        for about in cases:
            assert_agree(of, [about])
