"""Spells the names of a scheme so that they are read back as themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from amends.notation.conditions import PROVISION
from amends.notation.names import Declared, Scope, opener_of, opens_with
from amends.notation.spelling import spelt_name
from amends.scheme.conditions import MATTER, PERSON, Cited

LABELS = re.compile(r"(?:\(\w{1,8}\))+")
_WORD_OPENERS = ("item", "modes", "in modes", "open point", "of")
_NOT_AN_OWNER = frozenset({"is", "of", "where", "the"})


@dataclass(frozen=True)
class Speller:
    """Spells the names of one scheme so that they are read back as themselves."""

    declared: Declared

    @cached_property
    def _clashing(self) -> frozenset[str]:
        """Names of facts and lists of which one begins with the other."""
        names = self.declared.fact_names | set(self.declared.list_named)
        clashing = set()
        for name in names:
            words = name.split(" ")
            for end in range(1, len(words)):
                start = " ".join(words[:end])
                if start in names:
                    clashing |= {start, name}
        return frozenset(clashing)

    def fact(self, name: str) -> str:
        """The name of a fact, or of a list."""
        odd = re.match(r"[\d(]", name) or re.search(r"[(),]|(?:^| )where(?: |$)", name)
        misread = bool(odd) or bool(opener_of(name)) or name in self._clashing
        return spelt_name(name, marked=misread or name in self.declared.part_written)

    def provision(self, provision: str) -> str:
        """A provision as the first of two columns."""
        misread = bool(opener_of(provision)) or provision.startswith("(")
        if PROVISION.fullmatch(provision) and not misread:
            return provision  # its own quotation marks and all
        return spelt_name(provision, marked=misread)

    def part(self, name: str) -> str:
        """A part, its provision first."""
        odd = name.endswith("(a person)")
        return f"{self.provision(self.declared.parts[name])}  {spelt_name(name, marked=odd)}"

    def owner(self, name: str, scope: Scope | None = None) -> str:
        """The person, the matter or an entry, as it stands after `the`."""
        if name == MATTER and (scope is None or scope.kinds.get(MATTER) == MATTER):
            matter = self.declared.matter
            taken = {PERSON, *self.declared.list_named, *(scope.kinds if scope else ())}
            name = MATTER if matter in taken else matter
        others = {PERSON, MATTER, self.declared.matter, *(scope.kinds if scope else ())} - {name}
        clash = any(opens_with(name, each) or opens_with(each, name) for each in others)
        words = name.split(" ")
        odd = "," in name or len(words) > 12 or not _NOT_AN_OWNER.isdisjoint(words)
        return spelt_name(name, marked=clash or odd)

    def word(self, word: str, *, alone: bool = False) -> str:
        """A word among others, or alone after `is`."""
        read_else = word == "nothing" or word in self.declared.code_list_at
        odd = word.startswith("(") or "," in word or read_else
        begins = any(opens_with(word, opener) for opener in _WORD_OPENERS)
        return spelt_name(word, marked=odd or begins or (alone and opens_with(word, "not")))

    def members(self, members: Sequence[str | Cited]) -> list[str]:
        """The members of a set, one text each."""
        return [self._cited(m) if isinstance(m, Cited) else self.word(m) for m in members]

    def _cited(self, cited: Cited) -> str:
        provision = cited.list
        odd = "," in provision or bool(opener_of(provision)) or provision.startswith("(")
        plain = PROVISION.fullmatch(provision) and not odd
        head = provision if plain else spelt_name(provision, marked=odd)
        if not cited.items:
            return head
        codes = self.declared.code_sets[self.declared.code_list_at[provision].vocabulary]
        texts: list[str] = []
        for label in cited.items:
            whole = provision + label
            taken = whole in codes or whole in self.declared.code_list_at
            direct = LABELS.fullmatch(label) and (texts or not taken)
            gap = "" if texts or direct else " "
            texts.append(
                gap + (label if direct else f"item {spelt_name(label, marked=',' in label)}")
            )
        return head + ", ".join(texts)
