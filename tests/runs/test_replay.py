"""A run is made again from its folder; what was edited, cut short or moved is told."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends
from amends.notation.shelf import on_shelf
from amends.registers.reading import OpenArchive, Reading

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "examples" / "practice-register"
LAW = "miners-strike-pardons-2022"


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


def shaped(result: Result, shape: str) -> Any:  # noqa: ANN401 - what a schema has just held
    found = json.loads(result.stdout)
    schema = json.loads((ROOT / "docs/json" / f"{shape}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, a scheme beside it, and a run of both."""
    place = tmp_path_factory.mktemp("made")
    shutil.copytree(REGISTER, place / "register")
    shutil.copy(on_shelf()[LAW], place / "law.scheme")
    for amendment in on_shelf()[LAW].parent.glob("*.amendment"):
        shutil.copy(amendment, place)
    arguments = (place / "law.scheme", place / "register", "--on", "2025-06-01")
    result = command("assess", *arguments, "--out", place / "run")
    assert result.exit_code == 0, result.output
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def told(result: Result, code: int = 7) -> list[str]:
    assert result.exit_code == code, result.output
    return [problem["code"] for problem in shaped(result, "problems")["problems"]]


def test_a_run_comes_out_the_same(place: Path) -> None:
    before = sorted(path.name for path in place.iterdir())
    result = command("replay", place / "run")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("The same again: 8 files and the manifest.")
    found = shaped(command("replay", place / "run", "--format", "json"), "replay")
    assert found["same"] is True
    assert sorted(path.name for path in place.iterdir()) == before


def test_a_run_that_was_moved_with_its_register_comes_out_the_same(place: Path) -> None:
    moved = place.rename(place.with_name("moved"))
    assert command("replay", moved / "run").exit_code == 0


def test_a_register_that_was_moved_is_asked_for(place: Path) -> None:
    (place / "register").rename(place / "elsewhere")
    assert told(command("replay", place / "run", "--format", "json")) == ["register-moved"]
    assert command("replay", place / "run", "--register", place / "elsewhere").exit_code == 0
    (place / "run" / "where.json").unlink()
    assert told(command("replay", place / "run", "--format", "json")) == ["register-moved"]


def test_a_register_that_changed_is_told_file_by_file(place: Path) -> None:
    with (place / "register" / "kin.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    (place / "register" / "testimony.csv").unlink()
    result = command("replay", place / "run", "--format", "json")
    assert told(result) == ["register-changed", "register-changed"]
    files = [problem["file"] for problem in json.loads(result.stdout)["problems"]]
    assert files == ["kin.csv", "testimony.csv"]
    assert told(
        command("explain", "--run", place / "run", "--case", "EDI-1/1/1", "--format", "json")
    ) == ["register-changed", "register-changed"]


def test_a_scheme_that_changed_is_told(place: Path) -> None:
    with (place / "law.scheme").open("a", encoding="utf-8") as file:
        file.write("\n-- a remark\n")
    assert told(command("replay", place / "run", "--format", "json")) == ["scheme-changed"]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"undetermined", b"applies", 1))


@pytest.mark.parametrize(
    ("name", "spoil", "code"),
    [
        ("assessments.csv", _edit, "run-edited"),
        ("assessments.csv", _cut, "run-edited"),
        ("assessments.csv", Path.unlink, "run-incomplete"),
        ("assessments.parquet", _cut, "run-edited"),
        ("assessments.parquet", Path.unlink, "run-incomplete"),
        ("patterns.json", _edit, "run-edited"),
        ("worklist.csv", _cut, "run-edited"),
        ("report.html", Path.unlink, "run-incomplete"),
        ("manifest.json", _cut, "manifest-damaged"),
        ("manifest.json", _edit, "manifest-damaged"),
        ("manifest.json", Path.unlink, "no-run"),
        ("manifest.json", lambda path: path.write_bytes(b"\xff\xfe"), "manifest-damaged"),
        ("manifest.json", lambda path: path.write_text("[" * 9999), "manifest-damaged"),
        ("manifest.json", lambda path: path.write_text('{"amends": "0"}'), "manifest-damaged"),
    ],
)
def test_what_was_spoilt_is_told_by_every_command(
    name: str, spoil: Callable[[Path], object], code: str, place: Path
) -> None:
    spoil(place / "run" / name)
    run = place / "run"
    for arguments in (("replay", run), ("worklist", run), ("explain", "--run", run, "--case", "A")):
        result = command(*arguments, "--format", "json")
        assert told(result) == [code]
        (problem,) = json.loads(result.stdout)["problems"]
        assert problem["remedy"]
        if code == "run-edited":
            assert problem["remedy"] == (
                "put it back as it was, or make the run again with `amends assess`;"
                " notes go into a copy outside the folder"
            )


