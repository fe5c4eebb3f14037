"""The report of a run can be read by anybody, at any size and on paper, and asks for nothing.

Zooming to 400 % a window that is 1280 pixels wide leaves 320 of the page's own.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from amends.notation.shelf import load
from amends.registers.archive import read_archive
from amends.runs.model import Run
from amends.runs.run import write_run
from amends.scheme.law import as_at
from amends.truth.edtf import day

REGISTER = Path(__file__).parents[2] / "examples" / "practice-register"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

SIZES = {"normal": (1280, 900), "zoomed to 400 %": (320, 225)}

FAULTS = """async (leaving_out) => {
  const found = await axe.run(
    { include: ["html"], exclude: leaving_out }, { resultTypes: ["violations", "incomplete"] });
  return [...found.violations, ...found.incomplete].flatMap(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${node.html}`));
}"""

STICKING_OUT = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).clipPath === "none")
  .filter((one) => !one.closest("thead") && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report on the practice register."""
    found = load("miners-strike-pardons-2022")
    law = as_at(found.scheme, day(2025, 6, 1))
    out = tmp_path_factory.mktemp("run") / "run"
    write_run(Run(read_archive(REGISTER, found.scheme), law, found.sha256), out)
    return (out / "report.html").as_uri()


def _opened(page: Page, address: str, size: str) -> Page:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return page


def _faults(page: Page, *leaving_out: str) -> list[str]:
    """What axe says is wrong, or may be; but for elements to leave out."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(FAULTS, list(leaving_out))
    return found


def test_axe_finds_nothing_wrong(page: Page, report: str) -> None:
    assert _faults(_opened(page, report, "normal")) == []


# Groups are all made alike: the second look at the page takes two of each sort.
_REPEATED = (".group ~ .group ~ .group",)


def test_axe_finds_nothing_wrong_at_400_per_cent(page: Page, report: str) -> None:
    assert _faults(_opened(page, report, "zoomed to 400 %"), *_REPEATED) == []


def test_axe_finds_nothing_wrong_on_paper(page: Page, report: str) -> None:
    page.emulate_media(media="print")
    assert _faults(_opened(page, report, "normal"), *_REPEATED) == []


def test_axe_would_find_a_fault(page: Page) -> None:
    page.set_content("<html><body><img src='data:,'><p style='color: #ddd'>pale</p></body></html>")
    faults = " ".join(_faults(page))
    for rule in ("color-contrast", "html-has-lang", "image-alt"):
        assert rule in faults


@pytest.mark.parametrize("size", SIZES)
def test_nothing_sticks_out_to_the_side(page: Page, report: str, size: str) -> None:
    _opened(page, report, size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(STICKING_OUT) == []


def test_the_page_asks_for_itself_alone_and_runs_its_own_script_alone(
    page: Page, asked: list[str], report: str
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    _opened(page, report, "normal")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://x.example/'}))")
    slipped_in = "Object.assign(document.createElement('script'), {text: 'document.title = 1'})"
    page.evaluate(f"document.body.append({slipped_in})")
    page.wait_for_timeout(50)
    assert asked == [report]
    assert page.title() != "1"
    # The page's own policy refused the picture before anything was asked for, and the script.
    assert len(said) == 2
    assert all("Content Security Policy" in one for one in said)


def test_the_keyboard_goes_through_the_links_in_the_order_of_the_text(
    page: Page, report: str
) -> None:
    _opened(page, report, "normal")
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.textContent.trim())")
    reached = []
    for _ in links[:20]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert reached[0] == "Skip to the main content"
    assert reached == links[:20]


def test_a_group_opens_by_the_keyboard(page: Page, report: str) -> None:
    page.goto(report)
    group = page.locator("details.group").first
    inside = group.locator("dl")
    assert not inside.is_visible()
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()


def test_a_link_to_a_group_opens_it(page: Page, report: str) -> None:
    page.goto(report)
    link = page.locator("a[href^='#group-']").first
    group = page.locator(link.get_attribute("href") or "")
    for _ in range(2):  # the second time the address is the same
        assert not group.locator("dl").is_visible()
        link.click()
        assert group.locator("dl").is_visible()
        group.locator("summary").click()
    page.goto("about:blank")
    page.goto(f"{report}{link_to_last(page, report)}")
    assert page.locator("details:target dl").is_visible()


def link_to_last(page: Page, report: str) -> str:
    page.goto(report)
    found = page.locator("a[href^='#group-']").last.get_attribute("href") or ""
    page.goto("about:blank")
    return found


def test_a_browser_that_prints_only_what_is_open_prints_all(page: Page, report: str) -> None:
    page.goto(report)
    page.locator("details.group summary").first.click()
    shut = page.locator("details:not([open])")
    before = shut.count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == before


def test_without_scripts_a_group_still_opens(browser: Browser, report: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    group = page.locator("details.group").first
    group.locator("summary").click()
    assert group.locator("dl").is_visible()
    context.close()


def test_on_paper_every_group_is_open_and_no_size_is_in_pixels_of_a_screen(
    page: Page, report: str
) -> None:
    page.emulate_media(media="print")
    page.goto(report)
    shut = "all => all.filter((one) => !one.getBoundingClientRect().height).length"
    assert page.locator("details.group dl").evaluate_all(shut) == 0
    size = page.locator("body").evaluate("one => getComputedStyle(one).fontSize")
    assert float(size.removesuffix("px")) == 10.5 * 96 / 72


def test_an_entry_is_not_broken_where_it_fits(page: Page, report: str) -> None:
    _opened(page, report, "normal")
    broken = "all => all.filter((one) => one.getClientRects().length > 1).length"
    entries = page.locator(".reference bdi")
    assert entries.count() > 100
    assert entries.evaluate_all(broken) == 0
    page.add_style_tag(content=".reference { display: inline; }")
    assert entries.evaluate_all(broken) > 0


def test_no_word_to_type_is_broken(page: Page, report: str) -> None:
    _opened(page, report, "normal")
    words = page.locator("code .word")
    broken = "all => all.filter((one) => one.getClientRects().length > 1).length"

    def at_every_width() -> int:
        found = 0
        for width in range(320, 920, 60):
            page.set_viewport_size({"width": width, "height": 900})
            found += words.evaluate_all(broken)
        return found

    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert at_every_width() == 0
    page.add_style_tag(content=".word { white-space: normal; }")
    assert at_every_width() > 0


def test_the_first_key_skips_to_the_main_content(page: Page, report: str) -> None:
    _opened(page, report, "normal")
    page.keyboard.press("Tab")
    assert page.locator("a.skip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_headings_go_down_one_step_at_a_time(page: Page, report: str) -> None:
    _opened(page, report, "normal")
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(then <= now + 1 for now, then in pairwise(levels))


def test_a_bar_is_seen_where_colours_are_forced(page: Page, report: str) -> None:
    page.emulate_media(forced_colors="active")
    _opened(page, report, "normal")
    bar = page.locator(".bar").first
    assert bar.bounding_box() is not None
    behind = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert bar.evaluate("one => getComputedStyle(one).borderTopColor") != behind
    assert bar.evaluate("one => getComputedStyle(one).borderTopWidth") != "0px"
