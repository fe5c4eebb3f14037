"""What was stated, in words: values with their sources, entries, closures, denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from amends.assessments.assessment import EntryGround, Evidence, Ground
from amends.assessments.turning import ESTABLISHED
from amends.explanation import values_in_words as values
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves
from amends.scheme.conditions import AtLeast, Cited, Condition, In, Named, Not
from amends.scheme.declarations import YES_NO
from amends.scheme.law import Law
from amends.truth.statements import Closure, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """A clause, and the sources that it rests on."""

    clause: str
    sources: tuple[str, ...]


def told(leaf: Leaf) -> Told:
    """A settled leaf as a clause that holds its values: `the offence is theft, which is ...`."""
    ground, speaker = leaf.ground, leaf.speaker
    if isinstance(ground.node, AtLeast):
        return _list_told(ground, ground.node, speaker)
    if isinstance(ground.node, Named):
        sources = unique(denial.source for denial in ground.denials)
        return Told(speaker.phrase(ground.node, holds=False), sources)
    sources = unique(s.source for e in ground.evidence for s in statements(e))
    return Told(_comparison_told(ground, ground.node, speaker), sources)


def _comparison_told(ground: Ground, node: Condition, speaker: Speaker) -> str:
    holds = ground.pair == ESTABLISHED
    clause = speaker.phrase(node, holds)
    if len(ground.evidence) == 1:
        (evidence,) = ground.evidence
        subject, said = speaker.name(evidence.ref), readings_said(evidence, speaker)
        if isinstance(node, In) and _repeats(node, speaker, holds):
            return f"{subject} is {said}"
        if clause.startswith(f"{subject} "):
            return f"{subject} is {said}, which {clause.removeprefix(f'{subject} ')}"
    of_each = [
        f"{speaker.name(e.ref)} is {readings_said(e, speaker)}"
        for e in ground.evidence
        if e.readings
    ]
    return f"{clause} ({values.listed(of_each)})" if of_each else clause


def _repeats(node: In, speaker: Speaker, holds: bool) -> bool:
    """Whether what is tested is plain from the value itself: yes or no, or one of the words."""
    if speaker.fact(node.ref).vocabulary == YES_NO:
        return True
    return holds and not any(isinstance(member, Cited) for member in node.members)


def readings_said(evidence: Evidence, speaker: Speaker) -> str:
    """What the readings of a fact say, as alternatives; of several, each with its sources."""
    kind = speaker.fact(evidence.ref).type
    said = [values.in_words(reading, kind) for reading, _ in evidence.readings]
    if len(said) > 1:
        of = ("; ".join(unique(s.source for s in cited)) for _, cited in evidence.readings)
        said = [f"{one} ({sources})" for one, sources in zip(said, of, strict=True)]
    return values.either(said) or "not recorded"


def statements(evidence: Evidence) -> Iterator[Statement]:
    """Every statement on a fact, once."""
    yield from dict.fromkeys(s for _, cited in evidence.readings for s in cited)


def _list_told(ground: Ground, node: AtLeast, speaker: Speaker) -> Told:
    found = [
        entry_told(entry, node, speaker)
        for entry in ground.entries
        if entry.ground.pair == ground.pair and (entry.certain or ground.pair != ESTABLISHED)
    ]
    sources = unique(s for one in found for s in one.sources)
    clauses = "; ".join(one.clause for one in found)
    if ground.pair == ESTABLISHED:
        return Told(clauses, sources)
    if not ground.closures:
        # Open as it is, no entry of it could count: the other facts refute the condition.
        said = f"no {node.list} of {speaker.scope[node.of].words} could count, on the other facts"
        return Told(f"{said} ({clauses})" if clauses else said, sources)
    closing = [
        f"{c.source} says that {closure_said(c, node.list, speaker.law)}" for c in ground.closures
    ]
    reasons = "; ".join([*closing, clauses] if clauses else closing)
    named = {closure.source for closure in ground.closures}
    return Told(
        f"{speaker.counted(node, holds=False)} that {verbs(node).third} ({reasons})",
        tuple(source for source in sources if source not in named),
    )


@dataclass(frozen=True, slots=True)
class Verbs:
    """What an entry does that is among those counted, and one that is not."""

    third: str
    base: str
    negated: str


def verbs(node: AtLeast) -> Verbs:
    """Where every entry is to meet a condition, those are counted that do not."""
    if isinstance(node.where, Not):
        return Verbs("falls short", "fall short", "meets what is asked of every one")
    return Verbs("counts", "count", "does not count")


def entry_told(entry: EntryGround, node: AtLeast, speaker: Speaker) -> Told:
    """An entry, whether it counts, and the facts that decided it."""
    inside = speaker.inside(node)
    clauses: list[str] = []
    stated: list[str] = []
    for leaf in leaves(entry.ground, inside):
        ground = leaf.ground
        if isinstance(ground.node, AtLeast | Named):
            found = told(leaf)
            clauses.append(found.clause)
            stated += found.sources
        else:
            clauses += [fact_said(e, leaf.speaker) for e in ground.evidence if e.readings]
            stated += [s.source for e in ground.evidence for s in statements(e)]
    verb = verbs(node).third if entry.ground.pair == ESTABLISHED else verbs(node).negated
    rests_on = f" ({'; '.join(unique(clauses))})" if clauses else ""
    return Told(f"{entry.label} {verb}{rests_on}", _sources_of(entry, stated))


def _sources_of(entry: EntryGround, stated: Sequence[str]) -> tuple[str, ...]:
    """The sources of an entry and of what is stated in it.

    Of a row of a list, called after the list, the row stands for the list and for its own cells.
    """
    list_name, _, _ = entry.label.rpartition(" ")
    if list_name != entry.source or entry.label not in stated:
        return unique((entry.source, *stated))
    cells = f"{entry.label} ("
    return unique(entry.label if one.startswith(cells) else one for one in stated)


def fact_said(evidence: Evidence, speaker: Speaker) -> str:
    """A fact and its value, briefly: `place: elsewhere`."""
    fact = speaker.fact(evidence.ref)
    return f"{fact.name}: {readings_said(evidence, speaker)}"


def closure_said(closure: Closure, list_name: str, law: Law) -> str:
    """What a source says of how many entries there are, as a clause."""
    named = values.listed(sorted(closure.names))
    clause = f"there is no {list_name} but {named}" if named else f"there is no {list_name}"
    if closure.may_be:
        clause += f", and perhaps {values.listed(sorted(closure.may_be))}"
    facts = law.scheme.facts_of(list_name)
    such = [
        ", ".join(f"{name}: {values.in_words(v, facts[name].type)}" for name, v in kind.items())
        for kind in closure.but_such_as
    ]
    if such:
        clause += f", leaving aside any such as {values.either([f'({kind})' for kind in such])}"
    return clause


def unique(sources: Iterable[str]) -> tuple[str, ...]:
    """Each source once, in order."""
    return tuple(dict.fromkeys(sources))
