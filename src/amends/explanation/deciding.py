"""The recorded grounds on which an outcome turns, and whether they need a person's judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.assessments.assessment import Ground
from amends.explanation.conditions_in_words import Speaker
from amends.scheme.conditions import All, Any, AtLeast, Limb, Named, Not
from amends.scheme.declarations import FactKind
from amends.truth.states import Pair, State

ESTABLISHED = Pair(State.YES, State.YES)
REFUTED = Pair(State.NO, State.NO)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison, list condition or denied part on which an outcome turns, and its speaker.

    `provision` is the one to cite: for a definition applied to a person, the one that applies it.
    """

    ground: Ground
    speaker: Speaker
    provision: str


def leaves(ground: Ground, speaker: Speaker, cited_as: str = "") -> Iterator[Leaf]:
    """The leaves on which a ground turns, in the order of the scheme.

    Settled: what was enough for it. Open: what it hangs on. `cited_as` is the provision that
    applies the definition in which the ground stands, if it stands in one.
    """
    match ground.node:
        case Named():
            body, inside = ground.children[0], speaker.inside(ground.node)
            if ground.denials and ground.pair != body.pair:
                yield Leaf(ground, speaker, cited_as or ground.provision)
                if not ground.pair.disputed:
                    return
            applied = ground.provision if inside is not speaker else ""
            yield from leaves(body, inside, cited_as or applied)
        case Not() | Limb():
            yield from leaves(ground.children[0], speaker, cited_as)
        case All():
            for limb in _turning(ground, REFUTED):
                yield from leaves(limb, speaker, cited_as)
        case Any():
            for limb in _turning(ground, ESTABLISHED):
                yield from leaves(limb, speaker, cited_as)
        case _:
            # The tests inside a quantity bear on it through its bounds only.
            for test in ground.children:
                if is_open(test.pair) and is_open(ground.pair):
                    yield from leaves(test, speaker, cited_as)
            yield Leaf(ground, speaker, cited_as or ground.provision)


def is_open(pair: Pair) -> bool:
    """Whether a state is not settled: not known, or it turns on a dispute."""
    return pair not in (ESTABLISHED, REFUTED)


def _turning(ground: Ground, enough: Pair) -> tuple[Ground, ...]:
    """The limbs on which a conjunction (a refuted one is enough) or disjunction turns."""
    if is_open(ground.pair):
        return tuple(limb for limb in ground.children if is_open(limb.pair))
    if ground.pair == enough:
        return tuple(limb for limb in ground.children if limb.pair == enough)
    return ground.children


def rests_on_judgement(ground: Ground, speaker: Speaker) -> bool:
    """Whether a settled ground would be open without what is stated of *judged* facts."""
    match ground.node:
        case Named():
            denied = bool(ground.denials) and ground.pair != ground.children[0].pair
            inside = speaker.inside(ground.node)
            return not denied and rests_on_judgement(ground.children[0], inside)
        case Not() | Limb():
            return rests_on_judgement(ground.children[0], speaker)
        case All() | Any():
            enough = REFUTED if isinstance(ground.node, All) else ESTABLISHED
            found = [rests_on_judgement(limb, speaker) for limb in _turning(ground, enough)]
            return all(found) if ground.pair == enough else any(found)
        case AtLeast():
            # Refuted entry by entry: it takes every one of them.
            inside = speaker.inside(ground.node)
            return any(
                rests_on_judgement(entry.ground, inside)
                for entry in ground.entries
                if entry.ground.pair == ground.pair
            )
        case _:
            kinds = [speaker.fact(evidence.ref).kind for evidence in ground.evidence]
            return FactKind.JUDGED in kinds
