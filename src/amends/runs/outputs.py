"""The files of a run beside its manifest: what each is for, writing them, and their digests."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from amends.explanation import settling_as_json, what_would_settle
from amends.problems import Place, Problem, ProblemsFound
from amends.registers.archive import SHOWN, AsRead
from amends.runs.cells import guarded, guarded_in_sql, read_back
from amends.runs.manifest import MANIFEST, Manifest
from amends.runs.patterns import PATTERNED, Pattern
from amends.runs.worklist import LookUp
from amends.scheme.law import Law
from amends.tables import Column, ColumnType, Database
from amends.truth.edtf import iso
from amends.truth.states import Outcome


@dataclass(frozen=True, slots=True)
class RunFile:
    """A file of a run: what it is for, and its columns where it is a table.

    `names` is a last column that it has only in a run with names.
    """

    name: str
    purpose: str
    columns: tuple[str, ...] = ()
    names: str = ""

    def having(self, *, names: bool) -> tuple[str, ...]:
        """Its columns in a run with names or without."""
        return (*self.columns, self.names) if names and self.names else self.columns


ASSESSMENTS: Final = RunFile(
    "assessments.csv",
    "one line for each matter and effect, in the order of the pages",
    (
        "reference",
        "also",
        "charge",
        "person",
        "effect",
        "status",
        "outcome",
        "exact",
        "presumed",
        "pattern",
        "provisions",
        "wanted",
        "disputed",
        "conventions",
    ),
    "name",
)
PARQUET: Final = RunFile("assessments.parquet", "the same lines, for other programs")
WORKLIST: Final = RunFile(
    "worklist.csv",
    "what to look up, where, and how many matters each look-up could settle",
    ("look", "find", "question", "pattern", "matters", "people", "alone", "with", "sure", "way"),
)
PATTERNS: Final = RunFile(
    "patterns.json", "matters that stand alike: why, and what would settle them"
)
SET_ASIDE: Final = RunFile(
    "set-aside.csv", "rows on which nothing rests, and why", ("file", "row", "reason")
)
UNMATCHED: Final = RunFile(
    "unmatched.csv",
    "wordings that nobody has yet said the meaning of",
    ("column", "wording", "count", "file", "first"),
)
DATES: Final = RunFile(
    "dates-not-read.csv",
    "dates as written that state nothing",
    ("file", "reference", "column", "why"),
)
REPORT: Final = RunFile("report.html", "the run for a reader: one page, by itself")
FILES: Final = (ASSESSMENTS, PARQUET, WORKLIST, PATTERNS, SET_ASIDE, UNMATCHED, DATES, REPORT)
"""Every file of a run beside its manifest."""
LINES: Final = (ASSESSMENTS, PARQUET)
"""Those with a line for each matter and effect."""

OF_PATTERN: Final = "run_of_pattern"
"""The table of the patterns: `number`, and the texts of what they have in common."""

_TEXTS: Final = (
    *("effect", "status", "outcome", "exact", "presumed"),
    *("provisions", "wanted", "disputed"),
)


@dataclass(frozen=True, slots=True)
class Lines:
    """A line for each matter and effect, as a query; `guarded` are the columns with texts that a
    spreadsheet might run.
    """

    query: str
    guarded: tuple[str, ...]


def assessment_lines(
    database: Database, patterns: Iterable[Pattern], *, with_names: bool = False
) -> Lines:
    """The lines of the tables SHOWN and PATTERNED; writes the table OF_PATTERN."""
    columns = [Column("number", ColumnType.BIG)]
    columns += [Column(name, ColumnType.TEXT) for name in _TEXTS]
    texts = [(pattern.number, _texts(pattern)) for pattern in patterns]
    with database.loading({OF_PATTERN: columns}) as loading:
        loading.add_all(OF_PATTERN, ((number, *of) for number, of in texts))
    # To guard them all takes the database longer than all else, and few laws have one to guard.
    of_scheme = [
        name for at, name in enumerate(_TEXTS) if any(guarded(of[at]) != of[at] for _, of in texts)
    ]
    database.keep_as_choices(OF_PATTERN, _TEXTS)
    of_pattern = dict.fromkeys(_TEXTS, "p") | {"pattern": "m"}
    plain = {
        name: "m.number" if name == "pattern" else f"{of_pattern.get(name, 's')}.{name}"
        for name in ASSESSMENTS.having(names=with_names)
    }
    query = (
        f"SELECT {', '.join(f'{column} AS {name}' for name, column in plain.items())} "
        f"FROM {PATTERNED} m JOIN {SHOWN} s ON s.key = m.key "
        f"JOIN {OF_PATTERN} p ON p.number = m.number ORDER BY s.place, m.effect"
    )
    return Lines(query, tuple(one for one in (*_FROM_REGISTER, *of_scheme) if one in plain))


def write_assessments(database: Database, lines: Lines, file: RunFile, folder: Path) -> None:
    """Write the lines as one of the files LINES."""
    if file is PARQUET:
        database.write_parquet(lines.query, folder / file.name)
        return
    # After the sorting, which takes twice as long over texts. What is a choice is written as the
    # text that it is, in half the time that it takes to make it one first.
    safe = [f"{guarded_in_sql(f'{name}::VARCHAR')} AS {name}" for name in lines.guarded]
    replaced = f"REPLACE ({', '.join(safe)}) " if safe else ""
    database.write_csv(f"SELECT * {replaced}FROM ({lines.query})", folder / file.name)


_FROM_REGISTER: Final = ("reference", "also", "person", "name")
"""Columns with texts of the register or its key. The ids of conventions need no guard: what may be
one has no such sign."""


def _texts(pattern: Pattern) -> tuple[str, ...]:
    reason = pattern.reason
    return (
        reason.effect,
        reason.status.value,
        reason.outcome.value if reason.outcome else "",
        reason.exact.value if reason.exact else "",
        reason.presumed.value if reason.presumed else "",
        "; ".join(reason.provisions),
        "; ".join(reason.wanted),
        "; ".join(reason.disputed),
    )


def write_patterns(law: Law, patterns: Iterable[Pattern], folder: Path) -> None:
    """Write the patterns as JSON: each with its counts, its reason, and what would settle it."""
    told = {
        "scheme": law.scheme.id,
        "on": iso(law.on),
        "patterns": [pattern_as_json(pattern, law) for pattern in patterns],
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    (folder / PATTERNS.name).write_text(text, encoding="utf-8")


def pattern_as_json(pattern: Pattern, law: Law) -> dict[str, object]:
    """A pattern as JSON-ready values; `text` is what each of its matters is told word for word."""
    reason = pattern.reason
    settling = reason.settling
    return {
        "pattern": pattern.number,
        "matters": pattern.matters,
        "people": pattern.people,
        "effect": reason.effect,
        "status": reason.status.value,
        "outcome": reason.outcome.value if reason.outcome else None,
        "exact": reason.exact.value if reason.exact else None,
        "presumed": reason.presumed.value if reason.presumed else None,
        "provisions": reason.provisions,
        "wanted": reason.wanted,
        "disputed": reason.disputed,
        "settling": settling_as_json(settling) if settling else None,
        "text": what_would_settle(settling, law) if settling else "",
    }


def write_worklist(look_ups: Iterable[LookUp], folder: Path) -> None:
    """Write the worklist."""
    _write_csv(
        WORKLIST,
        folder,
        (
            (
                one.look,
                one.find,
                one.question,
                one.pattern,
                one.matters,
                one.people,
                _yes(one.alone),
                "; ".join(one.others),
                _yes(one.sure),
                one.to.value if one.to else "",
            )
            for one in look_ups
        ),
    )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def write_unread(read: AsRead, folder: Path) -> None:
    """Write what was set aside or is of nobody, and what nobody could read."""
    left = (*read.set_aside, *read.unlinked)
    _write_csv(SET_ASIDE, folder, ((one.file, one.row, one.reason) for one in left))
    unmatched = (
        (column, text, one.times, one.file, one.first)
        for (column, text), one in read.unmatched.items()
    )
    _write_csv(UNMATCHED, folder, unmatched)
    silent = read.silent_dates
    _write_csv(DATES, folder, ((one.file, one.reference, one.column, one.why) for one in silent))


def _write_csv(file: RunFile, folder: Path, rows: Iterable[Sequence[str | int]]) -> None:
    with (folder / file.name).open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(file.columns)
        for row in rows:
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])


def digests(
    folder: Path, database: Database, files: Iterable[RunFile] = FILES, *, with_names: bool
) -> Mapping[str, str]:
    """A digest of each file of a run that is there: of its bytes, or of a Parquet file's rows."""
    return {
        file.name: _digest(folder / file.name, database, with_names=with_names)
        for file in files
        if (folder / file.name).is_file()
    }


