"""Lines for a terminal: wrapped to 80 columns, indented, with plain marks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 80
_STEP: Final = 2
_NARROWEST: Final = 40  # deeper steps are not indented further


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph at a depth; `mark` stands before it ("- ") and its other lines hang by it."""

    text: str
    depth: int = 0
    mark: str = ""


def laid_out(lines: Iterable[Line], edge: str = "") -> str:
    """The lines wrapped; an empty text is a blank line. A long word may stick out.

    Where there is an `edge`, all of them begin with it, and no word sticks out: so what is not
    ours is told from what is, whatever it says.
    """
    return "\n".join(_wrapped(line, edge) for line in lines) + "\n"


def _wrapped(line: Line, edge: str) -> str:
    text = " ".join(line.text.split())
    if not text:
        return edge.rstrip()
    first = edge + " " * min(line.depth * _STEP, WIDTH - _NARROWEST)
    whole = f"{first}{line.mark}{text}"
    if len(whole) <= WIDTH:  # most lines, and wrapping is what takes the time
        return whole
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first + line.mark,
        subsequent_indent=first + " " * len(line.mark),
        break_long_words=bool(edge),
        break_on_hyphens=False,
    )


def item(text: str, depth: int = 1) -> Line:
    """One item of a list."""
    return Line(text, depth, "- ")


BLANK: Final = Line("")


def headed(heading: str, items: Iterable[str]) -> list[Line]:
    """A blank line, a heading and its items; nothing where there are none."""
    lines = [item(text) for text in items]
    return [BLANK, Line(heading), *lines] if lines else []


def sentence(text: str) -> str:
    """The text with a capital and a final stop."""
    return stopped(text[:1].upper() + text[1:])


def stopped(text: str) -> str:
    """The text with a final stop, where it has none of its own."""
    return text if text.endswith((".", "?", "!", '."', '?"', ".)")) else f"{text}."
