from __future__ import annotations

import pytest

from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.notation.reader import read
from amends.problems import ProblemsFound
from amends.truth.edtf import day
from amends.truth.states import Outcome
from amends.truth.values import Codes, Period, Span

SCHEME = read(
    """
scheme        An invented law
id            invented
citation      2001 c. 1
jurisdiction  Nowhere
status        enacted
in force      from 2001-01-01
matter        conviction

effect        pardon by operation of law, where section 1 pardoned
effect        disregard on application, where section 1 pardoned
effect        award on application, where section 1 pardoned
  amount  section 4
    500.00

words offences
  theft
  assault
  theft or assault

of the conviction
  recorded  offence  one of offences
  recorded  conduct  period
  recorded  decided  date
  recorded  fine     number
  recorded  costs    money
  recorded  rung on 3 May 2017  yes or no

list job of the person
  recorded  held  period

list relative of the person, each a person
  judged  close  yes or no

section 1  pardoned
  all of
    offence is theft
    conduct within 1984-01-01 to 1984-12-31
    decided before 1990-01-01
    fine at most 50
    costs at most 50.00
    section 2  worker

section 2  worker (a person)
  any of
    some job of the person where
      held overlaps 1984-01-01 to 1984-12-31
    some relative of the person where
      close
""",
    "invented.scheme",
)


def _rows(*lines: str) -> tuple[SpecRow, ...]:
    return read_spec_tables("\n".join(lines), "cases.md", SCHEME)


def _row(heading: str, cells: str) -> SpecRow:
    marks = "|".join("---" for _ in heading.split("|")[1:-1])
    (row,) = _rows("On 2010-05-01.", "", heading, f"|{marks}|", cells)
    return row


def test_a_row_holds_its_facts_its_date_and_its_answer() -> None:
    row = _row("| case | offence | outcome |", "| one | theft | applies |")

    assert (row.label, row.on, row.outcome) == ("one", day(2010, 5, 1), Outcome.APPLIES)
    assert [s.says for s in row.case.matter.facts["offence"]] == [Codes(frozenset({"theft"}))]
    assert row.place.line == 5


def test_a_row_may_say_the_outcome_of_another_effect() -> None:
    heading = "| case | offence | outcome | outcome of disregard |"
    row = _row(heading, "| one | theft | applies | contested |")
    assert row.outcomes == {"pardon": Outcome.APPLIES, "disregard": Outcome.CONTESTED}
    assert (row.outcome, row.others) == (Outcome.APPLIES, {"disregard": Outcome.CONTESTED})
    assert _row(heading, "| one | theft | applies | - |").others == {}
    row = _row(heading, "| one | theft | applies | not in force |")
    assert row.others == {"disregard": None}


def test_a_row_may_say_what_decides_another_effect_and_the_exact_answer() -> None:
    heading = "| case | outcome | decided by | decided by disregard | exact |"
    row = _row(heading, "| one | applies | section 1 | section 2; section 1(a) | contested |")
    reasons = {"pardon": ("section 1",), "disregard": ("section 2", "section 1(a)")}
    assert row.reasons == reasons
    assert row.exact is Outcome.CONTESTED
    row = _row(heading, "| one | applies | - | - | - |")
    assert (row.reasons, row.exact) == ({}, None)


@pytest.mark.parametrize(
    ("cell", "sums"),
    [
        ("500.00", {"award": (50_000, 50_000)}),
        ("5.00..500.00", {"award": (500, 50_000)}),
        ("5.00..", {"award": (500, None)}),
        ("..5.00", {"award": (None, 500)}),
        ("..", {"award": (None, None)}),
        ("none", {"award": None}),
        ("-", {}),
    ],
)
def test_a_row_may_say_how_much_an_effect_brings(cell: str, sums: dict[str, object]) -> None:
    row = _row("| case | outcome | amount of award |", f"| one | applies | {cell} |")
    assert row.amounts == sums


@pytest.mark.parametrize(
    ("heading", "cell", "what"),
    [
        ("award", "500", "`500` is no amount"),
        ("award", "much", "`much` is no amount"),
        ("pardon", "500.00", "`pardon` is no effect of which this can be said"),
    ],
)
def test_what_is_wrong_with_an_amount_is_told(heading: str, cell: str, what: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        _row(f"| case | outcome | amount of {heading} |", f"| one | applies | {cell} |")
    assert [problem.what for problem in found.value.problems] == [what]


def test_a_fact_whose_name_ends_in_a_number_is_no_entry_of_a_list() -> None:
    row = _row(
        "| case | offence | rung on 3 May 2017 | outcome |", "| one | theft | yes | applies |"
    )
    assert "rung on 3 May 2017" in row.case.matter.facts


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("outcome of disregarding", "applies", "spec-table-effect"),
        ("outcome of pardon", "applies", "spec-table-effect"),
        ("outcome of disregarding", "-", "spec-table-effect"),
        ("outcome of disregard", "perhaps", "spec-table-outcome"),
        ("decided by pardon", "section 1", "spec-table-effect"),
        ("exact", "perhaps", "spec-table-outcome"),
        ("exact", "not in force", "spec-table-outcome"),
    ],
)
def test_what_is_wrong_with_the_outcome_of_an_effect_is_told(
    heading: str, cell: str, code: str
) -> None:
    with pytest.raises(ProblemsFound) as found:
        _row(f"| case | offence | outcome | {heading} |", f"| one | theft | applies | {cell} |")
    assert [problem.code for problem in found.value.problems] == [code]


