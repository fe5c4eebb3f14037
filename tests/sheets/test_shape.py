"""The shape of a sheet is one thing: its types, the published schema and the check agree."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from amends.problems import ProblemsFound
from amends.sheets import sheet_schema
from amends.sheets.shape import a_sheet
from sheets.made import example, made_of

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "json" / "answer-sheet.schema.json"
SHEETS = [made_of(example(name)).sheet for name in ("two-convictions", "torn-page", "two-books")]
VALIDATOR = Draft202012Validator(sheet_schema())
OTHERS: st.SearchStrategy[Any] = st.sampled_from([None, True, 3, "x", [], {}, ["x"], {"x": 1}])


def test_the_shape_that_is_published_is_the_one_that_is_checked() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == sheet_schema()


def fits(value: object) -> bool:
    try:
        a_sheet(value, "sheet.json")
    except ProblemsFound:
        return False
    return True


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_that_is_made_fits(sheet: object) -> None:
    assert fits(sheet)
    VALIDATOR.validate(sheet)


def places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    keys = (
        list(value)
        if isinstance(value, dict)
        else list(range(len(value)))
        if isinstance(value, list)
        else []
    )
    return [(value, key) for key in keys] + [p for key in keys for p in places(value[key])]


@given(st.data())
def test_the_check_and_the_schema_agree_on_a_sheet_with_a_fault_put_in(data: st.DataObject) -> None:
    sheet: Any = deepcopy(data.draw(st.sampled_from(SHEETS)))
    holder, key = data.draw(st.sampled_from(places(sheet)))
    match data.draw(st.sampled_from(["other", "gone", "more"])):
        case "other":
            holder[key] = data.draw(OTHERS)
        case "gone":
            del holder[key]
        case _ if isinstance(holder, dict):
            holder["more"] = 1
    assert fits(sheet) == VALIDATOR.is_valid(sheet)


def test_where_it_does_not_fit_is_said_and_nothing_of_it_repeated() -> None:
    sheet: Any = deepcopy(SHEETS[0])
    sheet["answers"][1]["source"] = 5
    with pytest.raises(ProblemsFound) as found:
        a_sheet(sheet, "sheet.json")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.heading) == (
        "foreign-sheet",
        "sheet > answers > 2 > source",
    )
