"""Cases become tables of numbers, and back nothing is lost that an outcome rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.cases.codebook import CONFLICT, Codebook, silent
from amends.cases.layout import DAY_GREATEST, DAY_LEAST, layout_of
from amends.cases.table import table_of, tabulate
from amends.engines import sql
from amends.scheme.conditions import PERSON, AtLeast, In, Ref
from amends.scheme.law import Law
from amends.tables import Column, ColumnType, Database
from amends.truth.statements import Silence
from amends.truth.states import Outcome
from amends.truth.values import GREATEST, LEAST, Span
from lib import small
from lib.small import case, closed, entry, exactly, held, law, span, subject

JOB_IN_RED = AtLeast(1, "job", PERSON, "job", In(Ref("job", "trade"), ("red",)))


def test_every_declared_code_has_a_number_and_what_occurs_is_given_one() -> None:
    book = Codebook(small.scheme(small.forced()))
    codes = small.scheme(small.forced()).codes_of["colours"]
    assert sorted(book.number("colours", [[code]]) for code in codes) == [*range(1, len(codes) + 1)]
    choice = book.number("colours", [["red", "blue"]])
    assert choice == len(codes) + 1 == book.number("colours", [["blue", "red"]])
    conflict = book.number("colours", [["blue"], ["red"]])
    assert conflict == CONFLICT == book.number("colours", [["red"], ["blue"]])
    assert book.readings("colours")[conflict] == (frozenset({"blue"}), frozenset({"red"}))
    assert book.has_conflicts("colours")
    assert not book.has_conflicts("yes or no")


@pytest.mark.parametrize("readings", [[], [[]], [["red"], []]])
def test_no_reading_has_no_number(readings: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="silence"):
        Codebook(small.scheme(small.forced())).number("colours", readings)


def test_silence_is_a_number_below_one_with_its_reason() -> None:
    numbers = [silent(reason) for reason in Silence]
    assert max(numbers) == 0 == silent(Silence.NOT_RECORDED)
    assert len(set(numbers)) == len(Silence)


def test_codes_that_a_list_treats_alike_are_neighbours() -> None:
    book = Codebook(small.scheme(small.forced()))
    covered, opened, mode = (
        book.number("colours", [[code]]) for code in ("red", "green", "red (attempt)")
    )
    assert covered == 1
    assert {opened, mode} == {2, 3}


def test_the_same_scheme_has_the_same_layout_with_plain_names() -> None:
    scheme = small.scheme(small.forced())
    layout = layout_of(scheme)
    assert layout == layout_of(scheme)
    names = [
        *layout.tables,
        *(column.name for columns in layout.tables.values() for column in columns),
    ]
    assert all(name.isidentifier() and name == name.lower() for name in names)
    for columns in layout.tables.values():
        assert len({column.name for column in columns}) == len(columns)


def test_first_readings_stand_in_the_row_and_further_ones_beside_it(tmp_path: Path) -> None:
    of = law(small.forced())
    event = (exactly(700_000), exactly(700_009), Span(LEAST, 700_020))
    cases = [case(subject(event=event, tally=(Span(3, GREATEST),))), case()]
    with Database(tmp_path, threads=1) as database:
        table = tabulate(cases, of.scheme, database)
        stored = table.layout.stored("matter", "event")
        first = f"SELECT {', '.join(stored.columns)} FROM {stored.table} ORDER BY key"
        assert database.rows(first) == [(700_000, 700_000), (DAY_LEAST, DAY_GREATEST)]
        assert database.rows(f"SELECT * FROM {stored.further}") == [(1, 700_009, 700_009)]
        lo, hi = table.layout.stored("matter", "tally").columns
        found = database.rows(f"SELECT {lo}, {hi} FROM {stored.table} ORDER BY key")
        assert found == [(3, GREATEST - 1), (LEAST, GREATEST)]


def test_only_side_tables_with_rows_exist_and_are_known(tmp_path: Path) -> None:
    of = law(JOB_IN_RED)
    one = case(person=subject({"job": held(entry("a"), closed_by=[closed("a")])}))
    with Database(tmp_path, threads=1) as database:
        table = tabulate([one], of.scheme, database)
        job = table.layout.lists["job"]
        assert table.side_tables == {job.closures, job.names, job.identities}
        assert table.side_tables <= database.tables()
        assert not (set(table.layout.side_tables) - table.side_tables) & database.tables()


def test_a_table_of_cases_may_be_written_by_others(tmp_path: Path) -> None:
    of = law(JOB_IN_RED)
    layout, book = layout_of(of.scheme), Codebook(of.scheme)
    red = book.number("colours", [["red"]])
    with Database(tmp_path, threads=1) as database:
        for name, columns in layout.tables.items():
            if name in layout.side_tables:
                continue
            zeros = ", ".join(f"CAST(0 AS {c.type.value}) AS {c.name}" for c in columns)
            database.create(name, f"SELECT {zeros} WHERE false")
        database.run(
            f"INSERT INTO matters BY NAME SELECT 7 AS key, 5 AS person, {_blank(of, 'matter')}"
        )
        database.run(
            f"INSERT INTO list_job BY NAME SELECT 5 AS subject, 1 AS key, 1 AS source, "
            f"true AS certain, {red} AS trade, {_blank(of, 'job', 'trade')}"
        )
        counted = sql.count_outcomes(of, table_of(of.scheme, database, book))
    assert dict(counted) == {("pardon", Outcome.APPLIES): 1}


def _blank(of: Law, kind: str, *but: str) -> str:
    columns = []
    for name, stored in layout_of(of.scheme).facts[kind].items():
        if name not in but:
            ends = (0,) if len(stored.columns) == 1 else stored.open_ends * 2
            columns += [
                f"{end} AS {column}" for column, end in zip(stored.columns, ends, strict=False)
            ]
    return ", ".join(columns)


def test_a_missing_table_of_cases_is_said(tmp_path: Path) -> None:
    scheme = small.scheme(small.forced())
    with Database(tmp_path, threads=1) as database, pytest.raises(KeyError):
        table_of(scheme, database, Codebook(scheme))


# --- the database ---


def test_loaded_text_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = ["", "a,b", 'c"d', "e\nf", "NULL", "é\u2028", "g\\h", "\r\n", "'"]
    columns = (Column("place", ColumnType.BIG), Column("text", ColumnType.TEXT))
    with Database(tmp_path, threads=1) as database:
        with database.loading({"texts": columns}) as loading:
            for place, text in enumerate(texts):
                loading.add("texts", place, text)
        assert [text for _, text in database.rows("SELECT * FROM texts ORDER BY place")] == texts
        assert sorted(database.stream("SELECT place FROM texts")) == [
            (n,) for n in range(len(texts))
        ]


def test_nothing_is_created_if_loading_fails(tmp_path: Path) -> None:
    def load(database: Database) -> None:
        with database.loading({"some": (Column("n", ColumnType.BIG),)}) as loading:
            loading.add("some", 1)
            raise LookupError

    with Database(tmp_path, threads=1) as database:
        with pytest.raises(LookupError):
            load(database)
        assert not database.tables()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    with Database(tmp_path / "room", threads=1) as database:
        database.write_csv("SELECT 1 AS n", tmp_path / "good.csv")
        assert (tmp_path / "good.csv").read_text() == "n\n1\n"
        failing = "SELECT error('no') FROM range(3)"
        with pytest.raises(Exception, match="no"):
            database.write_parquet(failing, tmp_path / "bad.parquet")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["good.csv", "room"]
    assert not list((tmp_path / "room").iterdir())


def test_what_is_stated_of_a_day_never_looks_like_silence(tmp_path: Path) -> None:
    of = law(small.forced())
    with Database(tmp_path, threads=1) as database:
        table = tabulate([case(subject(event=(Span(LEAST, GREATEST),)))], of.scheme, database)
        lo, hi = table.layout.stored("matter", "event").columns
        assert database.rows(f"SELECT {lo}, {hi} FROM matters") == [
            (DAY_LEAST + 1, DAY_GREATEST - 1)
        ]
    assert span("2000-01-01").lo > DAY_LEAST
