"""Lists of words in the law: items and what is left open, on one line or on several."""

from __future__ import annotations

import pytest

from amends.notation import read, write
from amends.problems import ProblemsFound
from amends.scheme.model import Scheme

LAW = """\
scheme        Lantern Tax (Pardons) Act
id            lantern-tax
citation      chapter 4 (invented)
jurisdiction  Lowmere
status        enacted
in force      always
matter        conviction

effect  pardon by operation of law, where section 1 pardoned

words offences
  hiding a lantern
  painting a lantern
  selling oil
  a dark window
  modes attempt

of the conviction
  recorded  offence  one of offences

open point 1  section 2  is a dark window a hidden lantern?

codes section 2 of offences
{}
section 1  pardoned
  offence in section 2
"""


def law(*lines: str) -> Scheme:
    return read(LAW.format("".join(f"  {line}\n" for line in lines)), "lantern.scheme")


@pytest.mark.parametrize(
    ("several", "one"),
    [
        (
            ("(a)", "  hiding a lantern", "  painting a lantern"),
            ("(a)  hiding a lantern, painting a lantern",),
        ),
        (
            ("(a)  hiding a lantern", "  painting a lantern, selling oil"),
            ("(a)  hiding a lantern, painting a lantern, selling oil",),
        ),
        (
            ("(a)  [from 1990-01-01]", "  hiding a lantern", "  painting a lantern"),
            ("(a)  hiding a lantern, painting a lantern  [from 1990-01-01]",),
        ),
        (
            ("item 1", "  hiding a lantern", "  selling oil"),
            ("item 1  hiding a lantern, selling oil",),
        ),
        (
            ("(a)  hiding a lantern", "open point 1", "  a dark window", "  in modes attempt"),
            ("(a)  hiding a lantern", "open point 1  a dark window, in modes attempt"),
        ),
        (
            ("(a)  hiding a lantern", "open point 1 of (a)", "  a dark window"),
            ("(a)  hiding a lantern", "open point 1 of (a)  a dark window"),
        ),
    ],
)
def test_words_too_many_for_a_line_stand_beneath_it(
    several: tuple[str, ...], one: tuple[str, ...]
) -> None:
    scheme = law(*several)
    assert scheme == law(*one)
    assert read(write(scheme), "lantern.scheme") == scheme


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("(a)", "  hiding a lantern,"), "empty-item"),
        (("(a)",), "empty-item"),
        (("(a)", "  hiding a lantern", "    selling oil"), "nothing-goes-beneath"),
        (("(a)  nothing", "  selling oil"), "nothing-goes-beneath"),
        (("(a)  selling oil", "(b)  in modes attempt", "  a dark window"), "nothing-goes-beneath"),
        (("(a)  selling oil", "open point 1  nothing", "  a dark window"), "nothing-goes-beneath"),
        (("selling oil", "  a dark window"), "nothing-goes-beneath"),
        (("(a)  selling oil", "  a dark widow"), "unknown-word"),
        (("(a)  selling oil", "  (b)  a dark window"), "unknown-word"),
    ],
)
def test_what_is_wrong_with_the_lines_beneath_is_told(lines: tuple[str, ...], code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        law(*lines)
    assert [problem.code for problem in found.value.problems] == [code]
