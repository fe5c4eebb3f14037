"""Walking the conditions of a scheme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from amends.scheme.conditions import (
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    LeftOpen,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)


def children(node: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a condition, in order."""
    match node:
        case All() | Any():
            return node.limbs
        case Not() | Limb():
            return (node.body,)
        case AtLeast():
            return (node.where,)
        case AtMost() | Less():
            return (*_tests(node.left), *_tests(node.right))
        case In() | Within() | Overlaps() | Same() | Another() | Named() | LeftOpen():
            return ()
        case _:
            assert_never(node)


def _tests(node: Quantity) -> tuple[Condition, ...]:
    return (*own_tests(node), *(test for part in parts_of(node) for test in _tests(part)))


def own_tests(node: Quantity) -> tuple[Condition, ...]:
    """The conditions that a quantity itself rests on: what it chooses by, or which list it adds."""
    match node:
        case Choose():
            return (node.test,)
        case Total():
            return (node.adding,)
        case _:
            return ()


def parts_of(node: Quantity) -> tuple[Quantity, ...]:
    """The quantities directly inside a quantity, in order; what a total adds up is not of them."""
    match node:
        case Recorded() | Fixed() | Today() | Total():
            return ()
        case Shift():
            return (node.date,)
        case Latest() | Earliest():
            return node.among
        case Choose():
            return (node.then, node.otherwise)
        case Plus():
            return (node.one, node.other)
        case Minus():
            return (node.whole, node.less)
        case Times() | Begun():
            return (node.quantity,)
        case StartedYears():
            return (node.start, node.end)
        case _:
            assert_never(node)


def inside(node: Condition | Quantity) -> tuple[Condition | Quantity, ...]:
    """The conditions and quantities directly inside one of them."""
    if isinstance(node, AtMost | Less):
        return (node.left, node.right)
    if isinstance(node, Quantity):
        return (*own_tests(node), *parts_of(node))
    return children(node)


def descendants(node: Condition) -> Iterator[Condition]:
    """The condition and all inside it, depth first; named parts are not entered."""
    yield node
    for child in children(node):
        yield from descendants(child)


def refs(node: Condition) -> tuple[Ref, ...]:
    """The facts that a condition itself compares, in order; not those inside its limbs."""
    match node:
        case In():
            return (node.ref,)
        case AtMost() | Less():
            return (*quantity_refs(node.left), *quantity_refs(node.right))
        case Within():
            return (
                (node.inner,) if isinstance(node.outer, FixedPeriod) else (node.inner, node.outer)
            )
        case Overlaps():
            return (node.left,) if isinstance(node.right, FixedPeriod) else (node.left, node.right)
        case Same():
            return (node.left, node.right)
        case All() | Any() | Not() | Limb() | AtLeast() | Another() | Named() | LeftOpen():
            return ()
        case _:
            assert_never(node)


def quantity_refs(node: Quantity) -> tuple[Ref, ...]:
    """The facts whose values go into a quantity, in order; not those its tests look at."""
    own = (node.ref,) if isinstance(node, Recorded) else ()
    return (*own, *(ref for part in parts_of(node) for ref in quantity_refs(part)))


def totals(node: Condition | Quantity) -> tuple[Total, ...]:
    """The totals that go into a quantity, or a comparison of two; not those inside its tests."""
    match node:
        case AtMost() | Less():
            return (*totals(node.left), *totals(node.right))
        case Total():
            return (node,)
        case _ if isinstance(node, Quantity):
            return tuple(total for part in parts_of(node) for total in totals(part))
        case _:
            return ()
