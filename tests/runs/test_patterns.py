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
from amends.problems import ProblemsFound
from amends.registers.archive import SHOWN
from amends.runs.alike import points_in_lists
from amends.runs.outputs import pattern_as_json, read_worklist, write_worklist
from amends.runs.patterns import PATTERNED, Pattern, Reason, find_patterns
from amends.runs.worklist import WAYS, by_place, disagreements, matters_in, worklist
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.tables import Column, ColumnType, Database
from amends.truth.dates import day
from amends.truth.states import Outcome
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
    by_itself: Counter[tuple[str, Outcome]] = Counter()
    at_all: Counter[tuple[str, Outcome]] = Counter()
    disputed: Counter[str] = Counter()
    for case in practice_cases:
        assessment = assess(PRACTICE, case)
        (settling,) = settle(PRACTICE, case, assess)
        if assessment.status is AssessmentStatus.ASSESSED and not settling.settled:
            disputed.update(assessment.effects[0].disputed)
            for way in WAYS:
                sets = settling.to(way)
                by_itself.update((names[0], way) for names in sets if len(names) == 1)
                at_all.update({(name, way) for names in sets for name in names})
    told = worklist(patterns, PRACTICE)
    for (name, way), count in at_all.items():
        of_name = [one for one in told if one.find == name and one.to is way]
        assert sum(one.matters for one in of_name) == count
        assert sum(one.matters for one in of_name if one.alone) == by_itself[name, way]
    assert {(one.find, one.to) for one in told if one.to} == at_all.keys()
    assert {one.thing: matters_in(one.look_ups) for one in disagreements(told)} == disputed


def test_the_most_useful_place_comes_first(practice: Patterned) -> None:
    patterns, _ = practice
    finds = [find for place in by_place(worklist(patterns, PRACTICE)) for find in place.finds]
    alone = [matters_in(one for one in find.look_ups if one.alone) for find in finds]
    assert alone[0] == max(alone)


def test_every_road_to_a_yes_is_on_the_worklist(practice: Patterned) -> None:
    patterns, _ = practice
    found = worklist(patterns, PRACTICE)
    roads = 0
    for pattern in patterns:
        settling = pattern.reason.settling
        if settling is None or settling.settled:
            continue
        for way in WAYS:
            of_pattern = [o for o in found if (o.pattern, o.to) == (pattern.number, way)]
            needed = {frozenset((one.find, *one.others)) for one in of_pattern}
            assert needed <= set(map(frozenset, settling.to(way)))
            names = {name for names in settling.to(way) for name in names}
            assert {one.find for one in of_pattern} == names
            for one in of_pattern:
                sizes = [len(names) for names in settling.to(way) if one.find in names]
                assert 1 + len(one.others) == min(sizes)
        longest = min((len(names) for names in settling.to(Outcome.APPLIES)), default=0)
        roads += longest > min((len(names) for names in settling.could), default=longest)
    assert roads > 5  # else what rules out would not hide anything


def test_what_the_worklist_says_is_read_back_from_its_file(
    practice: Patterned, tmp_path: Path
) -> None:
    patterns, _ = practice
    found = worklist(patterns, PRACTICE)
    write_worklist(found, tmp_path)
    assert read_worklist(tmp_path) == found
    text = (tmp_path / "worklist.csv").read_text(encoding="utf-8")
    (tmp_path / "worklist.csv").write_text(text.replace(",applies", ",perhaps"), encoding="utf-8")
    with pytest.raises(ProblemsFound):
        read_worklist(tmp_path)


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
