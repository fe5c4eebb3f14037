"""The page on the format says what is so."""

import re
from pathlib import Path

from amends.seals import kept, opened, verify
from amends.seals.canonical import DEEPEST, LARGEST
from amends.seals.json_text import LONGEST
from seals import second_verifier
from seals.sheets import KEY

PAGE = Path(__file__).resolve().parents[2] / "docs" / "handbook" / "answer-sheet-format.md"
TEXT = PAGE.read_text(encoding="utf-8")
SHEET, KEPT = (
    block.encode() for block in re.findall(r"^```json\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
)


def code_on_the_page() -> str:
    found = re.search(r"seal code is `([A-Z2-7-]+)`", TEXT)
    assert found
    return found[1]


def test_both_verifiers_pass_the_sheet_of_the_page_with_its_code_and_key() -> None:
    verified = verify(SHEET, PAGE.name, KEY, code_on_the_page())
    assert verified.sheet["about"] == "an invented person"
    assert second_verifier.verify(SHEET, code_on_the_page(), KEY)["sheet"] == verified.sheet


def test_the_answer_that_it_withholds_is_in_the_list_of_the_page() -> None:
    withheld = verify(SHEET, PAGE.name).withheld
    [shown] = opened(KEPT, PAGE.name, withheld)
    assert shown.number == 1
    assert second_verifier.shown({"withheld": list(withheld)}, KEPT) == [(1, shown.answer)]
    assert b"breach of the peace" in KEPT
    assert b"breach of the peace" not in SHEET
    assert set(KEPT) - set(kept([]))  # it is not the empty list


def test_the_page_names_the_limits_that_there_are() -> None:
    words = " ".join(TEXT.split())
    assert f"from -{LARGEST} to {LARGEST}" in words
    assert f"At most {DEEPEST} objects and lists" in words
    assert f"at most {LONGEST:,} bytes" in words
