"""The short answer: what decided, what would settle it, what each record says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from amends.cases.case import Case, Entries, Subject
from amends.cases.case_file import read_case_file
from amends.explanation.told import closure_said
from amends.notation.shelf import load
from amends.scheme.conditions import (
    PERSON,
    All,
    Any,
    AtLeast,
    FixedPeriod,
    In,
    Named,
    Not,
    Overlaps,
    Ref,
)
from amends.scheme.declarations import Effect, Operation, Part, Status
from amends.scheme.law import Law, as_at
from amends.truth.dates import day
from amends.truth.statements import Closure, Denial, Silence, Statement
from amends.truth.values import Codes
from lib import small
from lib.answers import explained

SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, day(2025, 6, 1))
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "cases"


def one_line(case: Case, law: Law = LAW) -> str:
    return " ".join(explained(law, case, "short").split())


def example(name: str) -> tuple[Case, ...]:
    path = EXAMPLES / f"{name}.toml"
    return read_case_file(path.read_text(encoding="utf-8"), path.name, SCHEME)


def told(name: str, law: Law = LAW) -> str:
    return one_line(example(name)[0], law)


def file(text: str) -> str:
    (case,) = read_case_file(f'source = "book"\n{text}', "case.toml", SCHEME)
    return one_line(case)


def test_an_entry_that_every_one_is_asked_for_is_told_by_what_it_meets() -> None:
    every = Not(AtLeast(1, "job", PERSON, "job", Not(In(Ref("job", "trade"), ("red",)))))
    law = small.law(every)
    red = small.entry("a", trade=(small.said("red"),))
    blue = small.entry("b", trade=(small.said("blue"),))
    met = small.held(red, closed_by=[small.closed("a")])
    assert "a meets what is asked of every one (trade: red)" in one_line(
        small.case(person=small.subject({"job": met})), law
    )
    failed = small.held(red, blue, closed_by=[small.closed("a", "b")])
    assert "because b falls short (trade: blue)" in one_line(
        small.case(person=small.subject({"job": failed})), law
    )


# --- the specimen ---


def test_what_applies_is_told_source_by_source() -> None:
    text = told("picket")
    assert (
        "- Colliery card index, card 301: employment 1 counts (employer: National Coal Board; "
        "place: Great Britain; period: from 1979 to November 1984) (section 2(a))."
    ) in text
    assert "the conduct is 14 June 1984, which lies within 12 March 1984 to 3 March 1985" in text
    assert "It does not affect the conviction or the sentence (section 4(a))." in text


def test_a_reading_convention_is_said() -> None:
    assert "- two-digit-year: " in told("picket")
    assert "conventions" not in told("assault")


def test_tests_against_items_of_one_list_are_told_as_one() -> None:
    assert (
        "because the offence is assault, which is not covered by section 3 (section 1(1)(b)(i); "
        "court register, Kirkhaven, folio 30). This says nothing"
    ) in told("assault")


def test_a_refusal_on_a_judged_fact_says_by_whom_and_how_to_add_an_account() -> None:
    text = told("quarrel")
    assert (
        'This rests on what somebody judged: - The answer to "Was it for a reason that had nothing '
        'to do with the strike, such as a personal quarrel?": on the one statement we have, by '
        "arresting constable's notebook."
    ) in text
    assert "you can add an account" in text
    assert "add an account" not in told("assault")


def test_a_reason_is_said_once_with_both_its_provisions() -> None:
    text = told("quarrel")
    assert "is yes (section 1(2)(b); section 1(3)(b); arresting constable's notebook)" in text
    because, _, _ = text.partition("This says nothing")
    assert because.count("nothing to do with the strike") == 1


def test_what_is_missing_is_told_with_its_question_and_where_to_look() -> None:
    text = told("torn-page")
    assert (
        '- Offence: "Of what offence was the person convicted?" Where to look: court register, '
        "complaint."
    ) in text
    assert "- The offence is reset or theft (court register, Kirkhaven, folio 44)." in text


def test_what_settles_it_only_together_is_told_together() -> None:
    text = told("torn-page")
    asked = (
        '- "Was it because of hardship that came from someone\'s taking part in the strike?" Where'
    )
    assert f"complaint. {asked}" in text
    assert "This could show that the law applies: - All of these together: - Offence: " in text
    assert "- One of these: - Employment: " in text
    assert "Each of these could rule it out: - The offence. - The conduct. - The answer to" in text
    assert "- Together: the employment, the household member and the relative. All of" in text
    assert "settle it for sure. - A question of law that section 2(c) leaves open: " in text
    assert "- The conduct is some time between 5 and 14 March 1984 (" in text
    assert '- Employment: "Did the person work for anybody' in text


def test_each_record_of_a_disagreement_is_told_beside_the_other() -> None:
    text = told("two-books")
    assert "The records disagree about the offence. This is what each says:" in text
    assert "- Court register, Kirkhaven, folio 45: the offence is assault." in text
    assert "- Kirkhaven Gazette, page 3 (29 June 1984): the offence is breach of the peace." in text


DISPUTED = """
[[matter]]
key = "conviction 1"
court = "Scottish court"
finding = "convicted"
conduct = "1984-05-05"
"unrelated reason" = "no"
offence = [{says = ["theft", "reset"]}, {says = "breach of the peace", source = "brother"}]
"""


def test_what_is_known_so_far_of_a_disputed_fact_is_told_side_by_side() -> None:
    text = file(DISPUTED)
    assert "- The offence is reset or theft (book)." in text
    assert "- The offence is breach of the peace (brother)." in text
    assert "breach of the peace or reset" not in text


def test_what_two_say_that_is_covered_alike_is_told_of_each() -> None:
    alike = 'breach of the peace", source = "brother"}, {says = "police act 1967 s 41(1)(a)'
    text = file(DISPUTED.replace('["theft", "reset"]', f'"{alike}"'))
    said = "the offence is breach of the peace (brother) or police act 1967 s 41(1)(a) (book)"
    assert said in text


def test_a_row_of_a_list_is_one_source() -> None:
    jobs = """
