"""A small archive, written row by row, for the tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from amends.cases.case import Case
from amends.registers.archive import Archive, read_archive
from amends.truth.statements import Statement
from amends.truth.values import Codes, Period, Span
from registers.practice import FOLDER, cases, scheme

REGISTER = (
    "book,page,line,court,accused,occupation,offence,date_of_offence,plea,verdict,disposal,"
    "date_of_disposal,remarks\n"
)
JOBS = "row,name,place_of_work,started,left,employer\n"
HOMES = "row,name,address,from,to,note\n"
KIN = "row,person_a,relation,person_b,source_date\n"
TOLD = (
    "row,witness,about,incident,during_activity,travelling_or_assembling,in_response,"
    "reason_unrelated,hardship,date_given\n"
)
AYR = "Ayr Sheriff Court,A. Person,"


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(first: str, last: str) -> Period:
    return Period(Span(day(first), day(last)), Span(day(first), day(last)))


def read(
    folder: Path, files: Mapping[str, str], key: str = "", without: tuple[str, ...] = ()
) -> Archive:
    """The archive of these files, with the practice register's catalogue and conventions."""
    for name in ("catalogue.toml", "conventions.toml"):
        shutil.copy(FOLDER / name, folder / name)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "key.csv").write_text("person,matter,file,row\n" + key, encoding="utf-8")
    return read_archive(folder, scheme(), without)


def register(folder: Path, *rows: str, key: str = "", without: tuple[str, ...] = ()) -> Archive:
    return read(folder, {"court.csv": REGISTER + "\n".join(rows) + "\n"}, key, without)


def case(archive: Archive, key: str) -> Case:
    (found,) = [one for one in cases(archive) if one.key == key]
    return found


def said(statements: tuple[Statement, ...]) -> list[object]:
    return [set(one.says.codes) if isinstance(one.says, Codes) else one.says for one in statements]


def counted(archive: Archive) -> dict[tuple[str, str], int]:
    """How often each wording stands that is not understood, by column."""
    return {key: one.times for key, one in archive.as_read.unmatched.items()}


def fact(archive: Archive, key: str, name: str) -> list[object]:
    return said(case(archive, key).matter.facts.get(name, ()))


JOB_KEY = "P1,M1,court,A/1/1#1\n" + "".join(f"P1,,jobs,{row}\n" for row in range(1, 10))
COURT = REGISTER + f"A,1,1,{AYR},theft,1/5/84,,G,,1/6/84,\n"
