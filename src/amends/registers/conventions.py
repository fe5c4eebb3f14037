"""The reading conventions of an archive: what in its papers counts as evidence of what.

All of them are data with an id, an author and a date. Each can be switched off; whatever a
convention turns into a statement carries its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.registers.mapping import NOTE, OFFENCE, RELATION
from amends.registers.toml_table import Table, read_table
from amends.truth.dates import RULES as DATE_RULES
from amends.truth.dates import DateRules
from amends.truth.statements import Statement
from amends.truth.values import Codes

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "other-books": "what another book shows of the same matter counts beside the main book",
        "disposal-for-every-charge": "a disposal beside no verdict is of every charge",
        "disposal-limits-conduct": "the conduct is no later than the latest day of the disposal",
        "slip-states-nothing": "a conduct date after the disposal, or impossible, states nothing",
        "job-row": "a row of the employment list shows employment from its start to its leaving",
        "blank-leaving": "a row of it with the leaving date blank: still employed",
        "blank-start": "a row of it without a starting date: only the leaving day is certain",
        "last-day-worked": "the leaving date is the last day employed",
        "same-job": "rows of one person, place and starting day are about one job",
        "day-of-entry": "an employer named in an entry employs the person on the conduct day",
        "day-of-leaving": "a dated remark that a job ended shows employment until that day",
        "same-address": "people listed at one dwelling, however its address is spelt, had one home",
        "blank-end-of-stay": "a row of the household list with the end date blank: still there",
        "blank-start-of-stay": "a row of it without a start date: not known when it began",
        "kin-row": "a statement about two people is evidence for each of them",
    }
)
"""What the program can do by convention only, beside the rules of dates."""


@dataclass(frozen=True, slots=True)
class Convention:
    """One reading convention. `on` is whether a run has it unless told otherwise.

    `stands` says where the archive's own rules have it; `rules` are what the program does by it.
    `idle` says why leaving it out changes no answer, for one that only puts a thing on record.
    """

    id: str
    says: str
    author: str
    date: str
    scope: str
    stands: tuple[str, ...]
    contested_by: str
    on: bool
    rules: tuple[str, ...]
    idle: str


@dataclass(frozen=True, slots=True)
class Says:
    """What a kind of wording in a column states.

    It says of a `fact` of the matter (or of an entry of the list `entry`) that it is one of
    `codes`, or `denies` parts of the scheme, or nothing. `by` are the conventions it rests on.
    `inverse` are the codes seen from the other person of a pair. `instead` puts it in the place
    of what the same row states of that fact otherwise. `beside` names a column that must tell
    something too: a blank there, or words that nobody reads, are not enough. `period` says which
    rule gives an entry its period, for one that the wording creates.
    """

    column: str
    kind: str
    by: tuple[str, ...]
    entry: str = ""
    fact: str = ""
    codes: frozenset[str] = frozenset()
    inverse: frozenset[str] = frozenset()
    denies: tuple[str, ...] = ()
    instead: bool = False
    beside: str = ""
    period: str = ""

    def bears_on(self, name: str) -> bool:
        """Whether it states the fact of the matter, or an entry of the list, of this name."""
        return name == (self.entry or self.fact)

    @property
    def anything(self) -> bool:
        """Whether it states anything; what is known to state nothing is listed too."""
        return bool(self.fact or self.denies)


@dataclass(frozen=True, slots=True)
class Names:
    """What the scheme calls the facts and lists that the program itself fills.

    A blank one is not filled.
    """

    charge: str = ""
    conduct: str = ""
    job: str = ""
    job_period: str = ""
    member: str = ""
    stay: str = ""
    relative: str = ""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of an archive, with those of them that are in force."""

    every: tuple[Convention, ...]
    in_force: frozenset[str]
    names: Names
    address_words: Mapping[str, str]
    _stated: Mapping[tuple[str, str], tuple[Says, ...]]
    _kinds: Mapping[tuple[str, str, frozenset[str]], frozenset[str]]
    _by_rule: Mapping[str, str]
    columns: frozenset[str]

    @staticmethod
    def read(text: str, path: str) -> Conventions:
        """The conventions in a TOML text. Raises ProblemsFound with everything wrong in it."""
        problems: list[Problem] = []
        read = _conventions(read_table(text, path, problems))
        if problems:
            raise ProblemsFound(problems)
        return read

    def without(self, ids: Iterable[str]) -> Conventions:
        """The same with these switched off. Raises ProblemsFound for an id that is not there."""
        off = frozenset(ids)
        if unknown := sorted(off - self.known):
            raise ProblemsFound(
                [
                    Problem(
                        "convention-unknown",
                        Place(),
                        f"there is no reading convention `{one}`",
                        nearest(one, self.known),
                    )
                    for one in unknown
                ]
            )
        return replace(self, in_force=self.in_force - off)

    @property
    def known(self) -> frozenset[str]:
        """The ids of all conventions, in force or not."""
        return frozenset(one.id for one in self.every)

    def allow(self, ids: Iterable[str]) -> bool:
        """Whether all of these are in force; one that is not listed is not."""
        return all(one in self.in_force for one in ids)

    def rule(self, name: str) -> tuple[str, ...] | None:
        """The convention in force by which the program follows a rule; None where there is none."""
        convention = self._by_rule.get(name)
        return (convention,) if convention in self.in_force and convention else None

    def stated(self, column: str, kind: str) -> tuple[Says, ...] | None:
        """What a kind of wording states, by conventions in force or not; None where unheard of."""
        return self._stated.get((column, kind))

    def every_statement(self) -> Iterator[Says]:
        """What every kind of wording states that states something."""
        for found in self._stated.values():
            yield from (says for says in found if says.anything)

    def columns_of(self, name: str) -> frozenset[str]:
        """The columns whose words may state the fact, or an entry of the list, of this name."""
        by_rule = {
            self.names.charge: OFFENCE,
            self.names.relative: RELATION,
            self.names.member: NOTE,
        }
        own = {by_rule[name]} if name in by_rule else set[str]()
        return frozenset(own | {one.column for one in self.every_statement() if one.bears_on(name)})

    def with_parts(self, names: Mapping[str, str]) -> Conventions:
        """The same, each denied part called by the name that this gives for it."""
        stated = {
            key: tuple(
                replace(says, denies=tuple(names[part] for part in says.denies)) for says in found
            )
            for key, found in self._stated.items()
        }
        return replace(self, _stated=stated)

    def kind_of(self, column: str, facts: Mapping[str, Sequence[Statement]]) -> str | None:
        """The kind of wording in a column that states just what a fact says; None for no one kind.

        So what another column states in the place of a court's name is a kind of court too.
        """
        kinds: set[str] = set()
        for fact, statements in facts.items():
            match list({one.says for one in statements}):
                case [Codes(codes)]:
                    kinds |= self._kinds.get((column, fact, codes), frozenset())
        return kinds.pop() if len(kinds) == 1 else None

    @property
    def date_rules(self) -> DateRules:
        """The rules of dates that are in force."""
        return DateRules(frozenset(name for name in DATE_RULES if self.rule(name)))

    def of_date_rules(self, names: Iterable[str]) -> tuple[str, ...]:
        """The conventions by which these rules of dates are followed."""
        return tuple(sorted({one for name in names for one in self.rule(name) or ()}))


