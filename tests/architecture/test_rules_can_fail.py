"""Every rule of the house is shown a source that breaks it and one that does not."""

from pathlib import PurePath

import pytest

from architecture import rules


def test_a_function_is_measured_from_def_to_end_without_its_docstring() -> None:
    source = (
        "class House:\n"
        "    def build(self) -> int:\n"
        '        """Say it.\n'
        "\n"
        '        At length."""\n'
        "        one = 1\n"
        "        return one\n"
        "\n"
        "async def wait() -> None: ...\n"
    )
    assert rules.function_lengths(source) == {"House.build": 3, "wait": 1}


def test_a_function_inside_a_function_is_measured_too() -> None:
    source = "def outer():\n    if True:\n        def inner():\n            pass\n"
    assert rules.function_lengths(source) == {"outer": 4, "outer.inner": 2}


def test_what_is_over_length_is_named_unless_listed() -> None:
    lengths = {"short": 3, "long": 11, "listed": 11, "at the limit": 10}
    (breach,) = rules.over_length(lengths, 10, {"listed": "one table of the law"})
    assert breach.startswith("long has 11 lines, over 10")


@pytest.mark.parametrize("needless", ["short", "gone"])
def test_a_needless_entry_on_the_list_fails(needless: str) -> None:
    (breach,) = rules.over_length({"short": 3}, 10, {needless: "a reason"})
    assert breach.startswith(f"{needless} is listed as long and is not")


def test_an_entry_without_a_reason_fails() -> None:
    assert rules.over_length({"long": 11}, 10, {"long": " "}) == ["long is listed without a reason"]


@pytest.mark.parametrize("path", ["amends/utils.py", "amends/truth/_helpers.py", "common/x.py"])
def test_a_name_that_says_nothing_is_found(path: str) -> None:
    assert rules.vague_names(PurePath(path))


def test_a_name_that_says_what_it_owns_passes() -> None:
    assert not rules.vague_names(PurePath("amends/truth/readings.py"))


@pytest.mark.parametrize(
    "source",
    [
        f"from typing import {rules.type_checking}\n",
        f"import typing\nif typing.{rules.type_checking}: import os\n",
        f"from typing import {rules.type_checking} as t\n",
    ],
)
def test_an_import_for_types_alone_is_found(source: str) -> None:
    assert rules.type_only_imports(source)


def test_a_plain_import_of_types_passes() -> None:
    assert not rules.type_only_imports("from typing import Protocol, assert_never\n")


@pytest.mark.parametrize(
    "source",
    [
        "def is_miner(person): ...",
        "# during the strike",
        'EMPLOYER = "National Coal Board"',
        'TITLE = "Police (Scotland)"',
        "START = date(1984, 3, 12)",
        '"""See 2022 asp 6."""',
        "post_office = 1",
        '"""The Horizon cases."""',
        '"""After the Armed Forces Act 2006."""',
    ],
)
def test_a_statute_named_in_python_is_found(source: str) -> None:
    assert rules.statutes_named(source)


@pytest.mark.parametrize(
    "source",
    [
        'PARDON = "pardon"',
        "striking = clasp(raspberry)",
        '"""An Act as in force on a day."""',
        "limit = 19840",
        "determiner = examiner",
    ],
)
def test_ordinary_words_are_not_taken_for_a_statute(source: str) -> None:
    assert not rules.statutes_named(source)


@pytest.mark.parametrize(
    "text", ["is she Eligible?", "no eligibility", "ineligible", "an offender", "reoffenders"]
)
def test_a_word_not_to_say_is_found(text: str) -> None:
    assert rules.banned_words(f"first line\n{text}")[0].startswith("line 2: ")


@pytest.mark.parametrize(
    "text", ["the Rehabilitation of Offenders Act 1974", "an offence", "offended"]
)
def test_the_short_title_of_an_act_may_hold_a_word_not_to_say(text: str) -> None:
    assert not rules.banned_words(text)


def test_only_the_last_column_of_the_glossary_may_hold_a_word_not_to_say() -> None:
    row = "| matter | what is relieved | eligible |"
    assert not rules.banned_words(rules.without_do_not_say(row))
    said = "| matter | what is eligible | row |"
    assert rules.banned_words(rules.without_do_not_say(said))
    assert rules.banned_words(rules.without_do_not_say("An eligible person."))


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "home/ann/amends",
        'open("/' + 'tmp/x")',
        "file:" + "///srv",
        "C:" + "\\Users\\ann",
        "at /a/checkout/src",
    ],
)
def test_a_path_of_one_machine_is_found(text: str) -> None:
    assert rules.machine_paths(text, "/a/checkout")


@pytest.mark.parametrize(
    "text",
    ["#!/usr/bin/env bash", "docs/home/page.md", "http://host/home/page", "/a/checkouts", "n/a"],
)
def test_a_path_of_any_machine_passes(text: str) -> None:
    assert not rules.machine_paths(text, "/a/checkout")


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\nx = datetime.date.today()",
        "import datetime as d\nx = d.datetime.now()",
        "from datetime import date as day\nx = day.today()",
        "from datetime import datetime\nread = datetime.utcnow",
        "import time\nx = time.monotonic()",
        "from time import perf_counter\nx = perf_counter()",
        "import random\nrandom.seed(1)",
        "from random import shuffle\nshuffle([])",
        "import os\nx = os.environ['HOME']",
        "from os import getenv\nx = getenv('HOME')",
        "import uuid\nx = uuid.uuid4()",
        'QUERY = "select current_date"',
        'QUERY = f"select {x} where now() > y"',
    ],
)
def test_a_read_of_clock_or_chance_is_found(source: str) -> None:
    assert rules.clock_and_chance(source)


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nx = date(2022, 7, 27)",
        "def f(time: int, today: int) -> int:\n    return time + today",
        "x = law.today()",
        "import os\nx = os.fspath(p)",
        'SAID = "is it known now?"',
    ],
)
def test_dates_that_are_passed_in_pass(source: str) -> None:
    assert not rules.clock_and_chance(source)


def test_an_undeclared_library_is_found_wherever_it_is_imported() -> None:
    source = (
        "import os.path\nimport duckdb\ndef f():\n    from requests import get\nfrom . import x\n"
    )
    assert rules.outside_libraries(source, frozenset({"duckdb"})) == [
        "line 4: requests is no dependency of the project"
    ]