def _digest(path: Path, database: Database, *, with_names: bool) -> str:
    if path.suffix == ".parquet":
        try:
            columns = ASSESSMENTS.having(names=with_names)
            return f"rows {database.parquet_digest(path, columns)}"
        except ValueError:
            return "unreadable"
    with path.open("rb") as file:
        return f"sha256 {hashlib.file_digest(file, 'sha256').hexdigest()}"


def read_table(folder: Path, file: RunFile) -> Sequence[Mapping[str, str]]:
    """The rows of a CSV file of a run. Raises ProblemsFound where it has not its columns."""
    try:
        with (folder / file.name).open(encoding="utf-8", newline="") as opened:
            rows = csv.DictReader(opened, strict=True)
            if tuple(rows.fieldnames or ()) not in (file.columns, file.having(names=True)):
                raise _not_of_a_run(folder, file)
            return [{name: read_back(cell) for name, cell in row.items()} for row in rows]
    except (OSError, ValueError, csv.Error):
        raise _not_of_a_run(folder, file) from None


def read_worklist(folder: Path) -> tuple[LookUp, ...]:
    """The worklist of a run. Raises ProblemsFound where it is not that."""
    try:
        return tuple(
            LookUp(
                look=row["look"],
                find=row["find"],
                question=row["question"],
                pattern=int(row["pattern"]),
                matters=int(row["matters"]),
                people=int(row["people"]),
                alone=row["alone"] == _yes(True),
                others=tuple(filter(None, row["with"].split("; "))),
                sure=row["sure"] == _yes(True),
                to=Outcome(row["way"]) if row["way"] else None,
            )
            for row in read_table(folder, WORKLIST)
        )
    except ValueError:
        raise _not_of_a_run(folder, WORKLIST) from None


