"""Decision diagrams: the same function is the same number, and what is too large stops."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.engines.exact.diagram import MOST_VARIABLES, NO, YES, Diagram, TooLarge
from amends.engines.exact.sets import Fixing, least
from lib.strategies import examples

CELLS = (2, 3, 2)
LINES = tuple(product(*(range(count) for count in CELLS)))
TABLES = st.lists(st.booleans(), min_size=len(LINES), max_size=len(LINES)).map(tuple)


def made(diagram: Diagram, table: tuple[bool, ...]) -> int:
    lines = (line for line, truth in zip(LINES, table, strict=True) if truth)
    return diagram.some(
        diagram.every(diagram.is_in(n, {cell}) for n, cell in enumerate(line)) for line in lines
    )


def truth(diagram: Diagram, of: int, line: tuple[int, ...]) -> bool:
    while of not in (NO, YES):
        variable, branches = diagram.branch(of)
        of = branches[line[variable]]
    return of == YES


@examples(60)
@given(TABLES, TABLES)
def test_a_function_is_its_truth_table(one: tuple[bool, ...], other: tuple[bool, ...]) -> None:
    diagram = Diagram(CELLS)
    first, second = made(diagram, one), made(diagram, other)
    assert (first == second) is (one == other)
    both, opposite = diagram.both(first, second), diagram.opposite(first)
    for n, line in enumerate(LINES):
        assert truth(diagram, first, line) is one[n]
        assert truth(diagram, both, line) is (one[n] and other[n])
        assert truth(diagram, opposite, line) is not one[n]
    turning = {
        n
        for n in range(len(CELLS))
        for a, b in product(range(len(LINES)), repeat=2)
        if one[a] is not one[b] and all(LINES[a][m] == LINES[b][m] for m in range(3) if m != n)
    }
    assert set(diagram.matter(first)) == turning


@examples(60)
@given(TABLES, st.tuples(*(st.sets(st.integers(0, c - 1), min_size=1) for c in CELLS)))
def test_narrowed_leaves_what_is_possible(
    table: tuple[bool, ...], possible: tuple[set[int], ...]
) -> None:
    diagram = Diagram(CELLS)
    function = made(diagram, table)
    own, left = diagram.narrowed(function, possible)
    for line in product(*possible):
        assert truth(own, left, line) is truth(diagram, function, line)
    found = {int(truth(diagram, function, line)) for line in product(*possible)}
    assert diagram.answers(function, possible) == found
    assert all(len(possible[n]) > 1 for n in own.matter(left))


def test_too_many_variables_or_steps_stop() -> None:
    with pytest.raises(TooLarge):
        Diagram([2] * (MOST_VARIABLES + 1))
    diagram = Diagram([2] * 10, most=15)
    with pytest.raises(TooLarge):
        diagram.every(diagram.is_in(n, {1}) for n in range(10))


def test_where_there_are_too_many_sets_the_smallest_are_kept() -> None:
    count = 12
    diagram = Diagram([2] * count)
    on = [diagram.is_in(n, {1}) for n in range(count)]
    # At least six of twelve: 924 sets either way.
    reached = [YES] + [NO] * 6
    for one in on:
        reached = [
            diagram.some([held, diagram.both(reached[n - 1], one) if n else NO])
            for n, held in enumerate(reached)
        ]
    fixing = Fixing(diagram, range(count))
    found = fixing.to(YES, reached[6])
    assert fixing.cut_short
    assert {one.bit_count() for one in found} == {6}


def test_a_set_that_holds_another_is_not_least() -> None:
    assert least([0b111, 0b100, 0b011, 0b110]) == (0b100, 0b011)
