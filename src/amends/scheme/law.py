"""A scheme as it stands on one law date, with any open points supposed.

The law date is folded away before anything is evaluated: limbs and list items not in
force vanish (an item that is still cited stays and covers nothing), so that no engine
ever meets a date of the law. It is never a fact.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from amends.scheme.conditions import (
    ALWAYS,
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
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)
from amends.scheme.declarations import CodeList, Effect, Instrument, Item, Part, in_mode
from amends.scheme.model import Scheme
from amends.scheme.walk import children, descendants


@dataclass(frozen=True, slots=True)
class Zones:
    """The codes that a set covers, and those that the law leaves open by point."""

    covered: frozenset[str]
    open: Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Law:
    """The law on a date: every limb and list item in it is in force.

    `supposed` maps the number of an open point to the answer taken for it. `later` are the
    instruments known to change the law after its date, which is no part of the law on it.
    """

    scheme: Scheme
    on: int
    supposed: Mapping[int, bool]
    later: tuple[Instrument, ...] = ()
    _zones: dict[In, Zones] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def in_force(self) -> bool:
        """Whether the law is in force on its date; if not, nothing is assessed."""
        return self.scheme.force.holds(self.on)

    def zones(self, node: In) -> Zones:
        """What a membership test covers and leaves open, as supposed."""
        if node not in self._zones:
            self._zones[node] = self._found(node)
        return self._zones[node]

    def _found(self, node: In) -> Zones:
        covered: set[str] = set()
        left: dict[int, set[str]] = {}
        for member in node.members:
            if isinstance(member, Cited):
                self._cite(member, covered, left)
            else:
                covered.add(member)
        for point, codes in left.items():
            if self.supposed.get(point):
                covered |= codes
        return Zones(
            frozenset(covered),
            {
                point: frozenset(codes - covered)
                for point, codes in left.items()
                if point not in self.supposed and codes - covered
            },
        )

    def points(self, node: Condition) -> frozenset[int]:
        """The open points on which a condition may hang, with the parts it names; none supposed."""
        match node:
            case In():
                return frozenset(self.zones(node).open)
            case Within(open_point=point) | LeftOpen(point=point):
                return frozenset({point} if point and point not in self.supposed else ())
            case Named():
                return self.points(self.scheme.part_named[node.part].body)
            case _:
                return frozenset().union(*map(self.points, children(node)))

    def _cite(self, member: Cited, covered: set[str], left: dict[int, set[str]]) -> None:
        cited: CodeList = self.scheme.code_list_at[member.list]
        labels = frozenset(member.items)
        held = [
            item
            for item in cited.items
            if (not labels or item.label in labels) and item.force.holds(self.on)
        ]
        own = [code for item in held for code in item.codes]
        covered.update(own)
        for opening in cited.openings:
            if not opening.force.holds(self.on):
                continue
            codes = left.setdefault(opening.point, set())
            of = [item for item in held if not opening.items or item.label in opening.items]
            if of or not opening.items:
                codes.update(opening.codes)
            in_modes = {
                in_mode(code, mode) for item in of for code in item.codes for mode in opening.modes
            }
            codes.update(in_modes & self.scheme.code_sets[cited.vocabulary])


def as_at(scheme: Scheme, on: int, supposed: Mapping[int, bool] | None = None) -> Law:
    """The law on the day `on`. Outside its force the law is given as it is written.

    Raises KeyError for a supposed open point that the scheme does not have.
    """
    answers = dict(supposed or {})
    known = {point.number for point in scheme.open_points}
    for number in answers:
        if number not in known:
            raise KeyError(number)
    later = tuple(one for one in scheme.instruments if one.start > on)
    if not scheme.force.holds(on):
        return Law(scheme, on, answers, later)
    folded_parts = {
        part.name: replace(part, body=_fold(part.body, on, part.provision)) for part in scheme.parts
    }
    effects = tuple(_fold_effect(e, folded_parts, on) for e in scheme.effects if e.force.holds(on))
    amounts = [effect.amount.counted for effect in effects if effect.amount]
    named = {name for amount in amounts for name in _named_in(amount)}
    roots = {*(effect.part for effect in effects), *named, scheme.recorded_by}
    reached = _reached(folded_parts, roots)
    parts = tuple(part for name, part in folded_parts.items() if name in reached)
    cited = {
        (member.list, label)
        for body in (*(part.body for part in parts), *amounts)
        for node in descendants(body)
        if isinstance(node, In)
        for member in node.members
        if isinstance(member, Cited)
        for label in member.items
    }
    lists = tuple(_fold_list(listed, on, cited) for listed in scheme.code_lists)
    made = tuple(one for one in scheme.instruments if one.start <= on)
    folded = replace(scheme, parts=parts, code_lists=lists, effects=effects, instruments=made)
    return Law(folded, on, answers, later)


def _reached(parts: Mapping[str, Part], roots: Iterable[str]) -> set[str]:
    """The parts that these rest on: what only a later amendment names is no law yet."""
    left = [name for name in roots if name]
    found = set(left)
    while left:
        named = _named_in(parts[left.pop()].body)
        left += sorted(named - found)
        found |= named
    return found


def _named_in(body: Condition) -> set[str]:
    return {node.part for node in descendants(body) if isinstance(node, Named)}


def _fold_effect(effect: Effect, parts: Mapping[str, Part], on: int) -> Effect:
    """The effect without dates; what it was presumed given must be there to be presumed on."""
    presumption = effect.presumption
    if (
        presumption
        and presumption.given
        and presumption.given not in _reached(parts, [effect.part])
    ):
        presumption = None
    amount = effect.amount
    if amount:
        amount = replace(amount, sum=_fold_quantity(amount.sum, on, amount.provision))
    return replace(effect, force=ALWAYS, presumption=presumption, amount=amount)


def _fold_list(listed: CodeList, on: int, cited: Container[tuple[str, str]]) -> CodeList:
    """The list without items not in force; one cited by its label stays, and covers nothing."""
    openings = tuple(
        replace(opening, force=ALWAYS) for opening in listed.openings if opening.force.holds(on)
    )
    named = {label for opening in openings for label in opening.items}
    held = {
        item.label: replace(item, force=ALWAYS) for item in listed.items if item.force.holds(on)
    }
    items: dict[str, Item] = {}
    for item in listed.items:
        if item.label in held or (listed.provision, item.label) in cited or item.label in named:
            items.setdefault(item.label, held.get(item.label, item))
    return replace(listed, items=tuple(items.values()), openings=openings)


def _fold(node: Condition, on: int, provision: str) -> Condition:
    """The condition as on this day; `provision` is what it stands under."""
    match node:
        case All() | Any():
            held = [c for c in node.limbs if not isinstance(c, Limb) or c.force.holds(on)]
            if len(held) == 1 < len(node.limbs):
                return _fold(held[0], on, provision)
            return replace(node, limbs=tuple(_fold(child, on, provision) for child in held))
        case Not():
            return replace(node, body=_fold(node.body, on, provision))
        case Limb():
            # In force on this day, and the law as at it has no other.
            body = _fold(node.body, on, node.provision)
            says_more = node.title or node.provision != provision
            return replace(node, body=body, force=ALWAYS) if says_more else body
        case AtLeast():
            return replace(node, where=_fold(node.where, on, provision))
        case AtMost() | Less():
            left = _fold_quantity(node.left, on, provision)
            return replace(node, left=left, right=_fold_quantity(node.right, on, provision))
        case In() | Within() | Overlaps() | Same() | Another() | Named() | LeftOpen():
            return node
        case _:
            assert_never(node)


def _fold_quantity(node: Quantity, on: int, provision: str) -> Quantity:
    def fold(part: Quantity) -> Quantity:
        return _fold_quantity(part, on, provision)

    match node:
        case Recorded() | Fixed() | Today():
            return node
        case Shift():
            return replace(node, date=fold(node.date))
        case Latest() | Earliest():
            return replace(node, among=tuple(map(fold, node.among)))
        case Choose():
            test = _fold(node.test, on, provision)
            return Choose(test, fold(node.then), fold(node.otherwise))
        case Plus():
            return Plus(fold(node.one), fold(node.other))
        case Minus():
            return Minus(fold(node.whole), fold(node.less))
        case Times() | Begun():
            return replace(node, quantity=fold(node.quantity))
        case Total():
            return replace(node, value=fold(node.value))
        case StartedYears():
            return StartedYears(fold(node.start), fold(node.end))
        case _:
            assert_never(node)
