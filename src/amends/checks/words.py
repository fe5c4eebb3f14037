"""Words of a scheme that take one another in, so that one of them could refute wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from amends.problems import Place, Problem
from amends.scheme.model import Scheme

_BETWEEN = re.compile(r", or |,| or ")


def check_words(scheme: Scheme, file: str) -> tuple[Problem, ...]:
    """Each word that is several with "or" or a comma between them, one of which is a word too."""
    return tuple(_of_several(scheme, file))


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
