"""Messy CSV: every row is read or set aside with a reason, and one bad row costs itself alone."""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.problems import Problem, ProblemsFound, as_text
from amends.registers.csv_rows import LONGEST_ROW, CsvFile, Row, RowLeftOut

HEAD = b"row,name,note\n"


class Whole(NamedTuple):
    """All that is read of a file."""

    rows: tuple[Row, ...]
    set_aside: tuple[RowLeftOut, ...]
    problems: tuple[Problem, ...]


def opened(content: bytes) -> CsvFile:
    return CsvFile(lambda: io.BufferedReader(io.BytesIO(content)), "a.csv")


def whole(content: bytes) -> Whole:
    sheet = opened(content)
    reading = sheet.read()
    rows = tuple(reading.rows())
    return Whole(rows, tuple(reading.set_aside), (*sheet.problems, *reading.problems))


def cells(sheet: Whole) -> list[list[str]]:
    return [list(row.cells.values()) for row in sheet.rows]


def reasons(sheet: Whole) -> dict[int, str]:
    return {one.row: one.reason for one in sheet.set_aside}


@pytest.mark.parametrize(
    "content",
    [
        "row,name\n1,Siân Ó Fearghail\n".encode(),
        "row,name\n1,Siân Ó Fearghail\n".encode("utf-8-sig"),
        "row,name\r\n1,Siân Ó Fearghail\r\n".encode("utf-16"),
        "row,name\n1,Siân Ó Fearghail\n".encode("utf-16-le"),
        "row,name\r\n1,Siân Ó Fearghail\r\n".encode("utf-16-be"),
        "row,name\n1,Siân Ó Fearghail\n".encode("cp1252"),
        "row,name\r1,Siân Ó Fearghail\r".encode(),
        "row;name\n1;Siân Ó Fearghail\n".encode(),
        "row\tname\n1\tSiân Ó Fearghail".encode(),
    ],
    ids=[
        *("utf-8", "utf-8 mark", "utf-16", "utf-16 little end, no mark", "utf-16 big end, no mark"),
        *("windows-1252", "old mac", "semicolons", "tabs"),
    ],
)
def test_encodings_line_ends_and_separators_make_no_difference(content: bytes) -> None:
    assert cells(whole(content)) == [["1", "Siân Ó Fearghail"]]


def test_lines_of_two_encodings_in_one_file_are_each_read_and_it_is_told() -> None:
    content = HEAD + "1,Siân,\n".encode() + "2,Siân,\n".encode("cp1252") + b"3,Jean,\n"
    sheet = whole(content)
    assert [row.cells["name"] for row in sheet.rows] == ["Siân", "Siân", "Jean"]
    assert [problem.code for problem in sheet.problems] == ["csv-encoding"]
    assert sheet.problems[0].what == "1 line not in UTF-8: read as Windows-1252"


class _Trickle(io.RawIOBase):
    """Bytes that come a few at a time."""

    def __init__(self, content: bytes, at_once: int) -> None:
        self._content = io.BytesIO(content)
        self._at_once = at_once

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        read = self._content.read(min(self._at_once, len(buffer)))
        buffer[: len(read)] = read
        return len(read)


@given(
    st.lists(
        st.sampled_from(
            [b"1,a,b", b'2,"a\nb",c', b'3,"open,', b"4,", b",,", b"", b"5,\xe9,b", b"6,\xc3\xa9,b"]
        ),
        max_size=8,
    ),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.integers(3, 30),
)
def test_it_makes_no_difference_how_much_of_a_file_comes_at_once(
    lines: list[bytes], line_break: bytes, at_once: int
) -> None:
    content = line_break.join([HEAD.rstrip(), *lines, b'7,"to the end'])
    sheet = CsvFile(lambda: io.BufferedReader(_Trickle(content, at_once)), "a.csv")
    trickled, found = sheet.read(), whole(content)
    assert tuple(trickled.rows()) == found.rows
    assert tuple(trickled.set_aside) == found.set_aside
    assert (*sheet.problems, *trickled.problems) == found.problems


