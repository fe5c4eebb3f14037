"""Counts of a list's entries: `some appeal A of the conviction where`, `at least 2 ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amends.notation.lines import Refused, Text, Told, offered, shown
from amends.notation.names import Scope, candidates, opens_with
from amends.notation.pieces import named
from amends.notation.spelling import masked, name_of
from amends.scheme.conditions import MATTER, All, AtLeast, Condition, Not

COUNTS = re.compile(r"(some|no|every|at least|at most|exactly)(?: (\d+))?(?= |$)")
_MOST = 1_000_000
_OF = " of "


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that is counted: the kind of list, whose it is, and what it is called."""

    kind: str
    of: str
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries there must be."""

    word: str
    number: int

    @classmethod
    def of(cls, found: re.Match[str], at: Text) -> Count:
        """The count that a line begins with. Refuses a number that means nothing."""
        word, digits = found.groups()
        counts = word.startswith(("at", "exactly"))
        number = int((digits or "0")[:12]) if counts else 1
        if counts == (digits is None) or number > _MOST:
            raise Refused(
                "wrong-number",
                at,
                f"`{word}` needs a number up to {_MOST:,} behind it"
                if counts
                else f"`{word}` takes no number",
                "write `at least`, `at most` or `exactly`, and a number",
            )
        if word == "at least" and not number:
            raise Refused(
                "wrong-number", at, "`at least 0` always holds", "count from one, or delete it"
            )
        return cls(word, number)

    def condition(self, entry: Entry, where: Condition) -> Condition:
        """The count as the model has it: *no*, *every*, *at most* are denials of *some*."""

        def at_least(count: int, body: Condition) -> Condition:
            return AtLeast(count, entry.kind, entry.of, entry.name, body)

        match self.word:
            case "no":
                return Not(at_least(1, where))
            case "every":
                return Not(at_least(1, Not(where)))
            case "at most":
                return Not(at_least(self.number + 1, where))
            case "exactly":
                more = Not(at_least(self.number + 1, where))
                return All((at_least(self.number, where), more)) if self.number else more
            case _:
                return at_least(self.number, where)


def entry_of(text: Text, scope: Scope) -> Entry:
    """`LIST [ENTRY] [of the OWNER]`: without an owner, the innermost that has such a list."""
    at = masked(text.text).rfind(_OF)
    owner = text.cut(at + len(_OF)) if at >= 0 else None
    owner = owner.cut(len("the")) if owner and opens_with(owner.text, "the") else owner
    of = scope.whose(name_of(owner.text)) if owner else None
    if owner and of is None:
        raise Refused(
            "unknown-name",
            owner,
            f"{shown(owner.text)} is nobody and nothing that can be named here",
            offered(owner.text, scope.owner_names()),
        )
    thing = text.cut(0, at) if owner else text
    for name, end in candidates(thing.text, scope.declared.longest):
        if name in scope.declared.broken:
            raise Told
        for kind in (name, name.removesuffix("s")):
            whose = _whose_list(kind, of, scope)
            if whose:
                called = thing.cut(end)
                return Entry(kind, whose, named(called) if called.text else kind)
    known = {
        kind.name
        for owned in ([of] if of else scope.kinds)
        for kind in scope.declared.lists_of(scope.kinds[owned])
    }
    raise Refused(
        "unknown-list",
        thing,
        f"there is no list {shown(thing.text)}" + (f" of the {owner.text}" if owner else ""),
        _of_another(thing, scope) or offered(thing.text, known),
    )


def _of_another(thing: Text, scope: Scope) -> str:
    """Whose the list is that is meant, where it is not had by whom it was asked of."""
    for name, _ in candidates(thing.text, scope.declared.longest):
        for kind in (name, name.removesuffix("s")):
            listed = scope.declared.list_named.get(kind)
            if listed:
                whose = scope.declared.matter if listed.of == MATTER else listed.of
                return f"the list `{kind}` is of the {whose}: say so here, or where it is declared"
    return ""


def _whose_list(name: str, of: str | None, scope: Scope) -> str | None:
    if name not in scope.declared.list_named:
        return None
    for owner, kind in reversed(scope.names):
        if of in (None, owner) and scope.declared.has_list(kind, name):
            return owner
    return None
