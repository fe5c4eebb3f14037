"""Dates, numbers and sums, and the comparisons between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from amends.notation.amounts import LITERAL, fixed, is_stretch, stretch
from amends.notation.facts import TYPES, leading_ref, of_type, unknown_fact
from amends.notation.lines import Block, Refused, Text, shown
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
    Times,
    Today,
)
from amends.scheme.declarations import FactType

Slot = Callable[[Sequence[Block], Text], Condition]

ORDERED = frozenset({FactType.DATE, FactType.NUMBER, FactType.MONEY})
_MOST_BRACKETS = 20
COMPARISONS: tuple[tuple[str, type[AtMost | Less], bool], ...] = (
    ("on or before", AtMost, False),
    ("on or after", AtMost, True),
    ("before", Less, False),
    ("after", Less, True),
    ("at most", AtMost, False),
    ("at least", AtMost, True),
    ("less than", Less, False),
    ("more than", Less, True),
)
# The greatest of several dates is the latest: one kind, with a word for each.
_EXTREMES: tuple[tuple[str, type[Latest | Earliest]], ...] = (
    ("latest of", Latest),
    ("earliest of", Earliest),
    ("greatest of", Latest),
    ("least of", Earliest),
)
OPERATIONS = ("plus", "minus", "times")
_YEARS = "started years"


@dataclass(slots=True)
class Quantities:
    """Reads the quantities of one comparison; `slot` reads the condition under an `if`."""

    scope: Scope
    slot: Slot
    types: set[FactType] = field(default_factory=set)
    numbers: list[tuple[Text, FactType]] = field(default_factory=list)

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
        if len(self.types) > 1:
            raise Refused(
                "wrong-type",
                at,
                "this compares a date, a number or a sum with one of the others",
                "compare like with like",
            )
        self._spelt_as(next(iter(self.types), FactType.NUMBER))
        return kind(other, one) if turned else kind(one, other)

    def _spelt_as(self, wanted: FactType) -> None:
        for text, spelt_as in self.numbers:
            if spelt_as is not wanted:
                raise Refused(
                    "wrong-number",
                    text,
                    f"{shown(text.text)} is spelt as {TYPES[spelt_as]}; here belongs "
                    f"{TYPES[wanted]}",
                    "write a sum with two decimals (500.00), a number with none (500), "
                    "a date as 2022-07-27",
                )

    @contextmanager
    def _inside(self) -> Iterator[None]:
        """What is read meanwhile has types and numbers of its own, and then joins the others."""
        types, numbers = self.types, self.numbers
        self.types, self.numbers = set(), []
        yield
        self.types |= types
        self.numbers += numbers

    def block(self, block: Block) -> Quantity:
        """The quantity that a block spells."""
        text = block.text
        for word, kind in _EXTREMES:
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
            if not rest.text:
                return quantity
        if text.text == _YEARS:
            return self._years_beneath(block)
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
        condition = self.slot(tests, block.text)
        return Choose(
            condition, self._branch(then[0], "then"), self._branch(otherwise[0], "otherwise")
        )

    def _branch(self, block: Block, word: str) -> Quantity:
        rest = block.text.cut(len(word))
        if rest.text:
            return self.block(Block(rest, block.indent, block.children))
        return self._one(block.text, block.children)

    def inline(self, text: Text) -> Quantity:
        """The quantity that a whole text spells."""
        found = self._full(text, 0)
        if found is None:
            raise unknown_fact(text, self.scope)
        quantity, rest = found
        if rest.text:
            raise Refused(
                "not-understood",
                rest,
                f"{shown(rest.text)} cannot follow a date, number or sum",
                "delete it, or put each condition on its own line",
            )
        return quantity

    def _full(self, text: Text, depth: int) -> tuple[Quantity, Text] | None:
        for word, kind in _EXTREMES:
            if opens_with(text.text, word):
                return self._among(text.cut(len(word)), kind, depth)
        with self._inside():
            return self._chain(text, depth)

    def _chain(self, text: Text, depth: int) -> tuple[Quantity, Text] | None:
        """A quantity with what is added to it, taken from it, and so many times it."""
        if opens_with(text.text, _YEARS):
            found: tuple[Quantity, Text] | None = self._years(text.cut(len(_YEARS)), depth)
        else:
            found = self._term(text, depth)
        return self._chained(*found, depth) if found else None

    def _chained(self, quantity: Quantity, rest: Text, depth: int) -> tuple[Quantity, Text]:
        added = False
        while word := next((word for word in OPERATIONS if opens_with(rest.text, word)), ""):
            after = rest.cut(len(word))
            if word != "times":
                quantity, rest = self._added(quantity, word, after, depth)
                added = True
            elif added:
                raise _unclear(rest)
            else:
                quantity, rest = self._times(quantity, after)
        return quantity, rest

    def _added(
        self, quantity: Quantity, word: str, text: Text, depth: int
    ) -> tuple[Quantity, Text]:
        """Years, months and days move a date; anything else is added or taken away."""
        if not is_stretch(text) and FactType.DATE not in self.types:
            found = self._term(text, depth)
            if found is None:
                raise unknown_fact(text, self.scope)
            self._undated(text)
            other, rest = found
            return Plus(quantity, other) if word == "plus" else Minus(quantity, other), rest
        years, months, days, rest = stretch(text, 1 if word == "plus" else -1)
        return Shift(quantity, years, months, days), rest

    def _undated(self, at: Text) -> None:
        if FactType.DATE in self.types:
            raise Refused(
                "wrong-type",
                at,
                "a date is not added, taken away or multiplied",
                "move a date by years, months and days, or count `started years from ... to ...`",
            )

    def _times(self, quantity: Quantity, text: Text) -> tuple[Quantity, Text]:
        """So many times a number or sum; a number of times a sum is a sum."""
        literal = LITERAL.match(text.text)
        if literal is None or "-" in literal.group():
            raise Refused(
                "bad-factor",
                text,
                f"{shown(text.text)} is nothing to multiply by",
                "write a number (3) or a sum (500.00) behind `times`, none below nothing",
            )
        self._undated(text)
        factor, spelt_as = fixed(text.cut(0, literal.end()))
        if spelt_as is FactType.MONEY:
            if FactType.MONEY in self.types:
                raise Refused(
                    "wrong-type",
                    text,
                    "a sum is multiplied by a sum",
                    "multiply it by a number (3), or multiply a number by the sum",
                )
            self._spelt_as(FactType.NUMBER)
            self.types, self.numbers = {FactType.MONEY}, []
        is_money = spelt_as is FactType.MONEY
        return Times(quantity, factor.value, is_money), text.cut(literal.end())

    def _years(self, text: Text, depth: int) -> tuple[Quantity, Text]:
        """`from` a date `to` a date."""
        rest, days = text, []
        with self._inside():
            for word in ("from", "to"):
                found = None
                if opens_with(rest.text, word):
                    found = self._term(rest.cut(len(word)), depth)
                if found is None:
                    raise _no_years(rest)
                days.append(found[0])
                rest = found[1]
            self._count_years(text)
        return StartedYears(*days), rest

    def _years_beneath(self, block: Block) -> Quantity:
        heads = [child.text.text.partition(" ")[0] for child in block.children]
        if heads != ["from", "to"]:
            raise _no_years(block.text)
        with self._inside():
            start, end = (self._branch(*each) for each in zip(block.children, heads, strict=True))
            self._count_years(block.text)
        return StartedYears(start, end)

    def _count_years(self, at: Text) -> None:
        if self.types != {FactType.DATE} or self.numbers:
            raise Refused("wrong-type", at, "years are counted between two dates", "name two dates")
        self.types = {FactType.NUMBER}

    def _among(
        self, text: Text, kind: type[Latest | Earliest], depth: int
    ) -> tuple[Quantity, Text]:
        among: list[Quantity] = []
        rest = text
        while not among or rest.text.startswith(","):
            rest = rest.cut(1) if among else rest
            found = self._term(rest, depth)
            if found is None:
                raise unknown_fact(rest, self.scope)
            quantity, rest = found
            among.append(quantity)
        if any(opens_with(rest.text, word) for word in OPERATIONS):
            raise _unclear(rest)
        return kind(tuple(among)), rest

    def _term(self, text: Text, depth: int) -> tuple[Quantity, Text] | None:
        if text.text.startswith("("):
            return self._bracket(text, depth)
        if opens_with(re.split("[,)]", text.text, maxsplit=1)[0], "today"):
            self.types.add(FactType.DATE)
            return Today(), text.cut(len("today"))
        literal = LITERAL.match(text.text)
        if literal:
            return self._literal(text.cut(0, literal.end())), text.cut(literal.end())
        found = leading_ref(text, self.scope)
        if found is None:
            return None
        ref, fact, rest = found
        of_type(text, fact, ORDERED)
        self.types.add(fact.type)
        return Recorded(ref), rest

    def _bracket(self, text: Text, depth: int) -> tuple[Quantity, Text]:
        found = self._full(text.cut(1), depth + 1) if depth < _MOST_BRACKETS else None
        if found is None or not found[1].text.startswith(")"):
            raise Refused(
                "open-bracket",
                text,
                "this bracket holds no date, number or sum, or is not closed",
                "close it after what belongs together",
            )
        return found[0], found[1].cut(1)

    def _literal(self, text: Text) -> Quantity:
        value, spelt_as = fixed(text)
        if spelt_as is FactType.DATE:
            self.types.add(FactType.DATE)
        else:
            self.numbers.append((text, spelt_as))
        return value


def _unclear(at: Text) -> Refused:
    return Refused(
        "two-meanings",
        at,
        f"it is not clear what {shown(at.text)} belongs to",
        "put brackets round what it belongs to",
    )


def _no_years(at: Text) -> Refused:
    return Refused(
        "no-name",
        at,
        f"`{_YEARS}` counts from one date to another, and the two are not named",
        f"write `{_YEARS} from ... to ...`, with a date behind each word",
    )
