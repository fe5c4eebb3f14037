"""`amends when`: from what day on a law would apply."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends

ROOT = Path(__file__).resolve().parents[2]
LAW = "miners-strike-pardons-2022"

ODD = """\
scheme        Odd Act
id            odd
citation      chapter 1 (invented)
jurisdiction  Lowmere
status        enacted
in force      always
matter        conviction
effect        pardon by sweep, where section 1 odd
of the conviction
  recorded  day  date
section 1  odd
  today on or before latest of day, today
"""


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(amends, arguments)


def shaped(result: Result) -> Any:  # noqa: ANN401 - what a schema has just held
    schema = ROOT / "docs" / "json" / "when.schema.json"
    found = json.loads(result.stdout)
    Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(found)
    return found


def test_when_names_the_amendment_that_first_reaches_a_case(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "cases" / "picket.toml").read_text(encoding="utf-8")
    assert "breach of the peace" in text
    case = tmp_path / "besetting.toml"
    case.write_text(text.replace("breach of the peace", "conspiracy act 1875 s 7"), "utf-8")
    (matter,) = shaped(typed("when", LAW, str(case), "--format", "json"))
    (effect,) = matter["effects"]
    assert (effect["not_before"], effect["no_later"]) == ("2025-01-22", "2025-01-22")
    assert effect["why_no_later"] == ["S.I. 2024/1304"]
    assert (
        "A pardon: from 22 January 2025 on (S.I. 2024/1304)."
        in typed("when", LAW, str(case)).stdout
    )


def test_when_tells_a_law_of_which_no_earliest_date_can_be_told(tmp_path: Path) -> None:
    law = tmp_path / "odd.scheme"
    law.write_text(ODD, "utf-8")
    case = tmp_path / "case.toml"
    case.write_text('scheme = "odd"\n[[matter]]\nkey = "A1"\n', "utf-8")
    result = typed("when", str(law), str(case))
    assert result.exit_code == 3
    assert "looks at the law date twice" in result.stderr
