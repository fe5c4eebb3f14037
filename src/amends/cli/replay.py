"""`amends replay`: whether a run comes out the same when it is made again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from amends.cli.kept import kept
from amends.cli.telling import (
    Exit,
    format_option,
    print_json,
    problems_as,
    register_option,
)
from amends.problems import visible
from amends.runs.replay import replay as made_again

_EXAMPLES = """\b
Examples:
  amends replay my-run
  amends replay my-run --register where-it-lies-now
"""


@click.command(epilog=_EXAMPLES)
@click.argument("run", metavar="DIR", type=click.Path(path_type=Path))
@register_option
@format_option
def replay(*, run: Path, register: Path | None, form: str) -> None:
    """Make a run again from its manifest, and say whether it comes out the same.

    DIR is what `amends assess` wrote; nothing in it is touched. The run is the same where
    manifest, CSV, JSON and report are the same to the byte, and the rows of Parquet the same in
    any order. Exit code 7 where it is not.
    """
    found = kept(run, register, form)
    with problems_as(Exit.OUTPUT, form):
        differences = made_again(found)
    if form == "json":
        same = not differences
        print_json({"run": str(run), "same": same, "differs_in": list(differences)})
    elif differences:
        click.echo("Made again, the run differs in:")
        for one in differences:
            click.echo(f"  {one}")
        if found.older:
            click.echo(f"It was made by Amends {visible(found.older)}; that may be why.")
    else:
        click.echo(f"The same again: {len(found.manifest.outputs)} files and the manifest.")
    if differences:
        sys.exit(Exit.RUN)
