"""What the commands that make a page for anybody share: its law, its case tables, its file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.cli.output import ANYBODY, check_free, unwritable, write_whole
from amends.cli.telling import print_json
from amends.explanation.values_in_words import day
from amends.notation.shelf import Shelved
from amends.pages.style import THEMES
from amends.problems import Place, Problem, ProblemsFound
from amends.scheme.law import Law
from amends.truth.edtf import iso

theme_option = click.option(
    "--theme",
    type=click.Choice(THEMES),
    default=THEMES[0],
    show_default=True,
    help="How the page looks.",
)


def check_in_force(law: Law, name: str) -> None:
    """Raises ProblemsFound where a law is not in force on its date: there is nothing to ask."""
    if not law.in_force:
        what = f"the law was not in force on {day(law.on)}, so there is nothing to ask"
        remedy = "give a day on which it was, with --on"
        raise ProblemsFound([Problem("not-in-force", Place(name), what, remedy)])


def table_rows(shelved: Shelved) -> list[SpecRow]:
    """The rows of a scheme's case tables. Raises ProblemsFound."""
    return [
        row
        for path in shelved.case_tables
        for row in read_spec_tables(
            path.read_text(encoding="utf-8"), shelved.told(path), shelved.scheme
        )
    ]


def write_page(out: Path, text: str, *, replace: bool) -> bytes:
    """Write a page whole or not at all, and its bytes. Raises ProblemsFound."""
    content = text.encode("utf-8")
    try:
        check_free(out, replace=replace)
        out.parent.mkdir(parents=True, exist_ok=True)
        # It is to be given to others, and holds nothing of anybody.
        write_whole(out, content, mode=ANYBODY)
    except OSError as error:
        raise ProblemsFound([unwritable(out, "the page", error)]) from None
    return content


def tell_page(out: Path, content: bytes, law: Law, form: str) -> None:
    """Print where a page stands, how large it is, and of what law."""
    digest = hashlib.sha256(content).hexdigest()
    if form == "json":
        print_json(
            {
                "scheme": law.scheme.id,
                "on": iso(law.on),
                "out": str(out),
                "bytes": len(content),
                "sha256": digest,
            }
        )
        return
    click.echo(f"{out}: {len(content):,} bytes, SHA-256 {digest}.")
    click.echo(f"{law.scheme.title}, as it stood on {day(law.on)}.")
