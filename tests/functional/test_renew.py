"""`amends renew` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from amends.explanation import answers_schema
from functional.sheet_commands import (
    CASE,
    LAW,
    ROOT,
    later_listed,
    make,
    names,
    refused,
    run,
    shaped,
)
from seals.sheets import KEY, SEED


def test_i_was_told_no_before(tmp_path: Path) -> None:
    out = make(tmp_path / "s", case=later_listed(tmp_path))
    result = run("renew", out / "sheet.html", "--on", "2025-06-01")
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "section 3(ca) was inserted from 22 January 2025" in said
    assert "the sheet says: does not apply; now: applies." in said
    assert "On these facts section 1(1) pardons this conviction." in said


def test_renewed_as_json_has_its_documented_shape(tmp_path: Path) -> None:
    out = make(tmp_path / "s", case=later_listed(tmp_path))
    found = shaped(
        run("renew", out / "sheet.json", "--on", "2025-06-01", "--format", "json"), "renew"
    )
    (matter,) = found["matters"]
    Draft202012Validator(answers_schema()).validate([matter["answer"]])
    assert (found["changed"], found["same_text"]) == (True, True)
    assert [one["provision"] for one in found["changes"]] == ["section 1(1)(b)(i)", "section 3(ca)"]


def test_answers_withheld_must_all_be_given(tmp_path: Path) -> None:
    out = make(tmp_path / "s", "--withhold", "offence", "--withhold", "conduct")
    (said, _) = refused(run("renew", out / "sheet.html", "--on", "2025-06-01"))
    assert "(2 withheld, 0 given)" in said
    kept = json.loads((out / "keep-apart.json").read_bytes())
    some = tmp_path / "some.json"
    some.write_text(json.dumps({**kept, "answers": kept["answers"][:1]}), encoding="utf-8")
    given = run("renew", out / "sheet.html", "--on", "2025-06-01", "--withheld", some)
    assert "(2 withheld, 1 given)" in refused(given)[0]
    whole = out / "keep-apart.json"
    result = run("renew", out / "sheet.html", "--on", "2025-06-01", "--withheld", whole)
    assert result.exit_code == 0, result.output
    assert "as before, applies" in result.stdout


def test_another_text_of_the_law_is_renewed_only_where_that_is_said(tmp_path: Path) -> None:
    mine = tmp_path / LAW
    mine.mkdir()
    (shelf,) = (ROOT / "schemes").glob(f"*/{LAW}")
    for path in shelf.iterdir():
        if path.is_file():
            (mine / path.name).write_bytes(path.read_bytes())
    scheme = mine / f"{LAW}.scheme"
    scheme.write_text(f"-- my copy\n{scheme.read_text(encoding='utf-8')}", encoding="utf-8")
    out = tmp_path / "s"
    assert run("sheet", mine, CASE, "--on", "2023-06-01", "--out", out).exit_code == 0
    assert "is another than the one" in " ".join(run("verify", out / "sheet.html").stdout.split())
    (said, _) = refused(run("renew", out / "sheet.html", "--on", "2025-06-01"))
    assert "is another than the one the sheet rests on" in said
    told = run("renew", out / "sheet.html", "--on", "2025-06-01", "--other-text")
    assert told.exit_code == 0
    assert "This copy has another text of the scheme" in told.stdout


# --- a new sheet of an old one ---


def test_renewing_can_write_a_new_sheet_that_names_the_old_one(tmp_path: Path) -> None:
    out = make(tmp_path / "s", case=later_listed(tmp_path))
    before = (out / "sheet.json").read_bytes()
    old = run("verify", out / "sheet.json", "--format", "json")
    code = json.loads(old.stdout)["seal_code"]
    new = tmp_path / "new"
    result = run("renew", out / "sheet.html", "--on", "2025-06-01", "--out", new, "--pdf")
    assert result.exit_code == 0, result.output
    assert "now: applies." in result.stdout
    assert f"The new sheet:\n{new / 'sheet.html'}\n" in result.stdout
    assert names(new) == ["sheet.html", "sheet.json", "sheet.pdf"]
    assert (out / "sheet.json").read_bytes() == before
    told = " ".join(run("verify", new / "sheet.html").stdout.replace("\n| ", " ").split())
    assert f"It renews the sheet with the seal code {code}" in told
    assert "section 1(1) pardons this conviction." in told


def test_the_new_sheet_is_told_as_json_and_signed_as_asked(tmp_path: Path) -> None:
    (tmp_path / "my.key").write_text(SEED.hex(), encoding="ascii")
    out = make(tmp_path / "s", "--withhold", "offence")
    kept = ("--withheld", out / "keep-apart.json", "--format", "json")
    plain = shaped(run("renew", out / "sheet.json", "--on", "2025-06-01", *kept), "renew")
    assert plain["new_sheet"] is None
    more = (*kept, "--out", tmp_path / "new", "--sign", tmp_path / "my.key")
    found = shaped(run("renew", out / "sheet.json", "--on", "2025-06-01", *more), "renew")
    assert (found["new_sheet"]["key"], found["new_sheet"]["withheld"]) == (KEY, 1)
    assert names(tmp_path / "new") == ["keep-apart.json", "sheet.html", "sheet.json"]
    assert b"breach of the peace" not in (tmp_path / "new" / "sheet.json").read_bytes()
    one, other = ((tmp_path / n / "keep-apart.json").read_bytes() for n in ("s", "new"))
    assert one != other


def test_a_new_sheet_keeps_to_what_was_named_though_nobody_has_answered_it(tmp_path: Path) -> None:
    out = make(tmp_path / "s", "--withhold", "hardship", case=CASE.with_name("quarrel.toml"))
    again = ("renew", out / "sheet.html", "--on", "2025-06-01")
    assert run(*again).exit_code == 0
    (said, _) = refused(run(*again, "--out", tmp_path / "new"))
    assert said.endswith("what was named to be withheld from the sheet is not given")
    assert not (tmp_path / "new").exists()
    given = ("--withheld", out / "keep-apart.json")
    assert run(*again, "--out", tmp_path / "new", *given).exit_code == 0
    for folder in (out, tmp_path / "new"):
        assert "keep-apart.json" in names(folder)
        sheet = json.loads((folder / "sheet.json").read_bytes())["sheet"]
        assert "constable" not in json.dumps(sheet["matters"])


def test_a_new_sheet_is_never_written_over_something(tmp_path: Path) -> None:
    out = make(tmp_path / "s")
    before = {name: (out / name).read_bytes() for name in names(out)}
    result = run("renew", out / "sheet.html", "--on", "2025-06-01", "--out", out)
    assert result.exit_code == 6
    assert "there is something there already" in result.stderr
    assert not result.stdout
    assert {name: (out / name).read_bytes() for name in names(out)} == before


@pytest.mark.parametrize("option", ["--pdf", "--large-print"])
def test_how_a_new_sheet_is_made_wants_to_know_where(tmp_path: Path, option: str) -> None:
    out = make(tmp_path / "s")
    result = run("renew", out / "sheet.html", "--on", "2025-06-01", option)
    assert result.exit_code == 2
    assert "say where, with --out" in " ".join(result.stderr.split())
