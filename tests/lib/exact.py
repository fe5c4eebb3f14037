"""The exact outcome of small cases, by trying completions: what settled answers are held to.

Written from the meaning alone and sharing no code with an engine. A *choice* is one
reading for each fact and, for each list, one maximal set of its statements that can be
true together (an entry is one statement; a closure is many: "at most so many of this kind
beyond mine", for each kind that it excludes). Under each choice, whatever is unknown is
completed: facts, open points, entries that nobody listed. All completions alike give yes
or no, else open; all choices alike give the outcome, else contested.

What is tractable: lists of the person and the matter whose entries have no lists and are
no persons; a few kinds of entry; few entries that nobody listed; choices and completions
beyond `CHOICES` and `COMPLETIONS` by chance. What is left out can make an answer look more
settled than it is, never less: so an engine's *settled* answer may be held to this one; an
open one only where the case is so small that `whole` is true. A denied term is taken to be
refuted, whatever its body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from random import Random

from amends.cases.case import Case, Entries, Entry, Subject
from amends.scheme.conditions import MATTER, PERSON, Named
from amends.scheme.declarations import Fact, FactType
from amends.scheme.law import Law
from amends.truth.statements import Closure
from amends.truth.states import Outcome
from amends.truth.values import Codes, Period, Span, Values
from lib.dice import NEAR_COUNTS, NEAR_DAYS
from lib.worlds import Thing, Value, World, mentioned

BEYOND = 2
CHOICES = 16
COMPLETIONS = 40
_MOST = 10  # more entries than any world has


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact outcome; `whole` when nothing was left to a sample."""

    outcome: Outcome
    whole: bool


def exact(law: Law, case: Case, part: str, seed: int = 0) -> Exact:
    """The exact outcome of a part about the matter, for a case without nested lists."""
    return _Trial(law, case, Random(seed)).outcome(Named(part))


def allows(values: Values, value: Value) -> bool:
    """Whether a statement leaves a value possible."""
    match values:
        case Codes():
            return value in values.codes
        case Span():
            return isinstance(value, int) and values.lo <= value <= values.hi
        case Period():
            assert isinstance(value, tuple)
            return allows(values.start, value[0]) and allows(values.end, value[1])


def choices_of(stated: Sequence[Values], domain: Sequence[Value]) -> list[list[Value]]:
    """The values left by each maximal set of statements that can be true together.

    The domain must hold a value of every set that can be true together.
    """
    held = {
        value: frozenset(i for i, s in enumerate(stated) if allows(s, value)) for value in domain
    }
    maximal = [
        kept for kept in set(held.values()) if not any(kept < other for other in held.values())
    ]
    return [[value for value in domain if kept <= held[value]] for kept in maximal]


