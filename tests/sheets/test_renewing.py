"""A sheet renewed: the same answers, another day's law, and what that changes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.cases.case_file import read_case_file
from amends.notation import read
from amends.notation.shelf import on_shelf
from amends.problems import ProblemsFound
from amends.scheme.law import as_at
from amends.scheme.model import Scheme, break_days
from amends.sheets import check_text, renewal
from amends.sheets.answers import answers_of, cases_of
from amends.sheets.changes import changes, resting_on
from amends.sheets.contents import Sheet
from amends.sheets.renewing import Renewal
from amends.sheets.telling_renewed import renewal_in_words
from amends.truth.edtf import day
from lib.cases import a_case
from lib.dice import Thrown
from lib.schemes import a_scheme
from sheets.made import CASES, NOW, THEN, example, made_of, shelved, weigh

EXAMPLES = sorted(path.stem for path in CASES.glob("*.toml"))
CHANGED = day(2025, 1, 22)
LATER_LISTED = (
    example("picket")
    .replace(b'"breach of the peace"', b'"conspiracy act 1875 s 7"')
    .replace(b'"14/6/84"', b'"1984-06-14"')
)


def renewed(sheet: Sheet, on: int) -> Renewal:
    found = shelved()
    answers = sheet["answers"]
    return renewal(sheet, answers, found.scheme, on, sha256=found.sha256, weigh=weigh, file="s")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("on", [THEN, NOW])
def test_asked_again_on_its_own_day_a_sheet_says_the_same(name: str, on: int) -> None:
    sheet = made_of(example(name), on=on).sheet
    again = renewed(sheet, on)
    assert not again.changed
    assert not again.changes
    for told, matter in zip(sheet["matters"], again.matters, strict=True):
        assert all(effect.then == effect.sheet for effect in matter.effects)
        assert [vars_of(one) for one in matter.answered.case.set_aside] == told["set_aside"]


def vars_of(setting: object) -> dict[str, object]:
    return {name: getattr(setting, name) for name in ("label", "by", "on", "reason")}


def test_a_no_that_a_later_order_turned_says_which_provision_and_by_what() -> None:
    again = renewed(made_of(LATER_LISTED).sheet, NOW)
    ((effect,),) = (matter.effects for matter in again.matters)
    assert (effect.sheet, effect.then, effect.now) == (
        "does_not_apply",
        "does_not_apply",
        "applies",
    )
    by = shelved().scheme.instruments[0]
    made = f"{by.title} ({by.citation})"
    assert [one.words for one in again.changes] == [
        f"section 1(1)(b)(i) was substituted from 22 January 2025 by {made}, article 2(2).",
        f"section 3(ca) was inserted from 22 January 2025 by {made}, article 2(3).",
    ]
    assert "the sheet says: does not apply; now: applies" in renewal_in_words(again)


def test_the_other_way_round_the_same_changes_are_told() -> None:
    again = renewed(made_of(LATER_LISTED, on=NOW).sheet, THEN)
    assert [one.provision for one in again.changes] == ["section 1(1)(b)(i)", "section 3(ca)"]
    assert again.changed


def test_renewed_one_day_short_of_a_change_the_change_is_told() -> None:
    said = " ".join(renewal_in_words(renewed(made_of(LATER_LISTED).sheet, CHANGED - 1)).split())
    assert "Nothing changed in the law between these days. The law has been changed since:" in said
    later = renewal_in_words(renewed(made_of(LATER_LISTED).sheet, CHANGED))
    assert "changed since" not in " ".join(later.split())


def test_from_before_the_law_was_in_force() -> None:
    again = renewed(made_of(example("picket"), on=day(2022, 1, 1)).sheet, THEN)
    ((effect,),) = (matter.effects for matter in again.matters)
    assert (effect.sheet, effect.now) == ("not_in_force", "applies")
    assert [one.kind for one in again.changes] == ["came into force"]


def test_a_sheet_whose_outcome_was_made_up_is_told_from_a_change_of_the_law() -> None:
    sheet: Any = deepcopy(made_of(example("picket")).sheet)
    effect = sheet["matters"][0]["effects"][0]
    effect["outcome"] = effect["exact"] = "does_not_apply"
    again = renewed(sheet, NOW)
    ((found,),) = (matter.effects for matter in again.matters)
    assert (found.sheet, found.then, found.now) == ("does_not_apply", "applies", "applies")
    assert "the law alone does not make the difference" in " ".join(renewal_in_words(again).split())


def test_another_text_of_the_scheme_is_not_taken_for_this_one() -> None:
    sheet = made_of(example("picket")).sheet
    check_text(sheet, shelved().sha256, "s")
    with pytest.raises(ProblemsFound) as found:
        check_text(sheet, "0" * 64, "s")
    assert [one.code for one in found.value.problems] == ["another-text"]
    again = renewal(
        sheet,
        sheet["answers"],
        shelved().scheme,
        NOW,
        sha256="0" * 64,
        weigh=weigh,
        file="s",
    )
    assert not again.same_text
    assert "another text of the scheme" in " ".join(renewal_in_words(again).split())


def foreign(change: str) -> Sheet:
    sheet: Any = deepcopy(made_of(example("picket")).sheet)
    match change:
        case "scheme":
            sheet["law"]["scheme"] = "another"
        case "day":
            sheet["law"]["on"] = "2023-02-30"
        case "point":
            sheet["supposed"] = [{"open_point": 99, "answer": True, "words": ""}]
        case "matter":
            sheet["answers"][-1]["of"] = ["matter", "conviction Z9"]
        case "reserved":
            sheet["answers"][-1]["name"] = "key"
        case "odd path":
            sheet["answers"][0]["of"] = ["person", "employment"]
        case "nothing":
            sheet["answers"][0]["of"] = []
        case "fact":
            sheet["answers"][-1]["name"] = "no such fact"
        case "value":
            sheet["answers"][-1]["value"] = {"more": [1]}
        case "text":
            sheet["answers"][-1]["source"] = "a\u202eb"
    return sheet  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("scheme", "sheet-of-another-scheme"),
        ("day", "sheet-without-a-day"),
        ("point", "unknown-point"),
        ("matter", "answer-out-of-place"),
        ("reserved", "answer-out-of-place"),
        ("odd path", "answer-out-of-place"),
        ("nothing", "answer-out-of-place"),
        ("fact", "unknown-key"),
        ("value", "wrong-type"),
        ("text", "not-text"),
    ],
)
def test_a_sheet_that_does_not_hold_together_is_refused(change: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        renewed(foreign(change), NOW)
    assert [one.code for one in found.value.problems] == [code]


# --- back to the cases ---


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_cases_come_back_as_they_were(name: str) -> None:
    made = made_of(example(name))
    law = as_at(shelved().scheme, THEN)
    back = cases_of(made.sheet, made.sheet["answers"], law, "s")
    cases = read_case_file(example(name), "case.toml", law.scheme)
    assert [replace(one, known_by={}) for one in cases] == list(back)


DENIED = """
source = "pension office letter"
[[person.employment]]
label = "bakery"
employer = "another employer"
certain = false
conventions = ["r1"]
[[person.closures]]
list = "employment"
names = []
may-be = ["bakery"]
but-such-as = [{place = "elsewhere"}]
label = "that is all"
[[person.denials]]
of = "miner"
source = "union roll"
[[matter]]
key = "conviction H1"
identities = [{register = "Kirkhaven", reference = "folio 3"}]
court = {silent = "destroyed"}
"""


def test_entries_in_doubt_closures_denials_silences_and_references_come_back_too() -> None:
    made = made_of(DENIED)
    law = as_at(shelved().scheme, THEN)
    kinds = [one["kind"] for one in made.sheet["answers"]]
    assert kinds == ["entry", "fact", "closure", "denial", "silence"]
    (back,) = cases_of(made.sheet, made.sheet["answers"], law, "s")
    (case,) = read_case_file(DENIED, "case.toml", law.scheme)
    assert back == case


@given(st.integers(0, 2**32))
def test_answers_of_any_scheme_say_what_the_case_says(seed: int) -> None:
    dice = Thrown(Random(seed))
    scheme = a_scheme(dice, depth=0)
    case = a_case(dice, scheme)
    law = as_at(scheme, THEN)
    answers = answers_of([case], law)
    assert len({one["name"] for one in answers}) <= len(answers)
    assert all(one["words"] or one["kind"] == "closure" for one in answers)


# --- what changed ---

LAW = """
scheme        Small Act
id            small-act
citation      1 of 1900
jurisdiction  Nowhere
status        enacted
in force      from 1900-01-01 until 1950-12-31
matter        conviction
recorded      when section 9  conviction

