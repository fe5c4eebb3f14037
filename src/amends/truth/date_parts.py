"""One date in marks: which is the day, the month and the year, and which days they leave possible.

Owns the reading rules and `DatePart`, what a part of a text means; `dates` joins the parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from amends.truth import edtf
from amends.truth.date_words import Marks

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "day-first": "the day is written before the month",
        "two-digit-year": "a year of two digits is of the stated hundred years",
        "ditto": "a ditto mark repeats the line above on the page",
        "part-of-year": "spring is March to May, and so on; winter is December to February",
        "winter-begins-in-year": "a winter written with one year begins in that year's December",
        "part-of-month": "early is days 1 to 10, mid 11 to 20, late 21 to the last",
        "half-of-year": "early in a year is to the end of June, mid April to September, late from "
        "July on",
        "circa": "about a day or a month is so many days or months either side of it",
        "circa-year": "about a year is so many years either side of it",
        "unreadable-digit": "a digit that cannot be read may be any that makes a date",
        "night-of": "the night of one day to the next is both days",
        "term-day": "Candlemas, Whitsunday, Lammas and Martinmas are the old Scots term days",
    }
)
"""Every rule that may be switched off, with what it says."""

Why: TypeAlias = Literal["blank", "not known", "illegible", "impossible", "not understood"]
Unit: TypeAlias = Literal["day", "month", "year", "part"]


@dataclass(frozen=True, slots=True)
class DateRules:
    """The reading rules in force and their numbers.

    `days_around`, `months_around` and `years_around` are the reach of "circa" of a day, of a month
    and of a year; `century_from` is the first of the hundred years that two digits stand for.
    """

    names: frozenset[str] = frozenset(RULES)
    days_around: int = 14
    months_around: int = 1
    years_around: int = 2
    century_from: int = 1900

    def __post_init__(self) -> None:
        """Refuse rules that do not exist and numbers that would leave the calendar."""
        if unknown := self.names - RULES.keys():
            msg = f"no such reading rule: {', '.join(sorted(unknown))}"
            raise ValueError(msg)
        if not (0 <= self.days_around <= 366 and 0 <= self.months_around <= 12):
            msg = "circa of a day or a month reaches at most a year: 366 days, 12 months"
            raise ValueError(msg)
        if not 0 <= self.years_around <= 20:
            msg = "circa of a year reaches at most 20 years"
            raise ValueError(msg)
        if not _FIRST_YEAR <= self.century_from <= _LAST_YEAR - 99:
            msg = f"a century begins between {_FIRST_YEAR} and {_LAST_YEAR - 99}"
            raise ValueError(msg)

    def without(self, *names: str) -> DateRules:
        """These rules with some switched off; ValueError for a rule that does not exist."""
        if unknown := set(names) - RULES.keys():
            msg = f"no such reading rule: {', '.join(sorted(unknown))}"
            raise ValueError(msg)
        return replace(self, names=self.names - set(names))


# Years that a text may be of. Outside them four digits are likelier to be something else, and
# circa could step off the calendar.
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2999
# One month, one year; what is longer is not known to be one. Of a day or a part there is no part.
_LONGEST: Final[Mapping[Unit, int]] = MappingProxyType(
    {"month": 30, "year": 365, "day": -1, "part": -1}
)
_MONTHS_BEFORE: Final[Mapping[int, int]] = MappingProxyType({1: 0, 11: 3, 21: 6})
# From here on statute put the term days on the 28th, and papers show either usage.
_TERM_DAYS_MOVED: Final = 1991

ALL_RULES: Final = DateRules()


class UnreadError(Exception):
    """Ends the reading of one text; never leaves this module."""

    def __init__(self, why: Why = "not understood") -> None:
        self.why: Why = why


class DatePart(NamedTuple):
    """What a part of a text means. `month` and `year`, as written, complete what stands before."""

    lo: int
    hi: int
    unit: Unit
    rules: frozenset[str]
    edtf: str
    month: str = ""
    year: str = ""
    exact_ends: bool = False  # a range from one certain day to another


# Single dates: which mark is the day, which the month, which the year.


def one_date(marks: Marks, right: DatePart | None, rules: DateRules) -> DatePart | None:
    """One date, completed from what stands to its right; None if the marks are not one date's."""
    if "," in marks.shape:
        marks = marks.without(",")
    match marks.shape[:1]:
        case "P":
            return _part(int(marks.texts[0]), one_date(marks.part(1), right, rules))
        case "S":
            return _season(int(marks.texts[0]), marks.part(1), right, rules)
        case "D":
            return _term_day(marks.texts[0], marks.part(1), right, rules)
        case _:
            return _by_shape(marks, right, rules)


