"""The JSON Schema of an assessment as `to_json` gives it."""

from __future__ import annotations

from collections.abc import Iterable

from amends.assessments.assessment import AssessmentStatus
from amends.explanation.as_json import Json
from amends.scheme.declarations import Answer, Consequence, Operation
from amends.truth.statements import Silence
from amends.truth.states import Outcome, State

_TEXT: dict[str, Json] = {"type": "string"}
_TEXTS: dict[str, Json] = {"type": "array", "items": {"type": "string"}}
_DAY: dict[str, Json] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_FLAG: dict[str, Json] = {"type": "boolean"}
_DRAFT: dict[str, Json] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def assessment_schema() -> dict[str, Json]:
    """JSON Schema (draft 2020-12) of `to_json`: every key is there, and no other."""
    return {**_DRAFT, **_assessment(), "$defs": _definitions()}


def answers_schema() -> dict[str, Json]:
    """JSON Schema of what `amends explain` gives: a list of assessments."""
    definitions = {**_definitions(), "assessment": _assessment()}
    return {**_DRAFT, "title": "amends explain", **_many("assessment"), "$defs": definitions}


def _assessment() -> dict[str, Json]:
    return {
        "title": "An assessment",
        **_object(
            scheme=_TEXT,
            on=_DAY,
            case=_TEXT,
            status=_one_of(status.value for status in AssessmentStatus),
            outcome={"anyOf": [_outcome(), {"type": "null"}]},
            effects=_many("effect"),
            supposed=_array(_object(open_point={"type": "integer"}, answer=_FLAG)),
            set_aside=_array(_object(label=_TEXT, by=_TEXT, on=_TEXT, reason=_TEXT)),
            not_looked_at=_TEXTS,
            conventions=_TEXTS,
            changed_since=_array(_object(since=_DAY, title=_TEXT, citation=_TEXT)),
            reviewed=_TEXT,
        ),
    }


def _definitions() -> dict[str, Json]:
    rebutted = _array(_object(provision=_TEXT, text=_TEXT))
    presumed = _object(holds=_FLAG, provision=_TEXT, rebutted_by=rebutted)
    effect = _object(
        effect=_TEXT,
        operation=_one_of(operation.value for operation in Operation),
        outcome=_outcome(),
        provisions=_TEXTS,
        wanted=_TEXTS,
        disputed=_TEXTS,
        presumed={"anyOf": [presumed, {"type": "null"}]},
        amount={"anyOf": [_amount(), {"type": "null"}]},
        settling=_ref("settling"),
        ground=_ref("ground"),
        means=_many("meaning"),
    )
    meaning = _object(
        question=_one_of(consequence.value for consequence in Consequence),
        answer=_one_of(answer.value for answer in Answer),
        source=_TEXT,
        note=_TEXT,
    )
    statement = _object(of=_TEXT, source=_TEXT)
    aside = _object(statements=_array(statement), exact=_outcome(), missing=_TEXTS)
    one_way = _object(sets=_array(_TEXTS), more=_FLAG)
    settling = _object(
        exact=_outcome(),
        could_settle=_array(_TEXTS),
        more=_FLAG,
        could_show=one_way,
        could_rule_out=one_way,
        sure_to_settle=_TEXTS,
        lost=_TEXTS,
        set_aside=_array(aside),
        outside=_TEXTS,
    )
    of_effects = {"effect": effect, "meaning": meaning, "settling": settling}
    return {**of_effects, **_of_grounds(), **_of_evidence()}


def _amount() -> dict[str, Json]:
    coins: dict[str, Json] = {"type": ["integer", "null"]}
    return _object(provision=_TEXT, least=coins, most=coins, disputed=_FLAG, wanted=_TEXTS)


def _of_grounds() -> dict[str, Json]:
    state = _one_of(state.value for state in State)
    ground = _object(
        kind=_TEXT,
        provision=_TEXT,
        words=_TEXT,
        standing=_one_of(("established", "refuted", "not known", "disputed")),
        helping=state,
        hurting=state,
        evidence=_many("evidence"),
        entries=_many("entry"),
        closures=_many("closure"),
        denials=_many("denial"),
        children=_many("ground"),
    )
    entry = _object(
        label=_TEXT, source=_TEXT, certain=_FLAG, conventions=_TEXTS, ground=_ref("ground")
    )
    return {"ground": ground, "entry": entry}


def _of_evidence() -> dict[str, Json]:
    silences: list[Json] = [silence.value for silence in Silence]
    bound: Json = {"type": ["string", "integer", "null"]}
    period = _object(start=_ref("span"), end=_ref("span"))
    return {
        "evidence": _object(
            of=_TEXT,
            fact=_TEXT,
            silence={"enum": [*silences, None]},
            readings=_array(_object(values=_ref("values"), statements=_many("statement"))),
        ),
        "statement": _object(
            says=_ref("values"), source=_TEXT, dated=_TEXT, label=_TEXT, conventions=_TEXTS
        ),
        "closure": _object(
            source=_TEXT,
            names=_TEXTS,
            may_be=_TEXTS,
            others_possible=_FLAG,
            label=_TEXT,
            conventions=_TEXTS,
        ),
        "denial": _object(part=_TEXT, source=_TEXT, label=_TEXT, conventions=_TEXTS),
        "span": _object(least=bound, greatest=bound),
        "values": {"anyOf": [_object(one_of=_TEXTS), _ref("span"), period]},
    }


def _object(**properties: Json) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: Json) -> dict[str, Json]:
    return {"type": "array", "items": items}


def _many(name: str) -> dict[str, Json]:
    return _array(_ref(name))


def _ref(name: str) -> dict[str, Json]:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(words: Iterable[str]) -> dict[str, Json]:
    return {"enum": list(words)}


def _outcome() -> dict[str, Json]:
    return _one_of(outcome.value for outcome in Outcome)
