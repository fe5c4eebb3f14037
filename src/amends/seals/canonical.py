"""The one spelling of a JSON value, and its hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import rfc8785

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
"""A value that can be sealed: JSON whose numbers are whole, as dicts, lists and tuples."""

LARGEST: Final = 2**53 - 1
"""The largest whole number, and its negative the smallest, that every reader of JSON keeps."""

DEEPEST: Final = 60
"""How many objects and lists may stand inside each other, the outermost counted."""

_DIGITS: Final = re.compile(r"[0-9a-f]{64}")


def canonical(value: Json) -> bytes:
    """The value as RFC 8785 spells it, in UTF-8: the same bytes for equal values, always.

    Raises ValueError, which repeats nothing of the value, for what `unfit` tells.
    """
    if why := unfit(value):
        raise ValueError(why)
    return rfc8785.dumps(value)


def digest(value: Json) -> str:
    """SHA-256 of the canonical spelling, as 64 hexadecimal digits in lower case."""
    return hashlib.sha256(canonical(value)).hexdigest()


def is_digits(value: object) -> bool:
    """Whether a value is a text of 64 hexadecimal digits in lower case: a hash, a salt or a key."""
    return isinstance(value, str) and _DIGITS.fullmatch(value) is not None


def unfit(value: object) -> str:
    """Why a value cannot be sealed, as a clause that repeats nothing of it; empty if it can.

    A number with a fraction or an exponent cannot: readers of JSON round it, each in its own way,
    so that a changed digit could go unseen.
    """
    left: list[tuple[object, int]] = [(value, 1)]
    while left:
        one, depth = left.pop()
        match one:
            case None | bool():
                continue
            case int():
                if abs(one) > LARGEST:
                    return f"a number is beyond {LARGEST:,}"
            case str():
                if not _is_text(one):
                    return "a text holds half of a character"
            case _ if depth > DEEPEST:
                return f"objects and lists stand more than {DEEPEST} deep"
            case dict():
                if not all(isinstance(key, str) for key in one):
                    return "a key is not a text"
                left += ((inner, depth + 1) for inner in (*one, *one.values()))
            case list() | tuple():
                left += ((inner, depth + 1) for inner in one)
            case float():
                return "a number is not a whole number written in digits"
            case _:
                return "a value is not one of JSON"
    return ""


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
