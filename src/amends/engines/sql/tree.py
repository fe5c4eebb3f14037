"""A scheme's tree asked of every matter: its leaves once, then what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from sqlglot import exp

from amends.engines.sql.conditions import condition, denial, denied_where
from amends.engines.sql.digits import (
    Digit,
    Pattern,
    code_digit,
    denial_digit,
    leaf_digit,
    pattern_of,
)
from amends.engines.sql.leaves import Asked, LeafKey
from amends.engines.sql.quantities import measured
from amends.engines.sql.queries import answering, named, reading, together
from amends.engines.sql.rows import Held, Program, Rows, Scope, matter_rows
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
    compare,
    either,
    is_long,
    negation,
    number,
    once,
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
    LeftOpen,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Same,
    Within,
)
from amends.scheme.declarations import Amount
from amends.scheme.walk import children
from amends.truth.states import Outcome

OUTCOMES: Final = tuple(Outcome)
"""What an outcome's number stands for: the place in this, from 1."""

AMOUNT: Final = ("least", "most", "unclear")
"""The columns of how much an effect brings."""


@dataclass(frozen=True, slots=True)
class Question:
    """The query that asks a law of every matter, and how to read its columns.

    Columns: `key`, `recorded` (false where there is nothing to relieve), and for effect n
    `outcome_n` and, if patterns are wanted, `pattern_n_1`, `pattern_n_2` … and, if it has an
    amount, `least_n`, `most_n` and `unclear_n`, whether records disagree on it. `patterns` has
    for each effect the pattern of most rows, and that of those read twice if there are any.
    """

    query: exp.Query
    patterns: tuple[tuple[Pattern, ...], ...]


def ask(program: Program, *, detail: bool) -> Question:
    """Ask the law of every matter. With `detail` the patterns are among the columns.

    The matters to be read twice are few: they are asked by a query of their own, which gives
    both passes to every condition, and the others by a plain one.
    """
    trees = [_Tree(*matter_rows(program, plain=True), detail)]
    if program.twice:
        trees.append(_Tree(*matter_rows(program, plain=False), detail))
    patterns = tuple(zip(*(tree.patterns() for tree in trees), strict=True))
    widths = [max(len(pattern.groups) for pattern in of_effect) for of_effect in patterns]
    query = together(tree.asked(widths) for tree in trees)
    for name, part in program.parts.items():
        first = name in program.made_first or None
        query.with_(name, as_=part, materialized=first, copy=False)
    return Question(query, patterns)


_STANDS: Final = "stands"


def _flags(four: Four, place: int) -> dict[str, Term]:
    """The columns of an effect's condition: two, or four where the passes may differ."""
    if four.once:
        return {f"yes_{place}": four.helping.yes, f"no_{place}": four.helping.no}
    return {
        f"yes_{place}": four.helping.yes,
        f"no_{place}": four.helping.no,
        f"hurt_yes_{place}": four.hurting.yes,
        f"hurt_no_{place}": four.hurting.no,
    }


def _outcome(once: bool, place: int) -> Term:
    # Over columns and not over the terms themselves: plain columns are quicker than the
    # tests of a CASE, which go from row to row.
    def flag(name: str) -> Term:
        return column(_STANDS, f"{name}_{place}")

    if once:
        whens = [(flag("yes"), number(1)), (flag("no"), number(2))]
        return exp.cast(choose(whens, number(3)), "tinyint")
    flags = (flag("yes"), flag("no"), flag("hurt_yes"), flag("hurt_no"))
    yes, no, hurt_yes, hurt_no = flags
    whens = [
        (both(no, hurt_no), number(2)),
        (both(yes, hurt_yes), number(1)),
        (opposite(either(*flags)), number(3)),
    ]
    return exp.cast(choose(whens, number(4)), "tinyint")


