"""Exports a scheme as JSON, for programs that do not read the notation.

An export only: nothing reads it back. Its shape is published beside this module
as `scheme.schema.json` (JSON Schema, draft 2020-12). Days are YYYY-MM-DD.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from amends.notation.spelling import spelt_day
from amends.scheme.conditions import (
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
    Cited,
    Condition,
    Earliest,
    Extent,
    Fixed,
    FixedPeriod,
    Force,
    In,
    Latest,
    LeftOpen,
    Less,
    Limb,
    Minus,
    Named,
    Not,
    Overlaps,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
    Within,
)
from amends.scheme.declarations import (
    Amount,
    CodeList,
    Effect,
    Fact,
    Instrument,
    Limit,
    ListKind,
    Meaning,
    Opening,
    Part,
    Presumption,
    Unseen,
    Vocabulary,
)
from amends.scheme.model import Scheme

Json = dict[str, object]


def to_json(scheme: Scheme) -> Json:
    """The scheme as JSON-ready values; every key is always there.

    Raises ValueError for a day in no year from 1 to 9999.
    """
    return {
        "id": scheme.id,
        "title": scheme.title,
        "citation": scheme.citation,
        "uri": scheme.uri,
        "jurisdiction": scheme.jurisdiction,
        "status": scheme.status.value,
        "in_force": _force(scheme.force),
        "reviewed": scheme.reviewed,
        "day_rule": scheme.day_rule.value if scheme.day_rule else None,
        "currency": scheme.currency or None,
        "matter": scheme.matter,
        "recorded_by": scheme.recorded_by,
        "amended_by": [_instrument(made) for made in scheme.instruments],
        "effects": [_effect(effect) for effect in scheme.effects],
        "vocabularies": [_vocabulary(each) for each in scheme.vocabularies],
        "matter_facts": [_fact(fact) for fact in scheme.matter_facts],
        "person_facts": [_fact(fact) for fact in scheme.person_facts],
        "lists": [_list(kind) for kind in scheme.lists],
        "open_points": [
            {"number": p.number, "provision": p.provision, "question": p.question}
            for p in scheme.open_points
        ],
        "code_lists": [_code_list(cited) for cited in scheme.code_lists],
        "parts": [_part(part) for part in scheme.parts],
        "provisions_seen": list(scheme.seen),
        "not_seen": [_unseen(one) for one in scheme.unseen],
        "not_operative": _limits(scheme.not_operative),
        "other_routes": list(scheme.routes),
    }


def _force(force: Force) -> Json:
    return {"from": _day(force.start), "until": _day(force.end)}


def _day(day: int | None) -> str | None:
    return None if day is None else spelt_day(day)


def _limits(limits: Iterable[Limit]) -> list[Json]:
    return [{"provision": limit.provision, "text": limit.text} for limit in limits]


def _effect(effect: Effect) -> Json:
    return {
        "name": effect.name,
        "operation": effect.operation.value,
        "part": effect.part,
        "does_not": _limits(effect.does_not),
        "means": [_meaning(each) for each in effect.means],
        "presumption": _presumption(effect.presumption) if effect.presumption else None,
        "amount": _amount(effect.amount) if effect.amount else None,
        "in_force": _force(effect.force),
    }


def _amount(amount: Amount) -> Json:
    return {"provision": amount.provision, "sum": _quantity(amount.sum)}


def _presumption(presumption: Presumption) -> Json:
    return {
        "holds": presumption.holds,
        "provision": presumption.provision,
        "given": presumption.given or None,
        "rebutted_by": _limits(presumption.rebutted_by),
    }


def _meaning(meaning: Meaning) -> Json:
    return {
        "consequence": meaning.consequence.value,
        "answer": meaning.answer.value,
        "source": meaning.source,
        "note": meaning.note,
    }


def _instrument(made: Instrument) -> Json:
    return {
        "from": _day(made.start),
        "citation": made.citation,
        "title": made.title,
        "changes": _limits(made.changes),
    }


def _unseen(one: Unseen) -> Json:
    return {"provision": one.provision, "text": one.text, "open_point": one.point or None}


def _vocabulary(vocabulary: Vocabulary) -> Json:
    return {
        "name": vocabulary.name,
        "words": list(vocabulary.words),
        "modes": list(vocabulary.modes),
        "plain": [
            {
                "word": plain.word,
                "said_as": plain.said_as or None,
                "see": [{"word": see.word, "when": see.when} for see in plain.see],
            }
            for plain in vocabulary.plain
        ],
    }


def _fact(fact: Fact) -> Json:
    return {
        "name": fact.name,
        "type": fact.type.value,
        "kind": fact.kind.value,
        "vocabulary": fact.vocabulary,
        "ask": fact.ask,
        "look": fact.look,
        "drawn_from": fact.drawn_from or None,
        "by": list(fact.by),
        "tells": fact.tells.value if fact.tells else None,
    }


def _list(kind: ListKind) -> Json:
    return {
        "name": kind.name,
        "of": kind.of,
        "is_person": kind.is_person,
        "ask": kind.ask,
        "look": kind.look,
        "facts": [_fact(fact) for fact in kind.facts],
    }


def _code_list(cited: CodeList) -> Json:
    return {
        "provision": cited.provision,
        "vocabulary": cited.vocabulary,
        "items": [
            {"label": item.label, "codes": list(item.codes), "in_force": _force(item.force)}
            for item in cited.items
        ],
        "openings": [_opening(each) for each in cited.openings],
    }


def _opening(opening: Opening) -> Json:
    return {
        "point": opening.point,
        "codes": list(opening.codes),
        "modes": list(opening.modes),
        "items": list(opening.items),
        "in_force": _force(opening.force),
    }


def _part(part: Part) -> Json:
    return {
        "name": part.name,
        "provision": part.provision,
        "about": part.about,
        "sources": list(part.sources),
        "condition": _condition(part.body),
    }


def _condition(node: Condition) -> Json:
    match node:
        case In():
            members = [_member(member) for member in node.members]
            return {"kind": "in", "fact": _ref(node.ref), "members": members}
        case AtMost() | Less():
            kind = "at most" if isinstance(node, AtMost) else "less"
            return {"kind": kind, "left": _quantity(node.left), "right": _quantity(node.right)}
        case Within():
            return {
                "kind": "within",
                "fact": _ref(node.inner),
                "extent": _extent(node.outer),
                "open_point": node.open_point or None,
            }
        case Overlaps():
            return {"kind": "overlaps", "fact": _ref(node.left), "extent": _extent(node.right)}
        case Same():
            return {"kind": "same", "left": _ref(node.left), "right": _ref(node.right)}
        case All() | Any():
            kind = "all" if isinstance(node, All) else "any"
            return {"kind": kind, "limbs": [_condition(limb) for limb in node.limbs]}
        case Not():
            return {"kind": "not", "condition": _condition(node.body)}
        case AtLeast():
            return {
                "kind": "at least",
                "count": node.count,
                "list": node.list,
                "of": node.of,
                "called": node.name,
                "where": _condition(node.where),
            }
        case Another():
            return {"kind": "another", "entry": node.name}
        case Named():
            return {"kind": "part", "part": node.part, "of": node.of}
        case LeftOpen():
            return {"kind": "open point", "point": node.point}
        case Limb():
            return {
                "kind": "limb",
                "provision": node.provision,
                "title": node.title,
                "in_force": _force(node.force),
                "condition": _condition(node.body),
            }
        case _:
            assert_never(node)


def _ref(ref: Ref) -> Json:
    return {"of": ref.of, "name": ref.fact}


def _member(member: str | Cited) -> Json:
    if isinstance(member, str):
        return {"word": member}
    return {"list": member.list, "items": list(member.items)}


def _extent(extent: Extent) -> Json:
    if isinstance(extent, FixedPeriod):
        return {"first": _day(extent.first), "last": _day(extent.last)}
    return _ref(extent)


def _quantity(node: Quantity) -> Json:
    match node:
        case Recorded():
            return {"kind": "fact", "fact": _ref(node.ref)}
        case Fixed(is_date=True):
            return {"kind": "date", "date": spelt_day(node.value)}
        case Fixed():
            return {"kind": "number", "number": node.value}
        case Today():
            return {"kind": "today"}
        case Shift():
            return {
                "kind": "shift",
                "date": _quantity(node.date),
                "years": node.years,
                "months": node.months,
                "days": node.days,
            }
        case Latest() | Earliest():
            kind = "latest" if isinstance(node, Latest) else "earliest"
            return {"kind": kind, "among": [_quantity(each) for each in node.among]}
        case Choose():
            return {
                "kind": "if",
                "test": _condition(node.test),
                "then": _quantity(node.then),
                "otherwise": _quantity(node.otherwise),
            }
        case Plus():
            return {"kind": "plus", "one": _quantity(node.one), "other": _quantity(node.other)}
        case Minus():
            return {"kind": "minus", "whole": _quantity(node.whole), "less": _quantity(node.less)}
        case Times():
            return {
                "kind": "times",
                "quantity": _quantity(node.quantity),
                "factor": node.factor,
                "is_money": node.is_money,
            }
        case Begun():
            return {"kind": "begun", "of": _quantity(node.quantity), "size": node.size}
        case Total():
            return {
                "kind": "total",
                "list": node.list,
                "of": node.of,
                "called": node.name,
                "value": _quantity(node.value),
            }
        case StartedYears():
            return {
                "kind": "started_years",
                "start": _quantity(node.start),
                "end": _quantity(node.end),
            }
        case _:
            assert_never(node)
