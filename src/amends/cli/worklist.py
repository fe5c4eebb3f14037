"""`amends worklist`: what to look up for a run, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

import click

from amends.cli.telling import Exit, format_option, print_json, problems_as
from amends.explanation.sentences import presumed_to
from amends.problems import Place, Problem, ProblemsFound, visible
from amends.runs.manifest import read_manifest
from amends.runs.outputs import (
    ASSESSMENTS,
    REPORT,
    UNMATCHED,
    WORKLIST,
    check_outputs,
    read_patterns,
    read_table,
)
from amends.runs.worklist import BOTH_SIDES
from amends.truth.states import Outcome

_EXAMPLES = """\b
Examples:
  amends worklist my-run
  amends worklist my-run --look "court register"
  amends worklist my-run --pattern 3
"""


_MOST = 8  # patterns named in one line
_ONLY = {
    Outcome.APPLIES.value: "; can only show that it applies",
    Outcome.DOES_NOT_APPLY.value: "; can only rule it out",
}


@click.command(epilog=_EXAMPLES)
@click.argument("run", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--look", default="", metavar="WORDS", help="Only where the place to look has these.")
@click.option("--pattern", type=int, metavar="N", help="One pattern: its text and its entries.")
@format_option
def worklist(*, run: Path, look: str, pattern: int | None, form: str) -> None:
    """Say what to look up for a run, where, and how many matters that could settle.

    DIR is what `amends assess` wrote. A pattern is a group of matters that stand alike; what
    would settle one of them would settle each.
    """
    with problems_as(Exit.RUN, form):
        check_outputs(run, read_manifest(run))
    if pattern is not None and look:
        raise click.UsageError("give --look or --pattern: a pattern is shown whole")
    if pattern is not None:
        _one_pattern(run, pattern, form)
        return
    with problems_as(Exit.RUN, form):
        rows, unmatched = read_table(run, WORKLIST), read_table(run, UNMATCHED)
    rows = [row for row in rows if look.casefold() in row["look"].casefold()]
    if form == "json":
        print_json({"run": str(run), "look_ups": [_as_json(row) for row in rows]})
    else:
        if rows and unmatched:
            click.echo(_said_already(len(unmatched)))
        click.echo(_in_words(rows, look))


def _said_already(wordings: int) -> str:
    """What to do before any look-up, where wordings are not understood."""
    are = "wording in the papers is" if wordings == 1 else "wordings in the papers are"
    return (
        f"{wordings} {are} not explained yet, and may say already what is wanted:\nsee "
        f"{UNMATCHED.name}, and “What to look up next” in {REPORT.name}, for which bear on what.\n"
    )


def _as_json(row: Mapping[str, str]) -> dict[str, object]:
    numbers = {name: int(row[name]) for name in ("pattern", "matters", "people")}
    truths = {name: row[name] == "yes" for name in ("alone", "sure")}
    others = [one for one in row["with"].split("; ") if one]
    return {**row, **numbers, **truths, "with": others}


def _in_words(rows: Sequence[Mapping[str, str]], look: str) -> str:
    if not rows:
        return f"There is nothing to look up{f' in {look}' if look else ''}."
    lines: list[str] = []
    left = [row for row in rows if row["look"] == BOTH_SIDES]
    found = [row for row in rows if row["look"] != BOTH_SIDES]
    for place in dict.fromkeys(row["look"] for row in found):  # the most useful first
        lines += ["", f"{place or 'The scheme does not say where'}:"]
        in_place = [row for row in found if row["look"] == place]
        for find, of_find in groupby(in_place, key=lambda row: row["find"]):
            lines.append(f"  {find}: {_could_settle(list(of_find))}")
    if left:
        lines += ["", "Nothing to look up. A named person may set a statement aside:"]
        for find in dict.fromkeys(row["find"] for row in left):
            about = [row for row in left if row["find"] == find]
            count = sum(int(row["matters"]) for row in about)
            lines.append(f"  {find}: the records disagree in {count}{_patterns(about)}")
    return "\n".join(lines[1:])


def _could_settle(rows: Sequence[Mapping[str, str]]) -> str:
    alone = sum(int(row["matters"]) for row in rows if row["alone"] == "yes")
    others = sum(int(row["matters"]) for row in rows if row["alone"] != "yes")
    said = [f"{alone} by itself"] if alone else []
    said += [f"{others} with more"] if others else []
    ways = {row["way"] for row in rows}
    only = _ONLY.get(ways.pop(), "") if len(ways) == 1 else ""
    return f"could settle {', '.join(said)}{only}{_patterns(rows)}"


def _patterns(rows: Sequence[Mapping[str, str]]) -> str:
    numbers = ", ".join(row["pattern"] for row in rows[:_MOST])
    numbers += f" and {len(rows) - _MOST} more" if len(rows) > _MOST else ""
    return f" (pattern {numbers})"


def _one_pattern(run: Path, number: int, form: str) -> None:
    with problems_as(Exit.RUN, form):
        patterns, assessed = read_patterns(run), read_table(run, ASSESSMENTS)
    found = next((one for one in patterns if one["pattern"] == number), None)
    if found is None:
        with problems_as(Exit.USAGE, form):
            what = f"the run has no pattern {number}; they go from 1 to {len(patterns)}"
            raise ProblemsFound([Problem("no-pattern", Place(str(run)), what, "see patterns.json")])
    entries = [
        {"reference": row["reference"], "charge": int(row["charge"]), **_named(row)}
        for row in assessed
        if row["pattern"] == str(number)
    ]
    if form == "json":
        print_json({**found, "entries": entries})
        return
    outcome = (found["outcome"] or found["status"]).replace("_", " ")
    click.echo(f"Pattern {number}: {outcome}; matters: {found['matters']}.")
    if found["presumed"]:
        how = presumed_to(Outcome(found["presumed"]))
        click.echo(f"Presumed {how} as long as nothing else is shown.")
    for name in ("provisions", "wanted", "disputed"):
        if found[name]:
            click.echo(f"{name.capitalize()}: {'; '.join(found[name])}.")
    click.echo(f"\n{found['text']}" if found["text"] else "")
    click.echo("Entries:")
    for one in entries:
        name = f", {one['name']}" if "name" in one else ""
        click.echo(visible(f"  {one['reference']}, charge {one['charge']}{name}"))


def _named(row: Mapping[str, str]) -> Mapping[str, str]:
    """The name of an entry, in a run that names people."""
    return {"name": row["name"]} if "name" in row else {}