class _Tree:
    """The tree over its leaves, each of which is written wherever it bears on something."""

    def __init__(self, rows: Rows, scope: Scope, detail: bool) -> None:
        self._rows = rows
        self._law = rows.program.law
        self._scope = scope
        self._detail = detail
        self._fours: dict[Asked, Four] = {}
        self._digits: dict[LeafKey, Digit] = {}
        self._coded: dict[LeafKey, tuple[In, Held]] = {}

    def asked(self, widths: Sequence[int]) -> exp.Select:
        """The query, with so many pattern numbers for each effect."""
        inner: dict[str, Term] = {"recorded": self._recorded()}
        outer = {name: column(_STANDS, name) for name in ("key", "recorded")}
        patterns = zip(self.patterns(), widths, strict=True)
        for place, effect in enumerate(self._law.scheme.effects, start=1):
            four = self.four(Asked(Named(effect.part)))
            inner |= _flags(four, place)
            outer[f"outcome_{place}"] = _outcome(four.once, place)
            if self._detail and effect.amount:
                for name, term in zip(AMOUNT, self._amount(effect.amount), strict=True):
                    inner[f"{name}_{place}"] = term
                    outer[f"{name}_{place}"] = column(_STANDS, f"{name}_{place}")
        for place, (pattern, width) in enumerate(patterns, start=1):
            for group, term in enumerate(pattern.terms(width), start=1):
                name = f"pattern_{place}_{group}"
                inner[name], outer[name] = term, column(_STANDS, name)
        (key,) = self._rows.keys
        columns = {"key": key, **inner}
        stands = self._rows.gathered("gathered", columns)
        query = reading(stands.subquery(_STANDS, copy=False))
        return answering(query, [named(term, name) for name, term in outer.items()])

    def _amount(self, amount: Amount) -> tuple[Term, Term, Term]:
        """The least and the most that it can come to, and whether records disagree on either."""
        found = measured(amount.sum, self._rows, self._scope, condition)
        if found.once:
            return found.least_lo, found.greatest_hi, FALSE
        ends = (found.least_lo, found.greatest_lo), (found.least_hi, found.greatest_hi)
        differ = (opposite(compare(exp.EQ, one, other)) for one, other in ends)
        return found.least_lo, found.greatest_hi, either(*differ)

    def _recorded(self) -> Term:
        by = self._law.scheme.recorded_by
        if not by:
            return TRUE
        four = self.four(Asked(Named(by)))
        return opposite(both(four.helping.no, four.hurting.no))

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
                body = self.four(asked.of_part(self._law, node))
                denied = denial(node, self._rows, self._scope)
                if denied == FALSE:
                    return body
                self._digits[node.part] = denial_digit(node.part, denied)
                return denied_where(denied, body)
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
                return self._leaf(asked)
            case _:
                assert_never(node)

    def _leaf(self, asked: Asked) -> Four:
        node, scope = asked.node, dict(self._scope)
        if asked.of_person:
            del scope[MATTER]
        found = condition(node, self._rows, scope)
        helping = self._two(found.helping)
        four = once(helping) if found.once else Four(helping, self._two(found.hurting))
        for test in () if isinstance(node, AtLeast) else children(node):
            self.four(asked.of(test))
        if not self._detail:
            return four
        if isinstance(node, In):
            self._coded[asked] = (node, self._rows.fact(scope[node.ref.of], node.ref.fact))
        else:
            self._digits[asked] = leaf_digit(asked, four, self._rows, scope, self._kept)
        return four

    def _two(self, two: Two) -> Two:
        return Two(self._kept("yes", two.yes), self._kept("no", two.no))

    def _kept(self, what: str, term: Term) -> Term:
        """A term of a leaf, to be written where it bears on something."""
        return self._rows.apart(what, {what: term})[0] if is_long(term) else term

    def patterns(self) -> list[Pattern]:
        """For each effect the digits of the leaves on which it rests; none without detail."""
        effects = self._law.scheme.effects if self._detail else ()
        return [self._pattern(Asked(Named(effect.part))) for effect in effects]

    def _pattern(self, asked: Asked) -> Pattern:
        self.four(asked)
        keys = tuple(dict.fromkeys(self._keys(asked)))
        facts: dict[Term, list[tuple[Asked, In]]] = {}
        for key in keys:
            if isinstance(key, Asked) and key in self._coded:
                node, held = self._coded[key]
                facts.setdefault(held.columns[0], []).append((key, node))
        digits: list[Digit] = []
        for key in keys:
            if key in self._digits:
                digits.append(self._digits[key])
                continue
            _, held = self._coded[key]
            if of_fact := facts.pop(held.columns[0], None):
                digits.append(code_digit(held, self._rows, of_fact))
        return pattern_of(digits, twice=self._rows.twice)

    def _keys(self, asked: Asked) -> Iterator[LeafKey]:
        node = asked.node
        match node:
            case Named():
                if node.part in self._digits:
                    yield node.part
                yield from self._keys(asked.of_part(self._law, node))
            case All() | Any() | Not() | Limb():
                for child in children(node):
                    yield from self._keys(asked.of(child))
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
                for test in () if isinstance(node, AtLeast) else children(node):
                    yield from self._keys(asked.of(test))
                yield asked
            case _:
                assert_never(node)
