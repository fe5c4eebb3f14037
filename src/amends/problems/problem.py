"""The record of a problem, its renderings, and the nearest name to offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from amends.problems.visible import visible

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong.

    `file` is as the user named it; `line` and `column` count from 1 and are 0
    where unknown; `heading` is the statutory heading, column of a register or
    key of a case file that it stands under.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    heading: str = ""

    def __str__(self) -> str:
        """The place as `file:line:column (heading)`, as far as it is known."""
        position = self.file
        if self.line:
            position += f":{self.line}" if position else f"line {self.line}"
            if self.column:
                position += f":{self.column}"
        if self.heading:
            return f"{position} ({self.heading})" if position else self.heading
        return position


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, told to an author or a data owner.

    `code` is stable and kebab-case; `what` is one sentence without capital or
    final stop, the user's own text in backticks; `why` and `remedy` are separate
    sentences, and `remedy` always says the next step.
    """

    code: str
    place: Place
    what: str
    remedy: str
    why: str = ""


class ProblemsFound(Exception):
    """Work that cannot go on, with every problem found on the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems, in file order; there must be at least one."""
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.what for problem in problems))


def as_text(problem: Problem) -> str:
    """The problem for a terminal, on two or three lines, whatever the texts in it hold."""
    place = str(problem.place)
    lines = [f"{place}: {problem.what}" if place else problem.what]
    if problem.why:
        lines.append(f"    why: {problem.why}")
    lines.append(f"    do:  {problem.remedy}")
    return "\n".join(map(visible, lines))


def as_line(problem: Problem) -> str:
    """The problem on one line for an editor: `file:line:column: what; remedy [code]`.

    Line and column are 1 where unknown.
    """
    place = problem.place
    where = f"{place.file}:{max(place.line, 1)}:{max(place.column, 1)}"
    return visible(f"{where}: {problem.what}; {problem.remedy} [{problem.code}]")


def as_json(problem: Problem) -> dict[str, object]:
    """The problem as JSON-ready values; every key is always there."""
    return {
        "code": problem.code,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "heading": problem.place.heading,
        "what": problem.what,
        "why": problem.why,
        "remedy": problem.remedy,
    }


def nearest(name: str, known: Iterable[str]) -> str:
    """A remedy naming the known word nearest to `name`, or listing what is known."""
    words = sorted(set(known))
    # Long input cannot be a slip for a declared word, and comparing it is slow.
    close = get_close_matches(name, words, n=1) if len(name) <= _LONGEST_QUOTE else []
    if close:
        return f"did you mean `{close[0]}`?"
    if not words:
        return "nothing of this kind is declared"
    shown = ", ".join(f"`{word}`" for word in words[:12])
    return f"use one of {shown}" + (", ..." if len(words) > 12 else "")
