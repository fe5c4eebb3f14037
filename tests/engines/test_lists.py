"""At least so many entries of a list: closures, may-be entries, foreign entries, sources."""

from __future__ import annotations

import pytest

from amends.cases.case import Case, Entries, Subject
from amends.cases.setting_aside import set_aside
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    AtLeast,
    Condition,
    In,
    Not,
    Ref,
)
from amends.truth.statements import Closure, SettingAside
from amends.truth.states import Outcome, Pair, State
from lib.small import (
    APPLIES,
    CONTESTED,
    NO,
    OPEN,
    WILLING,
    case,
    closed,
    entry,
    held,
    law,
    outcome,
    pair,
    said,
    subject,
)

RED = In(Ref("job", "trade"), ("red",))
red, blue, unknown = (said("red"),), (said("blue"),), (said("red", "blue"),)


def some(where: Condition = RED, count: int = 1) -> Condition:
    return AtLeast(count, "job", PERSON, "job", where)


def every(where: Condition = RED) -> Condition:
    return Not(some(Not(where)))


def tells(jobs: Entries, test: Condition | None = None) -> Outcome:
    return outcome(law(test or some()), case(person=subject({"job": jobs})))


# --- no closure: silence is never a no ---


@pytest.mark.parametrize("jobs", [held(), held(entry("a", trade=blue)), held(entry("a"))])
def test_an_open_list_is_never_refuted_by_what_is_in_it(jobs: Entries) -> None:
    assert tells(jobs) is OPEN


def test_one_entry_that_meets_it_is_enough() -> None:
    assert tells(held(entry("a", trade=blue), entry("b", trade=red))) is APPLIES


def test_an_open_list_is_refuted_where_the_persons_own_facts_refute_every_entry() -> None:
    test = some(All((RED, In(WILLING, ("yes",)))))
    unwilling = subject({"job": held(entry("a", trade=red))}, willing=(said("no"),))
    assert outcome(law(test), case(person=unwilling)) is NO


def test_an_entry_disputed_in_itself_is_contested() -> None:
    assert tells(held(entry("a", trade=(said("red"), said("blue"))))) is CONTESTED


# --- closures ---


@pytest.mark.parametrize(
    ("jobs", "right"),
    [
        (held(closed_by=[closed()]), NO),
        (held(entry("a", trade=blue), closed_by=[closed("a")]), NO),
        (held(entry("a", trade=red), closed_by=[closed("a")]), APPLIES),
        (held(entry("a", trade=unknown), closed_by=[closed("a")]), OPEN),
        # An entry that a source adds later is foreign to the closure.
        (held(entry("a", "B", trade=red), closed_by=[closed()]), CONTESTED),
        (held(entry("a", "B", trade=blue), closed_by=[closed()]), NO),
        (held(entry("a", "B", trade=unknown), closed_by=[closed()]), CONTESTED),
        # Two closures: to apply undisputed, an entry must be named by both.
        (held(entry("a", trade=red), closed_by=[closed("a"), closed()]), CONTESTED),
        (held(entry("a", trade=red), closed_by=[closed("a"), closed("a")]), APPLIES),
    ],
)
def test_a_closure_refutes_what_it_does_not_name(jobs: Entries, right: Outcome) -> None:
    assert tells(jobs) is right


def test_every_over_a_closed_empty_list_is_yes() -> None:
    assert tells(held(closed_by=[closed()]), every()) is APPLIES
    assert tells(held(), every()) is OPEN
    assert tells(held(entry("a", trade=blue)), every()) is NO


def test_a_closure_holds_in_parts() -> None:
    """Others of a described kind are left open; what is excluded is only the rest."""
    others_blue = closed("a", such=[{"trade": said("blue")}])
    others_red = closed("a", such=[{"trade": said("red")}])
    others_any = closed("a", such=[{}])
    listed = entry("a", trade=blue)
    assert tells(held(listed, closed_by=[others_blue])) is NO
    assert tells(held(listed, closed_by=[others_red])) is OPEN
    assert tells(held(listed, closed_by=[others_any])) is OPEN


def test_of_several_kinds_not_excluded_each_must_be_refuted() -> None:
    either = closed(such=[{"trade": said("blue")}, {"trade": said("red", "green")}])
    neither = closed(such=[{"trade": said("blue")}, {"trade": said("green")}])
    assert tells(held(closed_by=[either])) is OPEN
    assert tells(held(closed_by=[neither])) is NO


def test_a_disputed_fact_of_the_person_makes_what_a_closure_leaves_open_contested() -> None:
    test = some(In(WILLING, ("yes",)))
    disputed = subject(
        {"job": held(closed_by=[closed(such=[{}])])}, willing=(said("no"), said("yes"))
    )
    assert pair(law(test), case(person=disputed)) == Pair(State.UNKNOWN, State.NO)


# --- entries that may be the subject's ---


