"""How many questions it takes: the order of `amends ask`, and a form that asks in a fixed order.

python -m bench.questions [quick] [SCHEME ...]     every scheme of the shelf unless told otherwise

Both end where the outcome of every effect is settled, or nothing is left to ask. Somebody is not
sure of one answer in ten; else each value class of a fact is as likely, and so is whether a list
has another entry, up to MOST of them. Where the states that an interview can come to are few
enough, the mean and the worst are of all of them; else of seeded draws, and the worst is the
worst that was drawn. `quick` takes fewer of both.

The form asks for every fact that the law looks at, as declared: the matter, the person, then the
lists. That of the Act of 2022 follows Annex A of the official guide: who the person was, then the
conviction, then whether it had to do with the strike.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from time import perf_counter

from amends.cases.case import Case, Subject
from amends.cases.case_values import Said
from amends.engines.exact import value_classes
from amends.engines.reference import assess
from amends.notation.shelf import load, on_shelf
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import (
    THE_MATTER,
    THE_PERSON,
    Ask,
    FactAsk,
    ListAsk,
    Place,
    Reply,
    Word,
)
from amends.questionnaire.order import Topic, list_of, outlook
from amends.scheme.conditions import MATTER, PERSON, AtLeast, Condition, Named, Quantity, Ref, Total
from amends.scheme.law import Law, as_at
from amends.scheme.walk import inside, quantity_refs, refs
from amends.truth.edtf import day

ON = day(2025, 6, 1)
MOST = 2  # entries of a list
UNSURE = 10  # answers in a hundred
DRAWS, STATES = 100_000, 20_000
QUICK_DRAWS, QUICK_STATES = 500, 500

EMPTY = Case("k", Subject(), Subject())

ANNEX_A = {
    "miners-strike-pardons-2022": (
        *("employment", "household member", "relative"),
        *("court", "finding", "offence", "conduct"),
        *("unrelated reason", "during activity", "during ancillary activity", "response"),
        "hardship",
    )
}

NextAsk = Callable[[Case, tuple[Ask, ...]], Ask | None]


# --- what is answered ---


def _replies(law: Law, ask: Ask) -> list[Reply]:
    """Every answer to a question but "not sure", each as likely as the other."""
    if isinstance(ask, FactAsk):
        classes = value_classes(law)[Ref(ask.place.kind, ask.fact)].classes
        return [Said(one.sample) for one in classes]
    return [Word.NO_MORE, *[Word.THERE_IS] * (ask.beside < MOST)]


@dataclass(frozen=True, slots=True)
class _State:
    """What was asked and answered; two that say the same go on the same."""

    case: Case = EMPTY
    asked: tuple[Ask, ...] = ()
    said: frozenset[tuple[Ask, int]] = frozenset()

    @property
    def key(self) -> tuple[frozenset[tuple[Ask, int]], Topic | None]:
        return self.said, list_of(self.asked[-1]) if self.asked else None

    def after(self, law: Law, ask: Ask, nth: int, reply: Reply) -> _State:
        case = with_answer(self.case, ask, reply, law.scheme)
        return _State(case, (*self.asked, ask), self.said | {(ask, nth)})


class TooMany(Exception):
    """There are more states than are gone through."""


class _Asking:
    """How many questions a way of asking takes."""

    def __init__(self, law: Law, next_ask: NextAsk) -> None:
        self.law = law
        self._next = next_ask
        self._known: dict[object, Ask | None] = {}
        self._counted: dict[object, tuple[float, int]] = {}

    def next(self, state: _State) -> Ask | None:
        if state.key not in self._known:
            self._known[state.key] = self._next(state.case, state.asked)
        return self._known[state.key]

    def of_all(self, state: _State, most: int) -> tuple[float, int]:
        """Mean and worst over all ways that an interview can go on from a state."""
        if state.key not in self._counted:
            if len(self._known) >= most:
                raise TooMany
            self._counted[state.key] = self._count(state, most)
        return self._counted[state.key]

    def _count(self, state: _State, most: int) -> tuple[float, int]:
        ask = self.next(state)
        if ask is None:
            return 0, 0
        replies = _replies(self.law, ask)
        unsure = self.of_all(state.after(self.law, ask, -1, Word.NOT_SURE), most)
        found = [
            self.of_all(state.after(self.law, ask, nth, reply), most)
            for nth, reply in enumerate(replies)
        ]
        told = sum(mean for mean, _ in found) / len(found)
        mean = 1 + (UNSURE * unsure[0] + (100 - UNSURE) * told) / 100
        return mean, 1 + max(worst for _, worst in (unsure, *found))

    def of_draws(self, draws: int) -> tuple[float, int]:
        """Mean and worst over seeded interviews: the nth answers each question the same, always."""
        found = [self._drawn(nth) for nth in range(draws)]
        return sum(found) / draws, max(found)

    def _drawn(self, nth: int) -> int:
        state = _State()
        while (ask := self.next(state)) is not None:
            random = Random(f"{nth} {ask}")
            replies = _replies(self.law, ask)
            place = -1 if random.randrange(100) < UNSURE else random.randrange(len(replies))
            reply = Word.NOT_SURE if place < 0 else replies[place]
            state = state.after(self.law, ask, place, reply)
        return len(state.asked)


# --- the two ways of asking ---


def by_order(law: Law, case: Case, asked: tuple[Ask, ...]) -> Ask | None:
    question = outlook(law, case, assess, asked).question
    return question.ask if question else None


@dataclass(frozen=True, slots=True)
class Form:
    """The questions of a form; `names` are those of the matter and the person, in order."""

    law: Law
    names: Sequence[tuple[Place, str]]
    looked_at: Mapping[str, Sequence[str]]

    def next(self, case: Case, asked: tuple[Ask, ...]) -> Ask | None:
        if all(effect.outcome.is_settled for effect in assess(self.law, case).effects):
            return None
        before = set(asked)
        asks = (ask for place, name in self.names for ask in self._asks(case, place, name))
        return next((ask for ask in asks if ask not in before), None)

    def _asks(self, case: Case, place: Place, name: str) -> Iterator[Ask]:
        if name in self.law.scheme.facts_of(place.kind):
            yield FactAsk(place, name)
            return
        subject = case.person if place.owner == PERSON else case.matter
        for listed, label in place.steps:
            subject = next(e for e in subject.entries(listed).entries if e.label == label).subject
        held = subject.entries(name)
        for nth, entry in enumerate(held.entries):
            yield ListAsk(place, name, nth)
            for inner in self.looked_at[name]:
                yield from self._asks(case, place.entry(name, entry.label), inner)
        if not held.closures:
            yield ListAsk(place, name, len(held.entries))


def a_form(law: Law) -> Form:
    """The form of a law: its facts as declared, then its lists, or as ANNEX_A has it."""
    scheme = law.scheme
    looked_at = _looked_at(law)
    order = {
        kind: [
            *(fact for fact in scheme.facts_of(kind) if fact in looked_at[kind]),
            *(listed.name for listed in scheme.lists_of(kind) if listed.name in looked_at[kind]),
        ]
        for kind in (MATTER, PERSON, *scheme.list_named)
    }
    names = [(place, name) for place in (THE_MATTER, THE_PERSON) for name in order[place.owner]]
    names.sort(key=lambda one: one[1] in scheme.list_named)
    if scheme.id in ANNEX_A:
        asked_for = {name: place for place, name in names}
        assert set(asked_for) == set(ANNEX_A[scheme.id])
        names = [(asked_for[name], name) for name in ANNEX_A[scheme.id]]
    return Form(law, names, order)


def _looked_at(law: Law) -> Mapping[str, set[str]]:
    """The facts and lists of each kind that the effects of a law look at."""
    scheme = law.scheme
    found: dict[str, set[str]] = {kind: set() for kind in (PERSON, MATTER, *scheme.list_named)}

    def at(node: Condition | Quantity, scope: Mapping[str, str]) -> None:
        if isinstance(node, Named):
            part = scheme.part_named[node.part]
            at(part.body, scope if part.about == MATTER else {PERSON: scope[node.of]})
            return
        if isinstance(node, AtLeast | Total):
            owner = node.adding.of if isinstance(node, Total) else node.of
            found[scope[owner]].add(node.list)
            scope = {**scope, node.name: node.list}
        own = quantity_refs(node) if isinstance(node, Quantity) else refs(node)
        for ref in own:
            found[scope[ref.of]].add(ref.fact)
        for one in (*inside(node), *([node.value] if isinstance(node, Total) else [])):
            at(one, scope)

    for effect in scheme.effects:
        at(Named(effect.part), {PERSON: PERSON, MATTER: MATTER})
    return found


# --- the table ---


def measure(names: Sequence[str], draws: int, states: int) -> None:
    """Count the questions under each scheme, and print them in a table."""
    head = ("scheme", "ours: mean", "worst", "form: mean", "worst", "of")
    print("{:<46}{:>11}{:>7}{:>12}{:>7}  {}".format(*head))
    for name in names:
        law = as_at(load(name).scheme, ON)
        if not law.in_force:
            continue
        cells = []
        for next_ask in (partial(by_order, law), a_form(law).next):
            asking = _Asking(law, next_ask)
            try:
                mean, worst = asking.of_all(_State(), states)
                of = "all"
            except TooMany:
                mean, worst = asking.of_draws(draws)
                of = f"{draws:,} draws"
            cells.append((mean, worst, of))
        (mean, worst, of), (form_mean, form_worst, form_of) = cells
        told = of if of == form_of else f"{of} / {form_of}"
        print(
            f"{name:<46}{mean:>11.2f}{worst:>7}{form_mean:>12.2f}{form_worst:>7}  {told}",
            flush=True,
        )
    law = as_at(load("miners-strike-pardons-2022").scheme, ON)
    began = perf_counter()
    by_order(law, EMPTY, ())
    print(f"  the first question under the Act of 2022: {1000 * (perf_counter() - began):.0f} ms")


def main(arguments: Sequence[str]) -> None:
    """Count the questions of the schemes that are named, or of all."""
    quick = "quick" in arguments
    names = [name for name in arguments if name != "quick"] or list(on_shelf())
    if quick:
        measure(names, QUICK_DRAWS, QUICK_STATES)
    else:
        measure(names, DRAWS, STATES)


if __name__ == "__main__":
    main(sys.argv[1:])
