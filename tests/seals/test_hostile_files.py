"""What is not a sheet, is damaged, newer or hostile is told plainly, and in these words."""

import json
import re
from pathlib import Path

import pytest

from amends.problems import ProblemsFound, as_text
from amends.seals import Json, canonical, kept, sealed, verify
from seals import second_verifier
from seals.sheets import KEY, OTHER_KEY, PLAIN, SHEET, SIGNED, codes

TOLD = Path(__file__).with_name("told.txt")


def with_part(name: str, part: Json, content: bytes = PLAIN) -> bytes:
    return canonical(json.loads(content) | {name: part})


def without(name: str) -> bytes:
    return canonical({key: part for key, part in json.loads(PLAIN).items() if key != name})


HOSTILE = {
    "nothing": (b"", "not-sealed-json"),
    "another kind of file": (b"%PDF-1.7\n", "not-sealed-json"),
    "not UTF-8": (PLAIN.replace("ò".encode(), b"\xf2"), "not-sealed-json"),
    "UTF-16": (PLAIN.decode().encode("utf-16"), "not-sealed-json"),
    "a mark of byte order": (b"\xef\xbb\xbf" + PLAIN, "sheet-respelt"),
    "saved anew with blanks": (json.dumps(json.loads(PLAIN)).encode(), "sheet-respelt"),
    "saved with another escape": (PLAIN.replace("ò".encode(), b"\\u00f2"), "sheet-respelt"),
    "a minus before a zero": (sealed({"fine": 0}).replace(b":0", b":-0"), "sheet-respelt"),
    "a key twice": (PLAIN.replace(b'"fine":25', b'"fine":25,"fine":25'), "not-sealed-json"),
    "the seal twice": (PLAIN[:-2] + b',"seal":null}', "not-sealed-json"),
    "not a number": (PLAIN.replace(b":25", b":NaN"), "not-sealed-json"),
    "no end of a number": (PLAIN.replace(b":25", b":-Infinity"), "not-sealed-json"),
    "a fraction": (PLAIN.replace(b":25", b":25.0"), "not-sealed-json"),
    "an exponent": (PLAIN.replace(b":25", b":25e0"), "not-sealed-json"),
    "a number that is rounded": (PLAIN.replace(b":25", b":9007199254740992"), "not-sealed-json"),
    "a number of many digits": (PLAIN.replace(b":25", b":" + b"9" * 9_000), "not-sealed-json"),
    "half of a character": (PLAIN.replace(b":25", b':"\\ud800"'), "not-sealed-json"),
    "deep": (PLAIN.replace(b":25", b":" + b"[" * 60 + b"]" * 60), "not-sealed-json"),
    "deeper than a parser goes": (b"[" * 400_000, "not-sealed-json"),
    "objects deeper than it goes": (b'{"a":' * 150_000 + b"1", "not-sealed-json"),
    "long": (PLAIN + b" " * 1_000_000, "sealed-file-too-long"),
    "no object": (b"[1]", "not-a-sheet"),
    "a foreign object": (b'{"version":1}', "not-a-sheet"),
    "another format": (with_part("format", "amends answer sheets"), "not-a-sheet"),
    "the list of answers withheld": (kept([]), "answers-for-sheet"),
    "a newer version": (with_part("version", 3), "newer-sheet"),
    "a newer version of another shape": (
        b'{"format":"amends answer sheet","version":9}',
        "newer-sheet",
    ),
    "an older version": (with_part("version", 0), "not-a-sheet"),
    "no version": (without("version"), "not-a-sheet"),
    "a truth for a version": (with_part("version", True), "not-a-sheet"),
    "no sheet": (without("sheet"), "malformed-sheet"),
    "no key": (without("key"), "malformed-sheet"),
    "no seal": (without("seal"), "malformed-sheet"),
    "nothing said of what is withheld": (without("withheld"), "malformed-sheet"),
    "one part more": (with_part("signed by", "the Crown"), "malformed-sheet"),
    "a text for a sheet": (with_part("sheet", "applies"), "malformed-sheet"),
    "a list for a seal": (with_part("seal", []), "malformed-sheet"),
    "a seal with one part more": (
        with_part("seal", json.loads(PLAIN)["seal"] | {"by": "a court"}),
        "malformed-sheet",
    ),
    "a word withheld": (with_part("withheld", ["fined"]), "malformed-sheet"),
    "one commitment twice": (with_part("withheld", [KEY, KEY]), "malformed-sheet"),
    "a key and no signature": (with_part("key", KEY), "malformed-sheet"),
    "a short key": (with_part("key", KEY[:-2], SIGNED), "malformed-sheet"),
    "a key in capitals": (with_part("key", KEY.upper(), SIGNED), "malformed-sheet"),
    "another sheet": (with_part("sheet", {}), "seal-broken"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_is_no_sealed_sheet_is_told(content: bytes, code: str) -> None:
    assert codes(content) == [code]
    assert not second_verifier.passes(content)


def test_a_key_put_in_place_of_another_breaks_seal_and_signature() -> None:
    content = with_part("key", OTHER_KEY, SIGNED)
    assert codes(content) == ["seal-broken", "signature-broken"]
    # No point of the curve has this y.
    assert codes(with_part("key", "02" + "00" * 31, SIGNED)) == ["seal-broken", "signature-broken"]


@pytest.mark.parametrize("key", ["", "0", KEY[:-1], KEY + "0", "g" * 64, "the Justice Office"])
def test_an_expected_key_that_is_none_is_told(key: str) -> None:
    assert codes(SIGNED, key=key) == ["not-a-key"]


def test_all_that_is_not_as_expected_is_told_at_once() -> None:
    broken = with_part("sheet", {}, SIGNED)
    assert codes(broken, OTHER_KEY, "MZXW-6YTB-OJTG-633C-MFZG-M33P") == [
        "seal-broken",
        "signature-broken",
        "another-code",
        "another-key",
    ]


def test_no_message_repeats_what_a_sheet_says() -> None:
    for content, _ in HOSTILE.values():
        with pytest.raises(ProblemsFound) as found:
            verify(content, "sheet.json", OTHER_KEY)
        told = "".join(map(as_text, found.value.problems))
        assert not re.search(r"Ewan|torn|pardon|2025|Crown", told)


def test_each_is_told_in_these_words() -> None:
    unexpected = {
        "another code": (SIGNED, None, "MZXW-6YTB-OJTG-633C-MFZG-M33P"),
        "another key": (SIGNED, OTHER_KEY, None),
        "another signature": (with_part("key", OTHER_KEY, SIGNED), None, None),
        "no key that is expected": (SIGNED, "the Justice Office", None),
        "nobody's signature": (PLAIN, KEY, None),
    }
    tried = {name: (content, None, None) for name, (content, _) in HOSTILE.items()} | unexpected
    blocks: dict[str, str] = {}
    for name, (content, key, code) in tried.items():
        with pytest.raises(ProblemsFound) as found:
            verify(content, "sheet.json", key, code)
        told = [f"[{problem.code}]\n{as_text(problem)}" for problem in found.value.problems]
        blocks.setdefault("\n".join(told), name)
    said = "\n".join(f"= {name}\n{told}\n" for told, name in blocks.items())
    assert said == TOLD.read_text(encoding="utf-8")


def test_the_right_sheet_of_these_tests_is_right() -> None:
    assert verify(PLAIN, "sheet.json").sheet == SHEET
