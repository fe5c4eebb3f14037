"""An archive written as a table of cases: what a register of a million rows needs.

Rows are read by the thousand and become numbers; the database joins the numbers to the answers
that they stand for. Only a matter that several charges show, or an account, is a `Case` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, compress, count, repeat
from operator import itemgetter, not_
from typing import Final

from amends.cases.codebook import Codebook
from amends.cases.conventions import conventions_of_case, conventions_of_subject
from amends.cases.layout import CASE_KEYS, MATTERS, PERSONS, Layout, layout_of
from amends.cases.table import CaseTable, CaseWriter, table_of, writing
from amends.registers.csv_rows import Row
from amends.registers.entries import EntryReader, RegisterEntry
from amends.registers.entry_numbers import EntryNumbers, NumberedBatch
from amends.registers.key import NO_KEY
from amends.registers.matters import Pair, Shown, case_of, gathered, named_case, names_of
from amends.registers.reading import Reading
from amends.registers.register_rows import RegisterBatch
from amends.registers.said_of_charge import SaidOfCharge
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.model import Scheme
from amends.tables import Column, ColumnType, Database, Loading
from amends.tables.database import Cell, quoted

SHOWN: Final = "shown"
"""Where each matter of the table of cases stands. See `Archive.tabulate`."""

_ROWS: Final = "read_rows"  # a charge that alone shows its matter, with the numbers of its answers
_ANSWERS: Final = "read_answers"
_PEOPLE: Final = "read_people"
_HELD: Final = "read_held"  # matters that became cases
_ENTRIES: Final = "read_entries"  # the entries that show these
_PLACED: Final = "read_placed"
_TOGETHER: Final = "read_together"  # what answers rest on together
_RESTING: Final = "read_resting"

_KEY: Final = Column("key", ColumnType.BIG)
_REFERENCE: Final = Column("reference", ColumnType.TEXT)
_CHARGE: Final = Column("charge", ColumnType.SMALL)
_RESTS: Final = Column("resting", ColumnType.SMALL)
_NUMBER: Final = Column("number", ColumnType.SMALL)
_NAME: Final = Column("name", ColumnType.TEXT)
_PERSON: Final = Column("person", ColumnType.TEXT)
_NOBODY: Final = 0


def write_archive(
    reading: Reading, scheme: Scheme, database: Database, *, with_names: bool
) -> CaseTable:
    """Read an archive to its end into a table of cases, and the table SHOWN."""
    codebook = Codebook(scheme)
    with writing(scheme, database, codebook) as writer:
        tabulating = _Tabulating(reading, layout_of(scheme), writer, with_names)
        with database.loading(tabulating.tables) as loading:
            tabulating.read(loading)
    tabulating.join(database)
    return table_of(scheme, database, codebook)


class _Tabulating:
    def __init__(
        self, reading: Reading, layout: Layout, writer: CaseWriter, with_names: bool
    ) -> None:
        self._reading = reading
        self._layout = layout
        self._writer = writer
        self._file = reading.opened.matters.stem
        self._names = [_NAME] if with_names else []
        known = None if reading.key is NO_KEY else partial(reading.key.charges, self._file)
        self._numbers = EntryNumbers(
            reading.register,
            reading.reader,
            list(layout.facts[MATTER]),
            partial(writer.cells, MATTER),
            known,
        )
        # What is read again, as a case, has been counted.
        self._again = replace(reading.reader, unmatched=Counter())
        self._of_charge = SaidOfCharge(reading.reader.conventions)
        self._resting: dict[frozenset[str], int] = {}
        self._people: dict[str, int] = {"": _NOBODY}
        self._held: list[Pair] = []
        self._held_names: dict[int, tuple[str, ...]] = {}
        self._rows = 0

    @property
    def tables(self) -> dict[str, list[Column]]:
        """The tables that are read into."""
        facts = self._layout.facts[MATTER]
        groups = self._numbers.answers
        answers = [Column(f"a{n}", ColumnType.SMALL) for n, _ in enumerate(groups)]
        several, person = Column("several", ColumnType.TRUTH), Column("person", ColumnType.SMALL)
        tables = {
            f"{_ANSWERS}_{n}": [
                _NUMBER,
                _RESTS,
                *(column for fact in group.facts for column in facts[fact].typed),
            ]
            for n, group in enumerate(groups)
        }
        return {
            **tables,
            _ROWS: [_KEY, _REFERENCE, _CHARGE, several, person, *self._names, *answers],
            _PEOPLE: [_NUMBER, _KEY, _PERSON, _RESTS],
            _HELD: [
                *(_KEY, _REFERENCE, Column("also", ColumnType.TEXT), _CHARGE, _PERSON, _RESTS),
                *self._names,
            ],
            _ENTRIES: [_REFERENCE],
        }

    def read(self, loading: Loading) -> None:
        """Read every list to its end."""
        people, accounts = self._reading.people(), self._reading.accounts()
        key, reader = self._reading.key, self._reading.reader
        shown_twice = {*key.shown_twice(self._file), *accounts}
        places = count(1)
        first = 1
        for batch in self._reading.register.batches():
            numbered = self._numbers.read(batch)
            if key is NO_KEY:
                self._add_own(batch, numbered, first, loading)
                first += sum(numbered.charges)
            else:
                for at, _ in enumerate(batch.cells):
                    loading.add_all(_ROWS, self._each(batch, numbered, at, places, shown_twice))
                    if numbered.jobs[at]:
                        entry = self._entry(batch, numbered, at)
                        for number in range(1, len(entry.charges) + 1):
                            if person := key.person(self._file, Shown(entry, number).key):
                                people.jobs_in_entries[person].extend(entry.jobs)
            self._rows += len(batch.cells)
        for name, place, shown in gathered(self._held, self._reading.opened.mapping):
            stated, matter = case_of(shown, accounts.get(name, ()), reader.conventions)
            person = next(filter(None, (key.person(self._file, one.key) for one in shown)), "")
            case = named_case(shown, stated, people.whole(person), person, self._file)
            self._writer.case(place, case)
            resting = self._rests(conventions_of_case(case))
            named = self._held_names[place]
            also = "; ".join(matter.also)
            cells = place, matter.reference, also, matter.charge, person, resting
            loading.add(_HELD, *cells, *named)
            loading.add_all(_ENTRIES, ((one.entry.reference,) for one in shown))
        for name, number in self._people.items():
            subject = people.whole(name)
            written = self._writer.person(name, subject) if name else _NOBODY
            loading.add(
                _PEOPLE, number, written, name, self._rests(conventions_of_subject(subject))
            )
        for group, answers in enumerate(self._numbers.answers):
            loading.add_all(
                f"{_ANSWERS}_{group}",
                (
                    (number, self._rests(resting), *cells)
                    for number, (cells, resting) in enumerate(answers.rows)
                ),
            )

    def _rests(self, conventions: frozenset[str]) -> int:
        return self._resting.setdefault(conventions, len(self._resting))

    def _add_own(
        self, batch: RegisterBatch, numbered: NumberedBatch, first: int, loading: Loading
    ) -> None:
        """Add charges that are each a matter of its own, the first of them the `first` of all."""
        places = list(accumulate(numbered.charges, initial=first))
        alone = [charges == 1 for charges in numbered.charges]
        answers = [map(itemgetter(0), compress(each, alone)) for each in numbered.answers]
        named = [compress(map(self._name, batch.cells), alone)] if self._names else []
        placed = compress(places, alone), compress(batch.references, alone), repeat(1)
        rows = zip(*placed, repeat(False), repeat(_NOBODY), *named, *answers, strict=False)
        loading.add_all(_ROWS, rows)
        for at in compress(count(), map(not_, alone)):
            loading.add_all(_ROWS, self._each(batch, numbered, at, count(places[at]), ()))

    def _each(
        self,
        batch: RegisterBatch,
        numbered: NumberedBatch,
        at: int,
        places: Iterator[int],
        shown_twice: Iterable[str],
    ) -> Iterator[tuple[Cell, ...]]:
        """The rows of each charge of an entry, with each of its matters that nothing else shows."""
        charges, reference, key = numbered.charges[at], batch.references[at], self._reading.key
        names = (self._name(batch.cells[at]),) if self._names else ()
        entry = None
        for number in range(1, charges + 1):
            charge = f"{reference}#{number}"
            for matter in names_of(charge, key, self._file):
                place = next(places)
                if matter in shown_twice:
                    entry = entry or self._entry(batch, numbered, at)
                    self._held.append((matter, place, Shown(entry, number)))
                    self._held_names[place] = names
                    continue
                name = key.person(self._file, charge)
                person = self._people.setdefault(name, len(self._people))
                answers = (each[at][min(number, len(each[at])) - 1] for each in numbered.answers)
                yield place, reference, number, charges > 1, person, *names, *answers

    def _name(self, cells: Sequence[str]) -> str:
        """The names in a row."""
        register = self._reading.register
        return register.listed.names(dict(zip(register.headings, cells, strict=True))).strip()

    def _entry(self, batch: RegisterBatch, numbered: NumberedBatch, at: int) -> RegisterEntry:
        """The entry with all its statements."""
        register = self._reading.register
        row = Row(batch.numbers[at], dict(zip(register.headings, batch.cells[at], strict=True)))
        dates = register.entry_dates(batch.conduct[at], batch.disposal[at])
        reference, charges = batch.references[at], numbered.charges[at]
        one = EntryReader(row, register.listed, self._again, self._of_charge, reference, dates)
        return one.read(self._rows + at, charges)

    def join(self, database: Database) -> None:
        """Write the matters and people of all that was read into rows, and the table SHOWN."""
        groups = self._numbers.answers
        joined = f"{_ROWS} r JOIN {_PEOPLE} p ON p.number = r.person " + " ".join(
            f"JOIN {_ANSWERS}_{n} a{n} ON a{n}.number = r.a{n}" for n, _ in enumerate(groups)
        )
        together = ["p.resting", *(f"a{n}.resting" for n, _ in enumerate(groups))]
        self._write_together(database, together, joined)
        on = " AND ".join(f"t.r{n} = {one}" for n, one in enumerate(together))
        named = "".join(f", r.{column.name}" for column in self._names)
        database.create(
            _PLACED,
            "SELECT r.key, r.reference, '' AS also, r.charge, p.person, t.resting"
            f"{named} FROM {joined} JOIN {_TOGETHER} t ON {on} "
            f"UNION ALL SELECT * FROM {_HELD}",
        )
        self._write_matters(database, joined)
        listed = "p.key, p.key AS place, p.reference, p.also, p.charge, p.person, t.conventions"
        listed += "".join(f", p.{column.name}" for column in self._names)
        # A text for each matter would be as long again as all the rest.
        database.run(
            f"CREATE VIEW {SHOWN} AS SELECT {listed} FROM {_PLACED} p "
            f"JOIN {_RESTING} t ON t.number = p.resting"
        )
        counted = f"SELECT reference FROM {_ROWS} UNION SELECT reference FROM {_ENTRIES}"
        ((entries,),) = database.rows(f"SELECT count(*) FROM ({counted})")
        self._reading.in_matters = int(entries)
        for table in (*self.tables, _TOGETHER):
            database.drop(table)

    def _write_together(self, database: Database, columns: list[str], joined: str) -> None:
        """Number what the answers for a matter and its person rest on together."""
        sets = {number: resting for resting, number in self._resting.items()}
        rests = [Column(f"r{n}", ColumnType.SMALL) for n, _ in enumerate(columns)]
        conventions = Column("conventions", ColumnType.TEXT)
        tables = {_TOGETHER: [*rests, _RESTS], _RESTING: [_NUMBER, conventions]}
        with database.loading(tables) as loading:
            for found in database.rows(f"SELECT DISTINCT {', '.join(columns)} FROM {joined}"):
                resting = frozenset[str]().union(*(sets[int(one)] for one in found))
                loading.add(_TOGETHER, *found, self._rests(resting))
            for resting, number in self._resting.items():
                loading.add(_RESTING, number, "; ".join(sorted(resting)))

    def _write_matters(self, database: Database, joined: str) -> None:
        """Write what was read into rows as rows of the table of cases."""
        answered = {
            fact: f"a{n}" for n, group in enumerate(self._numbers.answers) for fact in group.facts
        }
        cells: list[str] = []
        for fact, stored in self._layout.facts[MATTER].items():
            if fact in answered:
                cells += (f"{answered[fact]}.{quoted(name)}" for name in stored.columns)
            else:
                cells += map(str, self._writer.cells(MATTER, fact, ()))
        # A charge of nobody that the key knows is of a person of its own.
        own = f"{self._writer.last_person} + r.key"
        person = f"CASE r.person WHEN {_NOBODY} THEN {own} ELSE p.key END"
        database.insert(MATTERS, f"SELECT {', '.join(['r.key', person, *cells])} FROM {joined}")
        blank = [
            str(cell)
            for fact in self._layout.facts[PERSON]
            for cell in self._writer.cells(PERSON, fact, ())
        ]
        nobody = f"FROM {_ROWS} r WHERE r.person = {_NOBODY}"
        database.insert(PERSONS, f"SELECT {', '.join([own, *blank])} {nobody}")
        case = "r.reference || CASE WHEN r.several THEN '#' || r.charge ELSE '' END"
        database.insert(CASE_KEYS, f"SELECT r.key, {case} FROM {_ROWS} r")
