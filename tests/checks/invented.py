"""The smallest scheme that the checks are tried on, with rows that try all of it."""

from __future__ import annotations

from amends.notation import read
from amends.scheme.model import Scheme

TEXT = """
scheme        An invented law
id            invented
citation      2001 c. 1
jurisdiction  Nowhere
status        enacted
in force      from 2001-01-01
matter        conviction

effect        pardon by operation of law, where section 1 pardoned

words offences
  theft
  assault

of the conviction
  recorded  offence  one of offences
    ask   "What was it?"
    look  court book

list job of the person
  ask   "What was the work?"
  look  pay book
  recorded  held  period

section 1  pardoned
  all of
    (a) offence is theft
    (b) some job of the person where
      held overlaps 1990-01-01 to 1990-12-31
"""

TABLE = """
On 2010-05-01.

| case | offence | job.held | job | outcome | decided by |
|---|---|---|---|---|---|
| both | theft | 1990 | ? | applies | section 1(a); section 1(b) |
| not theft | assault | 1990 | ? | does not apply | section 1(a) |
| nobody says what | ? | 1990 | ? | undetermined | section 1(a) |
| worked later, and never else | theft | 1991 | no others | does not apply | section 1(b) |
| worked some time | theft | 1990..1991 | no others | undetermined | - |
| left the day before | theft | 1980 to 1989-12-31 | no others | does not apply | section 1(b) |
"""


AMOUNT = "  amount  section 4 and section 5\n    500.00\n"
BEGINS = "effect  award on application, where section 1  pardoned    [from 2005-03-01]\n"
AWARD = ("words offences", f"{BEGINS}{AMOUNT}\nwords offences")


def law_text(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def law(*changes: tuple[str, str]) -> Scheme:
    return read(law_text(*changes), "invented.scheme")
