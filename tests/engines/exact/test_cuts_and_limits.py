"""Where cells begin, that bounds between the same cuts are alike, and what is not followed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from hypothesis import given, note
from hypothesis import strategies as st

from amends.assessments.settling import Settling
from amends.cases.case import Case, Subject
from amends.engines.exact import cuts, settle
from amends.engines.exact.compiling import diagrams
from amends.engines.exact.variables import WholeVariable
from amends.engines.reference import assess
from amends.scheme.conditions import (
    LAST_DAY,
    MATTER,
    PERSON,
    All,
    Any,
    AtMost,
    Choose,
    Condition,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    Less,
    Not,
    Overlaps,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    Today,
    Within,
)
from amends.scheme.declarations import Fact, FactType, Vocabulary
from amends.scheme.law import Law, as_at
from amends.truth.statements import Silence, Statement
from amends.truth.states import Outcome
from amends.truth.values import GREATEST, LEAST, Period, Span, Values
from lib.cases import a_case
from lib.dice import Drawn
from lib.printing import shown
from lib.schemes import a_scheme
from lib.settled import without_lists
from lib.small import COLOUR, EVENT, ON, STAY, TALLY, case, day, forced, law, said, scheme, subject
from lib.strategies import a_law, examples, in_force

BIRTH = Ref(PERSON, "birth")


def test_a_cell_begins_where_a_comparison_turns() -> None:
    body = All(
        (
            Less(Recorded(TALLY), Fixed(3, is_date=False)),
            AtMost(Shift(Recorded(EVENT), years=1), Fixed(day("1985-02-28"))),
            Within(STAY, FixedPeriod(day("1984-03-12"), None)),
            Overlaps(EVENT, FixedPeriod(None, day("1985-03-03"))),
        )
    )
    found = cuts(law(body))
    assert found[TALLY] == (3,)
    # Both 28 and 29 February 1984 move to 28 February 1985.
    assert found[EVENT] == (day("1984-03-01"), day("1985-03-04"))
    assert found[STAY] == (day("1984-03-12"),)
    assert found[BIRTH] == ()
    assert COLOUR not in found


def test_a_comparison_of_two_facts_and_one_that_never_turns_cut_nothing() -> None:
    two = cuts(law(Less(Recorded(EVENT), Recorded(BIRTH))))
    assert two[EVENT] == two[BIRTH] == ()
    always = (
        Within(EVENT, FixedPeriod(1, LAST_DAY)),
        AtMost(Fixed(1), Shift(Recorded(EVENT), years=9_999)),
        Less(Shift(Recorded(EVENT), days=-LAST_DAY), Recorded(EVENT)),
    )
    assert cuts(law(All(always[:2])))[EVENT] == ()
    assert settle(law(All(always[:2])), case(), assess)[0].outcome is Outcome.APPLIES
    assert cuts(law(always[2]))[EVENT] == ()


def test_a_day_moved_off_the_calendar_is_beyond_every_day() -> None:
    late = Less(Fixed(LAST_DAY), Shift(Recorded(EVENT), years=8_000))
    assert cuts(law(late))[EVENT] == (day("2000-01-01"),)
    early = Less(Shift(Recorded(EVENT), years=-1000), Fixed(1))
    assert cuts(law(early))[EVENT] == (day("1001-01-01"),)
    days = Less(Shift(Recorded(EVENT), days=-10), Fixed(1))
    assert cuts(law(days))[EVENT] == (11,)


@examples(100)
@given(st.data())
def test_bounds_between_the_same_cuts_are_alike(data: st.DataObject) -> None:
    """A run may keep the number of the cell of each bound, and nothing else of it."""
    dice = Drawn(data.draw)
    of = in_force(a_law(dice, without_lists(a_scheme(dice, nested=False))))
    about = a_case(dice, of.scheme)
    found = cuts(of)

    def moved(kind: str, subject_: Subject) -> Subject:
        facts = {
            name: tuple(_moved(found[Ref(kind, name)], s) for s in stated)
            if Ref(kind, name) in found
            else stated
            for name, stated in subject_.facts.items()
        }
        return replace(subject_, facts=facts)

    alike = replace(about, person=moved(PERSON, about.person), matter=moved(MATTER, about.matter))
    note(shown(of, about))
    note(shown(of, alike))
    one = settle(of, about, assess)
    other = settle(of, alike, assess)
    for before, after in zip(one, other, strict=True):
        # Bounds that differ may be a conflict no longer, and two facts stand otherwise.
        if not _several(about) and not before.outside and not after.outside and not _two(of):
            assert before == after


def _several(about: Case) -> bool:
    return any(len(s) > 1 for of in (about.person, about.matter) for s in of.facts.values())


def _two(of: Law) -> bool:
    return any(
        isinstance(variable, WholeVariable)
        for effect in diagrams(of).effects
        for variable in effect.variables
    )


def _moved(at: tuple[int, ...], statement: Statement) -> Statement:
    """The same, with each bound moved to the first that lies between the same cuts."""

    def low(value: int) -> int:
        place = bisect_right(at, value)
        return at[place - 1] if place else min(value, at[0] - 1 if at else value)

    def span(of: Span) -> Span:
        return Span(low(of.lo), max(low(of.lo), low(of.hi)))

    says: Values = statement.says
    match says:
        case Span():
            says = span(says)
        case Period():
            says = Period(span(says.start), span(says.end))
        case _:
            pass
    return replace(statement, says=says)


def many_words(body: Condition, count: int = 60) -> Law:
    """A law with two facts of so many words each."""
    words = Vocabulary("words", tuple(f"word {n}" for n in range(count)))
    facts = tuple(Fact(f"fact {n}", FactType.CODE, vocabulary="words") for n in range(12))
    bare = scheme(forced())
    part = replace(bare.parts[0], body=body)
    return as_at(
        replace(
            bare,
            vocabularies=(*bare.vocabularies, words),
            matter_facts=(*bare.matter_facts, *facts),
            parts=(part,),
        ),
        ON,
    )


def same(one: int, other: int) -> Same:
    return Same(Ref(MATTER, f"fact {one}"), Ref(MATTER, f"fact {other}"))


def crossing() -> Condition:
    """All first facts stand before all second ones: a diagram must tell every six words apart."""
    first_words = tuple(In(Ref(MATTER, f"fact {n}"), ("word 1",)) for n in range(12))
    return All((Any(first_words), *(same(n, n + 6) for n in range(6))))


def test_a_law_too_large_for_a_diagram_keeps_its_direct_outcome() -> None:
    crossed = many_words(crossing())
    [found] = settle(crossed, case(), assess)
    assert found.outcome is Outcome.UNDETERMINED
    assert found.outside == ("pardoned",)
    assert found.could == (tuple(f"fact {n}" for n in range(12)),)
    # Which way all of them together could go was not gone through: neither is ruled out.
    assert found.to(Outcome.APPLIES) == found.to(Outcome.DOES_NOT_APPLY) == found.could
    silences = {"fact 3": Silence.DESTROYED}
    [found] = settle(crossed, case(Subject(silences=silences)), assess)
    assert found.lost == ("fact 3",)
    assert found.could == (tuple(f"fact {n}" for n in range(12) if n != 3),)


def test_a_law_too_large_for_a_diagram_is_settled_where_one_fact_settles_it() -> None:
    of = many_words(Any((crossing(), forced(), Not(forced()))))
    assert settle(of, case(), assess) == (Settling("pardon", Outcome.APPLIES),)
    known = case(subject(forced=(said("yes"),)))
    assert settle(of, known, assess) == (Settling("pardon", Outcome.APPLIES),)


def test_too_many_choices_keep_the_direct_outcome() -> None:
    pairs = tuple(Any((In(Ref(MATTER, f"fact {n}"), ("word 1",)), forced())) for n in range(9))
    disputed = {f"fact {n}": (said("word 1"), said("word 2")) for n in range(9)}
    [found] = settle(many_words(All(pairs)), case(subject(**disputed)), assess)
    assert found.outcome is Outcome.CONTESTED
    assert found.outside == ("pardoned",)


def test_an_if_then_else_of_too_many_ways_stays_whole() -> None:
    limit: Quantity = Fixed(0, is_date=False)
    for n in range(6):
        limit = Choose(In(COLOUR, ("red",)), Fixed(n, is_date=False), limit)
    of = law(Less(Recorded(TALLY), limit))
    [found] = settle(of, case(), assess)
    assert found.outside == ("colour and tally",)
    assert found.could == (("colour", "tally"),)
    destroyed = case(Subject(silences={"tally": Silence.DESTROYED}))
    [found] = settle(of, destroyed, assess)
    assert found.could == ()
    assert found.lost == ("tally",)


def test_open_bounds_fall_in_the_first_and_the_last_cell() -> None:
    before = Less(Latest((Recorded(EVENT), Today())), Fixed(ON + 10))
    open_below = case(subject(event=(Span(LEAST, ON),)))
    assert settle(law(before), open_below, assess)[0].outcome is Outcome.APPLIES
    open_above = case(subject(event=(Span(ON + 20, GREATEST),)))
    assert settle(law(before), open_above, assess)[0].outcome is Outcome.DOES_NOT_APPLY
