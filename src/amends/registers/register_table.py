"""The main register as a table: what each row is called, and its two dates by number.

The database cuts the file and finds what is written more than once, so that Python reads each
text once. It gives what `RegisterRows` gives, by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amends.registers.csv_rows import SPACES, RowLeftOut
from amends.registers.entry_dates import silent_dates
from amends.registers.mapping import DATE_OF_DISPOSAL, DATE_OF_OFFENCE, LINE
from amends.registers.reading import Reading
from amends.registers.register_rows import SAME_REFERENCE, RegisterRows
from amends.tables import Column, ColumnType, CsvForm, Database
from amends.tables.database import Cell, quoted

REGISTER: Final = "read_register"
"""The rows that are not set aside: `number`, as of the table CELLS, and `reference`."""

DATED: Final = "read_dated"
"""Of the same rows the numbers of the dates: `number`, `conduct` and `disposal`."""

CELLS: Final = "read_cells"
"""Their cells, as they are written; see `RegisterTable.cell`. The first row has number 1."""

DAYS: Final = "read_days"
"""By the `number` of a date: its `first` and `last` day, and whether it is `silent`."""

_TEXTS: Final = "read_dates"
_ASIDE: Final = "read_aside"
_ASKED: Final = "read_asked"
_UNDER: Final = "read_under"

TEXT: Final = Column("text", ColumnType.TEXT)
NUMBER: Final = Column("number", ColumnType.SMALL)
_ROW: Final = Column("number", ColumnType.BIG)


def stripped(cell: str) -> str:
    """A text without blanks at its ends, in SQL."""
    # The database is slow at taking many letters away, and few cells have any to take.
    ends = f"regexp_matches({cell}, '^[{SPACES}]|[{SPACES}]$')"
    return f"(CASE WHEN {ends} THEN trim({cell}, '{SPACES}') ELSE {cell} END)"


@dataclass(frozen=True, slots=True)
class Each:
    """A table in which something is read once for each of the `keys` that rows of a source have.

    The source, in SQL, has these columns, and the `number` of each row.
    """

    table: str
    keys: Sequence[Column]
    source: str

    def read(
        self, database: Database, found: Sequence[Column], read: Callable[..., Sequence[Cell]]
    ) -> None:
        """Create the table, with what `read` finds for the keys, in the order met."""
        names = [quoted(key.name) for key in self.keys]
        query = f"SELECT {', '.join([*names, 'min(number) AS met'])} FROM {self.source}"
        if names:
            query += f" GROUP BY {', '.join(names)} ORDER BY {', '.join(['met', *names])}"
        with database.loading({self.table: [*self.keys, *found]}) as loading:
            rows = ((*key, *read(*key)) for *key, _ in database.stream(query))
            loading.add_all(self.table, rows)


class RegisterTable:
    """The table of one reading of the main register; what is set aside is noted in the reading."""

    def __init__(self, reading: Reading, database: Database) -> None:
        """Read the file to its end into the table CELLS."""
        self._register: RegisterRows = reading.register
        self.database = database
        listed, headings = self._register.listed, self._register.headings
        used = {*listed.reference, *listed.page, *listed.columns.values()}
        self._cells: Mapping[str, str] = {
            heading: f"c{at}" for at, heading in enumerate(headings) if heading in used
        }
        places = {f"c{at}": at for at, heading in enumerate(headings) if heading in used}
        form = CsvForm(len(headings), self._register.file.delimiter)
        with database.cutting(CELLS, places, form) as cutting:
            for text in self._register.file.texts():
                cutting.add(text)
        self._aside: set[int] = set()
        file = self._register.file
        self._leave_out(row - 1 for row in (*file.blank, *(one.row for one in file.set_aside)))
        self._repeated: frozenset[int] = frozenset()

    def read_dates(self, database: Database) -> None:
        """Read each date once, of rows that will be set aside too; in whichever thread."""
        cells = (self.cell(DATE_OF_OFFENCE), self.cell(DATE_OF_DISPOSAL))
        both = (f"SELECT {cell} AS text, number FROM {CELLS}" for cell in cells)
        dates, reading = self._register.dates, Column("reading", ColumnType.SMALL)
        each = Each(_TEXTS, [TEXT], f"({' UNION ALL '.join(both)})")
        each.read(database, [reading], lambda text: [dates[text]])

    def cell(self, meaning: str) -> str:
        """The cell with this meaning, in SQL; blank where there is none."""
        return self._cells.get(self._register.listed.columns.get(meaning, ""), "''")

    @property
    def names(self) -> str:
        """All that the cells of names hold, in SQL."""
        named = [self._cells[heading] for heading in self._register.listed.headings_of_names]
        return f"concat_ws(' ', {', '.join(named)})" if named else "''"

    @property
    def cells(self) -> Mapping[str, str]:
        """The column in CELLS of each heading that is used."""
        return self._cells

    def _leave_out(self, rows: Iterable[int]) -> None:
        left = list(rows)
        self._aside.update(left)
        with self.database.loading({_ASIDE: [_ROW]}) as loading:
            loading.add_all(_ASIDE, ((row,) for row in left))
        self.database.run(f"DELETE FROM {CELLS} WHERE number IN (FROM {_ASIDE})")
        self.database.drop(_ASIDE)

    @property
    def _reference(self) -> str:
        """What a row is called, in SQL, by the rules of `called`."""
        parts = [
            stripped(self._cells[one]) if one in self._cells else "''"
            for one in self._register.listed.reference
        ]
        blank = " AND ".join(f"{part} = ''" for part in parts)
        called = f"concat_ws('/', {', '.join(parts)})"
        return f"(CASE WHEN {blank} THEN 'row ' || (number + 1) ELSE {called} END)"

    def references(self, rows: Iterable[int]) -> Mapping[int, str]:
        """What rows of CELLS are called, by their numbers."""
        with self.database.loading({_ASKED: [_ROW]}) as loading:
            loading.add_all(_ASKED, ((row,) for row in set(rows)))
        found = self.database.rows(
            f"SELECT number, {self._reference} FROM {CELLS} WHERE number IN (FROM {_ASKED})"
        )
        self.database.drop(_ASKED)
        return {int(row): str(reference) for row, reference in found}

    def set_aside_repeated(self) -> None:
        """Set aside the rows called as an earlier one is."""
        named = f"(SELECT number, {self._reference} AS reference FROM {CELLS})"
        twice = (
            f"SELECT reference, min(number) AS first FROM {named} "
            "GROUP BY reference HAVING count(*) > 1"
        )
        rows = self.database.rows(
            f"SELECT number FROM {named} JOIN ({twice}) USING (reference) "
            "WHERE number > first ORDER BY number"
        )
        repeated = [int(row) for (row,) in rows]
        file = self._register.listed.file
        self._register.set_aside += (RowLeftOut(file, row + 1, SAME_REFERENCE) for row in repeated)
        self._leave_out(repeated)
        self._repeated = frozenset(repeated)

    def create(self, columns: Sequence[str], joins: Sequence[str]) -> None:
        """Create the table REGISTER, with these columns of CELLS and `joins`."""
        listed = ", ".join(["c.number", "c.reference", *columns])
        source = f"(SELECT *, {self._reference} AS reference FROM {CELLS}) c"
        self.database.create(REGISTER, f"SELECT {listed} FROM {source} {' '.join(joins)}")

    def create_dated(self, database: Database) -> None:
        """Create the tables DATED and DAYS of the dates that were read; in whichever thread."""
        conduct, disposal = self.cell(DATE_OF_OFFENCE), self.cell(DATE_OF_DISPOSAL)
        database.create(
            DATED,
            "SELECT c.number, conduct.reading AS conduct, disposal.reading AS disposal "
            f"FROM {CELLS} c JOIN {_TEXTS} conduct ON conduct.text = {conduct} "
            f"JOIN {_TEXTS} disposal ON disposal.text = {disposal}",
        )
        database.drop(_TEXTS)
        self._repeat(database)
        dates = self._register.dates
        days = [NUMBER, *(Column(name, ColumnType.BIG) for name in ("first", "last"))]
        with database.loading({DAYS: [*days, Column("silent", ColumnType.TRUTH)]}) as loading:
            known = zip(dates.first, dates.last, dates.silent, strict=True)
            loading.add_all(DAYS, ((number, *each) for number, each in enumerate(known)))

    def _repeat(self, database: Database) -> None:
        """Read the ditto marks: each repeats the line above on its page, where that is there."""
        register = self._register
        asked = f"SELECT number FROM {DATED} WHERE {register.dates.ditto} IN (conduct, disposal)"
        marked = [int(row) for (row,) in database.rows(asked)]
        if not register.knows_pages:
            register.without_page = len(marked)
            return
        under = [(row, self._above(row)) for row in marked]
        above = Column("above", ColumnType.BIG)
        with database.loading({_UNDER: [_ROW, above]}) as loading:
            loading.add_all(_UNDER, (pair for pair in under if pair[1]))
        follows = [
            self.cell(LINE),
            *(self._cells[o] for o in register.listed.page if o in self._cells),
        ]
        dates = [self.cell(DATE_OF_OFFENCE), self.cell(DATE_OF_DISPOSAL)]
        placed = [f"{of}.{c}" if c != "''" else c for of in "da" for c in follows]
        texts = [f"d.{c}" if c != "''" else c for c in dates]
        rows = database.rows(
            f"SELECT u.number, u.above, r.conduct, r.disposal, b.conduct, b.disposal, "
            f"{', '.join([*texts, *placed])} FROM {_UNDER} u "
            f"JOIN {DATED} r USING (number) JOIN {DATED} b ON b.number = u.above "
            f"JOIN {CELLS} d ON d.number = u.number JOIN {CELLS} a ON a.number = u.above "
            "ORDER BY u.number"
        )
        changed = self._read_again(rows, len(follows))
        columns = [Column(name, ColumnType.SMALL) for name in ("conduct", "disposal")]
        database.drop(_UNDER)
        with database.loading({_UNDER: [_ROW, *columns]}) as loading:
            loading.add_all(_UNDER, ((row, *both) for row, both in changed.items()))
        database.run(
            f"UPDATE {DATED} r SET conduct = u.conduct, disposal = u.disposal "
            f"FROM {_UNDER} u WHERE u.number = r.number"
        )
        database.drop(_UNDER)

    def _above(self, row: int) -> int:
        """The row read before one; 0 where there is none, or it is set aside as repeated."""
        row -= 1
        while row in self._aside and row not in self._repeated:
            row -= 1
        return 0 if row in self._repeated else row

    def _read_again(
        self, rows: Iterable[Sequence[Cell]], follows: int
    ) -> Mapping[int, tuple[int, int]]:
        """The dates of rows that repeat those above them."""
        register, changed = self._register, dict[int, tuple[int, int]]()
        dated = [register.listed.has(one) for one in (DATE_OF_OFFENCE, DATE_OF_DISPOSAL)]
        for row, above, *cells in rows:
            numbers = int(cells[0]), int(cells[1])
            before = changed.get(int(above), (int(cells[2]), int(cells[3])))
            texts, placed = cells[4:6], list(map(str, cells[6:]))
            if register.follow(placed[follows:], placed[:follows]):
                first, second = (
                    register.dates.repeated(str(text), one)
                    if number == register.dates.ditto and there
                    else number
                    for number, text, one, there in zip(numbers, texts, before, dated, strict=True)
                )
                changed[int(row)] = first, second
        return changed

    def note_silent(self, database: Database) -> None:
        """Note the dates of DATED that are written and state nothing; in whichever thread."""
        silent = (
            f"SELECT r.number, r.conduct, r.disposal FROM {DATED} r "
            f"JOIN {DAYS} c ON c.number = r.conduct JOIN {DAYS} d ON d.number = r.disposal "
            "WHERE c.silent OR d.silent OR c.first > d.last"
        )
        rows = database.stream(
            f"SELECT {self._reference}, conduct, disposal FROM ({silent}) "
            f"JOIN {CELLS} USING (number) ORDER BY number"
        )
        register = self._register
        for name, conduct, disposal in rows:
            dates = register.entry_dates(int(conduct), int(disposal))
            register.silent += silent_dates(dates, register.listed.file, str(name), _DATES)


_DATES: Final = (DATE_OF_OFFENCE, DATE_OF_DISPOSAL)