def _conventions(top: Table) -> Conventions:
    every = tuple(_convention(table) for table in top.tables("convention"))
    known = {one.id for one in every}
    by_rule: dict[str, str] = {}
    for one in every:
        for rule in one.rules:
            if rule in by_rule:
                top.wrong("rule-twice", f"two conventions have the rule `{rule}`", "keep one")
            by_rule[rule] = one.id
    if len(known) < len(every):
        top.wrong("convention-twice", "two conventions have one id", "give each its own")
    stated: dict[tuple[str, str], tuple[Says, ...]] = {}
    columns: set[str] = set()
    for table in top.tables("states"):
        for says in _says(table, known):
            key = says.column, says.kind
            stated[key] = (*stated.get(key, ()), says)
            columns.add(says.column)
    for table in top.tables("nothing"):
        for kind in table.texts("kinds"):
            says = Says(table.text("column", None), kind, _ids(table, "by", known))
            stated.setdefault((says.column, kind), (says,))
            columns.add(says.column)
        table.done()
    words = top.table("address words")
    address_words = {word: words.text(word) for word in words.chosen()}
    names = top.table("names")
    read = Names(**{one.name: names.text(one.name) for one in fields(Names)})
    names.done()
    top.done()
    in_force = frozenset(one.id for one in every if one.on)
    return Conventions(
        every=every,
        in_force=in_force,
        names=read,
        address_words=address_words,
        columns=frozenset(columns),
        _stated=stated,
        _kinds=_kinds(stated),
        _by_rule=by_rule,
    )


