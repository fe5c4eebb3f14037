"""An example of each node kind in the notation: one invented scheme, and conditions under it.

The declarations together make the scheme under which every condition is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from amends.scheme import conditions as c
from amends.scheme import declarations as d
from amends.scheme.telling import Tells

DECLARED: Final[Mapping[tuple[type, ...], str]] = {
    (d.Status, c.Force, d.DayRule): """\
scheme        Flood Ferries (Pardons)
id            flood-ferries
citation      chapter 7 of the laws of Lowmere (invented)
jurisdiction  Lowmere
status        enacted
in force      from 1959-01-01
day rule      29 February moves to 28 February
currency      LMC
matter        conviction
""",
    (
        d.Effect,
        d.Operation,
        d.Limit,
        d.Meaning,
        d.Consequence,
        d.Answer,
        d.Presumption,
        d.Amount,
    ): """\
effect  pardon by operation of law, where section 1 pardoned
  does not
    section 6  affect the sentence
  means
    the conviction is quashed    no           section 6
    shown on a disclosure check  not settled  section 6  nothing is said of records

effect  disregard on application, where section 3A disregarded    [from 1960-07-01]
  presumed to apply  section 3B(1)
    given  section 1 pardoned
    rebutted by
      section 3B(2)  that the person asked for more than the usual fare
  amount  section 3C
    least of (fine plus costs), 500.00
""",
    (d.Vocabulary, d.PlainWords, d.SeeAlso): """\
words offences
  ferrying without a licence
    said as  "taking people over for money, with no paper for it"
  landing at a closed quay
    see      ferrying without a licence  "if it was for taking people over"
  modes attempt

words quays
  north quay
  south quay
""",
    (d.Fact, d.FactKind, d.FactType, Tells): """\
of the conviction
  recorded  offence      one of offences
    ask   "Of what offence?"
    look  court book
  recorded  charged      one of offences
  recorded  conduct      period
    ask   "When did it happen?"
    tells day of the act
  recorded  convicted    date
  recorded  fine         money
  recorded  costs        money
  judged    overcharged  yes or no

of the person
  recorded  birth        date
""",
    (d.ListKind,): """\
list berth of the person
  ask   "Did the person keep any boat?"
  look  harbour roll
  recorded  quay     one of quays
  recorded  tons     number
  recorded  service  period

list parent of the person, each a person
  recorded  died     date

list court entry of the person
  recorded  entered  date

list appeal of the conviction
  recorded  allowed  yes or no
""",
    (d.OpenPoint,): """\
open point 1  section 2  is an attempt an offence of the list?
open point 2  section 1  is conduct that began before the flood conduct during it?
""",
    (d.CodeList, d.Item, d.Opening): """\
codes section 2 of offences
  (a)  ferrying without a licence
  (b)  landing at a closed quay    [from 1960-07-01]
  open point 1  in modes attempt
""",
    (d.Instrument,): """\
amended by
  1960-07-01  order 3 of 1960  the Closed Quays Order
""",
    (d.Unseen,): """\
provisions seen
  section 1, section 2, section 3

not seen
  section 7  regulations about boats  bears on no answer
""",
    (d.Part,): """\
section 1  pardoned
  source  the Act extends to the whole country
  offence in section 2

section 3A  disregarded
  all of
    section 1  pardoned
    no overcharged

section 3  boat keeper (a person)
  some berth of the person where
    tons less than 5
""",
}
"""By the kinds that each shows, in the order in which a scheme has them."""

_EVERY = (
    "every berth B of the person where\n"
    "  some berth of the person where\n"
    "    quay same as quay of the B"
)
_QUOTED = (
    "all of\n"
    "  (a) overcharged\n"
    '  (b) "during the flood"\n'
    "      conduct within 1952-04-03 to 1952-06-29"
)
_DATED = (
    "all of\n"
    "  (a) overcharged              [until 1960-06-30]\n"
    "  (a) offence in section 2    [from 1960-07-01]"
)
_TOTAL = (
    "more than\n"
    "  total over berths of the person\n"
    "    if quay is north quay\n"
    "      then tons\n"
    "      otherwise 0\n"
    "  20"
)
SHOWN: Final[Mapping[type, tuple[str, ...]]] = {
    c.In: (
        "offence is landing at a closed quay",
        "offence in ferrying without a licence, landing at a closed quay",
        "overcharged",
    ),
    c.Cited: (
        "offence in section 2",
        "offence in section 2(a), (b)",
        "offence in section 2(a) to (b)",
    ),
    c.Same: ("offence same as charged",),
    c.AtMost: ("convicted on or before 1960-06-30", "fine at most 500.00"),
    c.Less: ("convicted before 1960-07-01", "fine less than 500.00"),
    c.Within: (
        "conduct within 1952-04-03 to 1952-06-29",
        "conduct within 1952-04-03 to 1952-06-29, partly is open point 2",
    ),
    c.Overlaps: ("conduct overlaps from 1952-04-03",),
    c.FixedPeriod: (
        "conduct within 1952-04-03 to 1952-06-29",
        "conduct overlaps from 1952-04-03",
        "conduct within until 1952-06-29",
    ),
    c.Ref: (
        "birth of the person before 1931-01-01",
        "offence of the conviction is landing at a closed quay",
    ),
    c.All: ("all of\n  overcharged\n  offence in section 2",),
    c.Any: ("any of\n  overcharged\n  offence in section 2",),
    c.Not: (
        "no overcharged",
        "offence is not landing at a closed quay",
        "offence not in section 2",
        "not conduct within 1952-04-03 to 1952-06-29",
        "all of\n  offence in section 2\nunless\n  overcharged",
    ),
    c.AtLeast: (
        "some berth of the person where\n  tons less than 5",
        "no appeal of the conviction where\n  allowed",
        "at least 2 berths of the person where\n  quay is north quay",
        _EVERY,
    ),
    c.Another: ("some court entry of the person where\n  another court entry",),
    c.Named: ("section 1  pardoned", "the person is section 3 boat keeper"),
    c.LeftOpen: ("open point 2",),
    c.Limb: (
        _QUOTED,
        _DATED,
    ),
    c.Force: (_DATED,),
    c.Recorded: ("convicted before 1960-07-01",),
    c.Fixed: ("convicted before 1960-07-01", "fine at most 500.00"),
    c.Today: ("convicted plus 10 years on or before today",),
    c.Shift: (
        "birth plus 21 years before convicted",
        "convicted minus 6 months on or after 1952-01-01",
    ),
    c.Latest: ("latest of convicted, (birth plus 21 years) on or before today",),
    c.Earliest: ("earliest of convicted, 1960-07-01 on or before today",),
    c.Choose: (
        "convicted before\n  if\n    overcharged\n    then 1955-01-01\n    otherwise 1960-07-01",
    ),
    c.Plus: ("fine plus costs at most 500.00",),
    c.Minus: ("fine minus costs more than 0.00", "fine minus 20.00 at most costs"),
    c.Times: (
        "least of (fine times 2), 500.00 more than costs",
        "started years from convicted to today times 15.00 at least fine",
    ),
    c.StartedYears: ("started years from convicted to 1960-06-30 at most 3",),
    c.Begun: ("each started 12 of (total of tons of the berths) at most 3",),
    c.Total: ("total of tons of the berths more than 20", _TOTAL),
}
"""Conditions that hold the kind, each as it stands beneath a part."""
