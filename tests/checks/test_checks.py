"""Each thing that a check says, with the smallest scheme or row that it is said of."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.checks.case_tables import check_case_tables
from amends.checks.unused import check_unused
from amends.notation import read
from amends.scheme.model import Scheme

TEXT = """
scheme        An invented law
id            invented
citation      2001 c. 1
jurisdiction  Nowhere
status        enacted
in force      from 2001-01-01
matter        conviction

effect        pardon by operation of law, where section 1 pardoned

words offences
  theft
  assault

of the conviction
  recorded  offence  one of offences
    ask   "What was it?"
    look  court book

list job of the person
  ask   "What was the work?"
  look  pay book
  recorded  held  period

section 1  pardoned
  all of
    (a) offence is theft
    (b) some job of the person where
      held overlaps 1990-01-01 to 1990-12-31
"""

TABLE = """
On 2010-05-01.

| case | offence | job.held | job | outcome | decided by |
|---|---|---|---|---|---|
| both | theft | 1990 | ? | applies | section 1(a); section 1(b) |
| not theft | assault | 1990 | ? | does not apply | section 1(a) |
| nobody says what | ? | 1990 | ? | undetermined | section 1(a) |
| worked later, and never else | theft | 1991 | no others | does not apply | section 1(b) |
| worked some time | theft | 1990..1991 | no others | undetermined | - |
"""


def law(*changes: tuple[str, str]) -> Scheme:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text, "invented.scheme")


def unused(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    found = check_unused(law(*changes), "invented.scheme")
    return [(problem.code, problem.place.heading) for problem in found]


def tables(text: str, folder: Path, scheme: Scheme | None = None) -> list[tuple[str, str]]:
    path = folder / "cases.md"
    path.write_text(text, encoding="utf-8")
    check = check_case_tables(scheme or law(), [path], "invented.scheme")
    return [(problem.code, str(problem.place)) for problem in check.problems]


def test_nothing_is_said_of_a_scheme_that_uses_all_it_declares() -> None:
    assert unused() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            (
                "section 1  pardoned",
                "section 2  stranger\n  offence is assault\n\nsection 1  pardoned",
            ),
            ("scheme-unused-part", "section 2"),
        ),
        (
            (
                "section 1  pardoned",
                "codes section 3 of offences\n  (a) theft\n\nsection 1  pardoned",
            ),
            ("scheme-unused-codes", "section 3"),
        ),
        (
            ("section 1  pardoned", "open point 1  section 1  is it so?\n\nsection 1  pardoned"),
            ("scheme-unused-open-point", "section 1"),
        ),
        (
            ("list job", 'list pet of the person\n  ask "Any?"\n  look  photographs\n\nlist job'),
            ("scheme-unused-list", "pet"),
        ),
        (
            ("list job", '  recorded  day  date\n    ask "When?"\n    look  diary\n\nlist job'),
            ("scheme-unused-fact", "conviction"),
        ),
        (("    look  court book\n", ""), ("scheme-no-question", "offence")),
        (('  ask   "What was the work?"\n', ""), ("scheme-no-question", "job")),
    ],
)
def test_what_nothing_rests_on_or_asks_is_said(
    changes: tuple[str, str], said: tuple[str, str]
) -> None:
    assert unused(changes) == [said]


def test_nothing_is_said_of_tables_that_agree_and_try_everything(tmp_path: Path) -> None:
    assert tables(TABLE, tmp_path) == []


def test_a_wrong_outcome_is_said_with_its_line(tmp_path: Path) -> None:
    wrong = TABLE.replace("? | applies |", "? | does not apply |")
    assert tables(wrong, tmp_path) == [("case-outcome", "cases.md:6")]


def test_a_wrong_reason_is_said_with_its_line(tmp_path: Path) -> None:
    wrong = TABLE.replace("does not apply | section 1(a)", "does not apply | section 1(b)")
    assert tables(wrong, tmp_path) == [("case-decided-by", "cases.md:7")]


@pytest.mark.parametrize(
    ("row", "provision"),
    [
        ("not theft", "section 1(a)"),
        ("nobody says", "section 1(a)"),
        ("worked some", "section 1(b)"),
    ],
)
def test_a_condition_that_no_row_tries_each_way_is_said(
    row: str, provision: str, tmp_path: Path
) -> None:
    less = "\n".join(line for line in TABLE.splitlines() if row not in line)
    assert ("case-untried", f"invented.scheme ({provision})") in tables(less, tmp_path)


def test_a_table_that_cannot_be_read_is_said_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text(TABLE.replace("? | applies |", "? | maybe |"), "utf-8")
    wrong = tmp_path / "wrong.md"
    wrong.write_text(TABLE.replace("does not apply | section 1(a)", "applies | -"), "utf-8")
    found = check_case_tables(law(), [tmp_path / "other.md", wrong], "invented.scheme")
    assert {p.code for p in found.problems} == {"spec-table-outcome", "case-outcome"}


def test_a_scheme_without_case_tables_has_been_tried_by_nothing() -> None:
    found = check_case_tables(law(), [], "invented.scheme")
    assert [problem.code for problem in found.problems] == ["case-none"]
