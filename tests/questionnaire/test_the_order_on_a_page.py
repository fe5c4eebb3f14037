"""The script asks what the terminal asks, in the same order, in a real browser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from amends.cases.case import Case
from amends.cases.case_values import Said
from amends.engines.page import compiled
from amends.notation.shelf import load, on_shelf
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import THE_MATTER, Ask, FactAsk, Reply, Word
from amends.questionnaire.catalogue import catalogue
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    AtMost,
    Force,
    In,
    Named,
    Not,
    Recorded,
    Ref,
)
from amends.scheme.declarations import Part
from amends.scheme.law import Law, as_at
from amends.truth.values import Codes
from engines.page.test_script import law_of_odd_names
from lib import small
from lib.cases import a_case
from lib.dice import Dice, Thrown
from lib.interviewing import (
    EMPTY,
    any_reply,
    assert_page_asks_the_same,
    document,
    interviewed,
    one_of_several,
    without_silences,
)
from lib.schemes import a_scheme
from lib.small import COLOUR
from lib.strategies import a_law, examples, in_force

TODAY = small.day("2025-06-01")


def shelf_law(name: str) -> Law:
    return as_at(load(name).scheme, TODAY)


def not_sure(_: Ask) -> Reply:
    return Word.NOT_SURE


def assert_same(page: Page, law: Law, dice: Dice, case: Case | None = None) -> None:
    known = [] if case is None else [case]
    held = interviewed(law, lambda ask: any_reply(dice, law.scheme, ask), *known)
    assert_page_asks_the_same(page, held)


@pytest.mark.parametrize("name", on_shelf())
def test_a_page_asks_the_same_under_every_law_of_the_shelf(asking: Page, name: str) -> None:
    law, dice = shelf_law(name), Thrown(Random(7))
    for _ in range(2):
        assert_same(asking, law, dice)


@pytest.mark.parametrize("name", on_shelf())
def test_a_page_asks_the_same_where_an_answer_is_one_of_several(asking: Page, name: str) -> None:
    law, dice = shelf_law(name), Thrown(Random(11))
    for _ in range(2):
        held = interviewed(law, lambda ask: one_of_several(dice, law.scheme, ask))
        stated = [reply.values for reply in held.replies if isinstance(reply, Said)]
        assert any(isinstance(one, Codes) and len(one.codes) > 1 for one in stated)
        assert_page_asks_the_same(asking, held)


@pytest.mark.parametrize("name", on_shelf())
def test_not_sure_of_everything_comes_to_an_end(asking: Page, name: str) -> None:
    held = interviewed(shelf_law(name), not_sure)
    assert held.replies
    assert not held.end.settled
    assert_page_asks_the_same(asking, held)


@examples(40)
@given(st.integers(0, 2**32))
def test_a_page_asks_the_same_under_any_law(asking: Page, seed: int) -> None:
    assert_same_of_seed(asking, seed)


@pytest.mark.deep
@settings(max_examples=1_000)
@given(st.integers(0, 2**32))
def test_a_page_asks_the_same_under_many_laws(asking: Page, seed: int) -> None:
    assert_same_of_seed(asking, seed)


def assert_same_of_seed(page: Page, seed: int) -> None:
    """Of a case of which nothing is known, and of one that begins full of conflict."""
    dice = Thrown(Random(seed))
    law = in_force(a_law(dice, a_scheme(dice, depth=2)))
    assert_same(page, law, dice)
    told = a_case(dice, law.scheme)
    bare = without_silences(told.matter), without_silences(told.person)
    assert_same(page, law, dice, replace(told, matter=bare[0], person=bare[1]))


def test_names_that_every_object_has_are_only_names(asking: Page) -> None:
    law = law_of_odd_names()
    assert_page_asks_the_same(asking, interviewed(law, not_sure))
    for seed in range(10):
        assert_same(asking, law, Thrown(Random(seed)))


def test_outside_its_force_a_law_asks_nothing(asking: Page) -> None:
    law = as_at(small.scheme(small.forced(), force=Force(start=TODAY + 1)), TODAY)
    held = interviewed(law, not_sure)
    assert not held.replies
    assert_page_asks_the_same(asking, held)


def test_only_the_values_that_are_possible_have_to_settle_it_on_a_page(asking: Page) -> None:
    law = small.law(Any((In(COLOUR, ("red",)), In(COLOUR, ("green",)))))
    for codes in (("red", "green"), ("red", "green", "blue")):
        vague = small.case(small.subject(colour=(small.said(*codes),)))
        assert_page_asks_the_same(asking, interviewed(law, not_sure, vague))


def test_a_page_settles_by_one_fact_what_the_terminal_does_and_no_more(asking: Page) -> None:
    red, green = In(COLOUR, ("red",)), In(COLOUR, ("green",))
    disputed = small.case(small.subject(colour=(small.said("red"), small.said("green"))))
    assert_page_asks_the_same(asking, interviewed(small.law(Any((red, green))), not_sure, disputed))
    # A list looks at the colour too.
    jobs = tuple(AtLeast(1, "job", PERSON, "job", one) for one in (red, green))
    listed = small.case(person=small.subject({"job": small.held(small.entry("a"))}))
    held = interviewed(
        small.law(Any((*map(Not, jobs), All((red, small.forced()))))), not_sure, listed
    )
    assert not held.end.settled
    assert_page_asks_the_same(asking, held)
    # A denied part is established by one side of a dispute.
    amount = Recorded(Ref(MATTER, "sum"))
    body = Any((In(small.FORCED, ("yes", "no")), Not(AtMost(amount, amount))))
    law = small.law(Named("term"), Part("term", "section 2", MATTER, body))
    sums = (small.exactly(0), small.exactly(1))
    denied = small.case(small.subject({}, "term", sum=sums))
    held = interviewed(law, not_sure, denied)
    assert not held.end.settled
    assert_page_asks_the_same(asking, held)


def test_what_is_known_to_be_lost_is_not_asked_on_a_page(asking: Page) -> None:
    law = small.law(small.forced())
    asked = asking.evaluate(
        """([law, catalogue]) => ["destroyed", "not searched"].map((why) => {
          const matter = { facts: {}, lists: {}, denials: [], silences: { forced: why } };
          const person = { facts: {}, lists: {}, denials: [] };
          const data = { identities: [], matter, person };
          return amendsOrder.next(JSON.parse(law), JSON.parse(catalogue), data, []) !== null;
        })""",
        [json.dumps(compiled(law)), json.dumps(catalogue(law))],
    )
    assert asked == [False, True]


def test_why_a_fact_stays_silent_is_kept_as_in_the_terminal(asking: Page) -> None:
    law = small.law(small.forced())
    told = asking.evaluate(
        """(catalogue) => ["colour", "forced"].reduce((data, fact) => {
          const ask = { place: { owner: "matter", steps: [] }, fact };
          return amendsOrder.answered(data, JSON.parse(catalogue), ask, "not sure");
        }, { matter: { facts: {}, lists: {}, denials: [] } })""",
        json.dumps(catalogue(law)),
    )
    case = EMPTY
    for fact in ("colour", "forced"):
        case = with_answer(case, FactAsk(THE_MATTER, fact), Word.NOT_SURE, law.scheme)
    silences = {fact: why.value for fact, why in case.matter.silences.items()}
    assert told["matter"]["silences"] == silences
    assert len(set(silences.values())) == 2


def test_a_reply_that_does_not_answer_is_refused(asking: Page) -> None:
    law = small.law(All((small.forced(),)))
    refused = asking.evaluate(
        """(catalogue) => {
          const ask = { place: { owner: "matter", steps: [] }, fact: "forced" };
          const data = { person: {}, matter: { facts: {}, lists: {}, denials: [] } };
          try {
            amendsOrder.answered(data, JSON.parse(catalogue), ask, "no more");
          } catch (error) {
            return error instanceof TypeError;
          }
          return false;
        }""",
        json.dumps(catalogue(law)),
    )
    assert refused


def test_a_case_that_is_answered_stays_as_it_was(asking: Page) -> None:
    """So that an answer can be undone by going back to the case before it."""
    kept = asking.evaluate(
        """(catalogue) => {
          const ask = { place: { owner: "matter", steps: [] }, fact: "forced" };
          const subject = () => ({ facts: {}, lists: {}, denials: [] });
          const data = { person: subject(), matter: subject() };
          const before = JSON.stringify(data);
          const of = JSON.parse(catalogue);
          const after = amendsOrder.answered(data, of, ask, { says: { codes: [0] } });
          return [JSON.stringify(data) === before, JSON.stringify(after) !== before];
        }""",
        json.dumps(catalogue(small.law(small.forced()))),
    )
    assert kept == [True, True]


def test_the_script_can_stand_in_any_page() -> None:
    script = document().rsplit("<script>", 1)[1].removesuffix("</script>\n")
    assert "</script" not in script.lower()
    assert "<!--" not in script
    code = re.sub(r"//.*|/\*.*?\*/", "", script, flags=re.DOTALL)
    for word in ("eval", "Function", "import", "export", "require", "fetch", "document", "Date"):
        assert not re.search(rf"\b{word}\b", code), word
