"""The rows of which conditions are asked, and who and what is in scope there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from amends.cases.codebook import Codebook
from amends.cases.layout import MATTERS, PERSONS, READ_TWICE, Layout, Stored, StoredList
from amends.cases.table import CaseTable
from amends.engines.sql.queries import answering, joined, named, reading, table
from amends.engines.sql.terms import TRUE, Term, both, column, compare, opposite
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.law import Law


@dataclass(slots=True)
class Program:
    """A query in the making: its named parts, and what it may assume of the tables.

    `twice` says that statements may conflict, so that each condition has two passes.
    `filled` are the tables of lists, and the side tables, that have rows. Of the `parts` some
    are `made_first`, before anything reads them.
    """

    law: Law
    layout: Layout
    codebook: Codebook
    filled: frozenset[str]
    twice: bool
    parts: dict[str, exp.Query] = field(default_factory=dict)
    made_first: set[str] = field(default_factory=set)
    groups: dict[object, object] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def name(self, wanted: str) -> str:
        """A name for a part or an alias that is not yet used."""
        again = self._taken[wanted] = self._taken.get(wanted, 0) + 1
        return wanted if again == 1 else f"{wanted}_{again}"

    def part(self, wanted: str, query: exp.Query) -> str:
        """Add a named part to the query; its name."""
        name = self.name(wanted)
        self.parts[name] = query
        return name

    def read_twice(self, of: str) -> str:
        """The rows of a table of matters or entries that are to be read twice; its part."""
        known = (READ_TWICE, of)
        if known not in self.groups:
            marked = answering(reading(table(of)), [exp.Star()], where=column(of, READ_TWICE))
            name = self.groups[known] = self.part(f"{of}_{READ_TWICE}", marked)
            # Few rows of many: what works on them in passing works on nearly empty vectors.
            self.made_first.add(name)
        return str(self.groups[known])


def program_for(law: Law, cases: CaseTable) -> Program:
    """A program for a table of cases, with nothing asked of it yet."""
    lists = cases.layout.lists.values()
    filled = {held.entries for held in lists if cases.database.has_rows(held.entries)}
    filled |= cases.side_tables
    return Program(law, cases.layout, cases.codebook, frozenset(filled), cases.read_twice)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, a matter or an entry in scope: the keys to its rows.

    `alias` is that of its own table where the rows already have it. `unlisted` are
    those of whom a closure only says what they are like. NOBODY is an entry of whom
    nothing is known at all.
    """

    kind: str
    key: Term | None = None
    person: Term | None = None
    alias: str = ""
    unlisted: bool = False

    def as_person(self) -> Someone:
        """The same, seen by a definition that knows of people only."""
        if self.kind == PERSON or self is NOBODY:
            return self
        return Someone(PERSON, self.person, self.person, unlisted=self.unlisted)

    def owner_key(self, listed: StoredList) -> Term:
        """The key under which this one's entries of a list stand."""
        key = self.person if listed.kind.of == PERSON else self.key
        assert key is not None
        return key


NOBODY = Someone("")
Scope = Mapping[str, Someone]


@dataclass(frozen=True, slots=True)
class Held:
    """The columns of a fact's first reading in the rows.

    Further ones stand in the side table `further`, if it is named, under `key`.
    """

    stored: Stored
    columns: tuple[Term, ...]
    key: Term
    further: str


