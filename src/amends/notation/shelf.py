"""The shelf: the schemes that come with Amends, found by id, and any other by its path.

A scheme stands at `<jurisdiction>/<id>/<id>.scheme`, beside its amendments, its `cases/` and
its notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from amends.notation.lines import LARGEST
from amends.notation.reader import read
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.model import Scheme

SUFFIX = ".scheme"
AMENDMENT = ".amendment"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scheme with where its text stands and the SHA-256 of that text and its amendments."""

    scheme: Scheme
    path: Path
    sha256: str
    by_id: bool = False

    def told(self, path: Path) -> str:
        """A file of it as problems name it: from its folder if the scheme was named by its id."""
        return path.relative_to(self.path.parent).as_posix() if self.by_id else str(path)

    @property
    def amendments(self) -> tuple[Path, ...]:
        """The files of its amendments, in order."""
        return _beside(self.path)

    @property
    def notes(self) -> Path:
        """Where its notes stand, if it has any."""
        return self.path.parent / "notes.md"

    @property
    def has_own_folder(self) -> bool:
        """Whether its folder is called as it is: then amendments, cases and notes belong there."""
        return self.path.resolve().parent.name == self.path.stem

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
    """The scheme of that id, or at that path: a file, or its folder. Raises ProblemsFound.

    What stands beside it as an amendment is read into it.
    """
    known = on_shelf()
    path = known.get(name, Path(name))
    if path.is_dir():
        path /= f"{path.resolve().name}{SUFFIX}"
        name = str(path)
    text = _text(path, name, known)
    beside = [(_text(each, str(each), known), each) for each in _beside(path)]
    by_id = name in known
    amendments = [(each, at.name if by_id else str(at)) for each, at in beside]
    scheme = read(text, path.name if by_id else name, amendments)
    return Shelved(scheme, path, _digest([text, *(each for each, _ in beside)]), by_id)


def beside(found: Shelved, name: str) -> Scheme:
    """The scheme of that id which stands beside one, in its folder or the next; else on the shelf.

    Raises ProblemsFound. It is no path: what a case file names opens no other file.
    """
    here = found.path.resolve().parent
    if Path(name).name == name and not found.by_id:
        for path in (here / f"{name}{SUFFIX}", here.parent / name / f"{name}{SUFFIX}"):
            if path.is_file():
                return load(str(path)).scheme
    if name in on_shelf():
        return load(name).scheme
    what = f"there is no scheme `{name}`"
    remedy = f"{nearest(name, on_shelf())}; one of your own is looked for in the folder beside"
    raise ProblemsFound([Problem("scheme-not-found", Place(name), what, remedy)])


def _beside(path: Path) -> tuple[Path, ...]:
    """The amendments of a scheme: they stand in its folder."""
    beside = path.parent.glob(f"*{AMENDMENT}") if path.suffix == SUFFIX else ()
    return tuple(sorted(beside))


def _digest(texts: Sequence[bytes]) -> str:
    """The SHA-256 of a text; of several, that of their digests."""
    digests = [hashlib.sha256(text) for text in texts]
    if len(digests) == 1:
        return digests[0].hexdigest()
    return hashlib.sha256(b"".join(each.digest() for each in digests)).hexdigest()


def _text(path: Path, name: str, known: Collection[str]) -> bytes:
    try:
        with path.open("rb") as file:
            # One byte more than is read as a scheme: a device has no end of its own.
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        remedy = f"{nearest(name, known)}; a scheme of your own is named by its path"
        problem = Problem("scheme-not-found", Place(name), f"there is no scheme `{name}`", remedy)
        raise ProblemsFound([problem]) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else ""
        remedy = "give the path of a scheme file that you may read"
        problem = Problem("scheme-unreadable", Place(name), "this cannot be read", remedy, why)
        raise ProblemsFound([problem]) from None
