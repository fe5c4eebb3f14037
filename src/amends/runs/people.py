"""Whom the matters of a run are about: people are counted apart from matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from amends.registers.archive import SHOWN
from amends.tables import Database


class People:
    """How many people there are in which patterns.

    A person whom the key names has all matters that it gives them; of a matter that it gives to
    nobody the person is another than of every other.
    """

    def __init__(self, database: Database, patterned: str) -> None:
        """Count those of the table SHOWN by the patterns of their matters: in `patterned`, of each
        `key` and effect the `number`.
        """
        named = f"SELECT key, min(key) OVER (PARTITION BY person) AS first FROM {SHOWN}"
        each = (
            f"SELECT list(p.number) AS numbers FROM {patterned} p "
            f"LEFT JOIN ({named} WHERE person <> '') n ON n.key = p.key "
            "GROUP BY coalesce(n.first, p.key)"
        )
        rows = database.rows(f"SELECT numbers::VARCHAR, count(*) FROM ({each}) GROUP BY numbers")
        sets = Counter[frozenset[int]]()
        for listed, count in rows:
            sets[frozenset(map(int, str(listed)[1:-1].split(",")))] += int(count)
        self._sets = [*sets.items()]
        ((named_matters,),) = database.rows(f"SELECT count(*) FROM {SHOWN} WHERE person <> ''")
        self.matters_with_person = int(named_matters)
        """How many matters are of people whom the key names."""
        self.all = sum(count for _, count in self._sets)
        """How many there are at all."""
        self.of_each = Counter[int]()
        """How many have a matter in a pattern, by its number."""
        for numbers, count in self._sets:
            self.of_each.update(dict.fromkeys(numbers, count))

    def of(self, patterns: Iterable[int]) -> int:
        """How many have a matter in one of these patterns at least."""
        wanted = frozenset(patterns)
        return sum(count for numbers, count in self._sets if not wanted.isdisjoint(numbers))
