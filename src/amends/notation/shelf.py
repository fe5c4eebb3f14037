"""The shelf: the schemes that come with Amends, found by id, and any other by its path.

A scheme stands at `<jurisdiction>/<id>/<id>.scheme`, beside its `cases/` and notes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from amends.notation.lines import LARGEST
from amends.notation.reader import read
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.model import Scheme

SUFFIX = ".scheme"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scheme with where its text stands and the SHA-256 of that text."""

    scheme: Scheme
    path: Path
    sha256: str

    @property
    def case_tables(self) -> tuple[Path, ...]:
        """The files of its case tables, in order."""
        return tuple(sorted((self.path.parent / "cases").glob("*.md")))


def shelf() -> Path:
    """The folder of the schemes that come with Amends: in the wheel, or a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "schemes"
    return installed if installed.is_dir() else package.parents[1] / "schemes"


def on_shelf() -> dict[str, Path]:
    """The path of each scheme on the shelf, by id, in alphabetical order."""
    return {path.stem: path for path in sorted(shelf().glob(f"*/*/*{SUFFIX}"))}


def load(name: str) -> Shelved:
    """The scheme of that id, or at that path: a file, or its folder. Raises ProblemsFound."""
    known = on_shelf()
    path = known.get(name, Path(name))
    if path.is_dir():
        path /= f"{path.resolve().name}{SUFFIX}"
        name = str(path)
    try:
        with path.open("rb") as file:
            # One byte more than is read as a scheme: a device has no end of its own.
            text = file.read(LARGEST + 1)
    except FileNotFoundError:
        remedy = f"{nearest(name, known)}; a scheme of your own is named by its path"
        problem = Problem("scheme-not-found", Place(name), f"there is no scheme `{name}`", remedy)
        raise ProblemsFound([problem]) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else ""
        remedy = "give the path of a scheme file that you may read"
        problem = Problem("scheme-unreadable", Place(name), "this cannot be read", remedy, why)
        raise ProblemsFound([problem]) from None
    told_as = path.name if name in known else name
    return Shelved(read(text, told_as), path, hashlib.sha256(text).hexdigest())
