"""The bulk engine says what the reference says, of every case of a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from amends.assessments.assessment import AssessmentStatus
from amends.cases.case import Case, Subject
from amends.cases.table import tabulate
from amends.engines import reference, sql
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.tables import Database
from amends.truth.states import Outcome
from generative.corpus.finds import FINDS
from lib.cases import a_case
from lib.dice import Drawn, Thrown
from lib.printing import shown
from lib.strategies import a_law, examples, schemes

CASES_IN_A_TABLE = 30

# Status, outcome, provisions, wanted, disputed.
Told = tuple[AssessmentStatus, Outcome | None, set[str], set[str], set[str]]


def by_reference(law: Law, cases: Sequence[Case]) -> dict[tuple[str, str], Told]:
    """What the reference says, by case and effect; no effect where the law is not in force."""
    told: dict[tuple[str, str], Told] = {}
    for case in cases:
        assessment = reference.assess(law, case)
        if not assessment.effects:
            told[case.key, ""] = (assessment.status, None, set(), set(), set())
        for effect in assessment.effects:
            told[case.key, effect.effect] = (
                assessment.status,
                effect.outcome,
                set(effect.provisions),
                set(effect.wanted),
                set(effect.disputed),
            )
    return told


def by_sql(law: Law, cases: Sequence[Case]) -> dict[tuple[str, str], Told]:
    with TemporaryDirectory() as directory, Database(Path(directory)) as database:
        table = tabulate(cases, law.scheme, database)
        return {
            (row.key, row.effect): (
                row.status,
                row.outcome,
                set(row.provisions),
                set(row.wanted),
                set(row.disputed),
            )
            for row in sql.rows(sql.assess_table(law, table))
        }


def assert_agree(law: Law, cases: Sequence[Case]) -> None:
    told, in_bulk = by_reference(law, cases), by_sql(law, cases)
    for case in cases:
        for key, right in told.items():
            if key[0] == case.key and in_bulk.get(key) != right:
                note(shown(law, case))
                note(f"{key[1]}: reference {right}, sql {in_bulk.get(key)}")
    assert in_bulk == told


@examples(25)
@given(schemes(), st.integers(0, 2**32), st.data())
def test_sql_says_what_the_reference_says(scheme: Scheme, seed: int, data: st.DataObject) -> None:
    law = a_law(Drawn(data.draw), scheme)
    dice = Thrown(Random(seed))
    assert_agree(law, [a_case(dice, scheme, key=f"k{n}") for n in range(CASES_IN_A_TABLE)])


@pytest.mark.parametrize("found", FINDS)
def test_what_was_once_found_is_right_on_every_engine(found: str) -> None:
    law, case, right = FINDS[found]
    assert reference.assess(law, case).outcome is right
    assert_agree(law, [case])


def test_a_difference_is_noticed() -> None:
    """One case changed beside the other engine's table is told apart."""
    law, case, _ = FINDS["a limb until a day and one from the next"]
    silent = replace(case, matter=Subject())
    assert by_sql(law, [silent]) != by_reference(law, [case])
