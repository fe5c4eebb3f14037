"""An entry of a register: what it states of each of its charges, and of its person's jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, Said, stated
from amends.registers.csv_rows import Row, RowSetAside
from amends.registers.entry_dates import (
    EntryDates,
    SilentDate,
    any_time_until,
    silent_dates,
)
from amends.registers.mapping import (
    COURT,
    DATE_OF_DISPOSAL,
    DATE_OF_OFFENCE,
    LINE,
    OFFENCE,
    VERDICT,
    ListMapping,
)
from amends.truth.dates import NoDate
from amends.truth.readings import readings
from amends.truth.statements import Statement
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span

Facts = Mapping[str, tuple[Statement, ...]]

_DATES = (DATE_OF_OFFENCE, DATE_OF_DISPOSAL)


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
    set_aside: tuple[RowSetAside, ...]
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
    aside: list[RowSetAside] = []
    silent: list[SilentDate] = []
    seen: set[str] = set()
    above: tuple[tuple[str, ...], str, EntryDates] | None = None
    for row in rows:
        reference = reference_of(row, listed)
        if reference in seen:
            reason = "an earlier row has the same reference"
            aside.append(RowSetAside(listed.file, row.number, reason))
            above = None
            continue
        seen.add(reference)
        page = tuple(row.cells.get(heading, "") for heading in listed.page)
        line = listed.cell(row.cells, LINE).strip()
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
        whole = list(self.reader.said_in_row(self.listed, self.row.cells, but=VERDICT))
        matter = [(said, column) for said, column in whole if not said.says.entry]
        shared = self._facts(matter)
        court = self.reader.conventions.kind_of(COURT, shared)
        accused = self.listed.names(self.row.cells)
        charges = self.reader.charges(self._cell(OFFENCE), court, accused)
        count = max(len(charges), known, 1)
        findings = self.reader.findings(self._cell(VERDICT), count, accused)
        source = self._source(DATE_OF_OFFENCE)
        conduct = self.dates.statement(self.reader.conventions, source, names.conduct)
        read: list[Facts] = []
        for number, verdict in enumerate(findings):
            own = [(said, VERDICT) for said in verdict]
            others = [*findings[:number], *findings[number + 1 :]]
            facts = dict(self._facts([*own, *matter], others))
            codes = charges[number].codes if number < len(charges) else None
            if codes and names.charge:
                says, ids = Codes(codes), charges[number].conventions
                statement = stated(says, self._source(OFFENCE), names.charge, ids)
                facts[names.charge] = (statement,)
            if conduct is not None and names.conduct:
                facts[names.conduct] = (conduct,)
            read.append(facts)
        jobs = tuple(self._jobs((s, c) for s, c in whole if s.says.entry == names.job != ""))
        return RegisterEntry(self.reference, order, self.row.number, tuple(read), jobs)

    def _cell(self, meaning: str) -> str:
        return self.listed.cell(self.row.cells, meaning)

    def _source(self, column: str) -> str:
        return f"{self.listed.stem} {self.reference} ({column})"

    def _facts(
        self, said: Sequence[tuple[Said, str]], others: Sequence[Sequence[Said]] = ()
    ) -> Facts:
        """Statements by fact: those that stand in the place of others alone, where there are any.

        `others` are the findings of the entry's other charges. What the entry says of all of
        them yields to what its verdict says of this one where another may be meant: a fine is for
        the charge that ended in a finding of guilt. Where a verdict is written and is not of this
        charge, or not understood, nothing says whose it is; where none is written, a convention.
        """
        facts: dict[str, tuple[Statement, ...]] = {}
        told = self._told_by_verdict() if others else frozenset()
        for fact in dict.fromkeys(one.says.fact for one, _ in said if one.says.fact):
            about = [(one, column) for one, column in said if one.says.fact == fact]
            instead = [(one, column) for one, column in about if one.says.instead]
            if not instead and fact in told:
                about = self._of_one_charge(about, others)
            statements = (one.codes(self._source(column)) for one, column in instead or about)
            facts[fact] = tuple(dict.fromkeys(statements))
        return facts

    def _of_one_charge(
        self, about: Sequence[tuple[Said, str]], others: Sequence[Sequence[Said]]
    ) -> list[tuple[Said, str]]:
        """What is said of a fact that verdicts tell, as far as it is said of this charge."""
        if self._cell(VERDICT).strip():
            verdict = [one for one, column in about if column == VERDICT]
            return [pair for pair in about if verdict and _is_of(pair[0], verdict, others)]
        by = self.reader.conventions.rule("disposal-for-every-charge")
        if by is None:
            return []
        return [
            (replace(one, conventions=(*one.conventions, *by)), column) for one, column in about
        ]

    def _told_by_verdict(self) -> frozenset[str]:
        every = self.reader.conventions.every_statement()
        return frozenset(states.fact for states in every if states.column == VERDICT)

    def _jobs(self, said: Iterable[tuple[Said, str]]) -> Iterator[Entry]:
        by_clause: dict[tuple[int, str], list[Said]] = {}
        for one, column in said:
            by_clause.setdefault((id(one.clause), column), []).append(one)
        for (_, column), found in by_clause.items():
            source = self._source(column)
            facts = {one.says.fact: (one.codes(source),) for one in found if one.says.fact}
            rule = next((one.says.period for one in found if one.says.period), "")
            period = self._job_period(rule, found[0], source)
            if period is not None:
                facts[self.reader.conventions.names.job_period] = (period,)
            # Each entry is a source of its own: two that name an employer may mean one job.
            ids = dict.fromkeys(one for each in found for one in each.conventions)
            yield Entry(source, source, Subject(facts), conventions=tuple(ids))

    def _job_period(self, rule: str, said: Said, source: str) -> Statement | None:
        conventions = self.reader.conventions
        by, fact = conventions.rule(rule), conventions.names.job_period
        if by is None or not fact:
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


def _is_of(one: Said, verdict: Sequence[Said], others: Sequence[Sequence[Said]]) -> bool:
    """Whether what is said of all charges is said of the one with this verdict."""
    if _together([*verdict, one]):
        return True
    fact = one.says.fact
    return not any(_together([*(s for s in o if s.says.fact == fact), one]) for o in others)


def _together(said: Sequence[Said]) -> bool:
    """Whether what is said of one fact can be true together."""
    return len(readings([Codes(one.says.codes) for one in said])) == 1
