"""A law asked of a table of cases: a table of assessments, or counts of outcomes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from amends.assessments.assessment import AssessmentStatus
from amends.cases.layout import CASE_KEYS, MATTERS
from amends.cases.table import CaseTable
from amends.engines.sql.deciding import Decided, decider
from amends.engines.sql.queries import DIALECT, answering, named, reading, table, together
from amends.engines.sql.rows import program_for
from amends.engines.sql.terms import FALSE, choose, column, number
from amends.engines.sql.tree import AMOUNT, OUTCOMES, Question, ask
from amends.scheme.law import Law
from amends.tables import Column, ColumnType
from amends.truth.states import Outcome
from amends.truth.values import GREATEST, LEAST

STATUSES: Final = tuple(AssessmentStatus)
"""What a status's number stands for: the place in this, from 1."""


@dataclass(frozen=True, slots=True)
class AssessedTable:
    """Assessments in the database of their cases.

    `table`: `key` of the matter, `effect` (its place among the scheme's, from 1), `status`
    (in STATUSES, from 1), `outcome` (in OUTCOMES, from 1) and the numbers of `pattern`, how
    the leaves of the effect stand. Where some effect has an amount (`with_amount`) there are
    `least` and `most` (LEAST and GREATEST for no bound) and `unclear`, whether records disagree
    on it. `decided` is what follows from each pattern, by effect; `decided_table` holds it too:
    `effect`, the numbers, and `outcome`, `provisions`, `wanted` and `disputed`, the last three as
    JSON lists.

    Where the law is not in force, each matter has one row, of effect 0 and outcome 0.
    """

    cases: CaseTable
    effects: tuple[str, ...]
    table: str
    decided_table: str
    pattern: tuple[str, ...]
    decided: Mapping[tuple[int, tuple[int, ...]], Decided]
    with_amount: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AssessedRow:
    """One effect on one case; without effect and outcome where the law is not in force.

    `amount` is the least and the most that it brings, None for no bound, and whether records
    disagree on it; None where it brings nothing or does not apply.
    """

    key: str
    effect: str
    status: AssessmentStatus
    outcome: Outcome | None
    provisions: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    amount: tuple[int | None, int | None, bool] | None = None


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
        database.create(name, query.sql(DIALECT, copy=False))
        return AssessedTable(cases, effects, name, "", (), {})
    asked = ask(program_for(law, cases), detail=True)
    width = max(len(pattern.groups) for patterns in asked.patterns for pattern in patterns)
    with_amount = frozenset(effect.name for effect in law.scheme.effects if effect.amount)
    database.create(name, _by_effect(asked, effects, width, with_amount).sql(DIALECT, copy=False))
    pattern = tuple(f"pattern_{group}" for group in range(1, width + 1))
    decided = _decided(law, cases, name, asked, pattern)
    kept = f"{name}_decided"
    _keep(cases, kept, pattern, decided)
    return AssessedTable(cases, effects, name, kept, pattern, decided, with_amount)


def count_outcomes(law: Law, cases: CaseTable) -> Mapping[tuple[str, Outcome], int]:
    """How many matters each effect has each outcome on; nothing if the law is not in force."""
    if not law.in_force:
        return {}
    counts: dict[tuple[str, Outcome], int] = {}
    outcomes = [f"outcome_{n}" for n in range(1, len(law.scheme.effects) + 1)]
    counted = [*(column("of", name) for name in outcomes), exp.Count(this=exp.Star())]
    query = reading(ask(program_for(law, cases), detail=False).query.subquery("of", copy=False))
    query = answering(query, counted, by=counted[:-1])
    for row in cases.database.rows(query.sql(DIALECT, copy=False)):
        for effect, outcome in zip(law.scheme.effects, row[:-1], strict=True):
            of = (effect.name, OUTCOMES[int(outcome) - 1])
            counts[of] = counts.get(of, 0) + int(row[-1])
    return counts


def rows(assessed: AssessedTable) -> Iterator[AssessedRow]:
    """Every assessment, in the order of the cases and effects."""
    amounts = AMOUNT if assessed.with_amount else ()
    columns = ("effect", "status", "outcome", *amounts, *assessed.pattern)
    query = exp.select(column("c", "case"), *(column("a", name) for name in columns))
    query = query.from_(exp.to_table(assessed.table, alias="a")).join(
        exp.to_table(CASE_KEYS, alias="c"), on=column("c", "key").eq(column("a", "key"))
    )
    query = query.order_by(column("a", "key"), column("a", "effect"))
    for key, effect, status, outcome, *others in assessed.cases.database.stream(
        query.sql(DIALECT, copy=False)
    ):
        amount, pattern = others[: len(amounts)], others[len(amounts) :]
        standing = STATUSES[int(status) - 1]
        if not effect:
            yield AssessedRow(str(key), "", standing, None)
            continue
        decided = assessed.decided[int(effect), tuple(int(group) for group in pattern)]
        called, found = assessed.effects[int(effect) - 1], OUTCOMES[int(outcome) - 1]
        brings = called in assessed.with_amount and found is not Outcome.DOES_NOT_APPLY
        yield AssessedRow(
            str(key),
            called,
            standing,
            found,
            decided.provisions,
            decided.wanted,
            decided.disputed,
            _amount(*amount) if brings else None,
        )


def _amount(least: object, most: object, unclear: object) -> tuple[int | None, int | None, bool]:
    lo, hi = int(str(least)), int(str(most))
    # So near the end, what is stored is that nothing more is known.
    least_of = None if lo <= LEAST + 1 else lo
    return least_of, None if hi >= GREATEST - 1 else hi, bool(unclear)


def _by_effect(
    asked: Question, effects: Sequence[str], width: int, with_amount: Collection[str]
) -> exp.Query:
    """One row for each matter and effect, with as many pattern numbers as any effect has."""
    assessed, none = (
        number(STATUSES.index(status) + 1)
        for status in (AssessmentStatus.ASSESSED, AssessmentStatus.NO_CONVICTION_RECORDED)
    )
    queries = []
    nothing = dict(zip(AMOUNT, (number(LEAST), number(GREATEST), FALSE), strict=True))
    for place, effect in enumerate(effects, start=1):
        columns = {
            "key": column("asked", "key"),
            "effect": exp.cast(number(place), "tinyint"),
            "status": exp.cast(choose([(column("asked", "recorded"), assessed)], none), "tinyint"),
            "outcome": column("asked", f"outcome_{place}"),
        }
        for name, none_of_it in nothing.items() if with_amount else ():
            has_one = effect in with_amount
            columns[name] = column("asked", f"{name}_{place}") if has_one else none_of_it
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
