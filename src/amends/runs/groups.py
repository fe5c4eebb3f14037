"""The groups of a report: the patterns of a run as people are told of them.

Patterns of which people are told the same are one group, numbered as the first of them: what they
differ in bears on no answer. So a group is for readers, and a pattern for files (decision 9).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from amends.assessments.assessment import AssessmentStatus
from amends.cases.read_back import cases_at
from amends.cases.table import CaseTable
from amends.engines.reference import assess
from amends.explanation.conditions_in_words import speaker
from amends.explanation.deciding import rests_on_judgement
from amends.explanation.in_the_laws_words import NO_REASONS, Because, met_of, reasons_of
from amends.explanation.layout import Line, sentence
from amends.explanation.sentences import Sentences
from amends.explanation.settling import presumption_lines, settling_lines, whatever_else
from amends.explanation.values_in_words import listed
from amends.explanation.wanted import called
from amends.registers.archive import SHOWN
from amends.runs.alike import OPEN
from amends.runs.group_lines import short, told_apart
from amends.runs.model import Run
from amends.runs.naming import entry_named
from amends.runs.patterns import PATTERNED, Pattern
from amends.runs.people import People
from amends.runs.report import MOST_GROUPS, MOST_OPEN_REFERENCES, Answer, Group, Tally, answer
from amends.scheme.declarations import Effect
from amends.scheme.law import Law
from amends.tables import Database
from amends.truth.states import Outcome

_MOST_WAYS: Final = 40  # of a pattern; of one with more it is not said what is met already

_Entry = tuple[int, str]
"""A matter as people find it in the register, after its place there."""


def groups_of(
    run: Run, patterns: Sequence[Pattern], people: People, cases: CaseTable
) -> tuple[Group, ...]:
    """The groups of a run whose tables stand in the database of its cases."""
    law = run.law
    applying = [set(p.reason.provisions) for p in patterns if p.reason.outcome is Outcome.APPLIES]
    making = _Making(
        law,
        people,
        _entries(cases.database, with_names=run.with_names),
        _reasons(law, patterns, cases),
        _met(law, patterns, cases),
        frozenset(set.intersection(*applying) if applying else ()),
    )
    alike: dict[object, tuple[Effect, list[Pattern]]] = {}
    for pattern in patterns:
        for effect in law.scheme.effects:
            if pattern.reason.effect in ("", effect.name):
                told = (effect.name, making.told_as(pattern))
                alike.setdefault(told, (effect, []))[1].append(pattern)
    return told_apart(making.group(effect, found) for effect, found in alike.values())


@dataclass(frozen=True, slots=True)
class _Making:
    """What the groups of a run are made from, by the numbers of their patterns."""

    law: Law
    people: People
    entries: Mapping[int, Sequence[_Entry]]
    reasons: Mapping[int, tuple[Because, bool]]
    met: Mapping[int, tuple[str, ...]]
    shared: frozenset[str]

    def told_as(self, pattern: Pattern) -> object:
        """Equal for patterns of which people are told the same: they are one group."""
        reason, settling = pattern.reason, pattern.reason.settling
        kind = answer(reason.status, reason.outcome)
        match kind:
            case Answer.NOTHING_RECORDED:
                return kind
            case Answer.DOES_NOT_APPLY:
                because, judged = self.reasons[pattern.number]
                return because.ways or because.clauses, judged
            case _:
                # What the exact answer leaves out is told once, of the whole run.
                told = settling and replace(settling, outside=())
                lines = settling_lines(settling, self.law) if settling else ()
                return replace(reason, settling=told), tuple(lines)

    def group(self, effect: Effect, alike: Sequence[Pattern]) -> Group:
        """The group of patterns that are told alike under an effect."""
        first, numbers = alike[0], [pattern.number for pattern in alike]
        reason = first.reason
        because, judged = self.reasons.get(first.number, (NO_REASONS, False))
        entries = sorted(chain.from_iterable(self.entries[number] for number in numbers))
        presumption = effect.presumption if reason.presumed else None
        said = Sentences(self.law, effect)
        return Group(
            id=str(first.number),
            effect=effect.name,
            answer=answer(reason.status, reason.outcome),
            tally=Tally(sum(pattern.matters for pattern in alike), self.people.of(numbers)),
            short=short(first, because, self.shared),
            text=tuple(_told(self.law, first, said)),
            references=tuple(told for _, told in entries[:MOST_OPEN_REFERENCES]),
            provisions=_provisions(self.law, first),
            because=because,
            judged=judged,
            exact=reason.exact,
            patterns=tuple(map(str, numbers)),
            met=_common([self.met.get(number, ()) for number in numbers]),
            presumed=tuple(presumption_lines(presumption, said)) if presumption else (),
            disputed=reason.disputed,
            names=_names(first, because),
        )


def _provisions(law: Law, pattern: Pattern) -> tuple[str, ...]:
    """The provisions that a pattern turns on; where nothing is recorded, the one that says so."""
    if pattern.reason.status is AssessmentStatus.NO_CONVICTION_RECORDED:
        provision = law.scheme.part_named[law.scheme.recorded_by].provision
        return (provision,) if provision else ()
    return pattern.reason.provisions


def _names(pattern: Pattern, because: Because) -> tuple[str, ...]:
    """The short names that are used of a pattern."""
    reason = pattern.reason
    if reason.outcome is Outcome.DOES_NOT_APPLY:
        told = because.clauses if len(because.clauses) > 1 else ()
        return tuple(clause.about for clause in told)
    return tuple(dict.fromkeys((*reason.wanted, *reason.disputed)))


def _entries(database: Database, *, with_names: bool) -> Mapping[int, Sequence[_Entry]]:
    """For each pattern the first of its matters, as people find them in the register.

    A matter is named by its entry, and by its charge where the entry has several.
    """
    named = "f.name" if with_names else "''"
    first = (
        f"SELECT m.number, unnest(min(s.place, {MOST_OPEN_REFERENCES})) AS place "
        f"FROM {PATTERNED} m JOIN {SHOWN} s ON s.key = m.key GROUP BY m.number"
    )
    query = (
        f"WITH f AS (SELECT m.number, s.* FROM ({first}) m JOIN {SHOWN} s USING (place)) "
        f"SELECT f.number, f.place, f.reference, f.charge, f.also, {named}, c.charges FROM f "
        f"JOIN (SELECT reference, max(charge) AS charges FROM {SHOWN} "
        "WHERE reference IN (SELECT reference FROM f) GROUP BY reference) c USING (reference) "
        "ORDER BY f.number, f.place"
    )
    found: dict[int, list[_Entry]] = defaultdict(list)
    for number, place, reference, charge, also, name, charges in database.rows(query):
        told = entry_named(
            str(reference), int(charge), several=int(charges) > 1, name=str(name), also=str(also)
        )
        found[int(number)].append((int(place), told))
    return found


def _reasons(
    law: Law, patterns: Iterable[Pattern], cases: CaseTable
) -> Mapping[int, tuple[Because, bool]]:
    """Why the settled patterns stand as they do, and whether on judgement: of the first matter."""
    told = (Answer.APPLIES, Answer.DOES_NOT_APPLY)
    settled = [p for p in patterns if answer(p.reason.status, p.reason.outcome) in told]
    firsts = cases_at(cases, {one.first for one in settled})
    says = speaker(law)
    found: dict[int, tuple[Because, bool]] = {}
    for one in settled:
        assessed = assess(law, firsts[one.first]).effects
        effect = next(each for each in assessed if each.effect == one.reason.effect)
        found[one.number] = reasons_of(effect, says), rests_on_judgement(effect.ground, says)
    return found


def _met(law: Law, patterns: Iterable[Pattern], cases: CaseTable) -> Mapping[int, tuple[str, ...]]:
    """What is met already by every matter of the open patterns that the page shows.

    Matters of one pattern can stand in several ways; what is told is common to all of them.
    """
    waits = (Answer.UNDETERMINED, Answer.CONTESTED)
    shown: Counter[tuple[str, Answer]] = Counter()
    wanted: dict[int, str] = {}
    for one in patterns:
        of = (one.reason.effect, answer(one.reason.status, one.reason.outcome))
        shown[of] += 1
        if of[1] in waits and shown[of] <= MOST_GROUPS:
            wanted[one.number] = one.reason.effect
    firsts: dict[int, list[int]] = defaultdict(list)
    query = (
        f"SELECT DISTINCT p.number, o.first FROM {PATTERNED} p "
        f"JOIN {OPEN} o ON o.key = p.key AND o.effect = p.effect ORDER BY p.number, o.first"
    )
    for number, first in cases.database.rows(query) if wanted else ():
        firsts[int(number)].append(int(first))
    few = {n: firsts[n] for n in wanted if len(firsts[n]) <= _MOST_WAYS}
    held = cases_at(cases, set(chain.from_iterable(few.values())))
    says = speaker(law)
    found: dict[int, tuple[str, ...]] = {}
    for number, keys in few.items():
        each = []
        for key in keys:
            assessed = assess(law, held[key]).effects
            each.append(met_of(next(e for e in assessed if e.effect == wanted[number]), says))
        found[number] = _common(each)
    return found


def _common(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of these have, in the order of the first."""
    return tuple(text for text in each[0] if all(text in one for one in each)) if each else ()


def _told(law: Law, pattern: Pattern, said: Sentences) -> Iterator[Line]:
    """What each matter of a pattern is told, but for what is of one matter only, and for what
    all with this answer are told.
    """
    reason, settling = pattern.reason, pattern.reason.settling
    if settling is None:
        return
    if settling.settled:
        about = dict.fromkeys((*reason.wanted, *reason.disputed))
        yield from whatever_else(settling, [called(name, law) for name in about], said)
        return
    if reason.disputed:
        names = [called(name, law) for name in reason.disputed]
        yield Line(sentence(f"The records disagree about {listed(names)}"))
    yield from settling_lines(settling, law)
