"""Partly known dates are read as British clerks wrote them, and never say more than is written."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amends.truth.dates import (
    ALL_RULES,
    RULES,
    DateReading,
    DateRules,
    NoDate,
    day,
    edtf_bounds,
    iso,
    read_date,
)

YY, DF, UD = "two-digit-year", "day-first", "unreadable-digit"
CIRCA, NIGHT, TERM = "circa", "night-of", "term-day"
MONTH, YEAR, WINTER = "part-of-month", "part-of-year", "winter-begins-in-year"
HALF, CIRCA_YEAR = "half-of-year", "circa-year"

TWO, TURN = "[1984-10-20,1984-10-21]", "[1984-10-31,1984-11-01]"
THREE = "[1984-09-03,1984-09-06,1984-09-09]"
THE_1980S = "[" + ",".join(f"198{n}-08-28" for n in range(10)) + "]"

# What is written, the first and last day it may be, its EDTF, the rules it rests on.
READ = [
    # one day, in numbers: the order matters only where both orders give a date, and not the same
    ("25/3/84", "1984-03-25", "1984-03-25", "1984-03-25", {YY}),
    ("12/03/1984", "1984-03-12", "1984-03-12", "1984-03-12", {DF}),
    ("3.9.84", "1984-09-03", "1984-09-03", "1984-09-03", {YY, DF}),
    ("5-6-84", "1984-06-05", "1984-06-05", "1984-06-05", {YY, DF}),
    ("5-5-85", "1985-05-05", "1985-05-05", "1985-05-05", {YY}),
    ("12th/3/84", "1984-03-12", "1984-03-12", "1984-03-12", {YY}),
    ("24 - 4 - 84", "1984-04-24", "1984-04-24", "1984-04-24", {YY}),
    ("12 3 1984", "1984-03-12", "1984-03-12", "1984-03-12", {DF}),
    ("1984-03-12", "1984-03-12", "1984-03-12", "1984-03-12", set()),
    ("1984/3/12", "1984-03-12", "1984-03-12", "1984-03-12", set()),
    ("1984-03-12 00:00:00", "1984-03-12", "1984-03-12", "1984-03-12", set()),
    ("29/2/84", "1984-02-29", "1984-02-29", "1984-02-29", {YY}),
    # one day, with a word for the month
    ("13 Apl '85", "1985-04-13", "1985-04-13", "1985-04-13", {YY}),
    ("Thurs 8 Dec 1983", "1983-12-08", "1983-12-08", "1983-12-08", set()),
    ("Fri 8 Dec 1983", "1983-12-08", "1983-12-08", "1983-12-08", set()),  # it was a Thursday
    ("Thurs., 24th May, 1984", "1984-05-24", "1984-05-24", "1984-05-24", set()),
    ("the 2d day of March 1984", "1984-03-02", "1984-03-02", "1984-03-02", set()),
    ("March 12th, 1984", "1984-03-12", "1984-03-12", "1984-03-12", set()),
    ("1984 March 12", "1984-03-12", "1984-03-12", "1984-03-12", set()),
    ("12-Mar-84", "1984-03-12", "1984-03-12", "1984-03-12", {YY}),
    ("3 Feb'y 1985", "1985-02-03", "1985-02-03", "1985-02-03", set()),
    ("4. SEPT. 1984.", "1984-09-04", "1984-09-04", "1984-09-04", set()),
    # months and years
    ("Mar 1988", "1988-03-01", "1988-03-31", "1988-03", set()),
    ("Octr '84", "1984-10-01", "1984-10-31", "1984-10", {YY}),
    ("Mar-84", "1984-03-01", "1984-03-31", "1984-03", {YY}),
    ("11/52", "1952-11-01", "1952-11-30", "1952-11", {YY}),
    ("3/1984", "1984-03-01", "1984-03-31", "1984-03", set()),
    ("1984-03", "1984-03-01", "1984-03-31", "1984-03", set()),
    ("--/6/85", "1985-06-01", "1985-06-30", "1985-06", {YY, DF}),
    ("../6/85", "1985-06-01", "1985-06-30", "1985-06", {YY, DF}),
    ("--/--/84", "1984-01-01", "1984-12-31", "1984", {YY}),
    ("1990", "1990-01-01", "1990-12-31", "1990", set()),
    ("1984 March", "1984-03-01", "1984-03-31", "1984-03", set()),
    ("'84", "1984-01-01", "1984-12-31", "1984", {YY}),
    ("1984/85", "1984-01-01", "1985-12-31", "1984/1985", set()),
    # ranges and lists
    ("8-31/3/84", "1984-03-08", "1984-03-31", "1984-03-08/1984-03-31", {YY}),
    ("3-9/3/85", "1985-03-03", "1985-03-09", "1985-03-03/1985-03-09", {YY, DF}),
    ("31/12/84 - 8/1/85", "1984-12-31", "1985-01-08", "1984-12-31/1985-01-08", {YY, DF}),
    ("31-12-84 to 14-1-85", "1984-12-31", "1985-01-14", "1984-12-31/1985-01-14", {YY}),
    ("28/2 \u2013 3/3/85", "1985-02-28", "1985-03-03", "1985-02-28/1985-03-03", {YY}),
    ("btwn 27/4/84 & 10/5/84", "1984-04-27", "1984-05-10", "1984-04-27/1984-05-10", {YY, DF}),
    (
        "between 17 and 30 April 1984",
        "1984-04-17",
        "1984-04-30",
        "1984-04-17/1984-04-30",
        set(),
    ),
    ("various dates 14/1/85 to 15/1/85", "1985-01-14", "1985-01-15", "1985-01-14/1985-01-15", {YY}),
    ("Apr - Jun 1984", "1984-04-01", "1984-06-30", "1984-04/1984-06", set()),
    ("Apr-Jun 1984", "1984-04-01", "1984-06-30", "1984-04/1984-06", set()),
    ("1984-04-17/1984-04-30", "1984-04-17", "1984-04-30", "1984-04-17/1984-04-30", set()),
    ("spring - autumn 1984", "1984-03-01", "1984-11-30", "1984-03/1984-11", {YEAR}),
    ("1984-1986", "1984-01-01", "1986-12-31", "1984/1986", set()),
    ("3 & 4 September 1984", "1984-09-03", "1984-09-04", "[1984-09-03,1984-09-04]", set()),
    ("3, 6 or 9 Sept, 1984", "1984-09-03", "1984-09-09", THREE, set()),
    ("20/21 October 1984", "1984-10-20", "1984-10-21", TWO, set()),
    ("Sat/Sun 25/26 May 1984", "1984-05-25", "1984-05-26", "[1984-05-25,1984-05-26]", set()),
    ("20/5/84, 21/5/84", "1984-05-20", "1984-05-21", "[1984-05-20,1984-05-21]", {YY}),
    ("Apr/May 1984", "1984-04-01", "1984-05-31", "[1984-04,1984-05]", set()),
    # seasons, parts of months, term days
    ("spring 1984", "1984-03-01", "1984-05-31", "1984-03/1984-05", {YEAR}),
    ("Summer of '84", "1984-06-01", "1984-08-31", "1984-06/1984-08", {YEAR, YY}),
    ("autumn 1984", "1984-09-01", "1984-11-30", "1984-09/1984-11", {YEAR}),
    ("winter 1984", "1984-12-01", "1985-02-28", "1984-12/1985-02", {YEAR, WINTER}),
    ("winter 1983/84", "1983-12-01", "1984-02-29", "1983-12/1984-02", {YEAR}),
    ("winter 1984-5", "1984-12-01", "1985-02-28", "1984-12/1985-02", {YEAR}),
    ("early March 1984", "1984-03-01", "1984-03-10", "1984-03-01/1984-03-10", {MONTH}),
    ("beginning of May '84", "1984-05-01", "1984-05-10", "1984-05-01/1984-05-10", {MONTH, YY}),
    ("mid-March 1984", "1984-03-11", "1984-03-20", "1984-03-11/1984-03-20", {MONTH}),
    ("late March 1985", "1985-03-21", "1985-03-31", "1985-03-21/1985-03-31", {MONTH}),
    ("end of Feb 1984", "1984-02-21", "1984-02-29", "1984-02-21/1984-02-29", {MONTH}),
    # parts of years
    ("early 1984", "1984-01-01", "1984-06-30", "1984-01/1984-06", {HALF}),
    ("the beginning of '84", "1984-01-01", "1984-06-30", "1984-01/1984-06", {HALF, YY}),
    ("mid-1984", "1984-04-01", "1984-09-30", "1984-04/1984-09", {HALF}),
    ("the end of 1984", "1984-07-01", "1984-12-31", "1984-07/1984-12", {HALF}),
    ("late 1984 or early 1985", "1984-07-01", "1985-06-30", "1984-07/1985-06", {HALF}),
    ("some time in 1984", "1984-01-01", "1984-12-31", "1984", set()),
    ("sometime in March 1984", "1984-03-01", "1984-03-31", "1984-03", set()),
    ("Martinmas 1984", "1984-11-11", "1984-11-11", "1984-11-11", {TERM}),
    ("Candlemas 1985", "1985-02-02", "1985-02-02", "1985-02-02", {TERM}),
    ("Whitsunday term 1984", "1984-05-15", "1984-05-15", "1984-05-15", {TERM}),
    ("Whitsun to Lammas '84", "1984-05-15", "1984-08-01", "1984-05-15/1984-08-01", {TERM, YY}),
    # circa
    ("abt 25/5/85", "1985-05-11", "1985-06-08", "1985-05-11~/1985-06-08~", {CIRCA, YY}),
    ("on or about 4 Sept 1984", "1984-08-21", "1984-09-18", "1984-08-21~/1984-09-18~", {CIRCA}),
    ("4 Sept 1984 or thereby", "1984-08-21", "1984-09-18", "1984-08-21~/1984-09-18~", {CIRCA}),
    ("c. March 1984", "1984-02-01", "1984-04-30", "1984-02~/1984-04~", {CIRCA}),
    ("c.Dec 1984", "1984-11-01", "1985-01-31", "1984-11~/1985-01~", {CIRCA}),
    ("c. 1984", "1982-01-01", "1986-12-31", "1982~/1986~", {CIRCA_YEAR}),
    ("in or about 1984", "1982-01-01", "1986-12-31", "1982~/1986~", {CIRCA_YEAR}),
    ("1984 or thereabouts", "1982-01-01", "1986-12-31", "1982~/1986~", {CIRCA_YEAR}),
    ("about 1984 or 1985", "1982-01-01", "1987-12-31", "1982~/1987~", {CIRCA_YEAR}),
    ("June 1984 or thereabouts", "1984-05-01", "1984-07-31", "1984-05~/1984-07~", {CIRCA}),
    ("13/3/84 to abt 25/4/84", "1984-03-13", "1984-05-09", "1984-03-13/1984-05-09", {CIRCA, YY}),
    # what cannot be read
    ("2?/5/84", "1984-05-20", "1984-05-29", "1984-05-2X", {UD, YY}),
    ("3?/5/84", "1984-05-30", "1984-05-31", "1984-05-3X", {UD, YY}),
    ("?/3/84", "1984-03-01", "1984-03-31", "1984-03", {UD, YY, DF}),
    ("xx/3/84", "1984-03-01", "1984-03-31", "1984-03", {UD, YY, DF}),
    ("??/??/84", "1984-01-01", "1984-12-31", "1984", {UD, YY}),
    ("?6/10/84", "1984-10-06", "1984-10-26", "[1984-10-06,1984-10-16,1984-10-26]", {UD, YY, DF}),
    ("28/8/198?", "1980-08-28", "1989-08-28", THE_1980S, {UD}),
    ("29 Feb 198?", "1980-02-29", "1988-02-29", "[1980-02-29,1984-02-29,1988-02-29]", {UD}),
    ("3 Mar 19??", "1900-03-03", "1999-03-03", "1900-03-03/1999-03-03", {UD}),
    ("Mar 198?", "1980-03-01", "1989-03-31", "1980-03/1989-03", {UD}),
    ("198?", "1980-01-01", "1989-12-31", "198X", {UD}),
    # nights
    ("night of 20/21 October 1984", "1984-10-20", "1984-10-21", TWO, {NIGHT}),
    ("night of 31 Oct/1 Nov 1984", "1984-10-31", "1984-11-01", TURN, {NIGHT}),
    ("overnight 20/21/10/84", "1984-10-20", "1984-10-21", TWO, {NIGHT, YY}),
    ("night of 20 October 1984", "1984-10-20", "1984-10-21", TWO, {NIGHT}),
    ("night of 3? May 1984", "1984-05-30", "1984-06-01", "1984-05-30/1984-06-01", {NIGHT, UD}),
]  # fmt: skip

UNREAD = {
    "blank": ["", "  \t", "-", "--", "\u2014", "...", " - . -", "\ufeff"],
    "not known": [
        "n/k", "N.K.", "N.D.", "not known", "Unknown", "date not known", "date unknown",
        "not stated", "not given", "not recorded", "Undated", "no date", "unknown.",
    ],
    "illegible": [
        "[illegible]", "illeg.", "?", "??/??/??", "[?]", "/", "-/-/-", "12 [torn] 84", "3/4/????",
    ],
    "impossible": [
        "31 June 1984", "31/6/84", "30 Feb 1984", "29/2/85", "0/4/84", "4/13/84", "13/13/84",
        "12/0/84", "3?/2/84", "1984-13", "1984-02-30", "30/31 April 1984", "8/1/85 - 31/12/84",
        "28 Dec - 3 Jan 1985", "32nd May 1984",
    ],
    "not understood": [
        "84", "3/12", "5/05", "12 March", "March 12", "March", "Mon", "to", "and", "early 198?",
        "198?-85", "1984-5", "c. late 1984", "c. autumn 1984", "late autumn 1984", "late 1984/85",
        "early 3 March 1984", "summer 1984/85",
        "winter 1984/86", "Martinmas 1992", "before 3/4/84", "from 3/4/84", "until 1984",
        "between 3/4/84", "3/4/84 to 5/4/84 to 7/4/84", "night of 3/6 March 1984",
        "night of March 1984", "1984?", "12/3/84?", "?12/3/84", "[1984]",
        "31000.0", "12.50", "19840312", "12/3/0084", "3084", "123rd", "3/5th", "3rd/4th/84",
        "12/'84/3", "8-31/3", "12-3/84", "\u0661\u0662/\u0663/\u0668\u0664", "1\u00b9/3/84",
        "12\u00bd/3/84", "12/3/84 x 2", "12/3", "12/3/4", "12/3/198", "30 days", "do. 1984",
        "none", "nil", "n/a", "blank", "not left", "3 ult.", "the 3 of the 4 of the", "1,2,3",
        "12:30",
    ],
}  # fmt: skip

# Forms such as a court's books have, each with another day; all must state something.
SEEN_IN_BOOKS = [
    f"{before}{n % 28 + 1}{form.format(m=n % 12 + 1)}"
    for n, (before, form) in enumerate(
        product(
            ["", "on ", "abt ", "on or about ", "c. ", "ca ", "night of ", "Wed ", "Sun ", "abt. "],
            ["/{m}/84", "/{m:02}/1984", ".{m}.84", "-{m}-84", " Mch 84", " Apl '84", " Augt. 1984",
             "th Decr 1984", " Novr, 1984", " Sept '84", "/{m}/8?", " February 1985"],
        )
    )
]  # fmt: skip


def reading(text: str, rules: DateRules = ALL_RULES) -> DateReading:
    read = read_date(text, rules, reading("5 May 1984") if text == "do." else None)
    assert isinstance(read, DateReading), read
    return read


@pytest.mark.parametrize(("text", "lo", "hi", "edtf", "rules"), READ, ids=[r[0] for r in READ])
def test_each_notation_states_its_days_and_the_rules_it_rests_on(
    text: str, lo: str, hi: str, edtf: str, rules: set[str]
) -> None:
    read = reading(text)
    assert (iso(read.lo), iso(read.hi), read.edtf, read.rules) == (
        lo,
        hi,
        edtf,
        frozenset(rules),
    )
    assert read.raw == text
    assert not read.continuing


@pytest.mark.parametrize(
    ("text", "why"), [(text, why) for why, texts in UNREAD.items() for text in texts]
)
def test_what_states_no_date_is_kept_as_written_with_the_reason(text: str, why: str) -> None:
    assert read_date(text) == NoDate(text, why)  # type: ignore[arg-type]  # a key of the table


def test_every_form_of_the_books_is_read() -> None:
    assert len(set(SEEN_IN_BOOKS)) == 120
    assert [text for text in SEEN_IN_BOOKS if isinstance(read_date(text), NoDate)] == []


@pytest.mark.parametrize(
    "mark", ["do", "do.", "Do.", "ditto", '"', "''", "\u3003", "-do-", "do. do.", "\u201d"]
)
def test_ditto_repeats_the_line_above(mark: str) -> None:
    above = reading("abt 3/4/84")
    read = read_date(mark, previous=above)
    assert read == DateReading(
        mark, above.lo, above.hi, above.edtf, above.rules | {"ditto"}, continuing=False
    )
    assert read_date(mark, previous=read) == read
    assert read_date(mark) == NoDate(mark, "not understood")


def test_ditto_of_a_line_that_states_nothing_states_nothing_for_the_same_reason() -> None:
    assert read_date("do.", previous=read_date("31/6/84")) == NoDate("do.", "impossible")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_switched_off_silences_what_rests_on_it_and_changes_nothing_else(rule: str) -> None:
    texts = [row[0] for row in READ] + SEEN_IN_BOOKS + ["do."]
    rests = [text for text in texts if rule in reading(text).rules]
    assert rests
    without = ALL_RULES.without(rule)
    for text in texts:
        above = reading("5 May 1984") if text == "do." else None
        read = read_date(text, without, above)
        assert read == (NoDate(text, "not understood") if text in rests else reading(text))


def test_a_slip_stays_a_slip_when_the_order_is_not_given() -> None:
    assert read_date("4/13/84", ALL_RULES.without(DF)) == NoDate("4/13/84", "impossible")


@pytest.mark.parametrize(
    ("text", "continuing"),
    [
        ("from 3/3/84 to 15/3/84 continuously", True),
        ("continuously between 3 and 9 March 1984", True),
        ("from 3/3/84 to 15/3/84", False),
        ("on various dates from 3/3/84 to 15/3/84", False),
        ("from March 1984 to May 1984 continuously", False),  # on which day did it begin?
        ("from about 3/3/84 to 15/3/84 continuously", False),
        ("continuously from 3/3/84 to 1?/4/84", False),
    ],
)
def test_conduct_is_continuing_only_where_the_words_and_both_days_are_certain(
    text: str, continuing: bool
) -> None:
    assert reading(text).continuing is continuing


def test_the_reach_of_circa_and_the_century_are_settings() -> None:
    rules = DateRules(days_around=3, months_around=2, years_around=1, century_from=1930)
    assert reading("c. 1984", rules).edtf == "1983~/1985~"
    assert iso(reading("c. 13 May 1984", rules).lo) == "1984-05-10"
    assert reading("c. May 1984", rules).edtf == "1984-03~/1984-07~"
    assert reading("3 May 29", rules).edtf == "2029-05-03"
    assert reading("3 May 30", rules).edtf == "1930-05-03"
    assert reading("3 May '2?", rules).lo == day(2020, 5, 3)


@pytest.mark.parametrize(
    "wrong", [{"days_around": -1}, {"months_around": 13}, {"years_around": 21}, {"century_from": 1}]
)
def test_settings_that_leave_the_calendar_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"circa|century"):
        DateRules(**wrong)  # type: ignore[arg-type]  # only the numbers are given


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such reading rule: month-first"):
        DateRules(frozenset({"month-first"}))
    with pytest.raises(ValueError, match="no such reading rule: cirka"):
        ALL_RULES.without("cirka")


# Properties.

MONTHS = [
    ("January", "Jany"), ("February", "Feby"), ("March", "Mch"), ("April", "Apl"), ("May", "May"),
    ("June", "Jun"), ("July", "Jul"), ("August", "Augt"), ("September", "Sept"),
    ("October", "Octr"), ("November", "Novr"), ("December", "Decr"),
]  # fmt: skip


def british(when: date) -> list[str]:
    """The date as a dozen clerks would write it."""
    d, m, y, yy = when.day, when.month, when.year, f"{when.year % 100:02}"
    name, short = MONTHS[m - 1]
    th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(d, "th")
    return [
        f"{d}/{m}/{yy}", f"{d:02}/{m:02}/{y}", f"{d}.{m}.{yy}", f"{d}-{m}-{yy}", f"{d} {m} {y}",
        f"{d} {name} {y}", f"{d}{th} {name}, {y}", f"{d} {short}. '{yy}", f"{name} {d}{th} {y}",
        f"{when:%a} {d} {short} {yy}", f"the {d}{th} of {name.upper()} {y}",
        f"{d}-{short}-{yy}", when.isoformat(),
    ]  # fmt: skip


dates = st.dates(date(1900, 1, 1), date(1999, 12, 31))


@given(dates)
def test_a_date_written_in_any_british_style_reads_back_as_itself(when: date) -> None:
    for text in british(when):
        read = reading(text)
        assert (read.lo, read.hi, read.edtf) == (when.toordinal(), when.toordinal(), iso(read.lo))


@given(dates, st.sampled_from("/.-"))
def test_numbers_are_never_read_month_first(when: date, sign: str) -> None:
    text = f"{when.month}{sign}{when.day}{sign}{when.year}"
    read = read_date(text)
    if when.day > 12:
        assert read == NoDate(text, "impossible")
    else:
        assert isinstance(read, DateReading)
        assert read.lo == read.hi == day(when.year, when.day, when.month)


@given(dates, dates)
def test_a_range_is_read_in_any_style_and_backwards_never(one: date, other: date) -> None:
    first, last = sorted([one, other])
    for left, right in zip(british(first), british(last), strict=True):
        for text in (f"{left} - {right}", f"from {left} to {right}", f"btwn {left} & {right}"):
            read = reading(text)
            assert (read.lo, read.hi) == (first.toordinal(), last.toordinal())
        if first < last:
            assert read_date(f"{right} to {left}") == NoDate(f"{right} to {left}", "impossible")


@given(dates, st.lists(st.integers(0, 3), max_size=3, unique=True))
def test_an_unreadable_digit_leaves_the_true_day_possible(when: date, hidden: list[int]) -> None:
    digits = list(f"{when.day:02}{when.month:02}")
    for place in hidden:
        digits[place] = "?"
    read = reading(f"{''.join(digits[:2])}/{''.join(digits[2:])}/{when.year}")
    assert read.lo <= when.toordinal() <= read.hi
    assert (UD in read.rules) is bool(hidden)


PIECES = (
    "3 31 1984 84 '85 2? ?? 12th 3rd / - . , & to from between night of c. about or thereby "
    "continuously Mar Feby early mid- winter spring Martinmas 1984-03 3/4/84 31/12 -- .. do. "
    "\u0663 \u00b2 \u2013 \u2019 [ ] ( ) x _ : 00:00 Mon 0 00 29/2/85"
)
pieces = st.lists(st.sampled_from(PIECES.split(" ")), max_size=9)


@given(st.one_of(st.text(), pieces.map(" ".join), pieces.map("".join)))
@example("3/5th")
@example("\ufdfa" * 150)
@example("c. 31/12/2999")
@example("c. 1/1/1000")
@example("9" * 200)
@example("-" * 200)
@example("?" * 199 + "/")
def test_any_text_is_read_or_refused_and_a_reading_agrees_with_its_own_edtf(text: str) -> None:
    read = read_date(text)
    assert read.raw == text
    if isinstance(read, DateReading):
        assert read.lo <= read.hi
        assert edtf_bounds(read.edtf) == (read.lo, read.hi)
        assert read.rules <= RULES.keys()
        assert read_date(text, DateRules(read.rules)) == read


@pytest.mark.parametrize(
    "piece", ["1", "-", "?", " ", "mid ", "do.", '"', "a'", "3/", "c. ", "\u0301", "x"]
)
def test_a_cell_of_ten_million_characters_is_refused(piece: str) -> None:
    text = piece * (10_000_000 // len(piece))
    assert read_date(text) == NoDate(text, "not understood")
    assert edtf_bounds(text) is None
