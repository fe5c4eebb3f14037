"""A case read back from a table of cases is assessed as the case that was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from amends.cases.case import Case, Subject
from amends.cases.read_back import cases_at
from amends.cases.table import tabulate
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.tables import Database
from amends.truth.dates import day
from lib.agreement import by_reference
from lib.cases import a_case
from lib.dice import Drawn, Thrown
from lib.strategies import a_law, examples, schemes
from registers.practice import archive
from registers.practice import scheme as practised


def read_back(law: Law, cases: Sequence[Case]) -> list[Case]:
    with TemporaryDirectory() as place, Database(Path(place)) as database:
        found = cases_at(tabulate(cases, law.scheme, database), range(len(cases) + 2))
    assert list(found) == list(range(1, len(cases) + 1))
    return list(found.values())


@examples(25)
@given(schemes(), st.integers(0, 2**32), st.data())
def test_a_case_read_back_is_assessed_alike(scheme: Scheme, seed: int, data: st.DataObject) -> None:
    law = a_law(Drawn(data.draw), scheme)
    dice = Thrown(Random(seed))
    cases = [a_case(dice, scheme, key=f"k{n}") for n in range(10)]
    assert by_reference(law, read_back(law, cases)) == by_reference(law, cases)


def test_a_register_read_back_is_assessed_alike() -> None:
    law, cases = as_at(practised(), day(2025, 6, 1)), [case for case, _ in archive().cases()]
    assert by_reference(law, read_back(law, cases)) == by_reference(law, cases)


def test_what_is_lost_in_the_table_would_be_noticed() -> None:
    law, cases = as_at(practised(), day(2025, 6, 1)), [case for case, _ in archive().cases()]
    silent = [replace(case, matter=Subject()) for case in cases]
    assert by_reference(law, silent) != by_reference(law, cases)
