"""Which question comes next. Nobody writes the order: it follows from what is still open.

Asked about is only what an effect that is not settled still turns on, and nothing twice. An
effect is settled if the engine says so, or if every value of some one fact settles it alike
(`engines.exact.OneFact`). Of what is open the next question is, in this order:

1. what belongs to the list that the last question was about: a list once begun is gone through,
   entry by entry;
2. what papers record, and lists, before what somebody must judge, always;
3. an exception after what it is an exception to, always: a judged fact that stands under a *no*
   comes when some *all of* is open for nothing else, or nothing beside it is left to ask;
4. what leaves the fewest questions after it, on average over its answers. The answers of a fact
   are its value classes, each as likely; of a list, that it has no more entries, and that it
   stays as it is. How many questions are left is how many facts and lists of the person and the
   matter are open;
5. a recorded fact, then a list, then what somebody must judge;
6. the order in which the scheme declares them.

2 and 3 cost questions: asked sooner, a judgement would save one now and then. But nobody would
know yet what it is about, and what is not understood is answered wrongly, with a *no* that ends
the questions. What papers record is the easiest to answer, and says what is judged.

Inside an entry, only what its own conditions still turn on, in the order of 5 and 6; after its
entries, whether the list has another. page/order.js asks the same questions in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, assert_never

from amends.assessments.assessment import Assessment, AssessmentStatus, Evidence, Ground
from amends.assessments.turning import is_open, leaves, provisions
from amends.cases.case import Case
from amends.engines.exact import Assess, OneFact
from amends.questionnaire.answers import with_answer
from amends.questionnaire.asks import (
    THE_MATTER,
    THE_PERSON,
    Ask,
    FactAsk,
    ListAsk,
    Place,
    Question,
    Word,
)
from amends.scheme.conditions import MATTER, PERSON, All, AtLeast, Limb, Named, Not, Ref
from amends.scheme.declarations import FactKind
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.truth.statements import LOST
from amends.truth.states import Outcome
from amends.truth.values import is_exact

MOST_ENTRIES: Final = 20
"""Entries of one list after which no other is asked about."""

RECORDED, LISTED, JUDGED = range(3)
"""What a question is about: the first of its `rank`."""

_TOP: Final = {PERSON: THE_PERSON, MATTER: THE_MATTER}

Topic = tuple[str, str]
"""A fact or list of the person or the matter: whose, and its name."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a case stands, and what is asked next.

    `outcomes` are those of the assessment's effects, in order, each settled where every value of
    some one fact settles it alike. `question` is None where all are settled, or nothing that can
    still be asked bears on the others.
    """

    assessment: Assessment
    outcomes: tuple[Outcome, ...]
    question: Question | None

    @property
    def settled(self) -> bool:
        """Whether nothing that is not known could change the outcome of any effect."""
        return all(outcome.is_settled for outcome in self.outcomes)


def outlook(law: Law, case: Case, assess: Assess, asked: Sequence[Ask]) -> Outlook:
    """How a case stands, and what is asked next; `asked` is what was asked so far, last one last.

    `assess` is the defining engine, and is put each answer that a fact may have.
    """
    return _Ahead(law, case, assess, asked).outlook()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that could come next, and the fact or list that it belongs to.

    `evidence` is what is known of a fact; None of a list.
    """

    topic: Topic
    rank: tuple[int, int]
    question: Question
    evidence: Evidence | None = None

    @property
    def judged(self) -> bool:
        """Whether it is of a fact of the person or the matter that somebody must judge."""
        return self.rank[0] == JUDGED

    @property
    def ends_list(self) -> bool:
        """Whether it asks for another entry of a list of the person or the matter."""
        ask = self.question.ask
        return isinstance(ask, ListAsk) and not ask.place.steps

    def can_be_asked(self, before: Collection[Ask]) -> bool:
        """Whether it was not asked, and its fact is not lost."""
        if self.question.ask in before:
            return False
        return self.evidence is None or bool(
            self.evidence.readings or self.evidence.silence not in LOST
        )


