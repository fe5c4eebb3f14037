"""How names, texts, days and dates in force are spelt, read and written alike.

Plain names stand as they are. A name that would be read as something else
stands in backticks, a text in quotation marks; the mark itself is doubled.
"""

from __future__ import annotations

import re
from datetime import date

from amends.scheme.conditions import Force

_MARKED = re.compile(r'"(?:[^"]|"")*"|`(?:[^`]|``)*`')
_COMMENT = re.compile(r"(?:^|(?<= ))--")
_NAME = re.compile(r"`((?:[^`]|``)*)`")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_ODD = re.compile(r"""["`\[\]]|  |^ | $|^--| --|^$""")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def masked(line: str) -> str:
    """The line with all that stands in quotation marks or backticks blotted out."""
    return _MARKED.sub(lambda found: "x" * len(found.group()), line)


def without_comment(line: str) -> str:
    """The line up to its comment."""
    found = _COMMENT.search(masked(line)) if "--" in line else None
    return line[: found.start()] if found else line


def name_of(text: str) -> str:
    """The name that is spelt so."""
    found = _NAME.fullmatch(text)
    return found.group(1).replace("``", "`") if found else text


def text_of(text: str) -> str:
    """The text that is spelt so."""
    found = _TEXT.fullmatch(text)
    return found.group(1).replace('""', '"') if found else text


def day_of(text: str) -> int:
    """The day of a date written YYYY-MM-DD. Raises ValueError where there is none."""
    if not DAY.fullmatch(text):
        msg = "a date is written YYYY-MM-DD"
        raise ValueError(msg)
    return date.fromisoformat(text).toordinal()


def in_backticks(name: str) -> str:
    """The name in backticks."""
    return "`" + name.replace("`", "``") + "`"


def spelt_name(name: str, *, marked: bool = False) -> str:
    """A name, in backticks where it is odd, or where `marked` says that it would be misread."""
    return in_backticks(name) if marked or _ODD.search(name) else name


def leading_name(text: str) -> tuple[str, int] | None:
    """The name in backticks that a text begins with, and its end."""
    found = _NAME.match(text)
    return (found.group(1).replace("``", "`"), found.end()) if found else None


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return '"' + text.replace('"', '""') + '"'


def is_plain(text: str) -> bool:
    """Whether a text keeps its meaning without marks where a line ends with it."""
    return (
        bool(text)
        and text == text.strip(" ")
        and "  " not in text
        and "`" not in text
        and not text.startswith(('"', "--"))
        and " --" not in text
    )


def spelt_text(text: str) -> str:
    """A text as the rest of a line."""
    return text if is_plain(text) else quoted(text)


def spelt_day(day: int) -> str:
    """A day as YYYY-MM-DD. Raises ValueError outside the years 1 to 9999."""
    try:
        return date.fromordinal(day).isoformat()
    except (ValueError, OverflowError):
        msg = f"day {day} is in no year from 1 to 9999"
        raise ValueError(msg) from None


def spelt_force(force: Force) -> str:
    """When something is in force, as words."""
    start = [f"from {spelt_day(force.start)}"] if force.start is not None else []
    end = [f"until {spelt_day(force.end)}"] if force.end is not None else []
    return " ".join(start + end) or "always"
