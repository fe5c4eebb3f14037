"""The household list: who is put at one address with whom, and when both were there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from amends.cases.case import Entry, Subject
from amends.registers.addresses import dwelling
from amends.registers.cell_statements import CellReader, Said, row_at, stated
from amends.registers.csv_rows import Row
from amends.registers.entry_dates import SilentDate, SpanRules, days_between, row_dates
from amends.registers.key import Key
from amends.registers.mapping import ADDRESS, FROM, NOTE, TO, ListMapping
from amends.registers.references import reference_of
from amends.truth.statements import Statement
from amends.truth.values import Period, Span

_DAYS: Final = SpanRules("blank-start-of-stay", "blank-end-of-stay")


@dataclass(frozen=True, slots=True)
class Stay:
    """One row: who is put at which dwelling, () where its address names none. `days` is None where
    it says nothing of them.

    `listed` is the stem of its list, `reference` its own there. `said` is what its note states;
    `no_note` that the note is blank, in a list that has notes: their absence then means something.
    """

    person: str
    listed: str
    reference: str
    dwelling: tuple[str, ...]
    days: Period | None
    conventions: tuple[str, ...]
    said: tuple[Said, ...]
    no_note: bool

    @property
    def label(self) -> str:
        """The row as a source."""
        return f"{self.listed} {self.reference}"


def read_stays(
    rows: Iterable[Row], listed: ListMapping, reader: CellReader, key: Key
) -> tuple[tuple[Stay, ...], tuple[SilentDate, ...]]:
    """The rows of a household list, and its dates that state nothing.

    Where addresses are read, one that names no dwelling is counted with the wordings that are not
    understood.
    """
    stays: list[Stay] = []
    silent: list[SilentDate] = []
    by_note = NOTE in reader.conventions.columns
    by_address = reader.conventions.rule("same-address") is not None
    for row in rows:
        reference = reference_of(row, listed)
        dates, unread = row_dates(row, listed, reader, reference, (FROM, TO))
        silent += unread
        days, ids = days_between(dates, reader.conventions, _DAYS) or (None, ())
        note = listed.cell(row.cells, NOTE).strip()
        at = row_at(listed, row.cells, reference)
        address = listed.cell(row.cells, ADDRESS) if by_address else ""
        home = dwelling(address, reader.conventions.address_words)
        if address.strip() and not home:
            reader.count_in_row(ADDRESS, (address,), at)
        stays.append(
            Stay(
                key.person(listed.stem, reference),
                listed.stem,
                reference,
                home,
                days,
                ids,
                reader.said(NOTE, note, at) if by_note else (),
                listed.has(NOTE) and not note,
            )
        )
    return tuple(stays), tuple(silent)


def members_for(
    person: str,
    stays: Sequence[Stay],
    at: Mapping[tuple[str, ...], Sequence[Stay]],
    reader: CellReader,
    subject: Callable[[str], Subject],
) -> tuple[Entry, ...]:
    """Those whom the list puts at a person's address, each an entry that is a person.

    `stays` are the person's own rows, `at` all rows that name a dwelling, by that; `subject` gives
    what is known of the other. A row of nobody that the key knows may be the person's own, so it is
    no entry.
    """
    by = reader.conventions.rule("same-address")
    if by is None:
        return ()
    entries = []
    for own in stays:
        for other in at.get(own.dwelling, ()):
            shared = _shared(own, other)
            if other.person and other.person != person and shared is not None:
                entry = _member(own, other, shared, reader, subject(other.person))
                entries.append(replace(entry, conventions=by))
    return tuple(entries)


def _shared(own: Stay, other: Stay) -> Period | None:
    """The days on which both were there, as bounds; None where there can be none."""
    if own.days is None or other.days is None:
        return None
    one, two = own.days, other.days
    start = Span(max(one.start.lo, two.start.lo), max(one.start.hi, two.start.hi))
    end = Span(min(one.end.lo, two.end.lo), min(one.end.hi, two.end.hi))
    return Period(start, end) if start.lo <= end.hi else None


def _member(own: Stay, other: Stay, shared: Period, reader: CellReader, subject: Subject) -> Entry:
    source = f"{own.label} and {other.reference}"
    facts: dict[str, tuple[Statement, ...]] = {}
    if name := reader.conventions.names.stay:
        ids = (*own.conventions, *other.conventions)
        facts[name] = (stated(shared, source, name, ids),)
    for stay, said in _notes(own, other, reader):
        statement = said.codes(stay.label)
        held = facts.get(said.says.fact, ())
        if statement.says not in [one.says for one in held]:
            facts[said.says.fact] = (*held, statement)
    return Entry(source, own.listed, replace(subject, facts={**subject.facts, **facts}))


def _notes(own: Stay, other: Stay, reader: CellReader) -> list[tuple[Stay, Said]]:
    """What the notes of two rows state of their sharing a home.

    A row without a note says what the absence of one says only where the other has none
    either: a lodger is a lodger to the family whose own row has nothing to remark.
    """
    if own.no_note and other.no_note:
        return [(own, said) for said in reader.said_of_blank(NOTE)]
    return [(stay, said) for stay in (own, other) for said in stay.said]
