"""Terms of SQL that are never NULL, built as trees and folded where they are constant.

A term may stand in several places of a query: nothing here or elsewhere changes one that
is built, and the query is copied whole when it is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlglot import exp

Term = exp.Expr

TRUE: Final[Term] = exp.true()
FALSE: Final[Term] = exp.false()


def number(value: int) -> Term:
    """A whole number."""
    return exp.Literal.number(value)


def column(table: str, name: str) -> Term:
    """A column of a table in the query."""
    return exp.column(name, table)


def constant(term: Term) -> int | None:
    """The number that a term is, or None where it is no literal."""
    if isinstance(term, exp.Neg):
        inner = constant(term.this)
        return None if inner is None else -inner
    if isinstance(term, exp.Literal) and not term.is_string:
        return int(term.this)
    return None


def both(*terms: Term) -> Term:
    """All of these hold."""
    kept = list(dict.fromkeys(term for term in terms if term != TRUE))
    if FALSE in kept:
        return FALSE
    return exp.and_(*kept, copy=False) if len(kept) > 1 else kept[0] if kept else TRUE


def either(*terms: Term) -> Term:
    """At least one of these holds."""
    kept = list(dict.fromkeys(term for term in terms if term != FALSE))
    if TRUE in kept:
        return TRUE
    return exp.or_(*kept, copy=False) if len(kept) > 1 else kept[0] if kept else FALSE


def opposite(term: Term) -> Term:
    """This does not hold."""
    if term == TRUE:
        return FALSE
    if term == FALSE:
        return TRUE
    if isinstance(term, exp.Not):
        inner = term.this
        body: Term = inner.this if isinstance(inner, exp.Paren) else inner
        return body
    return exp.not_(term, copy=False)


def compare(kind: type[exp.Binary], left: Term, right: Term) -> Term:
    """`left` = (<, ≤, >, ≥) `right`, answered at once for two numbers."""
    one, two = constant(left), constant(right)
    if one is None or two is None:
        return kind(this=left, expression=right)
    return TRUE if _COMPARE[kind](one, two) else FALSE


_COMPARE: Final[dict[type[exp.Binary], Callable[[int, int], bool]]] = {
    exp.EQ: lambda one, two: one == two,
    exp.LT: lambda one, two: one < two,
    exp.LTE: lambda one, two: one <= two,
    exp.GT: lambda one, two: one > two,
    exp.GTE: lambda one, two: one >= two,
}


def among(term: Term, wanted: Collection[int], possible: Collection[int]) -> Term:
    """A number of which only the `possible` occur is one of the `wanted`.

    Neighbours are taken together as a stretch: a long list of single numbers is slow.
    """
    singles: list[int] = []
    stretches: list[Term] = []
    run: list[int] = []
    for value in (*sorted(possible), None):
        if value is not None and value in wanted:
            run.append(value)
        elif value is None and len(run) > 1:
            stretches.append(compare(exp.GTE, term, number(run[0])))
        elif len(run) > 2:
            stretches.append(exp.Between(this=term, low=number(run[0]), high=number(run[-1])))
            run = []
        else:
            singles += run
            run = []
    if len(singles) == 1:
        return either(compare(exp.EQ, term, number(singles[0])), *stretches)
    if singles:
        listed = exp.In(this=term, expressions=[number(value) for value in singles])
        return either(listed, *stretches)
    return either(*stretches)


def is_long(*terms: Term) -> bool:
    """Whether terms are so long that they should not be written out many times."""
    return sum(1 for term in terms for _ in islice(term.walk(), _LONG)) >= _LONG


_LONG: Final = 250


def choose(whens: Iterable[tuple[Term, Term]], otherwise: Term) -> Term:
    """The term of the first test that holds, else the last one."""
    ifs: list[exp.If] = []
    for test, then in whens:
        if test == TRUE:
            otherwise = then
            break
        if test != FALSE:
            ifs.append(exp.If(this=test, true=then))
    return exp.Case(ifs=ifs, default=otherwise) if ifs else otherwise


def least(*terms: Term) -> Term:
    """The least of these."""
    return _extreme(exp.Least, min, terms)


def greatest(*terms: Term) -> Term:
    """The greatest of these."""
    return _extreme(exp.Greatest, max, terms)


def _extreme(
    kind: type[exp.Func], pick: Callable[[Iterable[int]], int], terms: Sequence[Term]
) -> Term:
    constants = [value for term in terms if (value := constant(term)) is not None]
    kept = list(dict.fromkeys(term for term in terms if constant(term) is None))
    if constants:
        kept.append(number(pick(constants)))
    if len(kept) == 1:
        return kept[0]
    first, *rest = (term for term in kept)
    # No term is NULL; without this the text guards against one, at three times its length.
    return kind(this=first, expressions=rest, ignore_nulls=True)


def present(term: Term, otherwise: Term) -> Term:
    """A term that may be missing because nothing was joined, or what then stands for it."""
    # For a truth this is a third of the price of COALESCE, which goes from row to row.
    if otherwise in (TRUE, FALSE):
        whole = term if isinstance(term, exp.Column) else exp.paren(term, copy=False)
        kind = exp.NullSafeNEQ if otherwise == TRUE else exp.NullSafeEQ
        return kind(this=whole, expression=opposite(otherwise))
    return exp.Coalesce(this=term, expressions=[otherwise])


def count_where(test: Term) -> Term:
    """In a group: how many rows the test holds for."""
    return exp.Sum(this=choose([(test, number(1))], number(0)))


def some(test: Term) -> Term:
    """In a group: the test holds for at least one row."""
    return exp.LogicalOr(this=test)


def every(test: Term) -> Term:
    """In a group: the test holds for each row."""
    return exp.LogicalAnd(this=test)


@dataclass(frozen=True, slots=True)
class Two:
    """A condition within one pass: it is established, it is refuted; never both."""

    yes: Term
    no: Term


@dataclass(frozen=True, slots=True)
class Four:
    """A condition in the helping and the hurting pass."""

    helping: Two
    hurting: Two

    @property
    def once(self) -> bool:
        """Whether both passes read the same in every row."""
        return self.hurting is self.helping


def once(two: Two) -> Four:
    """A condition on which nothing conflicts."""
    return Four(two, two)


def read_once(yes: Term, no: Term) -> Four:
    """Likewise, of its two terms."""
    return once(Two(yes, no))


UNKNOWN: Final = read_once(FALSE, FALSE)


def all_hold(limbs: Sequence[Four]) -> Four:
    """Conjunction: no beats unknown beats yes."""
    return _in_each_pass(limbs, lambda twos: Two(both(*_yes(twos)), either(*_no(twos))))


def any_holds(limbs: Sequence[Four]) -> Four:
    """Disjunction: yes beats unknown beats no."""
    return _in_each_pass(limbs, lambda twos: Two(either(*_yes(twos)), both(*_no(twos))))


def negation(body: Four) -> Four:
    """Yes and no change places, and so do the passes."""
    if body.once:
        return once(_swapped(body.helping))
    return Four(_swapped(body.hurting), _swapped(body.helping))


def _swapped(two: Two) -> Two:
    return Two(two.no, two.yes)


def _in_each_pass(limbs: Sequence[Four], join: Callable[[Sequence[Two]], Two]) -> Four:
    helping = join([limb.helping for limb in limbs])
    if all(limb.once for limb in limbs):
        return once(helping)
    return Four(helping, join([limb.hurting for limb in limbs]))


def _yes(twos: Sequence[Two]) -> list[Term]:
    return [two.yes for two in twos]


def _no(twos: Sequence[Two]) -> list[Term]:
    return [two.no for two in twos]
