"""The practice register's answers, worked out apart from this program, and ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from amends.assessments.assessment import EffectAssessment
from amends.cases.table import tabulate
from amends.engines.sql import count_outcomes
from amends.scheme.law import as_at
from amends.tables import Database
from amends.truth.states import Outcome
from lib.agreement import assert_agree
from registers.practice import DATES, assessed, charges, listed, practice_cases, scheme, table

NAMES = {row["name"]: row for row in table("answer-names.csv")}
EXPECTED = {
    (row["on"], frozenset(listed(row["rows"]))): row for row in table("expected-outcomes.csv")
}
KNOWN = {
    (row["charge"], row["field"]): (row["ours"], row["theirs"])
    for row in table("known-differences.csv")
}

# In an alternative that is wholly refuted each limb of ours counts; theirs give the limb of the
# offence concerned alone, for nobody asks about the reason for a theft.
ALTERNATIVES = {"offence", "activity", "reason", "hardship"}


def meaning(names: Iterable[str], column: str) -> set[str]:
    """What names of provisions, facts and lists come to; each must stand in the table."""
    return {NAMES[name][column] for name in names} - {""}


def agree(outcome: str, field: str, ours: Iterable[str], theirs: Iterable[str]) -> bool:
    if outcome == "applies" and field == "provisions":
        return meaning(ours, "met") == meaning(theirs, "met")
    mine, other = meaning(ours, "turning_on"), meaning(theirs, "turning_on")
    if outcome == "does_not_apply" and field == "provisions":
        return other <= mine <= other | ALTERNATIVES
    return mine == other


def fields(effect: EffectAssessment) -> Mapping[str, tuple[str, ...]]:
    return {
        "provisions": effect.provisions,
        "missing": effect.wanted,
        "conflicting": effect.disputed,
    }


def differences(on: str) -> Iterator[tuple[str, str, str, str]]:
    for case, effect in assessed(practice_cases(), on):
        row = EXPECTED[on, charges(case)]
        for field, ours in fields(effect).items():
            theirs = listed(row[field])
            if not agree(row["outcome"], field, ours, theirs):
                yield min(charges(case)), field, joined(ours), joined(theirs)


def joined(names: Iterable[str]) -> str:
    return " | ".join(sorted(meaning(names, "turning_on")))


def test_each_charge_is_one_case_and_there_are_no_others() -> None:
    assert len(practice_cases()) == 409
    assert {charges(case) for case in practice_cases()} == {rows for _, rows in EXPECTED}


@pytest.mark.parametrize("on", DATES)
def test_every_outcome_is_the_right_one(on: str) -> None:
    ours = {charges(case): effect.outcome for case, effect in assessed(practice_cases(), on)}
    theirs = {rows: Outcome(row["outcome"]) for (day, rows), row in EXPECTED.items() if day == on}
    assert ours == theirs


@pytest.mark.parametrize("on", DATES)
def test_reasons_differ_only_where_that_is_listed_with_why(on: str) -> None:
    found = {(charge, field): (mine, theirs) for charge, field, mine, theirs in differences(on)}
    assert found == KNOWN


@pytest.mark.parametrize("on", DATES)
def test_the_bulk_engine_says_the_same_of_every_charge(on: str) -> None:
    law = as_at(scheme(), date.fromisoformat(on).toordinal())
    assert_agree(law, practice_cases())
    with TemporaryDirectory() as directory, Database(Path(directory)) as database:
        counted = count_outcomes(law, tabulate(practice_cases(), scheme(), database))
    (effect,) = scheme().effects
    outcomes = Counter(found.outcome for _, found in assessed(practice_cases(), on))
    assert counted == {(effect.name, outcome): n for outcome, n in outcomes.items()}
