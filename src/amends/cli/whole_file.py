"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

ANYBODY = 0o644


def write_whole(file: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write a file, or leave what stood there; without a `mode` only its owner can read it.

    Raises OSError.
    """
    part, name = mkstemp(prefix=f".{file.name}."[:100], dir=file.parent)
    try:
        with os.fdopen(part, "wb") as stream:
            stream.write(content)
        if mode is not None:
            Path(name).chmod(mode)
        Path(name).replace(file)
    finally:
        with suppress(OSError):
            Path(name).unlink()
