"""Laws of the meaning, held by the reference engine on generated schemes and cases."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, note
from hypothesis import strategies as st

from amends.assessments.assessment import AssessmentStatus
from amends.cases.case import Case, Entries, Subject
from amends.cases.setting_aside import set_aside
from amends.engines.reference import assess
from amends.scheme.conditions import All, Any, Condition, Force, Limb, Not, Today
from amends.scheme.law import Law, as_at
from amends.scheme.model import break_days
from amends.truth.statements import SettingAside
from amends.truth.states import Outcome, State, negate_pair
from lib.cases import Usual
from lib.dice import DAYS, NEAR_DAYS, Drawn
from lib.evidence import added, with_more
from lib.exact import exact
from lib.printing import shown
from lib.strategies import cases, examples, laws, laws_and_cases, schemes
from lib.walking import changed, nodes, quantities

SETTLED = (Outcome.APPLIES, Outcome.DOES_NOT_APPLY)
EVIDENCE_ENOUGH = Usual(silent=20)


def outcomes(law: Law, case: Case) -> list[Outcome]:
    return [effect.outcome for effect in assess(law, case).effects]


@examples(150)
@given(laws_and_cases(), st.data())
def test_more_evidence_takes_away_neither_the_case_for_nor_the_case_against(
    given_: tuple[Law, Case], data: st.DataObject
) -> None:
    law, case = given_
    dice = Drawn(data.draw)
    for nth in range(1, 4):
        more = with_more(dice, law.scheme, case, nth)
        note(shown(law, case))
        note(shown(law, more))
        for old, new in zip(assess(law, case).effects, assess(law, more).effects, strict=True):
            before, after = old.ground.pair, new.ground.pair
            assert before.helping is not State.YES or after.helping is State.YES
            assert before.hurting is not State.NO or after.hurting is State.NO
            if old.outcome in SETTLED:
                assert new.outcome in (old.outcome, Outcome.CONTESTED)
        case = more


@examples(150)
@given(laws_and_cases(nested=False, usual=EVIDENCE_ENOUGH), st.integers(0, 99))
def test_a_settled_answer_is_the_exact_one(given_: tuple[Law, Case], seed: int) -> None:
    law, case = given_
    for effect in assess(law, case).effects:
        if effect.outcome in SETTLED:
            part = next(e.part for e in law.scheme.effects if e.name == effect.effect)
            note(shown(law, case))
            assert exact(law, case, part, seed).outcome is effect.outcome


@examples(60)
@given(laws_and_cases())
def test_assessing_twice_says_the_same(given_: tuple[Law, Case]) -> None:
    law, case = given_
    assert assess(law, case) == assess(law, case)


@examples(100)
@given(laws_and_cases())
def test_the_order_of_limbs_statements_and_entries_is_nothing_to_the_outcome(
    given_: tuple[Law, Case],
) -> None:
    law, case = given_

    def turned(node: Condition) -> Condition:
        if isinstance(node, All | Any):
            return replace(node, limbs=node.limbs[::-1])
        return node

    parts = tuple(replace(p, body=changed(p.body, turned)) for p in law.scheme.parts)
    other_way = as_at(replace(law.scheme, parts=parts), law.on, law.supposed)
    back = replace(case, person=_backwards(case.person), matter=_backwards(case.matter))
    note(shown(law, case))
    assert outcomes(other_way, back) == outcomes(law, case)


def _backwards(subject: Subject) -> Subject:
    return replace(
        subject,
        facts={name: stated[::-1] for name, stated in subject.facts.items()},
        lists={
            name: Entries(
                tuple(replace(e, subject=_backwards(e.subject)) for e in held.entries[::-1]),
                held.closures[::-1],
            )
            for name, held in subject.lists.items()
        },
        denials=subject.denials[::-1],
    )


@examples(100)
@given(laws_and_cases())
def test_not_swaps_yes_and_no_and_the_two_passes(given_: tuple[Law, Case]) -> None:
    law, case = given_
    part = law.scheme.part_named[law.scheme.effects[0].part]
    negated = [replace(p, body=Not(p.body)) if p.name == part.name else p for p in law.scheme.parts]
    undenied = replace(
        case,
        person=replace(case.person, denials=()),
        matter=replace(case.matter, denials=()),
    )
    opposite = as_at(replace(law.scheme, parts=tuple(negated)), law.on, law.supposed)
    one = assess(law, undenied).effects[0].ground.pair
    assert assess(opposite, undenied).effects[0].ground.pair == negate_pair(one)


@examples(100)
@given(laws_and_cases(), st.data())
def test_setting_aside_what_was_added_gives_back_the_answer(
    given_: tuple[Law, Case], data: st.DataObject
) -> None:
    law, case = given_
    more = with_more(Drawn(data.draw), law.scheme, case)
    settings = [
        SettingAside(label, "a clerk", "2024-01-01", "a slip") for label in added(case, more)
    ]
    note(shown(law, more))
    assert outcomes(law, set_aside(more, settings)) == outcomes(law, case)


@examples(100)
@given(laws_and_cases())
def test_supposing_an_open_point_never_overturns_what_is_settled(
    given_: tuple[Law, Case],
) -> None:
    law, case = given_
    unsupposed = as_at(law.scheme, law.on)
    for point in law.scheme.open_points:
        for answer in (True, False):
            supposed = as_at(law.scheme, law.on, {point.number: answer})
            note(shown(supposed, case))
            before = assess(unsupposed, case).effects[0].ground.pair
            after = assess(supposed, case).effects[0].ground.pair
            assert before.helping is State.UNKNOWN or after.helping is before.helping
            assert before.hurting is State.UNKNOWN or after.hurting is before.hurting


@examples(60)
@given(st.data())
def test_between_break_days_the_law_stands_the_same(data: st.DataObject) -> None:
    scheme = data.draw(schemes())
    if any(isinstance(q, Today) for part in scheme.parts for q in quantities(part.body)):
        return
    case = data.draw(cases(scheme))
    breaks = break_days(scheme)
    found: dict[int, list[Outcome]] = {}
    for day in (d for d in NEAR_DAYS if scheme.force.holds(d)):
        stretch = sum(1 for first in breaks if first <= day)
        now = outcomes(as_at(scheme, day), case)
        assert found.setdefault(stretch, now) == now


@examples(60)
@given(st.data())
def test_out_of_force_there_is_no_outcome(data: st.DataObject) -> None:
    scheme = data.draw(schemes())
    scheme = replace(scheme, force=Force(start=DAYS[0]))
    law = as_at(scheme, DAYS[0] - 1)
    assessment = assess(law, data.draw(cases(scheme)))
    assert assessment.status is AssessmentStatus.NOT_IN_FORCE
    assert assessment.outcome is None
    assert assessment.effects == ()


@examples(60)
@given(st.data())
def test_the_law_as_at_a_day_is_valid_and_is_itself_on_that_day(data: st.DataObject) -> None:
    law = data.draw(laws(data.draw(schemes())))
    if law.in_force:
        assert as_at(law.scheme, law.on, law.supposed) == law


@examples(150)
@given(laws_and_cases())
def test_an_undetermined_case_wants_something(given_: tuple[Law, Case]) -> None:
    law, case = given_
    for effect in assess(law, case).effects:
        note(shown(law, case))
        if effect.outcome is Outcome.UNDETERMINED:
            assert effect.wanted
        if effect.outcome is Outcome.CONTESTED:
            assert effect.disputed
        if effect.outcome in SETTLED:
            assert not effect.wanted
            assert not effect.disputed


@examples(60)
@given(laws_and_cases())
def test_every_outcome_cites_a_provision(given_: tuple[Law, Case]) -> None:
    law, case = given_
    scheme = law.scheme
    known = {part.provision for part in scheme.parts}
    known |= {cited.provision for cited in scheme.code_lists}
    known |= {n.provision for p in scheme.parts for n in nodes(p.body) if isinstance(n, Limb)}
    for effect in assess(law, case).effects:
        assert effect.provisions
        assert set(effect.provisions) <= known
