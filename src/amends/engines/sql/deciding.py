"""Which provisions decided an outcome and what is wanted, from how each leaf stands.

A provision decides by the leaves on which its state turns. Settled by some limbs: those
limbs. Settled by all: each of them. Open or contested: the limbs that are not settled. A
definition applied to a person is cited by the provision that applies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from amends.engines.sql.digits import Pattern
from amends.engines.sql.leaves import Asked, Cell, LeafKey
from amends.scheme.conditions import (
    MATTER,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Cited,
    In,
    LeftOpen,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Same,
    Within,
)
from amends.scheme.declarations import Effect
from amends.scheme.law import Law
from amends.scheme.walk import children
from amends.truth.states import Outcome, Pair, State, all_pairs, any_pairs, negate_pair


@dataclass(frozen=True, slots=True)
class Decided:
    """An outcome, and what it turns on."""

    outcome: Outcome
    provisions: tuple[str, ...]
    wanted: tuple[str, ...]
    disputed: tuple[str, ...]


def decider(law: Law, effect: Effect, pattern: Pattern) -> Callable[[Sequence[int]], Decided]:
    """What follows for an effect from the packed numbers of a pattern."""
    stretches = stretches_of(pattern)
    part = law.scheme.part_named[effect.part]
    top = _Making(law, stretches).step(Asked(Named(effect.part)), part.provision, "")
    known: dict[_Turned, Decided] = {}

    def decide(numbers: Sequence[int]) -> Decided:
        turned = top.at(pattern.bits(numbers))
        decided = known.get(turned)
        if decided is None:
            names = (_unique(turned.provisions), _unique(turned.wanted), _unique(turned.disputed))
            decided = known[turned] = Decided(turned.pair.outcome, *names)
        return decided

    return decide


def stretches_of(pattern: Pattern) -> dict[LeafKey, Stretch]:
    """Where each leaf stands in the bits of a pattern."""
    stretches: dict[LeafKey, Stretch] = {}
    offset = 0
    for digit in pattern.digits:
        for key, reads in digit.reads.items():
            stretches[key] = Stretch(offset, (1 << digit.bits) - 1, reads)
        offset += digit.bits
    return stretches


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where in the bits of a pattern a leaf stands, and how to read it there."""

    offset: int
    mask: int
    reads: Callable[[int], Cell]

    def cell(self, bits: int) -> Cell:
        """How the leaf stands."""
        return self.reads(bits >> self.offset & self.mask)


@dataclass(frozen=True, slots=True, eq=False)
class _Turned:
    """How a condition stands, and on what it turns in the order of the scheme.

    One object for each way of standing of a step, so that a step above knows it again.
    """

    pair: Pair
    provisions: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


class _Step:
    """A condition where it stands in the tree. It remembers what it has worked out.

    Few combinations of its own bits occur, however many there are of all.
    """

    def __init__(self, mask: int, work: Callable[[int], _Turned]) -> None:
        self.mask = mask
        self._work = work
        self._known: dict[int, _Turned] = {}
        self._alike: dict[tuple[object, ...], _Turned] = {}

    def at(self, bits: int) -> _Turned:
        own = bits & self.mask
        known = self._known.get(own)
        if known is None:
            found = self._work(own)
            what = (found.pair, found.provisions, found.wanted, found.disputed)
            known = self._known[own] = self._alike.setdefault(what, found)
        return known


