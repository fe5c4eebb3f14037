"""Numbers and foreign texts as a page shows them."""

from __future__ import annotations

import unicodedata


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things, as people say it; `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def share(part: int, whole: int) -> str:
    """A part as a whole per cent; one that rounding would make none or all says so."""
    if not whole:
        return "0%"
    rounded = round(100 * part / whole)
    if part and not rounded:
        return "under 1%"
    if part < whole and rounded == 100:
        return "over 99%"
    return f"{rounded}%"


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that turns others round, named.

    So a wording from a register neither disturbs the page nor hides what is odd about it.
    """
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    # Control, format, surrogate, private and unassigned; and breaks of lines and paragraphs.
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return f"[U+{ord(character):04X}]" if hidden else character
