"""Answers that a sheet rests on and does not show: commitments to them, and showing them later.

A commitment fixes an answer without telling it. Its salt keeps it from being guessed: without one,
whoever tries *yes* and *no* has found the answer at the second try.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from amends.problems import Place, Problem, ProblemsFound
from amends.seals.canonical import Json, canonical, digest, is_digits
from amends.seals.json_text import read_json, version_of

KEPT: Final = "amends answers withheld"
VERSION: Final = 1
SALT_BYTES: Final = 32


def commitment(salt: bytes, answer: Json) -> str:
    """What stands in the sheet for an answer not shown: 64 hexadecimal digits.

    `salt` is 32 bytes of true chance that are used for this answer alone; the caller provides them.
    `answer` says which question it answers, or one answer could be shown for another. Raises
    ValueError for a salt of another length and for what has no canonical spelling.
    """
    return digest([KEPT, _in_digits(salt), answer])


def kept(answers: Sequence[tuple[bytes, Json]]) -> bytes:
    """The file that the person keeps apart: each answer withheld, with its salt.

    Whoever holds it can show some or all of the answers later. Raises ValueError as `commitment`
    does, and where a salt is used twice: two equal answers would then be seen to be equal.
    """
    if len({salt for salt, _ in answers}) < len(answers):
        msg = "each answer withheld needs a salt of its own"
        raise ValueError(msg)
    told = [{"answer": answer, "salt": _in_digits(salt)} for salt, answer in answers]
    return canonical({"answers": told, "format": KEPT, "version": VERSION}) + b"\n"


def _in_digits(salt: bytes) -> str:
    if len(salt) != SALT_BYTES:
        msg = f"a salt has {SALT_BYTES} bytes"
        raise ValueError(msg)
    return salt.hex()


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer that was withheld and is shown: its number in the sheet's list, from 1."""

    number: int
    answer: Json


def opened(content: bytes, file: str, withheld: Sequence[str]) -> tuple[Opened, ...]:
    """The answers in a kept file, each shown to be one that the sheet withholds, in its order.

    `withheld` are the commitments of a verified sheet. The file need not show them all. Raises
    ProblemsFound with every answer that is not one of them, and for a file of another kind.
    """
    numbers = {held: number for number, held in enumerate(withheld, start=1)}
    found: list[Opened] = []
    problems: list[Problem] = []
    for number, (salt, answer) in enumerate(_answers(read_json(content, file), file), start=1):
        in_sheet = numbers.get(commitment(salt, answer))
        if in_sheet:
            found.append(Opened(in_sheet, answer))
            continue
        what = f"answer {number} of this file is not among those that the sheet withholds"
        why = "the file belongs to another sheet, or the answer or its salt has been changed"
        remedy = "find the file that was kept with this sheet; do not rely on this answer"
        problems.append(Problem("answer-not-withheld", Place(file), what, remedy, why))
    if problems:
        raise ProblemsFound(problems)
    return tuple(sorted(found, key=lambda one: one.number))


def _answers(value: Json, file: str) -> Iterator[tuple[bytes, Json]]:
    version = version_of(value, KEPT)
    if version is not None and version > VERSION:
        what = (
            f"this list of answers is of version {version}, and {VERSION} is the newest known here"
        )
        remedy = "use a newer version of the program"
        raise ProblemsFound([Problem("newer-answers-withheld", Place(file), what, remedy)])
    match value:
        case {"answers": list(answers), **rest} if version == VERSION and len(rest) == 2:
            for one in answers:
                match one:
                    case {"answer": answer, "salt": str(salt), **more} if not more and is_digits(
                        salt
                    ):
                        yield bytes.fromhex(salt), answer
                    case _:
                        raise _not_kept(file)
        case _:
            raise _not_kept(file)


def _not_kept(file: str) -> ProblemsFound:
    what = "this is not a list of answers withheld, as it is kept with a sheet"
    remedy = "name the file that was kept apart when the sheet was made"
    return ProblemsFound([Problem("not-answers-withheld", Place(file), what, remedy)])
