"""A scheme's tree asked of every matter: its leaves once, then what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from amends.engines.sql.queries import answering, named, reading
from amends.engines.sql.rows import Held, Program, matter_rows
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
    either,
    is_long,
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
    inner: dict[str, Term] = {}
    outer = {name: column(_STANDS, name) for name in ("key", "recorded")}
    patterns: list[Pattern] = []
    for place, effect in enumerate(scheme.effects, start=1):
        four = tree.four(Asked(Named(effect.part)))
        inner |= _flags(four, place)
        outer[f"outcome_{place}"] = _outcome(four.once, place)
        if detail:
            pattern = tree.pattern(Asked(Named(effect.part)))
            patterns.append(pattern)
            for group, term in enumerate(pattern.terms(), start=1):
                name = f"pattern_{place}_{group}"
                inner[name], outer[name] = term, column(_STANDS, name)
    inner["recorded"] = TRUE
    if scheme.recorded_by:
        four = tree.four(Asked(Named(scheme.recorded_by)))
        inner["recorded"] = opposite(both(four.helping.no, four.hurting.no))
    stands = tree.answering(inner, without).subquery(_STANDS, copy=False)
    query = answering(reading(stands), [named(term, name) for name, term in outer.items()])
    for name, part in program.parts.items():
        query.with_(name, as_=part, copy=False)
    return Question(query, tuple(patterns))


_LEAVES: Final = "leaves"
_STANDS: Final = "stands"


def _flags(four: Four, place: int) -> dict[str, Term]:
    """The columns of an effect's condition: two, or four where the passes differ."""
    flags = {f"yes_{place}": four.helping.yes, f"no_{place}": four.helping.no}
    if not four.once:
        flags |= {f"hurt_yes_{place}": four.hurting.yes, f"hurt_no_{place}": four.hurting.no}
    return flags


def _outcome(once: bool, place: int) -> Term:
    # Over columns and not over the terms themselves: two plain columns are quicker than the
    # tests of a CASE, which go from row to row.
    def flag(name: str) -> Term:
        return column(_STANDS, f"{name}_{place}")

    if once:
        whens = [(flag("yes"), number(1)), (flag("no"), number(2))]
        return exp.cast(choose(whens, number(3)), "tinyint")
    flags = (flag("yes"), flag("no"), flag("hurt_yes"), flag("hurt_no"))
    yes, no, hurt_yes, hurt_no = flags
    whens = [
        (both(yes, hurt_yes), number(1)),
        (both(no, hurt_no), number(2)),
        (opposite(either(*flags)), number(3)),
    ]
    return exp.cast(choose(whens, number(4)), "tinyint")


class _Tree:
    """The tree over its leaves, each asked once.

    Read once, a leaf is written wherever it bears on something. Read twice, each is written
    often, so the leaves become columns of a query inside.
    """

    def __init__(self, program: Program, detail: bool) -> None:
        self._program = program
        self._detail = detail
        self._rows, self._scope = matter_rows(program)
        self._columns: dict[str, Term] = {}
        self._fours: dict[Asked, Four] = {}
        self._digits: dict[LeafKey, Digit] = {}
        self._coded: dict[LeafKey, tuple[In, Held]] = {}

    def answering(self, columns: Mapping[str, Term], without: str) -> exp.Select:
        """The query with the key of each matter and these columns."""
        (key,) = self._rows.keys
        if self._program.twice:
            leaves = self._rows.select((), {"key": key, **self._columns})
            selected = {"key": column(_LEAVES, "key"), **columns}
            query = reading(leaves.subquery(_LEAVES, copy=False))
            return answering(query, [named(term, name) for name, term in selected.items()])
        where: Term = TRUE
        if without:
            left_out = self._rows.join(without, {"key": key})
            where = exp.Is(this=column(left_out, "key"), expression=exp.null())
        return self._rows.select((), {"key": key, **columns}, where=where)

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
                denied = self._kept("denied", denied)
                self._digits[node.part] = denial_digit(node.part, denied)
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
        if term in (TRUE, FALSE):
            return term
        if not self._program.twice:
            return self._rows.apart(what, {what: term})[0] if is_long(term) else term
        for name, known in self._columns.items():
            if known == term:
                return column(_LEAVES, name)
        name = self._program.name(what)
        self._columns[name] = term
        return column(_LEAVES, name)

    def pattern(self, asked: Asked) -> Pattern:
        """The digits of the leaves on which a condition rests."""
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
                digits.append(code_digit(held, self._program, of_fact, self._kept))
        return pattern_of(digits, twice=self._program.twice)

    def _keys(self, asked: Asked) -> Iterator[LeafKey]:
        node = asked.node
        match node:
            case Named():
                if node.part in self._digits:
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
