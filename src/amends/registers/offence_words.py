"""What a catalogue knows of offences: names, Acts with their sections, and what phrases do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge of an entry, in the order of the cell.

    `text` is what the clerk wrote of it; `codes` are the offences that it may be, one where
    the words settle it, None where they are not understood; `conventions` are the reading
    conventions that the codes rest on.
    """

    text: str
    codes: frozenset[str] | None
    conventions: tuple[str, ...]


class Role(Enum):
    """What a phrase does in an offence cell."""

    NAME = "name of an offence"
    ACT = "title of an Act"
    MODE = "mode"
    COMPANION = "companion"
    FILLER = "filler"
    PLACE_WORD = "place word"
    BEFORE_PLACE = "word before a place"
    BEFORE_OBJECT = "word before an object"
    REFUSED = "refused word"
    AMENDED_TO = "word before the amended charge"
    LIBELLED_AS = "word before the charge first libelled"
    SEPARATOR = "separator"


class Sense(NamedTuple):
    """A phrase's role, and which name, title, mode or companion it is."""

    role: Role
    of: str = ""


class Coding(NamedTuple):
    """Codes and the conventions they rest on."""

    codes: frozenset[str]
    conventions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """What the name of an offence stands for, beside some companions and without others.

    `any_object` lets unknown words name the thing it was done to; `mode_is_open` says that
    with a mode it may still be the offence itself.
    """

    coding: Coding
    court: str
    beside: frozenset[str]
    unless: frozenset[str]
    any_object: bool
    mode_is_open: bool


@dataclass(frozen=True, slots=True)
class Act:
    """An Act: its year (blank for any), its jurisdiction, the companions its title brings.

    `sections` gives the coding of each section as it may be written; the empty one is the
    title alone, and those in `and_below` cover whatever stands under them.
    """

    year: str
    court: str
    brings: frozenset[str]
    sections: Mapping[str, Coding]
    and_below: frozenset[str]

    def is_of(self, written: str) -> bool:
        """Whether it may be the Act of a year as written, in full or by its last two digits."""
        return not self.year or written in {self.year, self.year[-2:]}

    def at(self, section: str) -> Coding | None:
        """What the section stands for; None when the catalogue does not say."""
        exact = self.sections.get(section)
        if exact is not None or not section:
            return exact
        above = section
        while "(" in above:
            above = above[: above.rindex("(")]
            if above in self.and_below:
                return self.sections[above]
        return self.sections[""] if "" in self.and_below else None


def either(codings: Iterable[Coding]) -> Coding:
    """What several codings allow between them."""
    codes: frozenset[str] = frozenset()
    conventions: frozenset[str] = frozenset()
    for coding in codings:
        codes |= coding.codes
        conventions |= coding.conventions
    return Coding(codes, conventions)