def test_cells_say_how_far_something_is_known() -> None:
    row = _row(
        "| case | offence | conduct | decided | fine | outcome |",
        "| one | theft / assault | 1984-03 to 1984-05-02 "
        "| 1985-01-02..1985-01-04 | 3..5 | contested |",
    )
    says = {name: [s.says for s in held] for name, held in row.case.matter.facts.items()}

    assert says["offence"] == [Codes(frozenset({"theft"})), Codes(frozenset({"assault"}))]
    assert says["conduct"] == [
        Period(Span(day(1984, 3, 1), day(1984, 3, 31)), Span(day(1984, 5, 2), day(1984, 5, 2)))
    ]
    assert says["decided"] == [Span(day(1985, 1, 2), day(1985, 1, 4))]
    assert says["fine"] == [Span(3, 5)]


def test_one_of_two_words_is_one_statement_unless_that_is_a_word_itself() -> None:
    row = _row("| case | offence | outcome |", "| one | assault or theft | undetermined |")
    itself = _row("| case | offence | outcome |", "| one | theft or assault | undetermined |")

    assert row.case.matter.facts["offence"][0].says == Codes(frozenset({"theft", "assault"}))
    assert itself.case.matter.facts["offence"][0].says == Codes(frozenset({"theft or assault"}))


def test_given_facts_hold_for_the_section_and_a_row_may_take_one_back() -> None:
    first, second = _rows(
        "# One",
        "On 2010-05-01.",
        "| given | value |",
        "|---|---|",
        "| offence | theft |",
        "",
        "| case | offence | outcome |",
        "|---|---|---|",
        "| taken back | ? | undetermined |",
        "",
        "# Two",
        "On 2011-05-01.",
        "| case | fine | outcome |",
        "|---|---|---|",
        "| not given | 3 | undetermined |",
    )

    assert first.case.matter.facts == {}
    assert "offence" not in second.case.matter.facts
    assert second.on == day(2011, 5, 1)


def test_entries_are_told_apart_by_number_and_nest() -> None:
    row = _row(
        "| case | job.held | job 2.held | relative.close | relative.job.held | outcome |",
        "| one | 1980 to 1985 | 1986 | yes | ? | applies |",
    )
    person = row.case.person

    assert [e.label for e in person.entries("job").entries] == ["job 1", "job 2"]
    assert [e.label for e in person.entries("relative").entries] == ["relative 1"]
    assert [e.label for e in person.entries("relative").entries[0].subject.entries("job").entries]


@pytest.mark.parametrize(
    ("cell", "entries", "closures"),
    [("?", 1, 0), ("no others", 1, 1), ("none", 0, 1), ("-", 0, 0)],
)
def test_a_list_cell_says_whether_there_are_others(cell: str, entries: int, closures: int) -> None:
    row = _row("| case | job.held | job | outcome |", f"| one | 1980 | {cell} | undetermined |")
    held = row.case.person.entries("job")

    assert (len(held.entries), len(held.closures)) == (entries, closures)


def test_parts_may_be_denied_and_open_points_supposed() -> None:
    row = _row("| case | denied | outcome |", "| one | worker | not in force |")

    assert [denial.part for denial in row.case.person.denials] == ["worker"]
    assert row.outcome is None


