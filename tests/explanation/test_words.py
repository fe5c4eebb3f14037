"""Every kind of condition, quantity and value in plain English."""

from __future__ import annotations

import pytest

from amends.explanation.conditions_in_words import speaker
from amends.explanation.values_in_words import in_words
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    In,
    Latest,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Within,
)
from amends.scheme.declarations import FactType, Part
from amends.truth.dates import day
from amends.truth.values import ANY_PERIOD, ANY_SPAN, GREATEST, LEAST, Codes, Period, Span, Values
from lib import small

RED = In(small.COLOUR, ("red",))
SPRING = FixedPeriod(day(1984, 3, 12), day(1985, 3, 3))
EVENT, BIRTH = Recorded(small.EVENT), Recorded(Ref(PERSON, "birth"))
LAST = Fixed(day(1985, 3, 3))
TALLY, SUM = Recorded(small.TALLY), Recorded(Ref(MATTER, "sum"))
JOB_RED = In(Ref("job", "trade"), ("red",))
STEADY = Part("steady", "section 2", PERSON, In(small.BADGE, ("red",)))
PLAIN = Part("plain", "section 3", MATTER, RED)

WORDS: list[tuple[Condition, str, str]] = [
    (RED, "the colour is red", "the colour is not red"),
    (
        In(small.COLOUR, ("red", "blue")),
        "the colour is red or blue",
        "the colour is not red or blue",
    ),
    (
        In(small.COLOUR, (Cited("section 9", ("(a)",)), "blue")),
        "the colour is covered by section 9(a) or is blue",
        "the colour is not covered by section 9(a) and is not blue",
    ),
    (
        In(small.FORCED, ("yes",)),
        'the answer to "Was it forced?" is yes',
        'the answer to "Was it forced?" is no',
    ),
    (
        In(small.WILLING, ("no",)),
        '"willing" of the person is no',
        '"willing" of the person is yes',
    ),
    (
        Within(small.EVENT, SPRING),
        "the event lies within 12 March 1984 to 3 March 1985",
        "the event does not lie within 12 March 1984 to 3 March 1985",
    ),
    (
        Overlaps(small.STAY, FixedPeriod(day(1984, 3, 12), None)),
        "the stay has at least a day in the time from 12 March 1984 on",
        "the stay has no day in the time from 12 March 1984 on",
    ),
    (
        Within(small.EVENT, small.STAY),
        "the event lies within the stay",
        "the event does not lie within the stay",
    ),
    (
        AtMost(EVENT, LAST),
        "the event is on or before 3 March 1985",
        "the event is after 3 March 1985",
    ),
    (
        Less(EVENT, Today()),
        "the event is before the law date (1 June 2024)",
        "the event is on or after the law date (1 June 2024)",
    ),
    (
        AtMost(TALLY, Fixed(1200, is_date=False)),
        "the tally is at most 1,200",
        "the tally is more than 1,200",
    ),
    (
        Less(SUM, Fixed(123456, is_date=False)),
        "the sum is less than 1,234.56",
        "the sum is at least 1,234.56",
    ),
    (
        AtMost(Shift(EVENT, years=-1, months=-6), Today()),
        "1 year and 6 months before the event is on or before the law date (1 June 2024)",
        "1 year and 6 months before the event is after the law date (1 June 2024)",
    ),
    (
        AtMost(Shift(EVENT, years=5, days=1), Today()),
        "5 years and 1 day from the event is on or before the law date (1 June 2024)",
        "5 years and 1 day from the event is after the law date (1 June 2024)",
    ),
    (
        Less(Latest((EVENT, LAST)), Earliest((BIRTH, LAST))),
        (
            "the latest of the event and 3 March 1985 is before the earliest of the birth of the "
            "person and 3 March 1985"
        ),
        (
            "the latest of the event and 3 March 1985 is on or after the earliest of the birth of "
            "the person and 3 March 1985"
        ),
    ),
    (
        AtMost(Choose(RED, EVENT, BIRTH), LAST),
        (
            "the event (if the colour is red; otherwise the birth of the person) is on or before "
            "3 March 1985"
        ),
        "the event (if the colour is red; otherwise the birth of the person) is after 3 March 1985",
    ),
    (
        AtMost(Minus(Plus(SUM, Fixed(200, is_date=False)), Times(SUM, 2)), SUM),
        "(the sum plus 2.00) minus (2 times the sum) is at most the sum",
        "(the sum plus 2.00) minus (2 times the sum) is more than the sum",
    ),
    (
        Less(Times(StartedYears(EVENT, Today()), 150_000, is_money=True), SUM),
        (
            "1,500.00 times (the number of years begun from the event to the law date "
            "(1 June 2024)) is less than the sum"
        ),
        (
            "1,500.00 times (the number of years begun from the event to the law date "
            "(1 June 2024)) is at least the sum"
        ),
    ),
    (
        AtMost(Times(Plus(TALLY, Fixed(1, is_date=False)), 300, is_money=True), SUM),
        "3.00 times (the tally plus 1) is at most the sum",
        "3.00 times (the tally plus 1) is more than the sum",
    ),
    (
        Same(small.COLOUR, small.BADGE),
        "the colour is the same as the badge of the person",
        "the colour is not the same as the badge of the person",
    ),
    (
        All((RED, In(small.FORCED, ("no",)))),
        'all of these hold: the colour is red; the answer to "Was it forced?" is no',
        'not all of these hold: the colour is red; the answer to "Was it forced?" is no',
    ),
    (
        Any((RED, RED)),
        "at least one of these holds: the colour is red; the colour is red",
        "none of these holds: the colour is red; the colour is red",
    ),
    (Not(RED), "the colour is not red", "the colour is red"),
    (Limb("(a)", "title", RED), "the colour is red", "the colour is not red"),
    (
        AtLeast(1, "job", PERSON, "job", JOB_RED),
        "there is some job of the person such that the trade of the job is red",
        "there is no job of the person such that the trade of the job is red",
    ),
    (
        AtLeast(2, "job", PERSON, "job", JOB_RED),
        'there are at least 2 entries of "job" of the person such that the trade of the job is red',
        (
            'there are fewer than 2 entries of "job" of the person such that the trade of the job '
            "is red"
        ),
    ),
    (
        AtLeast(1, "appeal", MATTER, "appeal A", Another("appeal A")),
        (
            "there is some appeal of the conviction such that the appeal A is another than this "
            "conviction"
        ),
        (
            "there is no appeal of the conviction such that the appeal A is another than this "
            "conviction"
        ),
    ),
    (
        AtLeast(1, "kin", PERSON, "kin", Named("steady", "kin")),
        "there is some kin of the person such that the kin is within section 2 (steady)",
        "there is no kin of the person such that the kin is within section 2 (steady)",
    ),
    (
        Named("steady"),
        "the person is within section 2 (steady)",
        "the person is not within section 2 (steady)",
    ),
    (Named("plain"), "section 3 (plain) is met", "section 3 (plain) is not met"),
]


