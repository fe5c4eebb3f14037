"""Quantities as four bounds: least and greatest lower bound, least and greatest upper bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, assert_never

from sqlglot import exp

from amends.cases.layout import DAY_GREATEST, DAY_LEAST
from amends.engines.sql.rows import NOBODY, Held, Program, Rows, Scope
from amends.engines.sql.terms import (
    TRUE,
    Four,
    Term,
    Two,
    both,
    choose,
    column,
    compare,
    constant,
    either,
    greatest,
    is_long,
    least,
    number,
    once,
    opposite,
    present,
    read_once,
)
from amends.scheme.conditions import (
    AtMost,
    Choose,
    Condition,
    Earliest,
    Fixed,
    Latest,
    Less,
    Minus,
    Plus,
    Quantity,
    Recorded,
    Shift,
    StartedYears,
    Times,
    Today,
)
from amends.scheme.declarations import DayRule
from amends.scheme.walk import parts_of
from amends.truth.values import GREATEST, LEAST

Test = Callable[[Condition], Four]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A quantity over its readings. Read once, the first two are the same, and the last two."""

    least_lo: Term
    greatest_lo: Term
    least_hi: Term
    greatest_hi: Term

    @property
    def once(self) -> bool:
        """Whether there is one reading."""
        return self.least_lo == self.greatest_lo and self.least_hi == self.greatest_hi

    def each(self, change: Callable[[Term], Term]) -> Bounds:
        """The bounds of a non-decreasing function, which goes through each of them."""
        if self.once:
            return _single(change(self.least_lo), change(self.least_hi))
        return Bounds(
            change(self.least_lo),
            change(self.greatest_lo),
            change(self.least_hi),
            change(self.greatest_hi),
        )


def _single(lo: Term, hi: Term) -> Bounds:
    return Bounds(lo, lo, hi, hi)


def comparison(node: AtMost | Less, rows: Rows, scope: Scope, test: Test) -> Four:
    """`left` ≤ or < `right`. `test` says how a condition inside a quantity stands."""
    yes, no = (exp.LTE, exp.GT) if isinstance(node, AtMost) else (exp.LT, exp.GTE)
    is_days = any(_is_days(side, rows.program, scope) for side in (node.left, node.right))
    measure = _Measure(rows, scope, test, is_days)
    left, right = measure.bounds(node.left), measure.bounds(node.right)
    helping = Two(
        compare(yes, left.least_hi, right.greatest_lo),
        compare(no, left.least_lo, right.greatest_hi),
    )
    if left.once and right.once:
        return once(helping)
    hurting = Two(
        compare(yes, left.greatest_hi, right.least_lo),
        compare(no, left.greatest_lo, right.least_hi),
    )
    return Four(helping, hurting)


def _is_days(node: Quantity, program: Program, scope: Scope) -> bool:
    """Whether a quantity is a day, as far as that can be told of it by itself."""
    match node:
        case Today():
            return True
        case StartedYears():
            return False
        case Recorded():
            someone = scope[node.ref.of]
            return someone is not NOBODY and (
                program.layout.stored(someone.kind, node.ref.fact).is_days
            )
        case _:
            return any(_is_days(part, program, scope) for part in parts_of(node))


