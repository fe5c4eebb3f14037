"""Facts that are another fact as told by some kinds of source alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.engines.reference import assess
from amends.notation import read, write
from amends.problems import ProblemsFound
from amends.scheme.law import as_at
from amends.scheme.model import InvalidScheme, Scheme
from amends.truth.states import Outcome
from lib.agreement import assert_agree
from lib.small import APPLIES, CONTESTED, NO, OPEN

HEAD = """\
scheme        Lamplighters (Relief) Act 1931
id            lamplighters-relief-1931
citation      1931 c. 99
jurisdiction  Nowhere
status        enacted
in force      always
matter        conviction
effect  pardon by operation of law, where section 1  pardoned
words offences
  insolence
  theft
words sources
  court record
  sworn statement
  newspaper
of the conviction
  recorded  offence          one of offences
  recorded  offence on file  as offence, by court record, sworn statement
list appeal of the person
  recorded  lodged  date
  recorded  lodged on file  as lodged, by court record
section 1  pardoned
"""
ONLY_ON_FILE = "  all of\n    offence is theft\n    offence on file is theft\n"
"""Only what is on file establishes it; anything refutes it."""


def scheme(body: str) -> Scheme:
    return read(HEAD + body, "lamplighters.scheme")


def case(of: Scheme, *lines: str) -> Case:
    kinds = '[kinds-of-source]\n"folio 1" = "court record"\n"page 3" = "newspaper"\n'
    used = "\n".join(line for line in kinds.splitlines() if line[1:6] in " ".join(lines))
    text = f"[kinds-of-source]\n{used}\n" if used else ""
    (one,) = read_case_file(
        text + '[[matter]]\nkey = "k"\n' + "\n".join(lines) + "\n", "case.toml", of
    )
    return one


THEFT_ON_FILE = '{says = "theft", source = "folio 1"}'
THEFT_IN_PAPER = '{says = "theft", source = "page 3"}'
INSOLENCE_ON_FILE = '{says = "insolence", source = "folio 1"}'
INSOLENCE_IN_PAPER = '{says = "insolence", source = "page 3"}'
SAID: dict[str, tuple[list[str], Outcome]] = {
    "nothing": ([], OPEN),
    "on file": ([THEFT_ON_FILE], APPLIES),
    "in the paper only": ([THEFT_IN_PAPER], OPEN),
    "in the paper, otherwise": ([INSOLENCE_IN_PAPER], NO),
    "on file, and otherwise in the paper": ([THEFT_ON_FILE, INSOLENCE_IN_PAPER], CONTESTED),
    "otherwise on file": ([INSOLENCE_ON_FILE], NO),
}


@pytest.mark.parametrize(("said", "right"), SAID.values(), ids=SAID)
def test_only_what_is_on_file_establishes_and_anything_refutes(
    said: list[str], right: Outcome
) -> None:
    of = scheme(ONLY_ON_FILE)
    given = case(of, *([f"offence = [{', '.join(said)}]"] if said else []))
    law = as_at(of, 1)
    assert assess(law, given).outcome is right
    assert_agree(law, [given])


def test_a_source_of_no_kind_is_not_on_file() -> None:
    of = scheme(ONLY_ON_FILE)
    given = case(of, 'offence = [{says = "theft", source = "a letter"}]')
    assert "offence on file" not in given.matter.facts


def test_what_is_stated_directly_stands_beside() -> None:
    of = scheme(ONLY_ON_FILE)
    given = case(
        of,
        f"offence = [{THEFT_ON_FILE}]",
        '"offence on file" = {says = "theft", source = "a letter"}',
    )
    assert [one.source for one in given.matter.facts["offence on file"]] == ["a letter", "folio 1"]


def test_a_source_of_another_kind_does_not_state_it() -> None:
    of = scheme(ONLY_ON_FILE)
    with pytest.raises(ProblemsFound) as found:
        case(of, '"offence on file" = {says = "theft", source = "page 3"}')
    (problem,) = found.value.problems
    assert problem.code == "not-by-that-source"
    assert "`page 3` states `offence on file`" in problem.what


def test_a_source_that_only_closes_a_list_has_a_kind_too() -> None:
    of = scheme(ONLY_ON_FILE)
    text = (
        '[kinds-of-source]\n"folio 1" = "court record"\n[[matter]]\nkey = "k"\n'
        '[[person.closures]]\nlist = "appeal"\nnames = []\nsource = "folio 1"\n'
    )
    assert read_case_file(text, "case.toml", of)


def test_so_many_problems_and_no_more_are_told() -> None:
    of = scheme(ONLY_ON_FILE)
    text = "".join(f'x{n} = "1"\n' for n in range(90)) + '[[matter]]\nkey = "k"\n'
    with pytest.raises(ProblemsFound) as found:
        read_case_file(text, "case.toml", of)
    assert len(found.value.problems) == 51
    assert found.value.problems[-1].what == "40 more are not told"


def test_what_is_set_aside_is_on_no_file() -> None:
    of = scheme(ONLY_ON_FILE)
    given = case(
        of,
        'offence = [{says = "theft", source = "folio 1", label = "entry"}]',
        "[[set-aside]]",
        'label = "entry"',
        'by = "M. Invented"',
        "on = 2024-09-12",
        'reason = "another man of that name"',
    )
    assert not given.matter.facts


def test_entries_of_a_list_have_such_facts_too() -> None:
    of = scheme("  some appeal of the person where\n    lodged on file before 1930-01-01\n")
    (given,) = read_case_file(
        '[kinds-of-source]\n"folio 1" = "court record"\n[[matter]]\nkey = "k"\n'
        '[[person.appeal]]\nsource = "folio 1"\nlodged = "1929"\n',
        "case.toml",
        of,
    )
    assert assess(as_at(of, 1), given).outcome is APPLIES


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ('"folio 1" = "court recor"', "`court recor` is no kind of source"),
        ('"folio 2" = "court record"', "`folio 2` is not known here"),
    ],
)
def test_a_kind_or_source_that_is_none_is_told(kinds: str, told: str) -> None:
    of = scheme(ONLY_ON_FILE)
    text = (
        f"[kinds-of-source]\n{kinds}\n[[matter]]\n"
        'key = "k"\noffence = {says = "theft", source = "folio 1"}\n'
    )
    with pytest.raises(ProblemsFound) as found:
        read_case_file(text, "case.toml", of)
    assert told in [problem.what for problem in found.value.problems]


def test_the_notation_comes_back() -> None:
    of = scheme(ONLY_ON_FILE)
    assert read(write(of), "again.scheme") == of
    (drawn,) = (fact for fact in of.matter_facts if fact.drawn_from)
    assert (drawn.drawn_from, drawn.by) == ("offence", ("court record", "sworn statement"))


@pytest.mark.parametrize(
    ("drawn_from", "by"),
    [("lost", ("newspaper",)), ("offence", ()), ("offence", ("rumour",)), ("", ("newspaper",))],
)
def test_what_cannot_be_drawn_is_refused(drawn_from: str, by: tuple[str, ...]) -> None:
    of = scheme(ONLY_ON_FILE)
    first, second = of.matter_facts
    with pytest.raises(InvalidScheme):
        replace(
            of,
            matter_facts=(first, replace(second, drawn_from=drawn_from, by=by)),
        )
