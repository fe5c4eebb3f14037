"""Value classes: the values of a fact that no comparison of a law tells apart; of entries too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import assert_never

from amends.engines.exact.cells import Single, Value, cells
from amends.engines.exact.comparisons import Compared, compared_refs, plain_of, ways
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    AtLeast,
    AtMost,
    Condition,
    In,
    Less,
    Overlaps,
    Quantity,
    Ref,
    Same,
    Total,
    Within,
)
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.scheme.walk import inside, quantity_refs, refs
from amends.truth.values import Codes, Period, Span, Values, meet

LAWS = 16

_Scope = Mapping[str, tuple[str, ...]]
"""The kinds that each name in scope can stand for."""


@dataclass(frozen=True, slots=True)
class ValueClass:
    """One class: `values` are together all that is in it, and `sample` is one of them."""

    sample: Values
    values: tuple[Values, ...]

    def holds(self, reading: Values) -> bool:
        """Whether a reading leaves some value of the class possible."""
        return any(meet(values, reading) is not None for values in self.values)


@dataclass(frozen=True, slots=True)
class FactClasses:
    """The classes of a fact, at least one; every value is in just one of them.

    `alone` is whether they are all that the law tells apart. It is not so where a date, period,
    number or sum is compared with another fact: then values of one class can differ, by what
    the other is.
    """

    classes: tuple[ValueClass, ...]
    alone: bool


def value_classes(law: Law) -> Mapping[Ref, FactClasses]:
    """The classes of every fact of every kind, over all parts; `Ref.of` is the kind."""
    return _value_classes(law.scheme, law.on, tuple(sorted(law.supposed.items())))


@lru_cache(maxsize=LAWS)
def _value_classes(
    scheme: Scheme, on: int, supposed: tuple[tuple[int, bool], ...]
) -> Mapping[Ref, FactClasses]:
    law = Law(scheme, on, dict(supposed))
    kinds = (PERSON, MATTER, *scheme.list_named)
    looks = {Ref(kind, fact): _Looks() for kind in kinds for fact in scheme.facts_of(kind)}
    people = (PERSON, *(kind.name for kind in scheme.lists if kind.is_person))
    for part in scheme.parts:
        # A definition can be applied to anybody.
        about = {PERSON: (PERSON,), MATTER: (MATTER,)} if part.about == MATTER else {PERSON: people}
        _Walk(looks).at(part.body, about)
    return {ref: _classes(law, ref, found) for ref, found in looks.items()}


@dataclass(slots=True)
class _Looks:
    """How a law looks at a fact: as `FactSeen`, and whether never beside another."""

    tests: list[Single] = field(default_factory=list)
    apart: bool = False
    alone: bool = True


def _classes(law: Law, ref: Ref, looks: _Looks) -> FactClasses:
    fact = law.scheme.facts_of(ref.of)[ref.fact]
    codes = law.scheme.codes_of[fact.vocabulary] if fact.type is FactType.CODE else ()
    held = cells(law, fact.type, codes, looks.tests, apart=looks.apart)
    both = zip(held.samples(), held.every(), strict=True)
    return FactClasses(tuple(ValueClass(_said(one), every) for one, every in both), looks.alone)


def _said(value: Value) -> Values:
    match value:
        case str():
            return Codes(frozenset({value}))
        case int():
            return Span(value, value)
        case (first, last):
            return Period(Span(first, first), Span(last, last))
        case _:
            assert_never(value)


@dataclass(frozen=True, slots=True)
class _Walk:
    looks: Mapping[Ref, _Looks]

    def at(self, node: Condition | Quantity, scope: _Scope) -> None:
        match node:
            case In():
                self._test(node.ref, node, scope)
            case AtMost() | Less():
                self._compared(node, scope)
            case Within() | Overlaps():
                one, *others = refs(node)
                if not others:
                    self._test(one, node, scope)
                elif others != [one]:
                    self._beside(refs(node), scope)
            case Same():
                for looks in self._of(refs(node), scope):
                    looks.apart = True
            case AtLeast():
                scope = {**scope, node.name: (node.list,)}
            case Total():
                within = {**scope, node.name: (node.list,)}
                self._beside(quantity_refs(node.value), within)
                self.at(node.value, within)
            case _:
                pass
        for part in inside(node):
            self.at(part, scope)

    def _compared(self, node: Compared, scope: _Scope) -> None:
        taken = ways(node)
        for plain in (plain for way in taken for plain in plain_of(way.plain)):
            for ref in compared_refs(plain)[:1]:
                self._test(ref, plain, scope)
        if not taken:
            self._beside(refs(node), scope)

    def _of(self, found: tuple[Ref, ...], scope: _Scope) -> list[_Looks]:
        return [self.looks[Ref(kind, ref.fact)] for ref in found for kind in scope[ref.of]]

    def _test(self, ref: Ref, test: Single, scope: _Scope) -> None:
        for looks in self._of((ref,), scope):
            looks.tests.append(test)

    def _beside(self, found: tuple[Ref, ...], scope: _Scope) -> None:
        for looks in self._of(found, scope):
            looks.alone = False
