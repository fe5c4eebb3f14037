"""What would settle an effect on a case: the exact answer, and which facts close it.

*Exact* is what every way of completing what is not known, and of choosing between
statements that conflict, agrees on (semantics.md 6). Facts, lists and open points are
named as in `EffectAssessment.wanted`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
class Settling:
    """How an effect stands exactly, and what would settle it.

    `could`: the minimal sets of which *some* answers settle the outcome, smallest first,
    at most MOST; `more` says that there are others. `ways` has for each of them the outcomes that
    some answer to it settles; () where the case was too large to say. `sure`: the one minimal
    set of which *every* answer settles it; empty if there is none. All are empty where `outcome`
    is settled. What is destroyed, or was asked and is not known, is in no set: `lost` names
    what the outcome hangs on of it. `aside` is for a contested outcome only: the minimal sets,
    of the statements in dispute, that could be set aside. `outside` names the comparisons and
    lists that are taken each by itself, so that the answer may be open where it need not be, or
    a set larger than it need be; a settled `outcome` is right all the same.
    """

    effect: str
    outcome: Outcome
    could: tuple[tuple[str, ...], ...] = ()
    sure: tuple[str, ...] = ()
    more: bool = False
    lost: tuple[str, ...] = ()
    aside: tuple[SetAsideTogether, ...] = ()
    outside: tuple[str, ...] = ()
    ways: tuple[tuple[Outcome, ...], ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing that is not known could change the outcome."""
        return self.outcome.is_settled
