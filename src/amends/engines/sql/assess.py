"""A law asked of a table of cases: a table of assessments, or counts of outcomes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from amends.assessments.assessment import AssessmentStatus
from amends.cases.layout import CASE_KEYS, MATTERS
from amends.cases.table import CaseTable
from amends.engines.sql.deciding import Decided, decider
from amends.engines.sql.queries import DIALECT, answering, named, reading, table, together
from amends.engines.sql.rows import program_for
from amends.engines.sql.terms import choose, column, number
from amends.engines.sql.tree import OUTCOMES, Question, ask
from amends.scheme.law import Law
from amends.tables import Column, ColumnType
from amends.truth.states import Outcome

STATUSES: Final = tuple(AssessmentStatus)
"""What a status's number stands for: the place in this, from 1."""


@dataclass(frozen=True, slots=True)
class AssessedTable:
    """Assessments in the database of their cases.

    `table`: `key` of the matter, `effect` (its place among the scheme's, from 1), `status`
    (in STATUSES, from 1), `outcome` (in OUTCOMES, from 1) and the numbers of `pattern`, how
    the leaves of the effect stand. `decided` is what follows from each pattern, by effect;
    `decided_table` holds it too: `effect`, the numbers, and `outcome`, `provisions`,
    `wanted` and `disputed`, the last three as JSON lists.

    Where the law is not in force, each matter has one row, of effect 0 and outcome 0.
    """

    cases: CaseTable
    effects: tuple[str, ...]
    table: str
    decided_table: str
    pattern: tuple[str, ...]
    decided: Mapping[tuple[int, tuple[int, ...]], Decided]


@dataclass(frozen=True, slots=True)
class AssessedRow:
    """One effect on one case; without effect and outcome where the law is not in force."""

    key: str
    effect: str
    status: AssessmentStatus
    outcome: Outcome | None
    provisions: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


def assess_table(law: Law, cases: CaseTable, name: str = "assessed") -> AssessedTable:
    """Assess every matter of a table of cases, into two new tables of its database.

    They are called `name` and `name` with `_decided`. The law must be one of the scheme
    that the cases were tabulated for.
    """
    effects = tuple(effect.name for effect in law.scheme.effects)
    database = cases.database
    if not law.in_force:
        not_in_force = number(STATUSES.index(AssessmentStatus.NOT_IN_FORCE) + 1)
        columns = {"effect": number(0), "status": not_in_force, "outcome": number(0)}
        selected = [named(term, name) for name, term in columns.items()]
        query = answering(reading(table(MATTERS)), [column(MATTERS, "key"), *selected])
        database.create(name, query.sql(DIALECT))
        return AssessedTable(cases, effects, name, "", (), {})
    asked = ask(program_for(law, cases), detail=True)
    width = max(len(pattern.groups) for patterns in asked.patterns for pattern in patterns)
    database.create(name, _by_effect(asked, len(effects), width).sql(DIALECT))
    pattern = tuple(f"pattern_{group}" for group in range(1, width + 1))
    decided = _decided(law, cases, name, asked, pattern)
    kept = f"{name}_decided"
    _keep(cases, kept, pattern, decided)
    return AssessedTable(cases, effects, name, kept, pattern, decided)


def count_outcomes(law: Law, cases: CaseTable) -> Mapping[tuple[str, Outcome], int]:
    """How many matters each effect has each outcome on; nothing if the law is not in force."""
    if not law.in_force:
        return {}
    counts: dict[tuple[str, Outcome], int] = {}
    outcomes = [f"outcome_{n}" for n in range(1, len(law.scheme.effects) + 1)]
    counted = [*(column("of", name) for name in outcomes), exp.Count(this=exp.Star())]
    query = reading(ask(program_for(law, cases), detail=False).query.subquery("of", copy=False))
    query = answering(query, counted, by=counted[:-1])
    for row in cases.database.rows(query.sql(DIALECT)):
        for effect, outcome in zip(law.scheme.effects, row[:-1], strict=True):
            of = (effect.name, OUTCOMES[int(outcome) - 1])
            counts[of] = counts.get(of, 0) + int(row[-1])
    return counts


