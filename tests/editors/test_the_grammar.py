"""The colours of an editor are held to the notation, over every scheme that there is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from amends.notation.amending import HEADERS as AMENDING
from amends.notation.conditions import LABEL
from amends.notation.headings import KEYWORDS
from amends.notation.names import OPENERS
from amends.notation.shelf import AMENDMENT, SUFFIX, on_shelf
from amends.notation.spelling import DAY, masked, without_comment
from amends.problems import Place, Problem, as_line
from amends.scheme.declarations import Answer, FactKind, FactType, Operation
from amends.scheme.telling import Tells
from editors.textmate import Piece, pieces

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = ROOT / "editors" / "vscode"
GRAMMAR = json.loads((EXTENSION / "syntaxes" / "amends.tmLanguage.json").read_text("utf-8"))
FOLDERS = [*(path.parent for path in on_shelf().values()), *(ROOT / "examples/schemes").iterdir()]
FILES = sorted(
    path
    for folder in FOLDERS
    for path in folder.iterdir()
    if path.suffix in {".scheme", ".amendment"}
)
WORDS = sorted({*KEYWORDS, *AMENDING, "change"}, key=lambda word: (-len(word), word))
MARKED = re.compile(r'"(?:[^"]|"")*"|`(?:[^`]|``)*`')
DAYS = re.compile(rf"(?<![\w-]){DAY.pattern}(?![\w-])")
# What begins a line of which the rest is a text.
PROSE = {
    *("scheme", "id", "citation", "uri", "jurisdiction", "reviewed", "matter", "amendment"),
    *("ask", "look", "source"),
}


@cache
def coloured(text: str) -> tuple[Piece, ...]:
    return tuple(pieces(GRAMMAR, text))


def scopes_at(text: str, line: int, start: int, end: int) -> set[str]:
    """The innermost scope of each piece between two columns of a line; spaces do not count."""
    return {
        piece.scopes[-1]
        for piece in coloured(text)
        if piece.line == line and piece.start < end and piece.end > start and piece.text.strip()
    }


def scopes_of(text: str, words: str) -> set[str]:
    """The innermost scopes of the first place in a text where these words stand."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    assert found is not None, words
    at = found.start()
    start = at - text.rfind("\n", 0, at) - 1
    return scopes_at(text, text.count("\n", 0, at) + 1, start, start + len(words))


def is_keyword(scopes: set[str]) -> bool:
    return bool(scopes) and all(scope.startswith("keyword.") for scope in scopes)


# --- the words of the notation ---


@pytest.mark.parametrize("word", OPENERS)
def test_every_word_that_a_condition_may_begin_with_is_a_keyword(word: str) -> None:
    text = f"section 1  pardoned\n  all of\n    (a) {word} x\n"
    if word == "source":  # a line of a part
        text = "section 1  pardoned\n  source the Act\n"
    assert is_keyword(scopes_of(text, word))


@pytest.mark.parametrize("word", WORDS)
def test_every_word_that_a_line_at_the_edge_begins_with_is_a_keyword(word: str) -> None:
    assert is_keyword(scopes_of(f"{word}  x\n", word))
    assert is_keyword(scopes_of(f"section 1  x\n  on duty\n\n{word}  x\n", word))
    longer = f"{word}x"
    assert scopes_of(f"{longer}  x\n  on duty\n", longer) == {"entity.name.section.amends"}


@pytest.mark.parametrize("word", ["for", "substitute", "after", "before", "insert", "repeal"])
def test_every_word_of_an_amendment_is_a_keyword(word: str) -> None:
    text = f"change  section 1  in section 2\n  {word}  (a) on duty\n"
    assert scopes_of(text, word) == {"keyword.control.amending.amends"}


@pytest.mark.parametrize("kind", FactKind)
@pytest.mark.parametrize(
    "type_", ["yes or no", "one of x", *(t.value for t in FactType if t is not FactType.CODE)]
)
def test_a_fact_is_declared_with_its_type(kind: FactKind, type_: str) -> None:
    text = f"of the person\n  {kind.value}  given back  {type_}\n"
    assert scopes_of(text, kind.value) == {"storage.type.amends"}
    assert "support.type.amends" in scopes_of(text, type_)


@pytest.mark.parametrize("operation", Operation)
def test_how_an_effect_comes_about_is_a_keyword(operation: Operation) -> None:
    text = f"effect  pardon {operation.value}, where section 1 pardoned\n"
    assert is_keyword(scopes_of(text, operation.value))
    assert scopes_of(text, "section 1") == {"entity.name.section.amends"}


