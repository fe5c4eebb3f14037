"""An entry of a register: what it states of each of its charges, and of its person's jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, Said, stated
from amends.registers.csv_rows import Row, SetAside
from amends.registers.entry_dates import (
    EntryDates,
    SilentDate,
    any_time_until,
    silent_dates,
)
from amends.registers.mapping import ListMapping
from amends.truth.dates import NoDate
from amends.truth.readings import readings
from amends.truth.statements import Statement
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span

Facts = Mapping[str, tuple[Statement, ...]]

_CHARGE, _VERDICT, _COURT = "offence", "verdict", "court"
_DATES = ("date_of_offence", "date_of_disposal")


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One entry as read. `order` is its place in the file; `charges` the facts of each charge.

    `jobs` are employments that it states of its person, each a list entry.
    """

    reference: str
    order: int
    row: int
    charges: tuple[Facts, ...]
    jobs: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """All entries of a register, the rows set aside here, and the dates that state nothing."""

    entries: tuple[RegisterEntry, ...]
    set_aside: tuple[SetAside, ...]
    silent_dates: tuple[SilentDate, ...]


def read_register(
    rows: Iterable[Row],
    listed: ListMapping,
    reader: CellReader,
    charges_known: Callable[[str], int],
) -> RegisterReading:
    """The entries of a register in their order.

    A row that refers to itself as an earlier one does is set aside: two entries cannot have one
    reference. `charges_known` gives for a reference how many charges the key names at least.
    """
    entries: list[RegisterEntry] = []
    aside: list[SetAside] = []
    silent: list[SilentDate] = []
    seen: set[str] = set()
    above: tuple[tuple[str, ...], str, EntryDates] | None = None
    for row in rows:
        reference = reference_of(row, listed)
        if reference in seen:
            reason = "an earlier row has the same reference"
            aside.append(SetAside(listed.file, row.number, reason))
            above = None
            continue
        seen.add(reference)
        page = tuple(row.cells.get(heading, "") for heading in listed.page)
        line = listed.cell(row.cells, "line").strip()
        follows = above is not None and above[0] == page and _next_line(above[1], line)
        dates = _dates(row, listed, reader, above[2] if above and follows else None)
        above = page, line, dates
        silent += silent_dates(dates, listed.file, reference, _DATES)
        one = _EntryReader(row, listed, reader, reference, dates)
        entries.append(one.read(len(entries), charges_known(reference)))
    return RegisterReading(tuple(entries), tuple(aside), tuple(silent))


def reference_of(row: Row, listed: ListMapping) -> str:
    """What a row is called: its reference cells, or its number where they are blank."""
    parts = [row.cells.get(heading, "").strip() for heading in listed.reference]
    return "/".join(parts) if any(parts) else f"row {row.number}"


def _next_line(above: str, line: str) -> bool:
    """Whether a line is the one under another. Lines are not always all transcribed, and a
    ditto mark under a line that is missing repeats something that nobody has read.
    """
    if above.isdecimal() and line.isdecimal():
        return int(line) == int(above) + 1
    return not line and not above


def _dates(
    row: Row, listed: ListMapping, reader: CellReader, above: EntryDates | None
) -> EntryDates:
    conduct, disposal = (listed.cell(row.cells, meaning) for meaning in _DATES)
    return EntryDates(
        reader.date(conduct, above.conduct if above else None),
        reader.date(disposal, above.disposal if above else None),
    )


