"""Hypothesis strategies: small schemes, laws on a date, cases, and cases with more evidence."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from amends.cases.case import Case
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from lib.cases import Usual, a_case
from lib.dice import NEAR_DAYS, Dice, Drawn, chance, pick
from lib.schemes import a_scheme


def examples(count: int) -> settings:
    """`count` examples in every run; as many as the profile says in a deep one."""
    if settings.get_current_profile_name() == "deep":
        return settings()
    return settings(max_examples=count)


def a_law(dice: Dice, scheme: Scheme) -> Law:
    """The scheme on a day near its constants, at times with open points supposed."""
    supposed = {
        point.number: bool(dice.below(2)) for point in scheme.open_points if chance(dice, 25)
    }
    return as_at(scheme, pick(dice, NEAR_DAYS), supposed)


def in_force(law: Law) -> Law:
    """The same law, in force always."""
    if law.in_force:
        return law
    scheme = replace(law.scheme, force=replace(law.scheme.force, start=None))
    return as_at(scheme, law.on, law.supposed)


@st.composite
def schemes(draw: st.DrawFn, *, depth: int = 2, nested: bool = True) -> Scheme:
    return a_scheme(Drawn(draw), depth=depth, nested=nested)


@st.composite
def laws(draw: st.DrawFn, scheme: Scheme) -> Law:
    return a_law(Drawn(draw), scheme)


@st.composite
def cases(draw: st.DrawFn, scheme: Scheme, usual: Usual | None = None) -> Case:
    return a_case(Drawn(draw), scheme, usual)


@st.composite
def laws_and_cases(
    draw: st.DrawFn, *, depth: int = 2, nested: bool = True, usual: Usual | None = None
) -> tuple[Law, Case]:
    """A law in force, and a case for it."""
    dice = Drawn(draw)
    scheme = a_scheme(dice, depth=depth, nested=nested)
    return in_force(a_law(dice, scheme)), a_case(dice, scheme, usual)
