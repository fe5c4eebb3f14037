"""What a row of a list is called."""

from __future__ import annotations

from collections.abc import Sequence

from amends.registers.csv_rows import Row
from amends.registers.mapping import ListMapping


def reference_of(row: Row, listed: ListMapping) -> str:
    """What a row is called: its reference cells, or its number where they are blank."""
    return called([row.cells.get(heading, "").strip() for heading in listed.reference], row.number)


def called(parts: Sequence[str], number: int) -> str:
    """What a row of this number is called that has these reference cells, trimmed."""
    return "/".join(parts) if any(parts) else f"row {number}"
