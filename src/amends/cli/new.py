"""`amends new`: the files of a scheme to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from amends.cli.output import check_free, write_folder
from amends.cli.telling import Exit, problems_as
from amends.notation.new_scheme import new_scheme
from amends.notation.shelf import on_shelf

_EXAMPLES = """\b
Examples:
  amends new night-markets-1961 --title "Night Markets Act" --jurisdiction Lowmere
  amends new night-markets-idea --title "A model" --jurisdiction Lowmere --out my-laws
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name", metavar="ID")
@click.option("--title", required=True, metavar="TEXT", help="The title of the law.")
@click.option("--jurisdiction", required=True, metavar="TEXT", help="Where it is law.")
@click.option(
    "--out",
    default=".",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the folder of the scheme is to stand; without it: here.",
)
def new(name: str, title: str, jurisdiction: str, out: Path) -> None:
    """Begin a scheme: a folder with files that read, to put the law into.

    ID is small letters, digits and hyphens; the folder is called so. In it are the scheme, its
    first case table, which agrees, and notes to fill in. Nothing that stands is written over.
    """
    with problems_as(Exit.USAGE, "text"):
        files = new_scheme(name, title, jurisdiction, on_shelf())
    folder = out / name
    with problems_as(Exit.OUTPUT, "text"):
        _write(files, folder)
    for file in files:
        click.echo(folder / file)
    click.echo(f"Now: amends check {folder}")


def _write(files: Mapping[str, str], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    check_free(folder, "id, or another --out")
    written = {file: text.encode("utf-8") for file, text in files.items()}
    write_folder(folder, written, private=False)
