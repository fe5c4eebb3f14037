"""A pattern stands for each of its matters: why it stands so, and what would settle it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.assessments.assessment import AssessmentStatus
from amends.assessments.presuming import presumed_beside
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.cases.table import tabulate
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import what_would_settle
from amends.registers.archive import SHOWN
from amends.runs.alike import points_in_lists
from amends.runs.outputs import pattern_as_json
from amends.runs.patterns import PATTERNED, Pattern, Reason, find_patterns
from amends.runs.worklist import BOTH_SIDES, EITHER, worklist
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.tables import Column, ColumnType, Database
from amends.truth.dates import day
from lib.answers import explained
from lib.cases import a_case
from lib.dice import Drawn, Thrown
from lib.strategies import a_law, examples, schemes
from registers.practice import archive
from registers.practice import scheme as practised

PRACTICE = as_at(practised(), day(2025, 6, 1))
_SHOWN = {SHOWN: (Column("key", ColumnType.BIG), Column("person", ColumnType.TEXT))}


Patterned = tuple[Sequence[Pattern], Mapping[tuple[str, str], Reason]]


def patterned(law: Law, cases: Sequence[Case]) -> Patterned:
    """The patterns of cases, and the reason of each case and effect."""
    with TemporaryDirectory() as place, Database(Path(place)) as database:
        with database.loading(_SHOWN) as loading:
            for key, case in enumerate(cases, start=1):
                loading.add(SHOWN, key, case.person_key)
        patterns, _ = find_patterns(law, tabulate(cases, law.scheme, database))
        numbers = database.rows(f"SELECT key, number FROM {PATTERNED}")
    reasons = {pattern.number: pattern.reason for pattern in patterns}
    found = [(cases[int(key) - 1].key, reasons[int(number)]) for key, number in numbers]
    return patterns, {(key, reason.effect): reason for key, reason in found}


def of_no_one_case(settling: Settling) -> Settling:
    """Without the statements, which are of one case."""
    return replace(settling, aside=())


def assert_each_stands_as_its_pattern(law: Law, cases: Sequence[Case]) -> None:
    patterns, reasons = patterned(law, cases)
    assert sum(one.matters for one in patterns) == len(reasons)
    assert [one.matters for one in patterns] == sorted((p.matters for p in patterns), reverse=True)
    for case in cases:
        assessment = assess(law, case)
        if not assessment.effects:
            assert reasons[case.key, ""] == Reason("", assessment.status)
        for effect, settling in zip(assessment.effects, settle(law, case, assess), strict=True):
            reason = reasons[case.key, effect.effect]
            assert (reason.status, reason.outcome) == (assessment.status, effect.outcome)
            assert set(reason.provisions) == set(effect.provisions)
            assert set(reason.wanted) == set(effect.wanted)
            assert set(reason.disputed) == set(effect.disputed)
            beside = presumed_beside(assessment.status, effect, settling)
            assert (reason.presumed is not None) is (beside is not None)
            if reason.settling is None:
                assert settling.settled or reason.status is not AssessmentStatus.ASSESSED
            else:
                assert reason.settling == of_no_one_case(settling)


@examples(25)
@given(schemes(), st.integers(0, 2**32), st.data())
def test_each_generated_case_stands_as_its_pattern(
    scheme: Scheme, seed: int, data: st.DataObject
) -> None:
    law = a_law(Drawn(data.draw), scheme)
    dice = Thrown(Random(seed))
    cases = [a_case(dice, scheme, key=f"k{n}") for n in range(20)]
    assert_each_stands_as_its_pattern(law, cases)


@pytest.fixture(scope="module")
def practice_cases() -> list[Case]:
    return [case for case, _ in archive().cases()]


@pytest.fixture(scope="module")
def practice(practice_cases: list[Case]) -> Patterned:
    """The patterns of the practice register, and the reason of each of its matters."""
    return patterned(PRACTICE, practice_cases)


def test_each_matter_of_a_register_stands_as_its_pattern(practice_cases: list[Case]) -> None:
    assert points_in_lists(PRACTICE) == [1]
    assert_each_stands_as_its_pattern(PRACTICE, practice_cases)


def test_the_text_of_a_pattern_is_in_the_answer_of_each_of_its_matters(
    practice: Patterned, practice_cases: list[Case]
) -> None:
    _, reasons = practice
    open_ones = 0
    for case in practice_cases:
        settling = reasons[case.key, "pardon"].settling
        if settling is not None and not settling.settled:
            open_ones += 1
            text = what_would_settle(settling, PRACTICE)
            assert text.startswith("What would settle it: ")
            assert text in explained(PRACTICE, case)
    assert open_ones > 100


def test_people_are_counted_apart_from_matters(
    practice: Patterned, practice_cases: list[Case]
) -> None:
    patterns, reasons = practice
    for pattern in patterns:
        alike = [case for case in practice_cases if reasons[case.key, "pardon"] == pattern.reason]
        assert len(alike) == pattern.matters
        assert len({case.person_key or case.key for case in alike}) == pattern.people
    assert any(one.people < one.matters for one in patterns)


# --- the worklist ---


def test_the_worklist_counts_the_matters_that_a_look_up_could_settle(
    practice: Patterned, practice_cases: list[Case]
) -> None:
    patterns, _ = practice
    by_itself: Counter[str] = Counter()
    at_all: Counter[str] = Counter()
    for case in practice_cases:
        assessment = assess(PRACTICE, case)
        (settling,) = settle(PRACTICE, case, assess)
        if assessment.status is AssessmentStatus.ASSESSED and not settling.settled:
            by_itself.update(names[0] for names in settling.could if len(names) == 1)
            at_all.update({name for names in settling.could for name in names})
    told = worklist(patterns, PRACTICE)
    for name, count in at_all.items():
        of_name = [one for one in told if one.find == name and one.look != BOTH_SIDES]
        assert sum(one.matters for one in of_name) == count
        assert sum(one.matters for one in of_name if one.alone) == by_itself[name]
    alone = [by_itself[find] for _, find in dict.fromkeys((one.look, one.find) for one in told)]
    assert alone[0] == max(alone)


def test_a_look_up_goes_the_ways_in_which_its_pattern_can_be_settled(practice: Patterned) -> None:
    patterns, _ = practice
    settlings = {one.number: one.reason.settling for one in patterns}
    found = worklist(patterns, PRACTICE)
    for look_up in found:
        settling = settlings[look_up.pattern]
        assert settling is not None
        if look_up.look == BOTH_SIDES:
            assert look_up.way == ""
            continue
        wanted = {look_up.find, *look_up.others}
        each = zip(settling.could, settling.ways, strict=True)
        (ways,) = [ways for names, ways in each if set(names) == wanted]
        assert look_up.way == (EITHER if len(ways) == 2 else ways[0].value)
    assert {one.way for one in found} == {"applies", "does_not_apply", EITHER, ""}


def test_no_worklist_holds_what_is_settled(practice: Patterned) -> None:
    patterns, _ = practice
    settled = {
        one.number for one in patterns if one.reason.settling is None or one.reason.settling.settled
    }
    assert settled
    assert not settled & {one.pattern for one in worklist(patterns, PRACTICE)}


def test_a_pattern_as_json_can_be_written(practice: Patterned) -> None:
    patterns, _ = practice
    for pattern in patterns:
        told = json.loads(json.dumps(pattern_as_json(pattern, PRACTICE)))
        assert told["pattern"] == pattern.number
        assert bool(told["text"]) == (
            pattern.reason.settling is not None and not pattern.reason.settling.settled
        )
