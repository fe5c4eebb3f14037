"""`amends sheet`: the answer sheet of a case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from amends import __version__
from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.cli.explain import content
from amends.cli.sheet_writing import (
    large_print_option,
    making,
    pdf_option,
    sign_option,
    tell_written,
    written,
    written_as_json,
)
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    print_json,
    problems_as,
    scheme_argument,
    suppose_option,
    supposed,
    today,
)
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import beside, load
from amends.scheme.law import Law, as_at
from amends.sheets import Answered, Unsealed, sheet_of

_EXAMPLES = """\b
Examples:
  amends sheet SCHEME my-case.toml --on 2025-06-01 --out my-sheet
  amends sheet SCHEME my-case.toml --out to-give-away --withhold offence --pdf --large-print
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@on_option
@suppose_option
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the folder of the sheet is to stand.",
)
@pdf_option
@large_print_option
@sign_option
@click.option(
    "--withhold",
    multiple=True,
    metavar="FACT",
    help="Do not show the answers on this fact or list; `all` for every one. May be repeated.",
)
@format_option
def sheet(
    *,
    scheme: str,
    case: Path,
    on: str | None,
    suppose: tuple[str, ...],
    out: Path,
    pdf: bool,
    large_print: bool,
    sign: Path | None,
    withhold: tuple[str, ...],
    form: str,
) -> None:
    """Make the answer sheet of a case: a dated, sealed paper to keep.

    DIR gets a page to read and print (sheet.html), and the sealed file that stands in it
    (sheet.json). Anyone can make a sheet: it is no certificate, and its seal shows only that it
    has not changed. What is withheld goes into a file of its own, to be kept apart.
    """
    how = making(out, sign, form, pdf=pdf, large_print=large_print)
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
    law = as_at(found.scheme, law_date(on), supposed(suppose, found.scheme))
    with problems_as(Exit.CASE, form):
        cases = read_case_file(content(case), str(case), found.scheme, partial(beside, found))
    made = _made(cases, law, found.sha256, withhold, form)
    done = written(made, how, form)
    if form == "json":
        print_json(written_as_json(done))
    else:
        tell_written(done)
    if withhold and not made.withheld:
        click.echo("Nothing is withheld: the case file answers none of what you named.", err=True)


def _made(
    cases: Sequence[Case], law: Law, sha256: str, withhold: Sequence[str], form: str
) -> Unsealed:
    answered = [Answered(one, assess(law, one), settle(law, one, assess)) for one in cases]
    with problems_as(Exit.USAGE, form):
        return sheet_of(
            answered,
            law,
            sha256=sha256,
            version=__version__,
            made_on=today(),
            withhold=withhold,
        )
