"""What every command shares: exit codes, dates, supposed points, and how problems are told."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

import click

from amends.problems import Problem, ProblemsFound, as_json, as_line, as_text, visible
from amends.scheme.model import Scheme
from amends.truth.edtf import edtf_bounds, iso


class Exit(IntEnum):
    """What a command found, as its exit code."""

    DONE = 0
    USAGE = 2
    SCHEME = 3
    CASE = 4
    REGISTER = 5
    OUTPUT = 6
    RUN = 7
    SHEET = 8


on_option = click.option(
    "--on",
    metavar="DATE",
    help="The law date, as 2025-06-01. Without it: today, which is then printed.",
)
suppose_option = click.option(
    "--suppose",
    multiple=True,
    metavar="'open point N = yes'",
    help="Assess under a stated answer to an open point of the law; may be repeated.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Words for a reader, or JSON of a documented shape.",
)
scheme_argument = click.argument("scheme", metavar="SCHEME")
register_option = click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where the register of the run lies now, if it was moved.",
)

_SUPPOSED = re.compile(r"^(?:open point )?(\d+) *= *(yes|no)$")


def today() -> int:
    """The day where the command is run: the law changes at midnight there."""
    return date.today().toordinal()  # noqa: DTZ011 - of that place, not of UTC


def law_date(text: str | None) -> int:
    """The day of `--on`; today, told on standard error, where it is not given."""
    if text is None:
        now = today()
        click.echo(f"As the law stands today, {iso(now)} (see --on).", err=True)
        return now
    bounds = edtf_bounds(text)
    if bounds is None or bounds[0] != bounds[1]:
        msg = f"`{text[:40]}` is no day; write it as 2025-06-01."
        raise click.BadParameter(msg, param_hint="--on")
    return bounds[0]


def supposed(texts: Sequence[str], scheme: Scheme) -> Mapping[int, bool]:
    """The answers of `--suppose`, by the number of the open point."""
    answers: dict[int, bool] = {}
    known = {point.number: point for point in scheme.open_points}
    for text in texts:
        read = _SUPPOSED.match(text.strip())
        if read is None or int(read[1]) not in known:
            points = "; ".join(f"{n}: {p.question}" for n, p in known.items())
            msg = f"`{text}` names no open point. Write 'open point 1 = yes'. There are: {points}"
            raise click.BadParameter(msg, param_hint="--suppose")
        if answers.setdefault(int(read[1]), read[2] == "yes") != (read[2] == "yes"):
            msg = f"open point {read[1]} is supposed both yes and no; run each by itself."
            raise click.BadParameter(msg, param_hint="--suppose")
    return answers


@contextmanager
def problems_as(family: Exit, form: str) -> Iterator[None]:
    """Tell the problems that the work inside finds, and leave with the family's code."""
    try:
        yield
    except ProblemsFound as found:
        tell(found.problems, family, form)


def tell(problems: Sequence[Problem], family: Exit, form: str) -> NoReturn:
    """Print problems and leave: text on standard error, JSON and lines on standard output."""
    if form == "json":
        print_json({"problems": [as_json(problem) for problem in problems]})
    elif form == "lines":
        for problem in problems:
            click.echo(as_line(problem))
    else:
        for problem in problems:
            click.echo(as_text(problem), err=True)
        count = len(problems)
        click.echo(f"{count} problem{'' if count == 1 else 's'}.", err=True)
    sys.exit(family)


def print_json(value: object) -> None:
    """Print a value as JSON, keys in the order given; escaped where not all letters can stand."""
    whole = sys.stdout.encoding.casefold() in {"utf-8", "utf8"}
    lines = json.dumps(value, ensure_ascii=not whole, indent=2).split("\n")
    click.echo("\n".join(line if line.isprintable() else _escaped(line) for line in lines))


def _escaped(line: str) -> str:
    """A line of JSON with its escape for each character that cannot be seen: the same value."""
    return "".join(
        one if one.isprintable() or visible(one) == one else json.dumps(one)[1:-1] for one in line
    )


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Told what begins: a bar that moves on where a person is watching, else a line for each."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda doing: click.echo(f"{doing} ...", err=True)
        return
    columns = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, completed=-1)

        def begin(doing: str) -> None:
            bar.update(task, advance=1, description=doing)

        yield begin
