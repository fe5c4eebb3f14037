"""What a person types for a word, understood as one or several of the choices, or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
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
    """Why an answer cannot be taken, and what to type instead.

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
    typed = [one for one in found if isinstance(one, _Typed) and one.code != NOT_SURE]
    if len(typed) < len(found):
        misread = next((one for one in found if isinstance(one, Misread)), None)
        unsure = Word.NOT_SURE if len(found) == 1 else words.asked_back(text, ())
        return misread or unsure
    codes = [one.code for one in typed]
    for part, one in zip(parts, typed, strict=True):
        if asked := words.mistaken(part, one, codes):
            return asked
    return Said(Codes(frozenset(codes)))


class _By(Enum):
    """By what a code was typed."""

    NUMBER = "its number among the choices"
    NAME = "its name"
    BEGINNING = "the beginning of its name"


@dataclass(frozen=True, slots=True)
class _Typed:
    """A code that was typed, and by what."""

    code: str
    by: _By


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

    def code(self, text: str) -> _Typed | Misread:
        text = text.strip()
        exact = {code.casefold(): code for code in (*self.codes, NOT_SURE)}
        if text in exact:
            return _Typed(exact[text], _By.NAME)
        for mode in self._modes:
            bare = re.fullmatch(rf"(.+?),? \(?{re.escape(mode.casefold())}\)?", text)
            if bare:
                word = replace(self, codes=self.offered).bare(bare[1])
                if isinstance(word, Misread) or word.code == NOT_SURE:
                    return word
                return _Typed(in_mode(word.code, mode), word.by)
        return self.bare(text)

    def bare(self, text: str) -> _Typed | Misread:
        """A word without its mode, by its name or number."""
        if text.isdecimal():
            nth = int(text) if len(text) < 4 else 0
            if 1 <= nth <= len(self.offered):
                return _Typed(self.offered[nth - 1], _By.NUMBER)
            what = f"There is no number {text}."
            return Misread(what, f"The numbers go from 1 to {len(self.offered)}.")
        if len(self.offered) == 3 and text in _SHORT and _SHORT[text] in self.offered:
            return _Typed(_SHORT[text], _By.BEGINNING)
        return self.near(text)

    def near(self, text: str) -> _Typed | Misread:
        """The one word that begins so, and is all that may be meant; else what may be meant."""
        folded = {word.casefold(): word for word in self.offered}
        begins = [word for word in folded if word.startswith(text)]
        called = self._called(text)
        if len(text) < _SHORTEST_BEGINNING:
            close = [word for word in folded if _initials(word) == text]
            return self.asked_back(text, {folded[word] for word in close} | called)
        if len(begins) == 1:
            called |= self._with_a_word_that_begins(text)
            mode = any(mode.casefold().startswith(text) for mode in self._modes)
            if called <= {folded[begins[0]]} and not mode:
                return _Typed(folded[begins[0]], _By.BEGINNING)
        close = [word for word in folded if _initials(word) == text] or begins
        close = close or [*get_close_matches(text, folded, n=3), *_holding(text, folded)]
        return self.asked_back(text, {folded[word] for word in close} | called)

    def mistaken(self, text: str, typed: _Typed, said: Collection[str]) -> Misread | None:
        """Which is meant, where a word may be mistaken for one that was not said beside it.

        A number is no mistake. Neither is the name of a word that is called otherwise in plain
        words: whoever types it has it from a paper.
        """
        if self.vocabulary is None or typed.by is _By.NUMBER:
            return None
        plain = self.vocabulary.plainly(typed.code)
        if typed.by is _By.NAME and plain.said_as:
            return None
        beside = {self.vocabulary.plainly(one).word for one in said}
        others = {see.word for see in plain.see} - beside
        return self.asked_back(text, {plain.word, *others}) if others else None

    def _called(self, text: str) -> set[str]:
        """The words that a text may mean by their plain words."""
        best = self._best_by_plain_words(text)
        return best | self._mistaken_with(best, text)

    def _best_by_plain_words(self, text: str) -> set[str]:
        """The words whose plain words have most of the long words of a text in them."""
        parts = _long_words(text)
        found: dict[str, int] = {}
        for plain in self._plain:
            said = _long_words(plain.said_as)
            found[plain.word] = sum(any(_akin(part, one) for one in said) for part in parts)
        most = max(found.values(), default=0)
        return {word for word, count in found.items() if count == most > 0}

    def _mistaken_with(self, words: Collection[str], text: str) -> set[str]:
        """What may be mistaken for one of some words, or they for it, and sounds like a text."""
        pairs = [{plain.word, see.word} for plain in self._plain for see in plain.see]
        beside = {word for pair in pairs if not pair.isdisjoint(words) for word in pair}
        return {word for word in beside if self._sounds_like(word, text)}

    def _with_a_word_that_begins(self, text: str) -> set[str]:
        """Those that a text begins a word of, in their names or their plain words."""
        start = re.compile(rf"\b{re.escape(text)}")
        return {word for word in self.offered if start.search(self._shown(word).casefold())}

    def _shown(self, word: str) -> str:
        return shown(word, self.vocabulary)

    @property
    def _modes(self) -> Sequence[str]:
        return self.vocabulary.modes if self.vocabulary else ()

    @property
    def _plain(self) -> Sequence[PlainWords]:
        return self.vocabulary.plain if self.vocabulary else ()

    def _sounds_like(self, word: str, text: str) -> bool:
        names = _long_words(self._shown(word))
        return any(_akin(part, one) for part in _long_words(text) for one in names)

    def asked_back(self, text: str, meant: Collection[str]) -> Misread:
        """Asks which of these is meant."""
        numbers = sorted({self.offered.index(word) + 1 for word in meant})
        among = tuple((n, self._shown(self.offered[n - 1])) for n in numbers)
        if len(among) > 1:
            what = f"More than one of these may be meant by {quoted(text)}."
            several = " or ".join(str(number) for number in numbers[:2])
            remedy = f'Type the number of the one that is, "{NOT_SURE}", or several, '
            return Misread(what, f'{remedy}as in "{several}":', among)
        what = f"{quoted(text)} is not one of the words."
        if among:
            ((number, word),) = among
            remedy = f'Did you mean {number} ("{word}")? Then type {number}; '
            return Misread(what, f'{remedy}else another number, or "{NOT_SURE}".')
        remedy = f"Type a number from 1 to {len(self.offered)}, or the word; "
        return Misread(what, f'{remedy}or "{NOT_SURE}".')


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
