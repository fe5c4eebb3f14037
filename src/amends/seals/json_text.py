"""The text of a sealed file as JSON values, or a problem that says what is wrong with it.

It is stricter than the reader of case files: what two readers of JSON could take for two different
things (a key given twice, a rounded number) is refused here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from amends.problems import Place, Problem, ProblemsFound
from amends.seals.canonical import DEEPEST, LARGEST, Json, unfit

LONGEST: Final = 1_000_000
"""Bytes in the longest sealed file that is read."""

_REMEDY: Final = "look for another copy of the file, or ask whoever gave it to you for it again"
_WHY: Final = "a file that was cut short, damaged or written by another program cannot be relied on"


class _UnfitError(Exception):
    """JSON that the standard library would take and a sealed file must not hold."""


def read_json(content: bytes, file: str) -> Json:
    """The value of a file's content; `file` is for messages, which repeat nothing of the content.

    Raises ProblemsFound, with line and column as far as they are known, for what is not UTF-8 or
    not JSON, is longer than `LONGEST`, says a key twice in one object, or cannot be sealed at all
    (see `unfit`). Nothing is mended or guessed.
    """
    if len(content) > LONGEST:
        what = f"a file of more than {LONGEST:,} bytes is not read"
        remedy = "check that this is the file you mean: no answer sheet is so long"
        raise ProblemsFound([Problem("sealed-file-too-long", Place(file), what, remedy)])
    try:
        text = content.decode("utf-8-sig")
        value: Json = json.loads(text, object_pairs_hook=_once_each, parse_int=_whole)
        why = unfit(value)
    except UnicodeDecodeError:
        raise _found("not-sealed-json", Place(file), "the text is not UTF-8") from None
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        raise _found("not-sealed-json", place, "this is not JSON") from None
    except RecursionError:
        why = f"objects and lists stand more than {DEEPEST} deep"
    except _UnfitError as error:
        why = str(error)
    else:
        if not why:
            return value
    raise _found("not-sealed-json", Place(file), f"this cannot be a sealed file: {why}")


def _found(code: str, place: Place, what: str) -> ProblemsFound:
    return ProblemsFound([Problem(code, place, what, _REMEDY, _WHY)])


def version_of(value: Json, form: str) -> int | None:
    """The version that a file's value says it has, if it says that it is of this format."""
    match value:
        case {"format": str(named), "version": int(version)} if named == form:
            return None if isinstance(version, bool) else version
    return None


def _once_each(pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
    table = dict(pairs)
    if len(table) < len(pairs):
        msg = "a key is given twice in one object, so two readers could read two things"
        raise _UnfitError(msg)
    return table


def _whole(digits: str) -> int:
    # Compared by length first: Python refuses to convert thousands of digits.
    if len(digits) > len(str(-LARGEST)):
        msg = f"a number is beyond {LARGEST:,}"
        raise _UnfitError(msg)
    return int(digits)
