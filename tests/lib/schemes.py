"""Small valid schemes, built backwards from what is declared: every node kind can come up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

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
    Cited,
    Condition,
    Earliest,
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
    YES_NO,
    CodeList,
    DayRule,
    Effect,
    Fact,
    FactKind,
    FactType,
    Item,
    Limit,
    ListKind,
    Opening,
    OpenPoint,
    Operation,
    Part,
    Status,
    Vocabulary,
)
from amends.scheme.model import Scheme
from lib.dice import COUNTS, DAYS, Dice, chance, pick, some_of

COLOURS = "colours"
WORDS = ("red", "green", "blue")
LISTED = "section 9"

MATTER_FACTS = (
    Fact("colour", FactType.CODE, vocabulary=COLOURS, ask="What colour was it?", look="the book"),
    Fact("event", FactType.DATE),
    Fact("stay", FactType.PERIOD),
    Fact("tally", FactType.NUMBER),
    Fact("forced", FactType.CODE, FactKind.JUDGED, vocabulary=YES_NO, ask="Was it forced?"),
    Fact("sum", FactType.MONEY),
)
PERSON_FACTS = (
    Fact("badge", FactType.CODE, vocabulary=COLOURS),
    Fact("birth", FactType.DATE),
    Fact("willing", FactType.CODE, FactKind.JUDGED, vocabulary=YES_NO, look="a diary"),
)
JOB = ListKind(
    "job",
    PERSON,
    (
        Fact("trade", FactType.CODE, vocabulary=COLOURS),
        Fact("service", FactType.PERIOD),
        Fact("pay", FactType.NUMBER),
    ),
    ask="Where did the person work?",
)
APPEAL = ListKind(
    "appeal",
    MATTER,
    (
        Fact("allowed", FactType.CODE, vocabulary=YES_NO),
        Fact("lodged", FactType.DATE),
    ),
    look="the minute book",
)
KIN = ListKind("kin", PERSON, (Fact("tie", FactType.CODE, vocabulary=COLOURS),), is_person=True)
POST = ListKind("post", "job", (Fact("grade", FactType.CODE, vocabulary=COLOURS),))

LISTS = (JOB, APPEAL, KIN, POST)

MOST_IN_SCOPE = 4  # the person, the matter and two entries
_QUANTITIES = (FactType.DATE, FactType.NUMBER, FactType.MONEY)
_SHIFTS = ((0, 0, 1), (1, 0, 0), (0, 1, 0), (0, 12, 0), (4, 0, -1), (1, 1, 1))


def a_scheme(dice: Dice, *, depth: int = 2, nested: bool = True) -> Scheme:
    """A valid scheme; without `nested`, no entry has lists and none is a person."""
    bare = _declarations(dice, nested=nested)
    builder = _Builder(dice, bare)
    parts: list[Part] = []
    for name, about in _names_of_parts(dice):
        body = builder.condition(_scope(about), depth)
        part = Part(name, f"section {len(parts) + 1}", about, body)
        parts.append(part)
        builder.parts.append(part)
    about_matter = [part.name for part in parts if part.about == MATTER]
    effects = [Effect("pardon", pick(dice, tuple(Operation)), about_matter[-1])]
    if chance(dice, 25):
        limits = (Limit("section 4(a)", "affect the sentence"),)
        effects.append(
            Effect("disregard", Operation.ON_APPLICATION, pick(dice, about_matter), limits)
        )
    return replace(
        bare,
        parts=tuple(parts),
        effects=tuple(effects),
        recorded_by=pick(dice, about_matter) if chance(dice, 20) else "",
    )


def a_sum(dice: Dice, scheme: Scheme) -> Quantity:
    """A sum about the matter and its person, as an effect of the scheme may bring it."""
    builder = _Builder(dice, scheme, list(scheme.parts))
    return builder._quantity(_scope(MATTER), FactType.MONEY, 2)


def _scope(about: str) -> dict[str, str]:
    return {PERSON: PERSON, MATTER: MATTER} if about == MATTER else {PERSON: PERSON}


def _names_of_parts(dice: Dice) -> Iterator[tuple[str, str]]:
    if chance(dice, 60):
        yield "member", PERSON
        if chance(dice, 20):
            yield "elder", PERSON
    if chance(dice, 50):
        yield "condition A", MATTER
    yield "pardoned", MATTER


def _declarations(dice: Dice, *, nested: bool) -> Scheme:
    modes = ("attempt",) if chance(dice, 40) else ()
    vocabulary = Vocabulary(COLOURS, WORDS, modes)
    lists = [JOB, APPEAL]
    if nested and chance(dice, 50):
        lists += [KIN, POST]
    start = pick(dice, (*DAYS[1:], None)) if chance(dice, 20) else None
    return Scheme(
        id="trial",
        title="Trial Act",
        citation="2022 c. 1",
        jurisdiction="Nowhere",
        status=pick(dice, tuple(Status)),
        force=Force(start, None),
        matter="conviction",
        effects=(Effect("pardon", Operation.BY_SWEEP, "bare"),),
        parts=(Part("bare", "section 0", MATTER, In(Ref(MATTER, "forced"), ("yes",))),),
        day_rule=pick(dice, tuple(DayRule)),
        vocabularies=(vocabulary,),
        matter_facts=MATTER_FACTS,
        person_facts=PERSON_FACTS,
        lists=tuple(lists),
        code_lists=(_code_list(dice, modes),),
        open_points=(
            OpenPoint(1, LISTED, "is it listed?"),
            OpenPoint(2, "section 1", "did it occur within?"),
        ),
    )


def _code_list(dice: Dice, modes: tuple[str, ...]) -> CodeList:
    items = [Item("(a)", (pick(dice, WORDS),))]
    if chance(dice, 50):
        force = Force(start=pick(dice, DAYS)) if chance(dice, 50) else ALWAYS
        items.append(Item("(b)", (pick(dice, WORDS),), force))
    openings = []
    if chance(dice, 50):
        of = (pick(dice, items).label,) if chance(dice, 30) else ()
        openings.append(Opening(1, (pick(dice, WORDS),), modes, of))
    return CodeList(LISTED, COLOURS, tuple(items), tuple(openings))


@dataclass(slots=True)
class _Builder:
    dice: Dice
    declared: Scheme
    parts: list[Part] = field(default_factory=list)
    limbs: int = 0

    def condition(self, scope: Mapping[str, str], depth: int) -> Condition:
        if depth <= 0:
            return self._leaf(scope)
        makers = [
            self._leaf_at,
            self._joined,
            self._joined,
            self._negated,
            self._counted,
            self._counted,
            self._limb,
        ]
        if self._nameable(scope):
            makers.append(self._named)
        return pick(self.dice, makers)(scope, depth)

    def _leaf_at(self, scope: Mapping[str, str], _: int) -> Condition:
        return self._leaf(scope)

    def _joined(self, scope: Mapping[str, str], depth: int) -> Condition:
        count = 1 + self.dice.below(3)
        limbs = [self.condition(scope, depth - 1) for _ in range(count)]
        if chance(self.dice, 25):
            day = pick(self.dice, DAYS)
            later = self.condition(scope, depth - 1)
            limbs[-1:] = [
                self._headed(limbs[-1], Force(end=day)),
                self._headed(later, Force(start=day + 1)),
            ]
        if chance(self.dice, 10):
            day = pick(self.dice, DAYS)
            limbs.append(self._headed(self._leaf(scope), Force(start=day)))
        return All(tuple(limbs)) if chance(self.dice, 50) else Any(tuple(limbs))

    def _headed(self, body: Condition, force: Force = ALWAYS) -> Limb:
        self.limbs += 1
        title = "as the Act says" if chance(self.dice, 20) else ""
        return Limb(f"section 1({self.limbs})", title, body, force)

    def _limb(self, scope: Mapping[str, str], depth: int) -> Condition:
        return self._headed(self.condition(scope, depth - 1))

    def _negated(self, scope: Mapping[str, str], depth: int) -> Condition:
        return Not(self.condition(scope, depth - 1))

    def _counted(self, scope: Mapping[str, str], depth: int, owner: str = "") -> Condition:
        choices = self._lists(scope, owner)
        if not choices:
            return self._leaf(scope)
        of, listed = pick(self.dice, choices)
        count = 2 if chance(self.dice, 25) else 1
        inside = {**scope, listed: listed}
        where = self._about_entry(inside, listed, depth)
        return AtLeast(count, listed, of, listed, where)

    def _lists(self, scope: Mapping[str, str], owner: str = "") -> list[tuple[str, str]]:
        """Each list that can be gone through here, with whose it is."""
        return [
            (of, kind.name)
            for of, whose in scope.items()
            for kind in self.declared.lists_of(whose)
            if kind.name not in scope and of == (owner or of)
        ]

    def _about_entry(self, scope: Mapping[str, str], entry: str, depth: int) -> Condition:
        """Mostly about the entry itself, at times about anything in scope."""
        if self.declared.lists_of(scope[entry]) and depth > 1 and chance(self.dice, 40):
            return self._counted(scope, depth - 1, entry)
        first = self._leaf({entry: scope[entry]})
        if chance(self.dice, 30):
            return self.condition(scope, depth - 1)
        if chance(self.dice, 30):
            return All((first, self._leaf(scope)))
        return first

    def _nameable(self, scope: Mapping[str, str]) -> list[Named]:
        named = []
        for part in self.parts:
            if part.about == MATTER:
                if MATTER in scope:
                    named.append(Named(part.name))
            else:
                named += [
                    Named(part.name, of)
                    for of, kind in scope.items()
                    if kind == PERSON
                    or (kind != MATTER and self.declared.list_named[kind].is_person)
                ]
        return named

    def _named(self, scope: Mapping[str, str], _: int) -> Condition:
        return pick(self.dice, self._nameable(scope))

    # --- comparisons ---

    def _refs(self, scope: Mapping[str, str], *types: FactType) -> list[tuple[Ref, Fact]]:
        return [
            (Ref(of, fact.name), fact)
            for of, kind in scope.items()
            for fact in self.declared.facts_of(kind).values()
            if fact.type in types
        ]

    def _leaf(self, scope: Mapping[str, str], steps: int = 2) -> Condition:
        """A comparison; a quantity in it is at most so many steps deep."""
        makers = [self._membership] * 3 if self._refs(scope, FactType.CODE) else []
        if self._refs(scope, *_QUANTITIES):
            makers += [lambda scope: self._comparison(scope, steps)] * 3
        if self._refs(scope, FactType.DATE, FactType.PERIOD):
            makers += [self._within, self._overlaps]
        if self._pairs(scope):
            makers.append(self._same)
        if any(name not in (PERSON, MATTER) for name in scope):
            makers.append(self._another)
        if chance(self.dice, 8):
            return LeftOpen(1 + self.dice.below(2))
        return pick(self.dice, makers)(scope)

    def _membership(self, scope: Mapping[str, str]) -> Condition:
        ref, fact = pick(self.dice, self._refs(scope, FactType.CODE))
        if fact.vocabulary == COLOURS and chance(self.dice, 40):
            labels = tuple(item.label for item in self.declared.code_list_at[LISTED].items)
            items = (pick(self.dice, labels),) if chance(self.dice, 40) else ()
            more = (pick(self.dice, WORDS),) if chance(self.dice, 20) else ()
            return In(ref, (Cited(LISTED, items), *more))
        codes = self.declared.codes_of[fact.vocabulary]
        return In(
            ref, tuple(dict.fromkeys((pick(self.dice, codes), *some_of(self.dice, codes, 20))))
        )

    def _pairs(self, scope: Mapping[str, str]) -> list[tuple[Ref, Ref]]:
        coded = self._refs(scope, FactType.CODE)
        return [
            (one, two)
            for i, (one, a) in enumerate(coded)
            for two, b in coded[i + 1 :]
            if a.vocabulary == b.vocabulary
        ]

    def _same(self, scope: Mapping[str, str]) -> Condition:
        return Same(*pick(self.dice, self._pairs(scope)))

    def _another(self, scope: Mapping[str, str]) -> Condition:
        return Another(pick(self.dice, [name for name in scope if name not in (PERSON, MATTER)]))

    def _extent(self, scope: Mapping[str, str], inner: Ref) -> Ref | FixedPeriod:
        others = [r for r, _ in self._refs(scope, FactType.DATE, FactType.PERIOD) if r != inner]
        if others and chance(self.dice, 40):
            return pick(self.dice, others)
        first, last = sorted((pick(self.dice, DAYS), pick(self.dice, DAYS)))
        open_end = self.dice.below(6)
        return FixedPeriod(None if open_end == 5 else first, None if open_end == 4 else last)

    def _within(self, scope: Mapping[str, str]) -> Condition:
        inner, _ = pick(self.dice, self._refs(scope, FactType.DATE, FactType.PERIOD))
        return Within(inner, self._extent(scope, inner), 2 if chance(self.dice, 40) else 0)

    def _overlaps(self, scope: Mapping[str, str]) -> Condition:
        left, _ = pick(self.dice, self._refs(scope, FactType.DATE, FactType.PERIOD))
        return Overlaps(left, self._extent(scope, left))

    # --- quantities ---

    def _comparison(self, scope: Mapping[str, str], steps: int) -> Condition:
        ref, fact = pick(self.dice, self._refs(scope, *_QUANTITIES))
        left: Quantity = Recorded(ref)
        right = self._quantity(scope, fact.type, steps)
        if fact.type is FactType.DATE and chance(self.dice, 40):
            left = self._moved(left)
        if chance(self.dice, 30):
            left, right = right, left
        return Less(left, right) if chance(self.dice, 50) else AtMost(left, right)

    def _quantity(self, scope: Mapping[str, str], type_: FactType, depth: int) -> Quantity:
        is_date = type_ is FactType.DATE
        recorded = self._refs(scope, type_)
        simple = 3 + is_date
        kind = self.dice.below(simple + 11 if depth > 0 else simple)
        if kind == 0 or (kind <= 2 and not recorded):
            return Fixed(pick(self.dice, DAYS if is_date else COUNTS), is_date)
        if kind <= 2:
            return Recorded(pick(self.dice, recorded)[0])
        if is_date and kind == 3:
            return Today()

        def inner() -> Quantity:
            return self._quantity(scope, type_, depth - 1)

        match kind - simple:
            case 0:
                return Latest((inner(), inner()))
            case 1:
                return Earliest((inner(), inner()))
            case 2 | 3:
                return Choose(self._leaf(scope, depth - 1), inner(), inner())
            case 4 | 5 if is_date:
                return self._moved(inner())
            case 4:
                return Plus(inner(), inner())
            case 5:
                return Minus(inner(), inner())
            case 6:
                return inner() if is_date else Times(inner(), self.dice.below(3))
            case 7 if type_ is FactType.NUMBER:
                days = (self._quantity(scope, FactType.DATE, depth - 1) for _ in range(2))
                return StartedYears(*days)
            case 7 if type_ is FactType.MONEY:
                number = self._quantity(scope, FactType.NUMBER, depth - 1)
                return Times(number, self.dice.below(3), is_money=True)
            case 8 if not is_date and len(scope) < MOST_IN_SCOPE and self._lists(scope):
                return self._total(scope, type_, depth)
            case 9 if type_ is FactType.NUMBER:
                return Begun(inner(), 1 + self.dice.below(3))
            case _:
                return inner()

    def _total(self, scope: Mapping[str, str], type_: FactType, depth: int) -> Quantity:
        """Over a list, mostly of what each entry has itself, if a condition holds of it."""
        of, listed = pick(self.dice, self._lists(scope))
        inside = {**scope, listed: listed}
        worth = self._quantity(inside, type_, depth - 1)
        own = [ref for ref, _ in self._refs({listed: listed}, type_)]
        if own and chance(self.dice, 60):
            worth = Recorded(pick(self.dice, own))
        if chance(self.dice, 50):
            test = self._leaf({listed: listed}, depth - 1)
            worth = Choose(test, worth, Fixed(0, is_date=False))
        return Total(listed, of, listed, worth)

    def _moved(self, date: Quantity) -> Quantity:
        years, months, days = pick(self.dice, _SHIFTS)
        return Shift(date, years, months, days)
