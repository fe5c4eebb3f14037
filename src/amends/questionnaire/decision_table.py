"""A law's conditions as tables that a person goes through by hand, beside the paper form.

Each provision stands in a row with what must hold, in words, and the numbers of the questions that
bear on it. Worked rows show how: they are rows of the scheme's own case tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amends.explanation.conditions_in_words import Speaker, how_many, speaker
from amends.explanation.layout import sentence
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import either, listed
from amends.questionnaire.choices import shown
from amends.questionnaire.paper_form import OWN, Key, PaperForm, Scope, bearing, within
from amends.scheme.conditions import All, Any, AtLeast, Cited, Condition, In, Limb, Named, Not
from amends.scheme.declarations import CodeList, Effect, FactType, Part
from amends.scheme.law import Law
from amends.scheme.walk import children, descendants


@dataclass(frozen=True, slots=True)
class Step:
    """A row: `place` is its place among the steps (`2.1`), `part` a part to go to, or ""."""

    place: str
    provision: str
    words: str
    questions: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class PartTable:
    """The steps of one named part; `anchor` is its name in a link.

    `questions` are those that bear on `lead`, which stands before the steps.
    """

    anchor: str
    heading: str
    provision: str
    lead: str
    questions: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class EffectTable:
    """An effect: the part it rests on, and what is said where that is so, or not known.

    `amount` says how much it brings, with its provision and the questions that bear on it; "" for
    no amount.
    """

    heading: str
    rests_on: str
    part: str
    where_so: str
    where_open: str
    limits: tuple[str, ...]
    amount: str = ""
    provision: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListTable:
    """What each item of a list of the law covers, in the words of the form."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A law, to be gone through by hand.

    `first` is the part without which there is nothing to go through, with what is said then;
    ("", "", "") where the law has none. `points` are what the law leaves open.
    """

    effects: tuple[EffectTable, ...]
    first: tuple[str, str, str]
    parts: tuple[PartTable, ...]
    lists: tuple[ListTable, ...]
    points: tuple[str, ...]


def decision_table(form: PaperForm) -> DecisionTable:
    """The decision table of the law of a form, with the numbers of its questions."""
    law, scheme = form.law, form.law.scheme
    roots = [name for name in (*(e.part for e in scheme.effects), scheme.recorded_by) if name]
    parts = tuple(_parts(roots, law))
    anchors = {part.name: f"part-{n}" for n, part in enumerate(parts, start=1)}
    rows = _Rows(form, anchors, _applied_to(roots, law))
    nodes = [node for part in parts for node in descendants(part.body)]
    first = ("", "", "")
    if scheme.recorded_by:
        nothing = Sentences(law, scheme.effects[0]).nothing_recorded()
        first = (speaker(law).part(scheme.recorded_by), anchors[scheme.recorded_by], nothing)
    return DecisionTable(
        tuple(_effect(effect, form, anchors[effect.part]) for effect in scheme.effects),
        first,
        tuple(rows.of_part(part) for part in parts),
        tuple(_list(cited, law) for cited in _cited(nodes, law)),
        tuple(_points(nodes, law)),
    )


def turning_on(number: str, table: DecisionTable) -> tuple[str, ...]:
    """The provisions of the steps and amounts that a question bears on."""
    steps = [step for part in table.parts for step in part.steps]
    rows: list[PartTable | Step | EffectTable] = [*table.parts, *steps, *table.effects]
    found = [row.provision for row in rows if number in row.questions and row.provision]
    return tuple(dict.fromkeys(found))


# --- effects ---


def _effect(effect: Effect, form: PaperForm, anchor: str) -> EffectTable:
    law = form.law
    said, alone = Sentences(law, effect), len(law.scheme.effects) == 1
    made = EffectTable(
        said.heading(),
        speaker(law).part(effect.part),
        anchor,
        said.applies(alone=alone),
        said.undetermined(person="they"),
        said.does_not(),
    )
    if effect.amount is None:
        return made
    total = speaker(law).quantity(effect.amount.sum, FactType.MONEY)
    amount, provision = f"It comes to {total}.", effect.amount.provision
    keys = bearing(effect.amount.counted, law)
    numbers = tuple(number for key, number in form.numbers.items() if key in keys)
    return replace(made, amount=amount, provision=provision, questions=numbers)


# --- steps ---


def _parts(roots: Iterable[str], law: Law) -> Iterator[Part]:
    """The parts that these rest on, each before what it names."""
    left, seen = list(roots), set[str]()
    while left:
        name = left.pop(0)
        if name not in seen:
            seen.add(name)
            part = law.scheme.part_named[name]
            yield part
            named = [node.part for node in descendants(part.body) if isinstance(node, Named)]
            left = [*named, *left]


def _applied_to(roots: Iterable[str], law: Law) -> dict[str, list[Scope]]:
    """Of each part, to whom it is applied: a scope for each way in which it is come to."""
    found: dict[str, list[Scope]] = {}

    def come(name: str, scope: Scope) -> None:
        scopes = found.setdefault(name, [])
        if scope not in scopes:
            scopes.append(scope)
            look(law.scheme.part_named[name].body, scope)

    def look(node: Condition, scope: Scope) -> None:
        inner = within(node, law, scope)
        if isinstance(node, Named):
            come(node.part, inner)
        for child in children(node):
            look(child, inner)

    for root in roots:
        come(root, OWN)
    return found


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a condition stands: under which provision, who the names in it are, whom we ask of."""

    said: Speaker
    scopes: tuple[Scope, ...]
    provision: str

    def inside(self, node: Condition) -> _Here:
        provision = node.provision if isinstance(node, Limb) else self.provision
        scopes = tuple(within(node, self.said.law, scope) for scope in self.scopes)
        return _Here(self.said.inside(node), scopes, provision)


