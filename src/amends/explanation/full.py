"""Every step of an assessment, section by section, with what each rests on."""

from __future__ import annotations

from collections.abc import Iterator

from amends.assessments.assessment import (
    AmountAssessed,
    Assessment,
    EntryGround,
    Evidence,
    Ground,
)
from amends.assessments.turning import ESTABLISHED, REFUTED
from amends.explanation import values_in_words as values
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.disagreement import source_of
from amends.explanation.layout import BLANK, Line, item
from amends.explanation.told import Verbs, closure_said, verbs
from amends.scheme.conditions import All, Any, AtLeast, Limb, Named, Not
from amends.truth.statements import Statement
from amends.truth.states import Pair
from amends.truth.values import Values

_MEANING = (
    "Each step is marked: established (what is recorded shows it), refuted (what is recorded shows "
    "that it is not so), not known, or disputed (records differ, and it depends on which is right)."
)


def steps(assessment: Assessment, speaker: Speaker) -> Iterator[Line]:
    """The tree of each effect, under a heading."""
    for effect in assessment.effects:
        yield BLANK
        yield Line(f"Step by step: {effect.effect} {effect.operation.value}. {_MEANING}")
        yield from _tree(effect.ground, speaker, 1, "")
        if effect.amount:
            yield from _sum(effect.amount, speaker)


def _sum(amount: AmountAssessed, speaker: Speaker) -> Iterator[Line]:
    """What goes into an amount: what is stated of each fact in it, and each test that it makes."""
    yield Line(f"What goes into the sum ({amount.provision}):")
    yield from _stated(amount.ground, speaker, 1)
    for test in amount.ground.children:
        yield from _tree(test, speaker, 1, "")


def standing(pair: Pair) -> str:
    """How a condition stands, in a word or two."""
    if pair.disputed:
        return "disputed"
    if pair == ESTABLISHED:
        return "established"
    return "refuted" if pair == REFUTED else "not known"


def _tree(ground: Ground, speaker: Speaker, depth: int, lead: str) -> Iterator[Line]:
    """A ground and all below it; `lead` is the heading gathered from the limbs above it."""
    node = ground.node
    match node:
        case Limb():
            lead = _heading(lead, node.provision, f'"{node.title}"' if node.title else "")
            yield from _tree(ground.children[0], speaker, depth, lead)
        case Named():
            yield from _named(ground, node, speaker, depth, lead)
        case All() | Any():
            how = (
                "all of these must hold" if isinstance(node, All) else "any one of these is enough"
            )
            yield _step(ground, depth, lead, how)
            for child in ground.children:
                yield from _tree(child, speaker, depth + 1, "")
        case Not(body) if isinstance(body, AtLeast) or ground.children[0].children:
            yield _step(ground, depth, lead, "this must not be so")
            yield from _tree(ground.children[0], speaker, depth + 1, "")
        case Not():
            yield _step(ground, depth, lead, speaker.phrase(node))
            yield from _stated(ground.children[0], speaker, depth + 1)
        case AtLeast():
            yield from _list(ground, node, speaker, depth, lead)
        case _:
            yield _step(ground, depth, lead, speaker.phrase(node))
            yield from _stated(ground, speaker, depth + 1)
            for test in ground.children:
                yield from _tree(test, speaker, depth + 1, "")


def _step(ground: Ground, depth: int, lead: str, text: str) -> Line:
    return Line(f"{lead}: {text}" if lead else text, depth, f"[{standing(ground.pair)}] ")


def _heading(lead: str, provision: str, name: str) -> str:
    """A limb's provision and title; said once where the limb inside repeats it."""
    here = f"{provision} {name}".strip()
    return here if not lead or lead in here else lead if here in lead else f"{lead}, {here}"


def _named(ground: Ground, node: Named, speaker: Speaker, depth: int, lead: str) -> Iterator[Line]:
    body, inside = ground.children[0], speaker.inside(node)
    name = speaker.part(node.part)
    if inside is not speaker:
        name = speaker.phrase(node)
    if ground.denials:
        yield _step(ground, depth, lead, name)
        for denial in ground.denials:
            yield item(f"{denial.source} says that this is not so", depth + 1)
        yield from _tree(body, inside, depth + 1, "apart from that")
    else:
        yield from _tree(body, inside, depth, f"{lead}, {name}" if lead else name)


def _list(ground: Ground, node: AtLeast, speaker: Speaker, depth: int, lead: str) -> Iterator[Line]:
    inside = speaker.inside(node)
    counted = f"{speaker.counted(node)} that {verbs(node).third}"
    yield _step(ground, depth, lead, counted if ground.entries else speaker.phrase(node))
    for closure in ground.closures:
        yield item(
            f"{closure.source} says that {closure_said(closure, node.list, speaker.law)}", depth + 1
        )
    for entry in ground.entries:
        yield item(f"{_entry(entry, verbs(node))}:", depth + 1)
        yield from _tree(entry.ground, inside, depth + 2, "")
    if not ground.entries and not ground.closures:
        yield item(f"no {node.list} is recorded", depth + 1)


def _entry(entry: EntryGround, does: Verbs) -> str:
    counts = {
        "established": does.third,
        "refuted": does.negated,
        "not known": f"may {does.base}: it is not known",
        "disputed": f"may {does.base}: records differ",
    }[standing(entry.ground.pair)]
    sure = (
        "" if entry.certain else ", which may not be this person's and so shows nothing by itself"
    )
    return f"{entry.label} ({entry.source}){sure}: {counts}"


def _stated(ground: Ground, speaker: Speaker, depth: int) -> Iterator[Line]:
    for evidence in ground.evidence:
        name = speaker.name(evidence.ref)
        if not evidence.readings:
            yield item(f"nothing is stated of {name}: {evidence.silence.value}", depth)
        for n, (reading, cited) in enumerate(evidence.readings, start=1):
            which = f"either ({n})" if n == 1 and len(evidence.readings) > 1 else ""
            which = f"or ({n})" if n > 1 else which
            said = _said(evidence, reading, speaker)
            yield item(
                f"{which} {name} is {said}: {_sources(cited, reading, evidence, speaker)}", depth
            )


def _sources(
    cited: tuple[Statement, ...], reading: Values, evidence: Evidence, speaker: Speaker
) -> str:
    """The sources of a reading, with what each says by itself where that is not the same."""
    return "; ".join(
        source_of(statement)
        if statement.says == reading
        else f"{source_of(statement)}, which says {_said(evidence, statement.says, speaker)}"
        for statement in cited
    )


def _said(evidence: Evidence, found: Values, speaker: Speaker) -> str:
    return values.in_words(found, speaker.fact(evidence.ref).type)
