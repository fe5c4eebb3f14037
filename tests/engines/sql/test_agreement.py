"""The bulk engine says what the reference says, in the same words and the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from amends.cases.case import Case
from amends.cases.table import tabulate
from amends.engines import sql
from amends.engines.reference import assess
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    AtMost,
    Choose,
    Fixed,
    In,
    Limb,
    Not,
    Recorded,
    Ref,
    Shift,
)
from amends.scheme.declarations import Fact, FactType, Part, Vocabulary
from amends.scheme.law import Law, as_at
from amends.tables import Database
from lib import small
from lib.cases import Usual, a_case
from lib.dice import Thrown
from lib.schemes import a_scheme
from lib.small import case, closed, entry, held, law, said, subject
from lib.strategies import a_law, in_force

QUIET = Usual(second=0, closed=0, denied=0)
LOUD = Usual(silent=15, second=35, uncertain=20, closed=60, denied=12)


def expected(law: Law, cases: Sequence[Case]) -> list[sql.AssessedRow]:
    rows: list[sql.AssessedRow] = []
    for one in cases:
        said = assess(law, one)
        if not said.effects:
            rows.append(sql.AssessedRow(one.key, "", said.status, None))
        rows += [
            sql.AssessedRow(
                one.key,
                effect.effect,
                said.status,
                effect.outcome,
                effect.provisions,
                effect.wanted,
                effect.disputed,
            )
            for effect in said.effects
        ]
    return rows


def in_bulk(law: Law, cases: Sequence[Case], place: Path) -> list[sql.AssessedRow]:
    with Database(place, threads=1) as database:
        table = tabulate(cases, law.scheme, database)
        return list(sql.rows(sql.assess_table(law, table)))


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.parametrize("usual", [QUIET, LOUD], ids=["read once", "read twice"])
def test_every_row_is_the_same_in_words_and_order(seed: int, usual: Usual, tmp_path: Path) -> None:
    dice = Thrown(Random(f"{seed}"))
    scheme = a_scheme(dice, depth=2 + seed % 2)
    law = in_force(a_law(dice, scheme))
    cases = [a_case(dice, scheme, usual, key=f"k{n}") for n in range(25)]
    assert in_bulk(law, cases, tmp_path) == expected(law, cases)


def test_cases_with_and_without_conflicts_stand_in_one_table(tmp_path: Path) -> None:
    dice = Thrown(Random("mixed"))
    scheme = a_scheme(dice, depth=3)
    law = in_force(a_law(dice, scheme))
    cases = [a_case(dice, scheme, LOUD if n % 5 == 0 else QUIET, key=f"k{n}") for n in range(60)]
    with Database(tmp_path, threads=1) as database:
        assessed = sql.assess_table(law, tabulate(cases, scheme, database))
        plain = f"SELECT DISTINCT pattern_1 >= 0 FROM {assessed.table} ORDER BY 1"
        assert database.rows(plain) == [(False,), (True,)]
        assert list(sql.rows(assessed)) == expected(law, cases)


def test_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    dice = Thrown(Random("counts"))
    scheme = a_scheme(dice, depth=2)
    law = in_force(a_law(dice, scheme))
    cases = [a_case(dice, scheme, LOUD, key=f"k{n}") for n in range(40)]
    with Database(tmp_path, threads=1) as database:
        table = tabulate(cases, scheme, database)
        counted = sql.count_outcomes(law, table)
    of_rows = Counter((row.effect, row.outcome) for row in expected(law, cases))
    assert dict(counted) == dict(of_rows)


# --- what generated cases seldom reach ---


def test_silence_and_conflicts_of_a_long_vocabulary(tmp_path: Path) -> None:
    words = tuple(f"word {n}" for n in range(40))
    fact = Fact("shade", FactType.CODE, vocabulary="shades")
    node = In(Ref(MATTER, "shade"), (*words[3:9], words[20], words[39]))
    plain = small.scheme(small.forced())
    scheme = replace(
        plain,
        parts=(Part("pardoned", "section 1", MATTER, node),),
        vocabularies=(*plain.vocabularies, Vocabulary("shades", words)),
        matter_facts=(*plain.matter_facts, fact),
    )
    said_of = [(), *((said(word),) for word in words)]
    said_of += [(said(words[3], words[4]),), (said(words[3], words[1]),)]
    said_of += [(said(words[3]), said(words[1])), (said(words[1]), said(words[2], words[0]))]
    cases = [replace(case(subject(shade=stated)), key=f"k{n}") for n, stated in enumerate(said_of)]
    law = as_at(scheme, small.ON)
    assert in_bulk(law, cases, tmp_path) == expected(law, cases)


def test_more_leaves_than_one_number_holds(tmp_path: Path) -> None:
    facts = tuple(Fact(f"fact {n}", FactType.CODE, vocabulary="yes or no") for n in range(50))
    limbs = tuple(
        Limb(f"section {n}", "", In(Ref(MATTER, f.name), ("yes",))) for n, f in enumerate(facts)
    )
    body = Any((All(limbs), Not(Any(limbs))))
    parts = (Part("pardoned", "section 1", MATTER, body),)
    scheme = replace(small.scheme(small.forced()), parts=parts, matter_facts=facts)
    random = Random(1)
    cases = [
        replace(
            case(
                subject(
                    **{
                        fact.name: (said(random.choice(["yes", "no"])),) * random.choice([0, 1, 1])
                        for fact in facts
                        if few or random.random() < 0.9
                    }
                )
            ),
            key=f"k{few}{n}",
        )
        for few in (0, 1)
        for n in range(10)
    ]
    law = as_at(scheme, small.ON)
    with Database(tmp_path, threads=1) as database:
        assessed = sql.assess_table(law, tabulate(cases, scheme, database))
        assert len(assessed.pattern) > 1
        assert list(sql.rows(assessed)) == expected(law, cases)


def test_choices_inside_choices_inside_shifts(tmp_path: Path) -> None:
    quantity: Choose | Recorded = Recorded(small.EVENT)
    for colour in ("red", "green", "blue"):
        later = Shift(quantity, years=1, months=1, days=3)
        quantity = Choose(In(small.COLOUR, (colour,)), later, Shift(quantity, months=-2))
    node = AtMost(quantity, Fixed(small.day("2001-03-01")))
    random = Random(2)
    days = [small.day(f"{year}-02-28") for year in (1996, 1997, 1999, 2000, 2001)]
    cases = []
    for n in range(40):
        event = tuple(small.exactly(day) for day in random.choices(days, k=n % 3))
        colours = random.choices(["red", "green", "blue"], k=n % 4 % 3)
        stated = subject(event=event, colour=tuple(said(one) for one in colours))
        cases.append(replace(case(stated), key=f"k{n}"))
    of = law(node)
    assert in_bulk(of, cases, tmp_path) == expected(of, cases)


def test_a_closure_that_names_nothing_stands_without_a_table_of_names(tmp_path: Path) -> None:
    of = law(AtLeast(1, "job", PERSON, "job", In(Ref("job", "trade"), ("red",))))
    one = case(
        person=subject({"job": held(entry("a", trade=(said("red"),)), closed_by=[closed()])})
    )
    assert in_bulk(of, [one], tmp_path) == expected(of, [one])
    assert expected(of, [one])[0].outcome is small.CONTESTED


def test_people_of_one_key_are_one_row_where_the_same_is_recorded_of_them(tmp_path: Path) -> None:
    person = subject(willing=(said("yes"),))
    cases = [
        replace(case(person=who), key=f"k{n}", person_key="p")
        for n, who in enumerate([person, person, subject(willing=(said("no"),))])
    ]
    of = law(In(small.WILLING, ("yes",)))
    with Database(tmp_path, threads=1) as database:
        table = tabulate(cases, of.scheme, database)
        assert database.rows("SELECT count(*) FROM persons") == [(2,)]
        assert list(sql.rows(sql.assess_table(of, table))) == expected(of, cases)


def test_keys_of_cases_are_any_text(tmp_path: Path) -> None:
    keys = ["", "a,b", 'c"d', "e\nf", "NULL", "é", "g\\h", "\r"]
    cases = [replace(case(), key=key) for key in keys]
    of = law(small.forced())
    assert [row.key for row in in_bulk(of, cases, tmp_path)] == keys
