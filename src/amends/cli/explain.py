"""`amends explain`: one case answered, with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

import click

from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.cases.case_text import LONGEST
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    print_json,
    problems_as,
    register_option,
    suppose_option,
    supposed,
)
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import explain as in_words
from amends.explanation import to_json
from amends.notation.shelf import beside, load
from amends.problems import Place, Problem, ProblemsFound, visible
from amends.scheme.law import Law, as_at

_EXAMPLES = """\b
Examples:
  amends explain SCHEME my-case.toml --on 2025-06-01
  amends explain SCHEME my-case.toml --full --suppose 'open point 2 = yes'
  amends explain --run my-run --case ALL-1/7/2
"""


@click.command(epilog=_EXAMPLES)
@click.argument("scheme", required=False)
@click.argument(
    "case",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@on_option
@suppose_option
@click.option("--run", metavar="DIR", type=click.Path(path_type=Path), help="A run's folder.")
@click.option("--case", "entry", metavar="REF", help="An entry of the run, as in its reference.")
@click.option("--charge", type=int, metavar="N", help="One charge of that entry; else each.")
@register_option
@click.option("--full", is_flag=True, help="Every step, section by section, with its sources.")
@format_option
def explain(
    *,
    scheme: str | None,
    case: Path | None,
    on: str | None,
    suppose: tuple[str, ...],
    run: Path | None,
    entry: str | None,
    charge: int | None,
    register: Path | None,
    full: bool,
    form: str,
) -> None:
    """Say what a law does in one case, why, and what would settle what is open.

    CASE is a JSON or TOML file; `amends show SCHEME --case-template` writes one to
    fill in. It may hold several matters: each is answered in turn.

    With --run and --case it explains an entry of a run that `amends assess` wrote, under the law
    of that run and from its register, which must be unchanged.
    """
    if run is not None and entry is not None and scheme is None and on is None and not suppose:
        law, cases, conventions = _of_run(run, register, entry, charge, form)
    elif (run, entry, charge, register) == (None,) * 4 and scheme and case:
        (law, cases), conventions = _of_file(scheme, case, on, suppose, form), {}
    else:
        msg = "give SCHEME and CASE, or --run DIR and --case REF (the run has its own law and date)"
        raise click.UsageError(msg)
    print_answers(law, cases, full=full, form=form, conventions=conventions)


def print_answers(
    law: Law,
    cases: Sequence[Case],
    *,
    full: bool,
    form: str,
    conventions: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Print what a law does in each case; `conventions` are the words of an archive's own."""
    answered = [(assess(law, one), settle(law, one, assess)) for one in cases]
    if form == "json":
        print_json([to_json(assessment, law, settlings) for assessment, settlings in answered])
    else:
        for assessment, settlings in answered:
            text = in_words(assessment, law, "full" if full else "short", settlings, conventions)
            click.echo("\n".join(map(visible, text.split("\n"))))


def _of_file(
    scheme: str, case: Path, on: str | None, suppose: tuple[str, ...], form: str
) -> tuple[Law, Sequence[Case]]:
    """The law, and the cases of a case file."""
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
    law = as_at(found.scheme, law_date(on), supposed(suppose, found.scheme))
    with problems_as(Exit.CASE, form):
        known = partial(beside, found)
        return law, read_case_file(content(case), str(case), found.scheme, known)


def _of_run(
    run: Path, register: Path | None, entry: str, charge: int | None, form: str
) -> tuple[Law, Sequence[Case], Mapping[str, str]]:
    """The law of a run, the cases of one entry of it, and its reading conventions in words."""
    from amends.cli.kept import entry_of, kept  # late: only this needs a database

    return entry_of(kept(run, register, form), entry, charge, form)


def content(case: Path) -> bytes:
    """The bytes of a case file, as many as are read and one more: some files have no end."""
    try:
        with case.open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        problem = Problem("case-unreadable", Place(str(case)), what, "look whether you may read it")
        raise ProblemsFound([problem]) from None
