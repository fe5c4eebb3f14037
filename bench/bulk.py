"""The bulk engine beside a query written by hand, on generated registers.

python -m bench.bulk [MATTERS] [LIMIT]     10,000,000 matters unless told otherwise; LIMIT is
the memory of the database, such as 3GB, and as much as it likes unless told otherwise
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

from amends.cases.table import CaseTable
from amends.engines.sql import OUTCOMES, count_outcomes, write_states
from amends.notation.shelf import load
from amends.scheme.law import Law, as_at
from amends.tables import Database
from amends.truth.edtf import day
from amends.truth.states import Outcome
from bench.by_hand import ByHand
from bench.register import Generator, Sizes

SCHEME = "miners-strike-pardons-2022"
MATTERS = 10_000_000
TIMES = 3

REGISTERS = {
    "single readings, one fact in ten unknown": False,
    "with 2 % second readings and 1 % closed lists": True,
}


def measure(matters: int = MATTERS, limit: str = "") -> None:
    """Make each register and print what the commands take on it."""
    law = as_at(load(SCHEME).scheme, day(2025, 6, 1))
    for name, mixed in REGISTERS.items():
        print(f"  {matters:,} matters, half as many jobs and relatives: {name}")
        with TemporaryDirectory() as place, Disk(Path(place)).watched() as disk:
            with Database(Path(place), memory_limit=limit) as database:
                generator = Generator(law.scheme, database)
                began = perf_counter()
                generator.write(Sizes(matters, mixed))
                made = perf_counter()
                table = generator.table()
                print(f"    made in {made - began:.1f} s, marked in {perf_counter() - made:.1f} s")
                by_hand = ByHand(generator.layout, generator.codebook)
                _Bulk(law, table, by_hand, Path(place) / "states.parquet").measure()
            print(f"    {disk.most / 1e9:.1f} GB on disk at most, with the file of states")
    print(f"  {getrusage(RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB of memory at most")


@dataclass(frozen=True, slots=True)
class _Bulk:
    """The commands to be measured on one register."""

    law: Law
    table: CaseTable
    by_hand: ByHand
    states: Path

    def measure(self) -> None:
        commands: Mapping[str, Callable[[], object]] = {
            "by hand, yes or no": lambda: self.table.database.rows(self.by_hand.counts()),
            "outcomes counted": lambda: count_outcomes(self.law, self.table),
            "every state, to Parquet": lambda: write_states(self.law, self.table, self.states),
        }
        taken = best(commands)
        self._check()
        (plain, *_), matters = taken.values(), self._count("SELECT count(*) FROM matters")
        for name, seconds in taken.items():
            rate, ratio = matters / seconds, seconds / plain
            print(f"    {name:<26}{seconds:8.3f} s {rate:14,.0f} matters/s {ratio:6.2f} x by hand")
        print(f"    {self.states.stat().st_size / 1e6:,.0f} MB of states")

    def _check(self) -> None:
        """The file says what was counted, and of what does not conflict what the hand says."""
        counted = count_outcomes(self.law, self.table)
        file = f"'{self.states}'"
        (effect, *_) = (effect.name for effect in self.law.scheme.effects)
        for number, outcome in enumerate(OUTCOMES, start=1):
            written = self._count(f"SELECT count(*) FROM {file} WHERE outcome_1 = {number}")
            assert counted.get((effect, outcome), 0) == written, outcome
            print(f"    {outcome.value:<26}{written:12,}")
        differing = self._count(
            f"SELECT count(*) FROM {file} JOIN ({self.by_hand.answers()}) USING (key) "
            f"WHERE pattern_1_1 >= 0 AND applies <> (outcome_1 = {_APPLIES})"
        )
        assert not differing, differing

    def _count(self, query: str) -> int:
        ((count,),) = self.table.database.rows(query)
        return int(count)


_APPLIES = OUTCOMES.index(Outcome.APPLIES) + 1


def best(commands: Mapping[str, Callable[[], object]]) -> Mapping[str, float]:
    """The shortest of several runs of each command, in seconds, taken in turns."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TIMES):
        for name, command in commands.items():
            began = perf_counter()
            command()
            taken[name].append(perf_counter() - began)
    return {name: min(seconds) for name, seconds in taken.items()}


class Disk:
    """The most bytes that a folder has held, looked at a few times a second."""

    def __init__(self, folder: Path) -> None:
        self.most = 0
        self._folder = folder
        self._done = Event()

    @contextmanager
    def watched(self) -> Iterator[Disk]:
        thread = Thread(target=self._watch)
        thread.start()
        try:
            yield self
        finally:
            self._done.set()
            thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self.most = max(self.most, sum(_size(path) for path in self._folder.rglob("*")))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # gone since it was listed
        return 0


if __name__ == "__main__":
    count, *rest = sys.argv[1:] or [str(MATTERS)]
    measure(int(count.replace(",", "")), *rest)
