"""From the lines of a vocabulary to its words and modes, and what is said plainly of a word.

WORD, WORD ...
  said as  "what it is called in everyday speech"
  see      ANOTHER WORD  "if it was ..."
modes MODE, MODE ...
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from amends.notation.lines import Block, Refused, Report, Text, Told, offered, shown
from amends.notation.names import opens_with
from amends.notation.pieces import columns, listed, new_name, nothing_beneath
from amends.notation.spelling import name_of, text_of
from amends.scheme.declarations import PlainWords, SeeAlso


@dataclass(slots=True)
class WordLines:
    """Takes the lines of a vocabulary: its words and modes, and what stands beneath a word."""

    words: dict[str, None] = field(default_factory=dict)
    modes: dict[str, None] = field(default_factory=dict)
    _beneath: dict[str, list[Block]] = field(default_factory=dict)

    def line(self, block: Block) -> None:
        """Take one line: words, `modes` and modes, or `nothing`."""
        into, pieces = self.words, block.text
        if opens_with(block.text.text, "modes"):
            into, pieces = self.modes, block.text.cut(len("modes"))
        elif block.text.text == "nothing":
            nothing_beneath(block)
            return
        names = listed(pieces)
        for piece in names:
            word = name_of(piece.text)
            new_name(piece, word, "word", into)
            into[word] = None
        if into is self.modes:
            nothing_beneath(block)
        elif block.children and len(names) > 1:
            raise Refused(
                "plain-words-of-several",
                block.children[0].text,
                "this stands beneath several words, and does not say of which it is",
                "put the word that is meant on a line of its own, and this beneath it",
            )
        else:
            self._beneath[name_of(names[0].text)] = block.children

    def plain(self, report: Report, heading: str, *, whole: bool) -> Iterator[PlainWords]:
        """The plain words; `whole` is whether every word could be read, else no other is known."""
        for word, lines in self._beneath.items():
            found = _plain(word, lines, self.words if whole else None, report, heading)
            if found.said_as or found.see:
                yield found


def _plain(
    word: str, lines: Collection[Block], known: Collection[str] | None, report: Report, heading: str
) -> PlainWords:
    """What the lines beneath a word say; what is wrong with one is told, and it is left out."""
    said: list[str] = []
    see: dict[str, SeeAlso] = {}
    for line in lines:
        if report.is_full:
            break
        with report.telling(heading):
            nothing_beneath(line)
            if opens_with(line.text.text, "said as"):
                said.append(_said(line.text, bool(said)))
            elif opens_with(line.text.text, "see"):
                sent = _see(line.text, word, known, see)
                see[sent.word] = sent
            else:
                raise Refused(
                    "unknown-line",
                    line.text,
                    f"{shown(line.text.text)} is nothing that a word has",
                    "write `said as` and what it is called in plain words, or `see`, another word "
                    "and when; a word of its own starts in the column of the others",
                )
    return PlainWords(word, "".join(said), tuple(see.values()))


def _said(text: Text, again: bool) -> str:
    said = text_of(text.cut(len("said as")).text)
    if again or not said.strip():
        raise Refused(
            "said-unfinished",
            text,
            "`said as` stands here twice, or does not say what the word is called",
            "keep one line, with the plain words in quotation marks behind `said as`",
        )
    return said


def _see(text: Text, word: str, known: Collection[str] | None, earlier: Collection[str]) -> SeeAlso:
    pieces = columns(text.cut(len("see")))
    if len(pieces) != 2 or not text_of(pieces[1].text).strip():
        raise Refused(
            "see-unfinished",
            text,
            "`see` does not say which word, or when",
            "write `see`, the other word, two spaces, and when in quotation marks: "
            '"if it was a constable"',
        )
    other = name_of(pieces[0].text)
    if known is None:
        raise Told
    if other not in known:
        raise Refused(
            "unknown-word",
            pieces[0],
            f"{shown(pieces[0].text)} is no word beside {shown(word)}",
            offered(other, known),
        )
    if other == word:
        raise Refused(
            "see-itself",
            pieces[0],
            f"{shown(word)} sends to itself",
            "name the word that it may be mistaken for, or delete the line",
        )
    new_name(pieces[0], other, "word", earlier)
    return SeeAlso(other, text_of(pieces[1].text))
