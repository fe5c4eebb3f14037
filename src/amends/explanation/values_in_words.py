"""Values in plain English: days as "12 March 1900", what is partly known as far as it is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Final, assert_never

from amends.scheme.declarations import FactType
from amends.truth.dates import edtf_bounds
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LAST_DAY: Final = date.max.toordinal()


def in_words(values: Values, kind: FactType) -> str:
    """What a statement or reading on a fact of this kind says."""
    match values:
        case Codes():
            return either(sorted(values.codes))
        case Span():
            return _day_within(values) if kind is FactType.DATE else _number_within(values, kind)
        case Period():
            return _period(values)
        case _:
            assert_never(values)


def day(ordinal: int) -> str:
    """A day, written out."""
    if not 1 <= ordinal <= _LAST_DAY:
        return "a day not known"
    found = date.fromordinal(ordinal)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def date_as_noted(text: str) -> str:
    """A date noted beside a statement: written out if it is one ISO day, else as it stands."""
    bounds = edtf_bounds(text)
    return day(bounds[0]) if bounds and bounds[0] == bounds[1] else text


def days_of_law(first: int | None, last: int | None) -> str:
    """A period that a law states, either end of which may be open."""
    if first is not None and last is not None:
        return f"{day(first)} to {day(last)}"
    if first is not None:
        return f"the time from {day(first)} on"
    return "any time" if last is None else f"the time up to {day(last)}"


def number(value: int, kind: FactType) -> str:
    """A count, or a sum with its last two digits set apart; the scheme does not name a coin."""
    if kind is not FactType.MONEY:
        return f"{value:,}"
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100:,}.{abs(value) % 100:02}"


def either(words: Sequence[str]) -> str:
    """Alternatives: `a`, `a or b`, `a, b or c`."""
    return _joined(words, "or")


def listed(words: Sequence[str]) -> str:
    """Things together: `a`, `a and b`, `a, b and c`."""
    return _joined(words, "and")


def _joined(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _day_within(span: Span) -> str:
    if span.lo == span.hi:
        return day(span.lo)
    whole = _months_of(span)
    if whole:
        return f"some day in {whole}"
    return _between(span)


def _between(span: Span) -> str:
    """Days that are not a whole month or year, as far as their limits are known."""
    if span.lo < 1:
        return "a day not known" if span.hi > _LAST_DAY else f"some day up to {day(span.hi)}"
    if span.hi > _LAST_DAY:
        return f"some day from {day(span.lo)} on"
    first, last = date.fromordinal(span.lo), date.fromordinal(span.hi)
    start = day(span.lo)
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    if span.hi == span.lo + 1:
        return f"{start} or {day(span.hi)}"
    return f"some day between {start} and {day(span.hi)}"


def _months_of(span: Span) -> str:
    """Whole months or years as such: `March 1900`, `1900`, `1900 to 1909`; else nothing."""
    if span.lo < 1 or span.hi > _LAST_DAY:
        return ""
    first, last = date.fromordinal(span.lo), date.fromordinal(span.hi)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    if (first.month, last.month) == (1, 12):
        names = [str(first.year), str(last.year)]
    else:
        names = [f"{_MONTHS[d.month - 1]} {d.year}" for d in (first, last)]
    return " to ".join(dict.fromkeys(names))


def _number_within(span: Span, kind: FactType) -> str:
    if span.lo == span.hi:
        return number(span.lo, kind)
    if span.lo <= LEAST:
        return "a number not known" if span.hi >= GREATEST else f"at most {number(span.hi, kind)}"
    if span.hi >= GREATEST:
        return f"at least {number(span.lo, kind)}"
    return f"{number(span.lo, kind)} to {number(span.hi, kind)}"


def _period(period: Period) -> str:
    # The same bounds at both ends: one day, not known exactly, or a time of which no more is known.
    if period.start == period.end:
        return _day_within(period.start).replace("some day", "some time")
    whole = [_months_of(span) for span in (period.start, period.end)]
    if any(" to " in end for end in whole):  # then another "to" could not be told from it
        return f"from {_day_within(period.start)}, until {_day_within(period.end)}"
    start, end = whole[0] or _day_within(period.start), whole[1] or _day_within(period.end)
    return f"from {start} to {end}"
