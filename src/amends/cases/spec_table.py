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
sources that differ; dates as far as known (`1996-03`), `1996-03-02..1996-03-04`
some day within, `1996-03-02 to 1996-03-04` from one to the other. Under a list:
`-` no entry stated, `none` a source says there is none, `no others` a source says
these are all, `?` nobody says whether there are others. Under `list.is this matter`:
`yes` the entry is the matter itself, `no` it stands beside it in the same list. An
empty cell is a problem, but for `because`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from amends.cases.case import Case, Entries, Entry, Subject
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Effect, Fact, FactType
from amends.scheme.model import Scheme
from amends.truth.edtf import edtf_bounds
from amends.truth.statements import Closure, Denial, Statement
from amends.truth.states import Outcome
from amends.truth.values import Codes, Period, Span, Values

_SETTINGS = ("on", "supposed", "denied", "outcome", "decided by", "exact", "because")
_ANSWERS = {outcome.value.replace("_", " "): outcome for outcome in Outcome}
_IS_MATTER = "is this matter"
_OUTCOME_OF = "outcome of "
_DECIDED_BY = "decided by "
_AMOUNT_OF = "amount of "
_AMOUNT = re.compile(r"(\d+\.\d\d)?(\.\.)?(?(2)(\d+\.\d\d)?)")
_NOT_IN_FORCE = "not in force"
_ON = re.compile(r"^On (\d{4}-\d{2}-\d{2})\b")
_SUPPOSED = re.compile(r"^open point (\d+) = (yes|no)$")
_NUMBERED = re.compile(r"^(.*\D) (\d+)$")


@dataclass(frozen=True, slots=True)
class SpecRow:
    """One case of a spec table and the answer that is right.

    `outcome` is None where the law is not in force on the day `on`. `decided_by`
    is empty where the row does not say. `others` has the outcomes of further effects, by name;
    None where an effect is not in force on the day. `reasons` has what decides those of which the
    row says it, and `amounts` the least and most that an effect brings, None for no bound; none of
    both where it brings nothing. `exact` is the exact answer of the first effect; None where the
    row does not say.
    """

    place: Place
    label: str
    case: Case
    on: int
    supposed: Mapping[int, bool]
    outcome: Outcome | None
    decided_by: tuple[str, ...]
    others: Mapping[str, Outcome | None] = field(default_factory=dict)
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exact: Outcome | None = None
    amounts: Mapping[str, tuple[int | None, int | None] | None] = field(default_factory=dict)


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
    given: dict[str, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    told: set[tuple[str, str]] = field(default_factory=set)

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
            self.header = cells
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
            self.given[cells[0]] = cells[1]
        elif self.header[0] == "case":
            self._row(place, dict(zip(self.header, cells, strict=True)))

    def _problem(self, code: str, place: Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(f"spec-table-{code}", place, what, remedy))

    def _row(self, place: Place, cells: dict[str, str]) -> None:
        for column, cell in cells.items():
            if not cell and column != "because":
                self._problem(
                    "empty",
                    place,
                    f"the cell under `{column}` is empty",
                    "write `?` where nothing is stated",
                )
                return
        others, reasons = _of_effects(cells, _OUTCOME_OF), _of_effects(cells, _DECIDED_BY)
        sums = {name: cell for name, cell in _of_effects(cells, _AMOUNT_OF).items() if cell != "-"}
        before = len(self.problems)
        on = self._day(place, cells.get("on", self.on))
        supposed = self._supposed(place, cells.get("supposed", "-"))
        answer = self._answer(place, cells.get("outcome", ""))
        self._effects(place, (*others, *reasons), self.scheme.effects[1:])
        self._effects(place, sums, [one for one in self.scheme.effects if one.amount])
        amounts = {name: self._amount(place, cell) for name, cell in sums.items()}
        of_others = {n: self._answer(place, cell) for n, cell in others.items() if cell != "-"}
        exact = self._exact(place, cells.get("exact", "-"))
        case = self._case(place, cells)
        if case and len(self.problems) == before:
            decided = _several(cells.get("decided by", "-"))
            why = {name: _several(cell) for name, cell in reasons.items() if cell != "-"}
            row = SpecRow(
                place, cells["case"], case, on, supposed, answer, decided, of_others, why, exact
            )
            self.rows.append(replace(row, amounts=amounts))

    def _case(self, place: Place, cells: Mapping[str, str]) -> Case | None:
        """What is given and what the row states; None where a cell cannot be read."""
        of_effects = (_OUTCOME_OF, _DECIDED_BY, _AMOUNT_OF)
        aside = {*_SETTINGS, "case", *(c for c in cells if c.startswith(of_effects))}
        own = {column: cell for column, cell in cells.items() if column not in aside}
        before_it = {column: cell for column, cell in self.given.items() if column not in own}
        builder, sound = _CaseBuilder(self.scheme), True
        # A cell of the row comes last, in its own place.
        for column, cell in {**before_it, **own}.items():
            try:
                builder.put(column, cell)
            except ValueError as fault:
                sound = False
                what = f"under `{column}`: {fault}"
                whole_table = column not in own or _is_no_column(column, self.scheme)
                if not whole_table or (self.section, what) not in self.told:
                    self.told.add((self.section, what))
                    self._problem("cell", place, what, "mend the cell or the heading")
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
                "the row has no law date",
                "write a line `On 2025-06-01.` above the table",
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
                    "write `open point 2 = yes`",
                )
            else:
                answers[int(read[1])] = read[2] == "yes"
        return answers

    def _effects(self, place: Place, names: Iterable[str], effects: Iterable[Effect]) -> None:
        """Tell each that is none of these effects: the further ones, or those with an amount."""
        known = [effect.name for effect in effects]
        for name in dict.fromkeys(names):
            if name not in known:
                what = f"`{name}` is no effect of which this can be said"
                self._problem("effect", place, what, nearest(name, known))

    def _amount(self, place: Place, text: str) -> tuple[int | None, int | None] | None:
        read = _AMOUNT.fullmatch(text)
        if text == "none" or read is None or not text:
            if text != "none":
                what, remedy = f"`{text}` is no amount", "write 500.00, 500.00..900.00 or none"
                self._problem("amount", place, what, remedy)
            return None
        least, dots, most = read.groups()
        ends = (least, most if dots else least)
        first, last = (None if end is None else int(end.replace(".", "")) for end in ends)
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


