"""The text of a case file, TOML or JSON, as plain tables; what cannot be parsed is a problem."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from amends.problems import Place, Problem, ProblemsFound
from amends.problems.toml import read_text, read_toml

LONGEST: Final = 200_000
"""Characters in the longest case file that is read: some thousand statements."""

# An answer repeats sources and references on a terminal: these could steer it, turn the
# writing round, or not be written at all.
_NOT_TEXT: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class _UnfitError(Exception):
    """JSON that the standard library would take and a case file must not."""


def parsed(given: str | bytes, file: str) -> dict[str, object]:
    """The file's outermost table. It is read as JSON if it is named so or begins with `{`.

    Raises ProblemsFound, with line and column, for what is neither JSON nor TOML, is not UTF-8, is
    longer than `LONGEST`, is nested too deeply to be parsed, says a key twice, or holds a character
    that is no part of a text.
    """
    if len(given) > LONGEST:
        what = f"a case file of more than {LONGEST:,} characters is not read"
        raise _found("case-file-too-long", Place(file), what, "divide it: one file for each person")
    text = read_text(given, file) if isinstance(given, bytes) else given.removeprefix("\ufeff")
    is_json = file.lower().endswith(".json") or text.lstrip().startswith("{")
    table = _from_json(text, file) if is_json else read_toml(text, file)
    for bad in filter(None, map(_NOT_TEXT.search, _texts(table))):
        what = f"a text or name in the file holds an invisible character (U+{ord(bad[0]):04X})"
        raise _found("not-text", Place(file), what, "delete it, or type a plain space instead")
    return table


def _texts(table: dict[str, object]) -> Iterator[str]:
    """Every text and name in a file, however deep."""
    left: list[object] = [table]
    while left:
        match left.pop():
            case str(text):
                yield text
            case dict(inner):
                left += (*inner, *inner.values())
            case list(items):
                left += items


def _from_json(text: str, file: str) -> dict[str, object]:
    place, what = Place(file), ""
    try:
        raw: object = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place, what = Place(file, error.lineno, error.colno), "this is not JSON"
    except _UnfitError as error:
        what = str(error)
    except RecursionError:
        what = "the file is nested too deeply to be read"
        remedy = "write objects inside objects only as far as the template shows"
        raise _found("case-file-too-deep", place, what, remedy) from None
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
