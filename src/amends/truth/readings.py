"""Several statements on one fact brought to readings.

A reading is a maximal set of statements that can be true together, with the
intersection of their values. One reading is normal; two or more are a conflict.
All statements are never intersected at once: that would throw away what each
side of a conflict says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amends.truth.values import Codes, Period, Span, Values, meet


@dataclass(frozen=True, slots=True)
class Reading:
    """Values that one maximal consistent set of statements leaves possible.

    `cites` are the positions of those statements in the sequence given.
    """

    values: Values
    cites: tuple[int, ...]


def readings(statements: Sequence[Values]) -> tuple[Reading, ...]:
    """The readings of statements on one fact, in a fixed order; none for silence.

    The result does not depend on the order of the statements but for the
    positions cited.
    """
    # None or one is by far the commonest case in a register.
    if len(statements) < 2:
        return tuple(Reading(says, (0,)) for says in statements)
    groups = {_holding(statements, point) for point in _points(statements)}
    maximal = [g for g in groups if not any(g < other for other in groups)]
    found = [Reading(_intersection(statements, g), tuple(sorted(g))) for g in maximal]
    return tuple(sorted(found, key=lambda reading: _order(reading.values)))


# The points below are enough: for a set of statements that can be true together,
# one of the points lies in all of them. For intervals that is the greatest of the
# lower ends (Helly in one dimension); for periods, the latest first day with the
# earliest last day, which satisfies start <= end whenever any point does.
def _points(statements: Iterable[Values]) -> set[Values]:
    held = tuple(statements)
    points: set[Values] = set()
    for values in held:
        match values:
            case Codes():
                points.update(Codes(frozenset({code})) for code in values.codes)
            case Span():
                points.add(Span(values.lo, values.lo))
            case Period():
                starts = {other.start.lo for other in held if isinstance(other, Period)}
                last = values.end.hi
                points.update(
                    Period(Span(first, first), Span(last, last))
                    for first in starts
                    if first <= last
                )
    return points


def _holding(statements: Sequence[Values], point: Values) -> frozenset[int]:
    return frozenset(i for i, values in enumerate(statements) if meet(values, point) is not None)


def _intersection(statements: Sequence[Values], group: frozenset[int]) -> Values:
    first, *rest = sorted(group)
    values: Values = statements[first]
    for position in rest:
        both = meet(values, statements[position])
        if both is None:
            msg = "a reading's statements must be able to be true together"
            raise AssertionError(msg)
        values = both
    return values


def _order(values: Values) -> tuple[object, ...]:
    match values:
        case Codes():
            return tuple(sorted(values.codes))
        case Span():
            return (values.lo, values.hi)
        case Period():
            return (values.start.lo, values.start.hi, values.end.lo, values.end.hi)
