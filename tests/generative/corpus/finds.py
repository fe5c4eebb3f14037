"""Laws and cases on which something was once wrong, reduced; replayed on every engine."""

from __future__ import annotations

from amends.cases.case import Case
from amends.scheme.conditions import (
    MATTER,
    Any,
    AtMost,
    Choose,
    Fixed,
    Force,
    Limb,
    Named,
    Recorded,
)
from amends.scheme.declarations import Part
from amends.scheme.law import Law, as_at
from amends.truth.states import Outcome
from lib.small import APPLIES, NO, ON, TALLY, case, exactly, forced, law, said, scheme, subject


def _fixed(count: int) -> Fixed:
    return Fixed(count, is_date=False)


# Each with the outcome that is right.
FINDS: dict[str, tuple[Law, Case, Outcome]] = {
    # The law as at a day was refused as invalid, for want of a limb on the other days.
    "a limb until a day and one from the next": (
        as_at(
            scheme(
                Any(
                    (
                        Limb("section 1(a)", "", forced(), Force(end=ON)),
                        Limb("section 1(a)", "", forced(), Force(start=ON + 1)),
                    )
                )
            ),
            ON,
        ),
        case(subject(forced=(said("yes"),))),
        APPLIES,
    ),
    # The provision of the settled test was left out of those that decided.
    "a settled comparison that rests on the settled test of an if-then-else": (
        law(
            AtMost(Recorded(TALLY), Choose(Named("test"), _fixed(0), _fixed(2))),
            Part("test", "section 2", MATTER, Limb("section 2(a)", "", forced())),
        ),
        case(subject(tally=(exactly(1),), forced=(said("yes"),))),
        NO,
    ),
}
