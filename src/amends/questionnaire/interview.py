"""An interview about one matter: what is known so far, how it stands, and what is asked next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from amends.assessments.assessment import Assessment
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import Ask, Question, Reply
from amends.questionnaire.order import next_question
from amends.scheme.conditions import PERSON
from amends.scheme.law import Law

Weigh = Callable[[Law, Case], tuple[Assessment, tuple[Settling, ...]]]
"""The assessment of a case, and what would settle each of its effects."""


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands.

    `question` is None where nothing more is to be asked. `asked` is what was asked so far, last
    one last. `before` is the interview before the last answer, None at its beginning.
    """

    law: Law
    weigh: Weigh
    case: Case
    assessment: Assessment
    settlings: tuple[Settling, ...]
    question: Question | None
    asked: tuple[Ask, ...] = ()
    before: Interview | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing that is not known could change the outcome of any effect."""
        return all(settling.settled for settling in self.settlings)

    @property
    def asked_of_person(self) -> tuple[Ask, ...]:
        """What was asked of the person: for the next matter it need not be asked again."""
        return tuple(ask for ask in self.asked if ask.place.owner == PERSON)

    def answered(self, reply: Reply) -> Interview:
        """The interview after a reply to its question. Raises ValueError where there is none."""
        if self.question is None:
            msg = "nothing was asked"
            raise ValueError(msg)
        ask = self.question.ask
        case = with_answer(self.case, ask, reply, self.law.scheme)
        return _standing(self.law, case, self.weigh, (*self.asked, ask), self)


def begin(law: Law, case: Case, weigh: Weigh, asked: tuple[Ask, ...] = ()) -> Interview:
    """An interview about a case as it is; `asked` is what need not be asked again."""
    return _standing(law, case, weigh, asked, None)


def _standing(
    law: Law, case: Case, weigh: Weigh, asked: tuple[Ask, ...], before: Interview | None
) -> Interview:
    assessment, settlings = weigh(law, case)
    question = next_question(law, assessment, settlings, asked)
    return Interview(law, weigh, case, assessment, settlings, question, asked, before)
