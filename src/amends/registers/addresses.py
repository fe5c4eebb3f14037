"""Whether an address names one dwelling, and which: a list of homes links people by that alone.

To read too little costs a question that stays open; to read too much makes strangers one
household. So an address is a dwelling only where it has a number in a street, or a house of a
name, and nothing in it speaks against that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_HOME: Final = _words(
    # The line above, or another place in the papers.
    "do ditto idem ibid same above aforesaid "
    # Nobody knows, or can read it.
    "not unknown nk nfa fixed none nil homeless various withheld redacted blank "
    "illegible illeg unreadable indecipherable obliterated torn faded "
    # Not there, or not for certain.
    "care formerly late ex or perhaps possibly probably maybe near nr opposite opp behind between "
    "temporary box then since from until see moved left"
)
_OF_STRANGERS: Final = _words(
    "prison gaol jail hmp borstal remand detention cell cells police hospital infirmary asylum "
    "sanatorium hospice ward nursing home homes hostel hotel inn guest boarding lodging lodgings "
    "digs barrack barracks camp hms college university residence school institution institute "
    "ymca ywca convent monastery refuge shelter poorhouse workhouse salvation yoi hosp aid"
)
"""Places that people share who are no household; but 3 Barrack Street is a house."""

_STREETS: Final = _words(
    "street st road rd lane ln loan avenue ave av drive dr place pl terrace terr ter crescent cres "
    "brae wynd row rows close cl court ct square sq gardens gdns park view way walk hill gate "
    "green grove vennel path quay bank rise quadrant houses cottage cottages buildings"
)
_HOUSES: Final = _words("cottage bungalow villa farmhouse manse schoolhouse")
"""Left out: house, lodge, farm and court are names of blocks, hostels and steadings as well."""

_IN_A_HOUSE: Final = _words("flat apt apartment room block hut caravan plot lot bunk bed")
_NO_HOUSE: Final = _words(
    "mile miles yard yards metres km day days week weeks month months year years time times coy "
    "company regiment works shift page entry row tel phone"
)
"""What a number is of that is of no house: 2 miles, 3 Coy."""

_LITTLE: Final = _words("the a an at in on of by no number house and") | _IN_A_HOUSE
_NO_NAME: Final = _words(
    "tied rented council farm estate company board own his her their small little wee big "
    "stone detached semi end corner country sheltered"
)
"""What a cottage is, rather than what it is called; so is a plural: whose cottages they are."""

_NUMBER: Final = re.compile(r"(?!(?:18|19|20)\d\d$)[0-9]{1,4}[a-wyz]?")
_INITIALS: Final = re.compile(r"\b([^\W\d_])[./]\s?(?=[^\W\d_]\b)")
_DOUBTFUL: Final = re.compile(
    r"[?_*\[\]…´]|\.\.|,\s*,|['‘’′]{2}"  # what cannot be read, and marks for the line above
    r'|(?<![^\W\d_])["〃“”„″]+(?![^\W\d_])'  # but not quotation marks round a name
    r"|(?:^|(?<=[\s,]))[-–—]+(?=[\s,]|$)"
    r"|\d[a-z]?\s?(?:&|\+|\band\b|\bto\b)\s?\d"  # more houses than one
    r"|\bc\s?/\s?o\b"
)


def dwelling(address: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The words of an address that names one dwelling, spelt one way; () for any other.

    `words` are spellings, and what each stands for.
    """
    text = unicodedata.normalize("NFKC", address).casefold()
    # Compatible letters would run a fraction or a note mark into the number before it.
    raised = any(one.isnumeric() and not one.isdecimal() for one in address)
    if raised or _DOUBTFUL.search(text) or _DOUBTFUL.search(address.casefold()):
        return ()
    plain = text.replace("'", "").replace("’", "")
    found = [one for word in re.findall(r"\w+", plain) for one in words.get(word, word).split()]
    initials = re.findall(r"\w+", _INITIALS.sub(r"\1", plain))
    if any(_speaks_against(each) for each in (found, initials)):
        return ()
    return tuple(found) if _has_number(found) or _has_name(found) else ()


def _speaks_against(found: Sequence[str]) -> bool:
    """Whether a word is of no home, or of a place of strangers and not of a street called so."""
    return any(
        word in _NO_HOME or (word in _OF_STRANGERS and _STREETS.isdisjoint(found[at : at + 1]))
        for at, word in enumerate(found, start=1)
    )


def _has_number(found: Sequence[str]) -> bool:
    """Whether there is the number of one house, and what it is in.

    It stands beside the name of a street, or first of all. A number after a town is of a district.
    """
    houses = [
        at
        for at, word in enumerate(found)
        if _NUMBER.fullmatch(word)
        and not _of_a_part(found, at)
        and (_in_street(found, at) or (at == _start(found) and _before_a_word(found, at)))
    ]
    words = [word for word in found if _is_word(word)]
    return len(houses) == 1 and (len(words) > 1 or not _STREETS.issuperset(words))


def _start(found: Sequence[str]) -> int:
    """Where an address begins, after the number of a flat in the house."""
    return 2 if found and found[0] in _IN_A_HOUSE else 0


def _of_a_part(found: Sequence[str], at: int) -> bool:
    """Whether a number is of a flat or a room: then it names no house."""
    before = [word for word in found[max(at - 2, 0) : at] if word not in ("no", "number")]
    return not _IN_A_HOUSE.isdisjoint(before[-1:])


def _in_street(found: Sequence[str], at: int) -> bool:
    """Whether a number stands before the name of a street, or right after it: `14 High Street`."""
    name = found[at + 1 : at + 5]
    ends = [n for n, word in enumerate(name) if word in _STREETS]
    before = bool(ends) and all(word.isalpha() for word in name[: ends[0]])
    return before or not _STREETS.isdisjoint(found[max(at - 1, 0) : at])


def _before_a_word(found: Sequence[str], at: int) -> bool:
    return any(map(_is_word, found[at + 1 : at + 2])) and found[at + 1] not in _NO_HOUSE


def _has_name(found: Sequence[str]) -> bool:
    """Whether a house has a name, and there is more that says where it is."""
    return any(
        word in _HOUSES
        and at > 0
        and _is_name(found[at - 1])
        and not found[at - 1].endswith("s")
        and any(map(_is_name, found[at + 1 :]))
        for at, word in enumerate(found)
    )


def _is_name(word: str) -> bool:
    return _is_word(word) and word not in _NO_NAME and word not in _STREETS


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word not in _LITTLE
