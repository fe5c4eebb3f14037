"""`first of`: limbs tried in order, each with the effect that it brings."""

from __future__ import annotations

from itertools import product

import pytest

from amends.cases.case import Case, Subject
from amends.engines.reference import assess
from amends.notation import read, write
from amends.problems import ProblemsFound
from amends.scheme.law import as_at
from amends.scheme.model import Scheme
from amends.truth.statements import Statement
from amends.truth.states import Outcome
from amends.truth.values import Codes

LAW = """\
scheme        Harbour Books (Clearing) Act
id            harbour-books
citation      chapter 8 (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1950-01-01
matter        conviction

effect  annotate by operation of law, where section 5 what becomes of the entry: annotate
effect  delete by operation of law, where section 5 what becomes of the entry: delete

of the conviction
  judged  prescribed  yes or no
  judged  copied      yes or no
  judged  spoilt      yes or no

section 5  what becomes of the entry
  source  the books
  first of
    (1) annotate, where prescribed
    (2) delete, where
      all of
        spoilt
        no copied
    (3) annotate, where copied
    otherwise delete
"""
YES, NO = Codes(frozenset({"yes"})), Codes(frozenset({"no"}))
APPLIES, NOT, OPEN = Outcome.APPLIES, Outcome.DOES_NOT_APPLY, Outcome.UNDETERMINED


def law(old: str = "", new: str = "") -> Scheme:
    assert old in LAW
    return read(LAW.replace(old, new) if old else LAW, "harbour.scheme")


def outcomes(scheme: Scheme, day: int = 720_000, **said: bool) -> tuple[Outcome, ...]:
    facts = {name: (Statement(YES if value else NO, "the book"),) for name, value in said.items()}
    case = Case("a case", Subject(), Subject(facts))
    return tuple(one.outcome for one in assess(as_at(scheme, day), case).effects)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ({"prescribed": True}, (APPLIES, NOT)),
        ({"prescribed": True, "spoilt": True, "copied": False}, (APPLIES, NOT)),
        ({"prescribed": False, "spoilt": True, "copied": False}, (NOT, APPLIES)),
        ({"prescribed": False, "copied": True}, (APPLIES, NOT)),
        ({"prescribed": False, "spoilt": False, "copied": False}, (NOT, APPLIES)),
        ({"prescribed": False}, (OPEN, OPEN)),
        # Whichever limb it is, (1) or (3): the effect is settled while its limb is not.
        ({"copied": True}, (APPLIES, NOT)),
        ({}, (OPEN, OPEN)),
    ],
)
def test_each_effect_comes_by_its_limbs_less_the_earlier_ones_of_others(
    said: dict[str, bool], right: tuple[Outcome, ...]
) -> None:
    assert outcomes(law(), **said) == right


def test_nothing_may_be_what_a_limb_brings() -> None:
    scheme = law("(2) delete", "(2) nothing")
    assert outcomes(scheme, prescribed=False, spoilt=True, copied=False) == (NOT, NOT)
    assert outcomes(scheme, prescribed=False, spoilt=False, copied=False) == (NOT, APPLIES)


def test_it_is_written_taken_apart_and_reads_back() -> None:
    scheme = law()
    assert [part.name for part in scheme.parts] == [
        "what becomes of the entry: annotate",
        "what becomes of the entry: delete",
    ]
    assert all(part.sources == ("the books",) for part in scheme.parts)
    assert read(write(scheme), "harbour.scheme") == scheme


def test_a_limb_with_dates_stands_in_no_way_before_its_day() -> None:
    scheme = law(
        "(1) annotate, where prescribed", "(1) annotate, where prescribed  [from 1990-01-01]"
    )
    facts = {"prescribed": (Statement(YES, "the book"),)}
    case = Case("a case", Subject(), Subject({**facts, "copied": (Statement(NO, "x"),)}))
    before, after = (assess(as_at(scheme, day), case).effects for day in (720_000, 730_000))
    assert [one.outcome for one in before] == [NOT, APPLIES]
    assert [one.outcome for one in after] == [APPLIES, NOT]


