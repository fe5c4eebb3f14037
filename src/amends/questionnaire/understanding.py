"""What a person types, understood as an answer, as a wish, or not; never guessed.

A near spelling is offered, not taken. A number among the choices, the word itself, or a beginning
of one word alone is taken, and what was understood is said back. What it is called in plain words
is offered, not taken; so is a word that may be mistaken for another.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, assert_never

from amends.cases.case_values import BadValue, Said, quoted, read_values
from amends.questionnaire.asks import Ask, FactAsk, ListAsk, Reply, Word
from amends.questionnaire.choices import NOT_SURE, choices
from amends.questionnaire.typed_words import Misread, word_typed
from amends.scheme.declarations import YES_NO, Fact, FactType
from amends.scheme.model import Scheme
from amends.truth.values import Span

LONGEST: Final = 200
"""Characters in the longest answer that is read."""


class Wish(Enum):
    """What a person may want instead of answering."""

    HELP = "?"
    BACK = "back"
    STOP = "stop"


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
    folded = _folded(text)
    if folded in _WISHES and folded not in choices(ask, scheme):
        return _WISHES[folded]
    if folded in _UNSURE:
        return Word.NOT_SURE
    match ask:
        case ListAsk():
            return _hedged_list(text, ask) if _HEDGED.search(folded) else _of_list(folded, ask)
        case FactAsk():
            fact = ask.declared(scheme)
            if fact.type is not FactType.CODE:
                return _hedged_value(text, fact) if _HEDGED.search(folded) else _value(text, fact)
            found = word_typed(folded, ask, scheme)
            hedged = isinstance(found, Misread) and _HEDGED.search(folded)
            return _hedged_code(text, fact) if hedged else found
        case _:
            assert_never(ask)


def wish(text: str) -> Wish | None:
    """What a line of text wishes for, where nothing is asked."""
    return _WISHES.get(_folded(" ".join(text.split())))


def _folded(text: str) -> str:
    return text.casefold().replace("\u2019", "'").rstrip(".!")


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
    other = _FROM_TO.fullmatch(rest) or _YEARS.fullmatch(rest) or _DENIED.search(_folded(text))
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
