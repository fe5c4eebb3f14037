"""The shelf: the schemes that come with Amends, found by id, and any other by its path.

A scheme stands at `<jurisdiction>/<id>/<id>.scheme`, beside its `cases/` and notes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

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
    """The scheme of that id, or at that path. Raises ProblemsFound."""
    known = on_shelf()
    path = known.get(name, Path(name))
    try:
        text = path.read_bytes()
    except OSError:
        remedy = f"{nearest(name, known)}; a scheme of your own is named by its path"
        problem = Problem("scheme-not-found", Place(name), f"there is no scheme `{name}`", remedy)
        raise ProblemsFound([problem]) from None
    return Shelved(
        read(text, name if name not in known else path.name), path, hashlib.sha256(text).hexdigest()
    )
