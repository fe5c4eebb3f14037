"""What decided a settled outcome, in a few clauses with their provisions and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from amends.assessments.assessment import EffectAssessment, Evidence, Ground
from amends.assessments.turning import ESTABLISHED, REFUTED, is_open
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves
from amends.explanation.layout import sentence
from amends.explanation.told import Told, statements, told, unique
from amends.explanation.values_in_words import listed
from amends.scheme.conditions import All, Any, Cited, Condition, In, Limb, Named, Ref
from amends.scheme.declarations import FactKind

_MOST_REASONS = 3


def by_source(effect: EffectAssessment, speaker: Speaker) -> tuple[str, ...]:
    """For an effect that applies: what each source says that decided it."""
    return _by_source(leaves(effect.ground, speaker))


def met_already(effect: EffectAssessment, speaker: Speaker) -> tuple[str, ...]:
    """For an effect that is open: what each source says that meets a part of what is asked."""
    return _by_source(met(effect.ground, speaker))


def met(ground: Ground, speaker: Speaker) -> Iterator[Leaf]:
    """The leaves that establish what stands beside something open, or in a way that is open."""
    if ground.pair == ESTABLISHED:
        yield from leaves(ground, speaker)
    elif is_open(ground.pair) and isinstance(ground.node, All | Any | Limb | Named):
        within = speaker.inside(ground.node)
        for child in ground.children:
            yield from met(child, within)


def _by_source(found: Iterable[Leaf]) -> tuple[str, ...]:
    by: dict[tuple[str, ...], list[str]] = {}
    for reason, provisions in _reasons(found).items():
        by.setdefault(reason.sources, []).append(with_notes(reason.clause, provisions))
    return tuple(
        sentence(f"{listed(sources)}: {'; '.join(said)}" if sources else "; ".join(said))
        for sources, said in by.items()
    )


def why_not(effect: EffectAssessment, speaker: Speaker) -> str:
    """For an effect that does not apply: the reasons, at most three, with their sources."""
    found = _reasons(map(as_one, groups_of_one_fact(to_the_point(effect.ground, speaker))))
    clauses = [
        with_notes(reason.clause, (*provisions, *reason.sources))
        for reason, provisions in found.items()
    ]
    text = "; and because ".join(clauses[:_MOST_REASONS])
    if len(clauses) > _MOST_REASONS:
        text += "; and for other reasons, which the full answer gives"
    return text


def _reasons(found: Iterable[Leaf]) -> dict[Told, tuple[str, ...]]:
    """Each clause once, with the provisions under which it counts and that it does not name."""
    reasons: dict[Told, tuple[str, ...]] = {}
    for leaf in found:
        reason, provision = told(leaf), leaf.provision
        new = (provision,) if provision and provision not in reason.clause else ()
        reasons[reason] = unique((*reasons.get(reason, ()), *new))
    return reasons


def judged_by(effect: EffectAssessment, speaker: Speaker) -> tuple[str, ...]:
    """For each judged fact on which a refusal rests: on how much, and by whom."""
    said: dict[str, list[str]] = {}
    for leaf in leaves(effect.ground, speaker):
        for name, evidence in _judged(leaf):
            said[name] = [statement.source for statement in statements(evidence)]
    return tuple(
        sentence(f"{name}: on {_how_much(by)}, by {listed(unique(by))}")
        for name, by in said.items()
    )


def _how_much(by: list[str]) -> str:
    return "the one statement we have" if len(by) == 1 else "the statements we have"


def _judged(leaf: Leaf) -> Iterator[tuple[str, Evidence]]:
    for evidence in leaf.ground.evidence:
        if leaf.speaker.fact(evidence.ref).kind is FactKind.JUDGED and evidence.readings:
            yield leaf.speaker.name(evidence.ref), evidence
    for entry in leaf.ground.entries:
        for inner in leaves(entry.ground, leaf.speaker.inside(leaf.ground.node)):
            yield from _judged(inner)


def with_notes(clause: str, notes: tuple[str, ...]) -> str:
    """A clause with its provisions and sources in brackets."""
    return f"{clause} ({'; '.join(notes)})" if notes else clause


def to_the_point(ground: Ground, speaker: Speaker) -> list[Leaf]:
    """The leaves without the ways in that were never in question.

    An offence that is listed, in items that go with other conditions, is not told "not
    listed" of the rest of that list: a reader would take it for the reason.
    """
    every = list(leaves(ground, speaker))
    covered = set(_established(ground))
    kept = [
        leaf
        for leaf in every
        if leaf.ground.pair != REFUTED or covered.isdisjoint(_cited(leaf.ground.node))
    ]
    return kept or every


def _established(ground: Ground) -> Iterator[tuple[Ref, str]]:
    """The facts established to be among items of a list, each with the list."""
    if ground.pair == ESTABLISHED:
        yield from _cited(ground.node)
    for child in ground.children:
        yield from _established(child)


def _cited(node: Condition) -> Iterator[tuple[Ref, str]]:
    if isinstance(node, In):
        yield from ((node.ref, m.list) for m in node.members if isinstance(m, Cited))


def groups_of_one_fact(found: Iterable[Leaf]) -> list[list[Leaf]]:
    """The leaves, with refuted tests of one fact against items of one list in one group."""
    groups: dict[object, list[Leaf]] = {}
    for n, leaf in enumerate(found):
        match leaf.ground.node:
            case In(ref, (Cited() as cited,)) if leaf.ground.pair == REFUTED:
                groups.setdefault((ref, cited.list), []).append(leaf)
            case _:
                groups[n] = [leaf]
    return list(groups.values())


def as_one(group: Sequence[Leaf]) -> Leaf:
    """The leaf that is told for a group of them."""
    ground, law = group[0].ground, group[0].speaker.law
    if len(group) == 1 or not isinstance(ground.node, In):
        return group[0]
    cited = [
        member
        for leaf in group
        if isinstance(leaf.ground.node, In)
        for member in leaf.ground.node.members
        if isinstance(member, Cited)
    ]
    here = law.scheme.code_list_at[cited[0].list]
    held = [entry.label for entry in here.items if entry.force.holds(law.on)]
    named = {label for member in cited for label in member.items or held}
    items = () if named >= set(held) else tuple(label for label in held if label in named)
    node = replace(ground.node, members=(Cited(here.provision, items),))
    return replace(group[0], ground=replace(ground, node=node))
