"""The effects matrix of a scheme in words: what each effect means for what people ask of it."""

from __future__ import annotations

from collections.abc import Iterator

from amends.assessments.settling import Settling
from amends.explanation.layout import BLANK, Line, headed, sentence
from amends.explanation.sentences import Sentences
from amends.scheme.declarations import Answer, Consequence, Meaning
from amends.truth.states import Outcome


def meanings(said: Sentences, settling: Settling) -> Iterator[Line]:
    """What the effect means for each question, with its source.

    A question that the scheme does not answer is named as such; it is no *no*.
    """
    means = said.effect.means
    told = {meaning.consequence for meaning in means}
    left = [each.value for each in Consequence if each not in told]
    if not means:
        untold = f"What {said.noun} means for what people ask of it, this scheme does not say"
        yield from (BLANK, Line(f"{untold}: ask an adviser."))
        return
    items = [_cell(meaning) for meaning in means]
    if left:
        items.append(f"Not told by this scheme, so ask an adviser: {'; '.join(left)}.")
    yield from headed(_heading(said, settling), items)


def answer_said(meaning: Meaning) -> str:
    """The answer of one cell; what is not settled sends a person to an adviser."""
    unsure = meaning.answer is Answer.NOT_SETTLED
    return f"{meaning.answer.value}: ask an adviser" if unsure else meaning.answer.value


def _cell(meaning: Meaning) -> str:
    asked = sentence(f"{meaning.consequence.value}?")
    note = f": {meaning.note}" if meaning.note else ""
    return f"{asked} {sentence(f'{answer_said(meaning)} ({meaning.source}{note})')}"


def _heading(said: Sentences, settling: Settling) -> str:
    what = f"{said.noun} under this law"
    match settling.outcome:
        case Outcome.APPLIES:
            return f"What {what} means for what people ask of it:"
        case Outcome.DOES_NOT_APPLY:
            return f"What {what} means for what people ask of it, where it applies:"
        case _:
            return f"Should it be so, what {what} means for what people ask of it:"
