"""The sheet that is made of a renewed one: the same answers, read as at another day."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from amends.sheets.checking import Checked
from amends.sheets.contents import Answer
from amends.sheets.making import EVERYTHING, Unsealed, sheet_of
from amends.sheets.renewing import Renewal


def sheet_anew(
    found: Checked,
    answers: Sequence[Answer],
    renewed: Renewal,
    *,
    sha256: str,
    version: str,
    made_on: int,
) -> Unsealed:
    """The sheet of a renewal; it names the one that it renews by its seal code.

    `answers` are all that the old sheet rests on; `sha256` is of this copy's text of the scheme.
    What the old sheet withholds, the new one does; where the old one shows all, so does the new:
    an answer withheld could else be found by trying which sheet has the code of the old one.
    """
    sheet = found.sheet
    return sheet_of(
        [matter.answered for matter in renewed.matters],
        renewed.law,
        sha256=sha256,
        version=version,
        made_on=made_on,
        withhold=_withheld(sheet["answers"], answers),
        renews={
            "seal_code": found.verified.code,
            "on": sheet["law"]["on"],
            "made_on": sheet["made_on"],
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