@dataclass(frozen=True, slots=True)
class _Measure:
    rows: Rows
    scope: Scope
    test: Test
    is_days: bool

    @property
    def ends(self) -> tuple[int, int]:
        return (DAY_LEAST, DAY_GREATEST) if self.is_days else (LEAST, GREATEST)

    def bounds(self, node: Quantity) -> Bounds:
        match node:
            case Recorded():
                if self.scope[node.ref.of] is NOBODY:
                    least_end, greatest_end = self.ends
                    return _single(number(least_end), number(greatest_end))
                held = self.rows.fact(self.scope[node.ref.of], node.ref.fact)
                return recorded(self.rows, held)
            case Fixed():
                low, high = self.ends
                value = number(min(max(node.value, low + 1), high - 1))
                return _single(value, value)
            case Today():
                return _single(number(self.rows.program.law.on), number(self.rows.program.law.on))
            case Shift():
                rule = self.rows.program.law.scheme.day_rule
                date = self.bounds(node.date)
                return self._kept(date.each(lambda day: _moved(day, node, rule, self.ends)))
            case Latest():
                return _extreme(greatest, [self.bounds(one) for one in node.among])
            case Earliest():
                return _extreme(least, [self.bounds(one) for one in node.among])
            case Choose():
                then, otherwise = self.bounds(node.then), self.bounds(node.otherwise)
                return self._kept(_chosen(self._tested(node.test), then, otherwise))
            case Plus():
                return self._kept(_added(self.bounds(node.one), self.bounds(node.other)))
            case Minus():
                less = _negated(self.bounds(node.less))
                return self._kept(_added(self.bounds(node.whole), less))
            case Times():
                return self._kept(_multiplied(self.bounds(node.quantity), node.factor))
            case StartedYears():
                days = replace(self, is_days=True)
                rule = self.rows.program.law.scheme.day_rule
                start, end = days.bounds(node.start), days.bounds(node.end)
                return self._kept(_years(start, end, rule))
            case _:
                assert_never(node)

    # Shifts and choices write each of their terms several times, and one inside another
    # multiplies: what has grown long is worked out once, by row.

    def _kept(self, bounds: Bounds) -> Bounds:
        if bounds.once:
            return _single(*self._once_each("quantity", bounds.least_lo, bounds.least_hi))
        ends = (bounds.least_lo, bounds.greatest_lo, bounds.least_hi, bounds.greatest_hi)
        return Bounds(*self._once_each("quantity", *ends))

    def _tested(self, node: Condition) -> Four:
        found = self.test(node)
        if found.once:
            yes, no = self._once_each("test", found.helping.yes, found.helping.no)
            return read_once(yes, no)
        one, two = found.helping, found.hurting
        terms = self._once_each("test", one.yes, one.no, two.yes, two.no)
        return Four(Two(*terms[:2]), Two(*terms[2:]))

    def _once_each(self, wanted: str, *terms: Term) -> Sequence[Term]:
        if not is_long(*terms):
            return terms
        return self.rows.apart(wanted, {f"t{n}": term for n, term in enumerate(terms, start=1)})


def recorded(rows: Rows, held: Held) -> Bounds:
    """The bounds of a recorded value over all its readings."""
    lo, hi = held.columns
    if not held.further:
        return _single(lo, hi)
    of_lo, of_hi = (column(held.further, name) for name in held.stored.columns)

    def wider(pick: Callable[..., Term], first: Term, name: str, over: Term) -> Term:
        return pick(first, present(rows.over_further(held, name, over), first))

    return Bounds(
        wider(least, lo, "least_lo", exp.Min(this=of_lo)),
        wider(greatest, lo, "greatest_lo", exp.Max(this=of_lo)),
        wider(least, hi, "least_hi", exp.Min(this=of_hi)),
        wider(greatest, hi, "greatest_hi", exp.Max(this=of_hi)),
    )


def _extreme(pick: Callable[..., Term], among: list[Bounds]) -> Bounds:
    if all(one.once for one in among):
        return _single(pick(*(b.least_lo for b in among)), pick(*(b.least_hi for b in among)))
    return Bounds(
        pick(*(one.least_lo for one in among)),
        pick(*(one.greatest_lo for one in among)),
        pick(*(one.least_hi for one in among)),
        pick(*(one.greatest_hi for one in among)),
    )


def _chosen(test: Four, then: Bounds, otherwise: Bounds) -> Bounds:
    # Unknown: it is one of the two, so its lower bound is the lesser lower one and its
    # upper bound the greater upper one, whichever reading is taken.
    def within(two: Two, pick: Callable[..., Term], one: Term, other: Term) -> Term:
        return choose([(two.yes, one), (two.no, other)], pick(one, other))

    def over(across: Callable[..., Term], pick: Callable[..., Term], one: Term, two: Term) -> Term:
        helping = within(test.helping, pick, one, two)
        return helping if test.once else across(helping, within(test.hurting, pick, one, two))

    return Bounds(
        over(least, least, then.least_lo, otherwise.least_lo),
        over(greatest, least, then.greatest_lo, otherwise.greatest_lo),
        over(least, greatest, then.least_hi, otherwise.least_hi),
        over(greatest, greatest, then.greatest_hi, otherwise.greatest_hi),
    )


# --- sums ---


