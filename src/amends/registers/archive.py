"""An archive read whole: from its lists, by its conventions, to one case for each matter."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from amends.cases.case import Case
from amends.cases.table import CaseTable
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.problems.toml import read_text
from amends.registers.catalogue import Catalogue
from amends.registers.cell_statements import CellReader
from amends.registers.conventions import Conventions
from amends.registers.entries import RegisterEntry, read_entries
from amends.registers.key import NO_KEY, Key, read_key
from amends.registers.mapping import ArchiveMapping, read_mapping
from amends.registers.matters import (
    Matter,
    Pair,
    Shown,
    case_of,
    charges_of,
    gathered,
    named_case,
    names_of,
)
from amends.registers.people import People
from amends.registers.reading import AsRead, OpenArchive, Reading, RowCount, open_lists
from amends.registers.scheme_fit import fit_codes, fitted
from amends.registers.tabulating import SHOWN, write_archive
from amends.scheme.model import Scheme
from amends.tables import Database

__all__ = ["SHOWN", "Archive", "AsRead", "Matter", "RowCount", "read_archive"]


class Archive:
    """An archive whose lists are open. `register` is the file of the main register; `data_sheet`
    what its mapping says under the titles of a data sheet, or nothing.

    What became of all that was read (`as_read`) is known when it has been; where it is asked for
    earlier, all is read for it.
    """

    def __init__(self, opened: OpenArchive, scheme: Scheme) -> None:
        """Take the archive, to be read for the facts of the scheme."""
        self.register = opened.matters.file
        self.conventions = opened.reader.conventions
        self.data_sheet = opened.mapping.data_sheet
        self._opened = opened
        self._scheme = scheme
        self._as_read: AsRead | None = None

    def cases(self) -> Iterator[tuple[Case, Matter]]:
        """Each matter's case, in the order of the pages. It may be asked for again."""
        reading = Reading(self._opened)
        yield from _cases(reading)
        self._as_read = reading.as_read()

    def case(self, reference: str, charge: int | None = None) -> list[tuple[Case, Matter]]:
        """The matters that an entry shows, in the main place or also; of one charge, or of all.

        The number of a charge is that in the main entry. Raises ProblemsFound where there are none.
        """
        reading = Reading(self._opened)
        found = [
            (case, matter)
            for case, matter in _cases(reading, reference)
            if reference in (matter.reference, *matter.also) and charge in (None, matter.charge)
        ]
        if not found:
            raise ProblemsFound([_no_entry(reference, charge, reading.register.references)])
        return found

    def tabulate(self, database: Database, *, with_names: bool = False) -> CaseTable:
        """Write the table of cases into a database that has none yet, and the table SHOWN.

        SHOWN says where each matter of the table stands: its `key` there, its `place` in the
        order of the pages, its `reference` and `charge`, the other entries that show it (`also`,
        joined by "; "), the `person` as the key has it, and the ids of the `conventions` that
        its statements rest on, joined by "; ". With names, it has the `name` in the main entry.
        """
        reading = Reading(self._opened)
        table = write_archive(reading, self._scheme, database, with_names=with_names)
        self._as_read = reading.as_read()
        return table

    @property
    def as_read(self) -> AsRead:
        """What became of all that was read."""
        if self._as_read is None:
            deque(self.cases(), maxlen=0)
        assert self._as_read is not None
        return self._as_read

    @property
    def inputs(self) -> Mapping[str, str]:
        """The SHA-256 of each file that is read; no row need have been."""
        return self._opened.mapping.files.hashes()


def _no_entry(reference: str, charge: int | None, known: Collection[str]) -> Problem:
    if reference in known:
        what, remedy = f"this entry has no charge {charge}", "leave --charge out to see each"
    else:
        what, remedy = "the register has no such entry", nearest(reference, known)
    return Problem("no-entry", Place(), what, remedy)


def read_archive(path: Path, scheme: Scheme, without: Iterable[str] = ()) -> Archive:
    """An archive, of which each matter in its main register is a case.

    `path` is a folder of lists, the mapping file of one, or a CSV file by itself; `without` are ids
    of reading conventions to leave out. Every row of every file is read or set aside with a reason.
    Without catalogue or conventions what they would explain stays unknown. Raises ProblemsFound
    where the mapping, catalogue, conventions, key or main register cannot be used, or state what
    the scheme does not declare.
    """
    mapping = read_mapping(path)
    written = Conventions.read(*_text(mapping, mapping.conventions))
    conventions = fitted(written, scheme, mapping.conventions).without(without)
    catalogue = Catalogue.read(*_text(mapping, mapping.catalogue))
    words = fit_codes(catalogue, conventions, scheme, mapping.catalogue)
    key = read_key(partial(mapping.files.open, mapping.key), mapping.key) if mapping.key else NO_KEY
    opened = open_lists(mapping, CellReader(catalogue, conventions, words), key)
    return Archive(opened, scheme)


def _text(mapping: ArchiveMapping, name: str) -> tuple[str, str]:
    """The text of a file with its name; nothing for an archive that has no such file."""
    return read_text(mapping.files.content(name), name) if name else "", name


def _cases(reading: Reading, reference: str = "") -> Iterator[tuple[Case, Matter]]:
    """Each matter's case, in the order of the pages; where a reference is given, those that its
    entry shows, and some others, of which not all may be known.

    Without a key each charge is a matter of its own, so entries are let go one by one.
    """
    opened, key, file = reading.opened, reading.key, reading.opened.matters.stem
    people = reading.people()
    accounts = reading.accounts()
    only = _bearing_on(reference, reading, people) if reference else None
    seen: set[str] = set()
    entries = read_entries(reading.register, reading.reader, reading.charges, only)
    matters: Iterable[tuple[str, int, Sequence[Shown]]]
    if key is NO_KEY:
        matters = (("", 0, [shown]) for entry in entries for shown in charges_of(entry))
    else:
        matters = gathered(_pairs(entries, key, file, people), opened.mapping)
    for name, _, each in matters:
        stated, matter = case_of(each, accounts.get(name, ()), reading.reader.conventions)
        person = next(filter(None, (key.person(file, one.key) for one in each)), "")
        seen |= {matter.reference, *matter.also}
        yield named_case(each, stated, people.whole(person), person, file), matter
    reading.in_matters = len(seen)


def _pairs(entries: Iterable[RegisterEntry], key: Key, file: str, people: People) -> Iterator[Pair]:
    """Each charge with each matter that it shows; jobs that entries name are taken up."""
    places = count(1)
    for entry in entries:
        for shown in charges_of(entry):
            if person := key.person(file, shown.key):
                people.jobs_in_entries[person].extend(entry.jobs)
            for name in names_of(shown.key, key, file):
                yield name, next(places), shown


def _bearing_on(reference: str, reading: Reading, people: People) -> frozenset[str]:
    """The entries that can bear on what an entry shows: of its matters and people, and of those
    who live with them or are related to them.
    """
    key, file = reading.key, reading.opened.matters.stem
    charges = [f"{reference}#{n}" for n in key.entries.get(file, {}).get(reference, ())]
    matters = {one for charge in charges for one in key.matters(file, charge)}
    own = key.people_of(file, matters)
    own |= {key.person(file, charge) for charge in charges}
    near = frozenset(other for person in own for other in people.near(person))
    return key.entries_about(file, near, matters) | {reference}
