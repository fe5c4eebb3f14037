"""The embedded database: texts kept as choices, and the same data from another thread."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from amends.tables import Column, ColumnType, Database

WORDS = Column("words", ColumnType.TEXT)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path) as database:
        yield database


def _load(database: Database, *words: str) -> None:
    with database.loading({"said": [WORDS]}) as loading:
        loading.add_all("said", ((one,) for one in words))


def test_choices_are_read_joined_and_sorted_as_the_texts_that_they_are(opened: Database) -> None:
    said = ["pear", "", "apple", "Éa", "pear", 'it\'s; "so"']
    _load(opened, *said)
    opened.keep_as_choices("said", ["words"])
    found = opened.rows("SELECT words FROM said ORDER BY words")
    assert [word for (word,) in found] == sorted(said, key=str.encode)
    assert opened.rows("SELECT count(*) FROM said JOIN (SELECT 'pear' AS words) USING (words)") == [
        (2,)
    ]


def test_choices_are_written_as_texts(opened: Database, tmp_path: Path) -> None:
    _load(opened, "pear", "apple")
    opened.keep_as_choices("said", ["words"])
    opened.write_csv("SELECT words FROM said ORDER BY words", tmp_path / "said.csv")
    assert (tmp_path / "said.csv").read_text(encoding="utf-8") == "words\napple\npear\n"


def test_a_table_without_rows_may_be_kept_as_choices(opened: Database) -> None:
    _load(opened)
    opened.keep_as_choices("said", ["words"])
    assert opened.rows("SELECT words FROM said") == []


def test_another_thread_sees_what_was_made_and_makes_what_is_seen(opened: Database) -> None:
    _load(opened, "apple")

    def work(other: Database) -> object:
        other.create("more", "SELECT words || 's' AS words FROM said")
        return other.rows("SELECT words FROM said")

    with opened.beside() as other, ThreadPoolExecutor(1) as worker:
        assert worker.submit(work, other).result() == [("apple",)]
    # The other is closed, this one is not.
    assert opened.rows("SELECT words FROM more") == [("apples",)]
    with opened.loading({"later": [WORDS]}) as loading:
        loading.add("later", "room is left")
    assert opened.has_rows("later")
