"""Values in case files: what each form leaves possible."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from amends.cases.case_values import BadValue, read_values
from amends.scheme.declarations import Fact, FactType
from amends.truth.dates import day
from amends.truth.values import ANY_SPAN, GREATEST, LEAST, Codes, Period, Span, Values

DATE, PERIOD = Fact("born", FactType.DATE), Fact("conduct", FactType.PERIOD)
NUMBER, MONEY = Fact("days", FactType.NUMBER), Fact("fine", FactType.MONEY)
CODE = Fact("court", FactType.CODE, vocabulary="courts")


def said(raw: object, fact: Fact) -> Values:
    return read_values(raw, fact, ("high", "sheriff")).values


def one(year: int, month: int, of_month: int) -> Span:
    return Span(day(year, month, of_month), day(year, month, of_month))


MARCH = Span(day(1984, 3, 1), day(1984, 3, 31))


@pytest.mark.parametrize(
    ("raw", "fact", "values"),
    [
        ("high", CODE, Codes(frozenset({"high"}))),
        (["high", "sheriff"], CODE, Codes(frozenset({"high", "sheriff"}))),
        ("1984-03", DATE, MARCH),
        ("March 1984", DATE, MARCH),
        ("12/3/84", DATE, one(1984, 3, 12)),
        (date(1984, 3, 12), DATE, one(1984, 3, 12)),
        ("1984-03-01/1984-03-31", DATE, MARCH),
        ({"from": "1984-03-01", "to": "March 1984"}, DATE, MARCH),
        ({"to": "1984-03-31"}, DATE, Span(LEAST, day(1984, 3, 31))),
        (3, NUMBER, Span(3, 3)),
        ({"from": 3}, NUMBER, Span(3, GREATEST)),
        ({"from": 3, "to": 5}, MONEY, Span(3, 5)),
        ("1984-03", PERIOD, Period(MARCH, MARCH)),
        ("[1984-03-01..1984-03-31]", PERIOD, Period(MARCH, MARCH)),
        ("between 1 and 31 March 1984", PERIOD, Period(MARCH, MARCH)),
        ({"from": "12 March 1984", "to": "1984-03"}, PERIOD, Period(one(1984, 3, 12), MARCH)),
        ({"to": "12 March 1984"}, PERIOD, Period(ANY_SPAN, one(1984, 3, 12))),
        (
            "continuously from 12 March 1984 to 14 March 1984",
            PERIOD,
            Period(one(1984, 3, 12), one(1984, 3, 14)),
        ),
    ],
)
def test_a_form_leaves_these_values_possible(raw: object, fact: Fact, values: Values) -> None:
    assert said(raw, fact) == values


@pytest.mark.parametrize(
    ("raw", "fact", "code"),
    [
        ("lower", CODE, "unknown-code"),
        (True, CODE, "wrong-type"),
        ([], CODE, "no-value"),
        (["high", "high"], CODE, "code-twice"),
        ("31 June 1984", DATE, "bad-date"),
        ("", DATE, "bad-date"),
        (1984, DATE, "wrong-type"),
        (datetime(1984, 3, 1, 12), DATE, "wrong-type"),  # noqa: DTZ001 - as TOML gives it
        ({"from": "1985", "to": "1984"}, DATE, "ends-before-start"),
        ({}, DATE, "no-value"),
        ({"from": "1985", "till": "1986"}, DATE, "unknown-key"),
        (True, NUMBER, "wrong-type"),
        (1.5, NUMBER, "wrong-type"),
        ("3", NUMBER, "wrong-type"),
        (10**15, NUMBER, "out-of-range"),
        ({"from": 5, "to": 3}, NUMBER, "ends-before-start"),
        ("1984-03-01/1984-03-31", PERIOD, "unclear-period"),
        ("{1984-03-01..1984-03-31}", PERIOD, "unclear-period"),
        ({"from": "1985", "to": "1984"}, PERIOD, "ends-before-start"),
        ({}, PERIOD, "no-value"),
    ],
)
def test_what_a_fact_cannot_take_is_refused(raw: object, fact: Fact, code: str) -> None:
    with pytest.raises(BadValue) as found:
        said(raw, fact)
    assert found.value.code == code
    assert found.value.remedy


def test_an_end_narrows_a_start_that_is_not_known_exactly() -> None:
    values = said({"from": "1984", "to": "1984-03-12"}, PERIOD)
    assert values == Period(Span(day(1984, 1, 1), day(1984, 3, 12)), one(1984, 3, 12))
