"""How much an effect brings, in words."""

from __future__ import annotations

from collections.abc import Iterator

from amends.assessments.assessment import AmountAssessed
from amends.explanation.layout import Line
from amends.explanation.values_in_words import listed, number
from amends.explanation.wanted import called
from amends.scheme.declarations import FactType
from amends.scheme.law import Law


def amount_lines(amount: AmountAssessed, law: Law, *, applies: bool) -> Iterator[Line]:
    """How much it is, or within what limits and what would tell it closer."""
    coin = law.scheme.currency
    subject = "It comes to" if applies else "Should it be so, it comes to"
    yield Line(f"{subject} {limits(amount.least, amount.most, coin)} ({amount.provision}).")
    if amount.disputed:
        yield Line("The records disagree about what goes into the sum.")
    if amount.wanted:
        wanted = listed([called(name, law) for name in amount.wanted])
        yield Line(f"What would tell the sum closer: {wanted}.")


def limits(lo: int | None, hi: int | None, currency: str) -> str:
    """A sum, or its limits: `9,000.00 EUR`, `between 3,000.00 and 9,000.00 EUR`."""
    coin = f" {currency}" if currency else ""
    least, most = (None if value is None else number(value, FactType.MONEY) for value in (lo, hi))
    match least, most:
        case None, None:
            return "a sum that cannot be told from these papers"
        case str(), None:
            return f"at least {least}{coin}"
        case None, str():
            return f"at most {most}{coin}"
        case _:
            return f"{least}{coin}" if least == most else f"between {least} and {most}{coin}"
