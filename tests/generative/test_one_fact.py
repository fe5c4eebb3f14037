"""What `amends ask` calls settled and what `amends explain` does, on generated laws and cases.

Claimed: whatever the outlook of the questions calls settled, the exact answer settles alike. The
other way round: where the exact answer is settled and the outlook is not, no fact that is looked
at alone settles it whatever its value; so where all is known but one such fact, and nothing is
left open by the law, denied or listed, both settle the same. Not claimed: what takes several
facts together, open points, denials and lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import example, given, note
from hypothesis import strategies as st

from amends.assessments.assessment import AssessmentStatus
from amends.cases.case import Case
from amends.engines.exact import OneFact, settle, value_classes
from amends.engines.reference import assess
from amends.questionnaire.order import outlook
from amends.scheme.conditions import All, Condition, Fixed, In, Less, Not, Recorded
from amends.scheme.conditions import Any as AnyOf
from amends.scheme.law import Law
from amends.truth.states import Outcome
from amends.truth.values import Span, Values
from lib import small
from lib.cases import a_case
from lib.dice import Dice, Thrown, pick
from lib.printing import shown
from lib.schemes import a_scheme
from lib.strategies import a_law, examples, in_force

Both = Sequence[tuple[Outcome, Outcome]]


def a_trial(seed: int) -> tuple[Law, Case]:
    dice = Thrown(Random(seed))
    law = in_force(a_law(dice, a_scheme(dice, depth=2 + seed % 2)))
    return law, a_case(dice, law.scheme)


def both(law: Law, case: Case) -> Both:
    """Of each effect what the outlook says of it, and what exact does."""
    exact = settle(law, case, assess, aside=False)
    told = outlook(law, case, assess, ())
    return list(zip(told.outcomes, (one.outcome for one in exact), strict=True))


# Of a fact that is not looked at alone, and where a denied part is established by a dispute.
@example(38)
@example(8_004)
@examples(120)
@given(st.integers(0, 2**32))
def test_what_is_asked_no_more_about_is_settled_exactly_and_alike(seed: int) -> None:
    law, case = a_trial(seed)
    note(shown(law, case))
    for outcome, exact in both(law, case):
        assert not outcome.is_settled or outcome is exact


@examples(120)
@given(st.integers(0, 2**32))
def test_where_only_exact_settles_it_no_fact_alone_does(seed: int) -> None:
    law, case = a_trial(seed)
    note(shown(law, case))
    now = assess(law, case)
    if now.status is AssessmentStatus.ASSESSED:
        for nth, (outcome, exact) in enumerate(both(law, case)):
            if exact.is_settled and not outcome.is_settled and not denied(case):
                assert not any(found.is_settled for found in for_each_fact(law, case, nth))


def denied(case: Case) -> bool:
    return bool(case.person.denials or case.matter.denials)


def for_each_fact(law: Law, case: Case, nth: int) -> Sequence[Outcome]:
    """What an effect comes to for every value of each fact alone, where that is one thing."""
    one = OneFact(law, case, assess, assess(law, case))
    found = [
        {one.if_it_is(ref, value).effects[nth].outcome for value in one.values(ref)}
        for ref, of in value_classes(law).items()
        if of.alone
    ]
    return [outcomes.pop() for outcomes in found if len(outcomes) == 1]


# --- where one fact is all that is not known ---

DAYS = tuple(small.day(f"198{year}-01-01") for year in (2, 3, 4))


def a_condition(dice: Dice, depth: int) -> Condition:
    """A condition over two facts of which much is said, and one that is known."""
    match dice.below(5) if depth else 0:
        case 0:
            kinds = (
                In(small.COLOUR, (pick(dice, ("red", "green", "blue")),)),
                Less(Recorded(small.EVENT), Fixed(pick(dice, DAYS))),
                small.forced(),
            )
            return pick(dice, kinds)
        case 1:
            return Not(a_condition(dice, depth - 1))
        case n:
            limbs = tuple(a_condition(dice, depth - 1) for _ in range(3))
            return All(limbs) if n % 2 else AnyOf(limbs)


def all_but_one(dice: Dice) -> tuple[Law, Case]:
    """A law without lists, and a case in which either the colour or the day alone is not known."""
    law = small.law(a_condition(dice, 3))
    days = [small.exactly(day + step) for day in DAYS for step in (-1, 0)]
    colours = [small.said(one) for one in ("red", "green", "blue")]
    some = [*colours, small.said("red", "green")]
    spans = [*days, Span(DAYS[0], DAYS[1]), Span(DAYS[1] - 1, DAYS[2])]
    told: dict[str, tuple[Values, ...]] = {"forced": (small.said(pick(dice, ("yes", "no"))),)}
    if dice.below(2):
        told |= {"colour": several(dice, some), "event": (pick(dice, days),)}
    else:
        told |= {"colour": (pick(dice, colours),), "event": several(dice, spans)}
    return law, small.case(small.subject(**told))


def several(dice: Dice, among: Sequence[Values]) -> tuple[Values, ...]:
    return tuple(pick(dice, among) for _ in range(dice.below(3)))


@examples(300)
@given(st.integers(0, 2**32))
def test_where_all_is_known_but_one_fact_both_settle_the_same(seed: int) -> None:
    law, case = all_but_one(Thrown(Random(seed)))
    note(shown(law, case))
    for outcome, exact in both(law, case):
        assert outcome is exact or not (outcome.is_settled or exact.is_settled)


def test_in_some_of_these_one_fact_settles_what_the_engine_leaves_open() -> None:
    found = set()
    for seed in range(400):
        law, case = all_but_one(Thrown(Random(seed)))
        [(settled, _)] = both(law, case)
        found.add((small.outcome(law, case), settled))
    for before in (Outcome.UNDETERMINED, Outcome.CONTESTED):
        assert {(before, Outcome.APPLIES), (before, Outcome.DOES_NOT_APPLY)} <= found
