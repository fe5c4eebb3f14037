"""`amends when`: from what day on a law would apply in one case."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from amends.assessments.earliest import EarliestDate
from amends.cases.case_file import read_case_file
from amends.cli.explain import content
from amends.cli.telling import (
    Exit,
    format_option,
    print_json,
    problems_as,
    suppose_option,
    supposed,
    tell,
)
from amends.engines.earliest import TodayTwice, earliest
from amends.engines.reference import assess
from amends.explanation.explain import NOT_LOOKED_AT
from amends.explanation.sentences import Sentences
from amends.explanation.when import when as in_words
from amends.notation.shelf import beside, load
from amends.problems import Place, Problem, visible
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.edtf import iso

_EXAMPLES = """\b
Examples:
  amends when SCHEME my-case.toml
  amends when SCHEME my-case.toml --suppose 'open point 2 = yes' --format json
"""


@click.command(epilog=_EXAMPLES)
@click.argument("scheme")
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@suppose_option
@format_option
def when(scheme: str, case: Path, suppose: tuple[str, ...], form: str) -> None:
    """Say from what day on a law would apply in one case, with the papers as they are.

    A law may reach somebody only later: since it was amended, or once a time has run. For each
    matter and effect it says before which day it cannot apply, from which day on it does for
    sure, and what held it back until then.
    """
    with problems_as(Exit.SCHEME, form):
        shelved = load(scheme)
    found = shelved.scheme
    taken = supposed(suppose, found)
    with problems_as(Exit.CASE, form):
        cases = read_case_file(content(case), str(case), found, partial(beside, shelved))
    try:
        dates = [(one, earliest(found, one, assess, taken)) for one in cases]
    except TodayTwice:
        what = "a condition looks at the law date twice, so no earliest date can be told"
        place = Place(scheme)
        remedy = "ask for single days: `amends explain --on`"
        tell([Problem("no-earliest-date", place, what, remedy)], Exit.SCHEME, form)
    if form == "json":
        print_json(
            [
                {
                    "case": one.key,
                    "effects": [*map(_as_json, of)],
                    "not_looked_at": [*one.not_looked_at],
                }
                for one, of in dates
            ]
        )
        return
    click.echo(f"{found.title}, whatever the day")
    for one, of in dates:
        click.echo(f"{visible(one.key)}:")
        for effect, date in zip(found.effects, of, strict=True):
            said = Sentences(Law(found, 0, taken), effect)
            click.echo(f"  {in_words(date, said)}")
        if one.not_looked_at:
            left = "; ".join(one.not_looked_at)
            click.echo(f"  {NOT_LOOKED_AT} {visible(left)}.")
    _say_under_what(found)


def _say_under_what(scheme: Scheme) -> None:
    changes = [made.citation for made in scheme.instruments]
    known = f" with {', '.join(changes)}" if changes else ""
    click.echo(f"Read under the law as this copy knows it{known}, and with these papers alone.")


def _as_json(date: EarliestDate) -> dict[str, object]:
    return {
        "effect": date.effect,
        "not_before": iso(date.not_before) if date.not_before is not None else None,
        "no_later": iso(date.no_later) if date.no_later is not None else None,
        "why_not_before": list(date.why_not_before),
        "why_no_later": list(date.why_no_later),
    }