def test_whether_a_register_changed_is_seen_without_reading_its_rows(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[object] = []
    begin = Reading.__init__

    def counted(self: Reading, opened: OpenArchive) -> None:
        readings.append(self)
        begin(self, opened)

    monkeypatch.setattr(Reading, "__init__", counted)
    arguments = ("explain", "--run", place / "run", "--case")
    for entry, code in (("EDI-1/7/10", 0), ("EDI-1/7/1000", 4)):
        assert command(*arguments, entry).exit_code == code
        assert len(readings) == 1
        readings.clear()
    assert command("replay", place / "run").exit_code == 0
    assert len(readings) == 1


def signed(manifest: dict[str, object]) -> str:
    """A manifest with a digest that fits."""
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    text = json.dumps(rest, ensure_ascii=False, indent=2) + "\n"
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return json.dumps({**rest, "digest": digest}, ensure_ascii=False, indent=2) + "\n"


def test_a_run_of_another_version_is_made_again_and_said_to_be(place: Path) -> None:
    path = place / "run" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(signed({**manifest, "amends": "0.0.1"}), encoding="utf-8")
    result = command("replay", place / "run")
    assert result.exit_code == 7
    assert "made by Amends 0.0.1" in result.stderr
    assert "differs in:\n  amends\n" in result.stdout
    found = shaped(command("replay", place / "run", "--format", "json"), "replay")
    assert found == {"run": str(place / "run"), "same": False, "differs_in": ["amends"]}
    explained = command("explain", "--run", place / "run", "--case", "EDI-1/1/1")
    assert "made by Amends 0.0.1" in explained.stderr


def test_a_manifest_of_another_make_is_told(place: Path) -> None:
    path = place / "run" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["outputs"]
    path.write_text(signed(manifest), encoding="utf-8")
    assert told(command("replay", place / "run", "--format", "json")) == ["manifest-damaged"]


def test_what_comes_out_otherwise_is_named(place: Path) -> None:
    path = place / "run" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["counts"]["matters"] += 1
    path.write_text(signed(manifest), encoding="utf-8")
    found = shaped(command("replay", place / "run", "--format", "json"), "replay")
    assert found["differs_in"] == ["counts: matters"]


# --- an entry of a run, and its worklist ---


def test_an_entry_of_a_run_is_explained(place: Path) -> None:
    result = command("explain", "--run", place / "run", "--case", "EDI-1/7/10")
    assert result.exit_code == 0, result.output
    assert "as it stood on 1 June 2025" in result.stdout
    assert "Reference: EDI-1/7/10" in result.stdout
    for answer in shaped(
        command("explain", "--run", place / "run", "--case", "EDI-1/7/10", "--format", "json"),
        "explain",
    ):
        assert answer["on"] == "2025-06-01"


def test_what_is_no_entry_of_a_run_is_told_with_the_nearest(place: Path) -> None:
    arguments = ("explain", "--run", place / "run", "--format", "json", "--case")
    result = command(*arguments, "EDI-1/7/1000")
    assert told(result, 4) == ["no-entry"]
    assert "EDI-1/7/10" in json.loads(result.stdout)["problems"][0]["remedy"]
    assert told(command(*arguments, "EDI-1/7/10", "--charge", "99"), 4) == ["no-entry"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--run", "run"),
        ("--case", "EDI-1/7/10"),
        ("--run", "run", "--case", "EDI-1/7/10", "--on", "2025-06-01"),
        (LAW, "--run", "run", "--case", "EDI-1/7/10"),
        (LAW,),
        (),
    ],
)
def test_a_run_has_its_own_law_and_date(arguments: tuple[str, ...]) -> None:
    result = command("explain", *arguments)
    assert result.exit_code == 2
    assert "--run DIR and --case REF" in result.stderr


def test_the_worklist_says_what_to_look_up_and_where(place: Path) -> None:
    result = command("worklist", place / "run")
    assert result.exit_code == 0
    said = "court register, complaint:\n  conduct\n    could show that the law applies: "
    assert said in result.stdout
    assert "the counts overlap" in result.stdout
    found = shaped(command("worklist", place / "run", "--format", "json"), "worklist")
    assert {one["look"] for one in found["look_ups"]} > {"court register, complaint"}
    only = command("worklist", place / "run", "--look", "Pension", "--format", "json")
    assert {one["find"] for one in shaped(only, "worklist")["look_ups"]} == {"employment"}
    nothing = command("worklist", place / "run", "--look", "the moon")
    assert nothing.stdout == "There is nothing to look up in the moon.\n"


