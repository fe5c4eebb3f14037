"""How what a source says is known: kept beside a case, and bearing on nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from amends.cases.case_as_toml import case_as_toml
from amends.cases.case_file import read_case_file
from amends.cases.case_schema import case_schema
from amends.notation.shelf import load
from amends.problems import ProblemsFound

SCHEME = load("miners-strike-pardons-2022").scheme
CASE = (Path(__file__).parents[2] / "examples" / "cases" / "closed-list.toml").read_text("utf-8")
(PLAIN,) = read_case_file(CASE, "case.toml", SCHEME)
SOURCES = sorted(
    {
        *(one.source for held in PLAIN.person.lists.values() for one in held.entries),
        *(one.source for held in PLAIN.person.lists.values() for one in held.closures),
        *(one.source for told in PLAIN.matter.facts.values() for one in told),
    }
)


def known(*lines: str) -> str:
    """The case with a table of how its sources are known, before its first table."""
    head, table, rest = CASE.partition("\n[")
    return head + "\n[known-by]\n" + "\n".join(lines) + table + rest


def codes(text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_case_file(text, "case.toml", SCHEME)
    return [problem.code for problem in found.value.problems]


def test_every_source_can_be_named_be_it_of_a_statement_an_entry_or_a_closure() -> None:
    text = known(*(f'"{source}" = "document"' for source in SOURCES))
    (case,) = read_case_file(text, "case.toml", SCHEME)
    assert case.known_by == dict.fromkeys(SOURCES, "document")
    assert replace(case, known_by={}) == PLAIN


def test_a_word_that_it_cannot_be_and_a_source_that_says_nothing_are_refused() -> None:
    assert codes(known(f'"{SOURCES[0]}" = "documents"')) == ["unknown-word"]
    assert codes(known('"another paper" = "document"')) == ["unknown-key"]
    assert codes(known(f'"{SOURCES[0]}" = 3')) == ["wrong-type"]


def test_it_is_written_with_the_case_and_read_back() -> None:
    (case,) = read_case_file(known(f'"{SOURCES[0]}" = "told by someone"'), "case.toml", SCHEME)
    (again,) = read_case_file(case_as_toml([case], SCHEME, "a", "b"), "case.toml", SCHEME)
    assert again.known_by == {SOURCES[0]: "told by someone"}


def test_the_schema_of_case_files_knows_it() -> None:
    validator = Draft202012Validator(case_schema(SCHEME))
    case = {"source": "f", "matter": [{"key": "m"}]}
    assert validator.is_valid({**case, "known-by": {"f": "known by oneself"}})
    assert not validator.is_valid({**case, "known-by": {"f": "hearsay"}})
