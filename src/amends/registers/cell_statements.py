"""From a cell to what it states: the catalogue reads the words, the conventions say what of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Generic, NamedTuple, TypeVar

from amends.registers.catalogue import Catalogue, Charge, Clause
from amends.registers.conventions import Conventions, Says
from amends.registers.mapping import OFFENCE, VERDICT, ListMapping
from amends.registers.names_out import without_names
from amends.truth.date_words import is_ditto
from amends.truth.dates import DateReading, DateRules, NoDate, read_date
from amends.truth.statements import Statement
from amends.truth.values import Codes, Values


@dataclass(frozen=True, slots=True)
class Said:
    """A clause, one thing that it states, and the conventions that this rests on."""

    clause: Clause
    says: Says
    conventions: tuple[str, ...]

    def codes(self, source: str, dated: str = "") -> Statement:
        """The statement that the fact is one of the codes."""
        return stated(Codes(self.says.codes), source, self.says.fact, self.conventions, dated)


def stated(
    says: Values, source: str, fact: str, conventions: Sequence[str], dated: str = ""
) -> Statement:
    """A statement, labelled by where it stands and what it is about."""
    return Statement(says, source, dated, tuple(dict.fromkeys(conventions)), f"{source}: {fact}")


@dataclass(frozen=True, slots=True)
class RowAt:
    """The row that a cell stands in: its file, what it is called, and names of people in it."""

    file: str
    reference: str
    names: str


def row_at(listed: ListMapping, cells: Mapping[str, str], reference: str) -> RowAt:
    """Where a row of a list stands."""
    return RowAt(listed.file, reference, listed.names(cells))


@dataclass(frozen=True, slots=True)
class Unexplained:
    """How often a wording stands that nobody has said the meaning of, and in which row first."""

    times: int
    file: str
    first: str


Kept = TypeVar("Kept")


class Read(NamedTuple, Generic[Kept]):
    """What was read of a cell, and the wordings in it that were not understood."""

    kept: Kept
    unmatched: tuple[str, ...]


_NOTHING: Final[Read[tuple[Said, ...]]] = Read((), ())


def _ditto(cell: str) -> tuple[str, ...]:
    """The wordings in a cell without any words: a ditto mark, which repeats nothing but dates."""
    return (cell.strip(),) if is_ditto(cell) else ()


@dataclass(slots=True)
class CellReader:
    """Reads cells under the conventions in force, and counts the wordings it cannot match.

    `words` are what the scheme says a charge may be. Readings are kept by cell, for a register
    says the same things again and again. `strange` are
    conventions that the catalogue names and nobody has written down.
    """

    catalogue: Catalogue
    conventions: Conventions
    words: frozenset[str]
    unmatched: dict[tuple[str, str], Unexplained] = field(default_factory=dict)
    _said: dict[tuple[str, str], Read[tuple[Said, ...]]] = field(default_factory=dict)
    _charges: dict[tuple[str, str | None], Read[tuple[Charge, ...]]] = field(default_factory=dict)
    _findings: dict[tuple[str, int], Read[tuple[tuple[Said, ...], ...]]] = field(
        default_factory=dict
    )
    _tell: dict[tuple[str, str], bool] = field(default_factory=dict)
    _dates: dict[str, DateReading | NoDate] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    _described: frozenset[str] = field(init=False)
    _rules: DateRules = field(init=False)

    def __post_init__(self) -> None:
        """Note which columns the catalogue describes; cells of others are words themselves."""
        self._described = frozenset(self.catalogue.columns())
        self._rules = self.conventions.date_rules

    def said(self, column: str, cell: str, row: RowAt) -> tuple[Said, ...]:
        """All that a cell states, in order."""
        return self._counted(column, self.said_of(column, cell), row)

    def said_of(self, column: str, cell: str) -> Read[tuple[Said, ...]]:
        """All that a cell states, in order; what is not understood is not counted."""
        if not cell.strip():
            return _NOTHING
        key = column, cell
        if key not in self._said:
            clauses = self._clauses(column, cell)
            self._said[key] = (
                self._of_clauses(column, clauses) if clauses else Read((), _ditto(cell))
            )
        return self._said[key]

    def said_in_row(
        self, listed: ListMapping, cells: Mapping[str, str], reference: str, but: str = ""
    ) -> Iterator[tuple[Said, str]]:
        """All that the cells of a row of this reference state, each with its column.

        A column that no convention knows states nothing.
        """
        row = row_at(listed, cells, reference)
        for column, heading in listed.columns.items():
            if column in self.conventions.columns and column != but:
                for said in self.said(column, cells.get(heading, ""), row):
                    beside = said.says.beside
                    if not beside or self.tells(beside, listed.cell(cells, beside)):
                        yield said, column

    def _counted(self, column: str, read: Read[Kept], row: RowAt) -> Kept:
        """What was read, once the wordings in it that nobody understands are counted."""
        self.count_in_row(column, read.unmatched, row)
        return read.kept

    def count_in_row(self, column: str, wordings: Sequence[str], row: RowAt) -> None:
        """Count wordings of a row that nobody understands, without the names in them."""
        for text in wordings:
            found = Unexplained(1, row.file, row.reference)
            self.count(column, without_names(text, row.names), found)

    def count(self, column: str, wording: str, found: Unexplained) -> None:
        """Count a wording that nobody understands, which has no names in it."""
        known = self.unmatched.get((column, wording))
        self.unmatched[column, wording] = (
            found if known is None else replace(known, times=known.times + found.times)
        )

    def tells(self, column: str, cell: str) -> bool:
        """Whether a cell holds a wording of a kind that states something, by any convention.

        Something written is not enough: `continued` beside a plea of guilty is no disposal.
        """
        key = column, cell
        if key not in self._tell:
            kinds = [one.kind for one in self._clauses(column, cell)] if cell.strip() else []
            stated = self.conventions.stated
            found = [stated(column, kind) or () for kind in kinds if kind is not None]
            self._tell[key] = any(says.anything for each in found for says in each)
        return self._tell[key]

    def said_of_blank(self, column: str) -> tuple[Said, ...]:
        """What the absence of anything in a column states; mostly nothing."""
        clause = Clause("", "")
        return self._of_clauses(column, [clause])[0] if self.conventions.stated(column, "") else ()

    def _clauses(self, column: str, cell: str) -> tuple[Clause, ...]:
        if column in self._described:
            return self.catalogue.kinds(column, cell)
        return (Clause(cell, " ".join(cell.casefold().split())),)

    def _of_clauses(self, column: str, clauses: Sequence[Clause]) -> Read[tuple[Said, ...]]:
        said: list[Said] = []
        unmatched: list[str] = []
        for clause in clauses:
            found = None if clause.kind is None else self.conventions.stated(column, clause.kind)
            if found is None:
                unmatched.append(clause.text)
                continue
            for says in found:
                ids = tuple(dict.fromkeys((*clause.conventions, *says.by)))
                if says.anything and self._allow(ids):
                    said.append(Said(clause, says, ids))
        return Read(tuple(said), tuple(unmatched))

    def findings(self, cell: str, charges: int, row: RowAt) -> tuple[tuple[Said, ...], ...]:
        """What a verdict states of each of an entry's charges; nothing of one it leaves out."""
        return self._counted(VERDICT, self.findings_of(cell, charges), row)

    def findings_of(self, cell: str, charges: int) -> Read[tuple[tuple[Said, ...], ...]]:
        """What a verdict states of each charge; what is not understood is not counted."""
        if not cell.strip():
            return Read(((),) * charges, ())
        key = cell, charges
        if key not in self._findings:
            found = self.catalogue.verdicts(cell, charges)
            unmatched = [cell] if None in found else []
            each: list[tuple[Said, ...]] = []
            for one in found:
                clauses = [Clause(cell, one.kind, one.conventions)] if one is not None else []
                said, unknown = self._of_clauses(VERDICT, clauses)
                unmatched += unknown
                # A verdict is of a matter: what it would say of an entry of a list is not read.
                each.append(tuple(one for one in said if not one.says.entry))
            self._findings[key] = Read(tuple(each), tuple(unmatched))
        return self._findings[key]

    def charges(self, cell: str, jurisdiction: str | None, row: RowAt) -> tuple[Charge, ...]:
        """The charges of a cell; one that rests on a convention not in force has no codes."""
        return self._counted(OFFENCE, self.charges_of(cell, jurisdiction), row)

    def charges_of(self, cell: str, jurisdiction: str | None) -> Read[tuple[Charge, ...]]:
        """The charges of a cell; what is not understood is not counted."""
        key = cell, jurisdiction
        if key not in self._charges:
            read = [
                # A mode that the scheme does not know makes no offence that it does.
                one if one.codes is None or one.codes <= self.words else Charge(one.text, None, ())
                for one in self.catalogue.offences(cell, jurisdiction)
            ]
            self._charges[key] = Read(
                tuple(
                    one if self._allow(one.conventions) else Charge(one.text, None, ())
                    for one in read
                ),
                tuple(one.text for one in read if one.codes is None) if read else _ditto(cell),
            )
        return self._charges[key]

    def date(self, cell: str, previous: DateReading | NoDate | None = None) -> DateReading | NoDate:
        """The days that a cell leaves possible under the rules in force."""
        if cell not in self._dates:
            self._dates[cell] = read_date(cell, self._rules)
        read = self._dates[cell]
        if previous is not None and isinstance(read, NoDate) and read.why == "not understood":
            return read_date(cell, self._rules, previous)  # a ditto mark, it may be
        return read

    def _allow(self, ids: Sequence[str]) -> bool:
        if self.conventions.allow(ids):
            return True
        self.strange.update(one for one in ids if one not in self.conventions.known)
        return False
