"""The public is told the sentences of GLOSSARY.md and none of the words not to say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from amends.cases.case import Case, Subject
from amends.cases.case_file import read_case_file
from amends.explanation import Form, assessment_schema
from amends.explanation.layout import WIDTH
from amends.explanation.sentences import Sentences, could_show
from amends.notation.shelf import load
from amends.scheme.law import Law, as_at
from amends.truth.dates import day
from amends.truth.states import Outcome
from architecture.rules import banned_words
from lib.answers import as_json, explained
from lib.strategies import examples, laws_and_cases

ROOT = Path(__file__).resolve().parents[2]
SCHEME = load("miners-strike-pardons-2022").scheme
LAW = as_at(SCHEME, day(2025, 6, 1))
CHANGED = day(2025, 1, 22)
EXAMPLE_OF = {
    "applies": "picket",
    "does not apply": "assault",
    "undetermined": "torn-page",
    "contested": "two-books",
    "no conviction recorded": "not-proven",
}
NOT_TO_THE_PUBLIC = re.compile(
    r"contested|the case against|weakest|refused|rejected|automatic|helping|hurting",
    re.IGNORECASE,
)


def told(name: str, law: Law = LAW) -> str:
    path = ROOT / "examples" / "cases" / f"{name}.toml"
    (case,) = read_case_file(path.read_text(encoding="utf-8"), path.name, law.scheme)
    return explained(law, case, "short")


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def sentences_of_the_glossary() -> dict[str, str]:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    _, _, section = text.partition("## Said to the public")
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| ")]
    return {row[1].strip(): row[2].strip() for row in rows[1:]}


def test_the_glossary_has_a_sentence_for_each_example() -> None:
    assert sentences_of_the_glossary().keys() == EXAMPLE_OF.keys()


def test_of_a_group_it_is_said_how_many_people_may_be_meant() -> None:
    said = Sentences(LAW, LAW.scheme.effects[0])
    assert "he may already be pardoned" in said.undetermined()
    assert "these people may already be pardoned" in said.undetermined(matters=3, people=2)
    assert "this person may already be pardoned" in said.undetermined(matters=3, people=1)


@pytest.mark.parametrize("outcome", EXAMPLE_OF)
def test_the_fixed_sentence_is_said_with_its_dots_filled_in(outcome: str) -> None:
    pieces = [piece.strip() for piece in re.split("…", sentences_of_the_glossary()[outcome])]
    pattern = ".+?".join(re.escape(piece.removesuffix(".")) for piece in pieces if piece != ".")
    assert re.search(pattern, in_one_line(told(EXAMPLE_OF[outcome])))


def test_of_an_entry_without_a_conviction_nothing_else_is_said() -> None:
    paragraphs = [part for part in told("not-proven").split("\n\n")[1:] if part.strip()]
    assert [in_one_line(part) for part in paragraphs] == [
        "This entry records no conviction, so there is nothing to pardon.",
        "About this scheme: not reviewed by a lawyer.",
    ]


def test_before_commencement_the_dates_are_told_and_it_is_no_no() -> None:
    text = in_one_line(told("picket", as_at(SCHEME, day(2022, 7, 26))))
    assert "On 26 July 2022 this Act was not in force." in text
    assert "Its time in force is from 27 July 2022." in text
    assert "This is not a no." in text
    assert "pardons" not in text


@pytest.mark.parametrize(("on", "since"), [(day(2025, 1, 21), ["2025-01-22"]), (CHANGED, [])])
def test_a_change_of_the_law_after_its_date_is_said_and_only_then(
    on: int, since: list[str]
) -> None:
    law = as_at(SCHEME, on)
    (case,) = read_case_file('source = "book"\n[[matter]]\nkey = "m"\n', "case.toml", SCHEME)
    forms: tuple[Form, ...] = ("short", "full")
    for form in forms:
        text = in_one_line(explained(law, case, form))
        assert ("changed since: from 22 January 2025 by The Miners" in text) == bool(since)
        assert ("Ask again with --on." in text) == bool(since)
    made = as_json(law, case)
    Draft202012Validator(assessment_schema()).validate(made)
    by = SCHEME.instruments[0]
    assert made["changed_since"] == [
        {"since": one, "title": by.title, "citation": by.citation} for one in since
    ]


@given(laws_and_cases())
@examples(150)
def test_every_answer_keeps_to_the_words_and_the_width(made: tuple[Law, Case]) -> None:
    law, case = made
    short, full = explained(law, case, "short"), explained(law, case, "full")
    for text in (short, full):
        assert not banned_words(text)
        assert not NOT_TO_THE_PUBLIC.findall(text)
        assert text.isascii()
        assert max(map(len, text.splitlines())) <= WIDTH
        assert text.endswith("About this scheme: not reviewed by a lawyer.\n")


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "cases").glob("*.toml")), ids=str)
def test_every_example_keeps_to_the_words(path: Path) -> None:
    for case in read_case_file(path.read_text(encoding="utf-8"), path.name, SCHEME):
        for text in (explained(LAW, case, form) for form in ("short", "full")):
            assert not banned_words(text)
            assert not NOT_TO_THE_PUBLIC.findall(text)


def test_a_law_with_several_effects_tells_each_under_its_name() -> None:
    scheme = load("historical-sexual-offences-2018").scheme
    law = as_at(scheme, day(2025, 6, 1))
    text = explained(law, Case("conviction 1", Subject(), Subject()), "short")
    headings = [line for line in text.splitlines() if line.endswith(":") and ", " in line]
    assert headings[0] == "A pardon, by operation of law:"
    assert "A disregard, on application:" in headings
    assert "a disregard under this law does not do" in text


def test_of_what_is_no_law_it_is_said_how_it_would_stand() -> None:
    scheme = load("miners-strike-pardons-bill-2021").scheme
    text = explained(
        as_at(scheme, day(2025, 6, 1)), Case("conviction 1", Subject(), Subject()), "short"
    )
    assert "as it would stand on 1 June 2025" in " ".join(text.split())


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ((Outcome.APPLIES,), "could show that the law applies"),
        ((Outcome.DOES_NOT_APPLY,), "could rule it out"),
        (
            (Outcome.APPLIES, Outcome.DOES_NOT_APPLY),
            "could show that the law applies, or rule it out",
        ),
    ],
)
def test_what_an_answer_could_show_is_said_in_one_way(ways: tuple[Outcome, ...], said: str) -> None:
    assert could_show(ways) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("quash", "the conviction may already be quashed"),
        ("quashing", "the conviction may already be quashed"),
        ("partial quashing", "the conviction may already be covered by the partial quashing"),
    ],
)
def test_an_effect_that_has_a_verb_is_told_with_it_though_it_is_called_by_its_noun(
    name: str, said: str
) -> None:
    effect = replace(LAW.scheme.effects[0], name=name)
    assert said in Sentences(LAW, effect).undetermined()
