"""The lower half of the script by itself: readings, the calendar, and sums at their ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations_with_replacement, product
from random import Random

import pytest
from playwright.sync_api import Page

from amends.engines.reference import comparisons
from amends.engines.reference.comparisons import Bounds
from amends.scheme.declarations import DayRule
from amends.truth.readings import readings
from amends.truth.states import Pair, State
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values
from lib.small import day

RULES = {DayRule.LAST_OF_MONTH: "last of month", DayRule.FIRST_OF_NEXT: "first of next"}
LAST_DAY = date.max.toordinal()
_ENDS = (LEAST, LEAST + 1, LEAST + 2, 1 - GREATEST // 2, -3, 0, 1, 7)
AMOUNTS = tuple(sorted({*_ENDS, *(-end for end in _ENDS)}))
_TEXTS = (
    *("1600-02-29", "1899-12-31", "1900-02-28", "1984-02-29", "1984-03-31", "1985-02-28"),
    *("1985-03-01", "2000-02-29", "2024-12-31"),
)
DAYS = (LEAST, 0, 1, 365, 366, *map(day, _TEXTS), *range(LAST_DAY - 1, LAST_DAY + 2), GREATEST)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the script, what it is given, and what it must answer."""

    name: str
    given: Sequence[object]
    right: object


def assert_right(page: Page, calls: Sequence[Call]) -> None:
    script = """(calls) => JSON.stringify(
      JSON.parse(calls).map(([name, given]) => amendsTruth[name](...given)))"""
    asked = json.dumps([[call.name, call.given] for call in calls])
    for call, told in zip(calls, json.loads(page.evaluate(script, asked)), strict=True):
        assert told == call.right, call


def bounds(of: Bounds) -> dict[str, int]:
    ends = ("leastLo", of.least_lo), ("greatestLo", of.greatest_lo)
    return dict((*ends, ("leastHi", of.least_hi), ("greatestHi", of.greatest_hi)))


def pair(of: Pair) -> dict[str, str]:
    return {"helping": of.helping.value, "hurting": of.hurting.value}


def values(of: Values) -> dict[str, object]:
    match of:
        case Codes():
            return {"codes": sorted(map(int, of.codes))}
        case Span():
            return {"lo": of.lo, "hi": of.hi}
        case Period():
            return {"start": values(of.start), "end": values(of.end)}


# --- readings ---

CODES = [Codes(frozenset(one)) for one in ("0", "1", "2", "01", "02", "12", "012")]
SPANS = [Span(lo, hi) for lo, hi in combinations_with_replacement(range(1, 5), 2)]
_ENDS_OF_PERIODS = [Span(lo, hi) for lo, hi in combinations_with_replacement(range(1, 4), 2)]
PERIODS = list(
    dict.fromkeys(
        Period(start, end)
        for start, end in product(_ENDS_OF_PERIODS, repeat=2)
        if start.lo <= end.hi
    )
)


@pytest.mark.parametrize("among", [CODES, SPANS, PERIODS], ids=["codes", "spans", "periods"])
def test_readings_are_those_of_every_engine(page: Page, among: Sequence[Values]) -> None:
    stated = [*product(among, repeat=2), *Random(1).choices(list(product(among, repeat=3)), k=900)]
    script = "(all) => JSON.stringify(JSON.parse(all).map(amendsTruth.readings))"
    asked = json.dumps([[values(one) for one in each] for each in stated])
    for each, told in zip(stated, json.loads(page.evaluate(script, asked)), strict=True):
        right = [values(reading.values) for reading in readings(each)]
        assert sorted(map(json.dumps, told)) == sorted(map(json.dumps, right)), each


def test_a_period_is_narrowed_as_in_every_engine(page: Page) -> None:
    ends = [each for each in product(_ENDS_OF_PERIODS, repeat=2) if each[0].lo <= each[1].hi]
    assert_right(
        page, [Call("period", list(map(values, each)), values(Period(*each))) for each in ends]
    )


# --- days ---


