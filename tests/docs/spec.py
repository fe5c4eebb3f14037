"""The chapters of docs/handbook/spec/: their schemes, with the rows and case files beneath each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.notation import read
from amends.scheme.model import Scheme
from docs.pages import DOCS

SPEC = DOCS / "spec"
CHAPTERS = {path.name: path.read_text(encoding="utf-8") for path in sorted(SPEC.glob("*.md"))}
CONTENTS = CHAPTERS.pop("README.md")

SCHEME = re.compile(r"^`([\w-]+\.scheme)`:\n\n```scheme\n(.*?)^```$", re.DOTALL | re.MULTILINE)
AMENDMENT = re.compile(
    r"^`([\w-]+\.amendment)`:\n\n```amendment\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
CASE = re.compile(r"^`([\w-]+\.toml)`:\n\n```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A scheme of a chapter with all that stands beneath it, up to the next scheme.

    `beneath` keeps the line numbers of the page. `cases` are those of its case files.
    """

    file: str
    scheme: Scheme
    beneath: str
    rows: tuple[SpecRow, ...]
    cases: tuple[Case, ...]


@cache
def examples(chapter: str) -> tuple[Example, ...]:
    page = CHAPTERS[chapter]
    found = [*SCHEME.finditer(page)]
    ends = [*(match.start() for match in found[1:]), len(page)]
    return tuple(_example(chapter, *each) for each in zip(found, ends, strict=True))


def _example(chapter: str, found: re.Match[str], end: int) -> Example:
    page = CHAPTERS[chapter]
    beneath = "\n" * page.count("\n", 0, found.end()) + page[found.end() : end]
    amendments = [(text, name) for name, text in AMENDMENT.findall(beneath)]
    scheme = read(found[2], found[1], amendments)
    cases = (
        case for name, text in CASE.findall(beneath) for case in read_case_file(text, name, scheme)
    )
    rows = read_spec_tables(beneath, chapter, scheme)
    return Example(found[1], scheme, beneath, rows, tuple(cases))
