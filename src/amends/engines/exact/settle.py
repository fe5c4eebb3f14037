"""The two things that this engine answers: how a case stands exactly, and where cells begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.engines.exact.aside import together
from amends.engines.exact.cells import CodeCells
from amends.engines.exact.compiling import Diagrams, diagrams
from amends.engines.exact.knowing import Grounds
from amends.engines.exact.one_fact import Assess
from amends.engines.exact.standing import standing
from amends.engines.exact.variables import FactVariable
from amends.scheme.conditions import MATTER, PERSON, Ref
from amends.scheme.declarations import FactType
from amends.scheme.law import Law
from amends.truth.states import Outcome


def settle(law: Law, case: Case, assess: Assess, *, aside: bool = True) -> tuple[Settling, ...]:
    """How each effect stands exactly, in the order of the scheme, and what would settle it.

    () where the law is not in force. `assess` is the defining engine: what lists and
    comparisons of several facts come to is read from the grounds that it records, under the
    law, under further answers to its open points, and with statements set aside. Without
    `aside`, what could be set aside is not asked: it is of the one case, and takes the longest.
    """
    if not law.in_force:
        return ()
    made = diagrams(law)
    grounds = Grounds(made, case, assess)
    return tuple(
        _settled(made, grounds, effect, aside=aside) for effect in range(len(made.effects))
    )


def _settled(made: Diagrams, grounds: Grounds, effect: int, *, aside: bool) -> Settling:
    of = made.effects[effect]
    stands = standing(of, grounds, effect)
    if stands.settling.outcome is not Outcome.CONTESTED or not aside:
        return stands.settling
    found = together(
        of,
        grounds,
        effect,
        stands.hangs_on,
        lambda case: standing(of, Grounds(made, case, grounds.assess), effect),
    )
    return replace(stands.settling, aside=found)


def cuts(law: Law) -> Mapping[Ref, tuple[int, ...]]:
    """Where cells begin, for each date, period, number and sum of the matter and the person.

    Two readings of a fact are alike to this engine where each of their bounds lies between
    the same cuts: how many cuts are no greater than the bound says where. () for a fact
    that no comparison of single facts looks at. Comparisons of several facts, and what
    stands inside list conditions, have no cuts: their recorded states tell them apart.
    """
    scheme = law.scheme
    found: dict[Ref, set[int]] = {
        Ref(kind, fact.name): set()
        for kind in (MATTER, PERSON)
        for fact in scheme.facts_of(kind).values()
        if fact.type is not FactType.CODE
    }
    for of in diagrams(law).effects:
        for variable in of.variables:
            if isinstance(variable, FactVariable) and not isinstance(variable.cells, CodeCells):
                found[variable.ref].update(variable.cells.cuts)
    return {ref: tuple(sorted(of)) for ref, of in found.items()}
