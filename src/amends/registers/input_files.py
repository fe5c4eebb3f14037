"""The files of an archive, each read once, and what was read told by its hash."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from amends.problems import Place, Problem, ProblemsFound


@dataclass(slots=True)
class InputFiles:
    """Files of a folder, by their names in it; those read are kept until the archive is."""

    folder: Path
    _contents: dict[str, bytes] = field(default_factory=dict)

    def there(self, name: str) -> bool:
        """Whether there is such a file."""
        with suppress(OSError):  # where a link leads may not be looked at
            return bool(name) and (self.folder / name).is_file()
        return False

    def content(self, name: str) -> bytes:
        """The bytes of a file. Raises ProblemsFound where it is not there or cannot be read."""
        if name not in self._contents:
            if not self.there(name):
                raise ProblemsFound([no_file(name)])
            try:
                self._contents[name] = (self.folder / name).read_bytes()
            except OSError as error:
                what = f"the file cannot be read: {error.strerror}"
                remedy = "look whether you may read it"
                raise ProblemsFound(
                    [Problem("file-unreadable", Place(name), what, remedy)]
                ) from None
        return self._contents[name]

    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every file read, by its name."""
        return {
            name: hashlib.sha256(content).hexdigest()
            for name, content in sorted(self._contents.items())
        }


def no_file(name: str) -> Problem:
    """The problem of a file that the mapping names and that is not there."""
    return Problem(
        "file-missing",
        Place(name),
        "the mapping names this file, and it is not there; all that it would state is unknown",
        "put it beside the mapping, or take it out of the mapping",
    )