@dataclass(frozen=True, slots=True)
class _Rows:
    form: PaperForm
    anchors: Mapping[str, str]
    applied: Mapping[str, Sequence[Scope]]

    def of_part(self, part: Part) -> PartTable:
        said = speaker(self.form.law)
        here = _Here(said, tuple(self.applied[part.name]), part.provision)
        lead, steps = self._inside(part.body, here, "", holds=True)
        heading = sentence(said.part(part.name)).removesuffix(".")
        if not steps:
            lead, steps = "this holds", [self._leaf("1", part.body, here, holds=True)]
        of_list = _of_list(part.body)
        numbers = self._numbers(here, of_list) if of_list else ()
        before = f"{sentence(lead).removesuffix('.')}:"
        return PartTable(
            self.anchors[part.name], heading, part.provision, before, numbers, tuple(steps)
        )

    def _inside(
        self, node: Condition, here: _Here, place: str, *, holds: bool
    ) -> tuple[str, list[Step]]:
        """What stands before the steps inside a condition, and those; none for a single one."""
        match node:
            case Limb():
                return self._inside(node.body, here.inside(node), place, holds=holds)
            case Not():
                return self._inside(node.body, here, place, holds=not holds)
            case All() | Any():
                steps = [
                    step
                    for n, limb in enumerate(node.limbs, start=1)
                    for step in self._steps(f"{place}.{n}".removeprefix("."), limb, here)
                ]
                return how_many(node, holds), steps
            case AtLeast():
                within_it = here.inside(node)
                lead, steps = self._inside(node.where, within_it, place, holds=True)
                counted = f"{here.said.counted(node, holds)} such that"
                if not steps:
                    at = f"{place}.1".removeprefix(".")
                    return f"{counted} this holds", [
                        self._leaf(at, node.where, within_it, holds=True)
                    ]
                return f"{counted} {lead}", steps
            case _:
                return "", []

    def _steps(self, place: str, node: Condition, here: _Here) -> Iterator[Step]:
        own = here.inside(node) if isinstance(node, Limb) else here
        lead, inner = self._inside(node, here, place, holds=True)
        if inner:
            of_list = _of_list(node)
            numbers = self._numbers(own, of_list) if of_list else ()
            yield Step(place, own.provision, f"{sentence(lead).removesuffix('.')}:", numbers)
            yield from inner
        else:
            yield self._leaf(place, node, here, holds=True)

    def _leaf(self, place: str, node: Condition, here: _Here, *, holds: bool) -> Step:
        match node:
            case Limb():
                return self._leaf(place, node.body, here.inside(node), holds=holds)
            case Not():
                return self._leaf(place, node.body, here, holds=not holds)
            case Named():
                words = here.said.phrase(node, holds)
                return Step(place, here.provision, sentence(words), (), self.anchors[node.part])
            case _:
                words = here.said.phrase(node, holds)
                return Step(place, here.provision, sentence(words), self._numbers(here, node))

    def _numbers(self, here: _Here, node: Condition) -> tuple[str, ...]:
        """The questions that a condition itself looks at, in the order of the form."""
        keys: set[Key] = set()
        for scope in here.scopes:
            if isinstance(node, AtLeast):
                keys.add(((*scope[node.of], node.list), ""))
            else:
                keys |= bearing(node, self.form.law, scope)
        return tuple(number for key, number in self.form.numbers.items() if key in keys)


def _of_list(node: Condition) -> AtLeast | None:
    """The condition on a list that a limb comes to, if it does."""
    while isinstance(node, Limb | Not):
        node = node.body
    return node if isinstance(node, AtLeast) else None


# --- the lists of the law, and what it leaves open ---


def _cited(nodes: Iterable[Condition], law: Law) -> Iterator[CodeList]:
    cited = {
        member.list
        for node in nodes
        if isinstance(node, In)
        for member in node.members
        if isinstance(member, Cited)
    }
    yield from (found for found in law.scheme.code_lists if found.provision in cited)


def _list(cited: CodeList, law: Law) -> ListTable:
    words = law.scheme.vocabulary_named.get(cited.vocabulary)

    def told(codes: Iterable[str]) -> list[str]:
        return [shown(code, words) for code in codes]

    # A list of the scheme's own words has no labels beside them.
    own = [code for item in cited.items if item.codes == (item.label,) for code in item.codes]
    rows = [("covered", "; ".join(told(own)))] if own else []
    rows += [
        (item.label, "; ".join(told(item.codes)))
        for item in cited.items
        if item.codes != (item.label,)
    ]
    for opening in cited.openings:
        of = f" of {listed(opening.items)}" if opening.items else ""
        modes = f"any{of} by way of {either(opening.modes)}" if opening.modes else ""
        left_open = filter(None, (*told(opening.codes), modes))
        rows.append((f"left open (point {opening.point})", "; ".join(left_open)))
    return ListTable(cited.provision, tuple(rows))


def _points(nodes: Sequence[Condition], law: Law) -> Iterator[str]:
    """The open points on which any of these conditions hangs."""
    numbers = {point for node in nodes for point in law.points(node)}
    for point in law.scheme.open_points:
        if point.number in numbers:
            yield f"Point {point.number}, {point.provision}: {sentence(point.question)}"
