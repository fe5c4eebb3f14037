"""The main register read by the thousand: for each row the numbers of what it states.

It reads as `entries` does, by the same rules, but works out each way of stating something once
(see `fact_groups`) and makes no object for a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from operator import itemgetter

from amends.registers.cell_statements import CellReader
from amends.registers.fact_groups import (
    Answers,
    Cells,
    ConductAnswers,
    CourtKinds,
    FactGroup,
    OffenceCells,
    VerdictCells,
    WordCells,
    WordGroup,
)
from amends.registers.mapping import COURT, NAMES, OFFENCE, VERDICT
from amends.registers.register_rows import RegisterBatch, RegisterRows
from amends.registers.said_of_charge import SaidOfCharge


@dataclass(frozen=True, slots=True)
class NumberedBatch:
    """Rows of the register with the numbers of what they state.

    `charges` is how many each has. `answers` has for each group a tuple for each row: the number
    of the answer for each charge, the last one for all that are more. `jobs` says which rows
    name a job of somebody.
    """

    charges: list[int]
    answers: list[list[tuple[int, ...]]]
    jobs: list[bool]


class EntryNumbers:
    """Numbers what the rows of a register state of the facts of a matter."""

    def __init__(
        self,
        rows: RegisterRows,
        reader: CellReader,
        facts: Sequence[str],
        cells: Cells,
        charges_known: Callable[[str], int] | None,
    ) -> None:
        """Number `facts`, which have these `cells` in the table of cases.

        `charges_known` gives for a reference how many charges the key names at least; None where
        there is no key.
        """
        self._rows = rows
        self._reader = reader
        self._known = charges_known
        self._offences = OffenceCells(reader)
        self._verdicts = VerdictCells(reader)
        self._words = {
            column: WordCells(column, reader)
            for column in rows.listed.columns
            if column in reader.conventions.columns and column != VERDICT
        }
        of_charge = SaidOfCharge(reader.conventions)
        of_court = self._group(self._facts_of(COURT), of_charge)
        self._courts = CourtKinds(of_court)
        self._groups = self._fact_groups(facts, cells, of_charge)
        conduct = reader.conventions.names.conduct
        self._conduct = (
            ConductAnswers(rows, Answers([conduct], cells), reader.conventions) if conduct else None
        )

    @property
    def answers(self) -> list[Answers]:
        """The answers of each group, in the order of a batch's."""
        found = [one.answers for one in self._groups]
        return found if self._conduct is None else [*found, self._conduct.answers]

    def _facts_of(self, column: str) -> list[str]:
        every = self._reader.conventions.every_statement()
        return list(dict.fromkeys(one.fact for one in every if one.column == column))

    def _group(self, facts: Sequence[str], of_charge: SaidOfCharge) -> WordGroup:
        columns = dict.fromkeys(one for fact in facts for one in self._bearing(fact))
        return WordGroup(
            facts, [one for one in self._words if one in columns], self._words, of_charge
        )

    def _bearing(self, fact: str) -> tuple[str, ...]:
        """The columns of words that bear on a fact, in their order in the list."""
        every = list(self._reader.conventions.every_statement())
        found = [one for one in every if one.fact == fact and not one.entry]
        wanted = {column for one in found for column in (one.column, one.beside)}
        return tuple(column for column in self._words if column in wanted)

    def _fact_groups(
        self, facts: Sequence[str], cells: Cells, of_charge: SaidOfCharge
    ) -> list[FactGroup]:
        names = self._reader.conventions.names
        alike: dict[tuple[tuple[str, ...], bool, bool], list[str]] = {}
        for fact in facts:
            bearing = self._bearing(fact), fact in of_charge.told, fact == names.charge
            if fact != names.conduct and any(bearing):
                alike.setdefault(bearing, []).append(fact)
        return [
            FactGroup(
                self._group(held, of_charge),
                Answers(held, cells),
                self._verdicts.alike if verdict else None,
                self._offences.alike if offence else None,
            )
            for (_, verdict, offence), held in alike.items()
        ]

    def read(self, batch: RegisterBatch) -> NumberedBatch:
        """What the rows of a batch state; wordings that are not understood are counted."""
        words = {
            column: list(map(cells.__getitem__, self._texts(batch, column)))
            for column, cells in self._words.items()
        }
        of_court = self._courts.group.columns(words)
        keys = zip(*of_court, strict=True) if of_court else repeat((), len(batch.cells))
        kinds = map(self._courts.__getitem__, keys)
        offences = [
            *map(self._offences.__getitem__, zip(self._texts(batch, OFFENCE), kinds, strict=True))
        ]
        charges = [self._offences.count[one] for one in offences]
        if self._known is not None:
            charges = list(map(max, charges, map(self._known, batch.references)))
        verdicts = [
            *map(self._verdicts.__getitem__, zip(self._texts(batch, VERDICT), charges, strict=True))
        ]
        self._count(batch, words, offences, verdicts)
        answers = [group.numbers(words, verdicts, offences) for group in self._groups]
        if self._conduct is not None:
            conduct = self._conduct.keys_of(batch.conduct, batch.disposal)
            answers.append([(one,) for one in map(self._conduct.__getitem__, conduct)])
        return NumberedBatch(charges, answers, self._jobs(words, len(charges)))

    def _texts(self, batch: RegisterBatch, meaning: str) -> Iterable[str]:
        at = self._rows.column(meaning)
        return repeat("", len(batch.cells)) if at is None else map(itemgetter(at), batch.cells)

    def _count(
        self,
        batch: RegisterBatch,
        words: Mapping[str, list[int]],
        offences: Sequence[int],
        verdicts: Sequence[int],
    ) -> None:
        """Count the wordings that are not understood."""
        columns = self._rows.listed.columns
        places = [self._rows.column(one) for one in NAMES if one in columns]
        for column, numbers, unread in (
            *((one, words[one], cells.unread) for one, cells in self._words.items()),
            (OFFENCE, offences, self._offences.unread),
            (VERDICT, verdicts, self._verdicts.unread),
        ):
            for row in compress(range(len(numbers)), map(unread.__getitem__, numbers)):
                cells = batch.cells[row]
                names = " ".join("" if at is None else cells[at] for at in places)
                self._reader.count(column, unread[numbers[row]], names)

    def _jobs(self, words: Mapping[str, list[int]], rows: int) -> list[bool]:
        """Which rows name a job; asked only where the key may say whose it is."""
        found = [False] * rows
        for column, cells in self._words.items() if self._known is not None else ():
            if any(cells.jobs):
                named = map(cells.jobs.__getitem__, words[column])
                found = [one or other for one, other in zip(found, named, strict=True)]
        return found
