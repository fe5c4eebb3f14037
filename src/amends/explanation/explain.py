"""An assessment for people: short for a family, full for whoever checks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, assert_never

from amends.assessments.assessment import (
    Assessment,
    AssessmentStatus,
    EffectAssessment,
    conventions_of_effect,
)
from amends.assessments.presuming import presumed_beside
from amends.assessments.settling import Settling
from amends.explanation import reasons
from amends.explanation.amounts import amount_lines
from amends.explanation.conditions_in_words import Speaker, speaker
from amends.explanation.deciding import rests_on_judgement
from amends.explanation.disagreement import about, disputes, each_says
from amends.explanation.effects_matrix import meanings
from amends.explanation.full import steps
from amends.explanation.layout import BLANK, Line, headed, laid_out, sentence, stopped
from amends.explanation.missing import known_so_far
from amends.explanation.sentences import Sentences, reviewed, supposed
from amends.explanation.settling import (
    presumption_lines,
    set_aside_lines,
    settling_lines,
    whatever_else,
)
from amends.explanation.told import unique
from amends.explanation.values_in_words import date_as_noted, listed
from amends.explanation.wanted import called
from amends.scheme.law import Law
from amends.truth.dates import RULES
from amends.truth.states import Outcome

Form = Literal["short", "full"]

NOT_LOOKED_AT: Final = (
    "Not looked at here, because this scheme does not know it (another scheme of the file does):"
)
JUDGED: Final = "This rests on what somebody judged:"
ADD_AN_ACCOUNT: Final = (
    "If you know of it, or know somebody who does, you can add an account: write down who tells "
    "it, how they know, and the day on which they tell it. It will stand beside what is here, and "
    "nothing is lost by adding one."
)


def explain(
    assessment: Assessment,
    law: Law,
    form: Form,
    settlings: Sequence[Settling],
    conventions: Mapping[str, str] = RULES,
) -> str:
    """The assessment in plain English, wrapped to 80 columns, ending in a line feed.

    `law` is the one it was reached under; `settlings` are of its effects, in order;
    `conventions` has the words of an archive's own reading conventions, by id. Where the law has
    been changed since its date, that is said first. Short: the fixed sentence of each effect, what
    decided or would settle it or what each record says, what the effect does not do, other routes.
    Full: besides, what each effect means for what people ask of it, and every step with its
    provision, sources and entries. Nothing is evaluated again.
    """
    scheme = law.scheme
    sentences = [Sentences(law, effect) for effect in scheme.effects]
    lines = [
        Line(sentences[0].as_at(assessment.on)),
        Line(f"Reference: {assessment.case}"),
    ]
    if warning := sentences[0].not_law():
        lines.append(Line(warning))
    if changed := sentences[0].changed_since():
        lines.append(Line(f"{changed} Ask again with --on."))
    lines.append(BLANK)
    match assessment.status:
        case AssessmentStatus.NOT_IN_FORCE:
            lines.append(Line(sentences[0].not_in_force(assessment.on)))
        case AssessmentStatus.NO_CONVICTION_RECORDED:
            lines.append(Line(sentences[0].nothing_recorded()))
        case AssessmentStatus.ASSESSED:
            alone = [one.outcome for one in settlings].count(Outcome.APPLIES) < 2
            for effect, said, settling in zip(
                assessment.effects, sentences, settlings, strict=True
            ):
                if len(sentences) > 1:
                    first = effect is assessment.effects[0]
                    lines += [*([] if first else [BLANK]), Line(f"{said.heading()}:")]
                lines += _effect(effect, said, speaker(law), settling, alone=alone)
            lines += headed("Other routes:", scheme.routes)
        case _:
            assert_never(assessment.status)
    if form == "full" and assessment.status is AssessmentStatus.ASSESSED:
        for said, settling in zip(sentences, settlings, strict=True):
            lines += meanings(said, settling)
        lines += steps(assessment, speaker(law))
    lines += _rests_on(assessment, law, {**RULES, **conventions})
    lines += [BLANK, Line(sentence(f"About this scheme: {reviewed(scheme)}"))]
    return laid_out(lines)


def _effect(
    effect: EffectAssessment, said: Sentences, speaks: Speaker, settling: Settling, *, alone: bool
) -> Iterator[Line]:
    match effect.outcome:
        case Outcome.APPLIES:
            yield Line(said.applies(alone=alone))
            yield from headed("What decided it:", reasons.by_source(effect, speaks))
        case Outcome.DOES_NOT_APPLY:
            yield Line(said.does_not_apply(reasons.why_not(effect, speaks)))
            if rests_on_judgement(effect.ground, speaks):
                yield from headed(JUDGED, reasons.judged_by(effect, speaks))
                yield Line(ADD_AN_ACCOUNT)
        case Outcome.UNDETERMINED | Outcome.CONTESTED if settling.settled:
            names = unique((*effect.wanted, *effect.disputed))
            about = [called(name, speaks.law) for name in names]
            yield from whatever_else(settling, about, said)
        case Outcome.UNDETERMINED:
            yield Line(said.undetermined())
            yield from _settling(effect, speaks, settling)
            yield from headed("What is met already:", reasons.met_already(effect, speaks))
            if presumption := presumed_beside(AssessmentStatus.ASSESSED, effect, settling):
                yield from (BLANK, *presumption_lines(presumption, said))
        case Outcome.CONTESTED:
            yield from _disagreement(effect, said, speaks)
            yield BLANK
            yield from _settling(effect, speaks, settling)
            yield from set_aside_lines(settling, speaks.law)
        case _:
            assert_never(effect.outcome)
    outcome = settling.outcome if settling.settled else effect.outcome
    if effect.amount and outcome is not Outcome.DOES_NOT_APPLY:
        yield BLANK
        yield from amount_lines(effect.amount, speaks.law, applies=outcome is Outcome.APPLIES)
    if outcome is not Outcome.DOES_NOT_APPLY:
        what = f"hat {said.noun} under this law does not do:"
        settled = outcome is Outcome.APPLIES
        yield from headed(f"W{what}" if settled else f"Should it be so, w{what}", said.does_not())


def _settling(effect: EffectAssessment, speaks: Speaker, settling: Settling) -> Iterator[Line]:
    yield from settling_lines(settling, speaks.law)
    found = (one.names for one in settling.sets)
    wanted = {name for names in (*found, effect.wanted) for name in names}
    known = list(known_so_far(effect, speaks, wanted))
    if known:
        yield from (BLANK, Line("What is here of it so far:"), *known)


def _disagreement(effect: EffectAssessment, said: Sentences, speaks: Speaker) -> Iterator[Line]:
    found = disputes(effect, speaks)
    yield Line(said.contested(listed([about(leaf) for leaf in found])))
    for leaf in found:
        yield from each_says(leaf)
    yield BLANK
    yield Line(
        "None of them is counted here as better than another. If you know more, you can add an "
        "account; it will stand beside these."
    )


def _rests_on(assessment: Assessment, law: Law, words: Mapping[str, str]) -> Iterator[Line]:
    yield from headed(
        "This supposes an answer to a question that the law leaves open:", supposed(law).values()
    )
    yield from headed(
        "Set aside, and so not counted:",
        (
            sentence(f"{one.label}: by {one.by}, on {date_as_noted(one.on)}, because {one.reason}")
            for one in assessment.set_aside
        ),
    )
    yield from headed(NOT_LOOKED_AT, assessment.not_looked_at)
    used = {name for effect in assessment.effects for name in conventions_of_effect(effect)}
    yield from headed(
        "It rests on these conventions for reading what is written:",
        (stopped(f"{name}: {words[name]}" if name in words else name) for name in sorted(used)),
    )
