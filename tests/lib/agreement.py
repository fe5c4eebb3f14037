"""Engines held against each other on the same cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import currently_in_test_context, note

from amends.assessments.assessment import AmountAssessed, AssessmentStatus
from amends.cases.case import Case
from amends.cases.table import tabulate
from amends.engines import reference, sql
from amends.scheme.law import Law
from amends.tables import Database
from amends.truth.states import Outcome
from lib.case_tables import Said
from lib.printing import shown

# The least and the most, and whether records disagree on it.
Amount = tuple[int | None, int | None, bool]
# Status, outcome, provisions, wanted, disputed, amount.
Told = tuple[AssessmentStatus, Outcome | None, set[str], set[str], set[str], Amount | None]


def by_reference(law: Law, cases: Sequence[Case]) -> dict[tuple[str, str], Told]:
    """What the reference says, by case and effect; no effect where the law is not in force."""
    told: dict[tuple[str, str], Told] = {}
    for case in cases:
        assessment = reference.assess(law, case)
        if not assessment.effects:
            told[case.key, ""] = (assessment.status, None, set(), set(), set(), None)
        for effect in assessment.effects:
            told[case.key, effect.effect] = (
                assessment.status,
                effect.outcome,
                set(effect.provisions),
                set(effect.wanted),
                set(effect.disputed),
                _amount(effect.amount),
            )
    return told


def _amount(amount: AmountAssessed | None) -> Amount | None:
    return (amount.least, amount.most, amount.disputed) if amount else None


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
                row.amount,
            )
            for row in sql.rows(sql.assess_table(law, table))
        }


def of_case(told: Mapping[tuple[str, str], Told], key: str) -> dict[str, Said]:
    """What is said of each effect of a case, as far as a row of a case table can say it."""
    return {
        effect: (outcome, provisions, amount and amount[:2])
        for (of, effect), (_, outcome, provisions, _, _, amount) in told.items()
        if of == key and outcome
    }


def assert_agree(law: Law, cases: Sequence[Case]) -> None:
    told, in_bulk = by_reference(law, cases), by_sql(law, cases)
    by_key = {case.key: case for case in cases}
    for key, right in told.items():
        if in_bulk.get(key) != right and currently_in_test_context():
            note(shown(law, by_key[key[0]]))
            note(f"{key[1]}: reference {right}, sql {in_bulk.get(key)}")
    assert in_bulk == told
