"""A run stands at its place whole, or nothing new does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from amends.notation.shelf import load
from amends.problems import ProblemsFound
from amends.registers.archive import read_archive
from amends.runs.model import Run
from amends.runs.run import write_run
from amends.scheme.law import as_at
from amends.truth.edtf import day

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "examples" / "practice-register"
LAW = "miners-strike-pardons-2022"


@pytest.fixture(scope="module")
def run() -> Run:
    found = load(LAW)
    law = as_at(found.scheme, day(2025, 6, 1))
    return Run(read_archive(REGISTER, found.scheme), law, found.sha256)


def test_a_failure_while_writing_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail_on(monkeypatch, "manifest.json")
    with pytest.raises(ProblemsFound) as found:
        write_run(run, tmp_path / "run")
    assert [problem.code for problem in found.value.problems] == ["output-unwritable"]
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_replacing_leaves_the_run_that_stood_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_run(run, tmp_path / "run")
    before = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    _fail_on(monkeypatch, "manifest.json")
    with pytest.raises(ProblemsFound):
        write_run(run, tmp_path / "run", replace=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("replace", [False, True])
def test_what_came_there_while_a_run_was_made_is_not_replaced(
    replace: bool, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "run"

    def begin(step: str) -> None:
        if step == "writing":
            out.mkdir()
            (out / "thesis.txt").write_text("three years of work", encoding="utf-8")

    with pytest.raises(ProblemsFound) as found:
        write_run(run, out, replace=replace, begin=begin)
    assert [problem.code for problem in found.value.problems] == ["output-exists"]
    assert [path.name for path in tmp_path.rglob("*")] == ["run", "thesis.txt"]


@pytest.mark.parametrize("name", ["n" * 300, "a\udcff"])
def test_a_name_that_no_folder_can_have_is_a_problem(name: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        write_run(run, tmp_path / name)
    assert [problem.code for problem in found.value.problems] == ["output-unwritable"]
    assert list(tmp_path.iterdir()) == []


def _fail_on(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The disk is full when the file of that name is written."""
    write = Path.write_text

    def full(path: Path, text: str, encoding: str | None = None) -> int:
        if path.name == name:
            raise OSError(28, "No space left on device")
        return write(path, text, encoding=encoding)

    monkeypatch.setattr(Path, "write_text", full)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_run_leaves_no_half_folder(ending: signal.Signals, tmp_path: Path) -> None:
    """The process ends itself at the moment when all but the manifest is written."""
    program = f"""
import os, pathlib, signal, sys
from amends.cli import main
write = pathlib.Path.write_text
def killed(path, *args, **kwargs):
    if path.name == "manifest.json":
        os.kill(os.getpid(), {int(ending)})
        signal.pause()
    return write(path, *args, **kwargs)
pathlib.Path.write_text = killed
main()
"""
    arguments = [LAW, str(REGISTER), "--on", "2025-06-01", "--out", str(tmp_path / "run")]
    done = subprocess.run(
        [sys.executable, "-c", program, "assess", *arguments],
        capture_output=True,
        check=False,
        env=os.environ,
    )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "run").exists()
    assert all(path.name.startswith(".") for path in tmp_path.iterdir())
