"""Which conditions, taken by themselves, may leave an answer open that need not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from amends.assessments.assessment import Ground
from amends.cases.case import Case
from amends.engines.exact.compiling import EffectDiagram
from amends.engines.exact.knowing import Grounds
from amends.engines.exact.variables import (
    FactVariable,
    Known,
    PointVariable,
    TermVariable,
    Touched,
    Variable,
    WholeVariable,
)
from amends.scheme.conditions import PERSON, AtLeast, Ref
from amends.truth.readings import readings
from amends.truth.values import is_exact


def by_themselves(
    made: EffectDiagram,
    grounds: Grounds,
    effect: int,
    said: Sequence[Known],
    matter: Sequence[int],
) -> tuple[str, ...]:
    """The names of those, among the variables that matter, whose ties are lost.

    Not named is one of which its recorded state is all that can be told, and that shares
    nothing unknown with another that matters.
    """
    variables = [made.variables[n] for n in matter]
    shared = Counter(touched for one in variables for touched in set(_touched(one)))
    return tuple(
        variable.name
        for n, variable in zip(matter, variables, strict=True)
        if isinstance(variable, WholeVariable)
        and not _stands_alone(
            variable, said[n], grounds.at(effect, variable.path), grounds.case, shared
        )
    )


def _touched(variable: Variable) -> Iterator[Touched]:
    match variable:
        case FactVariable():
            yield variable.ref
        case WholeVariable():
            yield from variable.touches
        case PointVariable() | TermVariable():
            return


def _stands_alone(
    variable: WholeVariable,
    said: Known,
    ground: Ground,
    case: Case,
    shared: Counter[Touched],
) -> bool:
    own = {one for one in variable.touches if isinstance(one, Ref) and not _certain(case, one)}
    lists = {one for one in variable.touches if isinstance(one, str)}
    if not variable.plain or any(shared[one] > 1 for one in lists):
        return False
    if not isinstance(variable.node, AtLeast):
        # Of two that are not known, one alone may be enough to learn; that is not tried.
        return len(own) < 2 and all(shared[one] == 1 for one in own)
    if not ground.entries and not ground.closures:
        # Nothing is said of it: whatever the own facts, an entry of which nothing is known
        # can meet the condition or not.
        return variable.mixed or not own
    return not own and not said.disputed and _one_source(ground)


def _one_source(ground: Ground) -> bool:
    """No closure, or a single one that names every certain entry."""
    match ground.closures:
        case ():
            return True
        case (closure,):
            return all(e.label in closure.names for e in ground.entries if e.certain)
        case _:
            return False


def _certain(case: Case, ref: Ref) -> bool:
    subject = case.person if ref.of == PERSON else case.matter
    found = readings([statement.says for statement in subject.facts.get(ref.fact, ())])
    return len(found) == 1 and is_exact(found[0].values)
