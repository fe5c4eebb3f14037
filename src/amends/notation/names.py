"""What a scheme declares, by name, and which of it can be named from where one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from amends.notation.spelling import leading_name
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import YES_NO_VOCABULARY, CodeList, Fact, ListKind, Vocabulary
from amends.scheme.model import Scheme

_END_OF_NAME = re.compile(r"[ ,)]|$")

# What a condition may begin with: a plain name that begins so would be misread.
OPENERS = (
    *("all of", "any of", "not", "no", "some", "every", "at least", "at most", "exactly"),
    *("another", "the", "if", "then", "otherwise", "unless", "under", "today", "latest of"),
    *("earliest of", "plus", "minus", "on or before", "on or after", "before", "after"),
    *("less than", "more than", "always", "from", "until", "and", "or", "source", "item"),
)


def opens_with(text: str, word: str) -> bool:
    """Whether a text begins with a whole word, or words."""
    return text == word or text.startswith(word + " ")


def opener_of(name: str) -> str:
    """The word that a condition may begin with and this name begins with, or nothing."""
    return next((word for word in OPENERS if opens_with(name, word)), "")


@dataclass(frozen=True)
class Declared:
    """The declarations of one scheme.

    `parts` maps each part's name to its provision; `broken` holds names whose
    declaration could not be read, so that their use is no second problem.
    """

    matter: str
    vocabularies: tuple[Vocabulary, ...]
    person_facts: tuple[Fact, ...]
    matter_facts: tuple[Fact, ...]
    lists: tuple[ListKind, ...]
    code_lists: tuple[CodeList, ...]
    parts: Mapping[str, str]
    broken: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, scheme: Scheme) -> Declared:
        """What a whole scheme declares."""
        return cls(
            scheme.matter,
            scheme.vocabularies,
            scheme.person_facts,
            scheme.matter_facts,
            scheme.lists,
            scheme.code_lists,
            {part.name: part.provision for part in scheme.parts},
        )

    @cached_property
    def codes(self) -> Mapping[str, frozenset[str]]:
        """The codes of each vocabulary, the built-in one among them."""
        known = (*self.vocabularies, YES_NO_VOCABULARY)
        return {words.name: frozenset(words.codes) for words in known}

    @cached_property
    def list_named(self) -> Mapping[str, ListKind]:
        """Each list by the name of its entry."""
        return {kind.name: kind for kind in self.lists}

    @cached_property
    def code_list_at(self) -> Mapping[str, CodeList]:
        """Each cited list by its provision."""
        return {cited.provision: cited for cited in self.code_lists}

    @cached_property
    def part_written(self) -> Mapping[str, str]:
        """Each part's name by provision and name, one space between."""
        return {f"{provision} {name}": name for name, provision in self.parts.items()}

    @cached_property
    def facts(self) -> Mapping[str, Mapping[str, Fact]]:
        """The facts of the person, the matter and the entries of each list, by name."""
        person = {fact.name: fact for fact in self.person_facts}
        facts: dict[str, Mapping[str, Fact]] = {
            PERSON: person,
            MATTER: {fact.name: fact for fact in self.matter_facts},
        }
        for kind in self.lists:
            own = {fact.name: fact for fact in kind.facts}
            facts[kind.name] = {**person, **own} if kind.is_person else own
        return facts

    @cached_property
    def longest(self) -> int:
        """The most words in the name of a fact or list."""
        names = [name for facts in self.facts.values() for name in facts]
        return max((len(n.split(" ")) for n in (*names, *self.list_named, *self.broken)), default=0)

    def lists_of(self, kind: str) -> tuple[ListKind, ...]:
        """The lists of the person, the matter or an entry of a list."""
        listed = self.list_named.get(kind)
        owners = {kind, PERSON} if listed is not None and listed.is_person else {kind}
        return tuple(each for each in self.lists if each.of in owners)


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
            fact = self.declared.facts[kind].get(name)
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
        return {name for _, kind in self.names for name in self.declared.facts[kind]}

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
        if len(ends) > 3 * most_words:  # a word may end with a bracket and a comma
            break
    for end in reversed(ends):
        yield text[:end], end