@pytest.mark.parametrize(
    ("jobs", "right"),
    [
        # It establishes nothing,
        (held(entry("a", certain=False, trade=red)), OPEN),
        # counts for the closure that names it unless the condition refutes it,
        (held(entry("a", certain=False, trade=red), closed_by=[closed(may_be=["a"])]), OPEN),
        (held(entry("a", certain=False), closed_by=[closed(may_be=["a"])]), OPEN),
        (held(entry("a", certain=False, trade=blue), closed_by=[closed(may_be=["a"])]), NO),
        # and is nothing to a closure that does not.
        (held(entry("a", certain=False, trade=red), closed_by=[closed()]), NO),
        # Of one that is not in the list nothing is known.
        (held(closed_by=[closed(may_be=["lost"])]), OPEN),
        # A certain entry that a closure is unsure of: not named by every closure.
        (held(entry("a", trade=red), closed_by=[closed(may_be=["a"])]), CONTESTED),
    ],
)
def test_a_may_be_entry(jobs: Entries, right: Outcome) -> None:
    found = tells(jobs)
    if right is CONTESTED:
        assert pair(law(some()), case(person=subject({"job": jobs}))) == Pair(
            State.YES, State.UNKNOWN
        )
    assert found is right


# --- counting ---


@pytest.mark.parametrize(
    ("jobs", "right"),
    [
        (held(entry("a", trade=red), entry("b", trade=red)), APPLIES),
        (held(entry("a", trade=red), entry("b", "B", trade=red)), OPEN),
        (held(entry("a", trade=red), entry("b"), closed_by=[closed("a", "b")]), OPEN),
        (held(entry("a", trade=red), entry("b", trade=blue), closed_by=[closed("a", "b")]), NO),
        # One source says one and no more, another has one more: they may be the same.
        (
            held(entry("a", trade=red), entry("b", "B", trade=red), closed_by=[closed("a")]),
            CONTESTED,
        ),
        (held(entry("b", "B", trade=red), closed_by=[closed()]), NO),
    ],
)
def test_two_are_two_only_in_one_sources_list(jobs: Entries, right: Outcome) -> None:
    assert tells(jobs, some(count=2)) is right


# --- another ---

OTHERS = AtLeast(1, "appeal", MATTER, "appeal", Another("appeal"))


@pytest.mark.parametrize(
    ("identities", "right"),
    [
        ([("book", "2")], APPLIES),  # the same register, another reference
        ([("roll", "1")], OPEN),  # another register: it may be the same
        ([], OPEN),
        ([("book", "1")], OPEN),  # the matter itself; the list is open
        ([("book", "2"), ("roll", "1")], APPLIES),
        ([("book", "1"), ("book", "2")], OPEN),  # one and the same under either reference
    ],
)
def test_another_is_told_by_references_in_one_register(
    identities: list[tuple[str, str]], right: Outcome
) -> None:
    matter = subject({"appeal": held(entry("a", "A", *identities))})
    assert outcome(law(OTHERS), case(matter, identities=[("book", "1")])) is right
    closed_list = subject({"appeal": held(entry("a", "A", *identities), closed_by=[closed("a")])})
    settled = NO if ("book", "1") in identities else right
    assert outcome(law(OTHERS), case(closed_list, identities=[("book", "1")])) is settled


def test_an_entrys_own_source_and_label_are_a_reference_too() -> None:
    matter = subject({"appeal": held(entry("1", "book"), entry("2", "book"))})
    assert outcome(law(OTHERS), case(matter, identities=[("book", "1")])) is APPLIES
    assert outcome(law(OTHERS), case(matter)) is OPEN


# --- lists of entries, and entries that are persons ---


def test_an_entry_has_lists_of_its_own() -> None:
    red_post = AtLeast(1, "post", "job", "post", In(Ref("post", "grade"), ("red",)))
    inside = subject({"post": held(entry("p", grade=red))}, trade=blue)
    assert tells(held(entry("a", inside=inside)), some(red_post)) is APPLIES
    closed_inside = subject({"post": held(closed_by=[closed()])})
    jobs = held(entry("a", inside=closed_inside), closed_by=[closed("a")])
    assert tells(jobs, some(red_post)) is NO


def test_an_entry_that_is_a_person_has_the_lists_of_a_person() -> None:
    kin_job = AtLeast(1, "job", "kin", "job", RED)
    test = AtLeast(1, "kin", PERSON, "kin", kin_job)
    inside = subject({"job": held(entry("j", trade=red))})
    person = subject({"kin": held(entry("k", inside=inside))})
    assert outcome(law(test), case(person=person)) is APPLIES
    # The jobs of the person are not those of the kin.
    own = subject({"job": held(entry("j", trade=red)), "kin": held(entry("k"))})
    assert outcome(law(test), case(person=own)) is OPEN


# --- setting aside ---


def aside(about: Case, *labels: str) -> Case:
    return set_aside(about, [SettingAside(x, "A. Clerk", "2024-01-01", "a slip") for x in labels])


def test_an_entry_set_aside_stays_a_may_be_entry_of_the_closure_that_named_it() -> None:
    jobs = held(entry("a", trade=red), closed_by=[Closure("A", frozenset({"a"}), label="c")])
    about = case(person=subject({"job": jobs}))
    assert outcome(law(some()), about) is APPLIES
    # The source still said "this one and no others": whether it is his is now open.
    assert outcome(law(some()), aside(about, "a")) is OPEN
    assert outcome(law(some()), aside(about, "a", "c")) is OPEN
    refuting = held(entry("a", trade=blue), closed_by=[closed("a")])
    assert outcome(law(some()), aside(case(person=subject({"job": refuting})), "a")) is NO


def test_a_closure_set_aside_refutes_nothing_more() -> None:
    jobs = held(closed_by=[Closure("A", label="c")])
    about = case(person=Subject(lists={"job": jobs}))
    assert outcome(law(some()), about) is NO
    assert outcome(law(some()), aside(about, "c")) is OPEN