def _kinds(
    stated: Mapping[tuple[str, str], tuple[Says, ...]],
) -> Mapping[tuple[str, str, frozenset[str]], frozenset[str]]:
    """The kinds of wording by the column, fact and codes of what they state."""
    kinds: dict[tuple[str, str, frozenset[str]], frozenset[str]] = {}
    for (column, kind), found in stated.items():
        for says in found:
            key = column, says.fact, says.codes
            kinds[key] = kinds.get(key, frozenset()) | {kind}
    return kinds


def _convention(table: Table) -> Convention:
    rules = table.texts("rules")
    known = RULES.keys() | DATE_RULES.keys()
    for rule in rules:
        if rule not in known:
            table.wrong("rule-unknown", f"there is no rule `{rule}`", nearest(rule, known))
    name = table.text("id", None)
    if name and not _is_id(name):
        table.wrong(
            "convention-id",
            "the `id` of a convention begins with a letter or a figure, and has no comma, no"
            " semicolon and no blanks at its ends",
            "give it another: it stands in a list of ids, in files that a spreadsheet opens",
        )
    read = Convention(
        id=name,
        says=table.text("says", None),
        author=table.text("author", None),
        date=table.text("date", None),
        scope=table.text("scope", None),
        stands=table.texts("stands"),
        contested_by=table.text("contested_by"),
        on=not table.flag("off"),
        rules=rules,
        idle=table.text("idle"),
    )
    table.done()
    return read


def _is_id(name: str) -> bool:
    plain = name.isprintable() and name == name.strip() and {",", ";"}.isdisjoint(name)
    return plain and name[0].isalnum()


def _says(table: Table, known: set[str]) -> list[Says]:
    column = table.text("column", None)
    read = Says(
        column=column,
        kind="",
        by=_ids(table, "by", known),
        entry=table.text("entry"),
        fact=table.text("fact"),
        codes=frozenset(table.texts("is")),
        inverse=frozenset(table.texts("inverse")),
        denies=table.texts("denies"),
        instead=table.flag("instead"),
        beside=table.text("beside"),
        period=table.text("period"),
    )
    if read.period and read.period not in RULES:
        table.wrong(
            "rule-unknown", f"there is no rule `{read.period}`", nearest(read.period, RULES)
        )
    kinds = table.texts("kinds")
    if not read.by:
        table.wrong("states-without-convention", "no convention is named", "name one under `by`")
    if not (read.fact and read.codes) and not read.denies and not read.period:
        table.wrong("states-nothing", "it states nothing", "give `fact` and `is`, or `denies`")
    table.done()
    return [replace(read, kind=kind) for kind in kinds]


def _ids(table: Table, key: str, known: set[str]) -> tuple[str, ...]:
    ids = table.texts(key)
    for one in ids:
        if one not in known:
            table.wrong(
                "convention-unknown", f"no convention `{one}` is given", nearest(one, known)
            )
    return ids
