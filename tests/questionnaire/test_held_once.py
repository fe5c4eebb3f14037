"""A text that a page tells in many places stands in it once, and can be put back."""

from __future__ import annotations

import re

from amends.questionnaire.page.once import MARK, held_once

ASK = "When did it happen, and where?"
LOOK = "court register, minute book"
TOLD = {
    "asked": [ASK, "Another question?"],
    "wanted": {"conduct": {"full": f'Conduct: "{ASK}" Where to look: {LOOK}.', "look": True}},
}


def put_back(told: object, once: list[str]) -> object:
    match told:
        case str():
            return re.sub(f"{MARK}(\\d+);", lambda found: once[int(found[1])], told)
        case dict():
            return {key: put_back(one, once) for key, one in told.items()}
        case list():
            return [put_back(one, once) for one in told]
        case _:
            return told


def test_a_text_stands_once_however_often_it_is_told() -> None:
    told = held_once(TOLD, [LOOK, ASK, ASK])
    assert str(told).count(ASK) == str(told).count(LOOK) == 1
    once = told.pop("once")
    assert once == [ASK, LOOK]
    assert isinstance(once, list)
    assert put_back(told, once) == TOLD


def test_one_text_inside_another_is_put_back_whole() -> None:
    longer = f"If it was done: {ASK}"
    told = held_once({"asked": [longer, ASK]}, [ASK, longer])
    once = told.pop("once")
    assert isinstance(once, list)
    assert put_back(told, once) == {"asked": [longer, ASK]}


def test_a_short_text_stays_where_it_is() -> None:
    assert held_once({"asked": ["Who? A court?"]}, ["court"]) == {
        "once": [],
        "asked": ["Who? A court?"],
    }
