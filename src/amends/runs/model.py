"""What a run is of, and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.registers.archive import Archive
from amends.scheme.law import Law


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is of: an archive under a law. `scheme_sha256` is of the scheme's text."""

    archive: Archive
    law: Law
    scheme_sha256: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run found. People and matters are counted apart.

    `rows_read` is `rows_in_matters` and `rows_set_aside` together: what one of the
    three lacks is a row lost. `outcomes`
    counts the principal effect's outcome over the matters assessed; those in
    which no conviction is recorded, and all of them where the law is not in
    force, are counted under their status alone.
    """

    people: int
    matters: int
    rows_read: int
    rows_in_matters: int
    rows_set_aside: int
    statuses: Mapping[str, int]
    outcomes: Mapping[str, int]
    unmatched: int
    dates_not_read: int
