"""Copy the answers of the practice register that the tests compare with into one small table.

python tests/registers/make_expected.py TRUTH_FOLDER > tests/registers/expected-outcomes.csv
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

HEADINGS = ("rows", "on", "outcome", "provisions", "missing", "conflicting")


def main(truth: Path) -> None:
    """Write one row for each charge and law date; several values are parted by ` | `."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEADINGS)
    for line in (truth / "convictions.jsonl").read_text(encoding="utf-8").splitlines():
        charge = json.loads(line)
        rows = " | ".join(f"{row['reference']}#{row['charge']}" for row in charge["rows"])
        for on, answer in sorted(charge["outcome"].items()):
            lists = (" | ".join(answer[name]) for name in HEADINGS[3:])
            writer.writerow((rows, on, answer["outcome"], *lists))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
