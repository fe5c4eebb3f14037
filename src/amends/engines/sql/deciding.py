"""Which provisions decided an outcome and what is wanted, from how each leaf stands.

A provision decides by the leaves on which its state turns. Settled by some limbs: those
limbs. Settled by all: each of them. Open or contested: the limbs that are not settled. A
definition applied to a person is cited by the provision that applies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from amends.engines.sql.cells import Cell
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Cited,
    Condition,
    In,
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
class Asked:
    """A condition asked of a matter and its person, or (in a definition) of the person only.

    It makes a difference where the condition tells an entry from the matter.
    """

    node: Condition
    of_person: bool = False

    def of(self, node: Condition) -> Asked:
        """A condition inside this one, asked of the same."""
        return Asked(node, self.of_person)

    def of_part(self, law: Law, node: Named) -> Asked:
        """The body of the part that this condition names."""
        part = law.scheme.part_named[node.part]
        return Asked(part.body, part.about == PERSON)


LeafKey = Asked | str
"""A comparison or list condition; or the name of a part, for whether it is denied."""


@dataclass(frozen=True, slots=True)
class Decided:
    """An outcome, and what it turns on."""

    outcome: Outcome
    provisions: tuple[str, ...]
    wanted: tuple[str, ...]
    disputed: tuple[str, ...]


def decide(law: Law, effect: Effect, stands: Mapping[LeafKey, Cell]) -> Decided:
    """What follows for an effect, given the cell of each of its leaves."""
    deciding = _Deciding(law, stands, {})
    top = Asked(Named(effect.part))
    turned = tuple(deciding.turns_on(top, law.scheme.part_named[effect.part].provision, ""))
    return Decided(
        deciding.pair(top).outcome,
        _unique(turn.provisions for turn in turned),
        _unique(turn.wanted for turn in turned),
        _unique(turn.disputed for turn in turned),
    )


def _unique(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in found for name in names))


@dataclass(frozen=True, slots=True)
class _Turn:
    """One leaf on which an outcome turns."""

    provisions: tuple[str, ...]
    wanted: tuple[str, ...]
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Deciding:
    law: Law
    stands: Mapping[LeafKey, Cell]
    pairs: dict[Asked, Pair]

    def pair(self, asked: Asked) -> Pair:
        """The pair of a condition."""
        known = self.pairs.get(asked)
        if known is None:
            known = self.pairs[asked] = self._pair(asked)
        return known

    def _pair(self, asked: Asked) -> Pair:
        node = asked.node
        match node:
            case All():
                return all_pairs(self.pair(asked.of(limb)) for limb in node.limbs)
            case Any():
                return any_pairs(self.pair(asked.of(limb)) for limb in node.limbs)
            case Not():
                return negate_pair(self.pair(asked.of(node.body)))
            case Limb():
                return self.pair(asked.of(node.body))
            case Named():
                body = self.pair(asked.of_part(self.law, node))
                if not self._is_denied(node.part):
                    return body
                helping = State.YES if body.helping is State.YES else State.NO
                return Pair(helping, State.NO)
            case In() | AtMost() | Less() | Within() | Overlaps() | Same() | AtLeast() | Another():
                return self.stands[asked].pair
            case _:
                assert_never(node)

    def _is_denied(self, part: str) -> bool:
        cell = self.stands.get(part)
        return cell is not None and cell.denied

    def turns_on(self, asked: Asked, provision: str, applied_by: str) -> Iterator[_Turn]:
        """The leaves on which a condition's state turns, in the order of the scheme.

        `provision` is the innermost it stands under; `applied_by` the one that applies the
        definition in which it stands, empty outside one.
        """
        node = asked.node
        match node:
            case Limb():
                yield from self.turns_on(asked.of(node.body), node.provision, applied_by)
            case Not():
                yield from self.turns_on(asked.of(node.body), provision, applied_by)
            case All() | Any():
                for limb in self._limbs(asked, node):
                    yield from self.turns_on(limb, provision, applied_by)
            case Named():
                yield from self._named(asked, node, provision, applied_by)
            case In() | AtMost() | Less() | Within() | Overlaps() | Same() | AtLeast() | Another():
                yield from self._leaf(asked, provision, applied_by)
            case _:
                assert_never(node)

    def _limbs(self, asked: Asked, node: All | Any) -> Iterator[Asked]:
        pair = self.pair(asked)
        settling = State.NO if isinstance(node, All) else State.YES
        for limb in map(asked.of, node.limbs):
            if _is_open(pair):
                turns = _is_open(self.pair(limb))
            elif pair.helping is settling:
                turns = self.pair(limb) == pair
            else:
                turns = True
            if turns:
                yield limb

    def _named(self, asked: Asked, node: Named, provision: str, applied_by: str) -> Iterator[_Turn]:
        part = self.law.scheme.part_named[node.part]
        pair, body = self.pair(asked), asked.of_part(self.law, node)
        applied = applied_by or ("" if part.about == MATTER else provision)
        overridden = self._is_denied(node.part) and pair != self.pair(body)
        if overridden:
            disputed = (node.part,) if pair.disputed else ()
            yield _Turn(_cited(applied or part.provision), (), disputed)
        if not overridden or pair.disputed:
            yield from self.turns_on(body, part.provision, applied)

    def _leaf(self, asked: Asked, provision: str, applied_by: str) -> Iterator[_Turn]:
        cell, node = self.stands[asked], asked.node
        # A test inside a quantity bears on it where both are settled or both are open.
        for test in () if isinstance(node, AtLeast) else map(asked.of, children(node)):
            if _is_open(self.pair(test)) is _is_open(cell.pair):
                yield from self.turns_on(test, provision, applied_by)
        provisions = _cited(applied_by or provision)
        if isinstance(node, In):
            cited = (member for member in node.members if isinstance(member, Cited))
            lists = tuple(f"{member.list}{', '.join(member.items)}" for member in cited)
            provisions = lists or provisions
        yield _Turn(provisions, cell.wanted, cell.disputed)


def _is_open(pair: Pair) -> bool:
    return pair.disputed or pair.helping is State.UNKNOWN


def _cited(provision: str) -> tuple[str, ...]:
    return (provision,) if provision else ()
