"""A cell that a spreadsheet would run is written so that it does not, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amends.runs.cells import guarded, guarded_in_sql, read_back
from amends.tables import Database

_SIGNS = "=+-@\t\r'"
texts = st.one_of(st.text(), st.text(_SIGNS + "1.,a", max_size=6))


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x.example")', "+A1", "-A1", "@SUM(1)", "\tx"])
def test_what_would_run_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "A/1", "12", "-12", "+12,5", "-0.5", "'tis", "a=b", "' =1"])
def test_plain_numbers_and_other_texts_stand_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


@given(texts)
@example("'-1")
@example("''=x")
def test_nothing_is_lost_and_nothing_runs(cell: str) -> None:
    written = guarded(cell)
    assert read_back(written) == cell
    plain = written.lstrip("+-").replace(",", ".", 1)
    assert written[:1] not in tuple(_SIGNS[:-1]) or plain.replace(".", "", 1).isdigit()


@given(st.lists(texts.filter(lambda text: "\0" not in text), min_size=1, max_size=20))
def test_the_database_guards_as_python_does(cells: list[str]) -> None:
    with TemporaryDirectory() as place, Database(Path(place)) as database:
        texts_in_sql = (cell.replace("'", "''") for cell in cells)
        values = ", ".join(f"({n}, '{cell}')" for n, cell in enumerate(texts_in_sql))
        database.create("cells", f"SELECT * FROM (VALUES {values}) AS v(n, cell)")
        found = database.rows(f"SELECT {guarded_in_sql('cell')} FROM cells ORDER BY n")
    assert [cell for (cell,) in found] == [guarded(cell) for cell in cells]
