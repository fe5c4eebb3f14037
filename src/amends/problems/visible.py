"""Foreign texts as a terminal or a page may show them."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that turns others round, named.

    So a wording from a paper neither steers a terminal, nor disturbs a page, nor hides what is odd
    about it.
    """
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    # Control, format, surrogate, private and unassigned; and breaks of lines and paragraphs.
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return f"[U+{ord(character):04X}]" if hidden else character
