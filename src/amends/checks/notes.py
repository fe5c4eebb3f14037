"""Whether the notes of a scheme are there, and written."""

from __future__ import annotations

from collections.abc import Iterator

from amends.notation.new_scheme import line_as_made
from amends.notation.shelf import Shelved
from amends.problems import Place, Problem

_REMEDY = "say which text was read, where each provision is, and each doubt with how it was read"


def check_notes(found: Shelved) -> Iterator[Problem]:
    """Notes that are missing, or in which something still stands as it was made."""
    if not found.notes.is_file():
        what = f"there is no `{found.notes.name}` beside the scheme: no doubt of it can be read"
        yield Problem("notes-none", Place(found.path.name), what, _REMEDY)
        return
    line = line_as_made(found.notes.read_text(encoding="utf-8", errors="replace"))
    if line:
        what = "what is to be noted here is not written yet"
        yield Problem("notes-unwritten", Place(found.notes.name, line), what, _REMEDY)
