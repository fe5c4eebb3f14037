"""One reading of an archive's lists: what they know of people, and what became of every row."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from amends.problems import Place, Problem, ProblemsFound, counted, nearest, rows_named
from amends.registers.accounts import read_accounts
from amends.registers.cell_statements import CellReader, Unexplained
from amends.registers.csv_rows import CsvFile, CsvReading, Row, RowLeftOut
from amends.registers.dwellings import read_stays
from amends.registers.entries import Facts
from amends.registers.entry_dates import SilentDate
from amends.registers.input_files import no_file
from amends.registers.jobs import read_jobs
from amends.registers.key import Key
from amends.registers.key_use import KeyUse, links
from amends.registers.kin import read_ties
from amends.registers.mapping import (
    CATALOGUE,
    CONVENTIONS,
    FILE_NAME,
    KEY,
    ArchiveMapping,
    ListMapping,
    completed,
)
from amends.registers.people import People
from amends.registers.references import reference_of
from amends.registers.register_rows import RegisterRows

ONE_REFERENCE: Final = "another row of the list has the same reference"


@dataclass(frozen=True, slots=True)
class RowCount:
    """What became of the rows of a file, each counted by itself: those of the main register are
    `linked` that are in a matter, those of the key that link a row that was read, and of any other
    list those whose person or matter the key says.
    """

    rows: int
    linked: int
    unlinked: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class AsRead:
    """What became of all that was read.

    `rows` is by file, that of the key too; `set_aside` are the rows that were not read. `unlinked`
    are rows that were read and are of nobody whom the key names, and those of the key that link
    nothing; none where there is no key. `unmatched` has, by column and wording, what nobody has yet
    said the meaning of, without the names that stand in the same row. `silent_dates` are written
    and state nothing; `problems` are what somebody should look at.
    """

    rows: Mapping[str, RowCount]
    set_aside: tuple[RowLeftOut, ...]
    unlinked: tuple[RowLeftOut, ...]
    unmatched: Mapping[tuple[str, str], Unexplained]
    silent_dates: tuple[SilentDate, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OpenArchive:
    """An archive whose lists are open: how each is mapped, and its file; by kind of list."""

    mapping: ArchiveMapping
    reader: CellReader
    key: Key
    lists: Mapping[str, tuple[ListMapping, CsvFile]]
    problems: tuple[Problem, ...]

    @property
    def matters(self) -> ListMapping:
        """The main register."""
        return self.lists["matters"][0]

    @property
    def stems(self) -> Mapping[str, str]:
        """The kind of each list by its file as the key names it."""
        return {listed.stem: kind for kind, (listed, _) in self.lists.items()}


def open_lists(mapping: ArchiveMapping, reader: CellReader, key: Key) -> OpenArchive:
    """Open an archive's lists. Raises ProblemsFound where the main register cannot be used."""
    lists: dict[str, tuple[ListMapping, CsvFile]] = {}
    problems: list[Problem] = []
    for kind, given in mapping.lists.items():
        if not mapping.files.there(given.file):
            problems.append(no_file(given.file))
            continue
        sheet = CsvFile(partial(mapping.files.open, given.file), given.file)
        listed, missing = completed(given, kind, sheet.headings, reader.conventions.columns)
        lists[kind] = listed, sheet
        problems += (*sheet.problems, *missing)
    if "matters" not in lists:
        raise ProblemsFound(problems)
    return OpenArchive(mapping, reader, key, lists, tuple(problems))


