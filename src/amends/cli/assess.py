"""`amends assess`: a register in, reasoned assessments out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from amends.assessments.assessment import AssessmentStatus
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    print_json,
    problems_as,
    scheme_argument,
    steps,
    suppose_option,
    supposed,
)
from amends.explanation.sentences import presumed_to
from amends.notation.shelf import load
from amends.problems import as_json, as_text, counted
from amends.registers.archive import read_archive
from amends.runs.leftovers import leftovers
from amends.runs.model import Run, Summary, whose
from amends.runs.run import write_run
from amends.scheme.law import Law, as_at
from amends.truth.states import Outcome

_EXAMPLES = """\b
Examples:
  amends assess SCHEME my-archive --on 2025-06-01 --out my-run
  amends assess SCHEME my-archive --on 2025-06-01 --out go-without --without RC2
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@click.argument("register", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder to write: assessments, worklist, report and what they rest on.",
)
@on_option
@suppose_option
@click.option(
    "--without",
    default="",
    metavar="IDS",
    help="Reading conventions to go without: ids, with commas.",
)
@click.option(
    "--with-names",
    is_flag=True,
    help="Name people beside their entries: in the assessments and the report.",
)
@click.option("--replace", is_flag=True, help="Replace the run that stands at DIR.")
@format_option
def assess(
    *,
    scheme: str,
    register: Path,
    out: Path,
    on: str | None,
    suppose: tuple[str, ...],
    without: str,
    with_names: bool,
    replace: bool,
    form: str,
) -> None:
    """Assess every matter of a register, and say what each answer turns on.

    REGISTER is a folder with a register.toml that says which file and column is
    what, or that file, or a CSV file with telling headings. DIR is written whole or
    not at all.
    """
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
    law = as_at(found.scheme, law_date(on), supposed(suppose, found.scheme))
    off = [one.strip() for one in without.split(",") if one.strip()]
    left = leftovers(out)
    with steps(4) as begin:
        begin("opening the register")
        with problems_as(Exit.REGISTER, form):
            archive = read_archive(register, found.scheme, off)
        scheme_at = "" if found.scheme.id == scheme else _seen_from(out, found.path)
        run = Run(archive, law, found.sha256, scheme_at, _seen_from(out, register), with_names)
        with problems_as(Exit.OUTPUT, form):
            summary = write_run(run, out, replace=replace, begin=begin)
    if form == "json":
        told = {"scheme": found.scheme.id, "out": str(out), "counts": asdict(summary)}
        print_json({**told, "problems": [as_json(problem) for problem in (*left, *run.problems)]})
        return
    for problem in (*left, *run.problems):
        click.echo(as_text(problem), err=True)
    if with_names:
        click.echo("THIS RUN NAMES PEOPLE. Keep its files as you keep the register.")
    for number, answer in sorted(law.supposed.items()):
        click.echo(f"Supposed: open point {number} = {'yes' if answer else 'no'}.")
    click.echo(_in_words(summary, law, out))


def _seen_from(out: Path, path: Path) -> str:
    """Where a path lies, seen from the run's folder."""
    return Path(os.path.relpath(path.resolve(), out.resolve())).as_posix()


def _in_words(summary: Summary, law: Law, out: Path) -> str:
    """The summary for a screen: people and matters apart, and where every row went."""
    lines = [
        f"{counted(summary.matters, 'matter')} of {counted(summary.people, 'person', 'people')}.",
        *whose(summary.matters, summary.matters_with_person),
        f"{counted(summary.rows_read, 'row')} of the register read:",
        f"  {summary.rows_in_matters} into a matter, {summary.rows_set_aside} set aside.",
        "",
    ]
    for outcome, count in summary.outcomes.items():
        lines.append(f"  {outcome.replace('_', ' '):<24}{count:>8}")
    for status, count in summary.statuses.items():
        if status != AssessmentStatus.ASSESSED.value:
            lines.append(f"  {status.replace('_', ' '):<24}{count:>8}")
    lines += _presumed(summary, law)
    if summary.unmatched:
        wordings = counted(summary.unmatched, "wording")
        lines += ["", f"{wordings} not understood: see unmatched.csv."]
    if summary.dates_not_read:
        dates = counted(summary.dates_not_read, "date")
        lines += ["", f"{dates} as written state nothing: see dates-not-read.csv."]
    lines += ["", f"The run stands in {out}. An undetermined matter is not a no."]
    if not summary.rows_in_matters:
        lines.insert(0, "NOTHING WAS READ: no row of the register was; see set-aside.csv.")
    return "\n".join(lines)


def _presumed(summary: Summary, law: Law) -> Iterator[str]:
    """What the law presumes of matters that are open all the same; nothing where it does not."""
    if any(summary.presumed.values()):
        yield from ("", "Undetermined, and presumed as long as nothing else is shown:")
    for effect in law.scheme.effects:
        for presumed, count in summary.presumed.get(effect.name, {}).items():
            how = presumed_to(Outcome(presumed))
            by = f" ({effect.presumption.provision})" if effect.presumption else ""
            yield f"  {f'{effect.name} {how}{by}':<40}{count:>8}"
