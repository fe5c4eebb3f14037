"""How the leaves stand in a row, as the digits of whole numbers.

From the digits an outcome and its reasons follow, so those are worked out once for each
combination that occurs and not for each row. A comparison, list condition or denial has a
digit; all memberships of one coded fact share one, for they stand as the fact does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from amends.assessments.wanted import point_name
from amends.cases.codebook import CONFLICT, Readings
from amends.engines.sql.comparisons import many_readings, member_pair, numbers
from amends.engines.sql.leaves import Asked, Cell, LeafKey
from amends.engines.sql.rows import Held, Rows, Scope
from amends.engines.sql.terms import (
    FALSE,
    Four,
    Term,
    among,
    both,
    choose,
    column,
    compare,
    either,
    number,
    opposite,
    present,
    some,
)
from amends.scheme.conditions import AtLeast, Condition, In, LeftOpen, Within
from amends.scheme.declarations import FactType
from amends.scheme.law import Zones
from amends.scheme.walk import refs, totals
from amends.truth.statements import Silence
from amends.truth.states import Pair, State

Keep = Callable[[str, Term], Term]
"""Makes a column of a term over the rows, if need be, under a name like the one given."""


@dataclass(frozen=True, slots=True)
class Digit:
    """A few bits in each row, and how each leaf that they are about stands by them.

    `term` gives them, moved up by so many places.
    """

    bits: int
    term: Callable[[int], Term]
    reads: Mapping[LeafKey, Callable[[int], Cell]]


# The terms below make bits of the cheapest operations that the database has. A CASE or a
# shift to the left costs twice as much a row, and there is a term for every leaf.


def flag_bits(flags: Sequence[Term]) -> Callable[[int], Term]:
    """A bit for each flag that holds."""

    def term(offset: int) -> Term:
        parts = [
            exp.BitwiseAnd(this=exp.Neg(this=exp.cast(flag, "bigint")), expression=_bit(offset + n))
            for n, flag in enumerate(flags)
            if flag != FALSE
        ]
        return united([exp.paren(part, copy=False) for part in parts])

    return term


def _place_bit(code: Term, most: int) -> Callable[[int], Term]:
    """One bit by a number up to `most`: the last for 0, the first for `most`, none below 0."""

    def term(offset: int) -> Term:
        shifted = exp.BitwiseRightShift(
            this=_bit(offset + most), expression=exp.cast(code, "bigint")
        )
        return exp.paren(shifted, copy=False)

    return term


def _number_bits(code: Term, bits: int) -> Callable[[int], Term]:
    """The bits of a number itself."""

    def term(offset: int) -> Term:
        low = exp.BitwiseAnd(this=exp.cast(code, "bigint"), expression=number((1 << bits) - 1))
        moved = exp.Mul(this=exp.paren(low, copy=False), expression=_bit(offset))
        return exp.paren(moved if offset else low, copy=False)

    return term


def _bit(place: int) -> Term:
    return exp.cast(number(1 << place), "bigint")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the leaves of an effect stand, packed into whole numbers, one for each group.

    The first digit of a group is the lowest. In rows that are read `twice`, for statements
    may conflict in them, leaves have longer digits; there the first number is below zero:
    -1 less the number.
    """

    groups: tuple[tuple[Digit, ...], ...]
    twice: bool

    @property
    def digits(self) -> tuple[Digit, ...]:
        """Every digit, in order."""
        return tuple(digit for group in self.groups for digit in group)

    def terms(self, width: int) -> list[Term]:
        """The packed numbers, and zeros to make them so many."""
        packed: list[Term] = []
        for group in self.groups:
            offset, parts = 0, []
            for digit in group:
                parts.append(digit.term(offset))
                offset += digit.bits
            packed.append(united(parts))
        if self.twice:
            packed[0] = exp.Sub(this=number(-1), expression=exp.paren(packed[0], copy=False))
        return packed + [united([])] * (width - len(packed))

    def bits(self, numbers: Sequence[int]) -> int:
        """Packed numbers as one, in which the digits stand one above the other."""
        bits = -1 - numbers[0] if self.twice else numbers[0]
        if len(self.groups) == 1:
            return bits
        offset = 0
        for group, above in zip(self.groups, numbers[1:], strict=False):
            offset += sum(digit.bits for digit in group)
            bits |= above << offset
        return bits


_MOST_BITS: Final = 62


def pattern_of(digits: Sequence[Digit], *, twice: bool) -> Pattern:
    """The digits packed into as few numbers as hold them."""
    groups: list[list[Digit]] = [[]]
    bits = 0
    for digit in digits:
        bits += digit.bits
        if bits > _MOST_BITS:
            groups.append([])
            bits = digit.bits
        groups[-1].append(digit)
    return Pattern(tuple(tuple(group) for group in groups), twice)


def united(parts: Sequence[Term]) -> Term:
    """The bits of all these."""
    united, *more = parts or [exp.cast(number(0), "bigint")]
    for part in more:
        united = exp.BitwiseOr(this=united, expression=part)
    return united


# --- coded facts ---

_MOST_PLACES: Final = 12


