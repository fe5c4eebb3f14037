"""The examples of the meaning, and the schemes that ship, on the exact engine."""

from __future__ import annotations

import pytest

from amends.cases.case import Case, Subject
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import load, on_shelf
from amends.scheme.conditions import Condition
from amends.scheme.law import as_at
from amends.truth.edtf import day
from amends.truth.statements import Silence
from amends.truth.states import Outcome
from amends.truth.values import Values
from engines.test_examples_that_a_wrong_engine_gets_wrong import ROWS as EXAMPLES
from lib.case_tables import of_shelf
from lib.small import entry, held, law, period, said, subject

SETTLED = (Outcome.APPLIES, Outcome.DOES_NOT_APPLY)
STRIKE = as_at(load("miners-strike-pardons-2022").scheme, day(2025, 6, 1))
CONVICTED: dict[str, tuple[Values, ...]] = {
    "court": (said("Scottish court"),),
    "finding": (said("convicted"),),
    "offence": (said("breach of the peace"),),
    "conduct": (period("1984-05-10", "1984-05-10"),),
}
MINER = subject(
    {
        "employment": held(
            entry(
                "pit",
                employer=(said("National Coal Board"),),
                place=(said("Great Britain"),),
                period=(period("1980-01-01", "1986-01-01"),),
            )
        )
    }
)


@pytest.mark.parametrize(
    ("test", "about", "right"), [(*r[1:3], r[4]) for r in EXAMPLES], ids=[r[0] for r in EXAMPLES]
)
def test_the_exact_answer_is_right(test: Condition, about: Case, right: Outcome) -> None:
    assert settle(law(test), about, assess)[0].outcome is right


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", on_shelf())
def test_every_row_that_is_settled_directly_is_settled_the_same(name: str) -> None:
    for of, rows in of_shelf(name):
        for row in rows:
            outcomes = [one.outcome for one in settle(of, row.case, assess)[:1]]
            assert outcomes == [row.outcome] or row.outcome not in SETTLED, row.place


def test_with_nothing_known_but_the_conviction_the_person_and_the_reason_are_wanted() -> None:
    [found] = settle(STRIKE, Case("k", Subject(), subject(**CONVICTED)), assess)
    assert found.outcome is Outcome.UNDETERMINED
    assert ("unrelated reason",) in found.could
    assert ("employment", "household member", "relative") in found.could
    assert found.sure[-2:] == ("open point 1", "open point 4")
    assert found.outside == ()


def test_one_of_two_listed_offences_is_as_good_as_one() -> None:
    facts: dict[str, tuple[Values, ...]] = {
        **CONVICTED,
        "offence": (said("breach of the peace", "police act 1967 s 41(1)(a)"),),
        "during activity": (said("yes"),),
        "unrelated reason": (said("no"),),
    }
    [found] = settle(STRIKE, Case("k", MINER, subject(**facts)), assess)
    assert found.outcome is Outcome.APPLIES


def test_either_limb_of_the_law_may_be_what_applies() -> None:
    facts: dict[str, tuple[Values, ...]] = {
        **CONVICTED,
        "offence": (said("breach of the peace", "theft"),),
        "during activity": (said("yes"),),
        "unrelated reason": (said("no"),),
        "hardship": (said("yes"),),
    }
    of_either = Case("k", MINER, subject(**facts))
    assert assess(STRIKE, of_either).outcome is Outcome.UNDETERMINED
    assert settle(STRIKE, of_either, assess)[0].outcome is Outcome.APPLIES


def test_what_was_asked_and_is_not_known_cannot_be_settled_from_records() -> None:
    facts = {**CONVICTED, "during activity": (said("yes"),)}
    matter = Subject(
        subject(**facts).facts, silences={"unrelated reason": Silence.ASKED_AND_NOT_KNOWN}
    )
    [found] = settle(STRIKE, Case("k", MINER, matter), assess)
    assert found.outcome is Outcome.UNDETERMINED
    assert (found.could, found.sure, found.lost) == ((), (), ("unrelated reason",))


def test_a_step_parent_who_was_a_miner_hangs_on_the_open_point_or_on_more_of_the_family() -> None:
    relative = entry(
        "r",
        inside=Subject(subject(relation=(said("step-parent"),)).facts, MINER.lists),
    )
    person = subject({"relative": held(relative)})
    facts = {**CONVICTED, "during activity": (said("yes"),), "unrelated reason": (said("no"),)}
    [found] = settle(STRIKE, Case("k", person, subject(**facts)), assess)
    assert found.could == (
        ("employment",),
        ("household member",),
        ("relative",),
        ("open point 1",),
    )
    supposed = as_at(STRIKE.scheme, STRIKE.on, {1: True})
    assert settle(supposed, Case("k", person, subject(**facts)), assess)[0].settled


def test_two_accounts_that_disagree_are_set_aside_one_or_the_other() -> None:
    facts: dict[str, tuple[Values, ...]] = {
        **CONVICTED,
        "during activity": (said("yes"),),
        "unrelated reason": (said("no"), said("yes")),
    }
    [found] = settle(STRIKE, Case("k", MINER, subject(**facts)), assess)
    assert found.outcome is Outcome.CONTESTED
    assert {one.statements: one.outcome for one in found.aside} == {
        (("unrelated reason", "source 1"),): Outcome.APPLIES,
        (("unrelated reason", "source 0"),): Outcome.DOES_NOT_APPLY,
    }
