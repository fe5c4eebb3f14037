"""Reads later instruments into the text that they change.

A law is amended by another, and so is a scheme: what changed stands in a file of its own, as
what the instrument inserts, substitutes and repeals, and since when. What it takes away is kept
until the day before, what it brings begins on its day, and the whole is read as one scheme.

    instrument  = header* (change | what else a scheme has)*
    header      = "amendment" "citation" "uri" "amends", each with a text; "in force from" D
    change      = "change" PROVISION  "in" target
                    / ["for" what] "substitute" new | ["after" what | "before" what] "insert" new
                    | "repeal" [what]
    target      = the provision of a limb or of a list of codes, or a part by its heading
    what        = a label or a line beneath the target; if none is named, the target itself

Words for a vocabulary that stands join it; an effect is in force from the day of the instrument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amends.notation.conditions import LABEL
from amends.notation.headings import KEYWORDS, SECTIONS
from amends.notation.lines import LARGEST, Block, Refused, Report, Text, blocks_of, offered, shown
from amends.notation.names import opens_with
from amends.notation.pieces import columns, force, named, nothing_beneath
from amends.notation.places import Place, changed_twice, head_of, lines_beneath, places_of
from amends.notation.spelling import name_of, text_of
from amends.scheme.conditions import Force
from amends.scheme.declarations import Instrument, Limit

HEADERS = ("amendment", "citation", "uri", "amends", "in force")
_REQUIRED = ("amendment", "citation", "amends", "in force")
_WORDS = ("for", "substitute", "after", "before", "insert", "repeal")


def with_amendments(
    law: list[Block], amendments: Sequence[tuple[str | bytes, str]], report: Report
) -> tuple[Instrument, ...]:
    """Change the blocks of a law as each amendment says, the earlier in force first.

    Each is a text with the name of its file. What is wrong with one is told.
    """
    readers: list[_Reader] = []
    for nth, (text, file) in enumerate(amendments, start=1):
        behind = nth * (LARGEST + 1)  # more lines than any file has
        report.goes_on(file, behind)
        blocks = blocks_of(text, report, behind)
        with report.telling(""):
            readers.append(_Reader.of(law, blocks, report))
    return tuple(reader.instrument() for reader in sorted(readers, key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one instrument into the blocks of the law."""

    law: list[Block]
    blocks: list[Block]
    headers: Mapping[str, Text]
    start: int
    report: Report

    @classmethod
    def of(cls, law: list[Block], blocks: list[Block], report: Report) -> _Reader:
        """Read the head of an instrument; the rest is for later."""
        headers: dict[str, Text] = {}
        for block in blocks:
            with report.telling(block.heading):
                _header(block, headers)
        missing = [word for word in _REQUIRED if word not in headers]
        if missing:
            words = ", ".join(f"`{word}`" for word in missing)
            raise Refused(
                "missing-header",
                blocks[0].text,
                f"the amendment does not say: {words}",
                "add a line for each at the head of the file: the word, two spaces, the text",
            )
        _check_amends(law, headers["amends"])
        return cls(law, blocks, headers, _start(headers["in force"]), report)

    def instrument(self) -> Instrument:
        """Make the changes; what the instrument is."""
        changes: list[Limit] = []
        for block in self.blocks:
            with self.report.telling(block.heading):
                if opens_with(block.text.text, "change"):
                    changes.append(self.change(block))
                elif not any(opens_with(block.text.text, word) for word in HEADERS):
                    self.add(block)
        citation, title = (text_of(self.headers[w].text) for w in ("citation", "amendment"))
        return Instrument(self.start, citation, title, tuple(changes))

    def add(self, block: Block) -> None:
        """Add what a scheme can have anywhere: a part, facts, words, a list, an effect."""
        first = block.text.text.partition(" ")[0]
        keyword = next((k for k in KEYWORDS if opens_with(block.text.text, k)), "")
        if keyword and keyword not in SECTIONS and not block.children:
            raise Refused(
                "unknown-heading",
                block.text,
                f"{shown(first)} is no heading of an amendment",
                offered(first, (*HEADERS, "change", *SECTIONS)),
            )
        if keyword == "words":
            name = name_of(block.text.cut(len("words")).text)
            for known in self.law:
                same = opens_with(known.text.text, "words")
                if same and name_of(known.text.cut(len("words")).text) == name:
                    known.children.extend(block.children)
                    return
        if keyword == "effect":
            block = replace(block, force=Force(start=self.start))
        self.law.append(block)

    def change(self, block: Block) -> Limit:
        """Make one change; its provision, and what it changes."""
        pieces = columns(block.text.cut(len("change")))
        if len(pieces) < 2 or not opens_with(pieces[1].text, "in"):
            raise Refused(
                "change-unfinished",
                block.text,
                "the change does not say which provision makes it, or where",
                "write `change`, the provision of the instrument, two spaces, `in` and what it "
                "changes",
            )
        target = block.text.cut(pieces[1].column - block.text.column).cut(len("in"))
        _Change(places_of(self.law, self.start), target, self.start).make(block)
        return Limit(named(pieces[0]), " ".join(target.text.split()))


