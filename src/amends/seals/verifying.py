"""Verifying: whether a file is, letter for letter, the sheet that was sealed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from amends.problems import Place, Problem, ProblemsFound
from amends.seals.canonical import Json, canonical, digest, is_digits
from amends.seals.json_text import read_json, version_of
from amends.seals.seal import FORMAT, VERSION, seal_code
from amends.seals.withholding import KEPT

_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_MEMBERS: Final = frozenset({"format", "key", "seal", "sheet", "version", "withheld"})
_UNUSABLE: Final = "do not rely on this file: look for another copy, or have the sheet made again"


@dataclass(frozen=True, slots=True)
class Verified:
    """A sheet that has not changed since it was sealed: that is all that is known of it.

    It is not thereby right, nor anybody's in particular. `sha256` is the seal's hash; `key` is the
    public key that signed it, or None, which says who did only to someone who knows the key from
    elsewhere. `withheld` are the commitments to answers that are not shown; `version` is of the
    file's format.
    """

    version: int
    sheet: Mapping[str, Json]
    withheld: tuple[str, ...]
    sha256: str
    key: str | None

    @property
    def code(self) -> str:
        """The code to hold against the one printed on the paper."""
        return seal_code(self.sha256)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A file in the shape of a sheet: what it says of itself, and its seal, not yet believed."""

    held: Verified
    body: Mapping[str, Json]
    signature: str | None


def verify(
    content: bytes, file: str, expected_key: str | None = None, expected_code: str | None = None
) -> Verified:
    """The sheet in a file's content, if it is as it was sealed; `file` is for messages.

    `expected_key` is a public key known from elsewhere, `expected_code` the code on the paper; in
    both, case, blanks and hyphens do not matter. Raises ProblemsFound with all that is wrong, and
    then nothing in the file is to be relied on. Messages repeat nothing of the sheet.
    """
    value = _of_this_version(read_json(content, file), file)
    parts = _parts(value, file)
    problems = [*_wrong_with_seal(parts, file)]
    if not problems and content.rstrip(b" \t\r\n") != canonical(value):
        problems = [_respelt(file)]
    if expected_code is not None:
        problems += _wrong_with_code(parts.held.code, expected_code, file)
    if expected_key is not None:
        problems += _wrong_with_key(parts.held.key, expected_key, file)
    if problems:
        raise ProblemsFound(problems)
    return parts.held


def _of_this_version(value: Json, file: str) -> Mapping[str, Json]:
    version = version_of(value, FORMAT)
    if isinstance(value, Mapping) and version is not None and 1 <= version <= VERSION:
        return value
    if version is not None and version > VERSION:
        what = f"this sheet is of version {version}, and {VERSION} is the newest known here"
        why = "what a newer sheet promises cannot be checked by this program"
        remedy = "verify it with a newer version of the program"
        raise ProblemsFound([Problem("newer-sheet", Place(file), what, remedy, why)])
    if version_of(value, KEPT) is not None:
        what = "this is a list of answers withheld, not the answer sheet that it belongs to"
        remedy = "name the sheet's own file, and this one beside it"
        raise ProblemsFound([Problem("answers-for-sheet", Place(file), what, remedy)])
    what = "this is not the file of an answer sheet"
    remedy = "name the file that came with the paper"
    raise ProblemsFound([Problem("not-a-sheet", Place(file), what, remedy)])


def _parts(value: Mapping[str, Json], file: str) -> _Parts:
    """The parts of a sheet, each written as it must be. Raises ProblemsFound."""
    match value:
        case {
            "key": None | str() as key,
            "seal": {"sha256": str(sha256), "signature": None | str() as signature, **others},
            "sheet": dict(sheet),
            "version": int(version),
            "withheld": list(withheld),
        } if (
            value.keys() == _MEMBERS
            and not others
            and (key is None) == (signature is None)
            and (signature is None or _SIGNATURE.fullmatch(signature))
            and all(is_digits(one) for one in (*withheld, sha256, *([] if key is None else [key])))
            and len(set(withheld)) == len(withheld)
        ):
            body = {name: part for name, part in value.items() if name != "seal"}
            return _Parts(Verified(version, sheet, tuple(withheld), sha256, key), body, signature)
    what = "the file says that it is an answer sheet, and has not the parts of one"
    why = "it was damaged or put together by hand, so it shows nothing"
    raise ProblemsFound([Problem("malformed-sheet", Place(file), what, _UNUSABLE, why)])


def _wrong_with_seal(parts: _Parts, file: str) -> Iterator[Problem]:
    key = parts.held.key
    if digest(parts.body) != parts.held.sha256:
        what = "the sheet is not as it was when it was sealed: its hash is another"
        why = (
            "something in the file has been changed, by accident or on purpose; what, is not known"
        )
        yield Problem("seal-broken", Place(file), what, _UNUSABLE, why)
    if key and parts.signature and not _has_signed(key, parts.signature, canonical(parts.body)):
        what = "the signature does not fit the sheet and the key that stands in it"
        why = "the sheet, its key or the signature has been changed since it was signed"
        yield Problem("signature-broken", Place(file), what, _UNUSABLE, why)


def _has_signed(key: str, signature: str, body: bytes) -> bool:
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    try:
        public.verify(bytes.fromhex(signature), body)
    except InvalidSignature:
        return False
    return True


def _respelt(file: str) -> Problem:
    what = "the sheet says what it said when it was sealed, but is not written letter for letter so"
    why = "another program has saved it anew; a seal fits only the file as it was first written"
    remedy = "verify the file as you were given it, not a copy that was opened and saved"
    return Problem("sheet-respelt", Place(file), what, remedy, why)


def _wrong_with_code(code: str, expected: str, file: str) -> Iterator[Problem]:
    if _bare(expected) != _bare(code):
        what = f"the seal code of this file is {code}, which is not the one that you gave"
        why = "the paper was not printed from this file, or its code was copied wrongly"
        remedy = "read the code on the paper again; if it differs, do not rely on the file"
        yield Problem("another-code", Place(file), what, remedy, why)


def _wrong_with_key(key: str | None, expected: str, file: str) -> Iterator[Problem]:
    if not is_digits(_bare(expected)):
        what = "what you gave as the key that you expect is not a public key"
        remedy = "give the 64 digits themselves, 0 to 9 and a to f, as its owner published them"
        remedy += ", and not a file"
        yield Problem("not-a-key", Place(), what, remedy)
    elif key is None:
        what = "nobody has signed this sheet, and you expected a key"
        why = "anyone can make such a sheet, or take a signature away and seal the rest anew"
        remedy = "ask the owner of that key for the sheet that they signed"
        yield Problem("sheet-not-signed", Place(file), what, remedy, why)
    elif key != _bare(expected):
        what = f"the sheet was signed with another key ({key}) than the one you expect"
        why = "anyone can make a key and sign with it"
        remedy = "ask the owner of the key that you expect whether they made this sheet"
        yield Problem("another-key", Place(file), what, remedy, why)


def _bare(given: str) -> str:
    return "".join(given.split()).replace("-", "").lower()
