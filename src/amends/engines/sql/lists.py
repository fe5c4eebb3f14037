"""At least so many entries of a list for which a condition holds.

Entries become one part of the query, grouped by whose list it is and joined on the
left. Where the condition looks at nothing but the entry and the one whose list it is,
the part is made once for all who have such a list; otherwise once for the rows that
ask.
"""

from __future__ import annotations

from sqlglot import exp

from amends.engines.sql.closures import ListApart
from amends.engines.sql.entries import Ask
from amends.engines.sql.rows import NOBODY, Rows, Scope
from amends.engines.sql.terms import (
    FALSE,
    Four,
    Term,
    Two,
    both,
    column,
    either,
    once,
    opposite,
    present,
)
from amends.scheme.conditions import AtLeast


def at_least(node: AtLeast, rows: Rows, scope: Scope, ask: Ask) -> Four:
    """How `at least n entries where` stands for each of the rows."""
    # What holds of an entry of which nothing is known holds whatever lies outside the
    # known entries; so a condition that other facts refute refutes an open list too.
    beyond = ask(node.where, rows, {**scope, node.name: NOBODY})
    if scope[node.of] is NOBODY:
        return _only_refuted(FALSE, beyond)
    return _four(ListApart(node, rows, scope, ask), beyond)


def _four(listed: ListApart, beyond: Four) -> Four:
    """How the condition stands, given how it stands for what is beyond the list."""
    found = listed.found
    if not found.part:
        return _only_refuted(FALSE, beyond)
    met = column(listed.joined(found.part), "met")
    if not found.may_be_apart:
        return _only_refuted(opposite(exp.Is(this=met, expression=exp.null())), beyond)
    met = present(met, FALSE)
    if listed.rows.plain:
        return _only_refuted(met, beyond)
    apart = present(column(listed.joined(found.part), "apart"), FALSE)
    plain = Two(met, beyond.plain.no)
    either_apart = either(beyond.apart, apart)
    if not listed.rows.exact:
        return Four(plain, plain, plain, either_apart)
    helping, hurting = _exact(listed, both(met, opposite(apart)), beyond)
    return Four(helping, hurting, plain, either_apart)


def _exact(listed: ListApart, met: Term, beyond: Four) -> tuple[Two, Two]:
    """Both passes, where `met` says it of an owner who is not apart."""
    stands = listed.joined(listed.shared("stands", listed.stands))

    def holds(name: str) -> Term:
        return present(column(stands, name), FALSE)

    yes = either(met, holds("yes_helping"))
    no_helping = [both(beyond.helping.no, opposite(holds("left_open")))]
    no_hurting = [beyond.hurting.no]
    if listed.has_closures:
        no_helping.append(holds("no_helping"))
        no_hurting.append(holds("no_hurting"))
    no = either(*no_hurting)
    helping = Two(yes, both(opposite(yes), either(*no_helping)))
    return helping, Two(both(either(met, holds("yes_hurting")), opposite(no)), no)


def _only_refuted(yes: Term, beyond: Four) -> Four:
    """A list of which no entry is disputed and which nothing closes."""
    plain = Two(yes, beyond.plain.no)
    if beyond.once:
        return once(plain)
    no = beyond.hurting.no
    helping, hurting = Two(yes, beyond.helping.no), Two(both(yes, opposite(no)), no)
    return Four(helping, hurting, plain, beyond.apart)
