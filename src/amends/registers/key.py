"""The key: which rows of which file are about one person, and about one matter.

Identity only. Somebody (or a linkage) made it beforehand; nothing here decides who is who.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.registers.csv_rows import RowSetAside, read_sheet

COLUMNS = ("person", "matter", "file", "row")


@dataclass(frozen=True, slots=True)
class Key:
    """Persons and matters by file and row.

    A row is written as its own file refers to it, with `#2` after it for the second charge of an
    entry, `#a` or `#b` for the first or second person of a statement about two. Its file is named
    without the ending.
    """

    _persons: Mapping[tuple[str, str], str]
    _matters: Mapping[tuple[str, str], tuple[str, ...]]
    _charges: Mapping[tuple[str, str], int]
    set_aside: tuple[RowSetAside, ...] = ()

    def person(self, file: str, row: str) -> str:
        """Whom a row is about; blank where the key does not say."""
        return self._persons.get((file, row), "")

    def knows(self, file: str, row: str) -> bool:
        """Whether the key says of any part of a row whom it is about."""
        return any((file, name) in self._persons for name in (row, f"{row}#a", f"{row}#b"))

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each file and row that the key names, whatever part of the row."""
        for file, name in self._persons:
            entry, _, part = name.rpartition("#")
            whole = entry and (part.isdecimal() or part in {"a", "b"})
            yield file, entry if whole else name

    def matters(self, file: str, row: str) -> tuple[str, ...]:
        """The matters that a row is about."""
        return self._matters.get((file, row), ())

    def shown_twice(self, file: str) -> frozenset[str]:
        """The matters that more than one row of a file is about."""
        uses = Counter(
            matter for (of, _), found in self._matters.items() if of == file for matter in found
        )
        return frozenset(matter for matter, rows in uses.items() if rows > 1)

    def people_of(self, file: str, matters: Collection[str]) -> frozenset[str]:
        """Whom the rows of a file about these matters are about."""
        return frozenset(
            self.person(file, row)
            for (of, row), found in self._matters.items()
            if of == file and not set(found).isdisjoint(matters)
        ) - {""}

    def entries(
        self, file: str, people: Collection[str], matters: Collection[str]
    ) -> frozenset[str]:
        """The entries of a file that are about any of these people or matters."""
        rows = {
            row for (of, row), person in self._persons.items() if of == file and person in people
        }
        for (of, row), found in self._matters.items():
            if of == file and not set(found).isdisjoint(matters):
                rows.add(row)
        return frozenset(row.rpartition("#")[0] for row in rows)

    def of_charges(self, file: str) -> Iterator[tuple[str, int, str, tuple[str, ...]]]:
        """Each charge of a file that the key names: its entry and number, whom and which matters
        it is about.
        """
        for (of, row), person in self._persons.items():
            entry, _, part = row.rpartition("#")
            if (
                of == file
                and part.isdecimal()
                and part == str(int(part))
                and f"{entry}#{part}" == row
            ):
                yield entry, int(part), person, self.matters(file, row)

    def known_charges(self, file: str) -> Iterator[tuple[str, int]]:
        """Each entry of a file of which the key names a charge, with the greatest number of one."""
        return ((entry, most) for (of, entry), most in self._charges.items() if of == file)

    def charges(self, file: str, row: str) -> int:
        """The greatest number of a charge that the key names in an entry; 0 for none."""
        return self._charges.get((file, row), 0)


NO_KEY = Key({}, {}, {})


def read_key(content: bytes, file: str) -> Key:
    """The key in a CSV file's content. Raises ProblemsFound where a column is missing."""
    sheet = read_sheet(content, file)
    missing = [name for name in COLUMNS if name not in sheet.headings]
    if missing:
        raise ProblemsFound(
            [
                Problem(
                    "key-column-missing",
                    Place(file, line=1),
                    f"the key has no column `{name}`",
                    nearest(name, sheet.headings),
                )
                for name in missing
            ]
        )
    persons: dict[tuple[str, str], str] = {}
    matters: dict[tuple[str, str], tuple[str, ...]] = {}
    charges: dict[tuple[str, str], int] = {}
    for row in sheet.rows:
        person, matter, of, name = (row.cells[column].strip() for column in COLUMNS)
        persons.setdefault((of, name), person)
        if matter:
            matters[of, name] = (*matters.get((of, name), ()), matter)
        entry, _, number = name.rpartition("#")
        if entry and number.isdecimal():
            charges[of, entry] = max(charges.get((of, entry), 0), int(number))
    return Key(persons, matters, charges, sheet.set_aside)
