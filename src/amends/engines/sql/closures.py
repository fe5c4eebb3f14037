"""Lists that are read twice: an entry may be disputed, or some source may close the list.

What is costly (which entries a closure names, how many are left possible) is asked of the
entries with the mark only.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from amends.engines.sql.entries import Listed, Listing
from amends.engines.sql.queries import answering, named, reading, table
from amends.engines.sql.rows import Rows, numbered
from amends.engines.sql.terms import (
    FALSE,
    TRUE,
    Term,
    both,
    column,
    compare,
    count_where,
    every,
    number,
    opposite,
    present,
    some,
)


@dataclass(frozen=True, slots=True)
class ListReadTwice(Listing):
    """A list, and how a condition stands for owners whose lists are read twice."""

    @property
    def is_once(self) -> bool:
        """Whether nothing of the list can conflict."""
        return not self.shared("entries", self._entries)

    def counted(self) -> str:
        """By whose list it is: whether enough entries of one source meet it, or are left open."""
        return self.shared("counts", self._counts)

    def refuted(self) -> str:
        """By whose list it is: whether some closure leaves fewer than so many possible."""
        return self.shared("refuted", self._refuted)

    @property
    def names(self) -> str:
        """The table of what closures name; if none of them names anything, an empty part."""
        names = self.listed.names
        if self.rows.conflicts_in(names):
            return names
        known = ("no names", names)
        if known not in self.program.groups:
            nothing = {"closure": number(0), "key": number(0), "certain": FALSE}
            columns = [named(term, name) for name, term in nothing.items()]
            query = answering(exp.select(), columns, where=FALSE)
            self.program.groups[known] = self.program.part(names, query)
        return str(self.program.groups[known])

    def _entries(self) -> str:
        """Each entry: how it stands, and whether every closure names it; empty if all is once."""
        if self.listed.entries not in self.program.filled and not self.has_closures:
            return ""
        over = self.over(self.listed.entries, plain=False)
        four = self.asked(over)
        if four.once and not self.has_closures:
            return ""
        sure: Term = TRUE
        if self.has_closures:
            sure = self.is_sure(over)
        columns = {
            "entry": column(over.alias, "key"),
            "source": column(over.alias, "source"),
            "certain": column(over.alias, "certain"),
            "sure": sure,
            "yes_helping": four.helping.yes,
            "no_helping": four.helping.no,
            "yes_hurting": four.hurting.yes,
            "no_hurting": four.hurting.no,
        }
        query = over.rows.select(over.group_keys, columns)
        return self.program.part(f"entries_{self.listed.entries}", query)

    def is_sure(self, over: Listed) -> Term:
        """Whether every closure of the list an entry stands in names it as the subject's."""
        key, subject = column(over.alias, "key"), column(over.alias, "subject")
        certain = column(self.names, "certain")
        names = over.rows.join(self._times(self.names, "key", certain), {"k1": key})
        closures = self._times(self.listed.closures, "subject", TRUE)
        closures = over.rows.join(closures, {"k1": subject})
        times = (present(column(alias, "times"), number(0)) for alias in (names, closures))
        return compare(exp.EQ, *times)

    def _counts(self) -> str:
        entries = self.shared("entries", self._entries)
        certain, sure = column(entries, "certain"), column(entries, "sure")
        tests = {
            "yes_helping": both(certain, column(entries, "yes_helping")),
            "yes_hurting": both(certain, sure, column(entries, "yes_hurting")),
            "left_open": both(certain, opposite(column(entries, "no_helping"))),
        }
        counts = {name: count_where(test) for name, test in tests.items()}
        rows = Rows(self.program, reading(table(entries)), self.keys_of(entries), plain=False)
        if self.node.count == 1:  # whichever source it is of
            enough = {name: some(test) for name, test in tests.items()}
        else:
            of_source = (*rows.keys, column(entries, "source"))
            by_source = rows.group(of_source, counts).subquery("by_source", copy=False)
            counts = {
                name: pick(this=column("by_source", name))
                for name, pick in zip(counts, (exp.Max, exp.Max, exp.Sum), strict=True)
            }
            n = number(self.node.count)
            enough = {name: compare(exp.GTE, count, n) for name, count in counts.items()}
            keys = self.keys_of("by_source")
            rows = Rows(self.program, reading(by_source), keys, plain=False)
        query = rows.group(rows.keys, {**enough, "still_open": counts["left_open"]})
        return self.program.part(f"counts_{self.listed.entries}", query)

    def _refuted(self) -> str:
        entries = self.shared("entries", self._entries)
        closed = self._per_closure(entries)
        keys = self.keys_of(closed)
        keyed = (*keys, column(closed, "closure"))
        rows = Rows(self.program, reading(table(closed)), keyed, plain=False)
        counts = rows.join(self.counted(), numbered(keys))
        helping, hurting = self.refuted_beyond(rows)
        foreign = exp.Sub(
            this=present(column(counts, "still_open"), number(0)),
            expression=column(closed, "known_helping"),
        )
        left_helping = exp.Add(this=column(closed, "left_helping"), expression=foreign)
        left_hurting = column(closed, "left_hurting")
        n = number(self.node.count)
        columns = {
            "no_helping": some(both(compare(exp.LT, left_helping, n), helping)),
            "no_hurting": some(both(compare(exp.LT, left_hurting, n), hurting)),
        }
        return self.program.part(f"refuted_{self.listed.entries}", rows.group(keys, columns))

    def refuted_beyond(self, rows: Rows) -> tuple[Term, Term]:
        """For rows of closures: whether, in each pass, nothing they leave out meets it."""
        if not self.rows.conflicts_in(self.listed.others):
            return TRUE, TRUE
        others = rows.grouped(self._others())
        helping, hurting = column(others, "no_helping"), column(others, "no_hurting")
        return present(helping, TRUE), present(hurting, TRUE)

    def _per_closure(self, entries: str) -> str:
        """Each closure: how many of those it names are not refuted, and are of the list."""
        rows, closures, keys = self.closed()
        closure = column(closures, "closure")
        # A closure that names nothing keeps its one row, with nothing joined.
        names = rows.match_all(self.names, {"closure": closure}, "left")
        alias = rows.join(entries, {"entry": column(names, "key"), **numbered(keys)})
        is_named = opposite(exp.Is(this=column(names, "key"), expression=exp.null()))

        def refuted(which: str, otherwise: Term) -> Term:
            return present(column(alias, f"no_{which}"), otherwise)

        known = both(present(column(alias, "certain"), FALSE), opposite(refuted("helping", TRUE)))
        columns = {
            "left_helping": count_where(both(is_named, opposite(refuted("helping", FALSE)))),
            "left_hurting": count_where(both(is_named, opposite(refuted("hurting", FALSE)))),
            "known_helping": count_where(known),
        }
        query = answering(rows.group(keys, columns), [named(closure, "closure")], by=[closure])
        return self.program.part(f"named_{self.listed.entries}", query)

    def _others(self) -> str:
        """Each closure: whether the condition is refuted for all that it does not exclude."""
        over = self.over(self.listed.others, plain=False)
        four = self.asked(over)
        keys = (*over.group_keys, column(over.alias, "closure"))
        columns = {"no_helping": every(four.helping.no), "no_hurting": every(four.hurting.no)}
        return self.program.part(f"excluded_{self.listed.entries}", over.rows.group(keys, columns))

    def _times(self, side_table: str, key: str, where: Term) -> str:
        """How many rows of a side table there are for a key."""
        known = ("times", side_table)
        if known not in self.program.groups:
            by = column(side_table, key)
            columns = [named(by, "k1"), named(exp.Count(this=exp.Star()), "times")]
            query = answering(reading(table(side_table)), columns, where=where, by=[by])
            self.program.groups[known] = self.program.part(f"times_{side_table}", query)
        return str(self.program.groups[known])
