"""A run's folder: written whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from amends.problems import Place, Problem, ProblemsFound
from amends.runs.leftovers import old_prefix, part_prefix, taken_away
from amends.runs.manifest import MANIFEST, WHERE, read_manifest
from amends.runs.outputs import FILES


@contextmanager
def whole_folder(out: Path, *, replace: bool = False) -> Iterator[Path]:
    """A folder that takes its place at `out` when the block ends well; nothing if it does not.

    A killed process leaves at most a folder beside it whose name begins with a dot
    (`leftovers`). Raises ProblemsFound where something stands at `out` and is not to be replaced,
    be it that it came there while the block ran, where a run stood there that a killed process
    moved away, or where the folder cannot be written; nothing is replaced that is not a run.
    """
    _may_write(out, replace=replace)
    try:
        with _part(out) as part:
            yield part
            # Somebody may have put something there in the meantime.
            _may_write(out, replace=replace)
            _take_place(part, out)
    except OSError as error:
        raise ProblemsFound([_unwritable(out, error)]) from None


def _take_place(part: Path, out: Path) -> None:
    if not out.exists():
        part.rename(out)
        return
    # No folder that holds anything is replaced in one step, but for a call that only Linux has.
    # Between these two renames a kill leaves no run at `out`: `taken_away` says where it is.
    old = Path(mkdtemp(prefix=old_prefix(out), dir=out.parent))
    out.rename(old / out.name)
    try:
        part.rename(out)
    except BaseException:
        (old / out.name).rename(out)
        old.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _part(out: Path) -> Iterator[Path]:
    out.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=part_prefix(out), dir=out.parent))
    part.chmod(0o755)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _may_write(out: Path, *, replace: bool) -> None:
    if not _is_text(str(out)):  # the database takes no other names
        what = "the name of the folder is not text in UTF-8"
        raise ProblemsFound([Problem("output-unwritable", Place(), what, "give another name")])
    if not _exists(out):
        if found := taken_away(out):
            raise ProblemsFound(found)
        return
    a_run = _is_run(out)
    if replace and a_run:
        return
    what = f"there is something at `{out}` already"
    if a_run:
        why = "a run is never written over another by accident"
        remedy = "give another folder, or --replace to replace the run that stands there"
    else:
        why = "it is not a run's folder, or holds more than a run, so nothing in it is touched"
        remedy = "give another folder"
    raise ProblemsFound([Problem("output-exists", Place(str(out)), what, remedy, why)])


def _is_run(out: Path) -> bool:
    """Whether a run stands there, and nothing else that somebody might miss."""
    if out.is_symlink() or not out.is_dir():
        return False
    names = {path.name for path in out.iterdir()}
    if not names <= {MANIFEST, WHERE, *(file.name for file in FILES)}:
        return False
    try:
        read_manifest(out)
    except ProblemsFound:
        return False
    return True


def _exists(out: Path) -> bool:
    try:
        return out.exists() or out.is_symlink()
    except OSError as error:
        raise ProblemsFound([_unwritable(out, error)]) from None


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unwritable(out: Path, error: OSError) -> Problem:
    what = f"the folder `{out}` cannot be written: {error.strerror}"
    remedy = "give a folder that you may write"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        remedy = "make room on that disk, or give a folder on another"
    return Problem("output-unwritable", Place(str(out)), what, remedy)
