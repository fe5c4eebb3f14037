"""A generated register as a table of cases: no texts, no people, the same for the same seed.

One row in ten of each fact is silent. Half as many jobs and half as many relatives as
convictions. Nothing here is drawn from any real record.
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
    """How many rows to make."""

    matters: int

    @property
    def jobs(self) -> int:
        return self.matters // 2

    @property
    def relatives(self) -> int:
        return self.matters // 2


def chance(salt: str) -> str:
    """A number from 0 to below 1, fixed by the row's `i` and a salt."""
    return f"((hash(i, '{salt}', {SEED}) % 1000003) / 1000003.0)"


def _code(codebook: Codebook, vocabulary: str, shares: dict[str, float], salt: str) -> str:
    """A coded column: silent one time in ten, else a code by its share of the rest."""
    cases, reached = [f"WHEN {chance(salt + '?')} < 0.1 THEN 0"], 0.0
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

    def write(self, sizes: Sizes) -> CaseTable:
        """Create the tables."""
        self._matters(sizes)
        self._jobs(sizes)
        self._relatives(sizes)
        self._empty("household member")
        people = sizes.matters + sizes.relatives
        self.database.run(
            f"CREATE TABLE persons AS SELECT i AS key FROM range(1, {people + 1}) t(i)"
        )
        return table_of(self.scheme, self.database, self.codebook)

    def _code(self, kind: str, fact: str, shares: dict[str, float]) -> str:
        stored = self.layout.stored(kind, fact)
        sql = _code(self.codebook, stored.fact.vocabulary, shares, f"{kind}.{fact}")
        return f"{sql} AS {quoted(stored.columns[0])}"

    def _yes(self, fact: str, share: float) -> str:
        return self._code(MATTER, fact, {"yes": share, "no": 1 - share})

    def _period(self, kind: str, fact: str, start: str, end: str) -> list[str]:
        stored = self.layout.stored(kind, fact)
        low, high = stored.open_ends
        silent = f"{chance(kind + fact + '?')} < 0.1"
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
        self.database.run(
            f"CREATE TABLE matters AS SELECT i AS key, i AS person, {', '.join(columns)} "
            f"FROM range(1, {sizes.matters + 1}) t(i)"
        )

    def _listed(self, name: str, subject: str, person: str, rows: int, columns: list[str]) -> None:
        held = self.layout.lists[name]
        own = ["1::INTEGER AS source", "true AS certain"]
        own += [f"{person} AS person"] if person else []
        self.database.run(
            f"CREATE TABLE {quoted(held.entries)} AS SELECT {subject} AS subject, i AS key, "
            f"{', '.join(own + columns)} FROM range(1, {rows + 1}) t(i)"
        )

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

    def _empty(self, name: str) -> None:
        held = self.layout.lists[name]
        columns = self.layout.tables[held.entries]
        typed = ", ".join(f"{quoted(c.name)} {c.type.value}" for c in columns)
        self.database.run(f"CREATE TABLE {quoted(held.entries)} ({typed})")
