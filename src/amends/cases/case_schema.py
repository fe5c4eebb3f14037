"""The JSON Schema of case files under a scheme, for editors and for other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias, assert_never
from urllib.parse import quote

from amends.cases.case import KNOWN_BY, KNOWN_WORDS
from amends.cases.case_subject import MOST_STATEMENTS, deniable
from amends.cases.kinds_of_source import KINDS
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, FactType
from amends.scheme.model import Scheme
from amends.truth.statements import Silence

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

_TEXT: dict[str, Json] = {"type": "string", "pattern": r"\S"}
_TEXTS: dict[str, Json] = {"type": "array", "items": _TEXT}
_DAY: dict[str, Json] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def case_schema(scheme: Scheme) -> dict[str, Json]:
    """JSON Schema (draft 2020-12) of case files for one scheme.

    Of a file for several it knows only what this scheme does. It says no to nothing else that
    `read_case_file` accepts in JSON. The reader is stricter where a schema cannot see: dates in
    words, ends before starts, labels, sources left out, depth.
    """
    matter = _ref(MATTER)
    named: Json = {"const": scheme.id}
    top = _table(
        {
            "scheme": {"anyOf": [named, {"type": "array", "items": _TEXT, "contains": named}]},
            "source": _TEXT,
            KINDS: {"type": "object", "additionalProperties": _TEXT},
            KNOWN_BY: {"type": "object", "additionalProperties": _one_of(KNOWN_WORDS)},
            PERSON: _ref(PERSON),
            MATTER: {"anyOf": [matter, {"type": "array", "items": matter, "minItems": 1}]},
            "set-aside": {"type": "array", "items": _ref("setting aside")},
        },
        required=[MATTER],
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A case file under {scheme.title}",
        **top,
        "$defs": _definitions(scheme),
    }


def _definitions(scheme: Scheme) -> dict[str, Json]:
    setting = {"label": _TEXT, "by": _TEXT, "on": _DAY, "reason": _TEXT}
    key: dict[str, Json] = {"key": _TEXT, "source": _TEXT}
    found: dict[str, Json] = {
        "setting aside": _table({**setting}, required=list(setting)),
        "identities": _identities(),
        PERSON: _table({**key, **_subject(scheme, PERSON)}),
        MATTER: _table(
            {**key, "identities": _ref("identities"), **_subject(scheme, MATTER)},
            required=["key"],
        ),
    }
    for listed in scheme.lists:
        own: dict[str, Json] = {
            "label": _TEXT,
            "source": _TEXT,
            "certain": {"type": "boolean"},
            "identities": _ref("identities"),
            "conventions": _TEXTS,
        }
        found[f"entry: {listed.name}"] = _table({**own, **_subject(scheme, listed.name)})
    for kind in (PERSON, MATTER, *scheme.list_named):
        for fact in scheme.facts_of(kind).values():
            found[_type_name(fact)] = _value(fact, scheme)
    return found


def _subject(scheme: Scheme, kind: str) -> dict[str, Json]:
    """The facts and lists of a subject, with what is said of its lists as wholes."""
    found: dict[str, Json] = {fact.name: _fact(fact) for fact in scheme.facts_of(kind).values()}
    names = [listed.name for listed in scheme.lists_of(kind)]
    for name in names:
        found[name] = {"type": "array", "items": _ref(f"entry: {name}")}
    said: dict[str, Json] = {"source": _TEXT, "label": _TEXT, "conventions": _TEXTS}
    named = _one_of([*names, *deniable(scheme, kind)])
    found["denials"] = _few(_table({"of": named, **said}, required=["of"]))
    closures: list[Json] = [_closure(scheme, name, said) for name in names]
    found["closures"] = _few({"anyOf": closures} if closures else False)
    return found


def _closure(scheme: Scheme, name: str, said: dict[str, Json]) -> dict[str, Json]:
    such: dict[str, Json] = {
        fact.name: _ref(_type_name(fact)) for fact in scheme.facts_of(name).values()
    }
    own: dict[str, Json] = {
        "list": {"const": name},
        "names": _TEXTS,
        "may-be": _TEXTS,
        "but-such-as": {"type": "array", "items": _table(such)},
    }
    return _table({**own, **said}, required=["list", "names"])


def _ref(name: str) -> dict[str, Json]:
    pointer = name.replace("~", "~0").replace("/", "~1")
    return {"$ref": f"#/$defs/{quote(pointer)}"}


def _few(items: Json) -> dict[str, Json]:
    return {"type": "array", "items": items, "maxItems": MOST_STATEMENTS}


def _identities() -> dict[str, Json]:
    pair = {"register": _TEXT, "reference": _TEXT}
    return {"type": "array", "items": _table({**pair}, required=list(pair))}


def _fact(fact: Fact) -> dict[str, Json]:
    """One value; a statement, or several; or why nothing is stated."""
    value: dict[str, Json] = _ref(_type_name(fact))
    properties: dict[str, Json] = {
        "says": value,
        "source": _TEXT,
        "dated": _TEXT,
        "label": _TEXT,
        "conventions": _TEXTS,
    }
    statement = _table(properties, required=["says"])
    silence = _table({"silent": _one_of(s.value for s in Silence)}, required=["silent"])
    several: dict[str, Json] = {**_few(statement), "minItems": 1}
    schema: dict[str, Json] = {"anyOf": [value, statement, several, silence]}
    if fact.ask:
        schema["description"] = fact.ask
    return schema


def _type_name(fact: Fact) -> str:
    return f"words: {fact.vocabulary}" if fact.vocabulary else f"value: {fact.type.value}"


def _value(fact: Fact, scheme: Scheme) -> dict[str, Json]:
    match fact.type:
        case FactType.CODE:
            code = _one_of(scheme.codes_of[fact.vocabulary])
            several: Json = {"type": "array", "items": code, "minItems": 1, "uniqueItems": True}
            return {"anyOf": [code, several]}
        case FactType.DATE | FactType.PERIOD:
            return {"anyOf": [_TEXT, _ends(_TEXT)]}
        case FactType.NUMBER | FactType.MONEY:
            whole: dict[str, Json] = {"type": "integer"}
            return {"anyOf": [whole, _ends(whole)]}
        case _:
            assert_never(fact.type)


def _ends(of: Json) -> dict[str, Json]:
    return {**_table({"from": of, "to": of}), "minProperties": 1}


def _table(properties: dict[str, Json], required: Collection[str] = ()) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _one_of(words: Iterable[str]) -> dict[str, Json]:
    return {"enum": list(words)}
