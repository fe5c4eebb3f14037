"""A scheme's tree asked of every matter: its leaves once, then what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
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
    `outcome_n` and, if patterns are wanted, `pattern_n_1`, `pattern_n_2` … `patterns` has
    for each effect the pattern of most rows, and that of the rows apart if there are any.
    """

    query: exp.Select
    patterns: tuple[tuple[Pattern, ...], ...]


def ask(program: Program, *, detail: bool) -> Question:
    """Ask the law of every matter. With `detail` the patterns are among the columns."""
    tree = _Tree(program, detail)
    scheme = program.law.scheme
    inner: dict[str, Term] = {}
    outer = {name: column(_STANDS, name) for name in ("key", "recorded")}
    patterns: list[tuple[Pattern, ...]] = []
    for place, effect in enumerate(scheme.effects, start=1):
        asked = Asked(Named(effect.part))
        four = tree.four(asked)
        inner |= _flags(four, place)
        outer[f"outcome_{place}"] = _outcome(four.once, place)
        if detail:
            patterns.append(tree.patterns(asked, four))
            for group, term in enumerate(_packed(patterns[-1], four.apart), start=1):
                name = f"pattern_{place}_{group}"
                inner[name], outer[name] = term, column(_STANDS, name)
    inner["recorded"] = TRUE
    if scheme.recorded_by:
        four = tree.four(Asked(Named(scheme.recorded_by)))
        refuted_twice = both(four.helping.no, four.hurting.no)
        inner["recorded"] = opposite(choose([(four.apart, refuted_twice)], four.plain.no))
    stands = tree.answering(inner).subquery(_STANDS, copy=False)
    query = answering(reading(stands), [named(term, name) for name, term in outer.items()])
    for name, part in program.parts.items():
        query.with_(name, as_=part, copy=False)
    return Question(query, tuple(patterns))


_STANDS: Final = "stands"


def _flags(four: Four, place: int) -> dict[str, Term]:
    """The columns of an effect's condition: two, or four where the passes may differ."""
    if four.once:
        return {f"yes_{place}": four.plain.yes, f"no_{place}": four.plain.no}
    return {
        f"yes_{place}": four.helping.yes,
        f"no_{place}": four.helping.no,
        f"hurt_yes_{place}": four.hurting.yes,
        f"hurt_no_{place}": four.hurting.no,
    }


def _outcome(once: bool, place: int) -> Term:
    # Over columns and not over the terms themselves: plain columns are quicker than the
    # tests of a CASE, which go from row to row. For the same reason all four are worked out
    # for every row: a CASE that does so for the rows apart only takes longer.
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


def _packed(patterns: Sequence[Pattern], apart: Term) -> list[Term]:
    """The numbers of an effect's pattern in each row."""
    zero = exp.cast(number(0), "bigint")
    terms = [pattern.terms() for pattern in patterns]
    each = zip_longest(*terms, fillvalue=zero)
    return [choose([(apart, term) for term in more], plain) for plain, *more in each]


class _Tree:
    """The tree over its leaves, each of which is written wherever it bears on something."""

    def __init__(self, program: Program, detail: bool) -> None:
        self._program = program
        self._detail = detail
        self._rows, self._scope = matter_rows(program)
        self._fours: dict[Asked, Four] = {}
        self._digits: dict[LeafKey, Callable[[bool], Digit]] = {}
        self._coded: dict[LeafKey, tuple[In, Held]] = {}

    def answering(self, columns: Mapping[str, Term]) -> exp.Select:
        """The query with the key of each matter and these columns."""
        (key,) = self._rows.keys
        return self._rows.select((), {"key": key, **columns})

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
                self._digits[node.part] = partial(_denied, node.part, denied)
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
        four = once(self._two(found.plain))
        if not found.once:
            helping, hurting = self._two(found.helping), self._two(found.hurting)
            four = Four(helping, hurting, four.plain, self._kept("apart", found.apart))
        for test in () if isinstance(node, AtLeast) else children(node):
            self.four(asked.of(test))
        if not self._detail:
            return four
        if isinstance(node, In):
            self._coded[asked] = (node, self._rows.fact(scope[node.ref.of], node.ref.fact))
        else:
            self._digits[asked] = lambda plain: leaf_digit(
                asked, four, self._rows, scope, self._kept, plain=plain
            )
        return four

    def _two(self, two: Two) -> Two:
        return Two(self._kept("yes", two.yes), self._kept("no", two.no))

    def _kept(self, what: str, term: Term) -> Term:
        """A term of a leaf, to be written where it bears on something."""
        return self._rows.apart(what, {what: term})[0] if is_long(term) else term

    def patterns(self, asked: Asked, four: Four) -> tuple[Pattern, ...]:
        """The digits of the leaves on which a condition rests: in most rows, and in those apart."""
        plain = self._pattern(asked, plain=True)
        return (plain,) if four.once else (plain, self._pattern(asked, plain=False))

    def _pattern(self, asked: Asked, *, plain: bool) -> Pattern:
        keys = tuple(dict.fromkeys(self._keys(asked)))
        facts: dict[Term, list[tuple[Asked, In]]] = {}
        for key in keys:
            if isinstance(key, Asked) and key in self._coded:
                node, held = self._coded[key]
                facts.setdefault(held.columns[0], []).append((key, node))
        digits: list[Digit] = []
        for key in keys:
            if key in self._digits:
                digits.append(self._digits[key](plain))
                continue
            _, held = self._coded[key]
            if of_fact := facts.pop(held.columns[0], None):
                digits.append(code_digit(held, self._program, of_fact, plain=plain))
        return pattern_of(digits, apart=not plain)

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


def _denied(part: str, denied: Term, plain: bool) -> Digit:
    """Whether a part is denied; it is not, in the rows that are not apart."""
    return denial_digit(part, FALSE if plain else denied)
