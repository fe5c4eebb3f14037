"""A sum that is another is told when a sheet is renewed: from what, to what, and by what."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from amends.cases.case_file import read_case_file
from amends.scheme.law import as_at
from amends.scheme.model import break_days
from amends.sheets import Answered, Unsealed, renewal, sheet_of
from amends.sheets.contents import Answer
from amends.sheets.renewing import EffectRenewed, Renewal
from amends.sheets.sums import Sum
from amends.sheets.telling_renewed import renewal_in_words
from sheets.lamps import CASE, lamps, on
from sheets.made import MADE_ON, VERSION, weigh

LISTED, PART, LIMB = ("1935-07-01", "1940-01-01", "1950-01-01")


def made(then: str, *withhold: str, **given: str) -> Unsealed:
    scheme, text = lamps(), CASE
    for name, value in given.items():
        old = next(line for line in CASE.splitlines() if line.startswith(f"{name} = "))
        text = text.replace(old, f'{name} = "{value}"' if value else "")
    cases = read_case_file(text, "case.toml", scheme)
    law = as_at(scheme, on(then))
    answered = [Answered(one, *weigh(law, one)) for one in cases]
    more: Any = {"sha256": "0" * 64, "version": VERSION, "made_on": MADE_ON}
    return sheet_of(answered, law, withhold=withhold, **more)


def every(unsealed: Unsealed) -> list[Answer]:
    answers = list(unsealed.sheet["answers"])
    for one in unsealed.withheld:
        answers.insert(one["at"], one["answer"])
    return answers


def again(unsealed: Unsealed, now: str) -> Renewal:
    return renewal(
        unsealed.sheet,
        every(unsealed),
        lamps(),
        on(now),
        sha256="0" * 64,
        weigh=weigh,
        file="s",
    )


def of(found: Renewal, name: str = "award") -> EffectRenewed:
    (matter,) = found.matters
    return next(one for one in matter.effects if one.effect == name)


def range_of(found: Sum | None) -> tuple[int | None, int | None] | None:
    return (found.least, found.most) if found else None


def told(found: EffectRenewed) -> tuple[object, object, list[str]]:
    assert found.sum
    by = [f"{one.provision} {one.kind}" for one in found.sum.by]
    return range_of(found.sum.sheet), range_of(found.sum.now), by


def words(found: Renewal) -> str:
    return " ".join(renewal_in_words(found).split())


def test_the_test_has_the_days_that_it_says() -> None:
    days = {on(text) for text in (LISTED, PART, LIMB, "1945-01-01", "1938-01-01", "1931-05-01")}
    assert set(break_days(lamps())) == days


def test_the_same_outcome_with_another_sum_says_both_and_the_provision() -> None:
    found = again(made("1932-01-01"), LISTED)
    award = of(found)
    assert (award.sheet, award.now, award.changed) == ("applies", "applies", True)
    assert told(award) == ((20000, 20000), (30000, 30000), ["section 5(b) inserted"])
    assert found.changed
    assert (
        "conviction L1, award: as before, applies. The sum is another: the sheet says: 200.00 GBP "
        "(section 3); now: 300.00 GBP (section 3). What made it another: section 5(b) was inserted "
        "from 1 July 1935."
    ) in words(found)


def test_the_day_before_the_change_the_sum_is_as_before() -> None:
    found = again(made("1932-01-01"), "1935-06-30")
    assert told(of(found)) == ((20000, 20000), (20000, 20000), [])
    assert not found.changed
    assert "as before, applies. The sum is as before: 200.00 GBP (section 3)." in words(found)


@pytest.mark.parametrize(
    ("then", "now", "given", "sums", "by"),
    [
        # A part on which the amount rests, and a limb inside the amount itself.
        ("1936-01-01", PART, {"poor": "yes"}, (30000, 32000), ["section 4(b) inserted"]),
        ("1941-01-01", LIMB, {"fined": "yes"}, (30000, 32000), ["section 3(b) inserted"]),
        # Each change that made it another is named, and none that did not.
        (
            "1932-01-01",
            LIMB,
            {"poor": "yes"},
            (20000, 32000),
            ["section 5(b) inserted", "section 4(b) inserted"],
        ),
        ("1936-01-01", LIMB, {}, (30000, 30000), []),
        # The other way round the same change is told.
        (LISTED, "1935-06-30", {}, (30000, 20000), ["section 5(b) inserted"]),
    ],
)
def test_only_what_the_sum_rests_on_and_what_moved_it_is_named(
    then: str, now: str, given: dict[str, str], sums: tuple[int, int], by: list[str]
) -> None:
    old, new = sums
    assert told(of(again(made(then, **given), now))) == ((old, old), (new, new), by)


def test_what_is_not_known_makes_a_range_and_the_range_is_told() -> None:
    unsealed = made("1936-01-01", poor="yes", ill="no")
    unknown: Any = deepcopy(unsealed)
    answers = unknown.sheet["answers"]
    answers[:] = [one for one in answers if one["name"] != "poor"]
    found = again(unknown, PART)
    assert told(of(found)) == ((30000, 30000), (30000, 32000), ["section 4(b) inserted"])
    assert "now: between 300.00 and 320.00 GBP (section 3)" in words(found)


def test_a_sum_that_goes_by_the_day_alone_is_said_to() -> None:
    found = again(made("1940-05-01"), "1941-07-01")
    assert told(of(found, "grant")) == ((1000, 1000), (1200, 1200), [])
    assert "No provision on which it rests was changed: it counts by the day" in words(found)


def test_a_sum_that_arises_with_its_effect_is_of_what_the_effect_rests_on() -> None:
    found = again(made("1944-01-01", offence="insolence"), "1946-01-01")
    award = of(found)
    assert (award.sheet, award.now) == ("does_not_apply", "applies")
    assert told(award) == (None, (30000, 30000), ["section 1(b) inserted"])
    assert "the sheet says: none; now: 300.00 GBP (section 3)." in words(found)


def test_from_a_day_before_the_law_each_sum_came_with_it() -> None:
    found = again(made("1930-01-01"), "1936-01-01")
    assert told(of(found)) == (
        None,
        (30000, 30000),
        ["Lamplighters (Relief) Act 1931 came into force"],
    )
    assert of(found, "pardon").sum is None


def test_an_effect_that_the_law_did_not_have_brought_no_sum() -> None:
    grant = of(again(made("1936-01-01"), "1938-01-01"), "grant")
    assert told(grant) == (None, (800, 800), ["section 2 inserted"])


def test_a_sum_that_the_sheet_does_not_show_is_asked_of_this_copy_and_that_is_said() -> None:
    unsealed = made("1932-01-01", "term")
    found = again(unsealed, LISTED)
    award = of(found)
    assert award.sum
    assert not award.sum.shown
    assert told(award) == ((20000, 20000), (30000, 30000), ["section 5(b) inserted"])
    assert "The sheet does not show it; as at the day of the sheet this copy comes to: 200.00" in (
        words(found)
    )


def test_a_sum_that_was_made_up_is_told_from_a_change_of_the_law() -> None:
    unsealed: Any = deepcopy(made("1932-01-01"))
    (award,) = (one for one in unsealed.sheet["matters"][0]["effects"] if one["effect"] == "award")
    award["amount"].update(least=900000, most=900000)
    found = again(unsealed, LISTED)
    assert told(of(found)) == ((900000, 900000), (30000, 30000), ["section 5(b) inserted"])
    said = words(found)
    assert "As at the day of the sheet this copy comes to: 200.00 GBP (section 3)." in said
    assert "So the law alone does not make the difference in the sum." in said


def test_a_sum_that_rests_on_what_was_named_and_not_answered_is_not_shown_either() -> None:
    unsealed = made("1932-01-01", "ill", ill="")
    assert not unsealed.withheld
    award = of(
        again(replace(unsealed, sheet={**unsealed.sheet, "names_withheld": "0" * 64}), "1933-01-01")
    )
    assert award.sum
    assert not award.sum.shown
    assert not award.changed
