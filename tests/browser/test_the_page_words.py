"""What the questionnaire page says of itself, of the person and of days, and what it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from amends.notation.shelf import load
from amends.questionnaire.on_paper import Look
from amends.questionnaire.page import made_page
from amends.scheme.declarations import Fact
from amends.scheme.law import as_at
from browser.test_the_page_journeys import MINERS, SEVERAL, on_day, picket, take_up
from lib.asking import ON, Asking, Made, made, opened


@pytest.fixture
def asking(page: Page, tmp_path: Path) -> Asking:
    return opened(page, made(MINERS), tmp_path)


def test_these_papers_are_said_to_be_ones_own_answers_where_it_stays_open(asking: Asking) -> None:
    note = "You answered from what you know: “these papers” are your answers."
    asking.begin()
    asking.go_through({})
    asking.press("Show the answer")
    assert note in asking.said
    asking.press("Change my answers")
    asking.press("Change the answer to: Which court was it?")
    asking.choose("Court elsewhere")
    asking.press("Show the answer")
    assert asking.outcomes() == ["does_not_apply"]
    assert note not in asking.said


def test_no_conviction_says_on_which_answer_it_rests_and_leads_there(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    asking.press("Change the answer to: What did the court find?")
    asking.choose("Acquitted")
    asking.go_through({})
    asking.press("Show the answer")
    assert asking.leads() == ["This entry records no conviction, so there is nothing to pardon."]
    assert "“What did the court find?” You answered: Acquitted." in asking.said
    assert "The Royal prerogative of mercy" in asking.said
    asking.press("Change it if it is not so What did the court find?")
    assert asking.heading == "What did the court find?"


@pytest.mark.parametrize(
    ("whose", "life", "told"),
    [
        ("My own", None, "Yes"),
        ("Somebody else’s", "Yes", "Yes"),
        ("Somebody else’s", "No, that person has died", "No"),
        ("Somebody else’s", "Not sure", "Not sure"),
    ],
)
def test_whether_the_person_is_alive_is_asked_once_at_most(
    page: Page, tmp_path: Path, whose: str, life: str | None, told: str
) -> None:
    asking = opened(page, made(SEVERAL), tmp_path)
    asking.begin(whose)
    assert (asking.heading == "Is that person alive?") == (life is not None)
    assert ("Laws differ in whether they reach" in asking.said) == (life is not None)
    if life:
        asking.choose(life)
    assert "Is the person alive?" not in asking.go_through({})
    row = asking.app.locator(".govuk-summary-list__row", has_text="Is the person alive?")
    assert row.locator("dd").first.inner_text() == told
    asking.press("Change the answer to: Is the person alive?")
    asking.choose("Not sure")
    assert row.locator("dd").first.inner_text() == "Not sure"


# What a fact tells is declared. How its question is worded says nothing of it.
ASKS = {"living": "Ist er am Leben?", "claim date": "When will it be claimed?"}


def reworded(name: str) -> Made:
    """The page of a scheme, some of whose questions are put in other words."""

    def worded(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(replace(fact, ask=ASKS.get(fact.name, fact.ask)) for fact in facts)

    shelved = load(name)
    whole = shelved.scheme
    matter, person = worded(whole.matter_facts), worded(whole.person_facts)
    law = as_at(replace(whole, matter_facts=matter, person_facts=person), ON, {})
    return Made(law, shelved, made_page(law, shelved.sha256, "0", Look()))


@pytest.mark.parametrize("name", ["strrehahomg-2017", "expungement-2018"])
def test_whether_the_person_is_alive_is_known_by_what_is_declared(
    page: Page, tmp_path: Path, name: str
) -> None:
    asking = opened(page, reworded(name), tmp_path)
    asking.begin("Somebody else’s")
    asking.choose("No, that person has died")
    assert ASKS["living"] not in asking.go_through({})
    row = asking.app.locator(".govuk-summary-list__row", has_text=ASKS["living"])
    assert row.locator("dd").first.inner_text() == "No"


def test_a_day_to_come_is_taken_where_the_scheme_says_that_it_may_be(
    page: Page, tmp_path: Path
) -> None:
    asking = opened(page, reworded("strrehahomg-2017"), tmp_path)
    asking.begin()
    taken: list[str] = []

    def tell() -> None:
        asking.date("1", "6", "2131")
        asking.press("Continue")
        taken.append(asking.said)

    asking.go_through({ASKS["claim date"]: tell})
    assert len(taken) == 1
    assert "has not come yet" not in taken[0]


def test_what_a_law_does_not_do_comes_after_what_it_may_do(page: Page, tmp_path: Path) -> None:
    asking = opened(page, made(SEVERAL), tmp_path)
    asking.begin()
    asking.go_through({"Has anybody applied": "No, there is none"})
    asking.press("Show the answer")
    shown = asking.app.locator("section[data-effect] h2").all_inner_texts()
    assert shown == [
        "A pardon, by operation of law",
        "A claim to a disregard, on application",
        "A disregard, on application",
    ]
    assert asking.outcomes() == ["undetermined", "undetermined", "does_not_apply"]


def test_the_person_in_a_question_is_said_to_be_whom_it_means(asking: Asking) -> None:
    met: dict[tuple[str, str], str] = {}

    def noted(answer: str, of_entry: str = "") -> Callable[[], None]:
        def answered() -> None:
            caption = "".join(asking.app.locator(".govuk-caption-l").all_inner_texts())
            hints = asking.app.locator("fieldset > .govuk-hint").all_inner_texts()
            met[asking.heading.split("?")[0], caption] = " ".join(hints)
            asking.choose(of_entry if caption and of_entry else answer)

        return answered

    asking.begin()
    asking.go_through(
        {
            **picket(asking),
            "work for anybody": noted("No, there is none", of_entry="Yes"),
            "brother or sister a miner": noted("Yes", of_entry="No, there is none"),
            "another relative": "No, that is all",
            "What is the person to this relative": noted("Parent"),
            "From when to when": noted("Not sure"),
        }
    )
    you, relative = "This is about you.", "Where it says “the person”, that is relative 1."
    work = "Did the person work for anybody between March 1984 and March 1985"
    assert you in met[work, ""]
    (relation,) = [hints for (asked, _), hints in met.items() if "to this relative" in asked]
    assert relation == you
    assert relative in met[work, "Relative 1"]
    whose = "Employment 1 of relative 1"
    (period,) = [
        met[asked] for asked in met if asked[1] == whose and asked[0].startswith("From when")
    ]
    assert period.startswith(relative)


def test_the_day_of_the_act_is_asked_for_and_what_lasts_is_asked_as_a_time(
    asking: Asking,
) -> None:
    shown: dict[str, list[str]] = {}

    def noted() -> None:
        shown[asking.heading] = [
            *asking.app.locator("form > div > fieldset > .govuk-hint").all_inner_texts(),
            *asking.app.locator(".govuk-radios__label").all_inner_texts(),
        ]
        asking.choose("Not sure")

    asking.begin()
    told = {**picket(asking), "When did it happen": noted, "From when to when": noted}
    asking.go_through(told)
    assert shown["When did it happen?"] == [
        "This is about your conviction.",
        "The day of what was done, not the day in court.",
        "On one day",
        "Over some time",
        "Not sure",
    ]
    (lasts,) = [
        told for text, told in shown.items() if text.startswith("From when to when did the")
    ]
    assert lasts[-3:] == ["Over some time", "On one day", "Not sure"]
    assert not any("in court" in one for one in lasts)


def test_a_year_of_two_figures_is_of_the_nineteen_hundreds_where_it_can_be_no_other(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    asking.press("Change the answer to: When did it happen?")
    on_day(asking, "14", "6", "84")()
    asking.go_through({})
    expect(asking.app.get_by_text("14 June 1984", exact=True)).to_be_visible()


# --- plain words ---

POLICE = "police act 1967 s 41(1)(a)"
UNSURE = "If you cannot tell which, choose “It may be one of several of these”."
SAID = "Assaulting, resisting, obstructing, molesting or hindering a police officer on duty"
SAID_SMALL = SAID[:1].lower() + SAID[1:]


def at_the_offence(asking: Asking) -> None:
    asking.begin()
    asking.choose("Scottish court")
    assert asking.heading == "Of what offence was the person convicted?"


def hint_of(asking: Asking, label: str) -> str:
    hint = asking.app.get_by_label(label, exact=True).get_attribute("aria-describedby")
    return asking.page.locator(f"#{hint}").inner_text()


def test_an_offence_is_offered_in_plain_words_with_its_name_beneath(asking: Asking) -> None:
    at_the_offence(asking)
    assert hint_of(asking, SAID) == (
        "Police act 1967 s 41(1)(a). If it was an assault and no paper you have names this Act, "
        f'see "assault". {UNSURE}'
    )
    assert hint_of(asking, "Assault") == (
        "If it was a police officer, or somebody who helped one, see "
        f'"{SAID_SMALL}: {POLICE}". {UNSURE}'
    )
    assert asking.app.get_by_label("Theft", exact=True).get_attribute("aria-describedby") is None


def test_an_answer_given_in_plain_words_is_told_with_the_name_of_the_law(asking: Asking) -> None:
    at_the_offence(asking)
    asking.choose(SAID)
    assert asking.heading == f"Was it for “{SAID_SMALL}: {POLICE}” itself?"
    asking.choose("Not sure")
    asking.go_through({})
    row = asking.app.locator(".govuk-summary-list__row", has_text="Of what offence").first
    told = row.locator("dd").first.inner_text()
    assert told.startswith(f"{SAID}: {POLICE}, {POLICE} (")
    assert told.count("police officer on duty") == 1


def test_where_it_may_be_several_a_word_easily_mistaken_says_to_choose_both(
    asking: Asking,
) -> None:
    at_the_offence(asking)
    asking.choose("It may be one of several of these")
    assert hint_of(asking, "Assault").endswith("If you cannot tell which, choose both.")
    assert asking.app.get_by_label("Theft", exact=True).get_attribute("aria-describedby") is None
    asking.app.get_by_label("Assault", exact=True).check()
    asking.choose(SAID)
    caption = asking.app.locator(".govuk-caption-l").inner_text()
    assert caption == f"{SAID}: {POLICE}; or assault"
