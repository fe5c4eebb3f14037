"""What is asked next: only what still matters, and never for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.cases.case import Case, Subject
from amends.cases.case_file import read_case_file
from amends.cases.case_values import Said
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import load, on_shelf
from amends.questionnaire.asks import THE_MATTER, THE_PERSON, Ask, FactAsk, ListAsk, Reply, Word
from amends.questionnaire.interview import Interview, begin
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    AtLeast,
    AtMost,
    Cited,
    Condition,
    In,
    Named,
    Not,
    Recorded,
    Ref,
)
from amends.scheme.conditions import Any as AnyOf
from amends.scheme.declarations import FactKind, Part
from amends.scheme.law import Law, as_at
from amends.truth.readings import readings
from amends.truth.statements import Silence
from amends.truth.states import Outcome
from amends.truth.values import Codes
from lib import small
from lib.dice import Dice, Drawn, Thrown, pick
from lib.interviewing import any_reply, interviewed
from lib.schemes import LISTED, a_scheme
from lib.small import COLOUR
from lib.strategies import a_law, examples, in_force

EXAMPLES = Path(__file__).parents[2] / "examples" / "cases"
SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, small.day("2025-06-01"))
EMPTY = Case("k", Subject(), Subject())
LISTED_COLOUR = In(COLOUR, (Cited(LISTED),))
RED = In(COLOUR, ("red",))
BADGE_RED = In(small.BADGE, ("red",))
WILLING = In(small.WILLING, ("yes",))


def code(*words: str) -> Said:
    return Said(Codes(frozenset(words)))


def asked_of(law: Law, reply: Callable[[Ask], Reply]) -> Interview:
    """The interview at its end, each answer given by `reply`; never a question twice."""
    return interviewed(law, reply).end


def names(interview: Interview) -> list[str]:
    return [ask.fact if isinstance(ask, FactAsk) else ask.list for ask in interview.asked]


# --- the rule, on small laws ---


def test_a_fact_that_refutes_by_itself_ends_the_questions() -> None:
    law = small.law(All((RED, small.forced())))
    interview = asked_of(law, lambda _: code("blue"))
    assert names(interview) == ["colour"]
    assert interview.outlook.outcomes == (Outcome.DOES_NOT_APPLY,)


def test_a_recorded_fact_is_asked_before_one_that_is_judged() -> None:
    law = small.law(All((small.forced(), RED)))
    interview = asked_of(
        law, lambda ask: code("red" if ask == FactAsk(THE_MATTER, "colour") else "yes")
    )
    assert names(interview) == ["colour", "forced"]
    assert interview.outlook.outcomes == (Outcome.APPLIES,)


def test_what_leaves_the_fewest_questions_comes_first() -> None:
    """Either answer to one of two alternatives leaves the other condition to be asked about."""
    law = small.law(All((AnyOf((RED, small.forced())), BADGE_RED)))
    assert names(asked_of(law, lambda _: Word.NOT_SURE)) == ["badge", "colour", "forced"]
    other = small.law(All((AnyOf((BADGE_RED, small.forced())), RED)))
    assert names(asked_of(other, lambda _: Word.NOT_SURE)) == ["colour", "badge", "forced"]


def test_each_value_class_counts_once_however_many_codes_it_has() -> None:
    """One colour of three ends it, and one answer of two: the second is the likelier."""
    law = small.law(All((AnyOf((RED, In(COLOUR, ("green",)))), BADGE_RED)))
    assert names(asked_of(law, lambda _: Word.NOT_SURE)) == ["badge", "colour"]
    as_one = small.law(All((In(COLOUR, ("red", "green")), BADGE_RED)))
    assert names(asked_of(as_one, lambda _: Word.NOT_SURE)) == ["colour", "badge"]


def test_what_papers_record_comes_first_even_where_a_judgement_would_end_the_questions() -> None:
    a_job = AtLeast(1, "job", PERSON, "j", In(Ref("j", "trade"), ("red",)))
    law = small.law(All((small.forced(), AnyOf((RED, BADGE_RED, a_job)))))
    assert names(asked_of(law, lambda _: Word.NOT_SURE)) == ["colour", "badge", "job", "forced"]


def test_a_judged_exception_waits_for_what_stands_beside_it() -> None:
    law = small.law(All((Not(small.forced()), WILLING)))
    assert names(asked_of(law, lambda _: Word.NOT_SURE)) == ["willing", "forced"]
    both = small.law(All((small.forced(), WILLING)))
    assert names(asked_of(both, lambda _: Word.NOT_SURE)) == ["forced", "willing"]


def test_an_exception_that_leaves_fewer_questions_waits_all_the_same() -> None:
    law = small.law(All((Not(small.forced()), AnyOf((BADGE_RED, WILLING)))))
    assert names(asked_of(law, lambda _: Word.NOT_SURE)) == ["badge", "willing", "forced"]
    no_exception = small.law(All((small.forced(), AnyOf((BADGE_RED, WILLING)))))
    assert names(asked_of(no_exception, lambda _: Word.NOT_SURE)) == ["badge", "forced", "willing"]


def test_an_exception_that_a_paper_records_does_not_wait() -> None:
    law = small.law(All((Not(RED), WILLING)))
    assert names(asked_of(law, lambda _: Word.NOT_SURE))[0] == "colour"


def test_what_every_value_of_one_fact_settles_is_not_asked_about() -> None:
    either = small.law(AnyOf((RED, Not(RED))))
    assert begin(either, EMPTY, assess).outlook.outcomes == (Outcome.APPLIES,)
    neither = small.law(All((RED, In(COLOUR, ("green",)), small.forced())))
    interview = begin(neither, EMPTY, assess)
    assert interview.question is None
    assert interview.settled
    assert interview.outlook.outcomes == (Outcome.DOES_NOT_APPLY,)


def test_only_the_values_that_are_possible_have_to_settle_it() -> None:
    law = small.law(AnyOf((RED, In(COLOUR, ("green",)))))
    vague, wider = (
        small.case(small.subject(colour=(small.said(*codes),)))
        for codes in (("red", "green"), ("red", "green", "blue"))
    )
    assert begin(law, vague, assess).outlook.outcomes == (Outcome.APPLIES,)
    assert begin(law, wider, assess).question is not None


def test_a_day_that_is_compared_with_another_fact_is_asked_about_all_the_same() -> None:
    """No value class says how it compares with the other."""
    law = small.law(AtMost(Recorded(Ref(MATTER, "event")), Recorded(Ref(PERSON, "birth"))))
    born = small.case(person=small.subject(birth=(small.span("1950-01-01"),)))
    question = begin(law, born, assess).question
    assert question is not None
    assert question.ask == FactAsk(THE_MATTER, "event")


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
    assert begin(law, EMPTY, assess).question is None


def test_what_is_known_to_be_lost_is_not_asked() -> None:
    law = small.law(LISTED_COLOUR)
    lost = Case("k", Subject(), Subject(silences={"colour": Silence.DESTROYED}))
    assert begin(law, lost, assess).question is None


def test_a_reading_of_several_values_is_asked_about_and_one_value_is_not() -> None:
    law = small.law(All((LISTED_COLOUR, small.forced())))
    vague = small.case(small.subject(colour=(small.said("red", "blue"),)))
    exact = small.case(small.subject(colour=(small.said("red"),)))
    first = [begin(law, case, assess).question for case in (vague, exact)]
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


def a_body_of(dice: Dice, left: list[Ref]) -> Condition:
    """A condition that looks at each of these facts once."""
    if len(left) == 1:
        test: Condition = In(left[0], (pick(dice, CODED[left[0]]),))
        return Not(test) if dice.below(2) else test
    at = 1 + dice.below(len(left) - 1)
    limbs = a_body_of(dice, left[:at]), a_body_of(dice, left[at:])
    return All(limbs) if dice.below(2) else AnyOf(limbs)


@examples(40)
@given(st.permutations(list(CODED)), st.data())
def test_where_a_law_looks_at_each_fact_once_the_outcome_turns_on_each_question(
    facts: list[Ref], data: st.DataObject
) -> None:
    dice = Drawn(data.draw)
    law = small.law(a_body_of(dice, facts))
    interview = begin(law, EMPTY, assess)
    known: dict[Ref, str] = {}
    while interview.question is not None:
        ref = _ref(interview.question.ask)
        assert turns_on(law, ref, known)
        known[ref] = pick(dice, CODED[ref])
        interview = interview.answered(code(known[ref]))
    assert interview.settled


@examples(40)
@given(st.data())
def test_the_questions_end_where_the_outcome_turns_on_nothing_more(data: st.DataObject) -> None:
    dice = Drawn(data.draw)
    law = small.law(a_body(dice, 3))
    known: dict[Ref, str] = {}

    def reply(ask: Ask) -> Reply:
        known[_ref(ask)] = pick(dice, CODED[_ref(ask)])
        return code(known[_ref(ask)])

    interview = asked_of(law, reply)
    assert interview.settled
    assert not any(turns_on(law, ref, known) for ref in CODED)
    world = {ref: CODED[ref][0] for ref in CODED} | known
    assert interview.outlook.outcomes == (small.outcome(law, told(world)),)


def _ref(ask: Ask) -> Ref:
    assert isinstance(ask, FactAsk)
    return Ref(ask.place.owner, ask.fact)


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


def test_what_can_end_it_at_once_comes_first_and_then_what_is_judged() -> None:
    first = ["court", "offence", "finding", "conduct"]
    work = ["employment", "household member", "relative"]
    assert names(asked_of(LAW, _first_word)) == [
        *first,
        *work,
        "during activity",
        "unrelated reason",
    ]


def test_an_exception_comes_as_soon_as_one_condition_waits_for_nothing_else() -> None:
    """Of two that it is an exception to, one is met; what else the other needs is not asked."""
    law = small.law(
        AnyOf((All((BADGE_RED, Not(small.forced()))), All((WILLING, Not(small.forced())))))
    )
    badge = FactAsk(THE_PERSON, "badge")
    found = asked_of(law, lambda ask: code("red" if ask == badge else "no"))
    assert names(found) == ["badge", "forced"]
    unsure = asked_of(law, lambda _: Word.NOT_SURE)
    assert names(unsure) == ["badge", "willing", "forced"]


def test_another_reason_comes_after_all_activity_even_where_nobody_is_sure() -> None:
    found = names(asked_of(LAW, lambda _: Word.NOT_SURE))
    activity = ("during activity", "during ancillary activity", "response")
    assert max(map(found.index, activity)) < found.index("unrelated reason")


def test_of_the_law_of_2018_what_papers_record_is_asked_first() -> None:
    scheme = load("historical-sexual-offences-2018").scheme
    asked = asked_of(as_at(scheme, small.day("2025-06-01")), lambda _: Word.NOT_SURE).asked
    judged = [isinstance(a, FactAsk) and a.declared(scheme).kind is FactKind.JUDGED for a in asked]
    assert judged == sorted(judged)
    assert len(set(judged)) == 2


def _first_word(ask: Ask) -> Reply:
    """The first declared word; of a list and of anything else, not sure."""
    if isinstance(ask, ListAsk):
        return Word.NOT_SURE
    words = SCHEME.codes_of.get(ask.declared(SCHEME).vocabulary, ())
    if ask.fact == "unrelated reason":  # whose first word would end it
        return code("no")
    return code(words[0]) if words else Word.NOT_SURE


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
        assert interview.outlook.outcomes[0] is exact.outcome, names(interview)


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
    """And what they settle is settled exactly."""
    dice = Drawn(data.draw)
    law = in_force(a_law(dice, a_scheme(dice, depth=1)))
    interview = asked_of(law, lambda ask: any_reply(dice, law.scheme, ask))
    assert len(interview.asked) == len(set(interview.asked))
    exact = settle(law, interview.case, assess)
    for outcome, settling in zip(interview.outlook.outcomes, exact, strict=True):
        assert not outcome.is_settled or outcome is settling.outcome


@pytest.mark.parametrize("name", on_shelf())
def test_the_questions_settle_what_is_settled_exactly(name: str) -> None:
    """Under the laws of the shelf, whatever is answered: nothing is left open without need."""
    law, dice = as_at(load(name).scheme, small.day("2025-06-01")), Thrown(Random(3))
    for _ in range(4):
        interview = asked_of(law, lambda ask: any_reply(dice, law.scheme, ask, unsure=10))
        exact = [one.outcome for one in settle(law, interview.case, assess)]
        for outcome, right in zip(interview.outlook.outcomes, exact, strict=True):
            assert outcome is right or not (outcome.is_settled or right.is_settled)


def test_a_denied_term_is_not_asked_about_again() -> None:
    term = Part("term", "section 2", MATTER, small.forced())
    law = small.law(All((Named("term"), Not(LISTED_COLOUR))), term)
    denied = small.case(small.subject({}, "term"))
    assert begin(law, denied, assess).question is None
