"""`amends schemes`: what is on the shelf."""

from __future__ import annotations

import click

from amends.cli.telling import Exit, format_option, print_json, problems_as
from amends.notation.shelf import load, on_shelf
from amends.truth.edtf import iso

_EXAMPLES = """\b
Example:
  amends schemes
"""


@click.command(epilog=_EXAMPLES)
@format_option
def schemes(form: str) -> None:
    """List the laws that come with Amends."""
    with problems_as(Exit.SCHEME, form):
        found = [load(name).scheme for name in on_shelf()]
    if form == "json":
        keys = ("id", "title", "citation", "uri", "jurisdiction", "reviewed")
        print_json(
            [{key: getattr(s, key) for key in keys} | {"status": s.status.value} for s in found]
        )
        return
    for scheme in found:
        since = f", in force from {iso(scheme.force.start)}" if scheme.force.start else ""
        click.echo(f"{scheme.id}\n    {scheme.title} ({scheme.citation}), {scheme.jurisdiction}")
        click.echo(f"    {scheme.status.value}{since}; {scheme.reviewed}")
