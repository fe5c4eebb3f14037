"""The files of answer sheets: what each is called, and how the commands read them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from amends import __version__
from amends.cli.telling import Exit, problems_as
from amends.problems import Place, Problem, ProblemsFound
from amends.seals.json_text import LONGEST
from amends.sheets import Checked, checked
from amends.sheets.showing import LONGEST_PAGE

SHEET_FILE: Final = "sheet.json"
PAGE_FILE: Final = "sheet.html"
PAPER_FILE: Final = "sheet.pdf"
KEPT_FILE: Final = "keep-apart.json"

_SEED: Final = re.compile(rb"\s*([0-9a-fA-F]{64})\s*")

key_option = click.option(
    "--key", metavar="KEY", help="The public key that you expect, from its owner: 64 digits."
)
withheld_option = click.option(
    "--withheld",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list of answers withheld that was kept apart, or a part of it.",
)


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, as many as are read and one more. Raises ProblemsFound."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        problem = Problem(
            "sheet-unreadable", Place(str(path)), what, "look whether you may read it"
        )
        raise ProblemsFound([problem]) from None


def sheet_in(path: Path, key: str | None, code: str | None, form: str) -> Checked:
    """The sheet in a file, verified; else the problems are told and the command ends."""
    with problems_as(Exit.SHEET, form):
        return checked(read(path, LONGEST_PAGE), str(path), __version__, key=key, code=code)


def kept_in(path: Path | None) -> bytes | None:
    """The content of a list kept apart; None where none is given."""
    return None if path is None else read(path, LONGEST)


def seed_in(path: Path | None) -> bytes | None:
    """The secret key in a file of 64 hexadecimal digits. Raises ProblemsFound; repeats nothing."""
    if path is None:
        return None
    found = _SEED.fullmatch(read(path, 200))
    if found is None:
        what = "this is no secret key as it is read here"
        why = "it is one line of 64 digits, 0 to 9 and a to f, and nothing else"
        remedy = "make one with `openssl rand -hex 32 > my.key`, and let nobody else read it"
        raise ProblemsFound([Problem("not-a-secret-key", Place(str(path)), what, remedy, why)])
    return bytes.fromhex(found[1].decode("ascii"))
