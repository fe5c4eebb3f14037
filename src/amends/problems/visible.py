"""Foreign texts as a terminal or a page may show them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BLANK: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\U0001d159\U000e0100-\U000e01ef]"
)
"""Letters, marks and signs that show nothing, or a gap, as a filler of Hangul or a cell of Braille
without a dot. A blank is not among them: it is seen for what it is."""


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that turns others round, named.

    So a wording from a paper neither steers a terminal, nor disturbs a page, nor hides what is odd
    about it.
    """
    return "".join(_seen(character) for character in text)


def _seen(character: str) -> str:
    # Control, format, surrogate, private and unassigned; and breaks of lines and paragraphs.
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    named = hidden or _BLANK.match(character)
    return f"[U+{ord(character):04X}]" if named else character
