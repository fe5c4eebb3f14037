"""Days moved on, and the years from one day to another, as terms."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlglot import exp

from amends.engines.sql.terms import (
    TRUE,
    Term,
    both,
    choose,
    compare,
    constant,
    either,
    greatest,
    least,
    number,
    opposite,
)
from amends.scheme.conditions import Shift
from amends.scheme.declarations import DayRule
from amends.truth.values import GREATEST

_LAST_DAY: Final = date.max.toordinal()
_LAST_MONTH: Final = date.max.year * 12 + 11


def moved_on(day: Term, by: Shift, rule: DayRule | None, ends: tuple[int, int]) -> Term:
    """A day moved on by years and months, then by days; an open bound stays open.

    What leaves the calendar becomes an open bound. Where the month reached has no such
    day, it is the last of that month, or the first of the next if the rule says so.
    """
    nowhere, forever = number(ends[0]), number(ends[1])

    def on_calendar(moved: Term) -> Term:
        return choose(
            [
                (compare(exp.GT, moved, number(_LAST_DAY)), forever),
                (compare(exp.LT, moved, number(1)), nowhere),
            ],
            moved,
        )

    months = 12 * by.years + by.months
    if months:
        start = _date(greatest(least(day, number(_LAST_DAY)), number(1)))
        reached = exp.cast(exp.DateAdd(this=start, expression=number(months), unit=_MONTH), "date")
        moved = _plus(exp.DateDiff(this=reached, expression=_EPOCH, unit=_DAY), 1)
        if rule is DayRule.FIRST_OF_NEXT:
            fell_short = compare(exp.LT, exp.Day(this=reached), exp.Day(this=start))
            moved = exp.Add(this=moved, expression=choose([(fell_short, number(1))], number(0)))
        year = exp.Mul(this=exp.Year(this=start), expression=number(12))
        month = _plus(exp.Add(this=year, expression=exp.Month(this=start)), months - 1)
        result = choose(
            [
                (compare(exp.GT, month, number(_LAST_MONTH)), forever),
                (compare(exp.LT, month, number(12)), nowhere),
            ],
            on_calendar(_plus(moved, by.days)),
        )
    else:
        result = on_calendar(_plus(day, by.days))
    inside = both(compare(exp.GTE, day, number(1)), compare(exp.LTE, day, number(_LAST_DAY)))
    return day if opposite(inside) == TRUE else choose([(inside, result)], day)


_EPOCH: Final = exp.cast(exp.Literal.string("0001-01-01"), "date")
_MONTH: Final = exp.var("MONTH")
_DAY: Final = exp.var("DAY")


def _date(day: Term) -> Term:
    after = exp.paren(exp.Sub(this=day, expression=number(1)))
    return exp.cast(exp.DateAdd(this=_EPOCH, expression=after, unit=_DAY), "date")


def _plus(term: Term, more: int) -> Term:
    value = constant(term)
    if value is not None:
        return number(value + more)
    return exp.Add(this=term, expression=number(more)) if more else term


def begun(first: Term, last: Term, rule: DayRule | None) -> Term:
    """How many of a day, a year later, two years later … are on or before another."""
    start, end = (
        _date(greatest(least(day, number(_LAST_DAY)), number(1))) for day in (first, last)
    )
    later = exp.Sub(this=exp.Year(this=end), expression=exp.Year(this=start))
    reached = compare(exp.LTE, _day_of_year(start), _day_of_year(end))
    if rule is not DayRule.FIRST_OF_NEXT:
        # Where the last day of February is the 28th, it is as good as the 29th.
        next_day = exp.Day(this=_date(least(_plus(last, 1), number(_LAST_DAY))))
        ends = both(compare(exp.EQ, _day_of_year(end), number(228)), next_day.eq(number(1)))
        leap = compare(exp.EQ, _day_of_year(start), number(229))
        reached = either(reached, both(leap, ends))
    next_one = choose([(reached, number(1))], number(0))
    whole = exp.paren(later, copy=False)
    years = greatest(exp.Add(this=whole, expression=next_one), number(0))
    never = either(compare(exp.LT, last, number(1)), compare(exp.GT, first, number(_LAST_DAY)))
    ever = either(compare(exp.LT, first, number(1)), compare(exp.GT, last, number(_LAST_DAY)))
    return choose([(never, number(0)), (ever, number(GREATEST))], years)


def _day_of_year(day: Term) -> Term:
    """Month and day as one number: 229 is 29 February."""
    month = exp.Mul(this=exp.Month(this=day), expression=number(100))
    return exp.paren(exp.Add(this=month, expression=exp.Day(this=day)), copy=False)
