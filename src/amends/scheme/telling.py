"""What a fact tells beyond its value, so that whoever asks for it asks well."""

from __future__ import annotations

from enum import Enum


class Tells(Enum):
    """What a fact tells to those who ask for it. It bears on no outcome.

    ALIVE and DIED: of the person, yes or no; whoever was told it once does not ask again. ACT: the
    day of what was done, which may be mistaken for the day in court. TO_COME: a day that may not
    have come yet; of any other such a day is a slip.
    """

    ALIVE = "alive"
    DIED = "died"
    ACT = "day of the act"
    TO_COME = "day to come"
