"""Presumptions: the second layer, told beside an outcome that stays undetermined."""

from __future__ import annotations

from collections.abc import Iterator

from amends.assessments.assessment import AssessmentStatus, EffectAssessment, Ground
from amends.assessments.settling import Settling
from amends.scheme.conditions import Named
from amends.scheme.declarations import Effect, Presumption
from amends.truth.states import Outcome


def presumed(effect: Effect, ground: Ground) -> Presumption | None:
    """What the law presumes of an effect that stands so; None where it presumes nothing.

    It speaks only where the outcome is undetermined, and what it is given is established. It is
    read from the grounds of the outcome, and changes nothing in them.
    """
    presumption = effect.presumption
    if presumption is None or ground.pair.outcome is not Outcome.UNDETERMINED:
        return None
    given = [each.pair.outcome for each in _named(ground, presumption.given)]
    if presumption.given and Outcome.APPLIES not in given:
        return None
    return presumption


def presumed_beside(
    status: AssessmentStatus, effect: EffectAssessment, settling: Settling
) -> Presumption | None:
    """What is told to be presumed beside an answer.

    Nothing where no conviction is recorded, and nothing where the effect is settled exactly: what
    nothing can change needs no presumption.
    """
    told = status is AssessmentStatus.ASSESSED and not settling.settled
    return effect.presumed if told else None


def _named(ground: Ground, part: str) -> Iterator[Ground]:
    """The grounds of a part, where it is applied to the matter or its person."""
    if isinstance(ground.node, Named) and ground.node.part == part:
        yield ground
    for child in ground.children:
        yield from _named(child, part)
