"""Assessing an archive and writing the run's folder."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from amends.assessments.assessment import AssessmentStatus
from amends.assessments.wanted import point_number
from amends.runs.folder import whole_folder
from amends.runs.manifest import MANIFEST, WHERE, manifest_text, where_text
from amends.runs.model import Run, Summary
from amends.runs.outputs import (
    FILES,
    LINES,
    REPORT,
    RunFile,
    assessment_lines,
    digests,
    write_assessments,
    write_patterns,
    write_unread,
    write_worklist,
)
from amends.runs.patterns import Pattern, find_patterns
from amends.runs.people import People
from amends.runs.report import report
from amends.runs.reporting import report_data
from amends.runs.worklist import worklist
from amends.scheme.law import Law
from amends.tables import Database


def _unwatched(_: str) -> None:
    """Nobody is watching."""


def write_run(
    run: Run, out: Path, *, replace: bool = False, begin: Callable[[str], None] = _unwatched
) -> Summary:
    """Assess the run's archive and write its folder, whole or not at all.

    `begin` is told what begins. Nothing stands at `out` unless the run was finished. Raises
    ProblemsFound where something stands there already and is not to be replaced, or where the
    folder cannot be written; nothing is replaced that is not a run.
    """
    with (
        _uncollected(),
        whole_folder(out, replace=replace) as folder,
        _database(folder) as database,
    ):
        begin("reading the rows")
        cases = run.archive.tabulate(database, with_names=run.with_names)
        begin("assessing")
        patterns, people = find_patterns(run.law, cases)
        look_ups = worklist(patterns, run.law)
        begin("writing")
        summary = _summary(run, patterns, people)
        with _written(database, patterns, folder, with_names=run.with_names) as written:
            write_patterns(run.law, patterns, folder)
            write_worklist(look_ups, folder)
            write_unread(run.archive.as_read, folder)
            data = report_data(run, summary, patterns, look_ups, people=people, cases=cases)
            (folder / REPORT.name).write_text(report(data), encoding="utf-8")
            (folder / WHERE).write_text(where_text(run), encoding="utf-8")
            rest = [file for file in FILES if file not in LINES]
            found = digests(folder, database, rest, with_names=run.with_names)
            text = manifest_text(run, summary, {**found, **written()})
        (folder / MANIFEST).write_text(text, encoding="utf-8")
    return summary


@contextmanager
def _written(
    database: Database, patterns: Iterable[Pattern], folder: Path, *, with_names: bool
) -> Iterator[Callable[[], Mapping[str, str]]]:
    """Write a line for each matter and effect beside the block; waits for the digests of these
    files.
    """
    lines = assessment_lines(database, patterns, with_names=with_names)

    def write(file: RunFile, other: Database) -> Mapping[str, str]:
        write_assessments(other, lines, file, folder)
        return digests(folder, other, [file], with_names=with_names)

    # This is the database's work, in which Python has no part; it writes a CSV file with one thread
    # alone.
    with ExitStack() as open_, ThreadPoolExecutor(len(LINES)) as workers:
        each = [
            workers.submit(write, file, open_.enter_context(database.beside())) for file in LINES
        ]
        yield lambda: {name: digest for one in each for name, digest in one.result().items()}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave Python's search for circles of objects out; a run makes next to none."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _database(folder: Path) -> Database:
    # What does not fit spills beside the run. With no limit the database takes most of the
    # machine, and is no quicker for it.
    return Database(folder, memory_limit="384MB")


def _summary(run: Run, patterns: Iterable[Pattern], people: People) -> Summary:
    read, effects = run.archive.as_read, run.law.scheme.effects
    principal = [one for one in patterns if one.reason.effect in ("", effects[0].name)]
    assessed = [one for one in principal if one.reason.status is AssessmentStatus.ASSESSED]
    rows = read.rows[run.archive.register]
    return Summary(
        people=people.all,
        matters=sum(one.matters for one in principal),
        matters_with_person=people.matters_with_person,
        rows_read=rows.rows,
        rows_in_matters=rows.linked,
        rows_set_aside=rows.set_aside,
        statuses=_counted((one.reason.status.value, one.matters) for one in principal),
        outcomes=_counted(
            (one.reason.outcome.value, one.matters) for one in assessed if one.reason.outcome
        ),
        exactly=_counted(
            (one.reason.exact.value, one.matters) for one in assessed if one.reason.exact
        ),
        presumed=_presumed(run.law, patterns),
        hang_on=_counted((name, one.matters) for one in principal for name in _points(one)),
        patterns=len({one.number for one in patterns}),
        unmatched=len(read.unmatched),
        dates_not_read=len(read.silent_dates),
    )


def _presumed(law: Law, patterns: Iterable[Pattern]) -> Mapping[str, Mapping[str, int]]:
    """For each effect with a presumption the matters of which it speaks, by what it presumes."""
    found = [(one.reason.effect, one.reason.presumed, one.matters) for one in patterns]
    return {
        effect.name: _counted(
            (presumed.value, matters)
            for name, presumed, matters in found
            if name == effect.name and presumed
        )
        for effect in law.scheme.effects
        if effect.presumption
    }


def _points(pattern: Pattern) -> set[str]:
    """The open points that could help to settle the matters of a pattern."""
    settling = pattern.reason.settling
    if settling is None or settling.settled:
        return set()
    sets = (*(one.names for one in settling.sets), settling.sure)
    names = {name for names in sets for name in names}
    return {name for name in names if point_number(name) is not None}


def _counted(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for name, count in counts:
        found[name] += count
    return dict(sorted(found.items()))
