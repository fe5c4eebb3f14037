"""`amends form`: the questions of a law on paper, to fill in or to read out."""

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
from amends.questionnaire.on_paper import Look, form_page, script_page
from amends.scheme.law import as_at

_EXAMPLES = """\b
Examples:
  amends form SCHEME --on 2025-06-01 --out form.html --large-print
  amends form SCHEME --on 2025-06-01 --out script.html --as script
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
    help="The file to write, such as form.html.",
)
@click.option(
    "--as",
    "made_as",
    type=click.Choice(["form", "script"]),
    default="form",
    show_default=True,
    help="A form to fill in, or a script for whoever asks the questions aloud.",
)
@click.option("--large-print", is_flag=True, help="Set it in 18 point, for those who see little.")
@theme_option
@click.option("--replace", is_flag=True, help="Replace the file that stands at FILE.")
@format_option
def form(
    *,
    scheme: str,
    on: str | None,
    suppose: tuple[str, ...],
    out: Path,
    made_as: str,
    large_print: bool,
    theme: str,
    replace: bool,
    form: str,
) -> None:
    """Make the questions of a law as a page to print: a form, or a script to read out.

    The form has every question that could matter, with boxes to tick, "not sure" each time, and
    where to look. The script says what to ask, what to say to each answer and where to go on; with
    it are the law's conditions as tables to go through by hand, and worked cases.
    """
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
        rows = table_rows(found) if made_as == "script" else []
        law = as_at(found.scheme, law_date(on), supposed(suppose, found.scheme))
        check_in_force(law, scheme)
    look = Look(theme, large_print)
    if made_as == "script":
        text = script_page(law, found.sha256, __version__, look, rows)
    else:
        text = form_page(law, found.sha256, __version__, look)
    with problems_as(Exit.OUTPUT, form):
        content = write_page(out, text, replace=replace)
    tell_page(out, content, law, form)
