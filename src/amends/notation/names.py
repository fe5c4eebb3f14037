"""What a scheme declares, by name, and which of it can be named from where one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from amends.notation.pieces import LONGEST_NAME
from amends.notation.spelling import leading_name
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Declarations, Fact
from amends.scheme.model import Scheme

_END_OF_NAME = re.compile(r"[ ,)]|$")

# What a condition may begin with: a plain name that begins so would be misread.
OPENERS = (
    *("all of", "any of", "not", "no", "some", "every", "at least", "at most", "exactly"),
    *("another", "the", "if", "then", "otherwise", "unless", "under", "today", "latest of"),
    *("earliest of", "plus", "minus", "on or before", "on or after", "before", "after"),
    *("less than", "more than", "always", "from", "until", "and", "or", "source", "item"),
    *("open point", "greatest of", "least of", "times", "started years"),
    *("each started", "total of", "total over"),
)
_FIRST_WORDS = frozenset(word.partition(" ")[0] for word in OPENERS)


def opens_with(text: str, word: str) -> bool:
    """Whether a text begins with a whole word, or words."""
    return text == word or text.startswith(word + " ")


def opener_of(name: str) -> str:
    """The word that a condition may begin with and this name begins with, or nothing."""
    if name.partition(" ")[0] not in _FIRST_WORDS:
        return ""
    return next((word for word in OPENERS if opens_with(name, word)), "")


@dataclass(frozen=True, kw_only=True)
class Declared(Declarations):
    """The declarations of one scheme, and what else can be named in its text.

    `parts` maps each part's name to its provision; `broken` holds names whose
    declaration could not be read, so that their use is no second problem.
    """

    parts: Mapping[str, str]
    broken: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, scheme: Scheme) -> Declared:
        """What a whole scheme declares."""
        return cls(
            matter=scheme.matter,
            day_rule=scheme.day_rule,
            vocabularies=scheme.vocabularies,
            matter_facts=scheme.matter_facts,
            person_facts=scheme.person_facts,
            lists=scheme.lists,
            code_lists=scheme.code_lists,
            open_points=scheme.open_points,
            parts={part.name: part.provision for part in scheme.parts},
        )

    @cached_property
    def part_written(self) -> Mapping[str, str]:
        """Each part's name by provision and name, one space between."""
        return {f"{provision} {name}": name for name, provision in self.parts.items()}

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """The name of every fact, of whatever it is."""
        return frozenset(
            fact.name
            for facts in (self.person_facts, self.matter_facts, *(k.facts for k in self.lists))
            for fact in facts
        )

    @cached_property
    def longest(self) -> int:
        """The most words in the name of a fact or list."""
        names = (*self.fact_names, *self.list_named, *self.broken)
        return max((len(name.split(" ")) for name in names), default=0)


@dataclass(frozen=True)
class Scope:
    """Whose facts can be named: each name with its kind, the innermost last."""

    declared: Declared
    names: tuple[tuple[str, str], ...]

    @classmethod
    def of_part(cls, declared: Declared, about: str) -> Scope:
        """The scope of a part about the matter or about a person."""
        matter = ((MATTER, MATTER),) if about == MATTER else ()
        return cls(declared, ((PERSON, PERSON), *matter))

    def within(self, name: str, kind: str) -> Scope:
        """The scope inside a list, with one entry called `name`."""
        return Scope(self.declared, (*self.names, (name, kind)))

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each name."""
        return dict(self.names)

    def fact(self, name: str) -> tuple[str, Fact] | None:
        """The innermost fact of this name, with whose it is."""
        for of, kind in reversed(self.names):
            fact = self.declared.facts_of(kind).get(name)
            if fact:
                return of, fact
        return None

    def whose(self, name: str) -> str | None:
        """What is meant by `the <name>`: an entry, the person or the matter."""
        if name in self.kinds:
            return name
        is_matter = name == self.declared.matter and self.kinds.get(MATTER) == MATTER
        return MATTER if is_matter else None

    def fact_names(self) -> set[str]:
        """The name of every fact that can be named."""
        return {name for _, kind in self.names for name in self.declared.facts_of(kind)}

    def owner_names(self) -> set[str]:
        """Every name after `the`."""
        known = {name for name, _ in self.names if name != MATTER}
        return known | ({self.declared.matter} if self.kinds.get(MATTER) == MATTER else set())


def candidates(text: str, most_words: int) -> Iterator[tuple[str, int]]:
    """The names that a text may begin with, each with its end, the longest first."""
    marked = leading_name(text)
    if marked:
        yield marked
        return
    ends: list[int] = []
    for found in _END_OF_NAME.finditer(text):
        if found.start() and text[found.start() - 1] != " ":
            ends.append(found.start())
        # A word may end with a bracket and a comma, and the plural of a list with an s.
        if len(ends) > 3 * most_words or found.start() > LONGEST_NAME + 1:
            break
    for end in reversed(ends):
        yield text[:end], end
