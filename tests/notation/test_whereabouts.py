"""Where in the text of a scheme something stands."""

from __future__ import annotations

import pytest

from amends.notation.whereabouts import line_of

TEXT = """\
scheme  Pardons of 1931 in section 9

effect  pardon by operation of law, where section 1 pardoned

of the conviction
  recorded  pardon day  date
  recorded  offence  one of offences

list appeal of the conviction
  recorded  day  date

section 1  pardoned
  all of
    (a) section 1(b)  early
    (b) any of
      (i)  on duty     [until 1934-12-31]
      (ii) on duty
    under the Schedule  on duty

section 1(b)  early
  day before 1931-01-01

provisions seen
  section 12, section 2(a)
"""


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("section 1", "section 1  pardoned"),
        ("section 1(a)", "    (a) section 1(b)  early"),
        ("section 1(b)(ii)", "      (ii) on duty"),
        ("section 1(b)(i)", "      (i)  on duty     [until 1934-12-31]"),
        ("the Schedule", "    under the Schedule  on duty"),
        # A part, and not the limb above it that has its provision.
        ("section 1(b)", "section 1(b)  early"),
        ("pardon", "effect  pardon by operation of law, where section 1 pardoned"),
        ("pardon day", "  recorded  pardon day  date"),
        ("appeal", "list appeal of the conviction"),
        ("conviction", "of the conviction"),
        # Named, and declared nowhere.
        ("section 2(a)", "  section 12, section 2(a)"),
        ("section 9", "scheme  Pardons of 1931 in section 9"),
    ],
)
def test_a_provision_or_a_name_is_found_where_it_is_declared(heading: str, line: str) -> None:
    assert TEXT.splitlines()[line_of(TEXT, heading) - 1] == line


def test_a_provision_that_is_no_more_than_the_beginning_of_another_is_not_found() -> None:
    assert line_of(TEXT, "section 2") == 0
