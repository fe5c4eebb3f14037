"""From what day on an effect would apply, with the record as it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarliestDate:
    """Between which days the first lies on which an effect applies, if nothing more is learned.

    Not before `not_before`: on every earlier day it is refuted, or there is no such effect; None
    if it is so on every day. No later than `no_later`: on that day it is established; None if it
    is on none. `why_not_before` and `why_no_later` are the provisions that held it back until
    then, or the instrument that came into force; () where the law itself did.
    """

    effect: str
    not_before: int | None
    no_later: int | None
    why_not_before: tuple[str, ...] = ()
    why_no_later: tuple[str, ...] = ()
