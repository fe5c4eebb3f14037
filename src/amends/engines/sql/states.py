"""The state of every provision in every matter, written as one Parquet file in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from amends.cases.layout import MATTERS
from amends.cases.table import CaseTable
from amends.engines.sql.deciding import Stretch, denied_pair, stretches_of
from amends.engines.sql.digits import Pattern
from amends.engines.sql.leaves import Asked, LeafKey
from amends.engines.sql.queries import DIALECT, answering, reading, table
from amends.engines.sql.rows import program_for
from amends.engines.sql.terms import column
from amends.engines.sql.tree import ask
from amends.scheme.conditions import (
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    In,
    LeftOpen,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Same,
    Within,
)
from amends.scheme.law import Law
from amends.truth.states import Pair, all_pairs, any_pairs, negate_pair


@dataclass(frozen=True, slots=True)
class WrittenStates:
    """Reads the numbers of a file that `write_states` wrote.

    `pattern` are the columns with the numbers of each effect, by its name.
    """

    law: Law
    pattern: Mapping[str, tuple[str, ...]]
    _patterns: Mapping[str, tuple[Pattern, ...]]

    def provisions(self, effect: str, numbers: Sequence[int]) -> Mapping[str, Pair]:
        """How each provision stands on which an effect rests, outer ones first.

        `numbers` are those of a row, in the order of `pattern`. Of two conditions headed by
        one provision it is the outer one. Raises KeyError for no such effect.
        """
        patterns = self._patterns[effect]
        pattern = patterns[numbers[0] < 0]
        states = _States(self.law, stretches_of(pattern), pattern.bits(numbers))
        part = next(one.part for one in self.law.scheme.effects if one.name == effect)
        states.pair(Asked(Named(part)))
        return states.found


def write_states(law: Law, cases: CaseTable, path: Path) -> WrittenStates:
    """Write how every provision stands in every matter, without a table in between.

    One row a matter: `key`; `recorded`, whether there is anything to relieve; and for the
    n-th effect `outcome_n` (in OUTCOMES, from 1) and `pattern_n_1`, `pattern_n_2` …, which
    the answer reads. Where the law is not in force there is the key only.
    """
    if not law.in_force:
        query = answering(reading(table(MATTERS)), [column(MATTERS, "key")])
        cases.database.write_parquet(query.sql(DIALECT), path, compact=True)
        return WrittenStates(law, {}, {})
    asked = ask(program_for(law, cases), detail=True)
    cases.database.write_parquet(asked.query.sql(DIALECT), path, compact=True)
    patterns = {
        effect.name: of_effect
        for effect, of_effect in zip(law.scheme.effects, asked.patterns, strict=True)
    }
    columns = {
        name: tuple(
            f"pattern_{place}_{group}"
            for group in range(1, 1 + max(len(pattern.groups) for pattern in of_effect))
        )
        for place, (name, of_effect) in enumerate(patterns.items(), start=1)
    }
    return WrittenStates(law, columns, patterns)


@dataclass(slots=True)
class _States:
    """The pairs of the conditions of one row."""

    law: Law
    stretches: Mapping[LeafKey, Stretch]
    bits: int
    found: dict[str, Pair] = field(default_factory=dict)

    def pair(self, asked: Asked) -> Pair:
        node = asked.node
        match node:
            case Limb():
                return self._headed(node.provision, asked.of(node.body))
            case Named():
                provision = self.law.scheme.part_named[node.part].provision
                body = asked.of_part(self.law, node)
                denial = self.stretches.get(node.part)
                denied = denial is not None and denial.cell(self.bits).denied
                return self._headed(provision, body, denied=denied)
            case Not():
                return negate_pair(self.pair(asked.of(node.body)))
            case All():
                return all_pairs([self.pair(asked.of(limb)) for limb in node.limbs])
            case Any():
                return any_pairs([self.pair(asked.of(limb)) for limb in node.limbs])
            case (
                In()
                | AtMost()
                | Less()
                | Within()
                | Overlaps()
                | Same()
                | AtLeast()
                | Another()
                | LeftOpen()
            ):
                return self.stretches[asked].cell(self.bits).pair
            case _:
                assert_never(node)

    def _headed(self, provision: str, body: Asked, *, denied: bool = False) -> Pair:
        is_outer = bool(provision) and provision not in self.found
        if is_outer:
            self.found[provision] = all_pairs([])  # keeps its place
        pair = self.pair(body)
        if denied:
            pair = denied_pair(pair)
        if is_outer:
            self.found[provision] = pair
        return pair