class Rows:
    """Rows being gathered: tables that make them, then what is joined to them.

    `keys` tell one row from another. What is joined later never multiplies rows. In `plain`
    rows nothing conflicts, and what would tell is not looked at.
    """

    def __init__(
        self,
        program: Program,
        source: exp.Select,
        keys: Sequence[Term],
        *,
        plain: bool,
    ) -> None:
        self.program = program
        self.keys = tuple(keys)
        self.plain = plain
        self._source = source
        self._query = source.copy()
        self._joined: dict[tuple[str, tuple[tuple[str, Term], ...]], str] = {}

    @property
    def twice(self) -> bool:
        """Whether statements may conflict in these rows."""
        return self.program.twice and not self.plain

    def conflicts_in(self, side_table: str) -> bool:
        """Whether a side table is to be looked at."""
        return self.twice and side_table in self.program.filled

    def fork(self) -> Rows:
        """The same rows, with nothing joined to them yet."""
        return Rows(self.program, self._source, self.keys, plain=self.plain)

    def multiplied(self, name: str, on: Mapping[str, Term]) -> tuple[exp.Select, str]:
        """A source with a row for each match in a table; and the table's alias."""
        alias = self.program.name(name)
        return joined(self._source.copy(), table(name, alias), _on(alias, on)), alias

    def join(self, name: str, on: Mapping[str, Term], *, left: bool = True) -> str:
        """Join a table that has at most one match for each row; its alias."""
        known = (name, tuple(on.items()))
        if known not in self._joined:
            alias = self.program.name(name)
            joined(self._query, table(name, alias), _on(alias, on), "left" if left else "")
            self._joined[known] = alias
        return self._joined[known]

    def match_all(self, name: str, on: Mapping[str, Term], kind: str = "") -> str:
        """Join a table with a row for each match, so that rows multiply; its alias."""
        alias = self.program.name(name)
        joined(self._query, table(name, alias), _on(alias, on), kind)
        return alias

    def fact(self, someone: Someone, fact: str) -> Held:
        """The columns of a fact of someone in scope."""
        stored = self.program.layout.stored(someone.kind, fact)
        of_person = stored.table == PERSONS
        key = someone.person if of_person else someone.key
        assert key is not None
        alias = someone.alias
        if not alias or (of_person and someone.kind != PERSON):
            alias = self.join(stored.table, {"key": key}, left=False)
        side = self.conflicts_in(stored.further) and not someone.unlisted
        columns = tuple(column(alias, name) for name in stored.columns)
        return Held(stored, columns, key, stored.further if side else "")

    def apart(self, wanted: str, columns: Mapping[str, Term]) -> list[Term]:
        """Work long terms out in a part of their own; its columns."""
        selected = [*key_columns(self.keys), *(named(term, name) for name, term in columns.items())]
        part = self.program.part(wanted, answering(self._query.copy(), selected))
        alias = self.grouped(part)
        return [column(alias, name) for name in columns]

    def over_further(self, held: Held, wanted: str, over: Term) -> Term:
        """What is so over a fact's further readings, the second and later ones.

        `over` is an aggregate of the columns of the side table. Each side table is one part,
        joined once, whatever is asked of it. NULL where a fact has no further reading.
        """
        program, further = self.program, held.further
        known: object = ("further", further)
        if known not in program.groups:
            key = column(further, "key")
            query = answering(reading(table(further)), [named(key, "k1")], by=[key])
            program.groups[known] = program.part(f"of_{further}", query)
        part = str(program.groups[known])
        asked: object = ("further", further, over)
        if asked not in program.groups:
            program.groups[asked] = program.name(wanted)
            grouped = program.parts[part]
            assert isinstance(grouped, exp.Select)
            answering(grouped, [named(over, str(program.groups[asked]))])
        return column(self.join(part, {"k1": held.key}), str(program.groups[asked]))

    def select(
        self, keys: Sequence[Term], columns: Mapping[str, Term], *, where: Term = TRUE
    ) -> exp.Select:
        """The query of these rows: keys as k1, k2 …, then columns. It ends the gathering."""
        selected = [*key_columns(keys), *(named(term, name) for name, term in columns.items())]
        return answering(self._query, selected, where=where)

    def group(
        self, keys: Sequence[Term], columns: Mapping[str, Term], *, where: Term = TRUE
    ) -> exp.Select:
        """Likewise, with one row for all those of the same keys."""
        return answering(self.select(keys, columns, where=where), [], by=keys)

    def gathered(self, wanted: str, columns: Mapping[str, Term]) -> exp.Select:
        """The query of columns over a part with all that they name. It ends the gathering.

        What looks into another part is worked out once there, however often it is named.
        """
        part = self.program.name(wanted)
        names: dict[exp.Expr, str] = {}

        def moved(node: exp.Expr) -> exp.Expr:
            looks_elsewhere = isinstance(node, exp.In) and node.args.get("query")
            if looks_elsewhere or isinstance(node, exp.Column):
                return column(part, names.setdefault(node, f"c{len(names) + 1}"))
            return node

        selected = [named(term.transform(moved), name) for name, term in columns.items()]
        named_columns = [named(one, name) for one, name in names.items()]
        self.program.parts[part] = answering(self._query, named_columns)
        if not self.plain:
            # A join on the left leaves vectors half empty, and so does each further one; what is
            # worked out over a part that is made first has full ones.
            self.program.made_first.add(part)
        return answering(reading(table(part)), selected)

    def grouped(self, group: str) -> str:
        """Join a part that is grouped by the keys of these rows, as k1, k2 …; its alias."""
        return self.join(group, numbered(self.keys))


def numbered(keys: Sequence[Term]) -> dict[str, Term]:
    """The keys of rows by the names under which a part has them: k1, k2 …"""
    return {f"k{n}": key for n, key in enumerate(keys, start=1)}


def is_among(keys: Sequence[Term], part: str) -> Term:
    """Whether a part has a row, or several, with these keys as k1, k2 …

    The keys are never NULL, neither here nor there; so the answer is not either.
    """
    # Unlike a join on the left, this leaves vectors full, and asks for no grouping.
    listed = answering(reading(table(part)), [column(part, name) for name in numbered(keys)])
    one, *more = keys
    sought = exp.Tuple(expressions=list(keys)) if more else one
    return exp.In(this=sought, query=listed.subquery(copy=False))


def key_columns(keys: Sequence[Term]) -> list[exp.Expr]:
    """The keys of rows, as the columns k1, k2 …"""
    return [named(key, name) for name, key in numbered(keys).items()]


def matter_rows(program: Program, *, plain: bool) -> tuple[Rows, Scope]:
    """The matters that are to be read once, or else twice, and their scope."""
    alias = program.name(MATTERS)
    key, person = column(alias, "key"), column(alias, "person")
    scope = {
        MATTER: Someone(MATTER, key, alias=alias),
        PERSON: Someone(PERSON, person, person),
    }
    source = reading(table(MATTERS if plain else program.read_twice(MATTERS), alias))
    if plain and program.twice:
        source.where(opposite(column(alias, READ_TWICE)), copy=False)
    return Rows(program, source, [key], plain=plain), scope


def _on(alias: str, on: Mapping[str, Term]) -> Term:
    return both(*(compare(exp.EQ, column(alias, name), key) for name, key in on.items()))
