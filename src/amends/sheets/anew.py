"""The sheet that is made of a renewed one: the same answers, read as at another day."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from amends.sheets.checking import Checked
from amends.sheets.contents import Answer
from amends.sheets.making import EVERYTHING, Unsealed, sheet_of
from amends.sheets.renewing import Renewal, day_of
from amends.truth.edtf import iso


def sheet_anew(
    found: Checked,
    answers: Sequence[Answer],
    renewed: Renewal,
    *,
    sha256: str,
    version: str,
    made_on: int,
    file: str,
) -> Unsealed:
    """The sheet of a renewal; it names the one that it renews by its seal code.

    `answers` are all that the old sheet rests on; `sha256` is of this copy's text of the scheme.
    What the old sheet withholds, the new one does; where the old one shows all, so does the new:
    an answer withheld could else be found by trying which sheet has the code of the old one.
    Raises ProblemsFound where the old sheet does not say on which day it was made; `file` is its
    name, for messages.
    """
    sheet = found.sheet
    old = day_of(sheet["made_on"], "the day on which the sheet was made", file)
    return sheet_of(
        [matter.answered for matter in renewed.matters],
        renewed.law,
        sha256=sha256,
        version=version,
        made_on=made_on,
        withhold=_withheld(sheet["answers"], answers),
        renews={
            "seal_code": found.verified.code,
            "on": iso(renewed.then),
            "made_on": iso(old),
        },
    )


def _withheld(shown: Sequence[Answer], answers: Sequence[Answer]) -> Collection[str]:
    """What is to be named so that every answer that was not shown is not shown again."""
    if answers and not shown:
        return (EVERYTHING,)  # that nothing is known of a fact is not shown either
    left = list(shown)
    hidden: list[Answer] = []
    for answer in answers:
        if answer in left:
            left.remove(answer)
        else:
            hidden.append(answer)
    return {answer["name"] for answer in hidden}
