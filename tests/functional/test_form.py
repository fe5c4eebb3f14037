"""`amends form` as a person types it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amends import __version__
from amends.cli import main as amends
from amends.notation.shelf import load

LAW = "miners-strike-pardons-2022"
ON = ("--on", "2025-06-01")


def form(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, ["form", *map(str, arguments)])


def test_a_form_is_written_and_told_of(tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    result = form(LAW, *ON, "--out", out)
    assert result.exit_code == 0, result.output
    content = out.read_bytes()
    assert result.stdout == (
        f"{out}: {len(content):,} bytes, SHA-256 {sha256(content).hexdigest()}.\n"
        "Miners' Strike (Pardons) (Scotland) Act 2022, as it stood on 1 June 2025.\n"
    )
    page = content.decode("utf-8")
    assert "A1. Which court was it?" in page
    assert "How to find the answer by hand" not in page
    assert "How to get the answer" in page
    assert f"`amends form {LAW} --on 2025-06-01 --out script.html --as script`" in page
    assert "changed since" not in page
    # What it is, and what it is not.
    assert "Not reviewed by a lawyer." in page
    assert "It is not legal advice and no certificate" in page
    assert f"{LAW}, SHA-256 {load(LAW).sha256}" in page
    assert f"Amends {__version__}" in page


def test_a_script_has_the_law_to_go_through_and_worked_cases(tmp_path: Path) -> None:
    out = tmp_path / "script.html"
    result = form(LAW, *ON, "--out", out, "--as", "script", "--format", "json")
    told = json.loads(result.stdout)
    assert told["scheme"] == LAW
    assert told["on"] == "2025-06-01"
    assert told["sha256"] == sha256(out.read_bytes()).hexdigest()
    page = out.read_text(encoding="utf-8")
    for heading in ("Read out first:", "How to find the answer by hand", "Worked cases"):
        assert heading in page


def test_the_same_form_is_made_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert form(LAW, *ON, "--out", tmp_path / name, "--as", "script").exit_code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_it_is_the_form_of_its_day(tmp_path: Path) -> None:
    shown = {}
    for on in ("2023-01-01", "2025-06-01"):
        out = tmp_path / on
        assert form(LAW, "--on", on, "--out", out, "--as", "script").exit_code == 0
        shown[on] = out.read_text(encoding="utf-8")
    # The instrument that added an offence.
    assert "covered by section 3(a), (b) or (c)." in shown["2023-01-01"]
    assert "covered by section 3(a), (b), (c) or (ca)." in shown["2025-06-01"]


@pytest.mark.parametrize("made_as", ["form", "script"])
def test_where_the_law_was_changed_since_it_says_so(tmp_path: Path, made_as: str) -> None:
    out = tmp_path / "a.html"
    assert form(LAW, "--on", "2023-01-01", "--out", out, "--as", made_as).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<strong>The law has been changed since: from 22 January 2025 by" in page


def test_a_script_speaks_of_nobody_as_a_man(tmp_path: Path) -> None:
    out = tmp_path / "script.html"
    assert form(LAW, *ON, "--out", out, "--as", "script").exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "they may already be pardoned" in page
    assert not re.search(r"\bhe may\b", page)


def test_a_supposed_answer_changes_what_is_left_open(tmp_path: Path) -> None:
    out = tmp_path / "script.html"
    options = ("--suppose", "open point 3 = no", "--as", "script")
    assert form(LAW, *ON, "--out", out, *options).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "Point 2, section 3" in page
    assert "Point 3, section 5" not in page


def test_a_proposal_is_said_to_be_no_law(tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    bill = "miners-strike-pardons-bill-2021"
    assert form(bill, "--on", "2026-06-01", "--out", out).exit_code == 0
    assert "is not law" in out.read_text(encoding="utf-8")


def test_large_print_and_a_theme(tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    options = ("--large-print", "--theme", "scotland")
    assert form(LAW, *ON, "--out", out, *options).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert re.search(r"<html [^>]*amends-large", page)
    assert "Roboto" in page


def test_a_day_on_which_there_was_no_law_has_no_form(tmp_path: Path) -> None:
    result = form(LAW, "--on", "2020-01-01", "--out", tmp_path / "form.html")
    assert result.exit_code == 3
    assert "was not in force on 1 January 2020" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_by_accident(tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    out.write_text("mine", encoding="utf-8")
    refused = form(LAW, *ON, "--out", out)
    assert refused.exit_code == 6
    assert "there is something there already" in refused.stderr
    assert out.read_text(encoding="utf-8") == "mine"
    assert form(LAW, *ON, "--out", out, "--replace").exit_code == 0
    assert "Which court was it?" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", [("--as", "poster"), ("--theme", "gold")])
def test_what_there_is_not_is_told_with_what_there_is(
    tmp_path: Path, option: tuple[str, str]
) -> None:
    result = form(LAW, *ON, "--out", tmp_path / "form.html", *option)
    assert result.exit_code == 2
    assert "is not one of" in result.stderr
