"""Cases read back from a table of cases: what an engine that takes one case needs of a few rows.

All that can bear on an outcome is there. Texts and sources of statements are not, so neither
are they here: sources, labels and references are made-up names, alike where they were alike.
The reason why something is not known is kept for coded facts; of other facts only that
nobody can find it out any more, whatever the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, assert_never

from amends.cases.case import Case, Entries, Entry, Subject
from amends.cases.codebook import silences
from amends.cases.layout import CASE_KEYS, MATTERS, PERSONS, Stored, StoredList
from amends.cases.table import CaseTable
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import FactType
from amends.tables import select
from amends.tables.database import Cell
from amends.truth.statements import Closure, Denial, Silence, Statement
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values

_AT_ONCE: Final = 5_000


def cases_at(table: CaseTable, keys: Collection[int]) -> Mapping[int, Case]:
    """The cases of these matters, by their keys in the table; a key that is not there is not."""
    return _Reader(table).cases(sorted(keys))


Row = Mapping[str, Cell]


class _Reader:
    def __init__(self, table: CaseTable) -> None:
        self._table = table
        self._layout = table.layout
        self._there = table.database.tables()
        self._codes = {
            name: table.codebook.readings(name)
            for name in {
                stored.fact.vocabulary
                for of_kind in table.layout.facts.values()
                for stored in of_kind.values()
                if stored.fact.type is FactType.CODE
            }
        }

    def cases(self, keys: Sequence[int]) -> Mapping[int, Case]:
        rows = {int(row["key"]): row for row in self._rows(MATTERS, "key", keys)}
        named = {int(row["key"]): str(row["case"]) for row in self._rows(CASE_KEYS, "key", keys)}
        matters = self._subjects(MATTER, rows)
        people = self._people({int(row["person"]) for row in rows.values()})
        shown = self._identities(self._layout.matter_identities, keys)
        return {
            key: Case(
                named.get(key, f"matter {key}"),
                people[int(row["person"])],
                matters[key],
                f"person {row['person']}",
                shown[key],
            )
            for key, row in rows.items()
        }

    def _people(self, keys: Collection[int]) -> Mapping[int, Subject]:
        rows = {int(row["key"]): row for row in self._rows(PERSONS, "key", sorted(keys))}
        return self._subjects(PERSON, rows)

    def _subjects(self, kind: str, rows: Mapping[int, Row]) -> Mapping[int, Subject]:
        """Subjects of a kind by key, with their own facts, lists and denials."""
        keys = sorted(rows)
        stored = self._layout.facts[kind]
        further = {name: self._further(one, keys) for name, one in stored.items() if one.further}
        lists = {
            name: self._entries(one, keys)
            for name, one in self._layout.lists.items()
            if one.kind.of == kind and keys
        }
        lost: dict[int, list[str]] = defaultdict(list)
        for found in self._rows(self._layout.lost[kind], "key", keys):
            lost[int(found["key"])].append(str(found["fact"]))
        denied: dict[int, list[Denial]] = defaultdict(list)
        if kind in self._layout.denials:
            for row in self._rows(self._layout.denials[kind], "key", keys):
                denied[int(row["key"])].append(Denial(str(row["part"]), "somebody"))
        subjects: dict[int, Subject] = {}
        for key, row in rows.items():
            facts: dict[str, tuple[Statement, ...]] = {}
            for name, one in stored.items():
                values = self._values(one, row)
                values += further[name].get(key, []) if values and name in further else []
                if values:
                    facts[name] = tuple(Statement(value, "somebody") for value in values)
            silent = dict.fromkeys(lost[key], Silence.DESTROYED) | {
                name: silences()[int(row[one.columns[0]])]
                for name, one in stored.items()
                if one.fact.type is FactType.CODE and name not in facts
            }
            held = {name: each[key] for name, each in lists.items() if key in each}
            subjects[key] = Subject(facts, held, tuple(denied[key]), silent)
        return subjects

    def _entries(self, held: StoredList, subjects: Sequence[int]) -> Mapping[int, Entries]:
        entries = self._rows(held.entries, "subject", subjects)
        closures = self._rows(held.closures, "subject", subjects)
        names = self._rows(held.names, "closure", [int(row["closure"]) for row in closures])
        others = self._rows(held.others, "subject", subjects)
        subject_of = self._entry_subjects(held, [*entries, *others])
        shown = self._identities(held.identities, [int(row["key"]) for row in entries])
        of: dict[int, list[Entry]] = defaultdict(list)
        for row in entries:
            key = int(row["key"])
            source, certain = f"source {row['source']}", bool(row["certain"])
            entry = Entry(f"entry {key}", source, subject_of[key], certain, shown[key])
            of[int(row["subject"])].append(entry)
        closed: dict[int, list[Closure]] = defaultdict(list)
        for row in closures:
            closure = int(row["closure"])
            counted = [one for one in names if one["closure"] == closure]
            such = [one for one in others if one["closure"] == closure]
            closed[int(row["subject"])].append(
                Closure(
                    "somebody",
                    frozenset(f"entry {one['key']}" for one in counted if one["certain"]),
                    frozenset(f"entry {one['key']}" for one in counted if not one["certain"]),
                    tuple(_described(subject_of[int(one["key"])]) for one in such),
                )
            )
        return {
            subject: Entries(tuple(of[subject]), tuple(closed[subject]))
            for subject in {*of, *closed}
        }

    def _entry_subjects(self, held: StoredList, rows: Iterable[Row]) -> Mapping[int, Subject]:
        by_key = {int(row["key"]): row for row in rows}
        own = self._subjects(held.kind.name, by_key)
        if not held.kind.is_person or not by_key:
            return own
        people = self._people({int(row["person"]) for row in by_key.values()})
        return {
            key: _joined(people[int(by_key[key]["person"])], subject)
            for key, subject in own.items()
        }

    def _identities(
        self, table: str, keys: Sequence[int]
    ) -> Mapping[int, frozenset[tuple[str, str]]]:
        found: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for row in self._rows(table, "key", keys):
            reference = (f"register {row['register']}", f"reference {row['reference']}")
            found[int(row["key"])].add(reference)
        return defaultdict(frozenset, {key: frozenset(each) for key, each in found.items()})

    def _further(self, stored: Stored, keys: Sequence[int]) -> Mapping[int, list[Values]]:
        found: dict[int, list[Values]] = defaultdict(list)
        for row in self._rows(stored.further, "key", keys):
            found[int(row["key"])] += self._values(stored, row)
        return found

    def _values(self, stored: Stored, row: Row) -> list[Values]:
        """The readings that the columns of a row hold; none for silence."""
        cells = [int(row[name]) for name in stored.columns]
        match stored.fact.type:
            case FactType.CODE:
                (code,) = cells
                readings = self._codes[stored.fact.vocabulary].get(code, ()) if code > 0 else ()
                return [Codes(codes) for codes in readings]
            case FactType.DATE | FactType.NUMBER | FactType.MONEY:
                return [] if stored.is_silent(cells) else [_span(stored, *cells)]
            case FactType.PERIOD:
                if stored.is_silent(cells):
                    return []
                return [Period(_span(stored, *cells[:2]), _span(stored, *cells[2:]))]
            case _:
                assert_never(stored.fact.type)

    def _rows(self, table: str, column: str, keys: Sequence[int]) -> list[Row]:
        """The rows of a table with one of these keys, in their order; none of a missing table."""
        columns = [one.name for one in self._layout.tables[table]]
        found: list[Row] = []
        for start in range(0, len(keys) if table in self._there else 0, _AT_ONCE):
            wanted = ", ".join(map(str, keys[start : start + _AT_ONCE]))
            query = f"{select(table, columns)} WHERE {column} IN ({wanted}) ORDER BY ALL"
            found += [
                dict(zip(columns, row, strict=True)) for row in self._table.database.rows(query)
            ]
        return found


def _span(stored: Stored, lo: int, hi: int) -> Span:
    """The span that two cells hold; an open end is the widest there is."""
    least, greatest = stored.open_ends
    if not stored.is_days:
        return Span(lo, hi)
    return Span(LEAST if lo <= least + 1 else lo, GREATEST if hi >= greatest - 1 else hi)


def _joined(person: Subject, own: Subject) -> Subject:
    """An entry that is a person: what is known of the person, and of the entry."""
    return Subject(
        {**person.facts, **own.facts},
        {**person.lists, **own.lists},
        (*person.denials, *own.denials),
        {**person.silences, **own.silences},
    )


def _described(other: Subject) -> Mapping[str, Values]:
    return {name: said[0].says for name, said in other.facts.items()}
