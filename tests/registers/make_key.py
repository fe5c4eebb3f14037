"""Make the practice register's key from the answers that come with it: identity, nothing else.

    python tests/registers/make_key.py TRUTH_FOLDER > examples/practice-register/key.csv

Of the answers only `person` and `rows` of each person are read, and `person`, `rows` and
`testimony` of each charge. Which of two persons stands on which side of a statement about family
is read from the lists themselves: by the names and years in the other rows of each person.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

Cells = dict[str, str]
LISTS = Path(__file__).resolve().parents[2] / "examples" / "practice-register"
REGISTER, JOBS, HOMES = "court-register", "ncb-employment", "households"
KIN, TOLD = "kin", "testimony"


def rows_of(name: str, lists: Path) -> dict[str, Cells]:
    """The rows of a list by what they are called."""
    with (lists / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if name == REGISTER:
        return {f"{row['book']}/{row['page']}/{row['line']}": row for row in rows}
    return {row["row"]: row for row in rows}


def key_of(truth: Path, lists: Path = LISTS) -> str:
    """The key as CSV text."""
    persons = _lines(truth / "persons.jsonl")
    charges = _lines(truth / "convictions.jsonl")
    found: list[tuple[str, str, str, str]] = []
    for charge in charges:
        person, matter = str(charge["person"]), str(charge["charge"])
        names = [f"{row['reference']}#{row['charge']}" for row in _dicts(charge["rows"])]
        found += [(person, matter, REGISTER, name) for name in names]
        found += [(person, matter, TOLD, row) for row in _texts(charge["testimony"])]
    known = {(file, row) for _, _, file, row in found}
    sides: dict[str, list[str]] = defaultdict(list)
    rows_by_person = {str(one["person"]): _rows(one["rows"]) for one in persons}
    for person, held in rows_by_person.items():
        for file in (JOBS, HOMES, TOLD):
            found += [
                (person, "", file, row) for row in held.get(file, ()) if (file, row) not in known
            ]
        for row in held.get(KIN, ()):
            sides[row].append(person)
    faces = Faces(lists, rows_by_person)
    for row, both in sides.items():
        found += [(one, "", KIN, f"{row}#{side}") for one, side in faces.sides(row, both)]
    found.sort(key=lambda one: (one[2], _order(one[3]), one))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["person", "matter", "file", "row"])
    writer.writerows(found)
    return text.getvalue()


class Faces:
    """What a person looks like in the lists, to tell the two persons of a statement apart."""

    def __init__(self, lists: Path, rows: dict[str, dict[str, list[str]]]) -> None:
        self._lists = {name: rows_of(name, lists) for name in (REGISTER, JOBS, HOMES, KIN, TOLD)}
        self._rows = rows

    def sides(self, row: str, persons: list[str]) -> list[tuple[str, str]]:
        """Each person of a statement with the side on which they stand, "a" or "b"."""
        cells = self._lists[KIN][row]
        scores = {
            (person, side): self._likeness(
                person, cells[f"person_{side}"], cells[f"details_{side}"]
            )
            for person in persons
            for side in "ab"
        }
        if len(persons) == 1 or not cells["person_b"]:
            (person,) = persons
            side = (
                "a" if not cells["person_b"] or scores[person, "a"] >= scores[person, "b"] else "b"
            )
            return [(person, side)]
        one, two = persons
        straight = scores[one, "a"] + scores[two, "b"]
        crossed = scores[one, "b"] + scores[two, "a"]
        return [(one, "a"), (two, "b")] if straight >= crossed else [(one, "b"), (two, "a")]

    def _likeness(self, person: str, name: str, details: str) -> float:
        """How like a name with its details is to the person's other rows; more is liker."""
        year = re.search(r"b\. (\d{4})", details)
        home = _plain(re.sub(r",? ?b\. \d{4}", "", details))
        best = 0.0
        for other, other_year, other_home in self._looks(person):
            score = 3 * _alike(_plain(name), other)
            if year and other_year:
                score += 3 if int(year[1]) == other_year else -3
            score += len(set(home.split()) & set(other_home.split())) / 2
            best = max(best, score)
        return best

    def _looks(self, person: str) -> list[tuple[str, int, str]]:
        """Names, years of birth (0 for none) and homes in a person's other rows."""
        looks = []
        for reference in self._rows[person].get(REGISTER, ()):
            cells = self._lists[REGISTER][reference]
            looks.append((_plain(cells["accused"]), _born(cells), _plain(cells["address"])))
        for row in self._rows[person].get(JOBS, ()):
            cells = self._lists[JOBS][row]
            looks.append((_plain(cells["name"]), _year(cells["date_of_birth"]), ""))
        for row in self._rows[person].get(HOMES, ()):
            cells = self._lists[HOMES][row]
            looks.append((_plain(cells["name"]), 0, _plain(cells["address"])))
        told = (self._lists[TOLD][row] for row in self._rows[person].get(TOLD, ()))
        return looks + [(_plain(cells["about"]), 0, "") for cells in told]


def _born(cells: Cells) -> int:
    """The year of birth in an entry: as written, or from the age at the disposal."""
    text = cells["age_or_dob"]
    if re.search(r"\d[/.]\d", text):
        return _year(text)
    age = re.search(r"\d+", text)
    return 0 if age is None else 1984 - int(age[0])


def _year(text: str) -> int:
    whole = re.search(r"\d{4}", text)
    if whole:
        return int(whole[0])
    short = re.search(r"\d+$", text)
    return 1900 + int(short[0]) if short else 0


def _alike(one: str, other: str) -> float:
    """How alike two names are, whatever the order of their words."""
    return SequenceMatcher(
        None, " ".join(sorted(one.split())), " ".join(sorted(other.split()))
    ).ratio()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _order(row: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdecimal() else 0, part) for part in re.split(r"[/#]", row)]


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _dicts(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return [one for one in value if isinstance(one, dict)]


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(one) for one in value]


def _rows(value: object) -> dict[str, list[str]]:
    assert isinstance(value, dict)
    return {str(file): _texts(rows) for file, rows in value.items()}


if __name__ == "__main__":
    sys.stdout.write(key_of(Path(sys.argv[1])))
