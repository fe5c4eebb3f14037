"""An invented law whose sums are others from several days on, and a case of it."""

from __future__ import annotations

from amends.notation import read
from amends.scheme.model import Scheme
from amends.truth.edtf import day

# The sum of `award` is another from 1935 (a list), from 1940 (a part) and from 1950 (a limb);
# that of `grant` goes by the day alone. From 1935 and 1945 other offences count: in no sum.
LAW = """
scheme        Lamplighters (Relief) Act 1931
id            lamps-1931
citation      1931 c. 9
jurisdiction  Nowhere
status        enacted
in force      from 1931-05-01
matter        conviction
currency      GBP
day rule      29 February moves to 1 March

effect  pardon by operation of law, where section 1 pardoned
effect  award on application, where section 1 pardoned
  amount  section 3
    plus
      times 100.00
        total over terms of the conviction
          if prison in section 5
            then weeks
            otherwise 0
      if
        any of
          (a) section 4 hardship
          (b) fined    [from 1950-01-01]
        then 20.00
        otherwise 0.00
effect  grant on application, where section 2 granted    [from 1938-01-01]
  amount  section 6
    times 1.00
      started years from convicted to today

words offences
  leaving a lamp, insolence, other offence

words prisons
  gaol, workhouse, hulk

list term of the conviction
  recorded  weeks   number
  recorded  prison  one of prisons

of the conviction
  recorded  offence    one of offences
  recorded  fined      yes or no
  recorded  poor       yes or no
  recorded  ill        yes or no
  recorded  convicted  date

codes section 5 of prisons
  (a)  gaol
  (b)  workhouse    [from 1935-07-01]

section 1  pardoned
  any of
    (a) offence is leaving a lamp
    (b) offence is insolence    [from 1945-01-01]
    (c) offence is other offence    [from 1935-07-01]

section 2  granted
  offence is leaving a lamp

section 4  hardship
  any of
    (a) ill
    (b) poor    [from 1940-01-01]
"""

CASE = """
source = "court book"
[[matter]]
key = "conviction L1"
offence = "leaving a lamp"
fined = "no"
poor = "no"
ill = "no"
convicted = "1930-06-01"
[[matter.term]]
weeks = 2
prison = "gaol"
[[matter.term]]
weeks = 1
prison = "workhouse"
[[matter.closures]]
list = "term"
names = ["term 1", "term 2"]
"""


def lamps() -> Scheme:
    return read(LAW, "lamps-1931.scheme")


def on(text: str) -> int:
    year, month, of_month = map(int, text.split("-"))
    return day(year, month, of_month)
