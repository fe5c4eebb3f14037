"""The problems that the handbook lists are those that the program tells, in its words."""

from __future__ import annotations

import ast
import re

import pytest

from amends.handbook.problems import FILLED, Told, problems_told
from problems.test_one_wrong_scheme_per_message import WRONG, Wrong, problems_of


@pytest.fixture(scope="module")
def told() -> tuple[Told, ...]:
    return problems_told()


def fits(said: str, shape: str) -> bool:
    return any(
        re.fullmatch(".*".join(map(re.escape, way.split(FILLED))), said)
        for way in (shape, *shape.split(" / "))
    )


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.title)
def test_what_is_told_of_a_wrong_scheme_is_listed_in_these_words(
    wrong: Wrong, told: tuple[Told, ...]
) -> None:
    for problem in problems_of(wrong):
        assert any(
            listed.code == problem.code and fits(problem.what, listed.what) for listed in told
        ), problem


def test_every_row_says_something_but_where_the_words_come_from_elsewhere(
    told: tuple[Told, ...],
) -> None:
    wordless = {one.code for one in told if not one.what.strip(f"{FILLED} ")}
    assert wordless <= {
        # What parts of a scheme get wrong together is worded by the model.
        *("circle", "does-not-fit", "named-too-often", "too-deep"),
        # What was found wrong in the files of a run, and what the command line says.
        *("run-edited", "run-incomplete", "no-entry", "usage"),
    }


def test_a_code_is_a_few_words_with_hyphens(told: tuple[Told, ...]) -> None:
    assert not [one.code for one in told if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.code)]


def test_each_package_that_tells_problems_is_there(told: tuple[Told, ...]) -> None:
    found = {one.package for one in told}
    assert {"notation", "checks", "cases", "registers", "problems", "runs", "cli"} <= found


def test_a_code_that_is_not_written_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = ast.parse

    def parsed(text: str) -> ast.Module:
        return parse(text.replace('Problem("case-none"', 'Problem(pick("case-none")'))

    monkeypatch.setattr(ast, "parse", parsed)
    with pytest.raises(LookupError, match=r"case_tables, line \d+: the code .* not written out"):
        problems_told()
