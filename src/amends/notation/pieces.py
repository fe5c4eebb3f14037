"""What one line is made of: columns, names with commas between them, days, dates in force."""

from __future__ import annotations

import re
from collections.abc import Container

from amends.notation.lines import Block, Refused, Text, shown
from amends.notation.spelling import day_of, masked, name_of
from amends.scheme.conditions import ALWAYS, Force

LONGEST_NAME = 120
_GAP = re.compile(r" {2,}")
_FORCE = re.compile(r"\[([^\[\]]*)\]$")
_FORCE_WORDS = re.compile(r"(?:from (\S+))? ?(?:until (\S+))?")


def columns(text: Text) -> list[Text]:
    """The pieces of a line between gaps of two spaces or more."""
    return _split(text, _GAP)


def listed(text: Text) -> list[Text]:
    """The pieces of a text between commas. Refuses an empty piece."""
    pieces = _split(text, re.compile(","))
    for piece in pieces:
        if not piece.text:
            raise Refused(
                "empty-item",
                piece,
                "there is nothing between two commas, or after the last",
                "delete the comma, or say what is missing",
            )
    return pieces


def _split(text: Text, mark: re.Pattern[str]) -> list[Text]:
    bounds = [0]
    for found in mark.finditer(masked(text.text)):
        bounds += [found.start(), found.end()]
    bounds.append(len(text.text))
    return [text.cut(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=True)]


def named(text: Text) -> str:
    """The name that a whole piece spells. Refuses none, and one that is too long."""
    name = name_of(text.text)
    if not text.text:
        raise Refused("no-name", text, "a name is missing here", "say the name")
    if len(name) > LONGEST_NAME:
        raise Refused(
            "name-too-long",
            text,
            f"the name {shown(name)} has more than {LONGEST_NAME} characters",
            "give it a shorter name",
        )
    return name


def day(text: Text) -> int:
    """The day that a piece spells."""
    try:
        return day_of(text.text)
    except ValueError:
        raise Refused(
            "bad-date",
            text,
            f"{shown(text.text)} is no date",
            "write the year, month and day of a day that exists, such as 2022-07-27",
        ) from None


def force(text: Text) -> Force:
    """When something is in force: `from D`, `until D`, `from D until D` or `always`."""
    if text.text == "always":
        return ALWAYS
    found = _FORCE_WORDS.fullmatch(text.text)
    if not found or not text.text:
        raise Refused(
            "bad-force",
            text,
            f"{shown(text.text)} does not say when this is in force",
            "write `from` a date, `until` a date, or both",
        )
    start, end = (
        day(text.cut(found.start(group), found.end(group))) if found.group(group) else None
        for group in (1, 2)
    )
    if start is not None and end is not None and start > end:
        raise Refused(
            "bad-force", text, "the last day is before the first", "put the first day first"
        )
    return Force(start, end)


def without_force(text: Text) -> tuple[Text, Force]:
    """A line without the square brackets at its end, and what they say."""
    found = _FORCE.search(masked(text.text))
    if not found:
        return text, ALWAYS
    return text.cut(0, found.start()), force(text.cut(found.start(1), found.end(1)))


def dated(block: Block) -> tuple[Text, Force]:
    """The line of a block without its square brackets, and when it is in force.

    That is on the days that both the brackets and an amendment leave to it.
    """
    text, force = without_force(block.text)
    both = meet(force, block.force)
    if both is None:
        raise Refused(
            "bad-force",
            text,
            "no day is left on which this is in force",
            "compare its dates with those of the amendments",
        )
    return text, both


def meet(one: Force, other: Force) -> Force | None:
    """The days on which both are in force; None if there is none."""
    starts = [day for day in (one.start, other.start) if day is not None]
    ends = [day for day in (one.end, other.end) if day is not None]
    return Force(max(starts, default=None), min(ends, default=None)) if one.meets(other) else None


def nothing_beneath(block: Block) -> None:
    """Refuse a line that has lines beneath it and takes none."""
    if block.children:
        raise Refused(
            "nothing-goes-beneath",
            block.children[0].text,
            "the line above takes nothing beneath it",
            "start this line in the same column as the one above, or delete it",
        )


def divided(text: Text, mark: str, *known: Container[str]) -> int:
    """Where a mark stands before a known name; else where the last one stands, or -1."""
    line = masked(text.text)
    starts = [found.start() for found in re.finditer(f"(?={mark})", line)]
    for at in starts:
        name = name_of(text.cut(at + len(mark)).text)
        if any(name in names for names in known):
            return at
    return starts[-1] if starts else -1


def new_name(at: Text, name: str, what: str, known: Container[str]) -> None:
    """Refuse a name that is declared already."""
    if name in known:
        raise Refused(
            "declared-twice",
            at,
            f"the {what} {shown(name)} is declared already",
            "keep one, or give this one another name",
        )


def something_beneath(block: Block) -> None:
    """Refuse a heading with nothing beneath it."""
    if not block.children:
        raise Refused(
            "nothing-beneath",
            block.text,
            "nothing stands beneath this line, and something belongs there",
            "put it on the next lines, two spaces deeper",
        )
