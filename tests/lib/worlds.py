"""One world with nothing unknown in it, and what a condition plainly is there: yes or no.

Written from the meaning of each node alone; no engine is used.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import assert_never

from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    LeftOpen,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)
from amends.scheme.declarations import DayRule
from amends.scheme.law import Law
from amends.scheme.walk import parts_of

Value = str | int | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, a matter or a real entry, with nothing unknown about it."""

    values: Mapping[str, Value]
    lists: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)
    denied: frozenset[str] = frozenset()
    is_matter: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """A law, and what is the answer to each of its open points."""

    law: Law
    points: Mapping[int, bool]

    def holds(self, node: Condition, scope: Mapping[str, Thing]) -> bool:
        match node:
            case In():
                return scope[node.ref.of].values[node.ref.fact] in self._covered(node)
            case AtMost():
                return self.amount(node.left, scope) <= self.amount(node.right, scope)
            case Less():
                return self.amount(node.left, scope) < self.amount(node.right, scope)
            case Within():
                (first, last), (start, end) = _days(node.inner, scope), _days(node.outer, scope)
                if start <= first and last <= end:
                    return True
                common = start <= last and first <= end
                return common and bool(node.open_point) and self.points[node.open_point]
            case Overlaps():
                (first, last), (start, end) = _days(node.left, scope), _days(node.right, scope)
                return start <= last and first <= end
            case Same():
                left, right = scope[node.left.of], scope[node.right.of]
                return left.values[node.left.fact] == right.values[node.right.fact]
            case All():
                return all(self.holds(limb, scope) for limb in node.limbs)
            case Any():
                return any(self.holds(limb, scope) for limb in node.limbs)
            case Not() | Limb():
                return self.holds(node.body, scope) is not isinstance(node, Not)
            case AtLeast():
                among = scope[node.of].lists[node.list]
                met = [x for x in among if self.holds(node.where, {**scope, node.name: x})]
                return len(met) >= node.count
            case LeftOpen():
                return self.points[node.point]
            case Another():
                return not scope[node.name].is_matter
            case Named():
                return self._named(node, scope)
            case _:
                assert_never(node)

    def _named(self, node: Named, scope: Mapping[str, Thing]) -> bool:
        part = self.law.scheme.part_named[node.part]
        if part.about == MATTER:
            inside = {PERSON: scope[PERSON], MATTER: scope[MATTER]}
        else:
            inside = {PERSON: scope[node.of]}
        if any(node.part in thing.denied for thing in inside.values()):
            return False
        return self.holds(part.body, inside)

    def _covered(self, node: In) -> set[str]:
        covered: set[str] = set()
        for member in node.members:
            if not isinstance(member, Cited):
                covered.add(member)
                continue
            cited = self.law.scheme.code_list_at[member.list]
            held = [
                item
                for item in cited.items
                if item.force.holds(self.law.on)
                and (item.label in member.items or not member.items)
            ]
            covered |= {code for item in held for code in item.codes}
            for opening in cited.openings:
                if self.points[opening.point] and opening.force.holds(self.law.on):
                    # One of some items is there as long as one of these is.
                    of = [item for item in held if item.label in opening.items or not opening.items]
                    codes = {code for item in of for code in item.codes}
                    covered |= {f"{code} ({mode})" for code in codes for mode in opening.modes}
                    covered |= set(opening.codes) if of or not opening.items else set()
        return covered

    def amount(self, node: Quantity, scope: Mapping[str, Thing]) -> int:
        match node:
            case Recorded():
                value = scope[node.ref.of].values[node.ref.fact]
                assert isinstance(value, int)
                return value
            case Fixed():
                return node.value
            case Today():
                return self.law.on
            case Shift():
                day = self.amount(node.date, scope)
                return moved(day, node.years, node.months, node.days, self.law.scheme.day_rule)
            case Latest():
                return max(self.amount(one, scope) for one in node.among)
            case Earliest():
                return min(self.amount(one, scope) for one in node.among)
            case Choose():
                chosen = node.then if self.holds(node.test, scope) else node.otherwise
                return self.amount(chosen, scope)
            case Plus():
                return self.amount(node.one, scope) + self.amount(node.other, scope)
            case Minus():
                return self.amount(node.whole, scope) - self.amount(node.less, scope)
            case Times():
                return self.amount(node.quantity, scope) * node.factor
            case StartedYears():
                start, end = self.amount(node.start, scope), self.amount(node.end, scope)
                rule = self.law.scheme.day_rule
                return sum(moved(start, n, 0, 0, rule) <= end for n in range(_MOST_YEARS))
            case Begun():
                return ceil(max(self.amount(node.quantity, scope), 0) / node.size)
            case Total():
                among = scope[node.of].lists[node.list]
                worth = (self.amount(node.value, {**scope, node.name: x}) for x in among)
                return sum(max(each, 0) for each in worth)
            case _:
                assert_never(node)


_MOST_YEARS = 40  # more than lie between any two days that a test has


def moved(day: int, years: int, months: int, days: int, rule: DayRule | None) -> int:
    """The day so many years and months later, then so many days; well inside the calendar."""
    start = date.fromordinal(day)
    year, month = start.year + years, start.month + months
    while month > 12:
        year, month = year + 1, month - 12
    last = monthrange(year, month)[1]
    if start.day <= last:
        return date(year, month, start.day).toordinal() + days
    over = 1 if rule is DayRule.FIRST_OF_NEXT else 0
    return date(year, month, last).toordinal() + over + days


def _days(of: Ref | FixedPeriod, scope: Mapping[str, Thing]) -> tuple[int, int]:
    if isinstance(of, FixedPeriod):
        first = of.first if of.first is not None else 0
        return first, of.last if of.last is not None else date.max.toordinal()
    value = scope[of.of].values[of.fact]
    assert not isinstance(value, str)
    return (value, value) if isinstance(value, int) else value


def mentioned(law: Law, node: Condition | Quantity) -> Iterator[tuple[str, str]]:
    """What is looked at under a condition, each as what it is and its name.

    Beside "fact", "list" and "part": an "identity" of an entry, to tell it from the matter.
    """
    match node:
        case In():
            yield "fact", node.ref.fact
        case Within() | Overlaps():
            ends = (node.inner, node.outer) if isinstance(node, Within) else (node.left, node.right)
            yield from (("fact", ref.fact) for ref in ends if isinstance(ref, Ref))
        case Same():
            yield from (("fact", ref.fact) for ref in (node.left, node.right))
        case Recorded():
            yield "fact", node.ref.fact
        case AtLeast():
            yield "list", node.list
            yield from mentioned(law, node.where)
        case Named():
            yield "part", node.part
            yield from mentioned(law, law.scheme.part_named[node.part].body)
        case All() | Any():
            yield from (found for limb in node.limbs for found in mentioned(law, limb))
        case Not() | Limb():
            yield from mentioned(law, node.body)
        case AtMost() | Less():
            yield from (*mentioned(law, node.left), *mentioned(law, node.right))
        case Shift():
            yield from mentioned(law, node.date)
        case Latest() | Earliest():
            yield from (found for one in node.among for found in mentioned(law, one))
        case Choose():
            for inside in (node.test, node.then, node.otherwise):
                yield from mentioned(law, inside)
        case Total():
            yield "list", node.list
            yield from mentioned(law, node.value)
        case Plus() | Minus() | Times() | StartedYears() | Begun():
            for part in parts_of(node):
                yield from mentioned(law, part)
        case Another():
            yield "identity", node.name
        case Fixed() | Today() | LeftOpen():
            return
        case _:
            assert_never(node)
