"""The reference of the handbook is what the program says of itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amends.cases.template import case_template
from amends.cli import main
from amends.cli.telling import Exit
from amends.handbook import reference_pages, write_reference
from amends.handbook.kinds import DECLARED, SHOWN
from amends.handbook.notation import node_kinds, notation_page
from amends.notation.shelf import load, on_shelf
from amends.scheme.conditions import In
from docs.pages import DOCS, ROOT, fenced, typed

STANDS = DOCS / "reference"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference_pages()


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_reference_that_stands_in_the_handbook_is_current(tmp_path: Path) -> None:
    write_reference(tmp_path / "reference")
    made, stands = files_of(tmp_path / "reference"), files_of(STANDS)
    stale = sorted(name for name in made | stands if made.get(name) != stands.get(name))
    assert not stale, "run `make handbook`, look at what changed, and keep it"


def test_the_command_writes_a_reference_in_the_place_of_an_older_one(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    write_reference(folder)
    (folder / "commands.md").write_text("old", encoding="utf-8")
    (folder / "gone.md").write_text("old", encoding="utf-8")
    assert made(folder).returncode == 0
    assert files_of(folder) == files_of(STANDS)


def test_what_is_no_reference_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Mine\n", encoding="utf-8")
    result = made(tmp_path)
    assert result.returncode != 0
    assert "holds something else than a reference" in result.stderr
    assert "Traceback" not in result.stderr
    assert files_of(tmp_path) == {"README.md": b"# Mine\n"}


def test_a_folder_must_be_named() -> None:
    assert "Say where the reference is to stand" in made().stderr


def made(*folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "amends.handbook", *folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# --- commands ---


def test_every_command_stands_with_each_of_its_options(pages: dict[str, str]) -> None:
    page = pages["commands.md"]
    top = main.make_context("amends", [], resilient_parsing=True)
    for name in main.list_commands(top):
        (section,) = [one for one in page.split("\n## ") if one.startswith(f"amends {name}\n")]
        command = main.get_command(top, name)
        assert command is not None
        for option in command.params:
            assert all(written in section for written in option.opts if written.startswith("-"))


def test_every_exit_code_is_told(pages: dict[str, str]) -> None:
    told = pages["commands.md"].partition("Exit codes: ")[2].partition("\n\n")[0]
    codes = {int(one.split()[0]) for one in told.replace("\n", " ").split("; ")}
    assert codes == {code.value for code in Exit}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples of the help texts name."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("my-archive", "where-it-lies-now"):
        shutil.copytree(ROOT / "examples" / "practice-register", folder / name)
    shutil.copy(ROOT / "examples" / "cases" / "attempt.toml", folder / "my-case.toml")
    law = ROOT / "examples" / "schemes" / "flood-ferries-1958"
    shutil.copytree(law / "cases", folder / "cases")
    shutil.copy(law / f"{law.name}.scheme", folder / "my-law.scheme")
    for amendment in load(str(law)).amendments:
        shutil.copy(amendment, folder)
    return folder


def test_every_example_of_a_help_text_can_be_typed_in_this_order(
    archive: Path, pages: dict[str, str]
) -> None:
    law = "miners-strike-pardons-2022"
    lines = [line for block in fenced(pages["commands.md"], "sh") for line in block.splitlines()]
    assert len(lines) > 8
    # Whatever a run is needed for comes behind the command that makes one.
    for line in sorted(lines, key=lambda line: "my-run" in line and "assess" not in line):
        result = typed(line.replace("SCHEME", law), archive)
        assert result.returncode == 0, f"{line}\n{result.stderr}"


# --- the notation ---


def test_each_node_kind_has_an_example_and_its_docstring(pages: dict[str, str]) -> None:
    page = pages["notation.md"]
    for kind in node_kinds():
        assert f"\n### {kind.__name__}\n\n{(kind.__doc__ or '').split('.')[0]}" in page
    assert not {kind for kinds in DECLARED for kind in kinds} & {In}


def test_a_kind_without_an_example_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(SHOWN, In)
    with pytest.raises(LookupError, match="no example that shows In"):
        notation_page()


def test_an_example_that_does_not_show_its_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHOWN, In, ("fine less than 500.00",))
    with pytest.raises(LookupError, match="no example that shows In"):
        notation_page()


# --- schemes ---


def test_a_scheme_stands_with_its_facts_questions_open_points_and_text(
    pages: dict[str, str],
) -> None:
    for name in on_shelf():
        found, page = load(name), pages[f"schemes/{name}/README.md"]
        scheme = found.scheme
        assert fenced(page, "scheme") == [found.path.read_text(encoding="utf-8")]
        beside = [p.read_text(encoding="utf-8").rstrip("\n") + "\n" for p in found.amendments]
        assert fenced(page, "amendment") == beside
        assert fenced(page, "toml") == [case_template(scheme)]
        lists = [fact for kind in scheme.lists for fact in kind.facts]
        for fact in (*scheme.matter_facts, *scheme.person_facts, *lists):
            rows = [line for line in page.splitlines() if line.startswith(f"| {fact.name} | ")]
            assert any(fact.ask in row and fact.look in row for row in rows)
        for point in scheme.open_points:
            assert f"| {point.number} | {point.provision} | {point.question} |" in page
        for part in scheme.parts:
            assert f"| {part.provision} | {part.name}" in page


def test_case_tables_and_notes_are_printed_unchanged(pages: dict[str, str]) -> None:
    for name in on_shelf():
        found = load(name)
        tables = pages[f"schemes/{name}/case-tables.md"]
        for path in found.case_tables:
            assert path.read_text(encoding="utf-8") in tables
        notes = (found.path.parent / "notes.md").read_text(encoding="utf-8")
        assert pages[f"schemes/{name}/notes.md"] == notes
