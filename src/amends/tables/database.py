"""An embedded database, its tables, and the files written from them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, TextIO

import duckdb

Cell = int | str | bool
_ROWS_AT_ONCE = 10_000


class ColumnType(Enum):
    """The types of column that a loaded table may have; none of them is ever NULL."""

    SMALL = "INTEGER"
    BIG = "BIGINT"
    TRUTH = "BOOLEAN"
    TEXT = "VARCHAR"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table to be loaded."""

    name: str
    type: ColumnType


class Database:
    """An in-memory database that spills into a directory; closed on leaving the block.

    `directory` exists and holds what does not fit and what is being loaded; all of it
    is gone afterwards. `memory_limit` is a size such as `3GB`, empty for the engine's
    own; `threads` is a number of workers, 0 for as many as the machine has.
    """

    def __init__(self, directory: Path, *, memory_limit: str = "", threads: int = 0) -> None:
        self._room = TemporaryDirectory(dir=directory)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": self._room.name,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        if memory_limit:
            settings["memory_limit"] = memory_limit
        if threads:
            settings["threads"] = threads
        try:
            self._connection = duckdb.connect(config=settings)
        except BaseException:
            self._room.cleanup()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the data and of the room on disk."""
        self._connection.close()
        self._room.cleanup()

    def run(self, sql: str) -> None:
        """Run a statement whose rows, if any, are not wanted."""
        self._connection.execute(sql)

    def rows(self, sql: str) -> list[tuple[Cell, ...]]:
        """Every row that a query answers with."""
        return self._connection.execute(sql).fetchall()

    def stream(self, sql: str) -> Iterator[tuple[Cell, ...]]:
        """The rows that a query answers with, a few thousand in memory at a time."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql)
            while found := cursor.fetchmany(_ROWS_AT_ONCE):
                yield from found
        finally:
            cursor.close()

    def create(self, table: str, query: str, *, temporary: bool = False) -> None:
        """Create a table of what a query answers."""
        kind = "TEMPORARY TABLE" if temporary else "TABLE"
        self.run(f"CREATE {kind} {quoted(table)} AS {query}")

    def insert(self, table: str, query: str) -> None:
        """Add to a table what a query answers."""
        self.run(f"INSERT INTO {quoted(table)} {query}")

    def drop(self, table: str) -> None:
        """Take a table away."""
        self.run(f"DROP TABLE {quoted(table)}")

    def has_rows(self, table: str) -> bool:
        """Whether a table has any row."""
        return bool(self.rows(f"SELECT 1 FROM {quoted(table)} LIMIT 1"))

    def tables(self) -> frozenset[str]:
        """The names of the tables and views that exist."""
        return frozenset(
            str(name) for (name,) in self.rows("SELECT table_name FROM information_schema.tables")
        )

    @contextmanager
    def loading(
        self, tables: Mapping[str, Sequence[Column]], *, if_any: Collection[str] = ()
    ) -> Iterator[Loading]:
        """Create tables from rows given one by one, all of them at the end of the block.

        Nothing is created if the block raises. Those named in `if_any` are made only if
        they have rows.
        """
        with TemporaryDirectory(dir=self._room.name) as place, ExitStack() as files:
            loading = Loading(Path(place), files)
            yield loading
            files.close()
            for table, columns in tables.items():
                path = loading.written.get(table)
                if path is None and table in if_any:
                    continue
                typed = ", ".join(f"{quoted(c.name)} {c.type.value} NOT NULL" for c in columns)
                self.run(f"CREATE TABLE {quoted(table)} ({typed})")
                if path is not None:
                    self.run(f"INSERT INTO {quoted(table)} SELECT * FROM {_read(path, columns)}")

    def write_parquet(self, sql: str, path: Path, *, compact: bool = False) -> None:
        """Write what a query answers as one Parquet file, whole or not at all.

        `compact` packs numbers in a newer way: smaller and quicker, but not for old readers.
        """
        version = ", PARQUET_VERSION v2" if compact else ""
        self._write(sql, path, f"FORMAT parquet, COMPRESSION zstd{version}")

    def write_csv(self, sql: str, path: Path) -> None:
        """Write what a query answers as CSV with a heading, whole or not at all."""
        self._write(sql, path, "FORMAT csv, HEADER true")

    def parquet_digest(self, path: Path, columns: Sequence[str]) -> str:
        """A digest of the rows of a Parquet file, in whatever order they stand.

        The number of rows, and the sums of the two halves of the MD5 of each row's columns
        as text: it shows what was changed by accident, not what was forged. Raises ValueError
        for a file that is not Parquet, or has not these columns.
        """
        cells = ", ".join(f"coalesce({quoted(name)}::VARCHAR, chr(30))" for name in columns)
        row = f"concat_ws(chr(31), {cells})"
        halves = ", ".join(f"sum(md5_number_{half}({row})::HUGEINT)" for half in ("upper", "lower"))
        query = f"SELECT count(*), {halves} FROM read_parquet({_text(path)})"
        try:
            return " ".join(str(part or 0) for part in self.rows(query)[0])
        except duckdb.Error as error:
            raise ValueError(path.name) from error

    def _write(self, sql: str, path: Path, options: str) -> None:
        part = path.with_name(f"{path.name}.part")
        try:
            self.run(f"COPY ({sql}) TO {_text(part)} ({options})")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


class Loading:
    """Takes the rows of the tables that are being created."""

    # Rows go to a file that the database reads in one go: its own row-by-row
    # insertion takes a hundred times as long.
    def __init__(self, place: Path, files: ExitStack) -> None:
        self.written: dict[str, Path] = {}
        self._place = place
        self._files = files
        self._rows: dict[str, _Rows] = {}

    def add(self, table: str, *row: Cell) -> None:
        """Add a row, with a value for each column in their order."""
        self._of(table).writer.writerow(row)

    def add_all(self, table: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Add rows, each with a value for each column in their order."""
        self._of(table).writer.writerows(rows)

    def _of(self, table: str) -> _Rows:
        rows = self._rows.get(table)
        if rows is None:
            path = self._place / f"{len(self._rows)}.csv"
            file = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            rows = self._rows[table] = _Rows(file)
            self.written[table] = path
        return rows


class _Rows:
    def __init__(self, file: TextIO) -> None:
        self.writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")


def select(table: str, columns: Sequence[str], *, order_by: Sequence[str] = ()) -> str:
    """The query for these columns of a table, in this order of its rows."""
    query = f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)}"
    return f"{query} ORDER BY {', '.join(map(quoted, order_by))}" if order_by else query


def quoted(name: str) -> str:
    """A name as SQL writes it, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _read(path: Path, columns: Sequence[Column]) -> str:
    typed = ", ".join(f"{_text(c.name)}: {_text(c.type.value)}" for c in columns)
    return (
        f"read_csv({_text(path)}, columns = {{{typed}}}, header = false, auto_detect = false, "
        "delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, parallel = false)"
    )
