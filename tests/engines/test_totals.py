"""What the entries of a list add up to, how often a size has begun in it, and amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.assessments.assessment import AmountAssessed
from amends.cases.case import Case, Entries, Entry
from amends.engines.reference import assess, comparisons
from amends.engines.reference.comparisons import bounds_of
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Condition,
    Fixed,
    In,
    LeftOpen,
    Less,
    Minus,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Times,
    Today,
    Total,
)
from amends.scheme.declarations import Amount
from amends.scheme.law import as_at
from amends.scheme.model import InvalidScheme, Scheme
from amends.truth.states import Outcome
from amends.truth.values import GREATEST, LEAST, Span
from lib.agreement import assert_agree
from lib.small import (
    APPLIES,
    BADGE,
    CONTESTED,
    NO,
    ON,
    OPEN,
    TALLY,
    case,
    closed,
    entry,
    exactly,
    held,
    law,
    outcome,
    said,
    scheme,
    subject,
)
from lib.strategies import examples

PAY = Recorded(Ref("job", "pay"))
ALL_PAY = Total("job", PERSON, "job", PAY)


def number(value: int) -> Fixed:
    return Fixed(value, is_date=False)


def at_least(limit: int, whole: Quantity = ALL_PAY) -> Condition:
    return AtMost(number(limit), whole)


def pay(*of: int, label: str = "a", source: str = "A", certain: bool = True) -> Entry:
    return entry(label, source, certain=certain, pay=tuple(map(exactly, of)))


def of_person(jobs: Entries) -> Case:
    return case(person=subject({"job": jobs}))


# What is known of the jobs, and how "at least 5 in all" and "at most 5 in all" then stand.
FIVE: dict[str, tuple[Entries, Outcome, Outcome]] = {
    "nothing is recorded": (held(), OPEN, OPEN),
    "enough, and there may be more": (held(pay(3), pay(2, label="b")), APPLIES, OPEN),
    "more than enough": (held(pay(3), pay(3, label="b")), APPLIES, NO),
    "two sources may mean one job": (held(pay(3), pay(3, label="b", source="B")), OPEN, OPEN),
    "closed at five": (
        held(pay(3), pay(2, label="b"), closed_by=[closed("a", "b")]),
        APPLIES,
        APPLIES,
    ),
    "closed at four": (held(pay(4), closed_by=[closed("a")]), NO, APPLIES),
    "closed at nothing": (held(closed_by=[closed()]), NO, APPLIES),
    "closed, with one of which the pay is not known": (
        held(pay(4), entry("b"), closed_by=[closed("a", "b")]),
        OPEN,
        OPEN,
    ),
    "closed, with one that may be another's": (
        held(pay(4), pay(1, label="b", certain=False), closed_by=[closed("a", may_be=["b"])]),
        OPEN,
        APPLIES,
    ),
    "closed, and it names one that no list has": (
        held(pay(4), closed_by=[closed("a", "lost")]),
        OPEN,
        OPEN,
    ),
    "closed at four; another source has one more": (
        held(pay(4), pay(2, label="b", source="B"), closed_by=[closed("a")]),
        CONTESTED,
        CONTESTED,
    ),
    "what takes away counts nothing": (
        held(pay(5), pay(-3, label="b"), closed_by=[closed("a", "b")]),
        APPLIES,
        APPLIES,
    ),
    "two sources differ on one": (
        held(pay(4, 5), closed_by=[closed("a")]),
        CONTESTED,
        APPLIES,
    ),
    "closed but for others that add nothing": (
        held(pay(4), closed_by=[closed("a", such=[{"pay": exactly(0)}])]),
        NO,
        APPLIES,
    ),
    "closed but for others that may add": (
        held(pay(4), closed_by=[closed("a", such=[{"pay": Span(0, 2)}])]),
        OPEN,
        OPEN,
    ),
}


@pytest.mark.parametrize(("jobs", "least", "most"), FIVE.values(), ids=FIVE)
def test_a_total_has_bounds_and_only_a_closure_gives_the_upper_one(
    jobs: Entries, least: Outcome, most: Outcome
) -> None:
    for condition, right in ((at_least(5), least), (AtMost(ALL_PAY, number(5)), most)):
        of = law(condition)
        assert outcome(of, of_person(jobs)) is right
        assert_agree(of, [of_person(jobs)])


def test_what_does_not_count_adds_nothing_and_what_may_count_may_add() -> None:
    red = In(Ref("job", "trade"), ("red",))
    of_red = Total("job", PERSON, "job", Choose(red, PAY, number(0)))
    of = law(at_least(5, of_red))
    jobs = [
        entry("a", trade=(said("red"),), pay=(exactly(3),)),
        entry("b", trade=(said("blue"),), pay=(exactly(9),)),
    ]
    several = entry("c", trade=(said("red", "blue"),), pay=(exactly(2),))
    assert outcome(of, of_person(held(*jobs, closed_by=[closed("a", "b")]))) is NO
    assert outcome(of, of_person(held(*jobs, several, closed_by=[closed("a", "b", "c")]))) is OPEN


@examples(200)
@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from((None, 0, 1))), max_size=4),
    st.booleans(),
    st.integers(1, 3),
)
def test_a_total_of_ones_says_of_every_number_what_a_count_says(
    jobs: list[tuple[str, int | None]], is_closed: bool, limit: int
) -> None:
    """1 for each entry that meets the condition, and 0 for the others, is a count."""
    met = AtMost(number(1), PAY)
    ones = Total("job", PERSON, "job", Choose(met, number(1), number(0)))
    entries = [
        entry(str(n), source, pay=() if value is None else (exactly(value),))
        for n, (source, value) in enumerate(jobs)
    ]
    closures = [closed(*(one.label for one in entries if one.source == "A"))] if is_closed else []
    given_case = of_person(held(*entries, closed_by=closures))
    counted = law(AtLeast(limit, "job", PERSON, "job", met))
    assert outcome(law(at_least(limit, ones)), given_case) is outcome(counted, given_case)


def test_what_would_settle_a_total_is_the_list() -> None:
    of = law(at_least(5))
    (effect,) = assess(of, of_person(held(pay(4)))).effects
    assert effect.wanted == ("job",)
    (effect,) = assess(
        of, of_person(held(pay(4), pay(2, label="b", source="B"), closed_by=[closed("a")]))
    ).effects
    assert effect.disputed == ("job",)


# --- how often a size has begun ---


@pytest.mark.parametrize(
    ("amount", "times"), [(-1, 0), (0, 0), (1, 1), (12, 1), (13, 2), (24, 2), (25, 3)]
)
def test_what_is_left_over_has_begun_once_more(amount: int, times: int) -> None:
    tally = case(subject(tally=(exactly(amount),)))
    begun = Begun(Recorded(TALLY), 12)
    of = law(AtMost(begun, number(times)))
    assert outcome(of, tally) is APPLIES
    assert outcome(law(Less(begun, number(times))), tally) is NO
    assert_agree(of, [tally])


def test_an_open_bound_has_begun_without_end() -> None:
    assert comparisons.begun(bounds_of([]), 12) == comparisons.Bounds(0, 0, GREATEST, GREATEST)
    assert comparisons.begun(bounds_of([Span(13, GREATEST)]), 12).least_lo == 2


def test_a_number_of_which_no_most_is_known_has_begun_without_end_in_every_engine() -> None:
    at_least_5 = case(subject(tally=(Span(5, GREATEST),)))
    for of in (
        law(AtMost(Begun(Recorded(TALLY), 10**15 - 2), number(1))),
        law(AtMost(Begun(Recorded(TALLY), 12), number(10**14))),
    ):
        assert outcome(of, at_least_5) is OPEN
        assert_agree(of, [at_least_5])


# --- amounts ---


def with_amount(quantity: Quantity, body: Condition | None = None) -> Scheme:
    of = scheme(body or In(BADGE, ("red",)))
    (effect,) = of.effects
    return replace(of, effects=(replace(effect, amount=Amount("section 5", quantity)),))


def amount(quantity: Quantity, of: Case, body: Condition | None = None) -> AmountAssessed | None:
    (effect,) = assess(as_at(with_amount(quantity, body), ON), of).effects
    return effect.amount


SUM = Recorded(Ref(MATTER, "sum"))
ALL_PAY_AS_MONEY = Times(ALL_PAY, 100, is_money=True)
AWARD = Plus(
    number(300_000),
    Times(Begun(ALL_PAY, 12), 150_000, is_money=True),
)


def test_the_bulk_engine_gives_the_same_amounts() -> None:
    open_list = case(person=subject({"job": held(pay(13), pay(2, 5, label="b"))}))
    half = Choose(LeftOpen(1), SUM, number(0))
    cases = [red(sum=[exactly(5), exactly(9)]), red(sum=[Span(3, 4)]), open_list, case()]
    cases += [red(sum=[Span(5, GREATEST)]), red(sum=[Span(LEAST, 5)])]
    cases = [replace(one, key=str(n)) for n, one in enumerate(cases)]
    for quantity in (AWARD, SUM, half, Minus(AWARD, SUM), ALL_PAY_AS_MONEY):
        assert_agree(as_at(with_amount(quantity), ON), cases)


def red(**facts: Sequence[Span]) -> Case:
    jobs = held(pay(7), pay(6, label="b"), closed_by=[closed("a", "b")])
    return case(
        subject(**{name: tuple(values) for name, values in facts.items()}),
        subject({"job": jobs}, badge=(said("red"),)),
    )


def test_an_amount_is_one_sum_where_everything_is_known() -> None:
    found = amount(AWARD, red())
    assert found is not None
    assert (found.provision, found.least, found.most) == ("section 5", 600_000, 600_000)
    assert not found.disputed
    assert not found.wanted


def test_an_amount_is_a_range_where_something_is_not_known_and_says_what() -> None:
    found = amount(Plus(number(100), SUM), red(sum=[Span(0, 50)]))
    assert found is not None
    assert (found.least, found.most, found.wanted) == (100, 150, ("sum",))
    open_list = case(person=subject({"job": held(pay(13))}, badge=(said("red"),)))
    found = amount(AWARD, open_list)
    assert found is not None
    assert (found.least, found.most, found.wanted) == (600_000, None, ("job",))
    found = amount(SUM, red())
    assert found is not None
    assert (found.least, found.most, found.wanted) == (None, None, ("sum",))
    found = amount(Plus(AWARD, SUM), red())  # the jobs are closed, and each is known
    assert found is not None
    assert (found.least, found.most, found.wanted) == (None, None, ("sum",))
    worked = AtLeast(3, "job", PERSON, "job", AtMost(number(1), PAY))
    found = amount(Choose(worked, number(100), number(50)), open_list)
    assert found is not None
    assert (found.least, found.most, found.wanted) == (50, 100, ("job",))


def test_an_amount_on_which_records_disagree_says_so_and_never_touches_the_outcome() -> None:
    disputed = red(sum=[exactly(5), exactly(9)])
    found = amount(SUM, disputed)
    assert found is not None
    assert (found.least, found.most, found.disputed) == (5, 9, True)
    (effect,) = assess(as_at(with_amount(SUM), ON), disputed).effects
    assert effect.outcome is APPLIES


def test_an_amount_may_hang_on_an_open_point() -> None:
    half = Choose(LeftOpen(1), SUM, number(0))
    found = amount(half, red(sum=[exactly(500)]))
    assert found is not None
    assert (found.least, found.most, found.wanted) == (0, 500, ("open point 1",))
    of = as_at(with_amount(half), ON, {1: True})
    (effect,) = assess(of, red(sum=[exactly(500)])).effects
    assert effect.amount is not None
    assert (effect.amount.least, effect.amount.most) == (500, 500)


def test_there_is_no_amount_where_the_effect_does_not_apply() -> None:
    blue = case(person=subject(badge=(said("blue"),)))
    assert amount(AWARD, blue) is None
    unknown = amount(number(5), case())
    assert unknown is not None
    assert unknown.least == 5


def total_of(quantity: Quantity, nth: str = "job") -> Total:
    """A total round another: of the same list, its entries called something else."""
    name = f"other {quantity.name}" if isinstance(quantity, Total) else nth
    return Total("job", PERSON, name, quantity)


def test_two_totals_may_stand_one_inside_the_other() -> None:
    of = law(at_least(4, total_of(total_of(PAY))))
    jobs = held(pay(1), pay(1, label="b"), closed_by=[closed("a", "b")])
    assert outcome(of, of_person(jobs)) is APPLIES
    assert_agree(of, [of_person(jobs)])


@pytest.mark.parametrize("quantity", [Recorded(TALLY), Today(), Recorded(Ref(MATTER, "lost"))])
def test_an_amount_is_a_sum_of_money_that_can_be_named(quantity: Quantity) -> None:
    with pytest.raises(InvalidScheme):
        with_amount(quantity)


@pytest.mark.parametrize(
    "quantity",
    [
        Total("job", MATTER, "job", PAY),
        Total("job", PERSON, "job", Recorded(Ref("post", "pay"))),
        Total("job", PERSON, "job", Today()),
        Total("job", PERSON, MATTER, PAY),
        Begun(Today(), 12),
        Begun(Plus(Recorded(TALLY), SUM), 12),
        Minus(ALL_PAY, Today()),
        total_of(total_of(total_of(PAY))),
    ],
)
def test_what_cannot_be_added_up_is_refused(quantity: Quantity) -> None:
    with pytest.raises(InvalidScheme):
        scheme(AtMost(quantity, number(1)))


@pytest.mark.parametrize("size", [0, -1, GREATEST, LEAST])
def test_a_size_is_above_nothing_and_below_every_bound(size: int) -> None:
    with pytest.raises(ValueError, match="size"):
        Begun(Recorded(TALLY), size)
