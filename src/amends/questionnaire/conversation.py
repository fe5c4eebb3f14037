"""An interview carried on in lines of text, whoever types and wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, assert_never

from amends.cases.case_values import Said
from amends.questionnaire import wording
from amends.questionnaire.asks import Word
from amends.questionnaire.interview import Interview
from amends.questionnaire.typed_words import Misread
from amends.questionnaire.understanding import Wish, understand, wish

MOST_UNUSED: Final = 20
"""Lines in a row that answer nothing, after which an interview ends as if by "stop"."""

Hear = Callable[[], str | None]
"""The next line that somebody types; None where there are no more."""

Say = Callable[[str], None]
"""Shows a text, which ends in a line feed."""


def converse(interview: Interview, hear: Hear, say: Say) -> tuple[Interview, bool]:
    """Ask until nothing more helps, say why no more is asked, and how the interview stands then.

    Before it ends the last answer can be undone once more. False beside it if it was broken off:
    by "stop", at the end of the lines, or after MOST_UNUSED lines in a row that answer nothing.
    """
    first = len(interview.asked)
    while True:
        interview, finished = _asked_through(interview, first, hear, say)
        say(wording.closing(interview, finished=finished))
        if not finished or len(interview.asked) == first or not _goes_back(hear, say):
            return interview, finished
        assert interview.before is not None
        interview = interview.before


def _asked_through(
    interview: Interview, first: int, hear: Hear, say: Say
) -> tuple[Interview, bool]:
    """Ask until there is no question, and whether it came to that; `first` were asked before."""
    unused, scheme = 0, interview.law.scheme
    while interview.question is not None:
        nth = len(interview.asked) - first + 1
        say(wording.put(interview.question, scheme, nth, again=unused > 0))
        line = hear() if unused < MOST_UNUSED else None
        if line is None:
            return interview, False
        unused += 1
        match understand(line, interview.question.ask, scheme):
            case Misread() as why:
                say(wording.not_understood(why))
            case Wish.HELP:
                say(wording.explained(interview.question, interview.law))
            case Wish.BACK:
                if interview.before is None:
                    say(wording.NOTHING_TO_UNDO)
                else:
                    interview, unused = interview.before, 0
            case Wish.STOP:
                return interview, False
            case Said() | Word() as reply:
                say(wording.noted(interview, reply))
                interview, unused = interview.answered(reply), 0
    return interview, True


def _goes_back(hear: Hear, say: Say) -> bool:
    """Whether somebody wants to change the last answer, now that nothing more is asked."""
    for _ in range(MOST_UNUSED):
        say(wording.LAST_CHANCE)
        line = hear()
        if line is None or not line.strip():
            return False
        match wish(line):
            case Wish.BACK:
                return True
            case Wish.STOP:
                return False
            case Wish.HELP | None:
                say(wording.NOTHING_ASKED)
            case other:
                assert_never(other)
    return False


def there_is_another(question: str, hear: Hear, say: Say) -> bool:
    """Whether somebody answers yes to a question of yes or no; no where the lines end."""
    for _ in range(MOST_UNUSED):
        say(f"\n{question}\n")
        line = hear()
        match "" if line is None else line.strip().casefold():
            case "y" | "yes":
                return True
            case "" if line is None:
                return False
            case "n" | "no" | "stop" | "quit" | "exit":
                return False
            case _:
                say('  Type "yes" or "no".\n')
    return False
