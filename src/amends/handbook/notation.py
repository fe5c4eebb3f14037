"""The page of node kinds: what each means, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from inspect import getdoc, isclass
from types import ModuleType

from amends.handbook.kinds import DECLARED, SHOWN
from amends.handbook.markdown import codes, fence, page
from amends.notation import read, reader
from amends.scheme import conditions, declarations, telling

_OPENING = (
    "How to write a scheme is told in [the notation](../notation.md). Here stands each kind of "
    "thing that a scheme is made of, under the name that it has in the JSON export. The examples "
    "belong to one invented law; the program has read them all."
)
_TRIED = "section 99  shown\n"


def notation_page() -> str:
    """Each kind of the model with its promise and examples, and the grammar.

    Raises LookupError for a kind without an example, or one that its example does not show.
    """
    scheme = "\n".join(DECLARED.values())
    declared = set(_kinds_in(read(scheme, "declarations")))
    for kinds in DECLARED:
        _require(set(kinds) <= declared, kinds[0])
    for kind, examples in SHOWN.items():
        for example in examples:
            beneath = "".join(f"  {line}\n" for line in example.splitlines())
            shown = read(f"{scheme}\n{_TRIED}{beneath}", kind.__name__).part_named["shown"]
            _require(kind in _kinds_in(shown.body), kind)
    told = {kind for kinds in DECLARED for kind in kinds} | set(SHOWN)
    for kind in node_kinds():
        _require(kind in told, kind)
    return page(
        "The notation, kind by kind",
        _OPENING,
        "## What is declared",
        *(
            piece
            for kinds, text in DECLARED.items()
            for piece in (*map(_told, kinds), fence("scheme", text))
        ),
        "## Conditions and quantities",
        *(
            piece
            for kind, texts in SHOWN.items()
            for piece in (_told(kind), fence("scheme", "\n".join(texts)))
        ),
        "## The grammar",
        fence("text", _grammar()),
    )


def node_kinds() -> tuple[type, ...]:
    """Every kind that a scheme is made of."""
    return (*_classes(declarations), *_classes(telling), *_classes(conditions))


def _classes(module: ModuleType) -> Iterator[type]:
    for value in vars(module).values():
        own = isclass(value) and value.__module__ == module.__name__
        if own and value is not declarations.Declarations:
            yield value


def _require(holds: object, kind: type) -> None:
    if not holds:
        msg = f"the handbook has no example that shows {kind.__name__}; see amends.handbook.kinds"
        raise LookupError(msg)


def _kinds_in(value: object) -> Iterator[type]:
    """The kinds of all that a value is made of."""
    yield type(value)
    if isinstance(value, tuple):
        for one in value:
            yield from _kinds_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _kinds_in(getattr(value, field.name))


def _told(kind: type) -> str:
    values = (
        f"\n\nOne of {codes(str(one.value) for one in kind)}." if issubclass(kind, Enum) else ""
    )
    return f"### {kind.__name__}\n\n{getdoc(kind)}{values}"


def _grammar() -> str:
    """The grammar as the reader's own docstring has it."""
    _, _, after = (reader.__doc__ or "").partition("    scheme      =")
    return f"    scheme      ={after}"