def test_a_pattern_is_shown_with_its_entries(place: Path) -> None:
    patterns = json.loads((place / "run" / "patterns.json").read_text(encoding="utf-8"))
    shape = json.loads((ROOT / "docs/json/patterns.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(shape).validate(patterns)
    first = next(one for one in patterns["patterns"] if one["text"])
    arguments = ("worklist", place / "run", "--pattern", str(first["pattern"]))
    result = command(*arguments)
    assert first["text"] in result.stdout
    found = shaped(command(*arguments, "--format", "json"), "pattern")
    assert len(found["entries"]) == first["matters"]
    told_so = command("worklist", place / "run", "--pattern", "9999", "--format", "json")
    assert told(told_so, 2) == ["no-pattern"]


# --- a run that is sealed well and says what no run says ---


def reseal(run: Path) -> None:
    """Give the manifest the digests of the files as they are now."""
    path = run / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name, digest in manifest["outputs"].items():
        if digest.startswith("sha256"):
            sha = hashlib.sha256((run / name).read_bytes()).hexdigest()
            manifest["outputs"][name] = f"sha256 {sha}"
    path.write_text(signed(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("worklist.csv", b"a,b\n1,2\n"),
        ("worklist.csv", b"\xff\xfe\x00"),
        ("worklist.csv", b""),
        ("patterns.json", b"{}"),
        ("patterns.json", b"[]"),
        ("patterns.json", b""),
        ("patterns.json", b"\xff"),
        ("patterns.json", b"[" * 9999),
        ("patterns.json", b'{"patterns": [1]}'),
        ("patterns.json", b'{"patterns": {}}'),
    ],
)
def test_a_file_that_no_run_writes_is_told(name: str, content: bytes, place: Path) -> None:
    (place / "run" / name).write_bytes(content)
    reseal(place / "run")
    more = ("--pattern", "1") if name == "patterns.json" else ()
    assert told(command("worklist", place / "run", *more, "--format", "json")) == ["run-foreign"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("supposed", {"open point 99": True}),
        ("supposed", {"open point 1": "no"}),
        ("supposed", {"point": True}),
        ("on", "yesterday"),
        ("inputs", {}),
        ("outputs", []),
        ("conventions", {"in_force": [], "not_in_force": "RC1"}),
    ],
)
def test_a_manifest_that_says_what_no_manifest_says_is_told(
    name: str, value: object, place: Path
) -> None:
    path = place / "run" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(signed({**manifest, name: value}), encoding="utf-8")
    assert told(command("replay", place / "run", "--format", "json")) == ["manifest-damaged"]


def test_a_manifest_that_names_no_files_hides_none(place: Path) -> None:
    path = place / "run" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(signed({**manifest, "outputs": {}}), encoding="utf-8")
    assert set(told(command("replay", place / "run", "--format", "json"))) == {"run-edited"}


def test_a_scheme_that_was_moved_or_is_none_any_more_is_told(place: Path) -> None:
    scheme = place / "law.scheme"
    scheme.write_text("nonsense", encoding="utf-8")
    assert told(command("replay", place / "run", "--format", "json")) == ["scheme-changed"]
    scheme.rename(place / "moved.scheme")
    assert told(command("replay", place / "run", "--format", "json")) == ["scheme-moved"]


# --- what is never replaced ---


def assessed_into(place: Path, out: Path) -> Result:
    arguments = (place / "law.scheme", place / "register", "--on", "2025-06-01")
    return command("assess", *arguments, "--out", out, "--replace", "--format", "json")


def test_a_run_is_replaced(place: Path) -> None:
    assert assessed_into(place, place / "run").exit_code == 0


@pytest.mark.parametrize("manifest", ["{}", "", "kept"])
def test_a_folder_that_holds_more_than_a_run_is_not_replaced(manifest: str, place: Path) -> None:
    folder = place / "register"
    if manifest == "kept":
        shutil.copy(place / "run" / "manifest.json", folder)
    else:
        (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    assert told(assessed_into(place, folder), 6) == ["output-exists"]
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_run_with_something_of_ones_own_in_it_or_by_a_link_is_not_replaced(place: Path) -> None:
    (place / "link").symlink_to(place / "run")
    assert told(assessed_into(place, place / "link"), 6) == ["output-exists"]
    assert (place / "link").is_symlink()
    (place / "run" / "mine.txt").write_text("keep", encoding="utf-8")
    assert told(assessed_into(place, place / "run"), 6) == ["output-exists"]
    assert (place / "run" / "mine.txt").read_text(encoding="utf-8") == "keep"


def test_what_would_steer_a_terminal_is_spelt_out(place: Path) -> None:
    path = place / "run" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(signed({**manifest, "amends": "0\x1b[2J"}), encoding="utf-8")
    result = command("replay", place / "run")
    assert "made by Amends 0[U+001B][2J" in result.stderr
    assert "\x1b" not in result.output
