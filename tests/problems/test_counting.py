"""Things and rows, counted in words."""

from __future__ import annotations

from amends.problems import counted, rows_named


def test_things_are_counted_as_people_say_it() -> None:
    assert counted(1, "matter") == "1 matter"
    assert counted(1234, "matter") == "1,234 matters"
    assert counted(0, "person", "people") == "0 people"


def test_rows_are_named_as_far_as_a_text_can() -> None:
    assert rows_named([4]) == "row 4"
    assert rows_named([4, 7]) == "rows 4 and 7"
    assert rows_named(range(1, 11)) == "rows 1, 2, 3, 4, 5, 6, 7, 8, 9 and 10"
    assert rows_named(range(1, 1012)) == "rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1,001 more"
