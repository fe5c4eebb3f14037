"""Sealing: a sheet as the file that a person keeps."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amends.seals.canonical import Json, canonical, digest, is_digits
from amends.seals.json_text import LONGEST

FORMAT: Final = "amends answer sheet"
VERSION: Final = 2
"""Raised when a verifier written for an earlier version could be misled by a later file.

In version 1 a sheet says neither which other it renews, nor that anything was named to be withheld.
"""

_CODE_BYTES: Final = 15  # 120 bits: nobody finds a second file for the code of a given one


def sealed(
    sheet: Mapping[str, Json], withheld: Sequence[str] = (), seed: bytes | None = None
) -> bytes:
    """The file of a sheet, sealed; equal arguments give the same bytes.

    `withheld` are the commitments to answers that the sheet rests on and does not show, in the
    sheet's order. `seed` is the 32 secret bytes of an Ed25519 key: with it the file is signed and
    names the public key. Raises ValueError for what cannot be sealed: see `canonical`, or longer
    than a verifier reads.
    """
    if not all(map(is_digits, withheld)) or len(set(withheld)) < len(withheld):
        msg = "what is withheld is given as commitments, each of them once"
        raise ValueError(msg)
    key = None if seed is None else public_key(seed)
    body: dict[str, Json] = {
        "format": FORMAT,
        "key": key,
        "sheet": sheet,
        "version": VERSION,
        "withheld": tuple(withheld),
    }
    seal: dict[str, Json] = {
        "sha256": digest(body),
        "signature": None if seed is None else _signer(seed).sign(canonical(body)).hex(),
    }
    content = canonical(body | {"seal": seal}) + b"\n"
    if len(content) > LONGEST:
        msg = f"a sheet of more than {LONGEST:,} bytes cannot be verified"
        raise ValueError(msg)
    return content


def public_key(seed: bytes) -> str:
    """The public key of a seed of 32 bytes, as 64 hexadecimal digits: what others may know."""
    return _signer(seed).public_key().public_bytes_raw().hex()


def seal_code(sha256: str) -> str:
    """The short code of a seal for print, from its hash: 24 letters and digits in groups of four.

    It holds the hash's first 120 bits in base 32, which has no 0, 1, 8 or 9 to be misread.
    """
    letters = base64.b32encode(bytes.fromhex(sha256)[:_CODE_BYTES]).decode("ascii")
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _signer(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
