"""What is written in the place of a date or an address, and is no blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.cases.case import Entry
from amends.registers.archive import Archive, read_archive
from amends.truth.values import GREATEST, LEAST, Period, Span
from registers.practice import scheme
from registers.small_archive import COURT, HOMES, JOB_KEY, JOBS, case, day, read, said

HOME_KEY = "P1,M1,court,A/1/1#1\nP1,,homes,1\nP2,,homes,2\n"


def the_job(folder: Path, left: str) -> tuple[Entry, Archive]:
    """A job since 1980 that was left as written here."""
    files = {"court.csv": COURT, "jobs.csv": f"{JOBS}1,A Person,Pit,1/2/80,{left},NCB\n"}
    archive = read(folder, files, JOB_KEY)
    (job,) = case(archive, "A/1/1").person.entries("employment").entries
    return job, archive


def the_homes(folder: Path, *rows: str) -> tuple[list[Entry], Archive]:
    """Those who lived with the first of two."""
    files = {"court.csv": COURT, "homes.csv": HOMES + "\n".join(rows) + "\n"}
    archive = read(folder, files, HOME_KEY)
    return list(case(archive, "A/1/1").person.entries("household member").entries), archive


@pytest.mark.parametrize(
    ("written", "why"),
    [
        *((text, "not known") for text in ("not known", "unknown", "n/k", "not stated", "undated")),
        *((text, "not understood") for text in ("none", "nil", "n/a", "blank")),
        ("?", "illegible"),
    ],
)
def test_words_for_not_known_are_no_blank_and_are_told(
    tmp_path: Path, written: str, why: str
) -> None:
    job, archive = the_job(tmp_path, written)
    start = Span(day("1980-02-01"), day("1980-02-01"))
    (period,) = job.subject.facts["period"]
    assert period.says == Period(start, Span(LEAST, GREATEST))
    assert "RC2" not in period.conventions
    silent = archive.as_read.silent_dates
    assert [(one.file, one.column, one.why) for one in silent] == [("jobs.csv", "left", why)]


@pytest.mark.parametrize("written", ["", "-", "\u2014", ".."])
def test_a_cell_of_dashes_is_a_blank(tmp_path: Path, written: str) -> None:
    job, archive = the_job(tmp_path, written)
    assert "RC2" in job.subject.facts["period"][0].conventions
    assert not archive.as_read.silent_dates


def test_an_end_of_a_stay_that_is_not_known_is_not_still_there(tmp_path: Path) -> None:
    (member,), archive = the_homes(tmp_path, "1,A,1 Main St,1980,,", "2,B,1 Main St,1979,n/k,")
    start = Span(day("1980-01-01"), day("1980-12-31"))
    assert said(member.subject.facts["shared home"]) == [Period(start, Span(LEAST, GREATEST))]
    assert len(archive.as_read.silent_dates) == 1


@pytest.mark.parametrize("address", ["do.", "unknown", "N.F.A.", "Ayr", "Saughton Prison", "same"])
def test_an_address_that_names_no_dwelling_links_nobody_and_is_told(
    tmp_path: Path, address: str
) -> None:
    """The household is then unknown, not absent: nothing closes the list."""
    found, archive = the_homes(tmp_path, f"1,A,{address},1980,,", f"2,B,{address},1979,,")
    assert not found
    assert case(archive, "A/1/1").person.entries("household member").closures == ()
    (((column, wording), found_in),) = archive.as_read.unmatched.items()
    assert (column, wording, found_in.times, found_in.first) == ("address", address, 2, "1")
    convention = next(one for one in archive.conventions.every if "same-address" in one.rules)
    assert not read_archive(tmp_path, scheme(), [convention.id]).as_read.unmatched
