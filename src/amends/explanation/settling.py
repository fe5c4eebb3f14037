"""What would settle an outcome, in words that many cases share: nothing of one case is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from amends.assessments.settling import SetAsideTogether, Settling
from amends.explanation.layout import Line, headed, item, laid_out, sentence
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import listed
from amends.explanation.wanted import called, question, stated_of
from amends.scheme.declarations import Presumption
from amends.scheme.law import Law
from amends.truth.states import Outcome


def what_would_settle(settling: Settling, law: Law) -> str:
    """The paragraphs of `settling_lines`, wrapped; equal for all cases with this settling."""
    return laid_out(settling_lines(settling, law))


def settling_lines(settling: Settling, law: Law) -> list[Line]:
    """What would settle an open outcome, with each question and where to look for its answer.

    Nothing where the outcome is settled.
    """
    if settling.settled:
        return []
    if not settling.could:
        return [Line(_nothing_left(settling)), *_lost(settling, law)]
    lines = [Line(f"What would settle it: {_how_many(settling)}.")]
    asked: set[str] = set()
    for names in settling.could:
        lines += _one_set(names, law, asked)
    if settling.more:
        lines.append(Line("There are more such ways; these are the shortest."))
    if len(settling.sure) > 1:
        lines.append(Line(_whatever_they_say(settling, law, asked)))
        lines += [item(question(name, law)) for name in settling.sure if name not in asked]
    return [*lines, *_lost(settling, law)]


def _whatever_they_say(settling: Settling, law: Law, asked: set[str]) -> str:
    """What would settle it whatever is found; what was asked above is not named once more."""
    further = listed([called(name, law) for name in settling.sure if name not in asked])
    if asked <= set(settling.sure):
        return f"All of these together{f', with {further},' if further else ''} settle it for sure."
    whole = listed([called(name, law) for name in settling.sure])
    return sentence(f"Whatever they say, all of this together settles it: {whole}")


def _how_many(settling: Settling) -> str:
    if (settling.sure,) == settling.could:
        return "this, whatever the answer is"
    return "this, if the answer is clear" if len(settling.could) == 1 else "one of these may"


def _nothing_left(settling: Settling) -> str:
    if settling.lost:
        return "What would settle it: nothing that is left in the records."
    return "What would settle it: nothing more that the records could say, while they disagree."


def _lost(settling: Settling, law: Law) -> Iterator[Line]:
    if settling.lost:
        names = listed([called(name, law) for name in settling.lost])
        yield Line(sentence(f"It hangs on what cannot be found out any more: {names}"))


def _one_set(names: Sequence[str], law: Law, asked: set[str]) -> Iterator[Line]:
    """One way to settle it: a question, or several together; each is put in full once."""
    if len(names) == 1:
        yield item(question(names[0], law))
    else:
        yield item(sentence(f"Together: {listed([called(name, law) for name in names])}"))
        yield from (item(question(name, law), 2) for name in names if name not in asked)
    asked.update(names)


def whatever_else(settling: Settling, about: Sequence[str], said: Sentences) -> list[Line]:
    """What is said where gaps or differences are left that cannot matter.

    `about` are the things that are not known, or on which records differ, as nouns.
    """
    gaps = listed(about)
    if settling.outcome is Outcome.APPLIES:
        same = f"Not all is known of {gaps}, or records differ; the answer is the same either way."
        return [Line(said.applies()), Line(same)]
    because = f"whatever else may be found out of {gaps}, what it asks for cannot all be so"
    return [Line(said.does_not_apply(because))]


def presumption_lines(presumption: Presumption, said: Sentences) -> list[Line]:
    """What the law presumes beside an answer that is open, and what would rebut it."""
    against = (f"{one.text} ({one.provision})." for one in presumption.rebutted_by)
    return [Line(said.presumed(presumption)), *headed("It would be rebutted by:", against)]


def set_aside_lines(settling: Settling, law: Law) -> list[Line]:
    """What would be left, were one side of a disagreement set aside."""
    heading = "Were something set aside (a named person may do so, for a reason that is kept):"
    return headed(heading, (_left(one, settling.effect, law) for one in settling.aside))


def _left(one: SetAsideTogether, effect: str, law: Law) -> str:
    stated = listed([f"what {source} {stated_of(about, law)}" for about, source in one.statements])
    match one.outcome:
        case Outcome.APPLIES:
            then = f"the {effect} applies"
        case Outcome.DOES_NOT_APPLY:
            then = f"the {effect} does not apply"
        case Outcome.UNDETERMINED | Outcome.CONTESTED:
            then = "it could still not be told"
        case _:
            assert_never(one.outcome)
    missing = listed([called(name, law) for name in one.missing])
    return sentence(f"Without {stated}: {then}" + (f"; missing then: {missing}" if missing else ""))
