"""The page engine in a browser, held against the reference on the same cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hypothesis import currently_in_test_context, note
from playwright.sync_api import Page

from amends.assessments.assessment import AmountAssessed, Ground
from amends.cases.case import Case
from amends.engines import page as engine
from amends.engines import reference
from amends.engines.reference.evaluate import evaluate
from amends.scheme.conditions import AtLeast, Named
from amends.scheme.declarations import Amount, Effect, Presumption
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.scheme.walk import descendants
from amends.truth.states import Pair
from lib.dice import Dice, chance, pick
from lib.printing import shown
from lib.schemes import a_sum

# A page as a reader would open it from disk: the script inline, and nothing else. It may neither
# reach for anything nor run text as code.
DOCUMENT = f"""<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'">
<title>Trial</title>
<script>{engine.evaluator()}</script>
"""

# The grounds stay behind: what is read from them is compared.
_ASK = """([law, cases]) => {
  const read = JSON.parse(law);
  return JSON.stringify(JSON.parse(cases).map((one) => {
    const told = amends.assess(read, one);
    return [
      told.status,
      told.effects.map((e) => [
        e.effect, e.outcome, e.provisions, e.wanted, e.disputed, e.presumed,
        e.amount && [e.amount.least, e.amount.most, e.amount.disputed, e.amount.wanted],
      ]),
      told.parts.map((p) => [p.name, p.helping, p.hurting]),
    ];
  }));
}"""


# Least and most, whether it is disputed, and what is wanted.
ToldAmount = tuple[int | None, int | None, bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ToldEffect:
    """How one effect stands, in words."""

    name: str
    outcome: str
    provisions: tuple[str, ...]
    wanted: tuple[str, ...]
    disputed: tuple[str, ...]
    presumed: bool
    amount: ToldAmount | None


@dataclass(frozen=True, slots=True)
class Told:
    """All that an engine says of a case; the parts with helping and hurting."""

    status: str
    effects: tuple[ToldEffect, ...]
    parts: tuple[tuple[str, str, str], ...]


def by_page(page: Page, law: Law, cases: Sequence[Case]) -> list[Told]:
    """What the script says of each case, in one call for all of them."""
    data = [engine.as_data(case, law.scheme) for case in cases]
    asked = [json.dumps(engine.compiled(law)), json.dumps(data)]
    told = json.loads(page.evaluate(_ASK, asked))
    return [
        Told(
            status,
            tuple(
                ToldEffect(
                    name,
                    outcome,
                    tuple(provisions),
                    tuple(wanted),
                    tuple(disputed),
                    presumed,
                    amount and (*amount[:3], tuple(amount[3])),
                )
                for name, outcome, provisions, wanted, disputed, presumed, amount in effects
            ),
            tuple((name, helping, hurting) for name, helping, hurting in parts),
        )
        for status, effects, parts in told
    ]


def as_told(law: Law, case: Case) -> Told:
    """What the reference says of a case: the order of names is its own."""
    assessment = reference.assess(law, case)
    pairs = {part: pair for e in assessment.effects for part, pair in _parts(e.ground)}
    names = [part.name for part in law.scheme.parts] if law.in_force else []
    for name in names:
        if name not in pairs:  # the effects rest on it for entries of lists only, or not at all
            pairs[name] = evaluate(law, case, Named(name), "").pair
    return Told(
        assessment.status.value,
        tuple(
            ToldEffect(
                effect.effect,
                effect.outcome.value,
                effect.provisions,
                effect.wanted,
                effect.disputed,
                effect.presumed is not None,
                _amount(effect.amount),
            )
            for effect in assessment.effects
        ),
        tuple((name, pairs[name].helping.value, pairs[name].hurting.value) for name in names),
    )


def _amount(amount: AmountAssessed | None) -> ToldAmount | None:
    if amount is None:
        return None
    return (amount.least, amount.most, amount.disputed, amount.wanted)


def _parts(ground: Ground) -> Iterator[tuple[str, Pair]]:
    """The parts applied to the matter and its person on the way to a ground."""
    if isinstance(ground.node, Named):
        yield ground.node.part, ground.pair
    for child in ground.children:
        yield from _parts(child)


def assert_page_agrees(page: Page, law: Law, cases: Sequence[Case]) -> None:
    told = by_page(page, law, cases)
    right = [as_told(law, case) for case in cases]
    for case, one, other in zip(cases, right, told, strict=True):
        if one != other and currently_in_test_context():
            note(shown(law, case))
            note(f"reference {one}\npage      {other}")
        assert other == one


def with_second_layer(dice: Dice, scheme: Scheme) -> Scheme:
    """The scheme with presumptions and amounts beside some of its effects."""

    def presumption(effect: Effect) -> Presumption:
        body = scheme.part_named[effect.part].body
        # What is asked of the entries of a list is nothing on which the effect rests.
        of_entries = {
            node.part
            for counted in descendants(body)
            if isinstance(counted, AtLeast)
            for node in descendants(counted.where)
            if isinstance(node, Named)
        }
        named = (node.part for node in descendants(body) if isinstance(node, Named))
        given = ("", *(part for part in named if part not in of_entries))
        return Presumption(chance(dice, 50), "section 5", pick(dice, given))

    return replace(
        scheme,
        effects=tuple(
            replace(
                effect,
                presumption=presumption(effect) if chance(dice, 60) else None,
                amount=Amount("section 6", a_sum(dice, scheme)) if chance(dice, 40) else None,
            )
            for effect in scheme.effects
        ),
    )
