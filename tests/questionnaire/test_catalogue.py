"""What a page is told of each fact and list."""

from __future__ import annotations

import json

import pytest

from amends.engines.page import values_as_data
from amends.notation.shelf import load, on_shelf
from amends.questionnaire.catalogue import catalogue
from amends.scheme.law import Law, as_at
from lib import small
from lib.small import said

LAW = as_at(load("miners-strike-pardons-2022").scheme, small.day("2025-06-01"))


def of_kind(law: Law, kind: str, sort: str) -> dict[str, dict[str, object]]:
    """The facts or lists of a kind, by name, as a page reads them."""
    kinds = json.loads(json.dumps(catalogue(law)))["kinds"]
    return {one["name"]: one for one in kinds[kind][sort]}


@pytest.mark.parametrize("name", on_shelf())
def test_it_is_plain_data_of_every_kind(name: str) -> None:
    law = as_at(load(name).scheme, small.day("2025-06-01"))
    made = catalogue(law)
    assert json.loads(json.dumps(made)) == made
    for kind in ("person", "matter", *law.scheme.list_named):
        assert list(of_kind(law, kind, "facts")) == list(law.scheme.facts_of(kind))


def test_modes_are_those_of_the_vocabulary() -> None:
    court = of_kind(LAW, "matter", "facts")["court"]
    assert court["modes"] == []
    offence = of_kind(LAW, "matter", "facts")["offence"]
    assert offence["modes"] == ["attempt", "conspiracy", "incitement", "art and part"]


def test_a_class_has_a_value_and_all_its_values_as_a_statement_says_them() -> None:
    law = small.law(small.forced())
    forced = of_kind(law, "matter", "facts")["forced"]
    says = [values_as_data(said(word), law.scheme, "matter", "forced") for word in ("yes", "no")]
    assert forced["classes"] == [{"sample": one, "values": [one]} for one in says]
    assert forced["alone"] is True


def test_ranks_put_what_is_recorded_before_lists_and_those_before_what_is_judged() -> None:
    facts = of_kind(LAW, "matter", "facts")
    lists = of_kind(LAW, "person", "lists")
    assert facts["court"]["rank"] == [0, 0]
    assert facts["conduct"]["rank"] == [0, 3]
    assert lists["relative"]["rank"] == [1, 2]
    assert facts["during activity"]["rank"] == [2, 4]


def test_what_a_fact_tells_is_told() -> None:
    facts = of_kind(LAW, "matter", "facts")
    assert (facts["conduct"]["tells"], facts["court"]["tells"]) == ("day of the act", "")


def test_an_entrys_fact_is_looked_for_where_its_list_says() -> None:
    assert of_kind(LAW, "employment", "facts")["employer"]["look"]
