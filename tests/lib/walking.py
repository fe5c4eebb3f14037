"""Walking and changing conditions, quantities among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_args

from amends.scheme.conditions import Condition, Quantity

CONDITION_KINDS: tuple[type, ...] = get_args(Condition)
QUANTITY_KINDS: tuple[type, ...] = get_args(Quantity)


def changed(node: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """The condition with `change` done to every condition in it, innermost first."""
    found = _changed(node, change)
    assert isinstance(found, CONDITION_KINDS)
    return found  # type: ignore[return-value]  # one of the kinds, as just asserted


def _changed(value: object, change: Callable[[Condition], Condition]) -> object:
    if isinstance(value, tuple):
        return tuple(_changed(one, change) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        inside = {f.name: _changed(getattr(value, f.name), change) for f in fields(value)}
        rebuilt: object = replace(value, **inside)
        return change(rebuilt) if isinstance(rebuilt, CONDITION_KINDS) else rebuilt  # type: ignore[arg-type]
    return value


def nodes(value: object) -> Iterator[object]:
    """Every condition, quantity and detail inside a condition, itself first."""
    if isinstance(value, tuple):
        for one in value:
            yield from nodes(one)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for f in fields(value):
            yield from nodes(getattr(value, f.name))


def quantities(node: Condition) -> Iterator[Quantity]:
    return (one for one in nodes(node) if isinstance(one, QUANTITY_KINDS))  # type: ignore[misc]