def _header(block: Block, headers: dict[str, Text]) -> None:
    """Take a line that is a header; others are left."""
    keyword = next((word for word in HEADERS if opens_with(block.text.text, word)), "")
    if not keyword:
        return
    nothing_beneath(block)
    if keyword in headers:
        raise Refused(
            "declared-twice", block.text, f"`{keyword}` is said above", "keep one of the two lines"
        )
    headers[keyword] = block.text.cut(len(keyword))


def _check_amends(law: Sequence[Block], amends: Text) -> None:
    ids = (b.text.cut(len("id")).text for b in law if opens_with(b.text.text, "id"))
    known = next(ids, amends.text)
    if known != amends.text:
        raise Refused(
            "amends-another",
            amends,
            f"this amends {shown(amends.text)}, and stands beside {shown(known)}",
            "mend the id, or put the file beside the law that it amends",
        )


def _start(said: Text) -> int:
    dates = force(said)
    if dates.start is None or dates.end is not None:
        raise Refused(
            "bad-force",
            said,
            "an amendment is in force from one day on",
            "write `from` and the day; a change back is another amendment",
        )
    return dates.start


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of a law, from a day on."""

    places: Sequence[Place]
    target: Text
    start: int

    def make(self, change: Block) -> None:
        """Insert, substitute or repeal, as the lines beneath say."""
        said = self._said(change)
        match tuple(said):
            case ("substitute",) | ("for", "substitute"):
                new = _new_of(said["substitute"])
                if "for" in said:
                    place = self._what(said["for"].text.cut(len("for")))
                    place.substitute(new, self.start, whole=False)
                else:
                    self._target().substitute(new, self.start, whole=True)
            case ("insert",):
                self._target().insert(_new_of(said["insert"]), self.start)
            case ("after", "insert") | ("before", "insert"):
                beside = next(iter(said))
                place = self._what(said[beside].text.cut(len(beside)))
                place.insert_beside(_new_of(said["insert"]), self.start, behind=beside == "after")
            case ("repeal",):
                what = said["repeal"].text.cut(len("repeal"))
                place = self._what(what) if what.text else self._target()
                place.repeal(self.start)
            case _:
                raise Refused(
                    "change-unfinished",
                    change.text,
                    "the change does not say what it does",
                    "write beneath it `for` and `substitute`, `after` or `before` and `insert`, "
                    "`substitute` or `insert` alone, or `repeal`",
                )

    def _said(self, change: Block) -> dict[str, Block]:
        said: dict[str, Block] = {}
        for line in change.children:
            first = line.text.text.partition(" ")[0]
            if first not in _WORDS or first in said:
                raise Refused(
                    "unknown-line",
                    line.text,
                    f"{shown(line.text.text)} is nothing that a change can say here",
                    offered(first, [word for word in _WORDS if word not in said]),
                )
            if first not in ("substitute", "insert"):
                nothing_beneath(line)
            said[first] = line
        return said

    def _target(self) -> Place:
        wanted = " ".join(self.target.text.split())
        found = [place for place in self.places if wanted in place.written]
        return self._only(found, self.target, [w for p in self.places for w in p.written])

    def _what(self, what: Text) -> Place:
        target = self._target()
        lines = lines_beneath(target, self.start)
        if LABEL.fullmatch(what.text):
            wanted = f"{target.provision}{what.text}"
            found = [place for place in lines if wanted in place.written]
        else:
            line = " ".join(what.text.split())
            found = [place for place in lines if place.line == line]
        if not found and any(
            place.block.force.start == self.start
            and what.text in (place.line, head_of(place.block.text))
            for place in lines_beneath(target, None)
        ):
            raise changed_twice(what)
        place = self._only(found, what, [place.line for place in lines])
        if place.block.children and not place.written:
            raise Refused(
                "lines-beneath",
                what,
                f"lines stand beneath {shown(what.text)}, and it is not said what becomes of them",
                "name the label of a limb, to change it with all that stands beneath it",
            )
        return place

    def _only(self, found: Sequence[Place], at: Text, known: Sequence[str]) -> Place:
        if not found:
            raise Refused(
                "change-of-nothing",
                at,
                f"nothing that is in force then is called {shown(at.text)}",
                offered(at.text, sorted(set(known))),
            )
        if len(found) > 1:
            raise Refused(
                "change-of-several",
                at,
                f"{shown(at.text)} stands in {len(found)} places",
                "name the provision of the one that is meant, or its heading with its name; a list "
                "of words is `codes` and its provision",
            )
        if found[0].ending:
            raise changed_twice(at)
        return found[0]


def _new_of(said: Block) -> list[Block]:
    """What is inserted or substituted: beside the word, or beneath it."""
    word = said.text.text.partition(" ")[0]
    beside = said.text.cut(len(word))
    if beside.text:
        return [Block(beside, said.indent, said.children)]
    if not said.children:
        raise Refused(
            "nothing-beneath",
            said.text,
            f"`{word}` does not say what comes in",
            "write it beside the word, or on the next lines, two spaces deeper",
        )
    return said.children
