"""The paper of a sheet: tagged for those who hear it, the same bytes each time."""

from __future__ import annotations

import sys

import pytest

from amends.problems import ProblemsFound
from amends.sheets import Shown, paper_of
from sheets.made import CASES, example, files_of, made_of


def paper(text: bytes, *withhold: str) -> bytes:
    files = files_of(made_of(text, withhold=withhold))
    return paper_of(Shown(files.made.sheet, files.verified))


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.toml")))
def test_every_example_makes_a_paper_that_says_it_is_pdf_ua(name: str) -> None:
    made = paper(example(name))
    assert made.startswith(b"%PDF-")
    for mark in (b"<pdfuaid:part>1<", b"/StructTreeRoot", b"/Lang(en-GB)"):
        assert mark in made, mark


def test_the_same_sheet_makes_the_same_bytes() -> None:
    assert paper(example("picket"), "all") == paper(example("picket"), "all")
    assert paper(example("picket")) != paper(example("picket"), "all")


def test_a_text_is_no_markup() -> None:
    hostile = b'#panic() $x$ *b* @none <a> // ` `#read("/etc/passwd")'
    assert paper(example("picket").replace(b"card 301", hostile.replace(b'"', b"'")))


def test_letters_that_no_font_has_are_told() -> None:
    with pytest.raises(ProblemsFound) as found:
        paper(example("picket").replace(b"card 301", "card \U00013000".encode()))
    assert [one.code for one in found.value.problems] == ["paper-unmade"]


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ProblemsFound) as found:
        paper(example("picket"))
    (problem,) = found.value.problems
    assert problem.code == "no-typst"
    assert "amends[paper]" in problem.remedy
