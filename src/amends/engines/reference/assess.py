"""An assessment: each effect's outcome, and what decided it or is missing."""

from __future__ import annotations

from collections.abc import Iterable

from amends.assessments.assessment import (
    AmountAssessed,
    Assessment,
    AssessmentStatus,
    EffectAssessment,
    Ground,
)
from amends.assessments.presuming import presumed
from amends.assessments.turning import disputed, leaves, provisions, still_wanted, wanted
from amends.cases.case import Case
from amends.engines.reference.evaluate import evaluate, measure
from amends.scheme.conditions import Named
from amends.scheme.declarations import Effect
from amends.scheme.law import Law
from amends.truth.states import Outcome
from amends.truth.values import GREATEST, LEAST


def assess(law: Law, case: Case) -> Assessment:
    """Assess a case under the law on its date, with full grounds.

    Outside the law's force there are no effects and the status says so. Where the
    part that says there is a matter at all is refuted and not disputed, the
    status is that no conviction is recorded; the effects are assessed all the same.
    """
    return Assessment(
        law.scheme.id,
        law.on,
        case.key,
        _status(law, case),
        tuple(_assess_effect(law, case, effect) for effect in law.scheme.effects)
        if law.in_force
        else (),
        law.supposed,
        case.set_aside,
        case.not_looked_at,
    )


def _status(law: Law, case: Case) -> AssessmentStatus:
    if not law.in_force:
        return AssessmentStatus.NOT_IN_FORCE
    if law.scheme.recorded_by:
        recorded = evaluate(law, case, Named(law.scheme.recorded_by), "")
        if recorded.pair.outcome is Outcome.DOES_NOT_APPLY:
            return AssessmentStatus.NO_CONVICTION_RECORDED
    return AssessmentStatus.ASSESSED


def _assess_effect(law: Law, case: Case, effect: Effect) -> EffectAssessment:
    part = law.scheme.part_named[effect.part]
    ground = evaluate(law, case, Named(effect.part), part.provision)
    turning = tuple(leaves(law, ground))
    return EffectAssessment(
        effect.name,
        effect.operation,
        ground.pair.outcome,
        _unique(provisions(leaf) for leaf in turning),
        _unique(wanted(law, leaf) for leaf in turning),
        _unique(disputed(leaf) for leaf in turning),
        ground,
        presumed(effect, ground),
        _amount(law, case, effect, ground),
    )


def _amount(law: Law, case: Case, effect: Effect, ground: Ground) -> AmountAssessed | None:
    """How much the effect brings; None where it does not apply, or brings no money."""
    amount = effect.amount
    if amount is None or ground.pair.outcome is Outcome.DOES_NOT_APPLY:
        return None
    bounds = measure(law, case, amount.sum, amount.provision)
    least = None if bounds.least_lo <= LEAST + 1 else bounds.least_lo
    most = None if bounds.greatest_hi >= GREATEST - 1 else bounds.greatest_hi
    disputed = bounds.least_lo != bounds.greatest_lo or bounds.least_hi != bounds.greatest_hi
    counted = evaluate(law, case, amount.counted, amount.provision)
    known = least is not None and least == most
    wanting = () if known else still_wanted(law, counted)
    return AmountAssessed(amount.provision, least, most, disputed, wanting, counted)


def _unique(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in found for name in names))
