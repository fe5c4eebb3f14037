"""Things wanted or disputed, as they are called: the question, a noun, where to look."""

from __future__ import annotations

from typing import Final

from amends.assessments.wanted import point_number
from amends.explanation.layout import sentence
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import YES_NO, Fact, ListKind, OpenPoint
from amends.scheme.law import Law
from amends.scheme.model import Scheme

_COURT: Final = "a court, or the legislature"


def question(name: str, law: Law) -> str:
    """A thing wanted with its question and where to look: `Conduct: "When ...?" Where ...`."""
    if (point := _point(name, law)) and _unseen(point, law):
        return (
            f"What {point.provision} says, which was not seen: {point.question} "
            "Whoever reads its text can answer it."
        )
    if point:
        return (
            f"A question of law that {point.provision} leaves open: {point.question} "
            "No paper can answer it; a court could, or the legislature."
        )
    found, _ = _declared(name, law.scheme)
    title = _yes_or_no(found) or sentence(f'{name}: "{found.ask}"' if found.ask else name)
    look = where_to_look(name, law)
    return title + (f" Where to look: {look}." if look else "")


def asked(name: str, law: Law) -> str:
    """The question alone; the name where the scheme asks none."""
    if point := _point(name, law):
        return point.question
    return _declared(name, law.scheme)[0].ask or name


def called(name: str, law: Law) -> str:
    """A thing wanted or disputed as a noun: `the offence`, `the period of the employment`."""
    if (point := _point(name, law)) and _unseen(point, law):
        return f"what {point.provision} says, which was not seen"
    if point:
        return f"the question of law that {point.provision} leaves open"
    if name in law.scheme.part_named:  # a term that is denied
        return f"whether there is a {name}"
    try:
        found, kinds = _declared(name, law.scheme)
    except KeyError:
        if " and " in name:  # several facts, which are compared
            return f"how {name} stand to each other"
        raise
    if asks := _yes_or_no(found):
        return f"the answer to {asks}"
    inside = [kind for kind in kinds if kind in law.scheme.list_named]
    return f"the {name} of the {inside[0]}" if len(kinds) == len(inside) == 1 else f"the {name}"


def called_in_full(name: str, law: Law) -> str:
    """The same, with the question that it answers: `the conduct ("When did it happen?")`."""
    noun, question = called(name, law), stands_for(name, law)
    return noun if question in noun else f'{noun} ("{question}")'


def stands_for(name: str, law: Law) -> str:
    """What a short name is of: a question, or a provision; empty where the scheme says no more."""
    if _point(name, law):
        return asked(name, law)
    try:
        return _declared(name, law.scheme)[0].ask
    except KeyError:  # a part, or several facts
        part = law.scheme.part_named.get(name)
        return f"what {part.provision} asks for" if part and part.provision else ""


def stated_of(name: str, law: Law) -> str:
    """What a source does about a thing disputed, after its name: `says of the offence`."""
    if name in law.scheme.part_named:
        return f"says on {called(name, law)}"
    asks = _yes_or_no(_declared(name, law.scheme)[0])
    return f"answers to {asks}" if asks else f"says of {called(name, law)}"


def where_to_look(name: str, law: Law) -> str:
    """Where to look for a thing wanted; empty where the scheme does not say."""
    if point := _point(name, law):
        return f"the text of {point.provision}" if _unseen(point, law) else _COURT
    found, kinds = _declared(name, law.scheme)
    return look_for(found, kinds[0], law.scheme)


def look_for(found: Fact | ListKind, kind: str, scheme: Scheme) -> str:
    """Where to look for a fact or list of one kind; for an entry's, where its list says so."""
    inside = scheme.list_named.get(kind)
    return found.look or (inside.look if inside else "")


def _point(name: str, law: Law) -> OpenPoint | None:
    number = point_number(name)
    return next((point for point in law.scheme.open_points if point.number == number), None)


def _unseen(point: OpenPoint, law: Law) -> bool:
    """Whether the point is open only because its provision was not seen."""
    return any(
        (one.point, one.provision) == (point.number, point.provision) for one in law.scheme.unseen
    )


def _declared(name: str, scheme: Scheme) -> tuple[Fact | ListKind, tuple[str, ...]]:
    """The fact or list of that name, and the kinds that have it.

    A fact of the matter or the person goes before a list, and a list before a fact of entries.
    Raises KeyError for what is nothing of the sort.
    """
    for kind in (MATTER, PERSON):
        if name in scheme.facts_of(kind):
            return scheme.facts_of(kind)[name], (kind,)
    if name in scheme.list_named:
        return scheme.list_named[name], (scheme.list_named[name].of,)
    kinds = tuple(kind.name for kind in scheme.lists if name in scheme.facts_of(kind.name))
    if not kinds:
        raise KeyError(name)
    return scheme.facts_of(kinds[0])[name], kinds


def _yes_or_no(found: Fact | ListKind) -> str:
    """The question of a fact that is yes or no, in quotation marks; empty for anything else."""
    if isinstance(found, Fact) and found.vocabulary == YES_NO and found.ask:
        return f'"{found.ask}"'
    return ""
