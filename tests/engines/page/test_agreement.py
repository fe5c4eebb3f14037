"""The page engine says what the reference says, in a real browser: order of names and all."""

from __future__ import annotations

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
from amends.scheme.model import Scheme
from amends.truth.states import Outcome
from engines.test_examples_that_a_wrong_engine_gets_wrong import ROWS as EXAMPLES
from generative.corpus.finds import FINDS
from lib.case_tables import ROWS, law_of
from lib.cases import Usual, a_case
from lib.dice import Drawn, Thrown, pick
from lib.evaluating import assert_page_agrees, by_page, by_reference, with_second_layer
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
    """What the row says, and all that the reference says."""
    by_law: dict[tuple[int, tuple[tuple[int, bool], ...]], list[SpecRow]] = {}
    for owner, row in ROWS:
        if owner == name:
            by_law.setdefault((row.on, tuple(row.supposed.items())), []).append(row)
    for rows in by_law.values():
        law = law_of(name, rows[0])
        for row, told in zip(rows, by_page(page, law, [row.case for row in rows]), strict=True):
            assert told == by_reference(law, row.case), row.place
            said = {effect.name: effect.outcome for effect in told.effects}
            principal = told.effects[0].outcome if told.effects else None
            assert principal == (row.outcome.value if row.outcome else None), row.place
            if row.decided_by:
                assert told.effects[0].provisions == row.decided_by, row.place
            others = {
                effect: found.value if found else None for effect, found in row.others.items()
            }
            assert {effect: said.get(effect) for effect in others} == others, row.place
            sums = {effect.name: effect.amount and effect.amount[:2] for effect in told.effects}
            assert {effect: sums.get(effect) for effect in row.amounts} == row.amounts, row.place


def test_a_difference_is_noticed(page: Page) -> None:
    law, case, _ = FINDS["a limb until a day and one from the next"]
    silent = replace(case, matter=Subject())
    assert by_page(page, law, [silent]) != [by_reference(law, case)]
