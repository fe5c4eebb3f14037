"""What each way of writing a condition means in the model."""

import pytest

from amends.notation import read
from amends.scheme.conditions import (
    MATTER,
    PERSON,
    All,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    Force,
    In,
    Latest,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Recorded,
    Ref,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)
from amends.truth.edtf import day

HEAD = """scheme        Lamplighters (Relief) Act 1931
id            lamplighters-relief-1931
citation      1931 c. 99
jurisdiction  Nowhere
status        enacted
in force      always
day rule      29 February moves to 1 March
matter        conviction
effect        pardon by operation of law, where section 1  pardoned
words offences
  insolence
  theft
  `theft, twice`
  not proven
  modes attempt
of the conviction
  recorded  offence    one of offences
  recorded  convicted  date
  recorded  fine       money
  recorded  lamps      number
  recorded  day        date
  recorded  on duty    yes or no
of the person
  recorded  birth      date
  recorded  day        date
list appeal of the conviction
  recorded  allowed    yes or no
  recorded  day        date
  recorded  cost       money
list child of the person, each a person
  recorded  at home    period
codes section 3 of offences
  (a)  insolence
  (b)  theft
  (c)  `theft, twice`
section 2  young (a person)
  birth after 1900-01-01
section 1  pardoned
"""

DUTY = In(Ref(MATTER, "on duty"), ("yes",))
ALLOWED = In(Ref("appeal", "allowed"), ("yes",))
FINE = Recorded(Ref(MATTER, "fine"))
LAMPS = Recorded(Ref(MATTER, "lamps"))
CONVICTED = Recorded(Ref(MATTER, "convicted"))
BIRTH = Recorded(Ref(PERSON, "birth"))
TOTAL_COST = Total("appeal", MATTER, "appeal", Recorded(Ref("appeal", "cost")))


def number(value: int) -> Fixed:
    return Fixed(value, is_date=False)


def condition(*lines: str) -> Condition:
    text = HEAD + "".join(f"  {line}\n" for line in lines)
    return read(text, "lamplighters.scheme").part_named["pardoned"].body


def appeals(count: int, where: Condition = ALLOWED) -> AtLeast:
    return AtLeast(count, "appeal", MATTER, "appeal", where)


def offence(*members: str | Cited) -> In:
    return In(Ref(MATTER, "offence"), members)


