"""Takes `first of` apart: limbs tried in order, each with the effect that it brings.

    first of
      (a) annotate, where
        prescribed record
      (b) delete, where ordinary record
      otherwise nothing

The part becomes one part for each effect, called `NAME: EFFECT`. It holds by some limb of that
effect whose condition holds while that of every *earlier limb with another effect* does not
(`otherwise` has no condition of its own). That is what `first of` means, so it is no condition of
its own: two limbs of one effect do not exclude each other, and an effect can be settled
while its limb is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from amends.notation.conditions import LABEL
from amends.notation.lines import Block, Refused, Report, Text
from amends.notation.names import opens_with
from amends.notation.pieces import columns, dated, meet, named
from amends.notation.spelling import masked, spelt_name
from amends.scheme.conditions import ALWAYS, Force

FIRST_OF = "first of"
_NOTHING = "nothing"
_PERSON = re.compile(r" \(a person\)$")


@dataclass(frozen=True, slots=True)
class _Limb:
    """One limb: its effect, its condition (none for `otherwise`), and when it is in force."""

    effect: str
    condition: Block | None
    force: Force = ALWAYS


def unfolded(block: Block, report: Report) -> list[Block]:
    """A part as it stands, or one part for each effect of its `first of`."""
    slot = [b for b in block.children if not opens_with(b.text.text, "source")]
    # An amendment may have put another `first of` in the place of the whole.
    versions = slot[0].children if len(slot) == 1 and slot[0].made else slot
    if not any(_is_first_of(version) for version in versions):
        return [block]
    with report.telling(block.heading):
        beside = [version for version in versions if not _is_first_of(version)]
        if beside or len(slot) > 1:
            raise Refused(
                "no-connective",
                (beside or slot)[-1].text,
                "something stands beside `first of`",
                "let `first of` stand alone in a part of its own",
            )
        limbs = [(dated(version)[1], _limbs(version)) for version in versions]
        effects = dict.fromkeys(each.effect for _, of in limbs for each in of if each.effect)
        if not effects:
            raise Refused(
                "nothing-beneath",
                versions[0].text,
                "no limb beneath `first of` brings an effect",
                "write a limb such as `(a) annotate, where` with its condition beneath it",
            )
        sources = [b for b in block.children if b not in slot]
        ways = {effect: [*_ways_of(limbs, effect)] for effect in effects}
        return [
            replace(
                block,
                text=_called(block.text, effect),
                children=[*sources, _joined("any of", ways[effect], slot[0])],
            )
            for effect in effects
        ]
    return []


def _is_first_of(block: Block) -> bool:
    return block.text.text == FIRST_OF


def _limbs(block: Block) -> list[_Limb]:
    limbs = [_limb(each) for each in block.children]
    _check_otherwise(limbs, block.children)
    return limbs


def _ways_of(versions: Sequence[tuple[Force, Sequence[_Limb]]], effect: str) -> Iterator[Block]:
    """Each way in which the effect comes about, while its version of the limbs is in force."""
    for force, limbs in versions:
        for way in _ways(limbs, effect):
            both = meet(force, way.force)
            if both is not None:
                yield replace(way, force=both)


def _check_otherwise(limbs: Sequence[_Limb], blocks: Sequence[Block]) -> None:
    """Refuse limbs behind `otherwise`, one that always follows, and two of it on one day."""
    for place, (limb, block) in enumerate(zip(limbs, blocks, strict=True)):
        before = limbs[:place]
        ends = [each for each in before if each.condition is None]
        if ends and (limb.condition is not None or any(e.force.meets(limb.force) for e in ends)):
            raise Refused(
                "otherwise-not-last",
                block.text,
                "something stands behind `otherwise`, and could never be reached",
                "put `otherwise` last",
            )
        others = [each for each in before if each.effect != limb.effect]
        if limb.condition is None and limb.effect and not others:
            raise Refused(
                "otherwise-always",
                block.text,
                f"`{limb.effect}` follows whether or not a limb above holds",
                "leave `first of` away: nothing takes this effect away",
            )


def _limb(block: Block) -> _Limb:
    text, force = dated(block)
    if opens_with(text.text, "otherwise"):
        if block.children:
            raise Refused(
                "nothing-goes-beneath",
                block.children[0].text,
                "`otherwise` has no condition",
                "delete this line, or make it a limb of its own",
            )
        return _Limb(_effect(text.cut(len("otherwise"))), None, force)
    label = LABEL.match(text.text)
    rest = text.cut(label.end()) if label else text
    where = re.search(r", where(?= |$)", masked(rest.text))
    if where is None:
        raise Refused(
            "no-where",
            block.text,
            "the limb does not say which effect it brings, or where",
            "write the effect, `, where`, and the condition; or `otherwise` and the effect",
        )
    beside = rest.cut(where.end())
    head = f"{label.group()} " if label else ""
    line = Text(f"{head}{beside.text}".strip(), text.line, text.column)
    if not line.text:
        condition = Block(Text("all of", text.line, text.column), block.indent, block.children)
    else:
        condition = Block(line, block.indent, block.children)
    return _Limb(_effect(rest.cut(0, where.start())), condition, force)


def _effect(text: Text) -> str:
    return "" if text.text == _NOTHING else named(text)


def _ways(limbs: Sequence[_Limb], effect: str) -> Iterator[Block]:
    """Each way in which the effect comes about."""
    for place, limb in enumerate(limbs):
        if limb.effect == effect:
            held = [limb.condition] if limb.condition else []
            earlier = [
                Block(_not(each.condition), each.condition.indent, [each.condition], each.force)
                for each in limbs[:place]
                if each.effect != effect and each.condition
            ]
            if held + earlier:
                way = _joined("all of", held + earlier, (held + earlier)[0])
                yield replace(way, force=limb.force)


def _not(block: Block) -> Text:
    return Text("not", block.text.line, block.text.column)


def _joined(word: str, blocks: list[Block], at: Block) -> Block:
    """These blocks under a connective; one needs none."""
    if len(blocks) == 1 and blocks[0].force == ALWAYS:
        return blocks[0]
    return Block(Text(word, at.text.line, at.text.column), at.indent, blocks)


def _called(heading: Text, effect: str) -> Text:
    """The heading of a part, with its effect behind the name."""
    pieces = columns(heading)
    person = " (a person)" if _PERSON.search(heading.text) else ""
    name = named(pieces[-1].cut(0, -len(person) if person else None))
    provision = heading.text[: pieces[-1].column - heading.column]
    text = f"{provision}{spelt_name(f'{name}: {effect}')}{person}"
    return Text(text, heading.line, heading.column)
