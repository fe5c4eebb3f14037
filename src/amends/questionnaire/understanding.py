"""What a person types, understood as an answer, as a wish, or not; never guessed.

A near spelling is offered, not taken. A number among the choices, the word itself, or a beginning
of one word alone is taken, and what was understood is said back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Final, assert_never

from amends.cases.case_values import BadValue, Said, quoted, read_values
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Reply, Word
from amends.scheme.declarations import YES_NO, Fact, FactType, Vocabulary, in_mode
from amends.scheme.model import Scheme
from amends.truth.values import Codes, Span

LONGEST: Final = 200
"""Characters in the longest answer that is read."""

NOT_SURE: Final = "not sure"


class Wish(Enum):
    """What a person may want instead of answering."""

    HELP = "?"
    BACK = "back"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Misread:
    """Why an answer cannot be taken, and what to type instead; two sentences.

    `among` are the numbers of the choices that it may have been meant for, with their words.
    """

    what: str
    remedy: str
    among: tuple[tuple[int, str], ...] = ()


_WISHES: Final = {
    **dict.fromkeys(("?", "help", "h", "why", "why?"), Wish.HELP),
    **dict.fromkeys(("back", "undo", "b"), Wish.BACK),
    **dict.fromkeys(("stop", "quit", "exit", "q", "end"), Wish.STOP),
}
_UNSURE: Final = frozenset(
    {"not sure", "unsure", "not known", "unknown", "don't know", "dont know", "do not know"}
    | {"no idea", "i don't know", "i dont know", "i am not sure", "i'm not sure", "n/k", "nk"}
    | {"don't remember", "dont remember", "i don't remember", "can't remember", "cannot remember"}
    | {"can't say", "cannot say", "i can't say", "i can't remember", "i forget"}
)
_HEDGED: Final = re.compile(
    r"(?:\bi )?\b(?:do(?:n't| not) )?(?:think|believe|suppose|guess|reckon|imagine|doubt|assume)\b"
    r"(?: (?:so|not|it was|in)\b)?"
    r"|\b(?:probably|perhaps|maybe|possibly|presumably|likely|might|could be|may be)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:not|no|never|doubt)\b|n't\b", re.IGNORECASE)
_LOSES_NOTHING: Final = (
    f'"{NOT_SURE}": that loses nothing, is never taken as a no, and shows what to look up.'
)
_SHORT: Final = {"y": "yes", "n": "no"}
_SHORTEST_BEGINNING: Final = 3
_LONG_WORD: Final = 4
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffd]")
_FROM_TO: Final = re.compile(
    r"(?:from |since )?(?P<first>.+?) (?:to|until|till|up to) (?P<last>.+)", re.IGNORECASE
)
_FROM: Final = re.compile(r"(?:from|since) (?P<first>.+?)(?: on| onwards?)?", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?:to|until|till|up to) (?P<last>.+)", re.IGNORECASE)
_YEARS: Final = re.compile(r"(?P<first>\d{4}) ?[-\u2013] ?(?P<last>\d{4}|1[3-9]|[2-9]\d)")
_NUMBER: Final = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d{1,16}")
_SUM: Final = re.compile(r"[£$€]?\s?(?P<whole>\d{1,3}(?:[, ]\d{3})+|\d{1,13})(?:\.(?P<part>\d\d))?")


def understand(text: str, ask: Ask, scheme: Scheme) -> Reply | Wish | Misread:
    """What a line of text says to a question.

    A word of the scheme that is spelt like a wish is the answer. Pure; never raises.
    """
    text = text.strip()
    if _CONTROL.search(text.replace("\t", " ")):
        return Misread("That holds signs that are no letters.", "Please type it again.")
    if len(text) > LONGEST:
        return Misread("That is too long for an answer.", "Please answer in a few words.")
    text = " ".join(text.split())
    if not text:
        return Misread("Nothing was typed.", f'Type an answer, or "{NOT_SURE}".')
    plain = _plain(text)
    if plain in _WISHES and plain not in choices(ask, scheme):
        return _WISHES[plain]
    if plain in _UNSURE:
        return Word.NOT_SURE
    match ask:
        case ListAsk():
            return _hedged_list(text, ask) if _HEDGED.search(plain) else _of_list(plain, ask)
        case FactAsk():
            fact = ask.declared(scheme)
            if fact.type is not FactType.CODE:
                return _hedged_value(text, fact) if _HEDGED.search(plain) else _value(text, fact)
            found = _codes(plain, fact, ask, scheme)
            hedged = isinstance(found, Misread) and _HEDGED.search(plain)
            return _hedged_code(text, fact) if hedged else found
        case _:
            assert_never(ask)


def wish(text: str) -> Wish | None:
    """What a line of text wishes for, where nothing is asked."""
    return _WISHES.get(_plain(" ".join(text.split())))


def _plain(text: str) -> str:
    return text.casefold().replace("\u2019", "'").rstrip(".!")


def choices(ask: Ask, scheme: Scheme) -> tuple[str, ...]:
    """The numbered answers, "not sure" last; () for what is answered freely.

    Words of an offence in a mode are not among them: a mode is added to a word.
    """
    match ask:
        case ListAsk(beside=0):
            return ("yes", "no, there is none", NOT_SURE)
        case ListAsk():
            return ("yes, there is another", "no, that is all", NOT_SURE)
        case FactAsk():
            fact = ask.declared(scheme)
            if fact.vocabulary == YES_NO:
                return ("yes", "no", NOT_SURE)
            vocabulary = vocabulary_of(fact, scheme)
            return (*vocabulary.words, NOT_SURE) if vocabulary else ()
        case _:
            assert_never(ask)


def vocabulary_of(fact: Fact, scheme: Scheme) -> Vocabulary | None:
    """The declared words of a fact; None for one that has none of its own."""
    return next((v for v in scheme.vocabularies if v.name == fact.vocabulary), None)


# --- what somebody is not certain of ---


def _hedged_list(text: str, ask: ListAsk) -> Misread:
    known = "that there is one" if ask.beside == 0 else "that there is another"
    remedy = f'Say "yes" if you know {known}, "no" if you know that there is none; or '
    return Misread(_unsure(text), remedy + _LOSES_NOTHING)


def _hedged_code(text: str, fact: Fact) -> Misread:
    words = '"yes" or "no"' if fact.vocabulary == YES_NO else 'one, or several as in "2 or 5",'
    return Misread(_unsure(text), f"Say {words} if you would stand by it; or {_LOSES_NOTHING}")


def _hedged_value(text: str, fact: Fact) -> Reply | Misread:
    """A day of which somebody is not certain is taken as about that day.

    A time with two ends is not, and "I don't think it was 1950" is no date.
    """
    rest = " ".join(_HEDGED.sub(" ", text).split()).strip(" ,.")
    other = _FROM_TO.fullmatch(rest) or _YEARS.fullmatch(rest) or _DENIED.search(_plain(text))
    if fact.type in (FactType.DATE, FactType.PERIOD) and not other:
        found = _value(rest if rest.startswith("about ") else f"about {rest}", fact)
        if isinstance(found, Said):
            return found
    remedy = "Say it without that if you would stand by it"
    if fact.type in (FactType.DATE, FactType.PERIOD):
        remedy += ', or with "about": "about June 1950"'
    return Misread(_unsure(text), f"{remedy}; or {_LOSES_NOTHING}")


def _unsure(text: str) -> str:
    return f"{quoted(text)} sounds as if you are not certain."


# --- words ---


_THERE_IS: Final = ("", "there is", "there is one", "there is another", "another", "one more")
_THAT_IS_ALL: Final = ("that is all", "that's all")
_NO_MORE: Final = ("", *_THAT_IS_ALL, "none", "no more", "there is none", "there are no others")


def _of_list(text: str, ask: ListAsk) -> Reply | Misread:
    # Only these: "no, not sure" and "no, not that I know of" do not say that there is none.
    first, _, rest = text.partition(",")
    if text in ("1", "y", "another") or (first == "yes" and rest.strip() in _THERE_IS):
        return Word.THERE_IS
    if text in ("2", "n", "none", *_THAT_IS_ALL) or (first == "no" and rest.strip() in _NO_MORE):
        return Word.NO_MORE
    if text == "3":
        return Word.NOT_SURE
    what = f"{quoted(text)} is no answer to this."
    remedy = f'Type "yes", "no" or "{NOT_SURE}".'
    if ask.beside == 0:
        remedy += ' After "yes" you are asked about it.'
    return Misread(what, remedy)


def _codes(text: str, fact: Fact, ask: FactAsk, scheme: Scheme) -> Reply | Misread:
    """One code, or several one of which it is: `2 or 5`."""
    offered, codes = choices(ask, scheme), scheme.codes_of[fact.vocabulary]
    vocabulary = vocabulary_of(fact, scheme)
    whole = _code(text, offered, codes, vocabulary)
    if isinstance(whole, Misread) and " or " in text:
        parts = [_code(part, offered, codes, vocabulary) for part in text.split(" or ")]
        found = [part for part in parts if isinstance(part, str) and part != NOT_SURE]
        if len(found) < len(parts):
            return next((part for part in parts if isinstance(part, Misread)), whole)
        return Said(Codes(frozenset(found)))
    if isinstance(whole, Misread):
        return whole
    return Word.NOT_SURE if whole == NOT_SURE else Said(Codes(frozenset({whole})))


def _code(
    text: str, offered: Sequence[str], codes: Sequence[str], vocabulary: Vocabulary | None
) -> str | Misread:
    text = text.strip()
    exact = {code.casefold(): code for code in (*codes, NOT_SURE)}
    if text in exact:
        return exact[text]
    for mode in vocabulary.modes if vocabulary else ():
        bare = re.fullmatch(rf"(.+?),? \(?{re.escape(mode.casefold())}\)?", text)
        if bare:
            word = _code(bare[1], offered, codes, None)
            return in_mode(word, mode) if isinstance(word, str) and word != NOT_SURE else word
    if text.isdecimal():
        nth = int(text) if len(text) < 4 else 0
        if 1 <= nth <= len(offered):
            return offered[nth - 1]
        return Misread(f"There is no number {text}.", f"The numbers go from 1 to {len(offered)}.")
    if len(offered) == 3 and text in _SHORT and _SHORT[text] in offered:
        return _SHORT[text]
    return _near(text, offered)


def _near(text: str, offered: Sequence[str]) -> str | Misread:
    """The one word that begins so; else what it may have been meant for."""
    plain = {word.casefold(): word for word in offered}
    begins = [word for word in plain if word.startswith(text)]
    if len(begins) == 1 and len(text) >= _SHORTEST_BEGINNING:
        return plain[begins[0]]
    close = [word for word in plain if _initials(word) == text]
    if len(text) >= _SHORTEST_BEGINNING:
        close = close or begins or [*get_close_matches(text, plain, n=3), *_holding(text, plain)]
    among = sorted({(offered.index(plain[word]) + 1, plain[word]) for word in close})
    if len(among) > 1:
        what = f"More than one of these may be meant by {quoted(text)}."
        return Misread(what, "Type the number of the one that is:", tuple(among))
    what = f"{quoted(text)} is not one of the words."
    if among:
        ((number, word),) = among
        return Misread(what, f'Did you mean {number} ("{word}")?')
    return Misread(what, f"Type a number from 1 to {len(offered)}, or the word.")


def _holding(text: str, offered: Iterable[str]) -> Iterator[str]:
    """The words that hold the text, or else a long word of it."""
    parts = [text, *(part for part in text.split() if len(part) >= _LONG_WORD)]
    for word in offered:
        # "guilty" is no part of "not guilty": what says the opposite is not offered.
        if any(part in word and f"not {part}" not in word for part in parts):
            yield word


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split()) if " " in words else ""


# --- values ---


def _value(text: str, fact: Fact) -> Reply | Misread:
    match fact.type:
        case FactType.DATE:
            return _read(text, fact)
        case FactType.PERIOD:
            return _period(text, fact)
        case FactType.NUMBER:
            return _number(text)
        case FactType.MONEY:
            return _money(text)
        case FactType.CODE:
            msg = "a coded fact is answered with a word"
            raise AssertionError(msg)
        case _:
            assert_never(fact.type)


def _read(raw: object, fact: Fact) -> Said | Misread:
    try:
        return read_values(raw, fact, ())
    except BadValue as bad:
        what = bad.what.replace(": impossible", ": there is no such day")
        return Misread(f"{what[:1].upper()}{what[1:]}.", _way_on(bad, fact))


def _way_on(bad: BadValue, fact: Fact) -> str:
    if bad.code == "ends-before-start":
        return f'Type it again, or leave an end out: "from 1950 on"; or "{NOT_SURE}".'
    if fact.type is FactType.PERIOD:
        return (
            'Type it as "14 June 1950", "June 1950", "about 1950" or "from 1950 to June 1951"; '
            f'or "{NOT_SURE}".'
        )
    return f'Type it as "14 June 1950", "June 1950" or "about 1950"; or "{NOT_SURE}".'


def _period(text: str, fact: Fact) -> Said | Misread:
    """A day, perhaps not known exactly, or a time with a first and a last day.

    Two years with a dash are a time: nobody says so of one day.
    """
    if years := _YEARS.fullmatch(text):
        last = years["last"] if len(years["last"]) > 2 else years["first"][:2] + years["last"]
        return _read({"from": years["first"], "to": last}, fact)
    for pattern in (_FROM_TO, _FROM, _UNTIL):
        ends = pattern.fullmatch(text)
        if ends is None:
            continue
        raw: dict[str, object] = {
            key: ends[name]
            for key, name in (("from", "first"), ("to", "last"))
            if name in ends.groupdict()
        }
        found = _read(raw, fact)
        # "1 to 3 March 1950" has no first day of its own: the reader of dates takes it whole.
        whole = _read(text, fact) if isinstance(found, Misread) and len(raw) > 1 else found
        return whole if isinstance(whole, Said) else found
    return _read(text, fact)


def _number(text: str) -> Said | Misread:
    if _NUMBER.fullmatch(text) and (value := int(re.sub(r"[, ]", "", text))) < 10**15:
        return Said(Span(value, value))
    return Misread(f"{quoted(text)} is not a whole number.", f'Type it in digits, or "{NOT_SURE}".')


def _money(text: str) -> Said | Misread:
    if found := _SUM.fullmatch(text):
        value = int(re.sub(r"[, ]", "", found["whole"])) * 100 + int(found["part"] or 0)
        if value < 10**15:
            return Said(Span(value, value))
    what = f"{quoted(text)} is not a sum of money."
    return Misread(what, f'Type it as 12 or 12.50, or "{NOT_SURE}".')
