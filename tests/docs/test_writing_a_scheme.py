"""The page on writing a scheme and the scheme that it ends with are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from amends.checks.scheme_folder import check_folder
from amends.notation import read
from amends.notation.shelf import load
from amends.scheme.declarations import DayRule
from docs.pages import DOCS, ROOT, fenced, table

PAGE = (DOCS / "writing-a-scheme.md").read_text(encoding="utf-8")
SCHEME = ROOT / "examples" / "schemes" / "flood-ferries-1958"
OTHER = ROOT / "examples" / "schemes" / "flood-ferries-redress-1970"
(RECIPES,) = table(PAGE, ("the law says", "write", "mind"))
WRITTEN = [line for row in RECIPES for line in re.findall("`([^`]+)`", row[1])]
OTHER_LAW = """
scheme        Another invented law
id            another
citation      1959 c. 1
jurisdiction  Lowmere
status        enacted
in force      from 1959-01-01
matter        conviction
day rule      {rule}

effect  pardon by operation of law, where section 1 pardoned

words offences
  ferrying, theft

of the conviction
  recorded  offence    one of offences
  recorded  conduct    period
  recorded  convicted  date
  recorded  tried      date
  recorded  service    period
  recorded  tons       number
  recorded  fine       money

of the person
  recorded  birth  date

list berth of the person
  recorded  tons     number
  recorded  service  period

codes section 2 of offences
  ferrying

section 1  pardoned
  all of
    {line}
"""
DAY_RULES = re.findall("`day rule  ([^`]+)`", PAGE)


def test_the_page_has_every_line_of_the_scheme_and_pieces_of_another() -> None:
    other = (OTHER / f"{OTHER.name}.scheme").read_text(encoding="utf-8")
    blocks = [block for block in fenced(PAGE, "scheme") if block not in other]
    assert len(blocks) == len(fenced(PAGE, "scheme")) - 3
    quoted = [line for block in blocks for line in block.splitlines() if line]
    text = (SCHEME / f"{SCHEME.name}.scheme").read_text(encoding="utf-8")
    assert sorted(quoted) == sorted(line for line in text.splitlines() if line)


def test_the_page_has_the_amendment_that_lies_beside_the_scheme() -> None:
    (amendment,) = load(str(SCHEME)).amendments
    text = amendment.read_text(encoding="utf-8")
    assert fenced(PAGE, "amendment") == [text[text.index("amendment") :]]


def test_the_case_of_the_page_is_the_one_that_lies_there() -> None:
    assert fenced(PAGE, "toml") == [(SCHEME / "case.toml").read_text(encoding="utf-8")]


@pytest.mark.parametrize("folder", [SCHEME, OTHER], ids=lambda folder: folder.name)
def test_the_scheme_has_no_problem_and_says_what_it_is(folder: Path) -> None:
    found = load(str(folder))
    assert check_folder(found).problems == ()
    assert "invented" in found.scheme.jurisdiction
    assert found.scheme.reviewed == "not reviewed by a lawyer"


def test_every_provision_of_the_law_is_found_in_the_scheme() -> None:
    scheme = load(str(SCHEME)).scheme
    told = {part.provision for part in scheme.parts} | {one.provision for one in scheme.code_lists}
    told |= {limit.provision for limit in scheme.not_operative}
    told |= {limit.provision for effect in scheme.effects for limit in effect.does_not}
    for section in range(1, 7):
        assert f"> **{section}**" in PAGE
        assert any(one.startswith(f"section {section}") for one in told), section


@pytest.mark.parametrize("line", WRITTEN)
def test_what_the_page_says_that_other_laws_need_reads_as_a_condition(line: str) -> None:
    beneath = "\n      tons less than 5" if line.endswith(" where") else ""
    read(OTHER_LAW.format(rule=DAY_RULES[0], line=line + beneath), "other.scheme")


def test_the_page_has_each_day_rule() -> None:
    assert [rule.value for rule in DayRule] == DAY_RULES


@pytest.mark.parametrize("said", [row[0] for row in table(PAGE, ("it says", "so"))[0]])
def test_what_the_page_says_that_check_says_is_among_its_messages(said: str) -> None:
    known = (DOCS / "reference" / "problems.md").read_text(encoding="utf-8").replace("`", "")
    for message in re.findall("`([^`]+)`", said):
        pieces = [re.escape(piece.strip(" ,:")) for piece in message.split("...") if piece.strip()]
        assert re.search("[^|]*".join(pieces), known), message
