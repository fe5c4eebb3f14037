"""The line of a text on which something stands that was found wrong once it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amends.notation.lines import Block, Report, Text, blocks_of
from amends.notation.places import places_of

_DECLARES = "effect|list|recorded|judged|words|of the|codes"


def line_of(text: str, heading: str) -> int:
    """The line of a provision, or of a name that is declared; else the first that names it.

    0 if there is none. The text must be one that was read without problems.
    """
    blocks = blocks_of(text, Report(""))
    places = [place for place in places_of(blocks, None) if heading in place.written]
    if places:  # a part before a limb that has its provision
        return min(places, key=lambda place: place.block.indent > 0).block.text.line
    word = re.escape(heading)
    declared = re.compile(rf"(?:{_DECLARES}) +{word}(?![\w(])")
    named = re.compile(rf"(?<!\w){word}(?![\w(])")
    lines = [*_lines(blocks)]
    found = [line for line in lines if declared.match(line.text)]
    found += [line for line in lines if named.search(line.text)]
    return found[0].line if found else 0


def _lines(blocks: Sequence[Block]) -> Iterator[Text]:
    for block in blocks:
        yield block.text
        yield from _lines(block.children)
