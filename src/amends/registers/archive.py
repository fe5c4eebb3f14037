"""An archive read whole: from its lists, by its conventions, to one case for each matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from amends.cases.case import Case, Subject
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.registers.accounts import read_accounts
from amends.registers.catalogue import Catalogue
from amends.registers.cell_statements import CellReader
from amends.registers.conventions import Conventions
from amends.registers.csv_rows import SetAside, Sheet, read_sheet
from amends.registers.dwellings import read_stays
from amends.registers.entries import Facts, RegisterEntry, read_register, reference_of
from amends.registers.entry_dates import SilentDate
from amends.registers.jobs import read_jobs
from amends.registers.key import NO_KEY, Key, read_key
from amends.registers.kin import read_ties
from amends.registers.mapping import ArchiveMapping, ListMapping, completed, read_mapping
from amends.registers.people import People
from amends.registers.scheme_fit import fitted
from amends.scheme.model import Scheme
from amends.truth.statements import Statement


@dataclass(frozen=True, slots=True)
class Matter:
    """Where a matter stands: its entry in the main book, the number of its charge there, the
    other entries that show it, and the place of the main entry in the order of the pages.
    """

    reference: str
    charge: int
    also: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class RowCount:
    """What became of the rows of a file: `linked` to a person or matter, known of nobody in the
    register, set aside.
    """

    rows: int
    linked: int
    unlinked: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as read. `matters` is by the key of each case, in the order of the cases.

    `register` is the file of the main register, `rows` what became of those of each file;
    `unmatched` counts, by column and wording, what nobody has yet said the meaning of.
    """

    cases: tuple[Case, ...]
    matters: Mapping[str, Matter]
    register: str
    rows: Mapping[str, RowCount]
    set_aside: tuple[SetAside, ...]
    unmatched: Mapping[tuple[str, str], int]
    silent_dates: tuple[SilentDate, ...]
    conventions: Conventions
    problems: tuple[Problem, ...]


def read_archive(folder_or_mapping: Path, scheme: Scheme, without: Iterable[str] = ()) -> Archive:
    """One case for each matter of an archive's main register.

    `folder_or_mapping` is a mapping file or the folder with it; `without` are ids of reading
    conventions to leave out. Every row of every file is read or set aside with a reason. Raises
    ProblemsFound where the mapping, catalogue, conventions, key or main register cannot be used,
    or state what the scheme does not declare; OSError for a catalogue or conventions not there.
    """
    mapping = read_mapping(folder_or_mapping)
    written = Conventions.read(*_text(mapping, mapping.conventions))
    conventions = fitted(written, scheme, mapping.conventions).without(without)
    catalogue = Catalogue.read(*_text(mapping, mapping.catalogue))
    if isinstance(catalogue, tuple):
        raise ProblemsFound(catalogue)
    path = mapping.folder / mapping.key
    key = read_key(path.read_bytes(), mapping.key) if path.is_file() else NO_KEY
    return _Reading(mapping, CellReader(catalogue, conventions), key).archive()


def _text(mapping: ArchiveMapping, name: str) -> tuple[str, str]:
    return (mapping.folder / name).read_text(encoding="utf-8"), name


@dataclass(frozen=True, slots=True)
class _Shown:
    """One charge of one entry."""

    entry: RegisterEntry
    number: int

    def key(self) -> str:
        return f"{self.entry.reference}#{self.number}"


