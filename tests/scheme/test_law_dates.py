"""The law date is folded away before anything is evaluated, and open points may be supposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amends.assessments.assessment import AssessmentStatus
from amends.engines.reference import assess
from amends.scheme.conditions import (
    ALWAYS,
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    AtMost,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    Force,
    In,
    Latest,
    Limb,
    Minus,
    Named,
    Not,
    Plus,
    Recorded,
    Shift,
    StartedYears,
    Times,
    Today,
)
from amends.scheme.declarations import Item, Part
from amends.scheme.law import as_at
from amends.scheme.model import break_days
from amends.truth.states import Outcome
from lib.schemes import LISTED
from lib.small import (
    APPLIES,
    COLOUR,
    EVENT,
    NO,
    ON,
    OPEN,
    case,
    day,
    entry,
    forced,
    held,
    outcome,
    said,
    scheme,
    span,
    subject,
)
from lib.walking import nodes

CHANGE = day("2025-01-22")
RED = case(subject(colour=(said("red"),)))
BEFORE, AFTER = Force(end=CHANGE - 1), Force(start=CHANGE)
AMENDED = Any(
    (
        Limb("section 1(a)", "", In(COLOUR, ("blue",)), BEFORE),
        Limb("section 1(a)", "", In(COLOUR, ("blue", "red")), AFTER),
    )
)


@pytest.mark.parametrize(
    ("on", "right"), [(CHANGE - 1, NO), (CHANGE, APPLIES), (CHANGE + 1, APPLIES)]
)
def test_an_amendment_changes_the_answer_on_its_date_and_no_other(on: int, right: Outcome) -> None:
    assert outcome(as_at(scheme(AMENDED), on), RED) is right


@pytest.mark.parametrize(("on", "right"), [(CHANGE - 1, OPEN), (CHANGE, APPLIES)])
def test_an_item_is_added_to_a_cited_list_on_its_date(on: int, right: Outcome) -> None:
    items = (Item("(a)", ("red",)), Item("(b)", ("green",), AFTER))
    green = case(subject(colour=(said("green"),)))  # until then left open under open point 1
    cites = scheme(In(COLOUR, (Cited(LISTED),)), items=items)
    assert outcome(as_at(cites, on), green) is right
    assert break_days(cites) == (1, CHANGE)


@pytest.mark.parametrize("on", [day("2022-07-26"), day("2030-01-01")])
def test_out_of_force_is_never_a_no(on: int) -> None:
    force = Force(day("2022-07-27"), day("2029-12-31"))
    law = as_at(scheme(In(COLOUR, ("blue",)), force=force), on)
    assessment = assess(law, RED)
    assert not law.in_force
    assert assessment.status is AssessmentStatus.NOT_IN_FORCE
    assert (assessment.effects, assessment.outcome) == ((), None)


@pytest.mark.parametrize("on", [day("2022-07-27"), day("2029-12-31")])
def test_the_first_and_the_last_day_in_force_are_in_force(on: int) -> None:
    force = Force(day("2022-07-27"), day("2029-12-31"))
    assert outcome(as_at(scheme(In(COLOUR, ("blue",)), force=force), on), RED) is NO


def test_today_is_the_law_date() -> None:
    since = scheme(AtMost(Shift(Recorded(EVENT), years=5), Today()))
    about = case(subject(event=(span("2020-02-29"),)))
    assert outcome(as_at(since, day("2025-02-27")), about) is NO
    assert outcome(as_at(since, day("2025-02-28")), about) is APPLIES


def deep(limbs: Any) -> tuple[Condition, ...]:
    """The limbs inside every kind of node that can hold a condition."""
    number = Fixed(1, is_date=False)
    return (
        All((Not(limbs),)),
        Limb("section 2", "", limbs),
        AtLeast(1, "job", PERSON, "job", limbs),
        AtMost(Choose(limbs, number, number), number),
        AtMost(number, Latest((Earliest((Choose(limbs, number, number),)),))),
        AtMost(Shift(Choose(limbs, Today(), Today()), days=1), Today()),
        AtMost(Plus(number, Choose(limbs, number, number)), number),
        AtMost(Minus(number, Choose(limbs, number, number)), number),
        AtMost(Times(Choose(limbs, number, number), 2), number),
        AtMost(StartedYears(Today(), Choose(limbs, Today(), Today())), number),
    )


@pytest.mark.parametrize("body", deep(AMENDED), ids=lambda node: type(node).__name__)
@pytest.mark.parametrize("on", [CHANGE - 1, CHANGE])
def test_folding_reaches_everywhere(body: Condition, on: int) -> None:
    law = as_at(scheme(body), on)
    found = [n for part in law.scheme.parts for n in nodes(part.body) if isinstance(n, In)]
    assert [len(node.members) for node in found] == [1 if on < CHANGE else 2]


def test_the_law_as_at_a_day_has_no_dated_limb_left() -> None:
    law = as_at(scheme(AMENDED), CHANGE)
    limbs = [n for part in law.scheme.parts for n in nodes(part.body) if isinstance(n, Limb)]
    assert [limb.force for limb in limbs] == [ALWAYS]


def test_an_open_point_that_the_scheme_does_not_have_cannot_be_supposed() -> None:
    with pytest.raises(KeyError, match="7"):
        as_at(scheme(forced()), ON, {7: True})


def test_one_open_point_is_one_answer_wherever_it_is_cited() -> None:
    cites = In(COLOUR, (Cited(LISTED),))
    twice = scheme(
        All((cites, AtLeast(1, "job", PERSON, "job", Named("listed")))),
        Part("listed", "section 2", MATTER, cites),
    )
    about = case(subject(colour=(said("green"),)), subject({"job": held(entry("a"))}))
    assert outcome(as_at(twice, ON), about) is OPEN
    assert outcome(as_at(twice, ON, {1: True}), about) is APPLIES
    assert outcome(as_at(twice, ON, {1: False}), about) is NO


def test_a_law_supposed_otherwise_covers_otherwise_whatever_was_asked_before() -> None:
    cites = In(COLOUR, (Cited(LISTED),))
    open_law = as_at(scheme(cites), ON)
    assert "green" not in open_law.zones(cites).covered
    assert "green" in replace(open_law, supposed={1: True}).zones(cites).covered


def test_break_days_are_the_first_days_of_each_stretch_in_force() -> None:
    force = Force(day("2022-07-27"))
    late = Limb("section 1(b)", "", forced(), Force(start=CHANGE + 10))
    early = Limb("section 1(c)", "", forced(), Force(start=day("2000-01-01")))
    breaks = break_days(scheme(Any((*AMENDED.limbs, late, early)), force=force))
    assert [date.fromordinal(d).isoformat() for d in breaks] == [
        "2022-07-27",
        "2025-01-22",
        "2025-02-01",
    ]


def test_a_stretch_of_force_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="later than its end"):
        Force(2, 1)
