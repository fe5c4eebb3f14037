"""What a case file says already is said before anything is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from amends.cases.case import Case, Subject
from amends.cases.case_file import read_case_file
from amends.notation.shelf import load
from amends.questionnaire.already import already_told
from amends.scheme.law import as_at
from amends.truth.statements import Silence
from lib import small

EXAMPLES = Path(__file__).parents[2] / "examples" / "cases"
SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, small.day("2025-06-01"))


def example(name: str) -> Case:
    return read_case_file((EXAMPLES / name).read_text("utf-8"), name, SCHEME)[0]


def told(case: Case, *, of_person: bool = True) -> str:
    return " ".join(already_told(case, LAW, of_person=of_person).split())


def test_a_case_of_which_nothing_is_known_says_nothing() -> None:
    assert already_told(Case("k", Subject(), Subject()), LAW) == ""


def test_each_fact_is_told_by_its_question_with_every_source() -> None:
    said = told(example("two-books.toml"))
    assert (
        "- Of what offence was the person convicted? assault (court register, Kirkhaven, folio "
        "45); breach of the peace (Kirkhaven Gazette, page 3)." in said
    )


def test_entries_and_what_closes_their_list_are_told() -> None:
    said = told(example("daughter.toml"))
    assert "- Father (birth certificate 1961/204). - What is the person to this relative" in said
    assert "- Employment 1 (union roll, branch 9). - Who was the employer?" in said
    assert "- Son's account, 11 June 2024: there is no employment." in said


def test_the_person_is_told_once() -> None:
    said = told(example("daughter.toml"), of_person=False)
    assert "Of what offence" in said
    assert "Father" not in said


def test_silences_and_denials_are_told_and_doubt_is_marked() -> None:
    case = example("picket.toml")
    (job,) = case.person.entries("employment").entries
    doubted = replace(case.person.entries("employment"), entries=(replace(job, certain=False),))
    person = replace(case.person, lists={"employment": doubted})
    lost = Subject(silences={"court": Silence.DESTROYED, "finding": Silence.NOT_RECORDED})
    said = told(replace(case, matter=lost, person=person))
    assert "- Which court was it? destroyed." in said
    assert "What did the court find" not in said
    assert "hardship" in EXAMPLES.joinpath("torn-page.toml").read_text("utf-8")
    assert "hardship" not in told(example("torn-page.toml"))  # not asked: nothing is known of it
    assert ", perhaps." in said
    denied = told(small.case(small.subject({}, "term")))
    assert "there is no term." in denied
