"""What a sheet says: all that was answered, in its place, and nothing of what is withheld."""

from __future__ import annotations

import json
from html import escape

import pytest

from amends.cases.case_file import read_case_file
from amends.explanation.sentences import Sentences
from amends.notation.shelf import on_shelf
from amends.problems import ProblemsFound
from amends.scheme.law import as_at
from amends.sheets import Answered, sheet_of
from seals import second_verifier
from seals.sheets import KEY, SEED
from sheets.lamps import CASE, lamps, on
from sheets.made import (
    CASES,
    MADE_ON,
    NOW,
    THEN,
    VERSION,
    example,
    files_of,
    made_of,
    shelved,
    weigh,
)

EXAMPLES = sorted(path.stem for path in CASES.glob("*.toml"))

KNOWN = """
source = "folio 7"
[known-by]
"folio 7" = "document"
"a son's account" = "told by someone"
[person]
key = "person K"
[[person.employment]]
source = "a son's account"
employer = "National Coal Board"
[[matter]]
key = "conviction K1"
court = "Scottish court"
conduct = {says = "1984-06", source = "my own memory", dated = 2023-05-02}
offence = {silent = "destroyed"}
"""


def test_a_sheet_says_the_law_its_day_and_text_and_what_it_is_not() -> None:
    sheet = made_of(example("picket")).sheet
    law = sheet["law"]
    assert (law["scheme"], law["on"], law["status"]) == (
        shelved().scheme.id,
        "2023-06-01",
        "enacted",
    )
    assert law["sha256"] == shelved().sha256
    assert law["reviewed"] == "not reviewed by a lawyer"
    assert (sheet["made_on"], sheet["made_by"]["version"]) == ("2026-05-01", "1.2.3")
    assert "it is no certificate" in sheet["what_it_is_not"]


def test_each_matter_is_told_in_the_fixed_sentences() -> None:
    first, second = made_of(example("two-convictions")).sheet["matters"]
    said = Sentences(as_at(shelved().scheme, THEN), shelved().scheme.effects[0])
    assert first["effects"][0]["says"] == said.applies()
    assert second["effects"][0]["outcome"] == "does_not_apply"
    assert second["effects"][0]["says"].startswith("On these facts this Act does not pardon")
    assert "says nothing about whether the conviction was fair" in second["effects"][0]["says"]


def test_an_open_matter_says_what_would_settle_it_and_where_to_look() -> None:
    effect = made_of(example("torn-page")).sheet["matters"][0]["effects"][0]
    assert "This is not a no" in effect["says"]
    assert any("Where to look: court register" in line["text"] for line in effect["settling"])
    assert {step["standing"] for step in effect["steps"]} == {
        "not known",
        "established",
    }


def test_where_records_differ_each_is_told() -> None:
    effect = made_of(example("two-books")).sheet["matters"][0]["effects"][0]
    assert effect["says"].startswith("The records disagree about the offence.")
    assert [side.partition(":")[0] for side in effect["sides"]] == [
        "Court register, Kirkhaven, folio 45",
        "Kirkhaven Gazette, page 3 (29 June 1984)",
    ]


def test_an_entry_that_records_no_conviction_is_never_told_does_not_apply() -> None:
    matter = made_of(example("not-proven")).sheet["matters"][0]
    assert (matter["status"], matter["effects"]) == ("no_conviction_recorded", [])
    assert matter["says"].startswith("This entry records no conviction")


def test_a_setting_aside_is_printed() -> None:
    matter = made_of(example("set-aside")).sheet["matters"][0]
    assert [one["by"] for one in matter["set_aside"]]


def test_before_its_day_the_law_says_nothing() -> None:
    matter = made_of(example("picket"), on=THEN - 1_000).sheet["matters"][0]
    assert matter["status"] == "not_in_force"
    assert "This is not a no." in matter["says"]


def test_answers_stand_in_order_with_how_each_is_known() -> None:
    answers = made_of(KNOWN).sheet["answers"]
    told = [(one["kind"], one["of"], one["name"], one["words"], one["known"]) for one in answers]
    assert told == [
        ("entry", ["person"], "employment", "employment 1", "told by someone"),
        (
            *("fact", ["person", "employment", "employment 1"], "employer"),
            *("National Coal Board", "told by someone"),
        ),
        ("fact", ["matter", "conviction K1"], "court", "Scottish court", "document"),
        ("silence", ["matter", "conviction K1"], "offence", "destroyed", "not known"),
        ("fact", ["matter", "conviction K1"], "conduct", "some time in June 1984", "not said"),
    ]
    assert answers[-1]["value"] == "[1984-06-01..1984-06-30]"
    assert (answers[-1]["source"], answers[-1]["dated"]) == ("my own memory", "2023-05-02")


def test_what_changed_the_law_after_its_day_is_sealed_in_and_shown_with_each_matter() -> None:
    (by,) = shelved().scheme.instruments
    files = files_of(made_of(example("two-convictions"), withhold=["all"]))
    law = files.made.sheet["law"]
    assert law["changed_since"] == [
        {"since": "2025-01-22", "title": by.title, "citation": by.citation}
    ]
    assert f"changed since: from 22 January 2025 by {by.title}" in law["notice"]
    shown = escape(law["notice"]).replace("&#x27;", "&#39;")
    assert files.page.decode("utf-8").count(f"<strong><bdi>{shown}</bdi></strong>") == 2


def test_under_the_newest_law_nothing_is_said_of_a_change() -> None:
    files = files_of(made_of(example("picket"), on=NOW))
    law = files.made.sheet["law"]
    assert (law["changed_since"], law["notice"]) == ([], "")
    assert b"amends renew" not in files.page


