"""Spec tables: cases with the answer that is right, as Markdown that people read too.

A file is prose with tables. A table headed `given | value` sets facts for the rows
after it; a table whose first column is `case` holds one case a row. Its other
columns are facts (`offence`, `employment.period`, `relative.employment.employer`,
`employment 2.period` for a second entry), lists (`employment`), or one of `on`,
`supposed`, `denied`, `outcome`, `decided by`, `exact`, `because`; `outcome of disregard` and
`decided by disregard` are of another effect than the first, and `amount of award` is how much any
effect brings: `500.00`, a range `500.00..900.00` of which either end may be left out, or
`none`. A line that begins with `On` and a date sets the law date. Both hold until the next
heading.

Cells: `?` nothing stated; `a or b` one statement, one of these; `a / b` two
sources that differ; sums as `500.00`; dates as far as known (`1996-03`), `1996-03-02..1996-03-04`
some day within, `1996-03-02 to 1996-03-04` from one to the other. Under a list:
`-` no entry stated, `none` a source says there is none, `no others` a source says
these are all, `?` nobody says whether there are others. Under `list.is this matter`:
`yes` the entry is the matter itself, `no` it stands beside it in the same list. An
empty cell is a problem, but for `because`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from amends.cases.case import Case
from amends.cases.spec_case import SETTINGS, CaseBuilder, coins, is_no_column
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.declarations import Effect
from amends.scheme.model import Scheme
from amends.truth.edtf import edtf_bounds
from amends.truth.states import Outcome

_ANSWERS = {outcome.value.replace("_", " "): outcome for outcome in Outcome}
_OUTCOME_OF = "outcome of "
_DECIDED_BY = "decided by "
_AMOUNT_OF = "amount of "
_AMOUNT = re.compile(r"(\d+\.\d\d)?(\.\.)?(?(2)(\d+\.\d\d)?)")
_NOT_IN_FORCE = "not in force"
_ON = re.compile(r"^On (\d{4}-\d{2}-\d{2})\b")
_SUPPOSED = re.compile(r"^open point (\d+) = (yes|no)$")


@dataclass(frozen=True, slots=True)
class SpecRow:
    """One case of a spec table and the answer that is right.

    What it says of effects is by their names, the first effect before the others. `outcomes`
    always has the first; None is an effect, or a law, that is not in force on the day `on`.
    `reasons` has what decides an effect, and `amounts` the least and most that it brings, None
    for no bound; none of both where it brings nothing. `exact` is the exact answer of the first
    effect; None where the row does not say.
    """

    place: Place
    label: str
    case: Case
    on: int
    supposed: Mapping[int, bool]
    outcomes: Mapping[str, Outcome | None]
    reasons: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, tuple[int | None, int | None] | None]
    exact: Outcome | None

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of the first effect."""
        return next(iter(self.outcomes.values()))

    @property
    def others(self) -> Mapping[str, Outcome | None]:
        """The outcomes of further effects."""
        return dict(list(self.outcomes.items())[1:])


def read_spec_tables(text: str, file: str, scheme: Scheme) -> tuple[SpecRow, ...]:
    """The rows of every case table in a Markdown text.

    Raises ProblemsFound with every problem of the file.
    """
    reader = _Reader(scheme, file)
    for number, line in enumerate(text.splitlines(), start=1):
        reader.line(number, line.strip())
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return tuple(reader.rows)


