"""The n-th latest or earliest of a list is read into a count that says the same."""

from __future__ import annotations

from datetime import date
from operator import ge, gt, le, lt
from random import Random

import pytest

from amends.engines.reference import assess
from amends.notation import read
from amends.scheme.conditions import (
    All,
    AtLeast,
    AtMost,
    Condition,
    In,
    Less,
    Not,
    Recorded,
    Ref,
    Shift,
    Today,
)
from amends.scheme.law import as_at
from amends.scheme.model import Scheme
from amends.truth.states import Outcome
from lib.agreement import assert_agree
from lib.small import APPLIES, NO, OPEN, case, closed, day, entry, held, said, span, subject

HEAD = """scheme        Trial Act
id            trial
citation      2022 c. 1
jurisdiction  Nowhere
status        enacted
in force      from 1900-01-01
day rule      29 February moves to 28 February
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

of the conviction
  recorded  convicted  date

list appeal of the conviction
  recorded  allowed  yes or no
  recorded  lodged   date

section 1  pardoned
"""
LODGED = Recorded(Ref("appeal", "lodged"))
CONVICTED = Recorded(Ref("matter", "convicted"))
ALLOWED = In(Ref("appeal", "allowed"), ("yes",))


def scheme(*lines: str) -> Scheme:
    return read(HEAD + "".join(f"  {line}\n" for line in lines), "trial.scheme")


def count(number: int, *limbs: Condition) -> AtLeast:
    where = All(limbs) if len(limbs) > 1 else limbs[0]
    return AtLeast(number, "appeal", "matter", "appeal", where)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (
            "latest of lodged of the appeals on or after convicted",
            count(1, AtMost(CONVICTED, LODGED)),
        ),
        ("latest of lodged of the appeals after convicted", count(1, Less(CONVICTED, LODGED))),
        (
            "latest of lodged of the appeals before convicted",
            Not(count(1, AtMost(CONVICTED, LODGED))),
        ),
        (
            "latest of lodged of the appeals on or before convicted",
            Not(count(1, Less(CONVICTED, LODGED))),
        ),
        ("earliest of lodged of the appeals before convicted", count(1, Less(LODGED, CONVICTED))),
        (
            "earliest of lodged of appeals on or before convicted",
            count(1, AtMost(LODGED, CONVICTED)),
        ),
        (
            "2nd earliest of lodged of the appeals after convicted",
            Not(count(2, AtMost(LODGED, CONVICTED))),
        ),
        (
            (
                "3rd latest of lodged of the appeals of the conviction plus 5 years is after today "
                "where allowed"
            ),
            count(3, ALLOWED, Less(Today(), Shift(LODGED, years=5))),
        ),
    ],
)
def test_it_is_a_count(line: str, meant: Condition) -> None:
    assert scheme(line).part_named["pardoned"].body == meant


def test_where_and_unless_stand_beneath() -> None:
    where = scheme("latest of lodged of the appeals after convicted where", "  allowed")
    assert where.part_named["pardoned"].body == count(1, ALLOWED, Less(CONVICTED, LODGED))
    less = scheme(
        "latest of lodged of the appeals after convicted", "  unless convicted before today"
    )
    assert less.part_named["pardoned"].body == All(
        (count(1, Less(CONVICTED, LODGED)), Not(Less(CONVICTED, Today())))
    )


def test_an_entry_in_scope_is_no_list() -> None:
    one = scheme("some appeal where", "  latest of lodged of the appeal, convicted before today")
    assert isinstance(one.part_named["pardoned"].body, AtLeast)


def test_only_a_closure_shows_that_the_latest_is_early_enough() -> None:
    of = as_at(scheme("latest of lodged of the appeals before 1930-01-01"), day("1950-01-01"))
    early = entry("1", lodged=(span("1929-12-31"),))
    some_year = entry("1", lodged=(span("1929-01-01", "1930-12-31"),))
    late = entry("1", lodged=(span("1930-01-01"),))
    for found, right in (
        (held(early), OPEN),
        (held(early, closed_by=[closed("1")]), APPLIES),
        (held(some_year, closed_by=[closed("1")]), OPEN),
        (held(late), NO),
        (held(closed_by=[closed()]), APPLIES),  # none: before every day
    ):
        about = case(subject({"appeal": found}))
        assert assess(of, about).outcome is right
        assert_agree(of, [about])


WORDS = {"before": lt, "on or before": le, "after": gt, "on or after": ge}


@pytest.mark.parametrize("seed", range(60))
def test_where_all_is_known_it_is_what_sorting_says(seed: int) -> None:
    dice = Random(seed)
    place, latest = dice.randint(1, 3), dice.random() < 0.5
    word = dice.choice(list(WORDS))
    limit = date(1930, 1, dice.randint(1, 5))
    ordinal = {1: "1st", 2: "2nd", 3: "3rd"}[place]
    line = f"{ordinal} {'latest' if latest else 'earliest'} of lodged of the appeals {word} {limit}"
    of = as_at(scheme(f"{line} where", "  allowed"), day("1950-01-01"))
    drawn = [(dice.randint(1, 5), dice.random() < 0.7) for _ in range(dice.randint(0, 5))]
    entries = [
        entry(str(n), lodged=(span(f"1930-01-0{d}"),), allowed=(said("yes" if met else "no"),))
        for n, (d, met) in enumerate(drawn)
    ]
    names = closed(*(str(n) for n in range(len(drawn))))
    about = case(subject({"appeal": held(*entries, closed_by=[names])}))
    ranked = sorted((d for d, met in drawn if met), reverse=latest)
    nothing = float("-inf") if latest else float("inf")
    value = ranked[place - 1] if len(ranked) >= place else nothing
    right = APPLIES if WORDS[word](value, limit.day) else Outcome.DOES_NOT_APPLY
    assert assess(of, about).outcome is right
    assert_agree(of, [about])