def code_digit(held: Held, rows: Rows, asked: Sequence[tuple[Asked, In]]) -> Digit:
    """The digit of a coded fact: how each membership asked of it stands."""
    (code,), vocabulary = held.columns, held.stored.fact.vocabulary
    possible = sorted(numbers(rows, vocabulary).items())
    singles = sum(n < CONFLICT for n, _ in possible)
    most = len(possible)
    if most > singles:  # conflicts are counted on from the others
        counted = exp.Sub(this=code, expression=number(CONFLICT - singles - 1))
        code = choose([(compare(exp.GTE, code, number(CONFLICT)), counted)], code)
    if most <= _MOST_PLACES:
        bits, term = most + 1, _place_bit(code, most)

        def number_of(value: int) -> int:
            return most + 1 - value.bit_length() if value else 0

    else:
        bits = (most + len(Silence)).bit_length()
        term = _number_bits(code, bits)

        def number_of(value: int) -> int:
            return value if value <= most else 0

    readings = (None, *(found for _, found in possible))

    def reads(node: In) -> Callable[[int], Cell]:
        zones = rows.program.law.zones(node)
        cells = [_membership_cell(node.ref.fact, found, zones) for found in readings]
        return lambda value: cells[number_of(value)]

    return Digit(bits, term, {key: reads(node) for key, node in asked})


def _membership_cell(fact: str, readings: Readings | None, zones: Zones) -> Cell:
    if readings is None:
        return Cell(wanted=(fact,))
    pair = member_pair(readings, zones)
    points: set[int] = set()
    inexact = False
    for codes in readings:
        hit = {point for point, left in zones.open.items() if codes & left}
        covered = codes & zones.covered
        if hit or (covered and covered != codes):
            points |= hit
            inexact |= len(codes) > 1
    wanted: tuple[str, ...] = (fact,) if inexact else ()
    wanted += tuple(sorted(map(point_name, points)))
    if State.UNKNOWN not in (pair.helping, pair.hurting):
        wanted = ()
    disputed = (fact,) if pair.disputed and len(readings) > 1 else ()
    return Cell(pair, wanted, disputed)


# --- other leaves ---


def denial_digit(part: str, denied: Term) -> Digit:
    """Whether a part is denied."""
    return Digit(1, flag_bits([denied]), {part: lambda bit: Cell(denied=bool(bit))})


def leaf_digit(asked: Asked, four: Four, rows: Rows, scope: Scope, keep: Keep) -> Digit:
    """The digit of any other leaf: its pair, and which of its facts are inexact or in conflict.

    Its bits: yes, no; unless it is read once, the same when hurting; for each fact of a leaf
    that is unknown in some pass, whether it is inexact; and of one that is disputed, whether
    statements on it conflict.
    """
    node = asked.node
    compared = () if isinstance(node, AtLeast) else tuple(dict.fromkeys(refs(node)))
    held = [rows.fact(scope[ref.of], ref.fact) for ref in compared]
    one, two = four.helping, four.hurting
    flags = [one.yes, one.no]
    unknown = opposite(either(one.yes, one.no))
    if not four.once:
        flags += [two.yes, two.no]
        unknown = either(unknown, opposite(either(two.yes, two.no)))
    flags += [both(unknown, keep("loose", _inexact(rows, of))) for of in held]
    if not four.once:
        pairs = ((one.yes, two.yes), (one.no, two.no))
        differ = either(*(exp.NEQ(this=_whole(a), expression=_whole(b)) for a, b in pairs))
        flags += [both(differ, keep("many", many_readings(rows, of))) for of in held]
    names = tuple(ref.fact for ref in compared)
    reader = _Reader(node, names, four.once)
    return Digit(len(flags), flag_bits(flags), {asked: reader.cell})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the bits of a leaf that compares the facts of these names."""

    node: Condition
    names: tuple[str, ...]
    once: bool

    def cell(self, bits: int) -> Cell:
        helping = _STATES[bits & 3]
        hurting = helping if self.once else _STATES[bits >> 2 & 3]
        bits >>= 2 if self.once else 4
        pair = Pair(helping, hurting)
        wanted = disputed = tuple[str, ...]()
        if State.UNKNOWN in (helping, hurting):
            wanted = self._wanted([name for n, name in enumerate(self.names) if bits >> n & 1])
        bits >>= len(self.names)
        if pair.disputed:
            disputed = tuple(name for n, name in enumerate(self.names) if bits >> n & 1)
            if isinstance(self.node, AtLeast):
                disputed = (self.node.list,)
            disputed += tuple(total.list for total in totals(self.node))
        return Cell(pair, wanted, disputed)

    def _wanted(self, inexact: Sequence[str]) -> tuple[str, ...]:
        if isinstance(self.node, AtLeast):
            return (self.node.list,)
        if isinstance(self.node, LeftOpen):
            return (point_name(self.node.point),)
        if isinstance(self.node, Within) and not inexact:
            return (point_name(self.node.open_point),)
        return (*inexact, *(total.list for total in totals(self.node)))


_STATES: Final = (State.UNKNOWN, State.YES, State.NO)


def _whole(term: Term) -> Term:
    return exp.paren(term, copy=False)


def _inexact(rows: Rows, held: Held) -> Term:
    """Whether more could be known: the fact is silent, or some reading is not one value."""
    if held.stored.fact.type is FactType.CODE:
        (code,) = held.columns
        possible = numbers(rows, held.stored.fact.vocabulary)
        loose = {n for n, found in possible.items() if any(len(codes) > 1 for codes in found)}
        return either(compare(exp.LT, code, number(1)), among(code, loose, possible))
    first = _loose(held.columns)
    if not held.further:
        return first
    further = _loose([column(held.further, name) for name in held.stored.columns])
    return either(first, present(rows.over_further(held, "loose", some(further)), FALSE))


def _loose(columns: Sequence[Term]) -> Term:
    spans = zip(columns[::2], columns[1::2], strict=True)
    return either(*(opposite(compare(exp.EQ, lo, hi)) for lo, hi in spans))
