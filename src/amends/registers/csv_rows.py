"""Messy CSV files as rows: every row is read or set aside with a reason, and none is lost.

A volunteer's file comes in any encoding, with stray quotation marks, rows of the wrong
length and worse. One bad row costs itself and nothing else.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from amends.problems import Place, Problem, ProblemsFound

LONGEST_ROW = 100_000
"""Characters; no line of a register comes near it, and the csv reader refuses longer cells."""

_MOST_LINES = 50  # physical lines of one row: a cell may hold line breaks, but not a file
_DELIMITERS = ",;\t"
# One line of cells, each bare or wholly in marks: by far the commonest line that has a mark.
_WELL_QUOTED = {
    sign: re.compile(rf'(?:"[^"]*"|[^"{sign}]*)(?:{sign}(?:"[^"]*"|[^"{sign}]*))*\n?')
    for sign in _DELIMITERS
}


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


def read_sheet(content: bytes, file: str) -> Sheet:
    """The rows of a CSV file's content; blank lines are no rows.

    UTF-8 or UTF-16, each with or without a mark, or line by line Windows-1252 where a line is
    no UTF-8. UTF-16 without a mark is told by headings of which every other byte is NUL.
    Cells are separated by whichever of comma, semicolon and tab the headings have most of.
    Raises ProblemsFound for a file without headings.
    """
    text, others = _decoded(content)
    lines = list(io.StringIO(text, newline=None))
    problems: list[Problem] = []
    if others:
        problems.append(
            Problem(
                "csv-encoding",
                Place(file),
                f"{others} lines are not UTF-8 and were read as Windows-1252",
                "look whether accented names are right, or save the file as UTF-8",
            )
        )
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        problem = Problem(
            "csv-empty", Place(file), "the file has no headings", "give it a first row of headings"
        )
        raise ProblemsFound([problem])
    delimiter = max(_DELIMITERS, key=lambda sign: (lines[first].count(sign), sign == ","))
    headings = _headings(_cells(lines[first], delimiter) or [], file, problems)
    rows: list[Row] = []
    aside: list[RowSetAside] = []
    for number, read in enumerate(_rows(lines, first + 1, len(headings), delimiter), start=2):
        if isinstance(read, str):
            aside.append(RowSetAside(file, number, read))
        else:
            rows.append(Row(number, dict(zip(headings, read, strict=False))))
    return Sheet(file, headings, tuple(rows), tuple(aside), tuple(problems))


def _decoded(content: bytes) -> tuple[str, int]:
    """The text, and how many of its lines had to be read as Windows-1252."""
    if encoding := _utf_16(content):
        return content.decode(encoding, errors="replace"), 0
    content = content.removeprefix(b"\xef\xbb\xbf")
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8"), 0
    lines: list[str] = []
    others = 0
    for line in content.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            others += 1
    return "".join(lines), others


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


def _rows(
    lines: Sequence[str], at: int, width: int, delimiter: str
) -> Iterator[Sequence[str] | str]:
    """Each row's cells, or why it is set aside."""
    while at < len(lines):
        end = _end(lines, at, delimiter)
        record = "".join(lines[at:end]) if end else lines[at]
        if not record.strip():
            at += 1
            continue
        read = _read(record, width, delimiter) if end else "a quotation mark is never closed"
        # A stray mark swallows the rows after it up to the next mark. A row of several lines
        # that does not fit therefore costs its first line only.
        at = end if end and not isinstance(read, str) else at + 1
        yield read


def _read(record: str, width: int, delimiter: str) -> Sequence[str] | str:
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
