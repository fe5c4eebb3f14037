"""What `amends assess` says of a register in which something is wanting."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends
from registers.practice import FOLDER, ROOT, SCHEME
from registers.small_archive import AYR, REGISTER

ROW = f"A,1,1,{AYR},theft,1/5/84,,G,,1/6/84,\n"


def assess(register: Path, out: Path, *more: str) -> Result:
    arguments = ["assess", str(SCHEME), str(register), "--on", "2025-06-01", "--out", str(out)]
    return CliRunner().invoke(amends, [*arguments, *more])


def problems(result: Result) -> list[dict[str, object]]:
    """The problems in the JSON that was printed, held to its documented shape."""
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    shape = (ROOT / "docs" / "json" / "assess.schema.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(shape)).validate(found)
    listed = found["problems"]
    assert isinstance(listed, list)
    return listed


def test_json_holds_the_problems_of_an_archive_that_was_assessed(tmp_path: Path) -> None:
    register = tmp_path / "court.csv"
    register.write_text((REGISTER + ROW).replace(",date_of_offence", ",when"), encoding="utf-8")
    told = problems(assess(register, tmp_path / "out", "--format", "json"))
    assert ("column-missing", "date_of_offence") in {(one["code"], one["heading"]) for one in told}
    assert {"no-catalogue", "no-conventions", "no-key"} <= {one["code"] for one in told}


def test_json_has_an_empty_list_where_there_are_no_problems(tmp_path: Path) -> None:
    assert problems(assess(FOLDER, tmp_path / "out", "--format", "json")) == []


def test_the_first_line_says_so_where_every_row_is_set_aside(tmp_path: Path) -> None:
    register = tmp_path / "court.csv"
    register.write_text(REGISTER + "A,1\nA,2\n", encoding="utf-8")
    result = assess(register, tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("NOTHING WAS READ")
    assert "2 set aside" in result.stdout


def test_a_register_of_which_a_row_was_read_does_not_say_so(tmp_path: Path) -> None:
    register = tmp_path / "court.csv"
    register.write_text(REGISTER + ROW + "A,2\n", encoding="utf-8")
    assert "NOTHING WAS READ" not in assess(register, tmp_path / "out").stdout


def test_a_register_in_utf_16_without_a_mark_is_assessed(tmp_path: Path) -> None:
    register = tmp_path / "court.csv"
    register.write_text(REGISTER + ROW, encoding="utf-16-le")
    result = assess(register, tmp_path / "out")
    assert result.stdout.startswith("1 matter of 1 person."), result.output


def test_a_broken_row_of_the_key_costs_itself_alone(tmp_path: Path) -> None:
    register = tmp_path / "archive"
    register.mkdir()
    (register / "court.csv").write_text(REGISTER + ROW, encoding="utf-8")
    key = "person,matter,file,row\nP1,M1,court\nP1,M1,court,A/1/1#1\nP1,M1,court,A/1/1\n"
    (register / "key.csv").write_text(key, encoding="utf-8")
    result = assess(register, tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 matter of 1 person."), result.output
    assert "key.csv: 1 row of the key not used" in result.stderr
    left = (tmp_path / "out" / "set-aside.csv").read_text(encoding="utf-8").splitlines()
    assert left == [
        "file,row,reason",
        'key.csv,2,"the row has 3 cells, the headings 4"',
        "key.csv,4,its row has no number of a charge",
    ]
    rows = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["rows"]
    assert rows["key.csv"] == {"rows": 3, "linked": 1, "unlinked": 1, "set_aside": 1}


def test_an_unquoted_comma_before_a_blank_remark_makes_no_plea_a_verdict(tmp_path: Path) -> None:
    register = tmp_path / "court.csv"
    shifted = "A,1,2,Ayr Sheriff Court,Pringle, W.,miner,theft,1/5/84,NG,G,£60,1/6/84,\n"
    register.write_text(REGISTER + ROW + shifted, encoding="utf-8")
    result = assess(register, tmp_path / "out")
    assert "1 into a matter, 1 set aside" in result.stdout
    assert "1 row set aside: longer than the headings by blank cells" in result.stderr
    assert "Pringle" not in result.output
