"""Messy CSV files as rows: every row is read or set aside with a reason, and none is lost.

A volunteer's file comes in any encoding, with stray quotation marks, rows of the wrong
length and worse. One bad row costs itself and nothing else.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from typing import Final, NamedTuple

from amends.problems import Place, Problem, ProblemsFound, counted
from amends.registers.utf8_lines import blocks, mended

LONGEST_ROW = 100_000
"""Characters; no line of a register comes near it, and the csv reader refuses longer cells."""

_MOST_LINES = 50  # physical lines of one row: a cell may hold line breaks, but not a file
_DELIMITERS = ",;\t"
_ENOUGH_HEADINGS = 50  # a row that repeats so many repeats them all
_MARKS_IN_CELL = 8  # doubled ones; a cell with more is read as an odd one is
SPACES: Final = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
"""What counts as a blank."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts (the headings are row 1), cells by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """A row on which nothing rests, since it is not read or is of nobody, and why.

    The reason holds nothing that stands in the row.
    """

    file: str
    row: int
    reason: str


class Batch(NamedTuple):
    """Some rows in their order: the number of each, and its cells, one for each heading."""

    numbers: list[int]
    cells: list[list[str]]


class _Piece(NamedTuple):
    """Lines that are a row each, the first with this number; or the cells of one row, none of one
    that is set aside.
    """

    number: int
    lines: bytes
    row: list[str] | None


class CsvFile:
    """A CSV file whose headings are known; its rows are read as often as wanted.

    UTF-8 or UTF-16, each with or without a mark, or line by line Windows-1252 where a line is
    no UTF-8. Cells are separated by whichever of comma, semicolon and tab the headings have most
    of. `problems` are of the headings. The last headings may be blank, where a spreadsheet ends
    every line with more separators than it has columns: of them `named` headings are more than
    that; they are the row `headings_at`. Raises ProblemsFound for a file without headings.
    """

    def __init__(self, opened: Callable[[], BufferedReader], file: str) -> None:
        """Read the headings of what `opened` opens, which is named `file`."""
        self.file = file
        self._opened = opened
        self._before = 0  # bytes up to the rows
        self.headings_at = 0
        first = self._first_line()
        if not first:
            raise _without_headings("csv-empty", file, "the file has no headings")
        self.delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))
        problems: list[Problem] = []
        named = _cells(first, self.delimiter)
        if not named:
            what = f"the first line is no headings: it is longer than {LONGEST_ROW} characters"
            raise _without_headings("csv-headings-unread", file, what)
        self.headings = _headings(named, file, problems)
        self.named = max((at for at, one in enumerate(named, start=1) if one.strip()), default=1)
        self.again = _again(named, self.delimiter)
        self.problems = tuple(problems)

    def _first_line(self) -> str:
        """The first line that is not blank."""
        with self._opened() as content:
            for block in blocks(content):
                for line in block.splitlines(keepends=True):
                    self._before += len(line)
                    self.headings_at += 1
                    text = mended(line)[0].decode()
                    if text.strip():
                        return text
        return ""

    def read(self) -> CsvReading:
        """A reading of the rows from the first on."""
        return CsvReading(self)

    def blocks(self) -> Iterator[tuple[bytes, int]]:
        """The lines after the headings as UTF-8, some thousands at a time, with their line breaks.

        With each block, how many of its lines had to be read as Windows-1252.
        """
        before = self._before
        with self._opened() as content:
            for block in blocks(content):
                yield mended(block[before:])
                before = max(before - len(block), 0)


class CsvReading:
    """One reading of a file's rows, numbered as a spreadsheet counts. Blank lines, which have a
    number, are no rows.

    `set_aside` are the rows not read, `count` all of them, `blank` the numbers of blank lines,
    `problems` what there is to tell of their letters and their lengths; all of what has been read
    so far.
    """

    def __init__(self, sheet: CsvFile) -> None:
        """Begin before the first row."""
        self.set_aside: list[RowLeftOut] = []
        self.count = 0
        self.blank = list(range(2, sheet.headings_at + 1))  # the headings are then no row at all
        self.delimiter = sheet.delimiter
        self._next = sheet.headings_at + 1
        self._sheet = sheet
        self._plain = _plain_rows(sheet)
        self._others = 0
        self._longer = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Lines in another encoding than the rest; rows that only seem to fit the headings."""
        found: list[Problem] = []
        place = Place(self._sheet.file)
        if self._others:
            what = f"{counted(self._others, 'line')} not in UTF-8: read as Windows-1252"
            remedy = "look whether accented names are right, or save the file as UTF-8"
            found.append(Problem("csv-encoding", place, what, remedy))
        if self._longer:
            what = (
                f"{counted(self._longer, 'row')} set aside: longer than the headings by blank cells"
            )
            remedy = (
                "put a cell that holds a separator in quotation marks; where the file ends every"
                " row with one more, end the headings with it too"
            )
            why = "a separator within a cell may have moved all that stands after it"
            found.append(Problem("csv-row-longer", place, what, remedy, why))
        return tuple(found)

    def rows(self) -> Iterator[Row]:
        """The rows one by one."""
        headings = self._sheet.headings
        for batch in self.batches():
            for number, cells in zip(*batch, strict=True):
                yield Row(number, dict(zip(headings, cells, strict=True)))

    def batches(self) -> Iterator[Batch]:
        """The rows, some thousands at a time."""
        for pieces in self._pieces():
            batch = Batch([], [])
            for number, lines, row in pieces:
                if row:
                    batch.numbers.append(number)
                    batch.cells.append(row)
                elif row is None:
                    rows = lines.decode().split("\n")[:-1]
                    batch.numbers.extend(range(number, number + len(rows)))
                    batch.cells.extend(csv.reader(rows, delimiter=self.delimiter))
            yield batch

    def texts(self) -> Iterator[bytes]:
        """The rows as CSV that any reader takes, in UTF-8, without headings, some thousands at a
        time.

        A row that is set aside, and a blank line, stand there with blank cells, so that the first
        has number 2.
        """
        sign = self.delimiter
        blank = [""] * len(self._sheet.headings)
        yield b"".join(_written(blank, sign).encode() for _ in self.blank)
        for pieces in self._pieces():
            yield b"".join(
                lines if row is None else _written(row or blank, sign).encode()
                for _, lines, row in pieces
            )

    def _pieces(self) -> Iterator[list[_Piece]]:
        """The pieces of the file in their order, some thousand rows at a time."""
        left = b""
        for block, others in chain(self._sheet.blocks(), [(b"", 0)]):
            self._others += others
            lines = left + block
            pieces: list[_Piece] = []
            at = 0
            while at < len(lines):
                if plain := self._plain.match(lines, at):
                    pieces.append(_Piece(self._next, plain[0], None))
                    rows = plain[0].count(b"\n")
                    self.count += rows
                    self._next += rows
                    at = plain.end()
                    continue
                after = self._any_row(lines, at, pieces, last=not block)
                if after is None:
                    break
                at = after
            left = lines[at:]
            yield pieces

    def _any_row(self, lines: bytes, at: int, pieces: list[_Piece], *, last: bool) -> int | None:
        """Read the row that begins at a line, or set it aside; where what follows begins.

        None where more lines have to be seen first, of which there are none after the `last`.
        """
        delimiter, sheet = self.delimiter, self._sheet
        after = _line_end(lines, at)
        end, closed = _row_end(lines, at, delimiter)
        if not (closed or last) and end == len(lines):
            return None
        record = lines[at : end if closed else after].decode()
        number = self._next
        self._next += 1
        if not record.strip():
            self.blank.append(number)
            pieces.append(_Piece(number, b"", []))
            return after
        if sheet.again.match(lines, at):
            read: list[str] | str = "it is the headings again"
        else:
            read = self._read(record) if closed else "a quotation mark is never closed"
        self.count += 1
        # A stray mark swallows the rows after it up to the next mark. A row of several lines
        # that does not fit therefore costs its first line only.
        if isinstance(read, str):
            self.set_aside.append(RowLeftOut(sheet.file, number, read))
            pieces.append(_Piece(number, b"", []))
            return after
        pieces.append(_Piece(number, b"", read))
        return end

    def _read(self, record: str) -> list[str] | str:
        """A row's cells, or why it is set aside."""
        width, named = len(self._sheet.headings), self._sheet.named
        if len(record) > LONGEST_ROW:
            return f"the row is longer than {LONGEST_ROW} characters"
        if "\0" in record:
            return "the row holds a character that is no text (NUL)"
        cells = _cells(record, self.delimiter)
        if cells is None:
            return "the row cannot be cut into cells"
        if not any(cell.strip() for cell in cells):
            return "the row is empty"
        if _may_be_rows(record, self.delimiter, width):
            return "a quotation mark, perhaps a ditto mark, takes in the next row"
        if len(cells) != width:
            self._longer += len(cells) > width and not any(cell.strip() for cell in cells[width:])
            return f"the row has {counted(len(cells), 'cell')}, the headings {width}"
        if any(cell.strip() for cell in cells[named:]):
            return "the row has a cell beyond the last heading"
        return cells


