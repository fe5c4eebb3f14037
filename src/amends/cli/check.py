"""`amends check`: everything wrong with a scheme, at once."""

from __future__ import annotations

import click

from amends.checks.provisions import Coverage
from amends.checks.scheme_folder import check_folder
from amends.cli.telling import Exit, print_json, problems_as, scheme_argument, tell
from amends.notation.shelf import load

_EXAMPLES = """\b
Examples:
  amends check SCHEME
  amends check my-law.scheme --format json
  amends check my-law.scheme --format lines
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "lines"]),
    default="text",
    show_default=True,
    help="Words for a reader, JSON of a documented shape, or a line for each problem, for editors.",
)
def check(scheme: str, form: str) -> None:
    """Say everything that is wrong with a scheme, with where and what to do.

    Reads it with its amendments, looks for what nothing rests on and for provisions
    that are forgotten, runs its case tables, and names what no row of them tries: a
    condition holding, failing and not known, a limit day, an open point, an amount.
    """
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
    checked = check_folder(found)
    if checked.problems:
        tell(checked.problems, Exit.SCHEME, form)
    if form == "json":
        counts = _counts(checked.coverage)
        print_json({"problems": [], "case_rows": checked.rows, "provisions": counts})
    elif form == "text":
        click.echo(
            f"{found.scheme.title}: no problems; {checked.rows} rows of its case tables agree.\n"
            f"{checked.coverage}"
        )


def _counts(covered: Coverage) -> dict[str, int]:
    return {
        "seen": covered.seen,
        "encoded": len(covered.encoded),
        "not_operative": len(covered.not_operative),
        "not_seen": len(covered.unseen),
    }
