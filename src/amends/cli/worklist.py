"""`amends worklist`: what to look up for a run, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from textwrap import fill

import click

from amends.cli.telling import Exit, format_option, print_json, problems_as
from amends.explanation.layout import WIDTH
from amends.explanation.sentences import could_show, presumed_to
from amends.problems import Place, Problem, ProblemsFound, visible
from amends.runs.manifest import read_manifest
from amends.runs.naming import entry_named
from amends.runs.outputs import (
    ASSESSMENTS,
    REPORT,
    UNMATCHED,
    check_outputs,
    read_patterns,
    read_table,
    read_worklist,
)
from amends.runs.worklist import (
    WAYS,
    LookUp,
    by_place,
    disagreements,
    how_many,
    matters_in,
    without_look_up,
)
from amends.truth.states import Outcome

_EXAMPLES = """\b
Examples:
  amends worklist my-run
  amends worklist my-run --look "court register"
  amends worklist my-run --pattern 3
"""


_MOST = 8  # patterns named in one line
_OVERLAP = (
    "One matter can be settled in more than one way: the counts overlap, and must not be added."
)
_GROUP = (
    "A group of the report holds every pattern whose people are told the same, and has the number "
    "of the first: it may have more matters than this pattern."
)


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
        found, unmatched = read_worklist(run), read_table(run, UNMATCHED)
    look_ups = [one for one in found if look.casefold() in one.look.casefold()]
    if form == "json":
        print_json({"run": str(run), "look_ups": [_as_json(one) for one in look_ups]})
    else:
        if look_ups and unmatched:
            click.echo(_said_already(len(unmatched)))
        click.echo(_in_words(look_ups, {one.pattern for one in without_look_up(found)}, look))


def _said_already(wordings: int) -> str:
    """What to do before any look-up, where wordings are not understood."""
    are = "wording in the papers is" if wordings == 1 else "wordings in the papers are"
    return (
        f"{wordings} {are} not explained yet, and may say already what is wanted:\nsee "
        f"{UNMATCHED.name}, and “What to look up next” in {REPORT.name}, for which bear on what.\n"
    )


def _as_json(one: LookUp) -> dict[str, object]:
    return {
        "look": one.look,
        "find": one.find,
        "question": one.question,
        "pattern": one.pattern,
        "matters": one.matters,
        "people": one.people,
        "alone": one.alone,
        "with": one.others,
        "sure": one.sure,
        "way": one.to.value if one.to else "",
    }


def _in_words(look_ups: Sequence[LookUp], no_look_up: Collection[int], look: str) -> str:
    lines: list[str] = []
    for place in by_place(look_ups):  # the most useful first
        lines += ["", f"{place.look or 'The scheme does not say where'}:"]
        for find in place.finds:
            lines.append(f"  {find.thing}")
            for way in WAYS:
                if found := find.to(way):
                    lines.append(f"    {could_show((way,))}: {how_many(found)}{_patterns(found)}")
    if not lines:
        lines += ["", f"There is nothing to look up{f' in {look}' if look else ''}."]
    else:
        lines += ["", fill(_OVERLAP, WIDTH)]
    if disputed := disagreements(look_ups):
        lines += ["", "A named person may set a statement aside:"]
        for find in disputed:
            left = matters_in(one for one in find.look_ups if one.pattern in no_look_up)
            nothing = f"; in {left:,} of these nothing is left to look up" if left else ""
            told = f"{matters_in(find.look_ups):,}{nothing}{_patterns(find.look_ups)}"
            lines.append(f"  {find.thing}: the records disagree in {told}")
    return "\n".join(lines[1:])


def _patterns(look_ups: Sequence[LookUp]) -> str:
    numbers = ", ".join(str(one.pattern) for one in look_ups[:_MOST])
    numbers += f" and {len(look_ups) - _MOST} more" if len(look_ups) > _MOST else ""
    return f" (pattern {numbers})"


def _one_pattern(run: Path, number: int, form: str) -> None:
    with problems_as(Exit.RUN, form):
        patterns, assessed = read_patterns(run), read_table(run, ASSESSMENTS)
    found = next((one for one in patterns if one["pattern"] == number), None)
    if found is None:
        with problems_as(Exit.USAGE, form):
            what = f"the run has no pattern {number}; they go from 1 to {len(patterns)}"
            raise ProblemsFound([Problem("no-pattern", Place(str(run)), what, "see patterns.json")])
    of_pattern = [row for row in assessed if row["pattern"] == str(number)]
    if form == "json":
        print_json({**found, "entries": [_entry(row) for row in of_pattern]})
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
    charges = {(row["reference"], row["charge"]) for row in assessed}
    several = Counter(reference for reference, _ in charges)
    for row in of_pattern:
        more, name = several[row["reference"]] > 1, row.get("name", "")
        told = entry_named(
            row["reference"], int(row["charge"]), several=more, name=name, also=row["also"]
        )
        click.echo(visible(f"  {told}"))
    click.echo(f"\n{fill(_GROUP, WIDTH)}")


def _entry(row: Mapping[str, str]) -> Mapping[str, object]:
    """An entry of a pattern; with its name in a run that names people."""
    name = {"name": row["name"]} if "name" in row else {}
    return {"reference": row["reference"], "charge": int(row["charge"]), **name}
