"""Pieces of Markdown, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def page(title: str, *pieces: str) -> str:
    """A page: its title, that it is generated, and its pieces with a blank line between them."""
    note = "<!-- Made by `make handbook`. Change what it is made from, not this page. -->"
    return (
        "\n\n".join([f"# {title}", note, *(piece.strip("\n") for piece in pieces if piece)]) + "\n"
    )


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or nothing where it has no rows; a bar in a cell is written so that it shows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    return "\n".join([_row(heading), f"|{'---|' * len(heading)}", *lines])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(' '.join(cell.replace('|', BAR).split()) for cell in cells)} |"


BAR = "\\|"


def fence(kind: str, text: str) -> str:
    """A block of text that is shown as it stands."""
    text = text.strip("\n")
    return f"```{kind}\n{text}\n```"


def code(text: str) -> str:
    """A word of the program or of a file; nothing stays nothing."""
    return f"`{text}`" if text else ""


def codes(texts: Iterable[str]) -> str:
    """Several such words, with commas between."""
    return ", ".join(code(text) for text in texts)
