"""One case: a person, a matter, and what each statement says of them.

A `Subject` (a person, a matter, an entry of a list) has statements by fact, lists
of entries, and denials of defined terms. A `Case` is a matter and its person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from amends.truth.statements import Closure, Denial, SettingAside, Silence, Statement


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, a matter or an entry, with what is recorded of it.

    `facts` holds the statements on each fact (a fact not in it is silent);
    `silences` may say why. `denials` are of parts applied to this subject.
    """

    facts: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    lists: Mapping[str, Entries] = field(default_factory=dict)
    denials: tuple[Denial, ...] = ()
    silences: Mapping[str, Silence] = field(default_factory=dict)

    def entries(self, name: str) -> Entries:
        """The list of that name; an open, empty one where nothing is recorded."""
        return self.lists.get(name, NO_ENTRIES)


@dataclass(frozen=True, slots=True)
class Entry:
    """One related thing in a list.

    `label` is unique in its list. `source` is the one that lists it: only
    entries of one source are known distinct. `certain` is False where it is not
    known whether it is this subject's (or it was set aside): such an entry
    establishes nothing, and counts only for the closures that name it.
    `identities` are its (register, reference) pairs, to tell it from the matter.
    """

    label: str
    source: str
    subject: Subject
    certain: bool = True
    identities: frozenset[tuple[str, str]] = frozenset()
    conventions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """A list: its entries, from any source, and the closures that sources state.

    Raises ValueError for two entries with one label: a closure could not tell them apart.
    """

    entries: tuple[Entry, ...] = ()
    closures: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        if len({entry.label for entry in self.entries}) < len(self.entries):
            msg = "two entries of a list bear the same label"
            raise ValueError(msg)


NO_ENTRIES = Entries()

KNOWN_BY: Final = "known-by"
"""The table of a case file that says how what a source says is known."""

KNOWN_WORDS: Final = ("known by oneself", "told by someone", "document")
"""What it may say."""


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one matter and its person.

    `key` identifies the matter; `identities` are its (register, reference) pairs.
    `set_aside` has been applied: what it names is no longer among the statements,
    but it is kept to be printed. `not_looked_at` says where in its file something stands that
    its scheme does not know, and another scheme of the file does. `known_by` has one of
    KNOWN_WORDS for each source of which it is told; it bears on nothing, and is told with the
    answers that a sheet keeps.
    """

    key: str
    person: Subject
    matter: Subject
    person_key: str = ""
    identities: frozenset[tuple[str, str]] = frozenset()
    set_aside: tuple[SettingAside, ...] = ()
    not_looked_at: tuple[str, ...] = ()
    known_by: Mapping[str, str] = field(default_factory=dict)