def test_bytes_that_are_text_in_no_encoding_lose_their_letter_not_their_row() -> None:
    assert len(whole(HEAD + b"1,S\x81n,\n2,Jean,\n").rows) == 2


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"2,x\n", "the row has 2 cells, the headings 3"),
        (b"2,x,y,z\n", "the row has 4 cells, the headings 3"),
        (b"2,\x00,y\n", "NUL"),
        (b"2," + b"x" * 10_000_000 + b",y\n", f"longer than {LONGEST_ROW} characters"),
        (b'2,"' + b"x" * 10_000_000 + b'",y\n', f"longer than {LONGEST_ROW} characters"),
        (b",,\n", "the row is empty"),
    ],
    ids=["short", "long", "nul", "ten megabytes", "ten megabytes quoted", "empty"],
)
def test_a_broken_row_is_set_aside_and_its_neighbours_are_read(bad: bytes, reason: str) -> None:
    sheet = whole(HEAD + b"1,a,b\n" + bad + b"3,c,d\n")
    assert cells(sheet) == [["1", "a", "b"], ["3", "c", "d"]]
    assert list(reasons(sheet)) == [3]
    assert reason in reasons(sheet)[3]


def test_a_first_line_that_is_too_long_for_headings_is_told() -> None:
    with pytest.raises(ProblemsFound) as raised:
        whole(b"a," * LONGEST_ROW + b"\n1,2\n")
    (problem,) = raised.value.problems
    assert (
        problem.what == f"the first line is no headings: it is longer than {LONGEST_ROW} characters"
    )


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_quotation_mark_that_is_never_closed_costs_its_own_row(at: int) -> None:
    lines = [b"1,a,b\n", b"2,c,d\n", b"3,e,f\n"]
    lines[at] = b'9,"stray,x\n'
    sheet = whole(HEAD + b"".join(lines))
    assert len(sheet.rows) == 2
    assert list(reasons(sheet)) == [at + 2]


def test_a_stray_mark_does_not_swallow_the_rows_up_to_the_next_quoted_cell() -> None:
    rows = b'1,"12 Main St, Alva\n2,"14 Main St",x\n3,c,d\n'
    sheet = whole(HEAD + rows)
    assert [row.cells["row"] for row in sheet.rows] == ["2", "3"]
    assert list(reasons(sheet)) == [2]


def test_a_mark_inside_a_cell_is_a_mark() -> None:
    assert cells(whole(HEAD + b'1,a 5" nail,b\n2,c,d\n')) == [
        ["1", 'a 5" nail', "b"],
        ["2", "c", "d"],
    ]


def test_cells_may_hold_line_breaks_and_rows_are_counted_as_a_spreadsheet_counts() -> None:
    sheet = whole(HEAD + b'1,"two\nlines",b\n\n2,short\n3,c,d\n')
    assert cells(sheet)[0] == ["1", "two\nlines", "b"]
    assert [row.number for row in sheet.rows] == [2, 5]
    assert list(reasons(sheet)) == [4]


def test_blank_lines_are_no_rows_and_have_a_number_as_in_a_spreadsheet() -> None:
    sheet = whole(b"\n \n" + HEAD + b"\n1,a,b\n\n\n2,short\n")
    assert [row.number for row in sheet.rows] == [5]
    assert list(reasons(sheet)) == [8]
    reading = opened(b"\n \n" + HEAD + b"\n1,a,b\n\n\n2,short\n").read()
    assert list(reading.rows())
    assert (reading.count, reading.blank) == (2, [2, 3, 4, 6, 7])


