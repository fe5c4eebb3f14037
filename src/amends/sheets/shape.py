"""The shape of a sheet, from its types: as a JSON Schema, and as a check of what a file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, cast, get_args, get_origin, get_type_hints

from amends.problems import Place, Problem, ProblemsFound
from amends.seals.seal import VERSION
from amends.sheets.contents import NamesWithheld, Sheet, Withheld

Schema: TypeAlias = "dict[str, Schema] | list[Schema] | str | int | bool | None"

_PLAIN: Final[Mapping[object, str]] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    NoneType: "null",
}
DEEPEST: Final = 20
"""The steps that a line of a sheet may stand beneath others."""

_SINCE_VERSION_2: Final = ("renews", "names_withheld")
"""What a sheet of version 1 could not say: that it renews another, and what it withholds."""

_REMEDY: Final = "have the sheet made again, or ask whoever made it with which program"


def sheet_schema() -> dict[str, Schema]:
    """JSON Schema (draft 2020-12) of the object under `sheet` in the file of an answer sheet."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What stands under `sheet` in the file of an answer sheet",
        **_schema(Sheet),
    }


def a_sheet(value: object, file: str, version: int = VERSION) -> Sheet:
    """The value as a sheet, of a file of that version; `file` is its name.

    Raises ProblemsFound where it has another shape.
    """
    if version == 1 and isinstance(value, Mapping):
        for name in _SINCE_VERSION_2:
            if name in value:
                raise _another_shape(f"sheet > {name}", file)
        value = {**value, **dict.fromkeys(_SINCE_VERSION_2)}
    fault = _fault(value, Sheet, "sheet") or ("sheet" if _is_too_deep(value) else "")
    if fault:
        raise _another_shape(fault, file)
    return cast("Sheet", value)


def _is_too_deep(value: object) -> bool:
    """Whether some line stands deeper than any that is written: nobody could lay it out."""
    ahead = [value]
    while ahead:
        one = ahead.pop()
        inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        ahead += inside
        depth = one.get("depth") if isinstance(one, dict) else None
        if isinstance(depth, int) and depth > DEEPEST:
            return True
    return False


def a_withheld(value: object, file: str, number: int) -> Withheld:
    """The value as an answer kept apart, the one of that number. Raises ProblemsFound."""
    fault = _fault(value, Withheld, f"answer {number}")
    if fault:
        raise _another_shape(fault, file)
    return cast("Withheld", value)


def names_kept(value: object, file: str, number: int) -> NamesWithheld:
    """The value as the names kept apart, at that number. Raises ProblemsFound."""
    fault = _fault(value, NamesWithheld, f"answer {number}")
    if fault:
        raise _another_shape(fault, file)
    return cast("NamesWithheld", value)


def _another_shape(where: str, file: str) -> ProblemsFound:
    what = "the file is as it was sealed, and does not hold what an answer sheet holds"
    why = "another program made it, or it was put together by hand"
    return ProblemsFound([Problem("foreign-sheet", Place(file, heading=where), what, _REMEDY, why)])


def _schema(kind: Any) -> dict[str, Schema]:  # noqa: ANN401 - a type, of which there is no type
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return {}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is UnionType:
        return {"anyOf": [_schema(one) for one in inner]}
    if origin is list:
        return {"type": "array", "items": _schema(inner[0])}
    members = get_type_hints(kind)
    return {
        "type": "object",
        "properties": {name: _schema(one) for name, one in members.items()},
        "required": list(members),
        "additionalProperties": False,
    }


def _fault(value: object, kind: Any, where: str) -> str:  # noqa: ANN401 - as above
    """Where a value is not of a kind; empty where it is."""
    if kind in _PLAIN:
        return "" if type(value) is kind else where
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return ""
    if origin is Literal:
        return "" if isinstance(value, str) and value in inner else where
    if origin is UnionType:
        faults = [_fault(value, one, where) for one in inner]
        return "" if "" in faults else max(faults, key=len)
    if origin is list:
        if isinstance(value, str) or not isinstance(value, Sequence):
            return where
        places = (f"{where} > {nth}" for nth in range(1, len(value) + 1))
        found = (_fault(one, inner[0], at) for one, at in zip(value, places, strict=True))
        return next(filter(None, found), "")
    members = get_type_hints(kind)
    if not isinstance(value, Mapping) or value.keys() != members.keys():
        return where
    found = (_fault(value[name], one, f"{where} > {name}") for name, one in members.items())
    return next(filter(None, found), "")