def _plain_rows(sheet: CsvFile) -> re.Pattern[bytes]:
    """Lines that are each a row of so many cells; by far the most of any file.

    None of them is anything else to `_any_row`, which takes what may be blank or too long, too.
    """
    width, named, sign = len(sheet.headings), sheet.named, sheet.delimiter
    most = LONGEST_ROW // (width * (_MARKS_IN_CELL + 2))
    text = rf'[^"\n\0]{{0,{most}}}+'
    marked = rf'"{text}(?:""{text}){{0,{_MARKS_IN_CELL}}}+"'
    cell = rf'(?:{marked}|[^"{sign}\n\0]{{0,{most}}}+)'
    blank = rf'[\0-\t\v- "{sign}\x7f-\xff]*+\n'
    beyond = rf'(?:{sign}(?:"")?+){{{width - named}}}'
    line = rf"(?!{blank}){cell}(?:{sign}{cell}){{{named - 1}}}{beyond}\n"
    again = sheet.again.pattern
    return re.compile(b"(?:(?!%b)%b)++" % (again, line.encode()))


def _again(named: Sequence[str], sign: str) -> re.Pattern[bytes]:
    """The line of the headings, with or without blanks and quotation marks at the ends of a cell,
    in capitals or not; told by the first of them where they are many.
    """
    blanks = " " if sign == "\t" else " \t"
    ends = f'[{blanks}"]*+'
    first = [one.strip(' \t"') for one in named[:_ENOUGH_HEADINGS]]
    cells = [ends + re.escape(one).replace('"', '"+') + ends for one in first]
    end = r"(?:\n|\Z)" if len(first) == len(named) else sign
    # Of files put together each may begin with a mark of its encoding.
    return re.compile(f"(?:\ufeff)?(?i:{sign.join(cells)}){end}".encode())


