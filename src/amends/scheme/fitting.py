"""Whether conditions fit what a scheme declares: every name resolves, with the right type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from amends.scheme.declarations import (
    YES_NO,
    Amount,
    DayRule,
    Declarations,
    Fact,
    FactType,
    Part,
)
from amends.scheme.telling import Tells
from amends.scheme.walk import parts_of

MOST_TOTALS: Final = 2
"""Totals that may stand one inside the other."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A way in which the parts of a scheme do not fit, under a provision."""

    provision: str
    what: str
    remedy: str


def misfit_of_telling(fact: Fact, owner: str) -> Fault | None:
    """Why a fact of an owner cannot tell what it is said to tell; None where it can."""
    match fact.tells:
        case Tells.ALIVE | Tells.DIED as tells:
            fits = owner == PERSON and fact.vocabulary == YES_NO
            remedy = "put it beneath a fact of the person that is `yes or no`, or leave it out"
        case Tells.ACT | Tells.TO_COME as tells:
            fits = fact.type in (FactType.DATE, FactType.PERIOD)
            remedy = "put it beneath a `date` or a `period`, or leave it out"
        case None:
            return None
        case _:
            assert_never(fact.tells)
    what = f"the fact `{fact.name}` of the {owner} cannot tell `{tells.value}`"
    return None if fits else Fault(owner, what, remedy)


def misfits(declared: Declarations, parts: Mapping[str, Part], part: Part) -> list[Fault]:
    """Every fault in the conditions of one part; `parts` are all that they may name."""
    scope = {PERSON: PERSON} | ({MATTER: MATTER} if part.about == MATTER else {})
    return _Checker(declared, parts, part.provision).condition(part.body, scope)


def misfits_of_amount(
    declared: Declarations, parts: Mapping[str, Part], amount: Amount
) -> list[Fault]:
    """Every fault in how much an effect brings."""
    checker = _Checker(declared, parts, amount.provision)
    types: set[FactType | None] = set()
    faults = checker.quantity(amount.sum, {PERSON: PERSON, MATTER: MATTER}, types)
    if not faults and types - {None, FactType.MONEY}:
        faults = [Fault(amount.provision, "the amount is no sum of money", "name a sum")]
    return faults


