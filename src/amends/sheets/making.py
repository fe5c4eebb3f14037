"""Making a sheet: from assessments, the object that its file holds, and then the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, cast

from amends.assessments.assessment import Assessment, AssessmentStatus, conventions_of_effect
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.explanation.conditions_in_words import speaker
from amends.explanation.sentences import Sentences, reviewed, supposed
from amends.problems import Place, Problem, ProblemsFound, nearest
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.seals import Json, commitment, kept, sealed
from amends.sheets.answers import answers_of
from amends.sheets.contents import (
    PROGRAM,
    WHAT_IT_IS_NOT,
    Answer,
    Later,
    LawRead,
    MadeBy,
    MatterTold,
    Renews,
    Sheet,
    SupposedPoint,
    Withheld,
)
from amends.sheets.effects import EffectTeller
from amends.truth.dates import RULES
from amends.truth.edtf import iso
from amends.truth.states import Outcome

EVERYTHING: Final = "all"
"""What is named to withhold every answer."""

_REASON_NOT_SHOWN: Final = "of something that is not shown here"
_LABEL_NOT_SHOWN: Final = "something that is not shown here"


@dataclass(frozen=True, slots=True)
class Answered:
    """A case, how it stands under the law, and what would settle each effect."""

    case: Case
    assessment: Assessment
    settlings: Sequence[Settling]


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A sheet, and the answers that it rests on and does not show."""

    sheet: Sheet
    withheld: tuple[Withheld, ...]


def sheet_of(
    answered: Sequence[Answered],
    law: Law,
    *,
    sha256: str,
    version: str,
    made_on: int,
    withhold: Collection[str] = (),
    renews: Renews | None = None,
) -> Unsealed:
    """The sheet of one person's matters, at least one, as they stand under a law.

    `sha256` is of the scheme's text with its amendments, `version` the program's, `made_on` the
    day to print. `withhold` names facts, lists or parts whose answers are not shown, or
    EVERYTHING; raises ProblemsFound for a name that the scheme does not have. `renews` is the
    sheet whose answers these are, asked again; see `amends.sheets.anew.sheet_anew`.
    """
    cases = [one.case for one in answered]
    answers = answers_of(cases, law)
    hidden = _hidden(withhold, law.scheme, {answer["name"] for answer in answers})
    away = [at for at, answer in enumerate(answers) if _is_about(answer, hidden)]
    made_by: MadeBy = {"program": PROGRAM, "version": version}
    sheet: Sheet = {
        "made_by": made_by,
        "made_on": iso(made_on),
        "renews": renews,
        "law": _law_read(law, sha256),
        "person": cases[0].person_key,
        "supposed": _supposed(law),
        "matters": [_matter(one, law, hidden) for one in answered],
        "other_routes": list(law.scheme.routes),
        "answers": [answer for at, answer in enumerate(answers) if at not in away],
        "what_it_is_not": WHAT_IT_IS_NOT,
    }
    return Unsealed(sheet, tuple({"answer": answers[at], "at": at} for at in away))


def file_of(
    made: Unsealed, salts: Sequence[bytes], seed: bytes | None = None
) -> tuple[bytes, bytes]:
    """The sealed file of a sheet, and the file with the answers withheld, to be kept apart.

    `salts` are one for each of those, of true chance; `seed` is a secret key, or None. Raises
    ProblemsFound for what cannot be sealed.
    """
    told = [cast("Json", one) for one in made.withheld]
    pairs = list(zip(salts, told, strict=True))
    try:
        held = [commitment(salt, one) for salt, one in pairs]
        sheet = cast("Mapping[str, Json]", made.sheet)
        return sealed(sheet, held, seed), kept(pairs)
    except ValueError as error:
        what = f"no answer sheet can be made of this case: {error}"
        remedy = "divide the case file: one for each matter; look for numbers that are too large"
        raise ProblemsFound([Problem("sheet-unfit", Place(), what, remedy)]) from None