def rows(assessed: AssessedTable) -> Iterator[AssessedRow]:
    """Every assessment, in the order of the cases and effects."""
    columns = ("effect", "status", "outcome", *assessed.pattern)
    query = exp.select(column("c", "case"), *(column("a", name) for name in columns))
    query = query.from_(exp.to_table(assessed.table, alias="a")).join(
        exp.to_table(CASE_KEYS, alias="c"), on=column("c", "key").eq(column("a", "key"))
    )
    query = query.order_by(column("a", "key"), column("a", "effect"))
    for key, effect, status, outcome, *pattern in assessed.cases.database.stream(
        query.sql(DIALECT)
    ):
        standing = STATUSES[int(status) - 1]
        if not effect:
            yield AssessedRow(str(key), "", standing, None)
            continue
        decided = assessed.decided[int(effect), tuple(int(group) for group in pattern)]
        yield AssessedRow(
            str(key),
            assessed.effects[int(effect) - 1],
            standing,
            OUTCOMES[int(outcome) - 1],
            decided.provisions,
            decided.wanted,
            decided.disputed,
        )


def _by_effect(asked: Question, effects: int, width: int) -> exp.Query:
    """One row for each matter and effect, with as many pattern numbers as any effect has."""
    assessed, none = (
        number(STATUSES.index(status) + 1)
        for status in (AssessmentStatus.ASSESSED, AssessmentStatus.NO_CONVICTION_RECORDED)
    )
    queries = []
    for place in range(1, effects + 1):
        columns = {
            "key": column("asked", "key"),
            "effect": exp.cast(number(place), "tinyint"),
            "status": exp.cast(choose([(column("asked", "recorded"), assessed)], none), "tinyint"),
            "outcome": column("asked", f"outcome_{place}"),
        }
        groups = max(len(pattern.groups) for pattern in asked.patterns[place - 1])
        for group in range(1, width + 1):
            name = f"pattern_{place}_{group}"
            missing = exp.cast(number(0), "bigint")
            columns[f"pattern_{group}"] = column("asked", name) if group <= groups else missing
        selected = [named(term, name) for name, term in columns.items()]
        queries.append(answering(reading(table("asked")), selected))
    return together(queries).with_("asked", as_=asked.query, copy=False)


def _decided(
    law: Law, cases: CaseTable, name: str, asked: Question, pattern: tuple[str, ...]
) -> dict[tuple[int, tuple[int, ...]], Decided]:
    deciders = [
        [decider(law, effect, pattern) for pattern in patterns]
        for effect, patterns in zip(law.scheme.effects, asked.patterns, strict=True)
    ]
    decided: dict[tuple[int, tuple[int, ...]], Decided] = {}
    numbers = ", ".join(pattern)
    for place, *groups in cases.database.rows(f"SELECT DISTINCT effect, {numbers} FROM {name}"):
        key = (int(place), tuple([int(group) for group in groups]))
        decided[key] = deciders[key[0] - 1][key[1][0] < 0](key[1])
    return decided


def _keep(
    cases: CaseTable,
    table: str,
    pattern: tuple[str, ...],
    decided: Mapping[tuple[int, tuple[int, ...]], Decided],
) -> None:
    words = ("outcome", "provisions", "wanted", "disputed")
    columns = [Column("effect", ColumnType.SMALL)]
    columns += [Column(name, ColumnType.BIG) for name in pattern]
    columns += [Column(name, ColumnType.TEXT) for name in words]
    told = {one: _told(one) for one in set(decided.values())}
    with cases.database.loading({table: columns}) as loading:
        for (effect, groups), one in decided.items():
            loading.add(table, effect, *groups, *told[one])


def _told(decided: Decided) -> tuple[str, ...]:
    lists = (decided.provisions, decided.wanted, decided.disputed)
    return (decided.outcome.value, *(json.dumps(names, ensure_ascii=False) for names in lists))
