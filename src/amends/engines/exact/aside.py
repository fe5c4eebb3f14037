"""Which statements, set aside together, end the disagreement on a contested effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import Final

from amends.assessments.assessment import Evidence, Ground
from amends.assessments.settling import MOST, SetAsideTogether
from amends.cases.case import Case
from amends.cases.setting_aside import set_aside
from amends.engines.exact.compiling import EffectDiagram
from amends.engines.exact.knowing import Grounds
from amends.engines.exact.labelling import About, Labelling
from amends.engines.exact.standing import Standing
from amends.engines.exact.variables import (
    FactVariable,
    PointVariable,
    TermVariable,
    Variable,
    WholeVariable,
)
from amends.scheme.conditions import AtLeast
from amends.truth.statements import SettingAside
from amends.truth.states import Outcome

MOST_TRIED: Final = 100


def together(
    made: EffectDiagram,
    grounds: Grounds,
    effect: int,
    hangs_on: Iterable[int],
    stand: Callable[[Case], Standing],
) -> tuple[SetAsideTogether, ...]:
    """The minimal sets, smallest first, at most MOST; `stand` says how the effect stands then.

    What one source states of one thing goes together: who does not rely on it for that does
    not rely on half of it.
    """
    labelling = Labelling()
    case = labelling.case(grounds.case)
    disputed = dict.fromkeys(
        about
        for place in hangs_on
        for about in _disputed(made.variables[place], grounds, effect)
        if about in labelling.labels
    )
    found: list[SetAsideTogether] = []
    for chosen in islice(_smallest_first([*disputed]), MOST_TRIED):
        if any(set(less.statements) < set(chosen) for less in found):
            continue
        labels = [label for about in chosen for label in labelling.labels[about]]
        after = stand(set_aside(case, [SettingAside(label, "", "", "") for label in labels]))
        if after.settling.outcome is not Outcome.CONTESTED:
            found.append(SetAsideTogether(chosen, after.settling.outcome, after.missing))
    return tuple(found[:MOST])


def _smallest_first(among: Sequence[About]) -> Iterator[tuple[About, ...]]:
    for size in range(1, len(among) + 1):
        yield from combinations(among, size)


def _disputed(variable: Variable, grounds: Grounds, effect: int) -> Iterator[About]:
    match variable:
        case FactVariable():
            ground = grounds.at(effect, variable.path)
            yield from _of_fact(ground.evidence[variable.nth])
        case TermVariable():
            ground = grounds.at(effect, variable.path)
            yield from ((denial.part, denial.source) for denial in ground.denials)
        case WholeVariable():
            yield from _of_ground(grounds.at(effect, variable.path))
        case PointVariable():
            return


def _of_fact(evidence: Evidence) -> Iterator[About]:
    if len(evidence.readings) > 1:
        for _, statements in evidence.readings:
            yield from ((evidence.ref.fact, statement.source) for statement in statements)


def _of_ground(ground: Ground) -> Iterator[About]:
    if not ground.pair.disputed:
        return
    for evidence in ground.evidence:
        yield from _of_fact(evidence)
    yield from ((denial.part, denial.source) for denial in ground.denials)
    if isinstance(ground.node, AtLeast):
        yield from ((ground.node.list, closure.source) for closure in ground.closures)
        yield from ((ground.node.list, entry.source) for entry in ground.entries)
    for entry in ground.entries:
        yield from _of_ground(entry.ground)
    for child in ground.children:
        yield from _of_ground(child)
