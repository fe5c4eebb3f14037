"""Cells of a CSV file that a spreadsheet would run: written so that it does not.

A cell that begins with = + - @, a tab or a carriage return gets an apostrophe before it, but
for a plain number. So does one that has apostrophes before such a sign, so that nothing is lost
in reading it back. The rule stands here twice, for texts and for the database.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = r"^'*[=+\-@\t\r]"
_NUMBER: Final = r"[+\-]?[0-9]+([.,][0-9]+)?"
_RUNS, _PLAIN = re.compile(_SIGNS), re.compile(_NUMBER)


def guarded(cell: str) -> str:
    """A text as it stands in a CSV file."""
    return f"'{cell}" if _RUNS.match(cell) and not _PLAIN.fullmatch(cell) else cell


def read_back(cell: str) -> str:
    """The text that a cell of a CSV file was guarded from."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def guarded_in_sql(column: str) -> str:
    """`guarded` for a column of texts, as SQL."""
    signs, number = (f"'{pattern.replace(chr(39), 2 * chr(39))}'" for pattern in (_SIGNS, _NUMBER))
    runs = f"regexp_matches({column}, {signs}) AND NOT regexp_full_match({column}, {number})"
    return f"CASE WHEN {runs} THEN '''' || {column} ELSE {column} END"
