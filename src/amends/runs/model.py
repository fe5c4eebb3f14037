"""What a run is of, and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.problems import Place, Problem
from amends.registers.archive import Archive
from amends.scheme.law import Law


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is of: an archive under a law.

    `scheme_sha256` is of the scheme's text. `scheme_at` and `register_at` say where both lie,
    seen from the run's folder; `scheme_at` is empty for a scheme of the shelf, found by its id.
    Without `register_at` the run is made again only where somebody says where the register is.
    `with_names` says that its files name people beside the references of their entries.
    """

    archive: Archive
    law: Law
    scheme_sha256: str
    scheme_at: str = ""
    register_at: str = ""
    with_names: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What somebody should look at; the run can be made all the same."""
        if not self.with_names or self.archive.data_sheet:
            return self.archive.as_read.problems
        what = "the run names people, and the register has no data sheet"
        why = "nobody has written down who answers for the names, and by what right they are used"
        remedy = 'add a `["data sheet"]` to register.toml, or go without --with-names'
        place = Place(self.archive.register)
        return (
            *self.archive.as_read.problems,
            Problem("names-no-data-sheet", place, what, remedy, why),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run found. People and matters are counted apart.

    `matters_with_person` are of people whom the key names; of each other matter the person is
    counted as another than of every other.
    `rows_read` is `rows_in_matters` and `rows_set_aside` together: what one of the
    three lacks is a row lost. `outcomes`
    counts the principal effect's outcome over the matters assessed; those in
    which no conviction is recorded, and all of them where the law is not in
    force, are counted under their status alone. `exactly` counts, of those left open,
    the ones that are settled exactly, by what they then are. `presumed` counts for each effect of
    which the law can presume something the matters of which it does, by what it presumes: they
    are open all the same. `hang_on` counts for each open
    point of the law the matters that an answer to it could help to settle.
    """

    people: int
    matters: int
    matters_with_person: int
    rows_read: int
    rows_in_matters: int
    rows_set_aside: int
    statuses: Mapping[str, int]
    outcomes: Mapping[str, int]
    exactly: Mapping[str, int]
    presumed: Mapping[str, Mapping[str, int]]
    hang_on: Mapping[str, int]
    patterns: int
    unmatched: int
    dates_not_read: int


def whose(matters: int, with_person: int) -> tuple[str, ...]:
    """How people are counted whom the key does not name, as sentences; none where it names all."""
    rest = matters - with_person
    if not rest:
        return ()
    few = "So there may be fewer people than that."
    if not with_person:
        each = "Each matter is counted as one person, because nobody has said who it is."
        return ("No key says whose they are.", each, few)
    named = "is of somebody" if with_person == 1 else "are of people"
    other = (
        "The other is counted as one person, because nobody has said who it is."
        if rest == 1
        else f"The other {rest:,} are counted as one person each, because nobody has said who"
        " they are."
    )
    return (f"{with_person:,} of the matters {named} whom the key names.", other, few)
