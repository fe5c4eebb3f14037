"""The employment list: each person's jobs, with rows about one job as statements on one entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, stated
from amends.registers.csv_rows import Row
from amends.registers.entries import reference_of
from amends.registers.entry_dates import SilentDate, row_dates
from amends.registers.key import Key
from amends.registers.mapping import ListMapping
from amends.truth.dates import DateReading, NoDate
from amends.truth.statements import Statement
from amends.truth.values import GREATEST, LEAST, Period, Span


@dataclass(frozen=True, slots=True)
class JobRow:
    """One row: whose, which job it is about (None where that is not certain), what it states."""

    person: str
    job: tuple[str, int] | None
    label: str
    facts: Mapping[str, tuple[Statement, ...]]
    conventions: tuple[str, ...]


def read_jobs(
    rows: Iterable[Row], listed: ListMapping, reader: CellReader, key: Key
) -> tuple[tuple[JobRow, ...], tuple[SilentDate, ...]]:
    """The rows of an employment list, and its dates that state nothing."""
    found: list[JobRow] = []
    silent: list[SilentDate] = []
    by = reader.conventions.rule("job-row")
    for row in rows:
        reference = reference_of(row, listed)
        dates, unread = row_dates(row, listed, reader, reference, ("started", "left"))
        silent += unread
        if by is not None:
            job = _job_row(row, listed, reader, dates, by)
            found.append(replace(job, person=key.person(listed.stem, reference)))
    return tuple(found), tuple(silent)


def _job_row(
    row: Row,
    listed: ListMapping,
    reader: CellReader,
    dates: Sequence[DateReading | NoDate],
    by: tuple[str, ...],
) -> JobRow:
    label = f"{listed.stem} {reference_of(row, listed)}"
    names = reader.conventions.names
    facts: dict[str, tuple[Statement, ...]] = {}
    for said, column in reader.said_in_row(listed.columns, row.cells):
        if said.states.entry == names.job:
            held = facts.get(said.states.fact, ())
            facts[said.states.fact] = (*held, said.codes(f"{label} ({column})"))
    period = _period(reader, *dates)
    if period is not None:
        says, ids = period
        facts[names.job_period] = (stated(says, label, names.job_period, (*by, *ids)),)
    place = " ".join(listed.cell(row.cells, "place_of_work").casefold().split())
    start = dates[0]
    exact = isinstance(start, DateReading) and start.lo == start.hi and place
    job = (place, start.lo) if exact and isinstance(start, DateReading) else None
    return JobRow("", job, label, facts, by)


def _period(
    reader: CellReader, started: DateReading | NoDate, left: DateReading | NoDate
) -> tuple[Period, list[str]] | None:
    """The days of a job, and the conventions they rest on; None where nothing is known of them."""
    conventions = reader.conventions
    ids: list[str] = []
    start = end = Span(LEAST, GREATEST)
    if isinstance(started, DateReading):
        start = Span(started.lo, started.hi)
        ids += conventions.of_date_rules(started.rules)
    elif (unsaid := conventions.rule("blank-start")) is not None:
        ids += unsaid
    else:
        return None
    if isinstance(left, DateReading):
        last = conventions.rule("last-day-worked")
        # Otherwise the day before may have been the last one.
        end = Span(left.lo if last else left.lo - 1, left.hi)
        ids += (*(last or ()), *conventions.of_date_rules(left.rules))
    elif left.why == "blank" and (still := conventions.rule("blank-leaving")) is not None:
        end = Span(GREATEST, GREATEST)
        ids += still
    if start.lo > end.hi:
        return None
    return Period(start, end), ids


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
    source, _, _ = first.label.rpartition(" ")
    ids = (*first.conventions, *(same if len(group) > 1 else ()))
    return Entry(first.label, source, Subject(facts), conventions=ids)
