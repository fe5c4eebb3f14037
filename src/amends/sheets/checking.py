"""Checking a sheet, given as its sealed file or as its page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from amends.problems import Place, Problem, ProblemsFound
from amends.seals import Opened, Verified, opened, verify
from amends.seals.seal import VERSION
from amends.sheets.contents import PROGRAM, Answer, Sheet
from amends.sheets.shape import a_sheet, a_withheld, names_kept
from amends.sheets.showing import LONGEST_PAGE, Shown, is_page, page_of, part_of

_WHOLE_LIST: Final = (
    "give the whole list that was kept apart when the sheet was made: --withheld FILE"
)


class Page(Enum):
    """What is known of the page beside the file in it."""

    NONE = "no page"
    SAME = "the same"
    NOT_COMPARED = "made by another program or version"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet that has not changed since it was sealed: see `Verified` for how little that is."""

    sheet: Sheet
    verified: Verified
    page: Page


def checked(
    content: bytes,
    file: str,
    version: str,
    *,
    key: str | None = None,
    code: str | None = None,
) -> Checked:
    """The sheet of a file's content: the sealed file, or a page that holds it.

    `version` is this program's: a page that it made itself is made anew and compared, unless its
    file is of an earlier form. `key` and
    `code` are those expected. Raises ProblemsFound; then nothing in the file is to be relied on.
    """
    if not is_page(content):
        verified = verify(content, file, key, code)
        return Checked(a_sheet(verified.sheet, file, verified.version), verified, Page.NONE)
    if len(content) > LONGEST_PAGE:
        what = f"a page of more than {LONGEST_PAGE:,} bytes is not read"
        remedy = "check that this is the file you mean: no answer sheet is so long"
        raise ProblemsFound([Problem("sheet-page-too-long", Place(file), what, remedy)])
    part = part_of(content, file)
    verified = verify(part, file, key, code)
    sheet = a_sheet(verified.sheet, file, verified.version)
    ours = sheet["made_by"] == {"program": PROGRAM, "version": version}
    if not ours or verified.version != VERSION:
        return Checked(sheet, verified, Page.NOT_COMPARED)
    if page_of(Shown(sheet, verified), part).encode("utf-8") != content:
        what = "what this page shows is not what the file in it says"
        why = "the page was changed after it was made, or another build of this version made it"
        remedy = "do not rely on the page: make it anew from the file in it, or ask for another"
        raise ProblemsFound([Problem("page-differs", Place(file), what, remedy, why)])
    return Checked(sheet, verified, Page.SAME)


def all_answers(
    found: Checked, file: str, kept: bytes | None = None, kept_file: str = ""
) -> tuple[Answer, ...]:
    """Every answer that a sheet rests on, in order, the withheld ones from the list kept apart.

    Raises ProblemsFound for a list of another sheet, and where an answer is not shown.
    """
    withheld = found.verified.withheld
    given = _kept_answers(found, kept, kept_file)
    shown = [a_withheld(one.answer, kept_file, one.number) for one in given]
    if len({one.number for one in given}) < len(withheld):
        what = f"the sheet does not show all the answers that it rests on ({len(withheld)} withheld"
        what += f", {len(given)} given)"
        why = "without all of them the same question cannot be asked again, and none is assumed"
        raise ProblemsFound([Problem("answers-not-shown", Place(file), what, _WHOLE_LIST, why)])
    answers = list(found.sheet["answers"])
    for one in sorted(shown, key=lambda one: one["at"]):
        answers.insert(one["at"], one["answer"])
    return tuple(answers)


def shown_of(found: Checked, kept: bytes, kept_file: str) -> tuple[Answer, ...]:
    """The answers of a list kept apart, each shown to be one that the sheet withholds."""
    every = _kept_answers(found, kept, kept_file)
    return tuple(a_withheld(one.answer, kept_file, one.number)["answer"] for one in every)


def names_withheld(
    found: Checked, file: str, kept: bytes | None = None, kept_file: str = ""
) -> tuple[str, ...] | None:
    """What was named to be withheld from a sheet, from the list kept apart; None where it says not.

    A sheet that says so has a commitment to the names. Raises ProblemsFound where they are not in
    the list, and for a list of another sheet.
    """
    if found.sheet["names_withheld"] is None:
        return None
    last = len(found.verified.withheld) + 1
    for one in _opened(found, kept, kept_file):
        if one.number == last:
            return tuple(names_kept(one.answer, kept_file, one.number)["names"])
    what = "what was named to be withheld from the sheet is not given"
    why = "a new sheet could show what this one does not"
    raise ProblemsFound([Problem("names-not-shown", Place(file), what, _WHOLE_LIST, why)])


def _kept_answers(found: Checked, kept: bytes | None, kept_file: str) -> tuple[Opened, ...]:
    most = len(found.verified.withheld)
    return tuple(one for one in _opened(found, kept, kept_file) if one.number <= most)


def _opened(found: Checked, kept: bytes | None, kept_file: str) -> tuple[Opened, ...]:
    """What a list kept apart holds of a sheet: each answer by its number, then the names."""
    names = found.sheet["names_withheld"]
    held = (*found.verified.withheld, *([] if names is None else [names]))
    return () if kept is None else opened(kept, kept_file, held)
