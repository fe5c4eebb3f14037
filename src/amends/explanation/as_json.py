"""An assessment as JSON-ready values, with its grounds; `json_schema` holds the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias, assert_never

from amends.assessments.assessment import (
    AmountAssessed,
    Assessment,
    AssessmentStatus,
    EffectAssessment,
    EntryGround,
    Evidence,
    Ground,
    conventions_of_effect,
)
from amends.assessments.presuming import presumed_beside
from amends.assessments.settling import Settling
from amends.explanation.conditions_in_words import Speaker, speaker
from amends.explanation.full import standing
from amends.scheme.declarations import Effect, FactType, Presumption
from amends.scheme.law import Law
from amends.truth.edtf import iso
from amends.truth.statements import Closure, Denial, Statement
from amends.truth.states import Outcome
from amends.truth.values import GREATEST, LEAST, Codes, Period, Span, Values

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

_LAST_DAY = date.max.toordinal()


def to_json(assessment: Assessment, law: Law, settlings: Sequence[Settling]) -> dict[str, Json]:
    """The assessment as JSON-ready values, valid under `assessment_schema()`.

    `settlings` are of its effects, in order.

    `outcome` is the principal effect's, and null where the law was not in force. Where no
    conviction is recorded it is data like any other; only the words then say something else.
    """
    outcome = assessment.outcome
    used = {name for effect in assessment.effects for name in conventions_of_effect(effect)}
    declared = {effect.name: effect for effect in law.scheme.effects}
    return {
        "scheme": assessment.scheme,
        "on": iso(assessment.on),
        "case": assessment.case,
        "status": assessment.status.value,
        "outcome": outcome.value if outcome else None,
        "effects": [
            {
                **_effect(assessment.status, effect, settling, speaker(law)),
                "means": _meanings(declared[effect.effect]),
            }
            for effect, settling in zip(assessment.effects, settlings, strict=True)
        ],
        "supposed": [
            {"open_point": number, "answer": answer}
            for number, answer in sorted(assessment.supposed.items())
        ],
        "set_aside": [
            {"label": one.label, "by": one.by, "on": one.on, "reason": one.reason}
            for one in assessment.set_aside
        ],
        "not_looked_at": _texts(assessment.not_looked_at),
        "conventions": _texts(sorted(used)),
        "changed_since": [
            {"since": iso(one.start), "title": one.title, "citation": one.citation}
            for one in law.later
        ],
        "reviewed": law.scheme.reviewed,
    }


def _effect(
    status: AssessmentStatus, effect: EffectAssessment, settling: Settling, speaks: Speaker
) -> dict[str, Json]:
    presumed = presumed_beside(status, effect, settling)
    return {
        "effect": effect.effect,
        "operation": effect.operation.value,
        "outcome": effect.outcome.value,
        "provisions": _texts(effect.provisions),
        "wanted": _texts(effect.wanted),
        "disputed": _texts(effect.disputed),
        "presumed": _presumed(presumed) if presumed else None,
        "amount": _amount(effect.amount) if effect.amount else None,
        "settling": settling_as_json(settling),
        "ground": _ground(effect.ground, speaks),
    }


def _meanings(effect: Effect) -> list[Json]:
    """The effects matrix: each question that the scheme answers, in its own order."""
    return [
        {
            "question": meaning.consequence.value,
            "answer": meaning.answer.value,
            "source": meaning.source,
            "note": meaning.note,
        }
        for meaning in effect.means
    ]


def _presumed(presumption: Presumption) -> dict[str, Json]:
    rebutted: list[Json] = [
        {"provision": each.provision, "text": each.text} for each in presumption.rebutted_by
    ]
    return {
        "holds": presumption.holds,
        "provision": presumption.provision,
        "rebutted_by": rebutted,
    }


def _amount(amount: AmountAssessed) -> dict[str, Json]:
    return {
        "provision": amount.provision,
        "least": amount.least,
        "most": amount.most,
        "disputed": amount.disputed,
        "wanted": _texts(amount.wanted),
    }


def settling_as_json(settling: Settling) -> dict[str, Json]:
    """What would settle an effect, as JSON-ready values."""
    return {
        "exact": settling.outcome.value,
        "could_settle": [_texts(names) for names in settling.could],
        "more": settling.more,
        "could_show": _one_way(settling, Outcome.APPLIES),
        "could_rule_out": _one_way(settling, Outcome.DOES_NOT_APPLY),
        "sure_to_settle": _texts(settling.sure),
        "lost": _texts(settling.lost),
        "set_aside": [
            {
                "statements": [{"of": of, "source": source} for of, source in one.statements],
                "exact": one.outcome.value,
                "missing": _texts(one.missing),
            }
            for one in settling.aside
        ],
        "outside": _texts(settling.outside),
    }


def _one_way(settling: Settling, to: Outcome) -> dict[str, Json]:
    return {"sets": [_texts(names) for names in settling.to(to)], "more": settling.more_to(to)}


def _ground(ground: Ground, speaks: Speaker) -> dict[str, Json]:
    inside = speaks.inside(ground.node)
    return {
        "kind": type(ground.node).__name__,
        "provision": ground.provision,
        "words": speaks.phrase(ground.node),
        "standing": standing(ground.pair),
        "helping": ground.pair.helping.value,
        "hurting": ground.pair.hurting.value,
        "evidence": [_evidence(evidence, speaks) for evidence in ground.evidence],
        "entries": [_entry(entry, inside) for entry in ground.entries],
        "closures": [_closure(closure) for closure in ground.closures],
        "denials": [_denial(denial) for denial in ground.denials],
        "children": [_ground(child, inside) for child in ground.children],
    }


def _evidence(evidence: Evidence, speaks: Speaker) -> dict[str, Json]:
    kind = speaks.fact(evidence.ref).type
    return {
        "of": evidence.ref.of,
        "fact": evidence.ref.fact,
        "silence": None if evidence.readings else evidence.silence.value,
        "readings": [
            {
                "values": values_as_json(reading, kind),
                "statements": [_statement(statement, kind) for statement in cited],
            }
            for reading, cited in evidence.readings
        ],
    }


def _statement(statement: Statement, kind: FactType) -> dict[str, Json]:
    return {
        "says": values_as_json(statement.says, kind),
        "source": statement.source,
        "dated": statement.dated,
        "label": statement.label,
        "conventions": _texts(statement.conventions),
    }


def _entry(entry: EntryGround, inside: Speaker) -> dict[str, Json]:
    return {
        "label": entry.label,
        "source": entry.source,
        "certain": entry.certain,
        "conventions": _texts(entry.conventions),
        "ground": _ground(entry.ground, inside),
    }


def _closure(closure: Closure) -> dict[str, Json]:
    return {
        "source": closure.source,
        "names": _texts(sorted(closure.names)),
        "may_be": _texts(sorted(closure.may_be)),
        "others_possible": bool(closure.but_such_as),
        "label": closure.label,
        "conventions": _texts(closure.conventions),
    }


def _denial(denial: Denial) -> dict[str, Json]:
    return {
        "part": denial.part,
        "source": denial.source,
        "label": denial.label,
        "conventions": _texts(denial.conventions),
    }


def values_as_json(found: Values, kind: FactType) -> dict[str, Json]:
    """Values as JSON: codes; least and greatest; or first and last day, each with its bounds.

    Days are ISO texts; a bound that is not known is null.
    """
    match found:
        case Codes():
            return {"one_of": _texts(sorted(found.codes))}
        case Span():
            return _span(found, kind is FactType.DATE)
        case Period():
            return {"start": _span(found.start, True), "end": _span(found.end, True)}
        case _:
            assert_never(found)


def _span(span: Span, days: bool) -> dict[str, Json]:
    return {"least": _bound(span.lo, days), "greatest": _bound(span.hi, days)}


def _bound(value: int, days: bool) -> Json:
    if days:
        return iso(value) if 1 <= value <= _LAST_DAY else None
    return value if LEAST < value < GREATEST else None


def _texts(texts: Iterable[str]) -> list[Json]:
    return list(texts)
