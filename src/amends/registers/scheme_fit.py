"""Whether conventions and catalogue say what a scheme declares: facts, words, lists, parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.registers.catalogue import Catalogue
from amends.registers.conventions import Conventions, Says
from amends.scheme.conditions import MATTER
from amends.scheme.declarations import FactType
from amends.scheme.model import Scheme


def fitted(conventions: Conventions, scheme: Scheme, path: str) -> Conventions:
    """The conventions, denied parts by the names that the scheme gives them.

    A part may be written by its name or, where one part alone has it, by its provision. Raises
    ProblemsFound with every name in the conventions that the scheme does not have.
    """
    if wrong := tuple(_misfits(conventions, scheme, path)):
        raise ProblemsFound(wrong)
    return conventions.with_parts(_parts(scheme))


def fit_codes(
    catalogue: Catalogue, conventions: Conventions, scheme: Scheme, path: str
) -> frozenset[str]:
    """The words that a charge may be under the scheme.

    Raises ProblemsFound with every code of the catalogue that is none of them: taken for
    one, it would be an offence that no law of the scheme lists.
    """
    fact = scheme.facts_of(MATTER).get(conventions.names.charge)
    words = frozenset(scheme.codes_of[fact.vocabulary]) if fact else frozenset[str]()
    if fact is not None and (wrong := sorted(catalogue.codes - words)):
        what = f"word of `{fact.name}`"
        raise ProblemsFound([_unknown(path, "codes", what, code, words) for code in wrong])
    return words


def _parts(scheme: Scheme) -> dict[str, str]:
    """The name of each part, by its name and by a provision that is its alone."""
    counts = Counter(part.provision for part in scheme.parts)
    parts = {part.provision: part.name for part in scheme.parts if counts[part.provision] == 1}
    return {**parts, **{part.name: part.name for part in scheme.parts}}


def _misfits(conventions: Conventions, scheme: Scheme, path: str) -> Iterator[Problem]:
    names = conventions.names
    for listed in (names.job, names.member, names.relative):
        if listed and listed not in scheme.list_named:
            yield _unknown(path, "names", "list", listed, scheme.list_named)
    for owner, name, type_ in (
        (MATTER, names.charge, FactType.CODE),
        (MATTER, names.conduct, FactType.PERIOD),
        (names.job, names.job_period, FactType.PERIOD),
        (names.member, names.stay, FactType.PERIOD),
    ):
        if name and owner in {MATTER, *scheme.list_named}:
            known = [one.name for one in scheme.facts_of(owner).values() if one.type is type_]
            if name not in known:
                yield _unknown(path, "names", f"fact of the type `{type_.value}`", name, known)
    for says in conventions.every_statement():
        yield from _of_statement(says, scheme, path)


def _of_statement(says: Says, scheme: Scheme, path: str) -> Iterator[Problem]:
    heading = f"{says.column}: {says.kind}" if says.kind else says.column
    for part in says.denies:
        if part not in _parts(scheme):
            yield _unknown(path, heading, "part", part, _parts(scheme))
    if not says.fact:
        return
    owner = says.entry or MATTER
    if owner not in {MATTER, *scheme.list_named}:
        yield _unknown(path, heading, "list", owner, scheme.list_named)
        return
    fact = scheme.facts_of(owner).get(says.fact)
    if fact is None:
        yield _unknown(path, heading, "fact", says.fact, scheme.facts_of(owner))
        return
    words = scheme.codes_of.get(fact.vocabulary, ())
    for code in sorted(says.codes | says.inverse):
        if code not in words:
            yield _unknown(path, heading, f"word of `{fact.name}`", code, words)


def _unknown(path: str, heading: str, what: str, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        "not-in-scheme",
        Place(path, heading=heading),
        f"the scheme has no {what} `{name}`",
        nearest(name, known),
    )
