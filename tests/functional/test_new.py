"""`amends new`, and `amends check` as a linter of what it made."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from amends.cli import main as amends
from amends.notation import read
from amends.notation.new_scheme import LONGEST_ID, new_scheme
from amends.notation.shelf import load, on_shelf
from amends.scheme.declarations import Answer, Consequence, Status

TITLE = "Night Markets (Pardons) Act 1961"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


def begun(out: Path, name: str = "night-markets-1961", title: str = TITLE) -> Result:
    return run("new", name, "--title", title, "--jurisdiction", "Lowmere", "--out", out)


# --- what is made ---


def noted(folder: Path) -> Path:
    (folder / "notes.md").write_text("# Notes\n\nThe Act as it was printed.\n", encoding="utf-8")
    return folder


def test_what_is_made_agrees_and_has_no_problem_but_notes_to_be_written(tmp_path: Path) -> None:
    result = begun(tmp_path / "laws")
    folder = tmp_path / "laws" / "night-markets-1961"
    assert result.exit_code == 0, result.output
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    *told, now = result.stdout.splitlines()
    assert sorted(told) == [str(path) for path in files]
    assert now == f"Now: amends check {folder}"
    assert TITLE in (folder / "notes.md").read_text(encoding="utf-8")
    (found,) = lines(folder)[1]
    assert found.startswith(f"{folder / 'notes.md'}:3:1: what is to be noted here is not written")
    checked = run("check", noted(folder))
    assert checked.exit_code == 0, checked.output
    assert checked.stdout.startswith(f"{TITLE}: no problems; 4 rows of its case tables agree.\n")


def test_nothing_is_settled_before_somebody_has_read_the_law() -> None:
    text = new_scheme("a", "A", "B", ())["a.scheme"]
    scheme = read(text, "a.scheme")
    (effect,) = scheme.effects
    assert [meaning.consequence for meaning in effect.means] == list(Consequence)
    assert {meaning.answer for meaning in effect.means} == {Answer.NOT_SETTLED}
    assert scheme.status is Status.IDEA
    assert scheme.reviewed == "not reviewed by a lawyer"


LINES = st.text(max_size=40).filter(lambda text: text.isprintable() and bool(text.strip()))


@given(LINES, LINES)
def test_whatever_a_law_is_called_its_scheme_reads_and_is_called_so(title: str, place: str) -> None:
    scheme = read(new_scheme("a-law", title, place, ())["a-law.scheme"], "a-law.scheme")
    assert (scheme.title, scheme.jurisdiction) == (title, place)


def test_it_begins_where_one_stands_if_no_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "a-law", "--title", "A", "--jurisdiction", "B").exit_code == 0
    noted(tmp_path / "a-law")
    assert run("check", "a-law").exit_code == 0


# --- what is refused ---


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Night Markets (1961)", "write it as `night-markets-1961`; at most 80 characters"),
        ("../elsewhere", "write it as `elsewhere`; at most 80 characters"),
        ("night--markets", "write it as `night-markets`; at most 80 characters"),
        ("", "write it as `flood-ferries-1958`; at most 80 characters"),
        ("a" * (LONGEST_ID + 1), f"write it as `{'a' * LONGEST_ID}`; at most 80 characters"),
    ],
)
def test_a_name_that_is_no_id_is_told_with_one_that_is(
    tmp_path: Path, name: str, remedy: str
) -> None:
    result = begun(tmp_path, name)
    assert result.exit_code == 2
    assert "cannot be an id: it is made of small letters, digits and hyphens" in result.stderr
    assert f"    do:  {remedy}\n" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_id_of_the_shelf_is_refused(tmp_path: Path) -> None:
    name = next(iter(on_shelf()))
    result = begun(tmp_path, name)
    assert result.exit_code == 2
    assert f"a law on the shelf has the id `{name}`" in result.stderr


def test_a_title_of_two_lines_is_refused(tmp_path: Path) -> None:
    result = begun(tmp_path, title="An Act\nid  another")
    assert result.exit_code == 2
    assert "do:  give the title as one line of plain text" in result.stderr


def test_nothing_that_stands_is_written_over(tmp_path: Path) -> None:
    begun(tmp_path)
    scheme = tmp_path / "night-markets-1961" / "night-markets-1961.scheme"
    scheme.write_text("mine", encoding="utf-8")
    result = begun(tmp_path)
    assert result.exit_code == 6
    assert result.stderr == (
        f"{scheme.parent}: there is something there already\n"
        "    why: nothing is written over something by accident\n"
        "    do:  give another id, or another --out\n"
        "1 problem.\n"
    )
    assert scheme.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = begun(tmp_path / "file")
    assert result.exit_code == 6
    assert "cannot be used" in result.stderr


def test_it_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "notes.md":
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    result = begun(tmp_path)
    assert result.exit_code == 6
    assert "No space left on device" in result.stderr
    assert not list(tmp_path.iterdir())


# --- a linter ---


def lines(folder: Path) -> tuple[int, list[str]]:
    result = run("check", folder, "--format", "lines")
    assert result.stderr == ""
    return result.exit_code, result.stdout.splitlines()


@pytest.fixture
def law(tmp_path: Path) -> Path:
    begun(tmp_path)
    return noted(tmp_path / "night-markets-1961") / "night-markets-1961.scheme"


def changed(path: Path, old: str, new: str) -> int:
    """Change a file; the line on which the new text begins."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return text[: text.index(new)].count("\n") + 1


