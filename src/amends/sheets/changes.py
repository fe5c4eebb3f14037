"""What changed in a law between two days, provision by provision, and what rests on which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from amends.explanation.values_in_words import day as in_words
from amends.scheme.conditions import Cited, Condition, Force, In, Limb, Named
from amends.scheme.declarations import CodeList, Instrument, Item
from amends.scheme.law import as_at
from amends.scheme.model import Scheme, break_days
from amends.scheme.walk import descendants

ChangeKind = Literal["inserted", "substituted", "repealed", "came into force", "went out of force"]


@dataclass(frozen=True, slots=True)
class Change:
    """A provision that is another from a day on; `by` is the instrument, empty if none is named."""

    provision: str
    kind: ChangeKind
    day: int
    by: str = ""

    @property
    def words(self) -> str:
        """`section 3(d) was inserted from 1 May 1961 by ...`."""
        verb = self.kind if self.kind.endswith("force") else f"was {self.kind}"
        since = "on" if self.kind.endswith("force") else "from"
        by = f" by {self.by}" if self.by else ""
        return f"{self.provision} {verb} {since} {in_words(self.day)}{by}."


def changes(scheme: Scheme, one: int, other: int) -> tuple[Change, ...]:
    """Every change that lies between two days, whichever is the earlier, the oldest first."""
    first, last = sorted((one, other))
    found = dict.fromkeys(
        change
        for change in (*_of_the_whole(scheme), *_of_provisions(scheme), *_of_parts(scheme))
        if first < change.day <= last
    )
    return tuple(sorted(found, key=lambda change: change.day))


def _of_the_whole(scheme: Scheme) -> Iterator[Change]:
    if scheme.force.start is not None:
        yield Change(scheme.title, "came into force", scheme.force.start)
    if scheme.force.end is not None:
        yield Change(scheme.title, "went out of force", scheme.force.end + 1)


def _of_provisions(scheme: Scheme) -> Iterator[Change]:
    """Of limbs, items and openings of lists, and effects: what begins or ends on a day of its own.

    What ends where its like begins was substituted.
    """
    begins: dict[tuple[str, int], None] = {}
    ends: dict[tuple[str, int], None] = {}
    for provision, force in _dated(scheme):
        if force.start is not None:
            begins[provision, force.start] = None
        if force.end is not None:
            ends[provision, force.end + 1] = None
    for provision, day in {**begins, **ends}:
        kind: ChangeKind = "inserted" if (provision, day) in begins else "repealed"
        both = (provision, day) in begins and (provision, day) in ends
        yield Change(provision, "substituted" if both else kind, day, _by(scheme, provision, day))


def _dated(scheme: Scheme) -> Iterator[tuple[str, Force]]:
    for _, body in scheme.bodies:
        limbs = (node for node in descendants(body) if isinstance(node, Limb))
        yield from ((limb.provision, limb.force) for limb in limbs)
    for cited in scheme.code_lists:
        for item in cited.items:
            yield _item_provision(cited, item), item.force
        yield from ((cited.provision, opening.force) for opening in cited.openings)
    for effect in scheme.effects:
        yield _part_provision(scheme, effect.part), effect.force


def _part_provision(scheme: Scheme, name: str) -> str:
    """The provision of a part; its name where it has none."""
    return scheme.part_named[name].provision or name


def _item_provision(cited: CodeList, item: Item) -> str:
    """The provision of an item of a list: `section 3(d)`, `the Schedule item 4`."""
    between = "" if item.label.startswith("(") else " "
    return f"{cited.provision}{between}{item.label}"


def _of_parts(scheme: Scheme) -> Iterator[Change]:
    """Whole parts that the law rests on from a day on, or no more."""
    before: frozenset[str] | None = None
    for day in break_days(scheme):
        reached = frozenset(part.name for part in as_at(scheme, day).scheme.parts)
        if before is not None:
            for name in sorted(reached ^ before):
                provision = _part_provision(scheme, name)
                kind: ChangeKind = "inserted" if name in reached else "repealed"
                yield Change(provision, kind, day, _by(scheme, provision, day))
        before = reached


def _by(scheme: Scheme, provision: str, day: int) -> str:
    """The instrument of that day, with those of its provisions that change this one."""
    return "; ".join(
        f"{made.named}{_where(made, provision)}" for made in scheme.instruments if made.start == day
    )


def _where(made: Instrument, provision: str) -> str:
    return "".join(f", {each}" for each in _changing(made, provision))


def _changing(made: Instrument, provision: str) -> Iterable[str]:
    return dict.fromkeys(
        each.provision for each in made.changes if each.text and provision.startswith(each.text)
    )


def resting_on(scheme: Scheme, effect: str, *, whole: bool) -> frozenset[str]:
    """The provisions on which the sum of an effect rests, whatever the day; or the `whole` of it.

    What changes one of them is a change of that provision.
    """
    found = next(one for one in scheme.effects if one.name == effect)
    rests: set[str] = set()
    if found.amount:
        rests |= {found.amount.provision, *_in_body(scheme, found.amount.counted)}
    if whole:
        rests |= {scheme.title, *_in_part(scheme, found.part)}
    return frozenset(rests)


def _in_part(scheme: Scheme, name: str) -> Iterator[str]:
    yield _part_provision(scheme, name)
    yield from _in_body(scheme, scheme.part_named[name].body)


def _in_body(scheme: Scheme, body: Condition) -> Iterator[str]:
    """Of its limbs, and of the parts and lists that it names."""
    for node in descendants(body):
        match node:
            case Limb():
                yield node.provision
            case Named():
                yield from _in_part(scheme, node.part)
            case In():
                for cited in node.members:
                    if isinstance(cited, Cited):
                        yield from _in_list(scheme, cited)


def _in_list(scheme: Scheme, cited: Cited) -> Iterator[str]:
    yield cited.list
    for codes in scheme.code_lists:
        if codes.provision == cited.list:
            named = (one for one in codes.items if not cited.items or one.label in cited.items)
            yield from (_item_provision(codes, item) for item in named)
