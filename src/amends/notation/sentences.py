"""Writes conditions and quantities as the notation spells them.

Each comes as a head, which fits on one line, and the lines beneath it. What is
written reads back as the same condition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from amends.notation.conditions import PROVISION
from amends.notation.facts import leading_ref
from amends.notation.lines import Text
from amends.notation.names import OPENERS, Declared, Scope
from amends.notation.speller import LABELS, Speller
from amends.notation.spelling import quoted, spelt_day, spelt_force, spelt_name
from amends.scheme.conditions import (
    ALWAYS,
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Begun,
    Choose,
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
from amends.scheme.declarations import YES_NO, Amount, FactType
from amends.scheme.walk import parts_of

STEP = "  "
_WIDEST = 100
# What can stand before `plus` or `minus` as it is.
_CHAINED = (Plus, Minus, Times, StartedYears, Begun, Total)


@dataclass(frozen=True, slots=True)
class Written:
    """A condition or quantity as text: a line, and the lines beneath it."""

    head: str
    beneath: tuple[str, ...] = ()

    def behind(self, words: str) -> Written:
        """The same with words before its head."""
        return Written(f"{words} {self.head}", self.beneath)

    @property
    def lines(self) -> tuple[str, ...]:
        """The head and the lines beneath it, indented."""
        return (self.head, *indented(self.beneath))


def indented(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines one step deeper."""
    return tuple(STEP + line for line in lines)


def beneath(*written: Written) -> tuple[str, ...]:
    """The lines of several conditions or quantities, one under the other."""
    return tuple(line for each in written for line in each.lines)


