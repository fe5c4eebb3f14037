"""`amends page`: the questionnaire of a law as one file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends
from amends.notation.shelf import on_shelf

MINERS = "miners-strike-pardons-2022"
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "json" / "page.schema.json"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


def test_it_writes_one_file_and_says_of_what_law_it_is(tmp_path: Path) -> None:
    out = tmp_path / "new" / "check.html"
    result = run("page", MINERS, "--on", "2025-06-01", "--out", out)
    content = out.read_bytes()
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        f"{out}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}.\n"
        "Miners' Strike (Pardons) (Scotland) Act 2022, as it stood on 1 June 2025.\n"
    )
    assert b"Content-Security-Policy" in content
    again = run("page", MINERS, "--on", "2025-06-01", "--out", out, "--replace")
    assert again.exit_code == 0
    assert out.read_bytes() == content


@pytest.mark.parametrize("theme", ["plain", "scotland"])
@pytest.mark.parametrize("name", on_shelf())
def test_the_page_of_every_law_is_small_in_each_theme_with_its_worked_cases(
    name: str, theme: str, tmp_path: Path
) -> None:
    out = tmp_path / "check.html"
    result = run("page", name, "--on", "2026-06-01", "--theme", theme, "--out", out)
    assert result.exit_code == 0, result.output
    assert out.stat().st_size < 300_000


def test_its_json_is_as_published(tmp_path: Path) -> None:
    out = tmp_path / "check.html"
    result = run("page", MINERS, "--on", "2025-06-01", "--out", out, "--format", "json")
    told = json.loads(result.stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [*Draft202012Validator(schema).iter_errors(told)] == []
    assert told["on"] == "2025-06-01"
    assert told["bytes"] == out.stat().st_size


def test_the_law_that_is_supposed_and_the_way_out_stand_in_it(tmp_path: Path) -> None:
    out = tmp_path / "check.html"
    more = ("--suppose", "open point 2 = yes", "--leave-to", "https://weather.example/")
    result = run("page", MINERS, "--on", "2025-06-01", "--out", out, "--theme", "scotland", *more)
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")
    assert "Supposed: yes. It is not settled law." in page
    assert 'href="https://weather.example/"' in page


def test_a_file_that_stands_there_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "check.html"
    out.write_text("mine", encoding="utf-8")
    result = run("page", MINERS, "--on", "2025-06-01", "--out", out)
    assert result.exit_code == 6
    assert "there is something there already" in result.stderr
    assert out.read_text(encoding="utf-8") == "mine"
    assert [*tmp_path.iterdir()] == [out]


def test_it_cannot_be_written_over_a_folder(tmp_path: Path) -> None:
    result = run("page", MINERS, "--on", "2025-06-01", "--out", tmp_path, "--replace")
    assert result.exit_code == 6
    assert "there is something there already" in result.stderr


def test_a_law_that_is_not_in_force_has_nothing_to_ask(tmp_path: Path) -> None:
    out = tmp_path / "check.html"
    result = run("page", MINERS, "--on", "2020-01-01", "--out", out)
    assert result.exit_code == 3
    assert "was not in force on 1 January 2020, so there is nothing to ask" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://weather.example/", "weather"])
def test_the_way_out_is_an_address_of_the_web(tmp_path: Path, address: str) -> None:
    out = tmp_path / "check.html"
    result = run("page", MINERS, "--on", "2025-06-01", "--out", out, "--leave-to", address)
    assert result.exit_code == 2
    assert "no address of the web: begin it with https://" in result.stderr
    assert not out.exists()
