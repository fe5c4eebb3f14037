"""`make bench`: figures and ratios from one run, with the machine they were taken on.

python -m bench [MATTERS]     10,000,000 matters in bulk unless told otherwise
"""

from __future__ import annotations

import os
import platform
import sys

from bench import bulk, evidence, messy, one_case


def main(arguments: list[str]) -> None:
    """Take the figures."""
    matters = int(arguments[0].replace(",", "")) if arguments else bulk.MATTERS
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    # First, since the memory told is the most that the process has had.
    print("\nA messy register")
    messy.measure()
    print("\nBulk")
    bulk.measure(matters)
    print("\nOne case")
    one_case.measure()
    print("\nAgainst the evidence")
    evidence.measure()


main(sys.argv[1:])
