"""One case file asked under several schemes: what one of them does not know is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amends.cli import main as amends
from amends.notation.shelf import beside, load
from amends.problems import ProblemsFound

STAGES = (
    "miners-strike-review-criteria-2020",
    "miners-strike-pardons-bill-2021",
    "miners-strike-pardons-2022",
)
CASE = f"""
scheme = {json.dumps(STAGES)}
source = "court register, Kirkhaven, folio 12"

[[matter]]
key = "conviction A1"
offence = "theft"
sentence = "fine"
gathering = "no gathering"
"during activity" = "no"
"""
LEFT = {
    STAGES[0]: ["matter 1 > gathering", "matter 1 > during activity"],
    STAGES[1]: ["matter 1 > sentence", "matter 1 > during activity"],
    STAGES[2]: ["matter 1 > sentence", "matter 1 > gathering"],
}
SMALL = """
scheme        An invented law
id            {id}
citation      none
jurisdiction  Nowhere
status        enacted
in force      always
matter        conviction
effect  pardon by operation of law, where section 1 pardoned
of the conviction
  recorded  {fact}  yes or no
section 1  pardoned
  {fact}
"""


def typed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(amends, [str(one) for one in arguments])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.toml"
    path.write_text(CASE, "utf-8")
    return path


@pytest.mark.parametrize("scheme", STAGES)
def test_the_stages_of_one_law_are_asked_the_same_file(scheme: str, case: Path) -> None:
    found = typed("explain", scheme, case, "--on", "2025-06-01", "--format", "json")
    (answer,) = json.loads(found.stdout)
    assert answer["not_looked_at"] == LEFT[scheme]
    words = " ".join(typed("explain", scheme, case, "--on", "2025-06-01").stdout.split())
    assert "Not looked at here, because this scheme does not know it" in words
    assert all(f"- {left}" in words for left in LEFT[scheme])


def test_when_tells_what_it_does_not_look_at(case: Path) -> None:
    (answer,) = json.loads(typed("when", STAGES[2], case, "--format", "json").stdout)
    assert answer["not_looked_at"] == LEFT[STAGES[2]]
    assert "; ".join(LEFT[STAGES[2]]) in typed("when", STAGES[2], case).stdout


def test_ask_tells_what_it_does_not_look_at(case: Path) -> None:
    arguments = ["ask", STAGES[2], "--case", str(case), "--on", "2025-06-01"]
    found = CliRunner().invoke(amends, arguments, input="stop\n")
    words = " ".join(found.stdout.split())
    assert all(f"- {left}" in words for left in LEFT[STAGES[2]])


def test_ask_does_not_save_a_file_that_would_lose_something(case: Path, tmp_path: Path) -> None:
    found = typed("ask", STAGES[2], "--case", case, "--save", tmp_path / "new.toml")
    assert "the case file says what this scheme does not know" in found.output
    assert found.exit_code
    assert not (tmp_path / "new.toml").exists()


def test_a_scheme_of_ones_own_is_found_in_the_folder_beside(tmp_path: Path) -> None:
    for name, fact in (("one", "red"), ("two", "blue")):
        (tmp_path / name).mkdir()
        text = SMALL.format(id=name, fact=fact)
        (tmp_path / name / f"{name}.scheme").write_text(text, "utf-8")
    path = tmp_path / "case.toml"
    path.write_text(
        'scheme = ["one", "two"]\nsource = "s"\n[matter]\nkey = "1"\nblue = "yes"\n', "utf-8"
    )
    (answer,) = json.loads(typed("explain", tmp_path / "one", path, "--format", "json").stdout)
    assert answer["not_looked_at"] == ["matter 1 > blue"]
    assert answer["outcome"] == "undetermined"


def test_a_scheme_that_is_not_there_is_told_at_the_case_file(case: Path) -> None:
    case.write_text(CASE.replace(STAGES[0], "miners-strike-review-criteria"), "utf-8")
    found = typed("explain", STAGES[2], case, "--on", "2025-06-01")
    assert found.exit_code
    assert f"{case} (scheme): there is no scheme `miners-strike-review-criteria`" in found.output
    assert f"did you mean `{STAGES[0]}`?" in found.output


@pytest.mark.parametrize("name", ["../one/one", "/dev/zero", "one.scheme", "", "."])
def test_what_a_case_file_names_is_no_path(name: str, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    path = tmp_path / "one" / "one.scheme"
    path.write_text(SMALL.format(id="one", fact="red"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        beside(load(str(path)), name)
    assert [one.code for one in found.value.problems] == ["scheme-not-found"]
