"""A scheme: one law's rules of relief, whole and valid.

Frozen, and checked when built: a scheme that exists is valid, and no engine
checks again. Every name resolves and has the right type, no part rests on
itself, numbers of open points exist, and on every day on which the law is in
force no *all of* or *any of* is left without a limb (an empty one would be
settled by nothing). A reader of text finds most faults earlier, with positions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from amends.scheme.conditions import (
    ALWAYS,
    MATTER,
    PERSON,
    All,
    Another,
    Any,
    AtLeast,
    AtMost,
    Choose,
    Cited,
    Condition,
    Earliest,
    Fixed,
    FixedPeriod,
    Force,
    In,
    Latest,
    Less,
    Limb,
    Named,
    Not,
    Overlaps,
    Quantity,
    Recorded,
    Ref,
    Same,
    Shift,
    Today,
    Within,
)
from amends.scheme.declarations import (
    YES_NO_VOCABULARY,
    CodeList,
    DayRule,
    Effect,
    Fact,
    FactType,
    Limit,
    ListKind,
    OpenPoint,
    Part,
    Status,
    Vocabulary,
)
from amends.scheme.walk import children, descendants


@dataclass(frozen=True, slots=True)
class Fault:
    """A way in which the parts of a scheme do not fit, under a provision."""

    provision: str
    what: str
    remedy: str


class InvalidScheme(ValueError):
    """Raised by building a scheme whose parts do not fit; holds every fault."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults, in the order of the scheme."""
        self.faults = faults
        super().__init__("; ".join(f"{fault.provision}: {fault.what}" for fault in faults))


