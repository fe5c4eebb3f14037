"""What an archive's lists know of each person: jobs, home, family, denials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from amends.cases.case import Entries, Entry, Subject
from amends.registers.cell_statements import CellReader
from amends.registers.dwellings import Stay, members_for
from amends.registers.jobs import JobRow, jobs_of
from amends.registers.kin import Tie, relatives_for
from amends.truth.statements import Denial


@dataclass(slots=True)
class People:
    """All that is read of persons, by the key's names for them.

    `jobs_in_entries` are employments that entries of the register state.
    """

    reader: CellReader
    jobs: dict[str, list[JobRow]] = field(default_factory=lambda: defaultdict(list))
    jobs_in_entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    stays: dict[str, list[Stay]] = field(default_factory=lambda: defaultdict(list))
    at: dict[tuple[str, ...], list[Stay]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[str, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    _employed: dict[str, Subject] = field(default_factory=dict)
    _whole: dict[str, Subject] = field(default_factory=dict)

    def add(self, jobs: Iterable[JobRow], stays: Iterable[Stay], ties: Iterable[Tie]) -> None:
        """Take up rows; those of nobody that the key knows count only as neighbours."""
        for job in jobs:
            if job.person:
                self.jobs[job.person].append(job)
        for stay in stays:
            if stay.dwelling:
                self.at[stay.dwelling].append(stay)
            if stay.person:
                self.stays[stay.person].append(stay)
        for tie in ties:
            if tie.person:
                self.ties[tie.person].append(tie)

    def near(self, person: str) -> frozenset[str]:
        """A person with all of whom something may bear on what is known of them."""
        others = {tie.other for tie in self.ties.get(person, ())}
        for stay in self.stays.get(person, ()):
            others |= {other.person for other in self.at.get(stay.dwelling, ())}
        return frozenset({person, *others} - {""})

    def employed(self, person: str) -> Subject:
        """A person with jobs alone: all that is asked of a relative or of who lives with one."""
        if person not in self._employed:
            listed = jobs_of(self.jobs.get(person, ()), self.reader)
            named = _distinct(self.jobs_in_entries.get(person, ()))
            name = self.reader.conventions.names.job
            entries = (*listed, *named)
            known = name and entries
            self._employed[person] = Subject(lists={name: Entries(entries)} if known else {})
        return self._employed[person]

    def whole(self, person: str) -> Subject:
        """A person with jobs, home, family and denials."""
        if not person:
            return Subject()
        if person not in self._whole:
            self._whole[person] = self._gathered(person)
        return self._whole[person]

    def _gathered(self, person: str) -> Subject:
        names = self.reader.conventions.names
        lists = dict(self.employed(person).lists)
        stays, ties = self.stays.get(person, ()), self.ties.get(person, ())
        if names.member:
            members = members_for(person, stays, self.at, self.reader, self.employed)
            lists |= {names.member: Entries(members)} if members else {}
        if names.relative:
            relatives = relatives_for(ties, self.employed)
            lists |= {names.relative: Entries(relatives)} if relatives else {}
        denials: Sequence[Denial] = [denial for tie in ties for denial in tie.denials]
        return Subject(lists=lists, denials=tuple(denials))


def _distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.label: entry for entry in entries}.values())
