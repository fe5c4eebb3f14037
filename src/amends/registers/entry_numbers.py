"""The main register by number: for each charge of each row the numbers of what it states.

It reads as `entries` does, by the same rules, but works out each way of stating something once
(see `fact_groups`); the database finds these ways, and makes no object for a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from amends.registers.cell_statements import CellReader, Unexplained
from amends.registers.fact_groups import (
    LIMITS_NOTHING,
    Answers,
    Cells,
    ConductAnswers,
    FactGroup,
    OffenceCells,
    VerdictCells,
    WordCells,
    WordGroup,
)
from amends.registers.mapping import COURT, OFFENCE, VERDICT
from amends.registers.names_out import without_names
from amends.registers.register_rows import RegisterRows
from amends.registers.register_table import (
    CELLS,
    DATED,
    DAYS,
    NUMBER,
    REGISTER,
    TEXT,
    Each,
    RegisterTable,
)
from amends.registers.said_of_charge import SaidOfCharge
from amends.tables import Column, ColumnType, Database
from amends.tables.database import Cell

ENTRIES: Final = "read_entries"
"""REGISTER with the number of `charges` of each row, and whether it names a `job` of somebody."""

KNOWN: Final = "read_known"
"""By `reference`, the `first` and `last` of each stretch of charges that the key names; 0 and 0 for
an entry of which it names none."""

_COURTS: Final = "read_courts"
_CHARGES: Final = "read_charges"
_VERDICTS: Final = "read_verdicts"
_CHARGED: Final = "read_charged"

_UNREAD: Final = Column("unread", ColumnType.TRUTH)
_FOUND: Final = (Column("first", ColumnType.SMALL), Column("answers", ColumnType.SMALL))


def _small(name: str) -> Column:
    return Column(name, ColumnType.SMALL)


class EntryNumbers:
    """Numbers what the rows of a register state of the facts of a matter."""

    def __init__(
        self, rows: RegisterRows, reader: CellReader, facts: Sequence[str], cells: Cells
    ) -> None:
        """Number `facts`, which have these `cells` in the table of cases."""
        self._reader = reader
        self._rows = rows
        self._unread: list[tuple[str, str, int, int]] = []
        self._offences = OffenceCells(reader)
        self._verdicts = VerdictCells(reader)
        beside = {one.beside for one in reader.conventions.every_statement()}
        self._words = {
            column: WordCells(column, reader)
            for column in rows.listed.columns
            if column in reader.conventions.columns and (column != VERDICT or column in beside)
        }
        of_charge = SaidOfCharge(reader.conventions)
        self._court = self._group(self._facts_of(COURT), of_charge)
        self._groups = self._fact_groups(facts, cells, of_charge)
        conduct = reader.conventions.names.conduct
        self._conduct = (
            [ConductAnswers(rows.dates, Answers([conduct], cells), reader.conventions)]
            if conduct
            else []
        )

    @property
    def answers(self) -> list[Answers]:
        """The answers of each group."""
        return [*(one.answers for one in self._groups), *(one.answers for one in self._conduct)]

    def _facts_of(self, column: str) -> list[str]:
        every = self._reader.conventions.every_statement()
        return list(dict.fromkeys(one.fact for one in every if one.column == column))

    def _group(self, facts: Sequence[str], of_charge: SaidOfCharge) -> WordGroup:
        columns = dict.fromkeys(one for fact in facts for one in self._bearing(fact))
        return WordGroup(
            facts, [one for one in self._words if one in columns], self._words, of_charge
        )

    def _bearing(self, fact: str) -> tuple[str, ...]:
        """The columns of words that bear on a fact, in their order in the list."""
        every = list(self._reader.conventions.every_statement())
        found = [one for one in every if one.fact == fact and not one.entry]
        # What a verdict states is read by charge; as words it only tells, beside something else.
        wanted = {one.column for one in found} - {VERDICT} | {one.beside for one in found}
        return tuple(column for column in self._words if column in wanted)

    def _fact_groups(
        self, facts: Sequence[str], cells: Cells, of_charge: SaidOfCharge
    ) -> list[FactGroup]:
        names = self._reader.conventions.names
        alike: dict[tuple[tuple[str, ...], bool, bool], list[str]] = {}
        for fact in facts:
            bearing = self._bearing(fact), fact in of_charge.told, fact == names.charge
            if fact != names.conduct and any(bearing):
                alike.setdefault(bearing, []).append(fact)
        return [
            FactGroup(
                self._group(held, of_charge),
                Answers(held, cells),
                self._verdicts.alike if verdict else None,
                self._offences.alike if offence else None,
            )
            for (_, verdict, offence), held in alike.items()
        ]

    def read(self, table: RegisterTable, further: Sequence[str]) -> None:
        """Create the table ENTRIES, with `further` columns of CELLS, and a table for each group.

        The table KNOWN is there. Wordings that are not understood are counted.
        """
        groups = list(zip(self._tables(), self._keys(), strict=True))
        words, days = groups[: len(self._groups)], groups[len(self._groups) :]

        def read_days(database: Database) -> None:
            table.create_dated(database)
            table.note_silent(database)
            _read_groups(database, days, _WITH_LIMIT)

        # Neither dates nor words wait for the other: while Python reads the one, the database joins
        # the other.
        with table.database.beside() as other, ThreadPoolExecutor(1) as worker:
            beside = [worker.submit(table.read_dates, other)]
            table.set_aside_repeated()
            beside.append(worker.submit(read_days, other))
            self._read_said(table, further)
            for one in beside:
                one.result()
        table.database.create(
            ENTRIES,
            f"SELECT c.*, v.finding, t.conduct, t.disposal, {_LIMIT} FROM {_CHARGED} c "
            f"JOIN {_VERDICTS} v USING (verdict, charges) "
            f"JOIN {DATED} t USING (number) {_DAYS_OF_IT}",
        )
        for name in (_CHARGED, DATED):
            table.database.drop(name)
        _read_groups(table.database, words, ENTRIES)
        self._count_unread(table)

    def _read_said(self, table: RegisterTable, further: Sequence[str]) -> None:
        """Read all but the dates; creates the tables CHARGED and VERDICTS."""
        columns, joins = self._read_words(table)
        offence, verdict = (_Texts(table, meaning) for meaning in (OFFENCE, VERDICT))
        for texts in (offence, verdict):
            columns.append(f"{texts.name}.number AS {texts.name}")
            joins.append(texts.join)
        table.create([*columns, *further], joins)
        self._read_charges(table, offence)
        table.database.drop(REGISTER)
        self._read_findings(table, verdict)

    def keyed(self, database: Database) -> Iterator[tuple[str, tuple[int, int]]]:
        """The entries that the key names: what they are called, how many charges their cell was cut
        into, and how many they have.
        """
        rows = database.stream(
            f"SELECT e.reference, c.charges, e.charges FROM {ENTRIES} e "
            f"JOIN {_CHARGES} c USING (offence, kind) "
            f"WHERE e.reference IN (SELECT reference FROM {KNOWN})"
        )
        return ((str(name), (int(cut), int(charges))) for name, cut, charges in rows)

    def joined(self, of: str, charge: str) -> tuple[list[str], list[str]]:
        """For each group the number of the answer on a charge of ENTRIES, in SQL; and the joins to
        the tables of the groups.
        """
        numbers = [
            f"{name}.first + least({charge}, {name}.answers) - 1 AS a{at}"
            for at, name in enumerate(self._tables())
        ]
        joins = [
            f"JOIN {name} ON {_same(of, name, keys)}"
            for name, (keys, _) in zip(self._tables(), self._keys(), strict=True)
        ]
        return numbers, joins

    def _tables(self) -> list[str]:
        """The tables of the groups, in their order."""
        return [f"read_group_{at}" for at, _ in enumerate(self.answers)]

    def _keys(self) -> list[tuple[list[str], Answer]]:
        """The columns of ENTRIES on which the answers of each group hang, and what answers."""
        keys: list[tuple[list[str], Answer]] = []
        for at, one in enumerate(self._groups):
            verdict = ["finding"] if one.verdicts else []
            offence = ["charged"] if one.offences else []
            keys.append(([*self._said(f"w{at}", one.group), *verdict, *offence], one.answer))
        return [*keys, *((["conduct", "limit_of_it"], one.answer) for one in self._conduct)]

    def _said(self, of: str, group: WordGroup) -> list[str]:
        """The columns of what cells of words say to a group."""
        return [f"{of}_{at}" for at, column in enumerate(self._words) if column in group.alike]

    def _read_words(self, table: RegisterTable) -> tuple[list[str], list[str]]:
        """Number the cells of words; the columns of these numbers, and the joins to them."""
        groups = {"court": self._court, **{f"w{at}": o.group for at, o in enumerate(self._groups)}}
        columns, joins, jobs = list[str](), list[str](), ["false"]
        for at, (column, cells) in enumerate(self._words.items()):
            alike = {of: one.alike[column].of for of, one in groups.items() if column in one.alike}
            name = f"read_words_{at}"
            each = Each(name, [TEXT], f"(SELECT {table.cell(column)} AS text, number FROM {CELLS})")
            found: dict[str, Sequence[Cell]] = {**alike, "job": cells.jobs}
            self._read_cells(table, column, each, _Cells(cells.__getitem__, cells.unread, found))
            columns += (f"{name}.{of} AS {of}_{at}" for of in alike)
            jobs.append(f"{name}.job")
            joins.append(f"JOIN {name} ON {name}.text = {table.cell(column)}")
        return [*columns, f"({' OR '.join(jobs)}) AS job"], joins

    def _read_charges(self, table: RegisterTable, texts: _Texts) -> None:
        """Number the offences, each in a court of a kind, and create the table CHARGED."""
        kinds: list[str | None] = []
        court = self._said("court", self._court)

        def kind(*key: int) -> tuple[int]:
            facts = self._court.stated(self._court.spoken(key))
            kinds.append(self._court.conventions.kind_of(COURT, facts))
            return (len(kinds) - 1,)

        courts = Each(_COURTS, list(map(_small, court)), REGISTER)
        courts.read(table.database, [_small("kind")], kind)
        source = (
            f"(SELECT r.*, k.kind FROM {REGISTER} r JOIN {_COURTS} k ON {_same('r', 'k', court)})"
        )
        cells = self._offences
        each = Each(_CHARGES, [_small("offence"), _small("kind")], source)
        found = {"charges": cells.count, "charged": cells.alike.of}
        read = _Cells(lambda one, of: cells[texts.read[one], kinds[of]], cells.unread, found)
        self._read_cells(table, OFFENCE, each, read)
        table.database.create(
            _CHARGED,
            f"SELECT s.*, c.charged, coalesce(n.last, c.charges) AS charges "
            f"FROM {source} s JOIN {_CHARGES} c USING (offence, kind) LEFT JOIN {KNOWN} n "
            "ON n.reference = s.reference AND c.charges + 1 BETWEEN n.first AND n.last",
        )

    def _read_findings(self, table: RegisterTable, texts: _Texts) -> None:
        """Number the verdicts on so many charges."""
        cells = self._verdicts
        each = Each(_VERDICTS, [_small("verdict"), _small("charges")], _CHARGED)
        found = {"finding": cells.alike.of}
        read = _Cells(lambda one, of: cells[texts.read[one], of], cells.unread, found)
        self._read_cells(table, VERDICT, each, read)

    def _read_cells(self, table: RegisterTable, column: str, each: Each, cells: _Cells) -> None:
        """Read each cell of a column once; what is not understood in them is counted."""

        def read(*keys: Cell) -> list[Cell]:
            at = cells.number(*keys)
            return [*(one[at] for one in cells.found.values()), bool(cells.unread[at])]

        types = [ColumnType.SMALL if name != "job" else ColumnType.TRUTH for name in cells.found]
        found = list(map(Column, cells.found, types))
        each.read(table.database, [*found, _UNREAD], read)
        names = ", ".join(key.name for key in each.keys)
        rows = table.database.rows(
            f"SELECT {names}, {table.names} AS names, count(*), min(number) FROM {each.source} "
            f"JOIN {each.table} USING ({names}) JOIN {CELLS} USING (number) "
            "WHERE unread GROUP BY ALL"
        )
        unread: dict[str, tuple[int, int]] = {}
        for *keys, people, times, row in rows:
            for wording in cells.unread[cells.number(*keys)]:
                text = without_names(wording, str(people))
                before, first = unread.get(text, (0, int(row)))
                unread[text] = before + int(times), min(first, int(row))
        self._unread += ((column, text, *stands) for text, stands in unread.items())

    def _count_unread(self, table: RegisterTable) -> None:
        """Count the wordings that are not understood, each with the row that has it first."""
        called = table.references(first for *_, first in self._unread)
        for column, text, times, first in self._unread:
            stands = Unexplained(times, self._rows.listed.file, called[first])
            self._reader.count(column, text, stands)


class _Cells(NamedTuple):
    """Cells that are read: `number` gives that of one by the keys, and by that all else."""

    number: Callable[..., int]
    unread: Sequence[Sequence[str]]
    found: Mapping[str, Sequence[Cell]]


Answer = Callable[..., tuple[int, int]]


def _read_groups(
    database: Database, groups: Iterable[tuple[str, tuple[list[str], Answer]]], source: str
) -> None:
    for name, (keys, answer) in groups:
        Each(name, list(map(_small, keys)), source).read(database, _FOUND, answer)


_LIMIT: Final = (
    f"CASE WHEN d.last <= e.last THEN {LIMITS_NOTHING} ELSE t.disposal END AS limit_of_it"
)
_DAYS_OF_IT: Final = f"JOIN {DAYS} d ON d.number = t.conduct JOIN {DAYS} e ON e.number = t.disposal"
_WITH_LIMIT: Final = f"(SELECT t.number, t.conduct, {_LIMIT} FROM {DATED} t {_DAYS_OF_IT})"


class _Texts:
    """The texts of a column by number; `read` has them in their order."""

    def __init__(self, table: RegisterTable, meaning: str) -> None:
        self.name = meaning
        self.read: list[str] = []
        self.join = f"JOIN read_{meaning} {meaning} ON {meaning}.text = {table.cell(meaning)}"
        source = f"(SELECT {table.cell(meaning)} AS text, number FROM {CELLS})"
        Each(f"read_{meaning}", [TEXT], source).read(table.database, [NUMBER], self._add)

    def _add(self, text: str) -> tuple[int]:
        self.read.append(text)
        return (len(self.read) - 1,)


def _same(one: str, other: str, columns: Sequence[str]) -> str:
    return " AND ".join(["true", *(f"{one}.{name} = {other}.{name}" for name in columns)])
