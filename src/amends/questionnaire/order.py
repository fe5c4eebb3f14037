"""Which question comes next. Nobody writes the order: it follows from what is still open.

Asked about is only what stands in a set of facts that could settle an effect not yet settled, or
that would surely settle it. Of those the next is, in this order:

1. what belongs to the list that the last question was about: a list once begun is gone through,
   entry by entry;
2. an exception after what it is an exception to: a judged fact that stands under a *no* comes when
   nothing beside it in the same *all of* is left to ask;
3. what stands in a set all of which can still be asked, before what needs besides something that
   the person did not know, or that only a court can say;
4. what stands in the smaller set: a fact that can settle the answer by itself comes first;
5. a recorded fact, then a list, then what somebody must judge;
6. the order in which the scheme declares them.

Inside an entry, only what its own conditions still turn on, in the order of 5 and 6; after its
entries, whether the list has another. Nothing is asked twice, and nothing that one reading
already answers exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never

from amends.assessments.assessment import Assessment, AssessmentStatus, Evidence, Ground
from amends.assessments.settling import Settling
from amends.assessments.turning import is_open, leaves, provisions
from amends.questionnaire.asks import (
    THE_MATTER,
    THE_PERSON,
    Ask,
    FactAsk,
    ListAsk,
    Place,
    Question,
)
from amends.scheme.conditions import MATTER, PERSON, All, AtLeast, Limb, Named, Not
from amends.scheme.declarations import FactKind
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.statements import LOST
from amends.truth.values import is_exact

MOST_ENTRIES: Final = 20
"""Entries of one list after which no other is asked about."""

_TOP: Final = {PERSON: THE_PERSON, MATTER: THE_MATTER}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that could come next; `name` is what the sets of a settling call it.

    `rank` says how hard it is to answer, then where the scheme declares it.
    """

    name: str
    rank: tuple[int, int]
    question: Question

    @property
    def ends_list(self) -> bool:
        """Whether it asks for another entry of a list of the person or the matter."""
        ask = self.question.ask
        return isinstance(ask, ListAsk) and not ask.place.steps


def next_question(
    law: Law, assessment: Assessment, settlings: Sequence[Settling], asked: Sequence[Ask]
) -> Question | None:
    """The next question; None where the outcome is settled or nothing more that is asked helps.

    `settlings` are of the assessment's effects, in order; `asked` is what was asked so far, last
    one last.
    """
    if assessment.status is not AssessmentStatus.ASSESSED:
        return None
    before = frozenset(asked)
    found = [
        candidate
        for effect, settling in zip(assessment.effects, settlings, strict=True)
        if not settling.settled
        for candidate in _Walk(law, _TOP).open(effect.ground)
        if candidate.question.ask not in before
    ]
    costs = _costs(settlings, {candidate.name for candidate in found})
    usable = [candidate for candidate in found if candidate.name in costs]
    begun = _list_of(asked[-1]) if asked else ""
    going_on = [c for c in usable if begun and c.name == begun]
    names = {candidate.name for candidate in usable}
    waiting = {
        exception
        for effect in assessment.effects
        for exception, beside in _exceptions(law.scheme, effect.ground)
        if beside & names
    }
    chosen = min(
        going_on or usable,
        key=lambda c: (c.name in waiting, costs[c.name], c.rank, c.ends_list),
        default=None,
    )
    return chosen.question if chosen else None


def _costs(settlings: Sequence[Settling], askable: set[str]) -> Mapping[str, tuple[int, int]]:
    """For each name in a set that settles: what cannot be asked in its best set, and its size."""
    costs: dict[str, tuple[int, int]] = {}
    for settling in settlings:
        for names in () if settling.settled else (*settling.could, settling.sure):
            cost = sum(name not in askable for name in names), len(names)
            for name in names:
                costs[name] = min(cost, costs.get(name, cost))
    return costs


