"""`amends sheet`, `verify` and `renew`, as the tests type them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends

ROOT = Path(__file__).parents[2]
SHAPES = ROOT / "docs" / "json"
LAW = "miners-strike-pardons-2022"
CASE = ROOT / "examples" / "cases" / "picket.toml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


def make(out: Path, *more: str | Path, case: Path = CASE, on: str = "2023-06-01") -> Path:
    result = run("sheet", LAW, case, "--on", on, "--out", out, *more)
    assert result.exit_code == 0, result.output
    return out


def shaped(result: Result, shape: str) -> Any:  # noqa: ANN401 - what a schema has just held
    found = json.loads(result.stdout)
    schema = json.loads((SHAPES / f"{shape}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    return found


def refused(result: Result) -> list[str]:
    assert result.exit_code == 8, result.output
    assert "do:" in result.stderr
    return [line for line in result.stderr.splitlines() if not line.startswith("    ")]


def names(folder: Path) -> Sequence[str]:
    return sorted(path.name for path in folder.iterdir())


def later_listed(tmp_path: Path) -> Path:
    case = tmp_path / "case.toml"
    text = CASE.read_text(encoding="utf-8")
    case.write_text(text.replace("breach of the peace", "conspiracy act 1875 s 7"), "utf-8")
    return case
