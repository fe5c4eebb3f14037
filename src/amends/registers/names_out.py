"""Names of people taken out of a wording before it is listed for others to read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

NAME: Final = "[name]"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_APART = re.compile(r"['’-]")


def without_names(wording: str, names: str) -> str:
    """The wording with each word of `names` in it replaced by `[name]`.

    Capitals, accents, apostrophes and hyphens make no difference, and one part of a double name is
    enough. Single letters stay: an initial names nobody, and `B. of P.` is full of them.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", names))
    # `Mc Leod` is `McLeod` too.
    joined = [one + other for one, other in pairwise(words)]
    known = frozenset[str]().union(*map(_faces, words), *map(_faces, joined))
    text, faces = _text(wording)
    if known.isdisjoint(faces):
        return text
    return _WORD.sub(lambda found: NAME if _faces(found[0]) & known else found[0], text)


# The same wording stands beside many names, and mostly holds none of them.
@lru_cache(maxsize=50_000)
def _text(wording: str) -> tuple[str, frozenset[str]]:
    """A wording with letters in their plain form, and the faces of its words."""
    text = unicodedata.normalize("NFKC", wording)
    return text, frozenset(face for word in _WORD.findall(text) for face in _faces(word))


@lru_cache(maxsize=50_000)
def _faces(word: str) -> frozenset[str]:
    """A word and its parts between hyphens and apostrophes, in plain letters."""
    plain = [_plain(one) for one in (word, *word.split("-"), *_APART.split(word))]
    return frozenset(one for one in plain if len(one) > 1)


def _plain(word: str) -> str:
    """The letters of a word without case, accents, apostrophes and hyphens."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if letter.isalpha())
