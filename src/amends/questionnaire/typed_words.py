"""What a person types for a word, understood as one or several of the choices, or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from amends.cases.case_values import Said, quoted
from amends.questionnaire.asks import FactAsk, Word
from amends.questionnaire.choices import NOT_SURE, choices, shown, vocabulary_of
from amends.scheme.declarations import PlainWords, Vocabulary, in_mode
from amends.scheme.model import Scheme
from amends.truth.values import Codes

_SHORT: Final = {"y": "yes", "n": "no"}
_SHORTEST_BEGINNING: Final = 3
_LONG_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Misread:
    """Why an answer cannot be taken, and what to type instead; two sentences.

    `among` are the numbers of the choices that it may have been meant for, with their words.
    """

    what: str
    remedy: str
    among: tuple[tuple[int, str], ...] = ()


def word_typed(text: str, ask: FactAsk, scheme: Scheme) -> Said | Word | Misread:
    """One code, or several one of which it is: `2 or 5`. The text is in small letters."""
    words = _Words.of(ask, scheme)
    parts, found = [text], [words.code(text)]
    if isinstance(found[0], Misread) and " or " in text:
        parts = text.split(" or ")
        found = [words.code(part) for part in parts]
    codes = [code for code in found if isinstance(code, str) and code != NOT_SURE]
    if len(codes) < len(found):
        misread = next((one for one in found if isinstance(one, Misread)), None)
        unsure = Word.NOT_SURE if len(found) == 1 else words.asked_back(text, ())
        return misread or unsure
    for part, code in zip(parts, codes, strict=True):
        if asked := words.mistaken(part, code, codes):
            return asked
    return Said(Codes(frozenset(codes)))


@dataclass(frozen=True, slots=True)
class _Words:
    """The choices of a coded fact, every code that it can be, and its declared words, if any."""

    offered: Sequence[str]
    codes: Sequence[str]
    vocabulary: Vocabulary | None

    @classmethod
    def of(cls, ask: FactAsk, scheme: Scheme) -> _Words:
        codes = scheme.codes_of[ask.declared(scheme).vocabulary]
        return cls(choices(ask, scheme), codes, vocabulary_of(ask, scheme))

    def code(self, text: str) -> str | Misread:
        text = text.strip()
        exact = {code.casefold(): code for code in (*self.codes, NOT_SURE)}
        if text in exact:
            return exact[text]
        for mode in self.vocabulary.modes if self.vocabulary else ():
            bare = re.fullmatch(rf"(.+?),? \(?{re.escape(mode.casefold())}\)?", text)
            if bare:
                word = replace(self, codes=self.offered).bare(bare[1])
                return in_mode(word, mode) if isinstance(word, str) and word != NOT_SURE else word
        return self.bare(text)

    def bare(self, text: str) -> str | Misread:
        """A word without its mode, by its name or number."""
        if text.isdecimal():
            nth = int(text) if len(text) < 4 else 0
            if 1 <= nth <= len(self.offered):
                return self.offered[nth - 1]
            what = f"There is no number {text}."
            return Misread(what, f"The numbers go from 1 to {len(self.offered)}.")
        if len(self.offered) == 3 and text in _SHORT and _SHORT[text] in self.offered:
            return _SHORT[text]
        return self.near(text)

    def near(self, text: str) -> str | Misread:
        """The one word that begins so, and is not called so alone; else what may be meant."""
        plain = {word.casefold(): word for word in self.offered}
        begins = [word for word in plain if word.startswith(text)]
        called = self._called(text)
        if len(begins) == 1 and len(text) >= _SHORTEST_BEGINNING and called <= {plain[begins[0]]}:
            return plain[begins[0]]
        close = [word for word in plain if _initials(word) == text]
        if len(text) >= _SHORTEST_BEGINNING:
            close = (
                close or begins or [*get_close_matches(text, plain, n=3), *_holding(text, plain)]
            )
        return self.asked_back(text, {plain[word] for word in close} | called)

    def mistaken(self, text: str, code: str, said: Collection[str]) -> Misread | None:
        """Which is meant, where a word may be mistaken for one that was not said beside it.

        What was typed with a number, that of a choice or of a provision, is no mistake.
        """
        if self.vocabulary is None or any(sign.isdigit() for sign in text):
            return None
        plain = self.vocabulary.plainly(code)
        beside = {self.vocabulary.plainly(one).word for one in said}
        others = {see.word for see in plain.see} - beside
        return self.asked_back(text, {plain.word, *others}) if others else None

    def _called(self, text: str) -> set[str]:
        """The words whose plain words have most of the long words of a text in them.

        With them stand those that they may be mistaken for, if these sound like the text as well.
        """
        found = {
            plain.word: sum(
                any(_akin(part, one) for one in _long_words(plain.said_as)) for part in parts
            )
            for parts in [_long_words(text)]
            for plain in self._plain
        }
        most = max(found.values(), default=0)
        called = {word for word, count in found.items() if count == most > 0}
        pairs = ({plain.word, see.word} for plain in self._plain for see in plain.see)
        beside = set().union(*(pair for pair in pairs if not pair.isdisjoint(called)))
        return called | {word for word in beside if self._sounds_like(word, text)}

    @property
    def _plain(self) -> Sequence[PlainWords]:
        return self.vocabulary.plain if self.vocabulary else ()

    def _sounds_like(self, word: str, text: str) -> bool:
        names = _long_words(shown(word, self.vocabulary))
        return any(_akin(part, one) for part in _long_words(text) for one in names)

    def asked_back(self, text: str, meant: Collection[str]) -> Misread:
        """Asks which of these is meant."""
        numbers = sorted({self.offered.index(word) + 1 for word in meant})
        among = tuple((n, shown(self.offered[n - 1], self.vocabulary)) for n in numbers)
        if len(among) > 1:
            what = f"More than one of these may be meant by {quoted(text)}."
            several = " or ".join(str(number) for number in numbers[:2])
            remedy = f'Type the number of the one that is, or say several, as in "{several}":'
            return Misread(what, remedy, among)
        what = f"{quoted(text)} is not one of the words."
        if among:
            ((number, word),) = among
            return Misread(what, f'Did you mean {number} ("{word}")?')
        return Misread(what, f"Type a number from 1 to {len(self.offered)}, or the word.")


def _holding(text: str, offered: Iterable[str]) -> Iterator[str]:
    """The words that hold the text, or else a long word of it."""
    parts = [text, *(part for part in text.split() if len(part) >= _LONG_WORD)]
    for word in offered:
        # "guilty" is no part of "not guilty": what says the opposite is not offered.
        if any(part in word and f"not {part}" not in word for part in parts):
            yield word


def _long_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= _LONG_WORD]


def _akin(one: str, other: str) -> bool:
    """Whether two words begin alike for most of the shorter: `policeman` and `police`."""
    pairs = zip(one, other, strict=False)
    alike = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return alike >= _LONG_WORD and 3 * alike >= 2 * min(len(one), len(other))


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split()) if " " in words else ""
