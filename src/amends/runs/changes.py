"""Which answers of a later run are another than those of an earlier one, and what may be why."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from amends.assessments.wanted import point_name
from amends.runs.cells import guarded
from amends.runs.manifest import Manifest, read_manifest
from amends.runs.outputs import PARQUET, check_outputs
from amends.tables import Database
from amends.tables.database import Cell, text
from amends.truth.edtf import iso

_ANSWER: Final = ("status", "outcome", "exact", "presumed")
_GROUNDS: Final = ("provisions", "wanted", "disputed", "conventions")
COLUMNS: Final = ("reference", "charge", "effect", "before", "after", "told_with")
"""The columns of `changes_csv`."""


@dataclass(frozen=True, slots=True)
class Change:
    """The answer on one effect of a matter in the earlier run, and in the later.

    One of the two is empty where only the other run has the matter; `told_with` is then the
    reference of the first matter with which that run tells the entry, of whichever charge, and
    empty where there is none.
    """

    reference: str
    charge: int
    effect: str
    before: str
    after: str
    told_with: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How two runs differ: in what they rest on, in words, and in their answers on the effects that
    both have.

    `same` counts the answers that both have and that are as they were; `other_grounds` those of
    them that turn on something else now. `changed` are the others, in the order of the pages, those
    first that both runs have.
    """

    rests_on: tuple[str, ...]
    same: int
    other_grounds: int
    changed: tuple[Change, ...]


def changes(earlier: Path, later: Path) -> Changes:
    """How a later run differs from an earlier one; both are folders.

    A matter is the same in both where it has the same reference and charge. Raises ProblemsFound
    where one of them is no run, or was edited or cut short.
    """
    manifests = read_manifest(earlier), read_manifest(later)
    for folder, manifest in zip((earlier, later), manifests, strict=True):
        check_outputs(folder, manifest)
    with TemporaryDirectory() as room, Database(Path(room)) as database:
        _load(database, earlier, later)
        grounds = _differs(_GROUNDS)
        ((same, other),) = database.rows(
            f"SELECT count(*), count(*) FILTER ({grounds}) "
            f"FROM old JOIN new USING ({_KEY}) WHERE NOT ({_differs(_ANSWER)})"
        )
        rests_on = (*_rests_on(*manifests), *_one_sided(database))
        changed = tuple(_changed(database))
    return Changes(rests_on, int(same), int(other), changed)


_KEY: Final = "reference, charge, effect, nth"


def _load(database: Database, earlier: Path, later: Path) -> None:
    """Create the tables `old` and `new`: the lines of the two runs, each with its `place`."""
    for table, folder in (("lines_old", earlier), ("lines_new", later)):
        database.create(
            table,
            # Two matters of one charge are of two people.
            "SELECT *, row_number() OVER (PARTITION BY reference, charge, effect ORDER BY person) "
            "AS nth, file_row_number AS place "
            f"FROM read_parquet({text(folder / PARQUET.name)}, file_row_number = true)",
        )
    for table, other in (("old", "new"), ("new", "old")):
        # Where a law is not in force it has one line for all effects.
        each = f"(SELECT DISTINCT effect AS e FROM lines_{other} WHERE effect <> '')"
        database.create(
            table,
            f"SELECT l.* REPLACE (coalesce(e, effect) AS effect) FROM lines_{table} l "
            f"LEFT JOIN {each} ON l.effect = ''",
        )


def _one_sided(database: Database) -> Iterator[str]:
    """The effects that only one of the runs answers of; there is nothing to compare them with."""
    for run, other, which in (("old", "new", "earlier"), ("new", "old", "later")):
        query = f"SELECT DISTINCT effect FROM {run} ANTI JOIN {other} USING (effect) ORDER BY 1"
        for (effect,) in database.rows(query):
            yield f"the effect `{effect}`: in the {which} run only"


def _differs(columns: Sequence[str]) -> str:
    return " OR ".join(f"old.{name} <> new.{name}" for name in columns)


def _changed(database: Database) -> Iterator[Change]:
    told = ", ".join(f"{run}.{name}" for run in ("old", "new") for name in _ANSWER)
    rows = database.stream(
        f"SELECT reference, charge, effect, {told} FROM old JOIN new USING ({_KEY}) "
        f"WHERE {_differs(_ANSWER)} ORDER BY new.place, effect"
    )
    for reference, charge, effect, *cells in rows:
        before, after = _answer(cells[: len(_ANSWER)]), _answer(cells[len(_ANSWER) :])
        yield Change(str(reference), int(charge), str(effect), before, after)
    for run, other in (("old", "new"), ("new", "old")):
        also = (
            "SELECT also, min_by(reference, place) AS told_with FROM (SELECT reference, place, "
            f"unnest(string_split(also, '; ')) AS also FROM {other} WHERE also <> '') GROUP BY also"
        )
        rows = database.stream(
            f"SELECT reference, charge, effect, coalesce(told_with, ''), {', '.join(_ANSWER)} "
            f"FROM {run} ANTI JOIN {other} USING ({_KEY}) LEFT JOIN ({also}) a "
            f"ON a.also = {run}.reference "
            f"WHERE effect IN (SELECT effect FROM {other}) ORDER BY place, effect"
        )
        for reference, charge, effect, told_with, *cells in rows:
            answer = _answer(cells)
            before, after = (answer, "") if run == "old" else ("", answer)
            yield Change(str(reference), int(charge), str(effect), before, after, str(told_with))


def _answer(cells: Sequence[Cell]) -> str:
    """An answer in words, from its cells in a run."""
    status, outcome, exact, presumed = (str(cell).replace("_", " ") for cell in cells)
    if status != "assessed":
        return status
    further = [f"exactly: {exact}"] if exact else []
    further += [f"presumed: {presumed}"] if presumed else []
    return f"{outcome} ({'; '.join(further)})" if further else outcome


def _rests_on(then: Manifest, now: Manifest) -> Iterator[str]:
    """In what two runs differ of that on which their answers rest."""
    if then.scheme != now.scheme:
        yield f"the law: `{then.scheme}`, then `{now.scheme}`"
    elif then.scheme_sha256 != now.scheme_sha256:
        yield f"the text of the scheme `{now.scheme}`"
    if then.on != now.on:
        yield f"the law date: {iso(then.on)}, then {iso(now.on)}"
    for point in sorted({*then.supposed, *now.supposed}):
        one, other = (_supposed(run.supposed, point) for run in (then, now))
        if one != other:
            yield f"{point_name(point)}: {one}, then {other}"
    for name in sorted({*then.without} ^ {*now.without}):
        run = "earlier" if name in then.without else "later"
        yield f"reading convention {name}: left out in the {run} run"
    for file in sorted({*then.inputs, *now.inputs}):
        if file not in now.inputs:
            yield f"{file}: read in the earlier run only"
        elif file not in then.inputs:
            yield f"{file}: read in the later run only"
        elif then.inputs[file] != now.inputs[file]:
            yield f"{file}: changed in between"
    if then.amends != now.amends:
        yield f"Amends itself: version {then.amends}, then {now.amends}"


def _supposed(answers: Mapping[int, bool], point: int) -> str:
    answer = answers.get(point)
    return "left open" if answer is None else f"supposed {'yes' if answer else 'no'}"


def changes_csv(found: Changes) -> str:
    """The changed answers as CSV with a heading, for a spreadsheet."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found.changed:
        cells = (getattr(one, name) for name in COLUMNS)
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()
