"""The SQL that a scheme becomes: its text is kept, so that a change of it is seen."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlglot import exp, parse_one

from amends.cases.codebook import Codebook
from amends.cases.layout import layout_of
from amends.engines.sql.rows import Program
from amends.engines.sql.tree import ask
from amends.notation.shelf import load
from amends.scheme.law import Law, as_at
from amends.truth.edtf import day
from lib.dice import Thrown
from lib.schemes import a_scheme
from lib.strategies import a_law, in_force

KEPT = Path(__file__).parent / "specimen.sql"


def query_of(law: Law, *, twice: bool, detail: bool) -> exp.Query:
    layout = layout_of(law.scheme)
    program = Program(law, layout, Codebook(law.scheme), frozenset(layout.tables), twice)
    return ask(program, detail=detail).query


def keys(sought: exp.In) -> list[exp.Expr]:
    one = sought.this
    return list(one.expressions) if isinstance(one, exp.Tuple) else [one]


def test_the_query_of_the_specimen_is_as_it_was() -> None:
    """To keep a new text, write `text` to the file, and look at what changed in it."""
    law = as_at(load("miners-strike-pardons-2022").scheme, day(2025, 6, 1))
    text = query_of(law, twice=False, detail=False).sql("duckdb", pretty=True) + "\n"
    assert text == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("twice", [False, True], ids=["once", "twice"])
@pytest.mark.parametrize("seed", range(6))
def test_only_plain_boolean_sql_is_written(seed: int, twice: bool) -> None:
    dice = Thrown(Random(f"text {seed}"))
    law = in_force(a_law(dice, a_scheme(dice, depth=3)))
    text = query_of(law, twice=twice, detail=True).sql("duckdb")
    tree = parse_one(text, dialect="duckdb")
    assert not list(tree.find_all(exp.Exists, exp.Any, exp.All, exp.Window))
    for one in tree.find_all(exp.In):
        values = one.expressions
        if of_part := one.args.get("query"):  # keys of a part, which are never NULL
            assert [column.name[:1] for column in of_part.this.selects] == ["k"] * len(keys(one))
            assert not list(of_part.find_all(exp.Where, exp.Join))
            continue
        assert values
        assert all(isinstance(value, exp.Literal) for value in values)
    for null in tree.find_all(exp.Null):
        assert isinstance(null.parent, exp.Is)
    if not twice:
        assert not [
            t for t in tree.find_all(exp.Table) if t.name.startswith(("further", "closures"))
        ]


def test_the_text_does_not_hang_on_chance() -> None:
    dice = Thrown(Random("again"))
    law = in_force(a_law(dice, a_scheme(dice, depth=3)))
    one, two = (query_of(law, twice=True, detail=True).sql("duckdb") for _ in range(2))
    assert one == two