@pytest.mark.parametrize("row", ['1,",x', '",b,c', '1,b,"', '1,b,"\n9,y,z'])
def test_two_ditto_marks_in_one_column_make_no_cell_of_the_rows_between(row: str) -> None:
    between = row.partition("\n")[2]
    first = row.partition("\n")[0]
    again = first.replace("1", "2").replace("b", "other")
    rows = [first, *([between] if between else []), again, "3,c,d"]
    sheet = whole(HEAD + "\n".join(rows).encode() + b"\n")
    assert cells(sheet) == ([["9", "y", "z"]] if between else []) + [["3", "c", "d"]]
    assert len(sheet.set_aside) == 2
    assert sheet.set_aside[0].reason.startswith("a quotation mark, perhaps a ditto mark,")


@pytest.mark.parametrize("mark", [" ", ".", "-", "do", ""])
def test_whatever_stands_behind_the_first_mark(mark: str) -> None:
    sheet = whole(HEAD + f'1,"{mark},x\n2,",y\n3,c,d\n'.encode())
    assert cells(sheet) == [["3", "c", "d"]]
    assert list(reasons(sheet)) == [2, 3]


def test_several_ditto_marks_in_rows_one_under_the_other_make_no_row_of_two() -> None:
    sheet = whole(b"a,b,c,d,e,f\n" + b'1,x,",",",\n2,y,z,",t,u\n3,a,b,c,d,e\n')
    assert cells(sheet) == [["3", "a", "b", "c", "d", "e"]]
    assert list(reasons(sheet)) == [2, 3]


def test_a_cell_of_several_lines_may_begin_with_a_line_break_and_hold_separators() -> None:
    sheet = whole(HEAD + b'1,"\ntwo lines",b\n2,"first\nand there, and so on",b\n')
    assert [row[0] for row in cells(sheet)] == ["1", "2"]


@pytest.mark.parametrize("row", [b"1,2 Pit Row, Alva,", b"1,Pringle, W.,,", b"1,a,b,,,"])
def test_a_row_longer_by_blank_cells_may_be_shifted_so_it_is_set_aside(row: bytes) -> None:
    sheet = whole(HEAD + b"1,a,b\n" + row + b"\n3,c,d\n")
    assert cells(sheet) == [["1", "a", "b"], ["3", "c", "d"]]
    assert reasons(sheet) == {3: f"the row has {row.count(b',') + 1} cells, the headings 3"}
    (problem,) = sheet.problems
    assert problem.what == "1 row set aside: longer than the headings by blank cells"


def test_that_every_row_ends_with_a_separator_shows_nothing_as_every_name_may_hold_one() -> None:
    sheet = whole(b"name,verdict,note\nPringle, W.,G,\nTait, J.,NG,\n")
    assert not sheet.rows
    assert sheet.problems[0].what == "2 rows set aside: longer than the headings by blank cells"


@pytest.mark.parametrize("sign", [",", "\t"])
@pytest.mark.parametrize("end", ["", '""', " "])
def test_where_the_headings_end_with_more_separators_every_row_does(sign: str, end: str) -> None:
    rows = [["row", "name", "", ""], ["1", "a", end, end], ["2", '"b"', end, ""]]
    wrong = [["3", "c"], ["4", "Pringle", " W.", "", ""], ["5", "Pringle", " W.", ""]]
    sheet = whole("\n".join(map(sign.join, [*rows, *wrong])).encode())
    assert [[row.cells["row"], row.cells["name"]] for row in sheet.rows] == [["1", "a"], ["2", "b"]]
    assert reasons(sheet) == {
        4: "the row has 2 cells, the headings 4",
        5: "the row has 5 cells, the headings 4",
        6: "the row has a cell beyond the last heading",
    }


@pytest.mark.parametrize(
    "again",
    [
        "row,name,note",
        "\ufeffrow,name,note",
        '"row","name","note"',
        " Row , NAME,\tnote ",
        "row,name,note ",
    ],
)
def test_the_headings_again_are_no_row(again: str) -> None:
    sheet = whole(HEAD + f"1,a,b\n{again}\n3,c,d\nrow,name,notes\n{again}".encode())
    assert cells(sheet) == [["1", "a", "b"], ["3", "c", "d"], ["row", "name", "notes"]]
    assert reasons(sheet) == dict.fromkeys((3, 6), "it is the headings again")


