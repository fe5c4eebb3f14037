"""Every scheme's case tables: each row is right, and the engines agree on all of it."""

from __future__ import annotations

import pytest

from amends.checks.scheme_folder import check_folder
from amends.notation.shelf import on_shelf
from lib.agreement import assert_agree
from lib.case_tables import ROWS, SHELF, of_shelf


@pytest.mark.parametrize("name", on_shelf())
def test_amends_check_finds_nothing_wrong(name: str) -> None:
    check = check_folder(SHELF[name])
    assert check.problems == ()
    assert check.rows == sum(owner == name for owner, _ in ROWS) > 0


@pytest.mark.parametrize("name", on_shelf())
def test_the_engines_agree_on_every_row_and_its_reasons(name: str) -> None:
    for law, rows in of_shelf(name):
        assert_agree(law, [row.case for row in rows])
