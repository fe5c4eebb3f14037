"""A word that a person types: taken, asked back, or told the way on; never taken for another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from amends.cases.case_values import Said
from amends.notation.shelf import load, on_shelf
from amends.questionnaire.asks import THE_MATTER, THE_PERSON, Ask, FactAsk
from amends.questionnaire.choices import choices, shown, vocabulary_of
from amends.questionnaire.typed_words import Misread
from amends.questionnaire.understanding import understand
from amends.scheme.declarations import FactType
from amends.scheme.model import Scheme
from amends.truth.values import Codes, Span
from lib import small
from questionnaire.test_understanding import FINDING, OFFENCE, SCHEME, read, values

YES_OR_NO = FactAsk(THE_MATTER, "during activity")
POLICE = "police act 1967 s 41(1)(a)"


def numbers(text: str, ask: Ask = OFFENCE) -> tuple[int, ...]:
    found = read(text, ask)
    assert isinstance(found, Misread), found
    return tuple(number for number, _ in found.among)


# --- by number, name or beginning ---


@pytest.mark.parametrize("text", ["1", "convicted", "Convicted.", "  CONVICTED ", "conv"])
def test_a_number_a_word_or_its_beginning_is_taken(text: str) -> None:
    assert values(text, FINDING) == small.said("convicted")


def test_several_words_are_taken_as_one_of_them() -> None:
    assert values("1 or absolutely discharged", FINDING) == small.said(
        "convicted", "absolutely discharged"
    )


@pytest.mark.parametrize(
    "text", ["6, attempt", "theft (attempt)", "theft attempt", "Theft, Attempt"]
)
def test_a_mode_is_added_to_a_word(text: str) -> None:
    assert values(text, OFFENCE) == small.said("theft (attempt)")


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("convictd", 'Did you mean 1 ("fined, jailed or sentenced in another way: convicted")?'),
        ("not guilty", 'Did you mean 8 ("plea of not guilty accepted")?'),
        ("13", "from 1 to 12"),
        ("0", "from 1 to 12"),
        ("99999999999999999999", "from 1 to 12"),
        ("xyz", "a number from 1 to 12"),
        ("1 or xyz", "a number from 1 to 12"),
        ("", '"not sure"'),
    ],
)
def test_what_is_no_word_is_not_guessed_but_the_way_on_is_told(text: str, offered: str) -> None:
    found = read(text, FINDING)
    assert isinstance(found, Misread)
    assert offered in found.remedy


def test_the_opposite_of_what_was_meant_is_neither_taken_nor_offered() -> None:
    found = read("guilty", FINDING)
    assert isinstance(found, Misread)
    assert "plea" not in found.remedy
    assert not found.among


@pytest.mark.parametrize(
    ("text", "ask", "among"),
    [
        ("sheriff court", FactAsk(THE_MATTER, "court"), (1, 2, 3)),
        ("police act 1967", OFFENCE, (3, 4, 18)),
        ("police", OFFENCE, (3, 4, 18)),
        ("not", FINDING, (7, 12)),
    ],
)
def test_what_may_be_meant_by_several_words_is_given_with_their_numbers(
    text: str, ask: FactAsk, among: tuple[int, ...]
) -> None:
    found = read(text, ask)
    assert isinstance(found, Misread)
    words, plain = choices(ask, SCHEME), vocabulary_of(ask, SCHEME)
    assert found.among == tuple((number, shown(words[number - 1], plain)) for number in among)


def test_a_word_of_the_scheme_is_its_own_answer_unless_it_may_be_mistaken() -> None:
    asked_back = {"assault", "obstruction of road or footpath"}
    for kind in ("person", "matter", *SCHEME.list_named):
        for name, fact in SCHEME.facts_of(kind).items():
            for code in SCHEME.codes_of.get(fact.vocabulary, ()):
                place = THE_PERSON.entry(kind, "x") if kind in SCHEME.list_named else THE_MATTER
                found = read(code, FactAsk(place, name))
                if code.partition(" (")[0] in asked_back:
                    assert isinstance(found, Misread), code
                else:
                    assert found == Said(Codes(frozenset({code})))


# --- plain words ---


@pytest.mark.parametrize(
    "text",
    [
        *("assaulting a policeman", "Assaulted a police officer", "assaulting the police"),
        *("assault on a policeman", "police assault", "assault", "Assault.", "assau"),
        *("assault, attempt", "assault or theft", "theft or assault"),
    ],
)
def test_an_assault_is_asked_back_and_never_taken_for_the_other_one(text: str) -> None:
    assert set(numbers(text)) >= {3, 7}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("7", {"assault"}),
        ("3", {POLICE}),
        (POLICE, {POLICE}),
        ("7, attempt", {"assault (attempt)"}),
        ("3 or 7", {POLICE, "assault"}),
        ("assault or 3", {POLICE, "assault"}),
        (f"{POLICE} or assault", {POLICE, "assault"}),
    ],
)
def test_a_number_or_both_words_leave_nothing_to_ask_back(text: str, codes: set[str]) -> None:
    assert values(text, OFFENCE) == small.said(*codes)


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("obstruct", (3, 15, 18)),
        ("breach of bail", (1, 2)),
        ("breach", (1, 2, 17)),
        ("road", (15, 16)),
        ("res", (3, 4, 13)),
        ("public order act 1936", (1, 17)),
    ],
)
def test_the_beginning_of_one_word_is_not_taken_where_another_is_called_so(
    text: str, among: tuple[int, ...]
) -> None:
    assert numbers(text) == among


@pytest.mark.parametrize(
    ("text", "taken"), [("vandal", "vandalism"), ("mobbing and rio", "mobbing and rioting")]
)
def test_a_word_broken_off_is_taken_where_nothing_else_begins_so(text: str, taken: str) -> None:
    assert values(text, OFFENCE) == small.said(taken)


@pytest.mark.parametrize(
    ("text", "ask", "offered"),
    [
        ("van", OFFENCE, '("vandalism")'),
        ("malicious", OFFENCE, '("malicious mischief")'),
        ("scottish", FactAsk(THE_MATTER, "court"), '("Scottish court")'),
        ("not", YES_OR_NO, '("not sure")'),
    ],
)
def test_fewer_letters_or_whole_words_of_one_are_asked_back(
    text: str, ask: FactAsk, offered: str
) -> None:
    found = read(text, ask)
    assert isinstance(found, Misread)
    assert offered in found.remedy


def coded(scheme: Scheme) -> Iterator[FactAsk]:
    """A question of each coded fact of a scheme."""
    for kind in ("person", "matter", *scheme.list_named):
        place = THE_PERSON.entry(kind, "x") if kind in scheme.list_named else THE_MATTER
        for fact in scheme.facts_of(kind).values():
            if fact.type is FactType.CODE:
                yield FactAsk(THE_PERSON if kind == "person" else place, fact.name)


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", on_shelf())
def test_words_that_are_left_out_may_turn_the_meaning_so_none_is_taken_without_them(
    name: str,
) -> None:
    scheme = load(name).scheme
    for ask in coded(scheme):
        words = choices(ask, scheme)
        for word in words:
            parts = word.split(" ")
            for text in (word[:3], *(" ".join(parts[:n]) for n in range(1, len(parts)))):
                if text.strip().isdecimal() or text in words:
                    continue
                found = understand(text, ask, scheme)
                assert isinstance(found, Misread), (ask.fact, text, found)


REDRESS, CONVICTIONS = "horizon-convictions-redress-scheme", "post-office-horizon-offences-2024"


@pytest.mark.parametrize(
    ("law", "fact", "text", "offered"),
    [
        (REDRESS, "result", "prosecuted", "prosecuted and not convicted"),
        (REDRESS, "result", "convicted", "convicted and not quashed"),
        (CONVICTIONS, "decision", "conviction", "conviction quashed"),
        ("post-office-horizon-offences-scotland-2024", "decision", "leave", "leave refused"),
    ],
)
def test_what_would_be_turned_round_by_its_end_is_asked_back(
    law: str, fact: str, text: str, offered: str
) -> None:
    scheme = load(law).scheme
    ask = next(one for one in coded(scheme) if one.fact == fact)
    found = understand(text, ask, scheme)
    assert isinstance(found, Misread)
    assert offered in found.remedy + " ".join(word for _, word in found.among)


def test_a_mode_alone_is_not_taken_for_a_word_that_begins_so() -> None:
    found = read("conspiracy", OFFENCE)
    assert isinstance(found, Misread)
    assert "conspiracy act 1875 s 7" in found.remedy


def test_what_a_word_is_called_is_offered_with_its_name() -> None:
    found = read("watching and besetting", OFFENCE)
    assert isinstance(found, Misread)
    assert "conspiracy act 1875 s 7" in found.remedy
    assert "watching and besetting a home or workplace" in found.remedy


def test_a_span_is_never_read_from_a_word() -> None:
    assert not isinstance(values("1", FINDING), Span)


@pytest.mark.parametrize(
    "text",
    [
        *("hit a copper", "thumped a bobby", "stealing", "fighting on the picket line"),
        *("section 41", "the first one", "none of these", "attempt", "yes"),
    ],
)
def test_what_no_word_is_called_is_taken_for_none_and_the_way_on_is_told(text: str) -> None:
    found = read(text, OFFENCE)
    assert isinstance(found, Misread)
    assert found.remedy == 'Type a number from 1 to 20, or the word; or "not sure".'
    assert not found.among


def test_a_small_word_means_nothing() -> None:
    assert numbers("with", FINDING) == ()


def test_one_word_that_may_be_meant_is_offered_with_what_to_type_for_it_and_for_others() -> None:
    found = read("rescuing", OFFENCE)
    assert isinstance(found, Misread)
    assert found.remedy.endswith('? Then type 4; else another number, or "not sure".')
    assert values("4", OFFENCE) == small.said("police act 1967 s 41(1)(b)")