def _may_be_rows(record: str, delimiter: str, width: int) -> bool:
    """Whether a row of several lines may be as many rows: its first line and its last could each
    fill one. Two stray quotation marks, as ditto marks, take in all that is between.
    """
    lines = record.rstrip("\n").split("\n")
    full = [lines[at].count(delimiter) >= width - 1 for at in (0, -1)]
    return len(lines) > 1 and width > 1 and all(full)


def _written(cells: Sequence[str], delimiter: str) -> str:
    return delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def _without_headings(code: str, file: str, what: str) -> ProblemsFound:
    remedy = "give it a first row of headings"
    return ProblemsFound([Problem(code, Place(file), what, remedy)])


def _headings(found: Sequence[str], file: str, problems: list[Problem]) -> tuple[str, ...]:
    """The headings; of a heading that stands twice no column is read, for which is meant is open.

    The problem quotes nothing: in a file without headings these are the cells of its first row.
    """
    named = [text.strip() for text in found]
    uses = Counter(named)
    for heading in uses:
        if heading and uses[heading] > 1:
            first, second, *_ = (at for at, one in enumerate(named, start=1) if one == heading)
            problems.append(
                Problem(
                    "csv-heading-twice",
                    Place(file, line=1, column=first),
                    f"columns {first} and {second} have the same heading",
                    "rename one of them; until then neither is read",
                )
            )
    # No mapping can name such a heading, so its column is never read.
    return tuple(
        heading if heading and uses[heading] == 1 else f"\0{position}"
        for position, heading in enumerate(named)
    )


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of a row; None where it has none. A row of several lines must be quoted rightly:
    a mark that closes before anything but a separator shows that a stray one opened it.
    """
    record = record.rstrip("\n")
    if len(record) > LONGEST_ROW:
        return None
    try:
        return next(csv.reader([record], delimiter=delimiter, strict="\n" in record), None)
    except csv.Error:
        return None


def _line_end(lines: bytes, at: int) -> int:
    return lines.find(b"\n", at) + 1 or len(lines)


def _row_end(lines: bytes, at: int, delimiter: str) -> tuple[int, bool]:
    """Where the row that begins at a line ends, and whether its quotation marks are closed there.

    Where they are not, it is looked no further.
    """
    opened, end, length = False, at, 0
    for _ in range(_MOST_LINES):
        begin, end = end, _line_end(lines, end)
        line = lines[begin:end].decode()
        length += len(line)
        if opened or '"' in line:
            opened = _left_open(line, opened, delimiter)
        if not opened or length > LONGEST_ROW or end == len(lines):
            break
    return end, not opened


def _left_open(line: str, opened: bool, delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of a line. Linear in its length."""
    at = 0
    while True:
        if not opened:
            if not line.startswith('"', at):
                at = line.find(delimiter, at) + 1
                if not at:
                    return False
                continue
            at += 1
            opened = True
        close = line.find('"', at)
        if close < 0:
            return True
        if line.startswith('""', close):
            at = close + 2
            continue
        opened = False
        at = line.find(delimiter, close) + 1
        if not at:
            return False
