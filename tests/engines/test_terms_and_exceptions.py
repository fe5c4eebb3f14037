"""The two passes through all, any, not and unless; named parts, and denials of them."""

from __future__ import annotations

from itertools import product

import pytest

from amends.assessments.assessment import AssessmentStatus
from amends.engines.reference import assess
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    Condition,
    In,
    Named,
    Not,
    Ref,
)
from amends.scheme.declarations import Part
from amends.scheme.law import as_at
from amends.truth.states import Outcome, Pair, State
from amends.truth.values import Codes
from lib.small import (
    APPLIES,
    COLOUR,
    CONTESTED,
    FORCED,
    NO,
    ON,
    OPEN,
    WILLING,
    case,
    closed,
    entry,
    forced,
    held,
    law,
    outcome,
    pair,
    said,
    scheme,
    subject,
)

ANSWERS: dict[Outcome, tuple[Codes, ...]] = {
    APPLIES: (said("yes"),),
    NO: (said("no"),),
    OPEN: (),
    CONTESTED: (said("yes"), said("no")),
}
WILL = In(WILLING, ("yes",))


def unless(rule: Condition, exception: Condition) -> Condition:
    return All((rule, Not(exception)))


def told(test: Condition, forced_: Outcome, willing: Outcome) -> Outcome:
    about = case(subject(forced=ANSWERS[forced_]), subject(willing=ANSWERS[willing]))
    return outcome(law(test), about)


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        (APPLIES, APPLIES, APPLIES),
        (APPLIES, OPEN, OPEN),
        (APPLIES, CONTESTED, CONTESTED),
        (NO, APPLIES, NO),
        (NO, OPEN, NO),
        (NO, CONTESTED, NO),  # a conflict that cannot matter does no harm
        (OPEN, OPEN, OPEN),
        (OPEN, CONTESTED, CONTESTED),  # and one that can is not hidden by an unknown
        (CONTESTED, CONTESTED, CONTESTED),
    ],
)
def test_all_of_two(one: Outcome, two: Outcome, both: Outcome) -> None:
    swap = {APPLIES: NO, NO: APPLIES, OPEN: OPEN, CONTESTED: CONTESTED}
    for first, second in ((one, two), (two, one)):
        assert told(All((forced(), WILL)), first, second) is both
        assert told(Any((forced(), WILL)), swap[first], swap[second]) is swap[both]


def test_not_swaps_the_passes() -> None:
    # Yes under one reading and open under the other: for, and not against.
    about = case(subject(colour=(said("red"), said("green", "blue"))))
    test = In(COLOUR, ("red", "green"))
    assert pair(law(test), about) == Pair(State.YES, State.UNKNOWN)
    assert pair(law(Not(test)), about) == Pair(State.UNKNOWN, State.NO)
    assert outcome(law(Not(test)), about) is CONTESTED


def test_unless_nests() -> None:
    """X unless (Y unless Z), against the plain truth table."""
    x, y, z = forced(), WILL, In(COLOUR, ("red",))
    test = unless(x, unless(y, z))
    for has_x, has_y, has_z in product((True, False), repeat=3):
        about = case(
            subject(
                forced=ANSWERS[APPLIES if has_x else NO],
                colour=(said("red" if has_z else "blue"),),
            ),
            subject(willing=ANSWERS[APPLIES if has_y else NO]),
        )
        expected = has_x and not (has_y and not has_z)
        assert outcome(law(test), about) is (APPLIES if expected else NO)


def test_an_exception_not_known_leaves_the_rule_open() -> None:
    assert told(unless(forced(), WILL), APPLIES, OPEN) is OPEN
    assert told(unless(forced(), WILL), APPLIES, CONTESTED) is CONTESTED


# --- named parts and denials ---

MEMBER = Part("member", "section 2", PERSON, WILL)
CONDUCT = Part("conduct", "section 3", MATTER, forced())


@pytest.mark.parametrize(
    ("body", "denied"),
    [(APPLIES, CONTESTED), (OPEN, NO), (NO, NO), (CONTESTED, CONTESTED)],
)
def test_a_denied_term_is_refuted_unless_its_body_is_established(
    body: Outcome, denied: Outcome
) -> None:
    test, facts = Named("member"), {"willing": ANSWERS[body]}
    assert outcome(law(test, MEMBER), case(person=subject(**facts))) is body
    assert outcome(law(test, MEMBER), case(person=subject(None, "member", **facts))) is denied


def test_a_denial_overrides_the_term_and_not_the_facts_inside_it() -> None:
    person = subject(None, "member", willing=ANSWERS[APPLIES])
    assert outcome(law(Any((Named("member"), WILL)), MEMBER), case(person=person)) is APPLIES
    assert outcome(law(All((Named("member"), WILL)), MEMBER), case(person=person)) is CONTESTED


@pytest.mark.parametrize("on_person", [True, False])
def test_a_part_about_the_matter_may_be_denied_of_either(on_person: bool) -> None:
    denied = subject(None, "conduct")
    about = case(person=denied) if on_person else case(denied)
    assert outcome(law(Named("conduct"), CONDUCT), about) is NO


def test_a_denial_of_another_part_is_nothing_to_this_one() -> None:
    about = case(person=subject(None, "conduct", willing=ANSWERS[APPLIES]))
    assert outcome(law(Named("member"), MEMBER, CONDUCT), about) is APPLIES


def test_a_part_about_a_person_sees_only_the_person_it_is_applied_to() -> None:
    test = AtLeast(1, "kin", PERSON, "kin", Named("member", "kin"))
    kin = held(entry("k", willing=ANSWERS[NO]), closed_by=[closed("k")])
    willing_person = subject({"kin": kin}, willing=ANSWERS[APPLIES])
    assert outcome(law(test, MEMBER), case(person=willing_person)) is NO
    kin = held(entry("k", willing=ANSWERS[APPLIES]))
    assert outcome(law(test, MEMBER), case(person=subject({"kin": kin}))) is APPLIES


def test_a_denial_sits_on_the_person_denied() -> None:
    test = AtLeast(1, "kin", PERSON, "kin", Named("member", "kin"))
    willing = entry("k", willing=ANSWERS[APPLIES])
    person = subject({"kin": held(willing)}, "member")
    assert outcome(law(test, MEMBER), case(person=person)) is APPLIES
    denied = entry("k", inside=subject(None, "member", willing=ANSWERS[APPLIES]))
    person = subject({"kin": held(denied)})
    assert pair(law(test, MEMBER), case(person=person)) == Pair(State.YES, State.UNKNOWN)


# --- there may be nothing to relieve ---


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (NO, AssessmentStatus.NO_CONVICTION_RECORDED),
        (OPEN, AssessmentStatus.ASSESSED),
        (CONTESTED, AssessmentStatus.ASSESSED),
        (APPLIES, AssessmentStatus.ASSESSED),
    ],
)
def test_no_conviction_is_recorded_only_where_that_is_settled(
    answer: Outcome, status: AssessmentStatus
) -> None:
    law_ = as_at(scheme(Named("conduct"), CONDUCT, recorded_by="conduct"), ON)
    assessment = assess(law_, case(subject(forced=ANSWERS[answer])))
    assert assessment.status is status
    assert assessment.outcome is answer


def test_an_assessment_repeats_what_it_was_asked_of() -> None:
    law_ = as_at(scheme(In(Ref(MATTER, FORCED.fact), ("yes",))), ON, {1: True})
    assessment = assess(law_, case())
    assert (assessment.scheme, assessment.on, assessment.case) == ("trial", ON, "k")
    assert assessment.supposed == {1: True}
