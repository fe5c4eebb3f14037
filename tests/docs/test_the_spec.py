"""Every chapter of docs/handbook/spec/: its schemes are sound, its rows right on every engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from amends.cases.case import Case
from amends.scheme.law import Law
from amends.truth.states import Outcome
from docs.pages import fenced, fences, is_as_printed, run, steps, write_files
from docs.spec import AMENDMENT, CASE, CHAPTERS, CONTENTS, examples
from lib.agreement import Told, by_reference, by_sql, of_case
from lib.case_tables import rows_by_law, wrong

FEWEST_ROWS = 8
KINDS = {"scheme", "amendment", "toml", "sh", "text"}

# What an engine says of cases under a law, by case and effect. The one of the page needs a
# browser: `engines.page.test_agreement` puts the same rows to it.
Engine = Callable[[Law, Sequence[Case]], Mapping[tuple[str, str], Told]]
ENGINES: Mapping[str, Engine] = {"reference": by_reference, "sql": by_sql}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_row_is_right_on_every_engine_and_they_agree_on_the_reasons(chapter: str) -> None:
    for example in examples(chapter):
        for law, rows in rows_by_law(example.scheme, example.rows):
            cases = [*(row.case for row in rows), *example.cases]
            told = {name: engine(law, cases) for name, engine in ENGINES.items()}
            for name, answers in told.items():
                found = [
                    line for row in rows for line in wrong(row, of_case(answers, row.case.key))
                ]
                assert not found, f"{name}:\n" + "\n".join(found)
            assert all(answers == told["reference"] for answers in told.values())


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_schemes_of_a_chapter_have_no_problem_and_each_condition_is_tried_each_way(
    chapter: str, tmp_path: Path
) -> None:
    for number, example in enumerate(examples(chapter)):
        folder = tmp_path / str(number)
        assert example.file in write_files(CHAPTERS[chapter], folder)
        (folder / "cases").mkdir()
        (folder / "cases" / chapter).write_text(example.beneath, encoding="utf-8")
        result = run(f"amends check {folder / example.file}")
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_a_chapter_has_typed_answers_as_it_prints(
    chapter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = CHAPTERS[chapter]
    write_files(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    for step in steps(page):
        assert step.said is not None, step.typed
        result = run(step.typed)
        assert is_as_printed(result.stdout, step.said), f"{step.typed}\n{result.output}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_has_a_scheme_and_rows_and_nothing_that_is_not_tried(chapter: str) -> None:
    page = CHAPTERS[chapter]
    assert len(fenced(page, "scheme")) == len(examples(chapter)) > 0
    assert all(len(example.rows) for example in examples(chapter))
    assert sum(len(example.rows) for example in examples(chapter)) >= FEWEST_ROWS
    for kind, found in (("amendment", AMENDMENT), ("toml", CASE)):
        assert len(fenced(page, kind)) == len(found.findall(page))
    assert len(fenced(page, "text")) == len(steps(page))
    assert page.count("```") == 2 * len(fences(page))
    assert set(re.findall(r"^```(\w+)$", page, re.MULTILINE)) <= KINDS
    assert "invented" in page
    assert re.search(r"`semantics\.md`, sections? \d", page)


def test_the_contents_name_every_chapter_once() -> None:
    named = re.findall(r"\]\(([\w-]+\.md)\)", CONTENTS)
    assert sorted(named) == sorted(CHAPTERS)


@pytest.mark.parametrize("chapter", ["first-of.md", "totals.md"])
def test_a_row_that_says_otherwise_is_found(chapter: str) -> None:
    example = examples(chapter)[0]
    for law, rows in rows_by_law(example.scheme, example.rows):
        answers = by_reference(law, [row.case for row in rows])
        for row in rows:
            told = of_case(answers, row.case.key)
            assert not [*wrong(row, told)]
            for effect, right in row.outcomes.items():
                other = next(one for one in Outcome if one is not right)
                turned = {**told, effect: (other, *told[effect][1:])}
                assert len([*wrong(row, turned)]) == 1
            for effect in row.reasons:
                outcome, _, brings = told[effect]
                turned = {**told, effect: (outcome, {"section 9"}, brings)}
                assert len([*wrong(row, turned)]) == 1
            for effect in row.amounts:
                turned = {**told, effect: (*told[effect][:2], (1, None))}
                assert len([*wrong(row, turned)]) == 1