@dataclass(frozen=True, slots=True)
class _EntryReader:
    row: Row
    listed: ListMapping
    reader: CellReader
    reference: str
    dates: EntryDates

    def read(self, order: int, known: int) -> RegisterEntry:
        names = self.reader.conventions.names
        whole = list(self.reader.said_in_row(self.listed.columns, self.row.cells, but=_VERDICT))
        matter = [(said, column) for said, column in whole if not said.states.entry]
        shared = self._facts(matter)
        court = self.reader.conventions.kind_of(_COURT, shared)
        charges = self.reader.charges(_CHARGE, self._cell(_CHARGE), court)
        count = max(len(charges), known, 1)
        findings = self.reader.findings(_VERDICT, self._cell(_VERDICT), count)
        conduct = self.dates.statement(
            self.reader.conventions, self._source(_DATES[0]), names.conduct
        )
        read: list[Facts] = []
        for number, verdict in enumerate(findings):
            own = [(said, _VERDICT) for said in verdict]
            facts = dict(self._facts([*own, *matter], several=count > 1))
            if number < len(charges) and (codes := charges[number].codes):
                says, ids = Codes(codes), charges[number].conventions
                statement = stated(says, self._source(_CHARGE), names.charge, ids)
                facts[names.charge] = (statement,)
            if conduct is not None:
                facts[names.conduct] = (conduct,)
            read.append(facts)
        jobs = tuple(self._jobs((s, c) for s, c in whole if s.states.entry == names.job))
        return RegisterEntry(self.reference, order, self.row.number, tuple(read), jobs)

    def _cell(self, meaning: str) -> str:
        return self.listed.cell(self.row.cells, meaning)

    def _source(self, column: str) -> str:
        return f"{self.listed.stem} {self.reference} ({column})"

    def _facts(self, said: Sequence[tuple[Said, str]], several: bool = False) -> Facts:
        """Statements by fact: those that stand in the place of others alone, where there are any.

        In an entry of `several` charges, what the entry says of all of them yields to what its
        verdict says of this one: a fine is for the charge that ended in a finding of guilt.
        """
        facts: dict[str, tuple[Statement, ...]] = {}
        for fact in dict.fromkeys(one.states.fact for one, _ in said if one.states.fact):
            about = [(one, column) for one, column in said if one.states.fact == fact]
            instead = [(one, column) for one, column in about if one.states.instead]
            verdict = [one for one, column in about if column == _VERDICT]
            if not instead and several and verdict:
                about = [pair for pair in about if _together([*verdict, pair[0]])]
            statements = (one.codes(self._source(column)) for one, column in instead or about)
            facts[fact] = tuple(dict.fromkeys(statements))
        return facts

    def _jobs(self, said: Iterable[tuple[Said, str]]) -> Iterator[Entry]:
        by_clause: dict[tuple[int, str], list[Said]] = {}
        for one, column in said:
            by_clause.setdefault((id(one.clause), column), []).append(one)
        for (_, column), found in by_clause.items():
            source = self._source(column)
            facts = {one.states.fact: (one.codes(source),) for one in found if one.states.fact}
            rule = next((one.states.period for one in found if one.states.period), "")
            period = self._job_period(rule, found[0], source)
            if period is not None:
                facts[self.reader.conventions.names.job_period] = (period,)
            # Each entry is a source of its own: two that name an employer may mean one job.
            ids = dict.fromkeys(one for each in found for one in each.conventions)
            yield Entry(source, source, Subject(facts), conventions=tuple(ids))

    def _job_period(self, rule: str, said: Said, source: str) -> Statement | None:
        conventions = self.reader.conventions
        by, fact = conventions.rule(rule), conventions.names.job_period
        if by is None:
            return None
        if rule == "day-of-leaving":
            last = self.reader.date(said.clause.date_text or "")
            if isinstance(last, NoDate):
                return None
            ids = (*said.conventions, *by, *conventions.of_date_rules(last.rules))
            return stated(any_time_until(Span(last.lo, last.hi)), source, fact, ids)
        conduct = self.dates.statement(conventions, source, fact)
        if conduct is None or not isinstance(conduct.says, Period):
            return None
        on = conduct.says
        says = Period(Span(LEAST, on.end.hi), Span(on.start.lo, GREATEST))
        return stated(says, source, fact, (*said.conventions, *by, *conduct.conventions))


def _together(said: Sequence[Said]) -> bool:
    """Whether what is said of one fact can be true together."""
    return len(readings([Codes(one.states.codes) for one in said])) == 1
