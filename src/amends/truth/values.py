"""What one statement says a fact may be: a non-empty set of possible values.

Three kinds. `Codes` is a set of declared words. `Span` is an interval of whole
numbers: days as proleptic ordinals (`datetime.date.toordinal`), counts, or money
in minor units. `Period` is something with extent: an interval for its first day
and one for its last.
"""

from __future__ import annotations

from dataclasses import dataclass

# Beyond every day, count and sum that can be stated, and small enough that adding
# two of them still fits a signed 64-bit column in any engine.
LEAST = -(10**15)
GREATEST = 10**15


@dataclass(frozen=True, slots=True)
class Codes:
    """One of these declared words; never empty."""

    codes: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse the empty set, which would say that nothing can be true."""
        if not self.codes:
            msg = "a statement must leave at least one code possible"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number (a day, a count, a sum) between `lo` and `hi`, both included."""

    lo: int
    hi: int

    def __post_init__(self) -> None:
        """Refuse an interval that holds nothing."""
        if self.lo > self.hi:
            msg = f"the interval {self.lo} to {self.hi} holds nothing"
            raise ValueError(msg)


ANY_SPAN = Span(LEAST, GREATEST)


@dataclass(frozen=True, slots=True)
class Period:
    """Something with extent, from a day in `start` to a day in `end`.

    A period ends no earlier than it starts; the two intervals are narrowed to
    that when it is built. An imprecise single day is a period whose start and
    end are both that interval.
    """

    start: Span
    end: Span

    def __post_init__(self) -> None:
        """Narrow to start no later than end; refuse what leaves nothing."""
        if self.start.lo > self.end.hi:
            msg = "a period cannot end before it starts"
            raise ValueError(msg)
        if self.start.hi > self.end.hi:
            object.__setattr__(self, "start", Span(self.start.lo, self.end.hi))
        if self.end.lo < self.start.lo:
            object.__setattr__(self, "end", Span(self.start.lo, self.end.hi))


ANY_PERIOD = Period(ANY_SPAN, ANY_SPAN)

Values = Codes | Span | Period


def is_exact(values: Values) -> bool:
    """Whether these are one single value, so that nothing closer can be known."""
    match values:
        case Codes():
            return len(values.codes) == 1
        case Span():
            return values.lo == values.hi
        case Period():
            return is_exact(values.start) and is_exact(values.end)


def meet(one: Values, other: Values) -> Values | None:
    """What both statements allow, or None where they cannot be true together.

    Raises TypeError for two kinds of value: a fact has one type, so that is a
    defect of the caller, not of the evidence.
    """
    match one, other:
        case Codes(), Codes():
            both = one.codes & other.codes
            return Codes(both) if both else None
        case Span(), Span():
            return _meet_spans(one, other)
        case Period(), Period():
            start = _meet_spans(one.start, other.start)
            end = _meet_spans(one.end, other.end)
            if start is None or end is None or start.lo > end.hi:
                return None
            return Period(start, end)
        case _:
            msg = f"cannot bring together {type(one).__name__} and {type(other).__name__}"
            raise TypeError(msg)


def _meet_spans(one: Span, other: Span) -> Span | None:
    lo, hi = max(one.lo, other.lo), min(one.hi, other.hi)
    return Span(lo, hi) if lo <= hi else None