@pytest.mark.parametrize("word", ["said as", "see"])
def test_what_is_said_plainly_of_a_word_begins_with_a_keyword(word: str) -> None:
    text = f'words offences\n  see through\n    {word}  another  "if so"\n'
    assert is_keyword(scopes_at(text, 3, 4, 4 + len(word)))
    assert scopes_of(text, "see through") == {"source.amends"}


@pytest.mark.parametrize("tells", Tells)
def test_what_a_fact_tells_begins_with_a_keyword(tells: Tells) -> None:
    text = f"of the person\n  recorded  x  date\n    tells {tells.value}\n  recorded  tells  date\n"
    assert is_keyword(scopes_at(text, 3, 4, 9))
    assert scopes_at(text, 3, 10, 10 + len(tells.value)) == {"constant.language.answer.amends"}
    assert scopes_at(text, 4, 12, 17) == {"source.amends"}


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_to_what_an_effect_means_is_one(answer: Answer) -> None:
    text = (
        f"effect  x by sweep, where y\n  means\n    covers the dead  {answer.value}  the Schedule\n"
    )
    assert "constant.language.answer.amends" in scopes_of(text, answer.value)


def test_names_and_questions_have_no_keywords_in_them() -> None:
    text = "words relations\n  son or daughter\n  not the same\n"
    assert scopes_of(text, "son or daughter") == {"source.amends"}
    asked = '  recorded  kin  date\n    ask   "Is it so?"\n    look  the book and the roll\n'
    assert scopes_of(asked, "the book and the roll") == {"string.unquoted.amends"}
    point = "open point 1  section 2  does the Act not say if or before?\n"
    assert "keyword.control.amends" not in scopes_of(point, "does the Act not say if or before?")


def test_what_stands_behind_a_block_is_no_longer_in_it() -> None:
    means = "effect  x by sweep, where y\n  means\n    covers the dead  no  section 1\n"
    assert is_keyword(scopes_of(means + "  does not\n    section 2  end\n", "does not"))
    part = "section 1  y\n  unless z\n"
    assert is_keyword(scopes_of(means + part, "unless"))
    assert is_keyword(scopes_of("words x\n  a\n\n" + part, "unless"))
    assert is_keyword(scopes_of("codes section 2 of x\n  a\n\n" + part, "unless"))
    assert is_keyword(scopes_of("other routes\n  an appeal\n" + part, "unless"))


# --- every scheme ---


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_comments_marked_words_days_labels_and_headings_are_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), start=1):
        for (start, end), *scopes in expected(line):
            said = scopes_at(text, number, start, end)
            where = f"{path.name}:{number}: {line[start:end]!r} is {said}"
            assert said, where
            assert all(scope.startswith(tuple(scopes)) for scope in said), where


def expected(line: str) -> Iterator[tuple[Any, ...]]:
    """What must be coloured on a line, as a span and the scopes of which it has one."""
    bare = without_comment(line)
    if bare != line:
        yield (len(bare), len(line)), "comment."
    yield from (((found.span()), "string.", "variable.") for found in MARKED.finditer(bare))
    first = bare.split()[:1]
    if bare and not bare.startswith(" "):
        word = next((word for word in WORDS if re.match(rf"{word}(?= |$)", bare)), "")
        end = len(word) or bare.index("  ")
        yield (0, end), "keyword." if word else "entity.name.section"
    elif first and LABEL.fullmatch(first[0]):
        start = bare.index(first[0])
        yield (start, start + len(first[0])), "entity.name.tag"
    joins = re.search(r"(?:^| )(all of|any of|unless)$", bare)
    if joins:
        yield joins.span(1), "keyword."
    if first and first[0] not in PROSE:
        yield from (
            (found.span(), "constant.numeric.date") for found in DAYS.finditer(masked(bare))
        )


def test_the_extension_names_files_that_are_there_and_reads_a_line_of_check() -> None:
    package = json.loads((EXTENSION / "package.json").read_text("utf-8"))["contributes"]
    assert (EXTENSION / package["languages"][0]["configuration"]).is_file()
    assert (EXTENSION / package["grammars"][0]["path"]).is_file()
    assert package["grammars"][0]["scopeName"] == GRAMMAR["scopeName"]
    assert package["languages"][0]["extensions"] == [SUFFIX, AMENDMENT]
    problem = Problem("tab", Place("laws/a b.scheme", 3, 7), "the line holds a tab", "use spaces")
    pattern = package["problemMatchers"][0]["pattern"]
    found = re.fullmatch(pattern["regexp"], as_line(problem))
    assert found is not None
    read = {key: found[group] for key, group in pattern.items() if key != "regexp"}
    assert read == {
        "file": "laws/a b.scheme",
        "line": "3",
        "column": "7",
        "code": "tab",
        "message": "the line holds a tab; use spaces",
    }
