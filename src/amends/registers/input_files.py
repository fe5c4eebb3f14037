"""The files of an archive, and the hash of what was read of each."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path

from amends.problems import Place, Problem, ProblemsFound

_AT_ONCE = 500_000  # bytes


@dataclass(slots=True)
class InputFiles:
    """Files of a folder, by their names in it.

    One that changes while the archive is being read is refused: no hash would tell what was read.
    """

    folder: Path
    _hashes: dict[str, str] = field(default_factory=dict)

    def there(self, name: str) -> bool:
        """Whether there is such a file."""
        with suppress(OSError):  # where a link leads may not be looked at
            return bool(name) and (self.folder / name).is_file()
        return False

    def content(self, name: str) -> bytes:
        """The bytes of a file. Raises ProblemsFound as `open` does."""
        with self.open(name) as file:
            return file.read()

    def open(self, name: str) -> BufferedReader:
        """A file to be read from its beginning, and hashed when it is read to its end.

        Raises ProblemsFound where it is not there or cannot be read, and at its end where it is
        not as it was when last read.
        """
        if not self.there(name):
            raise ProblemsFound([no_file(name)])
        self._hashes.setdefault(name, "")
        try:
            return BufferedReader(_Hashed(self, name), _AT_ONCE)
        except OSError as error:
            what = f"the file cannot be read: {error.strerror}"
            remedy = "look whether you may read it"
            raise ProblemsFound([Problem("file-unreadable", Place(name), what, remedy)]) from None

    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every file opened, by its name; of all of it, also where less was read."""
        for name in [name for name, known in self._hashes.items() if not known]:
            with self.open(name) as file:
                while file.read(_AT_ONCE):
                    pass
        return dict(sorted(self._hashes.items()))

    def read_to_its_end(self, name: str, sha256: str) -> None:
        """Note the hash of a file. Raises ProblemsFound where it had another."""
        if self._hashes[name] not in {"", sha256}:
            what = "the file changed while the archive was being read"
            remedy = "let nobody write to it, and try again"
            raise ProblemsFound([Problem("file-changed", Place(name), what, remedy)])
        self._hashes[name] = sha256


class _Hashed(RawIOBase):
    """The bytes of a file, hashed as they go by."""

    def __init__(self, files: InputFiles, name: str) -> None:
        self._file = (files.folder / name).open("rb", buffering=0)
        self._files = files
        self._name = name
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    # What typeshed calls a buffer has no name at run time before Python 3.12.
    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        got = self._file.readinto(buffer)
        if got:
            self._hash.update(memoryview(buffer)[:got])
        else:
            self._files.read_to_its_end(self._name, self._hash.hexdigest())
        return got

    def close(self) -> None:
        self._file.close()
        super().close()


def no_file(name: str) -> Problem:
    """The problem of a file that the mapping names and that is not there."""
    return Problem(
        "file-missing",
        Place(name),
        "the mapping names this file, and it is not there; all that it would state is unknown",
        "put it beside the mapping, or take it out of the mapping",
    )