def test_a_second_verifier_passes_a_sheet_with_its_code_and_key() -> None:
    files = files_of(made_of(example("picket"), withhold=["offence"]), SEED)
    passed = second_verifier.verify(files.sealed, files.verified.code, KEY)
    assert passed["sheet"] == files.verified.sheet
    shown = second_verifier.shown(passed, files.kept)
    assert [number for number, _ in shown] == [1, 2]
    assert shown[1][1] == {"names": ["offence"]}


def test_what_cannot_be_sealed_is_told_and_not_repeated() -> None:
    long = KNOWN.replace("my own memory", "x" * 150_000)
    made = made_of(long)
    made.sheet["answers"] *= 10
    with pytest.raises(ProblemsFound) as found:
        files_of(made)
    (problem,) = found.value.problems
    assert problem.code == "sheet-unfit"
    assert "xxx" not in problem.what


def test_the_same_salts_and_day_give_the_same_bytes() -> None:
    one, other = (files_of(made_of(example("daughter"), withhold=["all"])) for _ in range(2))
    assert (one.sealed, one.kept, one.page) == (other.sealed, other.kept, other.page)


# --- what is withheld ---


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("on", [THEN, NOW])
def test_nothing_of_an_answer_withheld_stands_in_the_sheet(name: str, on: int) -> None:
    whole = made_of(example(name), on=on).sheet
    hidden = made_of(example(name), on=on, withhold=["all"])
    assert hidden.sheet["answers"] == []
    assert [one["answer"] for one in hidden.withheld] == whole["answers"]
    text = json.dumps({**hidden.sheet, "law": {}, "other_routes": []}, ensure_ascii=False)
    for question in (json.dumps(one["question"])[1:-1] for one in whole["answers"]):
        text = text.replace(question, "")  # the law's words, whatever is answered
    for answer in whole["answers"]:
        if answer["kind"] == "fact" and answer["words"] not in ("yes", "no"):
            assert answer["words"] not in text
        assert answer["source"] == "" or answer["source"] not in text


def test_of_one_fact_withheld_the_steps_and_provisions_that_rest_on_it_go_too() -> None:
    effect = made_of(example("picket"), withhold=["offence"]).sheet["matters"][0]["effects"][0]
    words = [step["words"] for step in effect["steps"]]
    assert "on an answer that is not shown" in words
    assert not any("offence" in one for one in words)
    assert not any("section 3" in one for one in effect["provisions"])
    assert any("the conduct lies within" in one for one in words)


def test_a_no_that_rests_on_what_is_withheld_does_not_say_why() -> None:
    effect = made_of(example("assault"), withhold=["all"]).sheet["matters"][0]["effects"][0]
    assert "because of what rests on answers that are not shown" in effect["says"]


def test_the_free_text_of_a_setting_aside_goes_with_what_is_withheld() -> None:
    (told,) = made_of(example("set-aside")).sheet["matters"][0]["set_aside"]
    (hidden,) = made_of(example("set-aside"), withhold=["conduct"]).sheet["matters"][0]["set_aside"]
    not_shown = {
        "label": "something that is not shown here",
        "reason": "of something that is not shown here",
    }
    assert hidden == {**told, **not_shown}


def test_a_closure_goes_with_what_it_describes_and_conventions_go_with_anything() -> None:
    such = KNOWN + (
        '[[person.closures]]\nlist = "employment"\nnames = []\n'
        'but-such-as = [{employer = "National Coal Board"}]\n'
    )
    told = made_of(such, withhold=["employer"]).sheet
    assert "National Coal Board" not in str(told)
    dated = made_of(example("picket"), withhold=["court"]).sheet
    assert dated["matters"][0]["conventions"] == []
    assert made_of(example("picket")).sheet["matters"][0]["conventions"]


def test_with_a_list_goes_all_that_is_said_in_its_entries() -> None:
    made = made_of(KNOWN, withhold=["employment"])
    assert [one["answer"]["name"] for one in made.withheld] == ["employment", "employer"]
    assert [one["at"] for one in made.withheld] == [0, 1]


def test_a_name_that_the_scheme_does_not_have_is_not_passed_over() -> None:
    with pytest.raises(ProblemsFound) as found:
        made_of(KNOWN, withhold=["ofence"])
    (problem,) = found.value.problems
    assert problem.code == "unknown-to-withhold"
    assert "did you mean `offence`?" in problem.remedy


def test_an_amount_is_told_or_withheld_with_its_limits() -> None:
    text = 'source = "f"\n[person]\nkey = "p"\n[[matter]]\nkey = "m"\n'
    told = 0
    for name in on_shelf():
        if any(effect.amount for effect in shelved(name).scheme.effects):
            open_sum = made_of(text, on=NOW, law_id=name)
            hidden = made_of(text, on=NOW, law_id=name, withhold=["all"])
            for matter in hidden.sheet["matters"]:
                for one in matter["effects"]:
                    assert one["amount"] is None or one["amount"]["most"] is None
            amounts = [e["amount"] for m in open_sum.sheet["matters"] for e in m["effects"]]
            told += any(amounts)
    assert told


def test_a_denial_of_a_part_that_is_not_law_on_the_day_is_withheld_with_all_else() -> None:
    scheme = lamps()
    text = CASE + '[[matter.denials]]\nof = "granted"\n'
    (case,) = read_case_file(text, "case.toml", scheme)
    law = as_at(scheme, on("1932-01-01"))
    assert "granted" not in law.scheme.part_named
    answered = [Answered(case, *weigh(law, case))]
    made = sheet_of(
        answered, law, sha256="0" * 64, version=VERSION, made_on=MADE_ON, withhold=["all"]
    )
    assert not made.sheet["answers"]
    assert "denial" in {one["answer"]["kind"] for one in made.withheld}
