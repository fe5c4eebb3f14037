"""What people and papers assert: statements, denials, closures, and setting them aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from amends.truth.values import Values


class Silence(Enum):
    """Why nothing is stated of a fact. Which one it is never changes an outcome."""

    NOT_RECORDED = "not recorded"
    NOT_ASKED = "not asked"
    ASKED_AND_NOT_KNOWN = "asked and not known"
    DESTROYED = "destroyed"
    CLOSED_UNTIL = "closed until"
    NOT_SEARCHED = "not searched"


LOST: Final = (Silence.DESTROYED, Silence.ASKED_AND_NOT_KNOWN)
"""The silences that nothing can end: no look-up asks for such a fact."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion that a fact is one of these values.

    `source` says where it stands (a reference, never a name); `conventions` are
    the ids of the reading conventions it rests on; `label` names it, so that a
    setting aside can point to it.
    """

    says: Values
    source: str
    dated: str = ""
    conventions: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that a defined term (a named part of the scheme) is not met."""

    part: str
    source: str
    conventions: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    """One source's statement that a list holds these entries and no others.

    `names` and `may_be` are labels of entries it counts: certainly the subject's,
    and perhaps (whose they are is not known, or they were since set aside).
    `but_such_as` describes others that it does not exclude, each by what is said
    of it; empty means no others at all. A denial of a list names nothing.
    """

    source: str
    names: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    but_such_as: tuple[Mapping[str, Values], ...] = ()
    conventions: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class SettingAside:
    """A named person's decision, on a date and for a reason, not to rely on a statement."""

    label: str
    by: str
    on: str
    reason: str
