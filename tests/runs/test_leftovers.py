"""What a killed run leaves is named by the next command, with the way on; nothing is lost."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from amends.cli import main as amends
from amends.runs.leftovers import leftovers, taken_away

REGISTER = Path(__file__).parents[2] / "examples" / "practice-register"
LAW = "miners-strike-pardons-2022"

KILLED = """
import os, pathlib, shutil, signal
from amends.cli import main
rename, rmtree = pathlib.Path.rename, shutil.rmtree
def killed_before(path, target):
    if ".part." in path.name:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)
def killed_at(path, *args, **kwargs):
    if ".old." in str(path):
        os.kill(os.getpid(), signal.SIGKILL)
    return rmtree(path, *args, **kwargs)
"""
BETWEEN_TWO_RENAMES = KILLED + "pathlib.Path.rename = killed_before\nmain()\n"
WHILE_THE_OLD_ONE_GOES = KILLED + "shutil.rmtree = killed_at\nmain()\n"


def assess(out: Path, *more: str) -> list[str]:
    return ["assess", LAW, str(REGISTER), "--on", "2025-06-01", "--out", str(out), *more]


def command(*arguments: str) -> Result:
    return CliRunner().invoke(amends, arguments)


def killed(program: str, out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program, *assess(out, "--replace")],
        capture_output=True,
        check=False,
        env=os.environ,
    )
    assert done.returncode == -signal.SIGKILL


def codes(result: Result) -> list[str]:
    return [problem["code"] for problem in json.loads(result.stdout)["problems"]]


def test_a_replace_killed_between_its_steps_is_told_and_put_back(tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert command(*assess(out)).exit_code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    killed(BETWEEN_TWO_RENAMES, out)
    assert not out.exists()
    for arguments in (assess(out), ["worklist", str(out)], ["replay", str(out)]):
        result = command(*arguments, "--format", "json")
        assert result.exit_code in (6, 7)
        assert codes(result) == ["replace-cut-short"]
    (problem,) = taken_away(out)
    _, _, put_back = problem.remedy.partition(": ")
    subprocess.run(shlex.split(put_back), check=True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert command("replay", str(out)).exit_code == 0


def test_the_next_run_names_what_was_left_and_does_what_it_should(tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert command(*assess(out)).exit_code == 0
    killed(WHILE_THE_OLD_ONE_GOES, out)
    (tmp_path / ".run.part.ab12cd_4").mkdir()
    result = command(*assess(out, "--replace", "--format", "json"))
    assert result.exit_code == 0
    assert codes(result)[:2] == ["run-half-made", "run-replaced"]
    for problem in leftovers(out):
        _, _, take_away = problem.remedy.partition(": ")
        subprocess.run(shlex.split(take_away), check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_leftovers_of_another_run_are_not_this_ones(tmp_path: Path) -> None:
    for name in (".run.old.part.ab12cd34", ".other.part.ab12cd34", ".run.part.short", ".run"):
        (tmp_path / name).mkdir()
    assert leftovers(tmp_path / "run") == taken_away(tmp_path / "run") == ()
    assert leftovers(tmp_path / "nowhere" / "run") == ()


def test_a_folder_whose_place_cannot_be_taken_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert command(*assess(out)).exit_code == 0
    kept = tmp_path / "kept"
    shutil.copytree(out, kept)
    failing = KILLED + (
        "def fails(path, target):\n"
        "    if '.part.' in path.name: raise OSError(28, 'No space left on device')\n"
        "    return rename(path, target)\n"
        "pathlib.Path.rename = fails\nmain()\n"
    )
    arguments = [sys.executable, "-c", failing, *assess(out, "--replace")]
    done = subprocess.run(arguments, capture_output=True, check=False, text=True, env=os.environ)
    assert done.returncode == 6
    assert "output-unwritable" in done.stderr or "cannot be written" in done.stderr
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["kept", "run"]
    assert all((out / path.name).read_bytes() == path.read_bytes() for path in kept.iterdir())
