"""Runs that stand in folders, as the commands that go on from one open them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from amends import __version__
from amends.cases.case import Case
from amends.cli.telling import Exit, problems_as
from amends.problems import visible
from amends.runs.naming import entry_named
from amends.runs.replay import KeptRun, kept_run
from amends.scheme.law import Law


def kept(run: Path, register: Path | None, form: str) -> KeptRun:
    """The run that stands in a folder, unchanged; a line where another version made it."""
    with problems_as(Exit.RUN, form):
        found = kept_run(run, register)
    if found.older:
        text = f"This run was made by Amends {visible(found.older)}; this is {__version__}."
        click.echo(text, err=True)
    return found


def entry_of(
    found: KeptRun, entry: str, charge: int | None, form: str
) -> tuple[Law, list[Case], Mapping[str, str]]:
    """The law of a run, the cases of one entry of it, and its reading conventions in words."""
    archive = found.run.archive
    with problems_as(Exit.CASE, form):
        found_there = archive.case(entry, charge)
    cases = [
        replace(case, key=entry_named(one.reference, one.charge, several=case.key != one.reference))
        for case, one in found_there
    ]
    return found.run.law, cases, {one.id: one.says for one in archive.conventions.every}