AMENDMENT = """\
amendment  Harbour Books (Amendment) Act
citation   chapter 9 (invented)
amends     harbour-books
in force   from 1990-01-01

change  section 1  in section 5
"""
LIMB_2 = "(2) delete, where\n      all of\n        spoilt\n        no copied\n"
CHANGES = {
    "a limb, by its label": (
        "  for  (1)\n  substitute  (1) annotate, where spoilt\n",
        ("(1) annotate, where prescribed", "(1) annotate, where spoilt"),
    ),
    "a limb, for another effect": (
        "  for  (3)\n  substitute  (3) delete, where copied\n",
        ("(3) annotate, where copied", "(3) delete, where copied"),
    ),
    "a limb with what stands beneath it": (
        "  for  (2)\n  substitute  (2) delete, where copied\n",
        (LIMB_2, "(2) delete, where copied\n"),
    ),
    "a limb in the place of one without a label": (
        "  for  otherwise delete\n  substitute  otherwise nothing\n",
        ("otherwise delete", "otherwise nothing"),
    ),
    "a limb more, behind another": (
        "  after  (1)\n  insert  (1a) delete, where copied\n",
        ("(2) delete", "(1a) delete, where copied\n    (2) delete"),
    ),
    "a limb more, before `otherwise`": (
        "  insert\n    (4) annotate, where\n      spoilt\n",
        ("otherwise delete", "(4) annotate, where spoilt\n    otherwise delete"),
    ),
    "a limb repealed": (
        "  repeal  (1)\n",
        ("(1) annotate, where prescribed\n    ", ""),
    ),
    "what a limb asks": (
        "  for  spoilt\n  substitute  prescribed\n",
        ("        spoilt", "        prescribed"),
    ),
    "the whole": (
        (
            "  substitute\n    first of\n      (1) delete, where spoilt\n"
            "      (2) annotate, where copied\n      otherwise delete\n"
        ),
        (
            LAW[LAW.index("    (1)") :],
            (
                "    (1) delete, where spoilt\n    (2) annotate, where copied\n"
                "    otherwise delete\n"
            ),
        ),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_an_amendment_changes_limbs_from_its_day_on(what: str) -> None:
    change, (old, new) = CHANGES[what]
    scheme = read(LAW, "harbour.scheme", [(AMENDMENT + change, "b.amendment")])
    anew = law(old, new)
    for known in product((True, False, None), repeat=3):
        names = ("prescribed", "copied", "spoilt")
        said = {name: value for name, value in zip(names, known, strict=True) if value is not None}
        assert outcomes(scheme, 720_000, **said) == outcomes(law(), 720_000, **said)
        assert outcomes(scheme, 730_000, **said) == outcomes(anew, 730_000, **said)
    assert read(write(scheme), "harbour.scheme") == scheme


def test_the_whole_may_be_changed_more_than_once() -> None:
    later = AMENDMENT.replace("1990", "1995").replace("chapter 9", "chapter 10")
    whole = "  substitute\n    first of\n      (1) delete, where {}\n      otherwise annotate\n"
    texts = [(AMENDMENT + whole.format("spoilt"), "a"), (later + whole.format("copied"), "b")]
    scheme = read(LAW, "harbour.scheme", texts)
    assert outcomes(scheme, 727_000, spoilt=True) == (NOT, APPLIES)
    assert outcomes(scheme, 730_000, spoilt=True) == (OPEN, OPEN)
    assert outcomes(scheme, 730_000, copied=True) == (NOT, APPLIES)
    assert read(write(scheme), "harbour.scheme") == scheme


def test_nothing_else_stands_in_the_place_of_first_of() -> None:
    change = AMENDMENT + "  substitute\n    spoilt\n"
    with pytest.raises(ProblemsFound) as found:
        read(LAW, "harbour.scheme", [(change, "b.amendment")])
    codes = [problem.code for problem in found.value.problems if problem.code != "unknown-part"]
    assert codes == ["no-connective"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("(3) annotate, where copied", "(3) copied", "no-where"),
        ("    otherwise delete", "    otherwise delete\n      copied", "nothing-goes-beneath"),
        ("  source  the books\n", "  copied\n", "no-connective"),
        (
            "(2) delete, where\n      all of\n        spoilt\n        no copied\n",
            "(2) delete, where\n",
            "nothing-beneath",
        ),
        ("where prescribed", "where prescribd", "not-understood"),
        (
            "    otherwise delete",
            "    otherwise delete\n    (4) annotate, where spoilt",
            "otherwise-not-last",
        ),
        (
            "    otherwise delete",
            "    otherwise delete\n    otherwise annotate",
            "otherwise-not-last",
        ),
    ],
)
def test_what_is_wrong_in_it_is_told_once(old: str, new: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        law(old, new)
    # Where the parts cannot be made the effects miss them; that is told as well.
    codes = [problem.code for problem in found.value.problems if problem.code != "unknown-part"]
    assert codes == [code]


def test_one_that_brings_nothing_is_refused() -> None:
    text = (
        LAW[: LAW.index("    (1)")] + "    (1) nothing, where prescribed\n    otherwise nothing\n"
    )
    with pytest.raises(ProblemsFound) as found:
        read(text, "harbour.scheme")
    assert "no limb beneath `first of` brings an effect" in str(found.value)


def test_an_effect_that_always_follows_needs_no_first_of() -> None:
    text = LAW[: LAW.index("    (1)")] + "    (1) delete, where prescribed\n    otherwise delete\n"
    with pytest.raises(ProblemsFound) as found:
        read(text, "harbour.scheme")
    assert "otherwise-always" in [problem.code for problem in found.value.problems]
