"""One case: the reference engine, an answer in words, and the commands as a person types them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from amends.cases.case import Case
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import explain
from amends.notation.shelf import load
from amends.registers.archive import read_archive
from amends.scheme.law import Law, as_at
from amends.truth.edtf import day

SCHEME = "miners-strike-pardons-2022"
EXAMPLES = Path(__file__).parents[1] / "examples"
TIMES = 3


def measure() -> None:
    """Answer the cases of the practice register one by one, and print what it takes."""
    law = as_at(load(SCHEME).scheme, day(2025, 6, 1))
    cases = [case for case, _ in read_archive(EXAMPLES / "practice-register", law.scheme).cases()]
    print(f"  {len(cases)} cases of the practice register; a case takes")
    for name, work in (("assessed, with grounds", assess), ("explained, exactly", _explained)):
        print(f"  {name:<34}{1000 * _each(work, law, cases):9.2f} ms")
    one = ["explain", SCHEME, str(EXAMPLES / "cases" / "picket.toml"), "--on", "2025-06-01"]
    for command in (one, ["--help"]):
        name = f"amends {command[0]}, a new process"
        print(f"  {name:<34}{1000 * _command(command):9.2f} ms")


def _explained(law: Law, case: Case) -> str:
    return explain(assess(law, case), law, "short", settle(law, case, assess))


def _each(work: Callable[[Law, Case], object], law: Law, cases: Sequence[Case]) -> float:
    """Seconds a case, on average; the best of several."""

    def all_of_them() -> None:
        for case in cases:
            work(law, case)

    return _best(all_of_them) / len(cases)


def _command(arguments: Sequence[str]) -> float:
    program = [sys.executable, "-c", "from amends.cli import main; main()", *arguments]
    return _best(lambda: subprocess.run(program, check=True, capture_output=True))


def _best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return min(taken)
