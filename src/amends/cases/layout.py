"""Which tables and columns a scheme's table of cases has. The caller's account is in `table`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, FactType, ListKind
from amends.scheme.model import Scheme
from amends.tables import Column, ColumnType
from amends.truth.values import GREATEST, LEAST

MATTERS: Final = "matters"
PERSONS: Final = "persons"
CASE_KEYS: Final = "case_keys"

DAY_LEAST: Final = -(10**9)
DAY_GREATEST: Final = 10**9
"""No bound, of a day: beyond the calendar, and it fits a narrow column."""

READ_TWICE: Final = "read_twice"
"""The column with the mark of `marks`, which is made when the rest stands."""

KEY: Final = Column("key", ColumnType.BIG)
PERSON_KEY: Final = Column("person", ColumnType.BIG)
SUBJECT: Final = Column("subject", ColumnType.BIG)
CLOSURE: Final = Column("closure", ColumnType.BIG)
_LISTED: Final = (
    SUBJECT,
    KEY,
    Column("source", ColumnType.SMALL),
    Column("certain", ColumnType.TRUTH),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a fact stands: columns of a table, and a side table of further readings.

    One column for a code; `lo` and `hi` for a day, number or sum; for a period those
    of its start, then of its end. `further` is empty for a coded fact.
    """

    table: str
    fact: Fact
    columns: tuple[str, ...]
    further: str

    @property
    def is_days(self) -> bool:
        """Whether the columns hold days."""
        return self.fact.type in (FactType.DATE, FactType.PERIOD)

    @property
    def open_ends(self) -> tuple[int, int]:
        """What stands for no bound below and above."""
        return (DAY_LEAST, DAY_GREATEST) if self.is_days else (LEAST, GREATEST)

    def is_silent(self, cells: Sequence[int]) -> bool:
        """Whether the cells of a day, number, sum or period say that nothing is stated."""
        ends = self.open_ends
        return all(cell == ends[place % 2] for place, cell in enumerate(cells))

    @property
    def typed(self) -> tuple[Column, ...]:
        """The columns with their types."""
        wide = self.fact.type in (FactType.NUMBER, FactType.MONEY)
        kind = ColumnType.BIG if wide else ColumnType.SMALL
        return tuple(Column(name, kind) for name in self.columns)


@dataclass(frozen=True, slots=True)
class StoredList:
    """Where a list stands: its entries, and the side tables of its closures."""

    kind: ListKind
    entries: str
    closures: str
    names: str
    others: str
    identities: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of a scheme's cases. `denials` and `lost` have their tables by kind.

    `facts` are a person's, a matter's or a list entry's own, by name (an entry that is
    a person has its person facts in `persons`). `tables` are the columns of each.
    """

    facts: Mapping[str, Mapping[str, Stored]]
    lists: Mapping[str, StoredList]
    denials: Mapping[str, str]
    lost: Mapping[str, str]
    matter_identities: str
    tables: Mapping[str, tuple[Column, ...]]

    def stored(self, kind: str, fact: str) -> Stored:
        """Where a fact of `person`, `matter` or an entry of a list stands."""
        own = self.facts[kind]
        return own[fact] if fact in own else self.facts[PERSON][fact]

    def table_of(self, kind: str) -> str:
        """The table with a row for each of a kind: `person`, `matter` or an entry of a list."""
        return {PERSON: PERSONS, MATTER: MATTERS}.get(kind) or self.lists[kind].entries

    @property
    def side_tables(self) -> tuple[str, ...]:
        """The tables that hold what few cases have; each may be missing."""
        always = {MATTERS, PERSONS, CASE_KEYS, *(held.entries for held in self.lists.values())}
        return tuple(table for table in self.tables if table not in always)


def layout_of(scheme: Scheme) -> Layout:
    """The layout of a scheme's cases; the same scheme gives the same names."""
    taken: set[str] = {MATTERS, PERSONS, CASE_KEYS}
    lists = {kind.name: _stored_list(kind, taken) for kind in scheme.lists}
    own = {PERSON: scheme.person_facts, MATTER: scheme.matter_facts}
    own |= {kind.name: kind.facts for kind in scheme.lists}
    at = {PERSON: PERSONS, MATTER: MATTERS} | {name: held.entries for name, held in lists.items()}
    facts = {kind: _stored_facts(declared, at[kind], taken) for kind, declared in own.items()}
    denials = {kind: _free(f"denials_{kind}", taken) for kind in (PERSON, MATTER)}
    lost = {kind: _free(f"lost_{table}", taken) for kind, table in at.items()}
    identities = _free("identities_matter", taken)
    tables: dict[str, tuple[Column, ...]] = {
        CASE_KEYS: (KEY, Column("case", ColumnType.TEXT)),
        MATTERS: (KEY, PERSON_KEY, *_columns(facts[MATTER])),
        PERSONS: (KEY, *_columns(facts[PERSON])),
        identities: _IDENTITY,
    }
    for table in denials.values():
        tables[table] = (KEY, Column("part", ColumnType.TEXT))
    for table in lost.values():
        tables[table] = (KEY, Column("fact", ColumnType.TEXT))
    for name, held in lists.items():
        person = (PERSON_KEY,) if held.kind.is_person else ()
        columns = _columns(facts[name])
        tables[held.entries] = (*_LISTED, *person, *columns)
        tables[held.closures] = (SUBJECT, CLOSURE)
        tables[held.names] = (CLOSURE, KEY, Column("certain", ColumnType.TRUTH))
        tables[held.others] = (SUBJECT, CLOSURE, KEY, *person, *columns)
        tables[held.identities] = _IDENTITY
    for stored in (s for of_kind in facts.values() for s in of_kind.values() if s.further):
        tables[stored.further] = (KEY, *stored.typed)
    return Layout(facts, lists, denials, lost, identities, tables)


_IDENTITY: Final = (
    KEY,
    Column("register", ColumnType.SMALL),
    Column("reference", ColumnType.BIG),
)


def _stored_list(kind: ListKind, taken: set[str]) -> StoredList:
    return StoredList(
        kind,
        *(
            _free(f"{what}_{kind.name}", taken)
            for what in ("list", "closures", "names", "others", "identities")
        ),
    )


def _stored_facts(facts: tuple[Fact, ...], table: str, taken: set[str]) -> dict[str, Stored]:
    columns = {"key", "person", "subject", "source", "certain", "closure", READ_TWICE}
    stored: dict[str, Stored] = {}
    held: tuple[str, ...]
    for fact in facts:
        name = _free(fact.name, columns)
        match fact.type:
            case FactType.CODE:
                held, further = (name,), ""
            case FactType.DATE | FactType.NUMBER | FactType.MONEY:
                held = tuple(_free(f"{name}_{end}", columns) for end in ("lo", "hi"))
                further = _free(f"further_{table}_{name}", taken)
            case FactType.PERIOD:
                ends = ("start_lo", "start_hi", "end_lo", "end_hi")
                held = tuple(_free(f"{name}_{end}", columns) for end in ends)
                further = _free(f"further_{table}_{name}", taken)
            case _:
                assert_never(fact.type)
        stored[fact.name] = Stored(table, fact, held, further)
    return stored


def _columns(facts: Mapping[str, Stored]) -> tuple[Column, ...]:
    return tuple(column for stored in facts.values() for column in stored.typed)


def _free(wanted: str, taken: set[str]) -> str:
    """A plain name that is not yet taken; case counts for nothing in SQL."""
    plain = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_") or "it"
    name, again = plain, 1
    while name in taken:
        again += 1
        name = f"{plain}_{again}"
    taken.add(name)
    return name
