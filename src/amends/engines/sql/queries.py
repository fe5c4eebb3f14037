"""Queries built step by step from tables and from terms over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlglot import exp

from amends.engines.sql.terms import TRUE, Term

DIALECT = "duckdb"


def table(name: str, alias: str = "") -> exp.Table:
    """A table in the query, under an alias."""
    return exp.to_table(name, alias=alias if alias and alias != name else None)


def reading(source: exp.Expression) -> exp.Select:
    """A query over a table or another query, with nothing selected yet."""
    return exp.select().from_(source, copy=False)


def joined(query: exp.Select, source: exp.Expression, on: Term, kind: str = "") -> exp.Select:
    """The query with a table joined to it, `left` or else inner; it is changed itself."""
    # Built here and not by sqlglot's own method, which reads the kind as text, and slowly.
    query.append("joins", exp.Join(this=source, on=on, side=kind.upper() or None))
    return query


def answering(
    query: exp.Select, columns: Sequence[exp.Expr], *, where: Term = TRUE, by: Sequence[Term] = ()
) -> exp.Select:
    """The query with these columns selected, filtered and grouped; it is changed itself."""
    query.select(*columns, copy=False)
    if where != TRUE:
        query.where(where, copy=False)
    if by:
        query.group_by(*by, copy=False)
    return query


def together(queries: Iterable[exp.Query], *, distinct: bool = False) -> exp.Query:
    """The rows of all these queries."""
    first, *more = queries
    for query in more:
        first = exp.union(first, query, distinct=distinct, copy=False)
    return first


def named(term: Term, name: str) -> exp.Alias:
    """A selected column."""
    return exp.Alias(this=term, alias=exp.to_identifier(name))
