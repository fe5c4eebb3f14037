"""From blocks to rows of columns: limits, meanings, instruments, provisions seen and not seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from amends.notation.lines import Block, Refused, Report, Text, offered, shown
from amends.notation.pieces import columns, day, listed, named, nothing_beneath
from amends.notation.spelling import text_of
from amends.scheme.declarations import Answer, Consequence, Instrument, Limit, Meaning, Unseen

BEARS_ON_NONE = "bears on no answer"
_POINT = re.compile(r"open point ([0-9]{1,9})")

Row = TypeVar("Row")
Word = TypeVar("Word", bound=Enum)


@dataclass(frozen=True, slots=True)
class Notes:
    """Reads rows; a problem in one leaves the others to be read."""

    report: Report

    def limits(self, blocks: Sequence[Block], heading: str) -> tuple[Limit, ...]:
        """Lines `PROVISION  text`."""
        return self._rows(blocks, heading, self._limit)

    def meanings(self, blocks: Sequence[Block], heading: str) -> tuple[Meaning, ...]:
        """Lines `consequence  answer  PROVISION [ note]`."""
        return self._rows(blocks, heading, _meaning)

    def instruments(self, blocks: Sequence[Block], heading: str) -> tuple[Instrument, ...]:
        """Lines `DAY  citation  title`, beneath each the changes `PROVISION  target`."""
        found: list[Instrument] = []
        for block in blocks:
            with self.report.telling(heading):
                changes = self.limits(block.children, block.heading)
                found.append(replace(_instrument(block), changes=changes))
        return tuple(found)

    def unseen(self, blocks: Sequence[Block], heading: str) -> tuple[Unseen, ...]:
        """Lines `PROVISION  text  bearing`."""
        return self._rows(blocks, heading, _unseen)

    def routes(self, blocks: Sequence[Block], heading: str) -> tuple[str, ...]:
        """Lines of text."""
        return self._rows(blocks, heading, lambda block: text_of(block.text.text))

    def provisions(self, blocks: Sequence[Block], heading: str) -> tuple[str, ...]:
        """Provisions, with commas between, on any number of lines."""
        lines = self._rows(blocks, heading, lambda block: [*map(named, listed(block.text))])
        return tuple(provision for line in lines for provision in line)

    def _rows(
        self, blocks: Sequence[Block], heading: str, read: Callable[[Block], Row]
    ) -> tuple[Row, ...]:
        return tuple(self._each(blocks, heading, read))

    def _each(
        self, blocks: Sequence[Block], heading: str, read: Callable[[Block], Row]
    ) -> Iterator[Row]:
        for block in blocks:
            if self.report.is_full:
                return
            with self.report.telling(heading):
                nothing_beneath(block)
                yield read(block)

    def _limit(self, block: Block) -> Limit:
        pieces = columns(block.text)
        if len(pieces) < 2:
            raise Refused(
                "no-gap",
                block.text,
                "the line has no provision, or only one space stands behind it",
                "write the provision, two spaces or more, and the text",
            )
        return Limit(named(pieces[0]), _from(block, pieces[1]))


def _from(block: Block, piece: Text) -> str:
    """The text from a column to the end of the line."""
    return text_of(block.text.cut(piece.column - block.text.column).text)


def _needing(block: Block, count: int, form: str) -> list[Text]:
    pieces = columns(block.text)
    if len(pieces) < count:
        raise Refused(
            "columns-missing",
            block.text,
            f"the line has {len(pieces)} of its {count} columns",
            f"write {form}, with two spaces or more between them",
        )
    return pieces


def _one_of(piece: Text, kind: type[Word], what: str) -> Word:
    known = {str(each.value): each for each in kind}
    if piece.text not in known:
        raise Refused(
            "unknown-word", piece, f"{shown(piece.text)} is no {what}", offered(piece.text, known)
        )
    return known[piece.text]


def _meaning(block: Block) -> Meaning:
    pieces = _needing(block, 3, "the consequence, `yes`, `no` or `not settled`, and the provision")
    consequence = _one_of(pieces[0], Consequence, "consequence")
    answer = _one_of(pieces[1], Answer, "answer")
    note = _from(block, pieces[3]) if len(pieces) > 3 else ""
    return Meaning(consequence, answer, named(pieces[2]), note)


def _instrument(block: Block) -> Instrument:
    pieces = _needing(block, 3, "the day, the citation and the title")
    return Instrument(day(pieces[0]), named(pieces[1]), _from(block, pieces[2]))


def _unseen(block: Block) -> Unseen:
    form = f"the provision, what is known of it, and `open point` N or `{BEARS_ON_NONE}`"
    pieces = _needing(block, 3, form)
    bears = pieces[2]
    point = _POINT.fullmatch(bears.text)
    if not point and bears.text != BEARS_ON_NONE:
        raise Refused(
            "not-seen-unfinished",
            bears,
            f"{shown(bears.text)} does not say on what the provision bears",
            f"write `open point` and its number, or `{BEARS_ON_NONE}`",
        )
    number = int(point.group(1)) if point else 0
    return Unseen(named(pieces[0]), text_of(pieces[1].text), number)
