"""The entries of a list as rows of their own, and whose lists have enough for a condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from amends.cases.layout import StoredList
from amends.engines.sql.queries import answering, reading, table
from amends.engines.sql.rows import NOBODY, Program, Rows, Scope, Someone, is_among
from amends.engines.sql.terms import (
    FALSE,
    Four,
    Term,
    both,
    column,
    compare,
    number,
)
from amends.scheme.conditions import MATTER, PERSON, Another, AtLeast, Condition, Named
from amends.scheme.law import Law
from amends.scheme.walk import children, refs

Ask = Callable[[Condition, Rows, Scope], Four]


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a list's entries (or of what closures do not exclude), and their scope."""

    rows: Rows
    scope: Scope
    alias: str
    group_keys: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a list, as they are asked a condition for these rows."""

    node: AtLeast
    rows: Rows
    scope: Scope
    ask: Ask

    @property
    def program(self) -> Program:
        """The query in the making."""
        return self.rows.program

    @property
    def listed(self) -> StoredList:
        """Where the list stands."""
        return self.program.layout.lists[self.node.list]

    @property
    def owner_key(self) -> Term:
        """The key in these rows under which entries stand."""
        return self.scope[self.node.of].owner_key(self.listed)

    # --- parts made once for all who have the list, or for these rows ---

    @property
    def by_owner(self) -> bool:
        """Whether the condition looks at nothing but the entry and whose list it is."""
        looked_at = _looks_at(self.node.where, self.scope, self.program.law) - {self.node.name}
        looked_at = {name for name in looked_at if self.scope[name] is not NOBODY}
        if not looked_at:
            return True
        # The key under which entries stand must lead to all that is known of the owner.
        of = self.listed.kind.of
        owners = self.program.layout.lists
        if looked_at != {self.node.of} or (of in owners and owners[of].kind.is_person):
            return False
        return self.scope[self.node.of].kind == of

    def _key(self, what: str) -> object:
        if not self.by_owner:
            return (what, self.node, self.rows, tuple(self.scope.items()))
        nobodies = frozenset(name for name, who in self.scope.items() if who is NOBODY)
        return (what, self.node, self.scope[self.node.of].kind, nobodies)

    def shared(self, what: str, make: Callable[[], str]) -> str:
        """A part that is made once for this list and condition; its name."""
        known = self._key(what)
        if known not in self.program.groups:
            self.program.groups[known] = make()
        return str(self.program.groups[known])

    def joined(self, group: str) -> str:
        """Join a part that is grouped by the owners to these rows; its alias."""
        if self.by_owner:
            return self.rows.join(group, {"k1": self.owner_key})
        return self.rows.grouped(group)

    def over(self, name: str, *, plain: bool) -> Listed:
        """The rows of the entries, or of another table with a row's subject."""
        if self.by_owner:
            alias = self.program.name(name)
            twice = not plain and name == self.listed.entries
            source = reading(table(self.program.read_twice(name) if twice else name, alias))
            keys: tuple[Term, ...] = ()
            owner = column(alias, "subject")
            kind = self.listed.kind.of
            person = owner if kind == PERSON else None
            scope = {who: NOBODY for who, one in self.scope.items() if one is NOBODY}
            scope[self.node.of] = Someone(kind, owner, person)
            group_keys: tuple[Term, ...] = (owner,)
        else:
            source, alias = self.rows.multiplied(name, {"subject": self.owner_key})
            keys, scope = self.rows.keys, dict(self.scope)
            group_keys = keys
        unlisted = name == self.listed.others
        own = column(alias, "key")
        person_key = column(alias, "person") if self.listed.kind.is_person else None
        scope[self.node.name] = Someone(self.node.list, own, person_key, alias, unlisted)
        rows = Rows(self.program, source, (*keys, own), plain=plain)
        return Listed(rows, scope, alias, group_keys)

    def asked(self, over: Listed) -> Four:
        """How the condition stands for each of those rows."""
        return self.ask(self.node.where, over.rows, over.scope)

    # --- who has enough entries ---

    @property
    def met(self) -> Term:
        """Whether enough entries meet the condition, where nothing conflicts."""
        found = self.shared("found", self._found)
        if not found:
            return FALSE
        return is_among((self.owner_key,) if self.by_owner else self.rows.keys, found)

    def _found(self) -> str:
        """The owners with enough entries of one source, some twice; empty if there can be none."""
        if self.listed.entries not in self.program.filled:
            return ""
        over = self.over(self.listed.entries, plain=True)
        met = both(column(over.alias, "certain"), self.asked(over).helping.yes)
        if met == FALSE:
            return ""
        if self.node.count == 1:
            query = over.rows.select(over.group_keys, {}, where=met)
        else:
            keys = (*over.group_keys, column(over.alias, "source"))
            enough = compare(exp.GTE, exp.Count(this=exp.Star()), number(self.node.count))
            by_source = over.rows.group(keys, {}, where=met).having(enough, copy=False)
            source = by_source.subquery("by_source", copy=False)
            query = answering(reading(source), self.keys_of("by_source"))
        return self.program.part(f"met_{self.listed.entries}", query)

    def closed(self) -> tuple[Rows, str, Sequence[Term]]:
        """The closures of the list: their rows, their alias and the keys of the owners."""
        if self.by_owner:
            alias = self.program.name(self.listed.closures)
            source = reading(table(self.listed.closures, alias))
            keys: tuple[Term, ...] = (column(alias, "subject"),)
        else:
            owner = {"subject": self.owner_key}
            source, alias = self.rows.multiplied(self.listed.closures, owner)
            keys = self.rows.keys
        keyed = (*keys, column(alias, "closure"))
        return Rows(self.program, source, keyed, plain=False), alias, keys

    @property
    def has_closures(self) -> bool:
        """Whether some of the lists may be closed."""
        return self.rows.conflicts_in(self.listed.closures)

    def keys_of(self, part: str) -> list[Term]:
        """The columns of a part with the keys of the owners."""
        count = 1 if self.by_owner else len(self.rows.keys)
        return [column(part, f"k{n}") for n in range(1, count + 1)]


def _looks_at(node: Condition, scope: Scope, law: Law) -> set[str]:
    """The names in scope that a condition looks at, its own entries' aside."""
    found = {ref.of for ref in refs(node)}
    if isinstance(node, Another):
        found |= {node.name} | ({MATTER} & scope.keys())
    if isinstance(node, Named):
        about_matter = law.scheme.part_named[node.part].about == MATTER
        found |= {PERSON, MATTER} if about_matter else {node.of}
    inner: set[str] = set()
    for child in children(node):
        inner |= _looks_at(child, scope, law)
    if isinstance(node, AtLeast):
        inner = (inner - {node.name}) | {node.of}
    return found | inner
