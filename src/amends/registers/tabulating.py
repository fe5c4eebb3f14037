"""An archive written as a table of cases: what a register of a million rows needs.

The database cuts the rows and finds what is said in them; Python works out what that states, once
each, and the database joins the rows to these answers. Only a matter that several charges show, or
an account, is a `Case` first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from amends.cases.codebook import Codebook
from amends.cases.conventions import conventions_of_case, conventions_of_subject
from amends.cases.layout import CASE_KEYS, MATTERS, PERSONS, Layout, layout_of
from amends.cases.table import CaseTable, CaseWriter, table_of, writing
from amends.registers.csv_rows import Row
from amends.registers.entries import EntryReader, Facts, RegisterEntry
from amends.registers.entry_numbers import ENTRIES, KNOWN, EntryNumbers
from amends.registers.key import NO_KEY, runs
from amends.registers.matters import Pair, Shown, case_of, gathered, named_case, names_of
from amends.registers.people import People
from amends.registers.reading import Reading
from amends.registers.register_table import CELLS, RegisterTable, stripped
from amends.registers.said_of_charge import SaidOfCharge
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.model import Scheme
from amends.tables import Column, ColumnType, Database, Loading
from amends.tables.database import Cell, quoted, text

SHOWN: Final = "shown"
"""Where each matter of the table of cases stands. See `Archive.tabulate`."""

_ROWS: Final = "read_rows"  # a charge that alone shows its matter, with the numbers of its answers
_ANSWERS: Final = "read_answers"
_PEOPLE: Final = "read_people"
_KEYED: Final = "read_keyed"  # what the key says of each charge
_TWICE: Final = "read_twice"  # matters that several charges, or accounts, show
_HELD: Final = "read_held"  # these, which became cases
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
_MATTER: Final = Column("matter", ColumnType.TEXT)
_NTH: Final = Column("nth", ColumnType.SMALL)
_NOBODY: Final = 0


def write_archive(
    reading: Reading, scheme: Scheme, database: Database, *, with_names: bool
) -> CaseTable:
    """Read an archive to its end into a table of cases, and the table SHOWN."""
    codebook = Codebook(scheme)
    with writing(scheme, database, codebook) as writer:
        tabulating = _Tabulating(reading, layout_of(scheme), writer, with_names)
        tabulating.read(database)
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
        self._numbers = EntryNumbers(
            reading.register,
            reading.reader,
            list(layout.facts[MATTER]),
            partial(writer.cells, MATTER),
        )
        # What is read again, as a case, has been counted.
        self._again = replace(reading.reader, unmatched={})
        self._of_charge = SaidOfCharge(reading.reader.conventions)
        self._resting: dict[frozenset[str], int] = {}
        self._people: dict[str, int] = {"": _NOBODY}
        self._held: list[Pair] = []
        self._held_names: dict[int, tuple[Cell, ...]] = {}

    @property
    def tables(self) -> dict[str, list[Column]]:
        """The tables that are written one by one."""
        facts = self._layout.facts[MATTER]
        tables = {
            f"{_ANSWERS}_{n}": [
                _NUMBER,
                _RESTS,
                *(column for fact in group.facts for column in facts[fact].typed),
            ]
            for n, group in enumerate(self._numbers.answers)
        }
        held = [_KEY, _REFERENCE, Column("also", ColumnType.TEXT), _CHARGE, _PERSON, _RESTS]
        return {
            **tables,
            _PEOPLE: [_NUMBER, _KEY, _PERSON, _RESTS],
            _HELD: [*held, *self._names],
        }

    def read(self, database: Database) -> None:
        """Read every list to its end."""
        people, accounts = self._reading.people(), self._reading.accounts()
        self._load_key(database, accounts)
        table = RegisterTable(self._reading, database)
        self._numbers.read(table, [f"{stripped(table.names)} AS name"] * len(self._names))
        self._read_rows(database)
        self._read_held(table, people)
        with database.loading(self.tables) as loading:
            self._load(database, loading, people, accounts)

    def _load_key(self, database: Database, accounts: Iterable[str]) -> None:
        """Write what the key says of charges of the register."""
        key, file = self._reading.key, self._file
        tables = {
            KNOWN: [
                _REFERENCE,
                Column("first", ColumnType.SMALL),
                Column("last", ColumnType.SMALL),
            ],
            _KEYED: [_REFERENCE, _CHARGE, Column("person", ColumnType.SMALL), _NTH, _MATTER],
            _TWICE: [_MATTER],
        }
        with database.loading(tables) as loading:
            known = key.entries.get(file, {}).items()
            stretches = ((entry, *one) for entry, held in known for one in runs(held) or [(0, 0)])
            loading.add_all(KNOWN, stretches)
            for one in key.of(file):
                number = self._people.setdefault(one.person, len(self._people))
                name = f"{one.entry}#{one.charge}"
                for nth, matter in enumerate(names_of(name, key, file) if one.charge else ()):
                    loading.add(_KEYED, one.entry, one.charge, number, nth, matter)
            loading.add_all(_TWICE, ((one,) for one in {*key.shown_twice(file), *accounts}))

    def _read_rows(self, database: Database) -> None:
        """Write each charge for each of its matters: the place of this, and the answers on it.

        The matter's name stands there only where it is shown twice.
        """
        numbers, joins = self._numbers.joined("e", "e.charge")
        named = [f"e.{one.name}" for one in self._names]
        # Called as in `names_of`.
        own = f"{text(self._file)} || ' ' || e.reference || '#' || e.charge"
        ((most, nths),) = database.rows(
            f"SELECT (SELECT max(charges) FROM {ENTRIES}), (SELECT max(nth) + 1 FROM {_KEYED})"
        )
        # In the order of the pages, without sorting; some numbers are left out.
        place = f"(e.number - 1) * {most or 1} + e.charge - 1"
        columns = [
            f"({place}) * {nths or 1} + coalesce(k.nth, 0) + 1 AS key",
            "e.number, e.reference, e.charge, e.charges > 1 AS several",
            f"coalesce(k.person, {_NOBODY}) AS person",
            "t.matter",
            *named,
            *numbers,
        ]
        # Few have several, and to count them out costs as much as all else.
        each = (
            f"(SELECT *, 1 AS charge FROM {ENTRIES} UNION ALL SELECT *, "
            f"unnest(range(2, charges + 1))::INTEGER AS charge FROM {ENTRIES} WHERE charges > 1)"
        )
        joins.append(f"LEFT JOIN {_KEYED} k ON k.reference = e.reference AND k.charge = e.charge")
        joins.append(f"LEFT JOIN {_TWICE} t ON t.matter = coalesce(k.matter, {own})")
        database.create(_ROWS, f"SELECT {', '.join(columns)} FROM {each} e {' '.join(joins)}")

    def _read_held(self, table: RegisterTable, people: People) -> None:
        """Read again, as entries, the rows of matters that are shown twice, or that name a job."""
        database, key = table.database, self._reading.key
        shown: dict[int, list[tuple[int, int, str, tuple[Cell, ...]]]] = defaultdict(list)
        named = "".join(f", {one.name}" for one in self._names)
        twice = "matter IS NOT NULL"
        for number, place, charge, matter, *name in database.rows(
            f"SELECT number, key, charge, matter{named} FROM {_ROWS} WHERE {twice} ORDER BY key"
        ):
            shown[int(number)].append((int(place), int(charge), str(matter), tuple(name)))
        cells = ", ".join(table.cells.values())
        jobs = "false" if key is NO_KEY else "job"
        found = database.stream(
            f"SELECT number, {jobs}, reference, conduct, disposal, charges, {cells} "
            f"FROM {ENTRIES} JOIN {CELLS} USING (number) "
            f"WHERE {jobs} OR number IN (SELECT number FROM {_ROWS} WHERE {twice}) ORDER BY number"
        )
        for number, job, *stands in found:
            entry = self._entry(int(number), stands, table.cells)
            for place, charge, matter, names in shown.get(int(number), ()):
                self._held.append((matter, place, Shown(entry, charge)))
                self._held_names[place] = names
            for charge in range(1, len(entry.charges) + 1) if job else ():
                if person := key.person(self._file, Shown(entry, charge).key):
                    people.jobs_in_entries[person].extend(entry.jobs)
        database.run(f"DELETE FROM {_ROWS} WHERE {twice}")
        self._reading.keyed |= self._numbers.keyed(database)
        ((entries,),) = database.rows(f"SELECT count(*) FROM {ENTRIES}")
        self._reading.in_matters = int(entries)
        database.drop(CELLS)
        database.drop(ENTRIES)

    def _entry(self, number: int, stands: Sequence[Cell], headings: Iterable[str]) -> RegisterEntry:
        """The entry of a row with all its statements."""
        register = self._reading.register
        reference, conduct, disposal, charges, *cells = stands
        row = Row(number + 1, dict(zip(headings, map(str, cells), strict=True)))
        dates = register.entry_dates(int(conduct), int(disposal))
        name = str(reference)
        one = EntryReader(row, register.listed, self._again, self._of_charge, name, dates)
        return one.read(number, lambda _: int(charges))

    def _load(
        self,
        database: Database,
        loading: Loading,
        people: People,
        accounts: Mapping[str, Sequence[Facts]],
    ) -> None:
        """Write the cases, the people and the answers."""
        key, reader = self._reading.key, self._reading.reader
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
        names = list(self._people)
        met = f"SELECT person, min(key) AS met FROM {_ROWS} GROUP BY person ORDER BY met"
        used = [int(number) for number, _ in database.rows(met)]
        for number in dict.fromkeys([_NOBODY, *used]):
            subject = people.whole(names[number])
            written = self._writer.person(names[number], subject) if number else _NOBODY
            resting = self._rests(conventions_of_subject(subject))
            loading.add(_PEOPLE, number, written, names[number], resting)
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
        for table in database.tables() - {_PLACED, _RESTING}:
            if table.startswith("read_"):
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
        database.keep_as_choices(_RESTING, [conventions.name])

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
