"""The files with which a new scheme begins: they read, and their case tables agree.

What they say stands beside this module, as the files that an author gets.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from string import Template

from amends.notation.shelf import SUFFIX
from amends.notation.spelling import spelt_text
from amends.problems import Place, Problem, ProblemsFound

LONGEST_ID = 80
_LONGEST_TEXT = 500
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEMPLATES = Path(__file__).parent


def new_scheme(
    name: str, title: str, jurisdiction: str, taken: Collection[str]
) -> Mapping[str, str]:
    """The text of each file of a new scheme, by its path in the folder of the scheme.

    `name` becomes the id. Raises ProblemsFound where it cannot be one, or is among those
    `taken`, and where title or jurisdiction says nothing or cannot stand on a line.
    """
    problems = [*_no_id(name, taken), *_no_line("title", title)]
    problems += _no_line("jurisdiction", jurisdiction)
    if problems:
        raise ProblemsFound(problems)
    told = {"id": name, "title": spelt_text(title), "jurisdiction": spelt_text(jurisdiction)}
    return {
        f"{name}{SUFFIX}": _filled("law.scheme", told),
        "cases/1-first-cases.md": _filled("first-cases.md", told),
        "notes.md": _filled("notes.md", {**told, "title": title}),
    }


def line_as_made(notes: str) -> int:
    """The first line of notes that tells an author what to write there; 0 if none is left."""
    told = (_TEMPLATES / "notes.md").read_text(encoding="utf-8").split("\n\n")
    left = [notes.find(one.strip()) for one in told if not one.startswith(("#", "|"))]
    first = min((at for at in left if at >= 0), default=-1)
    return notes.count("\n", 0, first) + 1 if first >= 0 else 0


def _filled(template: str, told: Mapping[str, str]) -> str:
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    return Template(text).substitute(told)


def _no_id(name: str, taken: Collection[str]) -> list[Problem]:
    if name in taken:
        what = f"a law on the shelf has the id `{name}`, and would be meant by it"
        return [Problem("id-taken", Place(), what, "give another, as with the year of the law")]
    if _ID.fullmatch(name) and len(name) <= LONGEST_ID:
        return []
    spelt = "-".join(re.findall("[a-z0-9]+", name.lower()))[:LONGEST_ID].strip("-")
    what = f"`{name[:LONGEST_ID]}` cannot be an id: it is made of small letters, digits and hyphens"
    remedy = f"write it as `{spelt or 'flood-ferries-1958'}`"
    return [Problem("no-id", Place(), what, f"{remedy}; at most {LONGEST_ID} characters")]


def _no_line(word: str, text: str) -> list[Problem]:
    if text.strip() and text.isprintable() and len(text) <= _LONGEST_TEXT:
        return []
    what = f"the {word} has no letters, more than {_LONGEST_TEXT}, or one that cannot be seen"
    return [Problem("no-line", Place(), what, f"give the {word} as one line of plain text")]
