"""What is kept of each leaf of a scheme's tree: a small number for how it stands in a row.

A leaf is a comparison, a list condition or a denial, asked of the matter or its person.
From the numbers of all leaves an outcome and its reasons follow, so they are worked out
once for each combination that occurs and not for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from sqlglot import exp

from amends.cases.codebook import CONFLICT, Readings
from amends.engines.sql.comparisons import member_pair, numbers
from amends.engines.sql.queries import answering, named, reading, table
from amends.engines.sql.rows import Held, Rows, Scope
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
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
from amends.scheme.conditions import AtLeast, Condition, In, Within
from amends.scheme.declarations import FactType
from amends.scheme.law import Zones
from amends.scheme.walk import refs
from amends.truth.states import UNKNOWN_PAIR, Pair, State


@dataclass(frozen=True, slots=True)
class Cell:
    """How a leaf may stand: its pair, what it waits for, on what statements conflict.

    For a denial, `denied` says whether there is one and the rest says nothing.
    """

    pair: Pair = UNKNOWN_PAIR
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf: the cells in which it may stand, and the place of the one that it is in."""

    cells: tuple[Cell, ...]
    place: Term


def denial_leaf(denied: Term) -> Leaf:
    """Whether a part is denied."""
    cells = (Cell(), Cell(denied=True))
    return Leaf(cells, choose([(denied, number(1))], number(0)))


def _membership_leaf(node: In, rows: Rows, scope: Scope) -> Leaf:
    """A membership stands as its fact's readings do, whatever rows it is asked of."""
    held = rows.fact(scope[node.ref.of], node.ref.fact)
    (code,) = held.columns
    zones = rows.program.law.zones(node)
    possible = numbers(rows.program, held.stored.fact.vocabulary)
    places: dict[Cell, set[int]] = {Cell(wanted=(node.ref.fact,)): set()}
    for n, readings in possible.items():
        places.setdefault(_membership_cell(node.ref.fact, readings, zones), set()).add(n)
    cells = tuple(places)
    # Silence (below 1) first, then all but the cell that takes the most numbers to tell.
    largest = max(range(len(cells)), key=lambda place: len(places[cells[place]]))
    silence = compare(exp.LT, code, number(1))
    whens = [(either(silence, among(code, places[cells[0]], possible)), number(0))]
    whens += [
        (among(code, places[cell], possible), number(place))
        for place, cell in enumerate(cells)
        if place not in (0, largest)
    ]
    return Leaf(cells, choose(whens, number(largest)))


def _membership_cell(fact: str, readings: Readings, zones: Zones) -> Cell:
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
    wanted += tuple(sorted(f"open point {point}" for point in points))
    if State.UNKNOWN not in (pair.helping, pair.hurting):
        wanted = ()
    disputed = (fact,) if pair.disputed and len(readings) > 1 else ()
    return Cell(pair, wanted, disputed)


Keep = Callable[[str, Term], Term]
"""Makes a column of a term over the rows, under a name like the one given; that column."""


def leaf_of(node: Condition, four: Four, rows: Rows, scope: Scope, keep: Keep) -> Leaf:
    """A leaf from its four terms, kept as columns, and what its facts leave to be known."""
    if isinstance(node, In):
        leaf = _membership_leaf(node, rows, scope)
        return Leaf(leaf.cells, keep("stands", leaf.place))
    if isinstance(node, AtLeast):
        return _leaf(four, [], [], lambda _inexact: (node.list,), lambda _many: (node.list,))
    compared = tuple(dict.fromkeys(refs(node)))
    held = [rows.fact(scope[ref.of], ref.fact) for ref in compared]
    names = [ref.fact for ref in compared]

    def wanted(inexact: Sequence[bool]) -> tuple[str, ...]:
        if isinstance(node, Within) and not any(inexact):
            return (f"open point {node.open_point}",)
        return tuple(name for name, loose in zip(names, inexact, strict=True) if loose)

    def disputed(many: Sequence[bool]) -> tuple[str, ...]:
        return tuple(name for name, two in zip(names, many, strict=True) if two)

    loose = [keep("loose", _inexact(rows, one)) for one in held]
    conflicts = [] if four.once else [keep("many", _many(rows, one)) for one in held]
    return _leaf(four, loose, conflicts, wanted, disputed)


