"""Answers not shown: they cannot be guessed, and can be shown later."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.problems import ProblemsFound
from amends.seals import Json, Opened, canonical, commitment, kept, opened, sealed, verify
from seals import second_verifier
from seals.sheets import ANSWER, SALT, SHEET, SIGNED, VALUES

SALTS = st.binary(min_size=32, max_size=32)
PAIRS = st.lists(st.tuples(SALTS, VALUES), max_size=4, unique_by=lambda pair: pair[0])


def told(content: bytes, withheld: list[str]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        opened(content, "kept.json", withheld)
    return [problem.code for problem in found.value.problems]


@given(PAIRS)
def test_what_was_withheld_can_be_shown_later(pairs: list[tuple[bytes, Json]]) -> None:
    withheld = [commitment(salt, answer) for salt, answer in pairs]
    sheet = sealed(SHEET, withheld)
    expected = [(number, answer) for number, (_, answer) in enumerate(pairs, start=1)]
    shown = opened(kept(pairs), "kept.json", verify(sheet, "sheet.json").withheld)
    assert [(one.number, one.answer) for one in shown] == expected
    assert second_verifier.shown(json.loads(sheet), kept(pairs)) == expected


@given(PAIRS, st.data())
def test_some_can_be_shown_in_any_order_without_the_others(
    pairs: list[tuple[bytes, Json]], data: st.DataObject
) -> None:
    some = data.draw(
        st.lists(st.sampled_from(pairs), unique_by=lambda p: p[0]) if pairs else st.just([])
    )
    shown = opened(kept(some), "", [commitment(salt, answer) for salt, answer in pairs])
    numbers = sorted(pairs.index(pair) + 1 for pair in some)
    assert shown == tuple(Opened(number, pairs[number - 1][1]) for number in numbers)


@given(SALTS, SALTS, VALUES, VALUES)
def test_another_answer_or_another_salt_is_another_commitment(
    salt: bytes, other_salt: bytes, answer: Json, other: Json
) -> None:
    same = salt == other_salt and canonical(answer) == canonical(other)
    assert (commitment(salt, answer) == commitment(other_salt, other)) == same


def test_an_answer_withheld_stands_nowhere_in_the_sheet() -> None:
    assert commitment(SALT, ANSWER).encode() in SIGNED
    for part in (SALT.hex(), "fined", "told by a son"):
        assert part.encode() not in SIGNED


def test_whoever_tries_every_answer_without_the_salt_finds_none() -> None:
    held = commitment(SALT, "yes")
    guesses: list[Json] = ["yes", "no", "not known", True, False, None, ""]
    weak = (bytes(32), b"\xff" * 32)
    assert held not in {commitment(salt, guess) for salt in weak for guess in guesses}
    assert commitment(SALT, "yes") != commitment(bytes(reversed(SALT)), "yes")


def test_a_short_salt_or_one_used_twice_is_refused() -> None:
    for salt in (b"", SALT[:31], SALT + b"\0"):
        with pytest.raises(ValueError, match="32 bytes"):
            commitment(salt, "yes")
        with pytest.raises(ValueError, match="32 bytes"):
            kept([(salt, "yes")])
    with pytest.raises(ValueError, match="of its own"):
        kept([(SALT, "yes"), (SALT, "no")])


def test_an_answer_that_was_changed_is_not_taken_for_one_of_the_sheet() -> None:
    right = (SALT, "yes")
    wrong = (bytes(32), "no")
    withheld = [commitment(*right)]
    assert told(kept([wrong, right]), withheld) == ["answer-not-withheld"]
    assert told(kept([right]), []) == ["answer-not-withheld"]
    assert told(kept([right]).replace(b"yes", b"Yes"), withheld) == ["answer-not-withheld"]


def test_every_answer_that_is_not_of_the_sheet_is_told_and_none_is_repeated() -> None:
    with pytest.raises(ProblemsFound) as found:
        opened(kept([(SALT, "secret"), (bytes(32), "also")]), "kept.json", [])
    assert len(found.value.problems) == 2
    assert "secret" not in repr(found.value.problems)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-sealed-json"),
        (b"[]", "not-answers-withheld"),
        (SIGNED, "not-answers-withheld"),
        (kept([])[:-5], "not-sealed-json"),
        (kept([]).replace(b'"version":1', b'"version":2'), "newer-answers-withheld"),
        (kept([]).replace(b'"version":1', b'"version":0'), "not-answers-withheld"),
        (kept([]).replace(b'"version":1', b'"version":true'), "not-answers-withheld"),
        (kept([]).replace(b"[]", b"{}"), "not-answers-withheld"),
        (kept([]).replace(b"[]", b"[1]"), "not-answers-withheld"),
        (kept([]).replace(b"[]", b'[],"more":1'), "not-answers-withheld"),
        (kept([(SALT, 1)]).replace(b"salt", b"sail"), "not-answers-withheld"),
        (kept([(SALT, 1)]).replace(b'"salt"', b'"more":2,"salt"'), "not-answers-withheld"),
        (kept([(SALT, 1)]).replace(b"00", b"0"), "not-answers-withheld"),
        (kept([(SALT, 1)]).replace(b"0a", b"0A"), "not-answers-withheld"),
        (kept([(SALT, 1)]).replace(b'"salt"', b'"answer":2,"salt"'), "not-sealed-json"),
    ],
)
def test_a_file_that_is_no_such_list_is_told(content: bytes, code: str) -> None:
    assert told(content, []) == [code]
