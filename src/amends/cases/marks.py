"""The mark of what is to be read twice, since statements that bear on it may conflict.

A matter has it where a second reading, a closed list or a denial may bear on it: of its own,
of its person, or of anybody and anything in their lists. So have the entries of all the lists
that may bear on such a matter. What has no mark may be read once. A mark may stand where a law
finds no conflict; where one finds a conflict it is never missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from amends.cases.codebook import CONFLICT, Codebook
from amends.cases.layout import MATTERS, READ_TWICE, Layout
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import FactType
from amends.tables import Database
from amends.tables.database import quoted

_DISPUTED: Final = "disputed_owners"
_BEARING: Final = "bearing_owners"
_ANEW: Final = "written_anew"


def mark(layout: Layout, database: Database, codebook: Codebook) -> bool:
    """Write the marks into a table of cases; whether there is any.

    Matters and the entries of lists get the column READ_TWICE, unless there is no mark; the rows
    that are marked then stand at the end of their table.
    """
    marks = _Marks(layout, codebook, database.tables())
    if not (disputed := list(marks.disputed())):
        return False
    database.create(_DISPUTED, marks.spread(disputed, marks.outwards()), temporary=True)
    matters = marks.of_kind(MATTER, _DISPUTED)
    any_marked = bool(database.rows(f"{matters} LIMIT 1"))
    if any_marked:
        asked = f"SELECT {marks.number(MATTER)}, key FROM ({matters})"
        database.create(_BEARING, marks.spread([asked], marks.inwards()), temporary=True)
        _write(layout, database, MATTERS, f"key IN ({matters})")
        for held in layout.lists.values():
            owners = marks.of_kind(held.kind.of, _BEARING)
            _write(layout, database, held.entries, f"subject IN ({owners})")
        database.drop(_BEARING)
    database.drop(_DISPUTED)
    return any_marked


def _write(layout: Layout, database: Database, table: str, is_marked: str) -> None:
    columns = layout.tables[table]
    names = ", ".join(quoted(column.name) for column in columns)
    typed = [f"{quoted(column.name)} {column.type.value} NOT NULL" for column in columns]
    typed.append(f"{READ_TWICE} BOOLEAN NOT NULL")
    database.run(f"CREATE TABLE {_ANEW} ({', '.join(typed)})")
    # Those with a mark stand together at the end. They are few; scattered, they would have
    # whoever asks for them read nearly all of the table.
    rows = f"FROM {quoted(table)} WHERE"
    database.insert(_ANEW, f"SELECT {names}, false {rows} NOT {is_marked}")
    database.insert(_ANEW, f"SELECT {names}, true {rows} {is_marked}")
    database.drop(table)
    database.rename(_ANEW, table)


@dataclass(frozen=True, slots=True)
class _Inside:
    """An owner of lists and one that is in the owner's case or lists: in one row of a table."""

    table: str
    outer: str
    outer_key: str
    inner: str
    inner_key: str


class _Marks:
    """Queries for owners of lists and matters: the number of a kind, and a key."""

    def __init__(self, layout: Layout, codebook: Codebook, there: frozenset[str]) -> None:
        self._layout = layout
        self._codebook = codebook
        self._there = there
        owners = {held.kind.of for held in layout.lists.values()} - {MATTER, PERSON}
        self._kinds = (MATTER, PERSON, *sorted(owners))

    def number(self, kind: str) -> int:
        return self._kinds.index(kind)

    def of_kind(self, kind: str, table: str) -> str:
        return f"SELECT key FROM {table} WHERE kind = {self.number(kind)}"

    def spread(self, first: Iterable[str], further: Iterable[str]) -> str:
        """All that the first ones lead to."""
        one, more = (" UNION ALL ".join(queries) for queries in (first, further))
        return (
            f"WITH RECURSIVE found(kind, key) AS (({one}) UNION ({more})) "
            "SELECT kind, key FROM found"
        )

    def disputed(self) -> Iterator[str]:
        """Those of whom something may conflict, be it in an entry of theirs."""
        for kind, facts in self._layout.facts.items():
            table = self._layout.table_of(kind)
            owner, key = (
                (kind, "key")
                if kind in self._kinds
                else (self._layout.lists[kind].kind.of, "subject")
            )
            rows = f"SELECT {self.number(owner)}, t.{key} FROM {quoted(table)} t"
            coded = [
                f"t.{quoted(stored.columns[0])} >= {CONFLICT}"
                for stored in facts.values()
                if stored.fact.type is FactType.CODE
                and self._codebook.has_conflicts(stored.fact.vocabulary)
            ]
            if coded:
                yield f"{rows} WHERE {' OR '.join(coded)}"
            beside = {stored.further for stored in facts.values()}
            beside.add(self._layout.denials.get(kind, ""))
            for side_table in sorted(beside & self._there):
                yield f"{rows} JOIN {quoted(side_table)} s ON s.key = t.key"
        for held in self._layout.lists.values():
            if held.closures in self._there:
                number = self.number(held.kind.of)
                yield f"SELECT {number}, subject FROM {quoted(held.closures)}"

    def _inside(self) -> Iterator[_Inside]:
        yield _Inside(MATTERS, MATTER, "key", PERSON, "person")
        for name, held in self._layout.lists.items():
            if held.kind.is_person:
                yield _Inside(held.entries, held.kind.of, "subject", PERSON, "person")
            if name in self._kinds:
                yield _Inside(held.entries, held.kind.of, "subject", name, "key")

    def outwards(self) -> Iterator[str]:
        """From what is inside to those in whose case or lists it is."""
        for at in self._inside():
            yield self._step(at.table, at.inner, at.inner_key, at.outer, at.outer_key)

    def inwards(self) -> Iterator[str]:
        """From those to what is inside."""
        for at in self._inside():
            yield self._step(at.table, at.outer, at.outer_key, at.inner, at.inner_key)

    def _step(self, table: str, kind: str, key: str, to_kind: str, to_key: str) -> str:
        return (
            f"SELECT {self.number(to_kind)}, t.{to_key} FROM {quoted(table)} t "
            f"JOIN found ON found.kind = {self.number(kind)} AND found.key = t.{key}"
        )
