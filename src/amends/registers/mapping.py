"""The mapping of an archive: which file is what, and which of its columns mean what.

A mapping file says it; what it leaves out is matched by the names of the headings.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PureWindowsPath
from types import MappingProxyType
from typing import Final

from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.problems.toml import read_text
from amends.registers.csv_rows import CsvFile
from amends.registers.input_files import InputFiles
from amends.registers.toml_table import LONGEST_QUOTE, Table, read_table

FILE_NAME: Final = "register.toml"
CONVENTIONS: Final = "conventions.toml"
CATALOGUE: Final = "catalogue.toml"
KEY: Final = "key.csv"

# What columns mean, as mappings, catalogues and conventions write it.
OFFENCE: Final = "offence"
VERDICT: Final = "verdict"
COURT: Final = "court"
DATE_OF_OFFENCE: Final = "date_of_offence"
DATE_OF_DISPOSAL: Final = "date_of_disposal"
LINE: Final = "line"
ACCUSED: Final = "accused"
PLACE_OF_WORK: Final = "place_of_work"
EMPLOYER: Final = "employer"
STARTED: Final = "started"
LEFT: Final = "left"
ADDRESS: Final = "address"
FROM: Final = "from"
TO: Final = "to"
NOTE: Final = "household note"
PERSON_A: Final = "person_a"
RELATION: Final = "relation"
PERSON_B: Final = "person_b"
SOURCE_DATE: Final = "source_date"
WITNESS: Final = "witness"
ABOUT: Final = "about"
INCIDENT: Final = "incident"
DATE_GIVEN: Final = "date_given"

LISTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "matters": (OFFENCE, VERDICT, DATE_OF_OFFENCE, DATE_OF_DISPOSAL, LINE),
        "jobs": (PLACE_OF_WORK, EMPLOYER, STARTED, LEFT),
        "households": (ADDRESS, FROM, TO, NOTE),
        "kin": (PERSON_A, RELATION, PERSON_B, SOURCE_DATE),
        "accounts": (WITNESS, ABOUT, INCIDENT, DATE_GIVEN),
    }
)
"""The kinds of list, and the meanings of columns that the program itself reads in each."""

NAMES: Final = (
    *(ACCUSED, "name", "surname", "forename", "forenames", "alias"),
    *(PERSON_A, PERSON_B, WITNESS, ABOUT),
)
"""Columns that name people, in any list: read only to keep those names out of what is written."""

DATA_SHEET: Final = ("controller", "purpose", "legal condition", "closure", "retention")
"""What a data sheet says: who answers for the data, what for and by what right they are held, until
when they are closed, how long they are kept."""

_USUAL_HEADING: Final = {NOTE: "note"}
_MAY_BE_MISSING: Final = {LINE, WITNESS, ABOUT, INCIDENT, PERSON_A, PERSON_B}
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

    @property
    def headings_of_names(self) -> Sequence[str]:
        """The headings of the cells that hold names, each once, whatever meanings it has."""
        return [*dict.fromkeys(self.columns[one] for one in NAMES if one in self.columns)]

    def names(self, cells: Mapping[str, str]) -> str:
        """All that the cells of names hold."""
        return " ".join(cells.get(heading, "") for heading in self.headings_of_names)


@dataclass(frozen=True, slots=True)
class ArchiveMapping:
    """The files of an archive, by kind of list; `matters`, the main register, is always named.

    `conventions`, `catalogue` and `key` are blank where the archive has none. `other_books` are
    patterns of references of entries that stand beside the main books. `data_sheet` has what is
    said under each title of DATA_SHEET, or nothing.
    """

    files: InputFiles = field(compare=False)
    conventions: str
    catalogue: str
    key: str
    lists: Mapping[str, ListMapping]
    other_books: tuple[str, ...]
    data_sheet: Mapping[str, str]

    def is_main(self, reference: str) -> bool:
        """Whether an entry stands in a main book."""
        return not any(fnmatchcase(reference, pattern) for pattern in self.other_books)


def read_mapping(path: Path) -> ArchiveMapping:
    """The mapping in a file, or of a folder: its `register.toml`, else what its headings suggest.

    Of a CSV file, what its own headings suggest of it alone. Raises ProblemsFound with everything
    that is wrong in it, or where it is not there.
    """
    if path.is_dir():
        if not os.path.lexists(path / FILE_NAME):
            return suggested_mapping(path, sorted(one.name for one in path.glob("*.csv")))
        path = path / FILE_NAME
    elif path.suffix.lower() == ".csv":
        return suggested_mapping(path.parent, [path.name])
    files = InputFiles(path.parent)
    if not files.there(path.name):
        raise ProblemsFound([_no_mapping(path.name)])
    problems: list[Problem] = []
    top = read_table(read_text(files.content(path.name), path.name), path.name, problems)
    lists = {kind: _list(top.table(kind), kind) for kind in LISTS if kind in top.chosen()}
    mapping = ArchiveMapping(
        files=files,
        conventions=_file(top, "conventions", _usual(files, CONVENTIONS)),
        catalogue=_file(top, "catalogue", _usual(files, CATALOGUE)),
        key=_file(top, "key", _usual(files, KEY)),
        lists=lists,
        other_books=top.texts("other_books"),
        data_sheet=_data_sheet(top),
    )
    if "matters" not in lists:
        top.wrong("mapping-no-register", "no main register is named", "add a table `[matters]`")
    for file, uses in Counter(listed.file for listed in lists.values()).items():
        if uses > 1:
            what = f"`{file}` is named for {uses} lists"
            top.wrong("mapping-file-twice", what, "divide the file: each list has one of its own")
    top.done()
    if problems:
        raise ProblemsFound(problems)
    return mapping


def _usual(files: InputFiles, name: str) -> str:
    """The usual name of a file, blank where none is called so."""
    return name if files.there(name) else ""


def _no_mapping(name: str) -> Problem:
    return Problem(
        "mapping-unreadable",
        Place(name),
        "the mapping is no file, or a link that leads nowhere",
        "mend it, or take it away to have the files told by their headings",
    )


def _file(table: Table, key: str, default: str | None) -> str:
    """The name of a file in the mapping's folder; a problem for one that leads out of it.

    A mapping comes with the folder from whoever shares it, and is not to choose what else is read.
    """
    name = table.text(key, default)
    path = PureWindowsPath(name)  # it knows the roots and separators of every system
    if path.anchor or ".." in path.parts:
        what = f"`{key}` names a file outside the folder of the mapping"
        table.wrong("mapping-file-outside", what, "put the file into the folder, and name it there")
    return name


def _data_sheet(top: Table) -> Mapping[str, str]:
    """What the data sheet says; nothing where there is none. One that leaves a title out is wrong:
    whoever answers for the data must have thought of all of them.
    """
    if "data sheet" not in top.chosen():
        return {}
    table = top.table("data sheet")
    sheet = {title: table.text(title).strip() for title in DATA_SHEET}
    for title, said in sheet.items():
        if not said:
            what = f"the data sheet does not say: {title}"
            table.wrong("data-sheet-incomplete", what, f'add `"{title}" = "..."`, or take it out')
    table.done()
    return sheet


def _list(table: Table, kind: str) -> ListMapping:
    columns = table.table("columns")
    read = ListMapping(
        file=_file(table, "file", None),
        reference=table.texts("reference") or _REFERENCE.get(kind, ("row",)),
        page=table.texts("page") or _PAGE.get(kind, ()),
        columns={meaning: columns.text(meaning) for meaning in columns.chosen()},
    )
    table.done()
    return read


def suggested_mapping(folder: Path, names: Iterable[str]) -> ArchiveMapping:
    """A mapping of these CSV files, each list the file that has most of its headings.

    A list for which no file has half of them is left out, and a file without headings passed over.
    Raises ProblemsFound where no file looks like the main register.
    """
    files = InputFiles(folder)
    headings: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            headings[name] = CsvFile(partial(files.open, name), name).headings
        except ProblemsFound as found:
            problems += found.problems
    lists: dict[str, ListMapping] = {}
    for kind, meanings in LISTS.items():
        counts = {
            file: sum(_same_name(meaning, found) is not None for meaning in meanings)
            for file, found in headings.items()
            if all(file != listed.file for listed in lists.values())
        }
        best = max(counts, key=lambda file: counts[file], default="")
        if best and counts[best] * 2 >= len(meanings):
            reference, page = _REFERENCE.get(kind, ("row",)), _PAGE.get(kind, ())
            lists[kind] = ListMapping(best, reference, page, {})
    if "matters" not in lists:
        raise ProblemsFound([*problems, _no_register(folder, headings)])
    conventions, catalogue, key = (_usual(files, one) for one in (CONVENTIONS, CATALOGUE, KEY))
    return ArchiveMapping(files, conventions, catalogue, key, lists, (), {})


def _no_register(folder: Path, headings: Mapping[str, Sequence[str]]) -> Problem:
    """What keeps the file that comes nearest to a main register from being one."""
    needed = [meaning for meaning in LISTS["matters"] if meaning not in _MAY_BE_MISSING]
    missing = {
        file: [meaning for meaning in needed if _same_name(meaning, found) is None]
        for file, found in headings.items()
    }
    best = min(missing, key=lambda file: len(missing[file]), default="")
    if len(missing) > 1 and missing[best] == needed:
        best = ""  # none of several files is nearer than another
    return Problem(
        "mapping-no-register",
        Place(best or folder.name),
        "these headings of a register are missing: "
        + ", ".join(f"`{meaning}`" for meaning in missing.get(best, needed)),
        f"write a mapping, `{FILE_NAME}`, that says which file and columns they are",
    )


def completed(
    listed: ListMapping, kind: str, headings: Sequence[str], further: Iterable[str]
) -> tuple[ListMapping, tuple[Problem, ...]]:
    """The mapping with the columns it leaves out matched by name; a problem for each missing one,
    and for each meaning it gives that nothing reads.

    `further` are the meanings that the conventions know; one that another kind of list has is not
    looked for. Where they know none, a strange meaning is let pass. What a missing column would
    state is unknown in every row.
    """
    further = sorted(further)  # so that the columns have one order in every run
    strange = _strange_meanings(listed, kind, further) if further else {}
    elsewhere = {meaning for of, known in LISTS.items() if of != kind for meaning in known}
    wanted = (*LISTS[kind], *NAMES, *(one for one in further if one not in elsewhere))
    columns = {
        meaning: heading for meaning, heading in listed.columns.items() if heading in headings
    }
    problems = [*strange.values()]
    problems += [
        Problem(
            "column-missing",
            Place(listed.file, line=1, heading=meaning),
            f"there is no column `{heading}`; all that it would state is unknown",
            _nearest_heading(heading, headings),
        )
        for meaning, heading in listed.columns.items()
        if meaning not in columns and meaning not in strange
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
    problems += _lost_references(listed, kind, headings)
    if not columns:
        problems = [_no_headings(listed.file)]
        if kind == "matters":
            raise ProblemsFound(problems)
    elif kind == "matters" and not any(one in columns for one in NAMES):
        problems.append(
            Problem(
                "column-missing",
                Place(listed.file, line=1, heading=ACCUSED),
                "no column of names is known; so a name in a wording that is not understood"
                " cannot be taken out where such wordings are listed",
                f"name it as `{ACCUSED}` in `{FILE_NAME}`, if the file has one",
            )
        )
    return replace(listed, columns=columns), tuple(problems)


def _strange_meanings(
    listed: ListMapping, kind: str, further: Iterable[str]
) -> Mapping[str, Problem]:
    """The meanings that the mapping gives and nothing reads, each with what to tell of it."""
    known = {*LISTS[kind], *NAMES, *further}
    return {
        meaning: Problem(
            "meaning-unknown",
            Place(FILE_NAME, heading=f"{kind}.columns"),
            f"`{meaning[:LONGEST_QUOTE]}` is no meaning of a column that is read here",
            nearest(meaning, known),
            "neither the program nor a convention reads it, so what the column holds is not read",
        )
        for meaning in listed.columns
        if meaning not in known
    }


def _lost_references(listed: ListMapping, kind: str, headings: Sequence[str]) -> Iterator[Problem]:
    """The headings that are to name a row and are not there, unless rows are named by number."""
    lost = [heading for heading in listed.reference if heading not in headings]
    if len(lost) == len(listed.reference) and listed.reference == _REFERENCE.get(kind, ("row",)):
        return
    if len(lost) == len(listed.reference):
        why = "rows are then told apart by their number, as `row 2`"
    else:
        why = "rows are then told apart by the rest of their reference alone"
        if kind == "matters":
            why += ", and of those alike in it only the first is read"
    for heading in lost:
        yield Problem(
            "reference-missing",
            Place(listed.file, line=1),
            f"there is no column `{heading}`, which is to tell one row from another",
            _nearest_heading(heading, headings),
            f"{why}; a key that names them otherwise finds none of them",
        )


def _no_headings(file: str) -> Problem:
    return Problem(
        "csv-no-headings",
        Place(file, line=1),
        "none of the columns that are looked for is there; what the file would state is unknown",
        f"give it a first row of headings, or name its own headings in `{FILE_NAME}`",
        "the first row is always taken for the headings",
    )


def _nearest_heading(heading: str, headings: Sequence[str]) -> str:
    """What to do about a heading that is not there.

    The headings that are there are not listed: in a file without headings they would be the cells
    of its first row, with whatever name stands in it.
    """
    near = get_close_matches(heading, headings, n=1)
    return f"did you mean `{near[0]}`?" if near else f"name it as the file does, in `{FILE_NAME}`"


def _same_name(meaning: str, headings: Iterable[str]) -> str | None:
    """The heading with the letters and digits of the meaning; None where there is none."""
    wanted = _plain(_USUAL_HEADING.get(meaning, meaning))
    return next((heading for heading in headings if _plain(heading) == wanted), None)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
