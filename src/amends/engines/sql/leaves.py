"""The leaves of a scheme's tree, and how each may stand.

A leaf is a comparison, a list condition or a denial, asked of the matter or its person.
"""

from __future__ import annotations

from dataclasses import dataclass

from amends.scheme.conditions import PERSON, Condition, Named
from amends.scheme.law import Law
from amends.truth.states import UNKNOWN_PAIR, Pair


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition asked of a matter and its person, or (in a definition) of the person only.

    It makes a difference where the condition tells an entry from the matter.
    """

    node: Condition
    of_person: bool = False

    def of(self, node: Condition) -> Asked:
        """A condition inside this one, asked of the same."""
        return Asked(node, self.of_person)

    def of_part(self, law: Law, node: Named) -> Asked:
        """The body of the part that this condition names."""
        part = law.scheme.part_named[node.part]
        return Asked(part.body, part.about == PERSON)


LeafKey = Asked | str
"""A comparison or list condition; or the name of a part, for whether it is denied."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a leaf may stand: its pair, what it waits for, on what statements conflict.

    For a denial, `denied` says whether there is one and the rest says nothing.
    """

    pair: Pair = UNKNOWN_PAIR
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    denied: bool = False