@dataclass(slots=True)
class _Reading:
    """The reading of one archive, step by step."""

    mapping: ArchiveMapping
    reader: CellReader
    key: Key
    sheets: dict[str, tuple[ListMapping, Sheet]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    silent: list[SilentDate] = field(default_factory=list)

    def archive(self) -> Archive:
        self._open()
        people = self._people()
        listed, sheet = self.sheets["matters"]
        register = read_register(
            sheet.rows, listed, self.reader, lambda name: self.key.charges(listed.stem, name)
        )
        self.aside += register.set_aside
        self.silent += register.silent_dates
        for entry in register.entries:
            for number in range(1, len(entry.charges) + 1):
                person = self.key.person(listed.stem, f"{entry.reference}#{number}")
                if person and entry.jobs:
                    people.jobs_in_entries[person].extend(entry.jobs)
        accounts = self._accounts()
        cases: list[Case] = []
        matters: dict[str, Matter] = {}
        for name, shown in self._matters(register.entries, listed.stem).items():
            case, matter = self._case(shown, listed.stem, people, accounts.get(name, ()))
            cases.append(case)
            matters[case.key] = matter
        self._tell_of_key_and_catalogue()
        return Archive(
            tuple(cases),
            matters,
            listed.file,
            self._counts(),
            tuple(self.aside),
            dict(sorted(self.reader.unmatched.items())),
            tuple(self.silent),
            self.reader.conventions,
            tuple(self.problems),
        )

    def _open(self) -> None:
        for kind, given in self.mapping.lists.items():
            path = self.mapping.folder / given.file
            if not path.is_file():
                self.problems.append(_no_file(given.file))
                continue
            sheet = read_sheet(path.read_bytes(), given.file)
            further = self.reader.conventions.columns
            listed, missing = completed(given, kind, sheet.headings, further)
            self.sheets[kind] = listed, sheet
            self.problems += (*sheet.problems, *missing)
            self.aside += sheet.set_aside
        self.aside += self.key.set_aside
        if "matters" not in self.sheets:
            raise ProblemsFound(self.problems)

    def _people(self) -> People:
        people = People(self.reader)
        if held := self.sheets.get("jobs"):
            jobs, silent = read_jobs(held[1].rows, held[0], self.reader, self.key)
            people.add(jobs, (), ())
            self.silent += silent
        if held := self.sheets.get("households"):
            stays, silent = read_stays(held[1].rows, held[0], self.reader, self.key)
            people.add((), stays, ())
            self.silent += silent
        if held := self.sheets.get("kin"):
            people.add((), (), read_ties(held[1].rows, held[0], self.reader, self.key))
        return people

    def _accounts(self) -> Mapping[str, Sequence[Facts]]:
        held = self.sheets.get("accounts")
        return read_accounts(held[1].rows, held[0], self.reader, self.key) if held else {}

    def _matters(
        self, entries: Iterable[RegisterEntry], file: str
    ) -> Mapping[str, Sequence[_Shown]]:
        """Each matter with the charges that show it, those of a main book first.

        A charge of which the key says nothing is a matter of its own.
        """
        matters: dict[str, list[_Shown]] = {}
        for entry in entries:
            for number in range(1, len(entry.charges) + 1):
                shown = _Shown(entry, number)
                for matter in self.key.matters(file, shown.key()) or (f"{file} {shown.key()}",):
                    matters.setdefault(matter, []).append(shown)
        for held in matters.values():
            held.sort(key=lambda one: not self.mapping.is_main(one.entry.reference))
        return dict(sorted(matters.items(), key=lambda pair: _place(pair[1][0])))

    def _case(
        self, shown: Sequence[_Shown], file: str, people: People, accounts: Sequence[Facts]
    ) -> tuple[Case, Matter]:
        """The case of a matter, from every charge that shows it and the accounts of it."""
        main, *others = shown
        facts: dict[str, tuple[Statement, ...]] = {}
        also = self.reader.conventions.rule("other-books")
        stated: list[Facts] = [main.entry.charges[main.number - 1]]
        if also is not None:
            stated += [_resting_on(one.entry.charges[one.number - 1], also) for one in others]
        for each in (*stated, *accounts):
            for fact, statements in each.items():
                facts[fact] = tuple(dict.fromkeys((*facts.get(fact, ()), *statements)))
        person = next(filter(None, (self.key.person(file, one.key()) for one in shown)), "")
        matter = Matter(
            main.entry.reference,
            main.number,
            tuple(one.entry.reference for one in others),
            main.entry.order,
        )
        several = len(main.entry.charges) > 1
        case = Case(
            main.key() if several else main.entry.reference,
            people.whole(person),
            Subject(facts),
            person,
            frozenset((file, one.key()) for one in shown),
        )
        return case, matter

    def _tell_of_key_and_catalogue(self) -> None:
        """Problems that show only when all is read."""
        present = {
            (listed.stem, reference_of(row, listed))
            for listed, sheet in self.sheets.values()
            for row in sheet.rows
        }
        if lost := sum(row not in present for row in self.key.rows()):
            self.problems.append(
                Problem(
                    "key-row-unknown",
                    Place(self.mapping.key),
                    f"{lost} rows of the key are in none of the files",
                    "look whether it was made for other files; a file is named without its ending",
                )
            )
        self.problems += [
            Problem(
                "convention-unknown",
                Place(self.mapping.catalogue),
                f"the catalogue names a reading convention `{one}` that is not there; what rests"
                " on it is not read",
                nearest(one, self.reader.conventions.known),
            )
            for one in sorted(self.reader.strange)
        ]

    def _counts(self) -> Mapping[str, RowCount]:
        """What became of the rows of each file; those of the main register all are matters."""
        aside: dict[str, int] = {}
        for one in self.aside:
            aside[one.file] = aside.get(one.file, 0) + 1
        counts: dict[str, RowCount] = {}
        for kind, (listed, sheet) in self.sheets.items():
            gone = aside.get(listed.file, 0)
            rows = len(sheet.rows) + len(sheet.set_aside)
            names = (reference_of(row, listed) for row in sheet.rows)
            linked = sum(kind == "matters" or self.key.knows(listed.stem, name) for name in names)
            linked -= gone - len(sheet.set_aside)
            counts[listed.file] = RowCount(rows, linked, rows - gone - linked, gone)
        return counts


def _no_file(name: str) -> Problem:
    return Problem(
        "file-missing",
        Place(name),
        "the mapping names this file, and it is not there; all that it would state is unknown",
        "put it beside the mapping, or take it out of the mapping",
    )


def _place(shown: _Shown) -> tuple[int, int]:
    return shown.entry.order, shown.number


def _resting_on(facts: Facts, ids: tuple[str, ...]) -> Facts:
    """The same statements, resting on these conventions too."""
    return {
        fact: tuple(
            replace(one, conventions=tuple(dict.fromkeys((*one.conventions, *ids))))
            for one in statements
        )
        for fact, statements in facts.items()
    }
