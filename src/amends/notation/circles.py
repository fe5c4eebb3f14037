"""Parts that rest on each other so that no engine can follow, told where they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from amends.notation.headings import PartBlock
from amends.notation.lines import Refused, Report
from amends.scheme.declarations import Part
from amends.scheme.resting import Strain, unsound


def is_sound(parts: Sequence[Part], written: Mapping[str, PartBlock], report: Report) -> bool:
    """Whether there is no circle, and nothing too deep or too large; what there is, is told."""
    found = unsound(parts)
    for each in found:
        part = written[each.part]
        at = part.block.text
        match each.strain:
            case Strain.CIRCLE:
                refused = Refused("circle", at, each.what, each.remedy)
            case Strain.DEPTH:
                refused = Refused("too-deep", at, each.what, each.remedy)
            case Strain.SIZE:
                refused = Refused("named-too-often", at, each.what, each.remedy)
            case _:
                assert_never(each.strain)
        report.tell(refused, part.heading)
    return not found
