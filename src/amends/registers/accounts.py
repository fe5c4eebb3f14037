"""Accounts that people gave later: each column answers one question about a matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from amends.registers.cell_statements import CellReader
from amends.registers.csv_rows import Row
from amends.registers.entries import Facts
from amends.registers.key import Key
from amends.registers.mapping import DATE_GIVEN, ListMapping
from amends.registers.references import reference_of
from amends.truth.statements import Statement


def read_accounts(
    rows: Iterable[Row], listed: ListMapping, reader: CellReader, key: Key
) -> Mapping[str, list[Facts]]:
    """What each account states, by each matter that the key says it is about.

    What identifies the matter (its place, its date) is never evidence of it.
    """
    found: dict[str, list[Facts]] = defaultdict(list)
    for row in rows:
        reference = reference_of(row, listed)
        source = f"{listed.stem} {reference}"
        dated = listed.cell(row.cells, DATE_GIVEN)
        facts: dict[str, tuple[Statement, ...]] = {}
        for said, _ in reader.said_in_row(listed, row.cells, reference):
            if said.says.fact and not said.says.entry:
                held = facts.get(said.says.fact, ())
                facts[said.says.fact] = (*held, said.codes(source, dated))
        for matter in key.matters(listed.stem, reference):
            found[matter].append(facts)
    return found
