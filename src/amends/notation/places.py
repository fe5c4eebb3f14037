"""Places in the text of a scheme that an amendment can name, and change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amends.notation.conditions import LABEL, PROVISION, TITLE
from amends.notation.headings import KEYWORDS
from amends.notation.lines import Block, Refused, Text
from amends.notation.names import OPENERS, opens_with
from amends.notation.pieces import columns, dated
from amends.notation.spelling import in_backticks, masked, name_of
from amends.scheme.conditions import Force

_CODES = re.compile(r"codes (.+) of .+")
_JOINS = re.compile(r"(?:^|.* )(?:all of|any of)|first of")


@dataclass(frozen=True, slots=True)
class Place:
    """A block among its siblings; `written` are the ways in which it can be named.

    `provision` is what it stands for or under. It is `joined` if its siblings are limbs of a
    connective, or items of a list; a `version` if they are what stood in its place before.
    `ending` says that it, or something above it, ends on the day of the change already.
    """

    block: Block
    siblings: list[Block]
    provision: str
    joined: bool
    written: tuple[str, ...] = ()
    version: bool = False
    ending: bool = False

    @property
    def line(self) -> str:
        """The line without its dates, one space between its words."""
        return " ".join(dated(self.block)[0].text.split())

    def substitute(self, new: Sequence[Block], day: int, *, whole: bool) -> None:
        """Put something in its place from a day on; `whole` if it was named by its provision."""
        inside = self._inside
        if inside is not None:  # a part, or a list of codes: what stands in it is replaced
            self._replace_inside(inside, new, day)
            return
        head = head_of(self.block.text)
        heads = [found for found in (head_of(block.text) for block in new) if found]
        if whole and head and any(found != head for found in heads):
            raise Refused(
                "limbs-without-connective",
                new[0].text,
                f"limbs with other labels cannot stand in the place of {head}",
                "say `all of` or `any of` first, and put them beneath it",
            )
        if self.written and head and not heads:
            new = [_headed(head, new, self.block)]
        self.supersede([self.block], new, day)

    def insert(self, new: Sequence[Block], day: int) -> None:
        """Put more limbs or items behind those that stand in it."""
        among = self._joined_inside(day)
        if among is None:
            raise Refused(
                "no-connective",
                self.block.text,
                "nothing can be inserted here: no `all of` or `any of` joins what stands here",
                "substitute the whole of it",
            )
        # Behind `otherwise` nothing is reached.
        ends = (n for n, one in enumerate(among) if opens_with(one.text.text, "otherwise"))
        at = next(ends, len(among))
        among[at:at] = _from(new, day)

    def insert_beside(self, new: Sequence[Block], day: int, *, behind: bool) -> None:
        """Put more limbs or items before or behind it."""
        self._need_joined()
        at = self._at(self.block) + behind
        self.siblings[at:at] = _from(new, day)

    def repeal(self, day: int) -> None:
        """Let it end on the day before."""
        self._need_joined()
        head = head_of(self.block.text)
        for other in self.siblings:
            force = dated(other)[1]
            comes_back = force.start is not None and force.start >= day
            if head and other is not self.block and head_of(other.text) == head and comes_back:
                raise Refused(
                    "comes-back",
                    self.block.text,
                    f"{head} would stand again from a later day, by the dates in its brackets",
                    "take the brackets out, and write that change as an amendment too",
                )
        self.siblings[self._at(self.block)] = _until(self.block, day)

    @property
    def _inside(self) -> list[Block] | None:
        """What stands in a part or list of codes, its sources apart; None for anything else."""
        if not self.block.indent and self.written:
            return [b for b in self.block.children if not opens_with(b.text.text, "source")]
        return None

    def _joined_inside(self, day: int) -> list[Block] | None:
        """The limbs or items that stand in it, in a list that can take more; None if nothing joins.

        What an amendment put in its place is looked through, to the version that stands.
        """
        if _is_codes(self.block) or _joins(self.block):
            return self.block.children
        inside = self._inside
        slot = self.block.children if inside is None else inside
        while len(slot) == 1:
            one = slot[0]
            if _joins(one):
                return one.children
            if not one.made:
                return None
            slot = [b for b in one.children if dated(b)[1].holds(day - 1)]
        return None

    def _replace_inside(self, inside: list[Block], new: Sequence[Block], day: int) -> None:
        if _is_codes(self.block):
            self.block.children[:] = [*(_until(b, day) for b in inside), *_from(new, day)]
            return
        first = Place(inside[0], self.block.children, self.provision, joined=False)
        if len(inside) == 1 and inside[0].made:  # replaced before: one version more
            versions = inside[0].children
            standing = next(b for b in versions if dated(b)[1].holds(day - 1))
            first = replace(first, block=standing, siblings=versions, version=True)
            inside = [standing]
        if inside[0].force.end == day - 1:
            raise changed_twice(self.block.text)
        first.supersede(inside, new, day)

    def supersede(self, old: Sequence[Block], new: Sequence[Block], day: int) -> None:
        """Let some of the siblings end, and others stand in their place."""
        at = self._at(old[0])
        if self.joined:
            self.siblings[at : at + 1] = [_until(old[0], day), *_from(new, day)]
        elif self.version:
            self.siblings[at : at + 1] = [_until(old[0], day), *_from([self._one(new)], day)]
        else:
            # A condition that stands alone becomes one of two, of which one is in force.
            two = [_until(self._one(old), day), *_from([self._one(new)], day)]
            text = Text("any of", old[0].text.line, old[0].text.column)
            for gone in old:
                self.siblings.pop(self._at(gone))
            self.siblings.insert(at, Block(text, old[0].indent, two, made=True))

    def _one(self, blocks: Sequence[Block]) -> Block:
        """The one block that all of these are: a condition with its `unless` lines is one limb."""
        if len(blocks) == 1:
            return blocks[0]
        headed = _headed(f"under {in_backticks(self.provision)}", blocks, blocks[0])
        return replace(headed, made=True)

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

    Without a day: each that stands on any.
    """
    found: list[Place] = []
    for block in law:
        codes = _CODES.fullmatch(block.text.text)
        if codes:
            written = name_of(codes.group(1).strip())
            names = (written, f"codes {written}")  # a part may have the same provision
            found.append(Place(block, law, written, joined=False, written=names))
        elif not any(opens_with(block.text.text, word) for word in KEYWORDS):
            found += _part(block, law, day)
    return found


