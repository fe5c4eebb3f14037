"""Everything that is wrong with a scheme where it stands: with its amendments and case tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from amends.checks.case_tables import check_case_tables
from amends.checks.notes import check_notes
from amends.checks.provisions import Coverage, check_provisions, coverage
from amends.checks.unused import check_unused
from amends.checks.words import check_words
from amends.notation.shelf import Shelved
from amends.notation.whereabouts import line_of
from amends.problems import Problem


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """What was found: the problems, how many rows were tried, and the provision coverage."""

    problems: tuple[Problem, ...]
    rows: int
    coverage: Coverage


def check_folder(found: Shelved) -> FolderCheck:
    """Run every check on a scheme that reads.

    Each problem has the path of its file, as the scheme was named, and the line on which what it
    is about stands, if there is one. A scheme in a folder of its own must have notes, and rows for
    the law dates on which something begins and ends.
    """
    name, whole = found.path.name, found.has_own_folder
    tables = check_case_tables(found.scheme, found.case_tables, name, law_dates=whole)
    problems = (
        *check_unused(found.scheme, name),
        *check_words(found.scheme, name),
        *check_provisions(found.scheme, name),
        *tables.problems,
        *(check_notes(found) if whole else ()),
    )
    placed = tuple(_placed(problem, found) for problem in problems)
    return FolderCheck(placed, tables.rows, coverage(found.scheme))


def _placed(problem: Problem, found: Shelved) -> Problem:
    place = problem.place
    texts = (found.path, *found.amendments)
    path = next(one for one in (*texts, *found.case_tables, found.notes) if one.name == place.file)
    line = place.line
    for text in texts if not line and place.heading else ():
        line = line_of(text.read_text(encoding="utf-8-sig"), place.heading)
        if line:
            path = text
            break
    return replace(problem, place=replace(place, file=found.told(path), line=line))
