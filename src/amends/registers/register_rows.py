"""The rows of the main register: what each is called, and its dates, of which some repeat others.

Read by the thousand, for a register may be long; what one row means is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import Final

from amends.registers.cell_statements import CellReader
from amends.registers.csv_rows import Batch, CsvReading, RowLeftOut
from amends.registers.entry_dates import EntryDates, SilentDate, silent_dates
from amends.registers.mapping import DATE_OF_DISPOSAL, DATE_OF_OFFENCE, LINE, ListMapping
from amends.registers.references import called
from amends.truth.dates import DateReading, NoDate
from amends.truth.values import GREATEST, LEAST

_DATES: Final = (DATE_OF_OFFENCE, DATE_OF_DISPOSAL)
SAME_REFERENCE: Final = "an earlier row has the same reference"


class DateNumbers(dict[str, int]):
    """The number of each way in which dates are read, by what is written.

    `readings` are the readings by number; `first` and `last` the days of each, without a bound
    where it is no date; `silent` whether it is written and states nothing. `ditto` is the number
    of the marks that repeat the line above, as long as nobody looks there; -1 until one is met.
    """

    def __init__(self, reader: CellReader) -> None:
        """Read dates as `reader` does."""
        super().__init__()
        self.reader = reader
        self.readings: list[DateReading | NoDate] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.silent: list[bool] = []
        self.ditto = -1
        self._known: dict[tuple[object, ...], int] = {}
        self._under: dict[int, int] = {}

    def __missing__(self, text: str) -> int:
        """Read a text that has not been met."""
        read = self.reader.date(text)
        if isinstance(read, NoDate) and read.why == "not understood" and self._repeats(text):
            self[text] = self.ditto = self._number(("ditto mark",), read)
        else:
            self[text] = self.of(read)
        return self[text]

    def _repeats(self, text: str) -> bool:
        """Whether a text says what the line above does: it is blank where that is."""
        read = self.reader.date(text, NoDate("", "blank"))
        return isinstance(read, NoDate) and read.why == "blank"

    def of(self, read: DateReading | NoDate) -> int:
        """The number of a reading; those alike in all that they state have one."""
        if isinstance(read, NoDate):
            return self._number((read.why,), read)
        return self._number((read.lo, read.hi, read.rules, read.continuing), read)

    def _number(self, alike: tuple[object, ...], read: DateReading | NoDate) -> int:
        number = self._known.setdefault(alike, len(self.readings))
        if number == len(self.readings):
            self.readings.append(read)
            isdate = isinstance(read, DateReading)
            self.first.append(read.lo if isinstance(read, DateReading) else LEAST)
            self.last.append(read.hi if isinstance(read, DateReading) else GREATEST)
            self.silent.append(not isdate and alike != ("blank",))
        return number

    def repeated(self, mark: str, above: int) -> int:
        """The number of a ditto mark under the date of that number."""
        if above not in self._under:
            self._under[above] = self.of(self.reader.date(mark, self.readings[above]))
        return self._under[above]


@dataclass(frozen=True, slots=True)
class RegisterBatch:
    """Some rows in their order, with the reference of each, and its two dates by number."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[str]]
    references: Sequence[str]
    conduct: Sequence[int]
    disposal: Sequence[int]


