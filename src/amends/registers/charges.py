"""From the tokens of an offence cell to charges with codes, by what a catalogue knows.

A charge is coded only when every word of it is understood: a name of an offence, a
title of an Act with its section, a mode, a known companion or a known filler. Any word
beyond these leaves the charge without codes; it is never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from amends.registers.offence_words import Act, Charge, Coding, Name, Role, Sense, either
from amends.registers.wording import Lexicon, Spelling, Token, clean, pieces, tokens

_LONGEST_SLOT = 6
_JOINS = {"break": "break", "both": "and", "either": "or"}


@dataclass(slots=True)
class _Part:
    """What stands between two breaks, or several such stretches taken as one charge."""

    join: str = ""
    span: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    acts: list[frozenset[str]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    companions: set[str] = field(default_factory=set)

    def cites(self) -> bool:
        return bool(self.acts or self.sections)

    def with_(self, other: _Part) -> _Part:
        """Both parts as one charge."""
        return _Part(
            self.join,
            self.span + other.span,
            self.names + other.names,
            self.acts + other.acts,
            self.sections + other.sections,
            self.modes + other.modes,
            self.companions | other.companions,
        )


@dataclass(frozen=True, slots=True)
class Offences:
    """What a catalogue knows of offences, and the reading of a cell by it."""

    spelling: Spelling
    phrases: Lexicon[Sense]
    names: Mapping[str, tuple[Name, ...]]
    titles: Mapping[str, frozenset[str]]
    acts: Mapping[str, Act]
    named_people: frozenset[str]
    jurisdictions: frozenset[str]
    amended: frozenset[str]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that a charge may be given, as principal."""
        named = (name.coding for names in self.names.values() for name in names)
        cited = (coding for act in self.acts.values() for coding in act.sections.values())
        return either((*named, *cited)).codes

    def read(self, cell: str, jurisdiction: str | None) -> tuple[Charge, ...]:
        """The charges of a cell of ordinary length, in order."""
        text = clean(cell)
        court = jurisdiction if jurisdiction in self.jurisdictions else None
        charges: list[Charge] = []
        for piece in pieces(text):
            found = self.spelling.normal(tokens(text, piece.start, piece.end))
            stretches = [found] if piece.number else self._separated(found)
            for stretch in filter(None, stretches):
                new = _Cell(self, text, court).charges(stretch, bool(piece.number))
                if not new and not charges:
                    new = [Charge(_text(text, stretch), None, ())]
                charges.extend(new)
        return tuple(charges)

    def _separated(self, found: Sequence[Token]) -> list[list[Token]]:
        """The tokens cut at words that set charges apart."""
        stretches: list[list[Token]] = [[]]
        place = 0
        while place < len(found):
            hit = self.phrases.at(found, place)
            if hit is not None and hit[0].role is Role.SEPARATOR:
                stretches.append([])
                place = hit[1]
                continue
            after = place + 1 if hit is None else hit[1]
            stretches[-1].extend(found[place:after])
            place = after
        return stretches

    def named(self, name: str, companions: Iterable[str], court: str | None) -> Coding | None:
        """What a name stands for beside these companions; in any court when none is known."""
        if court is None:
            each = [self.named(name, companions, known) for known in sorted(self.jurisdictions)]
            if not each or any(one is None for one in each):
                return None
            return either(one for one in each if one is not None)
        present = frozenset(companions)
        for entry in self.names[name]:
            if (
                entry.court in {"", court}
                and entry.beside <= present
                and not entry.unless & present
            ):
                return entry.coding
        return None

    def cited(self, part: _Part, court: str | None) -> Coding | None:
        """What the Act and section stand for; None when they are not known or more than one."""
        if len(part.acts) > 1 or len(part.sections) > 1:
            return None
        section = part.sections[0] if part.sections else ""
        candidates = part.acts[0] if part.acts else self.acts.keys()
        codings = {one: self.acts[one].at(section) for one in sorted(candidates)}
        known = {one: coding for one, coding in codings.items() if coding is not None}
        if court is not None and len(known) > 1:
            here = {one: known[one] for one in known if self.acts[one].court in {"", court}}
            known = here or known
        return either(known.values()) if known else None


