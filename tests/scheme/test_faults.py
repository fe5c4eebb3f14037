"""A scheme that exists is valid: each way in which parts do not fit is a fault with a remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from amends.scheme.conditions import (
    LAST_DAY,
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    Force,
    In,
    Latest,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Within,
)
from amends.scheme.declarations import (
    YES_NO,
    CodeList,
    Effect,
    Fact,
    FactType,
    Item,
    ListKind,
    Opening,
    OpenPoint,
    Operation,
    Part,
    PlainWords,
    SeeAlso,
    Vocabulary,
)
from amends.scheme.model import InvalidScheme, Scheme
from amends.scheme.telling import Tells
from amends.truth.values import GREATEST, LEAST
from lib.schemes import COLOURS, LISTED
from lib.small import COLOUR, EVENT, FORCED, STAY, TALLY, WILLING, forced, scheme

DATED = Limb("section 1(a)", "", forced(), Force(start=100))


def faults_of(build: Callable[[], Scheme]) -> list[str]:
    with pytest.raises(InvalidScheme) as refused:
        build()
    assert all(fault.what and fault.remedy for fault in refused.value.faults)
    return [f"{fault.provision}: {fault.what}" for fault in refused.value.faults]


def person_part(body: Condition) -> Part:
    return Part("member", "section 2", PERSON, body)


SUM = Ref(MATTER, "sum")
BODIES: list[tuple[Condition, str]] = [
    (In(Ref(MATTER, "weight"), ("yes",)), "`weight` of `matter` is not declared"),
    (In(Ref("job", "trade"), ("red",)), "`trade` of `job` is not declared"),
    (In(EVENT, ("red",)), "`event` is a date; a code is needed here"),
    (In(FORCED, ()), "a set with nothing in it"),
    (In(FORCED, ("perhaps",)), "`perhaps` is no word of `yes or no`"),
    (In(COLOUR, (Cited("section 8"),)), "`section 8` is no list of `colours`"),
    (In(FORCED, (Cited(LISTED),)), "`section 9` is no list of `yes or no`"),
    (In(COLOUR, (Cited(LISTED, ("(z)",)),)), "section 9 has no item `(z)`"),
    (AtMost(Recorded(COLOUR), Fixed(1)), "`colour` is a code; a date or money or number"),
    (AtMost(Recorded(EVENT), Recorded(TALLY)), "compares a date with a number or a sum"),
    (AtMost(Recorded(TALLY), Today()), "compares a date with a number or a sum"),
    (AtMost(Recorded(TALLY), Recorded(Ref(MATTER, "sum"))), "compares a date with a number"),
    (AtMost(Recorded(EVENT), Fixed(1, is_date=False)), "compares a date with a number"),
    (AtMost(Shift(Recorded(TALLY), days=1), Recorded(TALLY)), "shifts what is not a date"),
    (AtMost(Shift(Fixed(1, is_date=False), days=1), Today()), "shifts what is not a date"),
    (AtMost(Plus(Recorded(TALLY), Recorded(EVENT)), Recorded(TALLY)), "does sums with a date"),
    (AtMost(Minus(Today(), Recorded(EVENT)), Recorded(TALLY)), "does sums with a date"),
    (AtMost(Times(Today(), 2), Today()), "does sums with a date"),
    (AtMost(Plus(Recorded(TALLY), Recorded(SUM)), Recorded(SUM)), "compares a date with a number"),
    (AtMost(Times(Recorded(SUM), 2, is_money=True), Recorded(SUM)), "multiplies a sum by a sum"),
    (AtMost(Times(Recorded(TALLY), 2, is_money=True), Recorded(TALLY)), "compares a date with a"),
    (AtMost(Times(Recorded(TALLY), 2), Recorded(SUM)), "compares a date with a number"),
    (AtMost(StartedYears(Recorded(TALLY), Today()), Recorded(TALLY)), "counts years between what"),
    (AtMost(StartedYears(Today(), Today()), Today()), "compares a date with a number"),
    (AtMost(StartedYears(Fixed(1, is_date=False), Today()), Recorded(TALLY)), "counts years"),
    (AtMost(Latest(()), Today()), "latest or earliest of nothing"),
    (AtMost(Earliest(()), Today()), "latest or earliest of nothing"),
    (Within(TALLY, FixedPeriod(1, 2)), "`tally` is a number; a date or period is needed"),
    (Overlaps(STAY, COLOUR), "`colour` is a code; a date or period is needed"),
    (Within(STAY, FixedPeriod(2, 1)), "a period that ends before it starts"),
    (Within(STAY, FixedPeriod(1, 2), 7), "open point 7 is not declared"),
    (Same(COLOUR, FORCED), "compares facts of two vocabularies"),
    (Same(COLOUR, EVENT), "`event` is a date; a code is needed"),
    (All(()), "an empty *all of* or *any of*"),
    (Not(Any(())), "an empty *all of* or *any of*"),
    (AtLeast(0, "job", PERSON, "job", forced()), "at least none of a list always holds"),
    (AtLeast(1, "job", "kin", "job", forced()), "`kin` is not in scope"),
    (AtLeast(1, "job", MATTER, "job", forced()), "`job` is no list of `matter`"),
    (AtLeast(1, "post", PERSON, "post", forced()), "`post` is no list of `person`"),
    (AtLeast(1, "job", PERSON, "matter", forced()), "the name `matter` is taken here"),
    (Another("job"), "`job` is no entry in scope"),
    (Another(MATTER), "`matter` is no entry in scope"),
    (Named("nobody"), "there is no part `nobody`"),
    (Named("pardoned"), "a part rests on itself: `pardoned` → `pardoned`"),
    (DATED, "the whole part is dated"),
    (All((DATED,)), "no limb is in force on some day on which the law is"),
    (All((Not(DATED), forced())), "a dated limb stands alone"),
    (
        AtLeast(1, "job", PERSON, "job", Named("member", "job")),
        "`member` is about a person, and `job` is none",
    ),
]


@pytest.mark.parametrize(("body", "what"), BODIES, ids=[what for _, what in BODIES])
def test_a_condition_that_does_not_fit(body: Condition, what: str) -> None:
    member = person_part(In(WILLING, ("yes",)))
    assert [fault for fault in faults_of(lambda: scheme(body, member)) if what in fault]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (forced(), "`forced` of `matter` is not declared"),
        (Named("pardoned"), "`pardoned` is about the matter and its person"),
        (AtLeast(1, "appeal", MATTER, "appeal", Another("appeal")), "`matter` is not in scope"),
    ],
)
def test_a_part_about_a_person_sees_no_matter(body: Condition, what: str) -> None:
    found = faults_of(lambda: scheme(forced(), person_part(body)))
    assert any(fault.startswith("section 2: ") and what in fault for fault in found)


def test_a_circle_of_parts_is_named_once_in_full() -> None:
    first = Part("first", "section 2", MATTER, Named("second"))
    second = Part("second", "section 3", MATTER, Not(Named("first")))
    found = faults_of(lambda: scheme(Named("first"), first, second))
    assert found == ["section 2: a part rests on itself: `first` → `second` → `first`"]


def test_a_shift_by_years_needs_the_schemes_day_rule() -> None:
    by_days = scheme(AtMost(Shift(Recorded(EVENT), days=7), Today()))
    assert replace(by_days, day_rule=None).day_rule is None
    by_years = scheme(AtMost(Shift(Recorded(EVENT), years=1), Today()))
    found = faults_of(lambda: replace(by_years, day_rule=None))
    assert found == ["section 1: shifts a date by years or months"]


def test_counting_years_needs_the_schemes_day_rule() -> None:
    counted = scheme(AtMost(StartedYears(Recorded(EVENT), Today()), Recorded(TALLY)))
    found = faults_of(lambda: replace(counted, day_rule=None))
    assert found == ["section 1: counts the years between two dates"]


@pytest.mark.parametrize("factor", [-1, 10**15])
def test_a_factor_that_turns_the_order_about_or_is_beyond_every_sum_is_refused(
    factor: int,
) -> None:
    with pytest.raises(ValueError, match="a factor out of range"):
        Times(Recorded(TALLY), factor)


def test_a_gap_between_dated_limbs_is_found_and_a_day_out_of_force_is_none() -> None:
    until = Limb("section 1(a)", "", forced(), Force(end=100))
    since = Limb("section 1(a)", "", forced(), Force(start=102))
    found = faults_of(lambda: scheme(Any((until, since))))
    assert found == ["section 1: no limb is in force on some day on which the law is"]
    assert scheme(Any((until, since)), force=Force(start=102)).force.start == 102


def _with(**changes: object) -> Callable[[], Scheme]:
    return lambda: replace(scheme(forced()), **changes)  # type: ignore[arg-type]  # any one field


def _cited(*items: Item, openings: tuple[Opening, ...] = ()) -> tuple[CodeList, ...]:
    return (CodeList(LISTED, COLOURS, items, openings),)


def _plain(*plain: PlainWords) -> Vocabulary:
    return Vocabulary(COLOURS, ("red", "green"), ("attempt",), plain)


RED = Item("(a)", ("red",))
PINK = Item("(a)", ("pink",))
RED_PLAIN, PLAIN_PINK = PlainWords("red", "as blood"), PlainWords("pink", "as salmon")
RED_SEE = PlainWords("red", see=(SeeAlso("pink", "if it was pale"),))
RED_TO_RED = PlainWords("red", see=(SeeAlso("red", "if it was red"),))
RED_TO_GREEN = PlainWords("red", see=(SeeAlso("green", "if new"), SeeAlso("green", "if old")))
RED_BLANK = PlainWords("red", "as blood", (SeeAlso("green", " "),))
TWICE_RED = Vocabulary(COLOURS, ("red", "red", "green"), ("attempt",))
PARDONED = Part("pardoned", "section 1", MATTER, forced())
KIN = ListKind("kin", PERSON, ())
NO_POINT, NO_MODE = Opening(8, ("red",)), Opening(1, (), ("art",))
WORDED = Fact("born", FactType.DATE, vocabulary=COLOURS)
FACTS = scheme(forced()).matter_facts
ALIVE_DAY = Fact("seen", FactType.DATE, tells=Tells.ALIVE)
DIED_MATTER = Fact("well", FactType.CODE, vocabulary=YES_NO, tells=Tells.DIED)
SUM_TO_COME = Fact("much", FactType.MONEY, tells=Tells.TO_COME)
NO_PART = Effect("pardon", Operation.BY_SWEEP, "nothing")
WRONG: list[tuple[str, Callable[[], Scheme]]] = [
    ("the vocabulary `colours` is declared 2 times", _with(vocabularies=(TWICE_RED,) * 2)),
    ("the word of `colours` `red` is declared 2 times", _with(vocabularies=(TWICE_RED,))),
    ("`pink` is no word of `colours`", _with(vocabularies=(_plain(PLAIN_PINK),))),
    ("`pink` is no word of `colours`", _with(vocabularies=(_plain(RED_SEE),))),
    (
        "said plainly of `colours` `red` is declared 2 times",
        _with(vocabularies=(_plain(RED_PLAIN, RED_PLAIN),)),
    ),
    ("plain words of `red` say nothing", _with(vocabularies=(_plain(PlainWords("red")),))),
    (
        "in the order of the words",
        _with(vocabularies=(_plain(PlainWords("green", "g"), RED_PLAIN),)),
    ),
    ("`red` sends to itself", _with(vocabularies=(_plain(RED_TO_RED),))),
    ("`red` sends `green` is declared 2 times", _with(vocabularies=(_plain(RED_TO_GREEN),))),
    ("plain words of `red` say nothing", _with(vocabularies=(_plain(PlainWords("red", " ")),))),
    ("plain words of `red` say nothing", _with(vocabularies=(_plain(RED_BLANK),))),
    ("the list `kin` is declared 2 times", _with(lists=(KIN, KIN))),
    ("the list is of `aunt`, which is not declared", _with(lists=(ListKind("job", "aunt", ()),))),
    ("the part `pardoned` is declared 2 times", _with(parts=(PARDONED, PARDONED))),
    ("the open point `1` is declared 2 times", _with(open_points=(OpenPoint(1, "a", "?"),) * 2)),
    ("the fact `smell` has no declared words", _with(person_facts=(Fact("smell", FactType.CODE),))),
    ("the fact `born` is a date, and has words", _with(person_facts=(WORDED,))),
    ("`seen` of the person cannot tell `alive`", _with(person_facts=(ALIVE_DAY,))),
    ("`well` of the matter cannot tell `died`", _with(matter_facts=(*FACTS, DIED_MATTER))),
    ("`much` of the person cannot tell `day to come`", _with(person_facts=(SUM_TO_COME,))),
    ("the item of section 9 `(a)` is declared twice", _with(code_lists=_cited(RED, RED))),
    ("`pink` is no word of `colours`", _with(code_lists=_cited(PINK))),
    ("open point 8 is not declared", _with(code_lists=_cited(RED, openings=(NO_POINT,)))),
    ("`art` is no mode of `colours`", _with(code_lists=_cited(RED, openings=(NO_MODE,)))),
    ("the scheme has no effect", _with(effects=())),
    ("the effect rests on `nothing`", _with(effects=(NO_PART,))),
    ("`nothing` is no part of the scheme", _with(recorded_by="nothing")),
]


@pytest.mark.parametrize(("what", "build"), WRONG, ids=[what for what, _ in WRONG])
def test_a_declaration_that_does_not_fit(what: str, build: Callable[[], Scheme]) -> None:
    assert [fault for fault in faults_of(build) if what in fault]


def test_an_effect_cannot_rest_on_a_part_about_a_person() -> None:
    member = person_part(In(WILLING, ("yes",)))
    effects = (Effect("pardon", Operation.BY_SWEEP, "member"),)
    found = faults_of(lambda: replace(scheme(forced(), member), effects=effects))
    assert found == ["pardon: the effect rests on `member`, which is no part about the matter"]


def test_every_fault_is_named_at_once() -> None:
    found = faults_of(lambda: scheme(All((In(FORCED, ()), Named("nobody"), Another("job")))))
    assert len(found) == 3


@pytest.mark.parametrize("bound", [LEAST, GREATEST])
def test_a_fixed_value_is_not_one_that_stands_for_no_bound(bound: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Fixed(bound, is_date=False)


@pytest.mark.parametrize("day", [0, LAST_DAY + 1])
@pytest.mark.parametrize("dated", [Fixed, Force, lambda day: FixedPeriod(None, day)])
def test_a_day_of_the_law_is_in_a_year_from_1_to_9999(
    day: int, dated: Callable[[int], object]
) -> None:
    assert dated(1)
    assert dated(LAST_DAY)
    with pytest.raises(ValueError, match="in no year from 1 to 9999"):
        dated(day)


def test_a_part_that_is_too_deep_is_refused_and_not_followed() -> None:
    body = forced()
    for _ in range(5_000):
        body = Not(body)
    (told,) = faults_of(lambda: scheme(body))
    assert told.startswith("section 1: conditions stand more than 100 steps deep")


def test_a_long_chain_of_parts_is_refused_and_not_followed() -> None:
    chain = [Part(f"p{i}", f"section {i}", MATTER, Named(f"p{i + 1}")) for i in range(5_000)]
    last = Part("p5000", "section 5000", MATTER, forced())
    (told,) = faults_of(lambda: scheme(Named("p0"), *chain, last))
    assert told.startswith("section 1: conditions stand more than 100 steps deep")


def _doubled(named: int) -> Scheme:
    """Parts each of which names the next one twice."""
    parts = [
        Part(f"p{i}", f"section {i}", MATTER, All((Named(f"p{i + 1}"),) * 2)) for i in range(named)
    ]
    return scheme(Named("p0"), *parts, Part(f"p{named}", "section 99", MATTER, forced()))


def test_parts_that_double_are_refused_once_engines_cannot_follow_them() -> None:
    assert len(_doubled(10).parts) == 12
    (told,) = faults_of(lambda: _doubled(22))
    assert "the conditions of the scheme are more than 100,000" in told


def test_one_condition_inside_itself_many_times_is_not_followed_either() -> None:
    body = forced()
    for _ in range(60):
        body = All((body, body))
    (told,) = faults_of(lambda: scheme(body))
    assert "the conditions of the scheme are more than 100,000" in told


def test_facts_and_lists_of_an_entry_that_is_a_person_are_its_own_and_a_persons() -> None:
    whole = scheme(forced())
    assert set(whole.facts_of("kin")) == {"badge", "birth", "willing", "tie"}
    assert {kind.name for kind in whole.lists_of("kin")} == {"job", "kin"}
    assert {kind.name for kind in whole.lists_of("job")} == {"post"}
    assert {kind.name for kind in whole.lists_of(MATTER)} == {"appeal"}
