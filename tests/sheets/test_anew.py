"""The sheet that is made of a renewed one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from amends.problems import ProblemsFound
from amends.seals import Json, canonical, commitment, digest, kept, sealed
from amends.sheets import (
    all_answers,
    checked,
    names_withheld,
    renewal,
    sheet_anew,
    sheet_schema,
)
from amends.sheets.checking import Checked, Page
from amends.sheets.contents import Sheet
from amends.sheets.making import Unsealed
from seals import second_verifier
from sheets.lamps import lamps, on
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
from sheets.test_sums import made as lamps_made

EXAMPLES = sorted(path.stem for path in CASES.glob("*.toml"))
LATER = MADE_ON + 40
NAMEABLE = sorted(
    {
        *shelved().scheme.list_named,
        *(
            fact
            for kind in ("person", "matter", *shelved().scheme.list_named)
            for fact in shelved().scheme.facts_of(kind)
        ),
    }
)


def anew(files: Files, day: int = NOW) -> tuple[Checked, Unsealed]:
    found = checked(files.sealed, "sheet.json", VERSION)
    law = shelved()
    given = files.kept if files.made.kept_apart else None
    answers = all_answers(found, "sheet.json", given, "kept")
    names = names_withheld(found, "sheet.json", given, "kept")
    renewed = renewal(
        found.sheet, answers, law.scheme, day, sha256=law.sha256, weigh=weigh, file="s"
    )
    new = sheet_anew(
        found,
        answers,
        names,
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
    assert new.sheet == as_if_made(name, new.sheet)
    assert new.sheet["renews"] == {
        "seal_code": old.verified.code,
        "on": "2023-06-01",
        "made_on": "2026-05-01",
    }
    Draft202012Validator(sheet_schema()).validate(new.sheet)


def as_if_made(name: str, new: Sheet, *withhold: str) -> Any:  # noqa: ANN401 - to be held to it
    """The sheet that the case file of an example would make on the new day."""
    straight = made_of(example(name), on=NOW, withhold=withhold).sheet
    return {**straight, "made_on": new["made_on"], "renews": new["renews"]}


@pytest.mark.parametrize("name", EXAMPLES)
def test_whatever_was_named_is_withheld_no_less_and_no_more_than_from_the_case_file(
    name: str,
) -> None:
    for withheld in (*NAMEABLE, "all"):
        _, new = anew(files_of(made_of(example(name), withhold=[withheld])))
        assert new.sheet == as_if_made(name, new.sheet, withheld), withheld
        assert new.names == (withheld,)


def test_what_is_named_and_not_answered_stays_withheld() -> None:
    quarrel = files_of(made_of(example("quarrel"), withhold=["hardship"]))
    assert not quarrel.made.withheld
    _, new = anew(quarrel)
    assert "constable" not in str(new.sheet["matters"])
    _, again = anew(files_of(new))
    assert again.names == ("hardship",)


def test_a_part_that_is_law_on_one_day_alone_stays_withheld_on_another() -> None:
    files = files_of(lamps_made("1950-01-01", "granted"))
    found = checked(files.sealed, "sheet.json", VERSION)
    answers = all_answers(found, "s", files.kept, "k")
    for same in ("0" * 64, "1" * 64):
        renewed = renewal(
            found.sheet, answers, lamps(), on("1932-01-01"), sha256=same, weigh=weigh, file="s"
        )
        more: Any = {"sha256": same, "version": VERSION, "made_on": LATER, "file": "s"}
        assert "granted" not in renewed.law.scheme.part_named
        if renewed.same_text:
            new = sheet_anew(found, answers, ["granted"], renewed, **more)
            assert new.names == ("granted",)
            continue
        with pytest.raises(ProblemsFound) as told:  # it may be called otherwise there
            sheet_anew(found, answers, ["granted"], renewed, **more)
        assert [one.code for one in told.value.problems] == ["unknown-to-withhold"]


def test_without_the_names_no_new_sheet_is_made() -> None:
    files = files_of(made_of(example("picket"), withhold=["offence", "hardship"]))
    found = checked(files.sealed, "sheet.json", VERSION)
    list_given = json.loads(files.kept)
    without = {**list_given, "answers": list_given["answers"][:-1]}
    content = json.dumps(without).encode()
    assert all_answers(found, "s", content, "k")
    for given in (content, None):
        with pytest.raises(ProblemsFound) as told:
            names_withheld(found, "s", given, "k")
        assert [one.code for one in told.value.problems] == ["names-not-shown"]
    list_given["answers"][-1]["answer"]["names"] = ["offence"]
    with pytest.raises(ProblemsFound) as told:
        names_withheld(found, "s", json.dumps(list_given).encode(), "k")
    assert [one.code for one in told.value.problems] == ["answer-not-withheld"]


def test_what_is_no_list_of_names_is_no_sheet_of_ours() -> None:
    salt = bytes(32)
    made = made_of(example("picket")).sheet
    odd: list[Json] = [{"names": "all"}, {"names": [1]}, ["all"], {"names": [], "more": 1}]
    for names in odd:
        sheet: Any = {**made, "names_withheld": commitment(salt, names)}
        found = checked(sealed(sheet), "sheet.json", VERSION)
        with pytest.raises(ProblemsFound) as told:
            names_withheld(found, "s", kept([(salt, names)]), "k")
        assert [one.code for one in told.value.problems] == ["foreign-sheet"]


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


def of_version_1(sheet: Any, withheld: Sequence[str] = ()) -> bytes:  # noqa: ANN401 - as it is
    old = {name: part for name, part in sheet.items() if name not in ("renews", "names_withheld")}
    body: dict[str, Json] = {
        "format": "amends answer sheet",
        "key": None,
        "sheet": old,
        "version": 1,
        "withheld": list(withheld),
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


def renewed_of_version_1(name: str, *withhold: str) -> tuple[Unsealed, Unsealed]:
    """A sheet of version 1, which does not say what was named, and the one that renews it."""
    files = files_of(made_of(example(name), withhold=withhold))
    sealed_then = of_version_1(files.made.sheet, files.verified.withheld)
    answers = json.loads(files.kept)["answers"][:-1]
    kept_then = json.dumps({**json.loads(files.kept), "answers": answers}).encode()
    old = replace(files, sealed=sealed_then, kept=kept_then)
    return files.made, anew(old)[1]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("withhold", ["offence", "employment", "relative", "all"])
def test_what_a_sheet_of_version_1_does_not_show_is_not_shown_again(
    name: str, withhold: str
) -> None:
    old, new = renewed_of_version_1(name, withhold)
    hidden = [one["answer"] for one in old.withheld]
    assert all(one not in new.sheet["answers"] for one in hidden)


def test_of_a_list_withheld_in_version_1_the_list_alone_is_named() -> None:
    old, new = renewed_of_version_1("daughter", "relative")
    assert new.names == ("relative",)
    assert new.sheet["answers"] == old.sheet["answers"]
    _, inner = renewed_of_version_1("daughter", "relation")
    assert inner.names == ("relation",)


@pytest.mark.parametrize(
    ("name", "value"),
    [("renews", {"seal_code": "A", "on": "B", "made_on": "C"}), ("names_withheld", None)],
)
def test_a_sheet_of_version_1_that_says_what_only_version_2_can_is_refused(
    name: str, value: Json
) -> None:
    made: Any = deepcopy(made_of(example("picket")).sheet)
    content = json.loads(of_version_1(made))
    content["sheet"][name] = value
    body = {name: part for name, part in content.items() if name != "seal"}
    content["seal"]["sha256"] = digest(body)
    with pytest.raises(ProblemsFound) as told:
        checked(canonical(content), "sheet.json", VERSION)
    assert [one.code for one in told.value.problems] == ["foreign-sheet"]
