"""The bulk engine: a law as plain boolean SQL over a table of cases.

No column of it is NULL. Each condition is two of them, that it is established and that it
is refuted, and four where statements may conflict; a list condition is a grouped part
joined on the left. It shares no code with the other engines.
"""

from amends.engines.sql.assess import (
    STATUSES,
    AssessedRow,
    AssessedTable,
    assess_table,
    count_outcomes,
    rows,
)
from amends.engines.sql.deciding import Decided
from amends.engines.sql.states import WrittenStates, write_states
from amends.engines.sql.tree import OUTCOMES

__all__ = [
    "OUTCOMES",
    "STATUSES",
    "AssessedRow",
    "AssessedTable",
    "Decided",
    "WrittenStates",
    "assess_table",
    "count_outcomes",
    "rows",
    "write_states",
]
