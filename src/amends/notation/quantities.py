"""Dates, numbers and sums, on a line or over several, and the comparisons between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from amends.notation.counting import entry_of
from amends.notation.inline import (
    BEGUN,
    EXTREMES,
    YEARS,
    LineQuantities,
    no_years,
    nothing_follows,
)
from amends.notation.lines import Block, Refused, Text, shown
from amends.notation.literals import COMPARISONS, stretch
from amends.notation.names import Scope, opens_with
from amends.notation.pieces import nothing_beneath
from amends.scheme.conditions import (
    AtMost,
    Choose,
    Condition,
    Earliest,
    Latest,
    Less,
    Minus,
    Plus,
    Quantity,
    Recorded,
    Shift,
    StartedYears,
    Total,
)
from amends.scheme.declarations import FactType

TOTAL_OVER = "total over"

Slot = Callable[[Sequence[Block], Text, Scope], Condition]


@dataclass(slots=True)
class Quantities(LineQuantities):
    """Reads the quantities of one comparison; `slot` reads the conditions inside them."""

    slot: Slot = field(kw_only=True)

    def comparison(self, text: Text, beneath: Sequence[Block]) -> tuple[Condition, bool] | None:
        """The comparison that a line makes, and whether it used the lines beneath.

        None where the line holds no quantity first and no comparison.
        """
        for word, kind, turned in COMPARISONS:
            if text.text == word:
                if len(beneath) != 2:
                    raise self._two_needed(text, word)
                one, other = (self.block(block) for block in beneath)
                return self._compared(text, kind, turned, one, other), True
        start = self._full(text, 0)
        return self._continued(text, *start, beneath) if start else None

    def of_entry(
        self, text: Text, entry: Recorded, type_: FactType, rest: Text, beneath: Sequence[Block]
    ) -> tuple[AtMost | Less, bool]:
        """Likewise, where the first side begins with a fact of an entry, and `rest` follows it."""
        with self._inside():
            self.types.add(type_)
            left, after = self._chained(entry, rest, 0)
        return self._continued(text, left, after, beneath)

    def _continued(
        self, text: Text, left: Quantity, rest: Text, beneath: Sequence[Block]
    ) -> tuple[AtMost | Less, bool]:
        rest = rest.cut(len("is")) if opens_with(rest.text, "is") else rest
        for word, kind, turned in COMPARISONS:
            if opens_with(rest.text, word):
                after = rest.cut(len(word))
                if after.text:
                    right, below = self.inline(after), False
                else:
                    right, below = self._one(after, beneath), True
                return self._compared(text, kind, turned, left, right), below
        raise Refused(
            "no-comparison",
            rest if rest.text else text,
            f"{shown(text.text)} compares nothing that is known here",
            "compare with " + ", ".join(f"`{word}`" for word, *_ in COMPARISONS),
        )

    def _compared(
        self, at: Text, kind: type[AtMost | Less], turned: bool, one: Quantity, other: Quantity
    ) -> AtMost | Less:
        self._alike(at)
        self._spelt_as(next(iter(self.types), FactType.NUMBER))
        return kind(other, one) if turned else kind(one, other)

    def block(self, block: Block) -> Quantity:
        """The quantity that a block spells."""
        text = block.text
        for word, kind in EXTREMES:
            if text.text == word:
                return self._extreme(block, kind)
        if opens_with(text.text, "if"):
            return self._choice(block)
        if text.text in ("plus", "minus"):
            if len(block.children) != 2:
                raise self._two_needed(text, text.text, "joins")
            with self._inside():
                one, other = (self.block(child) for child in block.children)
                self._undated(text)
            return Plus(one, other) if text.text == "plus" else Minus(one, other)
        if opens_with(text.text, "times") and block.children:
            with self._inside():
                once = self._one(text, block.children)
                quantity, rest = self._times(once, text.cut(len("times")))
            if rest.text:
                raise nothing_follows(rest)
            return quantity
        if text.text == YEARS:
            return self._years_beneath(block)
        if opens_with(text.text, TOTAL_OVER):
            return self._total_beneath(block)
        if opens_with(text.text, BEGUN) and block.children:
            return self._begun_beneath(block)
        if opens_with(text.text, "plus") and block.children:
            years, months, days, rest = stretch(text.cut(len("plus")), 1)
            if not rest.text:
                return Shift(self._one(text, block.children), years, months, days)
        nothing_beneath(block)
        return self.inline(text)

    def _extreme(self, block: Block, kind: type[Latest | Earliest]) -> Quantity:
        among = tuple(self.block(child) for child in block.children)
        if not among:
            raise Refused(
                "no-name", block.text, "there is nothing to choose from", "name the dates"
            )
        return kind(among)

    def _one(self, at: Text, beneath: Sequence[Block]) -> Quantity:
        if len(beneath) != 1:
            raise Refused(
                "no-name", at, "exactly one date, number or sum belongs here", "name one fact"
            )
        return self.block(beneath[0])

    def _two_needed(self, text: Text, word: str, does: str = "compares") -> Refused:
        return Refused(
            "no-name",
            text,
            f"`{word}` {does} two things, and there are not two beneath it",
            "put the first on a line beneath it, and the second on the next",
        )

    def _choice(self, block: Block) -> Quantity:
        """`if` with a condition, then a line `then ...` and a line `otherwise ...`."""
        then, otherwise = (
            [child for child in block.children if opens_with(child.text.text, word)]
            for word in ("then", "otherwise")
        )
        tests = [
            child
            for child in block.children
            if not opens_with(child.text.text, "then")
            and not opens_with(child.text.text, "otherwise")
        ]
        inline = block.text.cut(len("if"))
        if inline.text:
            tests.insert(0, Block(inline, block.indent))
        if len(then) != 1 or len(otherwise) != 1 or not tests:
            raise Refused(
                "unfinished-if",
                block.text,
                "`if` needs a condition, one line `then` and one line `otherwise` beneath it",
                "add the line that is missing",
            )
        condition = self.slot(tests, block.text, self.scope)
        return Choose(
            condition, self._branch(then[0], "then"), self._branch(otherwise[0], "otherwise")
        )

    def _branch(self, block: Block, word: str) -> Quantity:
        rest = block.text.cut(len(word))
        if rest.text:
            return self.block(Block(rest, block.indent, block.children))
        return self._one(block.text, block.children)

    def _years_beneath(self, block: Block) -> Quantity:
        heads = [child.text.text.partition(" ")[0] for child in block.children]
        if heads != ["from", "to"]:
            raise no_years(block.text)
        with self._inside():
            start, end = (self._branch(*each) for each in zip(block.children, heads, strict=True))
            self._count_years(block.text)
        return StartedYears(start, end)

    def _begun_beneath(self, block: Block) -> Quantity:
        size, rest = self._size(block.text.cut(len(BEGUN)))
        if rest.text:
            raise Refused(
                "nothing-goes-beneath",
                block.children[0].text,
                "what is counted stands on the line above already",
                "delete one of the two",
            )
        with self._inside():
            return self._of_size(self._one(block.text, block.children), size)

    def _total_beneath(self, block: Block) -> Quantity:
        """`total over` a list, with what each entry adds beneath it."""
        entry = entry_of(block.text.cut(len(TOTAL_OVER)), self.scope)
        outer, self.scope = self.scope, self.scope.within(entry.name, entry.kind)
        try:
            value = self._one(block.text, block.children)
        finally:
            self.scope = outer
        self._undated(block.text)
        return Total(entry.kind, entry.of, entry.name, value)

    def sum(self, at: Text, beneath: Sequence[Block]) -> Quantity:
        """The one sum of money that stands beneath a line."""
        found = self._one(at, beneath)
        if self.types - {FactType.MONEY}:
            raise Refused(
                "wrong-type",
                at,
                "what stands beneath this line is no sum of money",
                "name a sum, or multiply a number by a sum (`times 500.00`)",
            )
        self._spelt_as(FactType.MONEY)
        return found
