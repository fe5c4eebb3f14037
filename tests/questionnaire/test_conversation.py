"""An interview in lines of text: bad answers, help, back, and every way to end it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from amends.cases.case import Case, Subject
from amends.cases.case_values import Said
from amends.engines.reference import assess
from amends.notation.shelf import load
from amends.questionnaire import wording
from amends.questionnaire.answers import SOURCE, with_answer
from amends.questionnaire.asks import THE_MATTER, THE_PERSON, FactAsk, ListAsk, Question, Word
from amends.questionnaire.conversation import MOST_UNUSED, converse, there_is_another
from amends.questionnaire.interview import Interview, begin
from amends.scheme.law import Law, as_at
from amends.scheme.telling import Tells
from amends.truth.statements import Silence
from amends.truth.values import Span
from lib import small

SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, small.day("2025-06-01"))
EMPTY = Case("k", Subject(), Subject())
# Court, offence, finding, day; the next question is of employment.
BEFORE_WORK = ["1", "1", "1", "14/6/84"]
# After what papers record: during activity, another reason.
TO_BE_JUDGED = ["yes", "no"]


def talk(lines: Iterable[str], law: Law = LAW) -> tuple[Interview, bool, str]:
    """The interview after these lines and no more, whether it was finished, and what was shown."""
    left, shown = iter(lines), list[str]()
    interview, finished = converse(
        begin(law, EMPTY, assess), lambda: next(left, None), shown.append
    )
    return interview, finished, "".join(shown)


def test_a_settled_answer_ends_it() -> None:
    interview, finished, shown = talk(["court in England or Wales"])
    assert finished
    assert interview.settled
    assert "Understood: court in England or Wales." in shown


def test_what_several_words_may_be_meant_by_is_listed_to_choose_from() -> None:
    shown = talk(["sheriff court", "1"])[2]
    assert "More than one of these may be meant by `sheriff court`." in shown
    listed = shown.split('as in "1 or 2":')[1].split("1. Which court")[0]
    assert [line.strip() for line in listed.split("\n") if line] == [
        "1 Scottish court",
        "2 court in England or Wales",
        "3 court elsewhere",
    ]


def test_a_bad_answer_is_told_and_the_same_question_is_put_again() -> None:
    interview, finished, shown = talk(["gibberish", "1"])
    assert not finished
    assert shown.count("1. Which court was it?") == 2
    assert "`gibberish` is not one of the words." in shown
    assert "court" in interview.case.matter.facts


@pytest.mark.parametrize("line", ["gibberish", "?", "back", ""])
def test_lines_that_answer_nothing_do_not_go_on_for_ever(line: str) -> None:
    heard = 0

    def hear() -> str:
        nonlocal heard
        heard += 1
        return line

    _, finished = converse(begin(LAW, EMPTY, assess), hear, lambda _: None)
    assert not finished
    assert heard == MOST_UNUSED


def test_back_undoes_the_last_answer_and_only_that() -> None:
    interview, _, _ = talk(["1", "1", "back", "7"])
    (court,) = interview.case.matter.facts["court"]
    (offence,) = interview.case.matter.facts["offence"]
    assert court.says == small.said("Scottish court")
    assert offence.says == small.said("assault")


def test_back_undoes_an_entry_and_a_closure() -> None:
    untouched, _, _ = talk(BEFORE_WORK)
    for lines in (["yes", "back"], ["no", "back"], ["yes", "1", "back", "back"]):
        interview, _, _ = talk([*BEFORE_WORK, *lines])
        assert interview.case == untouched.case
        assert interview.question == untouched.question


@pytest.mark.parametrize("end", [[], [""], ["x", "?", " "], ["stop"], ["x"] * 50])
def test_the_last_answer_stands_where_nobody_goes_back(end: list[str]) -> None:
    interview, finished, shown = talk(["2", *end])
    assert finished
    assert interview.settled
    shown = " ".join(shown.split())
    assert shown.index("stays the same") < shown.index("Press Enter to go on, or type back")


def test_the_answer_after_which_nothing_is_asked_can_be_changed() -> None:
    interview, finished, shown = talk(["2", "back", "1", "7", "undo", "8"])
    assert finished
    (court,) = interview.case.matter.facts["court"]
    (offence,) = interview.case.matter.facts["offence"]
    assert court.says == small.said("Scottish court")
    assert offence.says == small.said("vandalism")
    assert shown.count("1. Which court was it?") == 2
    assert shown.count("Press Enter to go on") == 3


def test_what_is_typed_where_nothing_more_is_asked_is_told_to_answer_nothing() -> None:
    shown = talk(["2", "not sure", "?", ""])[2]
    assert shown.count("Nothing more is asked, so this answers nothing") == 2
    assert shown.count("Press Enter to go on") == 3


def test_nothing_can_be_changed_where_nothing_was_asked() -> None:
    settled = talk(["2"])[0].case
    shown: list[str] = []
    interview, finished = converse(begin(LAW, settled, assess), lambda: "back", shown.append)
    assert finished
    assert interview.case == settled
    assert "Press Enter" not in "".join(shown)


def test_back_at_the_first_question_is_told() -> None:
    assert "nothing to undo" in talk(["back"])[2]


@pytest.mark.parametrize("end", [["stop"], ["quit"], []])
def test_stop_and_the_end_of_the_lines_keep_what_was_said(end: list[str]) -> None:
    interview, finished, _ = talk(["1", *end])
    assert not finished
    assert list(interview.case.matter.facts) == ["court"]


def test_help_says_why_where_to_look_and_what_may_be_typed() -> None:
    shown = talk(["?"])[2]
    assert "Why it is asked: extent turns on it." in shown
    assert "Where to look: court register." in shown
    shown = talk([*BEFORE_WORK, "?", "no", "no", "not sure", "?"])[2]
    assert "for somebody to judge" in shown
    assert "employment records" in shown
    assert 'Say "no" only where you know' in shown


def test_a_loose_day_is_said_back_from_its_first_to_its_last() -> None:
    begun = begin(small.law(small.forced()), EMPTY, assess)
    question = Question(FactAsk(THE_MATTER, "event"))
    asking = replace(begun, outlook=replace(begun.outlook, question=question))
    loose = Said(Span(small.day("1984-07-01"), small.day("1984-12-31")))
    said = wording.noted(asking, loose)
    assert said == "  I take that as: some day from 1 July 1984 to 31 December 1984.\n"
    exact = Said(Span(small.day("1984-07-01"), small.day("1984-07-01")))
    assert wording.noted(asking, exact) == "  Understood: 1 July 1984.\n"


def test_the_day_of_the_act_is_asked_for_as_such() -> None:
    shown = talk(["1", "1", "1"])[2]
    assert wording.DAY_OF_THE_ACT in shown.split("4. When did it happen?")[1]
    assert shown.count(wording.DAY_OF_THE_ACT) == 1


@pytest.mark.parametrize("typed", ["1/6/2031", "from June 2031"])
def test_a_day_after_that_of_the_law_is_said_back_to_be_mended(typed: str) -> None:
    said = "That is after 1 June 2025, the day of the law: if it is a slip, go back and mend it."
    shown = " ".join(talk(["1", "1", "1", typed])[2].split())
    assert said in shown
    assert said not in " ".join(talk(BEFORE_WORK)[2].split())


def test_a_day_that_may_be_to_come_is_no_slip() -> None:
    fact = replace(SCHEME.facts_of("matter")["conduct"], tells=Tells.TO_COME)
    facts = tuple(fact if one.name == fact.name else one for one in SCHEME.matter_facts)
    law = as_at(replace(SCHEME, matter_facts=facts), LAW.on)
    shown = talk(["1", "1", "1", "1/6/2031"], law)[2]
    assert "Understood: 1 June 2031." in shown
    assert "slip" not in shown


def test_not_sure_is_said_back_with_where_to_look() -> None:
    interview, _, shown = talk(["not sure"])
    assert "To be found in: court register." in shown
    assert interview.case.matter.silences == {"court": Silence.NOT_SEARCHED}


def test_not_sure_of_everything_ends_without_a_no() -> None:
    interview, finished, _ = talk(["not sure"] * 40)
    assert finished
    assert not interview.settled
    assert not interview.case.matter.facts


def test_what_cannot_be_looked_up_was_asked_and_is_not_known() -> None:
    scheme = small.scheme(small.forced())
    case = with_answer(EMPTY, FactAsk(THE_MATTER, "tally"), Word.NOT_SURE, scheme)
    assert case.matter.silences == {"tally": Silence.ASKED_AND_NOT_KNOWN}


def test_not_sure_of_what_is_partly_known_takes_nothing_away() -> None:
    scheme = small.scheme(small.forced())
    case = small.case(small.subject(colour=(small.said("red", "blue"),)))
    assert with_answer(case, FactAsk(THE_MATTER, "colour"), Word.NOT_SURE, scheme) == case


def test_an_answer_to_another_question_is_refused() -> None:
    with pytest.raises(ValueError, match="does not answer"):
        with_answer(EMPTY, ListAsk(THE_PERSON, "employment", 0), Said(small.said("yes")), SCHEME)
    with pytest.raises(ValueError, match="nothing was asked"):
        talk(["2"])[0].answered(Word.NOT_SURE)


def test_a_relatives_work_is_asked_of_the_relative() -> None:
    lines = ["no", "no", "yes", "child", "yes", "1", "1", "from 1958 to 1990"]
    interview, finished, shown = talk([*BEFORE_WORK, *lines, *TO_BE_JUDGED])
    assert finished
    assert interview.settled
    (relative,) = interview.case.person.lists["relative"].entries
    (job,) = relative.subject.lists["employment"].entries
    assert (relative.label, job.label, job.source) == ("relative 1", "employment 1", SOURCE)
    assert 'Relative 1 (here "the person"): Did the person work for' in " ".join(shown.split())
    assert "Employment 1 of relative 1: Who was the employer?" in shown


def test_none_is_a_closure_that_names_nothing_and_not_sure_leaves_a_list_open() -> None:
    closed = talk([*BEFORE_WORK, "no"])[0].case.person.lists["employment"]
    assert [(c.source, c.names) for c in closed.closures] == [(SOURCE, frozenset())]
    assert "employment" not in talk([*BEFORE_WORK, "not sure"])[0].case.person.lists


def test_that_is_all_names_the_entries_there_are() -> None:
    closed = talk([*BEFORE_WORK, "yes", "another employer", "no"])[0].case.person.lists[
        "employment"
    ]
    assert [c.names for c in closed.closures] == [frozenset({"employment 1"})]


def test_a_time_given_as_one_date_is_said_back_with_the_other_way() -> None:
    shown = " ".join(talk([*BEFORE_WORK[:3], "spring 1984"])[2].split())
    assert "I take that as: some day or days from 1 March 1984 to 31 May 1984." in shown
    assert "If it went on all that time, go back" in shown


def test_what_is_meant_by_a_loose_date_is_said_back_in_days() -> None:
    shown = " ".join(talk([*BEFORE_WORK[:3], "I think late 1984", "about 1984"])[2].split())
    assert "`I think late 1984` sounds as if you are not certain." in shown
    assert "I take that as: some day or days from 1 January 1982 to 31 December 1986." in shown


@pytest.mark.parametrize(
    ("lines", "said"),
    [([], "Ended here"), (["2"], "stays the same"), (["not sure"] * 40, "nothing else")],
)
def test_why_nothing_more_is_asked_is_said(lines: list[str], said: str) -> None:
    interview, finished, _ = talk(lines)
    assert said in " ".join(wording.closing(interview, finished=finished).split())


def test_the_opening_says_what_is_asked_and_what_becomes_of_it() -> None:
    opening = " ".join(wording.opening(LAW).split())
    assert 'what papers record, such as "Which court was it?"' in opening
    assert 'such as "Did the person work for anybody' in opening
    assert 'what somebody has to judge, such as "Did it happen while taking part' in opening
    assert "during activity" not in opening
    assert '"Not sure" is always an answer. Nothing leaves this machine' in opening


def test_every_kind_of_question_has_words_of_80_columns() -> None:
    trial = small.scheme(small.forced())
    for kind in (THE_MATTER, THE_PERSON, THE_PERSON.entry("kin", "kin 1")):
        for name in trial.facts_of(kind.kind):
            interview = begin(small.law(small.forced()), EMPTY, assess)
            assert interview.question is not None
            ask = FactAsk(kind, name)
            question = type(interview.question)(ask)
            put = wording.put(question, trial, 1)
            assert put.startswith("\n1. ")
            assert max(map(len, put.splitlines())) <= 80
            assert 'Or type "not sure"' in wording.explained(question, interview.law)


@pytest.mark.parametrize(
    ("lines", "another"),
    [(["y"], True), (["?", "yes"], True), (["no"], False), ([], False), (["x"] * 50, False)],
)
def test_another_matter_is_asked_about_only_where_somebody_says_so(
    lines: list[str], another: bool
) -> None:
    left = iter(lines)
    assert there_is_another("Another?", lambda: next(left, None), lambda _: None) is another


def test_how_to_give_both_is_said_beside_words_that_may_be_mistaken() -> None:
    offence = Question(FactAsk(THE_MATTER, "offence"))
    shown = " ".join(wording.put(offence, LAW.scheme, 1).split())
    assert 'names this Act, see "assault". If you cannot tell which, give both.' in shown
    assert 'To give both of two: "2 or 5".' in shown