class Reading:
    """One reading of an archive, list by list. `reader` counts what is unread in this reading.

    Two things are for whoever reads the main register: `in_matters`, the number of its entries
    that are in a matter; and of those that the key names, in `keyed`, how many charges their cell
    was cut into, and how many they have.
    """

    def __init__(self, opened: OpenArchive) -> None:
        """Begin before the first row of every list."""
        self.opened = opened
        self.key = opened.key
        self.reader = replace(opened.reader, unmatched={})
        self.in_matters = 0
        self.keyed: dict[str, tuple[int, int]] = {}
        self._readings = {kind: sheet.read() for kind, (_, sheet) in opened.lists.items()}
        self._linked: Counter[str] = Counter()
        self._of_nobody: dict[str, list[int]] = {}
        self._names: dict[str, set[str]] = {}
        self._silent: list[SilentDate] = []
        listed, sheet = opened.lists["matters"]
        self.register = RegisterRows(self._readings["matters"], sheet.headings, listed, self.reader)

    def people(self) -> People:
        """What the lists beside the register know of people."""
        people = People(self.reader)
        for kind, listed, rows in self._lists("jobs", "households", "kin"):
            match kind:
                case "jobs":
                    jobs, silent = read_jobs(rows, listed, self.reader, self.key)
                    people.add(jobs, (), ())
                case "households":
                    stays, silent = read_stays(rows, listed, self.reader, self.key)
                    people.add((), stays, ())
                case _:
                    people.add((), (), read_ties(rows, listed, self.reader, self.key))
                    silent = ()
            self._silent += silent
        return people

    def accounts(self) -> Mapping[str, Sequence[Facts]]:
        """What people said later, by the name of each matter."""
        found: Mapping[str, Sequence[Facts]] = {}
        for _, listed, rows in self._lists("accounts"):
            found = read_accounts(rows, listed, self.reader, self.key)
        return found

    def _lists(self, *kinds: str) -> Iterator[tuple[str, ListMapping, Iterator[Row]]]:
        """Those of these lists that are there, each read to its end before the next."""
        for kind in kinds:
            if kind in self.opened.lists:
                listed, _ = self.opened.lists[kind]
                rows = self._rows(kind, listed, self._readings[kind])
                yield kind, listed, rows
                deque(rows, maxlen=0)

    def _rows(self, kind: str, listed: ListMapping, reading: CsvReading) -> Iterator[Row]:
        """The rows of a list, whose references are noted. Of rows that have one reference none is
        used: nothing says which of them the key means.
        """
        names = self._names.setdefault(listed.stem, set())
        of_nobody = self._of_nobody.setdefault(listed.file, [])
        uses = Counter(
            reference_of(row, listed) for row in self.opened.lists[kind][1].read().rows()
        )
        for row in reading.rows():
            name = reference_of(row, listed)
            if uses[name] > 1:
                reading.set_aside.append(RowLeftOut(listed.file, row.number, ONE_REFERENCE))
                continue
            names.add(name)
            if links(self.key, kind, listed.stem, name):
                self._linked[listed.file] += 1
            else:
                of_nobody.append(row.number)
            yield row

    def charges(self, reference: str, cut: int) -> int:
        """How many charges an entry has whose cell was cut into so many; see `Key.charges`."""
        file = self.opened.matters.stem
        count = self.key.charges(file, reference, cut)
        if reference in self.key.entries.get(file, {}):
            self.keyed[reference] = cut, count
        return count

    def as_read(self) -> AsRead:
        """What became of all that was read, once it has been."""
        opened, register = self.opened, self.register
        readings = self._readings.values()
        aside = [one for reading in readings for one in reading.set_aside]
        aside += (*self.key.set_aside, *register.set_aside)
        use = KeyUse(self.key, opened.stems, self._names, opened.matters.stem, self.keyed)
        return AsRead(
            self._counts(aside, use),
            tuple(aside),
            tuple(self._unlinked(use)),
            dict(sorted(self.reader.unmatched.items())),
            (*self._silent, *register.silent),
            (
                *opened.problems,
                *(problem for reading in readings for problem in reading.problems),
                *self.key.problems,
                *self._of_ditto_marks(),
                *self._of_references(aside),
                *self._of_linking(use),
                *self._of_what_is_not_there(),
            ),
        )

    def _counts(self, set_aside: Sequence[RowLeftOut], use: KeyUse) -> Mapping[str, RowCount]:
        """What became of the rows of each file, that of the key last."""
        aside = Counter(one.file for one in set_aside)
        counts: dict[str, RowCount] = {}
        for kind, (listed, _) in self.opened.lists.items():
            file, rows = listed.file, self._readings[kind].count
            if kind == "matters":
                counts[file] = RowCount(rows, self.in_matters, 0, aside[file])
            else:
                of_nobody = len(self._of_nobody[file])
                counts[file] = RowCount(rows, self._linked[file], of_nobody, aside[file])
        if key := self.opened.mapping.key:
            counts[key] = RowCount(self.key.count, use.linked, len(use.unlinked), aside[key])
        return counts

    def _unlinked(self, use: KeyUse) -> Iterator[RowLeftOut]:
        if key := self.opened.mapping.key:
            for file, rows in self._of_nobody.items():
                yield from (RowLeftOut(file, row, "the key puts it with nobody") for row in rows)
            yield from (RowLeftOut(key, row, reason) for row, reason in use.unlinked.items())

    def _of_ditto_marks(self) -> Iterator[Problem]:
        """The problem of marks for the line above where nothing says which line that is."""
        if rows := self.register.without_page:
            have = "has" if rows == 1 else "have"
            yield Problem(
                "ditto-without-page",
                Place(self.opened.matters.file, line=1),
                f"{counted(rows, 'row')} {have} a ditto mark for a date, which states nothing",
                f"name in `{FILE_NAME}`, as `page` under `[matters]`, the columns that together"
                " name a page, or write the dates out",
                "not all columns that name a page are there, so the row above may be of another",
            )

    def _of_references(self, set_aside: Iterable[RowLeftOut]) -> Iterator[Problem]:
        """Problems with rows of lists that have one reference."""
        rows: dict[str, list[int]] = {}
        for one in set_aside:
            if one.reason == ONE_REFERENCE:
                rows.setdefault(one.file, []).append(one.row)
        for file, found in rows.items():
            what = f"{counted(len(found), 'row')} set aside, for others have the same reference"
            yield Problem(
                "rows-of-one-reference",
                Place(file),
                f"{what}: {rows_named(found)}",
                "give each row a reference of its own, there and in the key",
                "nothing says which of them the key means",
            )

    def _of_linking(self, use: KeyUse) -> Iterator[Problem]:
        """Problems with what the key links and what it does not."""
        if key := self.opened.mapping.key:
            for file, rows in self._of_nobody.items():
                if rows:
                    yield Problem(
                        "rows-of-nobody",
                        Place(file),
                        f"{counted(len(rows), 'row')} of nobody whom the key names: "
                        f"{rows_named(rows)}",
                        "say in the key whom each is about, if it is anybody in the register",
                    )
            yield from use.problems(key)

    def _of_what_is_not_there(self) -> Iterator[Problem]:
        """Problems with what the archive lacks."""
        mapping, conventions = self.opened.mapping, self.reader.conventions
        needed = (mapping.catalogue, mapping.conventions, mapping.key)
        yield from (problem for name, problem in zip(needed, _NOT_THERE, strict=True) if not name)
        for one in sorted(self.reader.strange if mapping.conventions else ()):
            yield Problem(
                "convention-unknown",
                Place(mapping.catalogue),
                f"the catalogue names a reading convention `{one}` that is not there; what rests"
                " on it is not read",
                nearest(one, conventions.known),
            )


_NOT_THERE: Final = (
    Problem(
        "no-catalogue",
        Place(CATALOGUE),
        "there is no catalogue of wordings, so no offence, verdict or remark is understood; all"
        " that they say is unknown",
        f"put a `{CATALOGUE}` beside the register, or name one in `{FILE_NAME}`",
    ),
    Problem(
        "no-conventions",
        Place(CONVENTIONS),
        "there are no reading conventions, so nothing that is written counts as evidence; all is"
        " unknown",
        f"put a `{CONVENTIONS}` beside the register, or name one in `{FILE_NAME}`",
    ),
    Problem(
        "no-key",
        Place(KEY),
        "there is no key, so each charge is taken for a matter of its own and of a person of its"
        " own, and what other lists say for nobody's",
        f"put a `{KEY}` beside the register that says which rows are about whom",
    ),
)
"""What is told of an archive without a catalogue, conventions or a key, in this order."""
