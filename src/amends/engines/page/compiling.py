"""A law as plain data that a browser can apply: JSON's kinds of value and nothing else.

What Python can fold is folded here. The law date is gone; a day is its ordinal; a code is
its place among the codes of its vocabulary; a membership test is one letter for each of
them; what is supposed of an open point is a state. Every condition carries the provision
that it stands under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from amends.scheme.conditions import (
    MATTER,
    PERSON,
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
from amends.scheme.declarations import DayRule, Effect, Part
from amends.scheme.law import Law
from amends.scheme.walk import refs, totals
from amends.truth.values import GREATEST, LEAST

FORMAT: Final = 1

Json = dict[str, object]
_Kinds = Mapping[str, str]

_DAY_RULES: Final = {
    None: "last of month",
    DayRule.LAST_OF_MONTH: "last of month",
    DayRule.FIRST_OF_NEXT: "first of next",
}


def compiled(law: Law) -> Json:
    """The law as data, for `amends.assess` of the evaluator.

    `vocabularies` (the codes of each, in order) and `facts` (the type and vocabulary of each,
    by kind) say how a case is to be written. `parts` and `effects` keep the order of the
    scheme; a part is named by its place. Outside the law's force there are none of either.
    """
    scheme = law.scheme
    places = {part.name: place for place, part in enumerate(scheme.parts)}
    compiler = _Compiler(law, places)
    return {
        "format": FORMAT,
        "scheme": scheme.id,
        "on": law.on,
        "in_force": law.in_force,
        "day_rule": _DAY_RULES[scheme.day_rule],
        "vocabularies": {name: list(codes) for name, codes in scheme.codes_of.items()},
        "facts": {kind: _facts(law, kind) for kind in (PERSON, MATTER, *scheme.list_named)},
        "parts": [compiler.part(part) for part in scheme.parts] if law.in_force else [],
        "effects": [compiler.effect(one) for one in scheme.effects] if law.in_force else [],
        "recorded_by": places.get(scheme.recorded_by),
    }


def _facts(law: Law, kind: str) -> Json:
    return {
        fact.name: {"type": fact.type.value, "vocabulary": fact.vocabulary}
        for fact in law.scheme.facts_of(kind).values()
    }


@dataclass(frozen=True, slots=True)
class _Compiler:
    """`places` are those of the parts; kinds, below, say what each name in scope is."""

    law: Law
    places: Mapping[str, int]

    def effect(self, effect: Effect) -> Json:
        """An effect; `counted` of an amount is the condition that its sum comes to something."""
        presumption, amount = effect.presumption, effect.amount
        compiled: Json = {"name": effect.name, "part": self.places[effect.part]}
        compiled["presumption"] = presumption and {
            "holds": presumption.holds,
            "provision": presumption.provision,
            "given": self.places.get(presumption.given),
        }
        kinds = {PERSON: PERSON, MATTER: MATTER}
        compiled["amount"] = amount and {
            "provision": amount.provision,
            "sum": self._quantity(amount.sum, amount.provision, kinds),
            "counted": self._condition(amount.counted, amount.provision, kinds),
        }
        return compiled

    def part(self, part: Part) -> Json:
        kinds = {name: name for name in ((PERSON, MATTER) if part.about == MATTER else (PERSON,))}
        body = self._condition(part.body, part.provision, kinds)
        return {"name": part.name, "provision": part.provision, "about": part.about, "body": body}

    def _condition(self, node: Condition, provision: str, kinds: _Kinds) -> Json:
        def inside(body: Condition) -> Json:
            return self._condition(body, provision, kinds)

        def headed(kind: str, **more: object) -> Json:
            return {"kind": kind, "provision": provision, **more}

        def compared(kind: str, **more: object) -> Json:
            return headed(kind, refs=[_ref(ref) for ref in refs(node)], **more)

        match node:
            case In():
                return compared("in", **self._membership(node, kinds))
            case AtMost() | Less():
                left = self._quantity(node.left, provision, kinds)
                right = self._quantity(node.right, provision, kinds)
                kind = "at most" if isinstance(node, AtMost) else "less"
                lists = [total.list for total in totals(node)]
                return compared(kind, left=left, right=right, totals=lists)
            case Within():
                point, partly = node.open_point, self._answer(node.open_point)
                return compared("within", period=_period(node.outer), point=point, partly=partly)
            case Overlaps():
                return compared("overlaps", period=_period(node.right))
            case Same():
                return compared("same")
            case All() | Any():
                limbs = [inside(limb) for limb in node.limbs]
                return headed("all" if isinstance(node, All) else "any", limbs=limbs)
            case Not():
                return headed("not", body=inside(node.body))
            case AtLeast():
                within = {**kinds, node.name: node.list}
                where = self._condition(node.where, provision, within)
                whose = {"list": node.list, "of": node.of, "name": node.name}
                return headed("at least", count=node.count, **whose, where=where)
            case Another():
                return headed("another", name=node.name)
            case Named():
                return headed("named", part=self.places[node.part], of=node.of)
            case LeftOpen():
                return headed("left open", point=node.point, state=self._answer(node.point))
            case Limb():
                body = self._condition(node.body, node.provision, kinds)
                heading = {"provision": node.provision, "title": node.title}
                return {"kind": "limb", **heading, "body": body}
            case _:
                assert_never(node)

    def _answer(self, point: int) -> str:
        """What an open point amounts to; no where there is none."""
        if not point:
            return "no"
        supposed = self.law.supposed.get(point)
        return "unknown" if supposed is None else "yes" if supposed else "no"

    def _membership(self, node: In, kinds: _Kinds) -> Json:
        """`zones` has a letter for each code: y covered, o left open, n neither."""
        scheme = self.law.scheme
        codes = scheme.codes_of[scheme.facts_of(kinds[node.ref.of])[node.ref.fact].vocabulary]
        zones = self.law.zones(node)
        left_open = frozenset[str]().union(*zones.open.values())
        return {
            "zones": "".join(
                "y" if code in zones.covered else "o" if code in left_open else "n"
                for code in codes
            ),
            "open": [
                {"point": point, "codes": [at for at, code in enumerate(codes) if code in of]}
                for point, of in zones.open.items()
            ],
            "cites": [member.provision for member in node.members if isinstance(member, Cited)],
        }

    def _quantity(self, node: Quantity, provision: str, kinds: _Kinds) -> Json:
        def inside(part: Quantity) -> Json:
            return self._quantity(part, provision, kinds)

        match node:
            case Recorded():
                return {"kind": "recorded", "ref": _ref(node.ref)}
            case Fixed():
                return {"kind": "fixed", "value": node.value}
            case Today():
                return {"kind": "fixed", "value": self.law.on}
            case Shift():
                moved = {"years": node.years, "months": node.months, "days": node.days}
                return {"kind": "shift", "date": inside(node.date), **moved}
            case Latest() | Earliest():
                kind = "latest" if isinstance(node, Latest) else "earliest"
                return {"kind": kind, "among": [inside(one) for one in node.among]}
            case Choose():
                test = self._condition(node.test, provision, kinds)
                two = {"then": inside(node.then), "otherwise": inside(node.otherwise)}
                return {"kind": "choose", "test": test, **two}
            case Plus():
                return {"kind": "plus", "one": inside(node.one), "other": inside(node.other)}
            case Minus():
                return {"kind": "minus", "whole": inside(node.whole), "less": inside(node.less)}
            case Times():
                once = inside(node.quantity)
                return {"kind": "times", "quantity": once, "factor": node.factor}
            case Begun():
                return {"kind": "begun", "quantity": inside(node.quantity), "size": node.size}
            case Total():
                adding = self._condition(node.adding, provision, kinds)
                value = self._quantity(node.value, provision, {**kinds, node.name: node.list})
                return {"kind": "total", "name": node.name, "value": value, "adding": adding}
            case StartedYears():
                ends = {"start": inside(node.start), "end": inside(node.end)}
                return {"kind": "started years", **ends}
            case _:
                assert_never(node)


def _ref(ref: Ref) -> Json:
    return {"of": ref.of, "fact": ref.fact}


def _period(extent: Extent) -> Json | None:
    """A period that the law states; None where it is a fact."""
    if isinstance(extent, Ref):
        return None
    first = extent.first if extent.first is not None else LEAST
    last = extent.last if extent.last is not None else GREATEST
    return {"start": {"lo": first, "hi": first}, "end": {"lo": last, "hi": last}}
