"""Presumptions: told beside an outcome that stays undetermined, never inside it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from amends.cases.case import Case, Subject
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation import explain, to_json
from amends.notation import read, write
from amends.problems import ProblemsFound
from amends.scheme.law import as_at
from amends.scheme.model import Scheme
from amends.truth.statements import Statement
from amends.truth.states import Outcome
from amends.truth.values import Codes

LAW = """\
scheme        Lock Keepers (Clearing) Act
id            lock-keepers
citation      chapter 9 (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1950-01-01
matter        conviction

effect  disregard on application, where section 2 disregarded
  presumed to apply  section 2(2)
    given  section 1 applied
    rebutted by
      section 2(3)  that the water was let out for gain

of the conviction
  recorded  applied   yes or no
  judged    for gain  yes or no
    ask  "Was the water let out for gain?"

section 1  applied
  applied

section 2  disregarded
  all of
    section 1  applied
    no for gain
"""


def law(old: str = "", new: str = "") -> Scheme:
    return read(LAW.replace(old, new), "lock.scheme")


def case(**said: str) -> Case:
    facts = {
        name.replace("_", " "): tuple(
            Statement(Codes(frozenset({word})), f"paper {n}")
            for n, word in enumerate(words.split())
        )
        for name, words in said.items()
    }
    return Case("a case", Subject(), Subject(facts))


@pytest.mark.parametrize(
    ("said", "outcome", "speaks"),
    [
        ({"applied": "yes"}, Outcome.UNDETERMINED, True),
        ({}, Outcome.UNDETERMINED, False),
        ({"applied": "yes no"}, Outcome.UNDETERMINED, False),
        ({"applied": "yes", "for_gain": "no"}, Outcome.APPLIES, False),
        ({"applied": "yes", "for_gain": "yes"}, Outcome.DOES_NOT_APPLY, False),
        ({"applied": "yes", "for_gain": "yes no"}, Outcome.CONTESTED, False),
    ],
)
def test_it_speaks_where_the_outcome_is_open_and_what_it_is_given_stands(
    said: dict[str, str], outcome: Outcome, speaks: bool
) -> None:
    at = as_at(law(), 720_000)
    (effect,) = assess(at, case(**said)).effects
    assert effect.outcome is outcome or said == {"applied": "yes no"}
    assert (effect.presumed is not None) is speaks


def test_it_changes_nothing_in_the_outcome_or_its_reasons() -> None:
    with_it = as_at(law(), 720_000)
    bare = replace(law().effects[0], presumption=None)
    without = as_at(replace(law(), effects=(bare,)), 720_000)
    for said in ({"applied": "yes"}, {}, {"for_gain": "yes"}, {"applied": "yes no"}):
        one, other = (assess(at, case(**said)).effects[0] for at in (with_it, without))
        assert replace(one, presumed=None) == other


def test_it_is_said_as_a_presumption_with_what_would_rebut_it() -> None:
    at = as_at(law(), 720_000)
    assessment = assess(at, case(applied="yes"))
    text = " ".join(
        explain(assessment, at, "short", settle(at, case(applied="yes"), assess)).split()
    )
    assert "section 2(2) presumes that this Act disregards this conviction" in text
    assert "That is no answer yet" in text
    assert "that the water was let out for gain (section 2(3))." in text
    data = to_json(assessment, at, settle(at, case(applied="yes"), assess))
    assert '"presumed": {"holds": true, "provision": "section 2(2)"' in json.dumps(data)


def test_it_is_written_and_reads_back() -> None:
    assert read(write(law()), "lock.scheme") == law()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("presumed to apply  section 2(2)", "presumed  section 2(2)", "presumed-unfinished"),
        ("presumed to apply  section 2(2)", "presumed to apply", "presumed-unfinished"),
        ("    rebutted by", "    shown", "unknown-line"),
        ("given  section 1 applied", "given  section 1 aplied", "unknown-part"),
        ("    section 1  applied\n    no", "    applied\n    no", "does-not-fit"),
    ],
)
def test_what_is_wrong_with_it_is_told(old: str, new: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        law(old, new)
    assert code in [problem.code for problem in found.value.problems]
