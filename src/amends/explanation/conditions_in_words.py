"""Conditions in plain English: every kind of node as a subject and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from amends.explanation import values_in_words as values
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
    FixedPeriod,
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
from amends.scheme.declarations import YES_NO, YES_NO_CODES, Fact, FactType
from amends.scheme.law import Law
from amends.scheme.walk import parts_of


@dataclass(frozen=True, slots=True)
class Called:
    """What a name in a condition stands for: its kind, and what we call it."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts the conditions of a law into words; `scope` says who and what each name is."""

    law: Law
    scope: Mapping[str, Called]

    def inside(self, node: Condition) -> Speaker:
        """The speaker for what stands inside a list condition or a named part."""
        match node:
            case AtLeast():
                called = Called(node.list, f"the {node.name}")
                return replace(self, scope={**self.scope, node.name: called})
            case Named() if self.law.scheme.part_named[node.part].about == PERSON:
                return replace(self, scope={PERSON: self.scope[node.of]})
            case _:
                return self

    # --- facts ---

    def fact(self, ref: Ref) -> Fact:
        """The declared fact that a reference names."""
        return self.law.scheme.facts_of(self.scope[ref.of].kind)[ref.fact]

    def name(self, ref: Ref) -> str:
        """A fact as a subject: `the offence`, `the period of the employment`, a question."""
        fact = self.fact(ref)
        owner = "" if ref.of == MATTER else f" of {self.scope[ref.of].words}"
        if fact.vocabulary == YES_NO:
            return f'the answer to "{fact.ask}"' if fact.ask else f'"{fact.name}"{owner}'
        return f"the {fact.name}{owner}"

    # --- conditions ---

    def phrase(self, node: Condition, holds: bool = True) -> str:
        """The condition as a clause, or its negation."""
        match node:
            case All() | Any():
                limbs = "; ".join(self.phrase(limb) for limb in node.limbs)
                return f"{how_many(node, holds)}: {limbs}"
            case Not():
                return self.phrase(node.body, not holds)
            case Limb():
                return self.phrase(node.body, holds)
            case AtLeast():
                where = self.inside(node).phrase(node.where)
                return f"{self.counted(node, holds)} such that {where}"
            case _:
                return " ".join(self.parts(node, holds))

    def counted(self, node: AtLeast, holds: bool = True) -> str:
        """How many entries of whose list there must be, without what must hold of them."""
        of = f"of {self.scope[node.of].words}"
        if node.count == 1:
            return f"there is {'some' if holds else 'no'} {node.list} {of}"
        how_many = f"{'at least' if holds else 'fewer than'} {node.count}"
        return f'there are {how_many} entries of "{node.list}" {of}'

    def parts(
        self,
        node: In | AtMost | Less | Within | Overlaps | Same | Another | Named | LeftOpen,
        holds: bool = True,
    ) -> tuple[str, str]:
        """A comparison or named part as its subject and predicate."""
        match node:
            case In():
                return self.name(node.ref), self._membership(node, holds)
            case AtMost() | Less():
                return self._order(node, holds)
            case Within():
                verb = "lies within" if holds else "does not lie within"
                return self.name(node.inner), f"{verb} {self._extent(node.outer)}"
            case Overlaps():
                verb = "has at least a day in" if holds else "has no day in"
                return self.name(node.left), f"{verb} {self._extent(node.right)}"
            case Same():
                verb = "is the same as" if holds else "is not the same as"
                return self.name(node.left), f"{verb} {self.name(node.right)}"
            case Another():
                verb = "is another than" if holds else "is the same as"
                return self.scope[node.name].words, f"{verb} this {self.law.scheme.matter}"
            case Named():
                return self._named(node, holds)
            case LeftOpen():
                points = self.law.scheme.open_points
                question = next(p.question for p in points if p.number == node.point)
                return f'the question of law "{question}"', f"is answered {YES_NO_CODES[not holds]}"
            case _:
                assert_never(node)

    def _named(self, node: Named, holds: bool) -> tuple[str, str]:
        part = self.law.scheme.part_named[node.part]
        verb = "is" if holds else "is not"
        if part.about == MATTER:
            return self.part(node.part), f"{verb} met"
        return self.scope[node.of].words, f"{verb} within {self.part(node.part)}"

    def part(self, name: str) -> str:
        """A part by its provision and name."""
        part = self.law.scheme.part_named[name]
        if not part.provision or part.provision == part.name:
            return f'"{part.name}"'
        return f"{part.provision} ({part.name})"

    # --- memberships ---

    def _membership(self, node: In, holds: bool) -> str:
        cited = [f"{m.list}{values.either(m.labels)}" for m in node.members if isinstance(m, Cited)]
        codes = [member for member in node.members if isinstance(member, str)]
        if self.fact(node.ref).vocabulary == YES_NO and not cited:
            # Among two answers, not one of them is the other.
            answers = codes if holds else [word for word in ("yes", "no") if word not in codes]
            return f"is {values.either(answers) or 'neither yes nor no'}"
        verb = "is" if holds else "is not"
        said = [f"{verb} covered by {values.either(cited)}"] if cited else []
        # Several words of the scheme's own are no part of the sentence: in quotation marks.
        words = [f'"{code}"' if " " in code else code for code in codes]
        said += [f"{verb} {values.either(words)}"] if words else []
        return f" {'or' if holds else 'and'} ".join(said)

    # --- quantities and extents ---

    def _order(self, node: AtMost | Less, holds: bool) -> tuple[str, str]:
        kind = self.kind(node.left) or self.kind(node.right) or FactType.NUMBER
        match node, kind is FactType.DATE:
            case AtMost(), True:
                verb = "is on or before" if holds else "is after"
            case Less(), True:
                verb = "is before" if holds else "is on or after"
            case AtMost(), _:
                verb = "is at most" if holds else "is more than"
            case _:
                verb = "is less than" if holds else "is at least"
        return self.quantity(node.left, kind), f"{verb} {self.quantity(node.right, kind)}"

    def kind(self, node: Quantity) -> FactType | None:
        """The type of a quantity; None where it is only numbers that the law states."""
        match node:
            case Recorded():
                return self.fact(node.ref).type
            case Fixed():
                return FactType.DATE if node.is_date else None
            case Today() | Shift():
                return FactType.DATE
            case Latest() | Earliest():
                return next((kind for kind in map(self.kind, node.among) if kind), None)
            case Choose():
                return self.kind(node.then) or self.kind(node.otherwise)
            case Times(is_money=True):
                return FactType.MONEY
            case Plus() | Minus() | Times():
                return next((kind for kind in map(self.kind, parts_of(node)) if kind), None)
            case StartedYears() | Begun():
                return FactType.NUMBER
            case Total():
                return self.inside(node.adding).kind(node.value)
            case _:
                assert_never(node)

    def quantity(self, node: Quantity, kind: FactType) -> str:
        """A quantity of this type as a noun."""
        match node:
            case Recorded():
                return self.name(node.ref)
            case Fixed():
                return values.day(node.value) if node.is_date else values.number(node.value, kind)
            case Today():
                return f"the law date ({values.day(self.law.on)})"
            case Shift():
                moves = ((node.years, "year"), (node.months, "month"), (node.days, "day"))
                back = not any(n > 0 for n, _ in moves)
                added = [
                    f"{-n if back else n} {unit}{'' if abs(n) == 1 else 's'}"
                    for n, unit in moves
                    if n
                ]
                start = self.quantity(node.date, kind)
                way = "before" if back else "from"
                return f"{values.listed(added)} {way} {start}" if added else start
            case Latest() | Earliest():
                which = "the latest of" if isinstance(node, Latest) else "the earliest of"
                if kind is not FactType.DATE:
                    which = "the greatest of" if isinstance(node, Latest) else "the least of"
                return f"{which} {values.listed([self.quantity(q, kind) for q in node.among])}"
            case Choose():
                then, otherwise = (self.quantity(q, kind) for q in (node.then, node.otherwise))
                return f"{then} (if {self.phrase(node.test)}; otherwise {otherwise})"
            case Plus() | Minus():
                one, other = (self._apart(q, kind) for q in parts_of(node))
                return f"{one} {'plus' if isinstance(node, Plus) else 'minus'} {other}"
            case Times():
                once = self._apart(node.quantity, FactType.NUMBER if node.is_money else kind)
                by = FactType.MONEY if node.is_money else FactType.NUMBER
                factor = values.number(node.factor, by)
                return f"{factor} times {once}"
            case StartedYears():
                start, end = (self.quantity(day, FactType.DATE) for day in parts_of(node))
                return f"the number of years begun from {start} to {end}"
            case Begun():
                of = self.kind(node.quantity) or FactType.NUMBER
                size = values.number(node.size, of)
                return f"how often {size} has begun in {self._apart(node.quantity, of)}"
            case Total():
                value = self.inside(node.adding).quantity(node.value, kind)
                return f"the total of {value}, over every {node.list}"
            case _:
                assert_never(node)

    def _apart(self, node: Quantity, kind: FactType) -> str:
        """A quantity inside a sum: in brackets if it is made of several."""
        said = self.quantity(node, kind)
        return said if isinstance(node, Recorded | Fixed) else f"({said})"

    def _extent(self, extent: Extent) -> str:
        if isinstance(extent, FixedPeriod):
            return values.days_of_law(extent.first, extent.last)
        return self.name(extent)


def speaker(law: Law) -> Speaker:
    """The speaker for conditions about a matter and its person."""
    matter = Called(MATTER, f"the {law.scheme.matter}")
    return Speaker(law, {MATTER: matter, PERSON: Called(PERSON, "the person")})


def how_many(node: All | Any, holds: bool) -> str:
    """How many of its limbs hold, as what stands before them; or the negation of it."""
    if isinstance(node, All):
        return "all of these hold" if holds else "not all of these hold"
    return "at least one of these holds" if holds else "none of these holds"
