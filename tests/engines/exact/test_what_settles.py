"""What settles a case, on small laws written by hand (semantics.md 6 and 8)."""

from __future__ import annotations

from dataclasses import replace

from amends.assessments.settling import CouldSettle, SetAsideTogether, Settling
from amends.cases.case import Case, Subject
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.scheme.conditions import (
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Choose,
    Cited,
    Earliest,
    Fixed,
    FixedPeriod,
    Force,
    In,
    Latest,
    Less,
    Named,
    Not,
    Overlaps,
    Recorded,
    Ref,
    Same,
    Shift,
    Today,
    Within,
)
from amends.scheme.declarations import Part
from amends.scheme.law import Law, as_at
from amends.truth.statements import Denial, Silence
from amends.truth.values import Codes
from lib.schemes import LISTED
from lib.small import (
    APPLIES,
    BADGE,
    COLOUR,
    CONTESTED,
    EVENT,
    NO,
    OPEN,
    STAY,
    TALLY,
    WILLING,
    case,
    closed,
    day,
    entry,
    exactly,
    forced,
    held,
    law,
    period,
    said,
    scheme,
    span,
    subject,
)


def settled(of: Law, about: Case) -> Settling:
    [settling] = settle(of, about, assess)
    return settling


def about(**facts: tuple[Codes, ...]) -> Case:
    return case(subject(**facts))


def silent(fact: str, why: Silence) -> Subject:
    return Subject(silences={fact: why})


RED, NOT_BLUE = In(COLOUR, ("red",)), In(COLOUR, ("red", "green"))
WILLING_YES = In(WILLING, ("yes",))
A_RED_JOB = AtLeast(1, "job", PERSON, "job", In(Ref("job", "trade"), ("red",)))
A_LISTED_JOB = AtLeast(1, "job", PERSON, "job", In(Ref("job", "trade"), (Cited(LISTED),)))
COMPARED = (
    *(RED, In(BADGE, ("red",)), forced(), A_RED_JOB),
    *(Less(Recorded(TALLY), Fixed(2, False)), Less(Recorded(EVENT), Today())),
)


# --- the exact outcome ---


def test_an_offence_known_to_be_one_of_two_that_lead_to_the_same_settles() -> None:
    by_either = Any((RED, In(COLOUR, ("green",))))
    assert assess(law(by_either), about(colour=(said("red", "green"),))).outcome is OPEN
    assert settled(law(by_either), about(colour=(said("red", "green"),))) == Settling(
        "pardon", APPLIES
    )


def test_cells_tell_apart_what_states_do_not() -> None:
    # Unknown in both either way; but no word is in one of the sets and not in the other.
    both = All((NOT_BLUE, Not(In(COLOUR, ("green", "red")))))
    assert settled(law(both), about(colour=(said("red", "blue"),))).outcome is NO
    apart = All((RED, Not(In(COLOUR, ("green", "blue")))))
    assert settled(law(apart), about(colour=(said("red", "blue"),))).outcome is OPEN


def test_a_silent_fact_is_settled_by_a_set_that_holds_every_word() -> None:
    everything = In(COLOUR, ("red", "green", "blue", *(f"{c} (attempt)" for c in ("red", "green"))))
    assert settled(law(everything), case()).outcome is OPEN
    with_all = Any((everything, In(COLOUR, ("blue (attempt)",))))
    assert settled(law(with_all), case()).outcome is APPLIES


def test_each_limb_from_another_reading_is_no_dispute_exactly() -> None:
    between = All(
        (AtMost(Fixed(2, False), Recorded(TALLY)), AtMost(Recorded(TALLY), Fixed(3, False)))
    )
    low, high = replace(exactly(1), hi=2), replace(exactly(3), hi=4)
    disagreeing = case(subject(tally=(low, high)))
    assert assess(law(between), disagreeing).outcome is CONTESTED
    assert settled(law(between), disagreeing).outcome is OPEN


def test_readings_that_settle_it_differently_are_contested() -> None:
    either = In(COLOUR, ("red", "green"))
    disagreeing = about(colour=(said("red"), said("green", "blue")))
    assert settled(law(either), disagreeing).outcome is CONTESTED


