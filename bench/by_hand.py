"""The query that somebody would write by hand for the same question: yes or no, nothing else.

It answers *no* where anything is missing, gives no reasons, does not tell an unknown from a
refusal, and sees no second reading and no closed list; it is the price of the plain question
on these tables.
"""

from __future__ import annotations

from amends.cases.codebook import Codebook
from amends.cases.layout import Layout
from amends.scheme.conditions import MATTER
from amends.tables.database import quoted
from amends.truth.edtf import day

FIRST, LAST = day(1984, 3, 12), day(1985, 3, 3)


class ByHand:
    """Names the columns of a generated register."""

    def __init__(self, layout: Layout, codebook: Codebook) -> None:
        self._layout = layout
        self._codebook = codebook

    def _is(self, kind: str, fact: str, *codes: str) -> str:
        stored = self._layout.stored(kind, fact)
        numbers = [self._codebook.number(stored.fact.vocabulary, [[code]]) for code in codes]
        return f"{quoted(stored.columns[0])} IN ({', '.join(map(str, numbers))})"

    def _yes(self, fact: str) -> str:
        return self._is(MATTER, fact, "yes")

    def _within(self, kind: str, fact: str) -> str:
        start, *_, end = self._layout.stored(kind, fact).columns
        return f"{quoted(start)} >= {FIRST} AND {quoted(end)} <= {LAST}"

    def counts(self) -> str:
        """How many matters have each answer."""
        return f"SELECT applies, count(*) FROM ({self.answers()}) GROUP BY 1"

    def answers(self) -> str:
        """The answer to every matter: `key` and `applies`."""
        _, start_hi, end_lo, _ = self._layout.stored("employment", "period").columns
        circumstances = (
            f"(({self._yes('during activity')} OR {self._yes('during ancillary activity')} OR "
            f"{self._is(MATTER, 'response', 'to Condition A conduct of a qualifying individual')}) "
            f"AND {self._is(MATTER, 'unrelated reason', 'no')})"
        )
        listed = self._is(
            MATTER,
            "offence",
            "breach of the peace",
            "bail act 1980 s 3",
            "police act 1967 s 41(1)(a)",
            "conspiracy act 1875 s 7",
        )
        return f"""
        WITH miner AS (
            SELECT DISTINCT subject AS person FROM list_employment
            WHERE {self._is("employment", "employer", "National Coal Board")}
              AND {self._is("employment", "place", "Great Britain")}
              AND {quoted(start_hi)} <= {LAST} AND {quoted(end_lo)} >= {FIRST}
        ), kin AS (
            SELECT DISTINCT r.subject AS person FROM list_relative r
            JOIN miner ON miner.person = r.person
            WHERE {self._is("relative", "relation", "parent", "child", "sibling")}
        )
        SELECT matters.key, COALESCE(
            (miner.person IS NOT NULL OR kin.person IS NOT NULL)
            AND {self._is(MATTER, "finding", "convicted", "admonished", "absolutely discharged")}
            AND {self._is(MATTER, "court", "Scottish court")}
            AND {self._within(MATTER, "conduct")}
            AND (({listed} AND {circumstances})
                 OR ({self._is(MATTER, "offence", "theft")} AND {self._yes("hardship")})),
            false) AS applies
        FROM matters
        LEFT JOIN miner ON miner.person = matters.person
        LEFT JOIN kin ON kin.person = matters.person
        """
