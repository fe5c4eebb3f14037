"""A ditto mark for a date is read where something says which line is the one above."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.problems import as_text
from amends.registers.archive import Archive, read_archive
from amends.truth.values import Period, Span
from registers.practice import cases, scheme
from registers.small_archive import AYR, day, read, register

FIRST = Span(day("1984-05-01"), day("1984-05-01"))


def two_rows(folder: Path, headings: str, page: str = "") -> Archive:
    """Two rows under these headings and a date, the second of them a ditto mark; a page named so,
    where it is.
    """
    places = {"book": ("F", "F"), "page": ("1", "1"), "line": ("7", "8")}
    placed = [places[one] for one in headings.split(",") if one]
    rows = [
        [heading for heading in headings.split(",") if heading] + ["date_of_offence", "offence"]
    ]
    for at, written in enumerate(("1/5/84", "do.")):
        rows.append([*(one[at] for one in placed), written, "theft"])
    named = f"page = {page}" if page else ""
    (folder / "register.toml").write_text(
        f'[matters]\nfile = "court.csv"\nreference = ["number"]\n{named}\n', encoding="utf-8"
    )
    return read(folder, {"court.csv": "".join(",".join(row) + "\n" for row in rows)})


@pytest.mark.parametrize(
    ("headings", "page"),
    [("book,page,line", ""), ("book,page", ""), ("page,line", '["page"]'), ("book", '["book"]')],
)
def test_it_is_read_where_the_columns_of_a_page_are_there(
    tmp_path: Path, headings: str, page: str
) -> None:
    archive = two_rows(tmp_path, headings, page)
    assert [one.matter.facts["conduct"][0].says for one in cases(archive)] == [
        Period(FIRST, FIRST)
    ] * 2
    assert "ditto-without-page" not in {one.code for one in archive.as_read.problems}


@pytest.mark.parametrize(
    ("headings", "page"),
    [("", ""), ("line", ""), ("book", ""), ("page", ""), ("page,line", ""), ("page", "[]")],
)
def test_it_is_not_read_without_them_and_that_is_told(
    tmp_path: Path, headings: str, page: str
) -> None:
    """Pages of two books may have one number: so all that names a page must be there."""
    archive = two_rows(tmp_path, headings, page)
    assert ["conduct" in one.matter.facts for one in cases(archive)] == [True, False]
    assert [one.why for one in archive.as_read.silent_dates] == ["not understood"]
    (told,) = [one for one in archive.as_read.problems if one.code == "ditto-without-page"]
    assert as_text(told) == TOLD
    without = read_archive(tmp_path, scheme(), ["date-ditto"])
    assert told not in without.as_read.problems  # nobody would read it


TOLD = (
    "court.csv:1: 1 row has a ditto mark for a date, which states nothing\n"
    "    why: not all columns that name a page are there, so the row above may be of another\n"
    "    do:  name in `register.toml`, as `page` under `[matters]`, the columns that together name"
    " a page, or write the dates out"
)


@pytest.mark.parametrize("place", [",1,{}", "F,,{}", "F, ,{}", "F,1,"])
def test_a_page_or_line_that_is_not_written_is_none_that_follows(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "register.toml").write_text(
        '[matters]\nfile = "court.csv"\nreference = ["number"]\n', encoding="utf-8"
    )
    rows = (
        f"{place.format(1)},{AYR},theft,1/5/84,,G,,,",
        f"{place.format(2)},{AYR},theft,do.,,G,,,",
    )
    archive = register(tmp_path, *rows)
    assert ["conduct" in one.matter.facts for one in cases(archive)] == [True, False]
