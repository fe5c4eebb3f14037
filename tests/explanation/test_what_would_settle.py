"""What would settle a case, in words: what could show that the law applies, or rule it out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from amends.assessments.settling import MOST, CouldSettle, Settling
from amends.explanation import what_would_settle
from amends.explanation.settling import in_choices
from amends.notation.shelf import load
from amends.scheme.law import as_at
from amends.truth.states import Outcome
from lib import small

LAW = as_at(load("miners-strike-pardons-2022").scheme, small.day("2025-06-01"))
YES, NO = (Outcome.APPLIES,), (Outcome.DOES_NOT_APPLY,)
A_MINER = ("employment", "household member", "relative")


def said(settling: Settling) -> str:
    return " ".join(what_would_settle(settling, LAW).split())


def open_by(*sets: CouldSettle, outcome: Outcome = Outcome.UNDETERMINED) -> Settling:
    return Settling("pardon", outcome, sets)


def test_what_could_show_that_it_applies_comes_first_and_one_way_is_told_once() -> None:
    roads = (CouldSettle(("hardship", one), YES) for one in A_MINER)
    text = said(open_by(CouldSettle(("hardship",), NO), *roads, CouldSettle(A_MINER, NO)))
    assert text.startswith(
        "What would settle it: one of these may. This could show that the law applies: - Both of "
        'these together: - "Was it because of hardship'
    )
    assert text.count("This could show that the law applies:") == 1
    assert "- One of these: - Employment: " in text
    assert text.endswith(
        'Each of these could rule it out: - The answer to "Was it because of hardship that came '
        "from someone's taking part in the strike?\" - Together: the employment, the household "
        "member and the relative."
    )
    assert text.count("Where to look: ") == 4  # each question once


def test_an_answer_that_could_go_either_way_is_told_so() -> None:
    text = said(open_by(CouldSettle(("offence",), (*YES, *NO))))
    assert "This could show that the law applies, or rule it out: - Offence: " in text
    assert "Nothing" not in text


def test_where_nothing_could_show_it_that_is_said_and_while_what() -> None:
    ruled_out = CouldSettle(("offence",), NO)
    none = "Nothing that is left to find out could show that the law applies"
    assert f"{none}." in said(open_by(ruled_out))
    contested = open_by(ruled_out, outcome=Outcome.CONTESTED)
    assert f"{none}, while the records disagree." in said(contested)
    shown = said(open_by(CouldSettle(("offence",), YES)))
    assert "Nothing that is left to find out could rule it out." in shown


def test_what_was_not_gone_through_whole_is_not_said_to_be_nothing() -> None:
    ruled_out = (CouldSettle(("offence",), NO),)
    for settling in (
        Settling("pardon", Outcome.UNDETERMINED, ruled_out, cut_short=True),
        Settling("pardon", Outcome.UNDETERMINED, ruled_out, outside=("employment",)),
    ):
        assert "Nothing that is left" not in said(settling)


def test_of_many_ways_the_shortest_are_told_and_that_there_are_more() -> None:
    facts = [one.name for one in LAW.scheme.facts_of("matter").values()]
    pairs = [(one, other) for n, one in enumerate(facts) for other in facts[n + 1 :]]
    few, many = pairs[:MOST], pairs[: MOST + 1]
    assert "There are more" not in said(open_by(*(CouldSettle(pair, YES) for pair in few)))
    text = said(open_by(*(CouldSettle(pair, YES) for pair in many)))
    assert "There are more such ways; these are the shortest." in text


def test_things_that_can_be_put_for_one_another_are_one_choice() -> None:
    assert in_choices((("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"))) == [
        (("a", "b"), ("x", "y"))
    ]
    assert in_choices((("a",), ("b",))) == [(("a", "b"),)]
    assert in_choices((("a", "x"), ("b", "y"))) == [(("a",), ("x",)), (("b",), ("y",))]
    # c stands with x only: neither of the others can be put for it.
    assert in_choices((("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "x"))) == [
        (("a", "b"), ("x",)),
        (("a", "b"), ("y",)),
        (("c",), ("x",)),
    ]


@st.composite
def families(draw: st.DrawFn) -> tuple[tuple[str, ...], ...]:
    """Sets of which none is within another."""
    drawn = draw(st.sets(st.frozensets(st.sampled_from("abcdef"), min_size=1)))
    least = [one for one in drawn if not any(other < one for other in drawn)]
    return tuple(tuple(sorted(one)) for one in sorted(least, key=lambda one: (len(one), *one)))


def chosen(choices: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    return [frozenset(names) for names in product(*choices)]


@given(families())
def test_the_choices_come_to_the_sets_and_to_each_once(sets: tuple[tuple[str, ...], ...]) -> None:
    made = [names for choices in in_choices(sets) for names in chosen(choices)]
    assert len(made) == len(set(made))
    assert set(made) == set(map(frozenset, sets))
