"""The script by itself: what it may do in a page, its calendar, its sums, and names that bite."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from playwright.sync_api import Page

from amends.engines import page as engine
from amends.scheme.conditions import MATTER, All, AtLeast, Force, In, Named, Ref
from amends.scheme.declarations import (
    YES_NO,
    Fact,
    FactType,
    ListKind,
    Part,
    Presumption,
)
from amends.scheme.law import Law, as_at
from lib.page_agreement import assert_page_agrees, by_page
from lib.small import COLOUR, ON, case, closed, entry, forced, held, said, scheme, span, subject


def test_the_script_can_stand_in_any_page() -> None:
    script = engine.evaluator()
    assert "</script" not in script.lower()
    assert "<!--" not in script
    code = re.sub(r"//.*|/\*.*?\*/", "", script, flags=re.DOTALL)
    for word in ("eval", "Function", "import", "export", "require", "fetch", "document", "Date"):
        assert not re.search(rf"\b{word}\b", code), word


def test_a_law_and_a_case_are_plain_data() -> None:
    """So that what Python wrote is what a page reads."""
    law, about = (
        law_of_odd_names(),
        case(subject(colour=(said("red"),), event=(span("1984-03-12"),))),
    )
    for made in (engine.compiled(law), engine.as_data(about, scheme(forced()))):
        assert json.loads(json.dumps(made)) == made


ODD = ("constructor", "__proto__", "toString")


def law_of_odd_names() -> Law:
    """A conviction is pardoned where every odd thing is so, and an entry of an odd list."""
    odd_list = ListKind("valueOf", MATTER, (Fact("__proto__", FactType.CODE, vocabulary=YES_NO),))
    tests = [In(Ref(MATTER, name), ("yes",)) for name in ODD]
    entry = In(Ref("valueOf", "__proto__"), ("yes",))
    listed = AtLeast(1, "valueOf", MATTER, "valueOf", entry)
    return as_at(
        replace(
            scheme(forced()),
            matter_facts=tuple(Fact(name, FactType.CODE, vocabulary=YES_NO) for name in ODD),
            lists=(odd_list,),
            parts=(
                Part("hasOwnProperty", "section 2", MATTER, All((*tests, listed))),
                Part("pardoned", "section 1", MATTER, Named("hasOwnProperty")),
            ),
        ),
        ON,
    )


def test_names_that_every_object_has_are_only_names(page: Page) -> None:
    """What nothing is said of is silent whatever it is called, and what is said is heard."""
    law = law_of_odd_names()
    odd_entry = entry("__proto__", "constructor", __proto__=(said("yes"),))
    told = {name: (said("yes"),) for name in ODD}
    such = closed(such=[{"__proto__": said("yes")}])
    cases = [
        case(),
        case(subject(**told)),
        case(subject({"valueOf": held(odd_entry)}, **told)),
        case(subject({"valueOf": held(closed_by=[such])}, **told)),
        case(subject({"valueOf": held(odd_entry)}, "hasOwnProperty", **told)),
    ]
    assert_page_agrees(page, law, cases)
    assert [told.effects[0].outcome for told in by_page(page, law, cases)] == [
        "undetermined",
        "undetermined",
        "applies",
        "undetermined",
        "contested",
    ]
    assert by_page(page, law, cases)[0].effects[0].wanted == (*ODD, "valueOf")


def test_outside_its_force_a_law_says_nothing(page: Page) -> None:
    early = as_at(scheme(forced(), force=Force(start=ON + 1)), ON)
    (told,) = by_page(page, early, [case(subject(forced=(said("no"),)))])
    assert (told.status, told.effects, told.parts) == ("not_in_force", (), ())


def test_where_no_conviction_is_recorded_the_status_says_so(page: Page) -> None:
    recorded = Part("conviction", "section 5", MATTER, In(COLOUR, ("red",)))
    law = as_at(scheme(forced(), recorded, recorded_by="conviction"), ON)
    told = by_page(
        page,
        law,
        [
            case(subject(colour=(said("green"),))),
            case(subject(colour=(said("green"), said("red")))),
            case(),
        ],
    )
    assert [one.status for one in told] == ["no_conviction_recorded", "assessed", "assessed"]
    assert told[0].parts == (("conviction", "no", "no"), ("pardoned", "unknown", "unknown"))


def test_a_presumption_speaks_only_while_the_outcome_is_open(page: Page) -> None:
    given = Part("given", "section 2", MATTER, In(COLOUR, ("red",)))
    other = Part("other", "section 4", MATTER, In(COLOUR, ("red", "green")))
    bare = scheme(All((Named("given"), Named("other"), forced())), given, other)
    presumption = Presumption(holds=True, provision="section 3", given="given")
    effect = replace(bare.effects[0], presumption=presumption)
    law = as_at(replace(bare, effects=(effect,)), ON)
    cases = [
        case(subject(colour=(said("red"),))),
        case(subject(colour=(said("red", "green"),))),
        case(subject(colour=(said("red"),), forced=(said("yes"),))),
    ]
    assert_page_agrees(page, law, cases)
    told = [(one.effects[0].outcome, one.effects[0].presumed) for one in by_page(page, law, cases)]
    assert told == [("undetermined", True), ("undetermined", False), ("applies", False)]
