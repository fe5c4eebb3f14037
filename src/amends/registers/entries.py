"""An entry of a register: what it states of each of its charges, and of its person's jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from amends.cases.case import Entry, Subject
from amends.registers.cell_statements import CellReader, Said, row_at, stated
from amends.registers.csv_rows import Row
from amends.registers.entry_dates import EntryDates, any_time_until
from amends.registers.mapping import (
    COURT,
    OFFENCE,
    VERDICT,
    ListMapping,
)
from amends.registers.register_rows import RegisterRows
from amends.registers.said_of_charge import SaidOfCharge
from amends.truth.dates import NoDate
from amends.truth.statements import Statement
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span

Facts = Mapping[str, tuple[Statement, ...]]


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


def read_entries(
    rows: RegisterRows,
    reader: CellReader,
    charges: Callable[[str, int], int],
    only: Collection[str] | None = None,
) -> Iterator[RegisterEntry]:
    """The entries of a register in their order; of `only` these references, where they are given.

    `charges` gives by its reference how many charges an entry has whose cell was cut into so many.
    """
    of_charge = SaidOfCharge(reader.conventions)
    order = 0
    for batch in rows.batches():
        for number, cells, reference, conduct, disposal in zip(
            batch.numbers,
            batch.cells,
            batch.references,
            batch.conduct,
            batch.disposal,
            strict=True,
        ):
            if only is None or reference in only:
                row = Row(number, dict(zip(rows.headings, cells, strict=True)))
                dates = rows.entry_dates(conduct, disposal)
                one = EntryReader(row, rows.listed, reader, of_charge, reference, dates)
                yield one.read(order, partial(charges, reference))
            order += 1


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Reads one row, whose reference and dates are known."""

    row: Row
    listed: ListMapping
    reader: CellReader
    of_charge: SaidOfCharge
    reference: str
    dates: EntryDates

    def read(self, order: int, having: Callable[[int], int]) -> RegisterEntry:
        """The entry, the `order`th of all, `having` so many charges where its cell was cut into so
        many.
        """
        names = self.reader.conventions.names
        listed, cells = self.listed, self.row.cells
        whole = list(self.reader.said_in_row(listed, cells, self.reference, but=VERDICT))
        matter = [(said, column) for said, column in whole if not said.says.entry]
        shared = self._facts(matter)
        court = self.reader.conventions.kind_of(COURT, shared)
        at = row_at(listed, cells, self.reference)
        charges = self.reader.charges(self._cell(OFFENCE), court, at)
        count = having(max(len(charges), 1))
        findings = self.reader.findings(self._cell(VERDICT), count, at)
        conduct = self.dates.statement(self.reader.conventions, self._entry, names.conduct)
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

    @property
    def _entry(self) -> str:
        return f"{self.listed.stem} {self.reference}"

    def _source(self, column: str) -> str:
        return f"{self._entry} ({column})"

    def _facts(
        self, said: Sequence[tuple[Said, str]], others: Sequence[Sequence[Said]] = ()
    ) -> Facts:
        """Statements by fact, as far as they are of one charge; `others` are other findings."""
        facts: dict[str, tuple[Statement, ...]] = {}
        verdict = bool(self._cell(VERDICT).strip())
        for fact in dict.fromkeys(one.says.fact for one, _ in said if one.says.fact):
            about = [(one, column) for one, column in said if one.says.fact == fact]
            counts = self.of_charge.of(fact, about, others, verdict=verdict)
            statements = (one.codes(self._source(column)) for one, column in counts)
            facts[fact] = tuple(dict.fromkeys(statements))
        return facts

    def _jobs(self, said: Iterable[tuple[Said, str]]) -> Iterator[Entry]:
        by_clause: dict[tuple[int, str], list[Said]] = {}
        for one, column in said:
            by_clause.setdefault((id(one.clause), column), []).append(one)
        named: Counter[str] = Counter()
        for (_, column), found in by_clause.items():
            # Each entry is a source of its own: two that name an employer may mean one job.
            source = self._source(column)
            named[column] += 1
            if named[column] > 1:
                source += f", {named[column]}"
            facts: dict[str, tuple[Statement, ...]] = {}
            for one in found:
                if fact := one.says.fact:
                    facts[fact] = (*facts.get(fact, ()), one.codes(source))
            rule = next((one.says.period for one in found if one.says.period), "")
            period = self._job_period(rule, found[0], source)
            if period is not None:
                facts[self.reader.conventions.names.job_period] = (period,)
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
        conduct = self.dates.statement(conventions, self._entry, fact)
        if conduct is None or not isinstance(conduct.says, Period):
            return None
        on = conduct.says
        says = Period(Span(LEAST, on.end.hi), Span(on.start.lo, GREATEST))
        return stated(says, source, fact, (*said.conventions, *by, *conduct.conventions))
