"""The recorded grounds on which an outcome turns, and whether they need a person's judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.assessments import turning
from amends.assessments.assessment import Ground
from amends.assessments.turning import ESTABLISHED, REFUTED, turning_limbs
from amends.explanation.conditions_in_words import Speaker
from amends.scheme.conditions import All, Any, AtLeast, Limb, Named, Not
from amends.scheme.declarations import FactKind


@dataclass(frozen=True, slots=True)
class Leaf:
    """A comparison, list condition or denied part on which an outcome turns, and its speaker.

    `provision` is the one to cite: for a definition applied to a person, the one that applies it.
    """

    ground: Ground
    speaker: Speaker
    provision: str


def leaves(ground: Ground, speaker: Speaker) -> Iterator[Leaf]:
    """The leaves on which a ground turns, in the order of the scheme."""
    for leaf in turning.leaves(speaker.law, ground):
        within = speaker
        for part in leaf.inside:
            within = within.inside(part)
        yield Leaf(leaf.ground, within, leaf.provision)


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
            found = [rests_on_judgement(limb, speaker) for limb in turning_limbs(ground)]
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
