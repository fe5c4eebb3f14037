"""The employment list: each person's jobs, with rows about one job as statements on one entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, stated
from amends.registers.csv_rows import Row
from amends.registers.entry_dates import SilentDate, SpanRules, days_between, row_dates
from amends.registers.key import Key
from amends.registers.mapping import LEFT, PLACE_OF_WORK, STARTED, ListMapping
from amends.registers.references import reference_of
from amends.truth.dates import DateReading, NoDate
from amends.truth.statements import Statement


@dataclass(frozen=True, slots=True)
class JobRow:
    """One row: whose, which job it is about (None where that is not certain), what it states.

    `listed` is the stem of its list.
    """

    person: str
    job: tuple[str, int] | None
    listed: str
    label: str
    facts: Mapping[str, tuple[Statement, ...]]
    conventions: tuple[str, ...]


_DAYS: Final = SpanRules("blank-start", "blank-leaving", "last-day-worked")


def read_jobs(
    rows: Iterable[Row], listed: ListMapping, reader: CellReader, key: Key
) -> tuple[tuple[JobRow, ...], tuple[SilentDate, ...]]:
    """The rows of an employment list, and its dates that state nothing."""
    found: list[JobRow] = []
    silent: list[SilentDate] = []
    by = reader.conventions.rule("job-row")
    for row in rows:
        reference = reference_of(row, listed)
        dates, unread = row_dates(row, listed, reader, reference, (STARTED, LEFT))
        silent += unread
        if by is not None and reader.conventions.names.job:
            label = f"{listed.stem} {reference}"
            facts = _facts(row, listed, reader, reference)
            if period := _period(dates, reader, label, by):
                facts[reader.conventions.names.job_period] = (period,)
            job = _job(listed.cell(row.cells, PLACE_OF_WORK), dates[0])
            person = key.person(listed.stem, reference)
            found.append(JobRow(person, job, listed.stem, label, facts, by))
    return tuple(found), tuple(silent)


def _job(place: str, start: DateReading | NoDate) -> tuple[str, int] | None:
    """The place and first day of a job, where both are certain."""
    words = " ".join(place.casefold().split())
    certain = words and isinstance(start, DateReading) and start.lo == start.hi
    return (words, start.lo) if certain and isinstance(start, DateReading) else None


def _facts(
    row: Row, listed: ListMapping, reader: CellReader, reference: str
) -> dict[str, tuple[Statement, ...]]:
    """What the words of a row state of its job."""
    facts: dict[str, tuple[Statement, ...]] = {}
    for said, column in reader.said_in_row(listed, row.cells, reference):
        if said.says.entry == reader.conventions.names.job:
            held = facts.get(said.says.fact, ())
            facts[said.says.fact] = (*held, said.codes(f"{listed.stem} {reference} ({column})"))
    return facts


def _period(
    dates: tuple[DateReading | NoDate, DateReading | NoDate],
    reader: CellReader,
    label: str,
    by: tuple[str, ...],
) -> Statement | None:
    days = days_between(dates, reader.conventions, _DAYS)
    name = reader.conventions.names.job_period
    if days is None or not name:
        return None
    period, ids = days
    return stated(period, label, name, (*by, *ids))


def jobs_of(rows: Sequence[JobRow], reader: CellReader) -> tuple[Entry, ...]:
    """The jobs of one person, in the order of the list, as entries.

    Rows about one job are one entry with a statement from each: where one shows what another
    excludes, they are in conflict.
    """
    same = reader.conventions.rule("same-job")
    grouped: dict[object, list[JobRow]] = {}
    for number, row in enumerate(rows):
        one = row.job if same is not None and row.job is not None else number
        grouped.setdefault(one, []).append(row)
    return tuple(_entry(group, same or ()) for group in grouped.values())


def _entry(group: Sequence[JobRow], same: tuple[str, ...]) -> Entry:
    facts: dict[str, tuple[Statement, ...]] = {}
    for row in group:
        for fact, statements in row.facts.items():
            facts[fact] = (*facts.get(fact, ()), *statements)
    first = group[0]
    ids = (*first.conventions, *(same if len(group) > 1 else ()))
    return Entry(first.label, first.listed, Subject(facts), conventions=ids)
