"""The entries of a list as rows of their own, and whose lists have enough for a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from amends.cases.layout import StoredList
from amends.engines.sql.queries import answering, named, reading, table, together
from amends.engines.sql.rows import NOBODY, Program, Rows, Scope, Someone, key_columns
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    Four,
    Term,
    both,
    column,
    compare,
    count_where,
    either,
    number,
    some,
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
class Found:
    """A part of the owners for whom enough entries meet the condition; empty if none can.

    Its column `met` says so. Where an owner may be *apart*, having a disputed entry or a
    closed list, the part has all those too, `apart` says which they are, and `met` says
    nothing of them.
    """

    part: str
    may_be_apart: bool


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

    def over(self, name: str, *, exact: bool = True) -> Listed:
        """The rows of the entries, or of another table with a row's subject."""
        if self.by_owner:
            alias = self.program.name(name)
            source = reading(table(name, alias))
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
        plain = self.rows.plain and not self.by_owner
        rows = Rows(self.program, source, (*keys, own), plain=plain, exact=exact)
        return Listed(rows, scope, alias, group_keys)

    def asked(self, over: Listed) -> Four:
        """How the condition stands for each of those rows."""
        return self.ask(self.node.where, over.rows, over.scope)

    # --- who has enough entries ---

    @property
    def found(self) -> Found:
        """The owners who have enough entries."""
        known = self._key("found")
        if known not in self.program.groups:
            self.program.groups[known] = self._find()
        found = self.program.groups[known]
        assert isinstance(found, Found)
        return found

    def _find(self) -> Found:
        if self.listed.entries not in self.program.filled and not self.has_closures:
            return Found("", may_be_apart=False)
        over = self.over(self.listed.entries, exact=False)
        four = self.asked(over)
        met = both(column(over.alias, "certain"), four.plain.yes)
        may_be_apart = self.has_closures or four.apart != FALSE
        if met == FALSE and not may_be_apart:
            return Found("", may_be_apart=False)
        if may_be_apart:
            query = self._marked(over, met, four.apart)
        elif self.node.count == 1:
            query = over.rows.group(over.group_keys, {"met": TRUE}, where=met)
        else:
            per_source = self._per_source(over, met, {}).subquery("per_source", copy=False)
            keys = self.keys_of("per_source")
            columns = [*key_columns(keys), named(TRUE, "met")]
            query = answering(reading(per_source), columns, by=keys)
        return Found(self.program.part(f"met_{self.listed.entries}", query), may_be_apart)

    def _per_source(self, over: Listed, met: Term, flags: Mapping[str, Term]) -> exp.Select:
        """The owners with enough entries of one source, or with one that is apart."""
        enough = compare(exp.GTE, count_where(met), number(self.node.count))
        columns = {"met": enough, **flags} if flags else {}
        where = either(met, *(flag.this for flag in flags.values()))
        query = over.rows.select(over.group_keys, columns, where=where)
        query.group_by(*over.group_keys, column(over.alias, "source"), copy=False)
        return query.having(either(enough, *flags.values()), copy=False)

    def _marked(self, over: Listed, met: Term, apart: Term) -> exp.Select:
        """Likewise, each with whether it is apart."""
        if self.node.count == 1:
            flags = {"met": met, "apart": apart}
            query = over.rows.select(over.group_keys, flags, where=either(met, apart))
        else:
            query = self._per_source(over, met, {"apart": some(apart)})
        queries = [query]
        if self.has_closures:
            rows, _, keys = self.closed()
            queries.append(rows.select(keys, {"met": FALSE, "apart": TRUE}))
        marked = together(queries).subquery("marked", copy=False)
        keys = self.keys_of("marked")
        flags = {name: some(column("marked", name)) for name in ("met", "apart")}
        columns = [*key_columns(keys), *(named(term, name) for name, term in flags.items())]
        return answering(reading(marked), columns, by=keys)

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
        return Rows(self.program, source, (*keys, column(alias, "closure"))), alias, keys

    @property
    def has_closures(self) -> bool:
        """Whether some of the lists may be closed."""
        return self.conflicts_in(self.listed.closures)

    def conflicts_in(self, side_table: str) -> bool:
        """Whether a side table is looked at: in parts made for all owners it always is."""
        if self.rows.plain and not self.by_owner:
            return False
        return self.program.twice and side_table in self.program.filled

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
