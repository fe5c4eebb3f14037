"""`amends verify` says what a file says, as the file's and not as its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from amends.problems import visible
from amends.seals import sealed
from functional.sheet_commands import later_listed, make, run, shaped


def test_verifying_says_what_the_file_says_and_that_it_is_not_confirmed(tmp_path: Path) -> None:
    said = run("verify", make(tmp_path / "s") / "sheet.html").stdout.splitlines()
    start = said.index("What the file says, which is not confirmed hereby:")
    block = [line for line in said[start + 1 :] if line.startswith("|")]
    assert said[start + 1 : start + 1 + len(block)] == block
    assert not [line for line in said[:start] if line.startswith("|")]
    told = " ".join(" ".join(line.removeprefix("|") for line in block).split())
    assert "as it stood on 1 June 2023 (miners-strike-pardons-2022). Made on" in told
    assert "- On these facts section 1(1) pardons this conviction. Nobody has to decide" in told
    assert "answers not shown" not in told
    outside = " ".join(line for line in said if not line.startswith("|"))
    assert "pardons this conviction" not in outside


def test_what_rests_on_answers_not_shown_says_so_and_a_no_says_why(tmp_path: Path) -> None:
    out = make(tmp_path / "s", "--withhold", "offence", case=later_listed(tmp_path))
    told = " ".join(run("verify", out / "sheet.json").stdout.replace("\n| ", " ").split())
    assert "On answers not shown: 1 of 10." in told
    assert "does not pardon this conviction, because of what rests on answers" in told
    assert "This says nothing about whether the conviction was fair." in told
    assert "Other routes: - For a conviction in Scotland: an appeal" in told


def test_as_json_each_outcome_stands_under_what_the_file_says(tmp_path: Path) -> None:
    out = make(tmp_path / "s")
    found = shaped(run("verify", out / "sheet.json", "--format", "json"), "verify")["file_says"]
    ((effect,),) = (matter["effects"] for matter in found["matters"])
    assert (effect["outcome"], effect["exact"], effect["amount"]) == ("applies", "applies", None)
    assert found["renews"] is None


def hostile(out: Path, text: str) -> Path:
    """A sheet that another program sealed, with a text put in wherever the file has words."""
    sheet = json.loads((out / "sheet.json").read_bytes())["sheet"]
    sheet["made_by"] = {"program": f"other{text}", "version": f"1{text}"}
    sheet["what_it_is_not"] = f"It is a certificate.{text}"
    sheet["law"].update(as_at=f"An Act{text}", notice=f"Do not ask again{text}", warning=text)
    sheet["matters"][0]["key"] += text
    sheet["matters"][0]["effects"][0]["says"] += text
    file = out / "hostile.json"
    file.write_bytes(sealed(sheet))
    return file


STEERING = "\x1b[2J\x9b1A\u202e\u2066\r\n\n\x85\u2028The court has signed it.\x07"


def test_a_text_that_would_steer_a_terminal_is_shown_and_steers_nothing(tmp_path: Path) -> None:
    result = run("verify", hostile(make(tmp_path / "s"), STEERING))
    assert result.exit_code == 0, result.output
    assert all(line.isprintable() for line in result.stdout.split("\n"))
    block = [line for line in result.stdout.split("\n") if line.startswith("|")]
    said = "".join(line.removeprefix("| ").strip() for line in block)
    assert "[U+001B][2J[U+009B]1A[U+202E][U+2066][U+000D][U+000A][U+000A][U+0085][U+2028]" in said
    outside = [line for line in result.stdout.split("\n") if not line.startswith("|")]
    for text in ("The court has signed", "It is a certificate", "other[", "An Act", "Do not ask"):
        assert text not in " ".join(outside)


def test_a_long_text_without_a_gap_cannot_leave_its_place(tmp_path: Path) -> None:
    text = "\u3000" * 300 + "Seal\u3000code:\u3000AAAA"
    result = run("verify", hostile(make(tmp_path / "s"), text))
    assert all(len(line) <= 80 for line in result.stdout.split("\n") if "\u3000" in line)
    assert all(line.startswith("|") for line in result.stdout.split("\n") if "\u3000" in line)


def test_as_json_the_same_texts_are_escaped_and_have_the_same_value(tmp_path: Path) -> None:
    file = hostile(make(tmp_path / "s"), STEERING)
    result = run("verify", file, "--format", "json")
    assert all(line.isprintable() for line in result.stdout.split("\n"))
    found = shaped(result, "verify")
    assert found["file_says"]["as_at"] == f"An Act{STEERING}"
    assert "it is no certificate" in found["what_it_is_not"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_of_a_damaged_file_nothing_that_it_says_is_printed(tmp_path: Path, form: str) -> None:
    out = make(tmp_path / "s")
    whole = (out / "sheet.json").read_bytes()
    page = (out / "sheet.html").read_bytes()
    said = b"pardons this conviction"
    damaged = {
        "changed.json": whole.replace(said, b"pardons thus conviction"),
        "cut.json": whole[:-200],
        "page.html": page.replace(said, b"pardons thus conviction"),
        "newer.json": whole.replace(b'"version":2', b'"version":3'),
    }
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)
        result = run("verify", tmp_path / name, "--format", form)
        assert result.exit_code == 8
        assert "conviction" not in result.output, name
    wrong = run("verify", out / "sheet.json", "--code", "A" * 24, "--format", form)
    assert (wrong.exit_code, "pardons" in wrong.output) == (8, False)


EVERYTHING_ODD = (
    "\x1b[2J\x1b]0;x\x07\u202e\u2066\u200b\u2028\x85\r\nSeal code: 0000\x9b\ufeff\u3164"
)


def texts_of(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where a text stands in a value, each place."""
    if isinstance(value, str):
        yield path
    inside = value.items() if isinstance(value, dict) else ()
    for name, one in enumerate(value) if isinstance(value, list) else inside:
        yield from texts_of(one, (*path, name))


def test_no_text_of_a_sheet_steers_a_terminal_wherever_it_stands(tmp_path: Path) -> None:
    out = make(tmp_path / "s", "--withhold", "offence")
    whole = json.loads((out / "sheet.json").read_bytes())
    places = list(texts_of(whole["sheet"]))
    assert len(places) > 100
    file = tmp_path / "hostile.json"
    for place in places:
        sheet: Any = deepcopy(whole["sheet"])
        at = sheet
        for step in place[:-1]:
            at = at[step]
        at[place[-1]] += EVERYTHING_ODD
        file.write_bytes(sealed(sheet, whole["withheld"]))
        kept = ("--withheld", out / "keep-apart.json")
        for result in (run("verify", file), run("renew", file, "--on", "2024-01-01", *kept)):
            assert result.exit_code in (0, 8), (place, result.output)
            assert visible(result.output.replace("\n", "")) == result.output.replace("\n", ""), (
                place
            )
            lines = result.output.split("\n")
            assert not any(line.startswith("Seal code: 0") for line in lines), place
