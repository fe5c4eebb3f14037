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
    Choose,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    Today,
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
        case In() | Within() | Overlaps() | Same() | Another() | Named():
            return ()
        case _:
            assert_never(node)


def _tests(node: Quantity) -> tuple[Condition, ...]:
    match node:
        case Recorded() | Fixed() | Today():
            return ()
        case Shift():
            return _tests(node.date)
        case Latest() | Earliest():
            return tuple(test for among in node.among for test in _tests(among))
        case Choose():
            return (node.test, *_tests(node.then), *_tests(node.otherwise))
        case _:
            assert_never(node)


def inside(node: Condition | Quantity) -> tuple[Condition | Quantity, ...]:
    """The conditions and quantities directly inside one of them."""
    match node:
        case AtMost() | Less():
            return (node.left, node.right)
        case Recorded() | Fixed() | Today():
            return ()
        case Shift():
            return (node.date,)
        case Latest() | Earliest():
            return node.among
        case Choose():
            return (node.test, node.then, node.otherwise)
        case _:
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
        case All() | Any() | Not() | Limb() | AtLeast() | Another() | Named():
            return ()
        case _:
            assert_never(node)


def quantity_refs(node: Quantity) -> tuple[Ref, ...]:
    """The facts whose values go into a quantity, in order; not those its tests look at."""
    match node:
        case Recorded():
            return (node.ref,)
        case Fixed() | Today():
            return ()
        case Shift():
            return quantity_refs(node.date)
        case Latest() | Earliest():
            return tuple(ref for among in node.among for ref in quantity_refs(among))
        case Choose():
            return (*quantity_refs(node.then), *quantity_refs(node.otherwise))
        case _:
            assert_never(node)
