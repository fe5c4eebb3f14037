"""The eight examples in the account of the meaning, and what an exact engine makes of them."""

from __future__ import annotations

import pytest

from amends.cases.case import Case, Subject
from amends.scheme.conditions import (
    All,
    AtLeast,
    AtMost,
    Condition,
    Fixed,
    FixedPeriod,
    In,
    Recorded,
    Ref,
    Within,
)
from amends.truth.states import Outcome
from amends.truth.values import Span
from lib.exact import exact
from lib.small import (
    APPLIES,
    COLOUR,
    CONTESTED,
    EVENT,
    NO,
    OPEN,
    TALLY,
    case,
    closed,
    day,
    entry,
    forced,
    held,
    law,
    outcome,
    said,
    span,
    subject,
)

ROWS: list[tuple[str, Condition, Case, Outcome, Outcome]] = []


def row(
    words: str, test: Condition, matter: Subject, right: Outcome, exactly: Outcome | None = None
) -> None:
    ROWS.append((words, test, case(matter), right, exactly or right))


def some_allowed(count: int = 1) -> Condition:
    return AtLeast(count, "appeal", "matter", "appeal", In(Ref("appeal", "allowed"), ("yes",)))


row(
    "one says red, another green or blue; red or green is asked",
    In(COLOUR, ("red", "green")),
    subject(colour=(said("red"), said("green", "blue"))),
    CONTESTED,
)
row(
    "one says green, another red or blue; red is asked",
    In(COLOUR, ("red",)),
    subject(colour=(said("green"), said("red", "blue"))),
    CONTESTED,
)
row(
    "1 to 2 by one, 3 to 4 by another; at least 2 and at most 3 is asked",
    All(
        (
            AtMost(Fixed(2, is_date=False), Recorded(TALLY)),
            AtMost(Recorded(TALLY), Fixed(3, is_date=False)),
        )
    ),
    subject(tally=(Span(1, 2), Span(3, 4))),
    CONTESTED,
    OPEN,
)
row(
    "disputed, and another fact unknown; both are asked",
    All((In(COLOUR, ("red",)), forced())),
    subject(colour=(said("red"), said("green"))),
    CONTESTED,
)
row(
    "one source says none; another has an entry of unknown kind",
    some_allowed(),
    subject({"appeal": held(entry("a", "B"), closed_by=[closed()])}),
    CONTESTED,
)
row(
    "a closed list whose one entry refutes; a later entry of another source establishes",
    some_allowed(),
    subject(
        {
            "appeal": held(
                entry("a", "A", allowed=(said("no"),)),
                entry("b", "B", allowed=(said("yes"),)),
                closed_by=[closed("a")],
            )
        }
    ),
    CONTESTED,
)
row(
    "the same entry in the books of two sources, not yet linked; two are asked",
    some_allowed(2),
    subject(
        {
            "appeal": held(
                entry("a", "A", allowed=(said("yes"),)), entry("b", "B", allowed=(said("yes"),))
            )
        }
    ),
    OPEN,
)
row(
    "on 2 or 3 March 1984; within 12 March 1984 to 3 March 1985 is asked",
    Within(EVENT, FixedPeriod(day("1984-03-12"), day("1985-03-03"))),
    subject(event=(span("1984-03-02", "1984-03-03"),)),
    NO,
)


@pytest.mark.parametrize(
    ("test", "about", "right"), [r[1:4] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_the_direct_answer_is_right(test: Condition, about: Case, right: Outcome) -> None:
    assert outcome(law(test), about) is right


@pytest.mark.parametrize(
    ("test", "about", "right"), [(*r[1:3], r[4]) for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_the_exact_answer_is_right(test: Condition, about: Case, right: Outcome) -> None:
    assert exact(law(test), about, "pardoned").outcome is right


def test_the_same_by_one_source_is_two() -> None:
    both = held(entry("a", allowed=(said("yes"),)), entry("b", allowed=(said("yes"),)))
    assert outcome(law(some_allowed(2)), case(subject({"appeal": both}))) is APPLIES
