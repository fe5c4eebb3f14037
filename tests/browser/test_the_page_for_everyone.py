"""Everybody can use the questionnaire page, and it tells nobody anything."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from amends.questionnaire.page import script
from amends.truth.edtf import day
from lib.asking import Asking, made, opened

MINERS = "miners-strike-pardons-2022"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

FAULTS = """async () => {
  // What is for paper is hidden here, and has tests of its own.
  const shown = { include: ["html"], exclude: [".amends-on-paper"] };
  const found = await axe.run(shown, { resultTypes: ["violations", "incomplete"] });
  return [...found.violations, ...found.incomplete].flatMap(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${node.html}`));
}"""

# What a page could keep or send with, each noting that it was reached for.
SPIES = """() => {
  window.reached = [];
  const spied = [
    [window, ["localStorage", "sessionStorage", "indexedDB", "caches", "fetch", "XMLHttpRequest"]],
    [window, ["WebSocket", "EventSource", "Worker", "open"]],
    [Document.prototype, ["cookie"]],
    [Navigator.prototype, ["sendBeacon", "serviceWorker", "storage"]],
  ];
  for (const [owner, names] of spied) {
    for (const name of names) {
      Object.defineProperty(owner, name, { get: () => { window.reached.push(name); } });
    }
  }
}"""


@pytest.fixture
def asking(page: Page, tmp_path: Path) -> Asking:
    return opened(page, made(MINERS), tmp_path)


def faults(page: Page) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FAULTS)
    return found


def visit(asking: Asking, look: object) -> None:
    """Show every kind of page there is, and look at each."""
    assert callable(look)
    look()
    asking.press("Start now")
    look()
    asking.choose("Somebody else’s")
    look()
    asking.choose("Not sure")
    asking.press("Continue")
    look()  # a question, with an error
    asking.choose("Scottish court")
    asking.choose("It may be one of several of these")
    asking.press("Continue")
    look()  # which of them, with an error
    asking.app.get_by_label("Breach of the peace", exact=True).check()
    asking.app.get_by_label("Theft", exact=True).check()
    asking.press("Continue")
    look()  # in which mode, of several
    asking.press("Back")
    asking.press("Back")
    asking.choose("Breach of the peace")
    look()  # in which mode
    asking.choose("Yes, for “breach of the peace” itself")
    seen = False
    while asking.app.locator("form").count():
        if asking.heading == "When did it happen?":
            asking.app.get_by_label("Over some time").check()
            asking.date("31", "2", "1984", which="from")
            asking.press("Continue")
            look()  # two days, with an error
            seen = True
            asking.not_sure()
        elif "nothing to do with" in asking.heading:
            asking.choose("No")
        elif "taking part in something" in asking.heading:
            asking.choose("Yes")
        elif "work for anybody" in asking.heading:
            look()
            asking.choose("Yes")
        else:
            asking.not_sure()
    assert seen
    look()  # the check
    asking.app.get_by_role("link", name="How I know").first.click()
    asking.press("Continue")
    look()  # how it is known, with an error
    asking.app.get_by_label("Told by someone").check()
    asking.app.get_by_label("The same for all my other answers").check()
    asking.press("Continue")
    look()  # the check, with how the answers are known
    asking.press("Show the answer")
    asking.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    look()  # the answer, unfolded
    asking.press("Start again, and forget my answers")
    look()  # whether to forget
    asking.press("Yes, forget all answers")
    asking.press("Go on with answers that you saved to a file")
    asking.press("Continue")
    look()  # a file to choose, with an error


def test_axe_finds_nothing_wrong_on_any_page(asking: Asking) -> None:
    found: list[str] = []
    visit(asking, lambda: found.extend(faults(asking.page)))
    assert found == []


def test_at_400_per_cent_nothing_has_to_be_scrolled_to_the_side(asking: Asking) -> None:
    asking.page.set_viewport_size({"width": 320, "height": 225})
    wide: list[str] = []

    def look() -> None:
        if asking.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(asking.heading)

    visit(asking, look)
    assert wide == []


def test_the_same_law_gives_the_same_page() -> None:
    one = made(MINERS).text
    made.cache_clear()
    assert made(MINERS).text == one


def test_it_can_be_gone_through_with_the_keyboard_alone(asking: Asking) -> None:
    keys = asking.page.keyboard

    def tab_to(name: str, role: str = "button") -> None:
        wanted = asking.app.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        for _ in range(40):
            keys.press("Tab")
            if wanted.evaluate("(one) => one === document.activeElement"):
                return
        raise AssertionError(name)

    tab_to("Start now")
    keys.press("Enter")
    expect(asking.app.locator("h1")).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    assert asking.app.get_by_label("My own").is_checked()
    keys.press("Enter")
    # From the heading to the answers, down with the arrows, on with Enter.
    keys.press("Tab")
    keys.press("ArrowDown")
    assert asking.app.get_by_label("Court in England or Wales").is_checked()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("Enter")
    assert asking.heading == "Check your answers"
    tab_to("Show the answer")
    keys.press("Enter")
    assert asking.outcomes() == ["does_not_apply"]
    tab_to("Start again, and forget my answers", "link")


def test_several_words_and_how_they_are_known_are_told_with_the_keyboard_alone(
    asking: Asking,
) -> None:
    asking.begin()
    keys = asking.page.keyboard
    for key in ("Tab", "ArrowUp", "ArrowUp", "Enter"):  # the last but one: "not sure" is the last
        keys.press(key)
    assert asking.heading == "Which may it be?"
    # From the heading to each box in turn, which Space ticks; Enter goes on.
    for key in ("Tab", "Tab", "Space", "Tab", "Space", "Enter"):
        keys.press(key)
    assert "another conviction" in asking.heading
    for key in ("Tab", "ArrowDown", "Enter"):
        keys.press(key)
    assert "Court elsewhere or court in England or Wales" in asking.said
    # From the heading to the first link, Change, and to the one beside it.
    for key in ("Tab", "Tab", "Enter"):
        keys.press(key)
    assert asking.heading == "How do you know this?"
    for key in ("Tab", "ArrowDown", "Enter"):
        keys.press(key)
    assert "(told by someone)" in asking.said


# The way out taken, and what is to be seen of the page if the browser keeps it and shows it again.
LEFT_AND_SHOWN_AGAIN = """(way_out) => {
  const app = document.getElementById("app");
  if (way_out === "button") document.getElementById("exit").click();
  else for (let n = 0; n < 3; n += 1) dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
  const left = [app.childElementCount, document.title];
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  const start = app.querySelector("h1").textContent;
  app.querySelector("button").click();
  app.querySelector("input").checked = true;
  app.querySelector("form").requestSubmit();
  return [...left, start, app.querySelector("h1").textContent];
}"""


@pytest.mark.parametrize("way_out", ["button", "keys"])
def test_the_way_out_leaves_at_once_and_nothing_is_to_be_seen_after(
    asking: Asking, way_out: str
) -> None:
    asking.begin()
    asking.choose("Scottish court")
    shown = asking.page.evaluate(LEFT_AND_SHOWN_AGAIN, way_out)
    start = "What does this law do to a conviction?"
    assert shown == [0, "", start, "Which court was it?"]


def test_after_the_way_out_the_way_back_leads_to_an_empty_start(asking: Asking) -> None:
    asking.begin()
    asking.choose("Scottish court")
    for _ in range(3):
        asking.page.keyboard.press("Shift")
    asking.page.wait_for_url("about:blank")
    asking.page.go_back()
    assert asking.heading == "What does this law do to a conviction?"


def test_the_title_of_the_tab_never_tells_which_law_it_is(asking: Asking) -> None:
    titles: set[str] = set()
    visit(asking, lambda: titles.add(asking.page.title()))
    quiet = "A check that nobody else sees"
    assert f"A question - {quiet}" in titles
    assert f"Error: A question - {quiet}" in titles
    assert all(title.endswith(quiet) for title in titles)
    assert not any(word in title.lower() for title in titles for word in ("strike", "miner", "act"))


def test_shift_among_other_keys_does_not_leave(asking: Asking) -> None:
    asking.begin()
    for key in ("Shift", "Shift", "Tab", "Shift", "Tab", "Shift", "Shift"):
        asking.page.keyboard.press(key)
    assert asking.heading == "Which court was it?"


def test_nothing_is_asked_for_kept_or_put_into_the_address(
    page: Page, asked: list[str], tmp_path: Path
) -> None:
    page.add_init_script(f"({SPIES})()")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asking = opened(page, made(MINERS), tmp_path)
    address = page.url
    states: list[object] = []

    def look() -> None:
        assert page.url == address
        states.append(page.evaluate("history.state"))

    visit(asking, look)
    assert asked == [address]
    assert page.evaluate("window.reached") == []
    assert said == []
    assert all(isinstance(one, dict) and list(one) == ["step"] for one in states)


def test_the_script_names_nothing_that_keeps_or_sends() -> None:
    keeps = r"localStorage|sessionStorage|indexedDB|\bcookie|\bcaches\b|fetch\(|XMLHttpRequest"
    sends = r"WebSocket|EventSource|sendBeacon|\bimport\(|\beval\(|\bFunction\(|innerHTML"
    assert re.findall(f"{keeps}|{sends}", script()) == []


@pytest.mark.parametrize(
    ("on", "now", "said"),
    [
        (day(2025, 6, 1), "2025-09-01", ""),
        (day(2025, 6, 1), "2026-01-01", "more than half a year ago"),
        (day(2023, 6, 1), "2023-07-01", ""),
        (day(2023, 6, 1), "2026-01-01", "The law has been changed since"),
    ],
)
def test_a_page_that_may_be_out_of_date_says_so(
    page: Page, tmp_path: Path, on: int, now: str, said: str
) -> None:
    page.clock.set_fixed_time(f"{now}T12:00:00")
    asking = opened(page, made(MINERS, on), tmp_path)
    warnings = asking.app.locator(".govuk-warning-text").all_inner_texts()
    assert len(warnings) == bool(said)
    assert said in "".join(warnings)


def test_on_paper_every_step_is_unfolded_and_no_button_is_left(asking: Asking) -> None:
    asking.begin()
    asking.choose("Court elsewhere")
    asking.choose("No, that is all")
    asking.press("Show the answer")
    asking.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    asking.page.emulate_media(media="print")
    assert asking.app.locator("details:not([open])").count() == 0
    expect(asking.app.get_by_role("button", name="Print this page")).to_be_hidden()
    asking.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert asking.app.locator("details[open]").count() == 0


def test_without_scripts_the_same_file_is_a_form(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "check.html"
    path.write_text(made(MINERS).text, encoding="utf-8")
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(path.as_uri())
    expect(still.get_by_role("heading", name="The questions on paper")).to_be_visible()
    assert "Which court was it?" in still.locator("main").inner_text()
    context.close()
