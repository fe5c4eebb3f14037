"""What bears on a matter on which statements may conflict is marked, and nothing else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from amends.cases.case import Case, Subject
from amends.cases.layout import MATTERS, READ_TWICE
from amends.cases.table import CaseTable, table_of, tabulate
from amends.scheme.model import Scheme
from amends.tables import Database
from amends.truth.readings import readings
from lib import small
from lib.cases import Usual, a_case
from lib.dice import Thrown
from lib.schemes import a_scheme
from lib.small import case, closed, entry, exactly, held, said, subject

SCHEME = small.scheme(small.forced())
TWO_COLOURS = (said("red"), said("blue"))
QUIET_KIN = entry("kin", inside=subject({"job": held(entry("a", trade=(said("red"),)))}))
KIN_IN_TWO_TRADES = entry("kin", inside=subject({"job": held(entry("a", trade=TWO_COLOURS))}))
KIN_WITH_ALL_JOBS = entry("kin", inside=subject({"job": held(closed_by=[closed()])}))
POST_IN_TWO_GRADES = subject({"post": held(entry("p", grade=TWO_COLOURS))})

IN_CONFLICT = {
    "a coded fact": case(subject(colour=TWO_COLOURS)),
    "a day": case(subject(event=(exactly(700_000), exactly(700_001)))),
    "a fact of the person": case(person=subject(badge=TWO_COLOURS)),
    "a denial of the matter": case(subject(None, "pardoned")),
    "a list of the matter": case(subject({"appeal": held(closed_by=[closed()])})),
    "an entry": case(person=subject({"job": held(entry("a", pay=(exactly(1), exactly(2))))})),
    "an entry in an entry": case(
        person=subject({"job": held(entry("a", inside=POST_IN_TWO_GRADES))})
    ),
    "a list of kin": case(person=subject({"kin": held(KIN_WITH_ALL_JOBS)})),
    "a job of kin": case(person=subject({"kin": held(KIN_IN_TWO_TRADES)})),
    "kin of kin": case(
        person=subject({"kin": held(entry("k", inside=subject({"kin": held(KIN_IN_TWO_TRADES)})))})
    ),
}

AGREED = {
    "nothing": case(),
    "one reading each": case(subject(colour=(said("red"),), event=(exactly(700_000),))),
    "the same reading twice": case(subject(colour=(said("red"), said("red")))),
    "a choice": case(subject(colour=(said("red", "blue"),))),
    "uncertain entries": case(person=subject({"job": held(entry("a", certain=False))})),
    "kin": case(person=subject({"kin": held(QUIET_KIN)})),
    "identities": case(identities=[("book", "1")]),
}


def marked(table: CaseTable) -> list[int]:
    query = f"SELECT key FROM {MATTERS} WHERE {READ_TWICE} ORDER BY key"
    return [int(key) for (key,) in table.database.rows(query)] if table.read_twice else []


@pytest.mark.parametrize("about", IN_CONFLICT.values(), ids=IN_CONFLICT)
def test_a_matter_is_marked_for_what_conflicts_anywhere(about: Case, tmp_path: Path) -> None:
    with Database(tmp_path, threads=1) as database:
        assert marked(tabulate([case(), about, case()], SCHEME, database)) == [2]


def test_what_is_marked_stands_at_the_end_of_its_table(tmp_path: Path) -> None:
    first, *others = [*IN_CONFLICT.values(), *AGREED.values()]
    with Database(tmp_path, threads=1) as database:
        table = tabulate([first, *others, first], SCHEME, database)
        assert len(marked(table)) == len(IN_CONFLICT) + 1
        for name in (MATTERS, table.layout.lists["job"].entries):
            in_order = database.rows(f"SELECT {READ_TWICE} FROM {name} ORDER BY rowid")
            assert in_order == sorted(in_order)
            assert in_order != sorted(in_order, reverse=True)


@pytest.mark.parametrize("about", AGREED.values(), ids=AGREED)
def test_nothing_is_marked_where_nothing_conflicts(about: Case, tmp_path: Path) -> None:
    with Database(tmp_path, threads=1) as database:
        table = tabulate([about], SCHEME, database)
        assert not table.read_twice
        columns = database.rows("SELECT column_name FROM information_schema.columns")
        assert (READ_TWICE,) not in columns


def test_every_matter_of_a_person_is_marked_and_no_one_elses(tmp_path: Path) -> None:
    person = subject({"job": held(closed_by=[closed()])})
    of_one = replace(case(person=person), person_key="one")
    cases = [of_one, case(person=subject({"job": held(entry("a"))})), replace(of_one, key="k3")]
    with Database(tmp_path, threads=1) as database:
        assert marked(tabulate(cases, SCHEME, database)) == [1, 3]


def test_marks_may_be_made_again(tmp_path: Path) -> None:
    cases = [case(), IN_CONFLICT["a job of kin"]]
    with Database(tmp_path, threads=1) as database:
        first = tabulate(cases, SCHEME, database)
        again = table_of(SCHEME, database, first.codebook)
        assert marked(first) == marked(again) == [2]


# --- generated cases ---


def may_conflict(about: Subject) -> bool:
    entries = [entry for listed in about.lists.values() for entry in listed.entries]
    return (
        bool(about.denials)
        or any(len(readings([one.says for one in said])) > 1 for said in about.facts.values())
        or any(listed.closures for listed in about.lists.values())
        or any(may_conflict(entry.subject) for entry in entries)
    )


def entries_of(about: Subject) -> Counter[str]:
    found = Counter({name: len(listed.entries) for name, listed in about.lists.items()})
    for listed in about.lists.values():
        found.update(sum((entries_of(one.subject) for one in listed.entries), Counter[str]()))
    return found


def expected(cases: Sequence[Case]) -> tuple[list[int], Counter[str]]:
    """The matters to be marked, and how many entries of each list."""
    keys, entries = [], Counter[str]()
    for key, one in enumerate(cases, start=1):
        if may_conflict(one.matter) or may_conflict(one.person):
            keys.append(key)
            entries += entries_of(one.matter) + entries_of(one.person)
    return keys, entries


def marked_entries(table: CaseTable) -> Counter[str]:
    counts = Counter[str]()
    for name, listed in table.layout.lists.items():
        query = f"SELECT count(*) FROM {listed.entries} WHERE {READ_TWICE}"
        counts[name] = int(table.database.rows(query)[0][0])
    return +counts


@pytest.mark.parametrize("seed", range(12))
def test_what_bears_on_a_conflict_is_marked_and_nothing_else(seed: int, tmp_path: Path) -> None:
    dice = Thrown(Random(f"marked {seed}"))
    scheme: Scheme = a_scheme(dice)
    few = Usual(second=1, closed=1, denied=1, deepest=1 + seed % 3)
    cases = [a_case(dice, scheme, few, key=f"k{n}") for n in range(30)]
    keys, entries = expected(cases)
    assert 0 < len(keys) < len(cases)
    with Database(tmp_path, threads=1) as database:
        table = tabulate(cases, scheme, database)
        assert marked(table) == keys
        assert marked_entries(table) == entries
