"""An embedded database, its tables, and the files written from them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, Self, TextIO

import duckdb

Cell = int | str | bool
_ROWS_AT_ONCE = 10_000
_MARK = "\ufeff".encode()
_TEXT_AT_ONCE = 64_000_000  # bytes; the engine takes twice as long over a quarter of it


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

    def beside(self) -> Database:
        """The same database for another thread: each is for one at a time, and sees what the
        other has made. It is closed before this one.
        """
        return _Beside(self._connection.cursor(), self._room)

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

    def keep_as_choices(self, table: str, columns: Iterable[str]) -> None:
        """Keep texts of a table, few of them different, as numbers of choices.

        They are read and written as texts, and sorted, joined and grouped far quicker.
        """
        for column in columns:
            choices, name = quoted(f"{table} {column}"), quoted(column)
            every = f"SELECT DISTINCT {name} FROM {quoted(table)} ORDER BY {name}"
            self.run(f"CREATE TYPE {choices} AS ENUM ({every})")
            self.run(f"ALTER TABLE {quoted(table)} ALTER {name} TYPE {choices}")

    def drop(self, table: str) -> None:
        """Take a table away."""
        self.run(f"DROP TABLE {quoted(table)}")

    def rename(self, table: str, name: str) -> None:
        """Give a table another name."""
        self.run(f"ALTER TABLE {quoted(table)} RENAME TO {quoted(name)}")

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

    @contextmanager
    def cutting(self, table: str, cells: Mapping[str, int], form: CsvForm) -> Iterator[Cutting]:
        """Create a table from the text of a CSV file without headings, given some rows at a time.

        Its columns are `number`, from 1 in the order of the rows, and texts: the `cells` by their
        place in a row, from 0.
        """
        typed = ", ".join(f"{quoted(name)} VARCHAR NOT NULL" for name in cells)
        with (
            TemporaryDirectory(dir=self._room.name) as place,
            self._connection.cursor() as cursor,
            ThreadPoolExecutor(1) as worker,
        ):
            self.run(f"CREATE TABLE {quoted(table)} (number BIGINT NOT NULL, {typed})")
            cutting = Cutting(Path(place), cursor, worker, (table, cells, form))
            try:
                yield cutting
                cutting.finish()
            finally:
                cutting.close()

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
        number = f"SELECT md5_number({row}) AS n FROM read_parquet({text(path)})"
        halves = "sum((n >> 64)::HUGEINT), sum((n & 18446744073709551615)::HUGEINT)"
        query = f"SELECT count(*), {halves} FROM ({number})"
        try:
            return " ".join(str(part or 0) for part in self.rows(query)[0])
        except duckdb.Error as error:
            raise ValueError(path.name) from error

    def _write(self, sql: str, path: Path, options: str) -> None:
        part = path.with_name(f"{path.name}.part")
        try:
            self.run(f"COPY ({sql}) TO {text(part)} ({options})")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


class _Beside(Database):
    """A connection of its own to a database that another holds."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, room: TemporaryDirectory[str]
    ) -> None:
        self._connection = connection
        self._room = room

    def close(self) -> None:
        """Let go of the connection alone."""
        self._connection.close()


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV text is written: cells in a row, and what stands between them."""

    width: int
    delimiter: str


class Cutting:
    """Takes the text of a CSV file; the database cuts one part of it while the next is made."""

    def __init__(
        self,
        place: Path,
        cursor: duckdb.DuckDBPyConnection,
        worker: ThreadPoolExecutor,
        into: tuple[str, Mapping[str, int], CsvForm],
    ) -> None:
        self._place = place
        self._cursor = cursor
        self._worker = worker
        self._into = into
        self._parts = 0
        self._file = self._next()
        self._length = 0
        self._rows = 0
        self._before: Future[None] | None = None

    def add(self, rows: bytes) -> None:
        """Add whole rows in UTF-8, each with its line break."""
        self._file.write(rows)
        self._length += len(rows)
        if self._length > _TEXT_AT_ONCE:
            self._hand_on()

    def finish(self) -> None:
        """Wait until all that was added stands in the table."""
        self._hand_on()
        self._wait()

    def close(self) -> None:
        """Take no more."""
        self._file.close()

    def _next(self) -> BinaryIO:
        self._parts += 1
        file = (self._place / f"{self._parts}.csv").open("wb")
        # The engine takes a mark away where a file begins. A row may begin with one of its own.
        file.write(_MARK)
        return file

    def _wait(self) -> None:
        if self._before is not None:
            self._before.result()

    def _hand_on(self) -> None:
        self._wait()
        self._file.close()
        self._before = self._worker.submit(self._cut, Path(self._file.name))
        self._file, self._length = self._next(), 0

    def _cut(self, path: Path) -> None:
        table, cells, form = self._into
        columns = [Column(f"c{at}", ColumnType.TEXT) for at in range(form.width)]
        # The rows of a file that is read by one thread are numbered in their order.
        wanted = [f"{self._rows} + row_number() OVER ()", *(f"c{at}" for at in cells.values())]
        self._cursor.execute(
            f"INSERT INTO {quoted(table)} SELECT {', '.join(wanted)} "
            f"FROM {_read(path, columns, form.delimiter, blanks=True)}"
        )
        ((rows,),) = self._cursor.fetchall()
        self._rows += int(rows)
        path.unlink()


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


def text(value: object) -> str:
    """A text as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


def _read(
    path: Path, columns: Sequence[Column], delimiter: str = ",", *, blanks: bool = False
) -> str:
    """A CSV file without headings, in SQL; with `blanks`, a cell without anything is a blank."""
    typed = ", ".join(f"{text(c.name)}: {text(c.type.value)}" for c in columns)
    # Far quicker than to mend what is NULL afterwards. The engine counts the columns named here
    # among those that are asked for, so all are named.
    never = f"force_not_null = [{', '.join(text(c.name) for c in columns)}], " if blanks else ""
    return (
        f"read_csv({text(path)}, columns = {{{typed}}}, header = false, auto_detect = false, "
        f"delim = {text(delimiter)}, quote = '\"', escape = '\"', allow_quoted_nulls = false, "
        f"{never}parallel = false)"
    )
