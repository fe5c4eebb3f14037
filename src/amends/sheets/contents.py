"""What a sheet holds, as the object that stands in its file under `sheet`.

These types are the one definition: the published schema and the check of a foreign sheet are made
from them (`shape`). Every member is always there. docs/handbook/answer-sheet-format.md says what
each means; raise `amends.seals.seal.VERSION` with care, since other programs read this.
"""

from __future__ import annotations

from typing import Any, Final, Literal, TypedDict

PROGRAM: Final = "amends"

WHAT_IT_IS_NOT: Final = (
    "Anyone can make one; no public body has seen it; it is no certificate. It says what the law "
    "does on these answers, and not that the answers are true. It is not legal advice."
)

NOT_SAID: Final = "not said"
NOT_KNOWN: Final = "not known"

Known = Literal["known by oneself", "told by someone", "document", "not known", "not said"]
"""How an answer is known."""

AnswerKind = Literal["fact", "silence", "entry", "closure", "denial"]
"""What an answer says: a value, why there is none, an entry of a list, that a list holds no more,
or that a part of the law is not met."""

OutcomeWord = Literal["applies", "does_not_apply", "undetermined", "contested"]

StandingWord = Literal["established", "refuted", "not known", "disputed"]


class MadeBy(TypedDict):
    """The program that made the sheet."""

    program: str
    version: str


class Later(TypedDict):
    """An instrument that changed the law after the day on which it is read."""

    since: str
    title: str
    citation: str


class LawRead(TypedDict):
    """The scheme, and the day on which it is read. `warning` is for what is no law; else empty.

    `changed_since` is what whoever made the sheet knew of; `notice` says it, else it is empty.
    """

    scheme: str
    title: str
    citation: str
    status: str
    sha256: str
    on: str
    as_at: str
    warning: str
    changed_since: list[Later]
    notice: str
    reviewed: str


class SupposedPoint(TypedDict):
    """An open point of the law, and the answer that was taken for it."""

    open_point: int
    answer: bool
    words: str


class TextLine(TypedDict):
    """A line of words; one that is deeper is an item of the line before it."""

    depth: int
    text: str


class Step(TypedDict):
    """A condition on which the outcome turns; only words where it rests on an answer withheld."""

    provision: str
    words: str
    standing: StandingWord


class SumTold(TypedDict):
    """How much an effect brings; a bound that is not known is null."""

    provision: str
    least: int | None
    most: int | None
    currency: str
    words: list[str]


class PresumedTold(TypedDict):
    """What the law presumes while nothing else is shown."""

    holds: bool
    provision: str
    words: str
    rebutted_by: list[str]


class EffectTold(TypedDict):
    """One effect of the law on a matter; `says` is the fixed public sentence."""

    effect: str
    operation: str
    heading: str
    outcome: OutcomeWord
    exact: OutcomeWord
    says: str
    provisions: list[str]
    steps: list[Step]
    judged: list[str]
    sides: list[str]
    settling: list[TextLine]
    amount: SumTold | None
    presumed: PresumedTold | None
    does_not: list[str]


class SetAside(TypedDict):
    """What a named person does not rely on."""

    label: str
    by: str
    on: str
    reason: str


class Reference(TypedDict):
    """Where a matter stands in a register."""

    register: str
    reference: str


class MatterTold(TypedDict):
    """One matter; `says` is all that is said of it where its effects are empty."""

    key: str
    identities: list[Reference]
    status: Literal["assessed", "no_conviction_recorded", "not_in_force"]
    says: str
    effects: list[EffectTold]
    set_aside: list[SetAside]
    not_looked_at: list[str]
    conventions: list[str]


class Answer(TypedDict):
    """What was answered, in words and as a case file gives it.

    `of` is where it stands: `person`, or `matter` and its key; then the list and label of each
    entry on the way.
    """

    kind: AnswerKind
    of: list[str]
    about: str
    name: str
    question: str
    words: str
    value: Any
    source: str
    dated: str
    label: str
    conventions: list[str]
    known: Known


class Withheld(TypedDict):
    """An answer that a sheet does not show, as it is kept apart; `at` is its place among all."""

    answer: Answer
    at: int


class NamesWithheld(TypedDict):
    """What was named to be withheld, as it is kept apart, whether or not it is answered."""

    names: list[str]


class Renews(TypedDict):
    """The sheet whose answers were asked again: its seal code, law date and the day it was made."""

    seal_code: str
    on: str
    made_on: str


class Sheet(TypedDict):
    """The whole. References, and no names. `renews` is null where it renews none.

    `names_withheld` is the commitment to what was named to be withheld; null where nothing was.
    """

    made_by: MadeBy
    made_on: str
    renews: Renews | None
    names_withheld: str | None
    law: LawRead
    person: str
    supposed: list[SupposedPoint]
    matters: list[MatterTold]
    other_routes: list[str]
    answers: list[Answer]
    what_it_is_not: str