ON_ONE_LINE = {
    "on duty": DUTY,
    "no on duty": Not(DUTY),
    "not on duty": Not(DUTY),
    "not no on duty": Not(Not(DUTY)),
    "on duty is no": In(Ref(MATTER, "on duty"), ("no",)),
    "offence is theft (attempt)": offence("theft (attempt)"),
    "offence is not theft": Not(offence("theft")),
    "offence is not proven": offence("not proven"),
    "offence is not not proven": Not(offence("not proven")),
    "offence in theft, `theft, twice`": offence("theft", "theft, twice"),
    "offence not in section 3": Not(offence(Cited("section 3"))),
    "offence in section 3(a), (c), not proven": offence(
        Cited("section 3", ("(a)", "(c)")), "not proven"
    ),
    "offence in section 3(a) to (c)": offence(Cited("section 3", ("(a)", "(b)", "(c)"))),
    "fine at least 500.00": AtMost(number(50_000), FINE),
    "fine is less than 0.05": Less(FINE, number(5)),
    "lamps more than 2": Less(number(2), LAMPS),
    "convicted on or before today": AtMost(CONVICTED, Today()),
    "birth plus 2 years 3 days after convicted minus 1 month": Less(
        Shift(CONVICTED, months=-1), Shift(BIRTH, years=2, days=3)
    ),
    "latest of convicted, (birth plus 1 day) before today": Less(
        Latest((CONVICTED, Shift(BIRTH, days=1))), Today()
    ),
    "fine plus 20.00 minus fine less than 500.00": Less(
        Minus(Plus(FINE, number(2_000)), FINE), number(50_000)
    ),
    "fine minus (fine plus 20.00) at most fine times 2": AtMost(
        Minus(FINE, Plus(FINE, number(2_000))), Times(FINE, 2)
    ),
    "least of (lamps times 15.00), 500.00 less than fine": Less(
        Earliest((Times(LAMPS, 1_500, is_money=True), number(50_000))), FINE
    ),
    "greatest of lamps, 2 at most 3 plus (lamps times 0)": AtMost(
        Latest((LAMPS, number(2))), Plus(number(3), Times(LAMPS, 0))
    ),
    "started years from birth to (today minus 1 day) times 15.00 at most fine": AtMost(
        Times(StartedYears(BIRTH, Shift(Today(), days=-1)), 1_500, is_money=True), FINE
    ),
    "each started 12 of lamps times 15.00 at most fine": AtMost(
        Times(Begun(LAMPS, 12), 1_500, is_money=True), FINE
    ),
    "each started 5.00 of (fine plus 1.00) at least lamps": AtMost(
        LAMPS, Begun(Plus(FINE, number(100)), 500)
    ),
    "each started 5.00 of total of cost of the appeals less than lamps": Less(
        Begun(TOTAL_COST, 500), LAMPS
    ),
    "total of cost of the appeals more than fine": Less(FINE, TOTAL_COST),
    "fine plus (total of cost of the appeals of the conviction) less than 3.00": Less(
        Plus(FINE, TOTAL_COST), number(300)
    ),
    "least of fine, (total of cost of the appeals) at most 3.00": AtMost(
        Earliest((FINE, TOTAL_COST)), number(300)
    ),
    "convicted within until 1930-01-01": Within(
        Ref(MATTER, "convicted"), FixedPeriod(None, day(1930, 1, 1))
    ),
    "convicted overlaps always": Overlaps(Ref(MATTER, "convicted"), FixedPeriod(None, None)),
    "section 2 young": Named("young"),
    "the person is section 2 young": Named("young"),
    "the person is not section 2  young": Not(Named("young")),
    "under the Schedule  on duty": Limb("the Schedule", "", DUTY),
    '(a) "at work" on duty': Limb("section 1(a)", "at work", DUTY),
    "(a)(ii) on duty": Limb("section 1(a)(ii)", "", DUTY),
}


@pytest.mark.parametrize(("line", "meant"), ON_ONE_LINE.items())
def test_a_condition_on_one_line(line: str, meant: Condition) -> None:
    assert condition(line) == meant


@pytest.mark.parametrize(
    ("count", "meant"),
    [
        ("some appeal", appeals(1)),
        ("no appeal", Not(appeals(1))),
        ("every appeal", Not(appeals(1, Not(ALLOWED)))),
        ("at least 2 appeals", appeals(2)),
        ("at most 2 appeals", Not(appeals(3))),
        ("at most 0 appeals", Not(appeals(1))),
        ("exactly 2 appeals", All((appeals(2), Not(appeals(3))))),
        ("exactly 0 appeals", Not(appeals(1))),
    ],
)
def test_counts_are_said_in_words_and_meant_as_at_least(count: str, meant: Condition) -> None:
    assert condition(f"{count} of the conviction where", "  allowed") == meant
    assert condition(f"{count} where allowed") == meant


def test_a_fact_is_looked_for_in_the_entry_then_the_matter_then_the_person() -> None:
    assert condition("day before today") == Less(Recorded(Ref(MATTER, "day")), Today())
    inside = condition(
        "some appeal of the conviction where",
        "  all of",
        "    day before day of the conviction",
        "    day of the person before day of the matter",
    )
    day_of = {of: Recorded(Ref(of, "day")) for of in ("appeal", MATTER, PERSON)}
    assert inside == appeals(
        1, All((Less(day_of["appeal"], day_of[MATTER]), Less(day_of[PERSON], day_of[MATTER])))
    )


