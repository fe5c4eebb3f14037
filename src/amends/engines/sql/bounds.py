"""The four bounds of a quantity as terms, and what they come to where quantities are joined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from amends.engines.sql.days import begun
from amends.engines.sql.terms import (
    Four,
    Term,
    Two,
    choose,
    compare,
    constant,
    either,
    greatest,
    least,
    number,
)
from amends.scheme.declarations import DayRule
from amends.truth.values import GREATEST, LEAST


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
            return single(change(self.least_lo), change(self.least_hi))
        return Bounds(
            change(self.least_lo),
            change(self.greatest_lo),
            change(self.least_hi),
            change(self.greatest_hi),
        )


def single(lo: Term, hi: Term) -> Bounds:
    """The bounds of what is read once."""
    return Bounds(lo, lo, hi, hi)


def extreme(pick: Callable[..., Term], among: list[Bounds]) -> Bounds:
    """The latest or the earliest of several, as `pick` picks."""
    if all(one.once for one in among):
        return single(pick(*(b.least_lo for b in among)), pick(*(b.least_hi for b in among)))
    return Bounds(
        pick(*(one.least_lo for one in among)),
        pick(*(one.greatest_lo for one in among)),
        pick(*(one.least_hi for one in among)),
        pick(*(one.greatest_hi for one in among)),
    )


def chosen(test: Four, then: Bounds, otherwise: Bounds) -> Bounds:
    """One or the other, as a test stands."""

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


def added(one: Bounds, other: Bounds) -> Bounds:
    """Two numbers or sums together."""

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

    return of_two(lower, upper, one, other)


def of_two(
    lower: Callable[[Term, Term], Term],
    upper: Callable[[Term, Term], Term],
    one: Bounds,
    other: Bounds,
) -> Bounds:
    """What two come to: `lower` of their lower bounds, `upper` of their upper ones."""
    if one.once and other.once:
        return single(lower(one.least_lo, other.least_lo), upper(one.least_hi, other.least_hi))
    return Bounds(
        lower(one.least_lo, other.least_lo),
        lower(one.greatest_lo, other.greatest_lo),
        upper(one.least_hi, other.least_hi),
        upper(one.greatest_hi, other.greatest_hi),
    )


def turned(of: Bounds) -> Bounds:
    """The bounds in the order in which what takes away meets them."""
    return Bounds(of.greatest_hi, of.least_hi, of.greatest_lo, of.least_lo)


def negated(of: Bounds) -> Bounds:
    """What is taken away, as what is added."""
    return turned(of).each(_minus)


def _minus(term: Term) -> Term:
    value = constant(term)
    return exp.Neg(this=_whole(term)) if value is None else number(-value)


def multiplied(of: Bounds, factor: int) -> Bounds:
    """A number or sum so many times."""
    # Whatever comes to more than any sum is cut off before it is multiplied: a product of
    # two large numbers would not fit its column.
    if factor == 0:
        return single(number(0), number(0))
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
        return single(lower(of.least_lo), upper(of.least_hi))
    lows, highs = (of.least_lo, of.greatest_lo), (of.least_hi, of.greatest_hi)
    return Bounds(*map(lower, lows), *map(upper, highs))


def times_begun(of: Bounds, size: int) -> Bounds:
    """How many times a size has begun in a number or sum."""

    def count(bound: Term) -> Term:
        value = constant(bound)
        if value is not None:
            return number(GREATEST if value >= GREATEST - 1 else -(-max(value, 0) // size))
        whole = exp.IntDiv(
            this=exp.paren(exp.Sub(this=_whole(bound), expression=number(1)), copy=False),
            expression=number(size),
        )
        more = exp.Add(this=exp.cast(whole, "bigint"), expression=number(1))
        none = compare(exp.LTE, bound, number(0))
        is_open = compare(exp.GTE, bound, number(GREATEST - 1))
        return choose([(none, number(0)), (is_open, number(GREATEST))], more)

    return of.each(count)


def _whole(term: Term) -> Term:
    return exp.paren(term, copy=False)


def _sum(one: Term, other: Term) -> Term:
    values = constant(one), constant(other)
    if values[0] is not None and values[1] is not None:
        return number(values[0] + values[1])
    return exp.Add(this=_whole(one), expression=_whole(other))


def years_between(start: Bounds, end: Bounds, rule: DayRule | None) -> Bounds:
    """The years begun between two dates: what the start makes more, it makes less."""

    def begun_by(first: Term, last: Term) -> Term:
        return begun(first, last, rule)

    return of_two(begun_by, begun_by, turned(start), end)
