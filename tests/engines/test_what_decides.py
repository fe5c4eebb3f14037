"""What an assessment names beside its outcome: provisions, what is wanted, what is disputed."""

from __future__ import annotations

import pytest

from amends.assessments.assessment import EffectAssessment
from amends.cases.case import Case
from amends.engines.reference import assess
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    AtMost,
    Choose,
    Cited,
    Condition,
    Fixed,
    FixedPeriod,
    In,
    Limb,
    Named,
    Recorded,
    Ref,
    Within,
)
from amends.scheme.declarations import Part
from amends.truth.values import Codes
from lib.schemes import LISTED
from lib.small import (
    COLOUR,
    STAY,
    TALLY,
    WILLING,
    case,
    day,
    exactly,
    forced,
    law,
    period,
    said,
    subject,
)

YES, NO = (said("yes"),), (said("no"),)
WILL = In(WILLING, ("yes",))
A, B = Limb("section 1(a)", "", forced()), Limb("section 1(b)", "", WILL)
SILENT: tuple[Codes, ...] = ()
NONE: tuple[str, ...] = ()


def effect_of(test: Condition, about: Case, *parts: Part) -> EffectAssessment:
    return assess(law(test, *parts), about).effects[0]


@pytest.mark.parametrize(
    ("join", "matter", "person", "provisions", "wanted"),
    [
        (All, YES, YES, ("section 1(a)", "section 1(b)"), NONE),
        (All, YES, NO, ("section 1(b)",), NONE),
        (All, NO, NO, ("section 1(a)", "section 1(b)"), NONE),
        (All, NO, SILENT, ("section 1(a)",), NONE),
        (All, YES, SILENT, ("section 1(b)",), ("willing",)),
        (All, SILENT, SILENT, ("section 1(a)", "section 1(b)"), ("forced", "willing")),
        (Any, YES, NO, ("section 1(a)",), NONE),
        (Any, NO, NO, ("section 1(a)", "section 1(b)"), NONE),
        (Any, NO, SILENT, ("section 1(b)",), ("willing",)),
    ],
)
def test_limbs_that_decide_and_limbs_that_wait(
    join: type[All | Any],
    matter: tuple[Codes, ...],
    person: tuple[Codes, ...],
    provisions: tuple[str, ...],
    wanted: tuple[str, ...],
) -> None:
    about = case(subject(forced=matter), subject(willing=person))
    effect = effect_of(join((A, B)), about)
    assert (effect.provisions, effect.wanted, effect.disputed) == (provisions, wanted, ())


def test_a_dispute_names_the_fact_and_not_what_agrees() -> None:
    about = case(subject(forced=(said("yes"), said("no"))), subject(willing=YES))
    effect = effect_of(All((A, B)), about)
    assert (effect.provisions, effect.wanted, effect.disputed) == (
        ("section 1(a)",),
        (),
        ("forced",),
    )


def test_a_definition_applied_to_a_person_is_cited_by_the_provision_that_applies_it() -> None:
    member = Part("member", "section 2", PERSON, Limb("section 2(1)", "", WILL))
    applying = Limb("section 1(c)", "", Named("member"))
    assert effect_of(applying, case(person=subject(willing=YES)), member).provisions == (
        "section 1(c)",
    )


def test_a_part_about_the_matter_is_cited_by_its_own_provisions() -> None:
    conduct = Part("conduct", "section 3", MATTER, Limb("section 3(1)", "", forced()))
    applying = Limb("section 1(c)", "", Named("conduct"))
    assert effect_of(applying, case(subject(forced=YES)), conduct).provisions == ("section 3(1)",)


def test_a_denied_term_decides_by_the_denial_alone_unless_that_is_disputed() -> None:
    member = Part("member", "section 2", PERSON, WILL)
    test = Limb("section 1(c)", "", Named("member"))
    refuted = effect_of(test, case(person=subject(None, "member")), member)
    assert (refuted.provisions, refuted.wanted, refuted.disputed) == (("section 1(c)",), (), ())
    disputed = effect_of(test, case(person=subject(None, "member", willing=YES)), member)
    assert disputed.disputed == ("member",)


def test_a_membership_cites_the_list() -> None:
    effect = effect_of(In(COLOUR, (Cited(LISTED),)), case(subject(colour=(said("red"),))))
    assert len(effect.provisions) == 1
    assert effect.provisions[0].startswith(LISTED)


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (("green",), ("open point 1",)),
        (("red", "blue"), ("colour",)),
        (("green", "blue"), ("colour", "open point 1")),
    ],
)
def test_what_a_cited_list_waits_for(codes: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    about = case(subject(colour=(said(*codes),)))
    assert effect_of(In(COLOUR, (Cited(LISTED),)), about).wanted == wanted


def test_what_lies_partly_within_waits_for_the_open_point() -> None:
    year = FixedPeriod(day("1984-03-12"), day("1985-03-03"))
    about = case(subject(stay=(period("1984-03-01", "1984-03-20"),)))
    assert effect_of(Within(STAY, year, open_point=2), about).wanted == ("open point 2",)


def test_an_open_list_waits_for_the_list() -> None:
    red = AtLeast(1, "job", PERSON, "job", In(Ref("job", "trade"), ("red",)))
    assert effect_of(red, case()).wanted == ("job",)


CHOSEN = AtMost(Recorded(TALLY), Choose(A, Fixed(0, is_date=False), Fixed(2, is_date=False)))


@pytest.mark.parametrize(
    ("tally", "answer", "provisions", "wanted"),
    [
        # Settled by the test as well; settled whatever the test; open for the test.
        (1, YES, ("section 1(a)", "section 1"), NONE),
        (3, SILENT, ("section 1",), NONE),
        (1, SILENT, ("section 1(a)", "section 1"), ("forced",)),
    ],
)
def test_a_test_inside_a_quantity_decides_where_the_comparison_rests_on_it(
    tally: int, answer: tuple[Codes, ...], provisions: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    effect = effect_of(CHOSEN, case(subject(tally=(exactly(tally),), forced=answer)))
    assert (effect.provisions, effect.wanted) == (provisions, wanted)
