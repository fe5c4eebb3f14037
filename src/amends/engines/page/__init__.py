"""The engine that runs in a reader's browser: a law as data, and a script that applies it.

Python compiles the law and writes the case; the script, `evaluator()`, is plain ES2020
without modules, libraries or `eval`, so that it works inlined in one file opened from disk.
It shares no code with the other engines.
"""

from functools import cache
from importlib.resources import files

from amends.engines.page.cases import as_data, values_as_data
from amends.engines.page.compiling import FORMAT, compiled

__all__ = ["FORMAT", "as_data", "compiled", "evaluator", "values_as_data"]

_SCRIPTS = ("truth.js", "lists.js", "evaluator.js")


@cache
def evaluator() -> str:
    """The script, to stand in a `<script>`: it defines `amends.assess(law, case)`.

    What it takes and answers is said at `assess` in evaluator.js. To write a case, a page has
    `period`, `ordinalOf`, `dateOf`, `daysIn`, `LEAST` and `GREATEST` of `amendsTruth`. A law
    and a case must reach it through `JSON.parse`: as a literal in the script, a name
    `__proto__` would be lost.
    """
    here = files(__name__)
    return "\n".join((here / name).read_text(encoding="utf-8") for name in _SCRIPTS)
