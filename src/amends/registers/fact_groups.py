"""What many entries state, by number: each way of stating something is worked out once.

What an entry states of a fact hangs on a few of its cells, and on no more of each than what it
says of that fact. So facts on which the same columns bear are a group. A cell has a number in
each group, the same for all cells that say the same; the numbers of a row's cells together have
an answer. Registers say the same things again and again: a million rows have a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar

from amends.registers.cell_statements import CellReader, Said, stated
from amends.registers.conventions import Conventions
from amends.registers.entry_dates import EntryDates
from amends.registers.mapping import VERDICT
from amends.registers.offence_words import Charge
from amends.registers.register_rows import DateNumbers
from amends.registers.said_of_charge import SaidOfCharge, Spoken
from amends.truth.dates import NoDate
from amends.truth.statements import Statement
from amends.truth.values import Codes

Cells = Callable[[str, tuple[Statement, ...]], list[int]]
"""The cells of a fact with these statements, in the table of cases."""

Answer = tuple[tuple[int, ...], frozenset[str]]
"""The cells of some facts, and the conventions that they rest on."""

Facts = Mapping[str, tuple[Statement, ...]]
Held = TypeVar("Held")


class Answers:
    """The answers of a group, by number: the cells of its facts, and what they rest on.

    `facts` are those of a matter, in the order of the cells.
    """

    def __init__(self, facts: Sequence[str], cells: Cells) -> None:
        """Begin without answers."""
        self.facts = tuple(facts)
        self.rows: list[Answer] = []
        self._cells = cells
        self._known: dict[tuple[Answer, ...], int] = {}

    def numbers(self, stated: Iterable[Facts]) -> tuple[int, int]:
        """The number of the first of these answers, and how many there are, one after the other."""
        found = tuple(map(self._answer, stated))
        first = self._known.setdefault(found, len(self.rows))
        if first == len(self.rows):
            self.rows += found
        return first, len(found)

    def _answer(self, stated: Facts) -> Answer:
        cells: list[int] = []
        resting: set[str] = set()
        for fact in self.facts:
            statements = stated.get(fact, ())
            cells += self._cells(fact, statements)
            resting.update(one for each in statements for one in each.conventions)
        return tuple(cells), frozenset(resting)


class Alike(Generic[Held]):
    """Numbers for cells that are alike to a group: `of` gives that of each cell's own number."""

    def __init__(self) -> None:
        """Begin without any."""
        self.of: list[int] = []
        self.held: list[Held] = []
        self._known: dict[object, int] = {}

    def add(self, alike: object, held: Held) -> None:
        """Take the next cell: it is like those with which `alike` is the same."""
        number = self._known.setdefault(alike, len(self.held))
        if number == len(self.held):
            self.held.append(held)
        self.of.append(number)


Spoke = tuple[tuple[Said, ...], bool]
"""What a cell says, and whether it tells anything, where something beside it hangs on that."""


class WordCells(dict[str, int]):
    """The cells of a column of words, numbered as they are met.

    `unread` are the wordings of each that are not understood; `jobs` says which name a job. Of a
    verdict, which `VerdictCells` reads, they hold no more than whether it tells anything.
    """

    def __init__(self, column: str, reader: CellReader) -> None:
        """Read cells of the column."""
        super().__init__()
        self.column = column
        self.unread: list[tuple[str, ...]] = []
        self.jobs: list[bool] = []
        self._reader = reader
        every = reader.conventions.every_statement()
        self._beside = any(one.beside == column for one in every)
        self._takers: list[Callable[[tuple[Said, ...], bool], None]] = []

    def alike_in(self, facts: Iterable[str]) -> Alike[Spoke]:
        """Numbers for what cells say of these facts."""
        alike: Alike[Spoke] = Alike()
        wanted = frozenset(facts)

        def take(said: tuple[Said, ...], tells: bool) -> None:
            own = tuple(s for s in said if s.says.fact in wanted and not s.says.entry)
            alike.add((tuple((s.says, s.conventions) for s in own), tells), (own, tells))

        self._takers.append(take)
        return alike

    def __missing__(self, text: str) -> int:
        """Read a cell that has not been met."""
        self[text] = number = len(self.unread)
        read = self._reader.said_of(self.column, text if self.column != VERDICT else "")
        job = self._reader.conventions.names.job
        self.unread.append(read.unmatched)
        self.jobs.append(any(one.says.entry == job != "" for one in read.kept))
        tells = self._beside and self._reader.tells(self.column, text)
        for take in self._takers:
            take(read.kept, tells)
        return number


class OffenceCells(dict[tuple[str, str | None], int]):
    """Offence cells, each in a court of a kind, numbered as they are met."""

    def __init__(self, reader: CellReader) -> None:
        """Read offences."""
        super().__init__()
        self.unread: list[tuple[str, ...]] = []
        self.count: list[int] = []
        self.alike: Alike[tuple[Charge, ...]] = Alike()
        self._reader = reader

    def __missing__(self, key: tuple[str, str | None]) -> int:
        """Read a cell that has not been met."""
        self[key] = number = len(self.unread)
        read = self._reader.charges_of(*key)
        self.unread.append(read.unmatched)
        self.count.append(max(len(read.kept), 1))
        self.alike.add(tuple((one.codes, one.conventions) for one in read.kept), read.kept)
        return number


