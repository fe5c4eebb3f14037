"""Assessing an archive and writing the run's folder."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from amends.assessments.assessment import AssessmentStatus
from amends.cases.conventions import conventions_of_case
from amends.cases.table import tabulate
from amends.engines.sql import AssessedRow, assess_table
from amends.engines.sql import rows as assessed_rows
from amends.problems import Place, Problem, ProblemsFound
from amends.runs.manifest import manifest_of
from amends.runs.model import Run, Summary
from amends.tables import Column, ColumnType, Database, select

MANIFEST = "manifest.json"
ASSESSMENTS = "assessments"
_LINES = "run_lines"

_COLUMNS = (
    Column("reference", ColumnType.TEXT),
    Column("also", ColumnType.TEXT),
    Column("charge", ColumnType.SMALL),
    Column("person", ColumnType.TEXT),
    Column("effect", ColumnType.TEXT),
    Column("status", ColumnType.TEXT),
    Column("outcome", ColumnType.TEXT),
    Column("provisions", ColumnType.TEXT),
    Column("wanted", ColumnType.TEXT),
    Column("disputed", ColumnType.TEXT),
    Column("conventions", ColumnType.TEXT),
)


def _unwatched(_: str) -> None:
    """Nobody is watching."""


def write_run(
    run: Run, out: Path, *, replace: bool = False, begin: Callable[[str], None] = _unwatched
) -> Summary:
    """Assess the run's archive and write its folder, whole or not at all.

    `begin` is told what begins.
    Nothing stands at `out` unless the run was finished. Raises ProblemsFound where
    something stands there already and is not to be replaced, or where the folder
    cannot be written; nothing is replaced that is not a run.
    """
    try:
        _may_write(out, replace=replace)
        with _whole_folder(out) as folder, Database(folder) as database:
            begin("assessing")
            assessed = list(_assess(run, database))
            begin("writing")
            summary = _summary(run, assessed)
            _write(run, assessed, summary, folder, database)
    except OSError as error:
        raise ProblemsFound([_unwritable(out, error)]) from None
    return summary


def _assess(run: Run, database: Database) -> Iterator[AssessedRow]:
    table = tabulate(run.archive.cases, run.law.scheme, database)
    place = {case.key: number for number, case in enumerate(run.archive.cases)}
    found = assessed_rows(assess_table(run.law, table))
    yield from sorted(found, key=lambda row: place[row.key])


def _write(
    run: Run, assessed: Sequence[AssessedRow], summary: Summary, folder: Path, database: Database
) -> None:
    conventions = {case.key: conventions_of_case(case) for case in run.archive.cases}
    people = {case.key: case.person_key for case in run.archive.cases}
    with database.loading({_LINES: (Column("place", ColumnType.BIG), *_COLUMNS)}) as loading:
        for number, row in enumerate(assessed):
            matter = run.archive.matters[row.key]
            loading.add(
                _LINES,
                number,
                matter.reference,
                "; ".join(matter.also),
                matter.charge,
                people[row.key],
                row.effect,
                row.status.value,
                row.outcome.value if row.outcome else "",
                "; ".join(row.provisions),
                "; ".join(row.wanted),
                "; ".join(row.disputed),
                "; ".join(sorted(conventions[row.key])),
            )
    query = select(_LINES, [column.name for column in _COLUMNS], order_by=["place"])
    database.write_parquet(query, folder / f"{ASSESSMENTS}.parquet")
    database.write_csv(query, folder / f"{ASSESSMENTS}.csv")
    _write_csv(
        folder / "set-aside.csv",
        ("file", "row", "reason"),
        ((aside.file, aside.row, aside.reason) for aside in run.archive.set_aside),
    )
    _write_csv(
        folder / "unmatched.csv",
        ("column", "wording", "count"),
        ((column, text, n) for (column, text), n in run.archive.unmatched.items()),
    )
    _write_csv(
        folder / "dates-not-read.csv",
        ("file", "reference", "column", "why"),
        ((date.file, date.reference, date.column, date.why) for date in run.archive.silent_dates),
    )
    manifest = manifest_of(run, summary)
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def _write_csv(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def _summary(run: Run, assessed: Sequence[AssessedRow]) -> Summary:
    archive, effects = run.archive, run.law.scheme.effects
    principal = [row for row in assessed if row.effect in ("", effects[0].name)]
    rows = archive.rows[archive.register]
    return Summary(
        people=len({case.person_key or case.key for case in archive.cases}),
        matters=len(archive.cases),
        rows_read=rows.rows,
        rows_in_matters=rows.linked,
        rows_set_aside=rows.set_aside,
        statuses=_counted(row.status.value for row in principal),
        outcomes=_counted(
            row.outcome.value
            for row in principal
            if row.outcome and row.status is AssessmentStatus.ASSESSED
        ),
        unmatched=len(archive.unmatched),
        dates_not_read=len(archive.silent_dates),
    )


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(names).items()))


def _may_write(out: Path, *, replace: bool) -> None:
    if not _is_text(str(out)):  # the database takes no other names
        what = "the name of the folder is not text in UTF-8"
        raise ProblemsFound([Problem("output-unwritable", Place(), what, "give another name")])
    if not out.exists():
        return
    if replace and (out / MANIFEST).is_file():
        return
    if replace:
        why = "it is not a run's folder, so nothing in it is touched"
        remedy = "give another folder"
    else:
        why = "a run is never written over another by accident"
        remedy = "give another folder, or ask to replace the run that stands there"
    what = f"there is something at `{out}` already"
    raise ProblemsFound([Problem("output-exists", Place(str(out)), what, remedy, why)])


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unwritable(out: Path, error: OSError) -> Problem:
    what = f"the folder `{out}` cannot be written: {error.strerror}"
    return Problem("output-unwritable", Place(str(out)), what, "give a folder that you may write")


@contextmanager
def _whole_folder(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when the block ends well.

    A killed process leaves at most a folder whose name begins with a dot.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    part.chmod(0o755)
    try:
        yield part
        if out.exists():
            old = Path(mkdtemp(prefix=f".{out.name}.old.", dir=out.parent))
            out.rename(old / out.name)
            part.rename(out)
            shutil.rmtree(old)
        else:
            part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
