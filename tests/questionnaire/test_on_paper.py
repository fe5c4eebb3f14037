"""A law on paper asks all that could matter, and its tables say what the engines say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page

from amends.assessments.assessment import AssessmentStatus
from amends.cases.case import Case, Subject
from amends.cases.case_values import Said
from amends.cases.spec_table import SpecRow
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import FactAsk, ListAsk, Word
from amends.questionnaire.choices import NOT_SURE
from amends.questionnaire.decision_table import DecisionTable, decision_table, turning_on
from amends.questionnaire.on_paper import Look, form_page
from amends.questionnaire.paper_form import PaperQuestion, bearing, paper_form
from amends.questionnaire.telephone import SpokenQuestion, telephone_script
from amends.questionnaire.wording import DAY_OF_THE_ACT, asked
from amends.questionnaire.worked_rows import SHORT, WorkedRow, worked_rows
from amends.scheme.conditions import Named
from amends.scheme.declarations import in_mode
from amends.scheme.law import Law, as_at
from amends.truth.states import Outcome
from amends.truth.values import Codes
from lib import agreement, page_agreement
from lib.case_tables import ROWS, SHELF

ON = date(2026, 11, 1).toordinal()
POLICE = "police act 1967 s 41(1)(a)"
MINERS, AWARDS = "miners-strike-pardons-2022", "strrehahomg-2017"

FORMS = {name: paper_form(as_at(found.scheme, ON)) for name, found in SHELF.items()}
TABLES = {name: decision_table(form) for name, form in FORMS.items()}


def rows_of(name: str) -> list[SpecRow]:
    return [row for owner, row in ROWS if owner == name]


WORKED = {name: worked_rows(rows_of(name), form) for name, form in FORMS.items()}


def the(number: str, name: str = MINERS) -> PaperQuestion:
    return next(one for one in FORMS[name].questions if one.number == number)


def spoken(number: str, name: str = MINERS) -> SpokenQuestion:
    script = telephone_script(FORMS[name], TABLES[name])
    return next(one for _, every in script.sections for one in every if one.number == number)


# --- the form ---


@pytest.mark.parametrize("name", FORMS)
def test_everything_that_an_effect_could_turn_on_is_asked_once(name: str) -> None:
    form, scheme = FORMS[name], FORMS[name].law.scheme
    numbers = [question.number for question in form.questions]
    assert len(set(numbers)) == len(numbers)
    for effect in scheme.effects:
        assert bearing(Named(effect.part), form.law) <= set(form.numbers)
    assert {asked(question.ask, scheme) for question in form.questions} == {
        question.text for question in form.questions
    }


@pytest.mark.parametrize("name", FORMS)
def test_nobody_has_to_know(name: str) -> None:
    for question in FORMS[name].questions:
        assert question.choices[-1] == NOT_SURE
        assert len(question.choices) > 1 or question.room


@pytest.mark.parametrize("name", FORMS)
def test_where_to_look_is_told_wherever_the_scheme_says(name: str) -> None:
    form = FORMS[name]
    looks = {fact.look for fact in form.law.scheme.matter_facts} - {""}
    asked_for = {
        one.ask.declared(form.law.scheme).look
        for one in form.questions
        if isinstance(one.ask, FactAsk) and not one.ask.place.steps
    }
    told = {question.look for question in form.questions}
    assert looks & asked_for <= told


def test_what_papers_record_comes_first_and_what_is_judged_last() -> None:
    headings = [section.heading for section in FORMS[MINERS].sections]
    assert headings == [
        "About the conviction: what papers record",
        *("Employment", "Household member", "Relative"),
        "What somebody has to judge",
    ]


def test_a_person_on_a_list_is_asked_about_as_one() -> None:
    assert the("D4").text == "Employment 1 of relative 1: Who was the employer?"
    assert the("D3").ask == ListAsk(the("D2").ask.place, "employment", 0)
    assert the("D8").text == "Is there another relative to tell of?"


def test_an_offence_is_ticked_with_how_it_was_committed() -> None:
    assert the("A3").modes == ("attempt", "conspiracy", "incitement", "art and part")
    assert the("A4").room == ("On, or from", "Until")


def test_a_box_says_the_offence_in_plain_words_and_where_else_to_look() -> None:
    boxes = dict(zip(the("A3").choices, the("A3").boxes, strict=True))
    shown, see = boxes[POLICE]
    assert shown == (
        "assaulting, resisting, obstructing, molesting or hindering a police officer on duty: "
        + POLICE
    )
    assert see == (
        'If it was an assault and no paper you have names this Act, see "assault".',
        "If you cannot tell which, give both.",
    )
    assert boxes["theft"] == ("theft", ())
    assert boxes["assault"][0] == "assault"
    page = form_page(FORMS[MINERS].law, "0", "0", Look())
    assert f"hindering a police officer on duty: {POLICE}. If it was an assault" in page


def test_the_day_of_the_act_is_said_to_be_meant() -> None:
    (conduct,) = (
        one
        for one in FORMS["miners-strike-pardons-2022"].questions
        if one.text == "When did it happen?"
    )
    assert conduct.hint == DAY_OF_THE_ACT


def test_what_is_not_law_on_the_day_is_not_asked() -> None:
    scheme = SHELF["historical-sexual-offences-2018"].scheme
    later, force = FORMS["historical-sexual-offences-2018"], scheme.force.start
    assert force is not None
    early = paper_form(as_at(scheme, force))
    assert len(list(early.questions)) <= len(list(later.questions))


# --- the decision table ---


@pytest.mark.parametrize("name", FORMS)
def test_every_question_bears_on_something(name: str) -> None:
    form = FORMS[name]
    for question in form.questions:
        if isinstance(question.ask, FactAsk) or question.ask.beside == 0:
            assert turning_on(question.number, TABLES[name]), question.text


@pytest.mark.parametrize("name", TABLES)
def test_every_link_leads_to_a_part_and_every_number_to_a_question(name: str) -> None:
    table, numbers = TABLES[name], {one.number for one in FORMS[name].questions}
    anchors = [part.anchor for part in table.parts]
    steps = [step for part in table.parts for step in part.steps]
    assert len(set(anchors)) == len(anchors)
    assert {step.part for step in steps if step.part} <= set(anchors)
    assert {effect.part for effect in table.effects} <= set(anchors)
    assert {number for step in steps for number in step.questions} <= numbers
    assert all(step.words for step in steps)


def rows_in(table: DecisionTable, heading: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    (part,) = [part for part in table.parts if part.heading == heading]
    return [(one.place, one.provision, one.words, one.questions) for one in part.steps]


def test_a_part_is_told_line_by_line() -> None:
    assert rows_in(TABLES[MINERS], "Section 1(1) (pardoned)")[3:7] == [
        ("4", "section 1(1)(a)", "The conduct lies within 12 March 1984 to 3 March 1985.", ("A4",)),
        ("5", "section 1(1)(b)", "At least one of these holds:", ()),
        ("5.1", "section 1(1)(b)(i)", "All of these hold:", ()),
        (
            *("5.1.1", "section 1(1)(b)(i)"),
            "The offence is covered by section 3(a), (b), (c) or (ca).",
            ("A3",),
        ),
    ]


def test_a_definition_of_a_person_has_the_questions_of_each_whom_it_is_asked_of() -> None:
    rows = rows_in(TABLES[MINERS], "Section 5 (miner)")
    assert [questions for *_, questions in rows] == [
        ("B2", "C9", "D4"),
        ("B3", "C10", "D5"),
        ("B4", "C11", "D6"),
    ]
    (part,) = [one for one in TABLES[MINERS].parts if one.heading == "Section 5 (miner)"]
    assert part.lead == "There is some employment of the person such that all of these hold:"
    assert part.questions == ("B1", "C8", "D3")


def test_an_amount_is_told_with_what_it_turns_on() -> None:
    effect = next(one for one in TABLES[AWARDS].effects if one.amount)
    assert effect.amount.startswith("It comes to ")
    assert effect.questions
    assert effect.provision


def test_what_a_list_covers_is_told_in_the_words_of_the_form() -> None:
    (section_3,) = [one for one in TABLES[MINERS].lists if one.heading == "section 3"]
    rows = dict(section_3.rows)
    assert rows["(a)"] == "breach of the peace"
    assert rows["(ca)"].startswith("intimidation, by threats")
    assert rows["(ca)"].endswith(": conspiracy act 1875 s 7")
    offered = {shown for shown, _ in the("A3").boxes}
    labelled = [words for label, words in section_3.rows if not label.startswith("left open")]
    assert all(set(words.split("; ")) <= offered for words in labelled)


# --- worked cases ---


def printed(row: WorkedRow) -> dict[str, Outcome]:
    said = {words: outcome for outcome, words in SHORT.items()}
    return {answer.name: said[answer.short] for answer in row.answers}


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", WORKED)
def test_a_worked_case_is_what_the_engines_say(name: str) -> None:
    law: Law = FORMS[name].law
    cases = [row.case for row in WORKED[name]]
    by_reference = agreement.by_reference(law, cases)
    by_sql = agreement.by_sql(law, cases)
    for row in WORKED[name]:
        exactly = {one.effect: one for one in settle(law, row.case, assess)}
        for effect, outcome in printed(row).items():
            assert by_reference[row.case.key, effect][1] is outcome
            assert by_sql[row.case.key, effect][1] is outcome
            if outcome in (Outcome.APPLIES, Outcome.DOES_NOT_APPLY):
                assert exactly[effect].outcome is outcome


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_case_is_what_the_engine_of_the_page_says(name: str, asking: Page) -> None:
    law, rows = FORMS[name].law, WORKED[name]
    for row, told in zip(
        rows, page_agreement.by_page(asking, law, [row.case for row in rows]), strict=True
    ):
        assert {one.name: one.outcome for one in told.effects} == {
            effect: outcome.value for effect, outcome in printed(row).items()
        }


@pytest.mark.parametrize("name", [MINERS, "historical-sexual-offences-2018"])
def test_each_outcome_that_the_case_tables_have_is_worked_once(name: str) -> None:
    law, effects = FORMS[name].law, FORMS[name].law.scheme.effects
    shown = {answer for row in WORKED[name] for answer in printed(row).items()}
    for row in rows_of(name):
        held = {one.effect: one.outcome for one in assess(law, row.case).effects}
        same = all(held.get(effect) is right for effect, right in row.others.items())
        stays = held.get(effects[0].name) is row.outcome and same
        if stays and row.outcome and not row.supposed and not row.case.identities:
            assert (effects[0].name, row.outcome) in shown
    several = sum(ticks_several(row) for row in WORKED[name])
    assert max(several, len(WORKED[name]) - several) <= 4 * len(effects)


def ticks_several(row: WorkedRow) -> bool:
    stated = [one for facts in row.case.matter.facts.values() for one in facts]
    return any(isinstance(one.says, Codes) and len(one.says.codes) > 1 for one in stated)


def test_several_ticks_are_worked_where_all_some_and_none_are_covered() -> None:
    several = [row for row in WORKED[MINERS] if ticks_several(row)]
    assert [printed(row)["pardon"] for row in several] == [
        Outcome.UNDETERMINED,
        Outcome.APPLIES,
        Outcome.DOES_NOT_APPLY,
    ]
    assert ("A3", "bail act 1980 s 3 or breach of the peace") in several[1].given


def test_a_worked_case_has_the_number_of_each_answer_in_order() -> None:
    given = WORKED[MINERS][0].given
    numbers = [question.number for question in FORMS[MINERS].questions]
    places = [numbers.index(number) for number, _ in given if number]
    assert ("A3", "breach of the peace") in given
    assert ("B2", "employment 1, National Coal Board") in given
    assert places == sorted(places)


# --- the script ---


def test_an_answer_that_settles_everything_ends_the_call_with_its_reason() -> None:
    go_on, back, end, unsure = spoken("A1").heard
    assert go_on.answers == ("Scottish court",)
    assert end.answers == ("court in England or Wales", "court elsewhere")
    assert end.say.startswith("On these facts this Act does not pardon this conviction, because ")
    assert end.do.startswith("Nothing more need be asked, if that is certain.")
    assert back.answers == end.answers
    assert back.say == "Is that certain? The answer would rest on it alone."
    assert unsure.answers == (NOT_SURE,)
    assert unsure.say == "Not sure: that is all right. To be found in: court register."


def test_what_is_no_conviction_is_never_told_a_no() -> None:
    back, ends = [heard for heard in spoken("A2").heard if "acquitted" in heard.answers]
    assert back.say.startswith("Is that certain?")
    assert ends.say == "This entry records no conviction, so there is nothing to pardon."


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", FORMS)
def test_a_call_ends_only_where_nothing_else_could_change_the_answer(name: str) -> None:
    law, questions = FORMS[name].law, {one.number: one for one in FORMS[name].questions}
    script = telephone_script(FORMS[name], TABLES[name])
    for one in (one for _, every in script.sections for one in every):
        question = questions[one.number]
        for heard in one.heard:
            for answer in heard.answers if heard.do.startswith("Nothing more") else ():
                word = word_shown_as(answer, question)
                for case in cases_of(question, word, law):
                    exactly = {settling.outcome for settling in settle(law, case, assess)}
                    status = assess(law, case).status
                    assert exactly == {Outcome.DOES_NOT_APPLY} or (
                        status is AssessmentStatus.NO_CONVICTION_RECORDED
                    )


def word_shown_as(text: str, question: PaperQuestion) -> str:
    boxes = zip(question.choices, question.boxes, strict=True)
    return next(word for word, (shown, _) in boxes if shown == text)


def cases_of(question: PaperQuestion, answer: str, law: Law) -> list[Case]:
    """Nothing known but one answer; a word in each mode in which it can be ticked."""
    empty, scheme = Case("a", Subject(), Subject()), law.scheme
    if isinstance(question.ask, ListAsk):
        return [with_answer(empty, question.ask, Word.NO_MORE, scheme)]
    words = [answer, *(in_mode(answer, mode) for mode in question.modes)]
    said = [Said(Codes(frozenset({word}))) for word in words]
    return [with_answer(empty, question.ask, reply, scheme) for reply in said]


def test_whoever_is_a_miner_is_not_asked_of_household_and_relatives() -> None:
    yes, no, unsure = spoken("B5").heard
    assert no.do == (
        "If section 2(a) (former miner) holds by the tables below, go to E1. Otherwise go on."
    )
    assert (yes.do, unsure.do) == ("Take another sheet and ask again what follows B1.", no.do)
    assert spoken("C13").heard[1].do.startswith("If section 2(b) (member of a miner's household)")
    assert spoken("C12").heard[1].do == "Go on."
    assert spoken("D8").heard[1].do == "Go on."


@pytest.mark.unmeasured
def test_whoever_else_is_told_of_a_miner_changes_nothing() -> None:
    law, rows = FORMS[MINERS].law, rows_of(MINERS)
    working = next(row for row in rows if row.label == "in the course of activity").case.person
    passed = [
        {name: row.case.person.lists[name]}
        for row in rows
        for name in ("household member", "relative")
        if name in row.case.person.lists
    ]
    assert passed
    for row in rows:
        alone = replace(row.case, person=working)
        for lists in passed:
            told = replace(working, lists={**working.lists, **lists})
            beside = replace(row.case, person=told)
            assert assess(law, beside).outcome is assess(law, alone).outcome


def test_which_day_is_meant_is_read_out_with_the_question() -> None:
    assert (
        spoken("A4").read == "When did it happen? The day of what was done, not the day in court."
    )
    assert the("A4").hint == "The day of what was done, not the day in court."
    assert not any("day in court" in text for text in spoken("A4").helps)


@pytest.mark.parametrize("name", FORMS)
def test_whatever_ends_a_call_is_asked_back_of_first(name: str) -> None:
    script = telephone_script(FORMS[name], TABLES[name])
    for one in (one for _, every in script.sections for one in every):
        asked_back: set[str] = set()
        for heard in one.heard:
            if heard.do.startswith("Nothing more"):
                assert set(heard.answers) <= asked_back, one.read
            elif heard.do.endswith("look further down."):
                asked_back |= set(heard.answers)


def test_a_word_that_may_be_mistaken_is_asked_back_of_before_the_call_ends_on_it() -> None:
    heard = spoken("A3").heard
    back = next(one for one in heard if one.answers == ("assault",))
    assert back.say.startswith("If it was a police officer, or somebody who helped one, it")
    assert back.say.endswith(f'hindering a police officer on duty: {POLICE}".')
    assert back.do.startswith("Ask which it is. If it may be either, write both down")
    ends = next(one for one in heard if one.do.startswith("Nothing more"))
    assert "assault" in ends.answers
    assert heard.index(back) < heard.index(ends)


def test_no_and_not_sure_lead_past_what_belongs_to_an_entry() -> None:
    yes, no, unsure = spoken("C8").heard
    assert (yes.do, no.do, unsure.do) == ("Go on.", "Go to C13.", "Go to C13.")
    assert spoken("C12").heard[0].do == "Take another sheet and ask again what follows C8."


@pytest.mark.parametrize("name", FORMS)
def test_every_place_to_go_to_is_there(name: str) -> None:
    numbers = {question.number for question in FORMS[name].questions}
    script = telephone_script(FORMS[name], TABLES[name])
    for _, every in script.sections:
        for heard in (heard for one in every for heard in one.heard):
            if heard.do.startswith("Go to "):
                assert heard.do.removeprefix("Go to ").removesuffix(".") in numbers | {"the end"}


def test_the_script_says_what_ask_says_to_a_question() -> None:
    one = spoken("B4")
    assert one.read.startswith("Employment 1: From when to when did the person work there? One day")
    assert one.why == "Why it is asked: section 5 turns on it."
    assert any("late 1950" in text for text in one.helps)
    assert spoken("E4").why.endswith("section 1(2)(b) and section 1(3)(b) turn on it.")
