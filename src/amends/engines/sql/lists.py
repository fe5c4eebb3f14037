"""At least so many entries of a list for which a condition holds.

Entries become one part of the query, grouped by whose list it is and joined on the
left. Where the condition looks at nothing but the entry and the one whose list it is,
the part is made once for all who have such a list; otherwise once for the rows that
ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from amends.cases.layout import StoredList
from amends.engines.sql.queries import answering, joined, named, reading, table
from amends.engines.sql.rows import NOBODY, Program, Rows, Scope, Someone, key_columns, numbered
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    Four,
    Term,
    Two,
    both,
    column,
    compare,
    count_where,
    either,
    every,
    number,
    opposite,
    present,
    some,
)
from amends.scheme.conditions import MATTER, PERSON, Another, AtLeast, Condition, Named
from amends.scheme.law import Law
from amends.scheme.walk import children, refs

Ask = Callable[[Condition, Rows, Scope], Four]


def at_least(node: AtLeast, rows: Rows, scope: Scope, ask: Ask) -> Four:
    """How `at least n entries where` stands for each of the rows."""
    # What holds of an entry of which nothing is known holds whatever lies outside the
    # known entries; so a condition that other facts refute refutes an open list too.
    beyond = ask(node.where, rows, {**scope, node.name: NOBODY})
    if scope[node.of] is NOBODY:
        helping = Two(FALSE, beyond.helping.no)
        return Four(helping, helping if beyond.once else Two(FALSE, beyond.hurting.no))
    counted = _Counting(node, rows, scope, ask)
    if rows.program.twice:
        return counted.twice(beyond)
    return counted.once(beyond)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows of a list's entries (or of what closures do not exclude), and their scope."""

    rows: Rows
    scope: Scope
    alias: str
    group_keys: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Counting:
    node: AtLeast
    rows: Rows
    scope: Scope
    ask: Ask

    @property
    def program(self) -> Program:
        return self.rows.program

    @property
    def listed(self) -> StoredList:
        return self.program.layout.lists[self.node.list]

    @property
    def owner_key(self) -> Term:
        return self.scope[self.node.of].owner_key(self.listed)

    def once(self, beyond: Four) -> Four:
        """Read once: no closures, so what is outside the list refutes nothing by itself."""
        group = self._shared("met", self._met)
        yes: Term = FALSE
        if group:
            yes = opposite(exp.Is(this=column(self._joined(group), "met"), expression=exp.null()))
        return _read_once(yes, beyond)

    def twice(self, beyond: Four) -> Four:
        counts = self._joined(self._shared("counts", self._counts))
        n = number(self.node.count)

        def count(name: str) -> Term:
            return present(column(counts, name), number(0))

        yes = compare(exp.GTE, count("yes_helping"), n)
        left_open = compare(exp.LT, count("open_helping"), n)
        no_helping = [both(beyond.helping.no, left_open)]
        no_hurting = [beyond.hurting.no]
        if self._has_closures:
            refuted = self._joined(self._shared("refuted", self._refuted))
            no_helping.append(present(column(refuted, "no_helping"), FALSE))
            no_hurting.append(present(column(refuted, "no_hurting"), FALSE))
        helping = Two(yes, both(opposite(yes), either(*no_helping)))
        no = either(*no_hurting)
        return Four(helping, Two(both(compare(exp.GTE, count("yes_hurting"), n), opposite(no)), no))

    # --- parts made once for all who have the list, or for these rows ---

    @property
    def _by_owner(self) -> bool:
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

    def _shared(self, what: str, make: Callable[[], str]) -> str:
        if not self._by_owner:
            known: object = (what, self.node, self.rows, tuple(self.scope.items()))
        else:
            nobodies = frozenset(name for name, who in self.scope.items() if who is NOBODY)
            known = (what, self.node, self.scope[self.node.of].kind, nobodies)
        if known not in self.program.groups:
            self.program.groups[known] = make()
        return str(self.program.groups[known])

    def _joined(self, group: str) -> str:
        if self._by_owner:
            return self.rows.join(group, {"k1": self.owner_key})
        return self.rows.grouped(group)

    def _over(self, name: str) -> _Listed:
        """The rows of the entries, or of another table with a row's subject."""
        if self._by_owner:
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
        return _Listed(Rows(self.program, source, (*keys, own)), scope, alias, group_keys)

    def _asked(self, over: _Listed) -> Four:
        return self.ask(self.node.where, over.rows, over.scope)

    # --- read once ---

    def _met(self) -> str:
        """Those for whom enough certain entries of one source meet the condition."""
        over = self._over(self.program.base(self.listed.entries))
        met = both(column(over.alias, "certain"), self._asked(over).helping.yes)
        if met == FALSE:
            return ""
        keys: Sequence[Term] = over.group_keys
        if self.node.count == 1:
            query = over.rows.group(keys, {"met": TRUE}, where=met)
        else:
            source = column(over.alias, "source")
            per_source = over.rows.select(keys, {}, where=met).group_by(*keys, source, copy=False)
            enough = compare(exp.GTE, exp.Count(this=exp.Star()), number(self.node.count))
            per_source.having(enough, copy=False)
            keys = self._keys_of("per_source")
            columns = [*key_columns(keys), named(TRUE, "met")]
            subquery = per_source.subquery("per_source", copy=False)
            query = answering(reading(subquery), columns, by=keys)
        return self.program.part(f"met_{self.listed.entries}", query)

    # --- read twice ---

    @property
    def _has_closures(self) -> bool:
        return self.program.conflicts_in(self.listed.closures)

    @property
    def _names(self) -> str:
        """The table of what closures name; if none of them names anything, an empty part."""
        names = self.listed.names
        if self.program.conflicts_in(names):
            return names
        known = ("no names", names)
        if known not in self.program.groups:
            nothing = {"closure": number(0), "key": number(0), "certain": FALSE}
            columns = [named(term, name) for name, term in nothing.items()]
            query = answering(exp.select(), columns, where=FALSE)
            self.program.groups[known] = self.program.part(names, query)
        return str(self.program.groups[known])

    def _entries(self) -> str:
        """Each entry with how the condition stands for it, and whether every closure names it."""
        over = self._over(self.program.base(self.listed.entries))
        four = self._asked(over)
        sure: Term = TRUE
        if self._has_closures:
            sure = self._is_sure(over)
        columns = {
            "entry": column(over.alias, "key"),
            "source": column(over.alias, "source"),
            "certain": column(over.alias, "certain"),
            "sure": sure,
            "yes_helping": four.helping.yes,
            "no_helping": four.helping.no,
            "yes_hurting": four.hurting.yes,
            "no_hurting": four.hurting.no,
        }
        query = over.rows.select(over.group_keys, columns)
        return self.program.part(f"entries_{self.listed.entries}", query)

    def _is_sure(self, over: _Listed) -> Term:
        """Whether every closure of the list an entry stands in names it as the subject's."""
        key, subject = column(over.alias, "key"), column(over.alias, "subject")
        certain = column(self._names, "certain")
        names = over.rows.join(self._times(self._names, "key", certain), {"k1": key})
        closures = self._times(self.listed.closures, "subject", TRUE)
        closures = over.rows.join(closures, {"k1": subject})
        times = (present(column(alias, "times"), number(0)) for alias in (names, closures))
        return compare(exp.EQ, *times)

    def _counts(self) -> str:
        """By whose list it is: most entries of one source with a yes, and those not refuted."""
        entries = self._shared("entries", self._entries)
        certain, sure = column(entries, "certain"), column(entries, "sure")
        tests = {
            "yes_helping": both(certain, column(entries, "yes_helping")),
            "yes_hurting": both(certain, sure, column(entries, "yes_hurting")),
            "open_helping": both(certain, opposite(column(entries, "no_helping"))),
        }
        keys = self._keys_of(entries)
        per_source = answering(
            reading(table(entries)),
            [*key_columns(keys), *(named(count_where(test), name) for name, test in tests.items())],
            by=[*keys, column(entries, "source")],
        )
        keys = self._keys_of("per_source")
        over_sources = {"yes_helping": exp.Max, "yes_hurting": exp.Max, "open_helping": exp.Sum}
        columns = [
            named(pick(this=column("per_source", name)), name)
            for name, pick in over_sources.items()
        ]
        subquery = per_source.subquery("per_source", copy=False)
        query = answering(reading(subquery), [*key_columns(keys), *columns], by=keys)
        return self.program.part(f"counts_{self.listed.entries}", query)

    def _keys_of(self, part: str) -> list[Term]:
        count = 1 if self._by_owner else len(self.rows.keys)
        return [column(part, f"k{n}") for n in range(1, count + 1)]

    def _refuted(self) -> str:
        """By whose list it is: whether some closure leaves fewer than so many possible."""
        entries = self._shared("entries", self._entries)
        closed = self._per_closure(entries)
        keys = self._keys_of(closed)
        rows = Rows(self.program, reading(table(closed)), (*keys, column(closed, "closure")))
        counts = rows.join(self._shared("counts", self._counts), numbered(keys))
        helping: Term = TRUE
        hurting: Term = TRUE
        if self.program.conflicts_in(self.listed.others):
            others = rows.grouped(self._others())
            helping = present(column(others, "no_helping"), TRUE)
            hurting = present(column(others, "no_hurting"), TRUE)
        foreign = exp.Sub(
            this=present(column(counts, "open_helping"), number(0)),
            expression=column(closed, "known_helping"),
        )
        left_helping = exp.Add(this=column(closed, "left_helping"), expression=foreign)
        left_hurting = column(closed, "left_hurting")
        n = number(self.node.count)
        columns = {
            "no_helping": some(both(compare(exp.LT, left_helping, n), helping)),
            "no_hurting": some(both(compare(exp.LT, left_hurting, n), hurting)),
        }
        return self.program.part(f"refuted_{self.listed.entries}", rows.group(keys, columns))

    def _per_closure(self, entries: str) -> str:
        """Each closure: how many of those it names are not refuted, and are of the list."""
        if self._by_owner:
            closures = self.program.name(self.listed.closures)
            source = reading(table(self.listed.closures, closures))
            keys: tuple[Term, ...] = (column(closures, "subject"),)
        else:
            owner = {"subject": self.owner_key}
            source, closures = self.rows.multiplied(self.listed.closures, owner)
            keys = self.rows.keys
        closure = column(closures, "closure")
        names = self.program.name(self._names)
        # A closure that names nothing keeps its one row, with nothing joined.
        of_closure = compare(exp.EQ, column(names, "closure"), closure)
        source = joined(source, table(self._names, names), of_closure, "left")
        rows = Rows(self.program, source, (*keys, closure))
        alias = rows.join(entries, {"entry": column(names, "key"), **numbered(keys)})
        is_named = opposite(exp.Is(this=column(names, "key"), expression=exp.null()))

        def refuted(which: str, otherwise: Term) -> Term:
            return present(column(alias, f"no_{which}"), otherwise)

        known = both(present(column(alias, "certain"), FALSE), opposite(refuted("helping", TRUE)))
        columns = {
            "left_helping": count_where(both(is_named, opposite(refuted("helping", FALSE)))),
            "left_hurting": count_where(both(is_named, opposite(refuted("hurting", FALSE)))),
            "known_helping": count_where(known),
        }
        query = answering(rows.group(keys, columns), [named(closure, "closure")], by=[closure])
        return self.program.part(f"named_{self.listed.entries}", query)

    def _others(self) -> str:
        """Each closure: whether the condition is refuted for all that it does not exclude."""
        over = self._over(self.listed.others)
        four = self._asked(over)
        keys = (*over.group_keys, column(over.alias, "closure"))
        columns = {"no_helping": every(four.helping.no), "no_hurting": every(four.hurting.no)}
        return self.program.part(f"excluded_{self.listed.entries}", over.rows.group(keys, columns))

    def _times(self, side_table: str, key: str, where: Term) -> str:
        """How many rows of a side table there are for a key."""
        known = ("times", side_table)
        if known not in self.program.groups:
            by = column(side_table, key)
            columns = [named(by, "k1"), named(exp.Count(this=exp.Star()), "times")]
            query = answering(reading(table(side_table)), columns, where=where, by=[by])
            self.program.groups[known] = self.program.part(f"times_{side_table}", query)
        return str(self.program.groups[known])


def _read_once(yes: Term, beyond: Four) -> Four:
    two = Two(yes, beyond.helping.no)
    return Four(two, two)


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
