"""Statements about family: who is what to whom, and who says they have nobody of that kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, stated
from amends.registers.csv_rows import Row
from amends.registers.entries import reference_of
from amends.registers.key import Key
from amends.registers.mapping import ListMapping
from amends.truth.statements import Denial, Statement
from amends.truth.values import Codes


@dataclass(frozen=True, slots=True)
class Tie:
    """One row seen from one of its two persons: what it states of that person and the other."""

    person: str
    other: str
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
        first, second = (key.person(listed.stem, f"{reference}#{side}") for side in "ab")
        of_first = _tie(row, listed, reader, by)
        of_second = _tie(row, listed, reader, by, inverse=True)
        ties.append(replace(of_first, person=first, other=second))
        ties.append(replace(of_second, person=second, other=first))
    return tuple(ties)


def _tie(
    row: Row,
    listed: ListMapping,
    reader: CellReader,
    by: tuple[str, ...],
    inverse: bool = False,
) -> Tie:
    label = f"{listed.stem} {reference_of(row, listed)}"
    dated = listed.cell(row.cells, "source_date")
    relation: list[tuple[str, Statement]] = []
    denials: list[Denial] = []
    for said in reader.said("relation", listed.cell(row.cells, "relation"), count=not inverse):
        codes = said.states.inverse if inverse else said.states.codes
        if said.states.fact and codes:
            ids = (*by, *said.conventions)
            statement = stated(Codes(codes), label, said.states.fact, ids, dated)
            relation.append((said.states.fact, statement))
        if not inverse:
            denials += [
                Denial(part, label, (*by, *said.conventions), f"{label}: {part}")
                for part in said.states.denies
            ]
    return Tie("", "", label, tuple(relation), tuple(denials), by)


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
    listed, _, _ = first.label.rpartition(" ")
    relative = replace(known, facts={**known.facts, **facts})
    return Entry(first.label, listed, relative, conventions=first.conventions)
