"""The files, commands and tables of a page of docs/handbook/, for the tests that run them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from click.testing import CliRunner, Result

from amends.cli import main as amends

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "handbook"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def fences(page: str) -> list[tuple[str, str]]:
    """Every fenced block, as its kind and its text."""
    return _FENCE.findall(page)


def fenced(page: str, kind: str) -> list[str]:
    """The text of every fenced block of a kind."""
    return [text for found, text in fences(page) if found == kind]


def write_files(page: str, folder: Path) -> list[str]:
    """Write every block that stands under a file's name into the folder; the names of them."""
    names = []
    for name, text in _FILE.findall(page):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        names.append(name)
    return names


def run(command: str) -> Result:
    """Run one printed command."""
    program, *arguments = shlex.split(command)
    assert program == "amends"
    return CliRunner().invoke(amends, arguments)


@dataclass(frozen=True)
class Step:
    """What a page has typed into a shell, and what it prints of the answer.

    `said` is the standard output; `problems` the standard error of a command that fails. None
    where the page prints no such thing.
    """

    typed: str
    said: str | None = None
    problems: str | None = None


def steps(page: str) -> list[Step]:
    """Every shell block of a page, in order, with the blocks that follow it."""
    found: list[Step] = []
    blocks = [*fences(page), ("", "")]
    for (kind, text), (then, answer) in pairwise(blocks):
        if kind == "sh":
            said, problems = then == "text", then == "problems"
            found.append(Step(text, answer if said else None, answer if problems else None))
    return found


def typed(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a shell block in a folder, with the `amends` under test to be found."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", text],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def is_as_printed(said: str, printed: str) -> bool:
    """Whether an output is what a page prints; `...` stands for anything, on one line or more."""
    pieces = [
        "(?:.*\n)*" if line == "...\n" else ".*".join(map(re.escape, line.split("...")))
        for line in printed.splitlines(keepends=True)
    ]
    return re.fullmatch("".join(pieces), said) is not None


def table(page: str, heading: Sequence[str]) -> list[list[list[str]]]:
    """The rows of each table with this heading."""
    line = re.escape("| " + " | ".join(heading) + " |")
    tables = re.findall(rf"^{line}\n\|[-|]+\|\n((?:\|.*\|\n)+)", page, re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in found.splitlines()]
        for found in tables
    ]
