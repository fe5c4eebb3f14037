"""EDTF texts have the bounds that the standard gives them, held against another's reading of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from undate import Undate, UndateInterval

from amends.truth.dates import DateReading, day, edtf_bounds, iso, read_date


def bounds_elsewhere(text: str) -> tuple[str, str]:
    read = Undate.parse(text, "EDTF")
    if isinstance(read, UndateInterval):
        assert read.earliest is not None
        assert read.latest is not None
        return str(read.earliest.earliest), str(read.latest.latest)
    return str(read.earliest), str(read.latest)


@st.composite
def edtf_texts(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(1000, 2999)), draw(st.integers(1, 12))
    d = draw(st.integers(1, monthrange(year, month)[1]))
    known = [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{d:02}"]
    partly = [f"{year // 10}X", f"{year // 100}XX", f"{year}-XX", f"{year}-XX-XX"]
    partly += [f"{year}-{month // 10}X", f"{year}-{month:02}-XX", f"{year}-{month:02}-{d // 10}X"]
    return draw(st.sampled_from(known + partly)) + draw(st.sampled_from(["", "?", "~", "%"]))


@given(edtf_texts(), edtf_texts())
def test_edtf_bounds_agree_with_another_reader(first: str, last: str) -> None:
    starts, ends = edtf_bounds(first), edtf_bounds(last)
    assert starts is not None
    assert ends is not None
    assert (iso(starts[0]), iso(starts[1])) == bounds_elsewhere(first)
    interval = f"{first}/{last}"
    if starts[1] < ends[0]:  # where the two overlap, the other reader refuses some
        assert edtf_bounds(interval) == (starts[0], ends[1])
        assert (iso(starts[0]), iso(ends[1])) == bounds_elsewhere(interval)
    elif starts[0] > ends[1]:
        assert edtf_bounds(interval) is None


NOTATIONS = [
    "25/3/84", "c. March 1984", "abt 25/5/85", "8-31/3/84", "Apr - Jun 1984", "winter 1984",
    "late March 1985", "2?/5/84", "3?/5/84", "?/3/84", "198?", "Mar 198?", "1984/85", "1990",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTATIONS)
def test_the_edtf_of_a_reading_means_the_same_to_another_reader(text: str) -> None:
    read = read_date(text)
    assert isinstance(read, DateReading)
    assert (iso(read.lo), iso(read.hi)) == bounds_elsewhere(read.edtf)


@pytest.mark.parametrize(
    ("text", "lo", "hi"),
    [
        ("[1984-03-03,1984-03-12]", "1984-03-03", "1984-03-12"),
        ("[1984-03-03..1984-03-12]", "1984-03-03", "1984-03-12"),
        ("{1985,1984-03}", "1984-03-01", "1985-12-31"),
        ("1984-05-X1", "1984-05-01", "1984-05-31"),
        ("198X-02-29", "1980-02-29", "1988-02-29"),
        ("XXXX", "0001-01-01", "9999-12-31"),
    ],
)
def test_edtf_sets_and_digits_in_any_place_have_bounds(text: str, lo: str, hi: str) -> None:
    first, last = date.fromisoformat(lo), date.fromisoformat(hi)
    assert edtf_bounds(text) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize(
    "text",
    ["", "1984-02-30", "1984-13", "0000", "1984-3", "84", "12/03/1984", "1985/1984", "1984/..",
     "../1984", "1984/", "1984-21", "-1984", "Y19840", "1984-03-12T10:00", "[]", "[1984",
     "[1984..]", "1984/1985/1986", "\u0661\u0669\u0668\u0664", " 1984", "1984\n", "1984-03-3X?~"],
)  # fmt: skip
def test_edtf_without_bounds_or_not_edtf_has_none(text: str) -> None:
    assert edtf_bounds(text) is None


def test_days_count_as_the_calendar_counts_and_refuse_what_is_no_date() -> None:
    assert iso(day(1984, 2, 29) + 1) == "1984-03-01"
    assert day(1, 1, 1) == 1
    with pytest.raises(ValueError, match=r"day is out of range|day .*must be in range"):
        day(1985, 2, 29)
