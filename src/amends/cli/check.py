"""`amends check`: everything wrong with a scheme, at once."""

from __future__ import annotations

import click

from amends.checks.case_tables import check_case_tables
from amends.checks.unused import check_unused
from amends.cli.telling import Exit, format_option, print_json, problems_as, scheme_argument, tell
from amends.notation.shelf import load

_EXAMPLES = """\b
Examples:
  amends check SCHEME
  amends check my-law.scheme --format json
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@format_option
def check(scheme: str, form: str) -> None:
    """Say everything that is wrong with a scheme, with where and what to do.

    Reads it, looks for what nothing rests on, runs its case tables, and names
    each condition that no row of them tries holding, failing and not known.
    """
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
    tables = check_case_tables(found.scheme, found.case_tables, found.path.name)
    problems = (*check_unused(found.scheme, found.path.name), *tables.problems)
    if problems:
        tell(problems, Exit.SCHEME, form)
    if form == "json":
        print_json({"problems": [], "case_rows": tables.rows})
    else:
        click.echo(
            f"{found.scheme.title}: no problems; {tables.rows} rows of its case tables agree."
        )
