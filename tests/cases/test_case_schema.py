"""The JSON Schema of case files agrees with the reader on good files and on bad ones."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from amends.cases.case_file import read_case_file
from amends.cases.case_schema import case_schema
from amends.notation.shelf import load
from amends.problems import ProblemsFound
from amends.scheme.model import Scheme
from lib.strategies import examples, schemes

SCHEME = load("miners-strike-pardons-2022").scheme
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "cases").glob("*.toml"))

# What a schema cannot see: whether labels meet, what dates say, where a source is inherited from.
NOT_SEEN = {
    "bad-date",
    "unclear-period",
    "ends-before-start",
    "label-twice",
    "unknown-label",
    "no-source",
    "key-twice",
    "case-file-too-deep",
    "out-of-range",
}


def as_json(path: Path) -> object:
    def day(value: object) -> str:
        assert isinstance(value, date)
        return value.isoformat()

    held = tomllib.loads(path.read_text(encoding="utf-8"))
    found: object = json.loads(json.dumps(held, default=day))
    return found


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(case_schema(SCHEME))


def codes_of_problems(value: object) -> set[str]:
    try:
        read_case_file(json.dumps(value), "case.json", SCHEME)
    except ProblemsFound as found:
        return {one.code for one in found.problems}
    return set()


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(case_schema(SCHEME))


@given(schemes())
@examples(4)
def test_it_is_a_json_schema_for_any_scheme(scheme: Scheme) -> None:
    Draft202012Validator.check_schema(case_schema(scheme))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_accepts_every_example(path: Path) -> None:
    validator().validate(as_json(path))


BAD = [
    {},
    {"matter": []},
    {"matter": {}},
    {"matter": {"key": "  "}},
    {"matter": {"key": "1"}, "mater": 1},
    {"scheme": "another", "matter": {"key": "1"}},
    {"source": "b", "matter": {"key": "1", "offence": "thefft"}},
    {"source": "b", "matter": {"key": "1", "offence": ["theft", "theft"]}},
    {"source": "b", "matter": {"key": "1", "offence": []}},
    {"source": "b", "matter": {"key": "1", "offence": {"source": "c"}}},
    {"source": "b", "matter": {"key": "1", "offence": {"silent": "lost"}}},
    {"source": "b", "matter": {"key": "1", "conduct": {"from": 3}}},
    {"source": "b", "matter": {"key": "1", "conduct": {}}},
    {"source": "b", "matter": {"key": "1", "hardship": True}},
    {"source": "b", "matter": {"key": "1", "identities": [{"register": "r"}]}},
    {"source": "b", "matter": {"key": "1", "denials": [{"of": "miner"}]}},
    {"source": "b", "matter": {"key": "1", "closures": [{"list": "employment", "names": []}]}},
    {"source": "b", "matter": {"key": "1"}, "person": {"closures": [{"list": "employment"}]}},
    {"source": "b", "matter": {"key": "1"}, "person": {"employment": {}}},
    {"source": "b", "matter": {"key": "1"}, "person": {"employment": [{"certain": "no"}]}},
    {"matter": {"key": "1"}, "set-aside": [{"label": "x", "by": "B", "on": "2024-01-02"}]},
]


@pytest.mark.parametrize("value", BAD, ids=str)
def test_it_refuses_what_the_reader_refuses(value: object) -> None:
    assert not validator().is_valid(value)
    assert codes_of_problems(value)


JUNK: st.SearchStrategy[object] = st.sampled_from(
    [
        *(None, True, 3, 1.5, "", " ", "yes", "theft", "1984", "x", [], {}, [{}], ["theft"]),
        *({"says": "yes"}, {"silent": "destroyed"}, {"from": "1984"}, {"of": "employment"}),
        {"key": "2"},
    ]
)
NAMES = st.sampled_from(["source", "label", "says", "offence", "employment", "names", "nonsense"])


def places(value: object) -> Iterator[tuple[dict[str, object] | list[object], str | int]]:
    if isinstance(value, dict):
        for key in value:
            yield value, key
            yield from places(value[key])
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield value, at
            yield from places(inner)


@given(st.sampled_from(EXAMPLES), st.data())
@examples(150)
def test_they_agree_on_examples_with_a_fault_put_in(path: Path, data: st.DataObject) -> None:
    value = as_json(path)
    held, key = data.draw(st.sampled_from(list(places(value))))
    junk = data.draw(JUNK)
    if isinstance(held, dict):
        held[data.draw(st.one_of(st.just(str(key)), NAMES))] = junk
    else:
        assert isinstance(key, int)
        held[key] = junk
    found = codes_of_problems(value)
    if validator().is_valid(value):
        assert found <= NOT_SEEN
    else:
        assert found