def _leaf(
    four: Four,
    loose: Sequence[Term],
    conflicts: Sequence[Term],
    wanted: Callable[[Sequence[bool]], tuple[str, ...]],
    disputed: Callable[[Sequence[bool]], tuple[str, ...]],
) -> Leaf:
    """Cells by pair, and for those that need it by which facts are inexact or in conflict."""
    cells: list[Cell] = []
    whens: list[tuple[Term, Term]] = []
    states = (State.YES, State.NO, State.UNKNOWN)
    pairs = [(s, s) for s in states] if four.once else list(product(states, states))
    for helping, hurting in pairs:
        pair = Pair(helping, hurting)
        opens = loose if State.UNKNOWN in (helping, hurting) else ()
        many = conflicts if pair.disputed else ()
        place: Term = number(len(cells))
        for bit, flag in enumerate((*opens, *many)):
            place = exp.Add(this=place, expression=choose([(flag, number(2**bit))], number(0)))
        whens.append((_is_pair(four, pair), place))
        for bits in product((False, True), repeat=len(opens) + len(many)):
            flags = bits[::-1]  # the first flag is the lowest bit
            unknown = State.UNKNOWN in (helping, hurting)
            cells.append(
                Cell(
                    pair,
                    wanted(flags[: len(opens)]) if unknown else (),
                    disputed(flags[len(opens) :]) if pair.disputed else (),
                )
            )
    *settled, (_, last) = whens
    return Leaf(tuple(cells), choose(settled, last))


def _is_pair(four: Four, pair: Pair) -> Term:
    tests = [_is_state(four.helping.yes, four.helping.no, pair.helping)]
    if not four.once:
        tests.append(_is_state(four.hurting.yes, four.hurting.no, pair.hurting))
    return both(*tests)


def _is_state(yes: Term, no: Term, state: State) -> Term:
    match state:
        case State.YES:
            return yes
        case State.NO:
            return no
        case State.UNKNOWN:
            return both(opposite(yes), opposite(no))


def _inexact(rows: Rows, held: Held) -> Term:
    """Whether more could be known: the fact is silent, or some reading is not one value."""
    if held.stored.fact.type is FactType.CODE:
        (code,) = held.columns
        possible = numbers(rows.program, held.stored.fact.vocabulary)
        loose = {n for n, found in possible.items() if any(len(codes) > 1 for codes in found)}
        return either(compare(exp.LT, code, number(1)), among(code, loose, possible))
    first = _loose(held.columns)
    if not held.further:
        return first
    return either(first, present(column(_further(rows, held), "loose"), FALSE))


def _many(rows: Rows, held: Held) -> Term:
    """Whether a fact has two readings or more."""
    if held.stored.fact.type is FactType.CODE:
        (code,) = held.columns
        return compare(exp.GTE, code, number(CONFLICT))
    return present(column(_further(rows, held), "many"), FALSE) if held.further else FALSE


def _further(rows: Rows, held: Held) -> str:
    known = ("loose", held.further)
    program = rows.program
    if known not in program.groups:
        key = column(held.further, "key")
        loose = _loose([column(held.further, name) for name in held.stored.columns])
        columns = [named(key, "k1"), named(some(loose), "loose"), named(TRUE, "many")]
        query = answering(reading(table(held.further)), columns, by=[key])
        program.groups[known] = program.part(f"{held.further}_loose", query)
    return rows.join(str(program.groups[known]), {"k1": held.key})


def _loose(columns: Sequence[Term]) -> Term:
    spans = zip(columns[::2], columns[1::2], strict=True)
    return either(*(opposite(compare(exp.EQ, lo, hi)) for lo, hi in spans))
