from __future__ import annotations

import pytest

from amends.problems import (
    Place,
    Problem,
    ProblemsFound,
    as_json,
    as_line,
    as_text,
    nearest,
    visible,
)

SLIP = Problem(
    "unknown-fact",
    Place("law.scheme", 12, 5, "section 1(1)"),
    "`ofence` is no declared fact",
    "did you mean `offence`?",
    "a condition can only look at a fact that the scheme declares",
)


def test_a_problem_says_where_what_why_and_what_to_do() -> None:
    assert as_text(SLIP) == (
        "law.scheme:12:5 (section 1(1)): `ofence` is no declared fact\n"
        "    why: a condition can only look at a fact that the scheme declares\n"
        "    do:  did you mean `offence`?"
    )


def test_a_problem_on_a_line_of_its_own_can_be_opened_by_an_editor() -> None:
    assert as_line(SLIP) == (
        "law.scheme:12:5: `ofence` is no declared fact; did you mean `offence`? [unknown-fact]"
    )
    somewhere = Problem("case-none", Place("law.scheme"), "a\nb", "c")
    assert as_line(somewhere) == "law.scheme:1:1: a[U+000A]b; c [case-none]"


def test_a_problem_as_json_has_every_key() -> None:
    assert as_json(SLIP) == {
        "code": "unknown-fact",
        "file": "law.scheme",
        "line": 12,
        "column": 5,
        "heading": "section 1(1)",
        "what": SLIP.what,
        "why": SLIP.why,
        "remedy": SLIP.remedy,
    }


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(), ""),
        (Place("case.toml"), "case.toml"),
        (Place("case.toml", 3), "case.toml:3"),
        (Place("", 3), "line 3"),
        (Place(heading="section 2"), "section 2"),
        (Place("case.toml", heading="offence"), "case.toml (offence)"),
    ],
)
def test_a_place_says_as_much_as_is_known(place: Place, said: str) -> None:
    assert str(place) == said


def test_a_problem_without_a_place_begins_with_what() -> None:
    assert as_text(Problem("x", Place(), "nothing was given", "give a file")) == (
        "nothing was given\n    do:  give a file"
    )


def test_the_nearest_name_is_offered() -> None:
    assert nearest("ofence", ["offence", "court"]) == "did you mean `offence`?"


def test_without_a_near_name_the_known_ones_are_listed() -> None:
    assert nearest("xyzzy", ["offence", "court"]) == "use one of `court`, `offence`"
    assert nearest("xyzzy", [f"name {n:02}" for n in range(20)]).endswith("`name 11`, ...")
    assert nearest("xyzzy", []) == "nothing of this kind is declared"


def test_a_huge_name_is_not_compared() -> None:
    assert nearest("o" * 1_000_000, ["offence"]) == "use one of `offence`"


def test_problems_found_keep_their_order() -> None:
    other = Problem("y", Place(), "second", "mend it")
    with pytest.raises(ProblemsFound) as found:
        raise ProblemsFound([SLIP, other])
    assert found.value.problems == (SLIP, other)


def test_a_problem_on_a_terminal_steers_nothing_and_forges_no_line() -> None:
    odd = Problem("odd", Place("a\x1bb"), "c\n    do:  d", "e\u202ef", "g\rh")
    assert as_text(odd) == (
        "a[U+001B]b: c[U+000A]    do:  d\n    why: g[U+000D]h\n    do:  e[U+202E]f"
    )


@pytest.mark.parametrize(
    "blank",
    [*"\u3164\u115f\u1160\uffa0\u2800", *"\u034f\u17b4\u180e\ufe0f\u00ad\u200b\U000e0100"],
)
def test_a_letter_that_cannot_be_seen_is_named(blank: str) -> None:
    assert visible(f"A{blank}B") == f"A[U+{ord(blank):04X}]B"


def test_letters_and_blanks_of_any_script_are_shown_as_they_are() -> None:
    for text in ("Seán Ó\u00a0Néill", "\u0ba8\u0bbf", "한국", "٣\u3000", "e\u0301", "\U0001f9fe"):
        assert visible(text) == text