@pytest.mark.parametrize(
    ("heading", "cells", "what"),
    [
        (
            "| case | offence | outcome |",
            "| one |  | applies |",
            "the cell under `offence` is empty",
        ),
        ("| case | offence | outcome |", "| one | theft |", "the row has 2 cells, its heading 3"),
        ("| case | offence | outcome |", "| one | thefts | applies |", "did you mean `theft`?"),
        ("| case | decided | outcome |", "| one | soon | applies |", "`soon` is no date"),
        ("| case | job | outcome |", "| one | many | applies |", "`many` says nothing of a list"),
        ("| case | outcome |", "| one | maybe |", "`maybe` is no outcome"),
        ("| case | denied | outcome |", "| one | wroker | applies |", "`wroker` is no part"),
        (
            "| case | supposed | outcome |",
            "| one | open point 9 = yes | applies |",
            "supposes nothing",
        ),
        ("| case | on | outcome |", "| one | someday | applies |", "no law date can be read here"),
        ("| case | fine | outcome |", "| one | few | applies |", "`few` is no number"),
    ],
)
def test_a_wrong_cell_is_a_problem_with_its_line(heading: str, cells: str, what: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        _row(heading, cells)

    (problem,) = found.value.problems
    assert what in problem.what + problem.remedy
    assert problem.place.line == 5


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("| case | ofence | outcome |", "did you mean `offence`?"),
        ("| case | jobs.held | outcome |", "did you mean `job`?"),
        ("| case | outcome of the disregard | outcome |", "did you mean `disregard`?"),
        ("| case | amount of the award | outcome |", "did you mean `award`?"),
        ("| case | offence | result |", "the table has no column `outcome`"),
    ],
)
def test_a_wrong_heading_is_a_problem_with_its_own_line_once(heading: str, what: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        _rows(
            *("On 2010-05-01.", "", heading, "|---|---|---|"),
            *(f"| {case} | - | applies |" for case in ("one", "two")),
        )
    problem = found.value.problems[0]
    assert what in problem.what + problem.remedy
    assert problem.place.line == 3
    assert [one.what for one in found.value.problems].count(problem.what) == 1


@pytest.mark.parametrize(
    ("column", "remedy"),
    [
        ("supposed", "write `-` where nothing is said"),
        ("decided by disregard", "write `-` where nothing is said"),
        ("on", "write the law date, such as 2025-06-01"),
        ("offence", "write `?` where nothing is stated"),
    ],
)
def test_an_empty_cell_is_told_with_what_can_stand_there(column: str, remedy: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        _row(f"| case | {column} | outcome |", "| one | | applies |")
    assert [problem.remedy for problem in found.value.problems] == [remedy]


def test_a_sum_has_two_decimals_as_an_amount_has() -> None:
    row = _row("| case | costs | outcome |", "| one | 500.00..900.05 | applies |")
    assert [s.says for s in row.case.matter.facts["costs"]] == [Span(50_000, 90_005)]
    for cell in ("50000", "5,000.00", "500.0", "1.00..2"):
        with pytest.raises(ProblemsFound, match=r"is no sum; write 500\.00"):
            _row("| case | costs | outcome |", f"| one | {cell} | applies |")


def test_every_problem_of_a_file_is_told_at_once() -> None:
    with pytest.raises(ProblemsFound) as found:
        _rows("| case | outcome |", "|---|---|", "| one | maybe |", "| two | perhaps |")

    told = [(problem.place.line, problem.code) for problem in found.value.problems]
    assert told == [
        *((1, "spec-table-date"), (3, "spec-table-outcome"), (4, "spec-table-outcome")),
    ]


def test_an_entry_may_be_the_matter_or_stand_beside_it() -> None:
    heading = "| case | job.held | job.is this matter | job 2.is this matter | outcome |"
    cells = {"yes": [True, False], "no": [False, False]}
    for first, is_matter in cells.items():
        row = _row(heading, f"| one | 1984 | {first} | ? | applies |")
        entries = row.case.person.lists["job"].entries
        said = [(entry.source, entry.label) in row.case.identities for entry in entries]
        assert said == is_matter[: len(said)]
        assert {source for source, _ in row.case.identities} == {entries[0].source}
    assert not _row(heading, "| one | 1984 | ? | ? | applies |").case.identities


def test_nothing_else_is_said_of_whether_an_entry_is_the_matter() -> None:
    with pytest.raises(ProblemsFound, match="does not say whether the entry is the matter"):
        _row("| case | job.is this matter | outcome |", "| one | perhaps | applies |")


def test_a_list_of_the_row_comes_behind_its_entries_though_it_is_given() -> None:
    (row,) = _rows(
        *("On 2010-05-01.", "", "| given | value |", "|---|---|", "| job | none |", ""),
        *(
            "| case | job.held | job | outcome |",
            "|---|---|---|---|",
            "| one | ? | none | applies |",
        ),
    )
    assert row.case.person.lists["job"].entries == ()


def test_a_heading_that_is_none_and_a_given_that_is_wrong_are_told_once() -> None:
    lines = (
        *("On 2010-05-01.", "", "| given | value |", "|---|---|", "| fine | much |", ""),
        *("| case | ofence | conduct | outcome |", "|---|---|---|---|"),
        *(f"| {n} | theft | sometime | applies |" for n in ("one", "two")),
    )
    with pytest.raises(ProblemsFound) as found:
        _rows(*lines)
    told = [
        (problem.place.line, problem.what.partition(":")[0]) for problem in found.value.problems
    ]
    assert told == [
        *((5, "under `fine`"), (7, "under `ofence`")),
        *((9, "under `conduct`"), (10, "under `conduct`")),
    ]
