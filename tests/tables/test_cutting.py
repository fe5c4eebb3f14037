"""The text of a CSV file given part by part is a table of its cells in the order of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.tables import CsvForm, Database, database


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path) as held:
        yield held


def test_rows_are_numbered_in_their_order_in_however_many_parts_they_come(
    opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_TEXT_AT_ONCE", 1_000)
    with opened.cutting("cut", {"second": 1}, CsvForm(2, ",")) as cutting:
        for row in range(0, 5_000, 10):
            cutting.add("".join(f"x,{number}\n" for number in range(row + 1, row + 11)).encode())
    assert opened.rows("SELECT count(*) FROM cut WHERE number::VARCHAR = second") == [(5_000,)]
    assert opened.rows("SELECT min(number), max(number) FROM cut") == [(1, 5_000)]


def test_a_cell_without_anything_is_a_blank_text_whichever_columns_are_wanted(
    opened: Database,
) -> None:
    with opened.cutting("cut", {"last": 2, "first": 0}, CsvForm(3, ",")) as cutting:
        cutting.add(b',x,\n"","",""\na,,c\n')
    assert opened.rows("SELECT last, first FROM cut ORDER BY number") == [
        ("", ""),
        ("", ""),
        ("c", "a"),
    ]


def test_marks_line_breaks_and_the_separator_stand_in_quoted_cells(opened: Database) -> None:
    with opened.cutting("cut", {"a": 0, "b": 1}, CsvForm(2, ";")) as cutting:
        cutting.add(b'"two\nlines";"a ""mark"""\n"1;2";3,4\n')
    assert opened.rows("SELECT a, b FROM cut ORDER BY number") == [
        ("two\nlines", 'a "mark"'),
        ("1;2", "3,4"),
    ]


def test_a_mark_of_encoding_at_the_beginning_of_a_row_is_a_letter_of_it(opened: Database) -> None:
    with opened.cutting("cut", {"a": 0}, CsvForm(2, ",")) as cutting:
        cutting.add("\ufeffx,y\n\ufeffz,y\n".encode())
    assert opened.rows("SELECT a FROM cut ORDER BY number") == [("\ufeffx",), ("\ufeffz",)]


def test_without_any_text_there_is_a_table_without_rows(opened: Database) -> None:
    with opened.cutting("cut", {"a": 0}, CsvForm(1, ",")):
        pass
    assert not opened.has_rows("cut")


def test_a_text_that_is_no_such_csv_is_refused(opened: Database) -> None:
    with (
        pytest.raises(Exception, match="Expected Number of Columns"),
        opened.cutting("cut", {"a": 0}, CsvForm(2, ",")) as cutting,
    ):
        cutting.add(b"only one\n")


def test_what_is_raised_meanwhile_is_not_hidden(opened: Database) -> None:
    def broken() -> None:
        with opened.cutting("cut", {"a": 0}, CsvForm(2, ",")) as cutting:
            cutting.add(b"only one\n")
            raise ValueError("meanwhile")

    with pytest.raises(ValueError, match="meanwhile"):
        broken()
