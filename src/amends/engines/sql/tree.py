"""A scheme's tree asked of every matter: its leaves once, then what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from sqlglot import exp

from amends.engines.sql.cells import Cell, Leaf, denial_leaf, leaf_of
from amends.engines.sql.conditions import condition, denial, denied_where
from amends.engines.sql.deciding import Asked, LeafKey
from amends.engines.sql.queries import answering, named, reading
from amends.engines.sql.rows import Program, matter_rows
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    Four,
    Term,
    Two,
    all_hold,
    any_holds,
    both,
    choose,
    column,
    negation,
    number,
    opposite,
)
from amends.scheme.conditions import (
    MATTER,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    In,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Same,
    Within,
)
from amends.scheme.walk import children
from amends.truth.states import Outcome

OUTCOMES: Final = tuple(Outcome)
"""What an outcome's number stands for: the place in this, from 1."""

_MOST_CELLS: Final = 2**62


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the leaves of an effect stand, packed into whole numbers, one for each group.

    A number counts in the leaves' cells as digits, the first leaf's lowest. In a table
    that was read twice the first number is below zero: -1 less the number.
    """

    groups: tuple[tuple[tuple[LeafKey, Leaf], ...], ...]
    twice: bool

    def terms(self) -> list[Term]:
        """The packed numbers, as terms over the leaves."""
        packed = [_packed([leaf for _, leaf in group]) for group in self.groups]
        if self.twice:
            packed[0] = exp.Sub(this=number(-1), expression=exp.paren(packed[0]))
        return packed

    def unpacked(self, numbers: Sequence[int]) -> Mapping[LeafKey, Cell]:
        """The cell of each leaf."""
        stands: dict[LeafKey, Cell] = {}
        for place, group in enumerate(self.groups):
            rest = numbers[place]
            if self.twice and place == 0:
                rest = -1 - rest
            for key, leaf in group:
                rest, digit = divmod(rest, len(leaf.cells))
                stands[key] = leaf.cells[digit]
        return stands


def _packed(leaves: Sequence[Leaf]) -> Term:
    total: Term = number(0)
    weight = 1
    for leaf in leaves:
        digit = leaf.place
        if weight > 1:
            digit = exp.Mul(this=digit, expression=exp.cast(number(weight), "bigint"))
        total = digit if weight == 1 else exp.Add(this=total, expression=digit)
        weight *= len(leaf.cells)
    return exp.cast(total, "bigint")


@dataclass(frozen=True, slots=True)
class Question:
    """The query that asks a law of every matter, and how to read its columns.

    Columns: `key`, `recorded` (false where there is nothing to relieve), and for effect n
    `outcome_n` and, if patterns are wanted, `pattern_n_1`, `pattern_n_2` …
    """

    query: exp.Select
    patterns: tuple[Pattern, ...]


def ask(program: Program, *, detail: bool, without: str = "") -> Question:
    """Ask the law of every matter but those whose keys stand in the table `without`.

    With `detail` the patterns are among the columns.
    """
    tree = _Tree(program, detail)
    scheme = program.law.scheme
    fours = [tree.four(Asked(Named(effect.part))) for effect in scheme.effects]
    recorded: Term = TRUE
    if scheme.recorded_by:
        four = tree.four(Asked(Named(scheme.recorded_by)))
        recorded = opposite(both(four.helping.no, four.hurting.no))
    patterns: list[Pattern] = []
    columns = [named(column(_LEAVES, "key"), "key"), named(recorded, "recorded")]
    for place, (effect, four) in enumerate(zip(scheme.effects, fours, strict=True), start=1):
        columns.append(named(_outcome(four), f"outcome_{place}"))
        if detail:
            pattern = tree.pattern(Asked(Named(effect.part)))
            patterns.append(pattern)
            columns += [
                named(term, f"pattern_{place}_{group}")
                for group, term in enumerate(pattern.terms(), start=1)
            ]
    query = answering(reading(tree.leaves(without).subquery(_LEAVES, copy=False)), columns)
    for name, part in program.parts.items():
        query.with_(name, as_=part, copy=False)
    return Question(query, tuple(patterns))


_LEAVES: Final = "leaves"


def _outcome(four: Four) -> Term:
    one, two = four.helping, four.hurting
    if four.once:
        whens = [(one.yes, number(1)), (one.no, number(2))]
        return exp.cast(choose(whens, number(3)), "tinyint")
    unknown = both(*(opposite(term) for term in (one.yes, one.no, two.yes, two.no)))
    whens = [
        (both(one.yes, two.yes), number(1)),
        (both(one.no, two.no), number(2)),
        (unknown, number(3)),
    ]
    return exp.cast(choose(whens, number(4)), "tinyint")


class _Tree:
    """The leaves as columns, asked once each, and the tree over those columns."""

    def __init__(self, program: Program, detail: bool) -> None:
        self._program = program
        self._detail = detail
        self._rows, self._scope = matter_rows(program)
        self._columns: dict[str, Term] = {}
        self._fours: dict[Asked, Four] = {}
        self._leaves: dict[LeafKey, Leaf] = {}

    def leaves(self, without: str) -> exp.Select:
        """The query whose columns are the leaves."""
        (key,) = self._rows.keys
        where: Term = TRUE
        if without:
            left_out = self._rows.join(without, {"key": key})
            where = exp.Is(this=column(left_out, "key"), expression=exp.null())
        return self._rows.select((), {"key": key, **self._columns}, where=where)

    def four(self, asked: Asked) -> Four:
        """How a condition stands, over the leaves' columns."""
        known = self._fours.get(asked)
        if known is None:
            known = self._fours[asked] = self._four(asked)
        return known

    def _four(self, asked: Asked) -> Four:
        node = asked.node
        match node:
            case All():
                return all_hold([self.four(asked.of(limb)) for limb in node.limbs])
            case Any():
                return any_holds([self.four(asked.of(limb)) for limb in node.limbs])
            case Not() | Limb():
                body = self.four(asked.of(node.body))
                return negation(body) if isinstance(node, Not) else body
            case Named():
                body = self.four(asked.of_part(self._program.law, node))
                denied = denial(node, self._rows, self._scope)
                if denied == FALSE:
                    return body
                denied = self._column("denied", denied)
                if self._detail:
                    self._leaves[node.part] = denial_leaf(denied)
                return denied_where(denied, body)
            case In() | AtMost() | Less() | Within() | Overlaps() | Same() | AtLeast() | Another():
                return self._leaf(asked)
            case _:
                assert_never(node)

    def _leaf(self, asked: Asked) -> Four:
        node, scope = asked.node, dict(self._scope)
        if asked.of_person:
            del scope[MATTER]
        found = condition(node, self._rows, scope)
        helping = self._two(found.helping)
        four = Four(helping, helping if found.once else self._two(found.hurting))
        for test in () if isinstance(node, AtLeast) else children(node):
            self.four(asked.of(test))
        if self._detail:
            self._leaves[asked] = leaf_of(node, four, self._rows, scope, self._column)
        return four

    def _two(self, two: Two) -> Two:
        return Two(self._column("yes", two.yes), self._column("no", two.no))

    def _column(self, what: str, term: Term) -> Term:
        if term in (TRUE, FALSE):
            return term
        for name, known in self._columns.items():
            if known == term:
                return column(_LEAVES, name)
        name = self._program.name(what)
        self._columns[name] = term
        return column(_LEAVES, name)

    def pattern(self, asked: Asked) -> Pattern:
        """The leaves on which a condition rests, packed."""
        groups: list[list[tuple[LeafKey, Leaf]]] = [[]]
        cells = 1
        for key in dict.fromkeys(self._keys(asked)):
            leaf = self._leaves[key]
            cells *= len(leaf.cells)
            if cells > _MOST_CELLS:
                groups.append([])
                cells = len(leaf.cells)
            groups[-1].append((key, leaf))
        return Pattern(tuple(tuple(group) for group in groups), self._program.twice)

    def _keys(self, asked: Asked) -> Iterator[LeafKey]:
        node = asked.node
        match node:
            case Named():
                if node.part in self._leaves:
                    yield node.part
                yield from self._keys(asked.of_part(self._program.law, node))
            case All() | Any() | Not() | Limb():
                for child in children(node):
                    yield from self._keys(asked.of(child))
            case In() | AtMost() | Less() | Within() | Overlaps() | Same() | AtLeast() | Another():
                for test in () if isinstance(node, AtLeast) else children(node):
                    yield from self._keys(asked.of(test))
                yield asked
            case _:
                assert_never(node)
