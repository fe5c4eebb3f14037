"""`amends explain`: one case answered, with reasons."""

from __future__ import annotations

from pathlib import Path

import click

from amends.cases.case_file import read_case_file
from amends.cases.case_text import LONGEST
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
)
from amends.engines.reference import assess
from amends.explanation import explain as in_words
from amends.explanation import to_json
from amends.notation.shelf import load
from amends.problems import Place, Problem, ProblemsFound
from amends.scheme.law import as_at

_EXAMPLES = """\b
Examples:
  amends explain SCHEME my-case.toml --on 2025-06-01
  amends explain SCHEME my-case.toml --full --suppose 'open point 2 = yes'
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@on_option
@suppose_option
@click.option("--full", is_flag=True, help="Every step, section by section, with its sources.")
@format_option
def explain(
    *, scheme: str, case: Path, on: str | None, suppose: tuple[str, ...], full: bool, form: str
) -> None:
    """Say what a law does in one case, why, and what would settle what is open.

    CASE is a JSON or TOML file; `amends show SCHEME --case-template` writes one to
    fill in. It may hold several matters: each is answered in turn.
    """
    with problems_as(Exit.SCHEME, form):
        found = load(scheme).scheme
    law = as_at(found, law_date(on), supposed(suppose, found))
    with problems_as(Exit.CASE, form):
        cases = read_case_file(_content(case), str(case), found)
    assessments = [assess(law, one) for one in cases]
    if form == "json":
        print_json([to_json(assessment, law) for assessment in assessments])
    else:
        for assessment in assessments:
            click.echo(in_words(assessment, law, "full" if full else "short"))


def _content(case: Path) -> bytes:
    """The bytes of a case file, as many as are read and one more: some files have no end."""
    try:
        with case.open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        problem = Problem("case-unreadable", Place(str(case)), what, "look whether you may read it")
        raise ProblemsFound([problem]) from None
