"""Each kind of condition, as terms over the rows of which it is asked."""

from __future__ import annotations

from typing import assert_never

from sqlglot import exp

from amends.engines.sql import comparisons, lists
from amends.engines.sql.quantities import comparison
from amends.engines.sql.queries import answering, named, reading, table
from amends.engines.sql.rows import NOBODY, Rows, Scope, Someone
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    UNKNOWN,
    Four,
    Term,
    Two,
    all_hold,
    any_holds,
    both,
    column,
    compare,
    either,
    negation,
    opposite,
    present,
    read_once,
    some,
)
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Condition,
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


def condition(node: Condition, rows: Rows, scope: Scope) -> Four:
    """How a condition stands in each row: yes and no, helping and hurting."""
    match node:
        case In():
            return comparisons.membership(node, rows, scope)
        case AtMost() | Less():
            return comparison(node, rows, scope, condition)
        case Within():
            return comparisons.within(node, rows, scope)
        case Overlaps():
            return comparisons.overlaps(node, rows, scope)
        case Same():
            return comparisons.same(node, rows, scope)
        case All():
            return all_hold([condition(limb, rows, scope) for limb in node.limbs])
        case Any():
            return any_holds([condition(limb, rows, scope) for limb in node.limbs])
        case Not():
            return negation(condition(node.body, rows, scope))
        case AtLeast():
            return lists.at_least(node, rows, scope, condition)
        case Another():
            return _another(node, rows, scope)
        case Named():
            part = rows.program.law.scheme.part_named[node.part]
            body = condition(part.body, rows, inside(node, rows, scope))
            return denied_where(denial(node, rows, scope), body)
        case LeftOpen():
            return comparisons.left_open(node, rows)
        case Limb():
            return condition(node.body, rows, scope)
        case _:
            assert_never(node)


def inside(node: Named, rows: Rows, scope: Scope) -> Scope:
    """What a named part sees: a definition applied to someone, that person and nothing else."""
    if rows.program.law.scheme.part_named[node.part].about == MATTER:
        return scope
    return {PERSON: scope[node.of].as_person()}


def denial(node: Named, rows: Rows, scope: Scope) -> Term:
    """Whether somebody denies the part of those that it is applied to."""
    about = rows.program.law.scheme.part_named[node.part].about
    of = (
        {PERSON: scope[PERSON], MATTER: scope[MATTER]}
        if about == MATTER
        else {PERSON: scope[node.of].as_person()}
    )
    return either(*(_denied(node.part, kind, who, rows) for kind, who in of.items()))


def _denied(part: str, kind: str, who: Someone, rows: Rows) -> Term:
    program = rows.program
    side_table = program.layout.denials[kind]
    if who is NOBODY or not rows.conflicts_in(side_table):
        return FALSE
    known = ("denied", kind, part)
    if known not in program.groups:
        key = column(side_table, "key")
        said = exp.EQ(this=column(side_table, "part"), expression=exp.Literal.string(part))
        columns = [named(key, "k1"), named(TRUE, "denied")]
        query = answering(reading(table(side_table)), columns, where=said, by=[key])
        program.groups[known] = program.part("denied", query)
    key_of = who.key
    assert key_of is not None
    alias = rows.join(str(program.groups[known]), {"k1": key_of})
    return present(column(alias, "denied"), FALSE)


def denied_where(denied: Term, body: Four) -> Four:
    """A denied term: refuted, unless its body is established; and always so when hurting."""
    if denied == FALSE:
        return body
    helping = Two(
        body.helping.yes,
        either(body.helping.no, both(denied, opposite(body.helping.yes))),
    )
    hurting = Two(both(body.hurting.yes, opposite(denied)), either(body.hurting.no, denied))
    return Four(helping, hurting)


def _another(node: Another, rows: Rows, scope: Scope) -> Four:
    program, entry, matter = rows.program, scope[node.name], scope.get(MATTER)
    if matter is None or entry is NOBODY or entry.unlisted:
        return UNKNOWN
    of_matter = program.layout.matter_identities
    of_entry = program.layout.lists[entry.kind].identities
    if not {of_matter, of_entry} <= program.filled:
        return UNKNOWN
    apart = rows.fork()
    assert matter.key is not None
    assert entry.key is not None
    one = apart.match_all(of_matter, {"key": matter.key})
    two = apart.match_all(of_entry, {"key": entry.key, "register": column(one, "register")})
    equal = compare(exp.EQ, column(one, "reference"), column(two, "reference"))
    query = apart.group(rows.keys, {"same": some(equal)})
    alias = rows.grouped(program.part("identity", query))
    found = column(alias, "same")
    return read_once(present(opposite(found), FALSE), present(found, FALSE))
