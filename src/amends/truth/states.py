"""States of a comparison or condition, the two passes, and the four outcomes.

Strong Kleene logic over yes, no and unknown. A condition carries a *pair*: its
state in the **helping** pass, where each dispute is resolved as it helps the
condition, and in the **hurting** pass, where it is resolved as it hurts. The
case *for* is "helping is yes"; the case *against* is "hurting is no".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """What is known of a comparison or condition within one pass."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Outcome(Enum):
    """What an assessment says of an effect."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    UNDETERMINED = "undetermined"
    CONTESTED = "contested"

    @property
    def is_settled(self) -> bool:
        """Whether it is a yes or a no: neither open nor contested."""
        return self in (Outcome.APPLIES, Outcome.DOES_NOT_APPLY)


def negate(state: State) -> State:
    """Swap yes and no; unknown stays unknown."""
    match state:
        case State.YES:
            return State.NO
        case State.NO:
            return State.YES
        case State.UNKNOWN:
            return State.UNKNOWN


def all_of(states: Iterable[State]) -> State:
    """Conjunction: no beats unknown beats yes. Of nothing: yes."""
    found = State.YES
    for state in states:
        if state is State.NO:
            return state
        if state is State.UNKNOWN:
            found = state
    return found


def any_of(states: Iterable[State]) -> State:
    """Disjunction: yes beats unknown beats no. Of nothing: no."""
    found = State.NO
    for state in states:
        if state is State.YES:
            return state
        if state is State.UNKNOWN:
            found = state
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """The states of one condition in the two passes."""

    helping: State
    hurting: State

    @property
    def disputed(self) -> bool:
        """Whether the answer turns on which side of a dispute is believed."""
        return self.helping is not self.hurting

    @property
    def outcome(self) -> Outcome:
        """The outcome of a condition with these states."""
        if self.disputed:
            return Outcome.CONTESTED
        match self.helping:
            case State.YES:
                return Outcome.APPLIES
            case State.NO:
                return Outcome.DOES_NOT_APPLY
            case State.UNKNOWN:
                return Outcome.UNDETERMINED


UNKNOWN_PAIR = Pair(State.UNKNOWN, State.UNKNOWN)


def pair_over_readings(states: Iterable[State]) -> Pair:
    """The pair of a comparison from its state under each reading.

    Helping: yes if some reading is yes, no only if all are no. Hurting: no if
    some reading is no, yes only if all are yes. No reading at all (a silent
    fact): unknown in both.
    """
    seen = tuple(states)
    if not seen:
        return UNKNOWN_PAIR
    # `any_of` and `all_of`, once there is something to go over.
    return Pair(any_of(seen), all_of(seen))


def all_pairs(pairs: Iterable[Pair]) -> Pair:
    """Conjunction within each pass."""
    held = tuple(pairs)
    return Pair(all_of(p.helping for p in held), all_of(p.hurting for p in held))


def any_pairs(pairs: Iterable[Pair]) -> Pair:
    """Disjunction within each pass."""
    held = tuple(pairs)
    return Pair(any_of(p.helping for p in held), any_of(p.hurting for p in held))


def negate_pair(pair: Pair) -> Pair:
    """Negation swaps yes and no *and* the two passes: what helps X hurts not-X."""
    return Pair(negate(pair.hurting), negate(pair.helping))
