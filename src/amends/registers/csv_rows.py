"""Messy CSV files as rows: every row is read or set aside with a reason, and none is lost.

A volunteer's file comes in any encoding, with stray quotation marks, rows of the wrong
length and worse. One bad row costs itself and nothing else.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader, BytesIO, TextIOWrapper
from itertools import chain
from typing import Final, NamedTuple

from amends.problems import Place, Problem, ProblemsFound

LONGEST_ROW = 100_000
"""Characters; no line of a register comes near it, and the csv reader refuses longer cells."""

_BLOCK = 250_000  # characters that are read at a time
_MOST_LINES = 50  # physical lines of one row: a cell may hold line breaks, but not a file
_DELIMITERS = ",;\t"
# One line of cells, each bare or wholly in marks: by far the commonest line that has a mark.
_WELL_QUOTED = {
    sign: re.compile(rf'(?:"[^"]*"|[^"{sign}]*)(?:{sign}(?:"[^"]*"|[^"{sign}]*))*\n?')
    for sign in _DELIMITERS
}

# A cell wholly in marks, on one line.
_MARKED = {
    sign: re.compile(rf'"(?<![^{sign}\n]")[^"\n]*+(?:""[^"\n]*+)*+"(?![^{sign}\n])')
    for sign in _DELIMITERS
}
SPACES: Final = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
"""What counts as a blank."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts (the headings are row 1), cells by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowSetAside:
    """A row that is not read, and why. The reason holds nothing that stands in the row."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows: each data row of it stands in `rows` or in `set_aside`."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    set_aside: tuple[RowSetAside, ...]
    problems: tuple[Problem, ...]


class Batch(NamedTuple):
    """Some rows in their order: the number of each, and its cells, one for each heading."""

    numbers: list[int]
    cells: list[list[str]]


class _Piece(NamedTuple):
    """Lines that are a row each, the first with this number; or the cells of one row, none of one
    that is set aside.
    """

    number: int
    lines: Sequence[str]
    row: list[str] | None


class CsvFile:
    """A CSV file whose headings are known; its rows are read as often as wanted.

    UTF-8 or UTF-16, each with or without a mark, or line by line Windows-1252 where a line is
    no UTF-8. UTF-16 without a mark is told by headings of which every other byte is NUL.
    Cells are separated by whichever of comma, semicolon and tab the headings have most of.
    `problems` are of the headings. Raises ProblemsFound for a file without headings.
    """

    def __init__(self, opened: Callable[[], BufferedReader], file: str) -> None:
        """Read the headings of what `opened` opens, which is named `file`."""
        self.file = file
        self._opened = opened
        self._before = 0  # lines up to the headings and with them
        first = ""
        with self._lines() as lines:
            for line in lines:
                self._before += 1
                if line.strip():
                    (first,), _ = _mended([line])
                    break
        if not first:
            what = "the file has no headings"
            remedy = "give it a first row of headings"
            raise ProblemsFound([Problem("csv-empty", Place(file), what, remedy)])
        self.delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), sign == ","))
        problems: list[Problem] = []
        self.headings = _headings(_cells(first, self.delimiter) or [], file, problems)
        self.problems = tuple(problems)

    def read(self) -> CsvReading:
        """A reading of the rows from the first on."""
        return CsvReading(self)

    def blocks(self) -> Iterator[tuple[list[str], int]]:
        """The lines after the headings, some thousands at a time, each with its line break.

        With each block, how many of its lines had to be read as Windows-1252.
        """
        with self._lines() as lines:
            for _ in range(self._before):
                lines.readline()
            while block := lines.readlines(_BLOCK):
                yield _mended(block)

    def _lines(self) -> TextIOWrapper:
        content = self._opened()
        if encoding := _utf_16(content.peek()):
            return TextIOWrapper(content, encoding, errors="replace")
        return TextIOWrapper(content, "utf-8-sig", errors="surrogateescape")


class CsvReading:
    """One reading of a file's rows; blank lines are no rows.

    `set_aside` are the rows not read, `count` all of them, `problems` what there is to tell of
    their letters; all of what has been read so far.
    """

    def __init__(self, sheet: CsvFile) -> None:
        """Begin before the first row."""
        self.set_aside: list[RowSetAside] = []
        self.count = 0
        self.delimiter = sheet.delimiter
        self._sheet = sheet
        self._others = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Lines in another encoding than the rest."""
        if not self._others:
            return ()
        what = f"{self._others} lines are not UTF-8 and were read as Windows-1252"
        remedy = "look whether accented names are right, or save the file as UTF-8"
        return (Problem("csv-encoding", Place(self._sheet.file), what, remedy),)

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
                    batch.numbers.extend(range(number, number + len(lines)))
                    batch.cells.extend(csv.reader(lines, delimiter=self.delimiter))
            yield batch

    def texts(self) -> Iterator[str]:
        """The rows as CSV that any reader takes, without headings, some thousands at a time.

        A row that is set aside stands there with blank cells, so that the first row has number 2.
        """
        sign = self.delimiter
        blank = [""] * len(self._sheet.headings)
        for pieces in self._pieces():
            parts: list[str] = []
            for _, lines, row in pieces:
                parts += lines if row is None else [_written(row or blank, sign)]
            yield "".join(parts)

    def _pieces(self) -> Iterator[list[_Piece]]:
        """The pieces of the file in their order, some thousand rows at a time."""
        left: list[str] = []
        for block, others in chain(self._sheet.blocks(), [([], 0)]):
            self._others += others
            lines = left + block
            # A row may go on for so many lines, so those before the end wait for what follows.
            stop = len(lines) - _MOST_LINES if block else len(lines)
            pieces: list[_Piece] = []
            at, odd = 0, [*self._odd(lines), stop]
            while at < stop:
                limit = min(odd[bisect_left(odd, at)], stop)
                if at < limit:
                    pieces.append(_Piece(self.count + 2, lines[at:limit], None))
                    self.count += limit - at
                    at = limit
                if at < stop:
                    at = self._any_row(lines, at, pieces)
            left = lines[at:]
            yield pieces

    def _odd(self, lines: Sequence[str]) -> list[int]:
        """The lines that may be anything but a row. What `_any_row` would take for a row of one
        line, with its last line break, is by far the most of any file.
        """
        sign, text = self.delimiter, "".join(lines)
        signs, blank = len(self._sheet.headings) - 1, f"{SPACES}{sign}x"
        plain = _MARKED[sign].sub("x", text).split("\n")
        odd = {
            at
            for at, line in enumerate(plain)
            if line.count(sign) != signs or '"' in line or not line.strip(blank)
        }
        if "\0" in text or max(map(len, lines), default=0) > LONGEST_ROW:
            odd |= {at for at, ln in enumerate(lines) if "\0" in ln or len(ln) > LONGEST_ROW}
        return sorted(odd)

    def _any_row(self, lines: Sequence[str], at: int, pieces: list[_Piece]) -> int:
        """Read the row that begins at a line, or set it aside; the line after it."""
        delimiter, width = self.delimiter, len(self._sheet.headings)
        end = _end(lines, at, delimiter)
        record = "".join(lines[at:end]) if end else lines[at]
        if not record.strip():
            return at + 1
        read = _read(record, width, delimiter) if end else "a quotation mark is never closed"
        self.count += 1
        number = self.count + 1  # the headings are row 1
        # A stray mark swallows the rows after it up to the next mark. A row of several lines
        # that does not fit therefore costs its first line only.
        if isinstance(read, str):
            self.set_aside.append(RowSetAside(self._sheet.file, number, read))
            pieces.append(_Piece(number, (), []))
            return at + 1
        pieces.append(_Piece(number, (), read[:width]))
        return end or at + 1


