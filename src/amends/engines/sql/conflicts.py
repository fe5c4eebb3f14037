"""Which matters must be read twice, and copies of the tables that hold what they reach.

A matter is read twice if it or anything its law looks at may conflict: a second reading,
a closure, a denial. Too many is slow and not wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlglot import exp

from amends.cases.codebook import CONFLICT
from amends.cases.layout import MATTERS, PERSONS, StoredList
from amends.cases.table import CaseTable
from amends.engines.sql.queries import answering, joined, named, reading, table, together
from amends.engines.sql.rows import AS_TWICE
from amends.engines.sql.terms import column, compare, either, number
from amends.scheme.conditions import MATTER, PERSON, AtLeast, Condition, Named
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.scheme.walk import children

DIALECT = "duckdb"
TO_READ_TWICE = AS_TWICE + MATTERS
"""The table of the matters that must be read twice."""


@contextmanager
def set_apart(law: Law, cases: CaseTable) -> Iterator[bool]:
    """Within the block the matters to read twice stand apart, with all that they reach.

    Gives whether there are any; if so, TO_READ_TWICE holds them.
    """
    apart = _Apart(cases, depth_of(law))
    try:
        yield apart.made()
    finally:
        apart.dropped()


def depth_of(law: Law) -> int:
    """How many lists deep the law looks from a matter, named parts followed."""

    def depth(node: Condition) -> int:
        inside = max((depth(child) for child in children(node)), default=0)
        if isinstance(node, Named):
            return depth(law.scheme.part_named[node.part].body)
        return inside + 1 if isinstance(node, AtLeast) else inside

    parts = [effect.part for effect in law.scheme.effects]
    parts += [law.scheme.recorded_by] if law.scheme.recorded_by else []
    return max(depth(law.scheme.part_named[part].body) for part in parts)


_OF_A_MATTER: Final = ((MATTER, "key"), (PERSON, "person"))


class _Apart:
    def __init__(self, cases: CaseTable, depth: int) -> None:
        self._cases = cases
        self._layout = cases.layout
        self._depth = depth
        self._made: list[str] = []

    def made(self) -> bool:
        if not self._anything_conflicts():
            return False
        self._mark()
        self._create(TO_READ_TWICE, self._matters_marked())
        found = self._cases.database.has_rows(TO_READ_TWICE)
        if found:
            self._copy()
        return found

    def dropped(self) -> None:
        for name in self._made:
            self._cases.database.drop(name)

    def _create(self, name: str, query: exp.Query) -> str:
        self._cases.database.create(name, query.sql(DIALECT), temporary=True)
        self._made.append(name)
        return name

    def _insert(self, name: str, query: exp.Query) -> None:
        self._cases.database.insert(name, query.sql(DIALECT))

    def _anything_conflicts(self) -> bool:
        identities = {self._layout.matter_identities}
        identities |= {held.identities for held in self._layout.lists.values()}
        vocabularies = self._cases.scheme.codes_of
        return bool(self._cases.side_tables - identities) or any(
            self._cases.codebook.has_conflicts(name) for name in vocabularies
        )

    # --- marks: keys of the people, matters and entries on which something conflicts ---

    def _mark(self) -> None:
        lists = self._layout.lists
        tables = {MATTER: MATTERS, PERSON: PERSONS}
        tables |= {name: held.entries for name, held in lists.items()}
        for kind, name in tables.items():
            self._create(
                _marks(kind, lists), together(self._marked_itself(kind, name), distinct=True)
            )
        for _ in range(self._depth):
            for held in lists.values():
                self._insert(_marks(held.kind.of, lists), self._owners_marked(held))

    def _marked_itself(self, kind: str, name: str) -> Iterator[exp.Select]:
        """The keys of those of a kind on whose own facts, parts or lists something conflicts."""
        side_tables = self._cases.side_tables
        key = column(name, "key")
        tests = [
            compare(exp.GTE, column(name, stored.columns[0]), number(CONFLICT))
            for stored in self._layout.facts[kind].values()
            if stored.fact.type is FactType.CODE
            and self._cases.codebook.has_conflicts(stored.fact.vocabulary)
        ]
        yield answering(reading(table(name)), [key], where=either(*tests))
        for stored in self._layout.facts[kind].values():
            if stored.further in side_tables:
                yield answering(reading(table(stored.further)), [column(stored.further, "key")])
        denials = self._layout.denials.get(kind, "")
        if denials in side_tables:
            yield answering(reading(table(denials)), [column(denials, "key")])
        for held in self._layout.lists.values():
            if held.kind.of == kind and held.closures in side_tables:
                subject = named(column(held.closures, "subject"), "key")
                yield answering(reading(table(held.closures)), [subject])

    def _owners_marked(self, held: StoredList) -> exp.Query:
        """The owners of marked entries, and of entries that are marked people."""
        marks = [(_marks(held.kind.name, self._layout.lists), "key")]
        if held.kind.is_person:
            marks.append((_marks(PERSON, self._layout.lists), "person"))
        subject = named(column(held.entries, "subject"), "key")
        found = [answering(_marked(held.entries, by, name), [subject]) for name, by in marks]
        return together(found, distinct=True)

    def _matters_marked(self) -> exp.Query:
        marks = [(_marks(kind, self._layout.lists), by) for kind, by in _OF_A_MATTER]
        found = [answering(_marked(MATTERS, by, name), [exp.Star()]) for name, by in marks]
        return together(found, distinct=True)

    # --- copies of what those matters reach ---

    def _copy(self) -> None:
        lists = self._layout.lists
        people = self._create("reached_people", _keys(TO_READ_TWICE, "person"))
        owners = {PERSON: people, MATTER: TO_READ_TWICE}
        for name in {held.kind.of for held in lists.values()} & lists.keys():
            owners[name] = self._create(f"reached_{lists[name].entries}", _nothing())
        # The entries that are deepest down own nothing that the law looks at.
        for _ in range(1, self._depth):
            for held in lists.values():
                self._reach(held, owners)
        for held in lists.values():
            self._copy_where(held.entries, "subject", owners[held.kind.of])
        if not self._layout.facts[PERSON]:
            return
        for held in lists.values():
            self._reach(held, owners)
            if held.kind.is_person and held.others in self._cases.side_tables:
                self._insert(people, _keys(held.others, "person"))
        self._copy_where(PERSONS, "key", people)

    def _reach(self, held: StoredList, owners: Mapping[str, str]) -> None:
        """Add the entries of a list to those that may own lists themselves."""
        into = [(PERSON, "person")] if held.kind.is_person else []
        into += [(held.kind.name, "key")] if held.kind.name in owners else []
        for kind, key in into:
            entries = _marked(held.entries, "subject", owners[held.kind.of])
            self._insert(owners[kind], answering(entries, [column(held.entries, key)]))

    def _copy_where(self, name: str, by: str, keys: str) -> None:
        self._create(AS_TWICE + name, answering(_marked(name, by, keys), [exp.Star()]))


def _marks(kind: str, lists: Mapping[str, StoredList]) -> str:
    return f"marks_{_plain(kind, lists)}"


def _plain(kind: str, lists: Mapping[str, StoredList]) -> str:
    return lists[kind].entries if kind in lists else kind


def _marked(name: str, by: str, keys: str) -> exp.Select:
    """A query over those rows of a table whose key `by` stands in the table `keys`."""
    there = compare(exp.EQ, column(keys, "key"), column(name, by))
    return joined(reading(table(name)), table(keys), there, "semi")


def _keys(name: str, key: str) -> exp.Select:
    return answering(reading(table(name)), [named(column(name, key), "key")]).distinct(copy=False)


def _nothing() -> exp.Select:
    zero = named(exp.cast(number(0), "bigint"), "key")
    return exp.select(zero).where(exp.false())