def test_the_calendar_is_that_of_python(page: Page) -> None:
    """There and back on every day of four hundred years and near the ends, and some as told."""
    stretches = [[1, 800], [577_000, 577_000 + 146_100], [LAST_DAY - 800, LAST_DAY]]
    script = """(stretches) => stretches.map(([first, last]) => {
      let wrong = 0;
      for (let one = first; one <= last; one += 1) {
        const { year, month, day } = amendsTruth.dateOf(one);
        if (amendsTruth.ordinalOf(year, month, day) !== one) wrong += 1;
      }
      return wrong;
    })"""
    assert page.evaluate(script, stretches) == [0, 0, 0]
    found = [date.fromordinal(one) for one in range(1, LAST_DAY + 1, 1_009)]
    found += [date(year, month, 28) for year in (1600, 1700, 1996, 9999) for month in range(1, 13)]
    assert_right(
        page,
        [
            Call("dateOf", [d.toordinal()], {"year": d.year, "month": d.month, "day": d.day})
            for d in found
        ],
    )


@pytest.mark.parametrize("rule", DayRule)
def test_days_are_moved_as_the_reference_moves_them(page: Page, rule: DayRule) -> None:
    calls = []
    for one, move in product(DAYS, product((-9999, -1, 0, 1, 4, 7975), (-13, 0, 1), (-60, 0, 1))):
        right = comparisons.shift(comparisons.exactly(one), *move, rule)
        calls.append(
            Call("shift", [bounds(comparisons.exactly(one)), *move, RULES[rule]], bounds(right))
        )
    assert_right(page, calls)


@pytest.mark.parametrize("rule", DayRule)
def test_years_begun_are_counted_as_the_reference_counts_them(page: Page, rule: DayRule) -> None:
    calls = []
    for start, end in product(map(comparisons.exactly, DAYS), repeat=2):
        right = comparisons.started_years(start, end, rule)
        calls.append(Call("startedYears", [bounds(start), bounds(end), RULES[rule]], bounds(right)))
    assert_right(page, calls)


# --- quantities ---


def some_bounds(random: Random, among: Sequence[int]) -> Bounds:
    """The bounds of one to three readings."""
    ends = [sorted(random.choices(among, k=2)) for _ in range(random.randrange(1, 4))]
    return comparisons.bounds_of([Span(lo, hi) for lo, hi in ends])


def test_sums_are_what_the_reference_makes_of_them(page: Page) -> None:
    """At the ends as well, where they are cut off, and over several readings."""
    random = Random(2)
    two = [[some_bounds(random, AMOUNTS) for _ in range(2)] for _ in range(600)]
    two += [list(map(comparisons.exactly, each)) for each in product(AMOUNTS, repeat=2)]
    calls = []
    for one, other in two:
        both = [bounds(one), bounds(other)]
        calls += [
            Call("plus", both, bounds(comparisons.plus(one, other))),
            Call("minus", both, bounds(comparisons.minus(one, other))),
            Call("latest", [both], bounds(comparisons.latest((one, other)))),
            Call("earliest", [both], bounds(comparisons.earliest((one, other)))),
            Call("atMost", both, pair(comparisons.at_most(one, other))),
            Call("less", both, pair(comparisons.less(one, other))),
        ]
        for number in (1, 2, 3, 10**9 + 7, GREATEST - 1):
            calls.append(
                Call("times", [bounds(one), number], bounds(comparisons.times(one, number)))
            )
            calls.append(
                Call("begun", [bounds(one), number], bounds(comparisons.begun(one, number)))
            )
        calls.append(Call("times", [bounds(one), 0], bounds(comparisons.times(one, 0))))
    assert_right(page, calls)


def test_a_choice_is_what_the_reference_makes_of_it(page: Page) -> None:
    random = Random(3)
    calls = []
    for helping, hurting in product(State, repeat=2):
        for _ in range(100):
            test, (one, other) = (
                Pair(helping, hurting),
                (some_bounds(random, DAYS), some_bounds(random, DAYS)),
            )
            right = bounds(comparisons.choose(test, one, other))
            calls.append(Call("choose", [pair(test), bounds(one), bounds(other)], right))
    assert_right(page, calls)


def test_years_over_several_readings_are_those_of_the_reference(page: Page) -> None:
    random = Random(4)
    calls = []
    for _ in range(400):
        one, other = some_bounds(random, DAYS), some_bounds(random, DAYS)
        rule = random.choice(list(DayRule))
        right = bounds(comparisons.started_years(one, other, rule))
        calls.append(Call("startedYears", [bounds(one), bounds(other), RULES[rule]], right))
    assert_right(page, calls)


def test_a_browser_can_hold_every_whole_number_that_is_met() -> None:
    """Two bounds added are still exact in a double."""
    assert GREATEST - LEAST < 2**53
