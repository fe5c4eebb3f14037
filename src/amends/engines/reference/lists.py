"""What the entries of a list come to: whether there are enough, and what they add up to.

Only entries of one source are known distinct, and only a closure says that there are no
more. The rules are those of semantics.md 4, for both passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from amends.cases.case import Entries, Entry, Subject
from amends.engines.reference.comparisons import Bounds, added
from amends.truth.statements import Closure, Statement
from amends.truth.states import Pair, State
from amends.truth.values import GREATEST

Closed = tuple[Closure, Pair]
"""A closure, and how a condition stands for any entry that it does not exclude."""

# The closure that names nothing and excludes nothing always holds: through it a
# condition that the person's own facts refute refutes an open list too.
NO_CLOSURE = Closure(source="", but_such_as=({},))


def unlisted(closure: Closure) -> tuple[Entry, ...]:
    """One unlisted entry of each kind that a closure does not exclude."""
    return tuple(
        Entry(
            "",
            "",
            Subject({fact: (Statement(v, closure.source),) for fact, v in such.items()}),
        )
        for such in closure.but_such_as
    )


@dataclass(frozen=True, slots=True)
class Count:
    """At least `n` entries for which a condition holds, within each pass.

    `pairs` are the condition's states by entry label. Each closure comes with the
    condition's pair on anything that it does not exclude.
    """

    held: Entries
    n: int
    pairs: Mapping[str, Pair]

    def pair(self, closures: Sequence[Closed]) -> Pair:
        """How the count stands; each closure with how the condition stands beyond it."""
        return Pair(self._helping(closures), self._hurting(closures))

    def _helping(self, closures: Sequence[Closed]) -> State:
        yes = [e for e in _certain(self.held) if self.pairs[e.label].helping is State.YES]
        if self._from_one_source(yes) >= self.n:
            return State.YES
        for closure, beyond in closures:
            named = closure.names | closure.may_be
            foreign = {e.label for e in _certain(self.held)} - named
            left = [x for x in named | foreign if not self._refuted(x, helping=True)]
            if len(left) < self.n and beyond.helping is State.NO:
                return State.NO
        return State.UNKNOWN

    def _hurting(self, closures: Sequence[Closed]) -> State:
        for closure, beyond in closures:
            named = closure.names | closure.may_be
            left = [x for x in named if not self._refuted(x, helping=False)]
            if len(left) < self.n and beyond.hurting is State.NO:
                return State.NO
        yes = [e for e in _sure(self.held) if self.pairs[e.label].hurting is State.YES]
        return State.YES if self._from_one_source(yes) >= self.n else State.UNKNOWN

    def _from_one_source(self, entries: Sequence[Entry]) -> int:
        """How many of these are known distinct: the most that one source lists."""
        by_source: dict[str, int] = {}
        for entry in entries:
            by_source[entry.source] = by_source.get(entry.source, 0) + 1
        return max(by_source.values(), default=0)

    def _refuted(self, label: str, *, helping: bool) -> bool:
        # An entry that a closure only says may be the subject's, and that is not
        # in the list, is not refuted: nothing is known of it.
        pair = self.pairs.get(label)
        if pair is None:
            return False
        return (pair.helping if helping else pair.hurting) is State.NO


@dataclass(frozen=True, slots=True)
class Sum:
    """What is added up over the entries, as four bounds.

    `worth` is what each entry in the list adds, by label; below nothing it adds nothing.
    Where it is 1 for each, the bounds say of every number just what `Count` says of it.
    """

    held: Entries
    worth: Mapping[str, Bounds]

    def bounds(self, closures: Sequence[Closed]) -> Bounds:
        """The bounds; each closure with how it stands that something else adds anything."""
        certain = {e.label for e in _certain(self.held)}
        least_hi = greatest_hi = GREATEST
        for closure, beyond in closures:
            named = closure.names | closure.may_be
            if beyond.hurting is State.NO:
                least_hi = min(least_hi, self._most(named, lambda b: b.least_hi))
            if beyond.helping is State.NO:
                every = named | certain
                greatest_hi = min(greatest_hi, self._most(every, lambda b: b.greatest_hi))
        return Bounds(
            self._of_one_source(_sure(self.held), lambda b: b.least_lo),
            self._of_one_source(_certain(self.held), lambda b: b.greatest_lo),
            least_hi,
            greatest_hi,
        )

    def _most(self, labels: Iterable[str], bound: Callable[[Bounds], int]) -> int:
        """The most that these can come to; one that is named and not in the list, anything."""
        found = [bound(self.worth[x]) if x in self.worth else GREATEST for x in labels]
        return -added(*(-max(each, 0) for each in found))

    def _of_one_source(self, entries: Iterable[Entry], bound: Callable[[Bounds], int]) -> int:
        """The least that they come to: the most that entries of one source add."""
        by_source: dict[str, list[int]] = {}
        for entry in entries:
            by_source.setdefault(entry.source, []).append(max(bound(self.worth[entry.label]), 0))
        return max((added(*each) for each in by_source.values()), default=0)


def _certain(held: Entries) -> list[Entry]:
    return [entry for entry in held.entries if entry.certain]


def _sure(held: Entries) -> list[Entry]:
    """The certain entries that every closure names."""
    return [e for e in _certain(held) if all(e.label in closed.names for closed in held.closures)]
