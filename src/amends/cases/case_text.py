"""The text of a case file, TOML or JSON, as plain tables; what cannot be parsed is a problem."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from typing import Final

from amends.problems import Place, Problem, ProblemsFound

LONGEST: Final = 200_000
"""Characters in the longest case file that is read: some thousand statements."""

# A dotted key costs the parser the square of its parts, in memory as well.
_MOST_DOTS: Final = 60

_POSITION: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")


class _UnfitError(Exception):
    """JSON that the standard library would take and a case file must not."""


def parsed(given: str | bytes, file: str) -> dict[str, object]:
    """The file's outermost table. It is read as JSON if it is named so or begins with `{`.

    Raises ProblemsFound, with line and column, for what is neither JSON nor TOML, is not UTF-8, is
    longer than `LONGEST`, is nested too deeply to be parsed, or says a key twice.
    """
    if len(given) > LONGEST:
        what = f"a case file of more than {LONGEST:,} characters is not read"
        raise _found("case-file-too-long", Place(file), what, "divide it: one file for each person")
    text = (_decoded(given, file) if isinstance(given, bytes) else given).removeprefix("\ufeff")
    try:
        if file.lower().endswith(".json") or text.lstrip().startswith("{"):
            return _from_json(text, file)
        for number, line in enumerate(text.split("\n"), start=1):
            if line.count(".") > _MOST_DOTS and not line.lstrip().startswith("#"):
                raise _too_deep(Place(file, number))
        return _from_toml(text, file)
    except RecursionError:
        raise _too_deep(Place(file)) from None


def _too_deep(place: Place) -> ProblemsFound:
    what = "the file is nested too deeply to be read"
    remedy = "write tables inside tables only as far as the template shows"
    return _found("case-file-too-deep", place, what, remedy)


def _decoded(given: bytes, file: str) -> str:
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(file, given.count(b"\n", 0, error.start) + 1)
        raise _found("not-utf-8", place, "the text is not UTF-8", "save it as UTF-8") from None


def _from_toml(text: str, file: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _POSITION.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 0)
    except ValueError:  # a date that does not exist, or a number with too many digits
        line, column = 0, 0
    what = "this is not TOML" if line else "a date or number in the file cannot be one"
    raise _found(
        "not-toml",
        Place(file, line, column),
        what,
        "put texts and names that hold spaces in quotation marks, give a key once, close brackets",
    )


def _from_json(text: str, file: str) -> dict[str, object]:
    place, what = Place(file), ""
    try:
        raw: object = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place, what = Place(file, error.lineno, error.colno), "this is not JSON"
    except _UnfitError as error:
        what = str(error)
    except ValueError:
        what = "a number in the file has too many digits"
    else:
        if isinstance(raw, dict):
            return raw
        what = "the file is not one object"
    raise _found("not-json", place, what, "mend it, or start from the template")


def _once_each(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        msg = f"the key `{twice[:40]}` is given twice in one object"
        raise _UnfitError(msg)
    return table


def _no_constant(name: str) -> object:
    msg = f"`{name}` is no number"
    raise _UnfitError(msg)


def _found(code: str, place: Place, what: str, remedy: str) -> ProblemsFound:
    return ProblemsFound([Problem(code, place, what, remedy)])
