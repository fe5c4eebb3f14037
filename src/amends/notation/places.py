"""Places in the text of a scheme that an amendment can name, and change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amends.notation.conditions import LABEL, PROVISION, TITLE
from amends.notation.headings import KEYWORDS
from amends.notation.lines import Block, Refused, Text
from amends.notation.names import opens_with
from amends.notation.pieces import columns, dated
from amends.notation.spelling import in_backticks, masked, name_of
from amends.scheme.conditions import Force

_CODES = re.compile(r"codes (.+) of .+")
_JOINS = re.compile(r"(?:^|.* )(?:all of|any of)")


@dataclass(frozen=True, slots=True)
class Place:
    """A block among its siblings; `written` are the ways in which it can be named.

    `provision` is what it stands for or under. It is `joined` if its siblings are limbs of a
    connective, or items of a list.
    """

    block: Block
    siblings: list[Block]
    provision: str
    joined: bool
    written: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The line without its dates, one space between its words."""
        return " ".join(dated(self.block)[0].text.split())

    def is_called(self, name: str) -> bool:
        """Whether a label, or a whole line, names this."""
        line, wanted = self.line, " ".join(name.split())
        return line == wanted or (bool(LABEL.fullmatch(wanted)) and opens_with(line, wanted))

    def substitute(self, new: Sequence[Block], day: int) -> None:
        """Put something in its place from a day on."""
        head = _head(self.block.text, self.provision)
        inside = self._inside
        if inside is not None:  # a part, or a list of codes: what stands in it is replaced
            self._replace_inside(inside, new, day)
            return
        keeps_head = head and not any(_head(block.text, self.provision) for block in new)
        if keeps_head and self.written:
            new = [_headed(head, new, self.block)]
        self._supersede([self.block], new, day)

    def insert(self, new: Sequence[Block], day: int) -> None:
        """Put more limbs or items behind those that stand in it."""
        inside = self._inside
        among = self.block.children if inside is None else inside
        if not (_joins(self.block) or _is_codes(self.block)):
            if len(among) != 1 or not _joins(among[0]):
                raise Refused(
                    "no-connective",
                    self.block.text,
                    "nothing can be inserted here: no `all of` or `any of` joins what stands here",
                    "substitute the whole of it",
                )
            among = among[0].children
        target = self.block.children if among is inside else among
        target.extend(_from(new, day))

    def insert_beside(self, new: Sequence[Block], day: int, *, behind: bool) -> None:
        """Put more limbs or items before or behind it."""
        self._need_joined()
        at = self._at(self.block) + behind
        self.siblings[at:at] = _from(new, day)

    def repeal(self, day: int) -> None:
        """Let it end on the day before."""
        self._need_joined()
        self.siblings[self._at(self.block)] = _until(self.block, day)

    @property
    def _inside(self) -> list[Block] | None:
        """What stands in a part or list of codes, its sources apart; None for anything else."""
        if not self.block.indent and self.written:
            return [b for b in self.block.children if not opens_with(b.text.text, "source")]
        return None

    def _replace_inside(self, inside: list[Block], new: Sequence[Block], day: int) -> None:
        if _is_codes(self.block):
            self.block.children[:] = [*(_until(b, day) for b in inside), *_from(new, day)]
            return
        first = Place(inside[0], self.block.children, self.provision, joined=False)
        first._supersede(inside, new, day)

    def _supersede(self, old: Sequence[Block], new: Sequence[Block], day: int) -> None:
        at = self._at(old[0])
        if self.joined:
            self.siblings[at : at + 1] = [_until(old[0], day), *_from(new, day)]
            return
        # A condition that stands alone becomes one of two, of which one is in force.
        two = [_until(self._one(old), day), *_from([self._one(new)], day)]
        text = Text("any of", old[0].text.line, old[0].text.column)
        for gone in old:
            self.siblings.pop(self._at(gone))
        self.siblings.insert(at, Block(text, old[0].indent, two))

    def _one(self, blocks: Sequence[Block]) -> Block:
        """The one block that all of these are: a condition with its `unless` lines is one limb."""
        if len(blocks) == 1:
            return blocks[0]
        first = blocks[0]
        return _headed(f"under {in_backticks(self.provision)}", blocks, first)

    def _at(self, block: Block) -> int:
        return next(n for n, one in enumerate(self.siblings) if one is block)

    def _need_joined(self) -> None:
        if not self.joined:
            raise Refused(
                "no-connective",
                self.block.text,
                "this stands alone: nothing can stand beside it, and it cannot go",
                "substitute something for it",
            )


