"""The page of files: what a run holds, what a mapping may say, what archives may agree on."""

from __future__ import annotations

from amends.handbook.markdown import code, codes, page, table
from amends.registers.conventions import RULES
from amends.registers.mapping import LISTS, NAMES
from amends.runs.manifest import MANIFEST, WHERE
from amends.runs.outputs import FILES
from amends.truth.dates import RULES as DATE_RULES
from amends.truth.statements import Silence

_COLUMNS = (
    "[Your own register](../registers.md) says what the columns of the assessments mean, "
    "and what to do."
)
_MAPPING = (
    "`register.toml` has a table for each list. The program reads these columns itself; "
    "conventions may use others."
)
_JSON = (
    "Every command takes `--format json`. The shapes are JSON Schemas; "
    "[docs/json](../../json/README.md) lists them. A scheme as JSON, from "
    "`amends show SCHEME --format json`, has the shape of "
    "`src/amends/notation/scheme.schema.json`. The case file of a scheme has a shape of its own: "
    "`amends show SCHEME --case-schema`."
)


def formats_page() -> str:
    """The files that are read and written, with their columns and keys."""
    files = [(file.name, file.purpose, file.columns) for file in FILES]
    files.append((MANIFEST, "what the run rests on, so that it can be made again", ()))
    files.append((WHERE, "where the register lay, on the machine of the run", ()))
    return page(
        "Files",
        "## The files of a run",
        table(
            ("file", "holds", "columns"),
            ((code(name), holds, codes(columns)) for name, holds, columns in files),
        ),
        _COLUMNS,
        "## The mapping of a register",
        _MAPPING,
        table(
            ("list", "columns"),
            ((code(f"[{name}]"), codes(columns)) for name, columns in LISTS.items()),
        ),
        f"Names of people are read only to keep them out of what is written: {codes(NAMES)}.",
        "## The rules that a convention can give",
        "Without the convention the program does not take the step.",
        table(("rule", "means"), ((code(rule), means) for rule, means in RULES.items())),
        "Of dates:",
        table(("rule", "means"), ((code(rule), means) for rule, means in DATE_RULES.items())),
        "## Why nothing is known",
        f"In a case file, `silent` may say one of {codes(silence.value for silence in Silence)}.",
        "## JSON",
        _JSON,
    )
