"""Comparisons that begin with a fact: sets of words, periods, one fact beside another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from amends.notation.lines import Block, Refused, Text, Told, offered, shown
from amends.notation.names import Scope, candidates, opens_with
from amends.notation.pieces import day, listed
from amends.notation.spelling import DAY, leading_name, name_of
from amends.scheme.conditions import (
    Cited,
    Condition,
    Extent,
    FixedPeriod,
    In,
    Not,
    Overlaps,
    Ref,
    Same,
    Within,
)
from amends.scheme.declarations import YES_NO, CodeList, Fact, FactType

_LABELS = re.compile(r"((?:\(\w+\))+)(?: to ((?:\(\w+\))+))?")
_OF = re.compile(r" of (?:the )?")
_PARTLY = re.compile(r",? partly is open point (\d{1,9})$")
TYPES = {
    FactType.CODE: "one of declared words",
    FactType.DATE: "a date",
    FactType.PERIOD: "a period",
    FactType.NUMBER: "a number",
    FactType.MONEY: "a sum",
}
MOST_ITEMS_CITED = 1_000
_COMPUTED = re.compile(r"(?:^| )(?:to|plus|minus|latest of|earliest of) ")
_SPANS = frozenset({FactType.DATE, FactType.PERIOD})


def leading_ref(text: Text, scope: Scope) -> tuple[Ref, Fact, Text] | None:
    """The fact that a text begins with, and the rest; None where it begins with none."""
    declared = scope.declared
    for name, end in candidates(text.text, declared.longest):
        if name in declared.broken:
            raise Told
        if name not in declared.fact_names:
            continue
        found = scope.fact(name)
        qualifier = _OF.match(text.text, end)
        if qualifier:
            rest = text.cut(qualifier.end())
            for owner, owner_end in candidates(rest.text, 12):
                of = scope.whose(owner)
                fact = declared.facts_of(scope.kinds[of]).get(name) if of else None
                if of and fact:
                    return Ref(of, name), fact, rest.cut(owner_end)
        if found:
            return Ref(found[0], name), found[1], text.cut(end)
    return None


def whole_ref(text: Text, scope: Scope, types: frozenset[FactType]) -> tuple[Ref, Fact]:
    """The one fact that a text names, of one of these types."""
    found = leading_ref(text, scope)
    if found is None or found[2].text:
        raise unknown_fact(text, scope)
    ref, fact, _ = found
    of_type(text, fact, types)
    return ref, fact


def of_type(at: Text, fact: Fact, types: frozenset[FactType]) -> None:
    """Refuse a fact whose type does not fit here."""
    if fact.type not in types:
        wanted = " or ".join(said for kind, said in TYPES.items() if kind in types)
        raise Refused(
            "wrong-type",
            at,
            f"the fact `{fact.name}` is {TYPES[fact.type]}; here belongs {wanted}",
            "use another fact, or another comparison",
        )


def unknown_fact(text: Text, scope: Scope) -> Refused:
    """The refusal of a text that should begin with a fact and does not."""
    if not text.text:
        return Refused("no-name", text, "a fact is missing here", "name a fact")
    return Refused(
        "unknown-fact",
        text,
        f"no fact that can be named here is called {shown(text.text)}",
        offered(text.text, scope.fact_names()),
    )


def fact_condition(
    ref: Ref, fact: Fact, rest: Text, beneath: Sequence[Block], scope: Scope
) -> Condition | None:
    """The condition on a fact that the rest of its line says, or None if none is known."""
    if not rest.text:
        if fact.type is not FactType.CODE or fact.vocabulary != YES_NO:
            raise Refused(
                "no-comparison",
                rest,
                f"`{fact.name}` is no yes-or-no fact, so it cannot stand alone",
                "say what it must be: `is`, `in`, `within`, `before`, ...",
            )
        return In(ref, ("yes",))
    forms: tuple[tuple[str, Callable[[Text], Condition]], ...] = (
        ("is", lambda words: _is(ref, fact, words, scope)),
        ("in", lambda words: In(ref, _members(fact, _items(words, beneath), scope))),
        ("not in", lambda words: Not(In(ref, _members(fact, _items(words, beneath), scope)))),
        ("within", lambda words: _within(ref, fact, words, scope)),
        ("overlaps", lambda words: _overlaps(ref, fact, words, scope)),
        ("same as", lambda words: _same(ref, fact, words, scope)),
    )
    compares = fact.type is not FactType.CODE  # as in `birth is before today`
    for word, form in forms:
        if opens_with(rest.text, word) and not (compares and word == "is"):
            return form(rest.cut(len(word)))
    return None


def _items(words: Text, beneath: Sequence[Block]) -> list[Text]:
    if words.text:
        return listed(words)
    return [item for block in beneath for item in listed(block.text)] or [words]


def _is(ref: Ref, fact: Fact, words: Text, scope: Scope) -> Condition:
    """`is W` or `is not W`; a declared word may itself begin with *not*."""
    codes = scope.declared.code_sets.get(fact.vocabulary, frozenset())
    if not opens_with(words.text, "not"):
        return In(ref, _members(fact, [words], scope))
    other = words.cut(len("not"))
    if words.text not in codes:
        return Not(In(ref, _members(fact, [other], scope)))
    if other.text in codes:
        raise Refused(
            "two-meanings",
            words,
            f"{shown(words.text)} and {shown(other.text)} are both words of `{fact.vocabulary}`",
            "put the word that you mean in backticks",
        )
    return In(ref, (words.text,))


def _members(fact: Fact, pieces: Sequence[Text], scope: Scope) -> tuple[str | Cited, ...]:
    of_type(pieces[0], fact, frozenset({FactType.CODE}))
    if fact.vocabulary in scope.declared.broken:
        raise Told
    members: list[str | Cited] = []
    named = 0
    for piece in pieces:
        last = members[-1] if members else None
        if isinstance(last, Cited) and last.items and _starts_item(piece.text):
            labels = _labels(piece, scope.declared.code_list_at[last.list], scope)
            members[-1] = Cited(last.list, last.items + labels)
        else:
            member = _member(fact, piece, scope)
            labels = member.items if isinstance(member, Cited) else ()
            members.append(member)
        named += len(labels)
        if named > MOST_ITEMS_CITED:
            raise Refused(
                "too-many-items",
                piece,
                f"this cites more than {MOST_ITEMS_CITED:,} items of lists one by one",
                "cite the whole list, or list them under a provision of their own",
            )
    return tuple(members)


def _starts_item(text: str) -> bool:
    return text.startswith("(") or opens_with(text, "item")


def _member(fact: Fact, piece: Text, scope: Scope) -> str | Cited:
    declared = scope.declared
    codes = declared.code_sets.get(fact.vocabulary, frozenset())
    name = name_of(piece.text)
    if name in codes and (name not in declared.code_list_at or name != piece.text):
        return name
    if name in declared.broken:
        raise Told
    for provision, end in _provisions(piece.text):
        cited = declared.code_list_at.get(provision)
        rest = piece.cut(end)
        if cited is None or (rest.text and not _starts_item(rest.text)):
            continue
        if cited.vocabulary != fact.vocabulary:
            raise Refused(
                "wrong-list",
                piece,
                f"`{provision}` lists words of `{cited.vocabulary}`, and `{fact.name}` is "
                f"one of `{fact.vocabulary}`",
                "cite a list of the same words",
            )
        return Cited(provision, _labels(rest, cited, scope) if rest.text else ())
    if re.search(r" (?:or|and) ", piece.text):
        raise infix(piece)
    raise Refused(
        "unknown-word",
        piece,
        f"{shown(piece.text)} is no word of `{fact.vocabulary}` and no list of them",
        offered(name, codes | set(declared.code_list_at)),
    )


def _provisions(text: str) -> list[tuple[str, int]]:
    """What a text may begin with as a provision, the longest first."""
    marked = leading_name(text)
    if marked:
        return [marked]
    ends = {len(text), *(found.start() for found in re.finditer(r"[ (]", text))}
    return [(text[:end], end) for end in sorted(ends, reverse=True) if end]


def _labels(piece: Text, cited: CodeList, scope: Scope) -> tuple[str, ...]:
    """The labels in `(a)`, `(a) to (c)` or `item X`."""
    known = scope.declared.item_places[cited.provision]
    if opens_with(piece.text, "item"):
        wanted = [name_of(piece.cut(len("item")).text)]
    else:
        found = _LABELS.fullmatch(piece.text)
        wanted = [piece.text] if found is None else [g for g in found.groups() if g]
    for label in wanted:
        if label not in known:
            raise Refused(
                "unknown-item",
                piece,
                f"`{cited.provision}` has no item {shown(label)}",
                offered(label, known),
            )
    first, last = known[wanted[0]], known[wanted[-1]]
    if first > last:
        raise Refused(
            "unknown-item", piece, "the last item stands before the first", "turn them round"
        )
    # An item that was replaced stands twice under one label.
    return tuple(dict.fromkeys(item.label for item in cited.items[first : last + 1]))


def extent(text: Text, scope: Scope) -> Extent:
    """`D to D`, `from D`, `until D`, `always`, or a fact with days."""
    words = text.text.split(" ")
    first_word = words[0]
    if text.text == "always":
        return FixedPeriod(None, None)
    if first_word in ("from", "until") and len(words) == 2:
        limit = day(text.cut(len(first_word)))
        return FixedPeriod(limit, None) if first_word == "from" else FixedPeriod(None, limit)
    if " to " in text.text and DAY.match(text.text):
        middle = text.text.index(" to ")
        first, last = day(text.cut(0, middle)), day(text.cut(middle + len(" to ")))
        if first > last:
            raise Refused(
                "backward-period",
                text,
                "the period ends before it starts",
                "put the first day first",
            )
        return FixedPeriod(first, last)
    if text.text[:1].isdigit():
        raise Refused(
            "no-period",
            text,
            f"{shown(text.text)} is no period",
            "write its first day, `to` and its last day, each as 1961-02-02",
        )
    found = leading_ref(text, scope)
    if (found is None or found[2].text) and _COMPUTED.search(text.text):
        raise Refused(
            "no-period",
            text,
            f"{shown(text.text)} is no period: one has two days, or is a fact",
            "compare each end on a line of its own, beneath `all of`: `on or after` the first "
            "day, `on or before` the last",
        )
    return whole_ref(text, scope, _SPANS)[0]


def _within(ref: Ref, fact: Fact, words: Text, scope: Scope) -> Condition:
    of_type(words, fact, _SPANS)
    partly = _PARTLY.search(words.text)
    if partly is None:
        return Within(ref, extent(words, scope))
    outer = extent(words.cut(0, partly.start()), scope)
    return Within(ref, outer, int(partly.group(1)))


def _overlaps(ref: Ref, fact: Fact, words: Text, scope: Scope) -> Condition:
    of_type(words, fact, _SPANS)
    return Overlaps(ref, extent(words, scope))


def _same(ref: Ref, fact: Fact, words: Text, scope: Scope) -> Condition:
    codes = frozenset({FactType.CODE})
    of_type(words, fact, codes)
    other, other_fact = whole_ref(words, scope, codes)
    if other_fact.vocabulary != fact.vocabulary:
        raise Refused(
            "wrong-type",
            words,
            f"`{fact.name}` is one of `{fact.vocabulary}`, and `{other_fact.name}` one of "
            f"`{other_fact.vocabulary}`",
            "compare facts that have the same words",
        )
    return Same(ref, other)


def infix(at: Text) -> Refused:
    """The refusal of conditions, or words, joined on one line."""
    return Refused(
        "joined-on-one-line",
        at,
        f"{shown(at.text)} joins two things on one line",
        "put `all of` or `any of` on a line of its own with each condition on a line beneath; "
        "put commas between words",
        "`and` and `or` on one line can be read in two ways",
    )
