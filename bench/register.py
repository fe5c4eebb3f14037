"""A generated register as a table of cases: no texts, no people, the same for the same seed.

One row in ten of each fact is silent. Half as many jobs and half as many relatives as
convictions. A *mixed* register has besides: a second reading of one fact of one conviction,
job and relative in fifty; and one list of jobs or of relatives in a hundred of each is
closed, and names the entries that it has. Nothing here is drawn from any real record.
"""

from __future__ import annotations

from dataclasses import dataclass

from amends.cases.codebook import Codebook
from amends.cases.layout import Layout, layout_of
from amends.cases.table import CaseTable, table_of
from amends.scheme.conditions import MATTER
from amends.scheme.model import Scheme
from amends.tables.database import Database, quoted
from amends.truth.edtf import day

SEED = 1984


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows to make, and whether some statements conflict."""

    matters: int
    mixed: bool = False

    @property
    def jobs(self) -> int:
        return self.matters // 2

    @property
    def relatives(self) -> int:
        return self.matters // 2


AT_ONCE = 10_000_000
"""Rows that are made in one statement."""

SILENT, SECOND, CLOSED = 0.1, 0.02, 0.01
"""The shares of facts that are silent, rows with a second reading, and closed lists."""


def chance(salt: str, row: str = "i") -> str:
    """A number from 0 to below 1, fixed by a row's number and a salt."""
    return f"((hash({row}, '{salt}', {SEED}) >> 11) / {2**53}.0)"


def _code(
    codebook: Codebook, vocabulary: str, shares: dict[str, float], salt: str, second: str
) -> str:
    """A coded column: two readings where `second` says so, else silent or a code by its share."""
    cases, reached = [f"WHEN {chance(salt + '?')} < {SILENT} THEN 0"], 0.0
    if second:
        one, *others = shares
        for n, other in enumerate(others, start=1):
            number = codebook.number(vocabulary, [[one], [other]])
            chosen = f"{chance(salt + '2')} < {n / len(others)}"
            cases.insert(n - 1, f"WHEN {second} AND {chosen} THEN {number}")
    for code, share in shares.items():
        reached += share
        number = codebook.number(vocabulary, [[code]])
        cases.append(f"WHEN {chance(salt)} < {reached} THEN {number}")
    last = codebook.number(vocabulary, [[list(shares)[-1]]])
    return f"(CASE {' '.join(cases)} ELSE {last} END)::INTEGER"


