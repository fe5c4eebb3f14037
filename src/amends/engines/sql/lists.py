"""At least so many entries of a list for which a condition holds.

Entries become one part of the query, grouped by whose list it is and joined on the
left. Where the condition looks at nothing but the entry and the one whose list it is,
the part is made once for all who have such a list; otherwise once for the rows that
ask.
"""

from __future__ import annotations

from amends.engines.sql.closures import ListReadTwice
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
    listed = ListReadTwice(node, rows, scope, ask)
    if rows.plain or listed.is_once:
        return _only_refuted(listed.met, beyond)
    return _read_twice(listed, beyond)


def _only_refuted(yes: Term, beyond: Four) -> Four:
    """A list of which no entry is disputed and which nothing closes."""
    helping = Two(yes, beyond.helping.no)
    if beyond.once:
        return once(helping)
    no = beyond.hurting.no
    return Four(helping, Two(both(yes, opposite(no)), no))


def _read_twice(listed: ListReadTwice, beyond: Four) -> Four:
    """Both passes, where an entry may be disputed or the list closed."""

    def holds(part: str, name: str) -> Term:
        return present(column(part, name), FALSE)

    counted = listed.joined(listed.counted())
    yes, yes_hurting = holds(counted, "yes_helping"), holds(counted, "yes_hurting")
    no_helping = [both(beyond.helping.no, opposite(holds(counted, "left_open")))]
    no_hurting = [beyond.hurting.no]
    if listed.has_closures:
        refuted = listed.joined(listed.refuted())
        no_helping.append(holds(refuted, "no_helping"))
        no_hurting.append(holds(refuted, "no_hurting"))
    no = either(*no_hurting)
    helping = Two(yes, both(opposite(yes), either(*no_helping)))
    return Four(helping, Two(both(yes_hurting, opposite(no)), no))
