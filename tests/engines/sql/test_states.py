"""The file of states says of every provision what the reference's grounds say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from amends.assessments.assessment import Ground
from amends.cases.table import tabulate
from amends.engines import reference, sql
from amends.scheme.conditions import Force, Limb, Named
from amends.scheme.law import Law, as_at
from amends.tables import Database
from amends.truth.states import Pair
from lib import small
from lib.cases import Usual, a_case
from lib.dice import Thrown
from lib.schemes import a_scheme
from lib.strategies import a_law, in_force

LOUD = Usual(silent=20, second=35, closed=60, denied=20)
QUIET = Usual(second=0, closed=0, denied=0)


def headed(law: Law, ground: Ground) -> Iterator[tuple[str, Pair]]:
    """Each provision at the head of a ground, with its pair, outer ones first."""
    match ground.node:
        case Limb(provision=provision):
            yield provision, ground.pair
        case Named(part=part):
            yield law.scheme.part_named[part].provision, ground.pair
        case _:
            pass
    for child in ground.children:
        yield from headed(law, child)


def by_grounds(law: Law, ground: Ground) -> dict[str, Pair]:
    found: dict[str, Pair] = {}
    for provision, pair in headed(law, ground):
        if provision:
            found.setdefault(provision, pair)
    return found


@pytest.mark.parametrize("usual", [QUIET, LOUD], ids=["single readings", "conflicts"])
@pytest.mark.parametrize("seed", range(8))
def test_every_provision_of_every_case_is_read_from_the_file(
    seed: int, usual: Usual, tmp_path: Path
) -> None:
    dice = Thrown(Random(f"states {seed}"))
    scheme = a_scheme(dice, depth=3)
    law = in_force(a_law(dice, scheme))
    cases = [a_case(dice, scheme, usual, key=f"k{n}") for n in range(25)]
    path = tmp_path / "states.parquet"
    with Database(tmp_path, threads=1) as database:
        table = tabulate(cases, scheme, database)
        written = sql.write_states(law, table, path)
        for place, effect in enumerate(scheme.effects, start=1):
            columns = ["recorded", f"outcome_{place}", *written.pattern[effect.name]]
            query = f"SELECT {', '.join(columns)} FROM '{path}' ORDER BY key"
            for case, (recorded, outcome, *numbers) in zip(
                cases, database.rows(query), strict=True
            ):
                said = reference.assess(law, case)
                right = said.effects[place - 1]
                assert sql.OUTCOMES[int(outcome) - 1] is right.outcome
                assert recorded is (said.status is sql.STATUSES[0])
                told = written.provisions(effect.name, [int(number) for number in numbers])
                assert_same(told, by_grounds(law, right.ground))


def assert_same(told: Mapping[str, Pair], right: Mapping[str, Pair]) -> None:
    assert list(told.items()) == list(right.items())


def test_a_law_that_is_not_in_force_says_nothing_of_anybody(tmp_path: Path) -> None:
    scheme = small.scheme(small.forced(), force=Force(start=small.ON + 1))
    law = as_at(scheme, small.ON)
    path = tmp_path / "states.parquet"
    with Database(tmp_path, threads=1) as database:
        written = sql.write_states(law, tabulate([small.case()], law.scheme, database), path)
        assert database.rows(f"SELECT * FROM '{path}'") == [(1,)]
    assert not written.pattern
