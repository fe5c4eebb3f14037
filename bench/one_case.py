"""The reference engine, with full grounds, on the cases of the practice register."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from amends.engines.reference import assess
from amends.notation.shelf import load
from amends.registers.archive import read_archive
from amends.scheme.law import as_at
from amends.truth.edtf import day

SCHEME = "miners-strike-pardons-2022"
REGISTER = Path(__file__).parents[1] / "examples" / "practice-register"
TIMES = 3


def measure() -> None:
    """Assess the cases and print what it takes."""
    law = as_at(load(SCHEME).scheme, day(2025, 6, 1))
    cases = read_archive(REGISTER, law.scheme).cases
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        for case in cases:
            assess(law, case)
        taken.append(perf_counter() - began)
    each = min(taken) / len(cases)
    print(f"  {len(cases)} cases of the practice register, with grounds")
    print(f"  {min(taken):.3f} s, {1 / each:,.0f} cases/s, {1000 * each:.2f} ms a case")
