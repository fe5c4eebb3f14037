"""The questionnaire as one page for anybody: no server, no request, nothing stored.

The page holds the law as data, the engine `page`, the order of the questions, and the scripts
beside this file, each one constant, in plain ES2020 without modules or libraries. Where scripts
do not run, it holds the same questions on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from amends.cases.spec_table import SpecRow
from amends.engines.page import compiled, evaluator
from amends.explanation.values_in_words import day
from amends.pages.shell import NOWHERE, Shell, page_in_shell
from amends.questionnaire.catalogue import catalogue
from amends.questionnaire.on_paper import Look, about_page, paper_values, service
from amends.questionnaire.page.words import words
from amends.scheme.law import Law

_SCRIPTS: Final = (
    *("order.js", "values.js", "reasons.js", "interview.js", "results.js", "saved.js"),
    *("elements.js", "questions.js", "views.js", "app.js"),
)


def made_page(
    law: Law,
    sha256: str,
    version: str,
    look: Look,
    *,
    way_out: str = NOWHERE,
    rows: Iterable[SpecRow] = (),
) -> str:
    """The page of a law, which must be in force on its date, as one HTML file.

    `sha256` is of the scheme's text, `version` that of the program; both stand in its foot.
    `way_out` is where the quick exit leads (`Shell`), `rows` are those of its case tables. The
    same values give the same text.
    """
    shell = Shell(
        service(law),
        about_page(law, sha256, version),
        theme=look.theme,
        large=look.large,
        scripts=(script(),),
        islands={
            "law": compiled(law),
            "catalogue": catalogue(law),
            "words": words(law),
            "dates": _dates(law),
        },
        way_out=way_out,
    )
    return page_in_shell("public_page.html", shell, paper_values(law, rows))


def _dates(law: Law) -> dict[str, object]:
    """The day of the law, the last day of which anything is known, and what changed it later."""
    return {
        "on_in_words": day(law.on),
        "latest": max([law.on, *(made.start for made in law.later)]),
        "later": [
            {"start": made.start, "told": f"{day(made.start)}: {made.title or made.citation}"}
            for made in law.later
        ],
    }


@cache
def script() -> str:
    """The one script of the page: the engine, the order of questions and what shows them.

    Comments, indentation and the line breaks within a statement's lists are left out: a page is
    read by a browser, and is to be small.
    """
    here = files(__name__)
    texts = [evaluator(), *((here / name).read_text(encoding="utf-8") for name in _SCRIPTS)]
    return "\n".join((_STRICT, *map(_bare, texts)))


_STRICT: Final = '"use strict";'
"""Said once, at the beginning, for all of them."""


def _bare(text: str) -> str:
    """A script without lines of comment and indentation; no text of ours runs over a line's end."""
    kept: list[str] = []
    within = False
    for line in map(str.strip, text.splitlines()):
        within = within or line.startswith("/*")
        if line and not within and not line.startswith("//") and line != _STRICT:
            kept.append(line)
        within = within and not line.endswith("*/")
    return _WITHIN_LIST.sub("", "\n".join(kept))


_WITHIN_LIST: Final = re.compile(r"(?<=[,(\[])\n")
