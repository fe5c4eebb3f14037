"""The commands as a person types them, from outside."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends
from amends.explanation import answers_schema
from amends.notation.shelf import load, on_shelf

ROOT = Path(__file__).parents[2]
SHAPES = ROOT / "docs" / "json"
REGISTER = ROOT / "examples" / "practice-register"
CASES = sorted((ROOT / "examples" / "cases").glob("*.toml"))
LAW = "miners-strike-pardons-2022"
ON = ("--on", "2025-06-01")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


def shaped(result: Result, shape: str) -> Any:  # noqa: ANN401 - what a schema has just held
    """The JSON that a command printed, held to its documented shape."""
    found = json.loads(result.stdout)
    folder = ROOT / "src" / "amends" / "notation" if shape == "scheme" else SHAPES
    schema = json.loads((folder / f"{shape}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    return found


@pytest.fixture(scope="module")
def practice_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs") / "run"
    result = run("assess", LAW, REGISTER, *ON, "--out", out)
    assert result.exit_code == 0, result.output
    return out


def test_the_shape_of_an_answer_is_published_as_it_is() -> None:
    published = json.loads((SHAPES / "explain.schema.json").read_text(encoding="utf-8"))
    assert published == answers_schema()


# --- help ---


def test_help_lists_every_command_in_its_own_words() -> None:
    listed = re.sub(r"\s+", " ", run("--help").stdout)
    names = amends.list_commands(click.Context(amends))
    assert len(names) > 15
    for name in names:
        command = run(name, "--help")
        assert command.exit_code == 0
        first = command.stdout.split("\n\n")[1].strip().replace("\n  ", " ")
        assert f"{name} {first}" in listed
        assert re.search(rf"Examples?:\n +amends {name}", command.stdout)
        assert "\\b" not in command.stdout


def test_an_unknown_command_is_told() -> None:
    result = run("asess")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


# --- schemes, show, check ---


def test_schemes_are_listed_with_their_review() -> None:
    assert "not reviewed by a lawyer" in run("schemes").stdout
    listed = shaped(run("schemes", "--format", "json"), "schemes")
    assert [scheme["id"] for scheme in listed] == list(on_shelf())
    assert LAW in on_shelf()


def test_a_scheme_is_shown_as_on_a_date() -> None:
    before = run("show", LAW, "--on", "2025-01-21").stdout
    after = run("show", LAW, "--on", "2025-01-22").stdout
    assert "section 3(a), (b), (c)\n" in before
    assert "section 3(a), (b), (c), (ca)\n" not in before
    assert "section 3(a), (b), (c), (ca)\n" in after
    assert "(ca)  conspiracy" not in before
    assert "amended by" not in before
    assert "S.I. 2024/1304" in after
    assert "[from" not in after


def test_what_is_shown_reads_as_a_scheme_again(tmp_path: Path) -> None:
    shown = tmp_path / "shown.scheme"
    shown.write_text(run("show", LAW).stdout, encoding="utf-8")
    assert run("show", shown).stdout == shown.read_text(encoding="utf-8")


def test_a_scheme_as_json_has_its_documented_shape() -> None:
    assert shaped(run("show", LAW, "--format", "json"), "scheme")["id"] == LAW


def test_the_case_template_reads_as_it_stands(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text(run("show", LAW, "--case-template").stdout, encoding="utf-8")
    result = run("explain", LAW, case, *ON)
    assert result.exit_code == 0, result.output
    assert "We cannot tell from these papers. This is not a no" in result.stdout


def test_the_case_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(run("show", LAW, "--case-schema").stdout))


def test_the_shelf_has_no_problems() -> None:
    result = run("check", LAW)
    assert result.exit_code == 0, result.stderr
    found = shaped(run("check", LAW, "--format", "json"), "check")
    assert found["problems"] == []
    assert found["case_rows"] > 100


def test_every_problem_of_a_scheme_is_told_with_its_line(tmp_path: Path) -> None:
    text = on_shelf()[LAW].read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.scheme"
    wrong.write_text(
        text.replace("  hardship\n", "  hardshp\n").replace("one of courts", "one of cuorts"),
        encoding="utf-8",
    )
    result = run("check", wrong)
    assert result.exit_code == 3
    assert "hardshp" in result.stderr
    assert "did you mean `courts`?" in result.stderr
    problems = shaped(run("check", wrong, "--format", "json"), "problems")["problems"]
    assert {problem["line"] for problem in problems} >= {
        number
        for number, line in enumerate(wrong.read_text(encoding="utf-8").splitlines(), 1)
        if "hardshp" in line or "cuorts" in line
    }


def test_a_wrong_row_of_a_case_table_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / LAW
    shutil.copytree(on_shelf()[LAW].parent, folder)
    table = folder / "cases" / "2-limit-days.md"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("1984-03-11 | does not apply", "1984-03-11 | applies"), "utf-8")
    result = run("check", folder / f"{LAW}.scheme")
    assert result.exit_code == 3
    assert (
        "`the day before`: the scheme says `does not apply`, the table `applies`" in result.stderr
    )


def test_a_scheme_that_is_not_there_gets_the_nearest_name() -> None:
    result = run("show", LAW.replace("pardons", "pardon"))
    assert result.exit_code == 3
    assert f"did you mean `{LAW}`?" in result.stderr


@pytest.mark.parametrize("place", ["/dev/zero", "."])
def test_what_is_no_scheme_file_is_told(place: str) -> None:
    result = run("check", place)
    assert result.exit_code == 3
    assert place in result.stderr


# --- explain ---


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_every_worked_case_is_explained_in_words_and_as_json(case: Path) -> None:
    short, full = run("explain", LAW, case, *ON), run("explain", LAW, case, *ON, "--full")
    assert (short.exit_code, full.exit_code) == (0, 0), short.output + full.output
    assert "not reviewed by a lawyer" in short.stdout
    assert len(full.stdout) >= len(short.stdout)
    for answer in shaped(run("explain", LAW, case, *ON, "--format", "json"), "explain"):
        assert answer["outcome"] == answer["effects"][0]["outcome"]


def test_outside_its_force_the_law_says_no_to_nobody() -> None:
    result = run("explain", LAW, CASES[0], "--on", "2022-07-26", "--format", "json")
    (answer, *_) = shaped(result, "explain")
    assert answer["status"] == "not_in_force"
    assert answer["outcome"] is None


def test_the_date_of_today_is_told_where_none_is_given() -> None:
    result = run("explain", LAW, CASES[0])
    assert result.exit_code == 0
    assert re.search(r"As the law stands today, \d{4}-\d{2}-\d{2}", result.stderr)


def test_a_supposed_open_point_must_exist() -> None:
    result = run("explain", LAW, CASES[0], *ON, "--suppose", "open point 9 = yes")
    assert result.exit_code == 2
    assert "names no open point" in result.stderr


def test_an_open_point_cannot_be_supposed_both_ways() -> None:
    both = ("--suppose", "1 = yes", "--suppose", "1 = no")
    result = run("explain", LAW, CASES[0], *ON, *both)
    assert result.exit_code == 2
    assert "both yes and no" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", LAW, "no-such-case.toml", "--format", "json"),
        ("explain", LAW, CASES[0], "--on", "yesterday", "--format=json"),
        ("assess", LAW, REGISTER, "--format", "json"),
        ("explane", "--format=json"),
    ],
)
def test_what_is_misunderstood_is_json_where_that_is_asked_for(
    arguments: tuple[str | Path, ...],
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert [one["code"] for one in shaped(result, "problems")["problems"]] == ["usage"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_terminal_that_lacks_a_letter_gets_its_number(form: str, tmp_path: Path) -> None:
    going_round = tmp_path / "round.scheme"
    text = on_shelf()[LAW].read_text(encoding="utf-8")
    parts = "\nsection 100  a\n  section 101  b\n\nsection 101  b\n  section 100  a\n"
    going_round.write_text(text + parts, encoding="utf-8")
    command = [sys.executable, "-c", "from amends.cli import main; main()"]
    result = subprocess.run(
        [*command, "check", str(going_round), "--format", form],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        check=False,
    )
    assert result.returncode == 3
    assert b"Traceback" not in result.stderr
    if form == "json":
        assert "→" in json.loads(result.stdout)["problems"][0]["what"]


def test_a_case_file_without_an_end_is_not_read_to_it() -> None:
    result = run("explain", LAW, "/dev/zero", *ON)
    assert result.exit_code == 4
    assert "more than" in result.stderr


def test_words_that_find_no_room_are_told_and_no_traceback() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-c", "from amends.cli import main; main()", "show", LAW]
        result = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 6
    assert result.stderr.startswith("the output was not written")
    assert "Traceback" not in result.stderr


def test_a_date_that_is_none_is_told() -> None:
    result = run("explain", LAW, CASES[0], "--on", "31/2/2025")
    assert result.exit_code == 2
    assert "write it as 2025-06-01" in result.stderr


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            '[[matter]]\nkey = "a"\nofence = {says = "theft", source = "b"}',
            "did you mean `offence`?",
        ),
        ('[[matter]]\nkey = "a"\noffence = {says = "thefft", source = "b"}', "theft"),
        ('[[matter]]\nkey = "a"\nconduct = {says = "31/6/84", source = "b"}', "31/6/84"),
        ("[[matter", ""),
        ("\x00\x01", ""),
        ("", ""),
    ],
)
def test_a_case_with_rubbish_in_it_gets_problems(text: str, what: str, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text(text, encoding="utf-8")
    result = run("explain", LAW, case, *ON)
    assert result.exit_code == 4, result.output
    assert what in result.stderr
    assert shaped(run("explain", LAW, case, *ON, "--format", "json"), "problems")


# --- assess ---


def test_a_run_says_what_it_found(practice_run: Path, tmp_path: Path) -> None:
    result = run("assess", LAW, REGISTER, *ON, "--out", tmp_path / "again", "--format", "json")
    counts = shaped(result, "assess")["counts"]
    assert counts["rows_read"] == counts["rows_in_matters"] + counts["rows_set_aside"]
    assert counts["matters"] == sum(counts["statuses"].values())
    assert counts["statuses"]["assessed"] == sum(counts["outcomes"].values())
    again = tmp_path / "again"
    for name in ("assessments.csv", "set-aside.csv", "unmatched.csv", "manifest.json"):
        assert (again / name).read_bytes() == (practice_run / name).read_bytes()


def test_a_run_has_one_line_for_each_matter_and_effect(practice_run: Path) -> None:
    with (practice_run / "assessments.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len({(line["reference"], line["charge"], line["effect"]) for line in lines}) == len(
        lines
    )
    assert {line["status"] for line in lines} == {"assessed", "no_conviction_recorded"}
    assert all(line["provisions"] for line in lines)


def test_the_manifest_says_what_the_run_rests_on(practice_run: Path) -> None:
    manifest = json.loads((practice_run / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((SHAPES / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(manifest)
    hashes = {given["file"]: given["sha256"] for given in manifest["inputs"]}
    assert set(hashes) == {
        *("register.toml", "conventions.toml", "catalogue.toml", "key.csv", "court-register.csv"),
        *("ncb-employment.csv", "households.csv", "kin.csv", "testimony.csv"),
    }
    for name, sha in hashes.items():
        assert sha == hashlib.sha256((REGISTER / name).read_bytes()).hexdigest()
    assert manifest["scheme"]["sha256"] == load(LAW).sha256
    assert "RC2" in manifest["conventions"]["in_force"]


def test_nothing_that_was_written_names_a_person(practice_run: Path) -> None:
    with (REGISTER / "court-register.csv").open(encoding="utf-8", newline="") as file:
        names = {row["accused"] for row in csv.DictReader(file) if len(row["accused"]) > 5}
    for written in practice_run.glob("*.*"):
        text = written.read_bytes().decode("utf-8", errors="ignore")
        assert not [name for name in names if name in text]


@pytest.mark.parametrize("name", ["", "court-register.csv"])
def test_a_register_without_anything_beside_it_is_assessed_and_nothing_of_it_is_known(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(REGISTER / "court-register.csv", tmp_path / "in")
    where, out = tmp_path / "in" / name, tmp_path / "out"
    result = run("assess", LAW, where, *ON, "--out", out)
    assert result.exit_code == 0, result.output
    for file in ("catalogue.toml", "conventions.toml", "key.csv"):
        assert f"put a `{file}` beside the register" in result.stderr
    counts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["outcomes"] == {"undetermined": counts["matters"]}
    assert counts["rows_read"] == counts["rows_in_matters"] == 398
    assert counts["unmatched"] > 100


def test_a_csv_file_beside_its_catalogue_and_conventions_is_assessed_by_them(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    result = run("assess", LAW, REGISTER / "court-register.csv", *ON, "--out", out)
    assert result.exit_code == 0, result.output
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [given["file"] for given in manifest["inputs"]] == [
        *("catalogue.toml", "conventions.toml", "court-register.csv", "key.csv"),
    ]
    assert len(manifest["counts"]["outcomes"]) > 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xff", "the text is not UTF-8"),
        (b"a = " + b"9" * 5000, "too many digits"),
        (b'catalogue = "no.toml"\n[matters]\nfile = "court-register.csv"', "it is not there"),
        (b'[matters]\nfile = "no.csv"', "it is not there"),
    ],
)
def test_a_mapping_with_a_slip_in_it_gets_problems(
    content: bytes, what: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(REGISTER, tmp_path / "in")
    (folder / "register.toml").write_bytes(content)
    result = run("assess", LAW, folder, *ON, "--out", tmp_path / "out")
    assert result.exit_code == 5, result.output
    assert what in result.stderr
    assert "do:  " in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_run_may_go_without_a_convention(practice_run: Path, tmp_path: Path) -> None:
    result = run("assess", LAW, REGISTER, *ON, "--out", tmp_path / "r", "--without", "RC2, RC3")
    assert result.exit_code == 0
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["conventions"]["not_in_force"] == ["RC2", "RC3"]
    with_all = (practice_run / "assessments.csv").read_text(encoding="utf-8")
    assert (tmp_path / "r" / "assessments.csv").read_text(encoding="utf-8") != with_all


def test_an_unknown_convention_gets_the_nearest_name(tmp_path: Path) -> None:
    result = run("assess", LAW, REGISTER, *ON, "--out", tmp_path / "r", "--without", "RC22")
    assert result.exit_code == 5
    assert "did you mean `RC2`?" in result.stderr
    assert not (tmp_path / "r").exists()


def test_a_run_is_never_written_over_another_by_accident(tmp_path: Path) -> None:
    out = tmp_path / "r"
    assert run("assess", LAW, REGISTER, *ON, "--out", out).exit_code == 0
    before = (out / "manifest.json").read_bytes()
    again = run("assess", LAW, REGISTER, "--on", "2023-01-01", "--out", out)
    assert again.exit_code == 6
    assert (out / "manifest.json").read_bytes() == before
    replaced = run("assess", LAW, REGISTER, "--on", "2023-01-01", "--out", out, "--replace")
    assert replaced.exit_code == 0
    assert (out / "manifest.json").read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_a_folder_that_is_no_run_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("photographs", encoding="utf-8")
    result = run("assess", LAW, REGISTER, *ON, "--out", tmp_path, "--replace")
    assert result.exit_code == 6
    assert (tmp_path / "holiday.txt").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    result = run("assess", LAW, REGISTER, *ON, "--out", file / "run")
    assert result.exit_code == 6
    assert "cannot be written" in result.stderr


def test_outside_its_force_a_run_has_no_outcomes(tmp_path: Path) -> None:
    out = tmp_path / "r"
    result = run("assess", LAW, REGISTER, "--on", "2022-07-26", "--out", out, "--format", "json")
    counts = shaped(result, "assess")["counts"]
    assert counts["outcomes"] == {}
    assert counts["statuses"] == {"not_in_force": counts["matters"]}
