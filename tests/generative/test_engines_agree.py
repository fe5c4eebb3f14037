"""The bulk engine says what the reference says, of every case of a table at once."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.cases.case import Subject
from amends.engines import reference
from amends.scheme.model import Scheme
from generative.corpus.finds import FINDS
from lib.agreement import assert_agree, by_reference, by_sql
from lib.cases import a_case
from lib.dice import Drawn, Thrown
from lib.strategies import a_law, examples, schemes

CASES_IN_A_TABLE = 30


@examples(25)
@given(schemes(), st.integers(0, 2**32), st.data())
def test_sql_says_what_the_reference_says(scheme: Scheme, seed: int, data: st.DataObject) -> None:
    law = a_law(Drawn(data.draw), scheme)
    dice = Thrown(Random(seed))
    assert_agree(law, [a_case(dice, scheme, key=f"k{n}") for n in range(CASES_IN_A_TABLE)])


@pytest.mark.parametrize("found", FINDS)
def test_what_was_once_found_is_right_on_every_engine(found: str) -> None:
    law, case, right = FINDS[found]
    assert reference.assess(law, case).outcome is right
    assert_agree(law, [case])


def test_a_difference_is_noticed() -> None:
    """One case changed beside the other engine's table is told apart."""
    law, case, _ = FINDS["a limb until a day and one from the next"]
    silent = replace(case, matter=Subject())
    assert by_sql(law, [silent]) != by_reference(law, [case])