# Values are plain objects here: those of facts, answers of open points, entries of a list.
Choices = list[list[object]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a real entry is: the values of its facts, and whether it is the matter itself."""

    values: tuple[Value, ...]
    is_matter: bool


@dataclass(frozen=True, slots=True)
class _Real:
    """The entries that a subject really has, in one world."""

    entries: tuple[Thing, ...]


@dataclass(slots=True)
class _Trial:
    law: Law
    case: Case
    random: Random
    whole: bool = True
    told_apart: bool = True

    def outcome(self, node: Named) -> Exact:
        found = set(mentioned(self.law, node))
        self.told_apart = any(what == "identity" for what, _ in found)
        slots = self._slots({name for _, name in found})
        answers = {
            self._answers(node, [name for name, _ in slots], chosen)
            for chosen in self.few_of([choices for _, choices in slots], CHOICES)
        }
        if len(answers) > 1:
            return Exact(Outcome.CONTESTED, self.whole)
        match answers.pop():
            case (True,):
                return Exact(Outcome.APPLIES, self.whole)
            case (False,):
                return Exact(Outcome.DOES_NOT_APPLY, self.whole)
            case _:
                return Exact(Outcome.UNDETERMINED, self.whole)

    def _slots(self, names: set[str]) -> list[tuple[tuple[str, str], Choices]]:
        """What is to be completed, each with its choices, each with its possible values."""
        scheme = self.law.scheme
        slots: list[tuple[tuple[str, str], Choices]] = []
        for kind, subject in ((PERSON, self.case.person), (MATTER, self.case.matter)):
            for fact in scheme.facts_of(kind).values():
                if fact.name in names:
                    choices = self.readings(fact, subject)
                    slots.append(((kind, fact.name), [list(values) for values in choices]))
            for listed in scheme.lists_of(kind):
                if listed.name in names:
                    facts = [fact for fact in listed.facts if fact.name in names]
                    worlds = _ListTrial(self, facts, subject.entries(listed.name)).choices()
                    slots.append(((kind, listed.name), [list(each) for each in worlds]))
        for point in scheme.open_points:
            known = self.law.supposed.get(point.number)
            answers: list[object] = [True, False] if known is None else [known]
            slots.append((("point", str(point.number)), [answers]))
        return slots

    def readings(self, fact: Fact, subject: Subject) -> list[list[Value]]:
        """The values left by each reading of a fact."""
        stated = [statement.says for statement in subject.facts.get(fact.name, ())]
        return choices_of(stated, self.domain(fact, stated))

    def domain(self, fact: Fact, stated: Iterable[Values]) -> Sequence[Value]:
        """Values that can tell apart what the scheme's constants tell apart."""
        if fact.type is FactType.CODE:
            return self.law.scheme.codes_of[fact.vocabulary]
        days = fact.type in (FactType.DATE, FactType.PERIOD)
        near: Sequence[int] = NEAR_DAYS if days else NEAR_COUNTS
        far = 3_000 if days else 3
        points = {near[0] - far, *near, near[-1] + far}
        for values in stated:
            spans = (values.start, values.end) if isinstance(values, Period) else (values,)
            for span in spans:
                assert isinstance(span, Span)
                points.update(end for end in (span.lo, span.hi) if abs(end) < 10**9)
        if fact.type is FactType.PERIOD:
            return [(first, last) for first in sorted(points) for last in points if first <= last]
        return sorted(points)

    def few_of(self, among: Sequence[Sequence[object]], most: int) -> list[tuple[object, ...]]:
        """Every way to take one of each; so many by chance where there are more."""
        count = 1
        for one in among:
            count *= len(one)
        if count <= most:
            return list(product(*among))
        self.whole = False
        return [tuple(self.random.choice(one) for one in among) for _ in range(most)]

    def _answers(
        self, node: Named, names: Sequence[tuple[str, str]], chosen: tuple[object, ...]
    ) -> tuple[bool, ...]:
        values = [each for each in chosen if isinstance(each, list)]
        completions = self.few_of(values, COMPLETIONS)
        return tuple(sorted({self._holds(node, names, one) for one in completions}))

    def _holds(
        self, node: Named, names: Sequence[tuple[str, str]], completion: tuple[object, ...]
    ) -> bool:
        facts: dict[str, dict[str, Value]] = {PERSON: {}, MATTER: {}}
        lists: dict[str, dict[str, tuple[Thing, ...]]] = {PERSON: {}, MATTER: {}}
        points: dict[int, bool] = {}
        for (kind, name), value in zip(names, completion, strict=True):
            if isinstance(value, _Real):
                lists[kind][name] = value.entries
            elif kind == "point":
                points[int(name)] = bool(value)
            else:
                assert isinstance(value, str | int | tuple)
                facts[kind][name] = value
        scope = {
            kind: Thing(facts[kind], lists[kind], frozenset(d.part for d in subject.denials))
            for kind, subject in ((PERSON, self.case.person), (MATTER, self.case.matter))
        }
        return World(self.law, points).holds(node, scope)


@dataclass(slots=True)
class _ListTrial:
    """The choices of one list: worlds grouped by the maximal sets of statements true in them."""

    trial: _Trial
    facts: Sequence[Fact]
    held: Entries

    def choices(self) -> list[list[_Real]]:
        unlisted = self._few_kinds([self.trial.domain(fact, ()) for fact in self.facts], None)
        readings = [
            self.trial.few_of([self.trial.readings(f, e.subject) for f in self.facts], 4)
            for e in self.held.entries
        ]
        found: list[list[_Real]] = []
        for chosen in self.trial.few_of(readings, 4):
            may = {
                entry.label: self._few_kinds(list(left), entry)
                for entry, left in zip(self.held.entries, chosen, strict=True)
                if isinstance(left, tuple)
            }
            for closure in self.held.closures:
                for label in closure.names | closure.may_be:
                    may.setdefault(label, unlisted)
            found += self._maximal(may, unlisted)
        return found

    def _few_kinds(self, domains: Sequence[Sequence[object]], entry: Entry | None) -> list[Kind]:
        """A few kinds that an entry, or one that nobody listed, may be of."""
        flags: tuple[bool, ...] = (False, True) if self.trial.told_apart else (False,)
        if entry is not None and self.trial.told_apart:
            own = {*entry.identities, (entry.source, entry.label)}
            matter = self.trial.case.identities
            if own & matter:
                flags = (True,)
            elif {register for register, _ in own} & {register for register, _ in matter}:
                flags = (False,)
        most = 4 if len(self.held.entries) < 2 else 2
        kinds = {
            Kind(tuple(v for v in values if isinstance(v, str | int | tuple)), bool(flag))
            for *values, flag in self.trial.few_of([*domains, flags], most)
        }
        return sorted(kinds, key=repr)

    def _maximal(
        self, may: Mapping[str, list[Kind]], unlisted: Sequence[Kind]
    ) -> list[list[_Real]]:
        kinds = sorted({*unlisted, *(kind for each in may.values() for kind in each)}, key=repr)
        worlds: dict[frozenset[object], set[tuple[Kind, ...]]] = {}
        for real, images in self._worlds(may, kinds):
            true = self._true(real, images, kinds)
            worlds.setdefault(true, set()).add(tuple(sorted(real, key=repr)))
        return [
            [self._real(world) for world in sorted(found, key=repr)]
            for true, found in worlds.items()
            if not any(true < other for other in worlds)
        ]

    def _worlds(
        self, may: Mapping[str, list[Kind]], kinds: Sequence[Kind]
    ) -> Iterator[tuple[list[Kind], dict[str, int]]]:
        """Real entries, and which label stands for which of them (by position)."""
        source = {entry.label: entry.source for entry in self.held.entries}
        beyond = BEYOND if len(may) < 3 else 1

        def place(
            labels: Sequence[str], real: list[Kind], images: dict[str, int]
        ) -> Iterator[tuple[list[Kind], dict[str, int]]]:
            if not labels:
                for count in range(beyond + 1):
                    for extra in combinations_with_replacement(kinds, count):
                        yield [*real, *extra], images
                return
            label, rest = labels[0], labels[1:]
            yield from place(rest, real, images)
            for kind in may[label]:
                yield from place(rest, [*real, kind], {**images, label: len(real)})
            # Unlinked entries of two sources can be one and the same.
            mine = source.get(label)
            taken = {at for other, at in images.items() if source.get(other) == mine}
            for at, kind in enumerate(real):
                if at not in taken and kind in may[label]:
                    yield from place(rest, real, {**images, label: at})

        yield from place(sorted(may), [], {})

    def _true(
        self, real: Sequence[Kind], images: Mapping[str, int], kinds: Sequence[Kind]
    ) -> frozenset[object]:
        """The statements that are true of a world: entries, and what closures exclude."""
        true: set[object] = {e.label for e in self.held.entries if e.certain and e.label in images}
        for nth, closure in enumerate(self.held.closures):
            covered = {images[label] for label in closure.names | closure.may_be if label in images}
            beyond = [kind for at, kind in enumerate(real) if at not in covered]
            # "At most so many of this kind beyond mine": one more breaks one statement only.
            true |= {
                (nth, kind, most)
                for kind in kinds
                if not self._allowed(closure, kind)
                for most in range(beyond.count(kind), _MOST)
            }
        return frozenset(true)

    def _allowed(self, closure: Closure, kind: Kind) -> bool:
        values = dict(zip((fact.name for fact in self.facts), kind.values, strict=True))
        return any(
            # A fact that the condition does not look at may be as described.
            all(allows(said, values[name]) for name, said in such.items() if name in values)
            for such in closure.but_such_as
        )

    def _real(self, world: tuple[Kind, ...]) -> _Real:
        names = [fact.name for fact in self.facts]
        return _Real(
            tuple(
                Thing(dict(zip(names, kind.values, strict=True)), is_matter=kind.is_matter)
                for kind in world
            )
        )
