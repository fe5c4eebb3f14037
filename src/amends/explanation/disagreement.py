"""What each record says where they disagree."""

from __future__ import annotations

from collections.abc import Iterator

from amends.assessments.assessment import EffectAssessment, Ground
from amends.explanation import values_in_words as values
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves
from amends.explanation.layout import Line, item, sentence
from amends.explanation.told import closure_said, fact_said, statements, unique
from amends.scheme.conditions import AtLeast, Named
from amends.truth.statements import Statement
from amends.truth.states import State


def disputes(effect: EffectAssessment, speaker: Speaker) -> list[Leaf]:
    """The leaves on whose conflict the outcome turns, one for each thing disputed."""
    found: dict[str, Leaf] = {}
    for leaf in leaves(effect.ground, speaker):
        for inner in _innermost(leaf):
            found.setdefault(about(inner), inner)
    return list(found.values())


def _innermost(leaf: Leaf) -> Iterator[Leaf]:
    """The leaf, and those in its entries; an entry's own dispute stands for the list's."""
    if not leaf.ground.pair.disputed:
        return
    if isinstance(leaf.ground.node, AtLeast):
        inside = leaf.speaker.inside(leaf.ground.node)
        inner = [
            deeper
            for entry in leaf.ground.entries
            if entry.ground.pair.disputed
            for found in leaves(entry.ground, inside)
            for deeper in _innermost(found)
        ]
        yield from inner
        if inner and not leaf.ground.closures:
            return
    yield leaf


def about(leaf: Leaf) -> str:
    """What the records disagree about, as a noun."""
    ground, speaker = leaf.ground, leaf.speaker
    match ground.node:
        case AtLeast() as node:
            return f"the {node.list} of {speaker.scope[node.of].words}"
        case Named():
            return f"whether {speaker.phrase(ground.node)}"
        case _:
            several = [e for e in ground.evidence if len(e.readings) > 1]
            return values.listed([speaker.name(e.ref) for e in several or ground.evidence])


def each_says(leaf: Leaf) -> list[Line]:
    """One item for each side, with its source."""
    ground, speaker = leaf.ground, leaf.speaker
    match ground.node:
        case AtLeast() as node:
            return [item(sentence(text)) for text in _list_sides(ground, node, speaker)]
        case Named():
            said = speaker.phrase(ground.node, holds=False)
            sides = [f"{denial.source}: {said}" for denial in ground.denials]
            return [item(sentence(side)) for side in (*sides, _body_side(ground, speaker))]
        case _:
            return [
                item(sentence(f"{_sources(cited)}: {speaker.name(e.ref)} is {said}"))
                for e in ground.evidence
                if len(e.readings) > 1
                for reading, cited in e.readings
                for said in [values.in_words(reading, speaker.fact(e.ref).type)]
            ]


def _list_sides(ground: Ground, node: AtLeast, speaker: Speaker) -> Iterator[str]:
    for entry in ground.entries:
        if entry.ground.pair.helping is not State.NO:
            would = "would" if entry.ground.pair.helping is State.YES else "may"
            facts = unique(_facts(entry.ground, speaker.inside(node)))
            said = f" ({'; '.join(facts)})" if facts else ""
            yield f"{entry.source}: {entry.label}{said}, which {would} count"
    for closure in ground.closures:
        yield f"{closure.source}: {closure_said(closure, node.list, speaker.law)}"


def _facts(ground: Ground, speaker: Speaker) -> Iterator[str]:
    for leaf in leaves(ground, speaker):
        yield from (fact_said(e, leaf.speaker) for e in leaf.ground.evidence if e.readings)


def _body_side(ground: Ground, speaker: Speaker) -> str:
    body = leaves(ground.children[0], speaker.inside(ground.node))
    sources = unique(
        source
        for leaf in body
        for source in (
            *(s.source for evidence in leaf.ground.evidence for s in statements(evidence)),
            *(e.source for e in leaf.ground.entries if e.ground.pair.helping is State.YES),
        )
    )
    return f"{values.listed(sources) or 'Other records'}: {speaker.phrase(ground.node)}"


def _sources(cited: tuple[Statement, ...]) -> str:
    return values.listed(unique(source_of(statement) for statement in cited))


def source_of(statement: Statement) -> str:
    """Where a statement stands, with its date."""
    dated = values.date_as_noted(statement.dated)
    return f"{statement.source} ({dated})" if dated else statement.source
