"""A comparison has a state under each reading; quantities go through their four bounds."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.engines.reference import comparisons
from amends.engines.reference.comparisons import Bounds, bounds_of, exactly, shift_day
from amends.scheme.conditions import (
    AtMost,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    Less,
    Overlaps,
    Recorded,
    Same,
    Shift,
    Within,
)
from amends.scheme.declarations import DayRule
from amends.truth.states import Outcome, Pair, State, pair_over_readings
from amends.truth.values import GREATEST, LEAST, Period, Span
from lib.schemes import LISTED
from lib.small import (
    APPLIES,
    BADGE,
    COLOUR,
    CONTESTED,
    EVENT,
    NO,
    OPEN,
    STAY,
    TALLY,
    case,
    day,
    forced,
    law,
    outcome,
    pair,
    period,
    said,
    span,
    subject,
)
from lib.small import exactly as exact_value
from lib.strategies import examples
from lib.worlds import moved

STATES = st.sampled_from(tuple(State))
SPANS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda e: Span(min(e), max(e))),
    min_size=1,
    max_size=3,
)


# --- silence ---


@pytest.mark.parametrize(
    "test",
    [
        In(COLOUR, ("red", "green", "blue", "red (attempt)", "green (attempt)", "blue (attempt)")),
        Same(COLOUR, COLOUR),
        AtMost(Recorded(TALLY), Recorded(TALLY)),
        Within(EVENT, FixedPeriod(None, None)),
        Overlaps(STAY, FixedPeriod(None, None)),
        Within(EVENT, FixedPeriod(None, None), open_point=2),
    ],
)
def test_a_silent_fact_is_unknown_even_against_what_holds_everything(test: Condition) -> None:
    assert outcome(law(test), case()) is OPEN


# --- membership ---


@pytest.mark.parametrize(
    ("codes", "right"),
    [
        (("red",), APPLIES),
        (("blue",), NO),
        (("green",), OPEN),  # left open by the law
        (("red (attempt)",), OPEN),
        (("blue (attempt)",), NO),  # an attempt at what is not listed
        (("red", "green"), OPEN),
        (("blue", "green"), OPEN),
        (("red", "blue"), OPEN),
    ],
)
def test_a_cited_list_has_three_zones(codes: tuple[str, ...], right: Outcome) -> None:
    about = case(subject(colour=(said(*codes),)))
    assert outcome(law(In(COLOUR, (Cited(LISTED),))), about) is right


@pytest.mark.parametrize(("answer", "right"), [(True, APPLIES), (False, NO)])
def test_an_open_point_is_closed_by_supposing_an_answer(answer: bool, right: Outcome) -> None:
    test = In(COLOUR, (Cited(LISTED),))
    for code in ("green", "red (attempt)"):
        about = case(subject(colour=(said(code),)))
        assert outcome(law(test, supposed={1: answer}), about) is right


def test_words_named_beside_a_list_are_covered_though_the_list_leaves_them_open() -> None:
    test = In(COLOUR, (Cited(LISTED), "green"))
    assert outcome(law(test), case(subject(colour=(said("green"),)))) is APPLIES


# --- same ---


@pytest.mark.parametrize(
    ("one", "two", "right"),
    [
        (("red",), ("red",), APPLIES),
        (("red",), ("blue",), NO),
        (("red", "green"), ("blue",), NO),
        (("red", "green"), ("red", "green"), OPEN),  # the same set is not the same value
        (("red", "green"), ("green",), OPEN),
    ],
)
def test_same_needs_one_and_the_same_single_value(
    one: tuple[str, ...], two: tuple[str, ...], right: Outcome
) -> None:
    about = case(subject(colour=(said(*one),)), subject(badge=(said(*two),)))
    assert outcome(law(Same(COLOUR, BADGE)), about) is right


def test_same_is_read_over_each_pair_of_readings() -> None:
    about = case(
        subject(colour=(said("red"), said("blue"))), subject(badge=(said("green"), said("blue")))
    )
    assert pair(law(Same(COLOUR, BADGE)), about) == Pair(State.YES, State.NO)


# --- order ---


@examples(200)
@given(SPANS, SPANS)
def test_order_is_as_over_each_pair_of_readings(left: list[Span], right: list[Span]) -> None:
    pairs = list(product(left, right))
    at_most = pair_over_readings(
        State.YES if p.hi <= q.lo else State.NO if p.lo > q.hi else State.UNKNOWN for p, q in pairs
    )
    less = pair_over_readings(
        State.YES if p.hi < q.lo else State.NO if p.lo >= q.hi else State.UNKNOWN for p, q in pairs
    )
    assert comparisons.at_most(bounds_of(left), bounds_of(right)) == at_most
    assert comparisons.less(bounds_of(left), bounds_of(right)) == less


@examples(200)
@given(SPANS, SPANS, st.integers(0, 5))
def test_latest_and_earliest_are_as_over_each_pair_of_readings(
    left: list[Span], right: list[Span], limit: int
) -> None:
    both = (bounds_of(left), bounds_of(right))
    for pick, of_spans in ((comparisons.latest, max), (comparisons.earliest, min)):
        states = []
        for p, q in product(left, right):
            lo, hi = of_spans(p.lo, q.lo), of_spans(p.hi, q.hi)
            states.append(State.YES if hi <= limit else State.NO if lo > limit else State.UNKNOWN)
        found = comparisons.at_most(pick(both), exactly(limit))
        assert found == pair_over_readings(states)


@examples(200)
@given(STATES, STATES, SPANS, SPANS, st.integers(0, 5))
def test_if_then_else_is_as_over_each_state_of_the_test_and_pair_of_readings(
    helping: State, hurting: State, then: list[Span], otherwise: list[Span], limit: int
) -> None:
    states = []
    for test, p, q in product((helping, hurting), then, otherwise):
        hull = {
            State.YES: p,
            State.NO: q,
            State.UNKNOWN: Span(min(p.lo, q.lo), max(p.hi, q.hi)),
        }[test]
        states.append(
            State.YES if hull.hi <= limit else State.NO if hull.lo > limit else State.UNKNOWN
        )
    chosen = comparisons.choose(Pair(helping, hurting), bounds_of(then), bounds_of(otherwise))
    assert comparisons.at_most(chosen, exactly(limit)) == pair_over_readings(states)


def test_if_then_else_takes_the_quantity_of_the_limb_that_holds() -> None:
    chosen = Choose(forced(), Fixed(1, is_date=False), Fixed(3, is_date=False))
    test = AtMost(Recorded(TALLY), chosen)
    for answer, right in (("yes", NO), ("no", APPLIES)):
        about = case(subject(tally=(exact_value(2),), forced=(said(answer),)))
        assert outcome(law(test), about) is right
    assert outcome(law(test), case(subject(tally=(exact_value(2),)))) is OPEN
    assert outcome(law(test), case(subject(tally=(exact_value(1),)))) is APPLIES


# --- shifts ---

RULES = tuple(DayRule)
LEAP_AND_PLAIN = range(day("1983-12-01"), day("1985-04-02"))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("step", [(1, 0, 0), (4, 0, 0), (0, 1, 0), (0, 12, 0), (1, 1, -1)])
def test_a_shift_is_as_by_the_calendar(rule: DayRule, step: tuple[int, int, int]) -> None:
    for start in LEAP_AND_PLAIN:
        assert shift_day(start, *step, rule) == moved(start, *step, rule)


@pytest.mark.parametrize(
    ("rule", "last"), [(DayRule.LAST_OF_MONTH, "1985-02-28"), (DayRule.FIRST_OF_NEXT, "1985-03-01")]
)
def test_a_year_from_29_february_ends_as_the_scheme_says(rule: DayRule, last: str) -> None:
    assert date.fromordinal(shift_day(day("1984-02-29"), 1, 0, 0, rule)).isoformat() == last


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("step", [(1, 0, 0), (0, 1, 0), (0, 6, 0), (-1, 0, 0), (0, -1, 3)])
def test_a_later_date_never_shifts_to_an_earlier_one(
    rule: DayRule, step: tuple[int, int, int]
) -> None:
    shifted = [shift_day(start, *step, rule) for start in LEAP_AND_PLAIN]
    assert shifted == sorted(shifted)


@pytest.mark.parametrize("open_end", [LEAST, GREATEST])
def test_an_open_bound_stays_open(open_end: int) -> None:
    assert shift_day(open_end, 1, 1, 1, DayRule.LAST_OF_MONTH) == open_end


@pytest.mark.parametrize(
    ("start", "step", "end"),
    [
        (date.max.toordinal(), (0, 0, 1), GREATEST),
        (date.max.toordinal(), (1, 0, 0), GREATEST),
        (1, (0, 0, -1), LEAST),
        (1, (0, -1, 0), LEAST),
    ],
)
def test_a_date_off_the_calendar_is_an_open_bound(
    start: int, step: tuple[int, int, int], end: int
) -> None:
    assert shift_day(start, *step, DayRule.LAST_OF_MONTH) == end


def test_a_shifted_date_with_two_readings_is_disputed_between_them() -> None:
    test = AtMost(Shift(Recorded(EVENT), years=1), Fixed(day("1985-02-28")))
    about = case(subject(event=(span("1984-02-29"), span("1984-03-01"))))
    assert outcome(law(test), about) is CONTESTED


def test_latest_of_a_known_and_an_unknown_date_is_no_earlier_than_the_known() -> None:
    known, unknown = Fixed(day("1984-03-01")), Recorded(EVENT)
    late, early = Fixed(day("1984-03-02")), Fixed(day("1984-02-29"))
    assert outcome(law(AtMost(Latest((known, unknown)), early)), case()) is NO
    assert outcome(law(Less(Earliest((known, unknown)), late)), case()) is APPLIES
    assert outcome(law(AtMost(Latest((known, unknown)), late)), case()) is OPEN


# --- within and overlaps ---

YEAR = FixedPeriod(day("1984-03-12"), day("1985-03-03"))


@pytest.mark.parametrize(
    ("values", "within", "overlaps"),
    [
        (period("1984-03-12", "1985-03-03"), APPLIES, APPLIES),
        (period("1984-03-11", "1984-03-12"), NO, APPLIES),
        (period("1985-03-03", "1985-03-04"), NO, APPLIES),
        (period("1984-03-01", "1984-03-11"), NO, NO),
        (period("1985-03-04", "1985-03-05"), NO, NO),
        (Period(span("1984-03-10", "1984-03-12"), span("1984-03-12")), OPEN, APPLIES),
        (Period(span("1984-03-01"), span("1984-03-11", "1984-03-12")), NO, OPEN),
        # One day, not known which: never within by its start and out by its end.
        (Period(span("1984-03-11", "1984-03-12"), span("1984-03-11", "1984-03-12")), OPEN, OPEN),
    ],
)
def test_within_and_overlaps_of_a_period(
    values: Period, within: Outcome, overlaps: Outcome
) -> None:
    about = case(subject(stay=(values,)))
    assert outcome(law(Within(STAY, YEAR)), about) is within
    assert outcome(law(Overlaps(STAY, YEAR)), about) is overlaps


def test_within_is_one_comparison_and_never_two_limbs_from_two_readings() -> None:
    about = case(
        subject(stay=(period("1984-03-01", "1984-04-01"), period("1985-03-01", "1985-04-01")))
    )
    # Under the one reading it starts too early, under the other it ends too late.
    assert outcome(law(Within(STAY, YEAR)), about) is NO


def test_a_date_and_a_period_of_the_same_months_are_two_things() -> None:
    one_day = FixedPeriod(day("1996-09-23"), day("1996-09-23"))
    about = case(
        subject(
            event=(span("1996-01-01", "1996-12-31"),), stay=(period("1996-01-01", "1996-12-31"),)
        )
    )
    assert outcome(law(Overlaps(EVENT, one_day)), about) is OPEN
    assert outcome(law(Overlaps(STAY, one_day)), about) is APPLIES


@pytest.mark.parametrize(
    ("supposed", "right"), [({}, OPEN), ({2: True}, APPLIES), ({2: False}, NO)]
)
def test_partly_within_hangs_on_the_open_point_that_says_so(
    supposed: dict[int, bool], right: Outcome
) -> None:
    test = Within(STAY, YEAR, open_point=2)
    about = case(subject(stay=(period("1984-03-01", "1984-03-12"),)))
    assert outcome(law(test, supposed=supposed), about) is right
    wholly = case(subject(stay=(period("1984-03-12", "1984-03-13"),)))
    assert outcome(law(test, supposed=supposed), wholly) is APPLIES
    apart = case(subject(stay=(period("1984-03-01", "1984-03-11"),)))
    assert outcome(law(test, supposed=supposed), apart) is NO


def test_bounds_of_nothing_are_open() -> None:
    assert bounds_of(()) == Bounds(LEAST, LEAST, GREATEST, GREATEST)


def test_a_value_of_the_wrong_type_is_a_defect_of_the_caller() -> None:
    number, code = exact_value(1), said("red")
    zones = law(forced()).zones(In(COLOUR, ("red",)))
    with pytest.raises(TypeError):
        comparisons.extent(code)
    with pytest.raises(TypeError):
        comparisons.same([number], [code])
    with pytest.raises(TypeError):
        comparisons.member([number], zones)