def _written(cells: Sequence[str], delimiter: str) -> str:
    return delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n"


def read_sheet(content: bytes, file: str) -> Sheet:
    """All rows of a CSV file's content. Raises ProblemsFound for a file without headings."""
    sheet = CsvFile(lambda: BufferedReader(BytesIO(content)), file)
    reading = sheet.read()
    rows = tuple(reading.rows())
    problems = (*sheet.problems, *reading.problems)
    return Sheet(file, sheet.headings, rows, tuple(reading.set_aside), problems)


def _mended(lines: list[str]) -> tuple[list[str], int]:
    """The lines, those that are no UTF-8 as Windows-1252, and how many these are."""
    with suppress(UnicodeEncodeError):
        "".join(lines).encode()
        return lines, 0
    if len(lines) == 1:
        escaped = lines[0].encode(errors="surrogateescape")
        return [escaped.decode("cp1252", errors="replace")], 1
    half = len(lines) // 2
    (first, some), (second, others) = _mended(lines[:half]), _mended(lines[half:])
    return first + second, some + others


def _utf_16(content: bytes) -> str:
    """Which UTF-16 the content is in: by its mark, or by a first line of plain letters with a NUL
    before or after each; blank where it is in none.
    """
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    first = content[: content.find(b"\n")]
    even, odd = first[::2], first[1::2]
    if 2 * odd.count(0) > len(odd) and 0 not in even:
        return "utf-16-le"
    if 2 * even.count(0) > len(even) and 0 not in odd:
        return "utf-16-be"
    return ""


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


def _read(record: str, width: int, delimiter: str) -> list[str] | str:
    """A row's cells, or why it is set aside."""
    if len(record) > LONGEST_ROW:
        return f"the row is longer than {LONGEST_ROW} characters"
    if "\0" in record:
        return "the row holds a character that is no text (NUL)"
    cells = _cells(record, delimiter)
    if cells is None:
        return "the row cannot be cut into cells"
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return f"the row has {len(cells)} cells, the headings {width}"
    if not any(cell.strip() for cell in cells):
        return "the row is empty"
    return cells


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


def _end(lines: Sequence[str], at: int, delimiter: str) -> int | None:
    """The line after the row that begins at `at`; None where a quotation mark is never closed."""
    opened = False
    length = 0
    for end in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[end]
        length += len(line)
        if opened or ('"' in line and not _WELL_QUOTED[delimiter].fullmatch(line)):
            opened = _left_open(line, opened, delimiter)
        if not opened:
            return end + 1
        if length > LONGEST_ROW:
            return None
    return None


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
