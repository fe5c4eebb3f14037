"""Later instruments, read into the law that they change."""

from __future__ import annotations

from datetime import date

import pytest

from amends.notation import read, write
from amends.problems import ProblemsFound
from amends.scheme.declarations import PlainWords, SeeAlso
from amends.scheme.law import as_at
from amends.scheme.model import Scheme

LAW = """\
scheme        Toll Bridges (Pardons) Act
id            toll-bridges
citation      chapter 3 (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1950-01-01
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

words offences
  crossing unpaid
  lifting a gate

of the conviction
  recorded  offence    one of offences
  recorded  convicted  date
  judged    in flood   yes or no
  judged    by order   yes or no

codes section 2 of offences
  (a)  crossing unpaid
  (b)  lifting a gate

section 1  pardoned
  all of
    (a) offence in section 2
    (b) any of
      (i) in flood
      (ii) by order
    section 3  early

section 3  early
  convicted before 1940-01-01
  unless
    by order
"""

HEAD = """\
amendment  Toll Bridges (Amendment) Order
citation   order 9
amends     toll-bridges
in force   from 1960-07-01

"""
BEFORE, AFTER = (date(1960, 6, 30).toordinal(), date(1960, 7, 1).toordinal())


def amended(*changes: str) -> Scheme:
    texts = [(HEAD + change, f"order-{n}.amendment") for n, change in enumerate(changes)]
    return read(LAW, "toll.scheme", texts)


def as_text(scheme: Scheme, day: int) -> str:
    """The law on a day, without what says by what it was amended."""
    shown = write(as_at(scheme, day).scheme)
    return "".join(
        section + "\n\n"
        for section in shown.strip().split("\n\n")
        if not section.startswith("amended by")
    )


def changed(old: str, new: str) -> str:
    """The text of the law with one piece of it written anew."""
    assert LAW.count(old) == 1
    return as_text(read(LAW.replace(old, new), "toll.scheme"), AFTER)


