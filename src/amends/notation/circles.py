"""Parts that rest on each other: in a circle, or too deep for any engine to follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amends.notation.headings import PartBlock
from amends.notation.lines import Refused, Report
from amends.scheme.conditions import Condition, Named
from amends.scheme.declarations import Part
from amends.scheme.walk import children, descendants

DEEPEST_THROUGH_PARTS = 100


def is_sound(parts: Sequence[Part], written: Mapping[str, PartBlock], report: Report) -> bool:
    """Whether there is no circle, and nothing too deep; each circle is told with its members."""
    uses = {
        part.name: [n.part for n in descendants(part.body) if isinstance(n, Named)]
        for part in parts
    }
    own = {part.name: _depth(part.body) for part in parts}
    depth: dict[str, int] = {}
    before = len(report)
    for part in parts:
        # Iterative, since a chain of parts may be longer than Python's stack is deep.
        path = [part.name] if part.name not in depth else []
        ahead = [list(uses[part.name])]
        while path:
            if ahead[-1]:
                used = ahead[-1].pop(0)
                if used in path:
                    _tell_circle(path[path.index(used) :], written, report)
                elif used in uses and used not in depth:
                    path.append(used)
                    ahead.append(list(uses[used]))
                continue
            name = path.pop()
            ahead.pop()
            depth[name] = own[name] + max((depth.get(used, 0) for used in uses[name]), default=0)
    deepest = max(depth, key=lambda name: depth[name], default="")
    if deepest and depth[deepest] > DEEPEST_THROUGH_PARTS and len(report) == before:
        _tell_depth(written[deepest], report)
    return len(report) == before


def _depth(node: Condition) -> int:
    level, deep = [node], 0
    while level:
        level = [child for each in level for child in children(each)]
        deep += 1
    return deep


def _tell_circle(circle: Sequence[str], written: Mapping[str, PartBlock], report: Report) -> None:
    first = min(circle, key=lambda name: written[name].block.text.line)
    start = circle.index(first)
    around = [*circle[start:], *circle[:start], first]
    shown = around if len(around) <= 12 else [*around[:11], "...", first]
    report.tell(
        Refused(
            "circle",
            written[first].block.text,
            "a part rests on itself: " + " → ".join(f"`{name}`" for name in shown),
            "take one of these parts out of the condition of the one before it",
        ),
        written[first].heading,
    )


def _tell_depth(part: PartBlock, report: Report) -> None:
    report.tell(
        Refused(
            "too-deep",
            part.block.text,
            f"conditions stand more than {DEEPEST_THROUGH_PARTS} steps deep in this part and the "
            "parts that it rests on",
            "rest it on fewer parts, one inside the other",
        ),
        part.heading,
    )
