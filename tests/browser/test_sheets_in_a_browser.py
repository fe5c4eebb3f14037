"""The page of an answer sheet can be read by anybody, at any size and on paper."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sheets.made import example, files_of, made_of

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
FAULTS = """async () => {
  const found = await axe.run({ resultTypes: ["violations", "incomplete"] });
  return [...found.violations, ...found.incomplete].flatMap(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${node.html}`));
}"""
SHEETS = {
    "applies": ("picket", ()),
    "two matters": ("two-convictions", ()),
    "open": ("torn-page", ()),
    "records differ": ("two-books", ()),
    "withheld": ("set-aside", ("offence", "employment")),
    "nothing shown": ("daughter", ("all",)),
}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sheets")
    found = {}
    for number, (name, (case, withhold)) in enumerate(SHEETS.items()):
        found[name] = folder / f"{number}.html"
        found[name].write_bytes(files_of(made_of(example(case), withhold=withhold)).page)
    return found


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(FAULTS)
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_axe_finds_nothing_wrong(page: Page, sheets: dict[str, Path], name: str) -> None:
    page.goto(sheets[name].as_uri())
    assert faults(page) == []


@pytest.mark.parametrize("name", ["open", "withheld"])
def test_axe_finds_nothing_wrong_at_400_per_cent_in_large_text(
    page: Page, sheets: dict[str, Path], name: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 225})
    page.goto(sheets[name].as_uri())
    page.get_by_label("Large text").check()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_asks_for_nothing_but_itself(
    page: Page, asked: list[str], sheets: dict[str, Path]
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(sheets["applies"].as_uri())
    assert asked == [sheets["applies"].as_uri()]
    assert said == []


def test_the_file_in_the_page_is_saved_as_it_was_sealed(
    page: Page, sheets: dict[str, Path]
) -> None:
    page.goto(sheets["applies"].as_uri())
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file that stands in this page").click()
    assert saved.value.suggested_filename == "sheet.json"
    content = Path(saved.value.path()).read_bytes()
    assert content == files_of(made_of(example("picket"))).sealed


def test_large_text_is_large_on_the_screen_and_on_paper_without_a_script(
    browser: Browser, sheets: dict[str, Path]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sheets["open"].as_uri())
    paragraph = page.locator("main li").first

    def size() -> float:
        found = paragraph.evaluate("one => getComputedStyle(one).fontSize")
        return float(str(found).removesuffix("px"))

    plain = size()
    page.get_by_label("Large text").press("Space")
    assert size() == pytest.approx(1.5 * plain)
    page.emulate_media(media="print")
    assert size() == pytest.approx(18 * 96 / 72)
    assert not page.get_by_label("Large text").is_visible()
    assert not page.locator("#sheet-file").is_visible()
    context.close()


def test_it_prints_on_a4(page: Page, sheets: dict[str, Path]) -> None:
    page.goto(sheets["open"].as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed or b"/MediaBox [0 0 595" in printed
