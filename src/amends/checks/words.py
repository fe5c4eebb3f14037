"""Words of a scheme that take one another in, or that nobody who is asked could know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amends.problems import Place, Problem
from amends.scheme.model import Scheme

_BETWEEN = re.compile(r", or |,| or ")
# `36(2)(a)` or `175a`, or a year and another number behind it: in no language an everyday word.
_CITED = re.compile(r"\d\(|\b\d{1,3}[^\W\d_]\b|\b\d{4}\b.*\b\d{1,3}\b")


def check_words(scheme: Scheme, file: str) -> tuple[Problem, ...]:
    """Each word that is several with "or" or a comma between them, one of which is a word too.

    And each vocabulary that people are asked for and that has a citation and no plain words. A
    citation is known by its number alone, whatever the language: one with a letter or a bracket
    behind it, or one behind a year. What is cited by a bare number, `StGB 175`, is not known.
    """
    return (*_of_several(scheme, file), *_said_by_nobody(scheme, file))


def _of_several(scheme: Scheme, file: str) -> Iterator[Problem]:
    for vocabulary in scheme.vocabularies:
        known = frozenset(vocabulary.words)
        for word in vocabulary.words:
            pieces = [piece.strip() for piece in _BETWEEN.split(word)]
            for piece in (piece for piece in pieces if piece != word and piece in known):
                yield Problem(
                    "scheme-word-of-several",
                    Place(file, heading=vocabulary.name),
                    f"the word `{word}` takes in the word `{piece}`",
                    "declare each by itself; what leaves it open says both, with `or` between",
                    f"whoever is recorded under it would be counted as no `{piece}`",
                )


def _said_by_nobody(scheme: Scheme, file: str) -> Iterator[Problem]:
    own = (*scheme.matter_facts, *scheme.person_facts)
    facts = (*own, *(fact for kind in scheme.lists for fact in kind.facts))
    asked = {fact.vocabulary for fact in facts if fact.ask}
    for vocabulary in scheme.vocabularies:
        cited = next((word for word in vocabulary.words if _CITED.search(word)), "")
        said = any(plain.said_as for plain in vocabulary.plain)
        if cited and not said and vocabulary.name in asked:
            yield Problem(
                "scheme-words-not-plain",
                Place(file, heading=vocabulary.name),
                f"`{cited}` is a citation, and no word of `{vocabulary.name}` is said plainly",
                "write beneath each word that you can `said as` and what people call it; of those "
                "that were not seen the notes say so",
                "whoever is asked knows what was done, and picks another word that sounds like it",
            )