def test_both_answers_to_an_open_point_that_lead_to_the_same_settle() -> None:
    listed = In(COLOUR, (Cited(LISTED),))
    green = about(colour=(said("green"),))
    assert settled(law(listed), green).could == (("open point 1",),)
    either = Any((listed, Not(listed)))
    assert settled(law(either), green).outcome is APPLIES


def test_if_then_else_is_tried_each_way() -> None:
    limit = Choose(forced(), Fixed(5, False), Fixed(3, False))
    low = case(subject(tally=(exactly(2),)))
    assert settled(law(AtMost(Recorded(TALLY), limit)), low).outcome is APPLIES
    middle = settled(law(AtMost(Recorded(TALLY), limit)), case(subject(tally=(exactly(4),))))
    assert middle.could == (("forced",),)
    tied = All((forced(), Less(limit, Fixed(5, False))))
    assert settled(law(tied), case()).outcome is NO


def test_latest_and_earliest_are_compared_one_by_one() -> None:
    later = Latest((Recorded(EVENT), Shift(Earliest((Recorded(EVENT), Today())), years=1)))
    body = Any(
        (Less(later, Fixed(day("2000-01-01"))), Less(Fixed(day("1998-12-31")), Recorded(EVENT)))
    )
    assert settled(law(body), case()).outcome is APPLIES


def test_what_is_compared_with_itself_is_settled() -> None:
    for body in (
        Same(COLOUR, COLOUR),
        Within(STAY, STAY),
        Overlaps(STAY, STAY),
        AtMost(Recorded(EVENT), Recorded(EVENT)),
        AtMost(Fixed(1, False), Fixed(2, False)),
    ):
        assert settled(law(body), case()).outcome is APPLIES


def test_two_coded_facts_are_told_apart_code_by_code() -> None:
    body = All((Same(COLOUR, BADGE), RED, In(BADGE, ("green", "blue"))))
    assert settled(law(body), case()).outcome is NO
    assert settled(law(Same(COLOUR, BADGE)), case()).could == (("colour", "badge"),)


def test_a_period_lies_within_wholly_partly_or_not() -> None:
    fixed = FixedPeriod(day("1984-03-12"), day("1985-03-03"))
    body = Within(STAY, fixed, 2)
    partly = case(subject(stay=(period("1984-01-01", "1984-06-01"),)))
    assert settled(law(body), partly).could == (("open point 2",),)
    assert settled(law(body, supposed={2: True}), partly).outcome is APPLIES
    assert settled(law(body, supposed={2: False}), partly).outcome is NO
    assert settled(law(Overlaps(STAY, fixed)), partly).outcome is APPLIES
    tied = All((body, Not(Overlaps(STAY, fixed))))
    assert settled(law(tied), case()).outcome is NO
    open_ended = Within(STAY, FixedPeriod(None, None))
    assert settled(law(open_ended), case()).outcome is APPLIES


def test_a_day_is_within_or_not() -> None:
    body = Within(EVENT, FixedPeriod(day("1984-03-12"), day("1985-03-03")), 2)
    assert (
        settled(law(body), case(subject(event=(span("1984-03-02", "1984-03-03"),)))).outcome is NO
    )
    assert settled(law(body), case()).sure == ("event",)


def test_out_of_force_nothing_settles() -> None:
    out = as_at(scheme(forced(), force=Force(start=day("2000-01-01"))), day("1999-01-01"))
    assert settle(out, case(), assess) == ()


# --- what could settle it, and what surely does ---


def test_one_of_two_is_enough_for_some_answers_and_both_for_every_one() -> None:
    found = settled(law(All((RED, WILLING_YES))), case())
    assert found.could == (("colour",), ("willing",))
    assert found.sure == ("colour", "willing")
    assert not found.more


def test_what_could_show_that_it_applies_is_told_beside_what_could_rule_it_out() -> None:
    both = settled(law(All((RED, WILLING_YES))), case())
    assert both.to(NO) == (("colour",), ("willing",))
    assert both.to(APPLIES) == (("colour", "willing"),)  # neither of them alone
    one = settled(law(All((RED, WILLING_YES))), about(colour=(said("red"),)))
    assert one.sets == (CouldSettle(("willing",), (APPLIES, NO)),)
    either = settled(law(Any((RED, WILLING_YES))), case())
    assert either.to(APPLIES) == (("colour",), ("willing",))
    assert either.to(NO) == (("colour", "willing"),)
    for each in (both, one, either):
        assert each.could == min(each.to(APPLIES), each.to(NO), key=lambda sets: len(sets[0]))


