"""What a case already holds of the things that would settle it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from amends.assessments import turning
from amends.assessments.assessment import EffectAssessment, Ground
from amends.assessments.turning import is_open
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves
from amends.explanation.layout import Line, item, sentence
from amends.explanation.told import unique
from amends.explanation.values_in_words import in_words, listed
from amends.scheme.conditions import Another, AtLeast


def known_so_far(
    effect: EffectAssessment, speaker: Speaker, wanted: Collection[str]
) -> Iterator[Line]:
    """What this case already holds of the things wanted: readings that leave a choice, each with
    its own sources, and the entries of lists that may yet count.
    """
    seen: set[str] = set()
    for leaf in leaves(effect.ground, speaker):
        node = leaf.ground.node
        if not is_open(leaf.ground.pair):
            continue
        if isinstance(node, AtLeast) and node.list in wanted:
            yield from _entries_open(leaf.ground, node, leaf.speaker)
        for evidence in leaf.ground.evidence:
            name = leaf.speaker.name(evidence.ref)
            if evidence.ref.fact in wanted and evidence.readings and name not in seen:
                seen.add(name)
                kind = leaf.speaker.fact(evidence.ref).type
                for reading, cited in evidence.readings:  # no source says what two say together
                    sources = "; ".join(unique(s.source for s in cited))
                    yield item(sentence(f"{name} is {in_words(reading, kind)} ({sources})"))


def _entries_open(ground: Ground, node: AtLeast, speaker: Speaker) -> Iterator[Line]:
    """For each entry that may yet count, what is missing about it."""
    inside = speaker.inside(node)
    for entry in ground.entries:
        if is_open(entry.ground.pair):
            found = leaves(entry.ground, inside)
            missing = unique(name for leaf in found for name in _missing_of(leaf))
            if missing:
                said = f"Of {entry.label} ({entry.source}), still open: {listed(missing)}"
                yield item(sentence(said))


def _missing_of(leaf: Leaf) -> Iterator[str]:
    node, speaker = leaf.ground.node, leaf.speaker
    if isinstance(node, AtLeast):
        yield f"the {node.list} of {speaker.scope[node.of].words}"
    elif isinstance(node, Another):
        yield f"whether it is another {speaker.law.scheme.matter}"
    elif _open_points(leaf):
        yield "a question of law (below)"
    else:
        yield from (speaker.name(evidence.ref) for evidence in leaf.ground.evidence)


def _open_points(leaf: Leaf) -> frozenset[int]:
    """The open points that a recorded, unsettled leaf and the entries in it wait for."""
    ground, law = leaf.ground, leaf.speaker.law
    found = turning.open_points(law, ground)
    if isinstance(ground.node, AtLeast) and is_open(ground.pair):
        inside = leaf.speaker.inside(ground.node)
        for entry in ground.entries:
            for inner in leaves(entry.ground, inside):
                found |= _open_points(inner)
    return found
