"""`amends ask` as a person types at it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends
from amends.explanation import answers_schema

ROOT = Path(__file__).parents[2]
CASES = ROOT / "examples" / "cases"
LAW = "miners-strike-pardons-2022"
ON = ("--on", "2025-06-01")
# Her father is long dead; she knows what he told her.
DAUGHTER = ["scottish court", "breach of the peace", "not sure", "14 June 1984"]
DAUGHTER += ["yes", "national coal board", "1", "1979-1990", "yes", "no"]
COMMAND = [sys.executable, "-c", "from amends.cli import main; main()", "ask", LAW, *ON]


def ask(lines: list[str] | bytes, *options: str | Path) -> Result:
    typed = lines if isinstance(lines, bytes) else "".join(f"{line}\n" for line in lines)
    arguments = ["ask", LAW, *map(str, options or ON)]
    return CliRunner().invoke(amends, arguments, input=typed)


def explain(case: Path, *options: str) -> str:
    result = CliRunner().invoke(amends, ["explain", LAW, str(case), *ON, *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_questions_go_to_standard_error_and_the_answer_to_standard_output() -> None:
    result = ask(["scottish court", "breach of the peace"])
    assert result.exit_code == 0
    assert result.stderr.index("Which court was it?") < result.stderr.index("Of what offence")
    assert "We cannot tell from these papers. This is not a no" in result.stdout
    assert "Which court was it?" not in result.stdout.split("What would settle it")[0]


def test_what_is_saved_is_explained_the_same(tmp_path: Path) -> None:
    kept = tmp_path / "answers.toml"
    result = ask(DAUGHTER, *ON, "--save", kept)
    assert result.exit_code == 0, result.output
    assert "Of those" not in result.stdout
    assert explain(kept) == result.stdout.replace("\r", "")
    assert "answers are kept in" in result.stderr
    assert "not a paper's" in kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_the_json_is_the_json_of_explain(tmp_path: Path) -> None:
    kept = tmp_path / "answers.toml"
    result = ask(DAUGHTER, *ON, "--save", kept, "--format", "json")
    found = json.loads(result.stdout)
    Draft202012Validator(answers_schema()).validate(found)
    assert found == json.loads(explain(kept, "--format", "json"))


def test_the_full_answer_can_be_asked_for() -> None:
    assert len(ask(["2"], *ON, "--full").stdout) > len(ask(["2"]).stdout)


def test_nothing_is_kept_unless_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask(DAUGHTER)
    assert list(tmp_path.iterdir()) == []


def test_another_conviction_keeps_what_was_told_of_the_person(tmp_path: Path) -> None:
    first = ["1", "1", "1", "14/6/84", "yes", "1", "1", "1979-1990", "yes", "no", ""]
    kept = tmp_path / "answers.toml"
    second = ["yes", "1", "theft", "1", "not sure", "not sure", "not sure", "no"]
    result = ask([*first, *second], "--save", kept)
    assert "About conviction 2:" in result.stderr
    asked = result.stderr.split("About conviction 2:")[1]
    assert "Did the person work for" not in asked
    told = json.loads(explain(kept, "--format", "json"))
    assert [one["case"] for one in told] == ["conviction 1", "conviction 2"]
    assert told[0]["outcome"] == "applies"
    assert told[1]["outcome"] == "undetermined"


def test_a_case_file_is_begun_from_and_only_the_rest_is_asked() -> None:
    result = ask([], *ON, "--case", CASES / "torn-page.toml")
    assert result.exit_code == 0
    assert ". Which court was it?" not in result.stderr
    settled = ask([], *ON, "--case", CASES / "picket.toml")
    assert "whatever else may be found out" in settled.stderr
    assert settled.stdout == explain(CASES / "picket.toml")


def test_what_a_case_file_says_is_shown_before_anything_is_asked() -> None:
    said = ask([], *ON, "--case", CASES / "picket.toml").stderr
    assert "This is known already" in said
    assert "Which court was it? Scottish court (" in said


def test_what_cannot_be_seen_in_a_case_file_is_named_on_the_terminal(tmp_path: Path) -> None:
    odd = tmp_path / "case.toml"
    text = (CASES / "picket.toml").read_text("utf-8").replace('source = "c', 'source = "\u200bc', 1)
    odd.write_text(text, encoding="utf-8")
    said = ask([], *ON, "--case", odd).stderr
    assert "([U+200B]court register, Kirkhaven" in " ".join(said.split())
    assert "\u200b" not in said


def test_the_last_answer_can_be_changed_before_the_answer_is_given() -> None:
    result = ask(["2", "back", "1", "1", "7", "", "no"])
    assert "This entry records no conviction" in result.stdout
    assert result.stderr.count("1. Which court was it?") == 2


def test_every_matter_of_a_case_file_is_gone_through() -> None:
    result = ask([], *ON, "--case", CASES / "two-convictions.toml")
    assert result.stdout.count("Reference: ") == 2


def test_no_question_where_the_law_is_not_in_force() -> None:
    result = ask([], "--on", "2000-01-01")
    assert result.exit_code == 0
    assert "not in force" in result.stderr
    assert "was not in force" in result.stdout


def test_an_open_point_can_be_supposed() -> None:
    result = ask(["2"], *ON, "--suppose", "open point 2 = yes")
    assert "Supposed: yes" in result.stdout


# --- what goes wrong ---


def test_no_input_at_all_ends_politely() -> None:
    result = ask([])
    assert result.exit_code == 0
    assert "Ended here. This is what can be said so far." in result.stderr
    assert "This is not a no" in result.stdout


@pytest.mark.parametrize(
    "typed",
    [b"\xff\xfe\x00\n1\n", b"x" * 100_000 + b"\n1\n", b"\x1b[2J\n1\n", b"\xf0\x9f\x98\x80\n1\n"],
)
def test_nonsense_is_told_and_the_question_put_again(typed: bytes) -> None:
    result = ask(typed)
    assert result.exit_code == 0
    assert result.stderr.count("1. Which court was it?") == 2
    assert "Understood: Scottish court." in result.stderr


def test_input_without_end_ends() -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as typist:
        found = subprocess.run(
            COMMAND,
            stdin=typist.stdout,
            capture_output=True,
            timeout=120,
            check=False,
        )
        typist.kill()
    assert found.returncode == 0
    assert b"Ended here" in found.stderr


def test_an_interrupt_ends_politely() -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asking:
        assert asking.stderr is not None
        while asking.stderr.read(1) not in (b">", b""):
            pass
        asking.send_signal(signal.SIGINT)
        out, err = asking.communicate(timeout=60)
    assert asking.returncode == 0, err
    assert b"This is not a no" in out
    assert b"Traceback" not in err


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_scheme_that_is_not_there_is_told(form: str) -> None:
    result = CliRunner().invoke(amends, ["ask", "miners", *ON, "--format", form])
    assert result.exit_code == 3
    if form == "json":
        assert json.loads(result.stdout)["problems"]


def test_a_case_file_with_problems_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    case.write_text("scheme = 'x'\n", encoding="utf-8")
    result = ask(["1"], *ON, "--case", case)
    assert result.exit_code == 4
    assert "1. " not in result.stderr


@pytest.mark.parametrize(
    "name", ["there.toml", "folder", "no/such/folder/a.toml", "there.toml/a.toml", "x" * 300]
)
def test_where_nothing_can_be_saved_is_told_before_anything_is_asked(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "there.toml").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    result = ask(["1"], *ON, "--save", f"{tmp_path}/{name}")
    assert result.exit_code == 6, result.output
    assert "Which court" not in result.stderr
    assert "do:  give another file" in result.stderr
    assert (tmp_path / "there.toml").read_text("utf-8") == "mine"


def test_a_file_is_replaced_only_where_that_is_asked_for(tmp_path: Path) -> None:
    kept = tmp_path / "there.toml"
    kept.write_text("mine", encoding="utf-8")
    assert ask(["2"], *ON, "--save", kept, "--replace").exit_code == 0
    assert explain(kept) == ask(["2"]).stdout
    assert [file.name for file in tmp_path.iterdir()] == ["there.toml"]


def test_answers_are_not_kept_under_a_name_that_says_json(tmp_path: Path) -> None:
    refused = ask(["1"], *ON, "--save", tmp_path / "mine.JSON")
    assert refused.exit_code == 6
    assert "give a name that ends in .toml" in refused.stderr
    assert "Which court" not in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_case_with_something_set_aside_is_asked_about_but_not_saved(tmp_path: Path) -> None:
    case = CASES / "set-aside.toml"
    refused = ask([], *ON, "--case", case, "--save", tmp_path / "a.toml")
    assert refused.exit_code == 6
    assert "sets something aside" in refused.stderr
    assert ask([], *ON, "--case", case).stdout == explain(case)


def test_answers_that_cannot_be_written_after_all_are_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("amends.cli.ask.Path.replace", full)
    result = ask(["2"], *ON, "--save", tmp_path / "a.toml")
    assert result.exit_code == 6
    assert "does not pardon" in result.stdout
    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []
