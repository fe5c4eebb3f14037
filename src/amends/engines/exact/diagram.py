"""A reduced, ordered, multi-valued decision diagram: one yes or no for every combination of cells.

A diagram is made over *variables*, each with a number of *cells*. A function is a whole
number: NO and YES are the two that never vary, any other is a node that branches on a
variable, one branch for each of its cells. Two functions are the same exactly when their
numbers are, and a node stands only where the variable matters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

NO: Final = 0
YES: Final = 1
MOST_VARIABLES: Final = 200
MOST_STEPS: Final = 100_000

Narrowing = Sequence[Collection[int]]
"""For each variable the cells that are still possible; never none."""


class TooLarge(Exception):
    """More variables or steps than are followed; never a wrong answer, never a hang."""


class Diagram:
    """Functions over variables with so many cells each; they share their nodes.

    Raises TooLarge, from any method that makes functions, after `most` steps in all.
    """

    def __init__(self, cells: Sequence[int], most: int = MOST_STEPS) -> None:
        """A diagram over variables in this order; a variable is its place in it."""
        if len(cells) > MOST_VARIABLES:
            raise TooLarge
        self.cells = tuple(cells)
        self._left = most
        # The two that never vary stand below every variable.
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(len(cells), ())] * 2
        self._numbers: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._opposite: dict[int, int] = {NO: YES, YES: NO}

    def node(self, variable: int, branches: tuple[int, ...]) -> int:
        """The function that goes on as the branch of the cell; variables below must be later."""
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = (variable, branches)
        number = self._numbers.get(key)
        if number is None:
            self._step(len(branches))
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return number

    def branch(self, of: int) -> tuple[int, tuple[int, ...]]:
        """The first variable that a function looks at, and its branches; none for YES and NO."""
        return self._nodes[of]

    def is_in(self, variable: int, cells: Collection[int]) -> int:
        """Yes where the variable is in one of these cells."""
        count = self.cells[variable]
        return self.node(variable, tuple(YES if i in cells else NO for i in range(count)))

    def opposite(self, of: int) -> int:
        """Yes where the function is no."""
        known = self._opposite.get(of)
        if known is None:
            variable, branches = self._nodes[of]
            known = self.node(variable, tuple(self.opposite(b) for b in branches))
            self._opposite[of] = known
            self._opposite[known] = of
        return known

    def both(self, one: int, other: int) -> int:
        """Yes where both are."""
        if other in (one, YES):
            return one
        if one == YES:
            return other
        if NO in (one, other):
            return NO
        key = (one, other) if one < other else (other, one)
        known = self._both.get(key)
        if known is None:
            known = self._both[key] = self._split(one, other)
        return known

    def _split(self, one: int, other: int) -> int:
        self._step(1)
        (first, ones), (second, others) = self._nodes[one], self._nodes[other]
        if first < second:
            return self.node(first, tuple(self.both(b, other) for b in ones))
        if second < first:
            return self.node(second, tuple(self.both(one, b) for b in others))
        pairs = zip(ones, others, strict=True)
        return self.node(first, tuple(self.both(b, c) for b, c in pairs))

    def every(self, among: Iterable[int]) -> int:
        """Yes where all are; of nothing, YES."""
        found = YES
        for one in among:
            found = self.both(found, one)
        return found

    def some(self, among: Iterable[int]) -> int:
        """Yes where one of them is; of nothing, NO."""
        return self.opposite(self.every(self.opposite(one) for one in among))

    def answers(self, of: int, narrowed: Narrowing) -> frozenset[int]:
        """Which of YES and NO a function comes to, over every combination of possible cells."""
        found: set[int] = set()
        seen: set[int] = set()
        ahead = [of]
        while ahead and len(found) < 2:
            number = ahead.pop()
            if number in (NO, YES):
                found.add(number)
            elif number not in seen:
                seen.add(number)
                variable, branches = self._nodes[number]
                ahead.extend(branches[cell] for cell in narrowed[variable])
        return frozenset(found)

    def narrowed(self, of: int, narrowed: Narrowing) -> tuple[Diagram, int]:
        """A function with no cell left that is not possible, in a diagram of its own.

        Each impossible cell is taken to be the first possible one. So whatever holds for
        every cell holds for every possible one, and a variable matters only if it can.
        """
        # A diagram of its own: what one case needs is forgotten with it, and how far one
        # case is followed does not hang on those before it.
        own = Diagram(self.cells, self._left)
        first = [min(cells) for cells in narrowed]
        known = {NO: NO, YES: YES}

        def copied(number: int) -> int:
            if number not in known:
                variable, branches = self._nodes[number]
                kept = {cell: copied(branches[cell]) for cell in sorted(narrowed[variable])}
                other = kept[first[variable]]
                known[number] = own.node(
                    variable, tuple(kept.get(cell, other) for cell in range(len(branches)))
                )
            return known[number]

        return own, copied(of)

    def matter(self, of: int) -> tuple[int, ...]:
        """The variables on which a function depends, in order."""
        seen: set[int] = set()
        ahead = [of]
        while ahead:
            number = ahead.pop()
            if number not in seen:
                seen.add(number)
                ahead.extend(self._nodes[number][1])
        return tuple(sorted({self._nodes[number][0] for number in seen - {NO, YES}}))

    def _step(self, cost: int) -> None:
        self._left -= cost
        if self._left < 0:
            raise TooLarge
