"""A sealed sheet for a reader: a page that holds its file, and a paper."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from amends.explanation.layout import sentence
from amends.explanation.values_in_words import date_as_noted
from amends.pages import Paragraph, nested, paper, render
from amends.problems import Place, Problem, ProblemsFound
from amends.seals import Verified
from amends.seals.json_text import LONGEST
from amends.sheets.contents import Answer, Sheet, TextLine

# Bounded, so that no page can make the search long.
_PART: Final = re.compile(rb'id="sheet-file"[^>]{0,200}href="data:application/json;base64,([^"]*)"')
LONGEST_PAGE: Final = 4 * LONGEST
"""Bytes in the longest page of a sheet that is read."""

STILL_OPEN: Final = {"not known": "Still open", "disputed": "The records differ"}
"""What stands before a step that is not settled."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet with what is known of its file: what a page and a paper are made from."""

    sheet: Sheet
    verified: Verified


def page_of(shown: Shown, content: bytes) -> str:
    """The page of a sheet, with the sealed file's content in it; the same for the same."""
    part = b64encode(content).decode("ascii")
    values = {**_values(shown), "part": part, "paragraphs": _paragraphs}
    return render("amends.sheets", "sheet.html", values)


def paper_of(shown: Shown, *, large_print: bool = False) -> bytes:
    """The paper of a sheet, PDF/UA-1, in large print if that is asked for.

    Raises ProblemsFound; see `amends.pages.paper`.
    """
    made_on = date.fromisoformat(shown.sheet["made_on"]).toordinal()
    values = {**_values(shown), "large_print": large_print}
    return paper("amends.sheets", "sheet.typ", values, made_on)


def is_page(content: bytes) -> bool:
    """Whether a file's content is meant as a page and not as a sealed file."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def part_of(page: bytes, file: str) -> bytes:
    """The sealed file that a page holds. Raises ProblemsFound where it holds none, or several."""
    found = _PART.findall(page)
    with suppress(ValueError):
        (only,) = found
        return b64decode(only, validate=True)
    what = "this page holds no answer sheet that can be read"
    why = "it is another page, or it was saved or changed by another program"
    remedy = "verify the page as you were given it, or the file that came with it"
    raise ProblemsFound([Problem("no-sheet-in-page", Place(file), what, remedy, why)])


def _values(shown: Shown) -> dict[str, object]:
    """What a template needs: the sheet, and words made from it."""
    sheet, verified = shown.sheet, shown.verified
    return {
        "sheet": sheet,
        "made_on": date_as_noted(sheet["made_on"]),
        "renewed_on": date_as_noted(sheet["renews"]["made_on"]) if sheet["renews"] else "",
        "code": verified.code,
        "key": verified.key,
        "withheld": len(verified.withheld),
        "all_answers": len(sheet["answers"]) + len(verified.withheld),
        "still_open": STILL_OPEN,
        "answers": list(_by_subject(sheet["answers"])),
    }


def _paragraphs(lines: Iterable[TextLine]) -> tuple[Paragraph, ...]:
    return nested((line["depth"], line["text"]) for line in lines)


def _by_subject(answers: list[Answer]) -> Iterator[Mapping[str, object]]:
    """The answers of each subject: a heading, and rows of question, answer, source, known by."""
    for about, group in groupby(answers, lambda answer: answer["about"]):
        rows = [
            (answer["question"], sentence(answer["words"]), _source(answer), answer["known"])
            for answer in group
        ]
        yield {"about": sentence(about)[:-1], "rows": rows}


def _source(answer: Answer) -> str:
    dated = date_as_noted(answer["dated"])
    return f"{answer['source']} ({dated})" if dated else answer["source"]
