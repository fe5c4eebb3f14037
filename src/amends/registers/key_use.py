"""What the key links: which rows of the lists it speaks of, and which of its own link nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from amends.problems import Place, Problem, counted, rows_named
from amends.registers.key import Key, Keyed

_NO_ROW: Final = "no list that was read has such a row"
_NO_CHARGE: Final = "its row has no number of a charge"
_NOT_SO_MANY: Final = "its entry has not so many charges"
_NO_SIDE: Final = "its row has no side"
_NOTHING: Final = "it names neither person nor matter"

_REMEDIES: Final = {
    _NO_ROW: "look whether it was made for other files; a file is named without its ending",
    _NO_CHARGE: "write `#1` after the entry for its first charge, `#2` for its second",
    _NOT_SO_MANY: "mend the number, or give the key each charge in between",
    _NO_SIDE: "write `#a` after it for the first of the two people, `#b` for the second",
    _NOTHING: "name the person, and where it has one the matter",
}
"""What to do about a row of the key that links nothing, by the reason."""


def links(key: Key, kind: str, file: str, row: str) -> bool:
    """Whether the key says whom or what a row of a list of this kind is about."""
    names = (f"{row}#a", f"{row}#b") if kind == "kin" else (row,)
    return any(key.person(file, name) or key.matters(file, name) for name in names)


@dataclass(frozen=True)
class KeyUse:
    """What a key links of lists that have been read to their ends.

    `kinds` are those of the lists by their file as the key names it, `names` the rows of those
    beside the main register, `register`; `keyed` are its entries that the key names, each with how
    many charges its cell was cut into and how many it has.
    """

    key: Key
    kinds: Mapping[str, str]
    names: Mapping[str, AbstractSet[str]]
    register: str
    keyed: Mapping[str, tuple[int, int]]

    @cached_property
    def _reasons(self) -> Mapping[int, str]:
        """Why each row of the key links nothing; blank for one that does."""
        return {
            row: why
            for file, named in self.key.named.items()
            for name, keyed in named.items()
            for why in (self._why_not(file, name, keyed),)
            for row in keyed.rows
        }

    @property
    def linked(self) -> int:
        """How many rows of the key link one that was read."""
        return sum(not why for why in self._reasons.values())

    @cached_property
    def unlinked(self) -> Mapping[int, str]:
        """The rows of the key that link nothing, by number, and why."""
        return dict(sorted(one for one in self._reasons.items() if one[1]))

    def _why_not(self, file: str, name: str, keyed: Keyed) -> str:
        """Why what the key says of a row links nothing; blank where it does."""
        kind, names = self.kinds.get(file), self.names.get(file, frozenset())
        if kind == "matters":
            why = self._why_not_charge(keyed)
        elif kind == "kin":
            why = _NO_ROW if keyed.entry not in names else "" if keyed.side else _NO_SIDE
        else:
            why = "" if name in names else _NO_ROW
        return why or ("" if keyed.person or keyed.matters else _NOTHING)

    def _why_not_charge(self, keyed: Keyed) -> str:
        if keyed.entry not in self.keyed:
            return _NO_ROW
        if not keyed.charge:
            return _NO_CHARGE
        return "" if keyed.charge <= self.keyed[keyed.entry][1] else _NOT_SO_MANY

    def _beyond(self) -> Sequence[int]:
        """The rows of the key that name a charge beyond those that a cell was cut into."""
        cut = {entry: known for entry, known in self.keyed.items() if known[1] > known[0]}
        return sorted(
            row
            for keyed in self.key.of(self.register)
            if keyed.entry in cut and cut[keyed.entry][0] < keyed.charge <= cut[keyed.entry][1]
            for row in keyed.rows
        )

    def problems(self, file: str) -> Iterator[Problem]:
        """What somebody should look at in the key, which is this file."""
        for reason, remedy in _REMEDIES.items():
            rows = [row for row, why in self.unlinked.items() if why == reason]
            if rows:
                what = f"{counted(len(rows), 'row')} of the key not used ({reason}): "
                yield Problem("key-row-unused", Place(file), what + rows_named(rows), remedy)
        if beyond := self._beyond():
            yield Problem(
                "key-more-charges",
                Place(file),
                f"{counted(len(beyond), 'row')} of the key beyond the charges that could be told"
                f" apart in the entry: {rows_named(beyond)}",
                "look whether each number is right; a charge of which the entry says nothing stays"
                " unknown",
            )
