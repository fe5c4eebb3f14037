"""`amends page`: the questionnaire as one file for anybody's site."""

from __future__ import annotations

from pathlib import Path

import click

from amends import __version__
from amends.cli.page_files import check_in_force, table_rows, tell_page, theme_option, write_page
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    problems_as,
    scheme_argument,
    suppose_option,
    supposed,
)
from amends.notation.shelf import load
from amends.pages.shell import NOWHERE
from amends.questionnaire.on_paper import Look
from amends.questionnaire.page import made_page
from amends.scheme.law import as_at

_EXAMPLES = """\b
Examples:
  amends page SCHEME --on 2025-06-01 --out check.html
  amends page SCHEME --out on-our-site.html --theme scotland --leave-to https://example.org/
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@on_option
@suppose_option
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write, such as check.html.",
)
@theme_option
@click.option("--large-print", is_flag=True, help="Show the form to print in large print.")
@click.option(
    "--leave-to",
    metavar="ADDRESS",
    default=NOWHERE,
    show_default=True,
    help="Where the button that leaves the page at once leads.",
)
@click.option("--replace", is_flag=True, help="Replace the file that stands at FILE.")
@format_option
def page(
    *,
    scheme: str,
    on: str | None,
    suppose: tuple[str, ...],
    out: Path,
    theme: str,
    large_print: bool,
    leave_to: str,
    replace: bool,
    form: str,
) -> None:
    """Make the questionnaire of a law as one page, which needs no server.

    FILE can be put on a site or a memory stick. It asks what still matters, a question at a time,
    says what the law does and why, sends nothing anywhere, and holds the same questions as a form
    to print. It reads the law of one day, which it shows: make it anew when the law changes.
    """
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
        rows = table_rows(found)
        law = as_at(found.scheme, law_date(on), supposed(suppose, found.scheme))
        check_in_force(law, scheme)
    look = Look(theme, large_print)
    try:
        text = made_page(law, found.sha256, __version__, look, way_out=leave_to, rows=rows)
    except ValueError as error:
        raise click.BadParameter(
            f"{error}: begin it with https://, as in https://example.org/.", param_hint="--leave-to"
        ) from None
    with problems_as(Exit.OUTPUT, form):
        content = write_page(out, text, replace=replace)
    tell_page(out, content, law, form)
