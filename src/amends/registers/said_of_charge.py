"""Which of what an entry says of all its charges, and its verdict of one, is said of that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from amends.registers.cell_statements import Said
from amends.registers.conventions import Conventions
from amends.registers.mapping import VERDICT
from amends.truth.readings import readings
from amends.truth.values import Codes

Spoken = tuple[Said, str]
"""What is said, and the column that says it."""


@dataclass(frozen=True, slots=True)
class SaidOfCharge:
    """The rules by which what an entry says is said of one of its charges.

    `told` are the facts of which verdicts tell.
    """

    conventions: Conventions
    told: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Find what verdicts tell of."""
        every = self.conventions.every_statement()
        told = frozenset(s.fact for s in every if s.column == VERDICT and not s.entry)
        object.__setattr__(self, "told", told)

    def of(
        self,
        fact: str,
        about: Sequence[Spoken],
        others: Sequence[Sequence[Said]],
        *,
        verdict: bool,
    ) -> Sequence[Spoken]:
        """What counts of all that is said about a fact of a charge.

        What stands in the place of the rest counts alone. `others` are the findings of the
        entry's other charges. What the entry says of all of them yields to what its verdict says
        of this one where another may be meant: a fine is for the charge that ended in a finding
        of guilt. Where a `verdict` is written and is not of this charge, or not understood,
        nothing says whose it is; where none is written, a convention.
        """
        instead = [(one, column) for one, column in about if one.says.instead]
        if instead or not others or fact not in self.told:
            return instead or about
        if verdict:
            own = [one for one, column in about if column == VERDICT]
            return [pair for pair in about if own and _is_of(pair[0], own, others)]
        by = self.conventions.rule("disposal-for-every-charge")
        if by is None:
            return []
        return [
            (replace(one, conventions=(*one.conventions, *by)), column) for one, column in about
        ]


def _is_of(one: Said, verdict: Sequence[Said], others: Sequence[Sequence[Said]]) -> bool:
    """Whether what is said of all charges is said of the one with this verdict."""
    if _together([*verdict, one]):
        return True
    fact = one.says.fact
    return not any(_together([*(s for s in o if s.says.fact == fact), one]) for o in others)


def _together(said: Sequence[Said]) -> bool:
    """Whether what is said of one fact can be true together."""
    return len(readings([Codes(one.says.codes) for one in said])) == 1
