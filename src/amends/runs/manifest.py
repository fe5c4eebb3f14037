"""The manifest: everything that a run's answers rest on, so that it can be made again.

It holds no date of its own making and no place: the same inputs give the same manifest. Its last
line is a digest of the rest, and it has one of every other file of the run. Where scheme and
register lay is kept beside it, and is no part of what is compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from amends import __version__
from amends.assessments.wanted import point_name, point_number
from amends.problems import Place, Problem, ProblemsFound, as_json
from amends.runs.leftovers import taken_away
from amends.runs.model import Run, Summary
from amends.truth.edtf import edtf_bounds, iso

MANIFEST: Final = "manifest.json"
WHERE: Final = "where.json"
_DIGEST: Final = "digest"
_ANEW: Final = "make the run again with `amends assess`"


def manifest_text(run: Run, summary: Summary, outputs: Mapping[str, str]) -> str:
    """The manifest of a run as JSON text. `outputs` are the digests of its other files."""
    scheme, conventions = run.law.scheme, run.archive.conventions
    inputs = run.archive.inputs
    rest: dict[str, object] = {
        "amends": __version__,
        "engine": "sql",
        "scheme": {
            "id": scheme.id,
            "sha256": run.scheme_sha256,
            "reviewed": scheme.reviewed,
        },
        "on": iso(run.law.on),
        "supposed": {point_name(n): answer for n, answer in sorted(run.law.supposed.items())},
        "conventions": {
            "in_force": sorted(conventions.in_force),
            "not_in_force": sorted({c.id for c in conventions.every} - conventions.in_force),
        },
        "with_names": run.with_names,
        "inputs": [{"file": file, "sha256": sha} for file, sha in sorted(inputs.items())],
        "rows": {file: asdict(count) for file, count in sorted(run.archive.as_read.rows.items())},
        "counts": asdict(summary),
        "problems": [as_json(problem) for problem in run.problems],
        "outputs": dict(sorted(outputs.items())),
    }
    return _text({**rest, _DIGEST: _digest(rest)})


def _text(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _digest(rest: Mapping[str, object]) -> str:
    return hashlib.sha256(_text(rest).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says that is needed to make its run again, and its whole text."""

    amends: str
    scheme: str
    scheme_sha256: str
    on: int
    supposed: Mapping[int, bool]
    without: tuple[str, ...]
    with_names: bool
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    text: str


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the run that stands in a folder.

    Raises ProblemsFound where there is none, where it was edited or cut short, or where it was
    being replaced when the command was killed.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise _damaged(path, "it is not text in UTF-8") from None
    except OSError as error:
        if found := taken_away(folder):
            raise ProblemsFound(found) from None
        what = f"there is no run in `{folder}`: its {MANIFEST} cannot be read ({error.strerror})"
        remedy = "give the folder that `amends assess` wrote"
        raise ProblemsFound([Problem("no-run", Place(str(path)), what, remedy)]) from None
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(path, "it is no whole JSON text") from None
    if not isinstance(held, dict) or held.pop(_DIGEST, "") != _digest(held):
        raise _damaged(path, "its digest does not fit what it says")
    try:
        return _read(held, text)
    except (KeyError, TypeError, ValueError):
        version = f" (it was made by Amends {held.get('amends', 'of no known version')})"
        raise _damaged(path, f"it does not say what a manifest says{version}") from None


def where_text(run: Run) -> str:
    """Where the scheme and the register of a run lay, seen from its folder, as JSON text."""
    return _text({"scheme": run.scheme_at, "register": run.register_at})


def read_where(folder: Path) -> tuple[str, str]:
    """Where scheme and register lay; empty texts where nothing says so any more."""
    try:
        held = _table(json.loads((folder / WHERE).read_text(encoding="utf-8")))
        return str(held["scheme"]), str(held["register"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "", ""


def _damaged(path: Path, why: str) -> ProblemsFound:
    what = "the manifest of this run was edited, cut short or made by another version of Amends"
    return ProblemsFound([Problem("manifest-damaged", Place(str(path)), what, _ANEW, why)])


def _read(held: Mapping[str, object], text: str) -> Manifest:
    scheme, conventions = _table(held["scheme"]), _table(held["conventions"])
    on = edtf_bounds(str(held["on"]))
    if on is None or on[0] != on[1]:
        raise ValueError
    inputs = held["inputs"]
    without = conventions["not_in_force"]
    if not isinstance(inputs, list) or not isinstance(without, list):
        raise TypeError
    return Manifest(
        str(held["amends"]),
        str(scheme["id"]),
        str(scheme["sha256"]),
        on[0],
        {_point(name): _truth(answer) for name, answer in _table(held["supposed"]).items()},
        tuple(map(str, without)),
        _truth(held["with_names"]),
        {str(one["file"]): str(one["sha256"]) for one in map(_table, inputs)},
        {name: str(digest) for name, digest in _table(held["outputs"]).items()},
        text,
    )


def _point(name: str) -> int:
    number = point_number(name)
    if number is None:
        raise ValueError
    return number


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value