def lines_beneath(place: Place, day: int | None) -> list[Place]:
    """Every line beneath a place, however deep, that stands until `day`.

    Without a day: each that stands on any.
    """
    return [*_lines(place.block, place.provision, day, ending=place.ending)]


def changed_twice(at: Text) -> Refused:
    """The refusal of a second change of one thing on one day."""
    return Refused(
        "changed-twice",
        at,
        "this is changed already on the same day, and one of the changes would be lost",
        "write the two as one: `change`, both provisions (as in `article 1 and article 2`), and "
        "what stands after both in the place of what stood before either",
    )


def _part(block: Block, law: list[Block], day: int | None) -> Iterator[Place]:
    pieces = columns(block.text)
    if len(pieces) == 2:
        provision = name_of(pieces[0].text)
        name = name_of(pieces[1].text.removesuffix(" (a person)"))
        written = (provision, f"{provision} {name}")
        yield Place(block, law, provision, joined=False, written=written)
        lines = _lines(block, provision, day, ending=False)
        yield from (place for place in lines if place.written)


def _lines(block: Block, provision: str, day: int | None, *, ending: bool) -> Iterator[Place]:
    joined = _joins(block) or _is_codes(block)
    for child in block.children:
        if day is not None and not dated(child)[1].holds(day - 1):
            continue
        ends = ending or (day is not None and child.force.end == day - 1)
        head = "" if child.made else head_of(child.text)
        own = provision_of(head, provision)
        if not child.made:
            written = (own,) if head else ()
            version = block.made and not joined
            yield Place(child, block.children, own, joined, written, version, ends)
        if not _is_codes(block):  # beneath an item stand only more of its words
            yield from _lines(child, own, day, ending=ends)


def head_of(text: Text) -> str:
    """What a limb begins with: a label, `under` with its provision, or a provision."""
    label = LABEL.match(text.text)
    if label:
        return label.group()
    if opens_with(text.text, "under"):
        return columns(text)[0].text
    found = PROVISION.match(text.text)
    rest = text.text[found.end() :].strip() if found else ""
    heads = not rest or TITLE.match(rest) or any(opens_with(rest, word) for word in OPENERS)
    return found.group() if found and heads else ""


def provision_of(head: str, above: str) -> str:
    """The provision of a limb with this head, beneath another provision."""
    if not head:
        return above
    if LABEL.fullmatch(head):
        return above + head
    return name_of(head.removeprefix("under").strip())


def _joins(block: Block) -> bool:
    return not block.made and bool(_JOINS.fullmatch(masked(dated(block)[0].text)))


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
