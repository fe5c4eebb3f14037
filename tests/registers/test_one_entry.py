"""The matters that one entry shows, asked for by its reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.problems import ProblemsFound
from amends.registers.archive import read_archive
from registers.practice import archive, scheme
from registers.small_archive import AYR, register


def test_the_matters_of_one_entry_are_those_among_all(tmp_path: Path) -> None:
    whole = archive()
    every = list(whole.cases())
    several = [pair for pair in every if pair[1].also or len(pair[0].identities) > 1]
    for _, matter in (*every[::150], *several[:2]):
        wanted = [pair for pair in every if pair[1] == matter]
        assert whole.case(matter.reference, matter.charge) == wanted
        for also in matter.also:
            assert wanted[0] in whole.case(also)
    register(tmp_path, f"A,1,1,{AYR},(1) theft (2) B.O.P.,1/5/84,,G,,,")
    (tmp_path / "key.csv").unlink()
    alone = read_archive(tmp_path, scheme())
    assert [one.charge for _, one in alone.case("A/1/1")] == [1, 2]
    for reference, charge, what in (
        ("A/1/2", None, "the register has no such entry"),
        ("A/1/1", 3, "this entry has no charge 3"),
    ):
        with pytest.raises(ProblemsFound) as refused:
            alone.case(reference, charge)
        assert [one.what for one in refused.value.problems] == [what]
