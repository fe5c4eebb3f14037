"""Comparisons: a state under each reading, and quantities as four bounds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from amends.scheme.declarations import DayRule
from amends.scheme.law import Law, Zones
from amends.truth.states import Pair, State, pair_over_readings
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values


@dataclass(frozen=True, slots=True)
class Bounds:
    """A quantity over all its readings: least and greatest lower bound, then upper."""

    least_lo: int
    greatest_lo: int
    least_hi: int
    greatest_hi: int


UNBOUNDED = Bounds(LEAST, LEAST, GREATEST, GREATEST)


def exactly(value: int) -> Bounds:
    """The bounds of a known value."""
    return Bounds(value, value, value, value)


def bounds_of(spans: Sequence[Span]) -> Bounds:
    """The four bounds over readings; unbounded for a silent fact."""
    if not spans:
        return UNBOUNDED
    return Bounds(
        min(span.lo for span in spans),
        max(span.lo for span in spans),
        min(span.hi for span in spans),
        max(span.hi for span in spans),
    )


def left_open(law: Law, point: int) -> Pair:
    """What an open point alone decides: unknown unless it is supposed."""
    answer = law.supposed.get(point)
    state = State.UNKNOWN if answer is None else State.YES if answer else State.NO
    return Pair(state, state)


def at_most(left: Bounds, right: Bounds) -> Pair:
    """`left` ≤ `right`: each pass picks, for each side, the reading that suits it."""
    helping = _state(left.least_hi <= right.greatest_lo, left.least_lo > right.greatest_hi)
    hurting = _state(left.greatest_hi <= right.least_lo, left.greatest_lo > right.least_hi)
    return Pair(helping, hurting)


def less(left: Bounds, right: Bounds) -> Pair:
    """`left` < `right`, read likewise."""
    helping = _state(left.least_hi < right.greatest_lo, left.least_lo >= right.greatest_hi)
    hurting = _state(left.greatest_hi < right.least_lo, left.greatest_lo >= right.least_hi)
    return Pair(helping, hurting)


def _state(yes: bool, no: bool) -> State:
    if yes:
        return State.YES
    return State.NO if no else State.UNKNOWN


def choose(test: Pair, then: Bounds, otherwise: Bounds) -> Bounds:
    """If-then-else: over the two states of the test, the least of the leasts and so on."""
    # Unknown: the value is one of the two, and in *every* reading we cannot tell
    # which, so its lower bound is the lesser lower, its upper the greater upper.
    unsure = Bounds(
        min(then.least_lo, otherwise.least_lo),
        min(then.greatest_lo, otherwise.greatest_lo),
        max(then.least_hi, otherwise.least_hi),
        max(then.greatest_hi, otherwise.greatest_hi),
    )
    by_state = {State.YES: then, State.NO: otherwise, State.UNKNOWN: unsure}
    met = (by_state[test.helping], by_state[test.hurting])
    return Bounds(
        min(b.least_lo for b in met),
        max(b.greatest_lo for b in met),
        min(b.least_hi for b in met),
        max(b.greatest_hi for b in met),
    )


def latest(among: Iterable[Bounds]) -> Bounds:
    """The greatest of several: it goes through each bound."""
    held = tuple(among)
    return Bounds(
        max(b.least_lo for b in held),
        max(b.greatest_lo for b in held),
        max(b.least_hi for b in held),
        max(b.greatest_hi for b in held),
    )


def earliest(among: Iterable[Bounds]) -> Bounds:
    """The least of several: it goes through each bound."""
    held = tuple(among)
    return Bounds(
        min(b.least_lo for b in held),
        min(b.greatest_lo for b in held),
        min(b.least_hi for b in held),
        min(b.greatest_hi for b in held),
    )


def shift(bounds: Bounds, years: int, months: int, days: int, rule: DayRule | None) -> Bounds:
    """A date moved on; non-decreasing, so it goes through each bound."""
    return Bounds(
        shift_day(bounds.least_lo, years, months, days, rule),
        shift_day(bounds.greatest_lo, years, months, days, rule),
        shift_day(bounds.least_hi, years, months, days, rule),
        shift_day(bounds.greatest_hi, years, months, days, rule),
    )


_LAST_DAY = date.max.toordinal()


def shift_day(day: int, years: int, months: int, days: int, rule: DayRule | None) -> int:
    """One day moved on by years and months, then by days.

    Where the month reached has no such day, the rule says which day it is. An
    open bound stays open; a result off the calendar becomes an open bound.
    """
    if not 1 <= day <= _LAST_DAY:
        return day
    if years or months:
        start = date.fromordinal(day)
        count = (start.year + years) * 12 + start.month - 1 + months
        year, month = divmod(count, 12)
        if year > date.max.year:
            return GREATEST
        if year < 1:
            return LEAST
        day = _on_or_after(year, month + 1, start.day, rule)
    moved = day + days
    if moved > _LAST_DAY:
        return GREATEST
    return moved if moved >= 1 else LEAST


def _on_or_after(year: int, month: int, wanted: int, rule: DayRule | None) -> int:
    last = monthrange(year, month)[1]
    if wanted <= last:
        return date(year, month, wanted).toordinal()
    found = date(year, month, last).toordinal()
    return found + 1 if rule is DayRule.FIRST_OF_NEXT else found


def plus(one: Bounds, other: Bounds) -> Bounds:
    """Two quantities added; where a bound of one of them is open, so is that of both."""
    return Bounds(
        added(one.least_lo, other.least_lo),
        added(one.greatest_lo, other.greatest_lo),
        -added(-one.least_hi, -other.least_hi),
        -added(-one.greatest_hi, -other.greatest_hi),
    )


def added(*bounds: int) -> int:
    """Lower bounds added up: open where one is, and never so high that it says too much."""
    # So near the end, nothing that is stated can be told from it.
    if any(bound <= LEAST + 1 for bound in bounds):
        return LEAST
    return min(max(sum(bounds), LEAST), GREATEST - 1)


def minus(whole: Bounds, less: Bounds) -> Bounds:
    """One quantity less another: what is taken away goes through the bounds the other way."""
    return plus(whole, _negated(less))


def _negated(bounds: Bounds) -> Bounds:
    return Bounds(-bounds.greatest_hi, -bounds.least_hi, -bounds.greatest_lo, -bounds.least_lo)


def times(bounds: Bounds, factor: int) -> Bounds:
    """A quantity so many times, `factor` not below nothing."""
    if factor == 1:
        return bounds
    return Bounds(
        _lower_times(bounds.least_lo, factor),
        _lower_times(bounds.greatest_lo, factor),
        -_lower_times(-bounds.least_hi, factor),
        -_lower_times(-bounds.greatest_hi, factor),
    )


def _lower_times(bound: int, factor: int) -> int:
    return min(max(bound * factor, LEAST), GREATEST - 1)


def begun(bounds: Bounds, size: int) -> Bounds:
    """How many times a size has begun; the more there is, the more have."""
    return Bounds(
        _begun(bounds.least_lo, size),
        _begun(bounds.greatest_lo, size),
        _begun(bounds.least_hi, size),
        _begun(bounds.greatest_hi, size),
    )


def _begun(amount: int, size: int) -> int:
    return GREATEST if amount >= GREATEST - 1 else -(-max(amount, 0) // size)


def started_years(start: Bounds, end: Bounds, rule: DayRule | None) -> Bounds:
    """The years begun between two dates: the more, the later it ends and the earlier it starts."""
    return Bounds(
        years_begun(start.greatest_hi, end.least_lo, rule),
        years_begun(start.least_hi, end.greatest_lo, rule),
        years_begun(start.greatest_lo, end.least_hi, rule),
        years_begun(start.least_lo, end.greatest_hi, rule),
    )


def years_begun(start: int, end: int, rule: DayRule | None) -> int:
    """How many of `start`, `start` plus 1 year, plus 2 years … are on or before `end`."""
    if end < 1 or start > _LAST_DAY:
        return 0
    if start < 1 or end > _LAST_DAY:
        return GREATEST
    years = date.fromordinal(end).year - date.fromordinal(start).year
    if years < 0:
        return 0
    return years + (shift_day(start, years, 0, 0, rule) <= end)


def member(readings: Iterable[Values], zones: Zones) -> Pair:
    """`x in V` with three zones, over the readings of a coded fact."""
    left_open = frozenset[str]().union(*zones.open.values())
    return pair_over_readings(_member(values, zones.covered, left_open) for values in readings)


def _member(values: Values, covered: frozenset[str], left_open: frozenset[str]) -> State:
    codes = _codes(values)
    if codes <= covered:
        return State.YES
    return State.UNKNOWN if codes & (covered | left_open) else State.NO


def same(left: Sequence[Values], right: Sequence[Values]) -> Pair:
    """Both are one and the same single value; no if they have none in common."""
    return pair_over_readings(_same(_codes(one), _codes(two)) for one in left for two in right)


def _same(one: frozenset[str], two: frozenset[str]) -> State:
    if one == two and len(one) == 1:
        return State.YES
    return State.UNKNOWN if one & two else State.NO


def _codes(values: Values) -> frozenset[str]:
    if not isinstance(values, Codes):
        msg = "a coded fact holds codes"
        raise TypeError(msg)
    return values.codes


def extent(values: Values) -> Period:
    """A date or period as a period; an imprecise day starts and ends on it."""
    match values:
        case Period():
            return values
        case Span():
            return Period(values, values)
        case Codes():
            msg = "a date or period is needed"
            raise TypeError(msg)


def within(inner: Sequence[Period], outer: Sequence[Period], partly_is: State) -> Pair:
    """`inner` lies wholly within `outer`, over each pair of readings.

    `partly_is` is what lying only partly within amounts to: no as the words
    stand, unknown where the law leaves it open, yes where that is supposed.
    """
    return pair_over_readings(_within(one, two, partly_is) for one in inner for two in outer)


def _within(inner: Period, outer: Period, partly_is: State) -> State:
    wholly = _state(
        outer.start.hi <= inner.start.lo and inner.end.hi <= outer.end.lo,
        outer.start.lo > inner.start.hi or inner.end.lo > outer.end.hi,
    )
    if partly_is is State.NO:
        return wholly
    touching = _overlaps(inner, outer)
    if partly_is is State.YES:
        return touching
    if wholly is State.YES:
        return State.YES
    return State.NO if touching is State.NO else State.UNKNOWN


def overlaps(left: Sequence[Period], right: Sequence[Period]) -> Pair:
    """The two have at least a day in common, over each pair of readings."""
    return pair_over_readings(_overlaps(one, two) for one in left for two in right)


def _overlaps(left: Period, right: Period) -> State:
    return _state(
        left.start.hi <= right.end.lo and right.start.hi <= left.end.lo,
        left.start.lo > right.end.hi or right.start.lo > left.end.hi,
    )
