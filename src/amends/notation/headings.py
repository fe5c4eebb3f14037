"""Sorts the top lines of a scheme by what they begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from amends.notation.first_of import unfolded
from amends.notation.lines import Block, Refused, Report, Text, offered, shown
from amends.notation.names import opens_with
from amends.notation.pieces import columns, force, named, nothing_beneath
from amends.notation.spelling import text_of
from amends.scheme.conditions import ALWAYS, MATTER, PERSON, Force
from amends.scheme.declarations import DayRule, Status

REQUIRED = ("scheme", "id", "citation", "jurisdiction", "status", "in force", "matter")
HEADERS = (*REQUIRED, "uri", "reviewed", "recorded", "day rule", "currency")
SECTIONS = ("effect", "words", "of the", "list", "open point", "codes")
NOTES = ("amended by", "provisions seen", "not seen", "not operative", "other routes")
KEYWORDS = (*HEADERS, *SECTIONS, *NOTES)
_BEGUN_BY = {
    word.partition(" ")[0]: tuple(k for k in KEYWORDS if opens_with(k, word.partition(" ")[0]))
    for word in KEYWORDS
}
ABOUT_PERSON = " (a person)"
MOST_PARTS = 5_000


@dataclass(frozen=True, slots=True)
class PartBlock:
    """A part that is yet to be read, with its heading."""

    block: Block
    provision: str
    name: str
    about: str

    @property
    def heading(self) -> str:
        """The heading as it is told."""
        return f"{self.provision} {self.name}"


@dataclass(slots=True)
class Headings:
    """The top lines of a scheme, sorted."""

    report: Report
    headers: dict[str, Text] = field(default_factory=dict)
    sections: Mapping[str, list[tuple[Block, Text]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    parts: dict[str, PartBlock] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    _guessed: set[str] = field(default_factory=set)

    def sort(self, blocks: Sequence[Block]) -> None:
        """Take each top line to its kind; what is none is told."""
        for block in blocks:
            if self.report.is_full:
                return
            try:
                self._take(block)
            except Refused as refused:
                self.report.tell(refused, block.heading)
        missing = [w for w in REQUIRED if w not in self.headers and w not in self._guessed]
        if missing:
            words = ", ".join(f"`{word}`" for word in missing)
            self.report.tell(
                Refused(
                    "missing-header",
                    Text("", 1, 1),
                    f"the scheme does not say: {words}",
                    "add a line for each at the head of the file: the word, two spaces, the text",
                )
            )

    def _take(self, block: Block) -> None:
        text = block.text
        first = text.text.partition(" ")[0]
        keyword = next(
            (word for word in _BEGUN_BY.get(first, ()) if opens_with(text.text, word)), ""
        )
        rest = text.cut(len(keyword))
        if keyword in HEADERS:
            if keyword in self.headers:
                raise Refused(
                    "declared-twice",
                    text,
                    f"`{keyword}` is said above",
                    "keep one of the two lines",
                )
            self.headers[keyword] = rest
            for child in block.children:
                if child.text.text.startswith(HEADERS):
                    self._take(child)
            nothing_beneath(block)
        elif keyword:
            self.sections[keyword].append((block, rest))
        else:
            for part in unfolded(block, self.report):
                self._part(part)

    def _part(self, block: Block) -> None:
        pieces = columns(block.text)
        if len(pieces) != 2 or not block.children:
            words = block.text.text.removesuffix(ABOUT_PERSON).split()
            self.broken.update(" ".join(words[at:]) for at in range(1, min(len(words), 12)))
            if not block.children:
                raise self._unknown(block, pieces[0].text if len(pieces) > 1 else words[0])
            raise _crowded(block, len(pieces))
        about = PERSON if pieces[1].text.endswith(ABOUT_PERSON) else MATTER
        name_text = pieces[1].cut(0, -len(ABOUT_PERSON)) if about == PERSON else pieces[1]
        part = PartBlock(block, named(pieces[0]), named(name_text), about)
        if part.name in self.parts:
            first = self.parts[part.name]
            raise Refused(
                "declared-twice",
                name_text,
                f"the part `{part.name}` is declared above, at `{first.provision}`",
                "keep one, or give this one another name",
            )
        if len(self.parts) == MOST_PARTS:
            self.report.stop(
                Refused(
                    "too-many-parts",
                    block.text,
                    f"the scheme has more than {MOST_PARTS:,} parts",
                    "check that this is the right file",
                ),
                part.heading,
            )
            return
        self.parts[part.name] = part

    def _unknown(self, block: Block, first: str) -> Refused:
        """The refusal of a top line that begins nothing known, and has nothing beneath."""
        guess = offered(first, KEYWORDS)
        if not guess.startswith("did"):
            return Refused(
                "nothing-beneath",
                block.text,
                "nothing stands beneath this heading",
                "put what must hold on the next line, two spaces deeper",
            )
        self._guessed |= {word for word in REQUIRED if f"`{word}`" in guess}
        what = f"{shown(first)} is no heading that is known"
        return Refused("unknown-heading", block.text, what, guess)

    # --- what the headers say ---

    def text(self, keyword: str) -> str:
        """What a header says; nothing where it is missing."""
        rest = self.headers.get(keyword)
        if rest is None:
            return ""
        if not rest.text:
            self.report.tell(
                Refused(
                    "missing-header",
                    rest,
                    f"`{keyword}` says nothing",
                    'write its text behind it, or "" if there is none',
                ),
                keyword,
            )
        return text_of(rest.text)

    def status(self) -> Status:
        """The status; an idea where none can be read."""
        text = self.text("status")
        known = {status.value: status for status in Status}
        if text and text not in known:
            at = self.headers["status"]
            what = f"{shown(text)} is no status of a law"
            words = ", ".join(f"`{word}`" for word in known)
            remedy = f"use one of {words}; a law that was passed is `enacted`"
            self.report.tell(Refused("unknown-status", at, what, remedy), "status")
        return known.get(text, Status.IDEA)

    def day_rule(self) -> DayRule | None:
        """The day rule, if the scheme says one."""
        text = self.text("day rule")
        known = {rule.value: rule for rule in DayRule}
        if text and text not in known:
            at = self.headers["day rule"]
            what = f"{shown(text)} is no day rule"
            remedy = "write " + " or ".join(f"`{rule}`" for rule in known)
            self.report.tell(Refused("unknown-day-rule", at, what, remedy), "day rule")
        return known.get(text)

    def currency(self) -> str:
        """The currency of sums, if the scheme says one."""
        text = self.text("currency")
        if text and not re.fullmatch("[A-Z]{3}", text):
            at = self.headers["currency"]
            what = f"{shown(text)} is no currency"
            remedy = "write its three letters in capitals, such as `GBP` or `EUR`"
            self.report.tell(Refused("unknown-currency", at, what, remedy), "currency")
        return text

    def in_force(self) -> Force:
        """When the law is in force; always where it cannot be read."""
        rest = self.headers.get("in force")
        if rest is None:
            return ALWAYS
        try:
            return force(rest)
        except Refused as refused:
            self.report.tell(refused, "in force")
            return ALWAYS


def _crowded(block: Block, pieces: int) -> Refused:
    words = block.text.text.split()
    for count in (1, 2):  # a slip of the pen in a word that other lines stand beneath
        known = [word for word in (*SECTIONS, *NOTES) if word.count(" ") == count - 1]
        first = " ".join(words[:count])
        guess = offered(first, known)
        if guess.startswith("did"):
            what = f"{shown(first)} is no heading that is known"
            return Refused("unknown-heading", block.text, what, guess)
    if pieces > 2:
        what, remedy = "the heading has more than two columns", "keep two columns"
    else:
        what = f"{shown(block.text.text)} is no heading that is known"
        remedy = "for a part, write two columns"
    return Refused(
        "unknown-heading",
        block.text,
        what,
        f"{remedy}: the provision, two spaces or more, and the name",
    )