def _by_shape(marks: Marks, right: DatePart | None, rules: DateRules) -> DatePart | None:
    texts = [text for kind, text in zip(marks.shape, marks.texts, strict=True) if kind in "nM"]
    match marks.shape:
        case "n/n/n" | "n.n.n" | "n-n-n" | "nTnTn" | "nnn":
            if len(texts[0]) == 4:
                return _resolved(texts[2], texts[1], texts[0], rules)
            return _day_first(texts[0], texts[1], texts[2], rules)
        case "nMn" | "n/M/n" | "n-M-n":
            if len(texts[0]) == 4:
                return _resolved(texts[2], texts[1], texts[0], rules)
            return _resolved(texts[0], texts[1], texts[2], rules)
        case "Mnn":
            return _resolved(texts[1], texts[0], texts[2], rules)
        case "Mn" | "M/n" | "M-n":
            return _resolved("", texts[0], _surely_year(texts[1], 31), rules)
        case "nM" if len(texts[0]) == 4:
            return _resolved("", texts[1], texts[0], rules)
        case "nM" if right:
            return _resolved(texts[0], texts[1], right.year, rules)
        case "M" if right:
            return _resolved("", texts[0], right.year, rules)
        case "n/n" | "n-n" | "n.n":
            return _two_numbers(texts[0], texts[1], marks.shape[1], right, rules)
        case "n" if len(texts[0]) == 4 or texts[0].startswith("'"):
            return _resolved("", "", texts[0], rules)
        case "n" if right and right.unit == "day":
            return _resolved(texts[0], right.month, right.year, rules)
        case _:
            return None


def _two_numbers(
    first: str, second: str, sign: str, right: DatePart | None, rules: DateRules
) -> DatePart | None:
    """Month and year (11/52, 1986-03), two years (1986/87), or day and month of the year after."""
    if len(first) == 4:
        if len(second) == 4 or (second.isdecimal() and len(second) == 2 and int(second) > 12):
            if not first.isdecimal():
                return None
            last = _resolved("", "", first[: 4 - len(second)] + second, rules)
            return _joined(_resolved("", "", first, rules), last)
        if len(second) == 2 and sign in "/-":
            return _resolved("", second, first, rules)
        return None
    if right and right.unit == "day":
        return _day_first(first, second, right.year, rules)
    if len(second) != 4 and sign == ".":  # as likely a sum of money
        return None
    return _resolved("", first, _surely_year(second, 12), rules)


def _joined(first: DatePart, last: DatePart) -> DatePart:
    if first.lo > last.lo:
        raise UnreadError("impossible")
    return last._replace(lo=first.lo, edtf=edtf.of_span(first.lo, last.hi))


def _surely_year(text: str, most: int) -> str:
    """The text, if it can only be a year: four digits, an apostrophe, or two above `most`."""
    if len(text) == 4 or text.startswith("'"):
        return text
    if _YEAR.fullmatch(text) and edtf.possible(text, 0, 99)[0] > most:
        return text
    raise UnreadError


def _part(first_day: int, whole: DatePart | None) -> DatePart | None:
    """Early, mid or late in one month or one year; None of anything else."""
    if whole is None or whole.hi - whole.lo > _LONGEST[whole.unit]:
        return None
    return (_part_of_year if whole.unit == "year" else _part_of_month)(first_day, whole)


def _part_of_year(first_day: int, year: DatePart) -> DatePart:
    # Halves that overlap: nobody draws the line between early and mid on a day.
    later = _MONTHS_BEFORE[first_day]
    lo, hi = edtf.months_later(year.lo, later)[0], edtf.months_later(year.lo, later + 5)[1]
    used = year.rules | {"half-of-year"}
    return year._replace(lo=lo, hi=hi, unit="part", edtf=edtf.of_span(lo, hi), rules=used)


def _part_of_month(first_day: int, month: DatePart) -> DatePart:
    hi = month.hi if first_day == 21 else month.lo + first_day + 8
    lo = month.lo + first_day - 1
    used = month.rules | {"part-of-month"}
    return month._replace(lo=lo, hi=hi, unit="part", edtf=edtf.of_span(lo, hi), rules=used)


