"""From what day on a law would apply, in words."""

from __future__ import annotations

from amends.assessments.earliest import EarliestDate
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import day, listed


def when(date: EarliestDate, said: Sentences) -> str:
    """One sentence on the earliest date of an effect, with what held it back until then.

    It speaks of the papers as they stand: learning more narrows what it says, unless it
    brings in a source that differs.
    """
    noun = said.noun.capitalize()
    match date.not_before, date.no_later:
        case None, _:
            return f"{noun}: on no day, as the papers stand."
        case int(first), None:
            return (
                f"{noun}: not before {day(first)}{_because(date.why_not_before)}; from then on "
                "these papers cannot tell."
            )
        case int(first), int(last) if first == last:
            return f"{noun}: from {day(first)} on{_because(date.why_no_later)}."
        case first, last:
            assert first is not None
            assert last is not None
            return (
                f"{noun}: not before {day(first)}{_because(date.why_not_before)}, and from "
                f"{day(last)} on for sure{_because(date.why_no_later)}."
            )


def _because(why: tuple[str, ...]) -> str:
    return f" ({listed(list(why))})" if why else ""