def test_an_editor_is_told_nothing_where_nothing_is_wrong(law: Path) -> None:
    assert lines(law.parent) == (0, [])


def test_each_problem_is_a_line_that_an_editor_can_open(law: Path) -> None:
    line = changed(law, "finding is convicted", "finding is convict")
    said = "`convict` is no word of `findings` and no list of them; did you mean `convicted`?"
    assert lines(law.parent) == (3, [f"{law}:{line}:14: {said} [unknown-word]"])
    assert lines(law) == lines(law.parent)


def test_what_is_found_in_a_scheme_that_reads_has_the_line_that_it_is_about(law: Path) -> None:
    changed(law, "    look  court register\n", "")
    seen = changed(law, "section 1, section 2", "section 1, section 2, section 3")
    text = law.read_text(encoding="utf-8").splitlines()
    fact = text.index("  recorded  finding  one of findings") + 1
    unasked, forgotten = lines(law.parent)[1]
    assert unasked.startswith(f"{law}:{fact}:1: `finding` does not say where to look; ")
    assert forgotten.startswith(f"{law}:{seen}:1: section 3 was seen, and nothing of it is encoded")


def test_what_is_wrong_in_an_amendment_or_a_case_table_is_told_there(law: Path) -> None:
    table = law.parent / "cases" / "1-first-cases.md"
    row = changed(
        table, "| convicted | convicted | applies |", "| convicted | acquitted | applies |"
    )
    (found,) = lines(law.parent)[1]
    assert found.startswith(f"{table}:{row}:1: `convicted`: the scheme says")
    amendment = law.with_name("act-1963.amendment")
    amendment.write_text(
        "amendment  Act 1963\ncitation  1963 c. 1\namends  night-markets-1961\n"
        "in force  from 1963-01-01\n\nchange  section 1  in section 1\n  repeal  (z)\n",
        encoding="utf-8",
    )
    (found,) = lines(law.parent)[1]
    assert found.startswith(f"{amendment}:7:")


def test_a_part_that_an_amendment_brings_is_found_in_it(law: Path) -> None:
    amendment = law.with_name("act-1963.amendment")
    amendment.write_text(
        "amendment  Act 1963\ncitation  1963 c. 1\namends  night-markets-1961\n"
        "in force  from 1963-01-01\n\nsection 1A  nobody's\n  finding is acquitted\n",
        encoding="utf-8",
    )
    found = lines(law.parent)[1]
    assert found[0] == (
        f"{amendment}:6:1: nothing rests on `nobody's`; use it, or leave it out "
        "[scheme-unused-part]"
    )


def test_a_scheme_named_by_its_id_is_told_of_without_a_path() -> None:
    found = load(next(iter(on_shelf())))
    assert found.told(found.path) == found.path.name
    assert load(str(found.path)).told(found.path) == str(found.path)
