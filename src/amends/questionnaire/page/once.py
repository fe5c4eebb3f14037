"""Texts that a page tells in many places, held in it once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

MARK: Final = "\x03"
"""No text of a scheme has it."""

_SHORTEST: Final = 12
"""Characters below which a text is no longer than what would stand for it."""


def held_once(told: Mapping[str, object], texts: Iterable[str]) -> dict[str, object]:
    """What is told, with MARK, a place and ";" wherever one of the texts stands in a text of it.

    `once` in it are the texts by their places, the longest first. The page's script puts them back.
    """
    once = sorted(
        {text for text in texts if len(text) > _SHORTEST}, key=lambda one: (-len(one), one)
    )
    return {"once": once, **{key: _shorter(value, once) for key, value in told.items()}}


def _shorter(told: object, once: Sequence[str]) -> object:
    match told:
        case str():
            for place, text in enumerate(once):
                told = told.replace(text, f"{MARK}{place};")
            return told
        case Mapping():
            return {key: _shorter(value, once) for key, value in told.items()}
        case list() | tuple():
            return [_shorter(one, once) for one in told]
        case _:
            return told
