"""Finds the part that a text names, its provision first."""

from __future__ import annotations

from amends.notation.lines import Refused, Text, Told, offered, shown
from amends.notation.names import Declared
from amends.notation.pieces import columns
from amends.notation.spelling import name_of


def find_part(text: Text, declared: Declared) -> str | None:
    """The name of the part that a whole text names, or None."""
    pieces = columns(text)
    if len(pieces) == 2:
        provision, name = (name_of(piece.text) for piece in pieces)
        if declared.parts.get(name) == provision:
            return name
    return declared.part_written.get(" ".join(text.text.split()))


def part_of(text: Text, declared: Declared) -> str:
    """The name of the part that a whole text names. Refuses any other text."""
    name = find_part(text, declared)
    if name is None:
        raise unknown_part(text, declared)
    return name


def unknown_part(text: Text, declared: Declared) -> Refused:
    """The refusal of a text that should name a part, and does not."""
    words = text.text.split()
    for start in range(1, min(len(words), 40)):
        name = name_of(" ".join(words[start:]))
        if name in declared.broken:
            raise Told
        if name in declared.parts:
            right, wrong = declared.parts[name], " ".join(words[:start])
            return Refused(
                "wrong-provision",
                text,
                f"`{name}` stands at `{right}`, not at {shown(wrong)}",
                f"write `{right}  {name}`",
            )
    return Refused(
        "unknown-part",
        text,
        f"there is no part {shown(' '.join(words))}",
        offered(" ".join(words), declared.part_written),
    )