class _Ahead:
    """A case with what it would be under each answer to one more question."""

    def __init__(self, law: Law, case: Case, assess: Assess, asked: Sequence[Ask]) -> None:
        self.law, self.case, self.assess, self.asked = law, case, assess, asked
        self._before = frozenset(asked)
        self._one_fact = OneFact(law, case, assess, assess(law, case))

    def outlook(self) -> Outlook:
        now = self._one_fact.now
        outcomes = tuple(effect.outcome for effect in now.effects)
        if now.status is not AssessmentStatus.ASSESSED:
            return Outlook(now, outcomes, None)
        outcomes = tuple(
            outcome if outcome.is_settled else self._one_fact.settles(nth) or outcome
            for nth, outcome in enumerate(outcomes)
        )
        usable = [
            candidate
            for outcome, effect in zip(outcomes, now.effects, strict=True)
            if not outcome.is_settled
            for candidate in self._open(effect.ground)
            if candidate.can_be_asked(self._before)
        ]
        return Outlook(now, outcomes, self._next(now, usable))

    def _open(self, ground: Ground) -> Iterator[_Candidate]:
        return _Walk(self.law, _TOP).open(ground)

    # --- which comes first ---

    def _next(self, now: Assessment, usable: Sequence[_Candidate]) -> Question | None:
        begun = list_of(self.asked[-1]) if self.asked else None
        usable = _first(usable, lambda candidate: candidate.topic == begun)
        usable = _first(usable, lambda candidate: not candidate.judged)
        waiting = self._waiting(now, {name for _, name in (one.topic for one in usable)})
        usable = _first(usable, lambda candidate: candidate.topic[1] not in waiting)
        topics = dict.fromkeys(candidate.topic for candidate in usable)
        costs = dict.fromkeys(topics, Fraction(0))
        if len(topics) > 1:
            costs = {topic: self._cost(now, topic, usable) for topic in topics}
        chosen = min(usable, key=lambda c: (costs[c.topic], c.rank, c.ends_list), default=None)
        return chosen.question if chosen else None

    def _waiting(self, now: Assessment, names: Collection[str]) -> set[str]:
        """The judged facts under a *no* for which it is too early while `names` can be asked.

        Where a condition is open for nothing else, an alternative to it is not gone into first.
        """
        waiting, ready = set[str](), set[str]()
        for effect in now.effects:
            for exception, beside in _exceptions(self.law.scheme, effect.ground):
                if not beside:
                    ready.add(exception)
                elif not beside.isdisjoint(names):
                    waiting.add(exception)
        return waiting - ready

    def _cost(self, now: Assessment, topic: Topic, usable: Iterable[_Candidate]) -> Fraction:
        """How many questions are left after one about a topic, on average over its answers."""
        about = next(candidate for candidate in usable if candidate.topic == topic)
        ask = about.question.ask
        if isinstance(ask, FactAsk) and topic == (ask.place.owner, ask.fact):
            ref, of = Ref(*topic), self._one_fact
            under = [of.if_it_is(ref, value) for value in of.values(ref)]
        else:
            owner, listed = topic
            no_more = ListAsk(_TOP[owner], listed, 0)
            closed = with_answer(self.case, no_more, Word.NO_MORE, self.law.scheme)
            under = [self.assess(self.law, closed), now]
        return Fraction(sum(map(self._left, under)), len(under))

    def _left(self, under: Assessment) -> int:
        """How many facts and lists can still be asked about; what the engine settles is left out.

        That one fact more may settle an effect, whatever it is, is not looked for here.
        """
        if under.status is not AssessmentStatus.ASSESSED:
            return 0
        return len(
            {
                candidate.topic
                for effect in under.effects
                if not effect.outcome.is_settled
                for candidate in self._open(effect.ground)
                if candidate.can_be_asked(self._before)
            }
        )


def _first(
    usable: Sequence[_Candidate], comes_first: Callable[[_Candidate], bool]
) -> Sequence[_Candidate]:
    """Those that come first; all where none does."""
    return [candidate for candidate in usable if comes_first(candidate)] or usable


def _exceptions(scheme: Scheme, ground: Ground) -> Iterator[tuple[str, frozenset[str]]]:
    """Each judged fact under a *no*, with what is open beside it in the same *all of*."""
    if not is_open(ground.pair):
        return
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
    """The facts and lists that a ground looks at where it is open."""
    if not is_open(ground.pair):
        return
    if isinstance(ground.node, AtLeast):
        yield ground.node.list
    yield from (evidence.ref.fact for evidence in ground.evidence)
    for child in ground.children:
        yield from _names(child)


def list_of(ask: Ask) -> Topic | None:
    """The outermost list that a question is about; None where it is about none."""
    if ask.place.steps:
        return ask.place.owner, ask.place.steps[0][0]
    return (ask.place.owner, ask.list) if isinstance(ask, ListAsk) else None


@dataclass(frozen=True, slots=True)
class _Walk:
    """Finds what is open in the grounds of a law, in the order of the scheme.

    `scope` says who or what each name in a condition is. Inside an entry, `topic` is the
    outermost list.
    """

    law: Law
    scope: Mapping[str, Place]
    topic: Topic | None = None

    def open(self, ground: Ground) -> Iterator[_Candidate]:
        """What a ground still turns on and is not known."""
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
                if _is_unknown(evidence):
                    ask = FactAsk(scope[evidence.ref.of], evidence.ref.fact)
                    topic = self.topic or (ask.place.owner, ask.fact)
                    ranked = rank(ask, self.law.scheme)
                    yield _Candidate(topic, ranked, Question(ask, provision), evidence)

    def of_list(self, ground: Ground, node: AtLeast, provision: str) -> Iterator[_Candidate]:
        """What is open in each entry of a list, and then whether there is another.

        All of it has the rank of a list, and is for the provision that looks at the list.
        """
        place = self.scope[node.of]
        topic = self.topic or (place.owner, node.list)
        ask = ListAsk(place, node.list, len(ground.entries))
        ranked = rank(ask, self.law.scheme)
        for entry in ground.entries:
            scope = {**self.scope, node.name: place.entry(node.list, entry.label)}
            inside = sorted(
                _Walk(self.law, scope, topic).open(entry.ground), key=lambda found: found.rank
            )
            for found in inside:
                question = Question(found.question.ask, provision)
                yield _Candidate(topic, ranked, question, found.evidence)
        closed = any(not closure.but_such_as for closure in ground.closures)
        if not closed and len(ground.entries) < MOST_ENTRIES:
            yield _Candidate(topic, ranked, Question(ask, provision))


def rank(ask: Ask, scheme: Scheme) -> tuple[int, int]:
    """A recorded fact, a list, what is to be judged; each as declared."""
    match ask:
        case FactAsk():
            judged = ask.declared(scheme).kind is FactKind.JUDGED
            facts = list(scheme.facts_of(ask.place.kind))
            # The facts of a matter are declared before those of its person.
            after = 0 if ask.place.kind == MATTER else len(scheme.matter_facts)
            return JUDGED if judged else RECORDED, after + facts.index(ask.fact)
        case ListAsk():
            return LISTED, list(scheme.list_named).index(ask.list)
        case _:
            assert_never(ask)


def _is_unknown(evidence: Evidence) -> bool:
    """Whether a fact is silent, or known by one reading that is not one value."""
    match evidence.readings:
        case ():
            return True
        case ((values, _),):
            return not is_exact(values)
        case _:
            return False