class RegisterRows:
    """One reading of the rows of the main register.

    A row that refers to itself as an earlier one does is set aside: two entries cannot have one
    reference. `set_aside` and `silent` are of the rows read so far, `references` those of all.
    `knows_pages` says whether the columns that name a page are there; `without_page` counts the
    rows with a ditto mark where they are not.
    """

    def __init__(
        self,
        file: CsvReading,
        headings: Sequence[str],
        listed: ListMapping,
        reader: CellReader,
    ) -> None:
        """Begin before the first row of `file`, whose cells are under `headings`."""
        self.file = file
        self.headings = headings
        self.listed = listed
        self.set_aside: list[RowLeftOut] = []
        self.silent: list[SilentDate] = []
        self.references: set[str] = set()
        self.dates = DateNumbers(reader)
        self.without_page = 0
        self._at: Mapping[str, int] = {heading: at for at, heading in enumerate(headings)}
        self.knows_pages = bool(listed.page) and self._at.keys() >= set(listed.page)
        self._above: tuple[Sequence[str], int, int] | None = None

    def column(self, meaning: str) -> int | None:
        """The place of a column with this meaning; None where there is none."""
        return self._at.get(self.listed.columns.get(meaning, ""))

    def batches(self) -> Iterator[RegisterBatch]:
        """The rows, some thousands at a time."""
        for batch in self.file.batches():
            if batch.cells:
                yield self._read(batch)

    def _read(self, batch: Batch) -> RegisterBatch:
        references = self._called(batch)
        broken: set[int] = set()
        new = set(references)
        if len(new) == len(references) and new.isdisjoint(self.references):
            self.references |= new
        else:
            batch, references, broken = self._without_repeated(batch, references)
        conduct, disposal = (self._numbered(batch.cells, meaning) for meaning in _DATES)
        self._repeat(batch.cells, broken, conduct, disposal)
        self._note_silent(references, conduct, disposal)
        return RegisterBatch(*batch, references, conduct, disposal)

    def _called(self, batch: Batch) -> list[str]:
        places = [self._at.get(heading) for heading in self.listed.reference]
        parts = [
            repeat("") if at is None else map(str.strip, map(itemgetter(at), batch.cells))
            for at in places
        ]
        return list(map(called, zip(*parts, strict=False), batch.numbers))

    def _without_repeated(
        self, batch: Batch, references: Sequence[str]
    ) -> tuple[Batch, list[str], set[int]]:
        """The rows that refer to themselves as no earlier one does; those after one that does."""
        kept = Batch([], [])
        names: list[str] = []
        broken: set[int] = set()
        for number, cells, name in zip(*batch, references, strict=True):
            if name in self.references:
                self.set_aside.append(RowLeftOut(self.listed.file, number, SAME_REFERENCE))
                broken.add(len(names))
                continue
            self.references.add(name)
            kept.numbers.append(number)
            kept.cells.append(cells)
            names.append(name)
        return kept, names, broken

    def _numbered(self, rows: Sequence[Sequence[str]], meaning: str) -> list[int]:
        at = self.column(meaning)
        if at is None:
            return [self.dates[""]] * len(rows)
        return list(map(self.dates.__getitem__, map(itemgetter(at), rows)))

    def _repeat(
        self,
        rows: Sequence[Sequence[str]],
        broken: set[int],
        conduct: list[int],
        disposal: list[int],
    ) -> None:
        """Read the ditto marks: each repeats the line above on its page, where that is there."""
        ditto = self.dates.ditto
        for at, both in enumerate(zip(conduct, disposal, strict=True)):
            if ditto not in both:
                continue
            if not self.knows_pages:
                self.without_page += 1
                continue
            above = (rows[at - 1], conduct[at - 1], disposal[at - 1]) if at else self._above
            if above is None or at in broken or not self._follows(above[0], rows[at]):
                continue
            for meaning, numbers, repeated in zip(
                _DATES, (conduct, disposal), above[1:], strict=True
            ):
                place = self.column(meaning)
                if numbers[at] == ditto and place is not None:
                    numbers[at] = self.dates.repeated(rows[at][place], repeated)
        last = (rows[-1], conduct[-1], disposal[-1]) if rows else self._above
        self._above = None if len(rows) in broken else last

    def _follows(self, above: Sequence[str], row: Sequence[str]) -> bool:
        """Whether a row is the one under another, on one page."""
        places = [self.column(LINE), *(self._at.get(heading) for heading in self.listed.page)]
        placed = [["" if at is None else cells[at] for at in places] for cells in (above, row)]
        return self.follow(*placed)

    def follow(self, above: Sequence[str], row: Sequence[str]) -> bool:
        """Whether one row is the one under another: of each its line, and where its page is.

        A page that is not written is none that another row is known to stand on.
        """
        if above[1:] != row[1:] or not all(map(str.strip, row[1:])):
            return False
        return self.column(LINE) is None or _next_line(above[0].strip(), row[0].strip())

    def _note_silent(
        self, references: Sequence[str], conduct: Sequence[int], disposal: Sequence[int]
    ) -> None:
        silent, first, last = self.dates.silent, self.dates.first, self.dates.last
        for name, one, two in zip(references, conduct, disposal, strict=True):
            if silent[one] or silent[two] or first[one] > last[two]:
                dates = self.entry_dates(one, two)
                self.silent += silent_dates(dates, self.listed.file, name, _DATES)

    def entry_dates(self, conduct: int, disposal: int) -> EntryDates:
        """The dates with these numbers, as those of one entry."""
        return EntryDates(self.dates.readings[conduct], self.dates.readings[disposal])


def _next_line(above: str, line: str) -> bool:
    """Whether a line is the one under another. Lines are not always all transcribed, and a
    ditto mark under a line that is missing repeats something that nobody has read.
    """
    return above.isdecimal() and line.isdecimal() and int(line) == int(above) + 1
