"""The minimal sets of variables of which some cells fix what a function comes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from amends.engines.exact.diagram import NO, YES, Diagram

MOST_KEPT: Final = 200

Family = tuple[int, ...]
"""Sets, none within another, smallest first; of each, bit n says whether n is in it."""

EMPTY: Final = (0,)


@dataclass(slots=True)
class Fixing:
    """Finds which of the variables that can be learned fix a function.

    `cut_short` says that there were too many sets on the way, and the larger were dropped.
    """

    diagram: Diagram
    learnable: Collection[int]
    cut_short: bool = False
    _known: dict[int, Family] = field(default_factory=lambda: {NO: (), YES: EMPTY})

    def to(self, answer: int, of: int) -> Family:
        """The minimal sets of which some answers fix a function as YES or as NO."""
        return self._to_yes(of if answer == YES else self.diagram.opposite(of))

    def _to_yes(self, of: int) -> Family:
        known = self._known.get(of)
        if known is None:
            variable, branches = self.diagram.branch(of)
            # Without learning this one, the rest must do for each of its cells at once.
            found = set(self._to_yes(self.diagram.every(branches)))
            if variable in self.learnable:
                found.update(one | 1 << variable for b in set(branches) for one in self._to_yes(b))
            known = self._known[of] = self._least(found)
        return known

    def _least(self, among: Iterable[int]) -> Family:
        family = least(among)
        self.cut_short = self.cut_short or len(family) > MOST_KEPT
        return family[:MOST_KEPT]


def least(among: Iterable[int]) -> Family:
    """The sets that hold no other of them, smallest first."""
    kept: list[int] = []
    for one in sorted(set(among), key=lambda one: (one.bit_count(), one)):
        if not any(one & other == other for other in kept):
            kept.append(one)
    return tuple(kept)


def renamed(family: Iterable[int], needs: Sequence[int]) -> Family:
    """The sets of names for sets of variables, each of which needs some names."""
    found = set()
    for one in family:
        names = 0
        for variable, needed in enumerate(needs):
            if one >> variable & 1:
                names |= needed
        found.add(names)
    return least(found)
