"""What a killed run leaves beside its place: folders whose names begin with a dot.

`.NAME.part.` and eight letters is a run half made. `.NAME.old.` and eight letters holds, as
`NAME`, a run that was being replaced.
"""

from __future__ import annotations

import re
from pathlib import Path
from shlex import quote

from amends.problems import Place, Problem


def part_prefix(out: Path) -> str:
    """How the name of a folder begins in which the run for a place is made."""
    return f".{out.name}.part."


def old_prefix(out: Path) -> str:
    """How the name of a folder begins in which the run at a place waits to be replaced."""
    return f".{out.name}.old."


def leftovers(out: Path) -> tuple[Problem, ...]:
    """What was left beside a place, each with what to do about it."""
    found = [_half_made(path) for path in _beside(out, part_prefix(out))]
    if out.exists():
        found += [_replaced(path) for path in _beside(out, old_prefix(out))]
    return tuple(found)


def taken_away(out: Path) -> tuple[Problem, ...]:
    """Where nothing stands at a place: the run that was moved out of it and never replaced."""
    if out.exists():
        return ()
    old = [path / out.name for path in _beside(out, old_prefix(out))]
    return tuple(_cut_short(path, out) for path in old if path.is_dir())


def _beside(out: Path, prefix: str) -> list[Path]:
    named = re.compile(re.escape(prefix) + r"[a-z0-9_]{8}")  # as mkdtemp makes them
    try:
        return sorted(path for path in out.parent.iterdir() if named.fullmatch(path.name))
    except OSError:
        return []


def _half_made(path: Path) -> Problem:
    what = f"`{path.name}` is a run half made"
    why = "it was killed, or is being made now"
    remedy = f"if nobody is making a run there, take it away: rm -r {quote(str(path))}"
    return Problem("run-half-made", Place(str(path)), what, remedy, why)


def _replaced(path: Path) -> Problem:
    what = f"`{path.name}` holds a run that was replaced"
    why = "the command that replaced it was killed before it had taken the old one away"
    remedy = f"if you do not want it, take it away: rm -r {quote(str(path))}"
    return Problem("run-replaced", Place(str(path)), what, remedy, why)


def _cut_short(path: Path, out: Path) -> Problem:
    what = f"the run that stood at `{out}` was being replaced, and stands in `{path}` now"
    why = "the command that was replacing it was killed between two steps; nothing is lost"
    remedy = f"put it back: mv {quote(str(path))} {quote(str(out))}"
    return Problem("replace-cut-short", Place(str(out)), what, remedy, why)
