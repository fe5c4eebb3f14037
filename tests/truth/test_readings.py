"""Readings: the maximal sets of statements that can be true together."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.truth.readings import Reading, readings
from amends.truth.values import Codes, Period, Span, Values
from lib.small import period, span
from lib.strategies import examples
from lib.worlds import Value

ENDS = st.integers(0, 3)
SPANS = st.tuples(ENDS, ENDS).map(lambda ends: Span(min(ends), max(ends)))
CODES = st.frozensets(st.sampled_from("abc"), min_size=1).map(Codes)
PERIODS = (
    st.tuples(SPANS, SPANS)
    .filter(lambda both: both[0].lo <= both[1].hi)
    .map(lambda both: Period(*both))
)


def allowed(values: Values) -> set[Value]:
    """The points that a statement leaves possible, one by one."""
    match values:
        case Codes():
            return set(values.codes)
        case Span():
            return set(range(values.lo, values.hi + 1))
        case Period():
            return {
                (first, last)
                for first in range(values.start.lo, values.start.hi + 1)
                for last in range(values.end.lo, values.end.hi + 1)
                if first <= last
            }


def by_hand(stated: list[Values]) -> set[tuple[tuple[int, ...], frozenset[Value]]]:
    """Every maximal set with something in common, by trying each set."""
    whole = range(len(stated))
    common = {
        chosen: frozenset.intersection(*(frozenset(allowed(stated[i])) for i in chosen))
        for size in range(1, len(stated) + 1)
        for chosen in combinations(whole, size)
    }
    possible = {chosen for chosen, points in common.items() if points}
    return {
        (chosen, common[chosen])
        for chosen in possible
        if not any(set(chosen) < set(other) for other in possible)
    }


STATED = st.one_of(
    st.lists(CODES, min_size=1, max_size=4),
    st.lists(SPANS, min_size=1, max_size=4),
    st.lists(PERIODS, min_size=1, max_size=4),
)


@examples(300)
@given(STATED)
def test_readings_are_the_maximal_sets_that_can_be_true_together(stated: list[Values]) -> None:
    found = readings(stated)
    assert {(r.cites, frozenset(allowed(r.values))) for r in found} == by_hand(stated)
    assert len({r.cites for r in found}) == len(found)


@examples(100)
@given(STATED, st.randoms(use_true_random=False))
def test_the_order_of_statements_is_nothing_to_the_readings(
    stated: list[Values], random: Random
) -> None:
    order = list(range(len(stated)))
    random.shuffle(order)
    turned = readings([stated[i] for i in order])
    assert [r.values for r in turned] == [r.values for r in readings(stated)]
    assert {tuple(sorted(order[i] for i in r.cites)) for r in turned} == {
        r.cites for r in readings(stated)
    }


def test_a_silent_fact_has_no_reading() -> None:
    assert readings([]) == ()


def test_a_day_range_and_a_longer_period_of_days_make_one_reading() -> None:
    early, long = span("1984-03-01", "1984-03-20"), span("1984-03-12", "1985-05-01")
    assert readings([early, long]) == (Reading(span("1984-03-12", "1984-03-20"), (0, 1)),)


def test_three_statements_of_which_each_two_agree_need_not_agree_together() -> None:
    ab, bc, ca = (Codes(frozenset(codes)) for codes in ("ab", "bc", "ca"))
    assert [r.cites for r in readings([ab, bc, ca])] == [(0, 2), (0, 1), (1, 2)]


def test_a_statement_can_stand_in_two_readings() -> None:
    wide, low, high = Span(0, 9), Span(1, 1), Span(5, 5)
    assert [r.cites for r in readings([wide, low, high])] == [(0, 1), (0, 2)]


def test_statements_of_two_types_are_a_defect_of_the_caller() -> None:
    with pytest.raises(TypeError):
        readings([period("1984-03-01", "1984-03-02"), span("1984-03-01")])
