"""Days as whole numbers, and EDTF (ISO 8601-2), the standard's texts for partly known dates.

A day is its proleptic Gregorian ordinal, as in `datetime.date.toordinal`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Final

LONGEST: Final = 200
_DATE: Final = re.compile("([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?")
_MOST_NAMED: Final = 12  # days named one by one in a text; more are given by their ends


def day(year: int, month: int, day_of_month: int) -> int:
    """The day of this date; ValueError if there is none, or outside the years 1 to 9999."""
    return date(year, month, day_of_month).toordinal()


def iso(day: int) -> str:
    """The day as YYYY-MM-DD; ValueError or OverflowError outside the years 1 to 9999."""
    return date.fromordinal(day).isoformat()


def edtf_bounds(text: str) -> tuple[int, int] | None:
    """First and last day that an EDTF text allows, or None if it has none or cannot be read here.

    Read: a day, month or year (years 0001 to 9999), `X` for digits not known in any place, one `?`,
    `~` or `%` at the end (which changes no bound: the standard gives it no reach), `A/B`, and the
    sets `[A,B]`, `[A..B]` and `{A,B}`. Not read: open ends, seasons (the standard does not say
    which months they are), times, years of other lengths. Never raises.
    """
    if len(text) > LONGEST:
        return None
    if text[:1] + text[-1:] in ("[]", "{}"):
        bounds = [_interval(part, "..") for part in text[1:-1].split(",")]
        known = [pair for pair in bounds if pair is not None]
        if len(known) < len(bounds):
            return None
        return min(lo for lo, _ in known), max(hi for _, hi in known)
    return _interval(text, "/")


def _interval(text: str, sign: str) -> tuple[int, int] | None:
    first, _, last = text.partition(sign)
    start = _date_bounds(first)
    end = _date_bounds(last) if sign in text else start
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _date_bounds(text: str) -> tuple[int, int] | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day_of_month = (part and part.replace("X", "?") for part in found.groups())
    return hull(
        possible(year, 1, 9999),
        possible(month or "", 1, 12),
        possible(day_of_month, 1, 31) if day_of_month else None,
    )


def possible(pattern: str, least: int, most: int) -> list[int]:
    """The numbers from `least` to `most` that the digits may be, ascending.

    `?` is a digit not known; a pattern of nothing else, or empty, is any of the numbers.
    """
    if pattern.isdecimal():
        number = int(pattern)
        return [number] if least <= number <= most else []
    if not pattern.strip("?"):
        return list(range(least, most + 1))
    digits = ("0123456789" if sign == "?" else sign for sign in pattern)
    numbers = (int("".join(chosen)) for chosen in product(*digits))
    return [number for number in numbers if least <= number <= most]


def hull(
    years: Sequence[int], months: Sequence[int], days: Sequence[int] | None
) -> tuple[int, int] | None:
    """First and last date that has one of these years, months and days; None if there is none.

    The numbers ascend. For `days` None, whole months.
    """
    if not years or not months:
        return None
    if days is None:
        last = monthrange(years[-1], months[-1])[1]
        return day(years[0], months[0], 1), day(years[-1], months[-1], last)
    if len(days) == len(months) == len(years) == 1 and days[0] <= 28:  # most texts by far
        only = day(years[0], months[0], days[0])
        return only, only
    lo = next(_dates(years, months, days), None)
    hi = next(_dates(years[::-1], months[::-1], days[::-1]), None)
    return None if lo is None or hi is None else (lo, hi)


def _dates(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> Iterator[int]:
    for year, month, day_of_month in product(years, months, days):
        if day_of_month <= 28 or day_of_month <= monthrange(year, month)[1]:
            yield day(year, month, day_of_month)


def months_later(day: int, months: int) -> tuple[int, int]:
    """First and last day of the month that is so many months after the one with this day."""
    then = date.fromordinal(day)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    first = date(year, month + 1, 1).toordinal()
    return first, first + monthrange(year, month + 1)[1] - 1


def of_span(lo: int, hi: int) -> str:
    """The shortest EDTF text with these bounds: a day, month, year, decade, century or interval."""
    first = date.fromordinal(lo)
    if lo == hi:
        return first.isoformat()
    last = date.fromordinal(hi)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"{first.isoformat()}/{last.isoformat()}"
    start, end = first.isoformat()[:7], last.isoformat()[:7]
    if start == end:
        return start
    if first.month != 1 or last.month != 12:
        return f"{start}/{end}"
    if first.year == last.year:
        return start[:4]
    for size, unknown in ((10, "X"), (100, "XX")):
        if first.year % size == 0 and last.year == first.year + size - 1:
            return start[: 4 - len(unknown)] + unknown
    return f"{start[:4]}/{end[:4]}"


def of_choice(texts: Iterable[str]) -> str:
    """The EDTF text for one of these dates, themselves EDTF without intervals and sets."""
    different = list(dict.fromkeys(texts))
    return different[0] if len(different) == 1 else f"[{','.join(different)}]"


def of_unreadable(
    years: Sequence[int], months: Sequence[int], days: Sequence[int], pattern: str
) -> str | None:
    """EDTF for some date of these years, months and days; None if it would name too many.

    `pattern` is the day as written, of which `days` are the possible numbers.
    """
    if len(years) == len(months) == 1 and pattern[1:] == "?":
        return f"{years[0]:04}-{months[0]:02}-{pattern[0]}X"
    if len(years) * len(months) * len(days) > _MOST_NAMED:
        return None
    return of_choice(iso(found) for found in _dates(years, months, days))
