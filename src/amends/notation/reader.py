"""Reads a scheme from text.

The whole notation. Deeper indentation means *beneath*; two spaces or more
separate columns; commas separate names; `--` begins a comment; a name that
would be misread stands in `backticks`, a text in "quotation marks".

    scheme      = header* (effect | words | facts | list | point | codes | part | notes)*
    header      = "scheme" "id" "citation" "uri" "jurisdiction" "status" "reviewed" "matter",
                  each with a text; "in force" dates; "recorded when" part-name;
                  "day rule" text; "currency" code
    effect      = "effect" NAME operation ", where" part-name ["[" dates "]"]
                    ["does not" / (PROVISION  text)*]
                    ["means" / (consequence  answer  PROVISION [ note])*]
                    ["amount"  PROVISION / quantity]
    words       = "words" NAME / word* ["modes" mode, ...]
    facts       = "of the" (person | MATTER) / fact*
    list        = "list" NAME "of the" OWNER [", each a person"] / [ask] [look] fact*
    fact        = ("recorded" | "judged") NAME  type / ["ask" text] ["look" text] ["tells" tells]
    tells       = "alive" | "died" | "day of the act" | "day to come"
    type        = "yes or no" | "one of" WORDS | "date" | "period" | "number" | "money"
                | "as" NAME ", by" word, ...
    point       = "open point" N  PROVISION  question
    codes       = "codes" PROVISION "of" WORDS
                    / ([label | "item" LABEL ] word, ... [dates]
                       | (label | "item" LABEL ) "in modes" mode, ... [dates])*
                      ("open point" N ["of" label, ... ] word, ... ["in modes" mode, ...] [dates])*
    part        = PROVISION  NAME ["(a person)"] / ("source" text)* slot
    notes       = "not operative" / (PROVISION  text)*  |  "other routes" / text*
                | "amended by" / (D  citation  title)*  |  "provisions seen" / PROVISION, ...
                | "not seen" / (PROVISION  text  ("open point" N | "bears on no answer"))*

    slot        = condition ("unless" condition)*
    condition   = [limb] ("all of" | "any of") / condition*   | [limb] single ["[" dates "]"]
                | [limb] / slot
    limb        = (label | PROVISION | "under" PROVISION ) ["short words of the law"]
    single      = "not" condition | part-name | "the" WHO "is" ["not"] part-name
                | ["no"] fact | "another" ENTRY | "open point" N
                | fact ("is" ["not"] word | ["not"] "in" member, ... | "same as" fact
                       | "overlaps" extent | "within" extent [", partly is open point" N])
                | count LIST [ENTRY] ["of the" OWNER] "where" slot
                | quantity comparison quantity
                | [N "th"] end "of" fact "of the" LIST [ENTRY] ["of the" OWNER]
                  [("plus" | "minus") stretch] comparison quantity ["where" slot]
    member      = word | PROVISION [label ["to" label]] | PROVISION "item" LABEL
    extent      = D "to" D | "from" D | "until" D | "always" | fact
    count       = "some" | "no" | "every" | ("at least" | "at most" | "exactly") N
    comparison  = "on or before" | "before" | "on or after" | "after"
                | "at most" | "less than" | "at least" | "more than"
    quantity    = D | N | SUM | "today" | fact | quantity ("plus" | "minus") stretch
                | quantity ("plus" | "minus") quantity | quantity "times" (N | SUM)
                | "started years from" quantity "to" quantity
                | "each started" (N | SUM) "of" quantity
                | "total of" fact "of the" LIST ["of the" OWNER]
                | "total over" LIST [ENTRY] ["of the" OWNER] / quantity
                | end "of" quantity, ...
                | "(" quantity ")" | "if" / slot, "then" quantity, "otherwise" quantity
    end         = "latest" | "earliest" | "greatest" | "least"
    fact        = NAME ["of the" WHO]
    dates       = "from" D | "until" D | "from" D "until" D | "always"

A quantity too long for a line stands beneath its comparison, `latest of`, `plus`
and the like; a comparison may stand alone with both of its quantities beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from amends.notation.amending import with_amendments
from amends.notation.circles import is_sound
from amends.notation.code_lists import CodeLists
from amends.notation.conditions import UNREAD, Conditions, Here
from amends.notation.declarations import Declarations
from amends.notation.effects import effects_of
from amends.notation.headings import Headings, PartBlock
from amends.notation.lines import Block, Refused, Report, Text, Told, blocks_of
from amends.notation.names import Declared, Scope, opens_with
from amends.notation.notes import Notes
from amends.notation.part_names import part_of
from amends.notation.spelling import text_of
from amends.scheme.conditions import MATTER, PERSON, Condition, Limb
from amends.scheme.declarations import Effect, Instrument, Part
from amends.scheme.model import InvalidScheme, Scheme
from amends.scheme.walk import descendants

MOST_FORCES = 500
Row = TypeVar("Row")


def _beside(take: Callable[[Block, Text], None], rest: Text, block: Block) -> None:
    """Take a block, with what stands beside its keyword, last."""
    take(block, rest)


def read(
    text: str | bytes, file: str, amendments: Sequence[tuple[str | bytes, str]] = ()
) -> Scheme:
    """The scheme that a text spells, as later amendments change it; `file` names it in problems.

    Each amendment is a text with the name of its file; whatever their order, the earlier in
    force is read first. Bytes are UTF-8, with or without a byte order mark; lines end with LF
    or CRLF. Raises ProblemsFound with every problem, in the order of the files.
    """
    report = Report(file)
    blocks = blocks_of(text, report)
    instruments = with_amendments(blocks, amendments, report)
    return _Reader(report, instruments).scheme(blocks)


class _Reader:
    """Reads the blocks of one file in the order in which names are needed."""

    def __init__(self, report: Report, instruments: tuple[Instrument, ...]) -> None:
        self._report = report
        self._instruments = instruments
        self._headings = Headings(report)
        self._declarations = Declarations(report)
        self._code_lists = CodeLists(self._declarations)

    def scheme(self, blocks: list[Block]) -> Scheme:
        headings, made = self._headings, self._declarations
        headings.sort(blocks)
        made.broken |= headings.broken
        made.matter = headings.text("matter")
        self._declare()
        declared = Declared(
            matter=made.matter,
            vocabularies=tuple(made.vocabularies.values()),
            matter_facts=tuple(made.facts[MATTER].values()),
            person_facts=tuple(made.facts[PERSON].values()),
            lists=tuple(made.lists.values()),
            code_lists=tuple(self._code_lists.lists.values()),
            open_points=tuple(self._code_lists.open_points.values()),
            parts={part.name: part.provision for part in headings.parts.values()},
            broken=frozenset(made.broken | headings.broken),
        )
        conditions = Conditions(declared, self._report)
        parts = tuple(self._part(part, conditions, declared) for part in headings.parts.values())
        sections = headings.sections["effect"]
        effects = effects_of(sections, conditions, declared, self._report)
        recorded_by = self._recorded_by(declared)
        if self._report.is_full or not is_sound(parts, headings.parts, self._report):
            self._report.raise_any()
        self._tell_many_days(parts)
        if self._report.is_full:
            self._report.raise_any()
        return self._built(declared, parts, effects, recorded_by, conditions.lines)

    def _built(
        self,
        declared: Declared,
        parts: tuple[Part, ...],
        effects: tuple[Effect, ...],
        recorded_by: str,
        lines: Mapping[str, int],
    ) -> Scheme:
        """The scheme; what its parts get wrong together is told as well."""
        headings, notes = self._headings, Notes(self._report)
        try:
            scheme = Scheme(
                id=headings.text("id"),
                title=headings.text("scheme"),
                citation=headings.text("citation"),
                jurisdiction=headings.text("jurisdiction"),
                status=headings.status(),
                force=headings.in_force(),
                matter=declared.matter,
                effects=effects,
                parts=parts,
                uri=headings.text("uri"),
                reviewed=headings.text("reviewed"),
                recorded_by=recorded_by,
                day_rule=headings.day_rule(),
                currency=headings.currency(),
                vocabularies=declared.vocabularies,
                matter_facts=declared.matter_facts,
                person_facts=declared.person_facts,
                lists=declared.lists,
                code_lists=declared.code_lists,
                open_points=declared.open_points,
                instruments=(
                    *self._noted("amended by", notes.instruments),
                    *self._instruments,
                ),
                seen=self._noted("provisions seen", notes.provisions),
                unseen=self._noted("not seen", notes.unseen),
                not_operative=self._noted("not operative", notes.limits),
                routes=self._noted("other routes", notes.routes),
            )
        except InvalidScheme as invalid:
            self._tell_faults(invalid, lines)
            scheme = None
        self._report.raise_any()
        assert scheme is not None  # an invalid one was told
        return scheme

    def _tell_many_days(self, parts: tuple[Part, ...]) -> None:
        """Refuse more days of change than any law has: each limb is tried on each of them."""
        conditions = (node for part in parts for node in descendants(part.body))
        forces = {node.force for node in conditions if isinstance(node, Limb)}
        for cited in self._code_lists.lists.values():
            forces |= {item.force for item in cited.items}
            forces |= {opening.force for opening in cited.openings}
        if len(forces) > MOST_FORCES:
            self._report.stop(
                Refused(
                    "too-many-dates",
                    Text("", 1, 1),
                    f"the scheme is in force differently on more than {MOST_FORCES} days",
                    "check that this is the right file",
                )
            )

    def _tell_faults(self, invalid: InvalidScheme, lines: Mapping[str, int]) -> None:
        """Tell each fault at its provision; the vague ones only where nothing else is wrong."""
        alone = not len(self._report)
        for fault in invalid.faults:
            if fault.provision in lines or alone:
                at = Text("", lines.get(fault.provision, 1), 1)
                refused = Refused("does-not-fit", at, fault.what, fault.remedy)
                self._report.tell(refused, fault.provision)

    def _declare(self) -> None:
        """Read the declarations, each kind after those that it names."""
        made, sections = self._declarations, self._headings.sections
        for keyword, take in (
            ("words", made.words),
            ("of the", made.facts_of),
            ("list", made.list_of),
            ("open point", self._code_lists.open_point),
            ("codes", self._code_lists.codes),
        ):
            for block, rest in sections[keyword]:
                made.each([block], block.heading, partial(_beside, take, rest))

    def _part(self, part: PartBlock, conditions: Conditions, declared: Declared) -> Part:
        children = part.block.children
        sources = [b for b in children if opens_with(b.text.text, "source")]
        others = [b for b in children if not opens_with(b.text.text, "source")]
        here = Here(Scope.of_part(declared, part.about), part.provision)
        conditions.lines.setdefault(part.provision, part.block.text.line)
        body: Condition = UNREAD
        with self._report.telling(part.heading):
            if self._report.is_full:
                raise Told
            body = conditions.slot(others, part.block.text, here)
        texts = (text_of(b.text.cut(len("source")).text) for b in sources)
        return Part(part.name, part.provision, part.about, body, tuple(texts))

    def _recorded_by(self, declared: Declared) -> str:
        rest = self._headings.headers.get("recorded")
        if rest is None:
            return ""
        with self._report.telling("recorded"):
            if not opens_with(rest.text, "when"):
                raise Refused(
                    "recorded-unfinished",
                    rest,
                    "`recorded` does not say when there is a matter",
                    "write `recorded when` and the part that says so",
                )
            return part_of(rest.cut(len("when")), declared)
        return ""

    def _noted(
        self, keyword: str, read: Callable[[Sequence[Block], str], tuple[Row, ...]]
    ) -> tuple[Row, ...]:
        sections = self._headings.sections[keyword]
        return tuple(row for block, _ in sections for row in read(block.children, keyword))
