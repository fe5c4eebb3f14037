"""A table of cases: what a bulk engine reads instead of `Case` objects.

`matters`: one row a matter, with the person's key and its facts. `persons`: one row a
person, be it of a matter or an entry that is one, with the facts of a person.
`list_<name>`: one row an entry, with its `subject` (the key of the person, matter or
entry whose list it is), `source`, whether it is `certain`, the `person` that it is (for
a list of people), and the facts of an entry. `case_keys`: the key of each case, as its
file gives it. Keys are whole numbers, each unique in its table. No column is NULL.

A coded fact is one column: the number that a codebook gives to its readings, several
of them with it; 0 and below is silence. A day, number or sum is two columns, lo and hi,
and a period four, of the first reading; silence is no bound at either end, and a stated
value never reaches that far. Days have bounds of their own, to fit a narrow column.

What few cases have stands in side tables; one without rows may be missing:
`further_<table>_<fact>`  the second and later readings of a day, number, sum or period
`denials_person`, `denials_matter`  the parts that are denied
`lost_<table>`  the days, numbers, sums and periods that nobody can find out any more
`closures_<list>`  each closure, with the subject whose list it closes
`names_<list>`  what each closure names: the key of an entry, or one that no entry has;
`certain` where it is named as the subject's
`others_<list>`  what a closure does not exclude: like an entry, never the subject's
`identities_matter`, `identities_<list>`  references in registers, both as numbers

Where statements may conflict, `marks` says which matters and entries are to be read twice.

Names of tables and columns are made plain; `Layout` gives them. Texts and sources of
statements are not here: an explanation goes back to the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import assert_never

from amends.cases.case import Case, Entries, Entry, Subject
from amends.cases.codebook import Codebook, silent
from amends.cases.layout import (
    CASE_KEYS,
    MATTERS,
    PERSONS,
    Layout,
    Stored,
    StoredList,
    layout_of,
)
from amends.cases.marks import mark
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import FactType
from amends.scheme.model import Scheme
from amends.tables import Database, Loading
from amends.truth.readings import readings
from amends.truth.statements import LOST, Denial, Silence, Statement
from amends.truth.values import Codes, Period, Span, Values


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Cases in a database. `side_tables` are those of the layout that hold rows.

    `read_twice` says that some matters are to be: then there are the marks of it.
    """

    scheme: Scheme
    database: Database
    codebook: Codebook
    layout: Layout
    side_tables: frozenset[str]
    read_twice: bool


def table_of(scheme: Scheme, database: Database, codebook: Codebook) -> CaseTable:
    """The table of cases that already stands in a database, with the marks written into it.

    Raises KeyError for a missing table that is no side table.
    """
    layout = layout_of(scheme)
    there = database.tables()
    for table in {MATTERS, PERSONS, *(held.entries for held in layout.lists.values())} - there:
        raise KeyError(table)
    held = {table for table in layout.side_tables if table in there and database.has_rows(table)}
    read_twice = mark(layout, database, codebook)
    return CaseTable(scheme, database, codebook, layout, frozenset(held), read_twice)


def tabulate(cases: Iterable[Case], scheme: Scheme, database: Database) -> CaseTable:
    """Write cases into a database that has no table of cases yet.

    Cases are numbered from 1 in their order. People are the same where their keys and
    all that is recorded of them are.
    """
    codebook = Codebook(scheme)
    with writing(scheme, database, codebook) as writer:
        for key, case in enumerate(cases, start=1):
            writer.case(key, case)
    return table_of(scheme, database, codebook)


@contextmanager
def writing(scheme: Scheme, database: Database, codebook: Codebook) -> Iterator[CaseWriter]:
    """A writer of the tables of cases; they stand in the database at the end of the block."""
    layout = layout_of(scheme)
    with database.loading(layout.tables, if_any=layout.side_tables) as loading:
        yield CaseWriter(layout, codebook, loading)


class _Numbers:
    """Numbers for what has none of its own, from 1 in the order met."""

    def __init__(self) -> None:
        self._given: dict[object, int] = {}

    def of(self, thing: object) -> int:
        return self._given.setdefault(thing, len(self._given) + 1)


