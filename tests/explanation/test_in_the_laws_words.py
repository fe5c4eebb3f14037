"""The reasons that are said to be enough are enough, and no one of them can be spared."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from amends.assessments.assessment import AssessmentStatus, EffectAssessment, Ground
from amends.cases.case import Case, Subject
from amends.engines.reference import assess
from amends.explanation.conditions_in_words import speaker
from amends.explanation.in_the_laws_words import Because, Clause, clauses, met_of, reasons_of
from amends.explanation.reasons import groups_of_one_fact, to_the_point
from amends.notation import read
from amends.scheme.conditions import All, Any, Limb, Named, Not
from amends.scheme.law import as_at
from amends.truth.edtf import day
from amends.truth.statements import Statement
from amends.truth.states import Outcome, Pair, State, all_pairs, any_pairs, negate_pair
from amends.truth.values import Codes
from registers.practice import archive, scheme

LAW = as_at(scheme(), day(2025, 6, 1))
UNKNOWN = Pair(State.UNKNOWN, State.UNKNOWN)

TREE = """\
scheme        Tolls Act
id            tolls
citation      chapter 3 (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1950-01-01
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

of the conviction
  recorded  old    yes or no
  recorded  poor   yes or no
  recorded  ill    yes or no
  recorded  sober  yes or no

section 1  pardoned
  all of
    section 1(a) sober
    section 1(b) any of
      old
      all of
        poor
        ill
"""


def told(**said: str) -> tuple[EffectAssessment, Because]:
    law = as_at(read(TREE, "tolls.scheme"), day(2025, 6, 1))
    facts = {name: (Statement(Codes(frozenset({word})), "a paper"),) for name, word in said.items()}
    (effect,) = assess(law, Case("a case", Subject(), Subject(facts))).effects
    return effect, reasons_of(effect, speaker(law))


def abouts(found: Because) -> list[list[str]]:
    return [[clause.about for clause in way] for way in found.ways]


@pytest.mark.parametrize(
    ("said", "ways"),
    [
        ({"sober": "no"}, [["sober"]]),
        ({"old": "no", "poor": "no"}, [["old", "poor"]]),
        ({"old": "no", "poor": "no", "ill": "no"}, [["old", "poor"], ["old", "ill"]]),
        ({"sober": "no", "old": "no", "ill": "no"}, [["sober"], ["old", "ill"]]),
    ],
)
def test_reasons_that_count_only_together_are_told_together(
    said: dict[str, str], ways: list[list[str]]
) -> None:
    effect, found = told(**said)
    assert effect.outcome is Outcome.DOES_NOT_APPLY
    assert abouts(found) == ways


def test_what_applies_has_its_reasons_without_ways() -> None:
    effect, found = told(sober="yes", old="yes")
    assert effect.outcome is Outcome.APPLIES
    assert [clause.about for clause in found.clauses] == ["sober", "old"]
    assert found.ways == ()


def test_what_is_met_already_is_told_without_values() -> None:
    effect, _ = told(sober="yes", poor="yes")
    law = as_at(read(TREE, "tolls.scheme"), day(2025, 6, 1))
    assert met_of(effect, speaker(law)) == (
        '"sober" is yes (section 1(a))',
        '"poor" is yes (section 1(b))',
    )


# --- held against the tree itself ---


def stands(ground: Ground, known: Collection[int]) -> Pair:
    """How a ground would stand were nothing known but these of its leaves."""
    below = [stands(child, known) for child in ground.children]
    match ground.node:
        case Named() if not ground.denials or ground.pair == ground.children[0].pair:
            return below[0]
        case Not():
            return negate_pair(below[0])
        case Limb():
            return below[0]
        case All():
            return all_pairs(below)
        case Any():
            return any_pairs(below)
        case _:
            return ground.pair if id(ground) in known else UNKNOWN


def leaves_of(effect: EffectAssessment) -> list[Ground]:
    found, left = [], [effect.ground]
    while left:
        ground = left.pop()
        denied = bool(ground.denials) and ground.pair != ground.children[0].pair
        inner = isinstance(ground.node, Not | Limb | All | Any)
        if inner or (isinstance(ground.node, Named) and not denied):
            left += ground.children
        else:
            found.append(ground)
    return found


def test_each_way_is_enough_and_needs_each_of_its_reasons() -> None:
    says = speaker(LAW)
    tried = 0
    for case, _ in archive().cases():
        assessment = assess(LAW, case)
        (effect,) = assessment.effects
        if (assessment.status, effect.outcome) != (
            AssessmentStatus.ASSESSED,
            Outcome.DOES_NOT_APPLY,
        ):
            continue
        found = reasons_of(effect, says)
        of_leaf = clauses_by_leaf(effect)
        beside = {id(leaf) for leaf in leaves_of(effect) if id(leaf) not in of_leaf}
        for way in found.ways:
            tried += 1
            known = {leaf for leaf, clause in of_leaf.items() if clause in way}
            assert stands(effect.ground, known | beside) == effect.ground.pair
            for spared in way:
                fewer = {leaf for leaf in known if of_leaf[leaf] != spared}
                assert stands(effect.ground, fewer | beside) != effect.ground.pair
    assert tried > 100


def clauses_by_leaf(effect: EffectAssessment) -> dict[int, Clause]:
    return dict(clauses(groups_of_one_fact(to_the_point(effect.ground, speaker(LAW)))))
