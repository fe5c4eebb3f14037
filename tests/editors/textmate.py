"""As much of a TextMate grammar's engine as ours needs: `match`, `begin` to `end`, `include`.

The earliest rule on a line wins; of two at one place the end of what is open, then the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Rule = Mapping[str, Any]  # as the grammar has it
_BACK = re.compile(r"\\(\d)")


@dataclass(frozen=True)
class Piece:
    """A piece of a line, from 0, with its scopes, the outermost first."""

    line: int
    start: int
    end: int
    text: str
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class _Open:
    rule: Rule
    end: re.Pattern[str] | None
    scopes: tuple[str, ...]
    within: tuple[str, ...]


def pieces(grammar: Rule, text: str) -> list[Piece]:
    """Every piece of a text that is not empty."""
    stack = [_Open(grammar, None, (grammar["scopeName"],), (grammar["scopeName"],))]
    found: list[Piece] = []
    for number, line in enumerate(text.split("\n"), start=1):
        for start, end, scopes in _line(grammar, line, stack):
            if start < end:
                found.append(Piece(number, start, end, line[start:end], scopes))
    return found


def _line(
    grammar: Rule, line: str, stack: list[_Open]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    at = 0
    for _ in range(10_000):
        top = stack[-1]
        rules = [*_flat(grammar, top.rule.get("patterns", ()))]
        tried: list[tuple[Rule | None, re.Match[str] | None]] = []
        tried += [(None, top.end.search(line, at))] if top.end else []
        tried += [(each, _pattern(each).search(line, at)) for each in rules]
        hits = [(each, found) for each, found in tried if found]
        if not hits:
            yield at, len(line), top.within
            return
        first = min(found.start() for _, found in hits)
        rule, hit = next(pair for pair in hits if pair[1].start() == first)
        yield at, hit.start(), top.within
        at = hit.end()
        if rule is None:
            yield hit.start(), at, top.scopes
            stack.pop()
            continue
        named = (*top.within, rule["name"]) if "name" in rule else top.within
        captures = rule.get("captures", rule.get("beginCaptures", {}))
        yield from _captured(hit, named, captures)
        if "begin" in rule:
            inside = (*named, rule["contentName"]) if "contentName" in rule else named
            stack.append(_Open(rule, _end_of(rule, hit), named, inside))
        assert hit.end() > hit.start() or "begin" in rule, rule
    raise AssertionError(line)


def _end_of(rule: Rule, began: re.Match[str]) -> re.Pattern[str]:
    """The end of a rule, with what its beginning captured in the place of a `\\1`."""
    return re.compile(_BACK.sub(lambda back: re.escape(began[int(back[1])]), rule["end"]))


def _captured(
    hit: re.Match[str], scopes: tuple[str, ...], captures: Mapping[str, Rule]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    at = hit.start()
    for number in sorted(map(int, captures)):
        start, end = hit.span(number)
        if start >= 0:
            yield at, start, scopes
            yield start, end, (*scopes, captures[str(number)]["name"])
            at = end
    yield at, hit.end(), scopes


def _flat(grammar: Rule, rules: Sequence[Rule]) -> Iterator[Rule]:
    for each in rules:
        rule = grammar["repository"][each["include"][1:]] if "include" in each else each
        if "match" in rule or "begin" in rule:
            yield rule
        else:
            yield from _flat(grammar, rule["patterns"])


def _pattern(rule: Rule) -> re.Pattern[str]:
    return re.compile(rule["match"] if "match" in rule else rule["begin"])
