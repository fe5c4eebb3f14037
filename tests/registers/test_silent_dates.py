"""The dates of jobs and stays that are written and state nothing."""

from __future__ import annotations

from pathlib import Path

from amends.registers.archive import Archive
from registers.small_archive import COURT, HOMES, JOB_KEY, JOBS, case, read


def silent(archive: Archive) -> list[tuple[str, str, str, str]]:
    return [(one.file, one.reference, one.column, one.why) for one in archive.as_read.silent_dates]


def test_a_job_or_a_stay_that_ends_before_it_begins_is_noted(tmp_path: Path) -> None:
    files = {
        "court.csv": COURT,
        "jobs.csv": JOBS + "1,A Person,Pit,1/2/1980,3/4/1979,NCB\n",
        "homes.csv": HOMES + "4,A,2 Pit Row,May 1984,1/2/83,\n",
    }
    archive = read(tmp_path, files, JOB_KEY)
    (job,) = case(archive, "A/1/1").person.entries("employment").entries
    assert "period" not in job.subject.facts
    after = "after the other date, which is that of the end"
    before = "before the other date, which is that of the start"
    assert silent(archive) == [
        ("jobs.csv", "1", "started", after),
        ("jobs.csv", "1", "left", before),
        ("homes.csv", "4", "from", after),
        ("homes.csv", "4", "to", before),
    ]


def test_one_that_may_have_ended_in_time_is_not(tmp_path: Path) -> None:
    rows = (
        "1,A Person,Pit,1980,1/1/80,NCB\n2,A Person,Pit,3/4/80,1980,NCB\n3,A Person,Pit,1980,,NCB\n"
    )
    assert not silent(read(tmp_path, {"court.csv": COURT, "jobs.csv": JOBS + rows}, JOB_KEY))
