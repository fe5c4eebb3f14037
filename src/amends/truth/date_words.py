"""The words and signs in which clerks write dates: a text goes in, its marks come out.

It knows spelling only: months and their old abbreviations, ditto marks, signs for what cannot be
read. What the marks mean together is for `date_parts` and `dates`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

LONGEST: Final = 200
"""Characters in the longest text that is looked at; no date of a clerk's comes near it."""


class Marks(NamedTuple):
    """The marks of one text: `shape` has one letter for each, `texts` what it says.

    `n`: a number; its text has `?` for each unreadable digit, `o` at the end for an ordinal, `'` at
    the beginning for an apostrophe, and is empty where dashes leave it blank.
    `M` month (its number), `S` season (its first month), `P` part of a month or year (the first day
    of that part of a month), `D` term day (day/month). With empty texts: `C` circa, `H` "or
    thereby", `N` night, `B` between, `F` from, `T` to, `K` continuously, `&` and, or. `,` `/` `.`
    `-` are themselves.
    """

    shape: str
    texts: tuple[str, ...]

    def part(self, start: int, stop: int | None = None) -> "Marks":
        """The marks from `start` up to, not with, `stop`."""
        return Marks(self.shape[start:stop], self.texts[start:stop])

    def without(self, kinds: str) -> "Marks":
        """The marks that are of none of these kinds."""
        kept = [
            (kind, text)
            for kind, text in zip(self.shape, self.texts, strict=True)
            if kind not in kinds
        ]
        return Marks("".join(kind for kind, _ in kept), tuple(text for _, text in kept))


_MONTHS: Final = (
    "jan january jany janry",
    "feb february feby febry",
    "mar march mch",
    "apr april apl",
    "may",
    "jun june",
    "jul july jly",
    "aug august augt",
    "sep sept september septr sepr",
    "oct october octr octbr",
    "nov november novr novbr",
    "dec december decr decbr",
)

_OTHER_WORDS: Final = {
    # Left out: they do not change which days are meant. `read_date` says why days of the week too.
    "": "on the of in at day date dated dates days during various several divers diverse sundry "
    "occasions period term sometime mon monday tue tues tuesday wed weds wednesday thu thur thurs "
    "thursday fri friday sat saturday sun sunday",
    "C": "circa c ca abt about approx approximately around",
    "H": "thereby",
    "N": "night overnight",
    "B": "between btwn betw btw",
    "F": "from",
    "K": "continuously",
    "T": "to until till",
    "&": "and or",
    "S3": "spring",
    "S6": "summer",
    "S9": "autumn",
    "S12": "winter",
    "P1": "early beginning beg",
    "P11": "mid middle",
    "P21": "late end",
    "D2/2": "candlemas",
    "D15/5": "whitsun whitsunday",
    "D1/8": "lammas",
    "D11/11": "martinmas",
}


def _spellings() -> Iterator[tuple[str, tuple[str, str]]]:
    for number, words in enumerate(_MONTHS, start=1):
        yield from ((word, ("M", str(number))) for word in words.split())
    for meaning, words_of_it in _OTHER_WORDS.items():
        yield from ((word, (meaning[:1], meaning[1:])) for word in words_of_it.split())


_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(dict(_spellings()))

# No quantifier is followed by what it could itself match, so a run is gone over at most twice.
_MARK: Final = re.compile(
    r"(?P<blank>(?:-+|\.{2,})(?=\s?/))"
    r"|(?P<year>'[0-9?_x]{2}(?![0-9?_x]))"
    r"|(?P<ordinal>[0-9?_x]+(?:st|nd|rd|th|d)(?![a-z]))"
    r"|(?P<number>[0-9?_x]+)"
    r"|(?P<word>[a-z]+)"
    r"|(?P<to>\s-+\s)"
    r"|(?P<stop>\.(?=\s?[0-9?_x']))"
    r"|(?P<sign>[-/,])"
    r"|(?P<and>[&+])"
    r"|(?P<ignored>[\s.])"
)
# After these a sign only joins words: "mid-March", "Sat/Sun 3/4 March", "Thurs, 4 March, 1986".
_NO_SIGN_AFTER: Final = MappingProxyType({"-": ("P",), "/": ("",), ",": ("", *"MSPDCNBFT&,./-")})
_UNREADABLE: Final = str.maketrans("_x", "??")
_DITTO: Final = re.compile(r"""[-\s]*(?:(?:do|ditto|idem|same|as above|"|''|,,|〃)[\s.,/-]*)+""")
_BLANK: Final = re.compile(r"[-.\s]*")
# "None", "nil" and "n/a" are left out: of a last day they may as well say that there was none.
_NOT_KNOWN: Final = re.compile(
    r"(?:date )?(?:not (?:known|stated|given|recorded)|unknown)|undated|no date|n[/.]?k|n\.?d"
)
_SIGNS_ONLY: Final = re.compile(r"[-./\s?_x\[\]()]+")
_CALLED_ILLEGIBLE: Final = re.compile(
    r"\b(?:illegible|illeg|unreadable|indecipherable|obliterated|torn|faded)\b"
)
_FIGURE: Final = re.compile("[0-9]")
_MIDNIGHT: Final = re.compile(r"[t ]00:00(?::00)?(?:\.0+)?\Z")
_APOSTROPHE_IN_WORD: Final = re.compile(r"(?<=[a-z])'(?=[a-z])")
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)


