"""Strong Kleene logic within each pass, and the pair over readings."""

from __future__ import annotations

from itertools import product

import pytest

from amends.truth.states import (
    UNKNOWN_PAIR,
    Outcome,
    Pair,
    State,
    all_of,
    all_pairs,
    any_of,
    any_pairs,
    negate,
    negate_pair,
    pair_over_readings,
)

YES, NO, UNKNOWN = State.YES, State.NO, State.UNKNOWN
PAIRS = tuple(Pair(helping, hurting) for helping, hurting in product(State, repeat=2))


@pytest.mark.parametrize(
    ("one", "two", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (YES, NO, NO, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, NO, UNKNOWN),
        (NO, NO, NO, NO),
    ],
)
def test_all_and_any_of_two(one: State, two: State, both: State, either: State) -> None:
    assert all_of((one, two)) is all_of((two, one)) is both
    assert any_of((one, two)) is any_of((two, one)) is either


def test_all_of_nothing_is_yes_and_any_of_nothing_is_no() -> None:
    assert all_of(()) is YES
    assert any_of(()) is NO


@pytest.mark.parametrize(("state", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_leaves_unknown_unknown(state: State, opposite: State) -> None:
    assert negate(state) is opposite


@pytest.mark.parametrize("pair", PAIRS)
def test_negating_a_pair_swaps_its_passes_and_twice_is_nothing(pair: Pair) -> None:
    assert negate_pair(pair) == Pair(negate(pair.hurting), negate(pair.helping))
    assert negate_pair(negate_pair(pair)) == pair


@pytest.mark.parametrize(("one", "two"), list(product(PAIRS, repeat=2)))
def test_de_morgan_holds_in_both_passes(one: Pair, two: Pair) -> None:
    negated = any_pairs((negate_pair(one), negate_pair(two)))
    assert negate_pair(all_pairs((one, two))) == negated


@pytest.mark.parametrize(
    ("pair", "outcome"),
    [
        (Pair(YES, YES), Outcome.APPLIES),
        (Pair(NO, NO), Outcome.DOES_NOT_APPLY),
        (Pair(UNKNOWN, UNKNOWN), Outcome.UNDETERMINED),
        (Pair(YES, NO), Outcome.CONTESTED),
        (Pair(YES, UNKNOWN), Outcome.CONTESTED),
        (Pair(UNKNOWN, NO), Outcome.CONTESTED),
    ],
)
def test_an_outcome_is_settled_where_the_passes_agree(pair: Pair, outcome: Outcome) -> None:
    assert pair.outcome is outcome
    assert pair.disputed is (outcome is Outcome.CONTESTED)


@pytest.mark.parametrize(
    ("states", "pair"),
    [
        ((), UNKNOWN_PAIR),
        ((YES,), Pair(YES, YES)),
        ((NO,), Pair(NO, NO)),
        ((UNKNOWN,), Pair(UNKNOWN, UNKNOWN)),
        ((YES, NO), Pair(YES, NO)),
        ((YES, UNKNOWN), Pair(YES, UNKNOWN)),
        ((NO, UNKNOWN), Pair(UNKNOWN, NO)),
        ((YES, NO, UNKNOWN), Pair(YES, NO)),
        ((NO, NO), Pair(NO, NO)),
    ],
)
def test_a_pair_over_readings_helps_where_one_does_and_hurts_where_one_does(
    states: tuple[State, ...], pair: Pair
) -> None:
    assert pair_over_readings(states) == pair
    assert pair_over_readings(states[::-1]) == pair


def test_one_more_reading_takes_away_neither_the_case_for_nor_the_case_against() -> None:
    for states in (s for n in range(1, 4) for s in product(State, repeat=n)):
        before = pair_over_readings(states)
        for more in State:
            after = pair_over_readings((*states, more))
            assert before.helping is not YES or after.helping is YES
            assert before.hurting is not NO or after.hurting is NO
