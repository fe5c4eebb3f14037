"""What would settle an outcome, in words that many cases share: nothing of one case is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from amends.assessments.settling import SetAsideTogether, Settling
from amends.explanation.layout import Line, headed, item, laid_out, sentence
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import listed
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import YES_NO, Fact, ListKind, OpenPoint
from amends.scheme.law import Law
from amends.truth.states import Outcome

_POINT: Final = "open point "
_COURT: Final = "a court, or the legislature"


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
    return f"Whatever they say, all of this together settles it: {whole}."


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
        yield Line(f"It hangs on what cannot be found out any more: {names}.")


def _one_set(names: Sequence[str], law: Law, asked: set[str]) -> Iterator[Line]:
    """One way to settle it: a question, or several together; each is put in full once."""
    if len(names) == 1:
        yield item(question(names[0], law))
    else:
        yield item(f"Together: {listed([called(name, law) for name in names])}.")
        yield from (item(question(name, law), 2) for name in names if name not in asked)
    asked.update(names)


def question(name: str, law: Law) -> str:
    """A thing wanted with its question and where to look: `Conduct: "When ...?" Where ...`."""
    if name.startswith(_POINT):
        return _point(name, law)
    found = _declared(name, law)
    title = sentence(f'{name}: "{found.ask}"' if found.ask else name)
    if isinstance(found, Fact) and found.vocabulary == YES_NO and found.ask:
        title = f'"{found.ask}"'
    return title + (f" Where to look: {found.look}." if found.look else "")


def asked(name: str, law: Law) -> str:
    """The question alone; the name where the scheme asks none."""
    if name.startswith(_POINT):
        return _point_named(name, law).question
    return _declared(name, law).ask or name


def _point(name: str, law: Law) -> str:
    point = _point_named(name, law)
    return (
        f"A question of law that {point.provision} leaves open: {point.question} "
        "No paper can answer it; a court could, or the legislature."
    )


def _point_named(name: str, law: Law) -> OpenPoint:
    number = int(name.removeprefix(_POINT))
    return next(point for point in law.scheme.open_points if point.number == number)


def called(name: str, law: Law) -> str:
    """A thing wanted or disputed as a noun."""
    if name.startswith(_POINT):
        return f"the question of law that {_point_named(name, law).provision} leaves open"
    if name in law.scheme.part_named:  # a term that is denied
        return f"whether there is a {name}"
    found = _declared(name, law)
    if isinstance(found, Fact) and found.vocabulary == YES_NO and found.ask:
        return f'the answer to "{found.ask}"'
    return f"the {name}"


def where_to_look(name: str, law: Law) -> str:
    """Where to look for a thing wanted; empty where the scheme does not say."""
    return _COURT if name.startswith(_POINT) else _declared(name, law).look


def _declared(name: str, law: Law) -> Fact | ListKind:
    """The fact of the matter or person, or the list, of that name."""
    scheme = law.scheme
    for kind in (MATTER, PERSON):
        if name in scheme.facts_of(kind):
            return scheme.facts_of(kind)[name]
    return scheme.list_named[name]


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


def set_aside_lines(settling: Settling, law: Law) -> list[Line]:
    """What would be left, were one side of a disagreement set aside."""
    heading = "Were something set aside (a named person may do so, for a reason that is kept):"
    return headed(heading, (_left(one, settling.effect, law) for one in settling.aside))


def _left(one: SetAsideTogether, effect: str, law: Law) -> str:
    stated = listed([f"what {source} says of the {about}" for about, source in one.statements])
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
    return f"Without {stated}: {then}" + (f"; missing then: {missing}." if missing else ".")