def _hidden(
    withhold: Collection[str], scheme: Scheme, answered: AbstractSet[str]
) -> frozenset[str]:
    """Every name that goes with those given: a fact and one drawn from it say the same.

    Names `answered` are known whatever the day: a part may be denied that is not yet law.
    """
    kinds = (PERSON, MATTER, *scheme.list_named)
    facts = [fact for kind in kinds for fact in scheme.facts_of(kind).values()]
    known = {*(fact.name for fact in facts), *scheme.list_named}
    nameable = known | set(scheme.part_named) | answered
    if EVERYTHING in withhold:
        return frozenset(nameable)
    found: set[str] = set()
    for name in withhold:
        if name not in nameable:
            what = f"`{name[:40]}` is nothing that can be withheld: the scheme does not have it"
            remedy = f"{nearest(name, sorted(known))}; `{EVERYTHING}` withholds every answer"
            raise ProblemsFound([Problem("unknown-to-withhold", Place(), what, remedy)])
        drawn = {fact.drawn_from for fact in facts if fact.name == name and fact.drawn_from}
        bases = {name, *drawn}
        found |= bases | {fact.name for fact in facts if fact.drawn_from in bases}
    return frozenset(found)


def _is_about(answer: Answer, names: frozenset[str]) -> bool:
    """Whether an answer is of what is withheld; with a list goes all inside its entries."""
    start = 2 if answer["of"][0] == MATTER else 1
    value = answer.get("value")
    such = value.get("but-such-as", []) if isinstance(value, dict) else []
    described = {name for one in such if isinstance(one, dict) for name in one}
    within = {answer["name"], *answer["of"][start::2], *described}
    return not names.isdisjoint(within)


def _law_read(law: Law, sha256: str) -> LawRead:
    scheme = law.scheme
    said = Sentences(law, scheme.effects[0])
    return {
        "scheme": scheme.id,
        "title": scheme.title,
        "citation": scheme.citation,
        "status": scheme.status.value,
        "sha256": sha256,
        "on": iso(law.on),
        "as_at": said.as_at(law.on),
        "warning": said.not_law(),
        "changed_since": later_of(law),
        "notice": said.changed_since(),
        "reviewed": reviewed(scheme),
    }


def later_of(law: Law) -> list[Later]:
    """The instruments known to change a law after its date, as a sheet tells them."""
    return [
        {"since": iso(one.start), "title": one.title, "citation": one.citation} for one in law.later
    ]


def _supposed(law: Law) -> list[SupposedPoint]:
    return [
        {"open_point": number, "answer": law.supposed[number], "words": words}
        for number, words in supposed(law).items()
    ]


def _matter(answered: Answered, law: Law, hidden: frozenset[str]) -> MatterTold:
    case, assessment, settlings = answered.case, answered.assessment, answered.settlings
    sentences = [Sentences(law, effect) for effect in law.scheme.effects]
    told: MatterTold = {
        "key": case.key,
        "identities": [
            {"register": register, "reference": reference}
            for register, reference in sorted(case.identities)
        ],
        "status": assessment.status.value,
        "says": "",
        "effects": [],
        "set_aside": [
            # A label and a reason are free text: they may say what is withheld.
            {
                "label": _LABEL_NOT_SHOWN if hidden else one.label,
                "by": one.by,
                "on": one.on,
                "reason": _REASON_NOT_SHOWN if hidden else one.reason,
            }
            for one in case.set_aside
        ],
        "not_looked_at": list(case.not_looked_at),
        # A convention may tell what it read.
        "conventions": [] if hidden else _conventions(assessment),
    }
    match assessment.status:
        case AssessmentStatus.NOT_IN_FORCE:
            return {**told, "says": sentences[0].not_in_force(law.on)}
        case AssessmentStatus.NO_CONVICTION_RECORDED:
            return {**told, "says": sentences[0].nothing_recorded()}
        case _:
            alone = [one.outcome for one in settlings].count(Outcome.APPLIES) < 2
            teller = EffectTeller(speaker(law), hidden)
            every = zip(assessment.effects, sentences, settlings, strict=True)
            effects = [teller.told(one, said, how, alone=alone) for one, said, how in every]
            return {**told, "effects": effects}


def _conventions(assessment: Assessment) -> list[str]:
    used = {name for effect in assessment.effects for name in conventions_of_effect(effect)}
    return [
        f"{name}: {RULES[name].removesuffix('.')}." if name in RULES else f"{name}."
        for name in sorted(used)
    ]