def places_of(law: list[Block], day: int | None) -> list[Place]:
    """Every part, list of codes and limb with a provision of its own that stands until `day`.

    Without a day: every one that ever stood.
    """
    found: list[Place] = []
    for block in law:
        codes = _CODES.fullmatch(block.text.text)
        if codes:
            written = name_of(codes.group(1).strip())
            found.append(Place(block, law, written, False, (written,)))
        elif not any(opens_with(block.text.text, word) for word in KEYWORDS):
            found += _part(block, law, day)
    return found


def lines_beneath(place: Place, day: int) -> list[Place]:
    """Every line beneath a place, however deep, that stands until `day`."""
    return [*_lines(place.block, place.provision, day)]


def _part(block: Block, law: list[Block], day: int | None) -> Iterator[Place]:
    pieces = columns(block.text)
    if len(pieces) == 2:
        provision = name_of(pieces[0].text)
        name = name_of(pieces[1].text.removesuffix(" (a person)"))
        yield Place(block, law, provision, False, (provision, f"{provision} {name}"))
        yield from (place for place in _lines(block, provision, day) if place.written)


def _lines(block: Block, provision: str, day: int | None) -> Iterator[Place]:
    joined = _joins(block) or _is_codes(block)
    for child in block.children:
        if day is not None and not dated(child)[1].holds(day - 1):
            continue
        head = _head(child.text, provision)
        own = _provision(head, provision)
        yield Place(child, block.children, own, joined, (own,) if head else ())
        yield from _lines(child, own, day)


def _head(text: Text, provision: str) -> str:
    """What a limb begins with: a label, `under` with its provision, or a provision."""
    label = LABEL.match(text.text)
    if label:
        return label.group()
    if opens_with(text.text, "under"):
        first = columns(text)[0]
        return first.text
    found = PROVISION.match(text.text)
    rest = text.text[found.end() :].strip() if found else ""
    heads = found and (not rest or TITLE.match(rest) or _JOINS.fullmatch(rest))
    return found.group() if found and heads and not opens_with(provision, "codes") else ""


def _provision(head: str, above: str) -> str:
    if not head:
        return above
    if LABEL.fullmatch(head):
        return above + head
    return name_of(head.removeprefix("under").strip())


def _joins(block: Block) -> bool:
    return bool(_JOINS.fullmatch(masked(dated(block)[0].text)))


def _is_codes(block: Block) -> bool:
    return bool(_CODES.fullmatch(block.text.text))


def _headed(head: str, blocks: Sequence[Block], at: Block) -> Block:
    """A limb that begins so, with these beneath it, or beside it if there is one line."""
    first = blocks[0]
    gap = "  " if head.startswith("under") else " "
    if len(blocks) == 1:
        text = Text(f"{head}{gap}{first.text.text}", first.text.line, first.text.column)
        return Block(text, at.indent, first.children)
    return Block(Text(head, first.text.line, first.text.column), at.indent, list(blocks))


def _until(block: Block, day: int) -> Block:
    return replace(block, force=Force(block.force.start, day - 1))


def _from(blocks: Sequence[Block], day: int) -> list[Block]:
    return [replace(block, force=Force(day, block.force.end)) for block in blocks]
