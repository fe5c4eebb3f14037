"""Value classes: no comparison of a law tells two values of one class apart."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from amends.cases.case import Case, Subject
from amends.engines.exact import ValueClass, value_classes
from amends.engines.reference import assess
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    AtLeast,
    AtMost,
    Choose,
    Fixed,
    FixedPeriod,
    In,
    Less,
    Overlaps,
    Recorded,
    Ref,
    Same,
    Total,
)
from amends.scheme.declarations import FactType
from amends.truth.statements import Statement
from amends.truth.values import Codes, Period, Span, Values
from lib import small
from lib.cases import Usual, a_case
from lib.dice import NEAR_COUNTS, NEAR_DAYS, Dice, Thrown, pick
from lib.schemes import a_scheme
from lib.strategies import a_law, examples, in_force

CALM = Usual(silent=20, second=0)
TRADE, PAY = Ref("job", "trade"), Ref("job", "pay")


@examples(60)
@given(st.integers(0, 2**32))
def test_what_a_law_says_is_the_same_for_every_value_of_a_class(seed: int) -> None:
    dice = Thrown(Random(seed))
    law = in_force(a_law(dice, a_scheme(dice, depth=3)))
    case = a_case(dice, law.scheme, CALM)
    for ref, found in value_classes(law).items():
        if ref.of not in (PERSON, MATTER) or not found.alone:
            continue
        type_ = law.scheme.facts_of(ref.of)[ref.fact].type
        values = [a_value(dice, type_, law.scheme.codes_of.get("colours", ())) for _ in range(3)]
        if type_ is FactType.CODE:
            values = [*{one.sample for one in found.classes}, *_each_code(found.classes)]
        for value in values:
            (of,) = [one for one in found.classes if one.holds(value)]
            told = [assess(law, given_that(case, ref, one)) for one in (value, of.sample)]
            pairs = [[e.ground.pair for e in one.effects] for one in told]
            assert pairs[0] == pairs[1], (ref, value, of.sample)


def a_value(dice: Dice, type_: FactType, codes: tuple[str, ...]) -> Values:
    if type_ is FactType.CODE:
        return Codes(frozenset({pick(dice, codes)}))
    near = NEAR_COUNTS if type_ in (FactType.NUMBER, FactType.MONEY) else NEAR_DAYS
    first, last = sorted((pick(dice, near), pick(dice, near)))
    if type_ is FactType.PERIOD:
        return Period(Span(first, first), Span(last, last))
    return Span(first, first)


def _each_code(classes: tuple[ValueClass, ...]) -> list[Values]:
    return [
        Codes(frozenset({code}))
        for one in classes
        for values in one.values
        if isinstance(values, Codes)
        for code in values.codes
    ]


def given_that(case: Case, ref: Ref, values: Values) -> Case:
    def told(subject: Subject) -> Subject:
        return replace(subject, facts={**subject.facts, ref.fact: (Statement(values, "A"),)})

    if ref.of == PERSON:
        return replace(case, person=told(case.person))
    return replace(case, matter=told(case.matter))


def test_codes_that_no_test_tells_apart_are_one_class() -> None:
    law = small.law(In(small.COLOUR, ("red", "green")))
    classes = value_classes(law)[small.COLOUR].classes
    assert classes[0].values == (small.said("red", "green"),)
    assert len(classes) == 2
    assert len(value_classes(law)[small.BADGE].classes) == 1


def test_a_fact_that_is_the_same_as_another_is_told_apart_code_by_code() -> None:
    law = small.law(Same(small.COLOUR, small.BADGE))
    found = value_classes(law)[small.COLOUR]
    assert found.alone
    assert len(found.classes) == len(law.scheme.codes_of["colours"])


def test_days_are_cut_where_a_comparison_turns() -> None:
    year = FixedPeriod(small.day("1984-01-01"), small.day("1984-12-31"))
    law = small.law(Overlaps(small.EVENT, year))
    before, within, after = value_classes(law)[small.EVENT].classes
    assert within.values == (small.span("1984-01-01", "1984-12-31"),)
    assert before.holds(small.span("1983-06-01", "1984-06-01"))
    assert within.holds(small.span("1983-06-01", "1984-06-01"))
    assert not after.holds(small.span("1983-06-01", "1984-06-01"))


def test_a_day_that_is_compared_with_another_is_not_alone() -> None:
    birth = Ref(PERSON, "birth")
    found = value_classes(small.law(Less(Recorded(birth), Recorded(small.EVENT))))
    assert not found[birth].alone
    assert not found[small.EVENT].alone
    assert found[small.TALLY].alone


def test_what_a_list_is_asked_about_its_entries_makes_their_classes() -> None:
    red = AtLeast(1, "job", PERSON, "job", All((In(TRADE, ("red",)), In(small.BADGE, ("blue",)))))
    found = value_classes(small.law(red))
    assert [len(found[ref].classes) for ref in (TRADE, small.BADGE, PAY)] == [2, 2, 1]


def test_what_a_total_looks_at_is_found_inside_it() -> None:
    """Its values are not alone; a fact of the person that it chooses by is told apart."""
    nothing = Fixed(0, is_date=False)
    worth = Choose(In(small.BADGE, ("red",)), Recorded(PAY), nothing)
    law = small.law(AtMost(Fixed(1, is_date=False), Total("job", PERSON, "job", worth)))
    found = value_classes(law)
    assert not found[PAY].alone
    assert len(found[small.BADGE].classes) == 2
