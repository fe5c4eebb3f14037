"""The one spelling of a value."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given

from amends.seals import Json, canonical, digest
from seals import second_verifier
from seals.sheets import VALUES

# RFC 8785, section 3.2.3, in the order that it gives.
ORDERED = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@given(VALUES)
def test_a_value_is_spelt_as_the_page_says_and_reads_back_as_it_was(value: Json) -> None:
    text = canonical(value)
    assert text == second_verifier.spelt(value)
    assert json.loads(text) == value


def test_members_are_ordered_as_the_standard_orders_them() -> None:
    table: dict[str, Json] = dict.fromkeys(reversed(ORDERED), 0)
    assert list(json.loads(canonical(table))) == ORDERED


def test_a_text_is_spelt_with_as_few_signs_as_can_be() -> None:
    assert canonical('\x00\x1f\n"\\/é\x7f') == '"\\u0000\\u001f\\n\\"\\\\/é\x7f"'.encode()


def test_the_hash_is_that_of_the_spelling() -> None:
    # printf '{"a":[1,null]}' | sha256sum
    expected = "a290b55a84a4e851c13e570346d396a0ff58e13e3b458112237484f9ed3b8950"
    assert digest({"a": (1, None)}) == expected


def nested(depth: int) -> Json:
    value: Json = "core"
    for _ in range(depth):
        value = [value]
    return value


def test_as_deep_as_a_verifier_reads_can_be_sealed_and_no_deeper() -> None:
    assert canonical(nested(60)).startswith(b"[" * 60 + b'"core"')
    with pytest.raises(ValueError, match="more than 60 deep"):
        canonical(nested(61))


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1.5, "not a whole number"),
        (1.0, "not a whole number"),
        (float("nan"), "not a whole number"),
        (2**53, "beyond"),
        (-(2**53), "beyond"),
        ("half \ud800", "half of a character"),
        ({"\udfff": 1}, "half of a character"),
        ({1: "one"}, "a key is not a text"),
        (b"bytes", "not one of JSON"),
        ({"a", "set"}, "not one of JSON"),
    ],
)
def test_what_two_readers_could_read_differently_is_not_sealed(value: Json, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        canonical([{"deep": value}])


def test_a_list_in_a_ring_is_refused() -> None:
    ring: list[Json] = []
    ring.append(ring)
    held: Sequence[Json] = ring
    with pytest.raises(ValueError, match="more than 60 deep"):
        canonical(held)
