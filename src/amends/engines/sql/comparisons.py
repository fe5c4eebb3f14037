"""Comparisons over the readings of the facts that they compare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from amends.cases.codebook import CONFLICT, Readings
from amends.engines.sql.queries import answering, joined, named, reading, table, together
from amends.engines.sql.rows import NOBODY, Held, Program, Rows, Scope
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    UNKNOWN,
    Four,
    Term,
    Two,
    among,
    both,
    column,
    compare,
    count_where,
    either,
    every,
    number,
    once,
    opposite,
    present,
    some,
)
from amends.scheme.conditions import FixedPeriod, In, LeftOpen, Overlaps, Ref, Same, Within
from amends.scheme.declarations import FactType
from amends.scheme.law import Zones
from amends.truth.states import Pair, State, pair_over_readings

# --- membership ---


def numbers(rows: Rows, vocabulary: str) -> Mapping[int, Readings]:
    """What may stand in a column of a vocabulary: conflicts only where they are read."""
    everything = rows.program.codebook.readings(vocabulary)
    return {n: found for n, found in everything.items() if rows.twice or n < CONFLICT}


def conflicts_on(rows: Rows, vocabulary: str, code: Term) -> Term:
    """Whether statements on a coded fact of a vocabulary conflict."""
    if not (rows.twice and rows.program.codebook.has_conflicts(vocabulary)):
        return FALSE
    return compare(exp.GTE, code, number(CONFLICT))


def member_pair(readings: Readings, zones: Zones) -> Pair:
    """`x in V` with three zones, over the readings of a coded fact."""
    left_open = frozenset[str]().union(*zones.open.values())

    def state(codes: frozenset[str]) -> State:
        if codes <= zones.covered:
            return State.YES
        return State.UNKNOWN if codes & (zones.covered | left_open) else State.NO

    return pair_over_readings(state(codes) for codes in readings)


def membership(node: In, rows: Rows, scope: Scope) -> Four:
    """A coded fact is one of a set."""
    if scope[node.ref.of] is NOBODY:
        return UNKNOWN
    held = rows.fact(scope[node.ref.of], node.ref.fact)
    (code,) = held.columns
    possible = numbers(rows, held.stored.fact.vocabulary)
    zones = rows.program.law.zones(node)
    pairs = {n: member_pair(found, zones) for n, found in possible.items()}

    def two(state: Callable[[Pair], State]) -> Two:
        yes, no = (
            among(code, {n for n, pair in pairs.items() if state(pair) is wanted}, pairs)
            for wanted in (State.YES, State.NO)
        )
        return Two(yes, no)

    helping = two(lambda pair: pair.helping)
    if conflicts_on(rows, held.stored.fact.vocabulary, code) == FALSE:
        return once(helping)
    return Four(helping, two(lambda pair: pair.hurting))


# --- two coded facts ---


def same(node: Same, rows: Rows, scope: Scope) -> Four:
    """Two coded facts have one and the same single value; no if none in common."""
    if NOBODY in (scope[node.left.of], scope[node.right.of]):
        return UNKNOWN
    left = rows.fact(scope[node.left.of], node.left.fact)
    (one,), (two,) = left.columns, rows.fact(scope[node.right.of], node.right.fact).columns
    stated = both(compare(exp.GT, one, number(0)), compare(exp.GT, two, number(0)))
    equal = compare(exp.EQ, one, two)
    plain = Two(both(stated, equal), both(stated, opposite(equal)))
    listed = _pairs_in_question(rows, left.stored.fact.vocabulary)
    if not listed:
        return once(plain)
    alias = rows.join(listed, {"one": one, "two": two})

    def state(name: str, otherwise: Term) -> Term:
        return present(column(alias, name), otherwise)

    helping = Two(state("helping_yes", plain.yes), state("helping_no", plain.no))
    vocabulary = left.stored.fact.vocabulary
    if conflicts_on(rows, vocabulary, one) == FALSE:
        return once(helping)
    hurting = Two(state("hurting_yes", plain.yes), state("hurting_no", plain.no))
    return Four(helping, hurting)


def _pairs_in_question(rows: Rows, vocabulary: str) -> str:
    """The pairs of numbers that are not settled by their being equal or not, if there are any."""
    program, known = rows.program, ("same", vocabulary, rows.twice)
    if known not in program.groups:
        found = numbers(rows, vocabulary)
        odd = [n for n, readings in found.items() if len(readings) > 1 or len(readings[0]) > 1]
        program.groups[known] = _pairs(program, found) if odd else ""
    return str(program.groups[known])


def _pairs(program: Program, found: Mapping[int, Readings]) -> str:
    """Every two numbers with a code in common, and whether they are the same."""
    rows = [
        (n, place, code, len(codes) == 1, len(readings))
        for n, readings in found.items()
        for place, codes in enumerate(readings)
        for code in sorted(codes)
    ]
    names = ("number", "place", "code", "single", "readings")
    listed = answering(reading(exp.values(rows, alias="code", columns=names)), [exp.Star()])
    codes, one, two = program.part("codes", listed), program.name("one"), program.name("two")
    # Two readings with no code in common: no. With one: yes, if neither has another code.
    ids = {
        f"{side}_{name}": column(side, name) for side in (one, two) for name in ("number", "place")
    }
    times = exp.Mul(this=column(one, "readings"), expression=column(two, "readings"))
    columns = {
        **ids,
        "is_yes": some(both(column(one, "single"), column(two, "single"))),
        "total": exp.Max(this=times),
    }
    equal = compare(exp.EQ, column(one, "code"), column(two, "code"))
    query = joined(reading(table(codes, one)), table(codes, two), equal)
    selected = [named(term, name) for name, term in columns.items()]
    met = answering(query, selected, by=list(ids.values())).subquery("met", copy=False)
    yes, total = count_where(column("met", "is_yes")), exp.Max(this=column("met", "total"))
    pair = [column("met", f"{side}_number") for side in (one, two)]
    over_readings = {
        "one": pair[0],
        "two": pair[1],
        "helping_yes": compare(exp.GT, yes, number(0)),
        "helping_no": FALSE,
        "hurting_yes": compare(exp.EQ, yes, total),
        "hurting_no": compare(exp.LT, exp.Count(this=exp.Star()), total),
    }
    selected = [named(term, name) for name, term in over_readings.items()]
    return program.part("pairs_in_question", answering(reading(met), selected, by=pair))


# --- dates and periods ---


@dataclass(frozen=True, slots=True)
class _Extent:
    """The bounds of a first and a last day."""

    start_lo: Term
    start_hi: Term
    end_lo: Term
    end_hi: Term


def left_open(node: LeftOpen, rows: Rows) -> Four:
    """What an open point alone decides."""
    match rows.program.law.supposed.get(node.point):
        case None:
            return UNKNOWN
        case answer:
            return once(Two(TRUE, FALSE) if answer else Two(FALSE, TRUE))


def within(node: Within, rows: Rows, scope: Scope) -> Four:
    """A date or period lies wholly within another."""
    partly: State = State.NO
    if node.open_point:
        answer = rows.program.law.supposed.get(node.open_point)
        partly = State.UNKNOWN if answer is None else State.YES if answer else State.NO

    def states(inner: _Extent, outer: _Extent) -> Two:
        wholly, touching = _within(inner, outer), _overlaps(inner, outer)
        match partly:
            case State.NO:
                return wholly
            case State.YES:
                return touching
            case State.UNKNOWN:
                return Two(wholly.yes, touching.no)

    return _over_extents(node.inner, node.outer, rows, scope, states)


def overlaps(node: Overlaps, rows: Rows, scope: Scope) -> Four:
    """Two dates or periods have at least a day in common."""
    return _over_extents(node.left, node.right, rows, scope, _overlaps)


def _within(inner: _Extent, outer: _Extent) -> Two:
    yes = both(
        compare(exp.LTE, outer.start_hi, inner.start_lo),
        compare(exp.LTE, inner.end_hi, outer.end_lo),
    )
    no = either(
        compare(exp.GT, outer.start_lo, inner.start_hi),
        compare(exp.GT, inner.end_lo, outer.end_hi),
    )
    return Two(yes, no)


def _overlaps(left: _Extent, right: _Extent) -> Two:
    yes = both(
        compare(exp.LTE, left.start_hi, right.end_lo),
        compare(exp.LTE, right.start_hi, left.end_lo),
    )
    no = either(
        compare(exp.GT, left.start_lo, right.end_hi),
        compare(exp.GT, right.start_lo, left.end_hi),
    )
    return Two(yes, no)


def _over_extents(
    left: Ref,
    right: Ref | FixedPeriod,
    rows: Rows,
    scope: Scope,
    states: Callable[[_Extent, _Extent], Two],
) -> Four:
    refs = [left] if isinstance(right, FixedPeriod) else [left, right]
    if any(scope[ref.of] is NOBODY for ref in refs):
        return UNKNOWN

    def in_rows(gathered: Rows, extents: Sequence[_Extent]) -> Two:
        first = extents[0]
        if isinstance(right, FixedPeriod):
            return states(first, _fixed(right, gathered.fact(scope[left.of], left.fact)))
        return states(first, extents[1])

    held = [rows.fact(scope[ref.of], ref.fact) for ref in refs]
    first = in_rows(rows, [_extent(one.columns) for one in held])
    if not any(one.further for one in held):
        return once(first)
    if isinstance(right, FixedPeriod):
        (one,) = held
        names = [column(one.further, name) for name in one.stored.columns]
        return _with_further(first, states(_extent(names), _fixed(right, one)), one, rows)
    return _over_readings(refs, first, rows, scope, in_rows)


def _with_further(first: Two, further: Two, held: Held, rows: Rows) -> Four:
    """The pair over the first reading, and over the further ones where there are any."""

    def over(name: str, aggregate: Term, otherwise: Term) -> Term:
        return present(rows.over_further(held, name, aggregate), otherwise)

    return Four(
        Two(
            either(first.yes, over("some_yes", some(further.yes), FALSE)),
            both(first.no, over("all_no", every(further.no), TRUE)),
        ),
        Two(
            both(first.yes, over("all_yes", every(further.yes), TRUE)),
            either(first.no, over("some_no", some(further.no), FALSE)),
        ),
    )


def many_readings(rows: Rows, held: Held) -> Term:
    """Whether a fact has two readings or more."""
    if held.stored.fact.type is FactType.CODE:
        return conflicts_on(rows, held.stored.fact.vocabulary, held.columns[0])
    if not held.further:
        return FALSE
    return present(rows.over_further(held, "many", some(TRUE)), FALSE)


def _over_readings(
    refs: Sequence[Ref],
    first: Two,
    rows: Rows,
    scope: Scope,
    in_rows: Callable[[Rows, Sequence[_Extent]], Two],
) -> Four:
    """The pair over all pairs of readings: a part of the rows that have more than one."""
    apart = rows.fork()
    extents: list[_Extent] = []
    inside = [apart.fact(scope[ref.of], ref.fact) for ref in refs]
    where = either(*(many_readings(apart, one) for one in inside))
    for one in inside:
        if one.further:
            alias = apart.match_all(_all_readings(rows.program, one), {"key": one.key})
            extents.append(_extent([column(alias, name) for name in one.stored.columns]))
        else:
            extents.append(_extent(one.columns))
    two = in_rows(apart, extents)
    columns = {
        "some_yes": some(two.yes),
        "all_yes": every(two.yes),
        "some_no": some(two.no),
        "all_no": every(two.no),
    }
    query = apart.group(rows.keys, columns, where=where)
    alias = rows.grouped(rows.program.part("over_readings", query))

    def state(name: str, otherwise: Term) -> Term:
        return present(column(alias, name), otherwise)

    return Four(
        Two(state("some_yes", first.yes), state("all_no", first.no)),
        Two(state("all_yes", first.yes), state("some_no", first.no)),
    )


def _all_readings(program: Program, held: Held) -> str:
    """The readings of a fact, the first and the further ones, by key."""
    stored = held.stored
    known = ("readings", stored.further)
    if known not in program.groups:
        names = ("key", *stored.columns)
        query = together(
            answering(reading(table(source)), [column(source, name) for name in names])
            for source in (stored.table, stored.further)
        )
        program.groups[known] = program.part(f"readings_{stored.table}_{stored.columns[0]}", query)
    return str(program.groups[known])


def _extent(columns: Sequence[Term]) -> _Extent:
    if len(columns) == 2:  # a day: it starts and ends on it
        lo, hi = columns
        return _Extent(lo, hi, lo, hi)
    return _Extent(*columns)


def _fixed(period: FixedPeriod, beside: Held) -> _Extent:
    # An open end reaches as far as anything stated, but not as far as silence: a fact
    # of which nothing is stated lies within nothing, even if it has no ends.
    low, high = beside.stored.open_ends
    first = number(low + 1 if period.first is None else period.first)
    last = number(high - 1 if period.last is None else period.last)
    return _Extent(first, first, last, last)
