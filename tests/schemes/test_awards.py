"""How much two laws award, asked as a person would: a case file and `amends explain`."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.cases.case_file import read_case_file
from amends.engines.reference import assess
from amends.notation.shelf import load
from amends.scheme.law import as_at
from amends.truth.dates import day
from lib.agreement import assert_agree
from lib.answers import explained

AWARDS = Path(__file__).parent / "awards"
GERMANY = ("strrehahomg-2017", day(2019, 6, 1), "award")
REDRESS = ("horizon-convictions-redress-scheme", day(2026, 3, 1), "fixed award")
SUMS = {
    "d22": (GERMANY, "It comes to 9,000.00 EUR (section 5(2))."),
    "d22-months-unknown": (GERMANY, "It comes to at least 6,000.00 EUR"),
    "d22-months-within": (GERMANY, "It comes to between 7,500.00 and 9,000.00 EUR"),
    "d22-open-lists": (GERMANY, "It comes to at least 9,000.00 EUR"),
    "no-detention": (GERMANY, "It comes to 3,000.00 EUR"),
    "two-detentions": (GERMANY, "It comes to between 4,500.00 and 6,000.00 EUR"),
    "part-reduction-unknown": (GERMANY, "It comes to between 3,000.00 and 6,000.00 EUR"),
    "part-reduction-known": (GERMANY, "It comes to 4,800.00 EUR"),
    "part-reduction-too-great": (GERMANY, "It comes to 3,000.00 EUR"),
    "o12": (REDRESS, "It comes to 400,000.00 GBP"),
}


@pytest.mark.parametrize("name", SUMS)
def test_the_sum_is_told_and_the_engines_agree_on_it(name: str) -> None:
    (scheme, on, effect), told = SUMS[name]
    law = as_at(load(scheme).scheme, on)
    path = AWARDS / f"{name}.toml"
    cases = read_case_file(path.read_text(encoding="utf-8"), path.name, law.scheme)
    (case,) = cases
    assert told in " ".join(explained(law, case, "short").split())
    (award,) = (one for one in assess(law, case).effects if one.effect == effect)
    assert award.amount is not None
    assert_agree(law, cases)


def test_there_is_a_sum_for_each_file() -> None:
    assert {path.stem for path in AWARDS.iterdir()} == set(SUMS)
