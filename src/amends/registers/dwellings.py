"""The household list: who is put at one address with whom, and when both were there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, Said, stated
from amends.registers.csv_rows import Row
from amends.registers.entries import reference_of
from amends.registers.entry_dates import SilentDate, row_dates
from amends.registers.key import Key
from amends.registers.mapping import ListMapping
from amends.truth.dates import DateReading, NoDate
from amends.truth.values import GREATEST, LEAST, Period, Span

NOTE = "household note"


@dataclass(frozen=True, slots=True)
class Stay:
    """One row: who is put at which dwelling. `days` is None where it says nothing of them, `note`
    where the list has no notes: their absence then means nothing.
    """

    person: str
    label: str
    dwelling: tuple[str, ...]
    days: Period | None
    conventions: tuple[str, ...]
    note: str | None


def read_stays(
    rows: Iterable[Row], listed: ListMapping, reader: CellReader, key: Key
) -> tuple[tuple[Stay, ...], tuple[SilentDate, ...]]:
    """The rows of a household list, and its dates that state nothing."""
    stays: list[Stay] = []
    silent: list[SilentDate] = []
    for row in rows:
        reference = reference_of(row, listed)
        dates, unread = row_dates(row, listed, reader, reference, ("from", "to"))
        silent += unread
        days, ids = _days(reader, *dates)
        address = listed.cell(row.cells, "address")
        stays.append(
            Stay(
                key.person(listed.stem, reference),
                f"{listed.stem} {reference}",
                dwelling(address, reader.conventions.address_words),
                days,
                ids,
                listed.cell(row.cells, NOTE).strip() if listed.has(NOTE) else None,
            )
        )
    return tuple(stays), tuple(silent)


def dwelling(address: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The words of an address, spelt one way; () for a blank one."""
    found = re.findall(r"\w+", address.casefold().replace("'", "").replace("’", ""))
    return tuple(words.get(word, word) for word in found)


def _days(
    reader: CellReader, began: DateReading | NoDate, ended: DateReading | NoDate
) -> tuple[Period | None, tuple[str, ...]]:
    conventions = reader.conventions
    ids: list[str] = []
    start = end = Span(LEAST, GREATEST)
    if isinstance(began, DateReading):
        start = Span(began.lo, began.hi)
        ids += conventions.of_date_rules(began.rules)
    elif (unsaid := conventions.rule("blank-start-of-stay")) is not None:
        ids += unsaid
    else:
        return None, ()
    if isinstance(ended, DateReading):
        end = Span(ended.lo, ended.hi)
        ids += conventions.of_date_rules(ended.rules)
    elif ended.why == "blank" and (still := conventions.rule("blank-end-of-stay")) is not None:
        end = Span(GREATEST, GREATEST)
        ids += still
    if start.lo > end.hi:
        return None, ()
    return Period(start, end), tuple(ids)


def members_for(
    person: str,
    stays: Sequence[Stay],
    at: Mapping[tuple[str, ...], Sequence[Stay]],
    reader: CellReader,
    subject: Callable[[str], Subject],
) -> tuple[Entry, ...]:
    """Those whom the list puts at a person's address, each an entry that is a person.

    `stays` are the person's own rows, `at` all rows by dwelling; `subject` gives what is known
    of the other. A row of nobody that the key knows may be the person's own, so it is no entry.
    """
    by = reader.conventions.rule("same-address")
    if by is None:
        return ()
    entries = []
    for own in stays:
        for other in at.get(own.dwelling, ()) if own.dwelling else ():
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
    names = reader.conventions.names
    source = f"{own.label} and {other.label.rpartition(' ')[2]}"
    facts = {
        names.stay: (stated(shared, source, names.stay, (*own.conventions, *other.conventions)),)
    }
    for stay, said in _notes(own, other, reader):
        statement = said.codes(stay.label)
        held = facts.get(said.states.fact, ())
        if statement.says not in [one.says for one in held]:
            facts[said.states.fact] = (*held, statement)
    listed, _, _ = own.label.rpartition(" ")
    return Entry(source, listed, replace(subject, facts={**subject.facts, **facts}))


def _notes(own: Stay, other: Stay, reader: CellReader) -> list[tuple[Stay, Said]]:
    """What the notes of two rows state of their sharing a home.

    A row without a note says what the absence of one says only where the other has none
    either: a lodger is a lodger to the family whose own row has nothing to remark.
    """
    if own.note == "" and other.note == "":
        return [(own, said) for said in reader.said_of_blank(NOTE)]
    return [
        (stay, said)
        for stay in (own, other)
        if stay.note
        for said in reader.said(NOTE, stay.note, count=stay is own)
    ]
