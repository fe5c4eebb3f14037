"""Statements about family: who is what to whom, and who says they have nobody of that kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, Said, row_at, stated
from amends.registers.csv_rows import Row
from amends.registers.key import Key
from amends.registers.mapping import RELATION, SOURCE_DATE, ListMapping
from amends.registers.references import reference_of
from amends.truth.statements import Denial, Statement
from amends.truth.values import Codes


@dataclass(frozen=True, slots=True)
class Tie:
    """One row seen from one of its two persons: what it states of that person and the other.

    `listed` is the stem of its list.
    """

    person: str
    other: str
    listed: str
    label: str
    relation: tuple[tuple[str, Statement], ...]
    denials: tuple[Denial, ...]
    conventions: tuple[str, ...]


def read_ties(
    rows: Iterable[Row], listed: ListMapping, reader: CellReader, key: Key
) -> tuple[Tie, ...]:
    """The rows of a list of statements about family, each seen from both persons."""
    by = reader.conventions.rule("kin-row")
    if by is None:
        return ()
    ties: list[Tie] = []
    for row in rows:
        reference = reference_of(row, listed)
        label = f"{listed.stem} {reference}"
        dated = listed.cell(row.cells, SOURCE_DATE)
        at = row_at(listed, row.cells, reference)
        said = reader.said(RELATION, listed.cell(row.cells, RELATION), at)
        first, second = (key.person(listed.stem, f"{reference}#{side}") for side in "ab")
        of_first = [(one, one.says.codes) for one in said]
        of_second = [(one, one.says.inverse) for one in said]
        denials = tuple(_denials(said, label, by))
        ties += (
            Tie(
                first,
                second,
                listed.stem,
                label,
                _relation(of_first, label, dated, by),
                denials,
                by,
            ),
            Tie(second, first, listed.stem, label, _relation(of_second, label, dated, by), (), by),
        )
    return tuple(ties)


def _relation(
    said: Iterable[tuple[Said, frozenset[str]]], label: str, dated: str, by: tuple[str, ...]
) -> tuple[tuple[str, Statement], ...]:
    """What is stated of the other person, by the codes as seen from this one."""
    return tuple(
        (
            one.says.fact,
            stated(Codes(codes), label, one.says.fact, (*by, *one.conventions), dated),
        )
        for one, codes in said
        if one.says.fact and codes
    )


def _denials(said: Iterable[Said], label: str, by: tuple[str, ...]) -> Iterator[Denial]:
    for one in said:
        for part in one.says.denies:
            yield Denial(part, label, (*by, *one.conventions), f"{label}: {part}")


def relatives_for(ties: Sequence[Tie], subject: Callable[[str], Subject]) -> tuple[Entry, ...]:
    """The relatives in a person's ties: one entry for each, with every statement on the relation.

    A relative whom the key does not know is an entry of whom nothing else is known.
    """
    grouped: dict[str, list[Tie]] = {}
    for tie in ties:
        if tie.relation:
            grouped.setdefault(tie.other or tie.label, []).append(tie)
    return tuple(_relative(group, subject) for group in grouped.values())


def _relative(group: Sequence[Tie], subject: Callable[[str], Subject]) -> Entry:
    first = group[0]
    facts: dict[str, tuple[Statement, ...]] = {}
    for tie in group:
        for fact, statement in tie.relation:
            facts[fact] = (*facts.get(fact, ()), statement)
    known = subject(first.other) if first.other else Subject()
    relative = replace(known, facts={**known.facts, **facts})
    return Entry(first.label, first.listed, relative, conventions=first.conventions)
