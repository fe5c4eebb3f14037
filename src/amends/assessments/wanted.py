"""The names of things wanted: a fact or list goes by its own, an open point by its number."""

from __future__ import annotations

from typing import Final

_POINT: Final = "open point "


def point_name(number: int) -> str:
    """What an open point is called among the things wanted."""
    return f"{_POINT}{number}"


def point_number(name: str) -> int | None:
    """The number of the open point of that name; None for a fact, a list or a denied term."""
    number = name.removeprefix(_POINT)
    return int(number) if number != name and number.isdecimal() else None
