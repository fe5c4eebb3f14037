"""Writes a scheme as text. Comments are not part of a scheme and are not written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.notation.code_lists import ITEM_LABEL
from amends.notation.headings import KEYWORDS
from amends.notation.lines import LONGEST_LINE
from amends.notation.names import Declared, Scope, opens_with
from amends.notation.notes import BEARS_ON_NONE
from amends.notation.sentences import Sentences, indented
from amends.notation.speller import Speller
from amends.notation.spelling import (
    quoted,
    spelt_day,
    spelt_force,
    spelt_name,
    spelt_text,
)
from amends.scheme.conditions import ALWAYS, MATTER, PERSON, Force
from amends.scheme.declarations import (
    YES_NO,
    Amount,
    CodeList,
    Effect,
    Fact,
    FactType,
    Instrument,
    Item,
    Limit,
    ListKind,
    Meaning,
    Part,
    PlainWords,
    Presumption,
    Unseen,
    Vocabulary,
)
from amends.scheme.model import Scheme


def write(scheme: Scheme) -> str:
    """The scheme as text that reads back as the same scheme.

    Raises ValueError for what the notation cannot hold: a line break or another
    invisible character in a name or text, a day in no year from 1 to 9999.
    """
    lines: list[str] = []
    for section in _Writer(scheme).sections():
        lines += [*section, ""] if section else []
    for line in lines:
        if not line.isprintable() or len(line) > LONGEST_LINE:
            msg = f"a name or text that cannot stand on one line: {line[:60]!r}"
            raise ValueError(msg)
    return "\n".join(lines)


_WIDEST = 32  # a cell wider than this does not push the others out


class _Writer:
    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._declared = Declared.of(scheme)
        self._sentences = Sentences(self._declared)
        self._speller: Speller = self._sentences.speller

    def sections(self) -> Iterator[list[str]]:
        """The sections in the order in which people read them."""
        scheme = self._scheme
        yield self._headers()
        yield self._noted("amended by", self._instruments(scheme.instruments))
        yield from (self._effect(effect) for effect in scheme.effects)
        yield from (self._words(words) for words in scheme.vocabularies)
        yield self._facts(MATTER, scheme.matter_facts)
        yield self._facts(PERSON, scheme.person_facts)
        yield from (self._list(kind) for kind in scheme.lists)
        yield _aligned(
            (f"open point {p.number}", self._first(p.provision), spelt_text(p.question))
            for p in scheme.open_points
        )
        yield from (self._codes(cited) for cited in scheme.code_lists)
        yield from (self._part(part) for part in scheme.parts)
        yield self._noted("provisions seen", map(self._seen, scheme.seen))
        yield self._noted("not seen", _aligned(map(self._not_seen, scheme.unseen)))
        yield self._noted("not operative", self._limits(scheme.not_operative))
        yield self._noted("other routes", map(spelt_text, scheme.routes))

    def _headers(self) -> list[str]:
        scheme = self._scheme
        texts = {
            "scheme": spelt_text(scheme.title),
            "id": spelt_text(scheme.id),
            "citation": spelt_text(scheme.citation),
            "uri": scheme.uri and spelt_text(scheme.uri),
            "jurisdiction": spelt_text(scheme.jurisdiction),
            "status": scheme.status.value,
            "in force": spelt_force(scheme.force),
            "reviewed": scheme.reviewed and spelt_text(scheme.reviewed),
            "day rule": scheme.day_rule.value if scheme.day_rule else "",
            "currency": scheme.currency and spelt_text(scheme.currency),
            "matter": spelt_text(scheme.matter),
            "recorded": scheme.recorded_by and f"when {self._speller.part(scheme.recorded_by)}",
        }
        return [f"{word:<12}  {text}" for word, text in texts.items() if text]

    def _effect(self, effect: Effect) -> list[str]:
        name = spelt_name(effect.name, marked="," in effect.name)
        part = self._speller.part(effect.part)
        head = f"effect  {name} {effect.operation.value}, where {part}{_dated(effect.force)}"
        limits = indented(self._noted("does not", self._limits(effect.does_not)))
        means = indented(self._noted("means", _aligned(map(self._meaning, effect.means))))
        presumed = indented(self._presumed(effect.presumption))
        amount = indented(self._amount(effect.amount))
        return [head, *limits, *means, *presumed, *amount]

    def _amount(self, amount: Amount | None) -> list[str]:
        if amount is None:
            return []
        written = self._sentences.sum(amount)
        return [f"amount  {spelt_name(amount.provision)}", *indented(written.lines)]

    def _presumed(self, presumption: Presumption | None) -> list[str]:
        if presumption is None:
            return []
        to = "to apply" if presumption.holds else "not to apply"
        given = [f"given  {self._speller.part(presumption.given)}"] if presumption.given else []
        rebutted = self._noted("rebutted by", self._limits(presumption.rebutted_by))
        head = f"presumed {to}  {self._first(presumption.provision)}"
        return [head, *indented([*given, *rebutted])]

    def _meaning(self, meaning: Meaning) -> tuple[str, ...]:
        note = (spelt_text(meaning.note),) if meaning.note else ()
        said = (meaning.consequence.value, meaning.answer.value)
        return (*said, self._first(meaning.source), *note)

    def _instruments(self, instruments: tuple[Instrument, ...]) -> Iterator[str]:
        for made in instruments:
            cited = self._first(made.citation)
            yield f"{spelt_day(made.start)}  {cited}  {spelt_text(made.title)}"
            yield from indented(self._limits(made.changes))

    def _seen(self, provision: str) -> str:
        return spelt_name(provision, marked=True) if "," in provision else self._first(provision)

    def _not_seen(self, unseen: Unseen) -> tuple[str, ...]:
        bears = f"open point {unseen.point}" if unseen.point else BEARS_ON_NONE
        text = quoted(unseen.text) if "  " in unseen.text else spelt_text(unseen.text)
        return (self._first(unseen.provision), text, bears)

    def _limits(self, limits: Iterable[Limit]) -> list[str]:
        return _aligned((self._first(each.provision), spelt_text(each.text)) for each in limits)

    def _first(self, provision: str) -> str:
        return self._speller.provision(provision)

    def _noted(self, heading: str, lines: Iterable[str]) -> list[str]:
        lines = indented(lines)
        return [heading, *lines] if lines else []

    def _words(self, words: Vocabulary) -> list[str]:
        lines = []
        for word in words.words:
            lines += [self._speller.word(word), *indented(self._plainly(words.plainly(word)))]
        if words.modes:
            lines.append("modes " + ", ".join(map(self._speller.word, words.modes)))
        return [f"words {spelt_name(words.name)}", *indented(lines or ["nothing"])]

    def _plainly(self, plain: PlainWords) -> list[str]:
        said = [("said as", quoted(plain.said_as))] if plain.said_as else []
        see = [("see", self._speller.word(one.word), quoted(one.when)) for one in plain.see]
        return _aligned([*said, *see])

    def _facts(self, owner: str, facts: tuple[Fact, ...]) -> list[str]:
        return self._noted(f"of the {self._speller.owner(owner)}", self._declared_facts(facts))

    def _declared_facts(self, facts: tuple[Fact, ...]) -> list[str]:
        heads = _aligned(
            (fact.kind.value, self._speller.fact(fact.name), self._type(fact)) for fact in facts
        )
        pairs = zip(heads, facts, strict=True)
        return [line for head, fact in pairs for line in (head, *indented(_beneath(fact)))]

    def _type(self, fact: Fact) -> str:
        if fact.drawn_from:
            kinds = ", ".join(map(self._speller.word, fact.by))
            return f"as {self._speller.fact(fact.drawn_from)}, by {kinds}"
        if fact.type is not FactType.CODE:
            return str(fact.type.value)
        return YES_NO if fact.vocabulary == YES_NO else f"one of {spelt_name(fact.vocabulary)}"

    def _list(self, kind: ListKind) -> list[str]:
        person = ", each a person" if kind.is_person else ""
        name, owner = self._speller.fact(kind.name), self._speller.owner(kind.of)
        beneath = indented([*_asked(kind), *self._declared_facts(kind.facts)])
        return [f"list {name} of the {owner}{person}", *beneath]

    def _codes(self, cited: CodeList) -> list[str]:
        lines = _aligned(self._item(item) for item in cited.items)
        for opening in cited.openings:
            pieces = [self._speller.word(code) for code in opening.codes]
            modes = [self._speller.word(mode) for mode in opening.modes]
            if modes:
                pieces += [f"in modes {modes[0]}", *modes[1:]]
            labels = ", ".join(spelt_name(i, marked="," in i) for i in opening.items)
            of = f" of {labels}" if labels else ""
            listed = ", ".join(pieces) or "nothing"
            lines.append(f"open point {opening.point}{of}  {listed}{_dated(opening.force)}")
        head = f"codes {self._first(cited.provision)} of {spelt_name(cited.vocabulary)}"
        return [head, *indented(lines or ["nothing"])]

    def _item(self, item: Item) -> tuple[str, ...]:
        codes = ", ".join(map(self._speller.word, item.codes)) or "nothing"
        codes += _dated(item.force)
        if item.codes == (item.label,):
            return (codes,)
        if ITEM_LABEL.fullmatch(item.label):
            return (item.label, codes)
        return (f"item {spelt_name(item.label)}", codes)

    def _part(self, part: Part) -> list[str]:
        scope = Scope.of_part(self._declared, part.about)
        misread = any(opens_with(part.provision, word) for word in KEYWORDS)
        first = spelt_name(part.provision, marked=True) if misread else self._first(part.provision)
        name = self._speller.part(part.name).removeprefix(self._first(part.provision)).strip()
        about = " (a person)" if part.about == PERSON else ""
        body = self._sentences.condition(part.body, scope, part.provision)
        sources = (f"source  {spelt_text(source)}" for source in part.sources)
        return [f"{first}  {name}{about}", *indented([*sources, *body.lines])]


def _dated(force: Force) -> str:
    return f"    [{spelt_force(force)}]" if force != ALWAYS else ""


def _aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows of columns, two spaces or more between them."""
    kept = list(rows)
    widths = [
        max(
            (len(row[at]) for row in kept if at < len(row) - 1 and len(row[at]) <= _WIDEST),
            default=0,
        )
        for at in range(max(map(len, kept), default=0))
    ]
    return [
        "  ".join(
            cell if at == len(row) - 1 else cell.ljust(widths[at]) for at, cell in enumerate(row)
        )
        for row in kept
    ]


def _asked(of: Fact | ListKind) -> list[str]:
    ask = [f"ask   {quoted(of.ask)}"] if of.ask else []
    return ask + ([f"look  {spelt_text(of.look)}"] if of.look else [])


def _beneath(fact: Fact) -> list[str]:
    return _asked(fact) + ([f"tells {fact.tells.value}"] if fact.tells else [])
