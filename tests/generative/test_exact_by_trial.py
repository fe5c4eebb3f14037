"""The exact engine against trying every completion, on generated schemes and cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given, note
from hypothesis import strategies as st

from amends.assessments.settling import MOST, Sets, Settling
from amends.cases.case import Case, Subject
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.states import Outcome
from lib.cases import Usual, a_case
from lib.dice import Dice, Drawn, Thrown
from lib.exact import exact
from lib.printing import shown
from lib.schemes import a_scheme
from lib.settled import Tried, tried, without_lists
from lib.strategies import a_law, examples, in_force, laws_and_cases

SETTLED = (Outcome.APPLIES, Outcome.DOES_NOT_APPLY)
PLAIN = Usual(silent=40, denied=0)


def a_plain_trial(dice: Dice) -> tuple[Law, Case]:
    """A law without list conditions, and a case without denials."""
    scheme = without_lists(a_scheme(dice, nested=False))
    law = in_force(a_law(dice, scheme))
    return law, a_case(dice, scheme, PLAIN)


@st.composite
def plain_trials(draw: st.DrawFn) -> tuple[Law, Case]:
    return a_plain_trial(Drawn(draw))


def part_of(scheme: Scheme, effect: str) -> str:
    return next(e.part for e in scheme.effects if e.name == effect)


def in_no_order(sets: Sets) -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, sets))


def as_tried(settling: Settling) -> Tried:
    return Tried(
        settling.outcome,
        in_no_order(settling.could),
        {way: in_no_order(settling.to(way)) for way in SETTLED},
        frozenset(settling.sure),
        frozenset(settling.lost),
    )


def assert_as_tried(law: Law, case: Case) -> list[Outcome]:
    """Held to trial, as closely as is claimed; the outcomes of what is claimed whole."""
    found = []
    for settling in settle(law, case, assess):
        right = tried(law, case, part_of(law.scheme, settling.effect))
        if right is None:
            continue
        cut = [way for way in SETTLED if settling.more_to(way)]
        if settling.outside:
            assert not settling.settled
        elif settling.more or cut:
            assert not settling.more or len(settling.could) == MOST
            assert in_no_order(settling.could) <= right.could
            for way in SETTLED:
                assert (in_no_order(settling.to(way)) < right.to[way]) is (way in cut)
        else:
            assert as_tried(settling) == right
            found.append(right.outcome)
    return found


@examples(150)
@given(plain_trials())
def test_without_lists_all_is_as_trying_every_completion_finds(given_: tuple[Law, Case]) -> None:
    law, case = given_
    note(shown(law, case))
    assert_as_tried(law, case)


def test_every_outcome_is_tried() -> None:
    found = {
        outcome
        for seed in range(150)
        for outcome in assert_as_tried(*a_plain_trial(Thrown(Random(seed))))
    }
    assert found == set(Outcome)


@examples(100)
@given(laws_and_cases(nested=False, usual=Usual(silent=30, denied=0)), st.integers(0, 99))
def test_with_lists_what_is_settled_is_settled_by_trial(
    given_: tuple[Law, Case], seed: int
) -> None:
    law, case = given_
    note(shown(law, case))
    for settling in settle(law, case, assess):
        if settling.settled:
            part = part_of(law.scheme, settling.effect)
            assert exact(law, case, part, seed).outcome is settling.outcome


@examples(150)
@given(laws_and_cases())
def test_what_is_settled_directly_is_settled_the_same(given_: tuple[Law, Case]) -> None:
    law, case = given_
    note(shown(law, case))
    for effect, settling in zip(assess(law, case).effects, settle(law, case, assess), strict=True):
        if effect.outcome in SETTLED:
            assert settling == Settling(effect.effect, effect.outcome)


@examples(100)
@given(laws_and_cases())
def test_what_is_told_hangs_together(given_: tuple[Law, Case]) -> None:
    law, case = given_
    note(shown(law, case))
    for settling in settle(law, case, assess):
        assert not settling.settled or settling == Settling(settling.effect, settling.outcome)
        assert (settling.outcome is Outcome.CONTESTED) or not settling.aside
        assert all(one.outcome is not Outcome.CONTESTED for one in settling.aside)
        for told in (settling.could, *map(settling.to, SETTLED)):
            sets = [set(one) for one in told]
            assert [len(one) for one in sets] == sorted(len(one) for one in sets)
            assert not any(one < other for one in sets for other in sets)
            assert not settling.sure or all(one <= set(settling.sure) for one in sets)
            assert not any(one & set(settling.lost) for one in sets)
        assert {*settling.could} <= {one.names for one in settling.sets}


@examples(150)
@given(plain_trials())
def test_setting_aside_what_is_told_and_no_less_ends_the_disagreement(
    given_: tuple[Law, Case],
) -> None:
    law, case = given_
    note(shown(law, case))
    for settling in settle(law, case, assess):
        part = part_of(law.scheme, settling.effect)
        if settling.outside or tried(law, case, part) is None:
            continue
        for one in settling.aside:
            for size in range(len(one.statements) + 1):
                for gone in combinations(one.statements, size):
                    after = tried(law, without(case, gone), part)
                    if after is not None:
                        right = one.outcome if size == len(one.statements) else Outcome.CONTESTED
                        assert after.outcome is right


def without(case: Case, gone: Sequence[tuple[str, str]]) -> Case:
    """The case without what these sources state of these facts."""

    def of(subject: Subject) -> Subject:
        facts = {
            name: tuple(s for s in stated if (name, s.source) not in gone)
            for name, stated in subject.facts.items()
        }
        return replace(subject, facts=facts)

    return replace(case, person=of(case.person), matter=of(case.matter))


@examples(60)
@given(laws_and_cases(usual=PLAIN))
def test_supposing_an_open_point_keeps_what_is_settled(given_: tuple[Law, Case]) -> None:
    law, case = given_
    for before in settle(law, case, assess):
        for point in law.scheme.open_points:
            if point.number in law.supposed:
                continue
            for answer in (True, False):
                supposed = as_at(law.scheme, law.on, {**law.supposed, point.number: answer})
                after = settle(supposed, case, assess)
                same = next(one for one in after if one.effect == before.effect)
                assert not before.settled or same == before