class _Cell:
    """The reading of one stretch of a cell."""

    __slots__ = ("_court", "_mixed", "_offences", "_text")

    def __init__(self, offences: Offences, text: str, court: str | None) -> None:
        self._offences = offences
        self._text = text
        self._court = court
        self._mixed = text != text.upper()

    def charges(self, found: Sequence[Token], counted: bool) -> list[Charge]:
        """The charges of a stretch; none when it holds only filler."""
        unread = [Charge(_text(self._text, found), None, ())]
        split = self._amended(found)
        if split is None:
            return unread
        convicted, amended = split
        parts = self._parts(convicted)
        if parts is None:
            return unread
        if not any(part.names or part.cites() for part in parts):
            return unread if amended or counted or any(part.modes for part in parts) else []
        grouped = self._grouped(parts)
        if grouped is None or (len(grouped) > 1 and (counted or amended)):
            return unread
        charges = []
        for part in grouped:
            coding = self._coding(part)
            text = _text(self._text, found) if len(grouped) == 1 else self._slice(part)
            if coding is None:
                charges.append(Charge(text, None, ()))
                continue
            resting = coding.conventions | (self._offences.amended if amended else frozenset())
            charges.append(Charge(text, coding.codes, tuple(sorted(resting))))
        return charges

    def _slice(self, part: _Part) -> str:
        return self._text[min(part.span) : max(part.span)] if part.span else ""

    def _amended(self, found: Sequence[Token]) -> tuple[Sequence[Token], bool] | None:
        """The tokens of what was convicted, and whether the charge was amended.

        None when it cannot be told which of several charges the amendment is of.
        """
        marks: list[tuple[Role, int, int]] = []
        place = 0
        while place < len(found):
            hit = self._offences.phrases.at(found, place)
            after = place + 1 if hit is None else hit[1]
            if hit is not None and hit[0].role in {Role.AMENDED_TO, Role.LIBELLED_AS}:
                marks.append((hit[0].role, place, after))
            place = after
        if not marks:
            return found, False
        if len({role for role, _, _ in marks}) > 1:
            return None
        role = marks[0][0]
        if role is Role.AMENDED_TO:
            convicted, left = found[marks[-1][2] :], found[: marks[0][1]]
        else:
            convicted, left = found[: marks[0][1]], found[marks[0][2] :]
        parts = self._parts(left)
        if parts is None:
            refused = any(
                (hit := self._offences.phrases.at(left, at)) and hit[0].role is Role.REFUSED
                for at in range(len(left))
            )
            several = any(token.kind in {"both", "either"} for token in left)
            return None if refused or several else (convicted, True)
        grouped = self._grouped(parts)
        return None if grouped is None or len(grouped) > 1 else (convicted, True)

    def _parts(self, found: Sequence[Token]) -> list[_Part] | None:
        """The tokens as parts between breaks; None when a word is not understood."""
        parts = [_Part()]
        slot = ""
        filled = 0
        place = 0
        while place < len(found):
            token = found[place]
            hit = self._offences.phrases.at(found, place)
            after = place + 1 if hit is None else hit[1]
            if hit is not None:
                taken = self._sense(hit[0], parts[-1], found, after)
                if taken is None:
                    return None
                opened, after = taken
                slot, filled = (slot, filled) if opened == "same" else (opened, 0)
            elif token.kind in _JOINS:
                parts.append(_Part(join=_JOINS[token.kind]))
                slot = ""
                place = after
                continue
            elif token.kind == "section":
                parts[-1].sections.append(token.value)
                slot = ""
            elif token.kind not in {"date", "money"}:
                filled += 1
                if filled > _LONGEST_SLOT or not self._fills(slot, found, place):
                    return None
            parts[-1].span += [token.start, found[after - 1].end]
            place = after
        return parts

    def _fills(self, slot: str, found: Sequence[Token], place: int) -> bool:
        """Whether a word of no known meaning is a place, an object, a person or an amount."""
        token = found[place]
        if token.kind == "number":
            following = self._offences.phrases.at(found, place + 1) if found[place + 1 :] else None
            counts = following is not None and following[0].role is Role.FILLER
            return counts or slot in {"person", "place"}
        if token.kind != "word":
            return False
        if slot == "person":
            return self._mixed and self._text[token.start].isupper()
        return slot in {"place", "object"}

    def _sense(
        self, sense: Sense, part: _Part, found: Sequence[Token], after: int
    ) -> tuple[str, int] | None:
        """Note what a known phrase says; the slot it opens and where reading goes on."""
        match sense.role:
            case Role.NAME:
                part.names.append(sense.of)
            case Role.ACT:
                return self._act(sense.of, part, found, after)
            case Role.MODE:
                part.modes.append(sense.of)
            case Role.COMPANION:
                part.companions.add(sense.of)
                return "person" if sense.of in self._offences.named_people else "", after
            case Role.PLACE_WORD:
                return "same", after
            case Role.BEFORE_PLACE:
                return "place", after
            case Role.BEFORE_OBJECT:
                last = self._offences.names[part.names[-1]] if part.names else ()
                return "object" if any(entry.any_object for entry in last) else "", after
            case Role.FILLER:
                return "", after
            case Role.REFUSED | Role.AMENDED_TO | Role.LIBELLED_AS | Role.SEPARATOR:
                return None
        return "", after

    def _act(
        self, title: str, part: _Part, found: Sequence[Token], after: int
    ) -> tuple[str, int] | None:
        """Note the Acts of a title, those of the year where one follows; None for another year."""
        acts = self._offences.titles[title]
        at = after + 1 if after < len(found) and found[after].value == "," else after
        if at < len(found) and found[at].kind == "number":
            year = found[at].value
            acts = frozenset(one for one in acts if self._offences.acts[one].is_of(year))
            after = at + 1
        part.acts.append(acts)
        for one in acts:
            part.companions |= self._offences.acts[one].brings
        return ("", after) if acts else None

    def _grouped(self, parts: Sequence[_Part]) -> list[_Part] | None:
        """The parts joined into charges; None when it cannot be told how many there are."""
        if any(part.join == "or" for part in parts):
            return None
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.with_(part)
        several = len(whole.names) > 1
        if several and len(set(whole.names)) == len(whole.names):
            named = [self._named(name, whole) for name in whole.names]
            cited = self._offences.cited(whole, self._court) if whole.cites() else named[0]
            same = whole.cites() or len({one.codes if one else None for one in named}) == 1
            if cited and same and all(one and one.codes & cited.codes for one in named):
                return [whole]
        charges = [parts[0]]
        for part in parts[1:]:
            last = charges[-1]
            together = last.with_(part)
            if not (last.names or last.cites()) or not (part.names or part.cites()):
                charges[-1] = together
            elif not part.names or not last.names:
                # A section without its Act, or an Act before its section, is no charge by itself.
                halves = not (part.names or part.acts) or not (last.names or last.acts)
                one = halves or self._coding(together) is not None
                if one and part.join == "and":
                    return None
                charges[-1:] = [together] if one else [last, part]
            elif self._same(last, part, together):
                charges[-1] = together
            elif any(self._named(name, last) != self._named(name, together) for name in last.names):
                return None
            else:
                charges.append(part)
        return charges

    def _same(self, last: _Part, part: _Part, together: _Part) -> bool:
        """Whether two different names are two words for one offence."""
        codings = {self._named(name, together) for name in together.names}
        codes = {coding.codes if coding else None for coding in codings}
        return len(codes) == 1 and None not in codes and not set(last.names) & set(part.names)

    def _named(self, name: str, part: _Part) -> Coding | None:
        """What a name stands for; an Act that is cited says more than where the court sat."""
        courts = {self._offences.acts[one].court for acts in part.acts for one in acts}
        court = courts.pop() if len(courts) == 1 else ""
        return self._offences.named(name, part.companions, court or self._court)

    def _coding(self, part: _Part) -> Coding | None:
        """The codes of one charge from its names, its Act and section, and its mode."""
        each = [self._named(name, part) for name in part.names]
        names = [coding for coding in each if coding is not None]
        if len(names) < len(each) or len(set(part.modes)) > 1:
            return None
        named = either(names)
        result = named
        if part.cites():
            cited = self._offences.cited(part, self._court)
            if cited is None or (names and not all(n.codes & cited.codes for n in names)):
                return None
            if not names:
                if not part.acts:
                    return None
                result = cited
            elif named.codes <= cited.codes:
                result = named
            else:
                # A section without its Act may be of several Acts: the name chooses among them.
                codes = cited.codes if part.acts else cited.codes & named.codes
                result = Coding(codes, cited.conventions)
        elif len({coding.codes for coding in names}) > 1:
            return None
        if part.modes:
            codes = frozenset(f"{code} ({part.modes[0]})" for code in result.codes)
            entries = [entry for name in part.names for entry in self._offences.names[name]]
            if any(entry.mode_is_open for entry in entries):
                codes |= result.codes
            result = Coding(codes, result.conventions)
        return result if result.codes else None


def _text(text: str, found: Sequence[Token]) -> str:
    """What was written from the first of the tokens to the last."""
    return text[found[0].start : found[-1].end]
