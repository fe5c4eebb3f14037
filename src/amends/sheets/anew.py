"""The sheet that is made of a renewed one: the same answers, read as at another day."""

from __future__ import annotations

from collections.abc import Sequence

from amends.sheets.checking import Checked
from amends.sheets.contents import Answer
from amends.sheets.making import EVERYTHING, Unsealed, lists_around, sheet_of
from amends.sheets.renewing import Renewal, day_of
from amends.truth.edtf import iso


def sheet_anew(
    found: Checked,
    answers: Sequence[Answer],
    names: Sequence[str] | None,
    renewed: Renewal,
    *,
    sha256: str,
    version: str,
    made_on: int,
    file: str,
) -> Unsealed:
    """The sheet of a renewal; it names the one that it renews by its seal code.

    `answers` are all that the old sheet rests on, `names` what was named for it to be withheld, or
    None where it does not say; `sha256` is of this copy's text of the scheme. What the old sheet
    withholds, the new one does; where the old one shows all, so does the new: an answer withheld
    could else be found by trying which sheet has the code of the old one. Raises ProblemsFound
    where the old sheet does not say on which day it was made, and where another text of the scheme
    does not have one of the names; `file` is the old sheet's, for messages.
    """
    sheet = found.sheet
    withhold = _withheld(sheet["answers"], answers) if names is None else names
    old = day_of(sheet["made_on"], "the day on which the sheet was made", file)
    return sheet_of(
        [matter.answered for matter in renewed.matters],
        renewed.law,
        sha256=sha256,
        version=version,
        made_on=made_on,
        withhold=withhold,
        known=withhold if renewed.same_text else (),
        renews={
            "seal_code": found.verified.code,
            "on": iso(renewed.then),
            "made_on": iso(old),
        },
    )


def _withheld(shown: Sequence[Answer], answers: Sequence[Answer]) -> Sequence[str]:
    """What is to be named so that every answer that was not shown is not shown again.

    With a list goes all that is said in its entries, so that is not named: it may be shown
    elsewhere. What was named and not answered cannot be found so.
    """
    if answers and not shown:
        return (EVERYTHING,)  # that nothing is known of a fact is not shown either
    left = list(shown)
    hidden: list[Answer] = []
    for answer in answers:
        if answer in left:
            left.remove(answer)
        else:
            hidden.append(answer)
    lists = {answer["name"] for answer in hidden if answer["kind"] == "entry"}
    return sorted(
        {
            next((one for one in lists_around(answer) if one in lists), answer["name"])
            for answer in hidden
        }
    )
