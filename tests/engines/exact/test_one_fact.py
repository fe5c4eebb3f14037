"""What every value of one fact settles: known answers, and what the diagram would not know."""

from __future__ import annotations

import pytest

from amends.cases.case import Case
from amends.engines.exact import OneFact, settle, value_classes
from amends.engines.reference import assess
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    AtMost,
    Condition,
    Fixed,
    FixedPeriod,
    In,
    LeftOpen,
    Less,
    Named,
    Not,
    Overlaps,
    Recorded,
    Ref,
    Same,
)
from amends.scheme.declarations import Part
from amends.scheme.law import Law
from amends.truth.states import Outcome
from amends.truth.values import Period
from lib.small import (
    APPLIES,
    BADGE,
    COLOUR,
    CONTESTED,
    EVENT,
    FORCED,
    NO,
    OPEN,
    STAY,
    TALLY,
    WILLING,
    case,
    day,
    entry,
    exactly,
    forced,
    held,
    law,
    said,
    span,
    subject,
)

RED, GREEN = In(COLOUR, ("red",)), In(COLOUR, ("green",))
WHATEVER = In(FORCED, ("yes", "no"))


def settled(of: Law, about: Case) -> Outcome | None:
    return OneFact(of, about, assess, assess(of, about)).settles(0)


def exactly_so(of: Law, about: Case) -> Outcome:
    return settle(of, about, assess)[0].outcome


YEAR = FixedPeriod(day("1984-01-01"), day("1984-12-31"))


@pytest.mark.parametrize(
    ("body", "about", "right"),
    [
        (Any((RED, Not(RED))), case(), APPLIES),
        (All((RED, GREEN)), case(), NO),
        (WHATEVER, case(), APPLIES),
        (Any((RED, GREEN)), case(subject(colour=(said("red", "green"),))), APPLIES),
        (Any((RED, GREEN)), case(subject(colour=(said("red"), said("green")))), APPLIES),
        (Not(AtMost(Recorded(TALLY), Recorded(TALLY))), case(), NO),
        (
            Any((Overlaps(STAY, YEAR), Not(Overlaps(STAY, YEAR)))),
            case(subject(stay=(Period(span("1983-01-01"), span("1983-06-01", "1984-06-01")),))),
            APPLIES,
        ),
        (All((Same(COLOUR, BADGE), RED)), case(person=subject(badge=(said("green"),))), NO),
    ],
)
def test_what_every_value_of_one_fact_settles(body: Condition, about: Case, right: Outcome) -> None:
    of = law(body)
    assert exactly_so(of, about) is right
    assert settled(of, about) is right
    assert not assess(of, about).effects[0].outcome.is_settled


def test_one_value_that_leaves_it_open_is_enough_to_leave_it_open() -> None:
    of = law(Any((RED, GREEN, forced())))
    assert settled(of, case()) is None
    assert settled(of, case(subject(colour=(said("red"), said("blue"))))) is None


def test_values_that_settle_it_differently_leave_it_open() -> None:
    assert settled(law(RED), case()) is None
    disputed = case(subject(colour=(said("red"), said("green"))))
    assert settled(law(RED), disputed) is None
    assert exactly_so(law(RED), disputed) is CONTESTED


def test_what_takes_two_facts_is_not_settled_by_one() -> None:
    """The diagram knows: whatever is true of both, one limb holds."""
    willing = In(WILLING, ("yes",))
    of = law(Any((All((RED, willing)), All((RED, Not(willing))), All((Not(RED), forced())),
                  All((Not(RED), Not(forced()))))))  # fmt: skip
    assert exactly_so(of, case()) is APPLIES
    assert settled(of, case()) is None


def test_an_open_point_is_no_fact() -> None:
    of = law(Any((LeftOpen(2), Not(LeftOpen(2)))))
    assert exactly_so(of, case()) is APPLIES
    assert settled(of, case()) is None


# --- what is not looked at alone ---


def in_a_job(one: Condition) -> Condition:
    """That some job in the red trade stands beside a condition."""
    trade = In(Ref("job", "trade"), ("red",))
    return AtLeast(1, "job", PERSON, "job", All((trade, one)))


def test_a_fact_that_a_list_looks_at_settles_nothing_here_or_in_the_diagram() -> None:
    """Counter-example: no matter is both red and green, so it applies; nobody says so.

    The engine that is asked for red and for green does say so, and a run that is asked for the
    one matter would say it of each whose list stands the same.
    """
    of = law(Any((Not(in_a_job(RED)), Not(in_a_job(GREEN)), All((RED, forced())))))
    some_job = held(entry("a"))
    about = case(person=subject({"job": some_job}))
    assert {OneFact(of, about, assess, assess(of, about)).if_it_is(COLOUR, one).outcome
            for one in (said("red"), said("green"), said("blue"))} == {APPLIES}  # fmt: skip
    assert not value_classes(of)[COLOUR].alone
    assert settled(of, about) is None
    [found] = settle(of, about, assess)
    assert (found.outcome, found.outside) == (OPEN, ("job",))


def test_a_list_that_looks_at_every_value_alike_settles_nothing_either() -> None:
    """Counter-example from generated laws: some job, whatever the colour."""
    every = tuple(law(RED).scheme.codes_of["colours"])
    of = law(Any((AtLeast(1, "job", PERSON, "job", In(COLOUR, every)), All((RED, forced())))))
    about = case(person=subject({"job": held(entry("a"))}))
    assert settled(of, about) is None
    assert exactly_so(of, about) is OPEN


@pytest.mark.parametrize(
    ("body", "alone"),
    [
        (Less(Recorded(Ref(PERSON, "birth")), Recorded(EVENT)), False),
        (Less(Recorded(EVENT), Fixed(day("1984-01-01"))), True),
        (All((Less(Recorded(EVENT), Fixed(day("1984-01-01"))), Overlaps(EVENT, STAY))), False),
        (in_a_job(Less(Recorded(EVENT), Fixed(day("1984-01-01")))), False),
    ],
)
def test_alone_is_what_nothing_that_is_taken_by_itself_looks_at(
    body: Condition, alone: bool
) -> None:
    assert value_classes(law(body))[EVENT].alone is alone


def test_a_part_of_the_matter_that_a_list_names_ties_its_facts_to_the_list() -> None:
    of = law(in_a_job(Named("term")), Part("term", "section 2", MATTER, RED))
    assert not value_classes(of)[COLOUR].alone
    assert value_classes(of)[BADGE].alone


def test_facts_of_entries_are_never_alone() -> None:
    assert not value_classes(law(RED))[Ref("job", "trade")].alone


# --- denials ---


def test_a_denied_part_that_a_dispute_establishes_is_not_settled_by_one_fact() -> None:
    """Counter-example: of each sum alone the body is unknown, so that the denial refutes it."""
    total = Ref(MATTER, "sum")
    body = Any((WHATEVER, Not(AtMost(Recorded(total), Recorded(total)))))
    of = law(Named("term"), Part("term", "section 2", MATTER, body))
    about = case(subject({}, "term", sum=(exactly(0), exactly(1))))
    now = OneFact(of, about, assess, assess(of, about))
    assert {now.if_it_is(total, one).outcome for one in now.values(total)} == {NO}
    assert now.settles(0) is None
    assert exactly_so(of, about) is CONTESTED


def test_a_fact_beside_a_denied_part_settles_it() -> None:
    of = law(Any((Named("term"), RED, Not(RED))), Part("term", "section 2", MATTER, forced()))
    about = case(subject({}, "term"))
    assert settled(of, about) is exactly_so(of, about) is APPLIES
