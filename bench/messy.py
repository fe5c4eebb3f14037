"""A messy court register of a million rows, read, assessed and written, in a process of its own.

python -m bench.messy [ROWS]     1,000,000 rows unless told otherwise
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from amends.notation.shelf import load
from amends.registers.archive import read_archive
from amends.runs.model import Run
from amends.runs.run import write_run
from amends.scheme.law import as_at
from amends.truth.edtf import day
from bench.messy_register import distinct, write_archive

SCHEME = "miners-strike-pardons-2022"
ROWS = 1_000_000


def job(folder: Path, out: Path) -> dict[str, float]:
    """Read, assess and write the archive in a folder; what it took."""
    found = load(SCHEME)
    law = as_at(found.scheme, day(2025, 6, 1))
    began = perf_counter()
    archive = read_archive(folder, found.scheme)
    steps: dict[str, float] = {}
    at = began

    def begin(step: str) -> None:
        nonlocal at
        now = perf_counter()
        steps[f"before {step}"] = now - at
        at = now

    summary = write_run(Run(archive, law, found.sha256), out, begin=begin)
    ended = perf_counter()
    return {
        **steps,
        "the rest": ended - at,
        "seconds": ended - began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows": summary.rows_read,
        "in a matter": summary.rows_in_matters,
        "set aside": summary.rows_set_aside,
        "matters": summary.matters,
        "wordings not understood": summary.unmatched,
        "dates not read": summary.dates_not_read,
    }


def measure(rows: int = ROWS) -> None:
    """Make the register and print what the whole job takes, in a process of its own."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        folder.mkdir()
        write_archive(folder, rows)
        told = ", ".join(f"{count:,} {name}" for name, count in distinct(folder).items())
        print(f"  {rows:,} rows; {told}")
        command = [sys.executable, "-m", "bench.messy", "--job", str(folder), f"{place}/run"]
        ran = subprocess.run(command, check=True, capture_output=True, text=True)
        took: dict[str, float] = json.loads(ran.stdout)
    assert took["rows"] == took["in a matter"] + took["set aside"] == rows, took
    for name, value in took.items():
        print(f"  {name:<28}{value:12,.2f}" if value % 1 else f"  {name:<28}{value:12,.0f}")
    print(f"  {'rows/s':<28}{rows / took['seconds']:12,.0f}")


def main(arguments: list[str]) -> None:
    """Take the figures, or do the job that they are of."""
    match arguments:
        case ["--job", folder, out]:
            print(json.dumps(job(Path(folder), Path(out))))
        case _:
            measure(int(arguments[0].replace(",", "")) if arguments else ROWS)


if __name__ == "__main__":
    main(sys.argv[1:])