def read_patterns(folder: Path) -> Sequence[Mapping[str, Any]]:
    """The patterns of a run as JSON values. Raises ProblemsFound where they are not that."""
    try:
        held = json.loads((folder / PATTERNS.name).read_text(encoding="utf-8"))["patterns"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise _not_of_a_run(folder, PATTERNS) from None
    wanted = {*_TEXTS, "pattern", "matters", "people", "settling", "text"}
    if isinstance(held, list) and all(isinstance(o, dict) and o.keys() == wanted for o in held):
        return held
    raise _not_of_a_run(folder, PATTERNS)


def _not_of_a_run(folder: Path, file: RunFile) -> ProblemsFound:
    what = f"{file.name} is not what this version of Amends writes"
    anew = "make the run again with `amends assess`"
    return ProblemsFound([Problem("run-foreign", Place(str(folder / file.name)), what, anew)])


def check_outputs(folder: Path, manifest: Manifest) -> None:
    """Raise ProblemsFound where a file of the run is missing, or not as it was written."""
    with TemporaryDirectory() as room, Database(Path(room)) as database:
        found = digests(folder, database, with_names=manifest.with_names)
    anew = "put it back as it was, or make the run again with `amends assess`"
    apart = "; notes go into a copy outside the folder"
    names = [file.name for file in FILES]
    problems = [
        Problem(
            "run-edited" if name in found else "run-incomplete",
            Place(str(folder / name)),
            f"{name} {'is not as the run wrote it' if name in found else 'is not there'}",
            anew + (apart if name in found else ""),
            f"{MANIFEST} has a digest of it that does not fit" if name in found else "",
        )
        for name, digest in {**dict.fromkeys(names, ""), **manifest.outputs}.items()
        if found.get(name) != digest
    ]
    if problems:
        raise ProblemsFound(problems)
