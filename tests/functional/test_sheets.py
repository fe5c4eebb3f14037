"""`amends sheet` and `verify` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from functional.sheet_commands import CASE, LAW, ROOT, make, names, refused, run, shaped
from seals import second_verifier
from seals.sheets import KEY, OTHER_KEY, SEED

# --- making ---


def test_a_folder_gets_the_page_and_the_file_and_its_code_is_said(tmp_path: Path) -> None:
    result = run("sheet", LAW, CASE, "--on", "2023-06-01", "--out", tmp_path / "s")
    assert result.exit_code == 0, result.output
    assert names(tmp_path / "s") == ["sheet.html", "sheet.json"]
    assert (tmp_path / "s").stat().st_mode & 0o077 == 0
    code = result.stdout.strip().rpartition("Seal code: ")[2]
    sealed = (tmp_path / "s" / "sheet.json").read_bytes()
    assert second_verifier.passes(sealed, code)
    page = (tmp_path / "s" / "sheet.html").read_text(encoding="utf-8")
    assert code in page
    assert "it is no certificate" in page


def test_it_is_signed_and_withheld_and_printed_as_asked(tmp_path: Path) -> None:
    (tmp_path / "my.key").write_text(SEED.hex() + "\n", encoding="ascii")
    more = ("--sign", tmp_path / "my.key", "--withhold", "offence", "--pdf", "--format", "json")
    result = run("sheet", LAW, CASE, "--on", "2023-06-01", "--out", tmp_path / "s", *more)
    told = shaped(result, "sheet")
    assert names(tmp_path / "s") == ["keep-apart.json", "sheet.html", "sheet.json", "sheet.pdf"]
    assert (told["key"], told["withheld"]) == (KEY, 1)
    page = (tmp_path / "s" / "sheet.html").read_text(encoding="utf-8")
    assert "On answers not shown." in page
    assert "breach of the peace" not in page
    assert SEED.hex() not in page + (tmp_path / "s" / "sheet.json").read_text(encoding="utf-8")


def test_each_sheet_withholds_with_salts_of_its_own(tmp_path: Path) -> None:
    one, other = (make(tmp_path / name, "--withhold", "all") for name in ("a", "b"))
    kept = [json.loads((out / "keep-apart.json").read_bytes()) for out in (one, other)]
    salts = [answer["salt"] for each in kept for answer in each["answers"]]
    assert len(set(salts)) == len(salts) > 2


def test_nothing_that_stands_is_written_over(tmp_path: Path) -> None:
    out = make(tmp_path / "s")
    before = (out / "sheet.json").read_bytes()
    result = run("sheet", LAW, CASE, "--on", "2025-06-01", "--out", out)
    assert result.exit_code == 6
    assert (out / "sheet.json").read_bytes() == before
    assert names(tmp_path) == ["s"]


@pytest.mark.parametrize("content", ["", "abc", "0" * 63, "0" * 65, "g" * 64, "0" * 500])
def test_what_is_no_secret_key_is_refused_and_not_repeated(tmp_path: Path, content: str) -> None:
    (tmp_path / "my.key").write_text(content, encoding="ascii")
    result = run("sheet", LAW, CASE, "--out", tmp_path / "s", "--sign", tmp_path / "my.key")
    (said, _) = refused(result)
    assert said.endswith("this is no secret key as it is read here")
    assert not content or content not in result.stderr
    assert not (tmp_path / "s").exists()


def test_a_fact_that_cannot_be_withheld_is_told(tmp_path: Path) -> None:
    result = run("sheet", LAW, CASE, "--out", tmp_path / "s", "--withhold", "ofence")
    assert result.exit_code == 2
    assert "did you mean `offence`?" in result.stderr


def test_where_nothing_of_what_is_named_was_answered_that_is_said(tmp_path: Path) -> None:
    more = ("--withhold", "relative", "--out", tmp_path / "s")
    result = run("sheet", LAW, CASE, "--on", "2023-06-01", *more)
    assert "No answer is withheld" in result.stderr
    assert names(tmp_path / "s") == ["keep-apart.json", "sheet.html", "sheet.json"]
    assert "Keep keep-apart.json apart" in result.stdout
    page = (tmp_path / "s" / "sheet.html").read_text(encoding="utf-8")
    assert "answers not shown" not in page.casefold()


# --- checking ---


@pytest.mark.parametrize("file", ["sheet.html", "sheet.json"])
def test_a_sheet_verifies_from_either_file_and_what_that_shows_is_said(
    tmp_path: Path, file: str
) -> None:
    result = run("verify", make(tmp_path / "s") / file)
    assert result.exit_code == 0, result.output
    assert "The file is as it was when it was sealed." in result.stdout
    assert "Nobody has signed it" in result.stdout
    assert "no certificate" in " ".join(result.stdout.split())
    assert ("The page shows what the file in it says." in result.stdout) == (file[-1] == "l")


def test_where_the_law_was_changed_since_it_is_said_how_to_ask_again(tmp_path: Path) -> None:
    file = make(tmp_path / "s", "--pdf") / "sheet.json"
    said = " ".join(run("verify", file).stdout.split())
    assert said.count("The law has been changed since: from 22 January 2025 by") == 1
    assert f"Ask again: amends renew {file}" in said
    found = shaped(run("verify", file, "--format", "json"), "verify")
    assert [one["since"] for one in found["changed_since"]] == ["2025-01-22"]
    assert found["changed_since_here"] == found["changed_since"]
    newest = make(tmp_path / "new", on="2025-06-01") / "sheet.json"
    assert "renew" not in run("verify", newest).stdout
    assert shaped(run("verify", newest, "--format", "json"), "verify")["changed_since"] == []


def test_a_change_that_only_this_copy_knows_of_is_told(tmp_path: Path) -> None:
    mine = tmp_path / LAW
    mine.mkdir()
    (shelf,) = (ROOT / "schemes").glob(f"*/{LAW}")
    (mine / f"{LAW}.scheme").write_bytes((shelf / f"{LAW}.scheme").read_bytes())
    out = tmp_path / "s"
    assert run("sheet", mine, CASE, "--on", "2023-06-01", "--out", out).exit_code == 0
    assert "law has been changed" not in (out / "sheet.html").read_text(encoding="utf-8")
    said = " ".join(run("verify", out / "sheet.html").stdout.split())
    assert "The law has been changed since: from 22 January 2025 by" in said
    assert "Ask again:" in said


def test_a_file_is_no_public_key_and_what_is_wanted_is_said(tmp_path: Path) -> None:
    out = make(tmp_path / "s")
    result = run("verify", out / "sheet.html", "--key", out / "sheet.json")
    assert "is not a public key" in refused(result)[0]
    assert "give the 64 digits themselves" in result.stderr
    assert "not a file" in result.stderr


def test_the_answers_withheld_are_shown_with_the_list_kept_apart(tmp_path: Path) -> None:
    out = make(tmp_path / "s", "--withhold", "offence")
    bare = run("verify", out / "sheet.html")
    assert "It rests on an answer that is not shown in it." in bare.stdout
    assert "Breach of the peace" not in bare.stdout
    told = run("verify", out / "sheet.html", "--withheld", out / "keep-apart.json")
    assert "Breach of the peace" in " ".join(told.stdout.replace("\n| ", " ").split())
    arguments = (out / "sheet.json", "--withheld", out / "keep-apart.json", "--format", "json")
    found = shaped(run("verify", *arguments), "verify")
    assert [one["value"] for one in found["shown"]] == ["breach of the peace"]
    assert found["text_here"] == "same"


def test_a_changed_page_and_a_changed_file_are_refused(tmp_path: Path) -> None:
    out = make(tmp_path / "s")
    page = out / "sheet.html"
    page.write_bytes(page.read_bytes().replace(b"14 June 1984", b"15 June 1984"))
    (said, _) = refused(run("verify", page))
    assert said.endswith("what this page shows is not what the file in it says")
    file = out / "sheet.json"
    file.write_bytes(file.read_bytes().replace(b"14 June 1984", b"15 June 1984"))
    assert "its hash is another" in refused(run("verify", file))[0]
    assert refused(run("renew", file, "--on", "2025-06-01"))


def test_a_key_that_does_not_fit_is_told(tmp_path: Path) -> None:
    (tmp_path / "my.key").write_text(SEED.hex(), encoding="ascii")
    out = make(tmp_path / "s", "--sign", tmp_path / "my.key")
    assert run("verify", out / "sheet.html", "--key", KEY).exit_code == 0
    assert "another key" in refused(run("verify", out / "sheet.html", "--key", OTHER_KEY))[0]
    assert refused(run("renew", out / "sheet.html", "--key", OTHER_KEY))


def test_a_sheet_of_a_scheme_that_this_copy_does_not_have_is_verified_and_said(
    tmp_path: Path,
) -> None:
    scheme = ROOT / "examples" / "schemes" / "flood-ferries-1958"
    case = tmp_path / "case.toml"
    case.write_text('source = "f"\n[[matter]]\nkey = "m"\n', encoding="utf-8")
    out = tmp_path / "s"
    result = run("sheet", scheme, case, "--on", "1960-01-01", "--out", out)
    assert result.exit_code == 0, result.output
    assert "does not have this scheme" in run("verify", out / "sheet.html").stdout
    (said, _) = refused(run("renew", out / "sheet.html", "--on", "1970-01-01"))
    assert "this copy does not have the scheme" in said
    given = run("renew", out / "sheet.html", "--on", "1970-01-01", "--scheme", scheme)
    assert given.exit_code == 0, given.output
    other = run("renew", out / "sheet.html", "--on", "2025-06-01", "--scheme", LAW, "--other-text")
    assert "the sheet is of the scheme `flood-ferries-1958`" in refused(other)[0]


def test_problems_are_told_as_json_where_that_is_asked(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    result = run("verify", tmp_path / "x.json", "--format", "json")
    assert result.exit_code == 8
    assert [one["code"] for one in shaped(result, "problems")["problems"]] == ["not-a-sheet"]


# --- in large print ---

LARGE = ("--large-print",)


def test_the_paper_is_set_in_large_print_as_asked(tmp_path: Path) -> None:
    pages = [make(tmp_path / n, "--pdf", *more) for n, more in (("a", ()), ("b", LARGE))]
    plain, large = ((out / "sheet.pdf").read_bytes() for out in pages)
    assert b"/S/Table" in plain
    assert b"/S/Table" not in large


def test_large_print_is_of_the_paper_and_that_is_said(tmp_path: Path) -> None:
    result = run("sheet", LAW, CASE, "--out", tmp_path / "s", "--large-print")
    assert result.exit_code == 2
    assert "add --pdf" in result.stderr
    assert not (tmp_path / "s").exists()
