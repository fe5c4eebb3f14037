"""The sheet that is made of a renewed one."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from amends.problems import ProblemsFound
from amends.seals import Json, canonical, digest
from amends.sheets import all_answers, checked, renewal, sheet_anew, sheet_schema
from amends.sheets.checking import Checked, Page
from amends.sheets.making import Unsealed
from seals import second_verifier
from sheets.made import (
    CASES,
    MADE_ON,
    NOW,
    VERSION,
    Files,
    example,
    files_of,
    made_of,
    shelved,
    weigh,
)

EXAMPLES = sorted(path.stem for path in CASES.glob("*.toml"))
LATER = MADE_ON + 40


def anew(files: Files, on: int = NOW) -> tuple[Checked, Unsealed]:
    found = checked(files.sealed, "sheet.json", VERSION)
    law = shelved()
    kept = files.kept if files.made.withheld else None
    answers = all_answers(found, "sheet.json", kept, "kept")
    renewed = renewal(
        found.sheet, answers, law.scheme, on, sha256=law.sha256, weigh=weigh, file="s"
    )
    new = sheet_anew(
        found,
        answers,
        renewed,
        sha256=law.sha256,
        version=VERSION,
        made_on=LATER,
        file="sheet.json",
    )
    return found, new


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_new_sheet_is_the_one_that_the_case_file_would_make_and_names_the_old(
    name: str,
) -> None:
    old, new = anew(files_of(made_of(example(name))))
    straight: Any = deepcopy(made_of(example(name), on=NOW).sheet)
    straight["made_on"] = new.sheet["made_on"]
    straight["renews"] = {
        "seal_code": old.verified.code,
        "on": "2023-06-01",
        "made_on": "2026-05-01",
    }
    assert new.sheet == straight
    Draft202012Validator(sheet_schema()).validate(new.sheet)


def test_a_sheet_that_renews_none_says_so() -> None:
    assert made_of(example("picket")).sheet["renews"] is None
    assert "It renews" not in files_of(made_of(example("picket"))).page.decode("utf-8")


def test_the_page_of_the_new_sheet_shows_the_code_of_the_old_and_is_held_to_it() -> None:
    old, new = anew(files_of(made_of(example("picket"))))
    page = files_of(new).page
    assert old.verified.code in page.decode("utf-8")
    assert checked(page, "sheet.html", VERSION).page is Page.SAME


def test_how_an_answer_is_known_is_not_lost() -> None:
    source = min(one["source"] for one in made_of(example("picket")).sheet["answers"])
    text = f'\n[known-by]\n"{source}" = "document"\n'.encode()
    made = made_of(example("picket") + text)
    assert {one["known"] for one in made.sheet["answers"]} == {"document", "not said"}
    _, new = anew(files_of(made))
    assert new.sheet["answers"] == made.sheet["answers"]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("withhold", [("offence",), ("employment", "conduct"), ("all",)])
def test_what_was_withheld_is_withheld_again_with_new_salts(
    name: str, withhold: tuple[str, ...]
) -> None:
    files = files_of(made_of(example(name), withhold=withhold))
    _, new = anew(files)
    hidden = [one["answer"] for one in files.made.withheld]
    assert [one["answer"] for one in new.withheld if one["answer"] in hidden] == hidden
    assert all(one not in new.sheet["answers"] for one in hidden)
    if withhold == ("all",):
        straight = made_of(example(name), on=NOW, withhold=withhold).sheet
        assert new.sheet["matters"] == straight["matters"]


def test_where_the_old_sheet_shows_all_the_new_one_does() -> None:
    _, new = anew(files_of(made_of(example("daughter"))))
    assert not new.withheld


def test_what_is_no_day_is_not_taken_into_a_new_sheet() -> None:
    made: Any = deepcopy(made_of(example("picket")))
    made.sheet["made_on"] = "as Mr N. said"
    with pytest.raises(ProblemsFound) as told:
        anew(files_of(made))
    (problem,) = told.value.problems
    assert problem.code == "sheet-without-a-day"
    assert "Mr N." not in problem.what


# --- sheets of version 1 ---


def of_version_1(sheet: Any) -> bytes:  # noqa: ANN401 - what a file holds
    old = {name: part for name, part in sheet.items() if name != "renews"}
    body: dict[str, Json] = {
        "format": "amends answer sheet",
        "key": None,
        "sheet": old,
        "version": 1,
        "withheld": [],
    }
    return canonical(body | {"seal": {"sha256": digest(body), "signature": None}}) + b"\n"


def test_a_sheet_of_version_1_is_read_and_renewed_and_its_page_is_not_compared() -> None:
    made = made_of(example("picket"))
    sealed = of_version_1(made.sheet)
    assert second_verifier.passes(sealed)
    found = checked(sealed, "sheet.json", VERSION)
    assert found.sheet == made.sheet
    assert found.verified.version == 1
    files = Files(made, sealed, b"", found.verified)
    assert checked(files.page, "sheet.html", VERSION).page is Page.NOT_COMPARED
    old, new = anew(files)
    assert new.sheet["renews"] == {
        "seal_code": old.verified.code,
        "on": "2023-06-01",
        "made_on": "2026-05-01",
    }


def test_a_sheet_of_version_1_that_says_what_only_version_2_can_is_refused() -> None:
    made: Any = deepcopy(made_of(example("picket")).sheet)
    made["renews"] = {"seal_code": "A", "on": "B", "made_on": "C"}
    content = json.loads(of_version_1(made))
    content["sheet"]["renews"] = made["renews"]
    body = {name: part for name, part in content.items() if name != "seal"}
    content["seal"]["sha256"] = digest(body)
    with pytest.raises(ProblemsFound) as told:
        checked(canonical(content), "sheet.json", VERSION)
    assert [one.code for one in told.value.problems] == ["foreign-sheet"]
