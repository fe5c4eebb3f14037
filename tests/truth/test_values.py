"""What a statement says a fact may be, and what two statements leave together."""

from __future__ import annotations

from itertools import product

import pytest

from amends.truth.values import ANY_PERIOD, ANY_SPAN, Codes, Period, Span, Values, meet

DAYS = range(4)
SPANS = [Span(lo, hi) for lo in DAYS for hi in range(lo, 4)]
PERIODS = [Period(one, two) for one, two in product(SPANS, SPANS) if one.lo <= two.hi]


def days_of(period: Period) -> set[tuple[int, int]]:
    return {
        (first, last)
        for first, last in product(DAYS, DAYS)
        if period.start.lo <= first <= period.start.hi
        and period.end.lo <= last <= period.end.hi
        and first <= last
    }


def test_a_statement_leaves_something_possible() -> None:
    with pytest.raises(ValueError, match="at least one code"):
        Codes(frozenset())
    with pytest.raises(ValueError, match="2 to 1 holds nothing"):
        Span(2, 1)
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Period(Span(3, 3), Span(1, 2))


def test_a_period_is_narrowed_to_start_no_later_than_it_ends() -> None:
    assert Period(Span(1, 9), Span(0, 5)) == Period(Span(1, 5), Span(1, 5))
    assert Period(Span(1, 2), Span(3, 4)).end == Span(3, 4)


@pytest.mark.parametrize("one", PERIODS)
def test_periods_meet_in_the_days_that_both_allow(one: Period) -> None:
    for two in PERIODS:
        both = meet(one, two)
        common = days_of(one) & days_of(two)
        assert (days_of(both) if isinstance(both, Period) else set()) == common
        assert both == meet(two, one)


def test_spans_meet_in_what_both_allow() -> None:
    assert meet(Span(1, 5), Span(3, 9)) == Span(3, 5)
    assert meet(Span(1, 5), Span(5, 9)) == Span(5, 5)
    assert meet(Span(1, 4), Span(5, 9)) is None


def test_codes_meet_in_what_both_allow() -> None:
    ab, bc, d = (Codes(frozenset(codes)) for codes in ("ab", "bc", "d"))
    assert meet(ab, bc) == Codes(frozenset("b"))
    assert meet(ab, d) is None


@pytest.mark.parametrize(
    ("anything", "one"), [(ANY_SPAN, Span(3, 4)), (ANY_PERIOD, Period(Span(1, 2), Span(3, 4)))]
)
def test_a_statement_of_anything_takes_nothing_away(anything: Values, one: Values) -> None:
    assert meet(anything, one) == one


@pytest.mark.parametrize(
    ("one", "two"),
    [(Span(1, 1), Codes(frozenset("a"))), (Span(1, 1), ANY_PERIOD), (ANY_PERIOD, ANY_SPAN)],
)
def test_values_of_two_types_are_a_defect_of_the_caller(one: Values, two: Values) -> None:
    with pytest.raises(TypeError, match="cannot bring together"):
        meet(one, two)
