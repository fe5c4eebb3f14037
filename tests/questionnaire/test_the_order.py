"""What is asked next: only what still matters, and never for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.assessments.assessment import Assessment
from amends.assessments.settling import Settling
from amends.cases.case import Case, Subject
from amends.cases.case_file import read_case_file
from amends.cases.case_values import Said
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import load
from amends.questionnaire.asks import THE_MATTER, Ask, FactAsk, ListAsk, Reply, Word
from amends.questionnaire.interview import Interview, begin
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    AtLeast,
    Cited,
    Condition,
    In,
    Named,
    Not,
    Ref,
)
from amends.scheme.conditions import Any as AnyOf
from amends.scheme.declarations import FactType, Part
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.readings import readings
from amends.truth.statements import Silence
from amends.truth.states import Outcome
from amends.truth.values import Codes, Period, Span
from lib import small
from lib.dice import NEAR_COUNTS, NEAR_DAYS, Dice, Drawn, chance, pick
from lib.schemes import LISTED, a_scheme
from lib.strategies import a_law, examples, in_force

EXAMPLES = Path(__file__).parents[2] / "examples" / "cases"
SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, small.day("2025-06-01"))
EMPTY = Case("k", Subject(), Subject())
LISTED_COLOUR = In(small.COLOUR, (Cited(LISTED),))
BADGE_RED = In(small.BADGE, ("red",))


def weigh(law: Law, case: Case) -> tuple[Assessment, tuple[Settling, ...]]:
    return assess(law, case), settle(law, case, assess)


def code(*words: str) -> Said:
    return Said(Codes(frozenset(words)))


def asked_of(law: Law, reply: Callable[[Ask], Reply]) -> Interview:
    """The interview at its end, each answer given by `reply`; never a question twice."""
    interview = begin(law, EMPTY, weigh)
    while interview.question is not None:
        assert interview.question.ask not in interview.asked
        assert not interview.settled
        interview = interview.answered(reply(interview.question.ask))
    return interview


def names(interview: Interview) -> list[str]:
    return [ask.fact if isinstance(ask, FactAsk) else ask.list for ask in interview.asked]


# --- the rule, on small laws ---


def test_a_fact_that_refutes_by_itself_ends_the_questions() -> None:
    law = small.law(All((LISTED_COLOUR, small.forced())))
    interview = asked_of(law, lambda _: code("blue"))
    assert names(interview) == ["colour"]
    assert interview.settlings[0].outcome is Outcome.DOES_NOT_APPLY


def test_a_recorded_fact_is_asked_before_one_that_is_judged() -> None:
    law = small.law(All((small.forced(), LISTED_COLOUR)))
    interview = asked_of(
        law, lambda ask: code("red" if ask == FactAsk(THE_MATTER, "colour") else "yes")
    )
    assert names(interview) == ["colour", "forced"]
    assert interview.settlings[0].outcome is Outcome.APPLIES


def test_a_judged_exception_waits_for_what_stands_beside_it() -> None:
    exception = small.forced()
    law = small.law(All((Not(exception), AnyOf((LISTED_COLOUR, BADGE_RED)))))
    asked = names(asked_of(law, _red_or_no))
    assert asked.index("forced") > asked.index("colour")
    unknown = names(asked_of(law, lambda _: Word.NOT_SURE))
    assert unknown[-1] == "forced"


def test_an_exception_that_a_paper_records_does_not_wait() -> None:
    law = small.law(All((Not(LISTED_COLOUR), AnyOf((small.forced(), BADGE_RED)))))
    assert names(asked_of(law, lambda _: Word.NOT_SURE))[0] == "colour"


def _red_or_no(ask: Ask) -> Reply:
    assert isinstance(ask, FactAsk)
    return code("no" if ask.fact == "forced" else "red")


def test_what_only_a_court_can_say_is_not_asked() -> None:
    law = small.law(LISTED_COLOUR)
    interview = asked_of(law, lambda _: code("green"))
    assert names(interview) == ["colour"]
    assert not interview.settled


def test_after_not_sure_the_rest_that_can_matter_is_still_asked() -> None:
    law = small.law(All((LISTED_COLOUR, small.forced())))
    assert set(names(asked_of(law, lambda _: Word.NOT_SURE))) == {"colour", "forced"}


def test_nothing_is_asked_where_the_law_is_not_in_force() -> None:
    law = as_at(SCHEME, small.day("2000-01-01"))
    assert begin(law, EMPTY, weigh).question is None


def test_what_is_known_to_be_lost_is_not_asked() -> None:
    law = small.law(LISTED_COLOUR)
    lost = Case("k", Subject(), Subject(silences={"colour": Silence.DESTROYED}))
    assert begin(law, lost, weigh).question is None


def test_a_reading_of_several_values_is_asked_about_and_one_value_is_not() -> None:
    law = small.law(All((LISTED_COLOUR, small.forced())))
    vague = small.case(small.subject(colour=(small.said("red", "blue"),)))
    exact = small.case(small.subject(colour=(small.said("red"),)))
    first = [begin(law, case, weigh).question for case in (vague, exact)]
    assert [q.ask.fact for q in first if q and isinstance(q.ask, FactAsk)] == ["colour", "forced"]


CODED = {
    small.COLOUR: ("red", "green", "blue"),
    small.BADGE: ("red", "green", "blue"),
    small.FORCED: ("yes", "no"),
    small.WILLING: ("yes", "no"),
}


def a_body(dice: Dice, depth: int) -> Condition:
    """A condition over four coded facts."""
    match dice.below(4) if depth else 0:
        case 0:
            ref = pick(dice, tuple(CODED))
            return In(ref, (pick(dice, CODED[ref]),))
        case 1:
            return Not(a_body(dice, depth - 1))
        case n:
            limbs = a_body(dice, depth - 1), a_body(dice, depth - 1)
            return All(limbs) if n == 2 else AnyOf(limbs)


@examples(40)
@given(st.data())
def test_every_question_is_one_on_which_the_outcome_can_still_turn(data: st.DataObject) -> None:
    dice = Drawn(data.draw)
    law = small.law(a_body(dice, 3))
    interview = begin(law, EMPTY, weigh)
    known: dict[Ref, str] = {}
    while interview.question is not None:
        ask = interview.question.ask
        assert isinstance(ask, FactAsk)
        ref = Ref(ask.place.owner, ask.fact)
        assert turns_on(law, ref, known)
        known[ref] = pick(dice, CODED[ref])
        interview = interview.answered(code(known[ref]))
    assert interview.settled
    assert not any(turns_on(law, ref, known) for ref in CODED)


def turns_on(law: Law, ref: Ref, known: Mapping[Ref, str]) -> bool:
    """Whether some world with what is known has another outcome for another value of a fact."""
    others = [one for one in CODED if one not in known and one != ref]
    values = CODED[ref] if ref not in known else (known[ref],)
    for world in product(*(CODED[one] for one in others)):
        given_ = {**known, **dict(zip(others, world, strict=True))}
        if len({small.outcome(law, told(given_ | {ref: value})) for value in values}) > 1:
            return True
    return False


def told(values: Mapping[Ref, str]) -> Case:
    def about(kind: str) -> Subject:
        return small.subject(
            **{ref.fact: (small.said(word),) for ref, word in values.items() if ref.of == kind}
        )

    return small.case(about(MATTER), about(PERSON))


# --- the 2022 Act ---


def test_the_order_is_the_same_each_time() -> None:
    one, other = (asked_of(LAW, lambda _: Word.NOT_SURE) for _ in range(2))
    assert one.asked == other.asked


def test_recorded_facts_that_can_end_it_come_first() -> None:
    assert names(asked_of(LAW, _first_word))[:4] == ["court", "finding", "offence", "conduct"]


def _first_word(ask: Ask) -> Reply:
    """The first declared word; no entries; of anything else, not sure."""
    if isinstance(ask, ListAsk):
        return Word.NO_MORE
    words = SCHEME.codes_of.get(ask.declared(SCHEME).vocabulary, ())
    if ask.fact == "unrelated reason":  # whose first word would end it
        return code("no")
    return code(words[0]) if words else Word.NOT_SURE


def test_activity_is_asked_about_before_another_reason() -> None:
    unsure = names(asked_of(LAW, lambda _: Word.NOT_SURE))
    assert {"during activity", "during ancillary activity", "response"} <= {
        *unsure[: unsure.index("unrelated reason")]
    }


def test_theft_is_asked_about_hardship_and_not_about_activity() -> None:
    def reply(ask: Ask) -> Reply:
        return (
            code("theft")
            if isinstance(ask, FactAsk) and ask.fact == "offence"
            else _first_word(ask)
        )

    found = names(asked_of(LAW, reply))
    assert "hardship" in found
    assert not {"during activity", "during ancillary activity", "response"}.intersection(found)


def test_a_list_once_begun_is_gone_through_and_the_facts_of_an_entry_follow_it() -> None:
    def reply(ask: Ask) -> Reply:
        if isinstance(ask, ListAsk):
            return Word.NO_MORE if ask.beside else Word.THERE_IS
        if ask.fact == "employer":
            return code("another employer")
        return _first_word(ask)

    found = names(asked_of(LAW, reply))
    at = found.index("employment")
    assert found[at : at + 3] == ["employment", "employer", "employment"]
    assert "relation" in found


def test_no_more_than_twenty_entries_are_asked_for() -> None:
    law = small.law(AtLeast(1, "job", PERSON, "j", In(Ref("j", "trade"), ("red",))))
    interview = asked_of(
        law, lambda ask: Word.THERE_IS if isinstance(ask, ListAsk) else Word.NOT_SURE
    )
    assert len(interview.case.person.entries("job").entries) == 20


# --- whatever case is told, the answer is the one of that case ---

TOLD = sorted(path.name for path in EXAMPLES.glob("*.toml") if path.name != "set-aside.toml")


@pytest.mark.parametrize("name", TOLD)
def test_told_as_it_is_a_case_comes_to_the_outcome_it_has(name: str) -> None:
    for known in read_case_file((EXAMPLES / name).read_text("utf-8"), name, SCHEME):
        (exact,) = settle(LAW, known, assess)
        if exact.outcome is Outcome.CONTESTED:
            continue
        interview = asked_of(LAW, partial(_as_known, known))
        assert interview.settlings[0].outcome is exact.outcome, names(interview)


def _as_known(known: Case, ask: Ask) -> Reply:
    """What a case says to a question; its entries are told in their order."""
    subject = known.person if ask.place.owner == PERSON else known.matter
    nth = [int(label.rsplit(" ", 1)[1]) - 1 for _, label in ask.place.steps]
    for (listed, _), at in zip(ask.place.steps, nth, strict=True):
        entries = subject.entries(listed).entries
        subject = entries[at % len(entries)].subject
    if isinstance(ask, ListAsk):
        held = subject.entries(ask.list)
        if ask.beside < len(held.entries):
            return Word.THERE_IS
        return Word.NO_MORE if held.closures else Word.NOT_SURE
    found = readings([statement.says for statement in subject.facts.get(ask.fact, ())])
    return Said(found[0].values) if found else Word.NOT_SURE


# --- any law ---


@examples(25)
@given(st.data())
def test_questions_end_under_any_law_whatever_is_answered(data: st.DataObject) -> None:
    dice = Drawn(data.draw)
    law = in_force(a_law(dice, a_scheme(dice, depth=1)))
    interview = asked_of(law, lambda ask: _any_reply(dice, law.scheme, ask))
    assert interview.settled or interview.question is None
    assert len(interview.asked) == len(set(interview.asked))


def _any_reply(dice: Dice, scheme: Scheme, ask: Ask) -> Reply:
    if isinstance(ask, ListAsk):
        return pick(dice, (Word.NOT_SURE, Word.NO_MORE, *[Word.THERE_IS] * (ask.beside < 2)))
    if chance(dice, 20):
        return Word.NOT_SURE
    fact = ask.declared(scheme)
    if fact.type is FactType.CODE:
        return code(pick(dice, scheme.codes_of[fact.vocabulary]))
    if fact.type in (FactType.NUMBER, FactType.MONEY):
        count = pick(dice, NEAR_COUNTS)
        return Said(Span(count, count))
    first, last = sorted((pick(dice, NEAR_DAYS), pick(dice, NEAR_DAYS)))
    if fact.type is FactType.DATE:
        return Said(Span(first, last))
    return Said(Period(Span(first, first), Span(last, last)))


def test_a_denied_term_is_not_asked_about_again() -> None:
    term = Part("term", "section 2", MATTER, small.forced())
    law = small.law(All((Named("term"), Not(LISTED_COLOUR))), term)
    denied = small.case(small.subject({}, "term"))
    assert begin(law, denied, weigh).question is None
