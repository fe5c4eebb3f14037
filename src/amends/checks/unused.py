"""What a scheme declares and never uses, and what it never says how to find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amends.problems import Place, Problem
from amends.scheme.conditions import AtLeast, Cited, Condition, In, LeftOpen, Named, Within
from amends.scheme.declarations import Fact, ListKind
from amends.scheme.model import Scheme
from amends.scheme.walk import descendants, refs

_LEAVE_OUT = "use it, or leave it out"


def check_unused(scheme: Scheme, file: str) -> tuple[Problem, ...]:
    """What nothing rests on; facts without a question, and sums without a currency."""
    nodes = tuple(node for _, body in scheme.bodies for node in descendants(body))
    check = _Unused(scheme, file, nodes)
    found = (*check.parts(), *check.lists(), *check.facts(), *check.open_points())
    return (*found, *check.questions(), *check.currency())


def points_cited(scheme: Scheme) -> frozenset[int]:
    """The open points that leave something open: a comparison, a condition, words of a list."""
    nodes = [node for _, body in scheme.bodies for node in descendants(body)]
    cited = {node.open_point for node in nodes if isinstance(node, Within) and node.open_point}
    cited |= {node.point for node in nodes if isinstance(node, LeftOpen)}
    cited |= {opening.point for codes in scheme.code_lists for opening in codes.openings}
    return frozenset(cited)


def _each(words: Iterable[str]) -> str:
    return " and ".join(f"`{word}`" for word in words)


@dataclass(frozen=True, slots=True)
class _Unused:
    scheme: Scheme
    file: str
    nodes: tuple[Condition, ...]

    def _problem(self, code: str, heading: str, what: str, remedy: str) -> Problem:
        return Problem(f"scheme-{code}", Place(self.file, heading=heading), what, remedy)

    def parts(self) -> Iterator[Problem]:
        used = {node.part for node in self.nodes if isinstance(node, Named)}
        used |= {effect.part for effect in self.scheme.effects} | {self.scheme.recorded_by}
        for part in self.scheme.parts:
            if part.name not in used:
                what = f"nothing rests on `{part.name}`"
                yield self._problem("unused-part", part.provision, what, _LEAVE_OUT)

    def lists(self) -> Iterator[Problem]:
        counted = {node.list for node in self.nodes if isinstance(node, AtLeast)}
        for kind in self.scheme.lists:
            if kind.name not in counted:
                what = f"no condition looks at the list `{kind.name}`"
                yield self._problem("unused-list", kind.name, what, _LEAVE_OUT)
        members = {m for node in self.nodes if isinstance(node, In) for m in node.members}
        cited = {member.list for member in members if isinstance(member, Cited)}
        for codes in self.scheme.code_lists:
            if codes.provision not in cited:
                what = f"no condition cites {codes.provision}"
                yield self._problem("unused-codes", codes.provision, what, _LEAVE_OUT)

    def facts(self) -> Iterator[Problem]:
        used = {ref.fact for node in self.nodes for ref in refs(node)}
        used |= {fact.drawn_from for _, fact in self._declared_facts() if fact.name in used}
        for owner, fact in self._declared_facts():
            if fact.name not in used:
                what = f"no condition looks at the fact `{fact.name}`"
                yield self._problem("unused-fact", owner, what, _LEAVE_OUT)

    def _declared_facts(self) -> Iterator[tuple[str, Fact]]:
        yield from ((self.scheme.matter, fact) for fact in self.scheme.matter_facts)
        yield from (("person", fact) for fact in self.scheme.person_facts)
        for kind in self.scheme.lists:
            yield from ((kind.name, fact) for fact in kind.facts)

    def open_points(self) -> Iterator[Problem]:
        cited = points_cited(self.scheme)
        for point in self.scheme.open_points:
            if point.number not in cited:
                what = f"open point {point.number} leaves nothing open"
                remedy = "say which words or which comparison it leaves open"
                yield self._problem("unused-open-point", point.provision, what, remedy)

    def currency(self) -> Iterator[Problem]:
        for effect in self.scheme.effects if not self.scheme.currency else ():
            if effect.amount:
                what = f"what the {effect.name} comes to is a sum of no currency"
                remedy = "add a line `currency` to the head, with its three letters: `GBP`, `EUR`"
                yield self._problem("no-currency", effect.name, what, remedy)

    def questions(self) -> Iterator[Problem]:
        asked: tuple[Fact | ListKind, ...] = (*self.scheme.matter_facts, *self.scheme.lists)
        for thing in asked:
            needed = {"ask": (thing.ask, "what to ask"), "look": (thing.look, "where to look")}
            missing = {word: means for word, (text, means) in needed.items() if not text}
            if missing:
                what = f"`{thing.name}` does not say {' and '.join(missing.values())}"
                yield self._problem("no-question", thing.name, what, f"give it {_each(missing)}")