def test_what_hangs_on_a_disputed_fact_can_only_be_ruled_out() -> None:
    found = settled(law(All((RED, WILLING_YES))), about(colour=(said("red"), said("blue"))))
    assert (found.to(APPLIES), found.to(NO)) == ((), (("willing",),))


def test_each_kind_is_told_up_to_twenty_sets_and_that_there_are_more() -> None:
    of_two = [*COMPARED]
    by_pairs = [All((one, other)) for n, one in enumerate(of_two) for other in of_two[n + 1 :]]
    found = settled(law(Any((WILLING_YES, *by_pairs))), case())
    assert found.could[0] == ("willing",)
    assert len(found.to(APPLIES)) == 16
    assert not found.more_to(APPLIES)
    with_more = settled(law(Any((*by_pairs, *(All((WILLING_YES, one)) for one in of_two)))), case())
    assert len(with_more.to(APPLIES)) == 20
    assert with_more.more_to(APPLIES)
    assert not with_more.more_to(NO)


def test_a_set_that_could_settle_it_is_told_though_many_of_its_kind_stand_before_it() -> None:
    others = [CouldSettle(("a", f"b{n}"), (APPLIES,)) for n in range(30)]
    last = CouldSettle(("c", "d"), (APPLIES,))
    found = Settling("pardon", OPEN, (CouldSettle(("a",), (NO,)), *others, last))
    assert found.could == (("a",), ("c", "d"))
    assert not found.more
    assert len(found.to(APPLIES)) == 20
    assert found.more_to(APPLIES)


def test_records_come_before_what_is_judged_then_lists_then_open_points() -> None:
    limbs = (A_LISTED_JOB, WILLING_YES, RED)
    found = settled(law(All(limbs)), case())
    # A job in a trade that the law leaves open is an answer too.
    assert found.sure == ("colour", "willing", "job", "open point 1")
    listed = In(COLOUR, (Cited(LISTED),))
    assert settled(law(Any((WILLING_YES, listed))), about(colour=(said("green"),))).sure == (
        "willing",
        "open point 1",
    )


def test_what_is_lost_is_in_no_set() -> None:
    for why in (Silence.DESTROYED, Silence.ASKED_AND_NOT_KNOWN):
        found = settled(law(All((RED, WILLING_YES))), case(silent("colour", why)))
        assert found.could == (("willing",),)
        assert found.sure == ()
        assert found.lost == ("colour",)
        assert settled(law(RED), case(silent("colour", why))).could == ()
    not_asked = case(silent("colour", Silence.NOT_ASKED))
    assert settled(law(RED), not_asked).could == (("colour",),)


def test_a_disputed_fact_is_in_no_set() -> None:
    disagreeing = about(colour=(said("red"), said("blue")))
    found = settled(law(All((RED, WILLING_YES))), disagreeing)
    assert found.could == (("willing",),)
    assert found.sure == ()


def test_at_most_twenty_sets_are_told_and_that_there_are_more() -> None:
    facts = [*COMPARED, WILLING_YES]
    pairs = [All((one, other)) for n, one in enumerate(facts) for other in facts[n + 1 :]]
    found = settled(law(Any(tuple(pairs))), case())
    assert len(found.could) == 20
    assert found.more
    assert len(found.sure) == 7


# --- lists, two facts, denied terms ---


def test_a_list_that_hangs_on_an_open_point_alone_is_settled_by_the_point() -> None:
    green = held(entry("j", trade=(said("green"),)), closed_by=(closed("j"),))
    found = settled(law(A_LISTED_JOB), case(person=subject({"job": green})))
    assert found.could == (("open point 1",),)
    assert found.sure == ("open point 1",)


def test_a_list_with_an_open_entry_is_settled_by_the_point_or_by_more_of_the_list() -> None:
    green = held(entry("j", trade=(said("green"),)))
    found = settled(law(A_LISTED_JOB), case(person=subject({"job": green})))
    assert found.could == (("job",), ("open point 1",))
    assert found.sure == ("job", "open point 1")
    assert found.outside == ()


