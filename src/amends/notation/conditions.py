"""From blocks to the conditions of a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from amends.notation.counting import COUNTS, Count, Entry, entry_of
from amends.notation.facts import fact_condition, infix, leading_ref, unknown_fact
from amends.notation.lines import Block, Refused, Report, Text, offered, shown
from amends.notation.names import OPENERS, Declared, Scope, candidates, opens_with
from amends.notation.part_names import find_part, part_of, unknown_part
from amends.notation.pieces import columns, dated, named
from amends.notation.quantities import Quantities, Slot
from amends.notation.ranking import Ranked, ranked_of
from amends.notation.spelling import masked, text_of
from amends.scheme.conditions import (
    ALWAYS,
    All,
    Another,
    Any,
    AtMost,
    Condition,
    Fixed,
    In,
    LeftOpen,
    Limb,
    Named,
    Not,
    Quantity,
)
from amends.scheme.declarations import YES_NO

MOST_CONDITIONS = 10_000
DEEPEST_CONDITION = 60
# Stands for a condition that could not be read, so that the rest can be checked.
UNREAD = AtMost(Fixed(1), Fixed(1))

LABEL = re.compile(r"(?:\(\w{1,8}\))+(?= |$)")
TITLE = re.compile(r'"(?:[^"]|"")*"(?= |$)')
# A word and a number, and a defined term one space behind: section 5 "household".
PROVISION = re.compile(r'(?:[^\W\d_][\w.]*|§+) ?\d[\w.()]*(?: "(?:[^"]|"")*")?(?= |$)')


@dataclass(frozen=True, slots=True)
class Here:
    """Where a condition stands: what can be named, and the provision above."""

    scope: Scope
    provision: str
    depth: int = 0

    def deeper(self, at: Text) -> Here:
        """One step deeper. Refused where no engine could follow."""
        if self.depth >= DEEPEST_CONDITION:
            raise Refused(
                "too-deep",
                at,
                f"the condition stands more than {DEEPEST_CONDITION} steps deep",
                "make a part of its own of what stands here, and name it",
            )
        return replace(self, depth=self.depth + 1)

    def under(self, provision: str) -> Here:
        """The same, under another provision."""
        return replace(self, provision=provision)


class Conditions:
    """Reads conditions; a problem in one limb leaves the others to be read."""

    def __init__(self, declared: Declared, report: Report) -> None:
        """Read against these declarations; `lines` gets each provision's first line."""
        self._declared = declared
        self._report = report
        self._left = MOST_CONDITIONS
        self.lines: dict[str, int] = {}

    def sum(self, blocks: Sequence[Block], at: Text, here: Here) -> Quantity:
        """The one sum of money that stands here."""
        return Quantities(here.scope, slot=self._slot_within(here)).sum(at, blocks)

    def slot(self, blocks: Sequence[Block], at: Text, here: Here) -> Condition:
        """The one condition that stands here, less what its `unless` lines take away."""
        if not blocks:
            raise Refused(
                "nothing-beneath",
                at,
                "nothing stands beneath this line, and a condition belongs there",
                "put a condition on the next line, two spaces deeper",
            )
        exceptions = [block for block in blocks if opens_with(block.text.text, "unless")]
        others = [block for block in blocks if not opens_with(block.text.text, "unless")]
        if len(others) > 1:
            _words_at_a_provision(others[0].text)
            raise Refused(
                "no-connective",
                others[1].text,
                "two conditions stand here with nothing to join them",
                "put `all of` or `any of` on the line before the first, and both beneath it",
            )
        if not others or blocks[0] is not others[0]:
            raise Refused(
                "nothing-to-except",
                exceptions[0].text,
                "`unless` stands before the condition that it takes away from",
                "put the condition on the line above, in the same column",
            )
        return self._less(self._block(others[0], here), exceptions, here)

    def _less(self, condition: Condition, beneath: Sequence[Block], here: Here) -> Condition:
        """A condition on one line, less the `unless` lines beneath it."""
        exceptions = []
        for block in beneath:
            if not opens_with(block.text.text, "unless"):
                raise _too_deep_for(block)
            exceptions.append(Not(self._exception(block, here)))
        return All((condition, *exceptions)) if exceptions else condition

    def _exception(self, block: Block, here: Here) -> Condition:
        rest = block.text.cut(len("unless"))
        if rest.text:
            return self._block(Block(rest, block.indent, block.children), here)
        return self.slot(block.children, block.text, here)

    def _block(self, block: Block, here: Here) -> Condition:
        """The condition of a block; one that cannot be read is told and stood in for."""
        self._left -= 1
        if self._left < 0 or self._report.is_full:
            if self._left == -1:
                self._report.stop(_too_many(block.text), here.provision)
            return UNREAD
        with self._report.telling(here.provision):
            return self._limb(block, here.deeper(block.text))
        return UNREAD

    def _limb(self, block: Block, here: Here) -> Condition:
        text, force = dated(block)
        _words_at_a_provision(text)
        head = self._head(text, here, bool(block.children))
        if head is None:
            if force == ALWAYS:
                return self._condition(text, block.children, here)
            inner = Block(text, block.indent, block.children)
            return Limb(here.provision, "", self._block(inner, here), force)
        provision, rest = head
        title = TITLE.match(rest.text)
        words = text_of(title.group()) if title else ""
        rest = rest.cut(title.end()) if title else rest
        self.lines.setdefault(provision, text.line)
        inside = here.under(provision)
        body: Condition = UNREAD
        with self._report.telling(provision):
            if rest.text.startswith(('"', "“", "”")):
                raise _open_quotation(rest)
            if rest.text:
                body = self._block(Block(rest, block.indent, block.children), inside)
            else:
                body = self.slot(block.children, text, inside)
        return Limb(provision, words, body, force)

    def _head(self, text: Text, here: Here, has_beneath: bool) -> tuple[str, Text] | None:
        """The provision at the head of a limb, and the rest of its line."""
        label = LABEL.match(text.text)
        if label:
            return here.provision + label.group(), text.cut(label.end())
        if opens_with(text.text, "under"):
            first, *rest = columns(text.cut(len("under")))
            after = text.cut(rest[0].column - text.column) if rest else first.cut(len(first.text))
            return named(first), after
        found = PROVISION.match(text.text)
        if found is None or find_part(text, self._declared) or text.text.split(" ")[0] in OPENERS:
            return None
        if leading_ref(text, here.scope):
            return None
        rest_of = text.cut(found.end())
        if rest_of.text:
            spaced = masked(text.text)[found.end() :].startswith("  ")
            limb = (spaced and rest_of.text.startswith('"')) or self._opens(rest_of, here)
        else:
            limb = has_beneath
        if not limb:
            raise unknown_part(text, self._declared)
        return found.group(), rest_of

    def _opens(self, text: Text, here: Here) -> bool:
        """Whether a condition could begin so."""
        return (
            any(opens_with(text.text, word) for word in OPENERS)
            or text.text[:1].isdigit()
            or text.text.startswith("(")
            or find_part(text, self._declared) is not None
            or leading_ref(text, here.scope) is not None
        )

    def _condition(self, text: Text, beneath: Sequence[Block], here: Here) -> Condition:
        for word in ("and", "or", "unless"):
            if opens_with(text.text, word):
                raise _connective_first(text, word)
        for word, kind in (("all of", All), ("any of", Any)):
            if opens_with(text.text, word):
                return self._joined(text, word, kind, beneath, here)
        counts = COUNTS.match(text.text)
        if counts:
            counted = self._counted(text, counts, beneath, here)
            if counted:
                return counted
        ranked = ranked_of(text, here.scope)
        if ranked:
            return self._ranked(text, ranked, beneath, here)
        if text.text == "not":
            return Not(self.slot(beneath, text, here))
        if opens_with(text.text, "not"):
            return Not(self._condition(text.cut(len("not")), beneath, here.deeper(text)))
        return self._single(text, beneath, here)

    def _joined(
        self, text: Text, word: str, kind: type[All | Any], beneath: Sequence[Block], here: Here
    ) -> Condition:
        if text.text != word:
            raise Refused(
                "condition-beside-connective",
                text.cut(len(word)),
                f"something stands beside `{word}`",
                f"put each condition on a line of its own beneath `{word}`",
            )
        if not beneath:
            raise Refused(
                "nothing-beneath",
                text,
                f"nothing stands beneath `{word}`",
                "put each condition on a line of its own, two spaces deeper",
            )
        return kind(tuple(self._block(block, here) for block in beneath))

    def _counted(
        self, text: Text, counts: re.Match[str], beneath: Sequence[Block], here: Here
    ) -> Condition | None:
        """`some`, `no`, `every`, `at least n`, `at most n` or `exactly n` ... `where`."""
        rest = text.cut(counts.end())
        where = re.search(r" where(?= |$)", masked(rest.text))
        if where is None:
            if counts.group() == "no" or text.text in ("at least", "at most"):
                return None  # before a fact; a comparison with both sides beneath
            raise Refused(
                "no-where",
                text,
                f"{shown(text.text)} does not say what must hold of it",
                "end the line with `where`, and put the condition on the next line, deeper",
            )
        count = Count.of(counts, text)
        entry = entry_of(rest.cut(0, where.start()), here.scope)
        return count.condition(entry, self._where(rest.cut(where.end()), entry, beneath, here))

    def _where(self, test: Text, entry: Entry, beneath: Sequence[Block], here: Here) -> Condition:
        """What must hold of an entry: behind `where`, or beneath it."""
        inside = replace(here, scope=here.scope.within(entry.name, entry.kind))
        if test.text:
            return self._block(Block(test, 0, list(beneath)), inside)
        return self.slot(beneath, test, inside)

    def _slot_within(self, here: Here) -> Slot:
        """Reads the conditions inside quantities here, with what can be named there."""
        return lambda blocks, at, scope: self.slot(blocks, at, replace(here, scope=scope))

    def _ranked(
        self, text: Text, ranked: Ranked, beneath: Sequence[Block], here: Here
    ) -> Condition:
        """The n-th latest or earliest of a list's entries, compared with something."""
        reader = Quantities(here.scope, slot=self._slot_within(here))
        if ranked.where is None:
            compared, used = ranked.compared(reader, text, beneath)
            condition = ranked.condition(compared, None)
            return condition if used else self._less(condition, beneath, here)
        compared, _ = ranked.compared(reader, text, ())
        where = self._where(ranked.where, ranked.entry, beneath, here)
        return ranked.condition(compared, where)

    def _single(self, text: Text, beneath: Sequence[Block], here: Here) -> Condition:
        """A condition on one line."""
        scope = here.scope
        if opens_with(text.text, "another"):
            name = named(text.cut(len("another")))
            return self._less(Another(name), beneath, here)
        if opens_with(text.text, "open point"):
            return self._less(LeftOpen(self._point(text.cut(len("open point")))), beneath, here)
        part = find_part(text, self._declared)
        if part:
            return self._less(Named(part), beneath, here)
        if opens_with(text.text, "no"):
            return Not(self._yes(text.cut(len("no")), beneath, here))
        applied = self._applied(text, scope)
        if applied:
            return self._less(applied, beneath, here)
        found = leading_ref(text, scope)
        if found:
            ref, fact, rest = found
            takes_items = rest.text in ("in", "not in")
            condition = fact_condition(ref, fact, rest, beneath if takes_items else (), scope)
            if condition:
                return self._less(condition, () if takes_items else beneath, here)
            if re.match(r"(?:and|or|unless) ", rest.text):
                raise infix(text)
        reader = Quantities(scope, slot=self._slot_within(here))
        compared = reader.comparison(text, beneath)
        if compared:
            condition, used = compared
            return condition if used else self._less(condition, beneath, here)
        raise self._not_understood(text, here)

    def _point(self, text: Text) -> int:
        number = int(text.text) if re.fullmatch(r"[0-9]{1,9}", text.text) else 0
        if number not in self._declared.point_numbers:
            raise Refused(
                "unknown-open-point",
                text,
                f"{shown(text.text)} is the number of no open point",
                "write the number of one that is declared, or declare it with its question",
            )
        return number

    def _yes(self, text: Text, beneath: Sequence[Block], here: Here) -> Condition:
        found = leading_ref(text, here.scope)
        if found is None or found[2].text:
            raise unknown_fact(text, here.scope)
        ref, fact, _ = found
        if fact.vocabulary != YES_NO:
            raise Refused(
                "no-comparison",
                text,
                f"`{fact.name}` is no yes-or-no fact, so `no` cannot stand before it",
                "say `is not`, `not in` or `no ... where`",
            )
        return self._less(In(ref, ("yes",)), beneath, here)

    def _applied(self, text: Text, scope: Scope) -> Condition | None:
        """`the relative is section 2  young`: a part about a person, applied to someone."""
        subject = text.cut(len("the")) if opens_with(text.text, "the") else None
        if subject is None:
            return None
        for name, end in candidates(subject.text, 12):
            of = scope.whose(name)
            rest = subject.cut(end)
            if of is None or not opens_with(rest.text, "is"):
                continue
            rest = rest.cut(len("is"))
            if opens_with(rest.text, "not"):
                return Not(Named(part_of(rest.cut(len("not")), self._declared), of))
            return Named(part_of(rest, self._declared), of)
        raise Refused(
            "unknown-name",
            subject,
            f"{shown(subject.text)} names nobody, or does not say what they are",
            offered(subject.text.split(" is ")[0], scope.owner_names()),
        )

    def _not_understood(self, text: Text, here: Here) -> Refused:
        known = here.scope.fact_names() | set(self._declared.part_written)
        if offered(text.text, known).startswith("use") and re.search(
            r" (?:and|or|unless) ", masked(text.text)
        ):
            return infix(text)
        return Refused(
            "not-understood",
            text,
            f"{shown(text.text)} begins with no fact, no part and no word of the notation",
            offered(text.text, known),
        )


