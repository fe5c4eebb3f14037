"""The one reader of TOML: what cannot be read is a problem with its line, whatever it is."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.problems import Place, Problem, ProblemsFound
from amends.problems.toml import LONGEST, read_text, read_toml


def problem(given: str | bytes) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        read_toml(read_text(given, "a.toml") if isinstance(given, bytes) else given, "a.toml")
    (only,) = found.value.problems
    return only


def test_what_is_right_is_read_with_or_without_a_mark() -> None:
    for content in ("a.b = 'Siân'".encode(), "a.b = 'Siân'".encode("utf-8-sig")):
        assert read_toml(read_text(content, "a.toml"), "a.toml") == {"a": {"b": "Siân"}}


@pytest.mark.parametrize(
    ("given", "code", "line", "column"),
    [
        ("a = 1\nb = \n", "not-toml", 2, 5),
        ("a = 1\na = 2\n", "not-toml", 2, 6),
        ("a = [", "not-toml", 1, 6),
        ("a = 1\nb = 1984-02-31", "not-toml", 2, 5),
        (f"a = 1\nb = {'9' * 5000}", "not-toml", 2, 5),
        ("a = 'é'\nb = 'é".encode() + b"\xff'", "not-utf-8", 2, 7),
        ("\n  a" + ".a" * 20_000 + " = 1", "toml-too-deep", 2, 1),
        ("[a" + " . 'a'" * 20_000 + "]", "toml-too-deep", 1, 1),
        ("a = {" + r'"\"".' * 20_000 + "a = 1}", "toml-too-deep", 1, 5),
        ("a = " + "[" * 20_000 + "]" * 20_000, "toml-too-deep", 0, 0),
        ("#" * (LONGEST + 1), "toml-too-long", 0, 0),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(
    given: str | bytes, code: str, line: int, column: int
) -> None:
    found = problem(given)
    assert (found.code, found.place) == (code, Place("a.toml", line, column))
    assert found.remedy


def test_a_text_with_many_full_stops_is_no_long_key() -> None:
    phrase = "B.O.P. " * 100
    assert read_toml(f'a = ["{phrase}",\n"{phrase}"]', "a.toml") == {"a": [phrase, phrase]}


@given(st.binary(max_size=60))
def test_no_bytes_come_to_anything_but_a_table_or_problems(content: bytes) -> None:
    with suppress(ProblemsFound):
        assert isinstance(read_toml(read_text(content, "a.toml"), "a.toml"), dict)
