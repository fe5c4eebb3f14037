"""An effect as a sheet tells it: in the words of the law, so that no answer is in them.

What was answered stands with the answers alone. So it can be withheld: where a step rests on an
answer that is not shown, the sheet says only so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from amends.assessments.assessment import AssessmentStatus, EffectAssessment, Ground
from amends.assessments.presuming import presumed_beside
from amends.assessments.settling import Settling
from amends.assessments.turning import is_open, provisions
from amends.assessments.turning import leaves as turning_leaves
from amends.explanation.amounts import amount_lines
from amends.explanation.conditions_in_words import Speaker
from amends.explanation.deciding import Leaf, leaves, rests_on_judgement
from amends.explanation.disagreement import about, disputes, each_says
from amends.explanation.full import standing
from amends.explanation.in_the_laws_words import clauses
from amends.explanation.layout import Line, sentence
from amends.explanation.reasons import (
    groups_of_one_fact,
    judged_by,
    met,
    to_the_point,
    with_notes,
)
from amends.explanation.sentences import Sentences
from amends.explanation.settling import settling_lines, whatever_else
from amends.explanation.told import unique
from amends.explanation.values_in_words import listed
from amends.explanation.wanted import called
from amends.scheme.conditions import AtLeast, Named
from amends.scheme.walk import totals
from amends.sheets.contents import (
    EffectTold,
    PresumedTold,
    StandingWord,
    Step,
    SumTold,
    TextLine,
)
from amends.truth.states import Outcome

NOT_SHOWN: Final = "on an answer that is not shown"
_MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class EffectTeller:
    """Tells effects under a law, without what rests on the facts, lists and parts `withheld`."""

    speaker: Speaker
    withheld: frozenset[str]

    def told(
        self, effect: EffectAssessment, said: Sentences, settling: Settling, *, alone: bool
    ) -> EffectTold:
        """An effect; `alone` if it is the only one of the matter that applies."""
        law = self.speaker.law
        open_still = effect.outcome in (Outcome.UNDETERMINED, Outcome.CONTESTED)
        settled = settling.outcome if open_still and settling.settled else effect.outcome
        disputed = effect.outcome is Outcome.CONTESTED and not settling.settled
        refused = effect.outcome is Outcome.DOES_NOT_APPLY
        return {
            "effect": effect.effect,
            "operation": effect.operation.value,
            "heading": said.heading(),
            "outcome": effect.outcome.value,
            "exact": settling.outcome.value,
            "says": self._says(effect, said, settling, alone=alone),
            "provisions": self._provisions(effect),
            "steps": self._steps(effect),
            "judged": self._judged(effect) if refused else [],
            "sides": self._sides(effect) if disputed else [],
            "settling": [_line(one) for one in settling_lines(settling, law)],
            "amount": self._sum(effect, settled),
            "presumed": _presumed(effect, said, settling),
            "does_not": [] if settled is Outcome.DOES_NOT_APPLY else list(said.does_not()),
        }

    # --- the sentence ---

    def _says(
        self, effect: EffectAssessment, said: Sentences, settling: Settling, *, alone: bool
    ) -> str:
        match effect.outcome:
            case Outcome.APPLIES:
                return said.applies(alone=alone)
            case Outcome.DOES_NOT_APPLY:
                return said.does_not_apply(self._because(effect))
            case _ if settling.settled:
                law = self.speaker.law
                gaps = [called(one, law) for one in unique((*effect.wanted, *effect.disputed))]
                return " ".join(line.text for line in whatever_else(settling, gaps, said))
            case Outcome.UNDETERMINED:
                return said.undetermined()
            case _:
                found = disputes(effect, self.speaker)
                return said.contested(listed([about(leaf) for leaf in found]))

    def _because(self, effect: EffectAssessment) -> str:
        steps = self._settled(groups_of_one_fact(to_the_point(effect.ground, self.speaker)))
        words = unique(step["words"] for step in steps)
        reasons = tuple(one for one in words if one != NOT_SHOWN)
        if len(reasons) < len(words):
            hidden = "of what rests on answers that are not shown"
            reasons = (*reasons[: _MOST_REASONS - 1], hidden)
        text = "; and because ".join(reasons[:_MOST_REASONS])
        more = len(reasons) > _MOST_REASONS
        return f"{text}; and for other reasons, which stand below" if more else text

    # --- the steps ---

    def _steps(self, effect: EffectAssessment) -> list[Step]:
        if effect.outcome is Outcome.DOES_NOT_APPLY:
            groups = groups_of_one_fact(to_the_point(effect.ground, self.speaker))
            return _once(self._settled(groups))
        if effect.outcome is Outcome.APPLIES:
            return _once(self._settled([leaf] for leaf in leaves(effect.ground, self.speaker)))
        left = [leaf for leaf in leaves(effect.ground, self.speaker) if is_open(leaf.ground.pair)]
        already = self._settled([leaf] for leaf in met(effect.ground, self.speaker))
        return _once([*map(self._open, left), *already])

    def _settled(self, groups: Iterable[Sequence[Leaf]]) -> Iterator[Step]:
        held = list(groups)
        told = clauses(held)
        for group in held:
            first = group[0].ground
            if any(self._hides(leaf.ground) for leaf in group):
                yield _step("", NOT_SHOWN, first)
            else:
                yield _step(group[0].provision, told[id(first)].text, first)

    def _open(self, leaf: Leaf) -> Step:
        if self._hides(leaf.ground):
            return _step("", NOT_SHOWN, leaf.ground)
        clause = leaf.speaker.phrase(leaf.ground.node)
        cited = leaf.provision
        notes = (cited,) if cited and cited not in clause else ()
        return _step(cited, with_notes(clause, notes), leaf.ground)

    def _hides(self, ground: Ground) -> bool:
        """Whether a ground rests on something withheld, itself or in what stands below it."""
        node = ground.node
        names = {evidence.ref.fact for evidence in ground.evidence}
        names.update(total.list for total in totals(node))
        if isinstance(node, AtLeast):
            names.add(node.list)
        if isinstance(node, Named):
            names.add(node.part)
        below = (*ground.children, *(entry.ground for entry in ground.entries))
        return not names.isdisjoint(self.withheld) or any(map(self._hides, below))

    def _provisions(self, effect: EffectAssessment) -> list[str]:
        if not self.withheld:
            return list(effect.provisions)
        found = turning_leaves(self.speaker.law, effect.ground)
        shown = (provisions(leaf) for leaf in found if not self._hides(leaf.ground))
        return list(unique(cited for of_leaf in shown for cited in of_leaf))

    # --- what else is told ---

    def _judged(self, effect: EffectAssessment) -> list[str]:
        if not rests_on_judgement(effect.ground, self.speaker):
            return []
        return [NOT_SHOWN] if self.withheld else list(judged_by(effect, self.speaker))

    def _sides(self, effect: EffectAssessment) -> list[str]:
        found = disputes(effect, self.speaker)
        shown = [leaf for leaf in found if not self._hides(leaf.ground)]
        sides = [line.text for leaf in shown for line in each_says(leaf)]
        return sides if len(shown) == len(found) else [*sides, sentence(NOT_SHOWN)]

    def _sum(self, effect: EffectAssessment, settled: Outcome) -> SumTold | None:
        amount, law = effect.amount, self.speaker.law
        if amount is None or settled is Outcome.DOES_NOT_APPLY:
            return None
        lines = amount_lines(amount, law, applies=settled is Outcome.APPLIES)
        return {
            "provision": amount.provision,
            "least": None if self.withheld else amount.least,
            "most": None if self.withheld else amount.most,
            "currency": law.scheme.currency,
            "words": [
                f"How much it comes to rests {NOT_SHOWN} ({amount.provision})."
                if self.withheld
                else line.text
                for line in (list(lines)[:1] if self.withheld else lines)
            ],
        }


def _once(steps: Iterable[Step]) -> list[Step]:
    """Each step once, in order."""
    return list({(one["provision"], one["words"]): one for one in steps}.values())


def _step(provision: str, words: str, ground: Ground) -> Step:
    found = cast("StandingWord", standing(ground.pair))
    return {"provision": provision, "words": words, "standing": found}


def _presumed(effect: EffectAssessment, said: Sentences, settling: Settling) -> PresumedTold | None:
    presumption = presumed_beside(AssessmentStatus.ASSESSED, effect, settling)
    if presumption is None or effect.outcome is not Outcome.UNDETERMINED:
        return None
    against = [f"{sentence(one.text)[:-1]} ({one.provision})." for one in presumption.rebutted_by]
    return {
        "holds": presumption.holds,
        "provision": presumption.provision,
        "words": said.presumed(presumption),
        "rebutted_by": against,
    }


def _line(line: Line) -> TextLine:
    return {"depth": line.depth, "text": line.text}
