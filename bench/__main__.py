"""`make bench`: figures and ratios from one run, with the machine they were taken on.

python -m bench [MATTERS]     1,000,000 matters unless told otherwise
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from amends.cases.table import CaseTable
from amends.engines.reference import assess
from amends.engines.sql import assess_table, count_outcomes
from amends.notation.shelf import load
from amends.registers.archive import read_archive
from amends.scheme.law import Law, as_at
from amends.tables import Database
from amends.truth.edtf import day
from amends.truth.states import Outcome
from bench.by_hand import ByHand
from bench.register import Generator, Sizes

SCHEME = "miners-strike-pardons-2022"
REGISTER = Path(__file__).parents[1] / "examples" / "practice-register"
TIMES = 3


def best(work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return min(taken)


def bulk(law: Law, table: CaseTable, by_hand: ByHand, matters: int, folder: Path) -> None:
    """The bulk engine beside the hand-written query, on the same tables."""
    database = table.database
    query = by_hand.sql()
    ours = count_outcomes(law, table)
    hand = {bool(yes): int(n) for yes, n in database.rows(query)}
    established = ours.get((law.scheme.effects[0].name, Outcome.APPLIES), 0)
    assert established == hand[True], (ours, hand)
    for (_, outcome), n in ours.items():
        print(f"  {outcome.value:<16}{n:>12,}")
    plain = best(lambda: database.rows(query))
    counted = best(lambda: count_outcomes(law, table))

    def written() -> None:
        found = assess_table(law, table)
        database.write_parquet(f"SELECT * FROM {found.table}", folder / "assessed.parquet")
        database.run(f"DROP TABLE {found.table}; DROP TABLE {found.decided_table}")

    whole = best(written)
    print(f"  by hand, yes or no          {plain:8.3f} s   {matters / plain:12,.0f} matters/s")
    for name, taken in (("outcomes counted", counted), ("states, to Parquet", whole)):
        rate, ratio = matters / taken, taken / plain
        print(f"  {name:<28}{taken:8.3f} s   {rate:12,.0f} matters/s   {ratio:5.2f} x by hand")


def reference(law: Law) -> None:
    """The reference engine, with full grounds, on the cases of the practice register."""
    cases = read_archive(REGISTER, law.scheme).cases
    taken = best(lambda: [assess(law, case) for case in cases])
    print(f"  {len(cases)} cases of the practice register, with grounds")
    each = taken / len(cases)
    print(f"  {taken:.3f} s, {1 / each:,.0f} cases/s, {1000 * each:.2f} ms a case")


def main(arguments: list[str]) -> None:
    """Take the figures."""
    matters = int(arguments[0].replace(",", "")) if arguments else 1_000_000
    law = as_at(load(SCHEME).scheme, day(2025, 6, 1))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"\nBulk: {matters:,} matters, half as many jobs and relatives, one fact in ten unknown")
    with TemporaryDirectory() as place, Database(Path(place)) as database:
        generator = Generator(law.scheme, database)
        began = perf_counter()
        table = generator.write(Sizes(matters))
        print(f"  made in {perf_counter() - began:.1f} s")
        bulk(law, table, ByHand(generator.layout, generator.codebook), matters, Path(place))
    print("\nReference")
    reference(law)


main(sys.argv[1:])