def test_an_entry_that_is_a_person_has_a_persons_facts_and_parts() -> None:
    read_as = condition("some child C of the person where", "  the C is section 2 young")
    assert read_as == AtLeast(1, "child", PERSON, "C", Named("young", "C"))
    born = condition("some child of the person where", "  birth after birth of the person")
    assert born == AtLeast(
        1, "child", PERSON, "child", Less(BIRTH, Recorded(Ref("child", "birth")))
    )


def test_unless_takes_away_from_the_condition_in_its_column_and_nests() -> None:
    young = Named("young")
    nested = All((DUTY, Not(All((young, Not(DUTY))))))
    assert condition("on duty", "unless", "  section 2 young", "  unless on duty") == nested
    assert condition("on duty", "  unless section 2 young", "    unless on duty") == nested


def test_unless_beneath_one_limb_leaves_the_others_alone() -> None:
    read_as = condition("any of", "  on duty", "    unless section 2 young", "  lamps at most 1")
    assert isinstance(read_as, Any)
    assert read_as.limbs[0] == All((DUTY, Not(Named("young"))))


def test_dates_belong_to_the_limb_or_make_one_of_the_provision_above() -> None:
    read_as = condition(
        "any of",
        "  (a) on duty    [until 1934-12-31]",
        "  on duty        [from 1935-01-01 until 1936-01-01]",
        "  section 2  young",
    )
    early = Force(None, day(1934, 12, 31))
    late = Force(day(1935, 1, 1), day(1936, 1, 1))
    assert read_as == Any(
        (
            Limb("section 1(a)", "", DUTY, early),
            Limb("section 1", "", DUTY, late),
            Named("young"),
        )
    )


def test_a_quantity_may_hang_on_a_condition() -> None:
    chosen = Choose(DUTY, CONVICTED, Today())
    lines = ("  if on duty", "    then convicted", "    otherwise today")
    assert condition("birth before", *lines) == Less(BIRTH, chosen)
    assert condition("before", "  birth", *lines) == Less(BIRTH, chosen)
    moved = condition("birth before", "  plus 1 year", *(f"  {line}" for line in lines))
    assert moved == Less(BIRTH, Shift(chosen, years=1))


def test_what_the_entries_of_a_list_add_may_stand_on_lines_beneath() -> None:
    cost = Recorded(Ref("A", "cost"))
    added = Choose(In(Ref("A", "allowed"), ("yes",)), cost, FINE)
    read_as = condition(
        "at most",
        "  each started 5.00 of",
        "    total over appeals A of the conviction",
        "      if allowed",
        "        then cost",
        "        otherwise fine",
        "  lamps",
    )
    assert read_as == AtMost(Begun(Total("appeal", MATTER, "A", added), 500), LAMPS)


def test_sums_and_years_may_stand_on_lines_beneath() -> None:
    chosen = Choose(DUTY, CONVICTED, Today())
    lines = ("    if on duty", "      then convicted", "      otherwise today")
    since = condition(
        "lamps less than", "  started years", "    from birth", "    to", *(f"  {x}" for x in lines)
    )
    assert since == Less(LAMPS, StartedYears(BIRTH, chosen))
    sums = condition(
        "at most",
        "  minus",
        "    fine",
        "    times 15.00",
        "      lamps",
        "  plus",
        *(("    fine", "    20.00")),
    )
    assert sums == AtMost(
        Minus(FINE, Times(LAMPS, 1_500, is_money=True)), Plus(FINE, number(2_000))
    )
    assert condition("fine more than", "  greatest of", "    fine", "    20.00") == Less(
        Latest((FINE, number(2_000))), FINE
    )


def test_words_of_a_set_may_stand_on_lines_beneath() -> None:
    assert condition("offence in", "  theft", "  insolence, not proven") == offence(
        "theft", "insolence", "not proven"
    )


def test_comments_are_left_out_and_what_is_quoted_is_not_one() -> None:
    assert condition("on duty  -- as they said") == DUTY
    limb = condition('(a) "at work -- or near" on duty -- so')
    assert limb == Limb("section 1(a)", "at work -- or near", DUTY)
