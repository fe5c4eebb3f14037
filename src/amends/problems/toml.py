"""The one reader of TOML: a person's file as plain tables, or a problem that says what to mend.

The guards are against files, made by mistake or malice, that the standard library's parser would
spend minutes on or leave with an exception of no use to their author.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

from amends.problems.problem import Place, Problem, ProblemsFound

LONGEST: Final = 1_000_000
"""Characters in the longest file that is read: a catalogue of many thousand wordings."""

# A dotted key costs the parser the square of its parts, in memory as well. Possessive repeats keep
# the search itself to about one pass.
_LONG_KEY: Final = re.compile(
    r"""(?:^|[\[{,])[ \t]*+(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){60}""",
    re.MULTILINE,
)
_LONG_NUMBER: Final = re.compile(r"(?<![0-9_])[0-9][0-9_]{4299,}")  # no longer one becomes an int
_POSITION: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")
_REMEDY: Final = (
    "put texts and names that hold spaces in quotation marks, give a key once, close brackets"
)


def read_text(content: bytes, file: str) -> str:
    """The text of a file's content. Raises ProblemsFound, with line and column, if not UTF-8."""
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = _place(before, len(before), file)
        raise _found("not-utf-8", place, "the text is not UTF-8", "save it as UTF-8") from None


def read_toml(text: str, file: str) -> dict[str, object]:
    """The outermost table of a TOML text; `file` is for messages.

    Raises ProblemsFound, with line and column as far as they are known, for what is no TOML, is
    longer than `LONGEST`, is nested too deeply to be parsed, or holds a number of too many digits.
    """
    if len(text) > LONGEST:
        what = f"a file of more than {LONGEST:,} characters is not read"
        raise _found("toml-too-long", Place(file), what, "divide it, or leave out what is not used")
    if long := _LONG_KEY.search(text):
        raise _too_deep(_place(text, long.start(), file))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _too_deep(Place(file)) from None
    except tomllib.TOMLDecodeError as error:
        at = _POSITION.search(str(error))
        place = Place(file, int(at[1]), int(at[2])) if at else _place(text, len(text), file)
        raise _found("not-toml", place, "this is not TOML", _REMEDY) from None
    except ValueError:
        number = _LONG_NUMBER.search(text)
        place = _place(text, number.start(), file) if number else Place(file)
        what = "a number in the file has too many digits"
        raise _found("not-toml", place, what, "put a text of digits in quotation marks") from None


def _place(text: str, at: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _too_deep(place: Place) -> ProblemsFound:
    what = "the file is nested too deeply to be read"
    return _found("toml-too-deep", place, what, "write tables inside tables only a few deep")


def _found(code: str, place: Place, what: str, remedy: str) -> ProblemsFound:
    return ProblemsFound([Problem(code, place, what, remedy)])
