"""The full answer shows every recorded step; the JSON holds the same and keeps to its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

from amends.assessments.assessment import AssessmentStatus, Ground
from amends.cases.case import Case, Entry
from amends.cases.case_file import read_case_file
from amends.engines.reference import assess
from amends.explanation import assessment_schema
from amends.explanation.as_json import Json
from amends.notation.shelf import load
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    AtLeast,
    Limb,
    Named,
    Not,
    Plus,
    Recorded,
    Ref,
    Times,
    Total,
)
from amends.scheme.declarations import Amount, Answer, Consequence, Effect, Operation
from amends.scheme.law import Law, as_at
from amends.truth.dates import day
from amends.truth.statements import Statement
from lib import small
from lib.answers import as_json, explained
from lib.strategies import examples, laws_and_cases

SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, day(2025, 6, 1))
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "cases"
SUM = Recorded(Ref(MATTER, "sum"))
PAY = Total("job", PERSON, "job", Recorded(Ref("job", "pay")))
VALIDATOR = Draft202012Validator(assessment_schema())


def example(name: str) -> Case:
    path = EXAMPLES / f"{name}.toml"
    return read_case_file(path.read_text(encoding="utf-8"), path.name, SCHEME)[0]


def full(name: str, law: Law = LAW) -> str:
    return explained(law, example(name), "full")


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_each_step_has_its_provision_its_mark_and_its_sources() -> None:
    text = one_line(full("two-books"))
    assert (
        "[disputed] the offence is covered by section 3(a), (b), (c) or (ca) "
        "- either (1) the offence is assault: court register, Kirkhaven, folio 45 "
        "- or (2) the offence is breach of the peace: Kirkhaven Gazette, page 3 (29 June 1984)"
    ) in text
    assert "[established] section 5 (conviction): the finding is covered by section 5" in text
    assert "[not known] section 1(4) (condition C)" in text
    assert "[refuted] the offence is covered by section 3(d)" in text
    assert "nothing is stated of the response: not recorded" in text


def test_several_words_of_the_scheme_stand_in_quotation_marks() -> None:
    assert 'the court is "Scottish court"' in one_line(full("picket"))


def test_each_entry_says_whether_it_counts() -> None:
    text = one_line(full("daughter"))
    assert "- father (birth certificate 1961/204): counts:" in text
    assert "- stepfather (son's account, 11 June 2024): may count: it is not known:" in text
    assert "- son's account, 11 June 2024 says that there is no employment" in text


def test_limbs_stand_further_in_than_what_they_are_limbs_of() -> None:
    lines = full("picket").splitlines()

    def depth(start: str) -> int:
        found = [line for line in lines if line.lstrip().startswith(start)]
        assert found, start
        return len(found[0]) - len(found[0].lstrip())

    whole = depth("[established] section 1(1) (pardoned)")
    limb = depth("[established] section 1(1)(b):")
    inner = depth("[established] section 1(1)(b)(i):")
    assert whole < limb < inner


def test_the_law_of_another_day_is_shown_as_it_stood_then() -> None:
    enacted = one_line(full("picket", as_at(SCHEME, day(2022, 7, 27))))
    assert "(a), (b) or (c)" in enacted
    assert "(ca)" not in enacted


def marks(ground: Ground) -> int:
    """How many steps are shown: limbs and parts share the line of what stands under them."""
    inside = [*ground.children, *(entry.ground for entry in ground.entries)]
    match ground.node:
        case Limb():
            own = 0
        case Named():
            own = bool(ground.denials)
        case Not() if not (inside[0].children or isinstance(inside[0].node, AtLeast)):
            return 1
        case _:
            own = 1
    return own + sum(map(marks, inside))


def sources(ground: Ground) -> Iterator[str]:
    yield from (s.source for e in ground.evidence for _, cited in e.readings for s in cited)
    yield from (denial.source for denial in ground.denials)
    yield from (closure.source for closure in ground.closures)
    for entry in ground.entries:
        yield f"{entry.label} ({entry.source})"
        yield from sources(entry.ground)
    for child in ground.children:
        yield from sources(child)


@given(laws_and_cases())
@examples(150)
def test_every_recorded_step_and_source_is_in_the_full_answer(made: tuple[Law, Case]) -> None:
    law, case = made
    assessment = assess(law, case)
    if assessment.status is not AssessmentStatus.ASSESSED:
        return
    _, _, tree = one_line(explained(law, case, "full")).partition("Step by step: ")
    shown = re.findall(r"\[(?:established|refuted|not known|disputed)\]", tree)
    assert len(shown) == sum(marks(effect.ground) for effect in assessment.effects)
    for effect in assessment.effects:
        for source in sources(effect.ground):
            assert re.search(rf"\b{re.escape(source)}(?!\w)", tree)


# --- JSON ---


def test_the_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(assessment_schema())


@given(laws_and_cases())
@examples(100)
def test_every_assessment_keeps_to_the_schema(made: tuple[Law, Case]) -> None:
    law, case = made
    VALIDATOR.validate(json.loads(json.dumps(as_json(law, case))))


@pytest.mark.parametrize("key", as_json(LAW, example("picket")))
def test_the_schema_misses_each_key(key: str) -> None:
    value = as_json(LAW, example("picket"))
    del value[key]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(value)


def test_the_schema_refuses_a_key_that_it_does_not_know() -> None:
    value = as_json(LAW, example("picket"))
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**value, "name": "somebody"})


def outcome(name: str, law: Law = LAW) -> tuple[Json, Json]:
    value = as_json(law, example(name))
    return value["status"], value["outcome"]


def test_an_outcome_is_given_wherever_the_law_was_in_force() -> None:
    assert outcome("picket") == ("assessed", "applies")
    assert outcome("not-proven") == ("no_conviction_recorded", "does_not_apply")
    assert outcome("picket", as_at(SCHEME, day(2022, 7, 26))) == ("not_in_force", None)


def test_it_says_what_was_assessed_under_what() -> None:
    value = as_json(LAW, example("set-aside"))
    assert (value["scheme"], value["on"], value["case"]) == (
        SCHEME.id,
        "2025-06-01",
        "conviction J1",
    )
    assert value["reviewed"] == "not reviewed by a lawyer"
    assert isinstance(value["set_aside"], list)
    assert value["set_aside"][0] == {
        "label": "register date",
        "by": "M. Invented, archivist",
        "on": "2024-09-12",
        "reason": "the register gives the day of the court, not of the conduct; the complaint "
        "gives both",
    }


def found(value: Json, key: str) -> Iterator[Json]:
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for inner in value.values():
            yield from found(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from found(inner, key)


def test_values_are_codes_days_and_their_bounds() -> None:
    value = as_json(LAW, example("torn-page"))
    values = list(found(value, "values"))
    limits = {"least": "1984-03-05", "greatest": "1984-03-14"}
    assert {"one_of": ["reset", "theft"]} in values
    assert {"start": limits, "end": limits} in values
    assert "not asked" in list(found(value, "silence"))


def test_conventions_are_those_of_the_evidence() -> None:
    assert as_json(LAW, example("picket"))["conventions"] == ["two-digit-year"]
    assert as_json(LAW, example("assault"))["conventions"] == []


# --- an amount ---


def test_what_goes_into_an_amount_is_shown_with_the_conventions_that_it_rests_on() -> None:
    effect = Effect(
        "award",
        Operation.ON_APPLICATION,
        "pardoned",
        amount=Amount("section 5", Plus(SUM, Times(PAY, 100, is_money=True))),
    )
    law = as_at(replace(small.scheme(small.forced()), effects=(effect,)), small.ON)
    fee = Statement(small.exactly(900), "fee book", conventions=("day-first",))
    kept = Entry(
        "smith", "wages book", small.subject(pay=(small.exactly(2),)), conventions=("one-man",)
    )
    matter = small.subject(forced=(small.said("yes"),))
    matter = replace(matter, facts={**matter.facts, "sum": (fee,)})
    case = small.case(matter, small.subject({"job": small.held(kept)}))
    rests_on = "It rests on these conventions for reading what is written:"
    shown = one_line(explained(law, case, "full"))
    goes_in = shown.partition("What goes into the sum (section 5): ")[2]
    assert goes_in.startswith("- the sum is 9.00: fee book [established] there is some job")
    assert "- smith (wages book): counts:" in goes_in
    for text in (shown, one_line(explained(law, case))):
        assert "day-first" in text.partition(rests_on)[2]
        assert "one-man" in text.partition(rests_on)[2]
    assert as_json(law, case)["conventions"] == ["day-first", "one-man"]


# --- the effects matrix ---


def test_each_effect_says_in_full_what_it_means_for_what_people_ask() -> None:
    text = one_line(full("picket"))
    assert "What a pardon under this law means for what people ask of it:" in text
    assert "- The conviction is quashed? No (section 4(a): the pardon affects no conviction" in text
    assert "Not settled: ask an adviser (section 4(a): the Act is silent;" in text
    assert text.count("ask an adviser") == sum(
        meaning.answer is Answer.NOT_SETTLED for meaning in LAW.scheme.effects[0].means
    )
    assert "for what people ask of it" not in explained(LAW, example("picket"))


def test_it_says_so_where_the_effect_is_open_or_does_not_apply() -> None:
    assert "Should it be so, what a pardon under this law means" in one_line(full("two-books"))
    assert "for what people ask of it, where it applies:" in one_line(full("assault"))


def test_what_a_scheme_does_not_answer_is_named_and_is_no_no() -> None:
    (pardon,) = LAW.scheme.effects
    told = replace(pardon, means=pardon.means[1:])
    law = replace(LAW, scheme=replace(LAW.scheme, effects=(told,)))
    text = one_line(full("picket", law))
    assert "Not told by this scheme, so ask an adviser: the conviction is quashed." in text
    silent = replace(law, scheme=replace(law.scheme, effects=(replace(pardon, means=()),)))
    untold = "What a pardon means for what people ask of it, this scheme does not say: ask an"
    assert untold in one_line(full("picket", silent))


def test_the_json_has_each_cell_of_the_effects_matrix() -> None:
    value = as_json(LAW, example("assault"))
    (effect,) = value["effects"] if isinstance(value["effects"], list) else []
    assert isinstance(effect, dict)
    means = effect["means"]
    assert isinstance(means, list)
    assert len(means) == len(Consequence)
    assert means[0] == {
        "question": "the conviction is quashed",
        "answer": "no",
        "source": "section 4(a)",
        "note": LAW.scheme.effects[0].means[0].note,
    }
