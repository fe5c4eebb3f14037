"""A sheet that is sealed is verified; a sheet that has changed is not, whatever has changed."""

import ast
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.seals import Json, canonical, digest, public_key, seal_code, sealed, verify
from seals import second_verifier
from seals.sheets import KEY, OTHER_KEY, OTHER_SEED, PLAIN, SEED, SHEET, SHEETS, SIGNED, codes


@given(
    SHEETS,
    st.sampled_from([None, SEED]),
    st.lists(st.sampled_from(["0a" * 32, "b1" * 32]), unique=True),
)
def test_what_was_sealed_is_verified_by_both_verifiers(
    sheet: dict[str, Json], seed: bytes | None, withheld: list[str]
) -> None:
    content = sealed(sheet, withheld, seed)
    verified = verify(content, "sheet.json")
    assert verified.sheet == sheet
    assert verified.withheld == tuple(withheld)
    assert verified.key == (seed and KEY)
    assert second_verifier.passes(content, verified.code, verified.key)
    assert sealed(sheet, withheld, seed) == content


@pytest.mark.parametrize("content", [PLAIN, SIGNED], ids=["plain", "signed"])
def test_one_changed_bit_anywhere_is_found_by_both_verifiers(content: bytes) -> None:
    assert codes(content) == []
    assert second_verifier.passes(content)
    for at in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[at] ^= 1 << bit
            assert codes(bytes(changed)), (at, bit)
            assert not second_verifier.passes(bytes(changed)), (at, bit)


def test_a_file_cut_short_anywhere_is_found() -> None:
    for length in range(len(PLAIN) - 1):
        assert codes(PLAIN[:length]) == ["not-sealed-json"]
        assert not second_verifier.passes(PLAIN[:length])


@given(st.integers(0, len(SIGNED)), st.integers(0, 3), st.binary(max_size=3))
def test_bytes_taken_out_or_put_in_are_found_and_the_verifiers_agree(
    at: int, out: int, put: bytes
) -> None:
    changed = SIGNED[:at] + put + SIGNED[at + out :]
    same = changed.rstrip(b" \t\r\n") == SIGNED.rstrip(b"\n")
    assert (codes(changed) == []) == same
    assert second_verifier.passes(changed) == same


def test_line_breaks_at_the_end_are_no_part_of_the_sheet() -> None:
    for end in (b"", b"\r\n", b"\n\n \t"):
        assert codes(PLAIN.rstrip(b"\n") + end) == []
    assert codes(b"\n" + PLAIN) == ["sheet-respelt"]


@given(SHEETS, SHEETS)
def test_two_sheets_have_two_codes(one: dict[str, Json], other: dict[str, Json]) -> None:
    a, b = verify(sealed(one), ""), verify(sealed(other), "")
    assert (a.code == b.code) == (canonical(one) == canonical(other))


def test_every_part_but_the_seal_is_in_the_code() -> None:
    contents = [PLAIN, sealed(SHEET, ["0a" * 32]), sealed(SHEET, (), SEED), sealed({})]
    assert len({verify(content, "").code for content in contents}) == len(contents)


def test_the_code_is_the_first_bits_of_the_hash_in_base_32() -> None:
    # printf foobarfoobarfoo | base32, after the test vectors of RFC 4648.
    assert seal_code(b"foobarfoobarfoo-and-the-rest-of-".hex()) == "MZXW-6YTB-OJTG-633C-MFZG-M33P"


def test_a_key_is_that_of_the_standard() -> None:
    assert (public_key(SEED), public_key(OTHER_SEED)) == (KEY, OTHER_KEY)


def resealed(sheet: dict[str, Json], seed: bytes | None = None) -> bytes:
    return sealed(sheet | {"shown": False}, (), seed)


def test_whoever_changes_a_sheet_can_seal_it_anew_and_only_the_paper_or_a_key_shows_it() -> None:
    code = verify(sealed(SHEET, (), SEED), "").code
    assert codes(resealed(SHEET)) == []
    assert codes(resealed(SHEET), code=code) == ["another-code"]
    assert codes(resealed(SHEET), key=KEY) == ["sheet-not-signed"]
    assert codes(resealed(SHEET, OTHER_SEED), key=KEY) == ["another-key"]


def test_a_hash_made_anew_does_not_save_a_signature() -> None:
    held = json.loads(SIGNED)
    held["sheet"]["shown"] = False
    body = {name: part for name, part in held.items() if name != "seal"}
    held["seal"]["sha256"] = digest(body)
    assert codes(canonical(held)) == ["signature-broken"]
    assert not second_verifier.passes(canonical(held))


def test_a_signature_taken_away_is_found() -> None:
    held = json.loads(SIGNED)
    held["seal"]["signature"] = None
    assert codes(canonical(held)) == ["malformed-sheet"]
    held["key"] = None
    assert codes(canonical(held)) == ["seal-broken"]


def test_a_code_and_a_key_that_fit_may_be_typed_as_a_person_types() -> None:
    code = verify(SIGNED, "").code
    typed = KEY.upper()[:32] + " " + KEY[32:] + "\n"
    assert codes(SIGNED, key=typed, code=" " + code.lower().replace("-", "  ")) == []


def test_what_no_verifier_would_pass_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="commitments"):
        sealed(SHEET, ["breach of the peace"])
    with pytest.raises(ValueError, match="each of them once"):
        sealed(SHEET, ["0a" * 32, "0a" * 32])
    with pytest.raises(ValueError, match="1,000,000 bytes"):
        sealed({"long": "x" * 1_000_000})
    with pytest.raises(ValueError, match="whole number"):
        sealed({"half": 0.5})  # type: ignore[dict-item]


def test_the_second_verifier_shares_nothing_with_the_first() -> None:
    path = Path(second_verifier.__file__)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports for alias in node.names}
    assert names == {"base64", "hashlib", "json"} <= sys.stdlib_module_names