class CaseWriter:
    """Writes cases and people as rows, in any order."""

    def __init__(self, layout: Layout, codebook: Codebook, loading: Loading) -> None:
        """Write to `loading`, in which the tables of `layout` are being created."""
        self._layout = layout
        self._codebook = codebook
        self._loading = loading
        self._last: dict[str, int] = {}
        self._people: dict[str, list[tuple[Subject, int]]] = {}
        self._sources = _Numbers()
        self._registers = _Numbers()
        self._references = _Numbers()
        self._numbers: dict[tuple[str, Values], int] = {}

    def case(self, key: int, case: Case) -> None:
        """Write a case; its matter gets the key."""
        self._loading.add(CASE_KEYS, key, case.key)
        person = self.person(case.person_key, case.person)
        self._loading.add(MATTERS, key, person, *self._facts(MATTER, case.matter, key))
        self._denials(MATTER, key, case.matter.denials)
        self._identities(self._layout.matter_identities, key, case.identities)
        self._lists(MATTER, key, case.matter)

    def _next(self, table: str) -> int:
        self._last[table] = self._last.get(table, 0) + 1
        return self._last[table]

    def person(self, name: str, subject: Subject) -> int:
        """Write a person, once where the name is not blank and all that is recorded is the same.

        Returns the person's key. Keys go up from 1, and those of lists' people are among them.
        """
        if not name:
            return self._person(subject)
        known = self._people.setdefault(name, [])
        for person, key in known:
            if person == subject:
                return key
        key = self._person(subject)
        known.append((subject, key))
        return key

    @property
    def last_person(self) -> int:
        """The greatest key that a person has so far; 0 where there is none."""
        return self._last.get(PERSONS, 0)

    def cells(self, kind: str, name: str, statements: tuple[Statement, ...]) -> list[int]:
        """The columns of a fact of a matter or person of which these are the statements.

        Raises ValueError where they are read in more ways than its columns hold.
        """
        stored = self._layout.facts[kind][name]
        if stored.fact.type is FactType.CODE:
            return [self._coded(stored, statements, None)]
        first, *further = self._spans(stored, statements)
        if further:
            raise ValueError(name)
        return first

    def _person(self, person: Subject) -> int:
        key = self._next(PERSONS)
        self._loading.add(PERSONS, key, *self._facts(PERSON, person, key))
        self._denials(PERSON, key, person.denials)
        self._lists(PERSON, key, person)
        return key

    def _lists(self, owner: str, key: int, subject: Subject) -> None:
        for name, held in subject.lists.items():
            stored = self._layout.lists[name]
            if stored.kind.of == owner:
                self._list(stored, key, held)

    def _list(self, stored: StoredList, subject: int, held: Entries) -> None:
        keys = {entry.label: self._next(stored.entries) for entry in held.entries}
        for entry in held.entries:
            self._entry(stored, subject, keys[entry.label], entry)
        for closure in held.closures:
            number = self._next(stored.closures)
            self._loading.add(stored.closures, subject, number)
            for label in sorted(closure.names | closure.may_be):
                if label not in keys:
                    keys[label] = self._next(stored.entries)
                certain = label in closure.names
                self._loading.add(stored.names, number, keys[label], certain)
            for such in closure.but_such_as:
                self._other(stored, subject, number, such)

    def _entry(self, stored: StoredList, subject: int, key: int, entry: Entry) -> None:
        kind = stored.kind
        person = (self._person(entry.subject),) if kind.is_person else ()
        self._loading.add(
            stored.entries,
            subject,
            key,
            self._sources.of(entry.source),
            entry.certain,
            *person,
            *self._facts(kind.name, entry.subject, key),
        )
        identities = entry.identities | {(entry.source, entry.label)}
        self._identities(stored.identities, key, identities)
        self._lists(kind.name, key, entry.subject)

    def _other(
        self, stored: StoredList, subject: int, closure: int, such: Mapping[str, Values]
    ) -> None:
        facts = {name: (Statement(values, ""),) for name, values in such.items()}
        other, key = Subject(facts), self._next(stored.entries)
        person = (self._person(other),) if stored.kind.is_person else ()
        coded = self._facts(stored.kind.name, other, key)
        self._loading.add(stored.others, subject, closure, key, *person, *coded)

    def _denials(self, kind: str, key: int, denials: tuple[Denial, ...]) -> None:
        for part in sorted({denial.part for denial in denials}):
            self._loading.add(self._layout.denials[kind], key, part)

    def _identities(self, table: str, key: int, identities: Iterable[tuple[str, str]]) -> None:
        for register, reference in sorted(identities):
            number = self._references.of((register, reference))
            self._loading.add(table, key, self._registers.of(register), number)

    def _facts(self, kind: str, subject: Subject, key: int) -> list[int]:
        """The columns of a subject's own facts; its further readings are added."""
        row: list[int] = []
        for name, stored in self._layout.facts[kind].items():
            statements = subject.facts.get(name, ())
            if stored.fact.type is FactType.CODE:
                row.append(self._coded(stored, statements, subject.silences.get(name)))
                continue
            if not statements and subject.silences.get(name) in LOST:
                self._loading.add(self._layout.lost[kind], key, name)
            first, *further = self._spans(stored, statements)
            row += first
            for reading in further:
                self._loading.add(stored.further, key, *reading)
        return row

    def _coded(
        self, stored: Stored, statements: tuple[Statement, ...], silence: Silence | None
    ) -> int:
        if not statements:
            return silent(silence or Silence.NOT_RECORDED)
        vocabulary = stored.fact.vocabulary
        if len(statements) == 1:
            says = statements[0].says
            number = self._numbers.get((vocabulary, says))
            if number is None:
                number = self._codebook.number(vocabulary, [_codes(says)])
                self._numbers[vocabulary, says] = number
            return number
        found = readings([statement.says for statement in statements])
        return self._codebook.number(vocabulary, [_codes(r.values) for r in found])

    def _spans(self, stored: Stored, statements: tuple[Statement, ...]) -> list[list[int]]:
        least, greatest = stored.open_ends
        found = readings([statement.says for statement in statements])
        if not found:
            return [[least, greatest] * (len(stored.columns) // 2)]
        return [_ends(r.values, stored) for r in found]


def _codes(values: Values) -> frozenset[str]:
    if not isinstance(values, Codes):
        msg = "a coded fact holds codes"
        raise TypeError(msg)
    return values.codes


def _ends(values: Values, stored: Stored) -> list[int]:
    """The columns of a stated value, short of the bounds that stand for silence."""
    spans: list[Span]
    match values:
        case Span():
            spans = [values]
        case Period():
            spans = [values.start, values.end]
        case Codes():
            msg = "a date, number, sum or period is needed"
            raise TypeError(msg)
        case _:
            assert_never(values)
    if len(stored.columns) != 2 * len(spans):
        msg = "a period is stated of a period only"
        raise TypeError(msg)
    least, greatest = stored.open_ends
    return [min(max(end, least + 1), greatest - 1) for span in spans for end in (span.lo, span.hi)]
