"""The pages of the handbook: what they have typed is run, and their links lead somewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from docs.pages import DOCS, ROOT, fences, is_as_printed, steps, typed, write_files

PAGES = {path.relative_to(DOCS).as_posix(): path for path in sorted(DOCS.rglob("*.md"))}
TYPED = [
    "tutorial.md",
    "writing-a-scheme.md",
    "taking-up-an-amendment.md",
    "when-records-disagree.md",
    "answer-sheets.md",
    "public-page.md",
]
# Each of these has a test of its own, which knows what its blocks are; the reference is
# held to the program in tests/handbook, the chapters of spec/ to the engines beside this.
BY_THEMSELVES = [
    *("notation.md", "case-files.md", "case-tables.md", "registers.md"),
    "answer-sheet-format.md",
]
BESIDE = [ROOT / "README.md", ROOT / "DEVELOPERS.md", ROOT / "GLOSSARY.md"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("name", TYPED)
def test_what_a_page_has_typed_answers_as_it_prints(name: str, checkout: Path) -> None:
    page = PAGES[name].read_text(encoding="utf-8")
    write_files(page, checkout)
    for step in steps(page):
        result = typed(step.typed, checkout)
        assert (result.returncode != 0) == (step.problems is not None), result.stderr
        for printed, said in ((step.said, result.stdout), (step.problems, result.stderr)):
            assert printed is None or is_as_printed(said, printed), f"{step.typed}\n{said}"


@pytest.mark.parametrize("name", TYPED)
def test_every_block_of_such_a_page_is_run_or_is_of_a_file_that_lies_there(name: str) -> None:
    page = PAGES[name].read_text(encoding="utf-8")
    lying = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "examples").rglob("*"))
        if path.suffix in {".scheme", ".amendment", ".md", ".toml"}
    )
    answers = {text for step in steps(page) for text in (step.said, step.problems)}
    for kind, text in fences(page):
        written = f"`:\n\n```{kind}\n{text}```" in page
        assert kind == "sh" or text in answers or written or text in lying, text


def test_every_page_that_is_not_made_is_one_whose_blocks_are_tried() -> None:
    told = {name for name in PAGES if not name.startswith(("reference/", "spec/"))}
    assert told == {"README.md", *TYPED, *BY_THEMSELVES}
    assert not fences(PAGES["README.md"].read_text(encoding="utf-8"))


def test_what_a_page_prints_may_leave_lines_out_and_is_held_to_the_others() -> None:
    said = "one\ntwo\nthree and more\n"
    assert is_as_printed(said, "one\n...\nthree and ...\n")
    assert is_as_printed(said, "...\none\ntwo\nthree and more\n")
    assert not is_as_printed(said, "one\n...\nfour\n")
    assert not is_as_printed(said, "one\ntwo\n")


@pytest.mark.parametrize("path", [*PAGES.values(), *BESIDE], ids=lambda path: path.name)
def test_the_links_of_a_page_lead_somewhere(path: Path) -> None:
    text = re.sub(
        r"^```.*?^```$|`[^`\n]*`",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        name, _, heading = target.partition("#")
        to = (path.parent / name).resolve() if name else path
        assert to.exists(), target
        if heading:
            assert heading in headings(to), target


def headings(path: Path) -> set[str]:
    """The names by which the headings of a page are linked to."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


def test_no_page_is_left_without_a_link_to_it() -> None:
    linked = {
        (path.parent / target.partition("#")[0]).resolve()
        for path in PAGES.values()
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    }
    assert not [name for name, path in PAGES.items() if path not in linked]
