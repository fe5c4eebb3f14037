"""The page on writing a scheme and the scheme that it ends with are the same."""

from __future__ import annotations

from amends.checks.case_tables import check_case_tables
from amends.checks.unused import check_unused
from amends.notation.shelf import load
from docs.pages import DOCS, ROOT, fenced

PAGE = (DOCS / "writing-a-scheme.md").read_text(encoding="utf-8")
SCHEME = ROOT / "examples" / "schemes" / "flood-ferries-1958"


def test_the_page_has_every_line_of_the_scheme_and_no_other() -> None:
    quoted = [line for block in fenced(PAGE, "scheme") for line in block.splitlines() if line]
    text = (SCHEME / f"{SCHEME.name}.scheme").read_text(encoding="utf-8")
    assert sorted(quoted) == sorted(line for line in text.splitlines() if line)


def test_the_case_of_the_page_is_the_one_that_lies_there() -> None:
    assert fenced(PAGE, "toml") == [(SCHEME / "case.toml").read_text(encoding="utf-8")]


def test_the_scheme_has_no_problem_and_says_what_it_is() -> None:
    found = load(str(SCHEME))
    assert not check_unused(found.scheme, "")
    assert not check_case_tables(found.scheme, found.case_tables, "").problems
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
