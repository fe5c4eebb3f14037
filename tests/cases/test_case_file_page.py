"""Every example on the page about case files can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from amends.cases.case_file import read_case_file
from amends.cases.case_subject import DEEPEST, MOST_STATEMENTS
from amends.cases.case_text import LONGEST
from amends.notation.shelf import load
from amends.truth.statements import Silence

SCHEME = load("miners-strike-pardons-2022").scheme
PAGE = Path(__file__).resolve().parents[2] / "docs" / "handbook" / "case-files.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_read(example: str) -> None:
    # A piece of a matter is shown without the lines above it.
    head = "" if "[[matter]]" in example else 'source = "book"\n[[matter]]\nkey = "1"\n'
    assert read_case_file(head + example, PAGE.name, SCHEME, lambda name: load(name).scheme)


def test_the_page_names_the_limits_and_the_reasons_that_there_are() -> None:
    words = " ".join(TEXT.split())
    assert f"above {LONGEST:,} characters" in words
    assert f"more than {MOST_STATEMENTS} statements" in words
    assert DEEPEST == 6
    assert "more than six deep" in words
    assert not [silence for silence in Silence if f"`{silence.value}`" not in words]