@dataclass(frozen=True, slots=True)
class _Checker:
    """Checks conditions under one provision; `scope` maps each name to its kind.

    `totals` counts those that stand round what is checked.
    """

    declared: Declarations
    parts: Mapping[str, Part]
    provision: str
    totals: int = 0

    def condition(self, node: Condition, scope: Mapping[str, str]) -> list[Fault]:
        match node:
            case In():
                return self._membership(node, scope)
            case AtMost() | Less():
                return self._comparison(node, scope)
            case Within():
                return self._extents(node.inner, node.outer, scope) + self._point(node.open_point)
            case Overlaps():
                return self._extents(node.left, node.right, scope)
            case Same():
                return self._same(node, scope)
            case All() | Any():
                if not node.limbs:
                    return [self._fault("an empty *all of* or *any of*", "give it a limb")]
                return [f for limb in node.limbs for f in self.condition(limb, scope)]
            case Not():
                return self.condition(node.body, scope)
            case AtLeast():
                return self._count(node, scope)
            case Another():
                if node.name not in scope or node.name in (PERSON, MATTER):
                    return [self._fault(f"`{node.name}` is no entry in scope", "name the entry")]
                return []
            case Named():
                return self._named(node, scope)
            case LeftOpen():
                return self._point(node.point)
            case Limb():
                return replace(self, provision=node.provision).condition(node.body, scope)
            case _:
                assert_never(node)

    def _fault(self, what: str, remedy: str) -> Fault:
        return Fault(self.provision, what, remedy)

    def _fact(self, ref: Ref, scope: Mapping[str, str]) -> Fact | None:
        kind = scope.get(ref.of)
        return self.declared.facts_of(kind).get(ref.fact) if kind else None

    def _typed(self, ref: Ref, scope: Mapping[str, str], types: set[FactType]) -> list[Fault]:
        fact = self._fact(ref, scope)
        if fact is None:
            return [
                self._fault(
                    f"`{ref.fact}` of `{ref.of}` is not declared",
                    "declare the fact, or mend the name",
                )
            ]
        if fact.type not in types:
            wanted = " or ".join(sorted(t.value for t in types))
            return [
                self._fault(
                    f"`{ref.fact}` is a {fact.type.value}; a {wanted} is needed here",
                    "use another fact, or another comparison",
                )
            ]
        return []

    def _membership(self, node: In, scope: Mapping[str, str]) -> list[Fault]:
        faults = self._typed(node.ref, scope, {FactType.CODE})
        fact = self._fact(node.ref, scope)
        if faults or fact is None:
            return faults
        if not node.members:
            return [self._fault("a set with nothing in it", "name at least one word")]
        for member in node.members:
            if isinstance(member, Cited):
                faults += self._cited(member, fact)
            elif member not in self.declared.code_sets.get(fact.vocabulary, ()):
                faults.append(
                    self._fault(
                        f"`{member}` is no word of `{fact.vocabulary}`", "use a declared word"
                    )
                )
        return faults

    def _cited(self, member: Cited, fact: Fact) -> list[Fault]:
        cited = self.declared.code_list_at.get(member.list)
        if cited is None or cited.vocabulary != fact.vocabulary:
            return [
                self._fault(
                    f"`{member.list}` is no list of `{fact.vocabulary}`",
                    "cite a list of the same words",
                )
            ]
        labels = self.declared.item_places[member.list]
        return [
            self._fault(f"{member.list} has no item `{label}`", "cite an item that it has")
            for label in member.items
            if label not in labels
        ]

    def _comparison(self, node: AtMost | Less, scope: Mapping[str, str]) -> list[Fault]:
        types: set[FactType | None] = set()
        faults = self.quantity(node.left, scope, types) + self.quantity(node.right, scope, types)
        # None is a fixed count or sum, whichever it is compared with.
        if not faults and (len(types - {None}) > 1 or types >= {None, FactType.DATE}):
            faults = [
                self._fault("compares a date with a number or a sum", "compare like with like")
            ]
        return faults

    def quantity(
        self, node: Quantity, scope: Mapping[str, str], types: set[FactType | None]
    ) -> list[Fault]:
        """Every fault in a quantity; `types` gets those of what is in it."""
        match node:
            case Recorded():
                fact = self._fact(node.ref, scope)
                if fact:
                    types.add(fact.type)
                return self._typed(
                    node.ref, scope, {FactType.DATE, FactType.NUMBER, FactType.MONEY}
                )
            case Fixed():
                types.add(FactType.DATE if node.is_date else None)
                return []
            case Today():
                types.add(FactType.DATE)
                return []
            case Shift():
                shifted: set[FactType | None] = set()
                faults = self.quantity(node.date, scope, shifted)
                types |= shifted
                if not faults and shifted != {FactType.DATE}:
                    faults.append(self._fault("shifts what is not a date", "shift a date"))
                if node.years or node.months:
                    faults += self._day_rule("shifts a date by years or months")
                return faults
            case Latest() | Earliest():
                if not node.among:
                    return [self._fault("latest or earliest of nothing", "name the dates")]
                return [f for q in node.among for f in self.quantity(q, scope, types)]
            case Choose():
                return (
                    self.condition(node.test, scope)
                    + self.quantity(node.then, scope, types)
                    + self.quantity(node.otherwise, scope, types)
                )
            case Plus() | Minus() | Times() | Begun():
                return self._arithmetic(node, scope, types)
            case Total():
                return self._total(node, scope, types)
            case StartedYears():
                return self._years(node, scope, types)
            case _:
                assert_never(node)

    def _arithmetic(
        self,
        node: Plus | Minus | Times | Begun,
        scope: Mapping[str, str],
        types: set[FactType | None],
    ) -> list[Fault]:
        found: set[FactType | None] = set()
        faults = [f for part in parts_of(node) for f in self.quantity(part, scope, found)]
        if not faults and FactType.DATE in found:
            faults.append(
                self._fault(
                    "does sums with a date", "move a date by years, months and days, or count years"
                )
            )
        if isinstance(node, Begun):
            types.add(FactType.NUMBER)
            if not faults and len(found - {None}) > 1:
                faults.append(self._fault("joins a number and a sum", "join like with like"))
            return faults
        if not (isinstance(node, Times) and node.is_money):
            types |= found
            return faults
        types.add(FactType.MONEY)
        if not faults and FactType.MONEY in found:
            faults.append(self._fault("multiplies a sum by a sum", "multiply a number by a sum"))
        return faults

    def _total(
        self, node: Total, scope: Mapping[str, str], types: set[FactType | None]
    ) -> list[Fault]:
        if self.totals == MOST_TOTALS:  # each is worked out anew for every entry of those around it
            what = f"more than {MOST_TOTALS} totals stand one inside the other"
            return [self._fault(what, "make a fact of what the innermost adds up")]
        # Gone through as the list of which some entry adds something.
        inside = replace(self, totals=self.totals + 1)
        faults = inside.condition(node.adding, scope)
        if not faults:
            found: set[FactType | None] = set()
            inside.quantity(node.value, {**scope, node.name: node.list}, found)
            if FactType.DATE in found:
                faults.append(self._fault("adds up dates", "add up numbers or sums"))
            types |= found
        return faults

    def _years(
        self, node: StartedYears, scope: Mapping[str, str], types: set[FactType | None]
    ) -> list[Fault]:
        types.add(FactType.NUMBER)
        found: set[FactType | None] = set()
        faults = [f for part in parts_of(node) for f in self.quantity(part, scope, found)]
        if not faults and found != {FactType.DATE}:
            faults.append(self._fault("counts years between what are no dates", "name two dates"))
        return faults + self._day_rule("counts the years between two dates")

    def _day_rule(self, what: str) -> list[Fault]:
        if self.declared.day_rule is not None:
            return []
        rules = " or ".join(f"`day rule  {rule.value}`" for rule in DayRule)
        return [self._fault(what, f"say in the head of the scheme {rules}")]

    def _extents(
        self, left: Ref, right: Ref | FixedPeriod, scope: Mapping[str, str]
    ) -> list[Fault]:
        spans = {FactType.DATE, FactType.PERIOD}
        faults = self._typed(left, scope, spans)
        if isinstance(right, Ref):
            return faults + self._typed(right, scope, spans)
        if right.first is not None and right.last is not None and right.first > right.last:
            faults.append(
                self._fault("a period that ends before it starts", "put the first day first")
            )
        return faults

    def _same(self, node: Same, scope: Mapping[str, str]) -> list[Fault]:
        faults = [
            f for ref in (node.left, node.right) for f in self._typed(ref, scope, {FactType.CODE})
        ]
        left, right = self._fact(node.left, scope), self._fact(node.right, scope)
        if left and right and not faults and left.vocabulary != right.vocabulary:
            faults.append(
                self._fault("compares facts of two vocabularies", "compare facts of one vocabulary")
            )
        return faults

    def _point(self, number: int) -> list[Fault]:
        if number and number not in self.declared.point_numbers:
            return [
                self._fault(f"open point {number} is not declared", "declare it, with its question")
            ]
        return []

    def _count(self, node: AtLeast, scope: Mapping[str, str]) -> list[Fault]:
        faults = []
        if node.count < 1:
            faults.append(self._fault("at least none of a list always holds", "count from one"))
        if node.of not in scope:
            return [
                *faults,
                self._fault(
                    f"`{node.of}` is not in scope", "name the person, the matter or an entry"
                ),
            ]
        if not self.declared.has_list(scope[node.of], node.list):
            return [
                *faults,
                self._fault(
                    f"`{node.list}` is no list of `{node.of}`", "declare the list, or mend the name"
                ),
            ]
        if node.name in scope:
            faults.append(
                self._fault(f"the name `{node.name}` is taken here", "give the entry another name")
            )
        return faults + self.condition(node.where, {**scope, node.name: node.list})

    def _named(self, node: Named, scope: Mapping[str, str]) -> list[Fault]:
        part = self.parts.get(node.part)
        if part is None:
            return [self._fault(f"there is no part `{node.part}`", "name a part of this scheme")]
        if part.about == MATTER:
            if MATTER in scope and node.of == PERSON and scope.get(PERSON) == PERSON:
                return []
            return [
                self._fault(
                    f"`{node.part}` is about the matter and its person",
                    "use it where the matter is in scope, of its person",
                )
            ]
        kind = scope.get(node.of, "")
        listed = self.declared.list_named.get(kind)
        if kind == PERSON or (listed is not None and listed.is_person):
            return []
        return [
            self._fault(
                f"`{node.part}` is about a person, and `{node.of}` is none", "apply it to a person"
            )
        ]