def plain(text: str) -> str | None:
    """The text in small letters, with plain dashes, quotation marks and single spaces.

    None if it cannot be a date: too long, or with a raised or circled figure, which compatibility
    forms would run into the number beside it (1 with note mark 1 is not 11). Digits of other
    scripts stay as they are, and are then no mark.
    """
    if len(text) > LONGEST:
        return None
    if not text.isascii():
        if any(character.isnumeric() and not character.isdecimal() for character in text):
            return None
        text = unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN)
        if len(text) > LONGEST:
            return None
    text = " ".join(text.lower().split())
    if ":" in text:  # a spreadsheet writes a day as that day's midnight
        text = (
            text[: found.start()]
            if (found := _MIDNIGHT.search(text)) and found.end() == len(text)
            else text
        )
    return text


def instead_of_date(text: str) -> Literal["blank", "not known", "ditto", "illegible"] | None:
    """What a `plain` text without any figure says instead of a date, if it says such a thing.

    Blank: empty, or dashes or dots alone, which say no more than an empty cell. Not known: words
    for that. Ditto: nothing but ditto marks. Illegible: nothing but signs for what cannot be read.
    """
    if _FIGURE.search(text):
        return None
    if _BLANK.fullmatch(text):
        return "blank"
    if _NOT_KNOWN.fullmatch(text.rstrip(".")):
        return "not known"
    if _DITTO.fullmatch(text):
        return "ditto"
    if _SIGNS_ONLY.fullmatch(text):
        return "illegible"
    return None


def is_ditto(text: str) -> bool:
    """Whether a text is nothing but ditto marks."""
    written = plain(text)
    return written is not None and instead_of_date(written) == "ditto"


def calls_it_illegible(text: str) -> bool:
    """Whether a `plain` text has a word for what cannot be read."""
    return _CALLED_ILLEGIBLE.search(text) is not None


def marks_of(text: str) -> Marks | None:
    """The marks of a `plain` text, or None if it has a word or sign that is not known here."""
    if "'" in text:
        text = _APOSTROPHE_IN_WORD.sub("", text)
    if "some " in text:
        text = text.replace("some time", "sometime")
    if "or " in text:  # "on or about": one phrase, not a choice between two dates
        text = (
            text.replace("or about", "about")
            .replace("or around", "around")
            .replace("or thereby", "thereby")
            .replace("or thereabouts", "thereby")
        )
    kinds: list[str] = []
    texts: list[str] = []
    end = 0
    before = ""
    for found in _MARK.finditer(text):
        if found.start() != end:
            return None
        end = found.end()
        kind, says = _mark(found.lastgroup or "", found.group(), before)
        if kind == "?":
            return None
        if kind:
            before = kind
            kinds.append(kind)
            texts.append(says)
    return Marks("".join(kinds), tuple(texts)) if end == len(text) else None


@lru_cache(maxsize=10_000)
def _mark(written_as: str, written: str, before: str) -> tuple[str, str]:
    """Kind and text of one mark; kind "" for what is left out, "?" for a word not known."""
    match written_as:
        case "number":
            return "n", written if written.isdigit() else written.translate(_UNREADABLE)
        case "sign":
            return ("", "") if before in _NO_SIGN_AFTER[written] else (written, "")
        case "word":
            return _WORDS.get(written, ("?", ""))
        case "stop":
            return (".", "") if before == "n" else ("", "")
        case "year":
            return "n", written.translate(_UNREADABLE)
        case "ordinal":
            return "n", written.rstrip("stndrh").translate(_UNREADABLE) + "o"
        case "blank":
            return "n", ""
        case "to":
            return ("", "") if before == "P" else ("T", "")
        case "and":
            return "&", ""
        case _:
            return "", ""
