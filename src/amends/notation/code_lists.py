"""From blocks to what the law lists and leaves open: open points, code lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from amends.notation.declarations import Declarations
from amends.notation.lines import Block, Refused, Text, Told, offered, shown
from amends.notation.names import opens_with
from amends.notation.pieces import (
    columns,
    dated,
    divided,
    listed,
    named,
    new_name,
    nothing_beneath,
    something_beneath,
)
from amends.notation.spelling import name_of, text_of
from amends.scheme.declarations import (
    CodeList,
    Item,
    Opening,
    OpenPoint,
    Vocabulary,
    in_mode,
)

ITEM_LABEL = re.compile(r"\(\w{1,8}\)(?= |$)")
_POINT = re.compile(r"\d{1,9}(?= |$)")


@dataclass(slots=True)
class CodeLists:
    """Reads code lists and open points; `made` are the declarations that they name."""

    made: Declarations
    open_points: dict[int, OpenPoint] = field(default_factory=dict)
    lists: dict[str, CodeList] = field(default_factory=dict)
    _unread_point: bool = False

    def open_point(self, block: Block, rest: Text) -> None:
        """`open point N  PROVISION  question`."""
        nothing_beneath(block)
        pieces = columns(rest)
        before, self._unread_point = self._unread_point, True
        number = _number(pieces[0])
        if len(pieces) < 3:
            raise Refused(
                "open-point-unfinished",
                block.text,
                "an open point has a number, a provision and a question",
                "put two spaces or more between each of them",
            )
        if number in self.open_points:
            raise Refused(
                "declared-twice",
                pieces[0],
                f"open point {number} is declared above",
                "give this one another number, or delete it",
            )
        question = text_of(rest.cut(pieces[2].column - rest.column).text)
        self.open_points[number] = OpenPoint(number, named(pieces[1]), question)
        self._unread_point = before

    def codes(self, block: Block, rest: Text) -> None:
        """`codes PROVISION of WORDS`, with items and openings beneath."""
        at = divided(rest, " of ", self.made.vocabularies)
        provision_text = rest.cut(0, max(at, 0))
        if not provision_text.text:
            self.made.broken.add(rest.text)
            raise Refused(
                "codes-unfinished",
                block.text,
                "the list says no provision, or not what words it lists",
                "write `codes`, the provision, `of` and the name of the words",
            )
        provision = named(provision_text)
        self.made.broken.add(provision)
        new_name(provision_text, provision, "list at", self.lists)
        vocabulary = self.made.vocabulary(rest.cut(at + len(" of ")))
        something_beneath(block)
        reader = _Lines(self, vocabulary, block.heading)
        self.made.each(block.children, block.heading, reader.line)
        self.made.broken.discard(provision)
        self.lists[provision] = CodeList(
            provision, vocabulary.name, tuple(reader.items), tuple(reader.openings)
        )

    def known_point(self, number: int, at: Text) -> None:
        """Refuse a number that no open point has."""
        if number not in self.open_points and not self._unread_point:
            raise Refused(
                "unknown-open-point",
                at,
                f"open point {number} is not declared",
                "declare it with its provision and question, or mend the number",
            )


class _Lines:
    """The lines of one code list."""

    def __init__(self, within: CodeLists, vocabulary: Vocabulary, heading: str) -> None:
        self._within = within
        self._vocabulary = vocabulary
        self._heading = heading
        self._codes = within.made.codes_of(vocabulary)
        self.items: list[Item] = []
        self.openings: list[Opening] = []

    def line(self, block: Block) -> None:
        """Take one line: an item, an opening, or `nothing`; words too many for it stand beneath."""
        if opens_with(block.text.text, "open point"):
            text, force = dated(block)
            opening = self._opening(text.cut(len("open point")), block)
            self.openings.append(replace(opening, force=force))
            return
        for item in self._items(block):
            if any(
                same.label == item.label and same.force.meets(item.force) for same in self.items
            ):
                raise Refused(
                    "declared-twice",
                    block.text,
                    f"the item {shown(item.label)} is declared already",
                    "keep one, give this one another label, or say since when it stands instead",
                )
            self.items.append(item)

    def _items(self, block: Block) -> list[Item]:
        text, force = dated(block)
        label = ITEM_LABEL.match(text.text)
        if label:
            return [Item(label.group(), self._covered(text.cut(label.end()), block), force)]
        if opens_with(text.text, "item"):
            first, *others = columns(text.cut(len("item")))
            at = others[0].column - text.column if others else len(text.text)
            return [Item(named(first), self._covered(text.cut(at), block), force)]
        nothing_beneath(block)
        return [Item(code, (code,), force) for code in self._listed(text, block)]

    def _covered(self, text: Text, block: Block) -> tuple[str, ...]:
        """The words of an item; `in modes` every word listed above, committed in each mode."""
        if not opens_with(text.text, "in modes"):
            return self._listed(text, block)
        nothing_beneath(block)
        pieces = listed(text.cut(len("in modes")))
        modes = self._known(pieces, frozenset(self._vocabulary.modes), "mode")
        above = dict.fromkeys(code for item in self.items for code in item.codes)
        known = set(self._vocabulary.words)
        return tuple(in_mode(code, mode) for code in above if code in known for mode in modes)

    def _opening(self, text: Text, block: Block) -> Opening:
        number = _POINT.match(text.text)
        end = number.end() if number else None
        point = _number(text.cut(0, end))
        self._within.known_point(point, text)
        rest = text.cut(len(text.text) if end is None else end)
        items: tuple[str, ...] = ()
        if opens_with(rest.text, "of"):
            first, *others = columns(rest.cut(len("of")))
            items = tuple(name_of(label.text) for label in listed(first))
            rest = rest.cut(others[0].column - rest.column if others else len(rest.text))
        if rest.text == "nothing":
            nothing_beneath(block)
            return Opening(point, items=items)
        pieces = _pieces(rest, block)
        starts = (i for i, piece in enumerate(pieces) if opens_with(piece.text, "in modes"))
        start = next(starts, len(pieces))
        codes, modes = pieces[:start], pieces[start:]
        modes[:1] = [mode.cut(len("in modes")) for mode in modes[:1]]
        known_modes = frozenset(self._vocabulary.modes)
        return Opening(
            point,
            self._known(codes, self._codes, "word"),
            self._known(modes, known_modes, "mode"),
            items,
        )

    def _listed(self, text: Text, block: Block) -> tuple[str, ...]:
        if text.text == "nothing":
            nothing_beneath(block)
            return ()
        return self._known(_pieces(text, block), self._codes, "word")

    def _known(self, pieces: Iterable[Text], known: frozenset[str], what: str) -> tuple[str, ...]:
        """The words that are known; each of the others is told."""
        found = []
        for piece in pieces:
            with self._within.made.report.telling(self._heading):
                if name_of(piece.text) not in known:
                    if self._vocabulary.name in self._within.made.broken:
                        raise Told
                    raise Refused(
                        "unknown-word",
                        piece,
                        f"{shown(piece.text)} is no {what} of `{self._vocabulary.name}`",
                        _labelled(piece, known) or offered(name_of(piece.text), known),
                    )
                found.append(name_of(piece.text))
        return tuple(found)


def _pieces(text: Text, block: Block) -> list[Text]:
    """What is listed on a line, and on those beneath it."""
    pieces = listed(text) if text.text or not block.children else []
    for line in block.children:
        nothing_beneath(line)
        pieces += listed(line.text)
    return pieces


def _labelled(piece: Text, known: frozenset[str]) -> str:
    """What to write where a label without round brackets stands before a word."""
    label, *word = columns(piece)
    is_word = len(word) == 1 and name_of(word[0].text) in known
    return f"write `item {label.text}  {word[0].text}`" if is_word else ""


def _number(text: Text) -> int:
    if not _POINT.fullmatch(text.text):
        raise Refused(
            "wrong-number",
            text,
            f"{shown(text.text)} is no number of an open point",
            "write a whole number, such as 1",
        )
    return int(text.text)