def _season(month: int, rest: Marks, right: DatePart | None, rules: DateRules) -> DatePart | None:
    used = {"part-of-year"}
    match rest.shape:
        case "" if right:
            year = right.year
        case "n":
            year = rest.texts[0]
        case "n/n" | "n-n" if month == 12:
            year = rest.texts[0]
            next_year = str(_years(year, rules)[0] + 1)
            if not year.isdecimal() or not next_year.endswith(rest.texts[2]) or not rest.texts[2]:
                return None
        case _:
            return None
    if month == 12 and len(rest.shape) < 3:
        used.add("winter-begins-in-year")
    span = _resolved("", str(month), year, rules)
    hi = edtf.months_later(span.hi, 2)[1]
    text = edtf.of_span(span.lo, hi)
    return span._replace(hi=hi, unit="part", edtf=text, rules=span.rules | used)


def _term_day(when: str, rest: Marks, right: DatePart | None, rules: DateRules) -> DatePart | None:
    if rest.shape == "n":
        year = rest.texts[0]
    elif rest.shape == "" and right:
        year = right.year
    else:
        return None
    if max(_years(year, rules)) >= _TERM_DAYS_MOVED:
        raise UnreadError
    day_of_month, month = when.split("/")
    span = _resolved(day_of_month, month, year, rules)
    return span._replace(rules=span.rules | {"term-day"})


# From a day, a month and a year, each perhaps unreadable in part, to the days they may be.


_DAY_FIRST: Final = frozenset({"day-first"})
_DAY: Final = re.compile("[0-9?]{0,2}o?")
_MONTH: Final = re.compile("[0-9?]{0,2}")
_YEAR: Final = re.compile("'?[0-9?]{2}|[0-9?]{4}")


# A register has far more ranges than days: each day is worked out once.
@lru_cache(maxsize=20_000)
def _day_first(day_text: str, month_text: str, year: str, rules: DateRules) -> DatePart:
    """As `_resolved`, for numbers alone: rests on the order if the other gives another date."""
    span = _resolved(day_text, month_text, year, rules)
    if span.unit == "year" or day_text.endswith("o"):
        return span
    days, months = edtf.possible(day_text, 1, 12), edtf.possible(month_text, 1, 12)
    if days and (days != months or len(days) > 1):
        return span._replace(rules=span.rules | _DAY_FIRST)
    return span


@lru_cache(maxsize=20_000)
def _resolved(day_text: str, month_text: str, year_text: str, rules: DateRules) -> DatePart:
    """The span of every date that fits; an empty text is a part not given."""
    years = _years(year_text, rules)
    if not _DAY.fullmatch(day_text) or not _MONTH.fullmatch(month_text):
        raise UnreadError
    day_digits = day_text.rstrip("o")
    months = edtf.possible(month_text, 1, 12)
    unit: Unit = "day"
    if not day_digits.strip("?"):
        unit = "month" if month_text.strip("?") else "year"
    days = edtf.possible(day_digits, 1, 31) if unit == "day" else None
    bounds = edtf.hull(years, months, days)
    if bounds is None:
        raise UnreadError("impossible")
    used: list[str] = []
    if len(year_text) < 4:
        used.append("two-digit-year")
    if "?" in day_text or "?" in month_text or "?" in year_text:
        used.append("unreadable-digit")
    text = edtf.of_span(*bounds)
    if days and bounds[0] != bounds[1]:
        text = edtf.of_unreadable(years, months, days, day_digits) or text
    return DatePart(*bounds, unit, frozenset(used), text, month_text, year_text)


def _years(text: str, rules: DateRules) -> Sequence[int]:
    """The years that a text of two or four digits may be; never empty."""
    years: list[int] = []
    if text and not text.strip("'?"):
        raise UnreadError("illegible")
    if _YEAR.fullmatch(text):
        if len(text) == 4:
            years = [y for y in edtf.possible(text, 0, 9999) if _FIRST_YEAR <= y <= _LAST_YEAR]
        else:
            first = rules.century_from
            years = [first + (y - first) % 100 for y in edtf.possible(text[-2:], 0, 99)]
            years.sort()
    if not years:
        raise UnreadError
    return years
