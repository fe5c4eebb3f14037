"""Small numbers for what coded facts may be, so that a table of cases holds no words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from amends.scheme.declarations import in_mode
from amends.scheme.model import Scheme
from amends.truth.statements import Silence

CONFLICT: Final = 2**20
"""The numbers from here on stand for two or more readings; those from 1 below it for one."""

Readings = tuple[frozenset[str], ...]
"""The readings of a coded fact, in their order: the codes that each leaves possible."""

_SILENT: Final = {silence: -place for place, silence in enumerate(Silence)}
_REASONS: Final = {number: silence for silence, number in _SILENT.items()}


class Codebook:
    """The number of each thing that a coded fact may be, by vocabulary.

    Every declared code has a number from 1 on. What else occurs (a choice of codes, a
    conflict) is numbered as it is met. Zero and below is silence, with its reason.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._numbers: dict[str, dict[Readings, int]] = {
            name: {
                (frozenset({code}),): number
                for number, code in enumerate(sorted(codes, key=_neighbours(scheme, name)), start=1)
            }
            for name, codes in scheme.codes_of.items()
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


def silences() -> Mapping[int, Silence]:
    """The reason for silence that each number, 0 or below, stands for."""
    return _REASONS


def _neighbours(scheme: Scheme, vocabulary: str) -> Callable[[str], tuple[int, ...]]:
    """An order of codes in which those that a list treats alike are neighbours.

    A test whether a number is in a stretch is quicker than one for each number in it.
    """
    covered: dict[str, int] = {}
    opened: dict[str, int] = {}
    for listed in (one for one in scheme.code_lists if one.vocabulary == vocabulary):
        for item in listed.items:
            for code in item.codes:
                place = covered.setdefault(code, len(covered))
                for opening in listed.openings:
                    opened |= {in_mode(code, mode): place for mode in opening.modes}
        for opening in listed.openings:
            opened |= dict.fromkeys(opening.codes, len(covered))

    def neighbourhood(code: str) -> tuple[int, ...]:
        if code in covered:
            return (0, covered[code])
        return (1, opened[code]) if code in opened else (2,)

    return neighbourhood
