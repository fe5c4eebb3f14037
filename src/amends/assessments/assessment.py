"""Assessments and their grounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from amends.scheme.conditions import Condition, Ref
from amends.scheme.declarations import Operation, Presumption
from amends.truth.statements import Closure, Denial, SettingAside, Silence, Statement
from amends.truth.states import Outcome, Pair
from amends.truth.values import Values


class AssessmentStatus(Enum):
    """Whether there is an outcome, and whether there was anything to relieve."""

    ASSESSED = "assessed"
    NO_CONVICTION_RECORDED = "no_conviction_recorded"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is stated of one fact, brought to readings; none of them is silence."""

    ref: Ref
    readings: tuple[tuple[Values, tuple[Statement, ...]], ...]
    silence: Silence


@dataclass(frozen=True, slots=True)
class EntryGround:
    """One entry of a list, and how the condition on entries stood for it."""

    label: str
    source: str
    certain: bool
    conventions: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Ground:
    """A step of the reason: one condition, its states, and what they rest on.

    `provision` is the innermost one that it stands under. `children` are the
    grounds of its limbs; comparisons have `evidence`; list conditions have
    `entries` and the `closures` stated of the list; a named part that somebody
    denies has the `denials`.
    """

    node: Condition
    provision: str
    pair: Pair
    children: tuple[Ground, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    entries: tuple[EntryGround, ...] = ()
    closures: tuple[Closure, ...] = ()
    denials: tuple[Denial, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountAssessed:
    """How much an effect brings where it applies, in the smallest coin; None is no bound.

    Where the two differ, not everything is known, or `disputed` says that statements conflict.
    `wanted` are the facts, lists and open points that would tell it closer.
    """

    provision: str
    least: int | None
    most: int | None
    disputed: bool
    wanted: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class EffectAssessment:
    """How one effect stands.

    `provisions` decided it: those met (applies), each that is enough by itself
    (does not apply), those it hangs on (undetermined), or those disputed
    (contested). `wanted` are the facts, lists and open points still missing;
    `disputed` those on which statements conflict. `presumed` is what the law takes to be so
    beside an undetermined outcome: a second layer, which changes nothing in it. `amount` is
    told unless the effect does not apply.
    """

    effect: str
    operation: Operation
    outcome: Outcome
    provisions: tuple[str, ...]
    wanted: tuple[str, ...]
    disputed: tuple[str, ...]
    ground: Ground
    presumed: Presumption | None = None
    amount: AmountAssessed | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a scheme says of one matter on a law date; the first effect is the principal.

    Without effects when the law is not in force on that date: that is never a no. `not_looked_at`
    is what the case has of it.
    """

    scheme: str
    on: int
    case: str
    status: AssessmentStatus
    effects: tuple[EffectAssessment, ...]
    supposed: Mapping[int, bool]
    set_aside: tuple[SettingAside, ...] = ()
    not_looked_at: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The principal effect's outcome; None when the law is not in force."""
        return self.effects[0].outcome if self.effects else None


def conventions_of_effect(effect: EffectAssessment) -> frozenset[str]:
    """The ids of every reading convention on which an effect rests, its amount included."""
    amount = conventions_of(effect.amount.ground) if effect.amount else frozenset[str]()
    return conventions_of(effect.ground) | amount


def conventions_of(ground: Ground) -> frozenset[str]:
    """The ids of every reading convention that a ground's evidence rests on."""
    found: set[str] = set()
    for evidence in ground.evidence:
        for _, statements in evidence.readings:
            for statement in statements:
                found.update(statement.conventions)
    for entry in ground.entries:
        found.update(entry.conventions)
        found |= conventions_of(entry.ground)
    for closure in ground.closures:
        found.update(closure.conventions)
    for denial in ground.denials:
        found.update(denial.conventions)
    for child in ground.children:
        found |= conventions_of(child)
    return frozenset(found)
