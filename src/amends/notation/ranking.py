"""The n-th latest or earliest of a list: `2nd latest of lodged of the appeals before ... where`.

No kind of its own. That the 2nd latest is on or after a day says that at least 2 entries are;
that it is before the day, that fewer than 2 are on or after it. So it is read into counts, in
which an entry that may count, a list that is open and a conflict are what they always are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from amends.notation.counting import Entry
from amends.notation.entry_facts import entry_fact
from amends.notation.inline import ORDERED
from amends.notation.lines import Block, Refused, Text
from amends.notation.names import Scope
from amends.notation.quantities import Quantities
from amends.notation.spelling import masked
from amends.scheme.conditions import All, AtLeast, AtMost, Condition, Less, Not, Recorded, Ref
from amends.scheme.declarations import Fact
from amends.scheme.walk import quantity_refs

_RANKED = re.compile(r"(?:(\d{1,6})(?:st|nd|rd|th) )?(latest|earliest|greatest|least) of ")
_WHERE = re.compile(r" where(?= |$)")


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a line says is compared: an entry's fact, from which end, and the n-th of them.

    `rest` follows on the line; `where` begins what must hold of an entry, if that is said.
    """

    place: int
    is_latest: bool
    entry: Entry
    fact: Fact
    rest: Text
    where: Text | None

    def compared(
        self, reader: Quantities, at: Text, beneath: Sequence[Block]
    ) -> tuple[AtMost | Less, bool]:
        """What is compared of one entry, and whether the lines beneath were used."""
        ranked = Recorded(Ref(self.entry.name, self.fact.name))
        return reader.of_entry(at, ranked, self.fact.type, self.rest, beneath)

    def condition(self, compared: AtMost | Less, where: Condition | None) -> Condition:
        """The count that it comes to."""
        on_the_left = any(ref.of == self.entry.name for ref in quantity_refs(compared.left))
        # The latest is late enough if one is; it is early enough if none is too late.
        is_count = on_the_left is not self.is_latest
        one: Condition = compared if is_count else _contrary(compared)
        body = All((where, one)) if where else one
        count = AtLeast(self.place, self.entry.kind, self.entry.of, self.entry.name, body)
        return count if is_count else Not(count)


def _contrary(compared: AtMost | Less) -> AtMost | Less:
    other = Less if isinstance(compared, AtMost) else AtMost
    return other(compared.right, compared.left)


def ranked_of(text: Text, scope: Scope) -> Ranked | None:
    """What a line ranks; None where it ranks nothing of a list's entries."""
    found = _RANKED.match(text.text)
    if found is None:
        return None
    place, word = found.groups()
    said = text.cut(found.end())
    where = _WHERE.search(masked(said.text))
    line = said.cut(0, where.start()) if where else said
    named = entry_fact(line, scope, ORDERED)
    if named is None:
        if place is None:
            return None  # the latest of several that are named
        raise Refused(
            "ranks-no-list",
            text,
            "only the entries of a list are ranked",
            "write `2nd latest of ... of the ...`, a fact of the entries and the list",
        )
    return Ranked(
        _place(place, text),
        word in ("latest", "greatest"),
        named.entry,
        named.fact,
        named.rest,
        said.cut(where.end()) if where else None,
    )


def _place(digits: str | None, at: Text) -> int:
    if digits is not None and int(digits) == 0:
        raise Refused("wrong-number", at, "nothing is the 0th of a list", "count from 1st")
    return int(digits or 1)
