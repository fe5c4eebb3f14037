"""Names of people are kept out of the wordings that are listed for others to read."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from amends.registers.names_out import without_names
from registers.small_archive import (
    AYR,
    COURT,
    HOMES,
    JOBS,
    KIN,
    REGISTER,
    TOLD,
    counted,
    read,
    register,
)


def test_a_name_that_stands_in_the_row_is_not_in_what_is_listed_as_unread(tmp_path: Path) -> None:
    archive = register(
        tmp_path,
        'A,1,1,Ayr Sheriff Court,"O\'NEIL-Grant, Siân Mc Leod B.",,zxqv by Sian O’Neil,1/5/84,,'
        "zxqv Grant,,,ONEIL’S b zxqv McLEOD",
        "A,1,2,Ayr Sheriff Court,Ann Kerr,,zxqv by Sian,1/5/84,,,,,",
    )
    assert counted(archive) == {
        ("offence", "zxqv by Sian"): 1,
        ("offence", "zxqv by [name] [name]"): 1,
        ("verdict", "zxqv [name]"): 1,
        ("remarks", "[name] b zxqv [name]"): 1,
    }


def test_names_are_kept_out_of_what_is_listed_of_every_list(tmp_path: Path) -> None:
    files = {
        "court.csv": COURT,
        "jobs.csv": JOBS + "1,Ann Kerr,Pit,1/2/80,,zxqv Kerr\n",
        "homes.csv": HOMES + "1,Ann Kerr,1 Main St,1980,,zxqv of Ann\n",
        "kin.csv": KIN + "1,Ann Kerr,zxqv of Low to Kerr,Bob Low,\n",
        "told.csv": TOLD + "1,Ann Kerr,Bob Low,x,zxqv Low or Ann,,,,,\n",
    }
    unmatched = read(tmp_path, files).as_read.unmatched
    assert {text for _, text in unmatched} == {
        "zxqv [name]",
        "zxqv of [name]",
        "zxqv of [name] to [name]",
        "zxqv [name] or [name]",
    }


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_word_of_a_name_is_left_in_a_wording(wording: str, names: str) -> None:
    left = re.findall(r"[^\W\d_]{2,}", without_names(f"{wording} {names}", names))
    written = set(re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFKC", names)))
    assert not {one for one in left if one != "name"} & written


def test_a_register_without_a_column_of_names_is_told_of(tmp_path: Path) -> None:
    heading = REGISTER.replace("accused", "who")
    archive = read(tmp_path, {"court.csv": heading + f"A,1,1,{AYR},theft,1/5/84,,G,,1/6/84,\n"})
    assert [
        one.place.heading for one in archive.as_read.problems if one.code == "column-missing"
    ] == ["accused"]