@pytest.mark.parametrize(
    "head", ['"a ""b""",c.*', "Siân;x", ' "row ",,', "a,a", "x", "a," * 90 + "b"]
)
def test_whatever_the_headings_are_they_are_known_again(head: str) -> None:
    sheet = whole(f"{head}\n{head}\n".encode())
    assert not sheet.rows
    assert reasons(sheet) == {2: "it is the headings again"}


def test_of_a_heading_that_stands_twice_neither_column_is_read() -> None:
    sheet = whole(b"row,name,name\n1,a,b\n")
    assert sheet.rows[0].cells["row"] == "1"
    assert "name" not in sheet.rows[0].cells
    assert [problem.code for problem in sheet.problems] == ["csv-heading-twice"]


def test_a_first_row_that_is_no_headings_is_not_quoted() -> None:
    sheet = whole(b"1,Tait,Tait\n2,Scott,Scott\n")
    assert not any("Tait" in as_text(problem) for problem in sheet.problems)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_headings_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemsFound, match="no headings"):
        whole(content)


def test_a_reason_holds_nothing_of_the_row() -> None:
    sheet = whole(HEAD + b'1,Jean Tait\n2,J\x00ean Tait,x\n3,"Jean Tait,x\n')
    assert len(sheet.set_aside) == 3
    assert not any("Tait" in one.reason for one in sheet.set_aside)


def _first_and_last_line_could_be_rows(row: list[str]) -> bool:
    """Of two cells: such a row may be all between two ditto marks, and is set aside."""
    text = io.StringIO()
    csv.writer(text).writerow(row)
    lines = re.split(r"\r\n|\r|\n", text.getvalue().strip("\r\n"))
    return len(lines) > 1 and "," in lines[0] and "," in lines[-1]


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=8))
def test_what_a_csv_writer_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    # What no file can carry: half a character, NUL, a row with nothing in it. A lone carriage
    # return in a cell is read as the line break that it is.
    rows = [
        [cell.encode("utf-8", "ignore").decode().replace("\0", "") for cell in row] for row in rows
    ]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    rows = [row for row in rows if not _first_and_last_line_could_be_rows(row)]
    text = io.StringIO()
    csv.writer(text).writerows([["a", "b"], *rows])
    sheet = whole(text.getvalue().encode())
    same = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
    assert cells(sheet) == same


@given(st.binary(max_size=200))
def test_no_content_makes_it_raise_but_for_want_of_headings(content: bytes) -> None:
    sheet = whole(HEAD + content)
    assert len({row.number for row in sheet.rows} | reasons(sheet).keys()) == len(sheet.rows) + len(
        sheet.set_aside
    )


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("more", [0, 1])
@given(
    st.lists(
        st.text(st.sampled_from('ab" ,;\t\n\0\u3000'), max_size=14)
        | st.sampled_from(["row,name,note", "row;NAME; note", '"row"\tname\tnote'])
        | st.sampled_from(['x,"y",z', '"x;""y""";"";z', ",,", ' ,"",\t', 'x\t"y\nz"\t', "x,x,x"]),
        max_size=12,
    ).map("\n".join)
)
def test_the_text_for_another_reader_has_each_row_in_its_place(
    sign: str, more: int, text: str
) -> None:
    named = sign.join(["row", "name", "note"][: 3 - more])
    content = f"{named}{sign * more}\n{text}".encode()
    sheet = opened(content)
    reading = sheet.read()
    lines = b"".join(reading.texts()).decode().split("\n")
    found = csv.reader([f"{line}\n" for line in lines], delimiter=sign, strict=True)
    rows = [row for row in found if row]
    read = {row.number: list(row.cells.values()) for row in sheet.read().rows()}
    left_out = (*reading.blank, *(one.row for one in reading.set_aside))
    blank = {row: ["", "", ""] for row in left_out}
    assert rows == [cells for _, cells in sorted({**read, **blank}.items())]
    assert reading.count == len(rows) - len(reading.blank)
