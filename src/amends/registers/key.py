"""The key: which rows of which file are about one person, and about one matter.

Identity only. Somebody (or a linkage) made it beforehand; nothing here decides who is who.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import BufferedReader
from operator import attrgetter
from typing import Final, NamedTuple

from amends.problems import Place, Problem, ProblemsFound, nearest, rows_named
from amends.registers.csv_rows import CsvFile, RowLeftOut

COLUMNS = ("person", "matter", "file", "row")

_PART: Final = re.compile(
    r"(?P<entry>.+)#(?:(?P<charge>[1-9][0-9]{0,2})|(?P<side>[ab]))", re.DOTALL
)
"""An entry with the number of a charge, of which no entry has a thousand; or a statement about two
people with the side of one.
"""

_MOST_TOLD: Final = 5  # contradictions; all are in the list of what is set aside


class Keyed(NamedTuple):
    """What the key says of a row or a part of it: whom and which matters it is about.

    The name is that of an `entry`, with the number of a `charge` or a `side` where it has one; 0
    and blank otherwise. `rows` of the key say so.
    """

    entry: str
    charge: int
    side: str
    person: str
    matters: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """Persons and matters by file and row.

    A row is written as its own file refers to it, with `#2` after it for the second charge of an
    entry, `#a` or `#b` for the first or second person of a statement about two. Its file is named
    without the ending. `entries` has by file each row that it names, with the numbers of its
    charges that are named, in order. `count` are the rows of the key's own file.
    """

    named: Mapping[str, Mapping[str, Keyed]]
    entries: Mapping[str, Mapping[str, Sequence[int]]]
    count: int = 0
    set_aside: tuple[RowLeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, file: str) -> Iterable[Keyed]:
        """What the key says of the rows of a file."""
        return self.named.get(file, {}).values()

    def person(self, file: str, row: str) -> str:
        """Whom a row is about; blank where the key does not say."""
        keyed = self.named.get(file, {}).get(row)
        return keyed.person if keyed else ""

    def matters(self, file: str, row: str) -> tuple[str, ...]:
        """The matters that a row is about."""
        keyed = self.named.get(file, {}).get(row)
        return keyed.matters if keyed else ()

    def shown_twice(self, file: str) -> frozenset[str]:
        """The matters that more than one row of a file is about."""
        uses = Counter(matter for keyed in self.of(file) for matter in keyed.matters)
        return frozenset(matter for matter, rows in uses.items() if rows > 1)

    def people_of(self, file: str, matters: Collection[str]) -> frozenset[str]:
        """Whom the rows of a file about these matters are about."""
        about = (one.person for one in self.of(file) if not set(one.matters).isdisjoint(matters))
        return frozenset(about) - {""}

    def entries_about(
        self, file: str, people: Collection[str], matters: Collection[str]
    ) -> frozenset[str]:
        """The entries of a file that are about any of these people or matters."""
        return frozenset(
            one.entry
            for one in self.of(file)
            if one.person in people or not set(one.matters).isdisjoint(matters)
        )

    def charges(self, file: str, entry: str, cut: int) -> int:
        """How many charges an entry has whose cell was cut into so many.

        One more for each number after them that the key names, none left out: a cell that nobody
        understands may hold more charges than can be told apart. A number beyond these is a slip.
        """
        numbers = self.entries.get(file, {}).get(entry, ())
        return next((last for first, last in runs(numbers) if first <= cut + 1 <= last), cut)


def runs(numbers: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The first and last of each stretch of whole numbers, which come in order."""
    begins = (one for one in numbers if one - 1 not in numbers)
    ends = (one for one in numbers if one + 1 not in numbers)
    return list(zip(begins, ends, strict=True))


NO_KEY = Key({}, {})


class _KeyRow(NamedTuple):
    number: int
    person: str
    matter: str
    file: str
    name: str
    entry: str
    charge: int
    side: str


