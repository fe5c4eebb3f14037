"""The day of the conduct as an entry gives it: ditto marks, slips, and its own disposal."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.truth.values import LEAST, Period, Span
from registers.small_archive import AYR, case, day, fact, on, register


def test_a_ditto_mark_repeats_the_line_above_only_where_that_line_is_there(tmp_path: Path) -> None:
    archive = register(
        tmp_path,
        f"A,1,1,{AYR},theft,1/5/84,,G,,,",
        f"A,1,2,{AYR},theft,do.,,G,,,",
        f"A,1,4,{AYR},theft,do.,,G,,,",
        f"A,2,1,{AYR},theft,do.,,G,,,",
    )
    assert fact(archive, "A/1/2", "conduct") == [on("1984-05-01", "1984-05-01")]
    assert fact(archive, "A/1/4", "conduct") == fact(archive, "A/2/1", "conduct") == []
    assert [(one.reference, one.why) for one in archive.as_read.silent_dates] == [
        ("A/1/4", "not understood"),
        ("A/2/1", "not understood"),
    ]


_LIMITED = {"disposal-limits-conduct"}


@pytest.mark.parametrize(
    ("written", "disposed", "conduct", "conventions", "cells"),
    [
        ("1/5/84", "1/6/84", on("1984-05-01", "1984-05-01"), set[str](), "date_of_offence"),
        (
            "May 1984",
            "20/5/84",
            on("1984-05-01", "1984-05-20"),
            _LIMITED,
            "date_of_offence, date_of_disposal",
        ),
        ("", "20/5/84", None, _LIMITED, "date_of_disposal"),
        ("31/6/84", "20/5/84", None, {*_LIMITED, "slip-states-nothing"}, "date_of_disposal"),
        ("21/5/84", "20/5/84", None, {*_LIMITED, "slip-states-nothing"}, "date_of_disposal"),
    ],
)
def test_conduct_is_limited_by_the_disposal_and_a_slip_states_nothing(
    tmp_path: Path,
    written: str,
    disposed: str,
    conduct: Period | None,
    conventions: set[str],
    cells: str,
) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},theft,{written},,G,,{disposed},")
    (statement,) = case(archive, "A/1/1").matter.facts["conduct"]
    assert statement.source == f"court A/1/1 ({cells})"
    until = Span(LEAST, day("1984-05-20"))
    assert statement.says == (conduct or Period(until, until))
    assert conventions <= set(statement.conventions)
    assert len(archive.as_read.silent_dates) == ("slip-states-nothing" in conventions)
