"""What an outcome turns on: the deciding provisions, the facts wanted or disputed.

Read off the grounds of one effect. A *leaf* is a comparison, a list condition or
a denied term. Where a ground is settled, its leaves are what was enough for it;
where it is open or contested, what it hangs on. A definition applied to a person
is cited by the provision that applies it, not by its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.assessments.assessment import Evidence, Ground
from amends.scheme.conditions import (
    PERSON,
    All,
    Any,
    AtLeast,
    Cited,
    In,
    Limb,
    Named,
    Not,
    Within,
)
from amends.scheme.law import Law
from amends.truth.states import Pair, State
from amends.truth.values import Codes, Period, Span, Values


@dataclass(frozen=True, slots=True)
class Leaf:
    """A ground on which an outcome turns, and the provision to cite for it."""

    ground: Ground
    provision: str


@dataclass(frozen=True, slots=True)
class Turning:
    """Reads grounds reached under one law."""

    law: Law

    def leaves(self, ground: Ground, cited_as: str) -> Iterator[Leaf]:
        """The leaves on which the ground's state turns, in the order of the scheme.

        `cited_as` is the provision that applies the definition in which the
        ground stands; empty outside one.
        """
        match ground.node:
            case Named():
                yield from self._named(ground, cited_as)
            case Not() | Limb():
                yield from self.leaves(ground.children[0], cited_as)
            case All():
                for limb in _limbs(ground, settled_by=State.NO):
                    yield from self.leaves(limb, cited_as)
            case Any():
                for limb in _limbs(ground, settled_by=State.YES):
                    yield from self.leaves(limb, cited_as)
            case _:
                # The tests inside a quantity bear on it through its bounds only: what is
                # settled may rest on a settled one, what is open may hang on an open one.
                for test in ground.children:
                    if _open(test.pair) is _open(ground.pair):
                        yield from self.leaves(test, cited_as)
                yield Leaf(ground, cited_as or ground.provision)

    def _named(self, ground: Ground, cited_as: str) -> Iterator[Leaf]:
        assert isinstance(ground.node, Named)
        part = self.law.scheme.part_named[ground.node.part]
        applied = ground.provision if part.about == PERSON else ""
        body = ground.children[0]
        overridden = bool(ground.denials) and ground.pair != body.pair
        if overridden:
            yield Leaf(ground, cited_as or applied or part.provision)
        if not overridden or ground.pair.disputed:
            yield from self.leaves(body, cited_as or applied)

    def provisions(self, leaf: Leaf) -> tuple[str, ...]:
        """The provisions to cite: for a membership the list as cited, else where it stands."""
        if isinstance(leaf.ground.node, In):
            cited = tuple(m for m in leaf.ground.node.members if isinstance(m, Cited))
            if cited:
                return tuple(f"{m.list}{', '.join(m.items)}" for m in cited)
        return (leaf.provision,) if leaf.provision else ()

    def wanted(self, leaf: Leaf) -> tuple[str, ...]:
        """The facts, lists and open points that a leaf in an unknown state waits for."""
        ground = leaf.ground
        if State.UNKNOWN not in (ground.pair.helping, ground.pair.hurting):
            return ()
        match ground.node:
            case Named():
                return ()
            case AtLeast():
                return (ground.node.list,)
            case In():
                return self._wanted_of_membership(ground.node, ground.evidence[0])
            case Within() if not any(_inexact(e) for e in ground.evidence):
                return (_open_point(ground.node.open_point),)
            case _:
                return tuple(e.ref.fact for e in ground.evidence if _inexact(e))

    def _wanted_of_membership(self, node: In, evidence: Evidence) -> tuple[str, ...]:
        if not evidence.readings:
            return (evidence.ref.fact,)
        zones = self.law.zones(node)
        wanted: set[str] = set()
        for values, _ in evidence.readings:
            codes = values.codes if isinstance(values, Codes) else frozenset[str]()
            points = [p for p, left in zones.open.items() if codes & left]
            # A reading open in itself; one wholly covered, or wholly not, is settled.
            if not points and (codes <= zones.covered or not codes & zones.covered):
                continue
            wanted.update(_open_point(point) for point in points)
            if len(codes) > 1:
                wanted.add(evidence.ref.fact)
        return tuple(sorted(wanted, key=lambda name: (name != evidence.ref.fact, name)))

    def disputed(self, leaf: Leaf) -> tuple[str, ...]:
        """The facts, lists and denied terms on whose conflict a leaf turns."""
        ground = leaf.ground
        if not ground.pair.disputed:
            return ()
        match ground.node:
            case Named():
                return (ground.node.part,)
            case AtLeast():
                return (ground.node.list,)
            case _:
                return tuple(e.ref.fact for e in ground.evidence if len(e.readings) > 1)


def _limbs(ground: Ground, settled_by: State) -> Iterator[Ground]:
    """The limbs on which a conjunction (settled by a no) or disjunction (by a yes) turns.

    Open: each limb not settled. Settled by some limbs: those. Settled the other
    way: it took every limb.
    """
    if _open(ground.pair):
        yield from (limb for limb in ground.children if _open(limb.pair))
        return
    settled = Pair(settled_by, settled_by)
    if ground.pair == settled:
        yield from (limb for limb in ground.children if limb.pair == settled)
    else:
        yield from ground.children


def _open(pair: Pair) -> bool:
    return pair.disputed or pair.helping is State.UNKNOWN


def _open_point(number: int) -> str:
    return f"open point {number}"


def _inexact(evidence: Evidence) -> bool:
    """Whether more could be known of a fact: it is silent, or some reading is not one value."""
    return not evidence.readings or not all(_exact(values) for values, _ in evidence.readings)


def _exact(values: Values) -> bool:
    match values:
        case Codes():
            return len(values.codes) == 1
        case Span():
            return values.lo == values.hi
        case Period():
            return _exact(values.start) and _exact(values.end)
