"""Whether conventions state what a scheme declares: its facts, words, lists and parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.registers.conventions import Conventions, States
from amends.scheme.conditions import MATTER
from amends.scheme.model import Scheme


def fitted(conventions: Conventions, scheme: Scheme, path: str) -> Conventions:
    """The conventions, denied parts by the names that the scheme gives them.

    A part may be written by its name or, where one part alone has it, by its provision. Raises
    ProblemsFound with every name in the conventions that the scheme does not have.
    """
    if wrong := tuple(_misfits(conventions, scheme, path)):
        raise ProblemsFound(wrong)
    return conventions.with_parts(_parts(scheme))


def _parts(scheme: Scheme) -> dict[str, str]:
    """The name of each part, by its name and by a provision that is its alone."""
    counts = Counter(part.provision for part in scheme.parts)
    parts = {part.provision: part.name for part in scheme.parts if counts[part.provision] == 1}
    return {**parts, **{part.name: part.name for part in scheme.parts}}


def _misfits(conventions: Conventions, scheme: Scheme, path: str) -> Iterator[Problem]:
    names = conventions.names
    for listed in (names.job, names.member, names.relative):
        if listed not in scheme.list_named:
            yield _unknown(path, "names", "list", listed, scheme.list_named)
            return
    for owner, fact in (
        (MATTER, names.charge),
        (MATTER, names.conduct),
        (names.job, names.job_period),
        (names.member, names.stay),
    ):
        if fact not in scheme.facts_of(owner):
            yield _unknown(path, "names", "fact", fact, scheme.facts_of(owner))
    for states in conventions.every_statement():
        yield from _of_states(states, scheme, path)


def _of_states(states: States, scheme: Scheme, path: str) -> Iterator[Problem]:
    heading = f"{states.column}: {states.kind}" if states.kind else states.column
    for part in states.denies:
        if part not in _parts(scheme):
            yield _unknown(path, heading, "part", part, _parts(scheme))
    if not states.fact:
        return
    owner = states.entry or MATTER
    if owner not in {MATTER, *scheme.list_named}:
        yield _unknown(path, heading, "list", owner, scheme.list_named)
        return
    fact = scheme.facts_of(owner).get(states.fact)
    if fact is None:
        yield _unknown(path, heading, "fact", states.fact, scheme.facts_of(owner))
        return
    words = scheme.codes_of.get(fact.vocabulary, ())
    for code in sorted(states.codes | states.inverse):
        if code not in words:
            yield _unknown(path, heading, f"word of `{fact.name}`", code, words)


def _unknown(path: str, heading: str, what: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        "convention-not-in-scheme",
        Place(path, heading=heading),
        f"the scheme has no {what} `{name}`",
        nearest(name, known),
    )
