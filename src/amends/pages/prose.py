"""Lines at depths, as an answer is written for a terminal, made into paragraphs and lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or an item of a list, with the items below it."""

    text: str
    items: tuple[Paragraph, ...] = ()


def nested(lines: Iterable[tuple[int, str]]) -> tuple[Paragraph, ...]:
    """Paragraphs from lines and their depths; a deeper line is an item of the one before.

    Empty lines are passed over.
    """
    waiting = [(depth, text) for depth, text in lines if text.strip()]
    found: list[Paragraph] = []
    while waiting:
        depth, text = waiting.pop(0)
        end = next((n for n, (other, _) in enumerate(waiting) if other <= depth), len(waiting))
        found.append(Paragraph(text, nested(waiting[:end])))
        del waiting[:end]
    return tuple(found)
