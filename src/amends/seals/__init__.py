"""Seals: how the file of an answer sheet shows that it has not changed since it was made.

A seal says nothing of who made a sheet, unless a key is known from elsewhere, and nothing of
whether what it says is right. This package knows JSON values alone: what a sheet holds is its
maker's matter. `docs/handbook/answer-sheet-format.md` is the format, for whoever writes another
verifier.
"""

from amends.seals.canonical import Json, canonical, digest
from amends.seals.seal import public_key, seal_code, sealed
from amends.seals.verifying import Verified, verify
from amends.seals.withholding import Opened, commitment, kept, opened

__all__ = [
    "Json",
    "Opened",
    "Verified",
    "canonical",
    "commitment",
    "digest",
    "kept",
    "opened",
    "public_key",
    "seal_code",
    "sealed",
    "verify",
]
