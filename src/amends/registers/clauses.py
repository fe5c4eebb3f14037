"""From a cell to clauses with kinds, and from a verdict to one finding per charge.

A clause is understood when each of its words is a known part, a filler, an amount, a
date or a name in a place where names may stand, and when its parts in their order are one
that the catalogue lists. Otherwise its kind is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from amends.registers.wording import Lexicon, Spelling, Token, clean, notes, tokens


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a cell as written, and its kind; None when it is not understood.

    `conventions` are the reading conventions that the kind rests on; `date_text` is a date
    found in the clause, as written; `place` is the first name that stands in it.
    """

    text: str
    kind: str | None
    conventions: tuple[str, ...] = ()
    date_text: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verdict says of one charge, and the conventions that this rests on."""

    kind: str
    conventions: tuple[str, ...]


class Work(Enum):
    """What a phrase does in a clause."""

    PART = "part"
    NEUTRAL = "neutral phrase"
    FILLER = "filler"
    PLACE_WORD = "place word"
    REFUSED = "refused word"


class Names(Enum):
    """Where a word with a capital and of no known meaning may stand, as a name."""

    NOWHERE = "nowhere"
    ANYWHERE = "anywhere"
    AFTER_A_PART = "after a part"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A part, a break, a date or a name of a clause, where it stands."""

    what: str
    of: str
    start: int
    end: int


