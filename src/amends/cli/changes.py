"""`amends changes`: which answers of a later run are another than those of an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from amends.cli.output import ANYBODY, check_free, unwritable, write_whole
from amends.cli.telling import Exit, format_option, print_json, problems_as
from amends.problems import ProblemsFound, counted, visible
from amends.runs.changes import Change, Changes, changes_csv
from amends.runs.changes import changes as found_between

_EXAMPLES = """\b
Examples:
  amends changes my-run go-without
  amends changes my-run go-without --out changed.csv
"""

_MOST: Final = 20  # entries named of one kind of change


@click.command(epilog=_EXAMPLES)
@click.argument("earlier", metavar="EARLIER", type=click.Path(path_type=Path))
@click.argument("later", metavar="LATER", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write every changed answer there too, as CSV.",
)
@format_option
def changes(*, earlier: Path, later: Path, out: Path | None, form: str) -> None:
    """Say which answers are another in a later run, and in what the two runs differ.

    EARLIER and LATER are what `amends assess` wrote: of one register before and after something
    was mended, of one law on two days, or of two laws with effects of one name. A matter is the
    same where its reference and charge are; nothing in the two folders is touched.
    """
    with problems_as(Exit.RUN, form):
        found = found_between(earlier, later)
    if out:
        with problems_as(Exit.OUTPUT, form):
            _write(found, out)
    if form == "json":
        print_json(asdict(found))
    else:
        click.echo("\n".join(map(visible, _in_words(found))))


def _write(found: Changes, out: Path) -> None:
    check_free(out)
    try:
        write_whole(out, changes_csv(found).encode("utf-8"), mode=ANYBODY)
    except OSError as error:
        raise ProblemsFound([unwritable(out, "the changes", error)]) from None


def _in_words(found: Changes) -> Iterator[str]:
    if found.rests_on:
        yield "The two runs rest on different things:"
        yield from (f"  {one}" for one in found.rests_on)
    else:
        yield "The two runs rest on the same things."
    yield ""
    yield f"{counted(found.same, 'answer')} as before."
    if found.other_grounds:
        yield f"  {found.other_grounds:,} of these with other grounds, or other things wanting."
    yield f"{counted(len(found.changed), 'answer')} changed."
    kinds: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for one in found.changed:
        kinds[one.effect, one.before, one.after].append(one)
    for (effect, before, after), alike in kinds.items():
        yield ""
        yield f"{effect}: {_between(before, after)}: {len(alike):,}"
        for one in alike[:_MOST]:
            when = "is now" if before else "was before"
            told = f" (its entry {when} told with {one.told_with})" if one.told_with else ""
            yield f"  {one.reference}, charge {one.charge}{told}"
        if len(alike) > _MOST:
            yield f"  and {len(alike) - _MOST:,} more; --out FILE writes each."


def _between(before: str, after: str) -> str:
    if not after:
        return f"{before}; the later run has no such matter"
    if not before:
        return f"{after}; the earlier run has no such matter"
    return f"{before}, now {after}"