def _exceptions(scheme: Scheme, ground: Ground) -> Iterator[tuple[str, frozenset[str]]]:
    """Each judged fact under a *no*, with what stands beside it in the same *all of*."""
    if isinstance(ground.node, All):
        own = (*scheme.matter_facts, *scheme.person_facts)
        judged = {fact.name for fact in own if fact.kind is FactKind.JUDGED}
        limbs = [_bare(limb) for limb in ground.children]
        beside = frozenset(
            name for limb in limbs if not isinstance(limb.node, Not) for name in _names(limb)
        )
        yield from (
            (name, beside)
            for limb in limbs
            if isinstance(limb.node, Not)
            for name in _names(limb)
            if name in judged
        )
    for child in ground.children:
        yield from _exceptions(scheme, child)


def _bare(limb: Ground) -> Ground:
    """What a limb says, without its label, or the part that it names."""
    while isinstance(limb.node, Limb | Named):
        (limb,) = limb.children
    return limb


def _names(ground: Ground) -> Iterator[str]:
    """What a settling calls the facts and lists that a ground looks at."""
    if isinstance(ground.node, AtLeast):
        yield ground.node.list
    yield from (evidence.ref.fact for evidence in ground.evidence)
    for child in ground.children:
        yield from _names(child)


def _list_of(ask: Ask) -> str:
    """The outermost list that a question is about; "" where it is about none."""
    if ask.place.steps:
        return ask.place.steps[0][0]
    return ask.list if isinstance(ask, ListAsk) else ""


@dataclass(frozen=True, slots=True)
class _Walk:
    """Finds what is open in the grounds of a law, in the order of the scheme.

    `scope` says who or what each name in a condition is. Inside an entry, `name` is that of the
    outermost list.
    """

    law: Law
    scope: Mapping[str, Place]
    name: str = ""

    def open(self, ground: Ground) -> Iterator[_Candidate]:
        """What a ground still turns on and can be asked."""
        for leaf in leaves(self.law, ground):
            if not is_open(leaf.ground.pair):
                continue
            scope, node = self.scope, leaf.ground.node
            for part in leaf.inside:
                if self.law.scheme.part_named[part.part].about == PERSON:
                    scope = {PERSON: scope[part.of]}
            provision = next(iter(provisions(leaf)), "")
            if isinstance(node, AtLeast):
                yield from replace(self, scope=scope).of_list(leaf.ground, node, provision)
            for evidence in leaf.ground.evidence:
                if _can_be_asked(evidence):
                    ask = FactAsk(scope[evidence.ref.of], evidence.ref.fact)
                    rank = _rank(ask, self.law.scheme)
                    yield _Candidate(self.name or ask.fact, rank, Question(ask, provision))

    def of_list(self, ground: Ground, node: AtLeast, provision: str) -> Iterator[_Candidate]:
        """What is open in each entry of a list, and then whether there is another.

        All of it has the rank of a list, and is for the provision that looks at the list.
        """
        place, name = self.scope[node.of], self.name or node.list
        ask = ListAsk(place, node.list, len(ground.entries))
        rank = _rank(ask, self.law.scheme)
        for entry in ground.entries:
            scope = {**self.scope, node.name: place.entry(node.list, entry.label)}
            inside = sorted(
                _Walk(self.law, scope, name).open(entry.ground), key=lambda found: found.rank
            )
            for found in inside:
                yield _Candidate(name, rank, Question(found.question.ask, provision))
        closed = any(not closure.but_such_as for closure in ground.closures)
        if not closed and len(ground.entries) < MOST_ENTRIES:
            yield _Candidate(name, rank, Question(ask, provision))


def _rank(ask: Ask, scheme: Scheme) -> tuple[int, int]:
    """A recorded fact, a list, what is to be judged; each as declared."""
    match ask:
        case FactAsk():
            judged = ask.declared(scheme).kind is FactKind.JUDGED
            facts = list(scheme.facts_of(ask.place.kind))
            # The facts of a matter are declared before those of its person.
            after = 0 if ask.place.kind == MATTER else len(scheme.matter_facts)
            return 2 if judged else 0, after + facts.index(ask.fact)
        case ListAsk():
            return 1, list(scheme.list_named).index(ask.list)
        case _:
            assert_never(ask)


def _can_be_asked(evidence: Evidence) -> bool:
    """Whether a fact is silent and not lost, or known by one reading that is not one value."""
    match evidence.readings:
        case ():
            return evidence.silence not in LOST
        case ((values, _),):
            return not is_exact(values)
        case _:
            return False
