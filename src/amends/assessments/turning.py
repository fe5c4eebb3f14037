"""What an outcome turns on: the deciding provisions, the facts wanted or disputed.

Read off recorded grounds, under the law they were reached under. A *leaf* is a
comparison, a list condition or a denied term. Where a ground is settled, its leaves
are what was enough for it; where it is open or contested, what it hangs on. A
definition applied to a person is cited by the provision that applies it, not by its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.assessments.assessment import Evidence, Ground
from amends.assessments.wanted import point_name
from amends.scheme.conditions import (
    PERSON,
    All,
    Any,
    AtLeast,
    Cited,
    In,
    LeftOpen,
    Limb,
    Named,
    Not,
    Within,
)
from amends.scheme.law import Law
from amends.scheme.walk import totals
from amends.truth.states import Pair, State
from amends.truth.values import Codes, is_exact

ESTABLISHED = Pair(State.YES, State.YES)
REFUTED = Pair(State.NO, State.NO)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A ground on which an outcome turns, and the provision to cite for it.

    `inside` are the named parts entered on the way to it, outermost first.
    """

    ground: Ground
    provision: str
    inside: tuple[Named, ...] = ()


def leaves(law: Law, ground: Ground) -> Iterator[Leaf]:
    """The leaves on which the ground's state turns, in the order of the scheme."""
    return _leaves(law, ground, "", ())


def _leaves(law: Law, ground: Ground, cited_as: str, inside: tuple[Named, ...]) -> Iterator[Leaf]:
    match ground.node:
        case Named() as node:
            part, body = law.scheme.part_named[node.part], ground.children[0]
            applied = cited_as or (ground.provision if part.about == PERSON else "")
            overridden = bool(ground.denials) and ground.pair != body.pair
            if overridden:
                yield Leaf(ground, applied or part.provision, inside)
            if not overridden or ground.pair.disputed:
                yield from _leaves(law, body, applied, (*inside, node))
        case Not() | Limb() | All() | Any():
            for limb in turning_limbs(ground):
                yield from _leaves(law, limb, cited_as, inside)
        case _:
            # The tests inside a quantity bear on it through its bounds only: what is
            # settled may rest on a settled one, what is open may hang on an open one.
            for test in ground.children:
                if is_open(test.pair) is is_open(ground.pair):
                    yield from _leaves(law, test, cited_as, inside)
            yield Leaf(ground, cited_as or ground.provision, inside)


def is_open(pair: Pair) -> bool:
    """Whether a state is not settled: not known, or it turns on a dispute."""
    return pair not in (ESTABLISHED, REFUTED)


def turning_limbs(ground: Ground) -> tuple[Ground, ...]:
    """The limbs on which a ground turns.

    A conjunction is settled by each refuted limb, a disjunction by each established
    one; settled the other way it took every limb; open, it hangs on each open limb.
    """
    match ground.node:
        case All():
            enough = REFUTED
        case Any():
            enough = ESTABLISHED
        case _:
            return ground.children
    if is_open(ground.pair):
        return tuple(limb for limb in ground.children if is_open(limb.pair))
    if ground.pair == enough:
        return tuple(limb for limb in ground.children if limb.pair == enough)
    return ground.children


def provisions(leaf: Leaf) -> tuple[str, ...]:
    """The provisions to cite: for a membership the list as cited, else where it stands."""
    if isinstance(leaf.ground.node, In):
        cited = tuple(m.provision for m in leaf.ground.node.members if isinstance(m, Cited))
        if cited:
            return cited
    return (leaf.provision,) if leaf.provision else ()


def wanted(law: Law, leaf: Leaf) -> tuple[str, ...]:
    """The facts, lists and open points that a leaf in an unknown state waits for."""
    ground = leaf.ground
    if State.UNKNOWN not in (ground.pair.helping, ground.pair.hurting):
        return ()
    match ground.node:
        case Named():
            return ()
        case AtLeast():
            return (ground.node.list,)
        case In() as node:
            wanting = [e for e in ground.evidence if _membership_wants(law, node, e)]
        case _:
            wanting = [e for e in ground.evidence if _inexact(e)]
    lists = (total.list for total in totals(ground.node))
    points = sorted(point_name(number) for number in open_points(law, ground))
    return (*(e.ref.fact for e in wanting), *lists, *points)


def still_wanted(law: Law, counted: Ground) -> tuple[str, ...]:
    """What would tell a quantity closer: the facts, lists and open points not known in it.

    `counted` is the ground of a comparison of it; how that stands is nothing to the purpose.
    """
    facts = (e.ref.fact for e in counted.evidence if _inexact(e))
    told = [test.node for test in counted.children if _is_told(test)]
    lists = (total.list for total in totals(counted.node) if total.adding not in told)
    tests = (
        name
        for test in counted.children
        if is_open(test.pair)
        for leaf in leaves(law, test)
        for name in wanted(law, leaf)
    )
    return tuple(dict.fromkeys((*facts, *lists, *tests)))


def _is_told(test: Ground) -> bool:
    """Whether all is known of a list: whoever closes it names its entries, and each is known."""
    labels = {entry.label for entry in test.entries if entry.certain}
    closed = all(c.names == labels and not c.may_be and not c.but_such_as for c in test.closures)
    loose = any(not entry.certain or _is_loose(entry.ground) for entry in test.entries)
    return bool(test.closures) and closed and not loose


def _is_loose(ground: Ground) -> bool:
    inside = (*ground.children, *(entry.ground for entry in ground.entries))
    return (
        is_open(ground.pair) or any(map(_inexact, ground.evidence)) or any(map(_is_loose, inside))
    )


def open_points(law: Law, ground: Ground) -> frozenset[int]:
    """The open points that a comparison itself waits for; none where it is settled."""
    if State.UNKNOWN not in (ground.pair.helping, ground.pair.hurting):
        return frozenset()
    match ground.node:
        case In():
            left = law.zones(ground.node).open
            codes = [v.codes for v, _ in ground.evidence[0].readings if isinstance(v, Codes)]
            return frozenset(n for n, of in left.items() if any(of & some for some in codes))
        case LeftOpen(point=number):
            return frozenset({number})
        case Within(open_point=number) if not any(_inexact(e) for e in ground.evidence):
            return frozenset({number} if number else ())
        case _:
            return frozenset()


def _membership_wants(law: Law, node: In, evidence: Evidence) -> bool:
    """Whether knowing the fact closer could help: it is silent, or an open reading is a choice."""
    if not evidence.readings:
        return True
    zones = law.zones(node)
    may_be = zones.covered.union(*zones.open.values())
    for values, _ in evidence.readings:
        codes = values.codes if isinstance(values, Codes) else frozenset[str]()
        if len(codes) > 1 and not codes <= zones.covered and codes & may_be:
            return True
    return False


def disputed(leaf: Leaf) -> tuple[str, ...]:
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
            facts = (e.ref.fact for e in ground.evidence if len(e.readings) > 1)
            return (*facts, *(total.list for total in totals(ground.node)))


def _inexact(evidence: Evidence) -> bool:
    """Whether more could be known of a fact: it is silent, or some reading is not one value."""
    return not evidence.readings or not all(is_exact(values) for values, _ in evidence.readings)
