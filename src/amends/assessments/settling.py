"""What would settle an effect on a case: the exact answer, and which facts close it.

*Exact* is what every way of completing what is not known, and of choosing between
statements that conflict, agrees on (semantics.md 6). Facts, lists and open points are
named as in `EffectAssessment.wanted`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from amends.truth.states import Outcome

MOST: Final = 20
"""How many sets are given of each sort; where there are more, that is said."""


@dataclass(frozen=True, slots=True)
class SetAsideTogether:
    """Statements which, all set aside, end the disagreement.

    Each is what it is about (a fact, list or denied part) and its source. `outcome` is
    the exact one after, and `missing` what is wanted then.
    """

    statements: tuple[tuple[str, str], ...]
    outcome: Outcome
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouldSettle:
    """Things of which, all found out, some answers settle an outcome.

    `to` are the outcomes that they could settle it to and no part of them could: APPLIES first.
    """

    names: tuple[str, ...]
    to: tuple[Outcome, ...]


Sets: TypeAlias = tuple[tuple[str, ...], ...]
"""Sets of names, the smallest first."""


@dataclass(frozen=True, slots=True)
class Settling:
    """How an effect stands exactly, and what would settle it.

    `sets` are those of which *some* answers settle the outcome to APPLIES or to DOES_NOT_APPLY,
    minimal among their own kind, smallest first; `cut_short` says that there are more. All else
    that could settle it is read from them: `could` and `to`. `sure`: the one minimal
    set of which *every* answer settles it; empty if there is none. All are empty where `outcome`
    is settled. What is destroyed, or was asked and is not known, is in no set: `lost` names
    what the outcome hangs on of it. `aside` is for a contested outcome only: the minimal sets,
    of the statements in dispute, that could be set aside. `outside` names the comparisons and
    lists that are taken each by itself, so that the answer may be open where it need not be, or
    a set larger than it need be, or of one way only; a settled `outcome` is right all the same.
    """

    effect: str
    outcome: Outcome
    sets: tuple[CouldSettle, ...] = ()
    sure: tuple[str, ...] = ()
    cut_short: bool = False
    lost: tuple[str, ...] = ()
    aside: tuple[SetAsideTogether, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing that is not known could change the outcome."""
        return self.outcome.is_settled

    @property
    def could(self) -> Sets:
        """The minimal sets that could settle the outcome, to whatever: at most MOST."""
        return self._could()[:MOST]

    @property
    def more(self) -> bool:
        """Whether there are further ones than `could` has."""
        return self.cut_short or len(self._could()) > MOST

    def to(self, outcome: Outcome) -> Sets:
        """The minimal sets that could settle it to this outcome: at most MOST."""
        return self._to(outcome)[:MOST]

    def more_to(self, outcome: Outcome) -> bool:
        """Whether there are further ones than `to` has."""
        return self.cut_short or len(self._to(outcome)) > MOST

    def _could(self) -> Sets:
        return _least(one.names for one in self.sets)

    def _to(self, outcome: Outcome) -> Sets:
        return tuple(one.names for one in self.sets if outcome in one.to)


def _least(among: Iterable[tuple[str, ...]]) -> Sets:
    """The sets that hold no other of them, which come smallest first."""
    kept: list[tuple[str, ...]] = []
    for one in among:
        if not any(set(other) < set(one) for other in kept):
            kept.append(one)
    return tuple(kept)
