"""What the diagram of an effect branches on, and what one case says of it.

A *path* leads from the ground of an effect to that of a condition inside it: the place of
each child, one after the other. Grounds stand as conditions do, whatever the case.
"""

from __future__ import annotations

from dataclasses import dataclass

from amends.engines.exact.cells import Cells
from amends.scheme.conditions import AtLeast, AtMost, Less, Overlaps, Ref, Within

Path = tuple[int, ...]

Whole = AtLeast | AtMost | Less | Within | Overlaps
"""A condition that is taken by itself, since no cells of single facts say what it is."""

Touched = Ref | str
"""An own fact, or the name of a list."""


@dataclass(frozen=True, slots=True)
class FactVariable:
    """An own fact: the cell that its value lies in.

    `nth` is its place among the evidence of the ground at `path`; `every` is every cell.
    """

    ref: Ref
    path: Path
    nth: int
    cells: Cells
    every: frozenset[int]


@dataclass(frozen=True, slots=True)
class PointVariable:
    """An open point of the law: no, yes."""

    number: int


@dataclass(frozen=True, slots=True)
class TermVariable:
    """A named part: denied, or as its body."""

    part: str
    path: Path


@dataclass(frozen=True, slots=True)
class WholeVariable:
    """A condition taken by itself: what it comes to under each answer to its open points.

    Bit n of a cell says whether it holds under the nth way to answer `points`, of which the
    first is no to all. `touches` are the own facts and lists that it looks at. `plain` says
    that its recorded state is as close as can be told of it alone; `mixed`, that no
    comparison inside a list condition is of own facts only.
    """

    node: Whole
    path: Path
    points: tuple[int, ...]
    touches: frozenset[Touched]
    plain: bool
    mixed: bool

    @property
    def count(self) -> int:
        """How many cells there are."""
        return 1 << (1 << len(self.points))

    @property
    def name(self) -> str:
        """The list, or the facts that are compared, in words."""
        if isinstance(self.node, AtLeast):
            return self.node.list
        return " and ".join(sorted(t.fact for t in self.touches if isinstance(t, Ref)))


Variable = FactVariable | PointVariable | TermVariable | WholeVariable


@dataclass(frozen=True, slots=True)
class Known:
    """What a case says of a variable: the cells that each reading leaves possible.

    `needs` are the names to learn, all of them, for it to be known in full; none where it
    cannot be learned. `lost` are those that are wanted and will never be known.
    """

    readings: tuple[frozenset[int], ...]
    disputed: bool = False
    needs: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def possible(self) -> frozenset[int]:
        """The cells that some reading leaves possible."""
        return frozenset[int]().union(*self.readings)
