"""Wordings that the author of the catalogue has not seen: none may be read wrongly.

Each row of `unseen-wordings.csv` gives a cell and what is right for it. A row is *exact*,
*unmatched* (no answer, or one that says less than is right) or *wrong* (a code, finding or
clause beyond what is right, or an offence narrowed without ground). Only wrong rows fail.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from enum import Enum
from pathlib import Path

import pytest

from amends.registers.catalogue import Catalogue

_UNSEEN = Path(__file__).with_name("unseen-wordings.csv")
_CATALOGUE = Path(__file__).parents[2] / "examples" / "practice-register" / "catalogue.toml"

_COLUMNS = {"remark": "remarks"}

# Readings that the catalogue stands by against the file, each with its ground.
_DISPUTED = {
    "shoplifting": "a theft in the practice register's own words; the file leaves it open",
    "shouting scab at working miner's house": "section 8, row 1: jeering at the house of a miner "
    "at work is activity for the strike; the file has it as a strike case only",
}

Codes = frozenset[str] | None


class Grade(Enum):
    EXACT = "exact"
    UNMATCHED = "unmatched"
    WRONG = "wrong"


def _worst(grades: list[Grade]) -> Grade:
    for grade in (Grade.WRONG, Grade.UNMATCHED):
        if grade in grades:
            return grade
    return Grade.EXACT


def grade_codes(answer: Codes, right: Codes) -> Grade:
    """One charge: an answer that allows all that is right is never wrong."""
    if answer == right:
        return Grade.EXACT
    if answer is None:
        return Grade.UNMATCHED
    if right is None or not answer >= right:
        return Grade.WRONG
    return Grade.UNMATCHED


def grade_charges(answers: list[Codes], right: list[Codes]) -> Grade:
    """A cell of charges; where their number differs, what was answered must still be right."""
    if len(answers) != len(right):
        rest = iter(right)
        answered = (one for one in answers if one is not None)
        fits = all(any(two is not None and one >= two for two in rest) for one in answered)
        return Grade.UNMATCHED if fits else Grade.WRONG
    return _worst([grade_codes(one, two) for one, two in zip(answers, right, strict=True)])


def grade_findings(answers: list[str | None], right: list[str | None]) -> Grade:
    """A verdict: each finding is right, or not answered."""
    if answers == right:
        return Grade.EXACT
    pairs = zip(answers, right, strict=True)
    wrong = any(one is not None and one != two for one, two in pairs)
    return Grade.WRONG if wrong else Grade.UNMATCHED


def grade_kinds(answers: Counter[str], right: Counter[str]) -> Grade:
    """Clauses: none beyond those that are right."""
    if answers == right:
        return Grade.EXACT
    return Grade.WRONG if answers - right else Grade.UNMATCHED


def _split(expected: str) -> list[str | None]:
    parts = [part.strip() for part in expected.split(";")]
    return [None if part in {"", "?", "nothing"} else part for part in parts]


def _jurisdiction(catalogue: Catalogue, court: str) -> str | None:
    kinds = {clause.kind for clause in catalogue.kinds("court", court)}
    known = {"scotland", "england and wales"}
    if court in known:
        return court
    return kinds.pop() if len(kinds) == 1 else None


def grade_row(catalogue: Catalogue, row: dict[str, str]) -> tuple[Grade, str]:
    """The grade of a row, and what was answered; `alt:` in its note is as good as right."""
    grade, shown = _grade(catalogue, row, row["expected"])
    if row["note"].startswith("alt:") and grade is not Grade.EXACT:
        other = _grade(catalogue, row, row["note"].removeprefix("alt:"))[0]
        grade = other if other is Grade.EXACT else grade
    return grade, shown


def _grade(catalogue: Catalogue, row: dict[str, str], expected: str) -> tuple[Grade, str]:
    column, wording = row["column"], row["wording"]
    right = _split(expected)
    if column.startswith("offence"):
        charges = catalogue.offences(wording, _jurisdiction(catalogue, row["court"]))
        codes: list[Codes] = [charge.codes for charge in charges]
        wanted: list[Codes] = [
            None if one is None else frozenset(code.strip() for code in one.split("|"))
            for one in right
        ]
        shown = " ; ".join("?" if one is None else " | ".join(sorted(one)) for one in codes)
        return grade_charges(codes, wanted), shown
    if column.startswith("verdict"):
        read = catalogue.verdicts(wording, len(right))
        findings = [None if one is None else one.kind for one in read]
        return grade_findings(findings, right), " ; ".join(one or "?" for one in findings)
    clauses = [clause.kind for clause in catalogue.kinds(_COLUMNS.get(column, column), wording)]
    given = Counter(kind for kind in clauses if kind is not None and kind != "neutral")
    wanted_kinds = Counter(kind for kind in right if kind is not None and kind != "neutral")
    return grade_kinds(given, wanted_kinds), " ; ".join(one or "?" for one in clauses)


@pytest.mark.parametrize(
    ("answer", "right", "grade"),
    [
        (frozenset("a"), frozenset("a"), Grade.EXACT),
        (None, frozenset("a"), Grade.UNMATCHED),
        (frozenset("ab"), frozenset("a"), Grade.UNMATCHED),
        (frozenset("a"), frozenset("ab"), Grade.WRONG),
        (frozenset("b"), frozenset("a"), Grade.WRONG),
        (frozenset("a"), None, Grade.WRONG),
        (None, None, Grade.EXACT),
    ],
)
def test_an_answer_is_graded_by_what_it_allows(answer: Codes, right: Codes, grade: Grade) -> None:
    assert grade_codes(answer, right) is grade


def test_no_unseen_wording_is_read_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    catalogue = Catalogue.read(_CATALOGUE.read_text("utf-8"), _CATALOGUE.name)
    with _UNSEEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    grades: dict[str, Counter[Grade]] = {}
    wrong: list[str] = []
    for row in rows:
        grade, answered = grade_row(catalogue, row)
        grades.setdefault(row["column"], Counter())[grade] += 1
        assert grade is Grade.WRONG or row["wording"] not in _DISPUTED
        if grade is Grade.WRONG and row["wording"] not in _DISPUTED:
            wrong.append(
                f"{row['column']}: `{row['wording']}` as {answered}, not {row['expected']}"
            )
    lines = [
        f"{column}: {counts[Grade.EXACT]} of {counts.total()} exact, "
        f"{counts[Grade.UNMATCHED]} unmatched, {counts[Grade.WRONG]} wrong"
        for column, counts in grades.items()
    ]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert not wrong, "\n".join(wrong)
