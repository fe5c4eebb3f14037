"""Case files: what a file says becomes cases; what it cannot say becomes problems."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from amends.cases.case import Case, Entries
from amends.cases.case_file import read_case_file
from amends.cases.case_subject import DEEPEST, MOST_STATEMENTS
from amends.cases.case_text import LONGEST
from amends.notation.shelf import load
from amends.problems import Problem, ProblemsFound
from amends.truth.dates import day
from amends.truth.statements import Closure, Denial, Silence, Statement
from amends.truth.values import Codes, Period, Span

SCHEME = load("miners-strike-pardons-2022").scheme
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "cases"


def read(text: str, file: str = "case.toml") -> tuple[Case, ...]:
    return read_case_file(text, file, SCHEME)


def problems(text: str | bytes, file: str = "case.toml") -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        read_case_file(text, file, SCHEME)
    return found.value.problems


def problem(text: str | bytes, file: str = "case.toml") -> Problem:
    only = problems(text, file)
    assert len(only) == 1, [one.what for one in only]
    return only[0]


HEAD = 'source = "book"\n'
MATTER = HEAD + '[[matter]]\nkey = "1"\n'


def matter(line: str) -> str:
    return MATTER + line


# --- what a file says ---


def test_a_short_form_is_one_statement_with_the_source_of_the_file() -> None:
    (case,) = read(matter('offence = "theft"'))
    assert case.matter.facts == {"offence": (Statement(Codes(frozenset({"theft"})), "book"),)}


def test_the_nearest_source_is_taken() -> None:
    text = HEAD + (
        '[person]\nsource = "roll"\n[[person.employment]]\nplace = "elsewhere"\n'
        '[[person.employment]]\nsource = "card"\nplace = "elsewhere"\n'
        'employer = {says = "another employer", source = "slip"}\n[matter]\nkey = "1"\n'
    )
    (case,) = read(text)
    first, second = case.person.entries("employment").entries
    assert (first.source, first.subject.facts["place"][0].source) == ("roll", "roll")
    assert (second.source, second.subject.facts["place"][0].source) == ("card", "card")
    assert second.subject.facts["employer"][0].source == "slip"


def test_a_full_form_keeps_source_date_label_and_conventions() -> None:
    (case,) = read(
        matter(
            'offence = [{says = ["theft", "reset"], source = "s", dated = 1984-06-01, label = "l", '
            'conventions = ["c"]}, {says = "assault"}]'
        )
    )
    one, two = case.matter.facts["offence"]
    assert one == Statement(Codes(frozenset({"theft", "reset"})), "s", "1984-06-01", ("c",), "l")
    assert two == Statement(Codes(frozenset({"assault"})), "book")


def test_a_silent_fact_has_no_statement_but_a_reason() -> None:
    (case,) = read(matter('offence = {silent = "destroyed"}'))
    assert not case.matter.facts
    assert case.matter.silences == {"offence": Silence.DESTROYED}


def test_an_entry_that_is_a_person_has_the_lists_of_a_person() -> None:
    (case,) = read(
        HEAD + '[[person.relative]]\nlabel = "father"\nrelation = "child"\ncertain = false\n'
        '[[person.relative.employment]]\nplace = "elsewhere"\n[matter]\nkey = "1"\n'
    )
    (father,) = case.person.entries("relative").entries
    assert (father.label, father.certain) == ("father", False)
    (job,) = father.subject.entries("employment").entries
    assert job.label == "employment 1"


def test_entries_without_a_label_are_numbered_through_the_file() -> None:
    (case,) = read(
        HEAD + "[[person.relative]]\n[[person.relative.employment]]\n[[person.employment]]\n"
        '[matter]\nkey = "1"\n'
    )
    (relative,) = case.person.entries("relative").entries
    (own,) = case.person.entries("employment").entries
    (other,) = relative.subject.entries("employment").entries
    assert {own.label, other.label} == {"employment 1", "employment 2"}


def test_closures_name_entries_and_may_leave_room_for_others() -> None:
    (case,) = read(
        HEAD + '[[person.employment]]\nlabel = "a"\n[[person.employment]]\nlabel = "b"\n'
        '[[person.closures]]\nlist = "employment"\nnames = ["a"]\nmay-be = ["b"]\nlabel = "c"\n'
        'but-such-as = [{place = "elsewhere"}]\n[matter]\nkey = "1"\n'
    )
    elsewhere = Codes(frozenset({"elsewhere"}))
    assert case.person.entries("employment").closures == (
        Closure("book", frozenset("a"), frozenset("b"), ({"place": elsewhere},), (), "c"),
    )


def test_a_denied_list_is_the_closure_that_names_nothing() -> None:
    (case,) = read(
        HEAD + '[[person.denials]]\nof = "employment"\nsource = "letter"\n[matter]\nkey = "1"\n'
    )
    assert case.person.entries("employment") == Entries((), (Closure("letter"),))
    assert not case.person.denials


def test_a_part_may_be_denied_of_the_matter_the_person_and_an_entry_that_is_one() -> None:
    (case,) = read(
        HEAD + '[[person.denials]]\nof = "miner"\n'
        '[[person.relative]]\n[[person.relative.denials]]\nof = "miner"\n'
        '[matter]\nkey = "1"\n[[matter.denials]]\nof = "conviction"\n'
    )
    assert case.person.denials == (Denial("miner", "book"),)
    assert case.person.entries("relative").entries[0].subject.denials == (Denial("miner", "book"),)
    assert case.matter.denials == (Denial("conviction", "book"),)


def test_each_matter_is_a_case_of_the_same_person() -> None:
    one, two = read(HEAD + '[person]\nkey = "p"\n[[matter]]\nkey = "1"\n[[matter]]\nkey = "2"\n')
    assert (one.key, two.key) == ("1", "2")
    assert one.person == two.person
    assert one.person_key == two.person_key == "p"


def test_references_become_identities() -> None:
    (case,) = read(matter('identities = [{register = "r", reference = "9"}]'))
    assert case.identities == {("r", "9")}


SETTING = '[[set-aside]]\nlabel = "x"\nby = "B"\non = 2024-01-02\nreason = "R"\n'


def test_a_setting_aside_takes_the_statement_away_and_is_kept() -> None:
    (case,) = read(matter('offence = {says = "theft", label = "x"}\n') + SETTING)
    assert not case.matter.facts
    (kept,) = case.set_aside
    assert (kept.label, kept.by, kept.on, kept.reason) == ("x", "B", "2024-01-02", "R")


def test_a_setting_aside_touches_only_the_matter_whose_statement_it_names() -> None:
    one, two = read(
        matter('offence = {says = "theft", label = "x"}\n[[matter]]\nkey = "2"\n') + SETTING
    )
    assert one.set_aside
    assert not two.set_aside


def test_json_and_toml_say_the_same() -> None:
    said = {
        "source": "book",
        "person": {"employment": [{"period": {"from": "1979", "to": "1984-11"}}]},
        "matter": {"key": "1", "offence": [{"says": "theft", "label": "x"}], "conduct": "1984-06"},
    }
    toml = HEAD + (
        '[[person.employment]]\nperiod = {from = "1979", to = "1984-11"}\n[matter]\nkey = "1"\n'
        'offence = [{says = "theft", label = "x"}]\nconduct = "1984-06"\n'
    )
    assert read(json.dumps(said), "case.json") == read(json.dumps(said)) == read(toml)


def test_a_byte_order_mark_is_no_text() -> None:
    (case,) = read_case_file(b"\xef\xbb\xbf" + MATTER.encode(), "case.toml", SCHEME)
    assert case.key == "1"


def test_a_blank_is_silence() -> None:
    (case,) = read(MATTER)
    assert not case.matter.facts
    assert not case.person.lists


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_is_read_and_says_that_it_is_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Invented people and papers.")
    assert read_case_file(text, path.name, SCHEME)


def test_there_are_examples() -> None:
    assert len(list(EXAMPLES.glob("*.toml"))) >= 8


# --- what it cannot say ---

FAULTS = {
    "unknown-key": (matter('offense = "theft"'), "matter 1", "did you mean `offence`?"),
    "unknown-code": (matter('offence = "thefft"'), "matter 1 > offence", "did you mean `theft`?"),
    "code-twice": (matter('offence = ["theft", "theft"]'), "matter 1 > offence", "keep one"),
    "bad-date": (matter('conduct = "31 June 1984"'), "matter 1 > conduct", "write the day"),
    "unclear-period": (matter('conduct = "1984-03-01/1984-03-05"'), "matter 1 > conduct", "{from"),
    "ends-before-start": (
        matter('conduct = {from = "1985", to = "1984"}'),
        "matter 1 > conduct",
        "correct an end",
    ),
    "wrong-type": (matter('"during activity" = true'), "matter 1 > during activity", '"yes"'),
    "no-value": (matter('offence = {source = "s"}'), "matter 1 > offence", "says ="),
    "unknown-silence": (
        matter('offence = {silent = "lost"}'),
        "matter 1 > offence",
        "use one of",
    ),
    "no-source": ('[matter]\nkey = "1"\noffence = "theft"', "matter 1 > offence", "source ="),
    "no-matter": (HEAD, "matter", "[[matter]]"),
    "no-key": (HEAD + "[[matter]]\n", "matter 1", "not a name"),
    "key-twice": (matter('[[matter]]\nkey = "1"'), "matter 2", "mend one"),
    "label-twice": (
        matter('offence = {says = "theft", label = "x"}\ncourt = {silent = "not asked"}\n')
        + 'finding = {says = "convicted", label = "x"}',
        "matter 1 > offence",
        "its own label",
    ),
    "unknown-label": (
        matter('offence = {says = "theft", label = "ex"}\n') + SETTING,
        "set-aside 1",
        "`ex`",
    ),
    "not-fully-said": (
        matter('offence = {says = "theft", label = "x"}\n')
        + '[[set-aside]]\nlabel = "x"\nby = "B"\non = 2024-01-02\n',
        "set-aside 1",
        "reason",
    ),
    "unknown-list": (
        HEAD + '[[person.closures]]\nlist = "employments"\nnames = []\n[matter]\nkey = "1"\n',
        "person > closures 1",
        "did you mean `employment`?",
    ),
    "unknown-part": (
        matter('[[matter.denials]]\nof = "miner"'),  # it is of the person, not of the matter
        "matter 1 > denials 1",
        "use one of",
    ),
    "other-scheme": ('scheme = "another"\n' + MATTER, "scheme", "its own scheme"),
    "no-reference": (
        matter('identities = [{register = "r"}]'),
        "matter 1 > identities",
        "both",
    ),
    "too-many": (
        matter("offence = [" + '{says = "theft"},' * (MOST_STATEMENTS + 1) + "]"),
        "matter 1 > offence",
        "one for each source",
    ),
    "case-file-too-deep": (
        HEAD
        + "".join(f"[[person{'.relative' * depth}]]\n" for depth in range(1, DEEPEST + 2))
        + '[matter]\nkey = "1"\n',
        "person" + " > relative 1" * DEEPEST + " > relative",
        "innermost",
    ),
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_has_its_place_and_its_remedy(code: str) -> None:
    text, heading, remedy = FAULTS[code]
    found = problem(text)
    assert found.code == code
    assert found.place.file == "case.toml"
    assert found.place.heading == heading
    assert remedy in found.remedy


def test_every_problem_of_a_file_is_told_at_once() -> None:
    text = matter('offence = "thefft"\ncourt = 3\nconduct = "nonsense"\nextra = 1')
    assert [one.code for one in problems(text)] == [
        "unknown-key",
        "wrong-type",
        "unknown-code",
        "bad-date",
    ]


def test_a_closure_names_entries_of_its_own_list_only() -> None:
    found = problem(
        HEAD + '[[person.relative]]\nlabel = "a"\n'
        '[[person.closures]]\nlist = "employment"\nnames = ["a"]\n[matter]\nkey = "1"\n'
    )
    assert found.code == "unknown-label"


@pytest.mark.parametrize(
    ("text", "file", "line"),
    [
        ("a = \n", "case.toml", 1),
        ("a = 1\na = 2\n", "case.toml", 2),
        ('{"a": 1,\n "b": }', "case.json", 2),
        ('{"a": 1,\n "b": }', "case.toml", 2),
    ],
)
def test_what_cannot_be_parsed_has_a_line(text: str, file: str, line: int) -> None:
    found = problem(text, file)
    assert found.code in ("not-toml", "not-json")
    assert found.place.line == line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"matter": 1, "matter": 2}', "not-json"),
        ('{"matter": NaN}', "not-json"),
        (f'{{"matter": {"9" * 5000}}}', "not-json"),
        ('{"matter": 1}, 2', "not-json"),
        ('{"a":' * 20_000 + "1" + "}" * 20_000, "case-file-too-deep"),
        ("a = " + "[" * 20_000 + "]" * 20_000, "toml-too-deep"),
        ("a" + ".a" * 90_000 + " = 1", "toml-too-deep"),
        (f"a = {'9' * 5000}", "not-toml"),
        ('{"matter": [{"key": "\\ud800"}]}', "not-text"),
        ('source = "\\u001b]0;a\\u0007"', "not-text"),
        ('"a\\u202Eb" = 1', "not-text"),
        ("a = 1984-13-45", "not-toml"),
        ("#" * (LONGEST + 1), "case-file-too-long"),
        (b"source = '\xff'", "not-utf-8"),
    ],
)
def test_a_hostile_file_is_a_problem_and_not_a_crash(text: str | bytes, code: str) -> None:
    assert problem(text).code == code


def test_messages_repeat_no_source_reason_or_name() -> None:
    secret = "Q. Nobody"
    text = (
        f'source = "{secret}"\n[matter]\nkey = "1"\noffence = "thefft"\n'
        f'[[set-aside]]\nlabel = "x"\nby = "{secret}"\non = "soon"\nreason = "{secret}"\n'
    )
    assert not [one for one in problems(text) if secret in f"{one.what}{one.why}{one.remedy}"]


def test_a_scheme_must_not_take_the_words_of_a_case_file() -> None:
    (first, *rest) = SCHEME.matter_facts
    clash = replace(first, name="source")
    scheme = replace(SCHEME, matter_facts=(first, *rest, clash))
    with pytest.raises(ProblemsFound) as found:
        read_case_file(MATTER, "case.toml", scheme)
    assert [one.code for one in found.value.problems] == ["reserved-name"]


def test_a_day_in_british_order_says_what_its_reading_rests_on() -> None:
    (case,) = read(matter('conduct = "3/4/84"'))
    (statement,) = case.matter.facts["conduct"]
    third_of_april = Span(day(1984, 4, 3), day(1984, 4, 3))
    assert statement.says == Period(third_of_april, third_of_april)
    assert statement.conventions == ("day-first", "two-digit-year")