[[person.employment]]
label = "jobs 7"
source = "jobs"
employer = {says = "National Coal Board", source = "jobs 7 (employer)"}
place = {says = "Great Britain", source = "jobs 7"}
period = {says = "1984-05-04", source = "jobs 7"}
"""
    one_offence = DISPUTED.replace(', {says = "breach of the peace", source = "brother"}', "")
    assert "- Jobs 7: jobs 7 counts (employer: National Coal Board;" in file(jobs + one_offence)
    letter = jobs.replace('source = "jobs"', 'source = "letter"')
    assert "- Letter, jobs 7 (employer) and jobs 7: jobs 7 counts" in file(letter + one_offence)


def test_an_entry_stands_beside_the_closure_that_leaves_it_out() -> None:
    text = told("closed-list")
    assert "- Neighbour's account, 9 April 2024: canteen (employer: National Coal Board;" in text
    assert "- Pension office letter, 2 March 2024: there is no employment but bakery." in text


def test_a_setting_aside_is_told_with_who_when_and_why() -> None:
    assert (
        "- Register date: by M. Invented, archivist, on 12 September 2024, because the register "
        "gives the day of the court"
    ) in told("set-aside")


def test_people_and_matters_are_told_apart() -> None:
    first, second = (one_line(case) for case in example("two-convictions"))
    assert "Reference: conviction F1 On these facts section 1(1) pardons" in first
    assert "because the conduct is some time in March 1986, which does not lie within" in second


def test_a_closed_list_without_an_entry_that_counts_is_a_reason() -> None:
    text = file(
        '[[person.employment]]\nlabel = "bakery"\nemployer = "another employer"\n'
        '[[person.closures]]\nlist = "employment"\nnames = ["bakery"]\n'
        '[[person.denials]]\nof = "relative"\n[[person.denials]]\nof = "household member"\n'
        '[matter]\nkey = "1"\n'
    )
    assert (
        "because there is no employment of the person that counts (book says that there is no "
        "employment but bakery; bakery does not count (employer: another employer))"
    ) in text


def test_a_question_of_law_is_left_to_a_court_or_the_legislature() -> None:
    text = file(
        '[[person.relative]]\nlabel = "stepfather"\nrelation = "stepchild"\n'
        '[[person.relative.employment]]\nemployer = "National Coal Board"\n'
        'place = "Great Britain"\nperiod = {from = "1980", to = "1990"}\n[matter]\nkey = "1"\n'
    )
    assert "Of stepfather (book), still open: a question of law (below)." in text
    assert "A question of law that section 2(c) leaves open: is a step-parent, stepchild" in text
    assert "No paper can answer it; a court could, or the legislature." in text


def test_an_answer_supposed_to_an_open_point_is_told_as_supposed() -> None:
    text = told("picket", as_at(SCHEME, day(2025, 6, 1), {2: True}))
    assert "does a listed offence include an attempt" in text
    assert "Supposed: yes. It is not settled law." in text


def test_what_cannot_be_found_is_not_looked_for() -> None:
    text = file(
        '[matter]\nkey = "1"\nfinding = {silent = "destroyed"}\ncourt = {silent = "not searched"}\n'
    )
    assert "It hangs on what cannot be found out any more: the finding." in text
    assert "What did the court find?" not in text
    assert '- Court: "Which court was it?" Where to look: court register.' in text


# --- small laws ---

RED = In(small.COLOUR, ("red",))
FORCED = In(small.FORCED, ("yes",))


def stated(body: object, matter: Subject, **changes: object) -> str:
    law = small.law(body)  # type: ignore[arg-type]  # each test gives a condition
    scheme = replace(law.scheme, **changes)  # type: ignore[arg-type]  # fields of a scheme
    return one_line(small.case(matter), as_at(scheme, law.on))


def test_what_is_lost_everywhere_cannot_be_settled_from_records() -> None:
    lost = Subject(silences={"colour": Silence.DESTROYED})
    assert "What would settle it: nothing that is left in the records." in stated(RED, lost)


def test_a_refusal_rests_on_a_judgement_only_if_it_falls_without_it() -> None:
    judged = small.subject(forced=(small.said("no"),))
    both = small.subject(forced=(small.said("no"),), colour=(small.said("blue"),))
    assert "on the one statement we have, by source 0" in stated(FORCED, judged)
    assert "statement we have" not in stated(All((FORCED, RED)), both)
    assert "on the one statement we have" in stated(Any((FORCED, RED)), both)
    twice = small.subject(forced=(small.said("no"), small.said("no")))
    assert "on the statements we have, by source 0 and source 1" in stated(FORCED, twice)


def test_a_negated_judgement_is_told_as_its_answer() -> None:
    text = stated(Not(FORCED), small.subject(forced=(small.said("yes"),)))
    assert 'because the answer to "Was it forced?" is yes (section 1; source 0)' in text


def test_a_bill_or_an_idea_is_not_told_as_law() -> None:
    red = small.subject(colour=(small.said("red"),))
    bill = stated(RED, red, status=Status.INTRODUCED)
    assert "This Bill is not law (its status: introduced)." in bill
    assert "On these facts section 1 would pardon this conviction." in bill
    unknown = stated(RED, Subject(), status=Status.IDEA)
    assert "it may be within this proposal" in unknown
    assert "already be pardoned" not in unknown


def test_an_effect_is_worded_as_what_it_does_and_how_it_comes_about() -> None:
    red = small.subject(colour=(small.said("red"),))
    quash = (Effect("quash", Operation.ON_APPLICATION, "pardoned"),)
    text = stated(RED, red, effects=quash)
    assert "On these facts section 1 quashes this conviction. It does not happen by itself" in text
    assert "stays on record" not in text
    sweep = (Effect("delete", Operation.BY_SWEEP, "pardoned"),)
    assert "Nobody has to apply" in stated(RED, red, effects=sweep)


def test_every_effect_has_its_own_answer() -> None:
    more = (
        Effect("pardon", Operation.BY_OPERATION_OF_LAW, "pardoned"),
        Effect("disregard", Operation.ON_APPLICATION, "pardoned"),
    )
    text = stated(RED, small.subject(colour=(small.said("blue"),)), effects=more)
    assert "this Act does not pardon this conviction" in text
    assert "this Act does not disregard this conviction" in text


def test_a_denied_part_is_told_with_who_denies_it() -> None:
    part = Part("steady", "section 2", PERSON, In(Ref(PERSON, "badge"), ("red",)))
    law = small.law(Named("steady"), part)
    denied = Subject(denials=(Denial("steady", "letter"),))
    text = one_line(small.case(person=denied), law)
    assert "because the person is not within section 2 (steady) (section 1; letter)" in text
    badge = Subject(
        {"badge": (Statement(Codes(frozenset({"red"})), "roll"),)}, denials=denied.denials
    )
    text = one_line(small.case(person=badge), law)
    assert "The records disagree about whether the person is within section 2 (steady)." in text
    assert "- Letter: the person is not within section 2 (steady)." in text
    assert "- Roll: the person is within section 2 (steady)." in text


def test_a_dispute_within_an_entry_is_told_as_that_of_the_fact() -> None:
    service = Overlaps(Ref("job", "service"), FixedPeriod(day(1984, 1, 1), day(1984, 2, 1)))
    job = small.entry("smith", service=(small.period("1984-01-01", "1984-01-09"),
                                        small.period("1985-01-01", "1985-01-09")))  # fmt: skip
    held = Subject(lists={"job": Entries((job,))})
    text = one_line(small.case(person=held), small.law(AtLeast(1, "job", PERSON, "job", service)))
    assert "The records disagree about the service of the job." in text
    assert "- Source 1: the service of the job is from 1 January 1985 to 9 January 1985." in text


def test_entries_that_may_yet_count_say_what_is_open_about_them() -> None:
    red = In(Ref("job", "trade"), ("red",))
    held = Subject(lists={"job": Entries((small.entry("smith"),), (Closure("roll"),))})
    text = one_line(small.case(person=held), small.law(AtLeast(1, "job", PERSON, "job", red)))
    assert "Of smith (A), still open: the trade of the job." in text


def test_a_closure_is_told_with_what_it_leaves_room_for() -> None:
    blue = {"trade": small.said("blue")}
    closure = Closure("roll", frozenset({"smith"}), frozenset({"cook"}), (blue,))
    assert closure_said(closure, "job", small.law(RED)) == (
        "there is no job but smith, and perhaps cook, leaving aside any such as (trade: blue)"
    )


def test_an_entry_stands_beside_a_denial_of_its_list() -> None:
    red = In(Ref("job", "trade"), ("red",))
    smith = small.entry("smith", trade=(small.said("red"),))
    held = Subject(lists={"job": Entries((smith,), (Closure("roll"),))})
    text = one_line(small.case(person=held), small.law(AtLeast(1, "job", PERSON, "job", red)))
    assert "- A: smith (trade: red), which would count. - Roll: there is no job." in text


def test_an_open_list_that_other_facts_rule_out_is_told_so() -> None:
    red = AtLeast(1, "job", PERSON, "job", RED)
    text = stated(red, small.subject(colour=(small.said("blue"),)))
    assert "because no job of the person could count, on the other facts (section 1)" in text


# --- what is met already ---


def test_an_open_answer_says_what_is_met_already() -> None:
    text = told("torn-page")
    met = text.split("What is met already:")[1].split("Should it be so")[0]
    assert "the court is Scottish court (extent)" in met
    assert "What is met already" not in told("picket")
    assert "What is met already" not in told("two-books")


def test_where_nothing_is_met_nothing_is_said_of_it() -> None:
    text = one_line(
        small.case(Subject()), small.law(All((small.forced(), In(small.WILLING, ("yes",)))))
    )
    assert "We cannot tell" in text
    assert "What is met already" not in text


def test_what_defeats_is_not_told_as_met() -> None:
    body = All(
        (Not(All((small.forced(), In(small.WILLING, ("yes",))))), In(small.COLOUR, ("red",)))
    )
    case = small.case(small.subject(forced=(small.said("yes"),), colour=(small.said("red"),)))
    met = one_line(case, small.law(body)).split("What is met already:")[1]
    assert "the colour is red" in met
    assert "forced" not in met.split("Should it be so")[0]


# --- what is disputed, as it is called ---

WORK = (
    'scheme = "miners-strike-pardons-2022"\n[[person.employment]]\nlabel = "pit"\n'
    'place = "Great Britain"\nperiod = {from = "1979", to = "1990"}\n'
)
MATTER_OF = (
    '[matter]\nkey = "1"\ncourt = "Scottish court"\nfinding = "convicted"\n'
    'offence = "breach of the peace"\nconduct = "14 June 1984"\n"unrelated reason" = "no"\n'
)


def test_a_disputed_yes_or_no_is_called_by_its_question() -> None:
    text = file(
        WORK
        + 'employer = "National Coal Board"\n'
        + MATTER_OF
        + '"during activity" = [{says = "yes", source = "clerk"}, {says = "no", source = "son"}]\n'
        + '"during ancillary activity" = "no"\nresponse = "not in response"\n'
    )
    question = "Did it happen while taking part in something that supported or opposed the strike"
    assert f'Without what clerk answers to "{question}' in text
    assert "what clerk says of" not in text


def test_a_disputed_fact_of_an_entry_is_called_by_its_list() -> None:
    text = file(
        WORK
        + 'employer = [{says = "National Coal Board", source = "union"},'
        + ' {says = "another employer", source = "son"}]\n'
        + '[[person.closures]]\nlist = "employment"\nnames = ["pit"]\n'
        + '[[person.denials]]\nof = "member of a miner\'s household"\n'
        + '[[person.denials]]\nof = "parent, child or sibling of a miner"\n'
        + MATTER_OF
        + '"during activity" = "yes"\n'
    )
    assert "Without what son says of the employer of the employment: the pardon applies" in text
