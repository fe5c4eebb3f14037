"""What a person types, understood or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.cases.case_values import Said
from amends.notation.shelf import load
from amends.questionnaire.asks import THE_MATTER, THE_PERSON, Ask, FactAsk, ListAsk, Reply, Word
from amends.questionnaire.choices import choices
from amends.questionnaire.typed_words import Misread
from amends.questionnaire.understanding import Wish, understand
from amends.truth.values import Period, Span, Values
from lib import small
from lib.strategies import examples

SCHEME = load("miners-strike-pardons-2022").scheme
TRIAL = small.scheme(small.forced())

FINDING, OFFENCE = FactAsk(THE_MATTER, "finding"), FactAsk(THE_MATTER, "offence")
CONDUCT, HARDSHIP = FactAsk(THE_MATTER, "conduct"), FactAsk(THE_MATTER, "hardship")
FIRST, MORE = ListAsk(THE_PERSON, "employment", 0), ListAsk(THE_PERSON, "employment", 1)
EVENT, TALLY, SUM = (FactAsk(THE_MATTER, name) for name in ("event", "tally", "sum"))


def read(text: str, ask: Ask) -> Reply | Wish | Misread:
    return understand(text, ask, SCHEME)


def values(text: str, ask: FactAsk) -> Values:
    scheme = SCHEME if ask.fact in SCHEME.facts_of("matter") else TRIAL
    found = understand(text, ask, scheme)
    assert isinstance(found, Said), found
    return found.values


# --- what somebody is not certain of ---

HEDGES = [
    "I think yes",
    "probably",
    "maybe",
    "don't think so",
    "I don\u2019t think so",
    "yes, I think",
]
HEDGES += ["possibly not", "I believe so", "might be", "no, I doubt it", "yes probably"]


@pytest.mark.parametrize("text", HEDGES)
@pytest.mark.parametrize("ask", [HARDSHIP, FIRST, MORE])
def test_a_hedged_yes_or_no_is_neither(text: str, ask: Ask) -> None:
    found = read(text, ask)
    assert isinstance(found, Misread)
    assert "sounds as if you are not certain" in found.what
    assert '"yes"' in found.remedy
    assert '"no"' in found.remedy
    assert '"not sure": that loses nothing' in found.remedy


def test_a_hedged_word_is_not_taken() -> None:
    found = read("probably theft", OFFENCE)
    assert isinstance(found, Misread)
    assert '"2 or 5", if you would stand by it' in found.remedy


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("about 1984", "1982-01-01", "1986-12-31"),
        ("I think 1984", "1982-01-01", "1986-12-31"),
        ("probably about 1984", "1982-01-01", "1986-12-31"),
        ("March 1984, I think", "1984-02-01", "1984-04-30"),
        ("I think it was 14 June 1984", "1984-05-31", "1984-06-28"),
        ("late 1984", "1984-07-01", "1984-12-31"),
        ("mid 1984", "1984-04-01", "1984-09-30"),
        ("early March 1984", "1984-03-01", "1984-03-10"),
        ("spring 1984", "1984-03-01", "1984-05-31"),
        ("sometime in 1984", "1984-01-01", "1984-12-31"),
        ("1984 or 1985", "1984-01-01", "1985-12-31"),
    ],
)
def test_a_loose_date_is_a_time_wide_enough_to_hold_it(text: str, first: str, last: str) -> None:
    span = Span(small.day(first), small.day(last))
    assert values(text, CONDUCT) == Period(span, span)
    assert values(text, EVENT) == span


@pytest.mark.parametrize(
    "text",
    [
        "probably",
        "I think late 1984",
        "maybe from 1979 to 1990",
        "maybe 1979-84",
        "perhaps Easter 1984",
        "I don\u2019t think it was 1984",
        "I doubt it was 1984",
        "probably not in 1984",
    ],
)
def test_a_hedge_that_leaves_no_date_is_told(text: str) -> None:
    found = read(text, CONDUCT)
    assert isinstance(found, Misread)
    assert '"about June 1950"' in found.remedy


def test_a_hedged_number_is_not_taken() -> None:
    found = understand("probably 12", TALLY, TRIAL)
    assert isinstance(found, Misread)
    assert "about" not in found.remedy
    assert "stand by it" in found.remedy


def test_initials_are_offered() -> None:
    found = read("ncb", FactAsk(THE_PERSON.entry("employment", "x"), "employer"))
    assert isinstance(found, Misread)
    assert found.remedy.startswith('Did you mean 1 ("the Coal Board (the NCB, British Coal)')


@pytest.mark.parametrize(("text", "word"), [("y", "yes"), ("YES", "yes"), ("n", "no"), ("2", "no")])
def test_yes_and_no_may_be_short(text: str, word: str) -> None:
    assert values(text, HARDSHIP) == small.said(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("yes", Word.THERE_IS),
        ("1", Word.THERE_IS),
        ("yes, there is another", Word.THERE_IS),
        ("no", Word.NO_MORE),
        ("none", Word.NO_MORE),
        ("no, that is all", Word.NO_MORE),
        ("yes,  one more", Word.THERE_IS),
        ("3", Word.NOT_SURE),
        ("not sure", Word.NOT_SURE),
    ],
)
def test_whether_a_list_has_another_is_answered_with_yes_no_or_not_sure(
    text: str, word: Word
) -> None:
    assert read(text, FIRST) is word
    assert read(text, MORE) is word


@pytest.mark.parametrize("ask", [FIRST, MORE])
@pytest.mark.parametrize(
    "text",
    [
        *("no, not sure", "no, I don't know", "no, not that I know of", "no, nobody knows"),
        *("no, I cannot remember", "yes, not sure", "yes and no", "yes?", "no, I think"),
    ],
)
def test_what_is_taken_back_at_once_says_nothing_of_a_list(ask: Ask, text: str) -> None:
    assert isinstance(read(text, ask), Misread)


def test_an_employer_instead_of_yes_is_told_the_way_on() -> None:
    found = read("the colliery", FIRST)
    assert isinstance(found, Misread)
    assert 'After "yes" you are asked about it.' in found.remedy


@pytest.mark.parametrize("ask", [FINDING, OFFENCE, CONDUCT, HARDSHIP, FIRST, MORE])
@pytest.mark.parametrize("text", ["not sure", "Don't know", "don\u2019t know", "unknown", "N/K"])
def test_not_sure_is_always_an_answer(ask: Ask, text: str) -> None:
    assert read(text, ask) is Word.NOT_SURE


def test_the_last_number_is_not_sure() -> None:
    for ask in (FINDING, OFFENCE, HARDSHIP, FIRST):
        assert read(str(len(choices(ask, SCHEME))), ask) is Word.NOT_SURE


@pytest.mark.parametrize(
    ("text", "wish"), [("?", Wish.HELP), ("Help", Wish.HELP), ("back", Wish.BACK), ("q", Wish.STOP)]
)
def test_a_wish_is_no_answer(text: str, wish: Wish) -> None:
    assert read(text, CONDUCT) is wish


# --- dates and numbers ---


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12/03/84", "1984-03-12", "1984-03-12"),
        ("12 March 1984", "1984-03-12", "1984-03-12"),
        ("spring 1984", "1984-03-01", "1984-05-31"),
        ("1984", "1984-01-01", "1984-12-31"),
    ],
)
def test_a_day_is_read_as_the_house_reads_days(text: str, first: str, last: str) -> None:
    assert values(text, EVENT) == small.span(first, last)
    assert values(text, CONDUCT) == Period(small.span(first, last), small.span(first, last))


@pytest.mark.parametrize("text", ["from 3 May 1984 to 4 June 1984", "3 May 1984 until 4 June 1984"])
def test_a_time_has_a_first_and_a_last_day(text: str) -> None:
    assert values(text, CONDUCT) == small.period("1984-05-03", "1984-06-04")


@pytest.mark.parametrize("text", ["1979-84", "1979 - 1984", "from 1979 to 1984"])
def test_two_years_with_a_dash_are_a_time(text: str) -> None:
    assert values(text, CONDUCT) == Period(
        small.span("1979-01-01", "1979-12-31"), small.span("1984-01-01", "1984-12-31")
    )


def test_one_end_of_a_time_can_be_left_out() -> None:
    found = values("since 3 May 1984", CONDUCT), values("until 3 May 1984", CONDUCT)
    assert isinstance(found[0], Period)
    assert isinstance(found[1], Period)
    assert found[0].start == small.span("1984-05-03")
    assert found[1].end == small.span("1984-05-03")


def test_days_of_one_month_are_left_to_the_reader_of_dates() -> None:
    assert values("1 to 3 March 1984", CONDUCT) == Period(
        *(small.span("1984-03-01", "1984-03-03"),) * 2
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/2/84", "there is no such day"),
        ("14 June 3084", "not understood"),
        ("from 1986 to 1979", "ends before it starts"),
        ("soon", "not understood"),
        ("from nowhere on", "not understood"),
        ("1984-03/1984-05", "may be one day"),
    ],
)
def test_what_is_no_date_is_told_with_how_to_write_one(text: str, said: str) -> None:
    found = read(text, CONDUCT)
    assert isinstance(found, Misread)
    assert said in found.what
    assert "not sure" in found.remedy


def test_a_date_is_told_how_to_write_one() -> None:
    found = understand("soon", EVENT, TRIAL)
    assert isinstance(found, Misread)
    assert '"14 June 1950"' in found.remedy


def test_numbers_and_sums_are_read() -> None:
    assert values("1,250", TALLY) == small.exactly(1_250)
    assert values("\u00a312.50", SUM) == small.exactly(1_250)
    assert values("12", SUM) == small.exactly(1_200)


@pytest.mark.parametrize("ask", [TALLY, SUM])
@pytest.mark.parametrize("text", ["many", "-3", "1.234.5", "9" * 16, "1,25"])
def test_what_is_no_number_is_told(ask: FactAsk, text: str) -> None:
    found = understand(text, ask, TRIAL)
    assert isinstance(found, Misread)
    assert "not sure" in found.remedy


# --- nonsense ---


@pytest.mark.parametrize("text", ["a" * 201, "\x00", "\x1b[31m", "caf\ufffd", "\u202eabc", "a\x07"])
def test_long_lines_and_control_characters_are_told(text: str) -> None:
    for ask in (FINDING, CONDUCT, FIRST):
        assert isinstance(read(text, ask), Misread)


@examples(80)
@given(st.text(max_size=250))
def test_anything_typed_is_an_answer_a_wish_or_told(text: str) -> None:
    for ask in (FINDING, OFFENCE, CONDUCT, HARDSHIP, FIRST, MORE):
        assert isinstance(read(text, ask), Said | Word | Wish | Misread)
    for ask in (EVENT, TALLY, SUM):
        assert isinstance(understand(text, ask, TRIAL), Said | Word | Wish | Misread)
