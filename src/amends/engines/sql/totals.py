"""What the entries of a list add up to, as four bounds, for each of the rows.

Where nothing conflicts, the known entries of one source give the lower bound, and nothing
gives an upper one unless no entry can add anything. Where something may, each entry is
measured with its four bounds, and each closure says how much its entries can come to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from amends.engines.sql.bounds import Bounds, single
from amends.engines.sql.closures import ListReadTwice
from amends.engines.sql.entries import Ask, Listed
from amends.engines.sql.queries import reading, table
from amends.engines.sql.rows import NOBODY, Rows, Scope, numbered
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    Term,
    both,
    choose,
    column,
    compare,
    greatest,
    least,
    number,
    opposite,
    present,
)
from amends.scheme.conditions import Quantity, Total
from amends.truth.values import GREATEST

Measure = Callable[[Quantity, Rows, Scope], Bounds]
_NONE = number(0)


def total(node: Total, rows: Rows, scope: Scope, ask: Ask, measure: Measure) -> Bounds:
    """The bounds of a total for each of the rows; `measure` gives those of what one entry adds."""
    beyond = ask(node.adding.where, rows, {**scope, node.name: NOBODY})

    def open_unless(nothing_more: Term) -> Term:
        return choose([(nothing_more, _NONE)], number(GREATEST))

    if scope[node.of] is NOBODY:
        least_hi, greatest_hi = open_unless(beyond.hurting.no), open_unless(beyond.helping.no)
        return Bounds(_NONE, _NONE, least_hi=least_hi, greatest_hi=greatest_hi)
    listed = _Added(node.adding, rows, scope, ask, node.value, measure)
    if rows.plain:
        return single(listed.known, open_unless(beyond.helping.no))
    sums = listed.joined(listed.sums())
    within = choose([(beyond.helping.no, _column(sums, "certain_hi"))], number(GREATEST))
    least_hi, greatest_hi = open_unless(beyond.hurting.no), within
    if listed.has_closures:
        closed = listed.joined(listed.closed_sums())
        least_hi = least(least_hi, _column(closed, "least_hi", GREATEST))
        greatest_hi = least(greatest_hi, _column(closed, "greatest_hi", GREATEST))
    los = _column(sums, "least_lo"), _column(sums, "greatest_lo")
    return Bounds(*los, least_hi, greatest_hi)


def _column(part: str, name: str, otherwise: int = 0) -> Term:
    return present(column(part, name), number(otherwise))


@dataclass(frozen=True, slots=True)
class _Added(ListReadTwice):
    """A list of which `value` is added up."""

    value: Quantity
    measure: Measure

    def worth(self, over: Listed) -> Bounds:
        """What each entry adds: never less than nothing."""
        found = self.measure(self.value, over.rows, over.scope)
        return found.each(lambda bound: greatest(bound, _NONE))

    @property
    def known(self) -> Term:
        """What the certain entries of one source come to at least, where nothing conflicts."""
        if self.listed.entries not in self.program.filled:
            return _NONE
        return _column(self.joined(self.shared("known", self._known)), "lo")

    def _known(self) -> str:
        over = self.over(self.listed.entries, plain=True)
        keys = (*over.group_keys, column(over.alias, "source"))
        worth = {"lo": _lower(self.worth(over).least_lo)}
        by_source = over.rows.group(keys, worth, where=column(over.alias, "certain"))
        return self._most_of_one_source(by_source, ("lo",))

    def _most_of_one_source(
        self,
        by_source: exp.Select,
        names: tuple[str, ...],
        others: Mapping[str, Term] | None = None,
    ) -> str:
        """By whose list it is: the most that one source's entries come to."""
        source = reading(by_source.subquery("by_source", copy=False))
        keys = self.keys_of("by_source")
        most: dict[str, Term] = {name: exp.Max(this=column("by_source", name)) for name in names}
        rows = Rows(self.program, source, keys, plain=False)
        query = rows.group(keys, {**most, **(others or {})})
        return self.program.part(f"sums_{self.listed.entries}", query)

    # --- where something may conflict ---

    def sums(self) -> str:
        """By whose list it is: the lower bounds, and the most that all certain entries come to."""
        return self.shared("sums", self._sums)

    def closed_sums(self) -> str:
        """By whose list it is: the most that some closure leaves possible."""
        return self.shared("closed sums", self._closed_sums)

    def _measured(self) -> str:
        """Each entry with what it adds, and whether every closure names it."""
        over = self.over(self.listed.entries, plain=False)
        worth = self.worth(over)
        columns = {
            "entry": column(over.alias, "key"),
            "source": column(over.alias, "source"),
            "certain": column(over.alias, "certain"),
            "sure": self.is_sure(over) if self.has_closures else TRUE,
            "least_lo": worth.least_lo,
            "greatest_lo": worth.greatest_lo,
            "least_hi": worth.least_hi,
            "greatest_hi": worth.greatest_hi,
        }
        return self.program.part(
            f"measured_{self.listed.entries}", over.rows.select(over.group_keys, columns)
        )

    def _sums(self) -> str:
        measured = self.shared("measured", self._measured)
        certain = column(measured, "certain")
        sure = both(certain, column(measured, "sure"))
        hi = column(measured, "greatest_hi")
        worth = {
            "least_lo": _lower(column(measured, "least_lo"), where=sure),
            "greatest_lo": _lower(column(measured, "greatest_lo"), where=certain),
            "finite": _finite(hi, certain),
            "open_ones": _open(hi, certain),
        }
        keys = self.keys_of(measured)
        rows = Rows(self.program, reading(table(measured)), keys, plain=False)
        by_source = rows.group((*keys, column(measured, "source")), worth)
        finite, open_ones = (
            exp.Sum(this=column("by_source", name)) for name in ("finite", "open_ones")
        )
        others = {
            "finite": finite,
            "open_ones": open_ones,
            "certain_hi": _upper(finite, open_ones),
        }
        return self._most_of_one_source(by_source, ("least_lo", "greatest_lo"), others)

    def _closed_sums(self) -> str:
        closed = self._named_sums()
        keys = self.keys_of(closed)
        keyed = (*keys, column(closed, "closure"))
        rows = Rows(self.program, reading(table(closed)), keyed, plain=False)
        sums = rows.join(self.sums(), numbered(keys))
        helping, hurting = self.refuted_beyond(rows)

        def foreign(name: str) -> Term:
            known = column(closed, f"known_{name}")
            return exp.Sub(this=_column(sums, name), expression=known)

        finite, open_ones = (
            exp.Add(this=column(closed, f"greatest_{name}"), expression=foreign(name))
            for name in ("finite", "open_ones")
        )
        least_hi = _upper(column(closed, "least_finite"), column(closed, "least_open_ones"))
        columns = {
            "least_hi": exp.Min(this=choose([(hurting, least_hi)], number(GREATEST))),
            "greatest_hi": exp.Min(
                this=choose([(helping, _upper(finite, open_ones))], number(GREATEST))
            ),
        }
        return self.program.part(f"closed_sums_{self.listed.entries}", rows.group(keys, columns))

    def _named_sums(self) -> str:
        """Each closure: what the entries that it names can come to."""
        rows, closures, keys = self.closed()
        closure = column(closures, "closure")
        names = rows.match_all(self.names, {"closure": closure}, "left")
        measured = self.shared("measured", self._measured)
        alias = rows.join(measured, {"entry": column(names, "key"), **numbered(keys)})
        is_named = opposite(exp.Is(this=column(names, "key"), expression=exp.null()))
        known = both(is_named, present(column(alias, "certain"), FALSE))
        columns: dict[str, Term] = {}
        for which in ("least", "greatest"):
            # One that is named and stands in no list can come to anything.
            hi = present(column(alias, f"{which}_hi"), number(GREATEST))
            columns[f"{which}_finite"] = _finite(hi, is_named)
            columns[f"{which}_open_ones"] = _open(hi, is_named)
        hi = present(column(alias, "greatest_hi"), _NONE)
        columns["known_finite"] = _finite(hi, known)
        columns["known_open_ones"] = _open(hi, known)
        keyed = (*keys, closure)
        query = rows.group(keyed, {"closure": closure, **columns})
        return self.program.part(f"named_sums_{self.listed.entries}", query)


def _lower(bound: Term, where: Term | None = None) -> Term:
    """Lower bounds added up: a sum too large never says too much."""
    counted = bound if where is None else choose([(where, bound)], _NONE)
    return exp.cast(least(exp.Sum(this=counted), number(GREATEST - 1)), "bigint")


def _is_open(bound: Term) -> Term:
    return compare(exp.GTE, bound, number(GREATEST - 1))


def _finite(bound: Term, where: Term) -> Term:
    """Those of the upper bounds that are not open, added up."""
    return exp.Sum(this=choose([(both(where, opposite(_is_open(bound))), bound)], _NONE))


def _open(bound: Term, where: Term) -> Term:
    """How many of the upper bounds are open."""
    return exp.Sum(this=choose([(both(where, _is_open(bound)), number(1))], _NONE))


def _upper(finite: Term, open_ones: Term) -> Term:
    """An upper bound: open where one of those added up is."""
    is_open = compare(exp.GT, open_ones, _NONE)
    within = least(finite, number(GREATEST))
    return exp.cast(choose([(is_open, number(GREATEST))], within), "bigint")
