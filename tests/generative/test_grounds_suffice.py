"""What an outcome is said to turn on is enough for it: hiding everything else leaves it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from hypothesis import given, note

from amends.assessments.assessment import EffectAssessment
from amends.assessments.turning import leaves
from amends.cases.case import Case, Subject
from amends.engines.reference import assess
from amends.scheme.conditions import Named
from amends.scheme.law import Law
from amends.truth.states import Outcome
from lib.printing import shown
from lib.strategies import examples, laws_and_cases
from lib.worlds import mentioned


def names_turned_on(law: Law, effect: EffectAssessment) -> set[str]:
    """The facts, lists and denied parts under the leaves on which the outcome turns."""
    names: set[str] = set()
    for leaf in leaves(law, effect.ground):
        node = leaf.ground.node
        if isinstance(node, Named):
            names.add(node.part)
            if leaf.ground.pair.disputed:
                names |= {name for _, name in mentioned(law, node)}
        else:
            names |= {e.ref.fact for e in leaf.ground.evidence}
            names |= {name for what, name in mentioned(law, node) if not leaf.ground.evidence}
    return names


def only(subject: Subject, names: Collection[str]) -> Subject:
    return replace(
        subject,
        facts={name: stated for name, stated in subject.facts.items() if name in names},
        lists={name: held for name, held in subject.lists.items() if name in names},
        denials=tuple(denial for denial in subject.denials if denial.part in names),
    )


@examples(150)
@given(laws_and_cases())
def test_hiding_what_an_outcome_does_not_turn_on_leaves_it(given_: tuple[Law, Case]) -> None:
    law, case = given_
    for nth, effect in enumerate(assess(law, case).effects):
        # A contested outcome may also rest on what is settled beside the dispute.
        if effect.outcome is Outcome.CONTESTED:
            continue
        names = names_turned_on(law, effect)
        less = replace(case, person=only(case.person, names), matter=only(case.matter, names))
        note(shown(law, case))
        note(f"turns on {sorted(names)}")
        assert assess(law, less).effects[nth].outcome is effect.outcome
