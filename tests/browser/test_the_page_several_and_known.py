"""What a person knows only to be one of several, and how each answer is known, on the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from amends.cases.case_file import read_case_file
from amends.cli import main as amends
from amends.sheets.answers import answers_of
from browser.test_the_page_journeys import MINERS, PICKET, SOURCE, UNRELATED, picket, take_up
from browser.test_the_page_words import POLICE, SAID, SAID_SMALL
from lib.asking import Asking, made, opened

OFFENCE = "Of what offence was the person convicted?"
COURT = "Which court was it?"
MAY_BE = "It may be one of several of these"


@pytest.fixture
def asking(page: Page, tmp_path: Path) -> Asking:
    return opened(page, made(MINERS), tmp_path)


def change(asking: Asking, question: str) -> None:
    asking.press(f"Change the answer to: {question}")


def row(asking: Asking, question: str) -> Locator:
    return asking.app.locator(".govuk-summary-list__row", has_text=question)


def told(asking: Asking, question: str) -> str:
    return row(asking, question).locator("dd").first.inner_text()


def may_be(asking: Asking, *words: str) -> None:
    """Say that it is one of these words, and go on."""
    asking.choose(MAY_BE)
    assert asking.heading == "Which may it be?"
    for box in asking.app.get_by_role("checkbox").all():
        box.uncheck()
    for word in words:
        asking.app.get_by_label(word, exact=True).check()
    asking.press("Continue")


def take_again(asking: Asking, file: Path) -> None:
    """Take a file of answers up at the start, up to their check."""
    asking.page.reload()
    asking.press("Go on with answers that you saved to a file")
    asking.app.locator("input[type=file]").set_input_files(file)
    asking.press("Continue")
    asking.choose("My own")


def explained(file: Path) -> str:
    found = CliRunner().invoke(amends, ["explain", MINERS, str(file), "--on", "2025-06-01"])
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


# --- one of several ---


def test_what_may_be_one_of_several_is_told_so_everywhere(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    change(asking, COURT)
    may_be(asking, "Scottish court", "Court in England or Wales")
    asking.go_through({})
    either = "Scottish court or court in England or Wales"
    assert told(asking, COURT) == either
    asking.press("Show the answer")
    assert asking.outcomes() == ["undetermined"]
    assert f"The court is {either}." in asking.said
    saved = asking.save(tmp_path)
    words = ["Scottish court", "court in England or Wales"]
    assert json.loads(saved.read_text(encoding="utf-8"))["matter"][0]["court"] == words
    assert f"court is {either}" in explained(saved)
    take_again(asking, saved)
    assert told(asking, COURT) == either
    change(asking, COURT)
    assert asking.app.get_by_label(MAY_BE).is_checked()
    asking.press("Continue")
    boxes = asking.app.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [True, True, False]


def test_one_of_several_settles_what_each_of_them_settles(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    change(asking, COURT)
    may_be(asking, "Court in England or Wales", "Court elsewhere")
    assert asking.heading == "Check your answers"
    asking.press("Show the answer")
    assert asking.outcomes() == ["does_not_apply"]
    assert "because the court is court elsewhere or court in England or Wales" in asking.said


def test_that_it_may_be_any_of_them_is_no_refusal(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    change(asking, COURT)
    may_be(asking, "Scottish court", "Court in England or Wales", "Court elsewhere")
    asking.go_through({})
    asking.press("Show the answer")
    assert asking.outcomes() == ["undetermined"]


def test_whether_it_was_the_thing_itself_is_asked_once_of_all_that_it_may_be(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    change(asking, OFFENCE)
    may_be(asking, "Breach of the peace", SAID)
    assert asking.heading == "Was it for one of these itself?"
    assert f"Breach of the peace; or {SAID_SMALL}: {POLICE}" in asking.said
    asking.choose("No, for: attempt")
    assert (
        told(asking, OFFENCE)
        == f"Breach of the peace (attempt); or {SAID_SMALL}: {POLICE} (attempt)"
    )
    change(asking, OFFENCE)
    assert asking.app.get_by_label(MAY_BE).is_checked()
    asking.press("Continue")
    assert asking.app.get_by_role("checkbox", checked=True).count() == 2
    asking.press("Continue")
    assert asking.app.get_by_label("No, for: attempt").is_checked()
    asking.choose("Yes, for one of these itself")
    assert told(asking, OFFENCE) == f"Breach of the peace; or {SAID_SMALL}: {POLICE}"
    asking.press("Show the answer")
    assert asking.outcomes() == ["applies"]


def test_none_or_one_that_it_may_be_is_not_taken_and_stays_ticked(asking: Asking) -> None:
    asking.begin()
    asking.choose(MAY_BE)
    summary = asking.app.locator(".govuk-error-summary")
    asking.press("Continue")
    expect(summary).to_be_focused()
    assert "Choose all that it may be, or say that you are not sure." in summary.inner_text()
    asking.app.get_by_label("Court elsewhere").check()
    asking.press("Continue")
    assert "If it can only be this one, go back and choose it alone." in summary.inner_text()
    assert asking.page.title().startswith("Error: A question")
    assert asking.app.get_by_label("Court elsewhere").is_checked()
    group = asking.app.get_by_role("group", name="Which may it be?")
    expect(group).to_have_accessible_description(
        "Choose all that it may be. By that you say that it is none of the others. "
        "Error: Choose at least one more. If it can only be this one, go back and choose it alone."
    )
    summary.get_by_role("link").click()
    expect(asking.app.get_by_label("Scottish court")).to_be_focused()
    asking.press("I am not sure")
    assert asking.heading == OFFENCE


def test_going_back_from_what_it_may_be_loses_no_answer(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    change(asking, COURT)
    asking.choose(MAY_BE)
    # The word that was answered is one that it may be.
    assert asking.app.get_by_label("Scottish court").is_checked()
    asking.page.go_back()
    assert asking.heading == COURT
    assert asking.app.get_by_label(MAY_BE).is_checked()
    asking.press("Back")
    assert asking.heading == "Check your answers"
    assert told(asking, COURT) == "Scottish court"
    change(asking, OFFENCE)
    may_be(asking, "Breach of the peace", "Assault")
    asking.page.go_back()
    assert asking.app.get_by_role("checkbox", checked=True).count() == 2


def test_only_where_more_than_two_words_are_offered_it_may_be_one_of_several(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    for question, offered in ((COURT, 1), ("Where was the work?", 0), (UNRELATED, 0)):
        asking.app.get_by_role("link", name=f"Change the answer to: {question}").or_(
            asking.app.get_by_role("link", name=f"Change the answer to: Employment 1: {question}")
        ).click()
        assert asking.app.get_by_label(MAY_BE).count() == offered
        asking.press("Back")


# --- how an answer is known ---


def known(asking: Asking, question: str, how: str, *, all_others: bool = False) -> None:
    """Say how an answer is known, and go on."""
    asking.press(f"How I know the answer to: {question}")
    assert asking.heading == "How do you know this?"
    asking.app.get_by_label(how, exact=True).check()
    if all_others:
        asking.app.get_by_label("The same for all my other answers").check()
    asking.press("Continue")
    assert asking.heading == "Check your answers"


def sheet_of(file: Path) -> dict[tuple[str, str], str]:
    """How each answer of a file is known, as an answer sheet tells it."""
    law = made(MINERS).law
    cases = read_case_file(file.read_text(encoding="utf-8"), file.name, law.scheme)
    return {(one["about"], one["name"]): one["known"] for one in answers_of(cases, law)}


EMPLOYER = "Employment 1: Who was the employer?"


def test_how_an_answer_is_known_is_told_beside_it_and_on_a_sheet(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    known(asking, OFFENCE, "Document")
    known(asking, EMPLOYER, "Told by someone")
    assert told(asking, OFFENCE).split("\n\n") == ["Breach of the peace", "(document)"]
    asking.press("Show the answer")
    assert asking.outcomes() == ["applies"]
    asking.app.get_by_text("Your answers", exact=True).click()
    assert told(asking, OFFENCE).split("\n\n") == ["Breach of the peace", "(document)"]
    saved = asking.save(tmp_path)
    sheet = sheet_of(saved)
    assert sheet["conviction 1", "offence"] == "document"
    assert sheet["employment 1 of the person", "employer"] == "told by someone"
    assert set(sheet.values()) == {"document", "told by someone", "not said"}
    assert "section 1(1) pardons this conviction" in explained(saved)
    take_again(asking, saved)
    assert told(asking, OFFENCE).split("\n\n") == ["Breach of the peace", "(document)"]
    employer, known_by = told(asking, EMPLOYER).split("\n\n")
    assert employer.endswith(": National Coal Board")
    assert known_by == "(told by someone)"
    assert told(asking, COURT) == "Scottish court"
    asking.press("Show the answer")
    text = saved.read_text(encoding="utf-8")
    assert asking.save(tmp_path).read_text(encoding="utf-8") == text


def test_the_same_can_be_said_at_once_of_all_that_do_not_say_it(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    known(asking, OFFENCE, "Document")
    known(asking, COURT, "Known by oneself", all_others=True)
    asking.press("How I know the answer to: Which court was it?")
    assert asking.app.get_by_label("Known by oneself").is_checked()
    assert asking.app.get_by_label("The same for all my other answers").count() == 0
    asking.press("Continue")
    asking.press("Show the answer")
    saved = asking.save(tmp_path)
    sheet = sheet_of(saved)
    assert sheet.pop(("conviction 1", "offence")) == "document"
    assert set(sheet.values()) == {"known by oneself"}
    assert ("the person", "employment") in sheet
    take_again(asking, saved)
    known(asking, OFFENCE, "I do not want to say")
    assert told(asking, OFFENCE) == "Breach of the peace"
    assert asking.app.get_by_text("(known by oneself)").count() == len(sheet)


def test_nobody_has_to_say_how_anything_is_known(asking: Asking, tmp_path: Path) -> None:
    asking.begin()
    met = asking.go_through(picket(asking))
    assert "How do you know this?" not in met
    asking.press(f"How I know the answer to: {OFFENCE}")
    asking.press("Continue")
    expect(asking.app.locator(".govuk-error-summary")).to_be_focused()
    asking.press("Back")
    asking.press("Show the answer")
    assert json.loads(asking.save(tmp_path).read_text(encoding="utf-8")) == PICKET


def test_what_is_not_sure_is_not_known_and_asks_not_how(asking: Asking) -> None:
    asking.begin()
    asking.go_through({})
    assert asking.app.get_by_role("link", name="How I know").count() == 0


def test_a_changed_answer_does_not_keep_how_the_one_before_was_known(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    known(asking, COURT, "Document")
    change(asking, COURT)
    asking.press("Continue")
    assert told(asking, COURT).split("\n\n") == ["Scottish court", "(document)"]
    change(asking, COURT)
    asking.choose("Court elsewhere")
    assert told(asking, COURT) == "Court elsewhere"


def known_otherwise(change: dict[str, Any]) -> str:
    return json.dumps({**PICKET, **change})


SELF = "known by oneself"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"known-by": {SOURCE: SELF}}, "“known-by”"),
        ({"known-by": {f"{SOURCE}, {SELF}": "document"}}, "“known-by”"),
        ({"known-by": None}, "“known-by”"),
        ({"person": {"employment": [None]}}, "another form"),
        ({"matter": [{"court": {"says": "Scottish court", "source": "an archive"}}]}, "“source”"),
        ({"matter": [{"court": {"says": "Scottish court", "dated": "2020"}}]}, "“dated”"),
        (
            {
                "known-by": {f"{SOURCE}, {SELF}": SELF},
                "person": {"employment": [{}, {"source": f"{SOURCE}, {SELF}"}]},
            },
            "“source”",
        ),
    ],
)
def test_a_file_that_tells_otherwise_how_something_is_known_is_refused(
    asking: Asking, tmp_path: Path, file: dict[str, Any], said: str
) -> None:
    path = tmp_path / "other.json"
    path.write_text(known_otherwise(file), encoding="utf-8")
    asking.press("Go on with answers that you saved to a file")
    asking.app.locator("input[type=file]").set_input_files(path)
    asking.press("Continue")
    expect(asking.app.locator(".govuk-error-summary")).to_contain_text(said)
