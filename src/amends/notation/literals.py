"""Days, numbers, sums and stretches of time as they are written, and the words between them."""

from __future__ import annotations

import re

from amends.notation.lines import Refused, Text, shown
from amends.notation.pieces import day
from amends.scheme.conditions import AtMost, Fixed, Less
from amends.scheme.declarations import FactType
from amends.truth.values import GREATEST, LEAST

COMPARISONS: tuple[tuple[str, type[AtMost | Less], bool], ...] = (
    ("on or before", AtMost, False),
    ("on or after", AtMost, True),
    ("before", Less, False),
    ("after", Less, True),
    ("at most", AtMost, False),
    ("at least", AtMost, True),
    ("less than", Less, False),
    ("more than", Less, True),
)
OPERATIONS = ("plus", "minus", "times")
LITERAL = re.compile(r"\d{1,4}-\d{1,2}-\d{1,2}|-?\d[\d.]*")
_STRETCH = re.compile(
    r"(?:(-?\d{1,15}) years?)? ?(?:(-?\d{1,15}) months?)? ?(?:(-?\d{1,15}) days?)?(?=[ ,)]|$)"
)


def fixed(text: Text) -> tuple[Fixed, FactType]:
    """The day, number or sum that a whole text spells, and as which of them."""
    if "-" in text.text[1:]:
        return Fixed(day(text)), FactType.DATE
    whole, point, minor = text.text.partition(".")
    value = int((whole + minor)[:20]) if re.fullmatch(r"\d\d|", minor) else GREATEST
    if (point and not minor) or not LEAST < value < GREATEST:
        raise Refused(
            "wrong-number",
            text,
            f"{shown(text.text)} is no number and no sum",
            "write a sum with two decimals (500.00), a number with none (500)",
        )
    return Fixed(value, is_date=False), FactType.MONEY if point else FactType.NUMBER


def is_stretch(text: Text) -> bool:
    """Whether a text begins with years, months or days."""
    found = _STRETCH.match(text.text)
    return found is not None and bool(found.group().strip(" "))


def stretch(text: Text, sign: int) -> tuple[int, int, int, Text]:
    """The years, months and days that a text begins with, and the rest."""
    found = _STRETCH.match(text.text)
    if found is None or not found.group().strip(" "):
        raise Refused(
            "bad-amount",
            text,
            f"{shown(text.text)} is no stretch of time",
            "write years, months and days in that order, such as `2 years 6 months`",
        )
    years, months, days = (sign * int(group or 0) for group in found.groups())
    return years, months, days, text.cut(found.end())
