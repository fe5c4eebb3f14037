"""How much an effect brings on a sheet and asked again, and what of the law made it another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amends.assessments.assessment import Assessment, AssessmentStatus
from amends.assessments.settling import Settling
from amends.explanation.amounts import limits
from amends.scheme.conditions import Cited, In, Limb, Named
from amends.scheme.model import Scheme
from amends.scheme.walk import descendants
from amends.sheets.changes import Change, item_provision
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
        rests = set(_rests_on(scheme, effect, whole=whole))
        found += [one for one in changes if one.day == day and one.provision in rests]
    return tuple(found)


def _rests_on(scheme: Scheme, name: str, *, whole: bool) -> Iterator[str]:
    """The provisions on which the sum of an effect rests, whatever the day; or the `whole` of it.

    They are written as `changes` writes them.
    """
    effect = next(one for one in scheme.effects if one.name == name)
    left: list[str] = []
    bodies = [(effect.amount.provision, effect.amount.counted)] if effect.amount else []
    if whole:
        yield scheme.title
        yield scheme.part_named[effect.part].provision or effect.name
        left.append(effect.part)
    seen: set[str] = set()
    while left or bodies:
        if left:
            part = scheme.part_named[left.pop()]
            if part.name in seen:
                continue
            seen.add(part.name)
            bodies.append((part.provision or part.name, part.body))
        provision, body = bodies.pop()
        yield provision
        for node in descendants(body):
            match node:
                case Limb():
                    yield node.provision
                case Named():
                    left.append(node.part)
                case In():
                    cited = [one for one in node.members if isinstance(one, Cited)]
                    for one in cited:
                        yield from _items(scheme, one)


def _items(scheme: Scheme, cited: Cited) -> Iterator[str]:
    yield cited.list
    for codes in scheme.code_lists:
        if codes.provision == cited.list:
            for item in codes.items:
                if not cited.items or item.label in cited.items:
                    yield item_provision(codes, item)
