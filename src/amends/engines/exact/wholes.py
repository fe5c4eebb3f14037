"""Conditions taken by themselves: what they look at, and whether that says all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, assert_never

from amends.engines.exact.variables import Path, Touched, Whole, WholeVariable
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Condition,
    FixedPeriod,
    In,
    LeftOpen,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Ref,
    Same,
    Within,
)
from amends.scheme.declarations import Fact, FactType
from amends.scheme.law import Law
from amends.scheme.walk import children, refs

MOST_POINTS: Final = 3

Scope = Mapping[str, str]
"""What each name stands for: `person`, `matter`, or an entry by a name of its own."""

OWN: Final = (PERSON, MATTER)


def whole(law: Law, node: Whole, path: Path, about: str) -> WholeVariable:
    """The variable of a condition in a part about the matter (and its person), or the person."""
    looked = _Looked(law)
    looked.at(node, {PERSON: PERSON, about: about}, ())
    points = tuple(sorted(looked.points))
    few = len(points) <= MOST_POINTS
    return WholeVariable(
        node,
        path,
        points if few else (),
        frozenset(looked.touched),
        looked.plain and few,
        looked.mixed,
    )


@dataclass(slots=True)
class _Looked:
    """What was met on the way through a condition."""

    law: Law
    points: set[int] = field(default_factory=set)
    touched: set[Touched] = field(default_factory=set)
    met: set[Ref] = field(default_factory=set)
    plain: bool = True
    mixed: bool = True
    kinds: dict[str, str] = field(default_factory=dict)

    def at(self, node: Condition, scope: Scope, inside: tuple[str, ...]) -> None:
        """Go through a condition; `inside` are the entries that it is about, outermost first."""
        match node:
            case AtLeast():
                self._entries(node, scope, inside)
            case Named():
                part = self.law.scheme.part_named[node.part]
                held = {PERSON: scope[node.of]}
                if MATTER in scope and part.about == MATTER:
                    held[MATTER] = scope[MATTER]
                self.at(part.body, held, inside)
            case In() | AtMost() | Less() | Within() | Overlaps() | Same():
                self._compares(node, scope, inside)
                for test in children(node):
                    self.at(test, scope, inside)
            case All() | Any() | Not() | Limb():
                for limb in children(node):
                    self.at(limb, scope, inside)
            case LeftOpen():
                self.points |= self.law.points(node)
            case Another():
                # In a part about a person there is no matter to tell an entry from.
                self.plain = self.plain and MATTER in scope
            case _:
                assert_never(node)

    def _entries(self, node: AtLeast, scope: Scope, inside: tuple[str, ...]) -> None:
        if scope[node.of] in OWN:
            self.touched.add(node.list)
        # What several entries share ties them together, and so does a count of them.
        tied = node.count > 1 or (bool(inside) and scope[node.of] != inside[-1])
        self.plain = self.plain and not tied
        entry = f"{node.list} {len(self.kinds)}"
        self.kinds[entry] = node.list
        self.at(node.where, {**scope, node.name: entry}, (*inside, entry))

    def _compares(self, node: Condition, scope: Scope, inside: tuple[str, ...]) -> None:
        compared = [Ref(scope[ref.of], ref.fact) for ref in refs(node)]
        own = {ref for ref in compared if ref.of in OWN}
        self.touched |= own
        if inside and own and own == set(compared):
            self.mixed = False
        allowed = {*OWN, *inside[-1:]}
        again = len(set(compared)) < len(compared) or bool(self.met & set(compared))
        astray = any(ref.of not in allowed for ref in compared)
        self.met |= set(compared)
        if again or astray or self._is_lax(node, scope):
            self.plain = False

    def _is_lax(self, node: Condition, scope: Scope) -> bool:
        """Whether a comparison can be certain where its recorded state is unknown."""
        match node:
            case In():
                zones = self.law.zones(node)
                self.points |= set(zones.open)
                fact = self._fact(node.ref, scope)
                never = not zones.covered and not zones.open
                return never or zones.covered >= self.law.scheme.code_sets[fact.vocabulary]
            case Within():
                # A single day never lies partly within anything.
                has_extent = self._fact(node.inner, scope).type is FactType.PERIOD
                if node.open_point and node.open_point not in self.law.supposed and has_extent:
                    self.points.add(node.open_point)
                # In a single day lies no longer period, whatever is not known of either.
                in_a_day = isinstance(node.outer, Ref) and (
                    self._fact(node.outer, scope).type is FactType.DATE
                )
                return node.outer == FixedPeriod(None, None) or (has_extent and in_a_day)
            case Overlaps():
                return node.right == FixedPeriod(None, None)
            case AtMost() | Less():
                return bool(children(node))
            case _:
                return False

    def _fact(self, ref: Ref, scope: Scope) -> Fact:
        of = scope[ref.of]
        return self.law.scheme.facts_of(self.kinds.get(of, of))[ref.fact]
