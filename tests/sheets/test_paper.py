"""The paper of a sheet: tagged for those who hear it, the same bytes each time."""

from __future__ import annotations

import sys

import page
import pytest

from amends.problems import ProblemsFound
from amends.sheets import Shown, Unsealed, paper_of
from amends.truth.edtf import day
from sheets.made import CASES, example, files_of, made_of

REDRESS = "horizon-convictions-redress-scheme"


EXAMPLES = sorted(path.stem for path in CASES.glob("*.toml"))
AWARDED = b"""
source = "letter of the court"
[person]
key = "person S"
[[matter]]
key = "conviction S1"
result = "quashed by the 2024 Act"
"""


def paper(text: bytes, *withhold: str, large_print: bool = False) -> bytes:
    return printed(made_of(text, withhold=withhold), large_print=large_print)


def printed(made: Unsealed, *, large_print: bool = False) -> bytes:
    files = files_of(made)
    return paper_of(Shown(files.made.sheet, files.verified), large_print=large_print)


# --- held to PDF/UA-1 by a validator ---


def faults(made: bytes) -> list[str]:
    """The rules of PDF/UA-1 that a paper does not keep, as `page-validation` names them."""
    report = page.validate_pdf_bytes(made, profile="ua1")
    assert report.rules.total > 100
    assert report.is_compliant == (not report.failures)
    return [failure.rule_id for failure in report.failures]


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_paper_of_every_example_is_pdf_ua(name: str, *, large_print: bool) -> None:
    assert faults(paper(example(name), large_print=large_print)) == []


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize(
    "made",
    [
        pytest.param(made_of(example("two-convictions"), withhold=["offence"]), id="two, some"),
        pytest.param(made_of(example("two-convictions"), withhold=["all"]), id="two, withheld"),
        pytest.param(made_of(example("picket"), on=day(2000, 1, 1)), id="not in force"),
        pytest.param(made_of(AWARDED, law_id=REDRESS, on=day(2025, 1, 1)), id="sums"),
        pytest.param(
            made_of(
                example("picket"),
                renews={"seal_code": "AAAA", "on": "2023-06-01", "made_on": "2023-06-02"},
            ),
            id="one that renews another",
        ),
    ],
)
def test_so_is_that_of_a_sheet_of_another_kind(made: Unsealed, *, large_print: bool) -> None:
    assert faults(printed(made, large_print=large_print)) == []


@pytest.mark.parametrize(
    ("mark", "instead", "rule"),
    [
        (b"/Lang(en-GB)", b"/Lung(en-GB)", "TEXT-LANGUAGE"),
        (b"/Marked true", b"/Morked true", "TAGGED-DOCUMENT"),
        (b"/DisplayDocTitle true", b"/DosplayDocTitle true", "VIEWER-PREFERENCES"),
        (b"<pdfuaid:part>1<", b"<pdfuaid:part>9<", "ID-PART"),
        (b"/S/H2", b"/S/H4", "HEADING-NESTING"),
        (b"/S/TH/", b"/S/H6/", "TR-KIDS"),
        (b"/FontFile3", b"/FuntFile3", "FONT-EMBEDDING"),
    ],
)
def test_the_validator_finds_what_is_broken(mark: bytes, instead: bytes, rule: str) -> None:
    made = paper(example("picket"))
    assert mark in made
    found = faults(made.replace(mark, instead))
    assert any(rule in one for one in found), found


def test_in_large_print_each_answer_stands_by_itself_and_no_table_is_left() -> None:
    plain, large = (paper(example("picket"), large_print=large) for large in (False, True))
    assert b"/S/Table" in plain
    assert b"/S/Table" not in large


def test_lines_that_stand_beneath_one_are_one_list() -> None:
    text = (b"/S/L/", b"/S/LI/")
    lists, items = (paper(example("torn-page")).count(mark) for mark in text)
    assert 0 < 2 * lists < items


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
