"""From the conditions of an effect to its diagram; made once for a law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import assert_never

from amends.engines.exact.cells import Answer, CodeCells, Single, answering, cells
from amends.engines.exact.comparisons import Compared, compared_refs, ways
from amends.engines.exact.diagram import NO, YES, Diagram, TooLarge
from amends.engines.exact.scanning import FactSeen, Key, Scan
from amends.engines.exact.variables import (
    FactVariable,
    PointVariable,
    TermVariable,
    Variable,
    WholeVariable,
)
from amends.scheme.conditions import (
    MATTER,
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
from amends.scheme.declarations import FactType
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.scheme.walk import children, refs

LAWS = 16


@dataclass(frozen=True, slots=True)
class EffectDiagram:
    """When one effect holds; without a diagram where it would be too large.

    The variables are those of the diagram, in order.
    """

    part: str
    variables: tuple[Variable, ...]
    diagram: Diagram | None
    root: int


@dataclass(frozen=True, slots=True)
class Diagrams:
    """The diagrams of a law, one for each effect in order."""

    law: Law
    effects: tuple[EffectDiagram, ...]
    # The same law with more supposed, made when it is first asked for.
    _supposed: dict[tuple[tuple[int, bool], ...], Law] = field(default_factory=dict)

    def supposing(self, answers: Mapping[int, bool]) -> Law:
        """The law with these open points answered beside what is supposed already."""
        key = tuple(sorted(answers.items()))
        if key not in self._supposed:
            law = self.law
            self._supposed[key] = as_at(law.scheme, law.on, {**law.supposed, **answers})
        return self._supposed[key]


def diagrams(law: Law) -> Diagrams:
    """The diagrams of a law; the last few laws are kept."""
    return _diagrams(law.scheme, law.on, tuple(sorted(law.supposed.items())))


@lru_cache(maxsize=LAWS)
def _diagrams(scheme: Scheme, on: int, supposed: tuple[tuple[int, bool], ...]) -> Diagrams:
    law = Law(scheme, on, dict(supposed))
    parts = dict.fromkeys(effect.part for effect in scheme.effects)
    made = {part: _made(law, part) for part in parts}
    return Diagrams(law, tuple(made[effect.part] for effect in scheme.effects))


def _made(law: Law, part: str) -> EffectDiagram:
    scan = Scan(law)
    scan.at(Named(part), (), MATTER)
    variables = tuple(_variable(law, key, seen) for key, seen in scan.found.items())
    try:
        diagram = Diagram([_count(variable) for variable in variables])
        build = _Build(law, diagram, variables, {key: n for n, key in enumerate(scan.found)})
        return EffectDiagram(part, variables, diagram, build.at(Named(part), MATTER))
    except TooLarge:
        return EffectDiagram(part, variables, None, NO)


def _variable(law: Law, key: Key, seen: object) -> Variable:
    match key, seen:
        case Ref(), FactSeen():
            fact = law.scheme.facts_of(key.of)[key.fact]
            codes = law.scheme.codes_of[fact.vocabulary] if fact.type is FactType.CODE else ()
            held = cells(law, fact.type, codes, seen.tests, apart=seen.apart)
            every = frozenset(range(len(held.samples())))
            return FactVariable(key, seen.path, seen.nth, held, every)
        case int(), _:
            return PointVariable(key)
        case _, TermVariable() | WholeVariable():
            return seen
        case _:
            raise AssertionError(key)


def _count(variable: Variable) -> int:
    match variable:
        case FactVariable():
            return len(variable.every)
        case PointVariable() | TermVariable():
            return 2
        case WholeVariable():
            return variable.count
        case _:
            assert_never(variable)


@dataclass(slots=True)
class _Build:
    law: Law
    diagram: Diagram
    variables: tuple[Variable, ...]
    place: Mapping[Key, int]
    parts: dict[str, int] = field(default_factory=dict)

    def at(self, node: Condition, about: str) -> int:
        """The function of a condition in a part about the matter or a person."""
        diagram = self.diagram
        match node:
            case In():
                return self._single(node.ref, node)
            case AtMost() | Less():
                return self._compared(node, about)
            case Within() | Overlaps():
                one, *others = refs(node)
                if others == [one]:
                    return YES
                return self._whole(node, about) if others else self._single(one, node)
            case Same():
                return self._same(node)
            case All():
                return diagram.every(self.at(limb, about) for limb in node.limbs)
            case Any():
                return diagram.some(self.at(limb, about) for limb in node.limbs)
            case Not():
                return diagram.opposite(self.at(node.body, about))
            case Limb():
                return self.at(node.body, about)
            case AtLeast():
                return self._whole(node, about)
            case Named():
                return self._named(node.part)
            case LeftOpen():
                answer = self.law.supposed.get(node.point)
                if answer is None:
                    return self._point(node.point, answer=True)
                return YES if answer else NO
            case Another():
                raise AssertionError(node)
            case _:
                assert_never(node)

    def _named(self, name: str) -> int:
        if name not in self.parts:
            part = self.law.scheme.part_named[name]
            undenied = self.diagram.is_in(self.place[name], {1})
            self.parts[name] = self.diagram.both(undenied, self.at(part.body, part.about))
        return self.parts[name]

    def _single(self, ref: Ref, node: Single) -> int:
        place = self.place[ref]
        variable = self.variables[place]
        assert isinstance(variable, FactVariable)
        ask = answering(self.law, node)
        by_answer: dict[Answer, set[int]] = {}
        for cell, value in enumerate(variable.cells.samples()):
            by_answer.setdefault(ask(value), set()).add(cell)
        return self.diagram.some(
            self.diagram.both(self.diagram.is_in(place, held), self._answer(answer))
            for answer, held in by_answer.items()
        )

    def _answer(self, answer: Answer) -> int:
        if isinstance(answer, int):
            return answer
        return self.diagram.some(self._point(point, answer=True) for point in sorted(answer))

    def _point(self, number: int, *, answer: bool) -> int:
        return self.diagram.is_in(self.place[number], {int(answer)})

    def _compared(self, node: Compared, about: str) -> int:
        taken = ways(node)
        if not taken:
            return self._whole(node, about)
        tests = children(node)
        found = []
        for way in taken:
            met = [self.at(tests[place], about) for place, _ in way.tests]
            guards = [
                is_met if holds else self.diagram.opposite(is_met)
                for is_met, (_, holds) in zip(met, way.tests, strict=True)
            ]
            found.append(self.diagram.every([*guards, self._plain(way.plain)]))
        return self.diagram.some(found)

    def _plain(self, node: Condition) -> int:
        match node:
            case All():
                return self.diagram.every(self._plain(limb) for limb in node.limbs)
            case Any():
                return self.diagram.some(self._plain(limb) for limb in node.limbs)
            case AtMost() | Less():
                compared = compared_refs(node)
                if compared:
                    return self._single(compared[0], node)
                answer = answering(self.law, node)(0)  # of no fact: the same at any value
                return self._answer(answer)
            case _:
                raise AssertionError(node)

    def _same(self, node: Same) -> int:
        if node.left == node.right:
            return YES
        # Branch by branch: one code after another would make ever larger functions on the way.
        first, second = sorted((self.place[node.left], self.place[node.right]))
        one, other = self.variables[first], self.variables[second]
        assert isinstance(one, FactVariable)
        assert isinstance(other, FactVariable)
        assert isinstance(other.cells, CodeCells)
        codes = [code for code in one.cells.samples() if isinstance(code, str)]
        same = (self.diagram.is_in(second, {other.cells.of[code]}) for code in codes)
        return self.diagram.node(first, tuple(same))

    def _whole(self, node: Condition, about: str) -> int:
        place = self.place[node, about]
        variable = self.variables[place]
        assert isinstance(variable, WholeVariable)
        found = []
        for bit, answers in enumerate(product((False, True), repeat=len(variable.points))):
            points = zip(variable.points, answers, strict=True)
            held = {cell for cell in range(variable.count) if cell >> bit & 1}
            given = [self._point(point, answer=answer) for point, answer in points]
            found.append(self.diagram.every([*given, self.diagram.is_in(place, held)]))
        return self.diagram.some(found)