def _too_deep_for(block: Block) -> Refused:
    return Refused(
        "nothing-goes-beneath",
        block.text,
        "the condition above takes nothing beneath it but `unless`",
        "start this line in the same column as the one above, under `all of` or `any of`",
    )


def _too_many(at: Text) -> Refused:
    return Refused(
        "too-many-conditions",
        at,
        f"the scheme has more than {MOST_CONDITIONS:,} conditions",
        "check that this is the right file; long lists belong under `codes`",
    )


def _words_at_a_provision(text: Text) -> None:
    """Refuse quoted words of the law that stand before a condition and at no provision."""
    if text.text.startswith(('"', "“", "”")):
        raise Refused(
            "words-without-provision",
            text,
            "these words of the law stand at no provision",
            'write its label or the whole provision before them, as in `(a) "at work" any of` or '
            '`section 1 "at work" any of`; or delete them',
        )


def _open_quotation(at: Text) -> Refused:
    return Refused(
        "open-quotation",
        at,
        "these words are not closed with a straight quotation mark, or more follows it",
        'write them as "...", on one line, with a space behind',
    )


def _connective_first(text: Text, word: str) -> Refused:
    if word == "unless":
        return Refused(
            "nothing-to-except",
            text,
            "`unless` stands among the limbs of `all of` or `any of`",
            "put it in the same column as the `all of` or `any of` that it takes away from, or "
            "beneath the one condition that it takes away from",
        )
    return Refused(
        "connective-within",
        text,
        f"the line begins with `{word}`",
        f"delete `{word}`; the line above says `all of` or `any of` once for all",
    )
