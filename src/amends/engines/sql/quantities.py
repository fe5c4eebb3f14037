"""Quantities as four bounds: least and greatest lower bound, least and greatest upper bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from sqlglot import exp

from amends.cases.layout import DAY_GREATEST, DAY_LEAST
from amends.engines.sql.comparisons import many_readings
from amends.engines.sql.rows import NOBODY, Held, Program, Rows, Scope
from amends.engines.sql.terms import (
    FALSE,
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
    Quantity,
    Recorded,
    Shift,
    Today,
)
from amends.scheme.declarations import DayRule
from amends.scheme.walk import quantity_refs
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
    measure = _Measure(rows, scope, test, _is_days(node, rows.program, scope), [])
    left, right = measure.bounds(node.left), measure.bounds(node.right)
    helping = Two(
        compare(yes, left.least_hi, right.greatest_lo),
        compare(no, left.least_lo, right.greatest_hi),
    )
    apart = either(*measure.apart)
    if apart == FALSE:
        return once(helping)
    hurting = Two(
        compare(yes, left.greatest_hi, right.least_lo),
        compare(no, left.greatest_lo, right.least_hi),
    )
    return Four(helping, hurting, helping, apart)


def _is_days(node: AtMost | Less, program: Program, scope: Scope) -> bool:
    return (
        _has_today(node.left)
        or _has_today(node.right)
        or any(
            program.layout.stored(scope[ref.of].kind, ref.fact).is_days
            for side in (node.left, node.right)
            for ref in quantity_refs(side)
            if scope[ref.of] is not NOBODY
        )
    )


def _has_today(node: Quantity) -> bool:
    match node:
        case Today():
            return True
        case Recorded() | Fixed():
            return False
        case Shift():
            return _has_today(node.date)
        case Latest() | Earliest():
            return any(_has_today(one) for one in node.among)
        case Choose():
            return _has_today(node.then) or _has_today(node.otherwise)
        case _:
            assert_never(node)


@dataclass(frozen=True, slots=True)
class _Measure:
    rows: Rows
    scope: Scope
    test: Test
    is_days: bool
    apart: list[Term]

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
                self.apart.append(many_readings(self.rows, held))
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
        self.apart.append(found.apart)
        one, two = found.helping, found.hurting
        terms = self._once_each("test", one.yes, one.no, two.yes, two.no)
        helping = Two(*terms[:2])
        return Four(helping, Two(*terms[2:]), helping, found.apart)

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