class Generator:
    """Writes the tables of a scheme of the practice register's shape."""

    def __init__(self, scheme: Scheme, database: Database) -> None:
        self.scheme = scheme
        self.database = database
        self.codebook = Codebook(scheme)
        self.layout: Layout = layout_of(scheme)
        self._second: dict[tuple[str, str], tuple[float, float]] = {}

    def write(self, sizes: Sizes) -> None:
        """Create the tables; they have no marks yet."""
        if sizes.mixed:
            self._second = _second_readings()
        self._matters(sizes)
        self._jobs(sizes)
        self._relatives(sizes)
        self._empty("household member")
        people = sizes.matters + sizes.relatives
        self._made("persons", "i AS key", people)
        if sizes.mixed:
            self._further(MATTER, "conduct", 30)
            self._further("employment", "period", 400)
            self._closures("employment", people)
            self._closures("relative", sizes.matters)

    def table(self) -> CaseTable:
        """The table of cases, with the marks written into it."""
        return table_of(self.scheme, self.database, self.codebook)

    def _made(self, name: str, columns: str, rows: int) -> None:
        """A table of so many rows numbered from 1 as `i`, made a few at a time."""
        for first in range(1, rows + 1, AT_ONCE):
            after = min(first + AT_ONCE, rows + 1)
            query = f"SELECT {columns} FROM range({first}, {after}) t(i)"
            if first == 1:
                self.database.create(name, query)
            else:
                self.database.insert(name, query)

    def _code(self, kind: str, fact: str, shares: dict[str, float]) -> str:
        stored = self.layout.stored(kind, fact)
        second = self._has_second(kind, fact) if (kind, fact) in self._second else ""
        sql = _code(self.codebook, stored.fact.vocabulary, shares, f"{kind}.{fact}", second)
        return f"{sql} AS {quoted(stored.columns[0])}"

    def _yes(self, fact: str, share: float) -> str:
        return self._code(MATTER, fact, {"yes": share, "no": 1 - share})

    def _period(self, kind: str, fact: str, start: str, end: str) -> list[str]:
        stored = self.layout.stored(kind, fact)
        low, high = stored.open_ends
        silent = f"{chance(kind + fact + '?')} < {SILENT}"
        ends = [(start, low), (start, high), (end, low), (end, high)]
        return [
            f"(CASE WHEN {silent} THEN {bound} ELSE {value} END)::INTEGER AS {quoted(column)}"
            for column, (value, bound) in zip(stored.columns, ends, strict=True)
        ]

    def _matters(self, sizes: Sizes) -> None:
        on = f"({day(1983, 12, 1)} + ({chance('day')} * 640)::INTEGER)"
        by_name = {
            "court": self._code(MATTER, "court", {"Scottish court": 0.97, "court elsewhere": 0.03}),
            "finding": self._code(MATTER, "finding", {"convicted": 0.76, "acquitted": 0.24}),
            "offence": self._code(
                MATTER,
                "offence",
                {
                    "breach of the peace": 0.6,
                    "police act 1967 s 41(1)(a)": 0.2,
                    "theft": 0.1,
                    "vandalism": 0.1,
                },
            ),
            "during activity": self._yes("during activity", 0.5),
            "during ancillary activity": self._yes("during ancillary activity", 0.15),
            "unrelated reason": self._yes("unrelated reason", 0.1),
            "hardship": self._yes("hardship", 0.3),
            "response": self._code(
                MATTER,
                "response",
                {"to Condition A conduct of a qualifying individual": 0.1, "not in response": 0.9},
            ),
        }
        columns: list[str] = []
        for fact in self.scheme.matter_facts:
            if fact.name == "conduct":
                columns += self._period(MATTER, "conduct", on, on)
            else:
                columns.append(by_name[fact.name])
        self._made("matters", f"i AS key, i AS person, {', '.join(columns)}", sizes.matters)

    def _listed(self, name: str, subject: str, person: str, rows: int, columns: list[str]) -> None:
        held = self.layout.lists[name]
        own = ["1::INTEGER AS source", "true AS certain"]
        own += [f"{person} AS person"] if person else []
        selected = [f"{subject} AS subject", "i AS key", *own, *columns]
        self._made(held.entries, ", ".join(selected), rows)

    def _jobs(self, sizes: Sizes) -> None:
        people = sizes.matters + sizes.relatives
        start = f"({day(1960, 1, 1)} + ({chance('start')} * 9000)::INTEGER)"
        end = f"({start} + ({chance('length')} * 9000)::INTEGER)"
        columns = [
            self._code(
                "employment", "employer", {"National Coal Board": 0.9, "another employer": 0.1}
            ),
            self._code("employment", "place", {"Great Britain": 1.0}),
            *self._period("employment", "period", start, end),
        ]
        subject = f"(1 + ({chance('worker')} * {people - 1})::BIGINT)"
        self._listed("employment", subject, "", sizes.jobs, columns)

    def _relatives(self, sizes: Sizes) -> None:
        relations = {"sibling": 0.5, "another relation or none": 0.5}
        columns = [self._code("relative", "relation", relations)]
        subject = f"(1 + ({chance('kin')} * {sizes.matters - 1})::BIGINT)"
        self._listed("relative", subject, f"({sizes.matters} + i)", sizes.relatives, columns)

    # --- what conflicts ---

    def _has_second(self, kind: str, fact: str, row: str = "i") -> str:
        least, most = self._second[kind, fact]
        drawn = chance(f"second {kind}", row)
        return f"({drawn} >= {least} AND {drawn} < {most})"

    def _further(self, kind: str, fact: str, days: int) -> None:
        """Second readings of a period: the same one, some days later."""
        stored = self.layout.stored(kind, fact)
        later = (f"({quoted(name)} + {days})::INTEGER AS {quoted(name)}" for name in stored.columns)
        self.database.run(
            f"CREATE TABLE {quoted(stored.further)} AS SELECT key, {', '.join(later)} "
            f"FROM {quoted(stored.table)} WHERE {self._has_second(kind, fact, 'key')} "
            f"AND {quoted(stored.columns[0])} > {stored.open_ends[0]}"
        )

    def _closures(self, name: str, subjects: int) -> None:
        """Closed lists, each of which names all the entries that it has."""
        held = self.layout.lists[name]
        closures, names, entries = map(quoted, (held.closures, held.names, held.entries))
        self.database.run(
            f"CREATE TABLE {closures} AS SELECT i AS subject, i AS closure "
            f"FROM range(1, {subjects + 1}) t(i) WHERE {chance(f'closed {name}')} < {CLOSED}"
        )
        self.database.run(
            f"CREATE TABLE {names} AS SELECT closure, key, true AS certain "
            f"FROM {entries} JOIN {closures} USING (subject)"
        )

    def _empty(self, name: str) -> None:
        held = self.layout.lists[name]
        columns = self.layout.tables[held.entries]
        typed = ", ".join(f"{quoted(c.name)} {c.type.value}" for c in columns)
        self.database.run(f"CREATE TABLE {quoted(held.entries)} ({typed})")


def _second_readings() -> dict[tuple[str, str], tuple[float, float]]:
    """Which draws give a second reading to which fact: SECOND of each kind's rows in all."""
    facts = {
        MATTER: ("conduct", "offence", "finding", "during activity", "unrelated reason"),
        "employment": ("period", "employer"),
        "relative": ("relation",),
    }
    return {
        (kind, fact): (SECOND * n / len(names), SECOND * (n + 1) / len(names))
        for kind, names in facts.items()
        for n, fact in enumerate(names)
    }
