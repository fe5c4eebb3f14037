"""What would settle an outcome, in words that many cases share: nothing of one case is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, assert_never

from amends.assessments.settling import SetAsideTogether, Sets, Settling
from amends.explanation.layout import Line, headed, item, laid_out, sentence
from amends.explanation.sentences import Sentences, could_show
from amends.explanation.values_in_words import either, listed
from amends.explanation.wanted import called, question, stated_of
from amends.scheme.declarations import Presumption
from amends.scheme.law import Law
from amends.truth.states import Outcome

_YES: Final = Outcome.APPLIES
_NO: Final = Outcome.DOES_NOT_APPLY


def what_would_settle(settling: Settling, law: Law) -> str:
    """The paragraphs of `settling_lines`, wrapped; equal for all cases with this settling."""
    return laid_out(settling_lines(settling, law))


def settling_lines(settling: Settling, law: Law) -> list[Line]:
    """What would settle an open outcome, with each question and where to look for its answer.

    What could show that the law applies is told apart from what could rule it out, and first.
    Nothing where the outcome is settled.
    """
    if settling.settled:
        return []
    if not settling.sets:
        return [Line(_nothing_left(settling)), *_lost(settling, law)]
    lines = [Line(f"What would settle it: {_how_many(settling)}.")]
    asked: set[str] = set()
    for to in ((_YES, _NO), (_YES,), (_NO,)):
        ways = in_choices(_told(settling, to))
        if ways:
            alone = len(ways) == 1 and (len(ways[0]) > 1 or len(ways[0][0]) == 1)
            lines.append(Line(f"{'This' if alone else 'Each of these'} {could_show(to)}:"))
            for choices in ways:
                lines += _one_of_each(choices, law, asked)
    if any(map(settling.more_to, (_YES, _NO))):
        lines.append(Line("There are more such ways; these are the shortest."))
    lines += _one_way_only(settling)
    if len(settling.sure) > 1:
        lines.append(Line(_whatever_they_say(settling, law, asked)))
        lines += [item(question(name, law)) for name in settling.sure if name not in asked]
    return [*lines, *_lost(settling, law)]


def _told(settling: Settling, to: tuple[Outcome, ...]) -> Sets:
    """The sets that could settle it to just these outcomes."""
    told = {names for outcome in to for names in settling.to(outcome)}
    return tuple(one.names for one in settling.sets if one.to == to and one.names in told)


def _one_way_only(settling: Settling) -> Iterator[Line]:
    """That nothing could settle it one way; not where there may be sets that were not found."""
    if settling.cut_short or settling.outside:
        return
    waits = ", while the records disagree" if settling.outcome is Outcome.CONTESTED else ""
    for outcome in (_YES, _NO):
        if not settling.to(outcome):
            yield Line(f"Nothing that is left to find out {could_show((outcome,))}{waits}.")


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
    return "this, if the answer is clear" if len(settling.sets) == 1 else "one of these may"


def _nothing_left(settling: Settling) -> str:
    if settling.lost:
        return "What would settle it: nothing that is left in the records."
    return "What would settle it: nothing more that the records could say, while they disagree."


def _lost(settling: Settling, law: Law) -> Iterator[Line]:
    if settling.lost:
        names = listed([called(name, law) for name in settling.lost])
        yield Line(sentence(f"It hangs on what cannot be found out any more: {names}"))


def in_choices(sets: Sets) -> list[tuple[tuple[str, ...], ...]]:
    """Sets as fewer: of each, any one name from each of its choices; together all sets, once.

    `ax`, `ay`, `bx` and `by` are one of `a` and `b` with one of `x` and `y`.
    """
    # Names of which each stands with just what another does can be put for one another.
    beside: dict[str, set[frozenset[str]]] = {}
    for names in sets:
        for name in names:
            beside.setdefault(name, set()).add(frozenset(names) - {name})
    alike: dict[frozenset[frozenset[str]], tuple[str, ...]] = {}
    for name, others in beside.items():
        alike[frozenset(others)] = (*alike.get(frozenset(others), ()), name)
    found: dict[frozenset[tuple[str, ...]], tuple[tuple[str, ...], ...]] = {}
    for names in sets:
        choices = tuple(alike[frozenset(beside[name])] for name in names)
        found.setdefault(frozenset(choices), choices)
    return list(found.values())


def _one_of_each(choices: Sequence[Sequence[str]], law: Law, asked: set[str]) -> Iterator[Line]:
    """One name of each of the choices, together; each question is put in full once."""
    if len(choices) == 1:
        yield from _each(choices[0], 1, law, asked)
        return
    if asked.issuperset(chain.from_iterable(choices)):
        words = [_one_of(names, law) for names in choices]
        yield item(sentence(f"Together: {listed(words)}"))
        return
    yield item(f"{'Both' if len(choices) == 2 else 'All'} of these together:")
    for names in choices:
        if len(names) == 1:
            yield from _each(names, 2, law, asked)
        elif asked.issuperset(names):
            yield item(sentence(_one_of(names, law)), 2)
        else:
            yield item("One of these:", 2)
            yield from _each(names, 3, law, asked)


def _each(names: Sequence[str], depth: int, law: Law, asked: set[str]) -> Iterator[Line]:
    for name in names:
        yield item(sentence(called(name, law)) if name in asked else question(name, law), depth)
    asked.update(names)


def _one_of(names: Sequence[str], law: Law) -> str:
    words = [called(name, law) for name in names]
    return words[0] if len(words) == 1 else f"one of these: {either(words)}"


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
