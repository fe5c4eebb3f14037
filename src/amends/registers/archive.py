"""An archive read whole: from its lists, by its conventions, to one case for each matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from amends.cases.case import Case, Subject
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.problems.toml import read_text
from amends.registers.accounts import read_accounts
from amends.registers.catalogue import Catalogue
from amends.registers.cell_statements import CellReader
from amends.registers.conventions import Conventions
from amends.registers.csv_rows import RowSetAside, Sheet, read_sheet
from amends.registers.dwellings import read_stays
from amends.registers.entries import Facts, RegisterEntry, read_register, reference_of
from amends.registers.entry_dates import SilentDate
from amends.registers.input_files import no_file
from amends.registers.jobs import read_jobs
from amends.registers.key import NO_KEY, Key, read_key
from amends.registers.kin import read_ties
from amends.registers.mapping import (
    CATALOGUE,
    CONVENTIONS,
    FILE_NAME,
    KEY,
    ArchiveMapping,
    ListMapping,
    completed,
    read_mapping,
)
from amends.registers.people import People
from amends.registers.scheme_fit import fit_codes, fitted
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
    `unmatched` counts, by column and wording, what nobody has yet said the meaning of, without
    the names that stand in the same row. `inputs` has the SHA-256 of each file read, as read.
    """

    cases: tuple[Case, ...]
    matters: Mapping[str, Matter]
    register: str
    rows: Mapping[str, RowCount]
    set_aside: tuple[RowSetAside, ...]
    unmatched: Mapping[tuple[str, str], int]
    silent_dates: tuple[SilentDate, ...]
    conventions: Conventions
    problems: tuple[Problem, ...]
    inputs: Mapping[str, str]


def read_archive(path: Path, scheme: Scheme, without: Iterable[str] = ()) -> Archive:
    """One case for each matter of an archive's main register.

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
    key = read_key(mapping.files.content(mapping.key), mapping.key) if mapping.key else NO_KEY
    return _Reading(mapping, CellReader(catalogue, conventions, words), key).archive()


def _text(mapping: ArchiveMapping, name: str) -> tuple[str, str]:
    """The text of a file with its name; nothing for an archive that has no such file."""
    return read_text(mapping.files.content(name), name) if name else "", name


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
    aside: list[RowSetAside] = field(default_factory=list)
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
            self._counts(matters.values()),
            tuple(self.aside),
            dict(sorted(self.reader.unmatched.items())),
            tuple(self.silent),
            self.reader.conventions,
            tuple(self.problems),
            self.mapping.files.hashes(),
        )

    def _open(self) -> None:
        for kind, given in self.mapping.lists.items():
            if not self.mapping.files.there(given.file):
                self.problems.append(no_file(given.file))
                continue
            sheet = read_sheet(self.mapping.files.content(given.file), given.file)
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
        mapping = self.mapping
        needed = (mapping.catalogue, mapping.conventions, mapping.key)
        self.problems += [
            problem for name, problem in zip(needed, _NOT_THERE, strict=True) if not name
        ]
        present = {
            (listed.stem, reference_of(row, listed))
            for listed, sheet in self.sheets.values()
            for row in sheet.rows
        }
        if lost := sum(row not in present for row in self.key.rows()):
            self.problems.append(
                Problem(
                    "key-row-unknown",
                    Place(mapping.key),
                    f"{lost} rows of the key are in none of the files that were read",
                    "look whether it was made for other files; a file is named without its ending",
                )
            )
        self.problems += [
            Problem(
                "convention-unknown",
                Place(mapping.catalogue),
                f"the catalogue names a reading convention `{one}` that is not there; what rests"
                " on it is not read",
                nearest(one, self.reader.conventions.known),
            )
            for one in sorted(self.reader.strange if mapping.conventions else ())
        ]

    def _counts(self, matters: Iterable[Matter]) -> Mapping[str, RowCount]:
        """What became of the rows of each file; those of the main register that are in a matter."""
        shown = {reference for one in matters for reference in (one.reference, *one.also)}
        aside = Counter(one.file for one in self.aside)
        counts: dict[str, RowCount] = {}
        for kind, (listed, sheet) in self.sheets.items():
            gone = aside[listed.file]
            rows = len(sheet.rows) + len(sheet.set_aside)
            if kind == "matters":
                linked = len(shown)
            else:
                names = (reference_of(row, listed) for row in sheet.rows)
                linked = sum(self.key.knows(listed.stem, name) for name in names)
            counts[listed.file] = RowCount(rows, linked, rows - gone - linked, gone)
        return counts


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
        " own",
        f"put a `{KEY}` beside the register that says which rows are about whom",
    ),
)
"""What is told of an archive without a catalogue, conventions or a key, in this order."""


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
