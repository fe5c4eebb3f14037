"""Renewing a sheet: the same answers under another day's law, and what that changes.

It reads and compares. What the sheet said stands as it was said; the answer is asked again of this
copy for the sheet's own day too, so that a difference that the law did not make is told as such.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amends.assessments.assessment import Assessment, AssessmentStatus
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.problems import Place, Problem, ProblemsFound
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.sheets.answers import cases_of
from amends.sheets.changes import Change, changes
from amends.sheets.contents import Answer, EffectTold, MatterTold, Sheet
from amends.sheets.making import Answered
from amends.sheets.sums import Sum, SumRenewed, alike, made_another, sum_on_sheet, sums_of

Weigh = Callable[[Law, Case], tuple[Assessment, tuple[Settling, ...]]]
"""The assessment of a case, and what would settle each of its effects."""

CALLED: Final = {
    "applies": "applies",
    "does_not_apply": "does not apply",
    "undetermined": "we cannot tell",
    "contested": "the records disagree",
    "no_conviction_recorded": "nothing is recorded that it could apply to",
    "not_in_force": "the law was not in force",
    "": "the law had no such effect",
}
"""How an effect stands, in the words for the public."""


@dataclass(frozen=True, slots=True)
class EffectRenewed:
    """An effect: how the sheet has it, and how this copy answers as at the sheet's day and now.

    Each is a key of CALLED. `sum` is None where it never brings one.
    """

    effect: str
    sheet: str
    then: str
    now: str
    sum: SumRenewed | None = None

    @property
    def changed(self) -> bool:
        """Whether the answer is another than in the sheet, or the sum."""
        return self.sheet != self.now or (self.sum is not None and self.sum.changed)


@dataclass(frozen=True, slots=True)
class MatterRenewed:
    """A matter, with its answer under the law as it now is."""

    key: str
    effects: tuple[EffectRenewed, ...]
    answered: Answered


@dataclass(frozen=True, slots=True)
class Renewal:
    """A sheet renewed. `same_text` is False where the sheet was made from another text."""

    law: Law
    then: int
    same_text: bool
    changes: tuple[Change, ...]
    matters: tuple[MatterRenewed, ...]

    @property
    def changed(self) -> bool:
        """Whether any answer is another than in the sheet."""
        return any(effect.changed for matter in self.matters for effect in matter.effects)


def check_text(sheet: Sheet, sha256: str, file: str) -> None:
    """Raises ProblemsFound where the sheet rests on another text of its scheme than this copy's."""
    if sheet["law"]["sha256"] != sha256:
        what = "the text of the scheme in this copy is another than the one the sheet rests on"
        why = "what differs could then come from the text and not from the law"
        remedy = "use the copy that made the sheet; or say --other-text to renew it all the same"
        raise ProblemsFound([Problem("another-text", Place(file), what, remedy, why)])


def renewal(
    sheet: Sheet,
    answers: Sequence[Answer],
    scheme: Scheme,
    on: int,
    *,
    sha256: str,
    weigh: Weigh,
    file: str,
) -> Renewal:
    """The answers of a sheet asked again under the law as it stands on another day.

    `answers` are all that the sheet rests on; `sha256` is of this copy's text of the scheme. What
    the sheet supposes of open points is supposed again. Raises ProblemsFound where they are no
    answers to this scheme or the sheet is of another; `file` is the sheet's, for messages.
    """
    if sheet["law"]["scheme"] != scheme.id:
        what = f"the sheet is of the scheme `{sheet['law']['scheme'][:60]}`, not `{scheme.id}`"
        remedy = "name the scheme of the sheet"
        raise ProblemsFound([Problem("sheet-of-another-scheme", Place(file), what, remedy)])
    then = day_of(sheet["law"]["on"], "the law date of the sheet", file)
    supposed = {one["open_point"]: one["answer"] for one in sheet["supposed"]}
    try:
        before, now = as_at(scheme, then, supposed), as_at(scheme, on, supposed)
    except KeyError as missing:
        what = f"the sheet supposes an answer to open point {missing}, which is none of the scheme"
        remedy = "use the copy of the scheme that the sheet was made from"
        raise ProblemsFound([Problem("unknown-point", Place(file), what, remedy)]) from None
    cases = cases_of(sheet, answers, Law(scheme, on, supposed), file)
    shown = len(answers) == len(sheet["answers"]) and sheet["names_withheld"] is None
    between = _Between(scheme, before, now, changes(scheme, then, on), weigh, shown=shown)
    matters = [
        between.matter(told, case) for told, case in zip(sheet["matters"], cases, strict=True)
    ]
    same = sheet["law"]["sha256"] == sha256
    return Renewal(now, then, same, between.changes, tuple(matters))


