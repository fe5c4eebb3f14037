"""Cells: the classes of values of one own fact that no comparison of an effect tells apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from amends.engines.exact.comparisons import Compared, cut, holds
from amends.engines.exact.diagram import NO, YES
from amends.scheme.conditions import LAST_DAY, AtMost, FixedPeriod, In, Less, Overlaps, Within
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values

Value = str | int | tuple[int, int]
"""A code; a day, number or sum; the first and last day of a period."""

Answer = int | frozenset[int]
"""YES, NO, or the open points of which one must be answered yes."""

Single = In | Compared | Within | Overlaps
"""A comparison of one own fact with what the law fixes."""


_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class CodeCells:
    """Cells of a coded fact: the cell of each code."""

    of: Mapping[str, int]

    def samples(self) -> tuple[Value, ...]:
        """A value in each cell."""
        return tuple({cell: code for code, cell in self.of.items()}.values())

    def every(self) -> tuple[tuple[Values, ...], ...]:
        """All the values of each cell."""
        inside: dict[int, list[str]] = {}
        for code, cell in self.of.items():
            inside.setdefault(cell, []).append(code)
        return tuple((Codes(frozenset(codes)),) for codes in inside.values())

    def holding(self, values: Values) -> frozenset[int]:
        """The cells in which a reading leaves a value possible."""
        assert isinstance(values, Codes)
        return frozenset(self.of[code] for code in values.codes)


@dataclass(frozen=True, slots=True)
class LineCells:
    """Cells of a date, number or sum: before the first cut, and from each cut on."""

    cuts: tuple[int, ...]

    def samples(self) -> tuple[Value, ...]:
        """A value in each cell."""
        return _between(self.cuts)

    def every(self) -> tuple[tuple[Values, ...], ...]:
        """All the values of each cell."""
        return tuple((span,) for span in _spans(self.cuts))

    def holding(self, values: Values) -> frozenset[int]:
        """The cells in which a reading leaves a value possible."""
        assert isinstance(values, Span)
        return frozenset(_crossed(self.cuts, values))


@dataclass(frozen=True, slots=True)
class PeriodCells:
    """Cells of a period, from where its first and its last day lie among the cuts."""

    cuts: tuple[int, ...]
    of: Mapping[tuple[int, int], int]

    def samples(self) -> tuple[Value, ...]:
        """A value in each cell."""
        days = _between(self.cuts)
        within = {cell: (days[first], days[last]) for (first, last), cell in self.of.items()}
        return tuple(within.values())

    def every(self) -> tuple[tuple[Values, ...], ...]:
        """All the values of each cell."""
        days, inside = _spans(self.cuts), dict[int, list[Values]]()
        for (first, last), cell in self.of.items():
            inside.setdefault(cell, []).append(Period(days[first], days[last]))
        return tuple(map(tuple, inside.values()))

    def holding(self, values: Values) -> frozenset[int]:
        """The cells in which a reading leaves a value possible."""
        assert isinstance(values, Period)
        # Where both days lie between the same cuts, some first one is no later than some
        # last one: a period is built so.
        return frozenset(
            self.of[first, last]
            for first in _crossed(self.cuts, values.start)
            for last in _crossed(self.cuts, values.end)
            if first <= last
        )


Cells = CodeCells | LineCells | PeriodCells


def cells(
    law: Law, type_: FactType, codes: Sequence[str], tests: Sequence[Single], *, apart: bool
) -> Cells:
    """The cells of a fact on which these comparisons look; `codes` are those it can be.

    Where it is to be kept `apart`, each code is a cell.
    """
    asked = [answering(law, test) for test in tests]
    if type_ is FactType.CODE:
        marks = ((code, (code if apart else "", *(ask(code) for ask in asked))) for code in codes)
        return CodeCells(_numbered(marks))
    cuts = tuple(sorted({at for test in tests for at in _cuts(law, test, type_)}))
    if type_ is not FactType.PERIOD:
        return LineCells(cuts)
    days = _between(cuts)
    boxes = ((i, j) for i in range(len(days)) for j in range(i, len(days)))
    return PeriodCells(
        cuts,
        _numbered(
            (box, tuple(ask((days[box[0]], days[box[1]])) for ask in asked)) for box in boxes
        ),
    )


def _numbered(marked: Iterable[tuple[_One, object]]) -> dict[_One, int]:
    numbers: dict[object, int] = {}
    return {one: numbers.setdefault(mark, len(numbers)) for one, mark in marked}


def _cuts(law: Law, test: Single, type_: FactType) -> Iterator[int]:
    match test:
        case In():
            return
        case AtMost() | Less():
            at = cut(test, law, is_day=type_ is FactType.DATE)
            if at is not None:
                yield at
        case Within() | Overlaps():
            period = _fixed(test)
            if period.first is not None and period.first > 1:
                yield period.first
            if period.last is not None and period.last < LAST_DAY:
                yield period.last + 1
        case _:
            assert_never(test)


def _crossed(cuts: tuple[int, ...], span: Span) -> range:
    return range(bisect_right(cuts, span.lo), bisect_right(cuts, span.hi) + 1)


def _between(cuts: tuple[int, ...]) -> tuple[int, ...]:
    """A value before the first cut, and one from each cut on."""
    return (cuts[0] - 1, *cuts) if cuts else (1,)


def _spans(cuts: tuple[int, ...]) -> tuple[Span, ...]:
    """All that lies before the first cut, and from each cut on up to the next."""
    ends = (*(cut - 1 for cut in cuts), GREATEST)
    return tuple(Span(first, last) for first, last in zip((LEAST, *cuts), ends, strict=True))


def _fixed(test: Within | Overlaps) -> FixedPeriod:
    fixed = test.outer if isinstance(test, Within) else test.right
    assert isinstance(fixed, FixedPeriod)
    return fixed


def answering(law: Law, test: Single) -> Callable[[Value], Answer]:
    """What a comparison answers at a value."""
    match test:
        case In():
            zones = law.zones(test)
            left = {
                code: frozenset(p for p, of in zones.open.items() if code in of)
                for of in zones.open.values()
                for code in of
            }

            def member(value: Value) -> Answer:
                assert isinstance(value, str)
                return YES if value in zones.covered else left.get(value, NO)

            return member
        case AtMost() | Less():

            def compared(value: Value) -> Answer:
                assert isinstance(value, int)
                return YES if holds(test, law, value) else NO

            return compared
        case Within() | Overlaps():
            return lambda value: _lies(law, test, value)
        case _:
            assert_never(test)


def _lies(law: Law, test: Within | Overlaps, value: Value) -> Answer:
    assert not isinstance(value, str)
    first, last = value if isinstance(value, tuple) else (value, value)
    period = _fixed(test)
    begun = period.first is None or period.first <= first
    over = period.last is None or last <= period.last
    if isinstance(test, Within) and begun and over:
        return YES
    common = (period.first is None or period.first <= last) and (
        period.last is None or first <= period.last
    )
    if isinstance(test, Overlaps):
        return YES if common else NO
    if not common or not test.open_point:
        return NO
    supposed = law.supposed.get(test.open_point)
    if supposed is None:
        return frozenset({test.open_point})
    return YES if supposed else NO
