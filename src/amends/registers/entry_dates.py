"""The day of the conduct as one entry gives it, limited by the entry's own disposal.

The constraint that conduct is no later than disposal narrows within one entry, once; a day
that breaks it is a slip, kept as written and counted, and states nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from amends.registers.cell_statements import CellReader, stated
from amends.registers.conventions import Conventions
from amends.registers.csv_rows import Row
from amends.registers.mapping import DATE_OF_DISPOSAL, DATE_OF_OFFENCE, ListMapping
from amends.truth.dates import DateReading, NoDate
from amends.truth.statements import Statement
from amends.truth.values import ANY_PERIOD, GREATEST, LEAST, Period, Span


@dataclass(frozen=True, slots=True)
class SilentDate:
    """A date, not blank, that states nothing, and why; `reference` is of its row."""

    file: str
    reference: str
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class SpanRules:
    """The rules by which a list gives the days between two of its dates.

    `blank_start` is for a start of which nothing is known, whatever stands there: it takes nothing
    from a blank. `blank_end` does, so it is for an empty cell alone, and for none where somebody
    wrote that the end is not known. `last_day` is for the end being the last day itself, which
    needs no rule where it is blank.
    """

    blank_start: str
    blank_end: str
    last_day: str = ""


AFTER_DISPOSAL = "after the disposal"
AFTER_THE_END = "after the other date, which is that of the end"
BEFORE_THE_START = "before the other date, which is that of the start"


@dataclass(frozen=True, slots=True)
class EntryDates:
    """The two dates of an entry as read; a ditto mark in the line below repeats them."""

    conduct: DateReading | NoDate
    disposal: DateReading | NoDate

    @property
    def slipped(self) -> bool:
        """Whether the conduct as written is later than any day of the disposal."""
        return _later(self.conduct, self.disposal)

    def statement(self, conventions: Conventions, entry: str, fact: str) -> Statement | None:
        """What the entry states of the day of the conduct; None for nothing at all.

        `entry` is the source of the statement, without the cells that say it.
        """
        conduct, disposal = self.conduct, self.disposal
        slip = conventions.rule("slip-states-nothing")
        limit = conventions.rule("disposal-limits-conduct")
        ids: list[str] = []
        if isinstance(conduct, DateReading):
            ids += conventions.of_date_rules(conduct.rules)
        says = None if not isinstance(conduct, DateReading) else _period(conduct)
        if self.slipped and isinstance(disposal, DateReading):
            ids += conventions.of_date_rules(disposal.rules)
            if slip is None:
                return stated(says or ANY_PERIOD, f"{entry} ({DATE_OF_OFFENCE})", fact, ids)
            # The statement that allows every day keeps the suppressed one in sight.
            says = ANY_PERIOD
            ids += slip
        elif isinstance(conduct, NoDate) and conduct.why == "impossible" and slip:
            says = ANY_PERIOD
            ids += slip
        cells = DATE_OF_OFFENCE
        if limit and isinstance(disposal, DateReading):
            narrowed = _until(says or ANY_PERIOD, disposal.hi)
            if narrowed != says:
                # Where the other date says nothing of the day, it is no source of it.
                both = says is not None and says != ANY_PERIOD
                cells = f"{cells}, {DATE_OF_DISPOSAL}" if both else DATE_OF_DISPOSAL
                says = narrowed
                ids += (*limit, *conventions.of_date_rules(disposal.rules))
        return None if says is None else stated(says, f"{entry} ({cells})", fact, ids)


def _later(one: DateReading | NoDate, other: DateReading | NoDate) -> bool:
    """Whether a date, as written, is later than any day of another."""
    return isinstance(one, DateReading) and isinstance(other, DateReading) and one.lo > other.hi


def _period(reading: DateReading) -> Period:
    if reading.continuing:
        return Period(Span(reading.lo, reading.lo), Span(reading.hi, reading.hi))
    return Period(Span(reading.lo, reading.hi), Span(reading.lo, reading.hi))


def _until(period: Period, last: int) -> Period:
    """The period as far as it ends by the day `last`; as it is where none of it does."""
    if period.start.lo > last:
        return period
    end = Span(min(period.end.lo, last), min(period.end.hi, last))
    return Period(Span(period.start.lo, min(period.start.hi, last)), end)


def silent_dates(
    dates: EntryDates, file: str, reference: str, columns: Sequence[str]
) -> tuple[SilentDate, ...]:
    """The dates of an entry that are written and state nothing."""
    found = [
        SilentDate(file, reference, column, reading.why)
        for column, reading in zip(columns, (dates.conduct, dates.disposal), strict=True)
        if isinstance(reading, NoDate) and reading.why != "blank"
    ]
    if dates.slipped:
        found.insert(0, SilentDate(file, reference, columns[0], AFTER_DISPOSAL))
    return tuple(found)


def row_dates(
    row: Row, listed: ListMapping, reader: CellReader, reference: str, columns: tuple[str, str]
) -> tuple[tuple[DateReading | NoDate, DateReading | NoDate], tuple[SilentDate, ...]]:
    """The dates in two columns of a row, and those of them that are written and state nothing.

    A column that the file does not have is no blank: a blank may say something, by convention.
    """

    def read(column: str) -> DateReading | NoDate:
        return reader.date(listed.cell(row.cells, column)) if listed.has(column) else _NO_COLUMN

    dates = read(columns[0]), read(columns[1])
    silent = tuple(
        SilentDate(listed.file, reference, column, date.why)
        for column, date in zip(columns, dates, strict=True)
        if isinstance(date, NoDate) and date is not _NO_COLUMN and date.why != "blank"
    )
    if _later(*dates):
        reasons = zip(columns, (AFTER_THE_END, BEFORE_THE_START), strict=True)
        silent = tuple(SilentDate(listed.file, reference, column, why) for column, why in reasons)
    return dates, silent


_NO_COLUMN: Final = NoDate("", "not understood")


def days_between(
    dates: tuple[DateReading | NoDate, DateReading | NoDate],
    conventions: Conventions,
    rules: SpanRules,
) -> tuple[Period, tuple[str, ...]] | None:
    """The days from one date to another, and the conventions they rest on.

    None where nothing is known of them, or the end is before the start.
    """
    began, ended = dates
    ids: list[str] = []
    start = end = Span(LEAST, GREATEST)
    if isinstance(began, DateReading):
        start = Span(began.lo, began.hi)
        ids += conventions.of_date_rules(began.rules)
    elif (unsaid := conventions.rule(rules.blank_start)) is not None:
        ids += unsaid
    else:
        return None
    if isinstance(ended, DateReading):
        last = conventions.rule(rules.last_day) if rules.last_day else ()
        # Otherwise the day before may have been the last one.
        end = Span(ended.lo if last is not None else ended.lo - 1, ended.hi)
        ids += (*(last or ()), *conventions.of_date_rules(ended.rules))
    elif ended.why == "blank" and (still := conventions.rule(rules.blank_end)) is not None:
        end = Span(GREATEST, GREATEST)
        ids += still
    return (Period(start, end), tuple(ids)) if start.lo <= end.hi else None


def any_time_until(last: Span) -> Period:
    """A period that began at some time and ended on a day of `last`."""
    return Period(Span(LEAST, last.hi), last)
