"""A fact of the entries of a list, named with the list: `lodged of the appeals of the person`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amends.notation.counting import Entry, entry_of
from amends.notation.facts import of_type, unknown_fact
from amends.notation.lines import Text
from amends.notation.literals import COMPARISONS, OPERATIONS
from amends.notation.names import Scope, candidates
from amends.notation.spelling import masked
from amends.scheme.declarations import Fact, FactType

_OF = re.compile(r" of (?:the )?")
_AFTER = re.compile(
    rf" (?:is|{'|'.join((*OPERATIONS, *(word for word, *_ in COMPARISONS)))})(?= |$)|[,)]"
)


@dataclass(frozen=True, slots=True)
class EntryFact:
    """A fact of an entry, the entry as it is counted, and what follows on the line."""

    entry: Entry
    fact: Fact
    rest: Text


def entry_fact(text: Text, scope: Scope, types: frozenset[FactType]) -> EntryFact | None:
    """What a text begins with; None where it names no fact of a list's entries."""
    named = _fact_of(text, scope)
    if named is None:
        return None
    fact, listed = named
    after = _AFTER.search(masked(listed.text))
    entry = entry_of(listed.cut(0, after.start()) if after else listed, scope)
    kind = scope.declared.facts_of(entry.kind).get(fact)
    if kind is None:
        raise unknown_fact(text, scope.within(entry.name, entry.kind))
    of_type(text, kind, types)
    rest = listed.cut(after.start()) if after else listed.cut(len(listed.text))
    return EntryFact(entry, kind, rest)


def _fact_of(text: Text, scope: Scope) -> tuple[str, Text] | None:
    """The fact of entries that a text begins with, and the list and what follows it."""
    for name, end in candidates(text.text, scope.declared.longest):
        of = _OF.match(text.text, end)
        if of is None or name not in scope.declared.fact_names:
            continue
        listed = text.cut(of.end())
        owners = [owner for owner, _ in candidates(listed.text, scope.declared.longest + 1)]
        # `lodged of the appeal` is that of an entry in scope; several are a list.
        if not any(scope.whose(owner) for owner in owners):
            return name, listed
    return None