def test_a_list_waits_for_a_point_that_a_closure_may_hang_on() -> None:
    such = closed(such=({"trade": said("green")},))
    found = settled(law(A_LISTED_JOB), case(person=subject({"job": held(closed_by=(such,))})))
    assert ("open point 1",) in found.could


def test_two_facts_are_compared_by_the_defining_engine() -> None:
    body = Less(Recorded(EVENT), Recorded(Ref(PERSON, "birth")))
    assert settled(law(body), case(subject(event=(span("1984-03-02"),)))).could == (("birth",),)
    both = settled(law(body), case())
    assert both.could == (("event", "birth"),)
    assert both.outside == ("birth and event",)
    assert settled(law(body), case(silent("event", Silence.DESTROYED))).lost == ("event",)


def test_ties_of_what_is_taken_by_itself_are_told_to_be_outside() -> None:
    body = Less(Recorded(EVENT), Recorded(Ref(PERSON, "birth")))
    tied = All((body, Not(body), Less(Recorded(EVENT), Today())))
    assert settled(law(tied), case()).outcome is NO  # one and the same comparison is one
    other_way = All((body, Less(Recorded(Ref(PERSON, "birth")), Recorded(EVENT))))
    found = settled(law(other_way), case())
    assert found.outcome is OPEN
    assert found.outside == ("birth and event",)


def test_tests_inside_a_comparison_of_two_facts_are_wanted_with_it() -> None:
    birth = Recorded(Ref(PERSON, "birth"))
    chosen = Choose(All((RED, A_RED_JOB)), Recorded(EVENT), Today())
    found = settled(law(Less(chosen, birth)), case())
    assert found.could == (("colour", "event", "birth", "job"),)
    assert found.outside


def test_a_denied_term_is_refuted_unless_its_body_is_established() -> None:
    member = Part("member", "section 7", PERSON, WILLING_YES)
    denied = Subject(denials=(Denial("member", "clerk"),))
    of = law(Named("member"), member)
    assert settled(of, case(person=denied)).outcome is NO
    both = replace(denied, facts=subject(willing=(said("yes"),)).facts)
    found = settled(of, case(person=both))
    assert found.outcome is CONTESTED
    assert found.aside == (SetAsideTogether((("member", "clerk"),), APPLIES, ()),)


# --- setting aside ---


def test_either_side_of_a_conflict_set_aside_ends_it() -> None:
    found = settled(law(RED), about(colour=(said("red"), said("blue"))))
    assert found.outcome is CONTESTED
    assert found.aside == (
        SetAsideTogether((("colour", "source 1"),), APPLIES, ()),
        SetAsideTogether((("colour", "source 0"),), NO, ()),
    )


def test_what_is_still_missing_after_setting_aside_is_told() -> None:
    found = settled(law(All((RED, WILLING_YES))), about(colour=(said("red"), said("blue"))))
    assert found.aside[0] == SetAsideTogether((("colour", "source 1"),), OPEN, ("willing",))


def test_a_closure_against_a_foreign_entry_can_be_set_aside_either_way() -> None:
    foreign = held(entry("j", "B", trade=(said("red"),)), closed_by=(closed(),))
    found = settled(law(A_RED_JOB), case(person=subject({"job": foreign})))
    assert found.outcome is CONTESTED
    assert {one.statements: one.outcome for one in found.aside} == {
        (("job", "A"),): APPLIES,
        (("job", "B"),): NO,
    }


def test_what_is_said_inside_an_entry_can_be_set_aside() -> None:
    trades = held(entry("j", trade=(said("red"), said("blue"))), closed_by=(closed("j"),))
    found = settled(law(A_RED_JOB), case(person=subject({"job": trades})))
    assert found.outcome is CONTESTED
    assert (("trade", "source 1"),) in [one.statements for one in found.aside]


def test_another_in_a_part_about_a_person_is_outside() -> None:
    other = AtLeast(1, "job", PERSON, "job", Another("job"))
    jobs = subject({"job": held(entry("j", "A", ("book", "2")))})
    about_matter = case(person=jobs, identities=[("book", "1")])
    assert settled(law(other), about_matter).outcome is APPLIES
    found = settled(law(Named("member"), Part("member", "section 7", PERSON, other)), about_matter)
    assert found.outcome is OPEN
    assert found.outside == ("job",)
