"""Every chapter of docs/handbook/spec/: its schemes are sound, its rows right on every engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.notation import read
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.states import Outcome
from docs.pages import DOCS, fenced, fences, is_as_printed, run, steps, write_files
from lib.agreement import Told, by_reference, by_sql

SPEC = DOCS / "spec"
CHAPTERS = {path.name: path.read_text(encoding="utf-8") for path in sorted(SPEC.glob("*.md"))}
CONTENTS = CHAPTERS.pop("README.md")
FEWEST_ROWS = 8
KINDS = {"scheme", "amendment", "toml", "sh", "text"}

# What an engine says of cases under a law, by case and effect. One more engine is one more line.
Engine = Callable[[Law, Sequence[Case]], Mapping[tuple[str, str], Told]]
ENGINES: Mapping[str, Engine] = {"reference": by_reference, "sql": by_sql}

_SCHEME = re.compile(r"^`([\w-]+\.scheme)`:\n\n```scheme\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_AMENDMENT = re.compile(
    r"^`([\w-]+\.amendment)`:\n\n```amendment\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
_CASE = re.compile(r"^`([\w-]+\.toml)`:\n\n```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A scheme of a chapter with all that stands beneath it, up to the next scheme.

    `beneath` keeps the line numbers of the page. `cases` are those of its case files.
    """

    file: str
    scheme: Scheme
    beneath: str
    rows: tuple[SpecRow, ...]
    cases: tuple[Case, ...]


@cache
def examples(chapter: str) -> tuple[Example, ...]:
    page = CHAPTERS[chapter]
    found = [*_SCHEME.finditer(page)]
    ends = [*(match.start() for match in found[1:]), len(page)]
    return tuple(_example(chapter, *each) for each in zip(found, ends, strict=True))


def _example(chapter: str, found: re.Match[str], end: int) -> Example:
    page = CHAPTERS[chapter]
    beneath = "\n" * page.count("\n", 0, found.end()) + page[found.end() : end]
    amendments = [(text, name) for name, text in _AMENDMENT.findall(beneath)]
    scheme = read(found[2], found[1], amendments)
    cases = (
        case for name, text in _CASE.findall(beneath) for case in read_case_file(text, name, scheme)
    )
    rows = read_spec_tables(beneath, chapter, scheme)
    return Example(found[1], scheme, beneath, rows, tuple(cases))


def by_law(example: Example) -> Iterator[tuple[Law, list[SpecRow]]]:
    """The rows together that are read under one law."""
    of: dict[tuple[int, tuple[tuple[int, bool], ...]], list[SpecRow]] = {}
    for row in example.rows:
        of.setdefault((row.on, tuple(row.supposed.items())), []).append(row)
    for (on, supposed), rows in of.items():
        yield as_at(example.scheme, on, dict(supposed)), rows


def wrong(row: SpecRow, scheme: Scheme, told: Mapping[tuple[str, str], Told]) -> Iterator[str]:
    """What an engine says otherwise than a row."""
    first = scheme.effects[0].name
    for effect, right in {first: row.outcome, **row.others}.items():
        said = told.get((row.case.key, effect))
        if (said[1] if said else None) is not right:
            yield f"{row.place.line}, {row.label}: {effect} {said and said[1]}, not {right}"
    for effect, provisions in {first: row.decided_by, **row.reasons}.items():
        if provisions and told[row.case.key, effect][2] != set(provisions):
            by = sorted(told[row.case.key, effect][2])
            yield f"{row.place.line}, {row.label}: {effect} decided by {by}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_row_is_right_on_every_engine_and_they_agree_on_the_reasons(chapter: str) -> None:
    for example in examples(chapter):
        for law, rows in by_law(example):
            cases = [*(row.case for row in rows), *example.cases]
            told = {name: engine(law, cases) for name, engine in ENGINES.items()}
            for name, answers in told.items():
                found = [line for row in rows for line in wrong(row, example.scheme, answers)]
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
    for kind, found in (("amendment", _AMENDMENT), ("toml", _CASE)):
        assert len(fenced(page, kind)) == len(found.findall(page))
    assert len(fenced(page, "text")) == len(steps(page))
    assert page.count("```") == 2 * len(fences(page))
    assert set(re.findall(r"^```(\w+)$", page, re.MULTILINE)) <= KINDS
    assert "invented" in page
    assert re.search(r"`semantics\.md`, sections? \d", page)


def test_the_contents_name_every_chapter_once() -> None:
    named = re.findall(r"\]\(([\w-]+\.md)\)", CONTENTS)
    assert sorted(named) == sorted(CHAPTERS)


def test_a_row_that_says_otherwise_is_found() -> None:
    example = examples("first-of.md")[0]
    for law, rows in by_law(example):
        told = by_reference(law, [row.case for row in rows])
        for row in rows:
            assert not [*wrong(row, example.scheme, told)]
            for effect, right in {**row.others, "striking out": row.outcome}.items():
                other = next(one for one in Outcome if one is not right)
                key = (row.case.key, effect)
                turned = {**told, key: (told[key][0], other, *told[key][2:])}
                assert len([*wrong(row, example.scheme, turned)]) == 1
            for effect, provisions in row.reasons.items():
                key = (row.case.key, effect)
                turned = {**told, key: (*told[key][:2], {"section 9"}, *told[key][3:])}
                assert len([*wrong(row, example.scheme, turned)]) == bool(provisions)
