"""Small numbers for what coded facts may be, so that a table of cases holds no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from amends.scheme.model import Scheme
from amends.truth.statements import Silence

CONFLICT: Final = 2**20
"""The numbers from here on stand for two or more readings; those from 1 below it for one."""

Readings = tuple[frozenset[str], ...]
"""The readings of a coded fact, in their order: the codes that each leaves possible."""

_SILENT: Final = {silence: -place for place, silence in enumerate(Silence)}


class Codebook:
    """The number of each thing that a coded fact may be, by vocabulary.

    Every declared code has its place in the vocabulary, from 1, as its number. What
    else occurs (a choice of codes, a conflict) is numbered as it is met. Zero and
    below is silence, with its reason.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._numbers: dict[str, dict[Readings, int]] = {
            vocabulary: {(frozenset({code}),): place for place, code in enumerate(codes, start=1)}
            for vocabulary, codes in scheme.codes_of.items()
        }

    def number(self, vocabulary: str, readings: Iterable[Iterable[str]]) -> int:
        """The number of these readings, given one if they are new.

        Raises KeyError for no such vocabulary, and ValueError for no readings: silence is
        numbered by its reason.
        """
        found = tuple(sorted((frozenset(codes) for codes in readings), key=sorted))
        if not found or not all(found):
            msg = "readings leave at least one code possible; silence has a number of its own"
            raise ValueError(msg)
        numbers = self._numbers[vocabulary]
        if found not in numbers:
            first = 1 if len(found) == 1 else CONFLICT
            numbers[found] = first + sum((len(r) > 1) == (len(found) > 1) for r in numbers)
        return numbers[found]

    def readings(self, vocabulary: str) -> Mapping[int, Readings]:
        """What each number of a vocabulary stands for."""
        return {number: found for found, number in self._numbers[vocabulary].items()}

    def has_conflicts(self, vocabulary: str) -> bool:
        """Whether some number stands for two or more readings."""
        return any(len(found) > 1 for found in self._numbers[vocabulary])


def silent(reason: Silence) -> int:
    """The number of silence for this reason; `not recorded` is 0, the others are below."""
    return _SILENT[reason]
