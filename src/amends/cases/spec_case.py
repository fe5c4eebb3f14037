"""From the cells of a row of a spec table to the case that it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from amends.cases.case import Case, Entries, Entry, Subject
from amends.problems import nearest
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import Fact, FactType
from amends.scheme.model import Scheme
from amends.truth.edtf import edtf_bounds
from amends.truth.statements import Closure, Denial, Statement
from amends.truth.values import Codes, Period, Span, Values

# Columns that are no fact and no list.
SETTINGS = ("on", "supposed", "denied", "outcome", "decided by", "exact", "because")
SUM = re.compile(r"\d+\.\d\d")
_IS_MATTER = "is this matter"
_NUMBERED = re.compile(r"^(.*\D) (\d+)$")


def coins(text: str) -> int:
    """A sum, written 500.00, in the smallest coin."""
    return int(text.replace(".", ""))


def is_no_column(column: str, scheme: Scheme) -> bool:
    """Whether no cell at all could stand under a heading."""
    try:
        CaseBuilder(scheme).put(column, "?")
    except ValueError:
        return True
    return False


@dataclass(slots=True)
class _Draft:
    """A subject being put together; entries are drafts under their number."""

    kind: str
    facts: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    lists: dict[str, dict[int, _Draft]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    denials: tuple[Denial, ...] = ()

    def subject(self) -> Subject:
        lists = {}
        for name in sorted({*self.lists, *self.closed}):
            entries = tuple(
                Entry(f"{name} {n}", f"{name} list", draft.subject())
                for n, draft in sorted(self.lists.get(name, {}).items())
            )
            named = frozenset(entry.label for entry in entries)
            closures = (Closure(f"{name} list", named),) if name in self.closed else ()
            lists[name] = Entries(entries, closures)
        return Subject(self.facts, lists, self.denials)


class CaseBuilder:
    """Puts the cells of one row together; a fault is a ValueError in plain words."""

    def __init__(self, scheme: Scheme) -> None:
        """Begin with nothing stated."""
        self._scheme = scheme
        self._person = _Draft(PERSON)
        self._matter = _Draft(MATTER)
        self._identities: frozenset[tuple[str, str]] = frozenset()

    def deny(self, part: str) -> None:
        """Have a source say that the person does not meet a part."""
        denial = Denial(part, "denial")
        self._person.denials = (*self._person.denials, denial)

    def case(self, key: str) -> Case:
        """The case that was put together."""
        person, matter = self._person.subject(), self._matter.subject()
        return Case(key, person, matter, identities=self._identities)

    def put(self, column: str, cell: str) -> None:
        """Read a cell; a later one takes the place of an earlier one for the same fact."""
        *path, last = column.split(".")
        draft = self._owner(path[0] if path else last)
        for step in path:
            draft = self._entry(draft, step)
        if last in self._lists(draft):
            self._put_list(draft, last, cell)
            return
        if path and last == _IS_MATTER:
            self._identify(path[-1], cell)
            return
        fact = self._scheme.facts_of(draft.kind).get(last)
        if fact is None:
            known = [*self._scheme.facts_of(draft.kind), *self._lists(draft)]
            known += [] if path else [*self._scheme.facts_of(MATTER), *SETTINGS]
            msg = f"`{last}` is no fact or list here; {nearest(last, known)}"
            raise ValueError(msg)
        draft.facts.pop(last, None)
        if cell != "?":
            draft.facts[last] = tuple(
                Statement(self._values(fact, text.strip()), f"source {n}")
                for n, text in enumerate(cell.split(" / "), start=1)
            )

    def _owner(self, first: str) -> _Draft:
        lists = {kind.name for kind in self._scheme.lists_of(MATTER)}
        of_matter = first in self._scheme.facts_of(MATTER) or _entry_name(first)[0] in lists
        return self._matter if of_matter else self._person

    def _lists(self, draft: _Draft) -> tuple[str, ...]:
        return tuple(kind.name for kind in self._scheme.lists_of(draft.kind))

    def _entry(self, draft: _Draft, step: str) -> _Draft:
        name, number = _entry_name(step)
        if name not in self._lists(draft):
            msg = f"`{name}` is no list of `{draft.kind}`; {nearest(name, self._lists(draft))}"
            raise ValueError(msg)
        return draft.lists.setdefault(name, {}).setdefault(number, _Draft(name))

    def _put_list(self, draft: _Draft, name: str, cell: str) -> None:
        match cell:
            case "-":
                draft.lists.pop(name, None)
            case "?":
                draft.closed.discard(name)
            case "none":
                draft.lists.pop(name, None)
                draft.closed.add(name)
            case "no others":
                draft.closed.add(name)
            case _:
                msg = f"`{cell}` says nothing of a list; use `-`, `?`, `none` or `no others`"
                raise ValueError(msg)

    def _identify(self, step: str, cell: str) -> None:
        """Say whether an entry is the matter: it has its identity, or one beside it in its list."""
        name, number = _entry_name(step)
        if cell not in ("yes", "no", "?"):
            msg = f"`{cell}` does not say whether the entry is the matter; use `yes`, `no` or `?`"
            raise ValueError(msg)
        listed, label = f"{name} list", f"{name} {number}" if cell == "yes" else "the matter"
        same = {one for one in self._identities if one[0] == listed}
        if cell != "?" and (not same or cell == "yes"):
            self._identities = self._identities - same | {(listed, label)}

    def _values(self, fact: Fact, text: str) -> Values:
        match fact.type:
            case FactType.CODE:
                known = self._scheme.codes_of[fact.vocabulary]
                return self._codes(fact, [text] if text in known else text.split(" or "))
            case FactType.DATE:
                return _some_day(text)
            case FactType.PERIOD:
                first, to, last = text.partition(" to ")
                start = _some_day(first)
                return Period(start, _some_day(last) if to else start)
            case FactType.NUMBER:
                low, dots, high = text.partition("..")
                if not (low.isdecimal() and (high if dots else low).isdecimal()):
                    msg = f"`{text}` is no number; write 3, or 3..5 for one of those"
                    raise ValueError(msg)
                return Span(int(low), int(high if dots else low))
            case FactType.MONEY:
                low, dots, high = text.partition("..")
                ends = [SUM.fullmatch(end) for end in (low, high if dots else low)]
                if None in ends:
                    msg = f"`{text}` is no sum; write 500.00, or 500.00..900.00 for one of those"
                    raise ValueError(msg)
                return Span(coins(low), coins(high if dots else low))

    def _codes(self, fact: Fact, words: Sequence[str]) -> Codes:
        known = self._scheme.codes_of[fact.vocabulary]
        for word in words:
            if word not in known:
                msg = f"`{word}` is no word of `{fact.vocabulary}`; {nearest(word, known)}"
                raise ValueError(msg)
        return Codes(frozenset(words))


def _entry_name(step: str) -> tuple[str, int]:
    numbered = _NUMBERED.match(step)
    return (numbered[1], int(numbered[2])) if numbered else (step, 1)


def _some_day(text: str) -> Span:
    low, dots, high = text.partition("..")
    first, last = edtf_bounds(low.strip()), edtf_bounds((high if dots else low).strip())
    if first is None or last is None:
        msg = f"`{text}` is no date; write 1996, 1996-03, 1996-03-12 or 1996-03-12..1996-03-14"
        raise ValueError(msg)
    return Span(first[0], last[1])
