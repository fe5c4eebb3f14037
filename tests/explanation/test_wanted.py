"""Things wanted, as they are called."""

from __future__ import annotations

import pytest

from amends.explanation.wanted import asked, called, question, stated_of, where_to_look
from amends.notation import read
from amends.notation.shelf import load
from amends.scheme.law import as_at
from amends.truth.dates import day

LAW = as_at(load("miners-strike-pardons-2022").scheme, day(2025, 6, 1))
HOME = "Did it happen while gathering for such a thing, or on the way to or from it?"


@pytest.mark.parametrize(
    ("name", "noun", "stated"),
    [
        ("offence", "the offence", "says of the offence"),
        ("during ancillary activity", f'the answer to "{HOME}"', f'answers to "{HOME}"'),
        ("employment", "the employment", "says of the employment"),
        ("employer", "the employer of the employment", "says of the employer of the employment"),
        ("relation", "the relation of the relative", "says of the relation of the relative"),
        (
            "member of a miner's household",
            "whether there is a member of a miner's household",
            "says on whether there is a member of a miner's household",
        ),
    ],
)
def test_a_thing_is_called_by_a_noun_whatever_it_is(name: str, noun: str, stated: str) -> None:
    assert called(name, LAW) == noun
    assert stated_of(name, LAW) == stated


def test_every_fact_list_and_open_point_can_be_called_and_asked() -> None:
    scheme = LAW.scheme
    kinds = ("matter", "person", *scheme.list_named)
    names = [name for kind in kinds for name in scheme.facts_of(kind)]
    names += [*scheme.list_named, *(f"open point {point.number}" for point in scheme.open_points)]
    for name in names:
        assert called(name, LAW)
        assert asked(name, LAW)
        assert question(name, LAW).endswith((".", "?", '"'))


def test_a_fact_of_an_entry_is_looked_for_where_its_list_is() -> None:
    assert where_to_look("employer", LAW) == where_to_look("employment", LAW)
    assert where_to_look("open point 1", LAW) == "a court, or the legislature"


def test_what_is_nothing_of_the_sort_has_no_name() -> None:
    with pytest.raises(KeyError):
        called("colour of the moon", LAW)


UNSEEN = """\
scheme        Night Bells (Pardons) Act
id            night-bells
citation      chapter 4 (invented)
jurisdiction  Lowmere
status        enacted
in force      always
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

of the conviction
  recorded  rung  yes or no

open point 1  section 2  does section 2 take ringing for hire out again?
open point 2  section 1  is a hand bell a bell?

not seen
  section 2  only its heading, "Hire"     open point 1
  section 3  what the Schedule lists      open point 2

section 1  pardoned
  all of
    rung
    not open point 1
    open point 2
"""


def test_what_hangs_on_a_text_that_was_not_seen_is_said_so() -> None:
    law = as_at(read(UNSEEN, "bells.scheme"), day(2025, 6, 1))
    assert called("open point 1", law) == "what section 2 says, which was not seen"
    assert question("open point 1", law).endswith("Whoever reads its text can answer it.")
    assert where_to_look("open point 1", law) == "the text of section 2"
    # Section 1 was seen; what it leaves open only a court can answer.
    assert called("open point 2", law) == "the question of law that section 1 leaves open"
    assert where_to_look("open point 2", law) == "a court, or the legislature"
