"""How the parts of a scheme rest on each other: in a circle, too deep, or ever more often.

Engines follow a part into every part that it names, each time it is named. So a
short chain of parts, each naming the next one twice, is more than any of them can
follow. Nothing here calls itself: a chain may be longer than Python's stack is deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from amends.scheme.conditions import Condition, Named, Quantity
from amends.scheme.declarations import Part
from amends.scheme.walk import inside

DEEPEST = 100
LARGEST = 100_000
_SHOWN = 12
_MOST_CIRCLES = 50


class Strain(Enum):
    """In what way parts rest on each other that no engine can follow."""

    CIRCLE = "circle"
    DEPTH = "depth"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Unsound:
    """A part that rests on others in such a way, in words."""

    strain: Strain
    part: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Own:
    """The conditions and quantities of one part, with the parts that it names, each time."""

    size: int
    depth: int
    uses: tuple[str, ...]


def unsound(parts: Sequence[Part]) -> tuple[Unsound, ...]:
    """Each circle; if there is none, the deepest and the largest part that is too much.

    A part is as deep as itself and the deepest part it names, as large as itself
    and every part it names, each time it is named.
    """
    own: dict[str, _Own] = {}
    room = LARGEST
    for part in parts:
        own[part.name] = _measured(part.body)
        room -= own[part.name].size
        if room < 0:  # nothing more is counted: that alone may take too long
            return (_too_large(part.name),)
    circles, order = _followed(own)
    if circles:
        places = {name: place for place, name in enumerate(own)}
        return tuple(_circle(circle, places) for circle in circles)
    depth: dict[str, int] = {}
    size: dict[str, int] = {}
    for name in order:
        uses = own[name].uses
        depth[name] = own[name].depth + max((depth.get(used, 0) for used in uses), default=0)
        # Cut off, since the number doubles with each part of a chain.
        grown = own[name].size + sum(size.get(used, 0) for used in uses)
        size[name] = min(grown, LARGEST + 1)
    large = [_too_large(name) for name in size if size[name] > LARGEST]
    return (*_too_deep(depth), *large[:1])


def _measured(body: Condition) -> _Own:
    """What one body holds, counted no further than `LARGEST`."""
    size = depth = 0
    uses: list[str] = []
    ahead: list[tuple[Condition | Quantity, int]] = [(body, 1)]
    while ahead and size <= LARGEST:
        node, at = ahead.pop()
        size, depth = size + 1, max(depth, at)
        if isinstance(node, Named):
            uses.append(node.part)
        ahead += [(child, at + 1) for child in inside(node)]
    return _Own(size, depth, tuple(reversed(uses)))


def _followed(own: Mapping[str, _Own]) -> tuple[list[list[str]], list[str]]:
    """Every circle, and the parts in such an order that each stands behind those it names."""
    circles: list[list[str]] = []
    order: dict[str, None] = {}
    for first in own:
        path: dict[str, Iterator[str]] = {}
        step = first if first not in order else ""
        while step or path:
            if step:
                path[step] = iter(dict.fromkeys(own[step].uses))
            name = next(reversed(path))
            step = ""
            for used in path[name]:
                if used in path and len(circles) < _MOST_CIRCLES:
                    names = list(path)
                    circles.append(names[names.index(used) :])
                elif used in own and used not in order and used not in path:
                    step = used
                    break
            else:
                order[name] = None
                del path[name]
    return circles, list(order)


def _circle(circle: list[str], places: Mapping[str, int]) -> Unsound:
    """A circle, told from the part in it that the scheme has first."""
    start = min(range(len(circle)), key=lambda at: places[circle[at]])
    around = [*circle[start:], *circle[:start], circle[start]]
    shown = [f"`{name}`" for name in around]
    if len(shown) > _SHOWN:
        shown[_SHOWN - 1 : -1] = ["..."]
    return Unsound(
        Strain.CIRCLE,
        around[0],
        "a part rests on itself: " + " → ".join(shown),
        "take one of these parts out of the condition of the one before it",
    )


def _too_deep(depth: Mapping[str, int]) -> Iterator[Unsound]:
    deepest = max(depth, key=lambda name: depth[name], default="")
    if deepest and depth[deepest] > DEEPEST:
        yield Unsound(
            Strain.DEPTH,
            deepest,
            f"conditions stand more than {DEEPEST} steps deep in this part and the parts that it "
            "rests on",
            "rest it on fewer parts, one inside the other",
        )


def _too_large(name: str) -> Unsound:
    return Unsound(
        Strain.SIZE,
        name,
        f"with this part the conditions of the scheme are more than {LARGEST:,}, those of a part "
        "counted each time that it is named",
        "name each part once, and say what follows from it in a part of its own",
    )
