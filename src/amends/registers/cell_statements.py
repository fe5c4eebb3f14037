"""From a cell to what it states: the catalogue reads the words, the conventions say what of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from amends.registers.catalogue import Catalogue, Charge, Clause
from amends.registers.conventions import Conventions, States
from amends.truth.dates import DateReading, DateRules, NoDate, read_date
from amends.truth.statements import Statement
from amends.truth.values import Codes, Values


@dataclass(frozen=True, slots=True)
class Said:
    """A clause, one thing that it states, and the conventions that this rests on."""

    clause: Clause
    states: States
    conventions: tuple[str, ...]

    def codes(self, source: str, dated: str = "") -> Statement:
        """The statement that the fact is one of the codes."""
        return stated(Codes(self.states.codes), source, self.states.fact, self.conventions, dated)


def stated(
    says: Values, source: str, fact: str, conventions: Sequence[str], dated: str = ""
) -> Statement:
    """A statement, labelled by where it stands and what it is about."""
    return Statement(says, source, dated, tuple(dict.fromkeys(conventions)), f"{source}: {fact}")


@dataclass(slots=True)
class CellReader:
    """Reads cells under the conventions in force, and counts the wordings it cannot match.

    Readings are kept by cell, for a register says the same things again and again. `strange` are
    conventions that the catalogue names and nobody has written down.
    """

    catalogue: Catalogue
    conventions: Conventions
    unmatched: Counter[tuple[str, str]] = field(default_factory=Counter)
    _said: dict[tuple[str, str], tuple[tuple[Said, ...], tuple[str, ...]]] = field(
        default_factory=dict
    )
    _dates: dict[str, DateReading | NoDate] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    _described: frozenset[str] = field(init=False)
    _rules: DateRules = field(init=False)

    def __post_init__(self) -> None:
        """Note which columns the catalogue describes; cells of others are words themselves."""
        self._described = frozenset(self.catalogue.columns())
        self._rules = self.conventions.date_rules

    def said(self, column: str, cell: str, count: bool = True) -> tuple[Said, ...]:
        """All that a cell states, in order. `count` its unmatched wordings, unless told not to."""
        if not cell.strip():
            return ()
        key = column, cell
        if key not in self._said:
            self._said[key] = self._of_clauses(column, self._clauses(column, cell))
        said, unmatched = self._said[key]
        if count:
            self.unmatched.update((column, text) for text in unmatched)
        return said

    def said_in_row(
        self, columns: Mapping[str, str], cells: Mapping[str, str], but: str = ""
    ) -> Iterator[tuple[Said, str]]:
        """All that the cells of a row state, each with its column.

        `columns` gives the heading of each meaning; one that no convention knows states nothing.
        """
        for column, heading in columns.items():
            if column in self.conventions.columns and column != but:
                for said in self.said(column, cells.get(heading, "")):
                    beside = said.states.beside
                    if not beside or cells.get(columns.get(beside, ""), "").strip():
                        yield said, column

    def said_of_blank(self, column: str) -> tuple[Said, ...]:
        """What the absence of anything in a column states; mostly nothing."""
        clause = Clause("", "")
        return self._of_clauses(column, [clause])[0] if self.conventions.stated(column, "") else ()

    def _clauses(self, column: str, cell: str) -> tuple[Clause, ...]:
        if column in self._described:
            return self.catalogue.kinds(column, cell)
        return (Clause(cell, " ".join(cell.casefold().split())),)

    def _of_clauses(
        self, column: str, clauses: Sequence[Clause]
    ) -> tuple[tuple[Said, ...], tuple[str, ...]]:
        said: list[Said] = []
        unmatched: list[str] = []
        for clause in clauses:
            found = None if clause.kind is None else self.conventions.stated(column, clause.kind)
            if found is None:
                unmatched.append(clause.text)
                continue
            for states in found:
                ids = tuple(dict.fromkeys((*clause.conventions, *states.by)))
                if states.anything and self._allow(ids):
                    said.append(Said(clause, states, ids))
        return tuple(said), tuple(unmatched)

    def findings(self, column: str, cell: str, charges: int) -> tuple[tuple[Said, ...], ...]:
        """What a verdict states of each of an entry's charges."""
        if not cell.strip():
            return ((),) * charges
        each: list[tuple[Said, ...]] = []
        for finding in self.catalogue.verdicts(cell, charges):
            if finding is None:
                self.unmatched[column, cell] += 1
                return ((),) * charges
            clause = Clause(cell, finding.kind, finding.conventions)
            said, unmatched = self._of_clauses(column, [clause])
            self.unmatched.update((column, text) for text in unmatched)
            each.append(said)
        return tuple(each)

    def charges(self, column: str, cell: str, jurisdiction: str | None) -> tuple[Charge, ...]:
        """The charges of a cell; one that rests on a convention not in force has no codes."""
        read = self.catalogue.offences(cell, jurisdiction)
        self.unmatched.update((column, one.text) for one in read if one.codes is None)
        return tuple(
            one if self._allow(one.conventions) else Charge(one.text, None, ()) for one in read
        )

    def date(self, cell: str, previous: DateReading | NoDate | None = None) -> DateReading | NoDate:
        """The days that a cell leaves possible under the rules in force."""
        if previous is not None:
            return read_date(cell, self._rules, previous)
        if cell not in self._dates:
            self._dates[cell] = read_date(cell, self._rules)
        return self._dates[cell]

    def _allow(self, ids: Sequence[str]) -> bool:
        if self.conventions.allow(ids):
            return True
        self.strange.update(one for one in ids if one not in self.conventions.known)
        return False
