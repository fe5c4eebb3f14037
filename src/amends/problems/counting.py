"""Numbers of things, and which rows they are, as people say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MOST_NAMED: Final = 10
"""How many rows a text names, the first of all."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things; `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rows_named(numbers: Sequence[int]) -> str:
    """Rows by their numbers, as "rows 4, 7 and 9": the first MOST_NAMED, and how many more."""
    first = [str(number) for number in numbers[:MOST_NAMED]]
    if more := len(numbers) - len(first):
        first.append(f"{more:,} more")
    listed = " and ".join(filter(None, (", ".join(first[:-1]), first[-1])))
    return f"row {listed}" if len(numbers) == 1 else f"rows {listed}"
