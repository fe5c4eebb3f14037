"""Every example of docs/handbook/notation.md is read; together they make one scheme."""

import re
from pathlib import Path

import pytest

from amends.notation import read, write
from amends.problems import ProblemsFound, as_text
from amends.scheme.conditions import All, Any, AtLeast, Condition, Not
from amends.scheme.law import as_at
from amends.scheme.walk import descendants

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "handbook" / "notation.md").read_text(
    encoding="utf-8"
)


def fenced(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", MANUAL, re.DOTALL | re.MULTILINE)


SCHEME = "\n".join(fenced("scheme"))
FILE = "lamplighters.scheme"
(AMENDMENT,) = fenced("amendment")


def test_the_examples_make_one_scheme() -> None:
    scheme = read(SCHEME, FILE)
    assert scheme.title == "Lamplighters (Relief) Act 1931"
    assert read(write(scheme), FILE) == scheme


def test_the_amendment_changes_that_scheme() -> None:
    scheme = read(SCHEME, FILE, [(AMENDMENT, "lamplighters-1935.amendment")])
    assert read(write(scheme), FILE) == scheme
    (made,) = scheme.instruments
    start = made.start
    assert len(made.changes) == AMENDMENT.count("change ")
    texts = [write(as_at(scheme, day).scheme) for day in (start - 1, start)]
    for old, new in (
        ("(ii) convicted before 1927-01-01", "(ii) convicted before 1928-01-01"),
        ("(c) no own quarrel", ""),
        ("appeal B", "(bb)  theft of oil (attempt)"),
    ):
        assert old in texts[0]
        assert old not in texts[1]
        assert new in texts[1]


def test_every_fence_of_the_manual_is_tried() -> None:
    kinds = set(re.findall(r"^```(\w+)$", MANUAL, re.MULTILINE))
    assert kinds == {"scheme", "amendment", "wrong", "problems"}


def test_the_wrong_example_is_told_as_the_manual_says() -> None:
    (wrong,), (said,) = fenced("wrong"), fenced("problems")
    with pytest.raises(ProblemsFound) as found:
        read(f"{SCHEME}\n{wrong}", FILE)
    assert "".join(as_text(problem) + "\n" for problem in found.value.problems) == said


@pytest.mark.parametrize("row", re.findall(r"^\| (`.*?) \| .* \|$", MANUAL, re.MULTILINE))
def test_each_condition_in_the_table_is_read(row: str) -> None:
    for condition in re.findall(r"`(.*?)`", row):
        where = "some employment of the person where\n      " if "employer" in condition else ""
        read(f"{SCHEME}\nsection 10  tried\n  {where}{condition}\n", FILE)


def body(name: str) -> Condition:
    return read(SCHEME, FILE).part_named[name].body


def test_unless_takes_away_from_the_condition_above_it_and_nests() -> None:
    relevant = body("relevant person")
    assert isinstance(relevant, All)
    _, exception = relevant.limbs
    assert isinstance(exception, Not)
    assert isinstance(exception.body, All)
    assert isinstance(exception.body.limbs[1], Not)


def test_a_limb_adds_its_label_to_the_provision_above() -> None:
    provisions = [getattr(node, "provision", "") for node in descendants(body("pardoned"))]
    assert "section 1(b)(i)" in provisions
    assert isinstance(body("pardoned"), All)
    assert any(isinstance(node, Any) for node in descendants(body("pardoned")))


def test_an_entry_is_called_by_the_name_that_it_is_given() -> None:
    counted = [n.name for n in descendants(body("considered on appeal")) if isinstance(n, AtLeast)]
    assert counted == ["A", "B", "employment"]
