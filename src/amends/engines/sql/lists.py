"""At least so many entries of a list for which a condition holds.

Entries become one part of the query, grouped by whose list it is and joined on the
left. Where the condition looks at nothing but the entry and the one whose list it is,
the part is made once for all who have such a list; otherwise once for the rows that
ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from amends.cases.layout import StoredList
from amends.engines.sql.queries import answering, named, reading, table, together
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
    once,
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
        return _only_refuted(FALSE, beyond)
    return _Counting(node, rows, scope, ask).four(beyond)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows of a list's entries (or of what closures do not exclude), and their scope."""

    rows: Rows
    scope: Scope
    alias: str
    group_keys: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A part of the owners for whom enough entries meet the condition; empty if none can.

    Its column `met` says so. Where an owner may be *apart*, having a disputed entry or a
    closed list, the part has all those too, `apart` says which they are, and `met` says
    nothing of them.
    """

    part: str
    may_be_apart: bool


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

    def four(self, beyond: Four) -> Four:
        """How the condition stands, given how it stands for what is beyond the list."""
        found = self._found
        if not found.part:
            return _only_refuted(FALSE, beyond)
        met = column(self._joined(found.part), "met")
        if not found.may_be_apart:
            return _only_refuted(opposite(exp.Is(this=met, expression=exp.null())), beyond)
        met = present(met, FALSE)
        if self.rows.plain:
            return _only_refuted(met, beyond)
        apart = present(column(self._joined(found.part), "apart"), FALSE)
        plain = Two(met, beyond.plain.no)
        either_apart = either(beyond.apart, apart)
        if not self.rows.exact:
            return Four(plain, plain, plain, either_apart)
        helping, hurting = self._exact(both(met, opposite(apart)), beyond)
        return Four(helping, hurting, plain, either_apart)

    def _exact(self, met: Term, beyond: Four) -> tuple[Two, Two]:
        """Both passes, where `met` says that enough entries meet the condition and none is apart."""
        stands = self._joined(self._shared("stands", self._stands))

        def holds(name: str) -> Term:
            return present(column(stands, name), FALSE)

        yes = either(met, holds("yes_helping"))
        no_helping = [both(beyond.helping.no, opposite(holds("left_open")))]
        no_hurting = [beyond.hurting.no]
        if self._has_closures:
            no_helping.append(holds("no_helping"))
            no_hurting.append(holds("no_hurting"))
        no = either(*no_hurting)
        helping = Two(yes, both(opposite(yes), either(*no_helping)))
        return helping, Two(both(either(met, holds("yes_hurting")), opposite(no)), no)

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

    def _key(self, what: str) -> object:
        if not self._by_owner:
            return (what, self.node, self.rows, tuple(self.scope.items()))
        nobodies = frozenset(name for name, who in self.scope.items() if who is NOBODY)
        return (what, self.node, self.scope[self.node.of].kind, nobodies)

    def _shared(self, what: str, make: Callable[[], str]) -> str:
        known = self._key(what)
        if known not in self.program.groups:
            self.program.groups[known] = make()
        return str(self.program.groups[known])

    def _joined(self, group: str) -> str:
        if self._by_owner:
            return self.rows.join(group, {"k1": self.owner_key})
        return self.rows.grouped(group)

    def _over(self, name: str, *, exact: bool = True) -> _Listed:
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
        plain = self.rows.plain and not self._by_owner
        rows = Rows(self.program, source, (*keys, own), plain=plain, exact=exact)
        return _Listed(rows, scope, alias, group_keys)

    def _asked(self, over: _Listed) -> Four:
        return self.ask(self.node.where, over.rows, over.scope)

    # --- who has enough entries ---

    @property
    def _found(self) -> _Found:
        known = self._key("found")
        if known not in self.program.groups:
            self.program.groups[known] = self._find()
        found = self.program.groups[known]
        assert isinstance(found, _Found)
        return found

    def _find(self) -> _Found:
        if self.listed.entries not in self.program.filled and not self._has_closures:
            return _Found("", may_be_apart=False)
        over = self._over(self.listed.entries, exact=False)
        four = self._asked(over)
        met = both(column(over.alias, "certain"), four.plain.yes)
        may_be_apart = self._has_closures or four.apart != FALSE
        if met == FALSE and not may_be_apart:
            return _Found("", may_be_apart=False)
        if may_be_apart:
            query = self._marked(over, met, four.apart)
        elif self.node.count == 1:
            query = over.rows.group(over.group_keys, {"met": TRUE}, where=met)
        else:
            per_source = self._per_source(over, met, {}).subquery("per_source", copy=False)
            keys = self._keys_of("per_source")
            columns = [*key_columns(keys), named(TRUE, "met")]
            query = answering(reading(per_source), columns, by=keys)
        return _Found(self.program.part(f"met_{self.listed.entries}", query), may_be_apart)

    def _per_source(self, over: _Listed, met: Term, flags: Mapping[str, Term]) -> exp.Select:
        """The owners with enough entries of one source, or with one that is apart."""
        enough = compare(exp.GTE, count_where(met), number(self.node.count))
        columns = {"met": enough, **flags} if flags else {}
        query = over.rows.select(
            over.group_keys, columns, where=either(met, *(flag.this for flag in flags.values()))
        )
        query.group_by(*over.group_keys, column(over.alias, "source"), copy=False)
        return query.having(either(enough, *flags.values()), copy=False)

    def _marked(self, over: _Listed, met: Term, apart: Term) -> exp.Select:
        """Likewise, each with whether it is apart."""
        if self.node.count == 1:
            flags = {"met": met, "apart": apart}
            query = over.rows.select(over.group_keys, flags, where=either(met, apart))
        else:
            query = self._per_source(over, met, {"apart": some(apart)})
        queries = [query]
        if self._has_closures:
            rows, _, keys = self._closed()
            queries.append(rows.select(keys, {"met": FALSE, "apart": TRUE}))
        marked = together(queries).subquery("marked", copy=False)
        keys = self._keys_of("marked")
        flags = {name: some(column("marked", name)) for name in ("met", "apart")}
        columns = [*key_columns(keys), *(named(term, name) for name, term in flags.items())]
        return answering(reading(marked), columns, by=keys)

    # --- owners apart ---
    #
    # What is costly (which entries a closure names, how many are left) is asked of the
    # entries of those only.

    def _apart(self) -> str:
        """The owners apart."""
        found = self._found.part
        query = answering(reading(table(found)), key_columns(self._keys_of(found)))
        query.where(column(found, "apart"), copy=False)
        return self.program.part(f"apart_{self.listed.entries}", query)

    def _stands(self) -> str:
        """How the condition stands for each owner apart."""
        apart = self._shared("apart", self._apart)
        keys = self._keys_of(apart)
        rows = Rows(self.program, reading(table(apart)), keys)
        counts = rows.grouped(self._shared("counts", self._counts))

        def enough(name: str) -> Term:
            count = present(column(counts, name), number(0))
            return compare(exp.GTE, count, number(self.node.count))

        columns = {
            "yes_helping": enough("yes_helping"),
            "yes_hurting": enough("yes_hurting"),
            "left_open": enough("open_helping"),
            "no_helping": FALSE,
            "no_hurting": FALSE,
        }
        if self._has_closures:
            refuted = rows.grouped(self._shared("refuted", self._refuted))
            for name in ("no_helping", "no_hurting"):
                columns[name] = present(column(refuted, name), FALSE)
        return self.program.part(f"stands_{self.listed.entries}", rows.select(keys, columns))

    def _closed(self) -> tuple[Rows, str, Sequence[Term]]:
        """The closures of the list: their rows, their alias and the keys of the owners."""
        if self._by_owner:
            alias = self.program.name(self.listed.closures)
            source = reading(table(self.listed.closures, alias))
            keys: tuple[Term, ...] = (column(alias, "subject"),)
        else:
            owner = {"subject": self.owner_key}
            source, alias = self.rows.multiplied(self.listed.closures, owner)
            keys = self.rows.keys
        return Rows(self.program, source, (*keys, column(alias, "closure"))), alias, keys

    @property
    def _has_closures(self) -> bool:
        return self._conflicts_in(self.listed.closures)

    def _conflicts_in(self, side_table: str) -> bool:
        """Whether a side table is looked at: in parts made for all owners it always is."""
        if self.rows.plain and not self._by_owner:
            return False
        return self.program.twice and side_table in self.program.filled

    @property
    def _names(self) -> str:
        """The table of what closures name; if none of them names anything, an empty part."""
        names = self.listed.names
        if self._conflicts_in(names):
            return names
        known = ("no names", names)
        if known not in self.program.groups:
            nothing = {"closure": number(0), "key": number(0), "certain": FALSE}
            columns = [named(term, name) for name, term in nothing.items()]
            query = answering(exp.select(), columns, where=FALSE)
            self.program.groups[known] = self.program.part(names, query)
        return str(self.program.groups[known])

    def _entries(self) -> str:
        """Each entry of an owner apart: how it stands, and whether every closure names it."""
        over = self._over(self.listed.entries)
        apart = self._shared("apart", self._apart)
        over.rows.join(apart, numbered(over.group_keys), left=False)
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
        if self._conflicts_in(self.listed.others):
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
        rows, closures, keys = self._closed()
        closure = column(closures, "closure")
        # A closure that names nothing keeps its one row, with nothing joined.
        names = rows.match_all(self._names, {"closure": closure}, "left")
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


def _only_refuted(yes: Term, beyond: Four) -> Four:
    """A list of which no entry is disputed and which nothing closes."""
    plain = Two(yes, beyond.plain.no)
    if beyond.once:
        return once(plain)
    no = beyond.hurting.no
    helping, hurting = Two(yes, beyond.helping.no), Two(both(yes, opposite(no)), no)
    return Four(helping, hurting, plain, beyond.apart)


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
