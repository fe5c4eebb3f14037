"""A register of which little is understood is assessed under every law of the shelf."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from amends.cli import main as amends
from amends.notation.shelf import on_shelf

BOOK = """\
Reference,Offence,Court,Verdict,Date of offence
BK/1,something not legible,,,
BK/2,theft,a court,Guilty,4 May 1984
BK/2,the same again,,,
"""


@pytest.mark.parametrize("law", sorted(on_shelf()))
def test_a_register_is_assessed_under_every_law(law: str, tmp_path: Path) -> None:
    register, out = tmp_path / "book.csv", tmp_path / "run"
    register.write_text(BOOK, encoding="utf-8")
    arguments = ["assess", law, str(register), "--on", "2025-06-01", "--out", str(out)]
    result = CliRunner().invoke(amends, arguments)
    assert result.exit_code == 0, result.output
    assert "  3 into a matter, 0 set aside." in result.stdout
    with (out / "assessments.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {row["reference"] for row in rows} == {"row 2", "row 3", "row 4"}
    # So little is known that nothing is ruled out, but where a law is of another country's courts.
    assert "applies" not in {row["outcome"] for row in rows}
