"""What the commands write: whole or not at all, and over nothing by accident."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from typing import Final

from amends.problems import Place, Problem, ProblemsFound

ANYBODY: Final = 0o644


def check_free(out: Path, anew: str = "--out", *, replace: bool | None = None) -> None:
    """Raises ProblemsFound where something stands at `out` that must not be written over.

    `anew` is of what another can be given. `replace` says whether a plain file there is replaced;
    it is None where nothing ever is. Raises OSError where it cannot be looked.
    """
    if not out.exists() and not out.is_symlink():
        return
    plain = out.is_file() and not out.is_symlink()
    if plain and replace:
        return
    why = "nothing is written over something by accident"
    remedy = f"give another {anew}"
    if replace is not None and plain:
        remedy = f"give another {anew}, or --replace to replace the file"
    elif replace is not None:
        why = "it is not a plain file, so it is not touched"
    what = "there is something there already"
    raise ProblemsFound([Problem("output-exists", Place(str(out)), what, remedy, why)])


def unwritable(out: Path, of: str, error: OSError, anew: str = "--out") -> Problem:
    """That something, such as `the page`, cannot be written at `out`."""
    what = f"{of} cannot be written there: {error.strerror}"
    return Problem("output-unwritable", Place(str(out)), what, f"give another {anew}")


def check_writable(file: Path) -> None:
    """Raises OSError where a file could not be written there; leaves nothing."""
    part, name = mkstemp(prefix=_hidden(file), dir=file.parent)
    os.close(part)
    Path(name).unlink()


def write_whole(file: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write a file, or leave what stood there; without a `mode` only its owner can read it.

    Raises OSError.
    """
    part, name = mkstemp(prefix=_hidden(file), dir=file.parent)
    try:
        with os.fdopen(part, "wb") as stream:
            stream.write(content)
        if mode is not None:
            Path(name).chmod(mode)
        Path(name).replace(file)
    finally:
        with suppress(OSError):
            Path(name).unlink()


def write_folder(out: Path, files: Mapping[str, bytes], *, private: bool = True) -> None:
    """Write files, some in folders of their own, into a new folder: all of them or none.

    Where `private`, only its owner can read the folder. Nothing may stand there: see
    `check_free`. Raises OSError.
    """
    part = Path(mkdtemp(prefix=_hidden(out), dir=out.parent))
    try:
        for name, content in files.items():
            (part / name).parent.mkdir(exist_ok=True)
            (part / name).write_bytes(content)
        if not private:
            part.chmod(0o755)
        part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _hidden(path: Path) -> str:
    """How the name begins of what is written beside it first, until it is whole."""
    return f".{path.name}."[:100]