_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Column:
    """How the cells of one column are read.

    `amounts` lets numbers and sums stand as filler; `sums` counts a sum of money as the part
    `money`. `neutral` is the kind of what states nothing; blank where nothing is so read. In
    a `whole` column one part may change what another says, so the cell is one clause.
    """

    spelling: Spelling
    phrases: Lexicon[tuple[Work, str]]
    meanings: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]]
    date_words: frozenset[str]
    names: Names
    amounts: bool
    sums: bool
    neutral: str
    notes: bool
    in_order: tuple[str, ...]
    whole: bool

    def clauses(self, cell: str) -> tuple[Clause, ...]:
        """The clauses of a cell of ordinary length, in order; none for a blank one."""
        text = clean(cell)
        body, spans = notes(text) if self.notes else (text, ())
        found = [(start, Clause(text[start:end], self.neutral)) for start, end in spans]
        written = self.spelling.normal(tokens(body))
        if self.whole:
            written = [
                one._replace(kind="break") if one.kind == "piece" else one for one in written
            ]
        for stretch in _stretches(written):
            found.extend(self._of_stretch(body, stretch))
        return tuple(clause for _, clause in sorted(found, key=lambda pair: pair[0]))

    def findings(self, cell: str, charges: int) -> tuple[Finding | None, ...]:
        """One finding per charge: by number, or in order, or the one finding for all."""
        text = clean(cell)
        nothing: tuple[Finding | None, ...] = (None,) * max(charges, 0)
        stretches = _stretches(self.spelling.normal(tokens(text)))
        read = [self._seen(text, stretch) for stretch in stretches]
        known = [seen for seen in read if seen is not None]
        if len(known) < len(read) or not known:
            return nothing
        if any(one.what == "number" for seen in known for one in seen):
            by_number = self._by_number(known)
            if by_number is None or max(by_number) > charges:
                return nothing
            return tuple(by_number.get(number) for number in range(1, charges + 1))
        found = [self._meaning(group) for seen in known for group in self._groups(seen)]
        if any(one is None for one in found):
            return nothing
        plain = [Finding(one[0], one[1]) for one in found if one is not None]
        if len(plain) == 1:
            return (plain[0],) * max(charges, 0)
        if len(plain) != charges:
            return nothing
        return tuple(Finding(one.kind, one.conventions + self.in_order) for one in plain)

    def _by_number(self, stretches: Sequence[Sequence[_Seen]]) -> dict[int, Finding] | None:
        """Findings by the number of the charge; None when a number or a word is left over."""
        found: dict[int, Finding] = {}
        for seen in stretches:
            marks = [one for one in seen if one.what in {"number", "part"}]
            if not marks:
                continue
            first = marks[0].what
            groups: list[list[_Seen]] = []
            for place, mark in enumerate(marks):
                if mark.what == first and (not place or marks[place - 1].what != first):
                    groups.append([])
                groups[-1].append(mark)
            for group in groups:
                meaning = self._meaning([one for one in group if one.what == "part"])
                numbers = [int(one.of) for one in group if one.what == "number"]
                if meaning is None or not numbers:
                    return None
                for number in numbers:
                    if number in found or not number:
                        return None
                    found[number] = Finding(meaning[0], meaning[1] + self.in_order)
        return found

    def _of_stretch(self, text: str, stretch: Sequence[Token]) -> list[tuple[int, Clause]]:
        """The clauses between two `;`: one if its parts together have a kind, else at breaks."""
        start, end = stretch[0].start, stretch[-1].end
        whole = text[start:end].strip(" ,")
        seen = self._seen(text, stretch)
        groups = [] if seen is None else self._groups(seen)
        if not groups:
            return [(start, Clause(whole, None))]
        clauses = []
        for group in groups:
            meaning = self._meaning(group)
            dates = [one for one in group if one.what == "date"]
            if meaning is None or len(dates) > 1:
                return [(start, Clause(whole, None))]
            kind, conventions = meaning
            at, to = group[0].start, group[-1].end
            written = whole if len(groups) == 1 else text[at:to]
            date = text[dates[0].start : dates[0].end] if dates else None
            clauses.append((at, Clause(written, kind, conventions, date, _place(text, group))))
        return clauses

    def _groups(self, seen: Sequence[_Seen]) -> list[list[_Seen]]:
        """All that was seen as one clause where that has a kind; else cut at the breaks."""
        if self.whole or self._meaning(seen) is not None:
            return [[one for one in seen if one.what != "break"]]
        groups: list[list[_Seen]] = [[]]
        for one in seen:
            if one.what == "break":
                groups.append([])
            else:
                groups[-1].append(one)
        joined: list[list[_Seen]] = []
        for group in groups:
            if any(one.what in {"part", "neutral"} for one in group) or not joined:
                joined.append(group)
            else:
                joined[-1].extend(group)
        return [group for group in joined if group]

    def _meaning(self, seen: Sequence[_Seen]) -> tuple[str, tuple[str, ...]] | None:
        """The kind of these parts in their order; neutral where no other part stands."""
        key: list[str] = []
        for one in seen:
            if one.what == "part" and (not key or key[-1] != one.of):
                key.append(one.of)
        if not key:
            neutral = self.neutral and any(one.what == "neutral" for one in seen)
            return (self.neutral, ()) if neutral else None
        return self.meanings.get(tuple(key))

    def _seen(self, text: str, found: Sequence[Token]) -> list[_Seen] | None:
        """The parts, breaks, dates and names of a clause; None when a word is not understood."""
        mixed = text != text.upper()
        seen: list[_Seen] = []
        place = 0
        while place < len(found):
            token = found[place]
            hit = self.phrases.at(found, place)
            dated = self._date_run(found, place)
            if hit is not None and (token.kind not in {"number", "date"} or dated < hit[1]):
                work, of = hit[0]
                after = hit[1]
                if work is Work.REFUSED:
                    return None
                if work is not Work.FILLER:
                    what = {Work.NEUTRAL: "neutral", Work.PLACE_WORD: "name"}.get(work, "part")
                    seen.append(_Seen(what, of, token.start, found[after - 1].end))
            elif dated > place:
                after = dated
                one = self._dated(found[place:dated])
                if one is None:
                    return None
                seen.append(one)
            else:
                after = place + 1
                named = any(one.what == "part" for one in seen)
                one = self._unknown(token, named, mixed and text[token.start].isupper())
                if one is None:
                    return None
                seen.append(one)
            place = after
        if sum(one.what == "name" for one in seen) > _MOST_NAMES:
            return None
        return seen

    def _unknown(self, token: Token, named: bool, capital: bool) -> _Seen | None:
        """A token of no known meaning as a break, a sum or a name; None when it is none."""
        start, end = token.start, token.end
        if token.kind in {"break", "both"}:
            return _Seen("break", "", start, end)
        if token.kind == "money" and (self.sums or self.amounts):
            return _Seen("part" if self.sums else "amount", "money", start, end)
        allowed = self.names is Names.ANYWHERE or (self.names is Names.AFTER_A_PART and named)
        if token.kind == "word" and capital and allowed:
            return _Seen("name", token.value, start, end)
        return None

    def _date_run(self, found: Sequence[Token], place: int) -> int:
        """Where a run of numbers and words of dates that begins here ends."""
        after = place
        while after < len(found) and (
            found[after].kind in {"number", "date"} or found[after].value in self.date_words
        ):
            after += 1
        return after if any(one.kind != "word" for one in found[place:after]) else place

    def _dated(self, run: Sequence[Token]) -> _Seen | None:
        """A run as a date, or as the number of a charge or an amount; None where none may be."""
        start, end = run[0].start, run[-1].end
        numbers_only = all(one.kind == "number" for one in run)
        if not numbers_only or (len(run) == 1 and len(run[0].value) == 4):
            return None if self.in_order and _may_be_numbers(run) else _Seen("date", "", start, end)
        if self.in_order and len(run) == 1:
            return _Seen("number", run[0].value, start, end)
        return _Seen("amount", "", start, end) if self.amounts else None


def _may_be_numbers(run: Sequence[Token]) -> bool:
    """Whether figures set off as a date may be the numbers of charges: `1-2`, or a day without a
    year. What is certain to be a date has more than a month has days, or a word.
    """
    figures = [int(one) for token in run for one in re.findall(r"\d+", token.value)]
    return all(one.kind != "word" for one in run) and max(figures, default=0) <= _LAST_OF_MONTH


_LAST_OF_MONTH = 31


def _stretches(found: Sequence[Token]) -> list[list[Token]]:
    """The tokens cut at each `;`, stretches without words or numbers left out."""
    stretches: list[list[Token]] = [[]]
    for token in found:
        if token.kind == "piece":
            stretches.append([])
        else:
            stretches[-1].append(token)
    return [one for one in stretches if any(token.kind != "break" for token in one)]


def _place(text: str, group: Sequence[_Seen]) -> str | None:
    """The first name of a clause, as far as nothing else stands between its words."""
    names: list[_Seen] = []
    for one in group:
        if one.what == "name":
            names.append(one)
        elif names:
            break
    return text[names[0].start : names[-1].end] if names else None
