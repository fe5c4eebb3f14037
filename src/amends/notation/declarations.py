"""From blocks to declarations: words, facts and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from amends.notation.lines import Block, Refused, Report, Text, Told, offered, shown
from amends.notation.names import opener_of, opens_with
from amends.notation.pieces import (
    columns,
    divided,
    listed,
    named,
    new_name,
    nothing_beneath,
    something_beneath,
)
from amends.notation.spelling import name_of, text_of
from amends.notation.word_lines import WordLines
from amends.scheme.conditions import MATTER, PERSON
from amends.scheme.declarations import (
    SOURCES,
    YES_NO,
    YES_NO_VOCABULARY,
    Fact,
    FactKind,
    FactType,
    ListKind,
    Vocabulary,
)
from amends.scheme.fitting import misfit_of_telling
from amends.scheme.telling import Tells

MOST_CODES = 100_000
MOST_FACTS = 10_000
_TYPES = {kind.value: kind for kind in FactType if kind is not FactType.CODE}
_KINDS = frozenset(kind.value for kind in FactKind)
_TELLS = {tells.value: tells for tells in Tells}
_OF_THE = " of the "


@dataclass(slots=True)
class Declarations:
    """Reads declarations into what the model has; `broken` gets names of those unreadable."""

    report: Report
    matter: str = ""
    broken: set[str] = field(default_factory=set)
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    facts: dict[str, dict[str, Fact]] = field(default_factory=lambda: {PERSON: {}, MATTER: {}})
    lists: dict[str, ListKind] = field(default_factory=dict)
    _codes: int = 0
    _facts: int = 0
    _codes_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def each(self, blocks: Sequence[Block], heading: str, read: Callable[[Block], None]) -> None:
        """Read each block; a problem in one leaves the others to be read."""
        for block in blocks:
            if self.report.is_full:
                return
            with self.report.telling(heading):
                read(block)

    # --- words ---

    def words(self, block: Block, rest: Text) -> None:
        """`words NAME` with the words, their plain words and a line `modes ...` beneath."""
        name = named(rest)
        new_name(rest, name, "vocabulary", self.vocabularies)
        self.vocabularies[name] = Vocabulary(name, ())
        self.broken.add(name)
        problems = len(self.report)
        lines = WordLines()
        something_beneath(block)
        self.each(block.children, block.heading, lines.line)
        self._codes += len(lines.words) * (1 + len(lines.modes))
        if self._codes > MOST_CODES:
            raise Refused(
                "too-many-words",
                block.text,
                f"the words of the scheme, with their modes, are more than {MOST_CODES:,}",
                "declare only the words that the law and the registers tell apart",
            )
        whole = len(self.report) == problems
        plain = tuple(lines.plain(self.report, block.heading, whole=whole))
        self.vocabularies[name] = Vocabulary(name, tuple(lines.words), tuple(lines.modes), plain)
        if whole:
            self.broken.discard(name)

    # --- facts and lists ---

    def facts_of(self, block: Block, rest: Text) -> None:
        """`of the person` or `of the MATTER`, with facts beneath."""
        facts: dict[str, Fact] = {}
        something_beneath(block)
        earlier = self.facts[PERSON if name_of(rest.text) == PERSON else MATTER]
        owner = PERSON if earlier is self.facts[PERSON] else MATTER
        read = partial(self._fact, into=facts, owner=owner, earlier=earlier)
        self.each(block.children, block.heading, read)
        self.broken.update(facts)
        into = self.facts[self._owner(rest, within_lists=False)]
        for name, fact in facts.items():
            new_name(rest, name, "fact", into)
            into[name] = fact
        self.broken.difference_update(facts)

    def list_of(self, block: Block, rest: Text) -> None:
        """`list NAME of the OWNER[, each a person]`, with its facts beneath."""
        is_person = rest.text.endswith(", each a person")
        whole = rest.cut(0, -len(", each a person")) if is_person else rest
        at = divided(whole, _OF_THE, {PERSON, MATTER, self.matter}, self.lists)
        if at < 0:
            raise Refused(
                "no-owner",
                rest,
                "the list does not say whose it is",
                "end the line with `of the person`, or of whatever has such a list",
            )
        name_text = whole.cut(0, at)
        name = self._checked(name_text)
        if name == PERSON:
            raise Refused(
                "reserved-name",
                name_text,
                "a list cannot be called `person`",
                "call its entries something else",
            )
        self.broken.add(name)
        new_name(name_text, name, "list", self.lists)
        owner = self._owner(whole.cut(at + len(_OF_THE)), within_lists=True)
        inherited = self.facts[PERSON] if is_person else {}
        self._more_facts(1 + len(inherited), rest)
        facts = dict(inherited)
        told = self._told(block, name, ("ask", "look"), partial(self._fact, into=facts, owner=name))
        self.broken.discard(name)
        own = tuple(fact for fact in facts.values() if fact.name not in inherited)
        self.lists[name] = ListKind(name, owner, own, is_person, *_asked(told))

    def _owner(self, text: Text, *, within_lists: bool) -> str:
        name = name_of(text.text)
        if within_lists and name in self.lists:
            return name
        if name == PERSON:
            return PERSON
        if name in (MATTER, self.matter):
            return MATTER
        if name in self.broken:
            raise Told
        known = [PERSON, self.matter, *(self.lists if within_lists else ())]
        raise Refused(
            "unknown-owner",
            text,
            f"{shown(text.text)} is not the person, the matter or a list declared above",
            offered(name, known),
        )

    def _checked(self, text: Text) -> str:
        """A new name, refused where a condition would read it as something else."""
        name = named(text)
        opener = opener_of(name) if name == text.text else ""
        if opener or (name == text.text and re.match(r"[\d\"(]", name)):
            raise Refused(
                "reserved-name",
                text,
                f"{shown(name)} begins like something else (`{opener or name[0]}`)",
                "begin the name with another word, or put it in backticks here and elsewhere",
            )
        return name

    def _told(
        self, block: Block, heading: str, words: Sequence[str], other: Callable[[Block], None]
    ) -> dict[str, Text]:
        """What the lines beneath a block say that begin with one of the words; others are given."""
        told: dict[str, Text] = {}

        def line(child: Block) -> None:
            word = next((word for word in words if opens_with(child.text.text, word)), "")
            if word:
                nothing_beneath(child)
                told[word] = child.text.cut(len(word))
            else:
                other(child)

        self.each(block.children, heading, line)
        return told

    def _fact(
        self,
        block: Block,
        into: dict[str, Fact],
        owner: str,
        earlier: Mapping[str, Fact] | None = None,
    ) -> None:
        """`recorded NAME  TYPE` or `judged NAME  TYPE`, and what stands beneath.

        `earlier` are facts of the same owner that stand further up.
        """
        _, _, rest = block.text.text.partition(" ")
        try:
            fact = self._read_fact(block, into, {**(earlier or {}), **into})
            told = self._told(block, fact.name, ("ask", "look", "tells"), _nothing_of_a_fact)
        except (Refused, Told):
            # Any beginning may be the name that was meant, where the gap behind it is missing.
            words = rest.split()
            self.broken.update(" ".join(words[:end]) for end in range(1, min(len(words), 12) + 1))
            raise
        ask, look = _asked(told)
        into[fact.name] = replace(fact, ask=ask, look=look)
        if "tells" in told:
            with self.report.telling(fact.name):
                into[fact.name] = _telling(told["tells"], into[fact.name], owner)

    def _more_facts(self, more: int, at: Text) -> None:
        """Count facts and lists. Reading goes on no further behind more than any law has."""
        self._facts += more
        if self._facts > MOST_FACTS:
            self.report.stop(
                Refused(
                    "too-many-facts",
                    at,
                    f"the facts and lists of the scheme are more than {MOST_FACTS:,}; a list of "
                    "persons has every fact of the person as well",
                    "check that this is the right file",
                )
            )
            raise Told

    def _read_fact(
        self, block: Block, known: Mapping[str, Fact], others: Mapping[str, Fact]
    ) -> Fact:
        self._more_facts(1, block.text)
        word = block.text.text.split(" ")[0]
        if word not in _KINDS:
            raise Refused(
                "unknown-line",
                block.text,
                f"{shown(block.text.text)} declares no fact",
                "begin the line with `recorded` or `judged`, then the name and the type",
            )
        pieces = columns(block.text.cut(len(word)))
        if len(pieces) != 2:
            raise Refused(
                "no-type",
                block.text,
                "the fact has no type, or only one space stands before it",
                "write the name, two spaces or more, and the type, such as `yes or no`",
            )
        name = self._checked(pieces[0])
        new_name(pieces[0], name, "fact", known)
        if opens_with(pieces[1].text, "as"):
            drawn, by = self._drawn(pieces[1].cut(len("as")), others)
            kind, vocabulary, drawn_from = drawn.type, drawn.vocabulary, drawn.name
        else:
            (kind, vocabulary), drawn_from, by = self._type(pieces[1]), "", ()
        return Fact(name, kind, FactKind(word), vocabulary, drawn_from=drawn_from, by=by)

    def _drawn(self, text: Text, known: Mapping[str, Fact]) -> tuple[Fact, tuple[str, ...]]:
        """`as FACT, by KIND OF SOURCE, ...`: another fact, as some sources alone tell it."""
        first, *others = listed(text)
        drawn = known.get(name_of(first.text))
        if drawn is None and name_of(first.text) in self.broken:
            raise Told
        if drawn is None or not others or not opens_with(others[0].text, "by"):
            raise Refused(
                "drawn-unfinished",
                text,
                f"{shown(text.text)} does not say of which fact above this is, or by what sources",
                "write `as`, the fact, a comma, `by` and the kinds of source, "
                f"which stand among `words {SOURCES}`",
            )
        kinds = [others[0].cut(len("by")), *others[1:]]
        words = self.vocabularies.get(SOURCES)
        for kind in kinds:
            if words is None or name_of(kind.text) not in words.words:
                raise Refused(
                    "unknown-source",
                    kind,
                    f"{shown(kind.text)} is no kind of source",
                    offered(kind.text, words.words)
                    if words
                    else f"declare the kinds of source as `words {SOURCES}`",
                )
        return drawn, tuple(name_of(kind.text) for kind in kinds)

    def _type(self, text: Text) -> tuple[FactType, str]:
        if text.text == YES_NO:
            return FactType.CODE, YES_NO
        if opens_with(text.text, "one of"):
            words = text.cut(len("one of"))
            return FactType.CODE, self.vocabulary(words).name
        if text.text not in _TYPES:
            raise Refused(
                "unknown-type",
                text,
                f"{shown(text.text)} is no type of fact",
                offered(text.text, [*_TYPES, YES_NO, "one of ..."]),
            )
        return _TYPES[text.text], ""

    def codes_of(self, vocabulary: Vocabulary) -> frozenset[str]:
        """The codes of a vocabulary; counted out once, since many lists may name it."""
        if vocabulary.name not in self._codes_of:
            self._codes_of[vocabulary.name] = frozenset(vocabulary.codes)
        return self._codes_of[vocabulary.name]

    def vocabulary(self, text: Text) -> Vocabulary:
        """The declared words of this name."""
        name = name_of(text.text)
        found = self.vocabularies.get(name)
        if found is None and name in self.broken:
            raise Told
        if found is None and name == YES_NO:
            return YES_NO_VOCABULARY
        if found is None:
            raise Refused(
                "unknown-vocabulary",
                text,
                f"no words are declared as {shown(text.text)}",
                offered(name, self.vocabularies),
            )
        return found


def _asked(told: Mapping[str, Text]) -> tuple[str, str]:
    """The question, and where to look."""
    ask, look = (text_of(told[word].text) if word in told else "" for word in ("ask", "look"))
    return ask, look


def _nothing_of_a_fact(block: Block) -> None:
    raise Refused(
        "unknown-line",
        block.text,
        f"{shown(block.text.text)} is nothing that a fact has",
        "write `ask` and a question, `look` and where to look, or `tells` and what is told by it",
    )


def _telling(text: Text, fact: Fact, owner: str) -> Fact:
    """The fact with what it tells. Raises Refused for what no fact tells, or not this one."""
    if text.text not in _TELLS:
        raise Refused(
            "unknown-telling",
            text,
            f"{shown(text.text)} is nothing that a fact tells",
            offered(text.text, _TELLS),
        )
    telling = replace(fact, tells=_TELLS[text.text])
    misfit = misfit_of_telling(telling, owner)
    if misfit:
        raise Refused("does-not-fit", text, misfit.what, misfit.remedy)
    return telling
