"""Ways through the questionnaire page that a person may go."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lib.asking import Asking, made, opened

MINERS = "miners-strike-pardons-2022"
SEVERAL = "historical-sexual-offences-2018"


UNRELATED = (
    "Was it for a reason that had nothing to do with the strike, such as a personal quarrel?"
)
SOURCE = "an answer given on the questionnaire page"
COAL_BOARD = "The Coal Board (the NCB, British Coal), at a pit or elsewhere, in any job"
PICKET = {
    "scheme": MINERS,
    "source": SOURCE,
    "person": {
        "key": "person 1",
        "employment": [
            {
                "label": "employment 1",
                "employer": "National Coal Board",
                "place": "Great Britain",
                "period": {"from": "1979", "to": "1985"},
            }
        ],
    },
    "matter": [
        {
            "key": "conviction 1",
            "court": "Scottish court",
            "finding": "admonished",
            "offence": "breach of the peace",
            "conduct": "1984-06-14",
            "during activity": "yes",
            "unrelated reason": "no",
        }
    ],
}
"""What is saved of the answers of `picket`."""


@pytest.fixture
def asking(page: Page, tmp_path: Path) -> Asking:
    return opened(page, made(MINERS), tmp_path)


def over_time(asking: Asking, first: str, last: str) -> Callable[[], None]:
    """An answer that something went on from one year to another."""

    def answer() -> None:
        asking.app.get_by_label("Over some time").check()
        asking.date("", "", first, which="from")
        asking.date("", "", last, which="to")
        asking.press("Continue")

    return answer


def on_day(asking: Asking, *parts: str) -> Callable[[], None]:
    """An answer that something was on a day, as far as its parts say."""

    def answer() -> None:
        asking.app.get_by_label("On one day").check()
        asking.date(*parts)
        asking.press("Continue")

    return answer


def picket(asking: Asking) -> dict[str, Callable[[], None] | str | None]:
    """The answers of a man who was on the picket line."""
    return {
        "Which court": "Scottish court",
        "Of what offence": "Breach of the peace",
        "itself?": "Yes, for “breach of the peace” itself",
        "What did the court": "Admonished",
        "When did it happen": on_day(asking, "14", "6", "1984"),
        "nothing to do with": "No",
        "taking part in something": "Yes",
        "work for anybody": "Yes",
        "Is there another employment": "No, that is all",
        "Who was the employer": COAL_BOARD,
        "Where was the work": "Great Britain",
        "From when to when": over_time(asking, "1979", "1985"),
        "Is there another conviction": "No, that is all",
    }


def take_up(asking: Asking, folder: Path) -> None:
    """Take up the same answers from a file, up to their check."""
    file = folder / "picket.json"
    file.write_text(json.dumps(PICKET), encoding="utf-8")
    asking.press("Go on with answers that you saved to a file")
    asking.app.locator("input[type=file]").set_input_files(file)
    asking.press("Continue")
    asking.choose("My own")


def test_who_is_within_the_law_is_told_so_with_the_reasons(asking: Asking, tmp_path: Path) -> None:
    asking.begin()
    asking.go_through(picket(asking))
    assert asking.heading == "Check your answers"
    asking.press("Show the answer")
    assert asking.outcomes() == ["applies"]
    (lead,) = asking.leads()
    assert lead == (
        "On these facts section 1(1) pardons this conviction. Nobody has to decide or confirm it. "
        "The conviction itself stays on record."
    )
    assert "The court is Scottish court (extent)." in asking.said
    assert "It does not give rise to any right, entitlement or liability (section 4(b))." in (
        asking.said
    )
    assert "The Royal prerogative of mercy" in asking.said
    assert "no public body stands behind this answer; it is no certificate" in asking.said
    assert asking.app.get_by_text("Your answers", exact=True).count() == 1
    asking.app.get_by_text("Your answers", exact=True).click()
    assert "Which court was it?" in asking.said
    assert "14 June 1984" in asking.said
    saved = asking.save(tmp_path)
    assert json.loads(saved.read_text(encoding="utf-8")) == PICKET


def test_a_refusal_says_why_and_that_it_says_nothing_of_fairness(asking: Asking) -> None:
    asking.begin()
    asking.choose("Court in England or Wales")
    assert asking.heading.startswith("Is there another conviction")
    asking.choose("No, that is all")
    asking.press("Show the answer")
    (lead,) = asking.leads()
    assert lead == (
        "On these facts this Act does not pardon this conviction, because the court is court in "
        'England or Wales, which is not "Scottish court" (extent). This says nothing about whether '
        "the conviction was fair."
    )
    assert "Other routes" in asking.said


def test_a_refusal_that_rests_on_a_judgement_says_so(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    asking.press(f"Change the answer to: {UNRELATED}")
    asking.choose("Yes")
    asking.press("Show the answer")
    assert asking.outcomes() == ["does_not_apply"]
    assert "on the one statement we have, your own" in asking.said
    assert "you can add an account" in asking.said


def test_not_sure_of_everything_is_no_dead_end_and_no_refusal(asking: Asking) -> None:
    asking.begin("Somebody else’s")
    asking.choose("No, that person has died")
    met = asking.go_through({})
    assert len(met) == len(set(met)) > 10
    asking.press("Show the answer")
    assert asking.outcomes() == ["undetermined"]
    (lead,) = asking.leads()
    assert lead == (
        "We cannot tell from these papers. This is not a no: they may already be pardoned, "
        "whatever the papers say."
    )
    assert "Where to look: court register." in asking.said
    assert "Yes (section 2: including a deceased individual)." in asking.said


def test_each_effect_of_a_law_is_told_by_itself(page: Page, tmp_path: Path) -> None:
    asking = opened(page, made(SEVERAL), tmp_path)
    asking.begin()
    asking.go_through({})
    asking.press("Show the answer")
    assert len(asking.outcomes()) == 3
    for heading in ("A pardon, by operation of law", "A disregard, on application"):
        expect(asking.app.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_two_convictions_are_answered_apart(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    asking.press("Show the answer")
    asking.press("Ask about another conviction")
    assert asking.app.get_by_text("Conviction 2").count()
    second = asking.go_through({**picket(asking), "Of what offence": "Assault"})
    assert not any("employ" in one for one in second)
    asking.press("Show the answer")
    assert asking.outcomes() == ["applies", "does_not_apply"]
    # A refusal says on which answer it rests, and leads to it; what applies rests on more.
    rests = "It rests on this: “Of what offence was the person convicted?” You answered: Assault."
    assert asking.app.get_by_text(rests).count() == 1
    assert asking.said.count("It rests on this") == 1
    asking.press("Change my answers")
    asking.press("Remove conviction 1")
    asking.press("No, go back")
    assert asking.app.get_by_role("button", name="Remove conviction 2").count()
    asking.press("Remove conviction 1")
    asking.press("Yes, remove conviction 1")
    assert "Assault" in asking.said
    asking.press("Show the answer")
    assert asking.outcomes() == ["does_not_apply"]


def test_what_was_asked_of_the_person_is_not_asked_for_a_second_conviction(asking: Asking) -> None:
    asking.begin()
    asking.go_through({"Is there another conviction": None})
    asking.choose("Yes")
    again = asking.go_through({})
    assert "What did the court find?" in again
    assert not any("Did anybody live with the person" in one for one in again)
    asked = asking.app.get_by_role("term").all_inner_texts()
    assert sum("Did anybody live with the person" in one for one in asked) == 1
    assert sum("What did the court find?" in one for one in asked) == 2


def test_a_changed_answer_asks_what_now_matters_and_keeps_the_rest(
    asking: Asking, tmp_path: Path
) -> None:
    take_up(asking, tmp_path)
    asking.press("Change the answer to: Which court was it?")
    assert asking.heading == "Which court was it?"
    assert asking.app.get_by_label("Scottish court").is_checked()
    asking.choose("Court elsewhere")
    assert asking.heading == "Check your answers"
    assert "These answers are kept, but not used" in asking.said
    assert "Of what offence was the person convicted? Breach of the peace" in asking.said
    asking.press("Change the answer to: Which court was it?")
    asking.choose("Scottish court")
    assert asking.heading == "Check your answers"
    assert "not used" not in asking.said
    asking.press("Show the answer")
    assert asking.outcomes() == ["applies"]


def test_a_day_may_be_known_in_part(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    for parts, told, outcome in (
        (("", "June", "1984"), "Some time in June 1984", "applies"),
        (("", "", "1986"), "Some time in 1986", "does_not_apply"),
        (("", "", "1984"), "Some time in 1984", "undetermined"),
    ):
        asking.press("Change the answer to: When did it happen?")
        on_day(asking, *parts)()
        asking.go_through({})
        expect(asking.app.get_by_text(told, exact=True)).to_be_visible()
        asking.press("Show the answer")
        assert asking.outcomes() == [outcome]
        asking.press("Change my answers")


def test_what_is_wrong_is_said_where_it_is_and_is_gone_to(asking: Asking) -> None:
    asking.begin()
    asking.press("Continue")
    summary = asking.app.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert "Choose one of the answers." in summary.inner_text()
    expect(summary.get_by_role("alert")).to_have_count(1)
    assert asking.page.title().startswith("Error: ")
    summary.get_by_role("link").click()
    expect(asking.app.get_by_label("Scottish court")).to_be_focused()


IMPOSSIBLE = [
    ({"from": ("31", "6", "1984")}, "June 1984 has no day 31.", "from-day"),
    ({"from": ("3", "", "1984")}, "Enter the month too", "from-month"),
    ({"from": ("", "13", "1984")}, "from 1 to 12, or its name", "from-month"),
    ({"from": ("", "6", "1")}, "in four figures, such as 1950", "from-year"),
    ({"from": ("", "6", "05")}, "in four figures: 1905 or 2005", "from-year"),
    ({"from": ("", "", "2999")}, "This day has not come yet", "from-day"),
    ({"from": ("", "", "1984"), "to": ("1", "1", "2999")}, "This day has not come yet", "to-day"),
    ({"to": ("", "6", "")}, "Enter the year", "to-year"),
    ({"from": ("", "", "1985"), "to": ("", "", "1984")}, "before the beginning", "to-day"),
    ({}, "Enter when it began or when it ended", "from-day"),
]


def test_a_day_that_cannot_be_is_not_taken_and_stays_there_to_be_mended(asking: Asking) -> None:
    asking.begin()
    asking.go_through({**picket(asking), "When did it happen": None})
    for typed, said, box in IMPOSSIBLE:
        asking.app.get_by_label("Over some time").check()
        for which in ("from", "to"):
            asking.date(*typed.get(which, ("", "", "")), which=which)
        asking.press("Continue")
        link = asking.app.locator(".govuk-error-summary").get_by_role("link")
        assert said in link.inner_text()
        link.click()
        expect(asking.app.locator(f"#answer-{box}")).to_be_focused()
        for which, parts in typed.items():
            for name, text in zip(("day", "month", "year"), parts, strict=True):
                assert asking.app.locator(f"#answer-{which}-{name}").input_value() == text


def test_the_browsers_own_way_back_and_forward_works(asking: Asking) -> None:
    asking.begin()
    asking.choose("Scottish court")
    second = asking.heading
    asking.page.go_back()
    assert asking.heading == "Which court was it?"
    assert asking.app.get_by_label("Scottish court").is_checked()
    asking.page.go_forward()
    assert asking.heading == second
    asking.press("Back")
    assert asking.heading == "Which court was it?"
    # After a reload nothing is known any more, and the steps of before lead to the start.
    asking.page.reload()
    assert asking.heading.startswith("What does this law do")
    asking.page.go_back()
    assert asking.heading.startswith("What does this law do")


def test_starting_again_forgets_every_answer(asking: Asking, tmp_path: Path) -> None:
    take_up(asking, tmp_path)
    asking.press("Show the answer")
    asking.press("Start again, and forget my answers")
    assert asking.heading == "Forget all answers?"
    asking.press("No, go back")
    assert asking.outcomes() == ["applies"]
    asking.press("Start again, and forget my answers")
    asking.press("Yes, forget all answers")
    asking.page.go_back()
    assert asking.heading.startswith("What does this law do")
    asking.begin()
    assert not asking.app.get_by_label("Scottish court").is_checked()


OTHERS = [
    ("no file of ours", "it cannot be read"),
    ('{"source": "somebody", "scheme": "x"}', "It was not saved on this page"),
    ('{"source": "SOURCE", "scheme": "another"}', "questions of another law"),
    ('{"source": "SOURCE", "scheme": "SCHEME"}', "something is missing"),
    ('{"source": "SOURCE", "scheme": "SCHEME", "person": {"x": 1}, "matter": [{}]}', "“x”"),
    (
        '{"source": "SOURCE", "scheme": "SCHEME", "person": {}, "matter": [{"court": "moot"}]}',
        "another word for “court”",
    ),
    (
        '{"source": "SOURCE", "scheme": "SCHEME", "person": {}, "matter": [{"conduct": "?"}]}',
        "“conduct” cannot be read",
    ),
    # What somebody added to a file, which the page cannot hold: never left out in silence.
    (
        '{"source": "SOURCE", "scheme": "SCHEME", "person": {}, "matter": [{}], "set-aside": []}',
        "“set-aside”",
    ),
    (
        (
            '{"source": "SOURCE", "scheme": "SCHEME", "matter": [{}], "person": {"closures": '
            '[{"list": "employment", "names": [], "but-such-as": [{}]}]}}'
        ),
        "“but-such-as”",
    ),
    (
        (
            '{"source": "SOURCE", "scheme": "SCHEME", "matter": [{}], "person": {"closures": '
            '[{"list": "employment", "names": ["x"]}]}}'
        ),
        "names other things than it tells of",
    ),
    (
        '{"source": "SOURCE", "scheme": "SCHEME", "person": {}, "matter": [{"court": []}]}',
        "another word for “court”",
    ),
    *(
        (f'{{"source": "SOURCE", "scheme": "SCHEME", "matter": [{{}}], "person": {person}}}', said)
        for person, said in (
            # Not twice the same in turn: what is looked for would stand there already.
            ('{"closures": {"list": "employment", "names": []}}', "“closures”"),
            ('{"employment": [{"label": "a"}, {"label": "a"}]}', "have one label"),
            ('{"closures": [{"list": "jobs", "names": []}]}', "“closures”"),
            ('{"employment": [{"label": "a", "period": {"from": "1984", "extra": 1}}]}', "“extra”"),
            ('{"closures": [{"list": "kin"}, null]}', "“closures”"),
        )
    ),
    *(
        (f'{{"source": "SOURCE", "scheme": "SCHEME", "person": {{}}, "matter": [{matter}]}}', said)
        for matter, said in (
            ('{"court": {"silent": null}}', "“silent”"),
            ('{"court": ["Scottish court", "Scottish court"]}', "another word for “court”"),
        )
    ),
]


def test_a_file_that_the_page_did_not_save_is_refused_with_the_reason(
    asking: Asking, tmp_path: Path
) -> None:
    file = tmp_path / "other.json"
    asking.press("Go on with answers that you saved to a file")
    for content, said in OTHERS:
        text = content.replace("SOURCE", SOURCE).replace("SCHEME", MINERS)
        file.write_text(text, encoding="utf-8")
        asking.app.locator("input[type=file]").set_input_files(file)
        asking.press("Continue")
        expect(asking.app.locator(".govuk-error-summary")).to_contain_text(said)
