"""The template: it can be read as it stands, and with every line of it filled in."""

from __future__ import annotations

from hypothesis import given

from amends.cases.case import Subject
from amends.cases.case_file import read_case_file
from amends.cases.template import case_template
from amends.notation.shelf import load
from amends.scheme.model import Scheme
from lib.strategies import examples, schemes

SCHEME = load("miners-strike-pardons-2022").scheme


def filled_in(template: str) -> str:
    return "\n".join(line.removeprefix("# ") for line in template.splitlines())


def test_it_can_be_read_as_it_stands_and_states_nothing() -> None:
    (case,) = read_case_file(case_template(SCHEME), "template.toml", SCHEME)
    assert case.person == case.matter == Subject()


def test_every_line_of_it_can_be_filled_in() -> None:
    (case,) = read_case_file(filled_in(case_template(SCHEME)), "template.toml", SCHEME)
    assert case.matter.facts.keys() == SCHEME.facts_of("matter").keys()
    for listed in SCHEME.lists_of("person"):
        (entry,) = case.person.entries(listed.name).entries
        assert entry.subject.facts.keys() == SCHEME.facts_of(listed.name).keys()
    (relative,) = case.person.entries("relative").entries
    assert relative.subject.entries("employment").entries


def test_it_has_every_question_and_where_to_look() -> None:
    words = " ".join(case_template(SCHEME).replace("\n## ", " ").split())
    facts = (*SCHEME.matter_facts, *SCHEME.person_facts)
    lists = SCHEME.lists_of("person")
    asked = [fact.ask for fact in facts] + [listed.ask for listed in lists]
    looked = [fact.look for fact in facts] + [listed.look for listed in lists]
    assert any(asked)
    assert any(looked)
    assert not [text for text in (*asked, *looked) if text not in words]


def test_its_lines_fit_a_terminal() -> None:
    assert max(map(len, case_template(SCHEME).splitlines())) <= 84


@given(schemes())
@examples(30)
def test_so_can_that_of_any_scheme(scheme: Scheme) -> None:
    template = case_template(scheme)
    assert read_case_file(template, "template.toml", scheme)
    assert read_case_file(filled_in(template), "template.toml", scheme)
