"""What an open outcome waits for: facts, lists, and questions of law, with where to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.assessments import turning
from amends.assessments.assessment import EffectAssessment, Evidence, Ground
from amends.assessments.turning import is_open
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves
from amends.explanation.layout import Line, item, sentence
from amends.explanation.told import readings_said, statements, unique
from amends.explanation.values_in_words import listed
from amends.scheme.conditions import MATTER, PERSON, Another, AtLeast
from amends.scheme.declarations import YES_NO, FactKind
from amends.scheme.law import Law
from amends.truth.statements import Silence

_LOST = (Silence.DESTROYED, Silence.ASKED_AND_NOT_KNOWN)


def what_would_settle(effect: EffectAssessment, speaker: Speaker) -> list[Line]:
    """One item for each thing wanted: what a paper says first, then lists, then what somebody
    must judge; the questions of law last.
    """
    open_leaves = [leaf for leaf in leaves(effect.ground, speaker) if is_open(leaf.ground.pair)]
    lines: dict[str, list[Line]] = {}
    for leaf in sorted(open_leaves, key=_how_hard_to_find):
        for name, found in _wanted(leaf, effect.wanted):
            lines.setdefault(name, found)
    points = sorted({point for leaf in open_leaves for point in open_points(leaf)})
    asked = [line for found in lines.values() for line in found]
    return asked + [item(text) for text in questions_of_law(points, speaker.law)]


def _how_hard_to_find(leaf: Leaf) -> int:
    facts = [leaf.speaker.fact(evidence.ref) for evidence in leaf.ground.evidence]
    if any(fact.kind is FactKind.JUDGED for fact in facts):
        return 2
    return 0 if facts else 1


def nothing_left(effect: EffectAssessment, speaker: Speaker) -> bool:
    """Whether all that is wanted is destroyed, or was asked and is not known."""
    wanted = [
        evidence.silence in _LOST and not evidence.readings
        for leaf in leaves(effect.ground, speaker)
        for evidence in leaf.ground.evidence
        if evidence.ref.fact in effect.wanted
    ]
    lists = any(isinstance(leaf.ground.node, AtLeast) for leaf in leaves(effect.ground, speaker))
    points = any(name.startswith("open point") for name in effect.wanted)
    return bool(wanted) and all(wanted) and not lists and not points


def _wanted(leaf: Leaf, wanted: Iterable[str]) -> Iterator[tuple[str, list[Line]]]:
    node, speaker = leaf.ground.node, leaf.speaker
    if isinstance(node, AtLeast) and node.list in wanted:
        kind = speaker.law.scheme.list_named[node.list]
        name = node.list
        if node.of not in (PERSON, MATTER):
            name += f" of {speaker.scope[node.of].words}"
        asked = item(_asked(name, kind.ask, kind.look))
        yield name, [asked, *_entries_open(leaf.ground, node, speaker)]
    for evidence in leaf.ground.evidence:
        if evidence.ref.fact in wanted:
            yield speaker.name(evidence.ref), [item(_fact_asked(evidence, speaker))]


def _asked(name: str, ask: str, look: str) -> str:
    return sentence(f'{name}: "{ask}"' if ask else name) + _where(look)


def _where(look: str) -> str:
    return f" Where to look: {look}." if look else ""


def _fact_asked(evidence: Evidence, speaker: Speaker) -> str:
    fact = speaker.fact(evidence.ref)
    name = speaker.name(evidence.ref).removeprefix("the ")
    text = sentence(f'{name}: "{fact.ask}"' if fact.ask else name)
    if fact.vocabulary == YES_NO and fact.ask:
        text = f'"{fact.ask}"'
    if evidence.readings:
        sources = unique(s.source for s in statements(evidence))
        text += f" So far we have: {readings_said(evidence, speaker)} ({'; '.join(sources)})."
    elif evidence.silence in _LOST:
        return f"{text} It cannot be found out: {evidence.silence.value}."
    return text + _where(fact.look)


def _entries_open(ground: Ground, node: AtLeast, speaker: Speaker) -> Iterator[Line]:
    """For each entry that may yet count, what is missing about it."""
    inside = speaker.inside(node)
    for entry in ground.entries:
        if is_open(entry.ground.pair):
            found = leaves(entry.ground, inside)
            missing = unique(name for leaf in found for name in _missing_of(leaf))
            if missing:
                yield item(f"Of {entry.label} ({entry.source}), still open: {listed(missing)}.", 2)


def _missing_of(leaf: Leaf) -> Iterator[str]:
    node, speaker = leaf.ground.node, leaf.speaker
    if isinstance(node, AtLeast):
        yield f"the {node.list} of {speaker.scope[node.of].words}"
    elif isinstance(node, Another):
        yield f"whether it is another {speaker.law.scheme.matter}"
    elif open_points(leaf):
        yield "a question of law (below)"
    else:
        yield from (speaker.name(evidence.ref) for evidence in leaf.ground.evidence)


def open_points(leaf: Leaf) -> frozenset[int]:
    """The open points that a recorded, unsettled leaf and the entries in it wait for."""
    ground, law = leaf.ground, leaf.speaker.law
    found = turning.open_points(law, ground)
    if isinstance(ground.node, AtLeast) and is_open(ground.pair):
        inside = leaf.speaker.inside(ground.node)
        for entry in ground.entries:
            for inner in leaves(entry.ground, inside):
                found |= open_points(inner)
    return found


def questions_of_law(points: Iterable[int], law: Law) -> Iterator[str]:
    """Open points as questions that no paper answers."""
    by_number = {point.number: point for point in law.scheme.open_points}
    for number in points:
        point = by_number[number]
        yield (
            f"A question of law that {point.provision} leaves open: {point.question} "
            "No paper can answer it; a court could, or the legislature."
        )
