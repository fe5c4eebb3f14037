"""How much an effect brings on a sheet and asked again, and what of the law made it another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from amends.assessments.assessment import Assessment, AssessmentStatus
from amends.assessments.settling import Settling
from amends.explanation.amounts import limits
from amends.scheme.model import Scheme
from amends.sheets.changes import Change, resting_on
from amends.sheets.contents import EffectTold
from amends.truth.states import Outcome


@dataclass(frozen=True, slots=True)
class Sum:
    """How much an effect brings, in the smallest coin; None is no bound."""

    provision: str
    least: int | None
    most: int | None
    currency: str

    @property
    def words(self) -> str:
        """`between 3,000.00 and 9,000.00 EUR (section 5(2))`."""
        return f"{limits(self.least, self.most, self.currency)} ({self.provision})"

    @property
    def comes_to(self) -> tuple[int | None, int | None, str]:
        """What is compared: a provision may be cited otherwise for the same sum."""
        return self.least, self.most, self.currency


@dataclass(frozen=True, slots=True)
class SumRenewed:
    """A sum: as the sheet has it, and as this copy comes to it as at the sheet's day and now.

    None where an effect brings none, as one that does not apply. Where the sheet withholds
    answers it tells no sum: then `shown` is False, and `sheet` is as `then`. `by` are the changes
    of the law between the days that made it another, the oldest first.
    """

    sheet: Sum | None
    then: Sum | None
    now: Sum | None
    by: tuple[Change, ...] = ()
    shown: bool = True

    @property
    def changed(self) -> bool:
        """Whether it is another than on the sheet."""
        return not alike(self.sheet, self.now)


def alike(one: Sum | None, other: Sum | None) -> bool:
    """Whether two sums come to the same."""
    return (one and one.comes_to) == (other and other.comes_to)


def sum_on_sheet(told: EffectTold | None) -> Sum | None:
    """The sum that a sheet tells of an effect."""
    amount = told["amount"] if told else None
    if amount is None:
        return None
    return Sum(amount["provision"], amount["least"], amount["most"], amount["currency"])


def sums_of(
    assessment: Assessment, settlings: Sequence[Settling], currency: str
) -> Mapping[str, Sum]:
    """What each effect brings that does not fail to apply, by its name."""
    if assessment.status is not AssessmentStatus.ASSESSED:
        return {}
    return {
        effect.effect: Sum(amount.provision, amount.least, amount.most, currency)
        for effect, settling in zip(assessment.effects, settlings, strict=True)
        if (amount := effect.amount) and settling.outcome is not Outcome.DOES_NOT_APPLY
    }


def made_another(
    effect: str,
    scheme: Scheme,
    changes: Sequence[Change],
    sum_on: Callable[[int], Sum | None],
    *,
    arose: bool,
) -> tuple[Change, ...]:
    """Of the changes of a law, those that made the sum of an effect another.

    `arose` says that there was none on one of the two days: then each is of a day on which it
    arose or ended, and of a provision on which the effect rests. Else each is of a day on which
    the sum became another, and of a provision on which the sum rests.
    """
    found: list[Change] = []
    for day in dict.fromkeys(change.day for change in changes):
        before, after = sum_on(day - 1), sum_on(day)
        whole = before is None or after is None
        if alike(before, after) or (arose and (before is None) == (after is None)):
            continue
        rests = resting_on(scheme, effect, whole=whole)
        found += [one for one in changes if one.day == day and one.provision in rests]
    return tuple(found)