def day_of(text: str, called: str, file: str) -> int:
    """A day that a sheet names. Raises ProblemsFound where it is none; `called` is for that."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        what, remedy = f"{called} is no day", "have the sheet made again"
        raise ProblemsFound([Problem("sheet-without-a-day", Place(file), what, remedy)]) from None


@dataclass(frozen=True, slots=True)
class _Between:
    """The law of two days, and what changed between them; `shown` if nothing is withheld."""

    scheme: Scheme
    before: Law
    now: Law
    changes: tuple[Change, ...]
    weigh: Weigh
    shown: bool

    def matter(self, told: MatterTold, case: Case) -> MatterRenewed:
        """A matter of the sheet, asked again as at both days."""
        then_all, then_settlings = self.weigh(self.before, case)
        now_all, now_settlings = self.weigh(self.now, case)
        on_sheet = {one["effect"]: one for one in told["effects"]}
        sheet = {name: _in_sheet(one) for name, one in on_sheet.items()}
        then, after = _stands(then_all, then_settlings), _stands(now_all, now_settlings)
        missing = {
            "sheet": "" if told["status"] == "assessed" else told["status"],
            "then": _without_effects(then_all),
            "now": _without_effects(now_all),
        }
        currency = self.now.scheme.currency
        sums = [
            sums_of(then_all, then_settlings, currency),
            sums_of(now_all, now_settlings, currency),
        ]
        first = (effect.name for effect in self.now.scheme.effects[:1])
        effects = [
            EffectRenewed(
                name,
                sheet.get(name, missing["sheet"]),
                then.get(name, missing["then"]),
                after.get(name, missing["now"]),
                self._sum(name, case, on_sheet.get(name), *(each.get(name) for each in sums)),
            )
            for name in dict.fromkeys((*sheet, *then, *after, *first))
        ]
        return MatterRenewed(told["key"], tuple(effects), Answered(case, now_all, now_settlings))

    def _sum(
        self, effect: str, case: Case, told: EffectTold | None, then: Sum | None, now: Sum | None
    ) -> SumRenewed | None:
        on_sheet = sum_on_sheet(told)
        shown = self.shown or on_sheet is None
        if (on_sheet, then, now) == (None, None, None):
            return None
        arose = then is None or now is None
        by = () if alike(then, now) else self._made_another(effect, case, arose=arose)
        return SumRenewed(on_sheet if shown else then, then, now, by, shown)

    def _made_another(self, effect: str, case: Case, *, arose: bool) -> tuple[Change, ...]:
        def sum_on(day: int) -> Sum | None:
            law = as_at(self.scheme, day, self.now.supposed)
            return sums_of(*self.weigh(law, case), law.scheme.currency).get(effect)

        return made_another(effect, self.scheme, self.changes, sum_on, arose=arose)


def _in_sheet(effect: EffectTold) -> str:
    settled = effect["exact"] in ("applies", "does_not_apply")
    return effect["exact"] if settled else effect["outcome"]


def _stands(assessment: Assessment, settlings: Sequence[Settling]) -> dict[str, str]:
    """How each effect stands; empty where nothing is said of effects."""
    if assessment.status is not AssessmentStatus.ASSESSED:
        return {}
    return {
        effect.effect: (settling.outcome if settling.settled else effect.outcome).value
        for effect, settling in zip(assessment.effects, settlings, strict=True)
    }


def _without_effects(assessment: Assessment) -> str:
    assessed = assessment.status is AssessmentStatus.ASSESSED
    return "" if assessed else assessment.status.value
