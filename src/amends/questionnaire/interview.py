"""An interview about one matter: what is known so far, how it stands, and what is asked next."""

from __future__ import annotations

from dataclasses import dataclass

from amends.assessments.assessment import Assessment
from amends.cases.case import Case
from amends.engines.exact import Assess
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import Ask, Question, Reply
from amends.questionnaire.order import Outlook, outlook
from amends.scheme.conditions import PERSON
from amends.scheme.law import Law


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands.

    `asked` is what was asked so far, last one last. `before` is the interview before the last
    answer, None at its beginning.
    """

    law: Law
    assess: Assess
    case: Case
    outlook: Outlook
    asked: tuple[Ask, ...] = ()
    before: Interview | None = None

    @property
    def question(self) -> Question | None:
        """What is asked; None where nothing more is to be."""
        return self.outlook.question

    @property
    def assessment(self) -> Assessment:
        """The case as the engine assesses it."""
        return self.outlook.assessment

    @property
    def settled(self) -> bool:
        """Whether nothing that is not known could change the outcome of any effect."""
        return self.outlook.settled

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
        return _standing(self.law, case, self.assess, (*self.asked, ask), self)


def begin(law: Law, case: Case, assess: Assess, asked: tuple[Ask, ...] = ()) -> Interview:
    """An interview about a case as it is; `asked` is what need not be asked again."""
    return _standing(law, case, assess, asked, None)


def _standing(
    law: Law, case: Case, assess: Assess, asked: tuple[Ask, ...], before: Interview | None
) -> Interview:
    return Interview(law, assess, case, outlook(law, case, assess, asked), asked, before)
