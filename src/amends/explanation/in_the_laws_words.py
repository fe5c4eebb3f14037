"""Why an effect stands as it does, in the words of the law: true of every case that stands so.

No value and no source of a case is in what is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amends.assessments.assessment import EffectAssessment, Ground
from amends.assessments.turning import ESTABLISHED, REFUTED, is_open, turning_limbs
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves
from amends.explanation.reasons import as_one, groups_of_one_fact, met, to_the_point, with_notes
from amends.explanation.told import unique, verbs
from amends.scheme.conditions import All, Another, Any, AtLeast, LeftOpen, Limb, Named, Not
from amends.truth.states import Outcome

_MOST_WAYS: Final = 24


@dataclass(frozen=True, slots=True)
class Clause:
    """A reason with its provisions, and a short name for what it is about."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Because:
    """The reasons of a settled effect.

    `ways` are the smallest sets of them of which each is enough by itself: of one clause where
    it is enough alone, of several where they count only together. None are given where there are
    too many.
    """

    clauses: tuple[Clause, ...]
    ways: tuple[tuple[Clause, ...], ...] = ()


NO_REASONS: Final = Because(())


def reasons_of(effect: EffectAssessment, speaker: Speaker) -> Because:
    """Why a settled effect stands as it does."""
    if effect.outcome is not Outcome.DOES_NOT_APPLY:
        return Because(_each(clauses([leaf] for leaf in leaves(effect.ground, speaker))))
    told = clauses(groups_of_one_fact(to_the_point(effect.ground, speaker)))
    found = _ways(effect.ground, told)
    if found is not None and frozenset() in found:
        # What was left out as beside the point is enough by itself: then it is the point.
        told = clauses(groups_of_one_fact(leaves(effect.ground, speaker)))
        found = _ways(effect.ground, told)
    every = _each(told)
    place = {clause: n for n, clause in enumerate(every)}
    ways = [tuple(sorted(way, key=lambda clause: place[clause])) for way in found or ()]
    ways.sort(key=lambda way: (len(way), [place[clause] for clause in way]))
    return Because(every, tuple(ways))


def met_of(effect: EffectAssessment, speaker: Speaker) -> tuple[str, ...]:
    """What of an open effect is met already."""
    found = clauses([leaf] for leaf in met(effect.ground, speaker))
    return unique(clause.text for clause in found.values())


def _each(told: Mapping[int, Clause]) -> tuple[Clause, ...]:
    """Each clause once."""
    return tuple(dict.fromkeys(told.values()))


def clauses(found: Iterable[Sequence[Leaf]]) -> Mapping[int, Clause]:
    """The clause of each leaf by the identity of its ground: one for each group."""
    held = list(found)
    said = [_in_the_laws_words(as_one(group)) for group in held]
    provisions: dict[str, tuple[str, ...]] = {}
    for text, group in zip(said, held, strict=True):
        cited = group[0].provision
        new = (cited,) if cited and cited not in text else ()
        provisions[text] = unique((*provisions.get(text, ()), *new))
    return {
        id(leaf.ground): Clause(_about(group[0]), with_notes(text, provisions[text]))
        for text, group in zip(said, held, strict=True)
        for leaf in group
    }


def _in_the_laws_words(leaf: Leaf) -> str:
    node, holds, speaker = leaf.ground.node, leaf.ground.pair == ESTABLISHED, leaf.speaker
    if isinstance(node, Named):
        return f"somebody says that {speaker.phrase(node, holds=False)}"
    if not isinstance(node, AtLeast):
        return speaker.phrase(node, holds)
    name = _part_at(leaf)
    of = f' towards "{name}"' if name else ""
    return f"{speaker.counted(node, holds)} that {verbs(node).third}{of}"


def _part_at(leaf: Leaf) -> str:
    """The name of the one part that the provision of a leaf has."""
    parts = leaf.speaker.law.scheme.parts
    names = [part.name for part in parts if part.provision == leaf.provision]
    return names[0] if len(names) == 1 and names[0] != leaf.provision else ""


def _about(leaf: Leaf) -> str:
    node = leaf.ground.node
    match node:
        case Named():
            return node.part
        case AtLeast():
            return _part_at(leaf) or node.list
        case Another():
            return f"another {leaf.speaker.law.scheme.matter}"
        case LeftOpen():
            return "a question of law"
        case _:
            facts = unique(evidence.ref.fact for evidence in leaf.ground.evidence)
            return " and ".join(facts) or "the law date"


# --- which reasons are enough ---

_Sets = frozenset[frozenset[Clause]]


def _ways(ground: Ground, told: Mapping[int, Clause]) -> _Sets | None:
    """The smallest sets of clauses that settle a ground as it is; None where they are too many.

    A leaf without a clause is taken for granted.
    """
    match ground.node:
        case Named() if not ground.denials or ground.pair == ground.children[0].pair:
            return _ways(ground.children[0], told)
        case Not() | Limb() | All() | Any():
            either = isinstance(ground.node, All) and ground.pair == REFUTED
            either = either or (isinstance(ground.node, Any) and ground.pair == ESTABLISHED)
            return _joined([_ways(limb, told) for limb in turning_limbs(ground)], either=either)
        case _:
            own = frozenset({told[id(ground)]} if id(ground) in told else ())
            tests = [] if isinstance(ground.node, Named) else ground.children
            bearing = [_ways(test, told) for test in tests if not is_open(test.pair)]
            return _joined([*bearing, frozenset({own})], either=False)


def _joined(found: Sequence[_Sets | None], *, either: bool) -> _Sets | None:
    """Sets of which one is enough for one of these, or for all of them."""
    joined: _Sets = frozenset() if either else frozenset({frozenset()})
    for sets in found:
        if sets is None:
            return None
        joined = joined | sets if either else frozenset(a | b for a in joined for b in sets)
        joined = frozenset(one for one in joined if not any(other < one for other in joined))
        if len(joined) > _MOST_WAYS:
            return None
    return joined