effect  pardon by operation of law, where section 1  pardoned

words offences
  theft
  fraud
  arson

of the conviction
  recorded  offence  one of offences

section 1  pardoned
  any of
    (a) offence is theft
    (b) offence is fraud  [until 1910-12-31]
    (b) offence is arson  [from 1911-01-01 until 1919-12-31]
    (c) offence is arson  [from 1930-01-01]

section 9  conviction
  any of
    offence is theft
    offence is fraud
    offence is arson
"""


def small() -> Scheme:
    return read(LAW, "small-act.scheme")


def test_what_begins_ends_and_is_replaced_is_told_by_its_day() -> None:
    told = [
        (one.provision, one.kind, one.day)
        for one in changes(small(), day(1899, 1, 1), day(1960, 1, 1))
    ]
    assert told == [
        ("Small Act", "came into force", day(1900, 1, 1)),
        ("section 1(b)", "substituted", day(1911, 1, 1)),
        ("section 1(b)", "repealed", day(1920, 1, 1)),
        ("section 1(c)", "inserted", day(1930, 1, 1)),
        ("Small Act", "went out of force", day(1951, 1, 1)),
    ]


def test_the_day_of_a_change_is_of_the_new_law() -> None:
    before, on = day(1910, 12, 31), day(1911, 1, 1)
    assert [one.provision for one in changes(small(), before, on)] == ["section 1(b)"]
    assert changes(small(), on, day(1911, 6, 1)) == ()


@pytest.mark.parametrize("name", sorted(on_shelf()))
def test_wherever_a_law_on_the_shelf_changes_a_change_is_told(name: str) -> None:
    scheme = shelved(name).scheme
    for at in break_days(scheme)[1:]:
        assert changes(scheme, at - 1, at), at


@pytest.mark.parametrize("name", sorted(on_shelf()))
def test_what_an_effect_rests_on_is_called_what_a_change_of_it_is_called(name: str) -> None:
    scheme = shelved(name).scheme
    rests = (resting_on(scheme, effect.name, whole=True) for effect in scheme.effects)
    changed = {one.provision for one in changes(scheme, 1, day(9999, 12, 31))}
    assert changed <= frozenset().union(*rests)