class Sentences:
    """Writes the conditions of one scheme."""

    def __init__(self, declared: Declared) -> None:
        """Write with the names of these declarations."""
        self._declared = declared
        self.speller = Speller(declared)

    def condition(self, node: Condition, scope: Scope, provision: str) -> Written:
        """A condition that stands under a provision."""
        match node:
            case In():
                return self._membership(node, scope, negated=False)
            case AtMost() | Less():
                return self._comparison(node, scope, provision)
            case Within():
                partly = f", partly is open point {node.open_point}" if node.open_point else ""
                outer = self._extent(node.outer, scope)
                return Written(f"{self._ref(node.inner, scope)} within {outer}{partly}")
            case Overlaps():
                right = self._extent(node.right, scope)
                return Written(f"{self._ref(node.left, scope)} overlaps {right}")
            case Same():
                right = self._ref(node.right, scope)
                return Written(f"{self._ref(node.left, scope)} same as {right}")
            case All() | Any():
                limbs = (self.condition(limb, scope, provision) for limb in node.limbs)
                head = "all of" if isinstance(node, All) else "any of"
                return Written(head, beneath(*limbs))
            case Not():
                return self._denied(node.body, scope, provision)
            case AtLeast():
                many = node.count > 1
                word = f"at least {node.count}" if many else "some"
                return self._counted(word, node, scope, provision)
            case Another():
                return Written(f"another {spelt_name(node.name)}")
            case Named():
                return self._applied(node, scope, "")
            case LeftOpen():
                return Written(f"open point {node.point}")
            case Limb():
                return self._limb(node, scope, provision)
            case _:
                assert_never(node)

    def _denied(self, body: Condition, scope: Scope, provision: str) -> Written:
        match body:
            case In():
                return self._membership(body, scope, negated=True)
            case AtLeast(count=1):
                return self._counted("no", body, scope, provision)
            case Named() if body.of != PERSON:
                return self._applied(body, scope, "not ")
            case Limb():
                return Written("not", self.condition(body, scope, provision).lines)
            case _:
                return self.condition(body, scope, provision).behind("not")

    def _applied(self, node: Named, scope: Scope, negation: str) -> Written:
        part = self.speller.part(node.part)
        if node.of == PERSON:
            return Written(part)
        return Written(f"the {self.speller.owner(node.of, scope)} is {negation}{part}")

    def _ref(self, ref: Ref, scope: Scope) -> str:
        found = scope.fact(ref.fact)
        name = self.speller.fact(ref.fact)
        if found and found[0] == ref.of:
            return name
        return f"{name} of the {self.speller.owner(ref.of, scope)}"

    def _membership(self, node: In, scope: Scope, *, negated: bool) -> Written:
        ref = self._ref(node.ref, scope)
        fact = self._declared.facts_of(scope.kinds[node.ref.of])[node.ref.fact]
        if node.members == ("yes",) and fact.vocabulary == YES_NO:
            return Written(f"no {ref}" if negated else ref)
        match node.members:
            case (str() as word,):
                said = self.speller.word(word, alone=True)
                return Written(f"{ref} is not {said}" if negated else f"{ref} is {said}")
        head = f"{ref} not in" if negated else f"{ref} in"
        members = self.speller.members(node.members)
        line = f"{head} {', '.join(members)}"
        return Written(line) if len(line) <= _WIDEST else Written(head, tuple(members))

    def _extent(self, extent: Extent, scope: Scope) -> str:
        match extent:
            case Ref():
                return self._ref(extent, scope)
            case FixedPeriod(first=None, last=None):
                return "always"
            case FixedPeriod(first=None, last=int() as last):
                return f"until {spelt_day(last)}"
            case FixedPeriod(first=int() as first, last=None):
                return f"from {spelt_day(first)}"
            case FixedPeriod(first=int() as first, last=int() as last):
                return f"{spelt_day(first)} to {spelt_day(last)}"
            case _:
                raise AssertionError

    def _counted(self, word: str, node: AtLeast, scope: Scope, provision: str) -> Written:
        listed = self._listed(node, scope, one=word in ("some", "no"))
        where = self.condition(node.where, scope.within(node.name, node.list), provision)
        return Written(f"{word} {listed} where", where.lines)

    def _listed(self, node: AtLeast | Total, scope: Scope, *, one: bool = False) -> str:
        """A list, what an entry of it is called, and whose it is."""
        name = self.speller.fact(node.list)
        plural = not one and f"{node.list}s" not in self._declared.list_named
        name = f"{name}s" if plural and name == node.list else name
        called = f" {self.speller.owner(node.name)}" if node.name != node.list else ""
        return f"{name}{called} of the {self.speller.owner(node.of, scope)}"

    def _limb(self, node: Limb, scope: Scope, provision: str) -> Written:
        body = self.condition(node.body, scope, node.provision)
        force = f"    [{spelt_force(node.force)}]" if node.force != ALWAYS else ""
        short = not isinstance(node.body, Limb) and not node.title
        label = node.provision.removeprefix(provision)
        labelled = node.provision.startswith(provision) and bool(LABELS.fullmatch(label))
        if labelled:
            head, inline, gap = label, short, " "
        elif node.provision == provision and force and short:
            return Written(body.head + force, body.beneath)
        else:
            direct = self._stands_alone(node.provision, scope)
            head = node.provision if direct else f"under {spelt_name(node.provision)}"
            inline, gap = short and isinstance(node.body, All | Any), "  "
        head += f"{gap}{quoted(node.title)}" if node.title else ""
        if inline:
            return Written(f"{head}{gap}{body.head}{force}", body.beneath)
        return Written(head + force, body.lines)

    def _stands_alone(self, provision: str, scope: Scope) -> bool:
        """Whether a provision at the head of a line is read as one, and as nothing else."""
        return (
            PROVISION.fullmatch(provision) is not None
            and provision.split(" ", maxsplit=1)[0] not in OPENERS
            and leading_ref(Text(provision, 1, 1), scope) is None
            and leading_ref(Text(provision.split(" ", maxsplit=1)[0], 1, 1), scope) is None
        )

    # --- quantities ---

    def sum(self, amount: Amount) -> Written:
        """How much an effect brings."""
        scope = Scope.of_part(self._declared, MATTER)
        return self._quantity(amount.sum, scope, amount.provision, is_sum=True)

    def _comparison(self, node: AtMost | Less, scope: Scope, provision: str) -> Written:
        types = self._types(node.left, scope) | self._types(node.right, scope)
        is_sum = FactType.MONEY in types
        turned = isinstance(node.left, Fixed | Today) and not isinstance(node.right, Fixed | Today)
        words = {
            (True, AtMost, False): "on or before",
            (True, AtMost, True): "on or after",
            (True, Less, False): "before",
            (True, Less, True): "after",
            (False, AtMost, False): "at most",
            (False, AtMost, True): "at least",
            (False, Less, False): "less than",
            (False, Less, True): "more than",
        }
        word = words[FactType.DATE in types, type(node), turned]
        pair = (node.right, node.left) if turned else (node.left, node.right)
        first, second = (self._inline(q, scope, is_sum=is_sum) for q in pair)
        if first is not None and second is not None:
            return Written(f"{first} {word} {second}")
        blocks = (self._quantity(q, scope, provision, is_sum=is_sum) for q in pair)
        return Written(word, beneath(*blocks))

    def _types(self, node: Quantity, scope: Scope) -> set[FactType]:
        match node:
            case Recorded(ref=ref):
                return {self._declared.facts_of(scope.kinds[ref.of])[ref.fact].type}
            case Fixed():
                return {FactType.DATE} if node.is_date else set()
            case Today():
                return {FactType.DATE}
            case Shift():
                return self._types(node.date, scope)
            case Latest() | Earliest():
                return set().union(*(self._types(each, scope) for each in node.among))
            case Choose():
                return self._types(node.then, scope) | self._types(node.otherwise, scope)
            case Times(is_money=True):
                return {FactType.MONEY}
            case Plus() | Minus() | Times():
                return set().union(*(self._types(each, scope) for each in parts_of(node)))
            case StartedYears() | Begun():
                return {FactType.NUMBER}
            case Total():
                return self._types(node.value, scope.within(node.name, node.list))
            case _:
                assert_never(node)

    def _inline(self, node: Quantity, scope: Scope, *, is_sum: bool) -> str | None:
        """A quantity on one line, or None where it needs lines beneath."""
        match node:
            case Recorded():
                return self._ref(node.ref, scope)
            case Fixed():
                return _literal(node, is_sum=is_sum)
            case Today():
                return "today"
            case Shift():
                moved = self._inline(node.date, scope, is_sum=is_sum)
                if moved is None:
                    return None
                brackets = isinstance(node.date, Latest | Earliest)
                return f"({moved}) {_amount(node)}" if brackets else f"{moved} {_amount(node)}"
            case Latest() | Earliest():
                among = [self._apart(each, scope, is_sum=is_sum) for each in node.among]
                texts = [text for text in among if text is not None]
                if len(texts) < len(among):
                    return None
                return f"{self._extreme(node, scope)} {', '.join(texts)}"
            case Choose():
                return None
            case Plus() | Minus():
                one, other = parts_of(node)
                left = self._apart(one, scope, is_sum=is_sum, unless=_CHAINED)
                right = self._apart(other, scope, is_sum=is_sum)
                word = "plus" if isinstance(node, Plus) else "minus"
                return None if left is None or right is None else f"{left} {word} {right}"
            case Times():
                inside = is_sum and not node.is_money
                plain = (Times, StartedYears, Begun, Total)
                once = self._apart(node.quantity, scope, is_sum=inside, unless=plain)
                return None if once is None else f"{once} {_factor(node)}"
            case StartedYears():
                days = [self._apart(day, scope, is_sum=False) for day in parts_of(node)]
                return None if None in days else f"started years from {days[0]} to {days[1]}"
            case Begun():
                inside = FactType.MONEY in self._types(node.quantity, scope)
                of = self._apart(node.quantity, scope, is_sum=inside)
                return None if of is None else f"{_started(node, is_sum=inside)} {of}"
            case Total(value=Recorded(ref=ref)) if ref.of == node.name == node.list:
                return f"total of {self.speller.fact(ref.fact)} of the {self._listed(node, scope)}"
            case Total():
                return None
            case _:
                assert_never(node)

    def _apart(
        self, node: Quantity, scope: Scope, *, is_sum: bool, unless: tuple[type, ...] = ()
    ) -> str | None:
        """A quantity on one line inside another: in brackets, if it is not plain as it is."""
        text = self._inline(node, scope, is_sum=is_sum)
        is_plain = isinstance(node, (Recorded, Fixed, Today, *unless))
        return text if text is None or is_plain else f"({text})"

    def _extreme(self, node: Latest | Earliest, scope: Scope) -> str:
        if FactType.DATE in self._types(node, scope):
            return "latest of" if isinstance(node, Latest) else "earliest of"
        return "greatest of" if isinstance(node, Latest) else "least of"

    def _quantity(self, node: Quantity, scope: Scope, provision: str, *, is_sum: bool) -> Written:
        inline = self._inline(node, scope, is_sum=is_sum)
        if inline is not None:
            return Written(inline)

        def block(each: Quantity) -> Written:
            return self._quantity(each, scope, provision, is_sum=is_sum)

        match node:
            case Shift():
                years, months, days = node.years, node.months, node.days
                amount = f"plus {years} years {months} months {days} days"
                return Written(amount, block(node.date).lines)
            case Latest() | Earliest():
                return Written(self._extreme(node, scope), beneath(*map(block, node.among)))
            case Plus() | Minus():
                word = "plus" if isinstance(node, Plus) else "minus"
                return Written(word, beneath(*map(block, parts_of(node))))
            case Times():
                inside = is_sum and not node.is_money
                once = self._quantity(node.quantity, scope, provision, is_sum=inside)
                return Written(_factor(node), once.lines)
            case StartedYears():
                start, end = (
                    self._quantity(day, scope, provision, is_sum=False) for day in parts_of(node)
                )
                between = beneath(start.behind("from"), end.behind("to"))
                return Written("started years", between)
            case Begun():
                inside = FactType.MONEY in self._types(node.quantity, scope)
                of = self._quantity(node.quantity, scope, provision, is_sum=inside)
                return Written(_started(node, is_sum=inside), of.lines)
            case Total():
                inner = scope.within(node.name, node.list)
                value = self._quantity(node.value, inner, provision, is_sum=is_sum)
                return Written(f"total over {self._listed(node, scope)}", value.lines)
            case Choose():
                test = self.condition(node.test, scope, provision)
                then, otherwise = block(node.then), block(node.otherwise)
                branches = (then.behind("then"), otherwise.behind("otherwise"))
                return Written("if", beneath(test, *branches))
            case _:
                raise AssertionError


def _literal(node: Fixed, *, is_sum: bool) -> str:
    if node.is_date:
        return spelt_day(node.value)
    if not is_sum:
        return str(node.value)
    whole, minor = divmod(abs(node.value), 100)
    return f"{'-' if node.value < 0 else ''}{whole}.{minor:02}"


def _started(node: Begun, *, is_sum: bool) -> str:
    return f"each started {_literal(Fixed(node.size, is_date=False), is_sum=is_sum)} of"


def _factor(node: Times) -> str:
    return f"times {_literal(Fixed(node.factor, is_date=False), is_sum=node.is_money)}"


def _amount(shift: Shift) -> str:
    amounts = [("year", shift.years), ("month", shift.months), ("day", shift.days)]
    said = [(unit, number) for unit, number in amounts if number] or [("day", 0)]
    back = all(number < 0 for _, number in said)
    words = [
        f"{abs(number) if back else number} {unit}{'' if abs(number) == 1 else 's'}"
        for unit, number in said
    ]
    return f"{'minus' if back else 'plus'} {' '.join(words)}"
