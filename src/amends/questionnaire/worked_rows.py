"""Worked cases for a paper form: rows of the scheme's own case tables, with the answer to each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, assert_never

from amends.assessments.assessment import Assessment, AssessmentStatus, EffectAssessment
from amends.cases.case import Case, Subject
from amends.cases.spec_table import SpecRow
from amends.engines.reference import assess
from amends.explanation import called
from amends.explanation.conditions_in_words import speaker
from amends.explanation.in_the_laws_words import reasons_of
from amends.explanation.sentences import Sentences
from amends.explanation.told import closure_said, unique
from amends.explanation.values_in_words import in_words, listed
from amends.questionnaire.paper_form import OWN, PaperForm, Whose
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Effect
from amends.scheme.law import Law
from amends.truth.states import Outcome
from amends.truth.values import Codes

SHORT: Final[Mapping[Outcome, str]] = {
    Outcome.APPLIES: "applies",
    Outcome.DOES_NOT_APPLY: "does not apply",
    Outcome.UNDETERMINED: "cannot be told from this (it is not a no)",
    Outcome.CONTESTED: "the records disagree",
}
"""An outcome in a few words, as the public is told."""


_Stood = tuple[str, Outcome | None]


@dataclass(frozen=True, slots=True)
class WorkedAnswer:
    """How one effect stands in a worked case: in short, and why, or what it turns on.

    `why` is "" where it applies, and where a row before says why it stands so.
    """

    name: str
    noun: str
    outcome: Outcome
    short: str
    why: str


@dataclass(frozen=True, slots=True)
class WorkedRow:
    """A case with the answers that make it up, each with its number, and how each effect stands."""

    label: str
    case: Case
    given: tuple[tuple[str, str], ...]
    answers: tuple[WorkedAnswer, ...]


def worked_rows(rows: Iterable[SpecRow], form: PaperForm) -> tuple[WorkedRow, ...]:
    """The first row for each outcome of each effect, as few as show all that the rows have.

    Such a row is looked for twice: with one answer to each question, and with several ticked.
    Left out is a row that supposes an answer to an open point, one that comes out otherwise under
    the law of the form than its table says of its own day, and one that no form could hold.
    """
    chosen: list[WorkedRow] = []
    shown: set[_Stood] = set()
    worked: set[tuple[bool, _Stood]] = set()
    first = form.law.scheme.effects[0].name
    for row in rows:
        several = _ticks_several(row.case)
        stated = {(several, one) for one in ((first, row.outcome), *row.others.items())} - worked
        if row.supposed or row.outcome is None or row.case.identities or not stated:
            continue
        if told := _as_told(row, form.law):
            chosen.append(_worked(row, told, form, shown))
            stood = {(effect.effect, effect.outcome) for effect in told.effects}
            shown |= stood
            worked |= {(several, one) for one in stood}
    return tuple(chosen)


def _ticks_several(case: Case) -> bool:
    """Whether an answer about the matter or the person may be one of several words."""
    stated = (*case.matter.facts.values(), *case.person.facts.values())
    says = [one.says for statements in stated for one in statements]
    return any(isinstance(one, Codes) and len(one.codes) > 1 for one in says)


def _as_told(row: SpecRow, law: Law) -> Assessment | None:
    """The assessment under the law of the form; None where it is not what the row says."""
    told = assess(law, row.case)
    outcomes = {effect.effect: effect.outcome for effect in told.effects}
    others = all(outcomes.get(name) is outcome for name, outcome in row.others.items())
    same = told.status is AssessmentStatus.ASSESSED and told.outcome is row.outcome and others
    return told if same else None


def _worked(
    row: SpecRow, told: Assessment, form: PaperForm, shown: Collection[_Stood]
) -> WorkedRow:
    """The row with its answers; why an effect stands so is said the first time that it does."""
    of_effect = {effect.name: effect for effect in form.law.scheme.effects}
    answers = [_answer(one, of_effect[one.effect], form.law) for one in told.effects]
    said = tuple(
        replace(one, why="") if (one.name, one.outcome) in shown else one for one in answers
    )
    return WorkedRow(row.label, row.case, tuple(_given(row.case, form)), said)


def _answer(stands: EffectAssessment, effect: Effect, law: Law) -> WorkedAnswer:
    match stands.outcome:
        case Outcome.APPLIES:
            why = ""
        case Outcome.DOES_NOT_APPLY:
            why = f"because {in_the_laws_words(stands, law)}."
        case Outcome.UNDETERMINED:
            why = f"and turns on {listed([called(name, law) for name in stands.wanted])}."
        case Outcome.CONTESTED:
            why = f"about {listed([called(name, law) for name in stands.disputed])}."
        case _:
            assert_never(stands.outcome)
    noun = Sentences(law, effect).noun
    return WorkedAnswer(effect.name, noun, stands.outcome, SHORT[stands.outcome], why)


def in_the_laws_words(stands: EffectAssessment, law: Law) -> str:
    """Why an effect does not apply, as a clause that fits every case which stands so."""
    found = reasons_of(stands, speaker(law))
    clauses = found.ways[0] if found.ways else found.clauses
    return "; and because ".join(clause.text for clause in clauses)


# --- what is given ---


def _given(case: Case, form: PaperForm) -> list[tuple[str, str]]:
    """What is given, in the order of the form; last what it does not ask."""
    given = [
        answer
        for owner, subject in ((MATTER, case.matter), (PERSON, case.person))
        for answer in _of(subject, owner, OWN[owner], "", form)
    ]
    place = {number: n for n, number in enumerate(form.numbers.values())}
    return sorted(given, key=lambda answer: place.get(answer[0], len(place)))


def _of(
    subject: Subject, kind: str, whose: Whose, label: str, form: PaperForm
) -> Iterator[tuple[str, str]]:
    """The number of each question with its answer; "" where what is told answers none.

    A fact that the form does not ask for has no bearing under its law.
    """
    scheme = form.law.scheme
    before = f"{label}, " if label else ""
    asked = {name: form.numbers.get((whose, name), "") for name in subject.facts}
    for name, number in asked.items():
        if not number:
            continue
        statements = subject.facts[name]
        fact = scheme.facts_of(kind)[name]
        told = "; another source: ".join(
            unique(in_words(one.says, fact.type) for one in statements)
        )
        yield number, f"{before}{told}"
    for name, held in subject.lists.items():
        number = form.numbers.get(((*whose, name), ""), "")
        if not number:
            continue
        for entry in held.entries:
            inside = f"{entry.label}{f' of {label}' if label else ''}"
            yield number, f"{before}there is {entry.label}"
            yield from _of(entry.subject, name, (*whose, name), inside, form)
        for closure in held.closures:
            yield number, f"{before}{closure_said(closure, name, form.law)}"
    for denial in subject.denials:
        yield "", f"{before}there is no {denial.part}"
