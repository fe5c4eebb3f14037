"""Each message about a scheme has a wrong scheme that brings it, and is held whole."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from amends.notation import read
from amends.problems import Problem, ProblemsFound, as_text

HERE = Path(__file__).parent
NOTATION = HERE.parents[1] / "src" / "amends" / "notation"
# Brought by whole files, in tests/notation/test_hostile_files.py.
BY_WHOLE_FILES = {
    *("empty-file", "too-large", "not-utf-8", "line-too-long", "too-deep", "too-many-conditions"),
    *("too-many-dates", "too-many-words", "too-many-facts"),
    *("too-many-parts", "too-many-items", "too-many-lines"),
}
# Brought by amendments, in tests/notation/test_amending.py.
BY_AMENDMENTS = {
    *("amends-another", "change-of-nothing", "change-of-several", "change-unfinished"),
    *("changed-twice", "comes-back", "limbs-without-connective", "lines-beneath"),
}


@dataclass(frozen=True)
class Wrong:
    """A change to the right scheme, and what is told of it."""

    title: str
    edits: tuple[tuple[str, str], ...]
    said: str


def blocks() -> Iterator[tuple[str, list[str]]]:
    text = (HERE / "wrong-schemes.txt").read_text(encoding="utf-8")
    for block in text.split("\n= ")[1:]:
        title, *lines = block.rstrip("\n").split("\n")
        yield title, lines


def wrong_of(title: str, lines: list[str]) -> Wrong:
    edits: list[tuple[list[str], list[str]]] = []
    said: list[str] = []
    before = ""
    for line in filter(None, lines):
        sign, text = line[0], line[2:]
        if sign == "-" and before != "-":
            edits.append(([], []))
        if sign == "!":
            said.append(text)
        else:
            edits[-1][sign == "+"].append(text)
        before = sign
    return Wrong(title, tuple(("\n".join(a), "\n".join(b)) for a, b in edits), "\n".join(said))


(_, RIGHT_LINES), *REST = blocks()
RIGHT = "\n".join(line[2:] for line in RIGHT_LINES) + "\n"
WRONG = [wrong_of(title, lines) for title, lines in REST]


def problems_of(wrong: Wrong) -> tuple[Problem, ...]:
    text = RIGHT
    for old, new in wrong.edits:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(ProblemsFound) as found:
        read(text, "wrong.scheme")
    return found.value.problems


def test_the_scheme_that_is_changed_is_right() -> None:
    assert read(RIGHT, "right.scheme").matter == "conviction"


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.title)
def test_a_wrong_scheme_is_told_in_these_words(wrong: Wrong) -> None:
    told = "\n".join(f"[{p.code}]\n{as_text(p)}" for p in problems_of(wrong))
    assert told == wrong.said


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.title)
def test_no_mistake_brings_a_crowd_of_problems(wrong: Wrong) -> None:
    assert len(problems_of(wrong)) <= 3


def codes_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Refused"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_code_has_a_wrong_scheme() -> None:
    codes = set().union(*(codes_in(path) for path in NOTATION.glob("*.py")))
    shown = {line[1:-1] for w in WRONG for line in w.said.split("\n") if line.startswith("[")}
    assert codes == shown | BY_WHOLE_FILES | BY_AMENDMENTS


def test_two_mistakes_in_two_parts_are_told_at_once_in_the_order_of_the_file() -> None:
    text = RIGHT.replace("on duty\n    (b)", "on dutty\n    (b)").replace(
        "1900-01-01", "1900-02-30"
    )
    text = text.replace("court in section 8", "court in section 7").replace(
        "(a)  insol", "(a)  ins"
    )
    with pytest.raises(ProblemsFound) as found:
        read(text, "wrong.scheme")
    told = [(p.code, p.place.line) for p in found.value.problems]
    assert [code for code, _ in told] == [
        "unknown-word",
        "not-understood",
        "bad-date",
        "unknown-word",
    ]
    assert told == sorted(told, key=lambda pair: pair[1])