@dataclass(slots=True)
class _Reader:
    scheme: Scheme
    file: str
    rows: list[SpecRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    section: str = ""
    on: str = ""
    given: dict[str, tuple[str, Place]] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    head: Place = field(default_factory=Place)

    def line(self, number: int, line: str) -> None:
        if line.startswith("#"):
            self.section, self.on, self.given, self.header = line.lstrip("# "), "", {}, ()
        elif line.startswith("|"):
            self._table_line(number, line)
        else:
            self.header = ()
            if dated := _ON.match(line):
                self.on = dated[1]

    def _table_line(self, number: int, line: str) -> None:
        cells = tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))
        place = Place(self.file, number, heading=self.section)
        if not self.header:
            self.header, self.head = cells, place
            return
        if set("".join(cells)) <= set("-: ") and any(cells):
            return
        if len(cells) != len(self.header):
            self._problem(
                "cells",
                place,
                f"the row has {len(cells)} cells, its heading {len(self.header)}",
                "give each column a cell",
            )
            return
        if self.header[0] == "given":
            self.given[cells[0]] = cells[1], place
        elif self.header[0] == "case":
            self._row(place, dict(zip(self.header, cells, strict=True)))

    def _problem(self, code: str, place: Place, what: str, remedy: str) -> None:
        problem = Problem(f"spec-table-{code}", place, what, remedy)
        if problem not in self.problems:  # of a heading or a given, every row would tell it
            self.problems.append(problem)

    def _row(self, place: Place, cells: dict[str, str]) -> None:
        for column, cell in cells.items():
            if not cell and column != "because":
                self._problem(
                    "empty", place, f"the cell under `{column}` is empty", _remedy(column)
                )
                return
        others, reasons = _of_effects(cells, _OUTCOME_OF), _of_effects(cells, _DECIDED_BY)
        sums = _of_effects(cells, _AMOUNT_OF)
        before = len(self.problems)
        on = self._day(place, cells["on"]) if "on" in cells else self._day(self.head, self.on)
        supposed = self._supposed(place, cells.get("supposed", "-"))
        first = self.scheme.effects[0].name
        if "outcome" not in cells:
            what, remedy = (
                "the table has no column `outcome`",
                "add it, with what is right by the law",
            )
            self._problem("outcome", self.head, what, remedy)
        outcomes = {first: cells.get("outcome", _NOT_IN_FORCE), **_said(others)}
        decided = {first: cells.get("decided by", "-"), **reasons}
        self._effects((*others, *reasons), self.scheme.effects[1:])
        self._effects(sums, [one for one in self.scheme.effects if one.amount])
        answers = {name: self._answer(place, cell) for name, cell in outcomes.items()}
        amounts = {name: self._amount(place, cell) for name, cell in _said(sums).items()}
        exact = self._exact(place, cells.get("exact", "-"))
        case = self._case(place, cells)
        if case and len(self.problems) == before:
            why = {name: _several(cell) for name, cell in _said(decided).items()}
            label = cells["case"]
            row = SpecRow(place, label, case, on, supposed, answers, why, amounts, exact)
            self.rows.append(row)

    def _case(self, place: Place, cells: Mapping[str, str]) -> Case | None:
        """What is given and what the row states; None where a cell cannot be read."""
        of_effects = (_OUTCOME_OF, _DECIDED_BY, _AMOUNT_OF)
        aside = {*SETTINGS, "case", *(c for c in cells if c.startswith(of_effects))}
        own = {column: cell for column, cell in cells.items() if column not in aside}
        given = {column: held for column, held in self.given.items() if column not in own}
        builder, sound = CaseBuilder(self.scheme), True
        # A cell of the row comes last, in its own place.
        for column, (cell, at) in {**given, **{c: (own[c], place) for c in own}}.items():
            try:
                builder.put(column, cell)
            except ValueError as fault:
                sound = False
                no_column = column in own and is_no_column(column, self.scheme)
                what, there = f"under `{column}`: {fault}", self.head if no_column else at
                self._problem("cell", there, what, "mend the cell or the heading")
        for part in _several(cells.get("denied", "-")):
            if part in self.scheme.part_named:
                builder.deny(part)
            else:
                self._problem(
                    "part",
                    place,
                    f"`{part}` is no part of the scheme",
                    nearest(part, self.scheme.part_named),
                )
        return builder.case(f"{self.file}:{place.line}") if sound else None

    def _day(self, place: Place, text: str) -> int:
        bounds = edtf_bounds(text) if text else None
        if bounds is None or bounds[0] != bounds[1]:
            self._problem(
                "date",
                place,
                "no law date can be read here",
                "write a line `On 2025-06-01.` above the table, below the last heading; or a day "
                "under `on`",
            )
            return 0
        return bounds[0]

    def _supposed(self, place: Place, text: str) -> Mapping[int, bool]:
        answers: dict[int, bool] = {}
        known = {point.number for point in self.scheme.open_points}
        for part in _several(text):
            read = _SUPPOSED.match(part)
            if read is None or int(read[1]) not in known:
                self._problem(
                    "supposed",
                    place,
                    f"`{part}` supposes nothing known",
                    "write `open point 2 = yes`, or `-` for none",
                )
            else:
                answers[int(read[1])] = read[2] == "yes"
        return answers

    def _effects(self, names: Iterable[str], effects: Iterable[Effect]) -> None:
        """Tell each that is none of these effects: the further ones, or those with an amount."""
        known = [effect.name for effect in effects]
        for name in dict.fromkeys(names):
            if name not in known:
                what = f"`{name}` is no effect of which this can be said"
                self._problem("effect", self.head, what, nearest(name, known))

    def _amount(self, place: Place, text: str) -> tuple[int | None, int | None] | None:
        read = _AMOUNT.fullmatch(text)
        if text == "none" or read is None or not text:
            if text != "none":
                what, remedy = (
                    f"`{text}` is no amount",
                    "write 500.00, 500.00..900.00 or none; no commas",
                )
                self._problem("amount", place, what, remedy)
            return None
        least, dots, most = read.groups()
        ends = (least, most if dots else least)
        first, last = (None if end is None else coins(end) for end in ends)
        return first, last

    def _exact(self, place: Place, text: str) -> Outcome | None:
        if text not in ("-", *_ANSWERS):
            what = f"`{text}` is no exact answer"
            self._problem("outcome", place, what, nearest(text, [*_ANSWERS, "-"]))
        return _ANSWERS.get(text)

    def _answer(self, place: Place, text: str) -> Outcome | None:
        if text != _NOT_IN_FORCE and text not in _ANSWERS:
            self._problem(
                "outcome",
                place,
                f"`{text}` is no outcome",
                nearest(text, [*_ANSWERS, _NOT_IN_FORCE]),
            )
        return _ANSWERS.get(text)


def _remedy(column: str) -> str:
    """What to write into an empty cell."""
    match column:
        case "case":
            return "say what case it is"
        case "outcome":
            return "say what is right by the law"
        case "on":
            return "write the law date, such as 2025-06-01"
    if column in SETTINGS or column.startswith((_OUTCOME_OF, _DECIDED_BY, _AMOUNT_OF)):
        return "write `-` where nothing is said"
    return "write `?` where nothing is stated"


def _of_effects(cells: Mapping[str, str], before: str) -> dict[str, str]:
    """The cells under headings that begin so, by effect."""
    return {c.removeprefix(before): cell for c, cell in cells.items() if c.startswith(before)}


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    """Without the cells that say nothing."""
    return {name: cell for name, cell in cells.items() if cell != "-"}


def _several(cell: str) -> tuple[str, ...]:
    return () if cell in ("-", "") else tuple(part.strip() for part in cell.split(";"))
