"""Quantities as four bounds: least and greatest lower bound, least and greatest upper bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from sqlglot import exp

from amends.cases.layout import DAY_GREATEST, DAY_LEAST
from amends.engines.sql.bounds import (
    Bounds,
    added,
    chosen,
    extreme,
    multiplied,
    negated,
    single,
    times_begun,
    years_between,
)
from amends.engines.sql.days import moved_on
from amends.engines.sql.entries import Ask
from amends.engines.sql.rows import NOBODY, Held, Program, Rows, Scope
from amends.engines.sql.terms import (
    Four,
    Term,
    Two,
    column,
    compare,
    greatest,
    is_long,
    least,
    number,
    once,
    present,
    read_once,
)
from amends.engines.sql.totals import total
from amends.scheme.conditions import (
    AtMost,
    Begun,
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
    Total,
)
from amends.scheme.walk import parts_of
from amends.truth.values import GREATEST, LEAST


def comparison(node: AtMost | Less, rows: Rows, scope: Scope, ask: Ask) -> Four:
    """`left` ≤ or < `right`. `ask` says how a condition inside a quantity stands."""
    yes, no = (exp.LTE, exp.GT) if isinstance(node, AtMost) else (exp.LT, exp.GTE)
    is_days = any(_is_days(side, rows.program, scope) for side in (node.left, node.right))
    measure = _Measure(rows, scope, ask, is_days)
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


def measured(node: Quantity, rows: Rows, scope: Scope, ask: Ask) -> Bounds:
    """The bounds of a number or sum for each of the rows."""
    return _Measure(rows, scope, ask, is_days=False).bounds(node)


def _is_days(node: Quantity, program: Program, scope: Scope) -> bool:
    """Whether a quantity is a day, as far as that can be told of it by itself."""
    match node:
        case Today():
            return True
        case StartedYears() | Begun() | Total():
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
    ask: Ask
    is_days: bool

    @property
    def ends(self) -> tuple[int, int]:
        return (DAY_LEAST, DAY_GREATEST) if self.is_days else (LEAST, GREATEST)

    def bounds(self, node: Quantity) -> Bounds:
        match node:
            case Recorded():
                if self.scope[node.ref.of] is NOBODY:
                    least_end, greatest_end = self.ends
                    return single(number(least_end), number(greatest_end))
                held = self.rows.fact(self.scope[node.ref.of], node.ref.fact)
                return recorded(self.rows, held)
            case Fixed():
                low, high = self.ends
                value = number(min(max(node.value, low + 1), high - 1))
                return single(value, value)
            case Today():
                return single(number(self.rows.program.law.on), number(self.rows.program.law.on))
            case Shift():
                rule = self.rows.program.law.scheme.day_rule
                date = self.bounds(node.date)
                return self._kept(date.each(lambda day: moved_on(day, node, rule, self.ends)))
            case Latest():
                return extreme(greatest, [self.bounds(one) for one in node.among])
            case Earliest():
                return extreme(least, [self.bounds(one) for one in node.among])
            case Choose():
                then, otherwise = self.bounds(node.then), self.bounds(node.otherwise)
                return self._kept(chosen(self._tested(node.test), then, otherwise))
            case Plus():
                return self._kept(added(self.bounds(node.one), self.bounds(node.other)))
            case Minus():
                less = negated(self.bounds(node.less))
                return self._kept(added(self.bounds(node.whole), less))
            case Times():
                return self._kept(multiplied(self.bounds(node.quantity), node.factor))
            case Begun():
                number_or_sum = replace(self, is_days=False)
                return self._kept(times_begun(number_or_sum.bounds(node.quantity), node.size))
            case Total():
                return self._kept(total(node, self.rows, self.scope, self.ask, self._measured))
            case StartedYears():
                days = replace(self, is_days=True)
                rule = self.rows.program.law.scheme.day_rule
                start, end = days.bounds(node.start), days.bounds(node.end)
                return self._kept(years_between(start, end, rule))
            case _:
                assert_never(node)

    # Shifts and choices write each of their terms several times, and one inside another
    # multiplies: what has grown long is worked out once, by row.

    def _measured(self, node: Quantity, rows: Rows, scope: Scope) -> Bounds:
        return measured(node, rows, scope, self.ask)

    def _kept(self, bounds: Bounds) -> Bounds:
        if bounds.once:
            return single(*self._once_each("quantity", bounds.least_lo, bounds.least_hi))
        ends = (bounds.least_lo, bounds.greatest_lo, bounds.least_hi, bounds.greatest_hi)
        return Bounds(*self._once_each("quantity", *ends))

    def _tested(self, node: Condition) -> Four:
        found = self.ask(node, self.rows, self.scope)
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
        return single(lo, hi)
    of_lo, of_hi = (column(held.further, name) for name in held.stored.columns)

    def wider(pick: Callable[..., Term], first: Term, name: str, over: Term) -> Term:
        return pick(first, present(rows.over_further(held, name, over), first))

    return Bounds(
        wider(least, lo, "least_lo", exp.Min(this=of_lo)),
        wider(greatest, lo, "greatest_lo", exp.Max(this=of_lo)),
        wider(least, hi, "least_hi", exp.Min(this=of_hi)),
        wider(greatest, hi, "greatest_hi", exp.Max(this=of_hi)),
    )
