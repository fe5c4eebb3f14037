"""A page is verified with what it shows; one that was changed is refused."""

from __future__ import annotations

from base64 import b64encode
from random import Random

import pytest

from amends.problems import ProblemsFound
from amends.seals import sealed
from amends.sheets import Checked, all_answers, checked, shown_of
from amends.sheets.checking import Page
from amends.sheets.showing import LONGEST_PAGE
from seals.sheets import KEY, OTHER_KEY, SEED, SHEET
from sheets.made import VERSION, Files, example, files_of, made_of

FILES = files_of(made_of(example("daughter"), withhold=["offence"]), SEED)
OPEN = files_of(made_of(example("picket")))


def check(content: bytes, version: str = VERSION) -> Checked:
    return checked(content, "sheet.html", version)


def codes(content: bytes, **expected: str) -> list[str]:
    try:
        checked(content, "sheet.html", VERSION, key=expected.get("key"), code=expected.get("code"))
    except ProblemsFound as found:
        return [problem.code for problem in found.problems if problem.remedy]
    return []


@pytest.mark.parametrize("files", [FILES, OPEN])
def test_a_page_and_its_file_are_the_same_sheet(files: Files) -> None:
    page, file = check(files.page), check(files.sealed)
    assert (page.page, file.page) == (Page.SAME, Page.NONE)
    held = file.sheet["names_withheld"]
    assert page.sheet == file.sheet == {**files.made.sheet, "names_withheld": held}
    assert (held is None) == (files is OPEN)
    assert page.verified == file.verified


@pytest.mark.parametrize("seed", range(40))
def test_one_changed_bit_fails(seed: int) -> None:
    dice = Random(seed)
    for content in (FILES.page, FILES.sealed):
        changed = bytearray(content)
        at = dice.randrange(len(changed) - 1)
        changed[at] ^= 1 << dice.randrange(8)
        assert codes(bytes(changed))


def test_what_the_page_shows_is_held_to_its_file() -> None:
    other = OPEN.page.replace(b"pardons this conviction", b"pardons that conviction")
    assert codes(other) == ["page-differs"]


def test_a_page_with_another_file_put_in_is_refused() -> None:
    mine, theirs = (b64encode(files.sealed) for files in (OPEN, FILES))
    assert mine in OPEN.page
    assert codes(OPEN.page.replace(mine, theirs)) == ["page-differs"]


def test_of_a_page_of_another_version_only_the_file_is_verified_and_that_is_said() -> None:
    found = check(OPEN.page.replace(b"pardons this", b"pardons that"), "9.9.9")
    assert found.page is Page.NOT_COMPARED


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE html><p>another page</p>", "no-sheet-in-page"),
        (OPEN.page.replace(b"base64,", b"base64,*"), "no-sheet-in-page"),
        (OPEN.page + OPEN.page, "no-sheet-in-page"),
        (b"<" + b" " * LONGEST_PAGE, "sheet-page-too-long"),
        (b"<" + b'id="sheet-file"' * 200_000, "no-sheet-in-page"),
        (b"{}", "not-a-sheet"),
        (OPEN.sealed[:-40], "not-sealed-json"),
        (FILES.kept, "answers-for-sheet"),
        (sealed(SHEET), "foreign-sheet"),
    ],
)
def test_what_is_no_sheet_of_ours_is_told_by_what_it_is(content: bytes, code: str) -> None:
    assert codes(content) == [code]


def test_a_page_is_held_to_the_key_and_code_that_are_expected() -> None:
    assert not codes(FILES.page, key=KEY, code=FILES.verified.code)
    assert codes(FILES.page, key=OTHER_KEY) == ["another-key"]
    assert codes(OPEN.page, key=KEY) == ["sheet-not-signed"]
    assert codes(OPEN.page, code=FILES.verified.code) == ["another-code"]


# --- answers withheld ---


def test_with_the_list_kept_apart_every_answer_is_there_in_its_place() -> None:
    whole = made_of(example("daughter")).sheet["answers"]
    assert list(all_answers(check(FILES.page), "s", FILES.kept, "k")) == whole
    (shown,) = shown_of(check(FILES.page), FILES.kept, "k")
    assert shown["name"] == "offence"


def test_without_it_nothing_is_assumed() -> None:
    with pytest.raises(ProblemsFound) as found:
        all_answers(check(FILES.page), "s")
    assert [one.code for one in found.value.problems] == ["answers-not-shown"]


def test_a_list_of_another_sheet_is_refused() -> None:
    other = files_of(made_of(example("picket"), withhold=["conduct"])).kept
    with pytest.raises(ProblemsFound) as found:
        all_answers(check(FILES.page), "s", other, "k")
    assert {one.code for one in found.value.problems} == {"answer-not-withheld"}


def test_a_hostile_text_is_shown_as_it_is_and_runs_nothing() -> None:
    text = example("picket").replace(b"card 301", b"</a><script>alert(1)</script>")
    page = files_of(made_of(text)).page
    assert b"<script>alert" not in page
    assert codes(page) == []
