"""`amends show`: a scheme as text or JSON, and the case file it takes."""

from __future__ import annotations

import click

from amends.cases.case_schema import case_schema
from amends.cases.template import case_template
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    print_json,
    problems_as,
    scheme_argument,
)
from amends.notation import to_json, write
from amends.notation.shelf import load
from amends.scheme.law import as_at

_EXAMPLES = """\b
Examples:
  amends show SCHEME
  amends show SCHEME --case-template > my-case.toml
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@click.option("--on", metavar="DATE", help="Show only what is in force on this date.")
@click.option("--case-template", is_flag=True, help="A case file to fill in, with every question.")
@click.option("--case-schema", is_flag=True, help="The JSON Schema of this scheme's case files.")
@format_option
def show(scheme: str, on: str | None, case_template: bool, case_schema: bool, form: str) -> None:
    """Show a scheme, to be read beside the law it encodes."""
    with problems_as(Exit.SCHEME, form):
        shown = load(scheme).scheme
    if on:
        shown = as_at(shown, law_date(on)).scheme
    if case_template:
        click.echo(_template(shown), nl=False)
    elif case_schema:
        print_json(_schema(shown))
    elif form == "json":
        print_json(to_json(shown))
    else:
        click.echo(write(shown), nl=False)


_template, _schema = case_template, case_schema
