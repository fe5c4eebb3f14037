"""What changed in a law between two days, provision by provision, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from amends.explanation.values_in_words import day as in_words
from amends.scheme.conditions import Condition, Force, Limb
from amends.scheme.declarations import CodeList, Instrument, Item
from amends.scheme.law import as_at
from amends.scheme.model import Scheme, break_days
from amends.scheme.walk import children

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
    for provision, body in scheme.bodies:
        yield from _dated_limbs(body, provision)
    for cited in scheme.code_lists:
        for item in cited.items:
            yield item_provision(cited, item), item.force
        yield from ((cited.provision, opening.force) for opening in cited.openings)
    for effect in scheme.effects:
        yield scheme.part_named[effect.part].provision or effect.name, effect.force


def item_provision(cited: CodeList, item: Item) -> str:
    """The provision of an item of a list: `section 3(d)`, `the Schedule item 4`."""
    between = "" if item.label.startswith("(") else " "
    return f"{cited.provision}{between}{item.label}"


def _dated_limbs(node: Condition, provision: str) -> Iterator[tuple[str, Force]]:
    if isinstance(node, Limb):
        provision = node.provision
        yield provision, node.force
    for child in children(node):
        yield from _dated_limbs(child, provision)


def _of_parts(scheme: Scheme) -> Iterator[Change]:
    """Whole parts that the law rests on from a day on, or no more."""
    before: frozenset[str] | None = None
    for day in break_days(scheme):
        reached = frozenset(part.name for part in as_at(scheme, day).scheme.parts)
        if before is not None:
            for name in sorted(reached ^ before):
                provision = scheme.part_named[name].provision or name
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
