"""One condition at a time, over cases full of conflict: what a whole scheme seldom turns on."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from playwright.sync_api import Page

from amends.cases.case import Case
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    LeftOpen,
    Less,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)
from amends.scheme.declarations import CodeList, Item, Opening, OpenPoint, Part
from amends.scheme.law import Law, as_at
from lib.cases import Usual, a_case
from lib.dice import Thrown
from lib.page_agreement import assert_page_agrees, by_page
from lib.schemes import COLOURS, LISTED
from lib.small import (
    BADGE,
    COLOUR,
    EVENT,
    FORCED,
    ON,
    STAY,
    TALLY,
    WILLING,
    case,
    day,
    law,
    said,
    scheme,
    subject,
)

FIXED_PERIOD = FixedPeriod(day("1984-02-29"), day("1985-02-28"))
PAY, TRADE = Ref("job", "pay"), Ref("job", "trade")
ALLOWED, BIRTH = Ref("appeal", "allowed"), Ref(PERSON, "birth")
RED = In(TRADE, ("red",))


def number(value: int) -> Fixed:
    return Fixed(value, is_date=False)


def pay_of_all(value: Quantity) -> Total:
    return Total("job", PERSON, "job", value)


def kin(where: Condition) -> AtLeast:
    return AtLeast(1, "kin", PERSON, "kin", where)


MEMBER = Part("member", "section 7", PERSON, In(BADGE, ("red",)))
ELDER = Part("elder", "section 8", PERSON, All((Named("member"), In(WILLING, ("yes",)))))

LAWS: dict[str, Law] = {
    **{
        f"a total of at least {least}": law(AtMost(number(least), pay_of_all(Recorded(PAY))))
        for least in (1, 2, 4)
    },
    **{
        f"a total of at most {most}": law(AtMost(pay_of_all(Recorded(PAY)), number(most)))
        for most in (0, 2, 4)
    },
    "a total of those that are red": law(
        Less(pay_of_all(Choose(RED, Recorded(PAY), number(0))), Recorded(TALLY))
    ),
    "times begun in a total": law(AtMost(Begun(pay_of_all(Recorded(PAY)), 2), number(1))),
    "two or more": law(AtLeast(2, "job", PERSON, "job", RED)),
    "one or more": law(AtLeast(1, "job", PERSON, "job", RED)),
    "a definition inside a definition": law(Named("elder"), MEMBER, ELDER),
    "a definition of somebody in a list": law(kin(Named("elder", "kin")), MEMBER, ELDER),
    "a period within another": law(Within(STAY, FIXED_PERIOD)),
    **{
        f"a period within another, partly {answer}": law(
            Within(STAY, FIXED_PERIOD, 2), supposed={2: answer}
        )
        for answer in (True, False)
    },
    "a period partly within another": law(Within(STAY, FIXED_PERIOD, 2)),
    "a day within a period": law(Within(EVENT, STAY)),
    "two periods": law(Overlaps(STAY, FIXED_PERIOD)),
    "a day and a period": law(Overlaps(EVENT, STAY)),
    "a day moved on": law(
        Less(
            Shift(Recorded(BIRTH), years=1, months=1, days=1),
            Latest((Recorded(EVENT), Earliest((Today(), Recorded(BIRTH))))),
        )
    ),
    "sums": law(
        AtMost(Plus(Recorded(TALLY), Minus(Recorded(TALLY), number(1))), Times(Recorded(TALLY), 2))
    ),
    "years begun": law(AtMost(StartedYears(Recorded(BIRTH), Recorded(EVENT)), Recorded(TALLY))),
    "the same word": law(Same(COLOUR, BADGE)),
    "a listed word, or a law left open": law(
        Any((In(COLOUR, (Cited(LISTED),)), LeftOpen(2), Not(In(FORCED, ("yes",)))))
    ),
    "another entry than the matter": law(
        AtLeast(1, "appeal", MATTER, "appeal", All((Another("appeal"), In(ALLOWED, ("yes",)))))
    ),
}
CONFLICT = Usual(silent=5, second=60, uncertain=25, closed=70, denied=15)


def cases_of(of: Law) -> list[Case]:
    dice = Thrown(Random(7))
    return [a_case(dice, of.scheme, CONFLICT, f"k{n}") for n in range(150)]


@pytest.mark.parametrize("name", LAWS)
def test_each_kind_is_right_where_records_conflict(page: Page, name: str) -> None:
    assert_page_agrees(page, LAWS[name], cases_of(LAWS[name]))


def test_open_points_are_wanted_in_the_order_of_their_names(page: Page) -> None:
    numbers = (2, 10, 1)
    openings = tuple(Opening(number, ("green", "blue")) for number in numbers)
    bare = replace(
        scheme(In(COLOUR, (Cited(LISTED),))),
        code_lists=(CodeList(LISTED, COLOURS, (Item("(a)", ("red",)),), openings),),
        open_points=tuple(OpenPoint(number, LISTED, "is it listed?") for number in numbers),
    )
    of, about = as_at(bare, ON), case(subject(colour=(said("green", "blue"),)))
    assert_page_agrees(page, of, [about])
    (told,) = by_page(page, of, [about])
    assert told.effects[0].wanted == ("colour", "open point 1", "open point 10", "open point 2")


def test_a_denied_part_is_refuted_unless_it_is_established(page: Page) -> None:
    of = law(Named("denied"), Part("denied", "section 2", MATTER, In(FORCED, ("yes",))))
    cases = [
        case(subject({}, "denied")),
        case(subject({}, "denied", forced=(said("yes"),))),
        case(subject({}, "denied", forced=(said("no"),))),
    ]
    assert_page_agrees(page, of, cases)
    told = [one.effects[0].outcome for one in by_page(page, of, cases)]
    assert told == ["does_not_apply", "contested", "does_not_apply"]
