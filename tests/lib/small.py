"""Small laws and cases written by hand: one condition, a few statements.

The declarations are those of the generated schemes (`lib.schemes`), with a code list in
which red is covered, green is left open under open point 1, and so is attempted red.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from amends.cases.case import Case, Entries, Entry, Subject
from amends.engines.reference import assess
from amends.scheme.conditions import MATTER, PERSON, Condition, Force, In, Ref
from amends.scheme.declarations import (
    CodeList,
    DayRule,
    Effect,
    Item,
    Opening,
    OpenPoint,
    Operation,
    Part,
    Status,
    Vocabulary,
)
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.statements import Closure, Denial, Statement
from amends.truth.states import Outcome, Pair
from amends.truth.values import Codes, Period, Span, Values
from lib.schemes import COLOURS, LISTED, LISTS, MATTER_FACTS, PERSON_FACTS, WORDS

APPLIES, NO = Outcome.APPLIES, Outcome.DOES_NOT_APPLY
OPEN, CONTESTED = Outcome.UNDETERMINED, Outcome.CONTESTED

ON = date(2024, 6, 1).toordinal()
COLOUR, FORCED = Ref(MATTER, "colour"), Ref(MATTER, "forced")
TALLY, EVENT, STAY = Ref(MATTER, "tally"), Ref(MATTER, "event"), Ref(MATTER, "stay")
BADGE, WILLING = Ref(PERSON, "badge"), Ref(PERSON, "willing")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def scheme(
    body: Condition,
    *more: Part,
    force: Force | None = None,
    day_rule: DayRule = DayRule.LAST_OF_MONTH,
    items: tuple[Item, ...] = (Item("(a)", ("red",)),),
    recorded_by: str = "",
) -> Scheme:
    """A scheme whose principal effect needs `body`; `more` are parts it may name."""
    return Scheme(
        id="trial",
        title="Trial Act",
        citation="2022 c. 1",
        jurisdiction="Nowhere",
        status=Status.ENACTED,
        force=force or Force(),
        matter="conviction",
        effects=(Effect("pardon", Operation.BY_OPERATION_OF_LAW, "pardoned"),),
        parts=(*more, Part("pardoned", "section 1", MATTER, body)),
        recorded_by=recorded_by,
        day_rule=day_rule,
        vocabularies=(Vocabulary(COLOURS, WORDS, ("attempt",)),),
        matter_facts=MATTER_FACTS,
        person_facts=PERSON_FACTS,
        lists=LISTS,
        code_lists=(CodeList(LISTED, COLOURS, items, (Opening(1, ("green",), ("attempt",)),)),),
        open_points=(OpenPoint(1, LISTED, "is it listed?"), OpenPoint(2, "section 1", "within?")),
    )


def law(body: Condition, *more: Part, supposed: Mapping[int, bool] | None = None) -> Law:
    return as_at(scheme(body, *more), ON, supposed)


def case(
    matter: Subject | None = None,
    person: Subject | None = None,
    identities: Iterable[tuple[str, str]] = (),
) -> Case:
    return Case("k", person or Subject(), matter or Subject(), identities=frozenset(identities))


def subject(
    lists: Mapping[str, Entries] | None = None, denied: str = "", /, **facts: tuple[Values, ...]
) -> Subject:
    """A subject; each value of a fact is stated by a source of its own."""
    return Subject(
        {
            name: tuple(Statement(says, f"source {nth}") for nth, says in enumerate(stated))
            for name, stated in facts.items()
        },
        lists or {},
        (Denial(denied, "source of the denial"),) if denied else (),
    )


def said(*codes: str) -> Codes:
    """A statement that it is one of these."""
    return Codes(frozenset(codes))


def exactly(value: int) -> Span:
    return Span(value, value)


def span(first: str, last: str = "") -> Span:
    return Span(day(first), day(last or first))


def period(first: str, last: str) -> Period:
    return Period(span(first), span(last))


def entry(
    label: str,
    source: str = "A",
    *identities: tuple[str, str],
    certain: bool = True,
    inside: Subject | None = None,
    **facts: tuple[Values, ...],
) -> Entry:
    about = inside or subject(**facts)
    return Entry(label, source, about, certain, frozenset(identities))


def closed(
    *names: str, may_be: Iterable[str] = (), such: Iterable[Mapping[str, Values]] = ()
) -> Closure:
    return Closure("A", frozenset(names), frozenset(may_be), tuple(such))


def held(*entries: Entry, closed_by: Iterable[Closure] = ()) -> Entries:
    return Entries(entries, tuple(closed_by))


def outcome(of: Law, about: Case) -> Outcome:
    found = assess(of, about).outcome
    assert found is not None
    return found


def pair(of: Law, about: Case) -> Pair:
    """The states of the principal effect in the two passes."""
    return assess(of, about).effects[0].ground.pair


def forced() -> Condition:
    """The simplest condition: a judged yes or no of the matter."""
    return In(FORCED, ("yes",))
