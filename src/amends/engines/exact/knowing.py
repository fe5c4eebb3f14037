"""What a case says of each variable, read from recorded grounds; nothing is evaluated again."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import assert_never

from amends.assessments.assessment import Assessment, Evidence, Ground
from amends.assessments.turning import open_points
from amends.assessments.wanted import point_name
from amends.cases.case import Case
from amends.engines.exact.compiling import Diagrams
from amends.engines.exact.one_fact import Assess
from amends.engines.exact.variables import (
    FactVariable,
    Known,
    Path,
    PointVariable,
    TermVariable,
    Variable,
    WholeVariable,
)
from amends.scheme.conditions import (
    AtLeast,
    AtMost,
    Condition,
    In,
    LeftOpen,
    Less,
    Named,
    Within,
)
from amends.scheme.law import Law
from amends.scheme.walk import totals
from amends.truth.statements import LOST
from amends.truth.states import Pair, State
from amends.truth.values import Codes, is_exact

Answers = tuple[tuple[int, bool], ...]


@dataclass(slots=True)
class Grounds:
    """The grounds of one case under a law, and under further answers to its open points."""

    diagrams: Diagrams
    case: Case
    assess: Assess
    _known: dict[Answers, Assessment] = field(default_factory=dict)

    def assessment(self, answers: Answers = ()) -> Assessment:
        """The assessment with these open points answered beside what is supposed already."""
        if answers not in self._known:
            law = self.diagrams.supposing(dict(answers)) if answers else self.diagrams.law
            self._known[answers] = self.assess(law, self.case)
        return self._known[answers]

    def at(self, effect: int, path: Path, answers: Answers = ()) -> Ground:
        """The ground at a path of an effect."""
        ground = self.assessment(answers).effects[effect].ground
        for place in path:
            ground = ground.children[place]
        return ground


def known(variable: Variable, grounds: Grounds, effect: int) -> Known:
    """What a case says of a variable of an effect."""
    match variable:
        case FactVariable():
            return _fact(variable, grounds.at(effect, variable.path).evidence[variable.nth])
        case PointVariable():
            return Known((frozenset({0, 1}),), needs=(point_name(variable.number),))
        case TermVariable():
            return _term(grounds.at(effect, variable.path))
        case WholeVariable():
            return _whole(variable, grounds, effect)
        case _:
            assert_never(variable)


def _fact(variable: FactVariable, evidence: Evidence) -> Known:
    name = variable.ref.fact
    if not evidence.readings:
        lost = is_lost(evidence)
        return Known((variable.every,), needs=() if lost else (name,), lost=(name,) if lost else ())
    readings = [variable.cells.holding(values) for values, _ in evidence.readings]
    disputed = len(readings) > 1
    return Known(_unique(readings), disputed, () if disputed else (name,))


def is_lost(evidence: Evidence) -> bool:
    """Whether nothing is stated of a fact and nothing ever will be."""
    return not evidence.readings and evidence.silence in LOST


def _term(ground: Ground) -> Known:
    """A denial refutes the term, but where its body is established somebody may be wrong."""
    if not ground.denials:
        return Known((frozenset({1}),))
    if ground.pair.disputed:
        return Known((frozenset({1}), frozenset({0})), disputed=True)
    return Known((frozenset({0}),))


def _whole(variable: WholeVariable, grounds: Grounds, effect: int) -> Known:
    plainly = grounds.at(effect, variable.path)
    waiting = set(_waits(grounds.diagrams.law, plainly)) & {*variable.points}
    pairs: list[Pair] = []
    for answers in product((False, True), repeat=len(variable.points)):
        asked = zip(variable.points, answers, strict=True)
        given = tuple((point, answer) for point, answer in asked if point in waiting)
        pairs.append(grounds.at(effect, variable.path, given).pair)
    bearing = set(_may_bear(grounds.diagrams.law, plainly)) & {*variable.points}
    helping = _cells(variable, [pair.helping for pair in pairs], bearing)
    hurting = _cells(variable, [pair.hurting for pair in pairs], bearing)
    readings = _unique([helping, hurting])
    if any(pair.disputed for pair in pairs):
        return Known(readings, disputed=True)
    if isinstance(variable.node, AtLeast):
        return Known(readings, needs=(variable.node.list,))
    wanted = _Wanted()
    wanted.at(plainly)
    lost = tuple(dict.fromkeys(wanted.lost))
    can_be = not lost and not wanted.disputed
    return Known(readings, needs=tuple(dict.fromkeys(wanted.names)) if can_be else (), lost=lost)


def _cells(variable: WholeVariable, states: list[State], bearing: Container[int]) -> frozenset[int]:
    """The cells that agree with what is known under each way to answer the open points.

    An answer to a point that cannot bear on the condition makes no difference in any of them.
    """
    yes = sum(1 << bit for bit, state in enumerate(states) if state is State.YES)
    no = sum(1 << bit for bit, state in enumerate(states) if state is State.NO)
    idle = [
        1 << (len(variable.points) - 1 - place)
        for place, point in enumerate(variable.points)
        if point not in bearing
    ]
    return frozenset(
        c
        for c in range(variable.count)
        if c & yes == yes
        and not c & no
        and all(c >> bit & 1 == c >> (bit ^ one) & 1 for one in idle for bit in range(len(states)))
    )


def _may_bear(law: Law, ground: Ground) -> Iterator[int]:
    """The open points that could bear on a condition, whatever is still learned of the facts."""
    if State.UNKNOWN not in (ground.pair.helping, ground.pair.hurting):
        return
    match ground.node:
        case In() as node:
            for point, codes in law.zones(node).open.items():
                said = [
                    v.codes for e in ground.evidence for v, _ in e.readings if isinstance(v, Codes)
                ]
                if not said or any(codes & of for of in said):
                    yield point
        case AtLeast() as node if _more_may_be(ground):
            yield from law.points(node)
        case _:
            yield from _own_points(law, ground.node)
    for child in ground.children:
        yield from _may_bear(law, child)
    for entry in ground.entries:
        yield from _may_bear(law, entry.ground)


def _own_points(law: Law, node: Condition) -> Iterator[int]:
    """The open point that a comparison cites, and those in the totals that it compares."""
    match node:
        case Within(open_point=number) | LeftOpen(point=number) if number:
            yield number
        case AtMost() | Less():
            # An entry that adds something may add more.
            yield from (point for total in totals(node) for point in law.points(total.adding))
        case _:
            pass


def _more_may_be(ground: Ground) -> bool:
    """Whether a list may have entries of which nothing is recorded."""
    labels = {entry.label for entry in ground.entries}
    return not any(
        not closure.but_such_as and closure.names | closure.may_be <= labels
        for closure in ground.closures
    )


def _waits(law: Law, ground: Ground) -> Iterator[int]:
    """The open points whose answers could bear on a condition that is not settled."""
    if State.UNKNOWN not in (ground.pair.helping, ground.pair.hurting):
        return
    match ground.node:
        case In():
            yield from open_points(law, ground)
        case AtLeast() if any(closure.but_such_as for closure in ground.closures):
            # What such another entry would come to is recorded nowhere.
            yield from (point.number for point in law.scheme.open_points)
        case _:
            yield from _own_points(law, ground.node)
    for child in ground.children:
        yield from _waits(law, child)
    for entry in ground.entries:
        yield from _waits(law, entry.ground)


@dataclass(slots=True)
class _Wanted:
    """What is still to be learned of a comparison of several facts."""

    names: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    disputed: bool = False

    def at(self, ground: Ground) -> None:
        """Go through a ground and those of the tests inside it."""
        self.disputed = self.disputed or ground.pair.disputed
        for evidence in ground.evidence:
            self.disputed = self.disputed or len(evidence.readings) > 1
            if is_lost(evidence):
                self.lost.append(evidence.ref.fact)
            elif not evidence.readings or not is_exact(evidence.readings[0][0]):
                self.names.append(evidence.ref.fact)
        if isinstance(ground.node, AtLeast):
            self.names.append(ground.node.list)
        if isinstance(ground.node, Named) and ground.denials:
            return
        for child in ground.children:
            self.at(child)


def _unique(readings: list[frozenset[int]]) -> tuple[frozenset[int], ...]:
    return tuple(dict.fromkeys(readings))
