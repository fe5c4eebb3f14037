"""Two runs are compared: every answer that is another is told, and what may be why."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from amends.cli import main as amends

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "examples" / "practice-register"
LAW = "miners-strike-pardons-2022"
SCHEMA = json.loads((ROOT / "docs/json/changes.schema.json").read_text(encoding="utf-8"))


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(argument) for argument in arguments])


def run_of(out: Path, register: Path = REGISTER, *further: str, law: str = LAW) -> Path:
    on = () if "--on" in further else ("--on", "2025-06-01")
    result = command("assess", law, register, *on, *further, "--out", out)
    assert result.exit_code == 0, result.output
    return out


def changes_between(earlier: Path, later: Path) -> dict[str, Any]:
    result = command("changes", earlier, later, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def lines(run: Path) -> Mapping[tuple[str, str], Mapping[str, str]]:
    with (run / "assessments.csv").open(encoding="utf-8", newline="") as opened:
        return {(row["reference"], row["charge"]): row for row in csv.DictReader(opened)}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_of(tmp_path_factory.mktemp("runs") / "run")


def small(place: Path, key: str = "") -> Path:
    """Three entries of one book; with a key, of whom they are."""
    place.mkdir()
    text = "Reference,Offence,Court,Verdict,Date of offence\n" + "".join(
        f"DNM/1/{n},breach of the peace,Airdrie Sheriff Court,Guilty,4 May 1984\n"
        for n in (1, 2, 3)
    )
    (place / "book.csv").write_text(text, encoding="utf-8")
    mapping = '[matters]\nfile = "book.csv"\nreference = ["Reference"]\n'
    mapping += "[matters.columns]\n" + "".join(
        f'{name} = "{heading}"\n'
        for name, heading in (
            ("offence", "Offence"),
            ("court", "Court"),
            ("verdict", "Verdict"),
            ("date_of_offence", "Date of offence"),
        )
    )
    if key:
        (place / "key.csv").write_text(f"person,matter,file,row\n{key}", encoding="utf-8")
        mapping = f'key = "key.csv"\n{mapping}'
    (place / "register.toml").write_text(mapping, encoding="utf-8")
    return place


def test_nothing_changes_between_a_run_and_itself(run: Path) -> None:
    found = changes_between(run, run)
    assert found == {"rests_on": [], "same": 409, "other_grounds": 0, "changed": []}


def test_every_answer_that_is_another_is_told(run: Path, tmp_path: Path) -> None:
    later = run_of(tmp_path / "later", REGISTER, "--without", "RC2")
    found = changes_between(run, later)
    assert found["rests_on"] == ["reading convention RC2: left out in the later run"]
    then, now = lines(run), lines(later)
    assert then.keys() == now.keys()
    other = [
        (*key, then[key]["outcome"], now[key]["outcome"])
        for key in now
        if any(then[key][name] != now[key][name] for name in ("status", "outcome", "exact"))
    ]
    told = [(one["reference"], str(one["charge"])) for one in found["changed"]]
    assert told == [(reference, charge) for reference, charge, *_ in other] != []
    assert found["same"] == len(now) - len(other)
    grounds = ("provisions", "wanted", "disputed", "conventions")
    same = now.keys() - {(reference, charge) for reference, charge, *_ in other}
    assert found["other_grounds"] == sum(
        any(then[key][name] != now[key][name] for name in grounds) for key in same
    )
    text = command("changes", run, later).stdout
    assert f"pardon: applies, now undetermined: {len(other)}" in text
    assert f"  {other[0][0]}, charge {other[0][1]}" in text


def test_before_the_law_was_in_force_is_no_other_matter(run: Path, tmp_path: Path) -> None:
    earlier = run_of(tmp_path / "earlier", REGISTER, "--on", "2021-06-01")
    found = changes_between(earlier, run)
    assert found["rests_on"] == ["the law date: 2021-06-01, then 2025-06-01"]
    assert len(found["changed"]) == 409
    assert {one["before"] for one in found["changed"]} == {"not in force"}
    assert all(one["after"] and one["effect"] == "pardon" for one in found["changed"])


def test_an_entry_that_is_now_told_with_another_is_not_lost(tmp_path: Path) -> None:
    apart = "ann,,book,DNM/1/1#1\nann,,book,DNM/1/2#1\nbob,,book,DNM/1/3#1\n"
    together = "ann,m1,book,DNM/1/1#1\nann,m1,book,DNM/1/2#1\nbob,,book,DNM/1/3#1\n"
    earlier = run_of(tmp_path / "earlier", small(tmp_path / "apart", apart))
    later = run_of(tmp_path / "later", small(tmp_path / "together", together))
    gone = [one for one in changes_between(earlier, later)["changed"] if not one["after"]]
    assert [(one["reference"], one["told_with"]) for one in gone] == [("DNM/1/2", "DNM/1/1")]
    assert (
        "DNM/1/2, charge 1 (its entry is now told with DNM/1/1)"
        in command("changes", earlier, later).stdout
    )
    come = [one for one in changes_between(later, earlier)["changed"] if not one["before"]]
    assert [(one["reference"], one["told_with"]) for one in come] == [("DNM/1/2", "DNM/1/1")]
    assert "(its entry was before told with DNM/1/1)" in command("changes", later, earlier).stdout


def test_of_two_laws_only_effects_of_one_name_are_compared(tmp_path: Path) -> None:
    register = small(tmp_path / "small")
    pardon = run_of(tmp_path / "pardon", register)
    quashed = run_of(tmp_path / "quashed", register, law="post-office-horizon-offences-2024")
    found = changes_between(quashed, pardon)
    assert found["rests_on"] == [
        f"the law: `post-office-horizon-offences-2024`, then `{LAW}`",
        "the effect `delete`: in the earlier run only",
        "the effect `quash`: in the earlier run only",
        "the effect `pardon`: in the later run only",
    ]
    assert (found["same"], found["changed"]) == (0, [])
    bill = run_of(tmp_path / "bill", register, law="miners-strike-pardons-bill-2021")
    found = changes_between(bill, pardon)
    assert found["rests_on"] == [f"the law: `miners-strike-pardons-bill-2021`, then `{LAW}`"]
    assert found["same"] + len(found["changed"]) == 3


def test_the_list_is_written_for_a_spreadsheet_and_over_nothing(run: Path, tmp_path: Path) -> None:
    register = small(tmp_path / "small")
    book = register / "book.csv"
    book.write_text(book.read_text(encoding="utf-8").replace("DNM/1/1", "=1+1"), encoding="utf-8")
    earlier = run_of(tmp_path / "earlier", register)
    later = run_of(tmp_path / "later", register, "--on", "2021-06-01")
    out = tmp_path / "changed.csv"
    assert command("changes", earlier, later, "--out", out).exit_code == 0
    written = out.read_text(encoding="utf-8").splitlines()
    assert written[0] == "reference,charge,effect,before,after,told_with"
    assert written[1].startswith("'=1+1,1,pardon,")
    assert len(written) == 4
    refused = command("changes", earlier, later, "--out", out)
    assert refused.exit_code == 6
    assert "there is something there already" in refused.stderr
    assert command("changes", run, run, "--out", tmp_path / "no" / "such.csv").exit_code == 6


def test_a_run_that_was_edited_is_not_compared(run: Path, tmp_path: Path) -> None:
    later = run_of(tmp_path / "later", small(tmp_path / "small"))
    with (later / "assessments.csv").open("a", encoding="utf-8") as opened:
        opened.write("\n")
    refused = command("changes", run, later)
    assert refused.exit_code == 7
    assert "assessments.csv is not as the run wrote it" in refused.stderr
    assert command("changes", tmp_path, run).exit_code == 7
