"""The mapping of an archive: which file is what, and which of its columns mean what.

A mapping file says it; what it leaves out is matched by the names of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Final

from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.registers.csv_rows import read_sheet
from amends.registers.toml_table import Table, read_toml

FILE_NAME: Final = "register.toml"

LISTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "matters": ("offence", "verdict", "date_of_offence", "date_of_disposal", "line"),
        "jobs": ("place_of_work", "employer", "started", "left"),
        "households": ("address", "from", "to", "household note"),
        "kin": ("person_a", "relation", "person_b", "source_date"),
        "accounts": ("witness", "about", "incident", "date_given"),
    }
)
"""The kinds of list, and the meanings of columns that the program itself reads in each."""

_USUAL_HEADING: Final = {"household note": "note"}
_MAY_BE_MISSING: Final = {"line", "witness", "about", "incident", "person_a", "person_b"}
_REFERENCE: Final = {"matters": ("book", "page", "line")}
_PAGE: Final = {"matters": ("book", "page")}


@dataclass(frozen=True, slots=True)
class ListMapping:
    """One file. `reference` are the headings that together name a row (one of them, a number),
    `page` those that name the page it stands on; `columns` gives the heading of each meaning.
    """

    file: str
    reference: tuple[str, ...]
    page: tuple[str, ...]
    columns: Mapping[str, str]

    @property
    def stem(self) -> str:
        """The file's name as sources and the key give it."""
        return self.file.rpartition(".")[0] or self.file

    def has(self, meaning: str) -> bool:
        """Whether the file has a column of this meaning: a blank in it says something."""
        return meaning in self.columns

    def cell(self, cells: Mapping[str, str], meaning: str) -> str:
        """The cell with this meaning; blank where the file has no such column."""
        return cells.get(self.columns.get(meaning, ""), "")


@dataclass(frozen=True, slots=True)
class ArchiveMapping:
    """The files of an archive, by kind of list; `matters`, the main register, is always there.

    `other_books` are patterns of references of entries that stand beside the main books.
    """

    folder: Path
    conventions: str
    catalogue: str
    key: str
    lists: Mapping[str, ListMapping]
    other_books: tuple[str, ...]

    def is_main(self, reference: str) -> bool:
        """Whether an entry stands in a main book."""
        return not any(fnmatchcase(reference, pattern) for pattern in self.other_books)


def read_mapping(path: Path) -> ArchiveMapping:
    """The mapping in a file, or of a folder: its `register.toml`, else what its headings suggest.

    Raises ProblemsFound with everything that is wrong in it, OSError for a file not there.
    """
    if path.is_dir():
        if not (path / FILE_NAME).is_file():
            return suggested_mapping(path)
        path = path / FILE_NAME
    problems: list[Problem] = []
    top = read_toml(path.read_text(encoding="utf-8"), path.name, problems)
    lists = {kind: _list(top.table(kind), kind) for kind in LISTS if kind in top.chosen()}
    mapping = ArchiveMapping(
        folder=path.parent,
        conventions=top.text("conventions", "conventions.toml"),
        catalogue=top.text("catalogue", "catalogue.toml"),
        key=top.text("key", "key.csv"),
        lists=lists,
        other_books=top.texts("other_books"),
    )
    if "matters" not in lists:
        top.wrong("mapping-no-register", "no main register is named", "add a table `[matters]`")
    top.done()
    if problems:
        raise ProblemsFound(problems)
    return mapping


def _list(table: Table, kind: str) -> ListMapping:
    columns = table.table("columns")
    read = ListMapping(
        file=table.text("file", None),
        reference=table.texts("reference") or _REFERENCE.get(kind, ("row",)),
        page=table.texts("page") or _PAGE.get(kind, ()),
        columns={meaning: columns.text(meaning) for meaning in columns.chosen()},
    )
    table.done()
    return read


def suggested_mapping(folder: Path) -> ArchiveMapping:
    """A mapping of the CSV files in a folder, each list the file that has most of its headings.

    A list for which no file has half of them is left out. Raises ProblemsFound where no file
    looks like the main register.
    """
    headings = {
        path.name: read_sheet(path.read_bytes(), path.name).headings
        for path in sorted(folder.glob("*.csv"))
        if path.stat().st_size
    }
    lists: dict[str, ListMapping] = {}
    for kind, meanings in LISTS.items():
        counts = {
            file: sum(_same_name(meaning, found) is not None for meaning in meanings)
            for file, found in headings.items()
        }
        best = max(counts, key=lambda file: counts[file], default="")
        if best and counts[best] * 2 >= len(meanings):
            reference, page = _REFERENCE.get(kind, ("row",)), _PAGE.get(kind, ())
            lists[kind] = ListMapping(best, reference, page, {})
    if "matters" not in lists:
        raise ProblemsFound(
            [
                Problem(
                    "mapping-no-register",
                    Place(folder.name),
                    "no file has the headings of a register of matters",
                    f"write a mapping, `{FILE_NAME}`, that says which file and columns they are",
                )
            ]
        )
    return ArchiveMapping(folder, "conventions.toml", "catalogue.toml", "key.csv", lists, ())


def completed(
    listed: ListMapping, kind: str, headings: Sequence[str], further: Iterable[str]
) -> tuple[ListMapping, tuple[Problem, ...]]:
    """The mapping with the columns it leaves out matched by name; a problem for each missing one.

    `further` are the meanings that the conventions know; one that another kind of list has is not
    looked for. What a missing column would state is unknown in every row.
    """
    elsewhere = {meaning for of, known in LISTS.items() if of != kind for meaning in known}
    wanted = (*LISTS[kind], *(one for one in further if one not in elsewhere))
    columns = {
        meaning: heading for meaning, heading in listed.columns.items() if heading in headings
    }
    problems = [
        Problem(
            "column-missing",
            Place(listed.file, line=1, heading=meaning),
            f"there is no column `{heading}`; all that it would state is unknown",
            nearest(heading, headings),
        )
        for meaning, heading in listed.columns.items()
        if meaning not in columns
    ]
    for meaning in dict.fromkeys(wanted):
        if meaning in listed.columns:
            continue
        found = _same_name(meaning, headings)
        if found is not None:
            columns[meaning] = found
        elif meaning in LISTS[kind] and meaning not in _MAY_BE_MISSING:
            problems.append(
                Problem(
                    "column-missing",
                    Place(listed.file, line=1, heading=meaning),
                    f"no column looks like `{meaning}`; all that it would state is unknown",
                    f"name it in `{FILE_NAME}`, if the file has one",
                )
            )
    return replace(listed, columns=columns), tuple(problems)


def _same_name(meaning: str, headings: Iterable[str]) -> str | None:
    """The heading with the letters and digits of the meaning; None where there is none."""
    wanted = _plain(_USUAL_HEADING.get(meaning, meaning))
    return next((heading for heading in headings if _plain(heading) == wanted), None)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