@pytest.mark.parametrize(("node", "yes", "no"), WORDS, ids=[words[1][:50] for words in WORDS])
def test_a_condition_and_its_negation_read_so(node: Condition, yes: str, no: str) -> None:
    says = speaker(small.law(node, STEADY, PLAIN))
    assert says.phrase(node) == yes
    assert says.phrase(node, holds=False) == no


def test_in_a_definition_the_person_is_the_one_it_is_applied_to() -> None:
    node = AtLeast(1, "kin", PERSON, "kin", Named("steady", "kin"))
    says = speaker(small.law(node, STEADY)).inside(node).inside(node.where)
    assert says.phrase(STEADY.body) == "the badge of the kin is red"


def between(first: tuple[int, int, int], last: tuple[int, int, int]) -> Span:
    return Span(day(*first), day(*last))


MARCH = between((1984, 3, 1), (1984, 3, 31))
TWELFTH = between((1984, 3, 12), (1984, 3, 12))
YEAR = between((1984, 1, 1), (1984, 12, 31))


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        (Codes(frozenset({"b", "a", "c"})), FactType.CODE, "a, b or c"),
        (TWELFTH, FactType.DATE, "12 March 1984"),
        (MARCH, FactType.DATE, "some day in March 1984"),
        (YEAR, FactType.DATE, "some day in 1984"),
        (
            between((1984, 3, 1), (1985, 4, 30)),
            FactType.DATE,
            "some day in March 1984 to April 1985",
        ),
        (between((1980, 1, 1), (1989, 12, 31)), FactType.DATE, "some day in 1980 to 1989"),
        (between((1984, 3, 2), (1984, 3, 9)), FactType.DATE, "some day between 2 and 9 March 1984"),
        (
            between((1984, 3, 2), (1984, 4, 9)),
            FactType.DATE,
            "some day between 2 March and 9 April 1984",
        ),
        (
            between((1984, 12, 31), (1985, 1, 1)),
            FactType.DATE,
            "31 December 1984 or 1 January 1985",
        ),
        (Span(LEAST, TWELFTH.hi), FactType.DATE, "some day up to 12 March 1984"),
        (Span(TWELFTH.lo, GREATEST), FactType.DATE, "some day from 12 March 1984 on"),
        (ANY_SPAN, FactType.DATE, "a day not known"),
        (Span(3, 3), FactType.NUMBER, "3"),
        (Span(3, 5), FactType.NUMBER, "3 to 5"),
        (Span(LEAST, 5), FactType.NUMBER, "at most 5"),
        (Span(3, GREATEST), FactType.NUMBER, "at least 3"),
        (ANY_SPAN, FactType.NUMBER, "a number not known"),
        (Span(-5, 1234567), FactType.MONEY, "-0.05 to 12,345.67"),
        (Period(TWELFTH, TWELFTH), FactType.PERIOD, "12 March 1984"),
        (Period(MARCH, MARCH), FactType.PERIOD, "some time in March 1984"),
        (
            Period(TWELFTH, MARCH),
            FactType.PERIOD,
            "from 12 March 1984 to some day between",
        ),
        (Period(YEAR, Span(YEAR.lo, GREATEST)), FactType.PERIOD, "from 1984 to some day from"),
        (
            Period(Span(day(1977, 1, 1), day(1981, 12, 31)), YEAR),
            FactType.PERIOD,
            "from some day in 1977 to 1981, until some day in 1984",
        ),
        (ANY_PERIOD, FactType.PERIOD, "a day not known"),
    ],
)
def test_a_value_reads_so(values: Values, kind: FactType, words: str) -> None:
    assert in_words(values, kind).startswith(words)
    if kind is not FactType.PERIOD:
        assert in_words(values, kind) == words
