"""What a clerk wrote, as tokens: cleaned, cut into pieces, and its phrases looked up.

Nothing here knows what a word means; it knows how words, numbers, references to
a numbered section, dates and breaks are written. Every step takes time in proportion to
the length of the text, and none raises for any text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

LONGEST_CELL = 2_000
"""Characters; a longer cell is read by no rule, since no clerk's entry is so long."""

Meaning = TypeVar("Meaning")

_SUB = (
    r"(?:\s{0,2}(?:,?\s?(?:sub-?\s?sec(?:tion)?|para(?:graph)?)\.?\s?)?"
    r"\(\s?(?:\d{1,2}[a-z]?|[a-z]a?|[ivx]{1,4})\s?\)"
    r"|[./]\d{1,2}(?!\d)|[./][a-z](?![a-z.])|(?<=[\d)])[a-z](?![a-z.]))"
)
_SECTION = (
    r"(?:(?<![a-z'’])(?:ss?|secs?|sects?|sections?)[.\s]{0,3}|§\s?)"
    rf"\d{{1,3}}(?!\d){_SUB}{{0,5}}(?!\w)"
    rf"|(?<![\w.£(])\d{{1,3}}\s?\((?:\d{{1,2}}|[a-z])\){_SUB}{{0,4}}(?!\w)"
)
_INITIALS = (
    r"(?<![^\W\d_])[a-z.]{1,8}\([a-z]\)\.?[a-z]\b\.?"
    r"|(?<![^\W\d_])[a-z]{1,2}(?:\.[a-z]{1,2})+\.?(?![a-z])"
    r"|(?<![^\W\d_])[a-z]/[a-z]\b"
)
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<money>£\s?\d[\d,]{0,9}(?:\.\d{1,2})?)",
            rf"(?P<section>{_SECTION})",
            r"(?P<date>(?<!\w)\d{1,4}(?:[./-]\d{1,4}){1,2}(?!\w))",
            r"(?P<number>\d{1,9}(?:st|nd|rd|th)?(?!\w))",
            rf"(?P<initials>{_INITIALS})",
            r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)",
            r"(?P<both>[&+])",
            r"(?P<either>/)",
            r"(?P<break>(?<!\w)-|-(?!\w)|[,:()–—])",
            r"(?P<piece>;)",
            r"(?P<nothing>[\s.'’‘\"“”-])",
            r"(?P<other>.)",
        )
    ),
    re.IGNORECASE | re.DOTALL,
)
_GROUP = re.compile(r"\d+|[a-z]+")
_MARKER = re.compile(r"(?:(?<=\s)|(?<=[;,])|^)(\()?(\d)([).:])(?:\s*(?=[^\W\d_])|\s+(?=\d{2,4}\b))")
_NOTE = re.compile(r"\[[^\[\]]*\]")


class Token(NamedTuple):
    """A written thing: what it is, its value in lower case, where it stands in the text."""

    kind: str
    value: str
    start: int
    end: int


def clean(cell: str) -> str:
    """The cell with compatible letters made one, odd spaces plain and lines joined by `;`."""
    plain = unicodedata.normalize("NFKC", cell)
    lines = (line.strip() for line in plain.splitlines())
    joined = "; ".join(line for line in lines if line)
    kept = (letter for letter in joined if unicodedata.category(letter) not in {"Cc", "Cf"})
    return " ".join("".join(kept).split())


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The written things of a stretch of cleaned text, in order, blanks and stops left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or "other"
        if kind == "nothing":
            continue
        value = match.group().lower()
        if kind == "section":
            value = _reference(value)
        elif kind == "initials":
            kind = "word"
            value = re.sub(r"[.()]", "", value)
        elif kind == "word":
            value = re.sub(r"['’]", "", value)
        elif kind == "number":
            value = re.sub(r"\D", "", value)
        elif kind == "both":
            value = "and"
        if value == "and":
            kind = "both"
        found.append(Token(kind, value, match.start(), match.end()))
    return _without_inner_brackets(found)


