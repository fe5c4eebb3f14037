"""Setting aside takes away what is named, keeps what closures said, and is kept itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from amends.cases.case import Case, Entries, Entry, Subject
from amends.cases.setting_aside import set_aside
from amends.truth.statements import Closure, Denial, SettingAside, Silence, Statement
from amends.truth.values import Codes, Span

SAYS_YES = Statement(Codes(frozenset({"yes"})), "letter", label="s1")
SAYS_NO = Statement(Codes(frozenset({"no"})), "book", label="s2")
INNER = Statement(Span(1, 1), "book", label="s3")
ENTRY = Entry("e1", "book", Subject({"pay": (INNER,)}))
OTHER = Entry("e2", "roll", Subject())
NAMING = Closure("book", frozenset({"e1"}), label="c1")
SILENT = Closure("roll", label="c2")
CASE = Case(
    "k",
    person=Subject(
        lists={"job": Entries((ENTRY, OTHER), (NAMING, SILENT))},
        denials=(Denial("member", "letter", label="d1"),),
        silences={"birth": Silence.DESTROYED},
    ),
    matter=Subject({"forced": (SAYS_YES, SAYS_NO)}),
)


def setting(label: str) -> SettingAside:
    return SettingAside(label, "A. Clerk", "2024-05-01", "written years later")


def without(*labels: str) -> Case:
    return set_aside(CASE, [setting(label) for label in labels])


def test_a_statement_goes_and_the_others_stay() -> None:
    assert without("s2").matter.facts == {"forced": (SAYS_YES,)}


def test_a_fact_of_which_every_statement_goes_is_silent() -> None:
    assert without("s1", "s2").matter.facts == {}


def test_a_statement_of_an_entry_goes() -> None:
    entry = without("s3").person.lists["job"].entries[0]
    assert entry == replace(ENTRY, subject=Subject())


def test_a_denial_goes() -> None:
    assert without("d1").person.denials == ()


def test_a_closure_goes() -> None:
    assert without("c1").person.lists["job"] == Entries((ENTRY, OTHER), (SILENT,))


def test_an_entry_that_a_closure_names_stays_as_one_that_may_be_the_subjects() -> None:
    held = without("e1").person.lists["job"]
    assert held.entries == (replace(ENTRY, certain=False), OTHER)
    assert held.closures == (replace(NAMING, names=frozenset(), may_be=frozenset({"e1"})), SILENT)


def test_an_entry_that_no_closure_names_goes() -> None:
    assert without("e2").person.lists["job"] == Entries((ENTRY,), (NAMING, SILENT))


def test_an_entry_set_aside_with_the_closure_that_named_it_goes() -> None:
    assert without("e1", "c1").person.lists["job"] == Entries((OTHER,), (SILENT,))


def test_an_entry_that_may_be_the_subjects_already_stays_as_it_is() -> None:
    once = without("e1")
    assert set_aside(once, [setting("e1")]).person == once.person


def test_what_was_set_aside_is_kept_beside_the_case_in_order() -> None:
    twice = set_aside(without("s1"), [setting("d1")])
    assert twice.set_aside == (setting("s1"), setting("d1"))


def test_a_silence_keeps_its_reason() -> None:
    assert without("s1").person.silences == {"birth": Silence.DESTROYED}


def test_nothing_set_aside_changes_nothing() -> None:
    assert set_aside(CASE, []) == CASE


@pytest.mark.parametrize("labels", [("s9",), ("s1", "s9"), ("",)])
def test_a_label_that_nothing_bears_is_refused(labels: tuple[str, ...]) -> None:
    with pytest.raises(KeyError):
        without(*labels)


def test_a_statement_inside_an_entry_that_goes_may_be_named_too() -> None:
    unnamed = replace(ENTRY, label="e3", subject=Subject({"pay": (replace(INNER, label="s4"),)}))
    case = replace(CASE, person=Subject(lists={"job": Entries((unnamed,))}))
    found = set_aside(case, [setting("e3"), setting("s4")])
    assert found.person.lists["job"] == Entries()


def test_two_entries_of_a_list_never_bear_one_label() -> None:
    with pytest.raises(ValueError, match="same label"):
        Entries((ENTRY, replace(OTHER, label="e1")))
