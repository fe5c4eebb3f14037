"""The one record for everything told to a person that is wrong.

A problem says what is wrong, where, why, and what to do about it, in the
author's words. The same record is rendered for a terminal, for an editor and for JSON. The one
reader of TOML (`toml`) stands here too: whatever a person's file holds, it answers with tables
or problems; `visible`, by which what a person wrote is shown again; and how things are counted
in words.
"""

from amends.problems.counting import counted, rows_named
from amends.problems.problem import (
    Place,
    Problem,
    ProblemsFound,
    as_json,
    as_line,
    as_text,
    nearest,
)
from amends.problems.visible import visible

__all__ = [
    "Place",
    "Problem",
    "ProblemsFound",
    "as_json",
    "as_line",
    "as_text",
    "counted",
    "nearest",
    "rows_named",
    "visible",
]