def _reference(written: str) -> str:
    """A section as `41(1)(a)`, however its parts were set off."""
    plain = re.sub(r"sub-?\s?sec\w*|para\w*", "", written)
    parts: list[str] = _GROUP.findall(re.sub(r"^\D+", "", plain))
    number, *below = parts
    return number + "".join(f"({part})" for part in below)


def _without_inner_brackets(found: Sequence[Token]) -> list[Token]:
    """Brackets round one word are part of a title when the word for its kind follows at once."""
    kept: list[Token] = []
    skip = -1
    for place, token in enumerate(found):
        if place == skip:
            continue
        inner = found[place : place + 4]
        if (
            token.value == "("
            and len(inner) == 4
            and (inner[1].kind, inner[2].value) == ("word", ")")
            and inner[3].value in {"a", "act"}
        ):
            skip = place + 2
            continue
        kept.append(token)
    return kept


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing for many: phrases and what is read for them, and words passed over."""

    phrases: Lexicon[tuple[str, ...]]
    ignored: frozenset[str]

    def normal(self, found: Sequence[Token]) -> list[Token]:
        """The tokens in normal spelling; a replaced phrase keeps its place in the text."""
        normal: list[Token] = []
        place = 0
        while place < len(found):
            token = found[place]
            hit = self.phrases.at(found, place)
            if hit is None:
                if token.value not in self.ignored:
                    normal.append(token)
                place += 1
                continue
            words, place = hit
            end = found[place - 1].end
            for word in words:
                kind = "both" if word == "and" else "word"
                normal.append(Token(kind, word, token.start, end))
        return normal

    def phrase(self, written: str) -> tuple[str, ...]:
        """A phrase of the catalogue in normal spelling, to be looked up in a lexicon."""
        return tuple(token.value for token in self.normal(tokens(clean(written))))


class Lexicon(Generic[Meaning]):
    """Phrases with one meaning each; the longest phrase that stands at a place is found."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Mapping[tuple[str, ...], Meaning]) -> None:
        """Take each phrase, a tuple of at least one word, with its meaning."""
        by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in phrases.items():
            by_first.setdefault(phrase[0], []).append((phrase, meaning))
        for known in by_first.values():
            known.sort(key=lambda pair: -len(pair[0]))
        self._by_first = by_first

    def at(self, found: Sequence[Token], place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at `place`, and where it ends."""
        for phrase, meaning in self._by_first.get(found[place].value, ()):
            end = place + len(phrase)
            if end <= len(found) and all(
                token.value == word for token, word in zip(found[place:end], phrase, strict=True)
            ):
                return meaning, end
        return None


class Piece(NamedTuple):
    """A stretch of the text and the number that the clerk gave it, 0 for none."""

    number: int
    start: int
    end: int


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut where the clerk counted, `(1) ... (2) ...`, or else at each `;`.

    A count begins with 1 at the head of the text and goes up by one in the same form
    (`(1)`, `1)`, `1.`); what does not is no count. Pieces without any content are left out.
    """
    counted: list[re.Match[str]] = []
    for match in _MARKER.finditer(text):
        if not counted and match.start() != 0:
            break
        same = not counted or match.group(1, 3) == counted[0].group(1, 3)
        if same and int(match.group(2)) == len(counted) + 1:
            counted.append(match)
    if counted:
        ends = [match.start() for match in counted[1:]] + [len(text)]
        spans = [
            (number, match.end(), end)
            for number, (match, end) in enumerate(zip(counted, ends, strict=True), start=1)
        ]
    else:
        cuts = [-1, *(match.start() for match in re.finditer(";", text)), len(text)]
        spans = [(0, before + 1, after) for before, after in pairwise(cuts)]
    trimmed = (Piece(number, *_trim(text, start, end)) for number, start, end in spans)
    return tuple(piece for piece in trimmed if piece.start < piece.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks and separators at its ends."""
    while start < end and text[start] in " ;,":
        start += 1
    while end > start and text[end - 1] in " ;,":
        end -= 1
    return start, end


def notes(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text with each note in square brackets blanked out, and where the notes stand."""
    spans = tuple(match.span() for match in _NOTE.finditer(text))
    for start, end in spans:
        text = text[:start] + ";" + " " * (end - start - 2) + ";" + text[end:]
    return text, spans
