"""The one line of a group in the report: its reason in a few words, unlike that of any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from amends.explanation.in_the_laws_words import Because, Clause
from amends.explanation.sentences import presumed_to
from amends.explanation.values_in_words import listed
from amends.runs.patterns import Pattern
from amends.runs.report import Answer, Group, answer


def short(pattern: Pattern, because: Because, shared: Collection[str]) -> str:
    """The reason of a pattern in a few words; empty where its answer says all.

    `shared` are the provisions under which every pattern applies that does.
    """
    reason = pattern.reason
    unknown = [name for name in reason.wanted if name not in reason.disputed]
    match answer(reason.status, reason.outcome):
        case Answer.APPLIES:
            own = [one for one in reason.provisions if one not in shared]
            return f"under {listed(own or reason.provisions)}"
        case Answer.DOES_NOT_APPLY:
            return _ways(because)
        case Answer.UNDETERMINED | Answer.CONTESTED if reason.exact and reason.exact.is_settled:
            return "settled all the same"
        case Answer.UNDETERMINED:
            said = [f"waits for {named(unknown)}"] if unknown else []
            said += [f"records disagree about {named(reason.disputed)}"] if reason.disputed else []
            said += [f"presumed {presumed_to(reason.presumed)}"] if reason.presumed else []
            return "; ".join(said)
        case Answer.CONTESTED:
            said = [f"about {named(reason.disputed)}"]
            said += [f"not known: {named(unknown)}"] if unknown else []
            return "; ".join(said)
        case Answer.NOTHING_RECORDED | Answer.NOT_IN_FORCE:
            return ""
        case never:
            assert_never(never)


def named(names: Iterable[str]) -> str:
    """Things by their short names, each once; the report has a key to them."""
    return ", ".join(dict.fromkeys(f"“{name}”" for name in names))


def _ways(because: Because) -> str:
    """What the reasons are about: which are enough by themselves, and which only together."""
    if not because.ways:
        return f"for several reasons: {_abouts(because.clauses)}"
    alone = [clause for way in because.ways if len(way) == 1 for clause in way]
    together = [_abouts(way) for way in because.ways if len(way) > 1]
    if not together and len(alone) == 1:
        return alone[0].text
    said = [f"each enough by itself: {_abouts(alone)}"] if len(alone) > 1 else []
    said += [f"enough by itself: {_abouts(alone)}"] if len(alone) == 1 else []
    said += [f"enough only together: {one}" for one in together]
    return "; ".join(said)


def _abouts(clauses: Iterable[Clause]) -> str:
    return named(clause.about for clause in clauses)


def told_apart(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups, with what only some of them have added to lines that would be alike."""
    held = tuple(groups)
    alike: dict[tuple[str, Answer, str], list[set[str]]] = defaultdict(list)
    for group in held:
        alike[group.effect, group.answer, group.short].append(set(_marks(group)))
    found = []
    for group in held:
        same = alike[group.effect, group.answer, group.short]
        common = set.intersection(*same)
        own = [mark for mark in _marks(group) if mark not in common]
        more = f" ({'; '.join(own)})" if own else ""
        found.append(replace(group, short=f"{group.short}{more}"))
    return tuple(found)


def _marks(group: Group) -> Sequence[str]:
    """What a group has besides its line: its reasons, or the provisions that it turns on."""
    reasons = [clause.text for way in group.because.ways for clause in way]
    return reasons or group.provisions