CASES = {
    "a line beneath a provision": (
        "change  article 1  in section 1(b)\n  for  (i)\n  substitute  (i) no in flood\n",
        ("(i) in flood", "(i) no in flood"),
    ),
    "a line by its words": (
        (
            "change  article 1  in section 3\n  for  convicted before 1940-01-01\n"
            "  substitute  convicted before 1945-01-01\n"
        ),
        ("before 1940", "before 1945"),
    ),
    "a limb, by what stands in it": (
        "change  article 1  in section 1(b)(ii)\n  substitute  no by order\n",
        ("(ii) by order", "(ii) no by order"),
    ),
    "the whole of a part, with its exception": (
        "change  article 1  in section 3\n  substitute\n    convicted before 1945-01-01\n",
        (
            "convicted before 1940-01-01\n  unless\n    by order",
            "convicted before 1945-01-01",
        ),
    ),
    "a limb more, behind another": (
        "change  article 1  in section 1(b)\n  after  (i)\n  insert  (ia) no by order\n",
        ("(i) in flood\n", "(i) in flood\n      (ia) no by order\n"),
    ),
    "a limb more, before another": (
        "change  article 1  in section 1\n  before  (b)\n  insert  (aa) by order\n",
        ("    (b) any of", "    (aa) by order\n    (b) any of"),
    ),
    "a limb more, at the end": (
        "change  article 1  in section 1 pardoned\n  insert\n    (c) by order\n",
        ("    section 3  early\n", "    section 3  early\n    (c) by order\n"),
    ),
    "a limb repealed": (
        "change  article 1  in section 1(b)\n  repeal  (ii)\n",
        ("(b) any of\n      (i) in flood\n      (ii) by order", "(b) \n      (i) in flood"),
    ),
    "a limb repealed by its own provision": (
        "change  article 1  in section 1(a)\n  repeal\n",
        ("    (a) offence in section 2\n", ""),
    ),
    "an item of a list, repealed": (
        "change  article 1  in section 2\n  repeal  (b)\n",
        ("  (b)  lifting a gate\n", ""),
    ),
    "an item of a list, substituted": (
        "change  article 1  in section 2\n  for  (b)\n  substitute  (b)  nothing\n",
        ("(b)  lifting a gate", "(b)  nothing"),
    ),
    "a new part, that a new limb names": (
        (
            "change  article 1  in section 1\n  insert  section 4  ordered\n\n"
            "section 4  ordered\n  by order\n"
        ),
        (
            "    section 3  early\n\n",
            "    section 3  early\n    section 4  ordered\n\n",
        ),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_an_amendment_changes_the_law_from_its_day_on_and_not_before(what: str) -> None:
    change, (old, new) = CASES[what]
    scheme = amended(change)
    if "section 4  ordered" in change:
        part = "\nsection 4  ordered\n  by order\n"
        before = as_text(read(LAW + part, "toll.scheme"), BEFORE)
        after = as_text(read(LAW.replace(old, new) + part, "toll.scheme"), AFTER)
    else:
        before, after = as_text(read(LAW, "toll.scheme"), BEFORE), changed(old, new)
    assert as_text(scheme, BEFORE) == before
    assert as_text(scheme, AFTER) == after


@pytest.mark.parametrize("what", CASES)
def test_a_law_with_its_amendments_is_written_as_one_text_that_reads_back(what: str) -> None:
    scheme = amended(CASES[what][0])
    assert read(write(scheme), "toll.scheme") == scheme


def test_a_later_amendment_changes_what_an_earlier_one_brought() -> None:
    first = HEAD + "change  article 1  in section 3\n  substitute  by order\n"
    later = HEAD.replace("1960-07-01", "1965-01-01").replace("order 9", "order 10")
    second = later + "change  rule 2  in section 3\n  for  by order\n  substitute  in flood\n"
    scheme = read(LAW, "toll.scheme", [(second, "b.amendment"), (first, "a.amendment")])
    assert [made.citation for made in scheme.instruments] == ["order 9", "order 10"]
    for day, body in ((AFTER, "by order"), (date(1965, 1, 1).toordinal(), "in flood")):
        text = as_text(scheme, day)
        assert f"section 3  early\n  {body}\n" in text


def test_an_effect_that_an_amendment_brings_begins_on_its_day() -> None:
    scheme = amended("effect  disregard on application, where section 3 early\n")
    assert [e.name for e in as_at(scheme, BEFORE).scheme.effects] == ["pardon"]
    assert [e.name for e in as_at(scheme, AFTER).scheme.effects] == ["pardon", "disregard"]


def test_a_word_that_an_amendment_brings_is_said_plainly_there() -> None:
    plain = '    said as  "pulling a boat past"\n    see      crossing unpaid  "if it crossed"\n'
    scheme = amended(f"words offences\n  towing\n{plain}")
    assert scheme.vocabularies[0].plain == (
        PlainWords("towing", "pulling a boat past", (SeeAlso("crossing unpaid", "if it crossed"),)),
    )
    assert plain in as_text(scheme, AFTER)


def test_words_of_an_amendment_join_the_words_that_stand() -> None:
    scheme = amended(
        "words offences\n  towing\n\nchange  article 1  in section 2\n  insert  (c)  towing\n"
    )
    assert scheme.vocabularies[0].words == ("crossing unpaid", "lifting a gate", "towing")
    assert "(c)  towing" in as_text(scheme, AFTER)


WRONG = {
    "nothing of that name": (
        "change  article 1  in section 1\n  for  by ordre\n  substitute  in flood\n",
        "change-of-nothing",
        7,
    ),
    "no such provision": (
        "change  article 1  in section 8\n  substitute  in flood\n",
        "change-of-nothing",
        6,
    ),
    "says not what it does": ("change  article 1  in section 1\n", "change-unfinished", 6),
    "says not where": ("change  article 1\n  repeal\n", "change-unfinished", 6),
    "says for and insert": (
        "change  article 1  in section 1\n  for  (a)\n  insert  by order\n",
        "change-unfinished",
        6,
    ),
    "an unknown word": (
        "change  article 1  in section 1\n  instead  (a)\n",
        "unknown-line",
        7,
    ),
    "nothing comes in": (
        "change  article 1  in section 1\n  insert\n",
        "nothing-beneath",
        7,
    ),
    "changed twice on one day": (
        (
            "change  article 1  in section 1(b)\n  for  (i)\n  substitute  (i) no in flood\n\n"
            "change  article 2  in section 1(b)\n  for  (i)\n  substitute  (i) by order\n"
        ),
        "changed-twice",
        11,
    ),
    "a whole and a piece of it on one day": (
        (
            "change  article 1  in section 1\n  substitute  in flood\n\n"
            "change  article 2  in section 1\n  for  (a)\n  substitute  (a) by order\n"
        ),
        "changed-twice",
        10,
    ),
    "a whole twice on one day": (
        (
            "change  article 1  in section 3\n  substitute  in flood\n\n"
            "change  article 2  in section 3\n  substitute  by order\n"
        ),
        "changed-twice",
        0,
    ),
    "a label that stands deeper": (
        "change  article 1  in section 1\n  repeal  (ii)\n",
        "change-of-nothing",
        7,
    ),
    "limbs in the place of a limb": (
        (
            "change  article 1  in section 1(b)\n"
            "  substitute\n    (i) no in flood\n    (ii) by order\n"
        ),
        "limbs-without-connective",
        8,
    ),
    "a label that stands already": (
        "change  article 1  in section 1(b)\n  insert  (i) by order\n",
        "does-not-fit",
        0,
    ),
    "a line with lines beneath it": (
        "change  article 1  in section 1\n  for  any of\n  substitute  by order\n",
        "change-of-nothing",
        7,
    ),
    "a part repealed": ("change  article 1  in section 3\n  repeal\n", "no-connective", 0),
    "inserted where nothing joins": (
        "change  article 1  in section 3\n  insert  by order\n",
        "no-connective",
        0,
    ),
    "a condition that cannot be read": (
        "change  article 1  in section 1(a)\n  substitute  ofence in section 2\n",
        "not-understood",
        7,
    ),
    "a header of a law": ("status  enacted\n", "unknown-heading", 6),
    "an amendment twice": ("citation  order 10\n", "declared-twice", 6),
}


TWICE = {
    "both change it": (
        "change  article 1  in section 1(b)\n  for  (i)\n  substitute  (i) no in flood\n\n"
        "change  article 2  in section 1(b)\n  for  (i)\n  substitute  (i) by order\n"
    ),
    "the second changes by its label what the first puts in": (
        "change  article 1  in section 2\n  after  (a)\n  insert  (aa)  lifting a gate\n\n"
        "change  article 2  in section 2\n  for  (aa)\n  substitute  (aa)  crossing unpaid\n"
    ),
    "the second changes by its words what the first puts in": (
        "change  article 1  in section 1(b)\n  insert  no by order\n\n"
        "change  article 2  in section 1(b)\n  repeal  no by order\n"
    ),
}


@pytest.mark.parametrize("what", TWICE)
def test_two_changes_of_one_thing_on_one_day_are_told_how_to_be_one(what: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        amended(TWICE[what])
    (problem,) = found.value.problems
    assert problem.code == "changed-twice"
    assert problem.remedy == (
        "write the two as one: `change`, both provisions (as in `article 1 and article 2`), and "
        "what stands after both in the place of what stood before either"
    )


def test_two_changes_written_as_one_keep_both_provisions() -> None:
    scheme = amended(
        "change  article 1 and article 2  in section 1(b)\n  for  (i)\n  substitute  (i) by order\n"
    )
    ((change,),) = [made.changes for made in scheme.instruments]
    assert (change.provision, change.text) == ("article 1 and article 2", "section 1(b)")


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_an_amendment_is_told_at_its_line(what: str) -> None:
    change, code, line = WRONG[what]
    with pytest.raises(ProblemsFound) as found:
        amended(change)
    told = found.value.problems
    assert [problem.code for problem in told] == [code]
    if line:
        assert (told[0].place.file, told[0].place.line) == ("order-0.amendment", line)
    else:
        assert told[0].place.file == "toll.scheme"


def test_a_name_that_several_places_have_is_refused() -> None:
    law = LAW + "\nsection 3  late\n  any of\n    by order\n    by order\n"
    for target, name in (("section 3", ""), ("section 3 late", "  for  by order\n")):
        change = f"change  article 1  in {target}\n{name}  substitute  in flood\n"
        with pytest.raises(ProblemsFound) as found:
            read(law, "toll.scheme", [(HEAD + change, "order.amendment")])
        assert [problem.code for problem in found.value.problems] == ["change-of-several"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("from 1960-07-01", "until 1960-07-01", "bad-force"),
        ("toll-bridges", "toll-gates", "amends-another"),
        ("citation   order 9\n", "", "missing-header"),
    ],
)
def test_the_head_of_an_amendment_must_be_whole(old: str, new: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read(LAW, "toll.scheme", [(HEAD.replace(old, new), "order.amendment")])
    assert [problem.code for problem in found.value.problems] == [code]


def test_problems_of_all_files_are_told_in_their_order() -> None:
    change = HEAD + "change  article 1  in section 8\n  repeal\n"
    with pytest.raises(ProblemsFound) as found:
        read(LAW.replace("in flood\n", "in flod\n", 2), "toll.scheme", [(change, "a.amendment")])
    files = [problem.place.file for problem in found.value.problems]
    assert files == sorted(files, reverse=True)
    assert set(files) == {"toll.scheme", "a.amendment"}


def test_what_was_substituted_before_is_looked_through() -> None:
    first = (
        HEAD + "change  article 1  in section 1\n  substitute\n    all of\n"
        "      (a) in flood\n      (c) in flood\n"
    )
    later = HEAD.replace("1960-07-01", "1965-01-01").replace("order 9", "order 10")
    texts = {
        "insert": "change  rule 1  in section 1\n  insert  (b) by order\n",
        "again": "change  rule 1  in section 1\n  substitute  by order\n",
        "unless": (
            "change  rule 1  in section 1\n  substitute\n    by order\n    unless\n      in flood\n"
        ),
    }
    after = date(1965, 1, 1).toordinal()
    said = {
        "insert": (
            "section 1  pardoned\n  all of\n    (a) in flood\n    (c) in flood\n    (b) by order\n"
        ),
        "again": "section 1  pardoned\n  by order\n",
        "unless": "section 1  pardoned\n  by order\n  unless in flood\n",
    }
    for name, text in texts.items():
        scheme = read(LAW, "toll.scheme", [(first, "a.amendment"), (later + text, "b.amendment")])
        between = as_text(scheme, AFTER)
        assert "section 1  pardoned\n  all of\n    (a) in flood\n    (c) in flood\n" in between
        assert "by order\n\nsection 3" not in between
        one = read(f"{LAW[: LAW.index('section 1  pardoned')]}{said[name]}", "toll.scheme")
        assert as_at(scheme, after).scheme.part_named["pardoned"] == one.part_named["pardoned"]
        assert read(write(scheme), "toll.scheme") == scheme


def test_nothing_is_inserted_beside_a_version() -> None:
    first = HEAD + "change  article 1  in section 3\n  substitute  in flood\n"
    later = HEAD.replace("1960-07-01", "1965-01-01").replace("order 9", "order 10")
    for change in ("  insert  by order\n", "  after  in flood\n  insert  by order\n"):
        texts = [(first, "a"), (later + "change  rule 1  in section 3\n" + change, "b")]
        with pytest.raises(ProblemsFound) as found:
            read(LAW, "toll.scheme", texts)
        assert [problem.code for problem in found.value.problems] == ["no-connective"]


def test_brackets_that_bring_back_what_is_repealed_are_refused() -> None:
    law = LAW.replace(
        "      (ii) by order\n",
        "      (ii) by order  [until 1965-06-30]\n      (ii) no by order  [from 1965-07-01]\n",
    )
    change = "change  article 1  in section 1(b)\n  repeal  (ii)\n"
    with pytest.raises(ProblemsFound) as found:
        read(law, "toll.scheme", [(HEAD + change, "order.amendment")])
    assert [problem.code for problem in found.value.problems] == ["comes-back"]


def test_a_line_is_not_changed_by_its_words_where_lines_stand_beneath_it() -> None:
    law = LAW.replace("  unless\n    by order\n", "    unless by order\n")
    assert law != LAW
    change = (
        "change  article 1  in section 3\n  for  convicted before 1940-01-01\n"
        "  substitute  in flood\n"
    )
    with pytest.raises(ProblemsFound) as found:
        read(law, "toll.scheme", [(HEAD + change, "order.amendment")])
    assert [problem.code for problem in found.value.problems] == ["lines-beneath"]
