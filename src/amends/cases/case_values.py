"""What a case file gives as the value of a fact, as the set of values that it leaves possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, assert_never

from amends.problems import nearest
from amends.scheme.declarations import Fact, FactType
from amends.truth.dates import DateReading, edtf_bounds, read_date
from amends.truth.values import ANY_SPAN, GREATEST, LEAST, Codes, Period, Span, Values

_LONGEST_QUOTE: Final = 40


class BadValue(ValueError):
    """A value that a fact cannot take: what is wrong, what to do, and the problem's code."""

    def __init__(self, code: str, what: str, remedy: str) -> None:
        """Keep the three texts of the problem that the reader will report."""
        self.code, self.what, self.remedy = code, what, remedy
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Said:
    """The values that a statement leaves possible, and the reading rules that they rest on."""

    values: Values
    conventions: tuple[str, ...] = ()


def read_values(raw: object, fact: Fact, codes: Sequence[str]) -> Said:
    """What `raw`, from JSON or TOML, says of a fact; `codes` are those of its vocabulary.

    A code or a list of codes, one of which it is. A day as EDTF or in British words, or a TOML
    date. A whole number; a sum in the smallest coin. `{from, to}` is a period's first and last
    day, either of which may be partly known or left out; of any other fact it is the least and the
    greatest that it may be. One date for a period is a single day, perhaps not known exactly.
    Raises BadValue.
    """
    match fact.type:
        case FactType.CODE:
            return Said(_codes(raw, fact, codes))
        case FactType.DATE:
            return _span_or_ends(raw, _day)
        case FactType.PERIOD:
            return _period(raw)
        case FactType.NUMBER | FactType.MONEY:
            return _span_or_ends(raw, _number)
        case _:
            assert_never(fact.type)


def quoted(text: str) -> str:
    """A piece of the user's text for a message, cut where it is long."""
    return f"`{text}`" if len(text) <= _LONGEST_QUOTE else f"`{text[:_LONGEST_QUOTE]}...`"


def _codes(raw: object, fact: Fact, codes: Sequence[str]) -> Codes:
    words = raw if isinstance(raw, list) else [raw]
    if not words:
        raise BadValue("no-value", "a list of codes is empty", "name at least one, or leave it out")
    found: list[str] = []
    for word in words:
        if not isinstance(word, str):
            what = f"a code of `{fact.vocabulary}` is a text"
            remedy = (
                'write "yes" or "no"' if isinstance(word, bool) else "put it in quotation marks"
            )
            raise BadValue("wrong-type", what, remedy)
        if word not in codes:
            what = f"{quoted(word)} is no word of `{fact.vocabulary}`"
            raise BadValue("unknown-code", what, nearest(word, codes))
        found.append(word)
    if len(set(found)) < len(found):
        raise BadValue("code-twice", "a list of codes says one twice", "keep one")
    return Codes(frozenset(found))


def _span_or_ends(raw: object, read_one: Callable[[object], Said]) -> Said:
    if not isinstance(raw, dict):
        return read_one(raw)
    first, last = _ends(raw, read_one)
    lo, hi = _span(first).lo, _span(last).hi
    if lo > hi:
        raise _backwards()
    return Said(Span(lo, hi), _union(first, last))


def _period(raw: object) -> Said:
    if isinstance(raw, dict):
        first, last = _ends(raw, _day)
        start, end = _span(first), _span(last)
        if start.lo > end.hi:
            raise _backwards()
        return Said(Period(start, end), _union(first, last))
    if isinstance(raw, str) and edtf_bounds(raw) and (raw.startswith("{") or "/" in raw):
        raise BadValue(
            "unclear-period",
            f"{quoted(raw)} may be one day in that time, or the whole of it",
            'write {from = "...", to = "..."} for the whole, "[first..last]" for one day in it',
        )
    one = _one_day(raw)
    if one.continuing:
        ends = Span(one.lo, one.lo), Span(one.hi, one.hi)
        return Said(Period(*ends), tuple(sorted(one.rules)))
    day = Span(one.lo, one.hi)
    return Said(Period(day, day), tuple(sorted(one.rules)))


def _ends(table: dict[str, object], read_one: Callable[[object], Said]) -> tuple[Said, Said]:
    if unknown := set(table) - {"from", "to"}:
        raise BadValue(
            "unknown-key", f"{quoted(min(unknown))} is no part of it", 'write "from" and "to"'
        )
    if not table:
        raise BadValue("no-value", "neither end is given", 'write "from", "to" or both')
    first = read_one(table["from"]) if "from" in table else Said(ANY_SPAN)
    last = read_one(table["to"]) if "to" in table else Said(ANY_SPAN)
    return first, last


def _day(raw: object) -> Said:
    one = _one_day(raw)
    return Said(Span(one.lo, one.hi), tuple(sorted(one.rules)))


def _number(raw: object) -> Said:
    # In Python true and false are whole numbers too.
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise BadValue("wrong-type", "this is not a whole number", "write it in digits, unquoted")
    if not LEAST < raw < GREATEST:
        raise BadValue("out-of-range", "the number is too large", "mend it")
    return Said(Span(raw, raw))


def _one_day(raw: object) -> DateReading:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        day = raw.toordinal()
        return DateReading(raw.isoformat(), day, day, raw.isoformat(), frozenset(), False)
    if not isinstance(raw, str):
        remedy = 'write it as "YYYY-MM-DD" or in words, in quotation marks'
        raise BadValue("wrong-type", "this is not a date", remedy)
    if bounds := edtf_bounds(raw):
        return DateReading(raw, *bounds, raw, frozenset(), False)
    read = read_date(raw)
    if isinstance(read, DateReading):
        return read
    what = f"{quoted(raw)} states no date: {read.why}"
    raise BadValue("bad-date", what, "write the day, month and year, as far as they are known")


def _span(said: Said) -> Span:
    if not isinstance(said.values, Span):
        msg = "one end of a span is a span"
        raise TypeError(msg)
    return said.values


def _union(first: Said, last: Said) -> tuple[str, ...]:
    return tuple(sorted({*first.conventions, *last.conventions}))


def _backwards() -> BadValue:
    what = "it ends before it starts"
    return BadValue("ends-before-start", what, "correct an end, or leave out what is not known")
