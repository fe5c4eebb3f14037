"""What the conditions of an effect look at, in order: the variables of its diagram to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import assert_never

from amends.engines.exact.cells import Single
from amends.engines.exact.comparisons import Compared, compared_refs, plain_of, ways
from amends.engines.exact.variables import Path, TermVariable, Whole, WholeVariable
from amends.engines.exact.wholes import whole
from amends.scheme.conditions import (
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Condition,
    In,
    LeftOpen,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Ref,
    Same,
    Within,
)
from amends.scheme.law import Law
from amends.scheme.walk import children, refs


@dataclass(slots=True)
class FactSeen:
    """An own fact: where it is evidence first, and the comparisons that look at it.

    It is kept `apart`, code by code, if it is compared with another fact.
    """

    path: Path
    nth: int
    tests: list[Single] = field(default_factory=list)
    apart: bool = False


Key = Ref | int | str | tuple[Condition, str]
"""An own fact, an open point, a named part, or a condition in a part about someone."""

Seen = FactSeen | TermVariable | WholeVariable | None


@dataclass(slots=True)
class Scan:
    """Everything that was met, each thing once, in the order of the scheme.

    Of an open point there is nothing more to say: it is None.
    """

    law: Law
    found: dict[Key, Seen] = field(default_factory=dict)

    def at(self, node: Condition, path: Path, about: str) -> None:
        """Go through a condition in a part about the matter or a person."""
        match node:
            case In():
                self._fact(node.ref, path, 0).tests.append(node)
                for point in self.law.zones(node).open:
                    self.found.setdefault(point)
            case AtMost() | Less():
                self._compared(node, path, about)
            case Within() | Overlaps():
                self._extent(node, path, about)
            case Same():
                for nth, ref in enumerate(refs(node)):
                    self._fact(ref, path, nth).apart = True
            case All() | Any() | Not() | Limb():
                for place, limb in enumerate(children(node)):
                    self.at(limb, (*path, place), about)
            case AtLeast():
                self._whole(node, path, about)
            case Named():
                if node.part not in self.found:
                    part = self.law.scheme.part_named[node.part]
                    self.found[node.part] = TermVariable(node.part, path)
                    self.at(part.body, (*path, 0), part.about)
            case LeftOpen():
                if node.point not in self.law.supposed:
                    self.found.setdefault(node.point)
            case Another():
                msg = "an entry stands only inside a list condition"
                raise AssertionError(msg)
            case _:
                assert_never(node)

    def _fact(self, ref: Ref, path: Path, nth: int) -> FactSeen:
        seen = self.found.setdefault(ref, FactSeen(path, nth))
        assert isinstance(seen, FactSeen)
        return seen

    def _compared(self, node: Compared, path: Path, about: str) -> None:
        taken = ways(node)
        if not taken:
            self._whole(node, path, about)
            return
        tests, evidence = children(node), refs(node)
        for place in sorted({place for way in taken for place, _ in way.tests}):
            self.at(tests[place], (*path, place), about)
        for plain in (plain for way in taken for plain in plain_of(way.plain)):
            for ref in compared_refs(plain)[:1]:
                self._fact(ref, path, evidence.index(ref)).tests.append(plain)

    def _extent(self, node: Within | Overlaps, path: Path, about: str) -> None:
        one, *others = refs(node)
        if not others:
            self._fact(one, path, 0).tests.append(node)
            point = node.open_point if isinstance(node, Within) else 0
            if point and point not in self.law.supposed:
                self.found.setdefault(point)
        elif others != [one]:  # whatever lies within itself need not be looked at
            self._whole(node, path, about)

    def _whole(self, node: Whole, path: Path, about: str) -> None:
        key = (node, about)
        if key not in self.found:
            taken = whole(self.law, node, path, about)
            for point in taken.points:
                self.found.setdefault(point)
            self.found[key] = taken
