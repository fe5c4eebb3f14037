"""Where generated schemes and cases get their choices: from Hypothesis, or from a seed.

One generator serves both: Hypothesis draws (and reduces) a few cases, a seed
throws dozens for a table. A lower number is always the simpler choice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    """Something that picks a number."""

    def below(self, count: int) -> int:
        """A number from 0 up to, not with, `count`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Choices that Hypothesis makes, so that it can reduce what fails."""

    draw: Callable[[st.SearchStrategy[int]], int]

    def below(self, count: int) -> int:
        return self.draw(_below(count)) if count > 1 else 0


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    """Kept: to make a strategy anew for every draw takes a quarter of the time of drawing."""
    return st.integers(0, count - 1)


@dataclass(frozen=True, slots=True)
class Thrown:
    """Choices from a seed."""

    random: Random

    def below(self, count: int) -> int:
        return self.random.randrange(count)


def pick(dice: Dice, among: Sequence[T]) -> T:
    return among[dice.below(len(among))]


def chance(dice: Dice, percent: int) -> bool:
    return dice.below(100) >= 100 - percent


def some_of(dice: Dice, among: Sequence[T], percent: int = 50) -> tuple[T, ...]:
    return tuple(one for one in among if chance(dice, percent))


def ordinal(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


# Few enough to meet each other, with the days on which a shift by a year or a month is not plain.
DAYS = (
    ordinal(1985, 3, 1),
    ordinal(1984, 2, 29),
    ordinal(1984, 3, 1),
    ordinal(1985, 2, 28),
    ordinal(1984, 2, 28),
)
NEAR_DAYS = tuple(sorted({day + step for day in DAYS for step in (-1, 0, 1)}))
COUNTS = (1, 0, 2)
NEAR_COUNTS = (-1, 0, 1, 2, 3)
