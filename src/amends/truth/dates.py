"""Partly known dates: what a clerk wrote, read day first, as the days it leaves possible.

Nothing here knows what a date is the date of. That one date limits another (conduct comes before
disposal) is for those who know both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from amends.truth import date_words, edtf
from amends.truth.date_parts import (
    ALL_RULES,
    RULES,
    DatePart,
    DateRules,
    Unit,
    UnreadError,
    Why,
    one_date,
)
from amends.truth.date_words import Marks
from amends.truth.edtf import day, edtf_bounds, iso

__all__ = [
    "ALL_RULES",
    "RULES",
    "DateReading",
    "DateRules",
    "NoDate",
    "Why",
    "day",
    "edtf_bounds",
    "iso",
    "read_date",
]


@dataclass(frozen=True, slots=True)
class DateReading:
    """The days that a text leaves possible: some day from `lo` to `hi` (ordinals), both included.

    `raw` is the text as written. `edtf` says the same in EDTF (ISO 8601-2), and `edtf_bounds` of
    it is (`lo`, `hi`); it may be narrower inside them ("[1986-03-02,1986-03-12]"). `rules` are the
    rules it rests on, keys of `RULES`. `continuing` is true only where the words say that it ran
    without a break from the first day to the last.
    """

    raw: str
    lo: int
    hi: int
    edtf: str
    rules: frozenset[str]
    continuing: bool


@dataclass(frozen=True, slots=True)
class NoDate:
    """A text that states no date: kept as written, with the reason.

    "blank" is a cell with nothing in it. A list may have a blank mean something; what is written
    and gives no date states nothing, "not known" as little as "illegible".
    """

    raw: str
    why: Why


def read_date(
    text: str, rules: DateRules = ALL_RULES, previous: DateReading | NoDate | None = None
) -> DateReading | NoDate:
    """The days that a text leaves possible, or why it states none. Pure; never raises.

    `previous` is the reading of the line above on the page, which ditto marks repeat.

    A text that rests on a rule not in force is "not understood". It rests on "day-first" only
    where the other order would give a date too, and a different one: 25/3/86 does not.

    Readings that are choices: a winter with one year begins in that December ("winter-begins-in-
    year", apart from "part-of-year", for it may also be the winter that ends then); a bare night
    of one day is that day and the next; term days from 1991, when they moved, and circa of a
    season, whose reach no rule states, are not understood; so are two numbers that may be a
    day and a month (3/12) as well as a month and a year. Days of the week are not used: one that
    contradicts its date shows a slip, but not whether in the name or the number. Days that leave
    gaps (3 & 6 March) are taken as the span from the first to the last. A range that runs
    backwards is "impossible", like 31 June.
    """
    plain = date_words.plain(text)
    if plain is None:
        return NoDate(text, "not understood")
    match date_words.instead_of_date(plain):
        case "ditto":
            return _repeated(text, rules, previous)
        case "blank" | "not known" | "illegible" as why:
            return NoDate(text, why)
        case None:
            pass
    marks = date_words.marks_of(plain)
    if marks is None:
        illegible = date_words.calls_it_illegible(plain)
        return NoDate(text, "illegible" if illegible else "not understood")
    try:
        span = _phrase(marks.without("K") if "K" in marks.shape else marks, rules)
    except UnreadError as unread:
        return NoDate(text, unread.why)
    if not span.rules <= rules.names:
        return NoDate(text, "not understood")
    continuing = span.exact_ends and "K" in marks.shape
    return DateReading(text, span.lo, span.hi, span.edtf, span.rules, continuing)


def _repeated(
    text: str, rules: DateRules, previous: DateReading | NoDate | None
) -> DateReading | NoDate:
    if "ditto" not in rules.names or previous is None:
        return NoDate(text, "not understood")
    if isinstance(previous, NoDate):
        return NoDate(text, previous.why)
    return replace(previous, raw=text, rules=previous.rules | {"ditto"})


# Phrases: circa, nights, ranges and lists of dates.


def _phrase(marks: Marks, rules: DateRules) -> DatePart:
    """A whole text: at most one circa and one night round a date, a range or a list."""
    if marks.shape.startswith("C"):
        return _around(_night_or_dates(marks.part(1), rules), rules)
    if marks.shape.endswith(("H", "C")):
        return _around(_night_or_dates(marks.part(0, -1), rules), rules)
    return _night_or_dates(marks, rules)


def _night_or_dates(marks: Marks, rules: DateRules) -> DatePart:
    if marks.shape.startswith("N"):
        return _night(_dates(marks.part(1), rules))
    return _dates(marks, rules)


def _around(span: DatePart, rules: DateRules) -> DatePart:
    """The span widened by the reach of circa; only days, months and years have one."""
    rule = "circa"
    match span.unit:
        case "day":
            lo, hi = span.lo - rules.days_around, span.hi + rules.days_around
        case "month":
            lo = edtf.months_later(span.lo, -rules.months_around)[0]
            hi = edtf.months_later(span.hi, rules.months_around)[1]
        case "year":
            rule = "circa-year"
            lo = edtf.months_later(span.lo, -12 * rules.years_around)[0]
            hi = edtf.months_later(span.hi, 12 * rules.years_around)[1]
        case _:
            raise UnreadError
    text = "/".join(f"{end}~" for end in edtf.of_span(lo, hi).split("/"))
    return span._replace(lo=lo, hi=hi, edtf=text, rules=span.rules | {rule}, exact_ends=False)


def _night(span: DatePart) -> DatePart:
    """Both days of a night, given as one day, perhaps unreadable in part, or as two in a row."""
    if span.unit != "day":
        raise UnreadError
    rules = span.rules | {"night-of"}
    if "unreadable-digit" in span.rules:  # the morning after the last night it may be
        text = edtf.of_span(span.lo, span.hi + 1)
        return span._replace(hi=span.hi + 1, edtf=text, rules=rules, exact_ends=False)
    morning = span.lo + 1
    if span.hi not in (span.lo, morning):
        raise UnreadError
    text = edtf.of_choice([iso(span.lo), iso(morning)])
    return span._replace(hi=morning, edtf=text, rules=rules, exact_ends=False)


def _dates(marks: Marks, rules: DateRules) -> DatePart:
    """One date, a range ("between .. and", "from .. to", ".. - ..") or a list."""
    opening, shape = marks.shape[:1], marks.shape
    if opening in ("B", "F"):
        marks = marks.part(1)
        shape = marks.shape
    elif (span := one_date(marks, None, rules)) is not None:
        return span
    if shape.count("T") == 1:
        return _range(marks, shape.index("T"), rules)
    if opening == "B" and shape.count("&") == 1:
        return _range(marks, shape.index("&"), rules)
    if shape.count("-") == 1:
        return _range(marks, shape.index("-"), rules)
    if shape in ("n-n-n/n-n-n", "n-n/n-n") and len(marks.texts[0]) == 4:  # the standard's interval
        return _range(marks, shape.index("/"), rules)
    if opening in ("B", "F"):  # open at one end, or more ends than two
        raise UnreadError
    return _list(marks, rules)


def _range(marks: Marks, cut: int, rules: DateRules) -> DatePart:
    right = _end(marks.part(cut + 1), None, rules)
    left = _end(marks.part(0, cut), right, rules)
    if left.lo > right.hi:
        raise UnreadError("impossible")
    return right._replace(
        lo=left.lo,
        unit=_unit_of([left, right]),
        rules=left.rules | right.rules,
        edtf=edtf.of_span(left.lo, right.hi),
        exact_ends=left.lo == left.hi and right.lo == right.hi,
    )


def _end(marks: Marks, right: DatePart | None, rules: DateRules) -> DatePart:
    """One end of a range, which may have its own circa."""
    circa = marks.shape.startswith("C")
    span = one_date(marks.part(int(circa)), right, rules)
    if span is None:
        raise UnreadError
    return _around(span, rules) if circa else span


def _list(marks: Marks, rules: DateRules) -> DatePart:
    """Days or months one of which is meant, or all: "3, 4 & 6 March 1986", "20/21 March 1986"."""
    items: list[DatePart] = []
    for part in reversed(_cut(marks)):
        span = one_date(part, items[-1] if items else None, rules)
        if span is None:
            raise UnreadError
        items.append(span)
    items.reverse()
    lo, hi = min(item.lo for item in items), max(item.hi for item in items)
    texts = [item.edtf for item in items]
    dates_only = not any(sign in text for text in texts for sign in "/[")
    return items[-1]._replace(
        lo=lo,
        hi=hi,
        unit=_unit_of(items),
        rules=frozenset().union(*(item.rules for item in items)),
        edtf=edtf.of_choice(texts) if dates_only else edtf.of_span(lo, hi),
    )


def _cut(marks: Marks) -> list[Marks]:
    """The items of a list. A stroke divides only where it cannot belong to a date in numbers."""
    shape = marks.shape
    if "&" in shape or "," in shape:
        cuts = [at for at, kind in enumerate(shape) if kind in "&,"]
    elif "M" in shape or shape.count("/") == 1:
        cuts = [at for at, kind in enumerate(shape) if kind == "/"]
    elif shape == "n/n/n/n":
        cuts = [1]
    else:
        cuts = []
    if not cuts:
        raise UnreadError
    starts = [0, *(at + 1 for at in cuts)]
    return [marks.part(a, b) for a, b in zip(starts, [*cuts, None], strict=True)]


def _unit_of(spans: Sequence[DatePart]) -> Unit:
    return spans[0].unit if len({span.unit for span in spans}) == 1 else "part"
