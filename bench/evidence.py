"""Wrong noes and wrong yeses: the practice register beside the answers that its evidence gives.

The answers were worked out from the register's invented truth by somebody who did not write the
program; they stand with the tests.
"""

from __future__ import annotations

import csv
from pathlib import Path

from amends.engines.reference import assess
from amends.notation.shelf import load
from amends.registers.archive import read_archive
from amends.scheme.law import as_at
from amends.truth.edtf import edtf_bounds
from amends.truth.states import Outcome

SCHEME = "miners-strike-pardons-2022"
ROOT = Path(__file__).parents[1]


def measure() -> None:
    """Count the answers that are not those of the evidence, on each law date."""
    scheme = load(SCHEME).scheme
    cases = [case for case, _ in read_archive(ROOT / "examples/practice-register", scheme).cases()]
    with (ROOT / "tests/registers/expected-outcomes.csv").open(encoding="utf-8") as file:
        right = {
            (row["on"], frozenset(one.strip() for one in row["rows"].split("|"))): row["outcome"]
            for row in csv.DictReader(file)
        }
    for on in sorted({on for on, _ in right}):
        bounds = edtf_bounds(on)
        assert bounds is not None
        law = as_at(scheme, bounds[0])
        noes = yeses = others = 0
        for case in cases:
            outcome = assess(law, case).outcome
            truth = right[on, frozenset(reference for _, reference in case.identities)]
            if outcome is not None and outcome.value != truth:
                noes += outcome is Outcome.DOES_NOT_APPLY
                yeses += outcome is Outcome.APPLIES
                others += outcome in (Outcome.UNDETERMINED, Outcome.CONTESTED)
        print(
            f"  as at {on}, {len(cases)} charges: wrong noes {noes}, wrong yeses {yeses}, "
            f"otherwise different {others}"
        )