@dataclass(frozen=True)
class Scheme:
    """One law's rules of relief. Raises InvalidScheme when its parts do not fit.

    `recorded_by` names the part without which there is nothing to relieve (a
    conviction); a matter for which it is refuted is counted apart.
    """

    id: str
    title: str
    citation: str
    jurisdiction: str
    status: Status
    force: Force
    matter: str
    effects: tuple[Effect, ...]
    parts: tuple[Part, ...]
    uri: str = ""
    reviewed: str = ""
    recorded_by: str = ""
    day_rule: DayRule | None = None
    vocabularies: tuple[Vocabulary, ...] = ()
    matter_facts: tuple[Fact, ...] = ()
    person_facts: tuple[Fact, ...] = ()
    lists: tuple[ListKind, ...] = ()
    code_lists: tuple[CodeList, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    not_operative: tuple[Limit, ...] = ()
    routes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the parts fit together; name every fault at once."""
        faults = _find_faults(self)
        if faults:
            raise InvalidScheme(faults)

    @cached_property
    def part_named(self) -> Mapping[str, Part]:
        """Each part by its name."""
        return {part.name: part for part in self.parts}

    @cached_property
    def list_named(self) -> Mapping[str, ListKind]:
        """Each list by the name of its entry."""
        return {kind.name: kind for kind in self.lists}

    @cached_property
    def code_list_at(self) -> Mapping[str, CodeList]:
        """Each cited list by its provision."""
        return {cited.provision: cited for cited in self.code_lists}

    @cached_property
    def codes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of each vocabulary, the built-in `yes or no` among them."""
        return {v.name: v.codes for v in (*self.vocabularies, YES_NO_VOCABULARY)}

    def facts_of(self, kind: str) -> Mapping[str, Fact]:
        """The facts of `person`, `matter` or an entry of the list `kind`, by name."""
        return self._facts[kind]

    def lists_of(self, kind: str) -> tuple[ListKind, ...]:
        """The lists of `person`, `matter` or an entry of the list `kind`."""
        owners = {kind}
        if kind in self.list_named and self.list_named[kind].is_person:
            owners.add(PERSON)
        return tuple(listed for listed in self.lists if listed.of in owners)

    @cached_property
    def _facts(self) -> Mapping[str, Mapping[str, Fact]]:
        person = {fact.name: fact for fact in self.person_facts}
        facts: dict[str, Mapping[str, Fact]] = {
            PERSON: person,
            MATTER: {fact.name: fact for fact in self.matter_facts},
        }
        for kind in self.lists:
            own = {fact.name: fact for fact in kind.facts}
            facts[kind.name] = {**person, **own} if kind.is_person else own
        return facts


def _find_faults(scheme: Scheme) -> tuple[Fault, ...]:
    """Every fault of the scheme, in its order; () for a valid one."""
    faults = list(_declaration_faults(scheme))
    for part in scheme.parts:
        scope = {PERSON: PERSON} | ({MATTER: MATTER} if part.about == MATTER else {})
        faults += _Checker(scheme, part.provision).condition(part.body, scope)
    faults += _cycles(scheme)
    if not faults:
        faults += _days_without_limbs(scheme)
    return tuple(faults)


def _declaration_faults(scheme: Scheme) -> Iterator[Fault]:
    yield from _twice("vocabulary", (v.name for v in scheme.vocabularies))
    for vocabulary in scheme.vocabularies:
        yield from _twice(f"word of `{vocabulary.name}`", vocabulary.codes)
    yield from _twice("list", (kind.name for kind in scheme.lists))
    yield from _twice("part", (part.name for part in scheme.parts))
    yield from _twice("open point", (str(point.number) for point in scheme.open_points))
    yield from _twice("effect", (effect.name for effect in scheme.effects))
    yield from _twice("list of codes", (cited.provision for cited in scheme.code_lists))
    person = [fact.name for fact in scheme.person_facts]
    yield from _twice("fact of the person", person)
    yield from _twice("fact of the matter", (fact.name for fact in scheme.matter_facts))
    for kind in scheme.lists:
        own = [fact.name for fact in kind.facts] + (person if kind.is_person else [])
        yield from _twice(f"fact of `{kind.name}`", own)
    points = {point.number for point in scheme.open_points}
    owners = {PERSON: None, MATTER: None} | dict.fromkeys(scheme.list_named)
    for owner in owners:
        for fact in scheme.facts_of(owner).values():
            if fact.type is FactType.CODE and fact.vocabulary not in scheme.codes_of:
                yield Fault(
                    owner,
                    f"the fact `{fact.name}` has no declared words",
                    f"declare the vocabulary `{fact.vocabulary}`",
                )
    for kind in scheme.lists:
        if kind.of not in owners:
            yield Fault(
                kind.name, f"the list is of `{kind.of}`, which is not declared", "declare it first"
            )
    for cited in scheme.code_lists:
        yield from _code_list_faults(scheme, cited, points)
    for effect in scheme.effects:
        part = scheme.part_named.get(effect.part)
        if part is None or part.about != MATTER:
            yield Fault(
                effect.name,
                f"the effect rests on `{effect.part}`, which is no part about the matter",
                "name the part that brings the effect",
            )
    if not scheme.effects:
        yield Fault("", "the scheme has no effect", "say what the law does, with its part")
    if scheme.recorded_by and scheme.recorded_by not in scheme.part_named:
        yield Fault(
            "",
            f"`{scheme.recorded_by}` is no part of the scheme",
            "name the part that says there is a matter",
        )


def _code_list_faults(scheme: Scheme, cited: CodeList, points: set[int]) -> Iterator[Fault]:
    known = set(scheme.codes_of.get(cited.vocabulary, ()))
    vocabulary = {v.name: v for v in scheme.vocabularies}.get(cited.vocabulary)
    modes = set(vocabulary.modes) if vocabulary else set()
    yield from _twice(f"item of {cited.provision}", (item.label for item in cited.items))
    named = [code for item in cited.items for code in item.codes]
    named += [code for opening in cited.openings for code in opening.codes]
    for code in named:
        if code not in known:
            yield Fault(
                cited.provision,
                f"`{code}` is no word of `{cited.vocabulary}`",
                "use a declared word, or declare it",
            )
    for opening in cited.openings:
        if opening.point not in points:
            yield Fault(
                cited.provision,
                f"open point {opening.point} is not declared",
                "declare it, with its question",
            )
        for mode in opening.modes:
            if mode not in modes:
                yield Fault(
                    cited.provision,
                    f"`{mode}` is no mode of `{cited.vocabulary}`",
                    "declare the mode with the vocabulary",
                )


def _twice(what: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault("", f"the {what} `{name}` is declared {count} times", "keep one")


@dataclass(frozen=True, slots=True)
class _Checker:
    """Checks conditions under one provision; `scope` maps each name to its kind."""

    scheme: Scheme
    provision: str

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
            case Limb():
                return _Checker(self.scheme, node.provision).condition(node.body, scope)
            case _:
                assert_never(node)

    def _fault(self, what: str, remedy: str) -> Fault:
        return Fault(self.provision, what, remedy)

    def _fact(self, ref: Ref, scope: Mapping[str, str]) -> Fact | None:
        kind = scope.get(ref.of)
        return self.scheme.facts_of(kind).get(ref.fact) if kind else None

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
            elif member not in self.scheme.codes_of.get(fact.vocabulary, ()):
                faults.append(
                    self._fault(
                        f"`{member}` is no word of `{fact.vocabulary}`", "use a declared word"
                    )
                )
        return faults

    def _cited(self, member: Cited, fact: Fact) -> list[Fault]:
        cited = self.scheme.code_list_at.get(member.list)
        if cited is None or cited.vocabulary != fact.vocabulary:
            return [
                self._fault(
                    f"`{member.list}` is no list of `{fact.vocabulary}`",
                    "cite a list of the same words",
                )
            ]
        labels = {item.label for item in cited.items}
        return [
            self._fault(f"{member.list} has no item `{label}`", "cite an item that it has")
            for label in member.items
            if label not in labels
        ]

    def _comparison(self, node: AtMost | Less, scope: Mapping[str, str]) -> list[Fault]:
        types: set[FactType | None] = set()
        faults = self._quantity(node.left, scope, types) + self._quantity(node.right, scope, types)
        # None is a fixed count or sum, whichever it is compared with.
        if not faults and (len(types - {None}) > 1 or types >= {None, FactType.DATE}):
            faults = [
                self._fault("compares a date with a number or a sum", "compare like with like")
            ]
        return faults

    def _quantity(
        self, node: Quantity, scope: Mapping[str, str], types: set[FactType | None]
    ) -> list[Fault]:
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
                faults = self._quantity(node.date, scope, shifted)
                types |= shifted
                if not faults and shifted != {FactType.DATE}:
                    faults.append(self._fault("shifts what is not a date", "shift a date"))
                if (node.years or node.months) and self.scheme.day_rule is None:
                    faults.append(
                        self._fault("shifts a date by years or months", "say the scheme's day rule")
                    )
                return faults
            case Latest() | Earliest():
                if not node.among:
                    return [self._fault("latest or earliest of nothing", "name the dates")]
                return [f for q in node.among for f in self._quantity(q, scope, types)]
            case Choose():
                return (
                    self.condition(node.test, scope)
                    + self._quantity(node.then, scope, types)
                    + self._quantity(node.otherwise, scope, types)
                )
            case _:
                assert_never(node)

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
        if number and number not in {point.number for point in self.scheme.open_points}:
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
        if node.list not in {kind.name for kind in self.scheme.lists_of(scope[node.of])}:
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
        part = self.scheme.part_named.get(node.part)
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
        listed = self.scheme.list_named.get(kind)
        if kind == PERSON or (listed is not None and listed.is_person):
            return []
        return [
            self._fault(
                f"`{node.part}` is about a person, and `{node.of}` is none", "apply it to a person"
            )
        ]


def _cycles(scheme: Scheme) -> Iterator[Fault]:
    uses = {
        part.name: [n.part for n in descendants(part.body) if isinstance(n, Named)]
        for part in scheme.parts
    }
    done: set[str] = set()

    def visit(name: str, path: Sequence[str]) -> Iterator[Fault]:
        if name in path:
            circle = " → ".join([*path[path.index(name) :], name])
            yield Fault(
                scheme.part_named[name].provision,
                f"a part rests on itself: {circle}",
                "break the circle",
            )
            return
        if name in done or name not in uses:
            return
        for used in uses[name]:
            yield from visit(used, [*path, name])
        done.add(name)

    for part in scheme.parts:
        yield from visit(part.name, [])


def break_days(scheme: Scheme) -> tuple[int, ...]:
    """The first day of each stretch in which the law stands the same, while in force."""
    forces = [
        n.force for part in scheme.parts for n in descendants(part.body) if isinstance(n, Limb)
    ]
    forces += [item.force for cited in scheme.code_lists for item in cited.items]
    days = {scheme.force.start if scheme.force.start is not None else 1}
    for force in forces:
        days.update({force.start} if force.start is not None else set())
        days.update({force.end + 1} if force.end is not None else set())
    return tuple(sorted(day for day in days if scheme.force.holds(day)))


def _days_without_limbs(scheme: Scheme) -> Iterator[Fault]:
    days = break_days(scheme)
    for part in scheme.parts:
        for node in descendants(part.body):
            among = node.limbs if isinstance(node, All | Any) else ()
            for child in () if among else children(node):
                if isinstance(child, Limb) and child.force != ALWAYS:
                    yield Fault(
                        child.provision,
                        "a dated limb stands alone",
                        "put it among others, so that one is in force on every day",
                    )
            for day in days if among else ():
                if not any(not isinstance(c, Limb) or c.force.holds(day) for c in among):
                    yield Fault(
                        part.provision,
                        "no limb is in force on some day on which the law is",
                        "close the gap between the dates",
                    )
                    break
        if isinstance(part.body, Limb) and part.body.force != ALWAYS:
            yield Fault(part.provision, "the whole part is dated", "date the limbs inside it")