def read_key(opened: Callable[[], BufferedReader], file: str) -> Key:
    """The key in the CSV file that `opened` opens. Raises ProblemsFound where a column is missing.

    Rows that contradict each other (one matter, or one row or charge, given to several people) are
    set aside, all of them: nothing tells which is right.
    """
    sheet = CsvFile(opened, file)
    if missing := [name for name in COLUMNS if name not in sheet.headings]:
        # Nothing of a first line is shown that is no slip: it may be no headings, and name
        # somebody.
        slips = {name: get_close_matches(name, sheet.headings, n=1) for name in missing}
        anew = f"give it a first row of headings: {', '.join(COLUMNS)}"
        raise ProblemsFound(
            [
                Problem(
                    "key-column-missing",
                    Place(file, line=1),
                    f"the key has no column `{name}`",
                    nearest(name, slips[name]) if slips[name] else anew,
                )
                for name in missing
            ]
        )
    reading = sheet.read()
    rows: list[_KeyRow] = []
    for row in reading.rows():
        person, matter, of, name = (row.cells[column].strip() for column in COLUMNS)
        rows.append(_KeyRow(row.number, person, matter, of, name, *_cut(name)))
    problems = [*sheet.problems, *reading.problems]
    wrong: dict[int, str] = {}
    for reason, what, contradicting in _contradictions(rows):
        if contradicting:
            problems.append(_contradiction(file, what, contradicting))
            wrong |= {number: reason for numbers in contradicting for number in numbers}
    aside = [*reading.set_aside, *(RowLeftOut(file, *one) for one in wrong.items())]
    aside.sort(key=attrgetter("row"))
    right = (row for row in rows if row.number not in wrong)
    return Key(_named(right), _entries(rows), reading.count, tuple(aside), tuple(problems))


def _cut(name: str) -> tuple[str, int, str]:
    """What a row is called, cut into the entry, the number of the charge and the side."""
    found = _PART.fullmatch(name)
    if found is None:
        return name, 0, ""
    return found["entry"], int(found["charge"] or 0), found["side"] or ""


def _named(rows: Iterable[_KeyRow]) -> Mapping[str, Mapping[str, Keyed]]:
    named: dict[str, dict[str, Keyed]] = defaultdict(dict)
    for row in rows:
        matters = (row.matter,) if row.matter else ()
        new = Keyed(row.entry, row.charge, row.side, row.person, matters, (row.number,))
        held = named[row.file].setdefault(row.name, new)
        if held is not new:
            named[row.file][row.name] = held._replace(
                person=held.person or row.person,
                matters=tuple(dict.fromkeys((*held.matters, *matters))),
                rows=(*held.rows, row.number),
            )
    return named


def _entries(rows: Iterable[_KeyRow]) -> Mapping[str, Mapping[str, Sequence[int]]]:
    """The numbers of charges that are named, also where it is open whom a charge is of."""
    entries: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for row in rows:
        new = (row.charge,) if row.charge else ()
        held = entries[row.file].setdefault(row.entry, new)
        if not {*new} <= {*held}:
            entries[row.file][row.entry] = tuple(sorted((*held, *new)))
    return entries


_Contradicting = Sequence[Sequence[int]]


def _contradictions(rows: Sequence[_KeyRow]) -> Iterator[tuple[str, str, _Contradicting]]:
    """Why rows cannot all be right, what is then wrong, and the numbers of those that are about one
    thing.
    """
    # An account may be about several people; and its person may be who gave it.
    account = {row.number for row in rows if row.matter and not row.charge}
    told = [row for row in rows if row.person and row.number not in account]
    shared = _shared((row.matter, row.person) for row in told if row.matter)
    by_matter = _grouped((row.matter, row.number) for row in rows if row.matter in shared)
    yield "its matter is given to several people", "matter", by_matter
    several = _shared(((row.file, row.name), row.person) for row in told)
    by_name = _grouped(
        ((row.file, row.name), row.number) for row in rows if (row.file, row.name) in several
    )
    yield "what it names is given to several people", "row or charge", by_name


def _shared(pairs: Iterable[tuple[Hashable, str]]) -> frozenset[Hashable]:
    """What is given to several people."""
    first: dict[Hashable, str] = {}
    return frozenset(thing for thing, person in pairs if first.setdefault(thing, person) != person)


def _grouped(pairs: Iterable[tuple[Hashable, int]]) -> _Contradicting:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for thing, number in pairs:
        groups[thing].append(number)
    return list(groups.values())


def _contradiction(file: str, what: str, contradicting: _Contradicting) -> Problem:
    told = [rows_named(numbers) for numbers in contradicting[:_MOST_TOLD]]
    if more := len(contradicting) - len(told):
        told.append(f"and {more:,} more")
    return Problem(
        "key-several-people",
        Place(file),
        f"the key gives one {what} to several people: {'; '.join(told)}",
        "mend whichever row is wrong; until then none of these is used",
        "read as it stands, one of them would get what is another's",
    )
