"""The files, commands and tables of a page of docs/, for the tests that run them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from amends.cli import main as amends

DOCS = Path(__file__).resolve().parents[2] / "docs"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def fenced(page: str, kind: str) -> list[str]:
    """The text of every fenced block of a kind."""
    return [text for found, text in _FENCE.findall(page) if found == kind]


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


def table(page: str, heading: Sequence[str]) -> list[list[list[str]]]:
    """The rows of each table with this heading."""
    line = re.escape("| " + " | ".join(heading) + " |")
    tables = re.findall(rf"^{line}\n\|[-|]+\|\n((?:\|.*\|\n)+)", page, re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|").split("|")] for row in found.splitlines()]
        for found in tables
    ]