Findings = tuple[tuple[tuple[Said, ...], ...], bool]
"""What is said of each charge, and whether a verdict is written."""


class VerdictCells(dict[tuple[str, int], int]):
    """Verdicts on so many charges, numbered as they are met."""

    def __init__(self, reader: CellReader) -> None:
        """Read verdicts."""
        super().__init__()
        self.unread: list[tuple[str, ...]] = []
        self.alike: Alike[Findings] = Alike()
        self._reader = reader

    def __missing__(self, key: tuple[str, int]) -> int:
        """Read a cell that has not been met."""
        self[key] = number = len(self.unread)
        read = self._reader.findings_of(*key)
        self.unread.append(read.unmatched)
        written = bool(key[0].strip())
        says = tuple(tuple((s.says, s.conventions) for s in each) for each in read.kept)
        self.alike.add((says, written), (read.kept, written))
        return number


class WordGroup:
    """Facts on which the same columns of words bear."""

    def __init__(
        self,
        facts: Sequence[str],
        columns: Sequence[str],
        words: Mapping[str, WordCells],
        of_charge: SaidOfCharge,
    ) -> None:
        """Take the facts, and the columns that bear on them."""
        self.facts = tuple(facts)
        self.conventions = of_charge.conventions
        self.alike = {column: words[column].alike_in(facts) for column in columns}
        self._of_charge = of_charge

    def spoken(self, key: Sequence[int]) -> list[Spoken]:
        """What cells say that have these numbers here, column by column."""
        held = {
            column: alike.held[number]
            for (column, alike), number in zip(self.alike.items(), key, strict=False)
        }
        return [
            (one, column)
            for column, (said, _) in held.items()
            for one in said
            if not one.says.beside or held.get(one.says.beside, _TELLS_NOTHING)[1]
        ]

    def stated(
        self,
        said: Sequence[Spoken],
        others: Sequence[Sequence[Said]] = (),
        *,
        verdict: bool = False,
    ) -> dict[str, tuple[Statement, ...]]:
        """The statements by fact, as of one charge, wherever they stand."""
        facts: dict[str, tuple[Statement, ...]] = {}
        for fact in self.facts:
            about = [pair for pair in said if pair[0].says.fact == fact]
            counts = self._of_charge.of(fact, about, others, verdict=verdict)
            facts[fact] = tuple(one.codes("") for one, _ in counts)
        return facts


_TELLS_NOTHING: Final[Spoke] = (), False


class FactGroup:
    """The facts of a group, with the verdict where it tells of them, and the offence where the
    charge is one of them.
    """

    def __init__(
        self,
        group: WordGroup,
        answers: Answers,
        verdicts: Alike[Findings] | None,
        offences: Alike[tuple[Charge, ...]] | None,
    ) -> None:
        """Take the facts of a group; verdict and offence where they bear on them."""
        self.group = group
        self.answers = answers
        self.verdicts = verdicts
        self.offences = offences

    def answer(self, *key: int) -> tuple[int, int]:
        """The number of the first answer, and how many there are: one for each charge, the last
        for the rest. The key is what the cells say that bear on them: words, verdict, offence.
        """
        return self.answers.numbers(self._stated(key))

    def _stated(self, key: Sequence[int]) -> Iterator[Facts]:
        """What is stated of each charge."""
        findings, written = (
            self.verdicts.held[key[len(self.group.alike)]] if self.verdicts else _NONE
        )
        charges = self.offences.held[key[-1]] if self.offences else ()
        words = self.group.spoken(key)
        fact = self.group.conventions.names.charge
        for number in range(max(len(findings), len(charges) + (self.offences is not None))):
            own = [(one, VERDICT) for each in findings[number : number + 1] for one in each]
            others = [*findings[:number], *findings[number + 1 :]]
            facts = self.group.stated([*own, *words], others, verdict=written)
            if number < len(charges) and (codes := charges[number].codes):
                ids = charges[number].conventions
                facts[fact] = (stated(Codes(codes), "", fact, ids),)
            yield facts


_NONE: Final[Findings] = ((),), False


class ConductAnswers:
    """The answers on the days of the conduct."""

    def __init__(self, dates: DateNumbers, answers: Answers, conventions: Conventions) -> None:
        """Take the dates as they are numbered in the register."""
        self.answers = answers
        self._dates = dates
        self._conventions = conventions

    def answer(self, conduct: int, disposal: int) -> tuple[int, int]:
        """The number of the answer for two dates, the one for every charge; the disposal is
        LIMITS_NOTHING where it is that.
        """
        readings = self._dates.readings
        second = NoDate("", "blank") if disposal == LIMITS_NOTHING else readings[disposal]
        fact = self._conventions.names.conduct
        statement = EntryDates(readings[conduct], second).statement(self._conventions, "", fact)
        return self.answers.numbers([{fact: (statement,)} if statement else {}])


LIMITS_NOTHING: Final = -1
"""Instead of the number of a disposal that is no earlier than the conduct."""