def _joined(pair: Pair, turned: Iterable[_Turned]) -> _Turned:
    """A pair that turns on all of these."""
    held = tuple(turned)
    return _Turned(
        pair,
        _unique(name for one in held for name in one.provisions),
        _unique(name for one in held for name in one.wanted),
        _unique(name for one in held for name in one.disputed),
    )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the steps of a tree: each with the provision it stands under.

    `provision` is the innermost one; `applied_by` the one that applies the definition in
    which the condition stands, empty outside one.
    """

    law: Law
    stretches: Mapping[LeafKey, Stretch]

    def step(self, asked: Asked, provision: str, applied_by: str) -> _Step:
        node = asked.node
        match node:
            case Limb():
                return self.step(asked.of(node.body), node.provision, applied_by)
            case Not():
                body = self.step(asked.of(node.body), provision, applied_by)
                return _over([body], lambda turned: _negated(*turned))
            case All() | Any():
                limbs = [self.step(asked.of(limb), provision, applied_by) for limb in node.limbs]
                join = _all_hold if isinstance(node, All) else _any_holds
                return _over(limbs, join)
            case Named():
                return self._named(asked, node, provision, applied_by)
            case (
                In()
                | AtMost()
                | Less()
                | Within()
                | Overlaps()
                | Same()
                | AtLeast()
                | Another()
                | LeftOpen()
            ):
                return self._leaf(asked, provision, applied_by)
            case _:
                assert_never(node)

    def _named(self, asked: Asked, node: Named, provision: str, applied_by: str) -> _Step:
        part = self.law.scheme.part_named[node.part]
        applied = applied_by or ("" if part.about == MATTER else provision)
        body = self.step(asked.of_part(self.law, node), part.provision, applied)
        if node.part not in self.stretches:
            return body
        stretch, cited = self.stretches[node.part], _cited(applied or part.provision)

        def denied(bits: int) -> _Turned:
            turned = body.at(bits)
            if not stretch.cell(bits).denied:
                return turned
            pair = denied_pair(turned.pair)
            if pair == turned.pair:
                return turned
            itself = _Turned(pair, cited, (), (node.part,) if pair.disputed else ())
            return _joined(pair, [itself, turned]) if pair.disputed else itself

        return _Step(body.mask | stretch.mask << stretch.offset, denied)

    def _leaf(self, asked: Asked, provision: str, applied_by: str) -> _Step:
        node, stretch = asked.node, self.stretches[asked]
        inside = () if isinstance(node, AtLeast) else map(asked.of, children(node))
        tests = [self.step(test, provision, applied_by) for test in inside]
        provisions = _cited(applied_by or provision)
        if isinstance(node, In):
            cited = (member for member in node.members if isinstance(member, Cited))
            lists = tuple(f"{member.list}{', '.join(member.items)}" for member in cited)
            provisions = lists or provisions

        def stands(bits: int) -> _Turned:
            cell = stretch.cell(bits)
            own = _Turned(cell.pair, provisions, cell.wanted, cell.disputed)
            # A test inside a quantity bears on it where both are settled or both are open.
            bearing = [test.at(bits) for test in tests]
            bearing = [one for one in bearing if _is_open(one.pair) is _is_open(cell.pair)]
            return _joined(cell.pair, [*bearing, own])

        mask = stretch.mask << stretch.offset
        for test in tests:
            mask |= test.mask
        return _Step(mask, stands)


def denied_pair(pair: Pair) -> Pair:
    """How a denied part stands whose body stands so."""
    return Pair(State.YES if pair.helping is State.YES else State.NO, State.NO)


def _over(steps: Sequence[_Step], join: Callable[[Sequence[_Turned]], _Turned]) -> _Step:
    """A condition over others, whose standing is all that it looks at."""
    known: dict[tuple[_Turned, ...], _Turned] = {}

    def joined(bits: int) -> _Turned:
        turned = tuple([step.at(bits) for step in steps])
        found = known.get(turned)
        if found is None:
            found = known[turned] = join(turned)
        return found

    mask = 0
    for step in steps:
        mask |= step.mask
    return _Step(mask, joined)


def _negated(body: _Turned) -> _Turned:
    return _Turned(negate_pair(body.pair), body.provisions, body.wanted, body.disputed)


def _all_hold(limbs: Sequence[_Turned]) -> _Turned:
    return _turning(limbs, all_pairs(limb.pair for limb in limbs), State.NO)


def _any_holds(limbs: Sequence[_Turned]) -> _Turned:
    return _turning(limbs, any_pairs(limb.pair for limb in limbs), State.YES)


def _turning(limbs: Sequence[_Turned], pair: Pair, settling: State) -> _Turned:
    """A pair that turns on some of these limbs."""
    if _is_open(pair):
        return _joined(pair, (limb for limb in limbs if _is_open(limb.pair)))
    if pair.helping is settling:
        return _joined(pair, (limb for limb in limbs if limb.pair == pair))
    return _joined(pair, limbs)


def _is_open(pair: Pair) -> bool:
    return pair.disputed or pair.helping is State.UNKNOWN


def _cited(provision: str) -> tuple[str, ...]:
    return (provision,) if provision else ()
