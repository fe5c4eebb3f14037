"""Value classes: the values of a fact that no comparison of a law tells apart; of entries too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import assert_never

from amends.engines.exact.cells import Single, Value, cells
from amends.engines.exact.comparisons import Compared, compared_refs, plain_of, ways
from amends.engines.exact.scanning import Scan
from amends.engines.exact.variables import Touched, WholeVariable
from amends.engines.exact.wholes import OWN
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    AtLeast,
    AtMost,
    Condition,
    In,
    Less,
    Named,
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
from amends.scheme.walk import inside, refs
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

    `alone` is of a fact of the matter or the person, and says two things: no condition tells two
    values of one class apart, and none that this engine takes by itself (`WholeVariable`) looks
    at the fact. It is not so where

    - a date, period, number or sum is compared with another fact: values of one class then
      differ, by what the other is;
    - a list condition or a total looks at it: what the list comes to then hangs on the fact and on
      its entries together;
    - a comparison that looks at it goes too many ways to be taken apart.
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
    tied = _in_wholes(law)
    return {
        ref: FactClasses(_classes(law, ref, found), ref.of in OWN and ref not in tied)
        for ref, found in looks.items()
    }


def _in_wholes(law: Law) -> frozenset[Touched]:
    """The own facts and the lists at which conditions look that are taken by themselves."""
    found: set[Touched] = set()
    for effect in law.scheme.effects:
        scan = Scan(law)
        scan.at(Named(effect.part), (), MATTER)
        for seen in scan.found.values():
            if isinstance(seen, WholeVariable):
                found |= seen.touches
    return frozenset(found)


@dataclass(slots=True)
class _Looks:
    """How a law looks at a fact: as `FactSeen`."""

    tests: list[Single] = field(default_factory=list)
    apart: bool = False


def _classes(law: Law, ref: Ref, looks: _Looks) -> tuple[ValueClass, ...]:
    fact = law.scheme.facts_of(ref.of)[ref.fact]
    codes = law.scheme.codes_of[fact.vocabulary] if fact.type is FactType.CODE else ()
    held = cells(law, fact.type, codes, looks.tests, apart=looks.apart)
    both = zip(held.samples(), held.every(), strict=True)
    return tuple(ValueClass(_said(one), every) for one, every in both)


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
            case Same():
                for looks in self._of(refs(node), scope):
                    looks.apart = True
            case AtLeast():
                scope = {**scope, node.name: (node.list,)}
            case Total():
                self.at(node.value, {**scope, node.name: (node.list,)})
            case _:
                pass
        for part in inside(node):
            self.at(part, scope)

    def _compared(self, node: Compared, scope: _Scope) -> None:
        for plain in (plain for way in ways(node) for plain in plain_of(way.plain)):
            for ref in compared_refs(plain)[:1]:
                self._test(ref, plain, scope)

    def _of(self, found: tuple[Ref, ...], scope: _Scope) -> list[_Looks]:
        return [self.looks[Ref(kind, ref.fact)] for ref in found for kind in scope[ref.of]]

    def _test(self, ref: Ref, test: Single, scope: _Scope) -> None:
        for looks in self._of((ref,), scope):
            looks.tests.append(test)