def _added(one: Bounds, other: Bounds) -> Bounds:
    # Where a bound of one is open, so is that of both (what is stored of a fact of which
    # something is known stops one short of the end). A sum too large never says too much.
    def lower(one: Term, other: Term) -> Term:
        open_ = either(*(compare(exp.LTE, of, number(LEAST + 1)) for of in (one, other)))
        within = least(greatest(_sum(one, other), number(LEAST)), number(GREATEST - 1))
        return choose([(open_, number(LEAST))], within)

    def upper(one: Term, other: Term) -> Term:
        open_ = either(*(compare(exp.GTE, of, number(GREATEST - 1)) for of in (one, other)))
        within = greatest(least(_sum(one, other), number(GREATEST)), number(LEAST + 1))
        return choose([(open_, number(GREATEST))], within)

    return _of_two(lower, upper, one, other)


def _of_two(
    lower: Callable[[Term, Term], Term],
    upper: Callable[[Term, Term], Term],
    one: Bounds,
    other: Bounds,
) -> Bounds:
    if one.once and other.once:
        return _single(lower(one.least_lo, other.least_lo), upper(one.least_hi, other.least_hi))
    return Bounds(
        lower(one.least_lo, other.least_lo),
        lower(one.greatest_lo, other.greatest_lo),
        upper(one.least_hi, other.least_hi),
        upper(one.greatest_hi, other.greatest_hi),
    )


def _turned(of: Bounds) -> Bounds:
    """The bounds in the order in which what takes away meets them."""
    return Bounds(of.greatest_hi, of.least_hi, of.greatest_lo, of.least_lo)


def _negated(of: Bounds) -> Bounds:
    return _turned(of).each(_minus)


def _minus(term: Term) -> Term:
    value = constant(term)
    return exp.Neg(this=_whole(term)) if value is None else number(-value)


def _multiplied(of: Bounds, factor: int) -> Bounds:
    # Whatever comes to more than any sum is cut off before it is multiplied: a product of
    # two large numbers would not fit its column.
    if factor == 0:
        return _single(number(0), number(0))
    if factor == 1:
        return of
    most = -(-GREATEST // factor)

    def product(bound: Term) -> Term:
        value = constant(bound)
        if value is not None:
            return number(value * factor)
        within = greatest(least(bound, number(most)), number(-most))
        return exp.Mul(this=within, expression=number(factor))

    def lower(bound: Term) -> Term:
        return least(greatest(product(bound), number(LEAST)), number(GREATEST - 1))

    def upper(bound: Term) -> Term:
        return greatest(least(product(bound), number(GREATEST)), number(LEAST + 1))

    if of.once:
        return _single(lower(of.least_lo), upper(of.least_hi))
    lows, highs = (of.least_lo, of.greatest_lo), (of.least_hi, of.greatest_hi)
    return Bounds(*map(lower, lows), *map(upper, highs))


def _years(start: Bounds, end: Bounds, rule: DayRule | None) -> Bounds:
    def begun(first: Term, last: Term) -> Term:
        return _begun(first, last, rule)

    return _of_two(begun, begun, _turned(start), end)


def _begun(first: Term, last: Term, rule: DayRule | None) -> Term:
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
    years = greatest(
        exp.Add(this=_whole(later), expression=choose([(reached, number(1))], number(0))),
        number(0),
    )
    never = either(compare(exp.LT, last, number(1)), compare(exp.GT, first, number(_LAST_DAY)))
    ever = either(compare(exp.LT, first, number(1)), compare(exp.GT, last, number(_LAST_DAY)))
    return choose([(never, number(0)), (ever, number(GREATEST))], years)


def _day_of_year(day: Term) -> Term:
    """Month and day as one number: 229 is 29 February."""
    month = exp.Mul(this=exp.Month(this=day), expression=number(100))
    return exp.paren(exp.Add(this=month, expression=exp.Day(this=day)), copy=False)


def _whole(term: Term) -> Term:
    return exp.paren(term, copy=False)


def _sum(one: Term, other: Term) -> Term:
    values = constant(one), constant(other)
    if values[0] is not None and values[1] is not None:
        return number(values[0] + values[1])
    return exp.Add(this=_whole(one), expression=_whole(other))


# --- days moved on ---


_LAST_DAY: Final = date.max.toordinal()
_LAST_MONTH: Final = date.max.year * 12 + 11


def _moved(day: Term, by: Shift, rule: DayRule | None, ends: tuple[int, int]) -> Term:
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
