"""Dates, numbers and sums that stand on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from amends.notation.entry_facts import entry_fact
from amends.notation.facts import TYPES, leading_ref, of_type, unknown_fact
from amends.notation.lines import Refused, Text, shown
from amends.notation.literals import LITERAL, OPERATIONS, fixed, is_stretch, stretch
from amends.notation.names import Scope, opens_with
from amends.scheme.conditions import (
    Begun,
    Earliest,
    Latest,
    Minus,
    Plus,
    Quantity,
    Recorded,
    Ref,
    Shift,
    StartedYears,
    Times,
    Today,
    Total,
)
from amends.scheme.declarations import FactType

ORDERED = frozenset({FactType.DATE, FactType.NUMBER, FactType.MONEY})
_MOST_BRACKETS = 20
# The greatest of several dates is the latest: one kind, with a word for each.
EXTREMES: tuple[tuple[str, type[Latest | Earliest]], ...] = (
    ("latest of", Latest),
    ("earliest of", Earliest),
    ("greatest of", Latest),
    ("least of", Earliest),
)
YEARS = "started years"
BEGUN = "each started"
TOTAL_OF = "total of"
_ADDED = frozenset({FactType.NUMBER, FactType.MONEY})


@dataclass(slots=True)
class LineQuantities:
    """Reads the quantities of one comparison, as far as they stand on a line.

    `types` are those of the facts in them, and `numbers` what is spelt out, to be of one type.
    """

    scope: Scope
    types: set[FactType] = field(default_factory=set)
    numbers: list[tuple[Text, FactType]] = field(default_factory=list)

    def _alike(self, at: Text) -> None:
        if len(self.types) > 1:
            raise Refused(
                "wrong-type",
                at,
                "this compares a date, a number or a sum with one of the others",
                "compare like with like",
            )

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

    def inline(self, text: Text) -> Quantity:
        """The quantity that a whole text spells."""
        found = self._full(text, 0)
        if found is None:
            raise unknown_fact(text, self.scope)
        quantity, rest = found
        if rest.text:
            raise nothing_follows(rest)
        return quantity

    def _full(self, text: Text, depth: int) -> tuple[Quantity, Text] | None:
        for word, kind in EXTREMES:
            if opens_with(text.text, word):
                return self._among(text.cut(len(word)), kind, depth)
        with self._inside():
            return self._chain(text, depth)

    def _chain(self, text: Text, depth: int) -> tuple[Quantity, Text] | None:
        """A quantity with what is added to it, taken from it, and so many times it."""
        if opens_with(text.text, YEARS):
            found: tuple[Quantity, Text] | None = self._years(text.cut(len(YEARS)), depth)
        elif opens_with(text.text, BEGUN):
            found = self._begun(text.cut(len(BEGUN)), depth)
        else:
            found = self._total_or_term(text, depth)
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
                    raise no_years(rest)
                days.append(found[0])
                rest = found[1]
            self._count_years(text)
        return StartedYears(*days), rest

    def _count_years(self, at: Text) -> None:
        if self.types != {FactType.DATE} or self.numbers:
            raise Refused("wrong-type", at, "years are counted between two dates", "name two dates")
        self.types = {FactType.NUMBER}

    def _size(self, text: Text) -> tuple[Text, Text]:
        """The size behind `each started`, and what follows `of`."""
        literal = LITERAL.match(text.text)
        if literal is None or not opens_with(text.cut(literal.end()).text, "of"):
            raise Refused(
                "no-name",
                text,
                f"`{BEGUN}` counts how often so much has begun, and it is not said in what",
                f"write `{BEGUN} 12 of ...`: the number or sum, and what it is counted in",
            )
        return text.cut(0, literal.end()), text.cut(literal.end()).cut(len("of"))

    def _of_size(self, quantity: Quantity, size: Text) -> Quantity:
        self._undated(size)
        value, spelt_as = fixed(size)
        if value.is_date or value.value < 1:
            raise Refused(
                "bad-factor",
                size,
                f"{shown(size.text)} is nothing that can begin",
                "write a number (12) or a sum (500.00) above nothing",
            )
        self._alike(size)
        self.numbers.append((size, spelt_as))
        self._spelt_as(next(iter(self.types), spelt_as))
        self.types, self.numbers = {FactType.NUMBER}, []
        return Begun(quantity, value.value)

    def _begun(self, text: Text, depth: int) -> tuple[Quantity, Text]:
        """A size, `of`, and what it is counted in."""
        size, rest = self._size(text)
        with self._inside():
            found = self._total_or_term(rest, depth)
            if found is None:
                raise unknown_fact(rest, self.scope)
            return self._of_size(found[0], size), found[1]

    def _total_or_term(self, text: Text, depth: int) -> tuple[Quantity, Text] | None:
        if opens_with(text.text, TOTAL_OF):
            return self._total(text.cut(len(TOTAL_OF)))
        return self._term(text, depth)

    def _total(self, text: Text) -> tuple[Quantity, Text]:
        """A fact of the entries of a list, added up."""
        found = entry_fact(text, self.scope, _ADDED)
        if found is None:
            raise Refused(
                "no-total",
                text,
                "only a number or sum of the entries of a list is added up",
                f"write `{TOTAL_OF} ... of the ...`, a fact of the entries and the list, or "
                "`total over` the list with what is added beneath it",
            )
        self.types.add(found.fact.type)
        entry = found.entry
        value = Recorded(Ref(entry.name, found.fact.name))
        return Total(entry.kind, entry.of, entry.name, value), found.rest

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


def nothing_follows(rest: Text) -> Refused:
    """The refusal of what stands behind a quantity and belongs to nothing."""
    remedy = "delete it, or put each condition on its own line"
    if re.match(r",\d{3}(?!\d)", rest.text):
        remedy = "write a number or sum without commas, as 2000.00"
    elif re.match(r"\w+\.? \d{4}(?!\d)", rest.text):
        remedy = "write a day as 1961-02-02"
    what = f"{shown(rest.text)} cannot follow a date, number or sum"
    return Refused("not-understood", rest, what, remedy)


def _unclear(at: Text) -> Refused:
    return Refused(
        "two-meanings",
        at,
        f"it is not clear what {shown(at.text)} belongs to",
        "put brackets round what it belongs to",
    )


def no_years(at: Text) -> Refused:
    """The refusal of a count of years that does not name its two dates."""
    return Refused(
        "no-name",
        at,
        f"`{YEARS}` counts from one date to another, and the two are not named",
        f"write `{YEARS} from ... to ...`, with a date behind each word",
    )
