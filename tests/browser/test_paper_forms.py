"""Paper forms, scripts to read out, and the page without its scripts: for eyes, ears and a printer.

Zooming to 400 % a window that is 1280 pixels wide leaves 320 of the page's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from amends.cases.spec_table import read_spec_tables
from amends.notation.shelf import load
from amends.pages.shell import NOWHERE, Shell, page_in_shell
from amends.pages.style import THEMES
from amends.questionnaire.on_paper import Look, about_page, form_page, paper_values, script_page
from amends.scheme.law import as_at
from amends.truth.edtf import day

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LAWS = (
    "miners-strike-pardons-2022",
    "historical-sexual-offences-2018",
    "armed-forces-act-2006-s359",
)
Pages = dict[tuple[str, str, str], str]
# Each kind of page once; the other theme and a law of several effects on the page that has most.
EACH = [(LAWS[0], kind, THEMES[0]) for kind in ("form", "large form", "page")]
EACH += [(LAWS[0], "page", THEMES[1]), (LAWS[1], "page", THEMES[0]), (LAWS[2], "script", THEMES[0])]
SIZES = {"normal": (1280, 900), "zoomed to 400 %": (320, 225)}

FAULTS = """async () => {
  const found = await axe.run({ resultTypes: ["violations", "incomplete"] });
  return [...found.violations, ...found.incomplete].flatMap(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 200)}`));
}"""

STICKING_OUT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((one) => one.getClientRects().length && !one.closest("thead, caption"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The address of each kind of page, by law, kind and theme."""
    folder, found = tmp_path_factory.mktemp("paper"), dict[tuple[str, str, str], str]()
    for law, kind, theme in EACH:
        path = folder / f"{law}-{kind}-{theme}.html"
        path.write_text(text_of(law, kind, theme), encoding="utf-8")
        found[law, kind, theme] = path.as_uri()
    return found


def text_of(name: str, kind: str, theme: str, script: str = "start();") -> str:
    shelved = load(name)
    law, about = as_at(shelved.scheme, day(2026, 11, 1)), (shelved.sha256, "1.0")
    rows = [
        row
        for path in shelved.case_tables
        for row in read_spec_tables(path.read_text(encoding="utf-8"), path.name, shelved.scheme)
    ]
    match kind:
        case "form" | "large form":
            return form_page(law, *about, Look(theme, large=kind != "form"))
        case "script":
            return script_page(law, *about, Look(theme), rows)
    told = about_page(law, *about)
    shell = Shell("A check", told, theme, scripts=(script,), way_out=NOWHERE)
    return page_in_shell("public_page.html", shell, paper_values(law, rows))


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page in a browser in which the page's own scripts do not run."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    yield page
    context.close()


def opened(page: Page, address: str, size: str = "normal", media: str = "screen") -> Page:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print" if media == "print" else "screen")
    page.goto(address)
    return page


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(FAULTS)
    return found


@pytest.mark.parametrize("which", EACH, ids=" ".join)
def test_axe_finds_nothing_wrong(page: Page, made: Pages, which: tuple[str, str, str]) -> None:
    assert faults(opened(page, made[which])) == []


@pytest.mark.parametrize("kind", ["form", "page"])
def test_axe_finds_nothing_wrong_at_400_per_cent(page: Page, made: Pages, kind: str) -> None:
    assert faults(opened(page, made[LAWS[0], kind, "plain"], "zoomed to 400 %")) == []


@pytest.mark.parametrize("which", [EACH[1], EACH[-1]], ids=" ".join)
def test_axe_finds_nothing_wrong_on_paper(
    page: Page, made: Pages, which: tuple[str, str, str]
) -> None:
    assert faults(opened(page, made[which], media="print")) == []


@pytest.mark.parametrize("which", EACH, ids=" ".join)
def test_nothing_sticks_out_to_the_side(
    page: Page, made: Pages, which: tuple[str, str, str]
) -> None:
    for size in SIZES:
        opened(page, made[which], size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("which", EACH, ids=" ".join)
def test_headings_go_down_one_step_at_a_time_and_links_lead_somewhere(
    page: Page, made: Pages, which: tuple[str, str, str]
) -> None:
    opened(page, made[which])
    shown = "all => all.filter(one => one.getClientRects().length).map(one => +one.tagName[1])"
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(shown)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(then <= now + 1 for now, then in pairwise(levels))
    lost = "all => all.map(one => one.hash.slice(1)).filter(id => !document.getElementById(id))"
    assert page.locator("a[href^='#']").evaluate_all(lost) == []


def test_a_page_asks_for_nothing_and_its_own_style_is_let_in(
    page: Page, asked: list[str], made: Pages
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for address in made.values():
        asked.clear()
        opened(page, address)
        assert (
            page.locator("header p").first.evaluate("one => getComputedStyle(one).color")
            == "rgb(255, 255, 255)"
        )
        assert asked == [address]
    assert said == []


def test_a_form_is_filled_in_by_keyboard_alone_and_enter_sends_it_nowhere(
    page: Page, asked: list[str], made: Pages
) -> None:
    address = made[LAWS[0], "form", "plain"]
    opened(page, address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_label("Scottish court").is_checked()
    page.get_by_label("On, or from").first.fill("June 1984")
    page.keyboard.press("Enter")
    assert page.get_by_label("On, or from").first.input_value() == "June 1984"
    assert asked == [address]
    page.reload()
    assert not page.get_by_label("Scottish court").is_checked()


def test_every_box_is_large_enough_for_a_thumb(page: Page, made: Pages) -> None:
    opened(page, made[LAWS[0], "form", "plain"], "zoomed to 400 %")
    sizes = "all => all.map(one => one.getBoundingClientRect()).map(one => [one.width, one.height])"
    boxes = page.locator("input").evaluate_all(sizes)
    assert len(boxes) > 100
    assert all(width >= 24 and height >= 24 for width, height in boxes)


@pytest.mark.parametrize(("kind", "points"), [("form", 12), ("large form", 18)])
def test_what_is_printed_is_large_enough_to_be_read(
    page: Page, made: Pages, kind: str, points: int
) -> None:
    opened(page, made[LAWS[0], kind, "plain"], media="print")
    size = "all => Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize)))"
    everything = ".amends-paper, .amends-paper *, .amends-foot *"
    smallest = page.locator(everything).evaluate_all(size)
    assert smallest >= points * 96 / 72 - 0.01
    assert not page.locator(".govuk-skip-link").is_visible()


def test_on_paper_no_question_is_broken_between_pages(page: Page, made: Pages) -> None:
    opened(page, made[LAWS[0], "form", "plain"], media="print")
    inside = page.locator("fieldset").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakInside)"
    )
    assert len(inside) > 30
    assert set(inside) == {"avoid"}


# --- the page for anybody ---


def test_without_scripts_all_is_there_to_be_filled_in(still: Page, made: Pages) -> None:
    still.goto(made[LAWS[0], "page", "plain"])
    assert still.locator("#on-paper h1").is_visible()
    assert still.locator("noscript p").is_visible()
    assert still.get_by_text("A1. Which court was it?").is_visible()
    assert still.locator("#worked").is_visible()
    still.get_by_label("Scottish court").check()
    assert still.locator("#exit").get_attribute("href") == NOWHERE


def test_where_scripts_run_paper_waits_until_somebody_goes_to_it(
    page: Page, tmp_path: Path
) -> None:
    begun = 'document.getElementById("app").append(document.createElement("h1"));'
    path = tmp_path / "page.html"
    path.write_text(text_of(LAWS[0], "page", "plain", begun), encoding="utf-8")
    opened(page, path.as_uri())
    assert not page.locator("#on-paper").is_visible()
    page.get_by_role("link", name="The same questions on paper").click()
    assert page.locator("#on-paper").is_visible()
    assert not page.locator("#app").is_visible()


def test_a_script_that_fails_before_it_begins_leaves_the_form(page: Page, made: Pages) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    opened(page, made[LAWS[0], "page", "plain"])  # its script calls what is not there
    assert len(failed) == 1
    assert page.locator("#on-paper").is_visible()


def test_the_way_out_does_not_hide_what_has_the_focus(page: Page, made: Pages) -> None:
    opened(page, made[LAWS[0], "page", "plain"])
    for box in page.locator("input[type=checkbox]").all()[::12]:
        box.focus()
        hidden = box.evaluate(
            """one => {
              const box = one.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return top !== one;
            }"""
        )
        assert not hidden
