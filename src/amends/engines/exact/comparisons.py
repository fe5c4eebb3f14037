"""Comparisons of one own fact with what the law fixes: what they are at one value, and their cuts.

A comparison of quantities is first taken apart into such *plain* ones: an if-then-else into
its two ways, the latest and the earliest of several into each of them. One that compares
two facts with each other stays whole, and is no plain one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Final, assert_never

from amends.scheme.conditions import (
    LAST_DAY,
    All,
    Any,
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
    Ref,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
)
from amends.scheme.declarations import DayRule
from amends.scheme.law import Law
from amends.scheme.walk import children, parts_of, quantity_refs, totals
from amends.truth.values import GREATEST, LEAST

MOST_TESTS: Final = 5
MOST_PLAIN: Final = 400

Compared = AtMost | Less
_STAYS_WHOLE: Final = "a comparison with a total in it stays whole"


@dataclass(frozen=True, slots=True)
class Way:
    """One way that a comparison can go: the answers of its tests, and what is compared then.

    `tests` are places among the comparison's own tests, each with its answer. `plain` is
    made of plain comparisons by `All` and `Any` alone.
    """

    tests: tuple[tuple[int, bool], ...]
    plain: Condition


def ways(node: Compared) -> tuple[Way, ...]:
    """Every way that a comparison can go; () for one that stays whole."""
    tests = children(node)
    if (
        totals(node)
        or len(tests) > MOST_TESTS
        or _width(node.left) * _width(node.right) > MOST_PLAIN
    ):
        return ()
    found: list[Way] = []
    both = product(_resolved(node.left, tests), _resolved(node.right, tests))
    for (one, left), (other, right) in both:
        answers = {*one, *other}
        if len(dict(answers)) == len(answers):  # one test cannot come out both ways
            plain = _apart(replace(node, left=left, right=right))
            found.append(Way(tuple(sorted(answers)), plain))
    return tuple(found) if all(_is_plain(way.plain) for way in found) else ()


def _width(node: Quantity) -> int:
    """How many facts and fixed values go into a quantity."""
    match node:
        case Recorded() | Fixed() | Today():
            return 1
        case Shift():
            return _width(node.date)
        case Latest() | Earliest():
            return sum(_width(q) for q in node.among)
        case Choose():
            return _width(node.then) + _width(node.otherwise)
        case Plus() | Minus() | StartedYears():
            one, other = parts_of(node)
            return _width(one) * _width(other)
        case Times() | Begun():
            return _width(node.quantity)
        case Total():
            raise AssertionError(_STAYS_WHOLE)
        case _:
            assert_never(node)


Resolved = tuple[tuple[tuple[int, bool], ...], Quantity]


def _resolved(node: Quantity, tests: Sequence[Condition]) -> Iterator[Resolved]:
    """Each way that a quantity can go, with no if-then-else left in it."""
    match node:
        case Recorded() | Fixed() | Today():
            yield (), node
        case Shift():
            for answers, inner in _resolved(node.date, tests):
                yield answers, replace(node, date=inner)
        case Latest() | Earliest():
            for among in product(*(list(_resolved(q, tests)) for q in node.among)):
                answers = tuple(answer for one, _ in among for answer in one)
                yield answers, replace(node, among=tuple(q for _, q in among))
        case Choose():
            place = next(i for i, test in enumerate(tests) if test is node.test)
            for holds, chosen in ((True, node.then), (False, node.otherwise)):
                for answers, inner in _resolved(chosen, tests):
                    yield ((place, holds), *answers), inner
        case Times() | Begun():
            for answers, inner in _resolved(node.quantity, tests):
                yield answers, replace(node, quantity=inner)
        case Total():
            raise AssertionError(_STAYS_WHOLE)
        case Plus() | Minus() | StartedYears():
            for one, other in product(*(list(_resolved(q, tests)) for q in parts_of(node))):
                yield (*one[0], *other[0]), _of_two(node, one[1], other[1])
        case _:
            assert_never(node)


def _apart(node: Compared) -> Condition:
    left, right = _outward(node.left), _outward(node.right)
    match left:
        case Latest() | Earliest():
            limbs = tuple(_apart(replace(node, left=q, right=right)) for q in left.among)
            return All(limbs) if isinstance(left, Latest) else Any(limbs)
    match right:
        case Latest() | Earliest():
            limbs = tuple(_apart(replace(node, left=left, right=q)) for q in right.among)
            return Any(limbs) if isinstance(right, Latest) else All(limbs)
    return replace(node, left=left, right=right)


Two = Plus | Minus | StartedYears


def _of_two(node: Two, one: Quantity, other: Quantity) -> Quantity:
    """The same, of two other quantities."""
    return type(node)(one, other)


def _outward(node: Quantity) -> Quantity:
    """The latest or earliest of several outermost: a shift of the latest is the latest shift.

    Nothing that a quantity goes through turns values about, but what is taken away, and the
    start of a time: there the latest becomes the earliest, and the earliest the latest.
    """
    match node:
        case Shift():
            return _drawn(node.date, lambda q: replace(node, date=q))
        case Times() | Begun():
            return _drawn(node.quantity, lambda q: replace(node, quantity=q))
        case Plus() | Minus() | StartedYears():
            one, other = parts_of(node)
            turned = isinstance(node, StartedYears), isinstance(node, Minus)
            found = _drawn(one, lambda q: _of_two(node, q, other), turned=turned[0])
            if isinstance(found, Latest | Earliest):
                return found
            return _drawn(other, lambda q: _of_two(node, one, q), turned=turned[1])
        case _:
            return node


def _drawn(
    inner: Quantity, around: Callable[[Quantity], Quantity], *, turned: bool = False
) -> Quantity:
    """What stands round the latest or earliest of several, as the one or other of it round each."""
    found = _outward(inner)
    if not isinstance(found, Latest | Earliest):
        return around(found)
    among = tuple(around(q) for q in found.among)
    return Latest(among) if isinstance(found, Latest) is not turned else Earliest(among)


def plain_of(node: Condition) -> Iterator[Compared]:
    """The plain comparisons that a way is made of, in order."""
    match node:
        case AtMost() | Less():
            yield node
        case _:
            for limb in children(node):
                yield from plain_of(limb)


def _is_plain(node: Condition) -> bool:
    return all(len(compared_refs(one)) < 2 or one.left == one.right for one in plain_of(node))


def compared_refs(node: Compared) -> tuple[Ref, ...]:
    """The facts that a comparison compares, in order."""
    return (*quantity_refs(node.left), *quantity_refs(node.right))


def holds(node: Compared, law: Law, value: int) -> bool:
    """Whether a plain comparison holds where its fact has this value."""
    left, right = _value_of(node.left, law, value), _value_of(node.right, law, value)
    return left <= right if isinstance(node, AtMost) else left < right


def _value_of(node: Quantity, law: Law, value: int) -> int:
    match node:
        case Recorded():
            return value
        case Fixed():
            return node.value
        case Today():
            return law.on
        case Shift():
            return _moved(_value_of(node.date, law, value), node, law.scheme.day_rule)
        case Plus():
            return _value_of(node.one, law, value) + _value_of(node.other, law, value)
        case Minus():
            return _value_of(node.whole, law, value) - _value_of(node.less, law, value)
        case Times():
            return _value_of(node.quantity, law, value) * node.factor
        case Begun():
            return -(-max(_value_of(node.quantity, law, value), 0) // node.size)
        case StartedYears():
            start, end = (_value_of(day, law, value) for day in (node.start, node.end))
            return _begun(start, end, law.scheme.day_rule)
        case Latest() | Earliest() | Choose() | Total():
            msg = "a plain comparison has been taken apart"
            raise AssertionError(msg)
        case _:
            assert_never(node)


def _moved(day: int, shift: Shift, rule: DayRule | None) -> int:
    """One day moved on; what is, or falls, off the calendar is beyond every day."""
    if not 1 <= day <= LAST_DAY:
        return day
    months = shift.years * 12 + shift.months
    if months:
        start = date.fromordinal(day)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        if not 1 <= year <= date.max.year:
            return GREATEST if months > 0 else LEAST
        last = monthrange(year, month + 1)[1]
        over = start.day > last and rule is DayRule.FIRST_OF_NEXT
        day = date(year, month + 1, min(start.day, last)).toordinal() + over
    day += shift.days
    if day > LAST_DAY:
        return GREATEST
    return day if day >= 1 else LEAST


def _begun(start: int, end: int, rule: DayRule | None) -> int:
    """The years begun from one day to another, as the days a year apart that are reached."""
    if start > LAST_DAY or end < 1:
        return 0
    if start < 1 or end > LAST_DAY:
        return GREATEST
    later = date.fromordinal(end).year - date.fromordinal(start).year
    last = _moved(start, Shift(Fixed(start), years=later), rule) if later > 0 else start
    return max(later + (last <= end), 0)


def cut(node: Compared, law: Law, *, is_day: bool) -> int | None:
    """The least value at which a plain comparison turns; None if it never does.

    It turns at most once, since nothing that a fact goes through turns values about.
    """
    lowest, highest = (1, LAST_DAY) if is_day else (LEAST, GREATEST)
    before = holds(node, law, lowest)
    if holds(node, law, highest) is before:
        return None
    while highest - lowest > 1:
        middle = (lowest + highest) // 2
        if holds(node, law, middle) is before:
            lowest = middle
        else:
            highest = middle
    return highest
