"""The page engine says what the reference says, in a real browser: order of names and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from amends.cases.case import Case, Subject
from amends.cases.spec_table import SpecRow
from amends.engines import reference
from amends.notation.shelf import on_shelf
from amends.scheme.conditions import Condition
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.states import Outcome
from docs.spec import CHAPTERS
from docs.spec import examples as chapter_examples
from engines.test_examples_that_a_wrong_engine_gets_wrong import ROWS as EXAMPLES
from generative.corpus.finds import FINDS
from lib.case_tables import of_shelf, rows_by_law, wrong
from lib.cases import Usual, a_case
from lib.dice import Drawn, Thrown, pick
from lib.page_agreement import as_told, assert_page_agrees, by_page, with_second_layer
from lib.schemes import a_scheme
from lib.small import law as law_of_condition
from lib.strategies import a_law, examples, in_force, schemes

CASES_AT_ONCE = 30
USUALS = (Usual(), Usual(silent=10, second=50), Usual(silent=20, closed=70, uncertain=30))


@examples(40)
@given(schemes(), st.integers(0, 2**32), st.data())
def test_the_page_says_what_the_reference_says(
    page: Page, scheme: Scheme, seed: int, data: st.DataObject
) -> None:
    law = a_law(Drawn(data.draw), with_second_layer(Drawn(data.draw), scheme))
    dice = Thrown(Random(seed))
    cases = [a_case(dice, scheme, key=f"k{n}") for n in range(CASES_AT_ONCE)]
    assert_page_agrees(page, law, cases)


@pytest.mark.deep
@settings(max_examples=2_000)
@given(st.integers(0, 2**32))
def test_the_page_says_what_the_reference_says_of_many(page: Page, seed: int) -> None:
    """Thrown from seeds, and so more unlike each other than what Hypothesis draws."""
    dice = Thrown(Random(seed))
    scheme = with_second_layer(dice, a_scheme(dice, depth=pick(dice, (2, 3, 4))))
    law = in_force(a_law(dice, scheme))
    usual = pick(dice, USUALS)
    assert_page_agrees(page, law, [a_case(dice, scheme, usual, f"k{n}") for n in range(100)])


@pytest.mark.parametrize("found", FINDS)
def test_what_was_once_found_is_right_on_the_page(page: Page, found: str) -> None:
    law, case, right = FINDS[found]
    assert reference.assess(law, case).outcome is right
    assert_page_agrees(page, law, [case])


@pytest.mark.parametrize(
    ("test", "about", "right"), [row[1:4] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES]
)
def test_what_a_wrong_engine_gets_wrong(
    page: Page, test: Condition, about: Case, right: Outcome
) -> None:
    (told,) = by_page(page, law_of_condition(test), [about])
    assert told.effects[0].outcome == right.value


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", on_shelf())
def test_every_row_of_the_case_tables(page: Page, name: str) -> None:
    for law, rows in of_shelf(name):
        assert_rows_are_right(page, law, rows)


@pytest.mark.unmeasured
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_row_and_case_file_of_the_chapters(page: Page, chapter: str) -> None:
    for example in chapter_examples(chapter):
        for law, rows in rows_by_law(example.scheme, example.rows):
            assert_rows_are_right(page, law, rows)
            assert_page_agrees(page, law, example.cases)


def assert_rows_are_right(page: Page, law: Law, rows: Sequence[SpecRow]) -> None:
    """The page says what each row says, and all that the reference says."""
    for row, told in zip(rows, by_page(page, law, [row.case for row in rows]), strict=True):
        assert told == as_told(law, row.case), row.place
        said = {
            one.name: (Outcome(one.outcome), one.provisions, one.amount and one.amount[:2])
            for one in told.effects
        }
        assert not [*wrong(row, said)]


def test_a_difference_is_noticed(page: Page) -> None:
    law, case, _ = FINDS["a limb until a day and one from the next"]
    silent = replace(case, matter=Subject())
    assert by_page(page, law, [silent]) != [as_told(law, case)]