def _is_no_column(column: str, scheme: Scheme) -> bool:
    """Whether no cell at all could stand under a heading."""
    try:
        _CaseBuilder(scheme).put(column, "?")
    except ValueError:
        return True
    return False


def _of_effects(cells: Mapping[str, str], before: str) -> dict[str, str]:
    """What is said of further effects under headings that begin so, by effect; `-` says nothing."""
    return {c.removeprefix(before): cell for c, cell in cells.items() if c.startswith(before)}


def _several(cell: str) -> tuple[str, ...]:
    return () if cell in ("-", "") else tuple(part.strip() for part in cell.split(";"))


@dataclass(slots=True)
class _Draft:
    """A subject being put together; entries are drafts under their number."""

    kind: str
    facts: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    lists: dict[str, dict[int, _Draft]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    denials: tuple[Denial, ...] = ()

    def subject(self) -> Subject:
        lists = {}
        for name in sorted({*self.lists, *self.closed}):
            entries = tuple(
                Entry(f"{name} {n}", f"{name} list", draft.subject())
                for n, draft in sorted(self.lists.get(name, {}).items())
            )
            named = frozenset(entry.label for entry in entries)
            closures = (Closure(f"{name} list", named),) if name in self.closed else ()
            lists[name] = Entries(entries, closures)
        return Subject(self.facts, lists, self.denials)


class _CaseBuilder:
    """Puts the cells of one row together; a fault is a ValueError in plain words."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._person = _Draft(PERSON)
        self._matter = _Draft(MATTER)
        self._identities: frozenset[tuple[str, str]] = frozenset()

    def deny(self, part: str) -> None:
        denial = Denial(part, "denial")
        self._person.denials = (*self._person.denials, denial)

    def case(self, key: str) -> Case:
        person, matter = self._person.subject(), self._matter.subject()
        return Case(key, person, matter, identities=self._identities)

    def put(self, column: str, cell: str) -> None:
        *path, last = column.split(".")
        draft = self._owner(path[0] if path else last)
        for step in path:
            draft = self._entry(draft, step)
        if last in self._lists(draft):
            self._put_list(draft, last, cell)
            return
        if path and last == _IS_MATTER:
            self._identify(path[-1], cell)
            return
        fact = self._scheme.facts_of(draft.kind).get(last)
        if fact is None:
            known = [*self._scheme.facts_of(draft.kind), *self._lists(draft)]
            known += [] if path else [*self._scheme.facts_of(MATTER), *_SETTINGS]
            msg = f"`{last}` is no fact or list here; {nearest(last, known)}"
            raise ValueError(msg)
        draft.facts.pop(last, None)
        if cell != "?":
            draft.facts[last] = tuple(
                Statement(self._values(fact, text.strip()), f"source {n}")
                for n, text in enumerate(cell.split(" / "), start=1)
            )

    def _owner(self, first: str) -> _Draft:
        lists = {kind.name for kind in self._scheme.lists_of(MATTER)}
        of_matter = first in self._scheme.facts_of(MATTER) or _entry_name(first)[0] in lists
        return self._matter if of_matter else self._person

    def _lists(self, draft: _Draft) -> tuple[str, ...]:
        return tuple(kind.name for kind in self._scheme.lists_of(draft.kind))

    def _entry(self, draft: _Draft, step: str) -> _Draft:
        name, number = _entry_name(step)
        if name not in self._lists(draft):
            msg = f"`{name}` is no list of `{draft.kind}`; {nearest(name, self._lists(draft))}"
            raise ValueError(msg)
        return draft.lists.setdefault(name, {}).setdefault(number, _Draft(name))

    def _put_list(self, draft: _Draft, name: str, cell: str) -> None:
        match cell:
            case "-":
                draft.lists.pop(name, None)
            case "?":
                draft.closed.discard(name)
            case "none":
                draft.lists.pop(name, None)
                draft.closed.add(name)
            case "no others":
                draft.closed.add(name)
            case _:
                msg = f"`{cell}` says nothing of a list; use `-`, `?`, `none` or `no others`"
                raise ValueError(msg)

    def _identify(self, step: str, cell: str) -> None:
        """Say whether an entry is the matter: it has its identity, or one beside it in its list."""
        name, number = _entry_name(step)
        if cell not in ("yes", "no", "?"):
            msg = f"`{cell}` does not say whether the entry is the matter; use `yes`, `no` or `?`"
            raise ValueError(msg)
        listed, label = f"{name} list", f"{name} {number}" if cell == "yes" else "the matter"
        same = {one for one in self._identities if one[0] == listed}
        if cell != "?" and (not same or cell == "yes"):
            self._identities = self._identities - same | {(listed, label)}

    def _values(self, fact: Fact, text: str) -> Values:
        match fact.type:
            case FactType.CODE:
                known = self._scheme.codes_of[fact.vocabulary]
                return self._codes(fact, [text] if text in known else text.split(" or "))
            case FactType.DATE:
                return _some_day(text)
            case FactType.PERIOD:
                first, to, last = text.partition(" to ")
                start = _some_day(first)
                return Period(start, _some_day(last) if to else start)
            case FactType.NUMBER | FactType.MONEY:
                low, dots, high = text.partition("..")
                if not (low.isdecimal() and (high if dots else low).isdecimal()):
                    msg = f"`{text}` is no number; write 3, or 3..5 for one of those"
                    raise ValueError(msg)
                return Span(int(low), int(high if dots else low))

    def _codes(self, fact: Fact, words: Sequence[str]) -> Codes:
        known = self._scheme.codes_of[fact.vocabulary]
        for word in words:
            if word not in known:
                msg = f"`{word}` is no word of `{fact.vocabulary}`; {nearest(word, known)}"
                raise ValueError(msg)
        return Codes(frozenset(words))


def _entry_name(step: str) -> tuple[str, int]:
    numbered = _NUMBERED.match(step)
    return (numbered[1], int(numbered[2])) if numbered else (step, 1)


def _some_day(text: str) -> Span:
    low, dots, high = text.partition("..")
    first, last = edtf_bounds(low.strip()), edtf_bounds((high if dots else low).strip())
    if first is None or last is None:
        msg = f"`{text}` is no date; write 1996, 1996-03, 1996-03-12 or 1996-03-12..1996-03-14"
        raise ValueError(msg)
    return Span(first[0], last[1])
