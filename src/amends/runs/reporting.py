"""What the report of a run says, put together from the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from amends.explanation.layout import Line
from amends.explanation.sentences import Sentences
from amends.explanation.settling import called, settling_lines, whatever_else
from amends.explanation.values_in_words import listed
from amends.registers.archive import SHOWN
from amends.runs.model import Run, Summary
from amends.runs.patterns import PATTERNED, PERSON, Pattern
from amends.runs.report import (
    MOST_REFERENCES,
    Answer,
    ConventionUsed,
    Disagreement,
    Find,
    Group,
    Place,
    ReportData,
    Tally,
    answer,
)
from amends.runs.worklist import LookUp
from amends.scheme.law import Law
from amends.tables import Database


def report_data(
    run: Run,
    summary: Summary,
    patterns: Sequence[Pattern],
    look_ups: Iterable[LookUp],
    database: Database,
) -> ReportData:
    """What the report says of a run whose tables stand in the database."""
    law, archive = run.law, run.archive
    conventions = archive.conventions
    used = _used(database)
    outside = dict.fromkeys(
        name for one in patterns if one.reason.settling for name in one.reason.settling.outside
    )
    return ReportData(
        law=law,
        scheme_sha256=run.scheme_sha256,
        register=archive.register,
        inputs=archive.inputs,
        rows=archive.rows,
        all=Tally(summary.matters, summary.people),
        answers=_answers(law, patterns, database),
        groups=tuple(_groups(law, patterns, database)),
        places=tuple(_places(look_ups)),
        open_points={
            int(name.removeprefix("open point ")): count for name, count in summary.hang_on.items()
        },
        disagreements=tuple(_disagreements(law, patterns)),
        conventions=tuple(
            ConventionUsed(one, used[one.id])
            for one in conventions.every
            if one.id in conventions.in_force
        ),
        without=tuple(one for one in conventions.every if one.id not in conventions.in_force),
        set_aside=Counter(one.reason for one in archive.set_aside),
        unmatched=archive.unmatched,
        dates_not_read=Counter((one.column, one.why) for one in archive.silent_dates),
        outside=tuple(called(name, law) for name in outside),
    )


def _used(database: Database) -> Mapping[str, int]:
    """How many matters rest on each convention."""
    found: Counter[str] = Counter()
    query = f"SELECT conventions, count(*) FROM {SHOWN} GROUP BY conventions"
    for ids, count in database.rows(query):
        for name in filter(None, str(ids).split("; ")):
            found[name] += int(count)
    return found


def _answers(
    law: Law, patterns: Iterable[Pattern], database: Database
) -> Mapping[str, Mapping[Answer, Tally]]:
    """For each effect the matters that stand in each way, and their people."""
    effects = [effect.name for effect in law.scheme.effects]
    found: dict[str, dict[Answer, Tally]] = {name: {} for name in effects}
    numbers: dict[tuple[str, Answer], list[Pattern]] = defaultdict(list)
    for one in patterns:
        for name in (one.reason.effect,) if one.reason.effect else effects:
            numbers[name, answer(one.reason.status, one.reason.outcome)].append(one)
    for (name, kind), alike in numbers.items():
        among = ", ".join(str(one.number) for one in alike)
        query = (
            f"SELECT count(DISTINCT w.person) FROM {PATTERNED} m JOIN ({PERSON}) w "
            f"ON w.key = m.key WHERE m.number IN ({among})"
        )
        ((people,),) = database.rows(query)
        found[name][kind] = Tally(sum(one.matters for one in alike), int(people))
    return found


def _groups(law: Law, patterns: Sequence[Pattern], database: Database) -> Iterator[Group]:
    first = (
        "SELECT m.number, s.reference, s.place, "
        "row_number() OVER (PARTITION BY m.number ORDER BY s.place) AS nth "
        f"FROM {PATTERNED} m JOIN {SHOWN} s ON s.key = m.key"
    )
    references: dict[int, list[str]] = defaultdict(list)
    query = f"SELECT number, reference FROM ({first}) WHERE nth <= {MOST_REFERENCES} ORDER BY place"
    for number, reference in database.rows(query):
        references[int(number)].append(str(reference))
    effects = [effect.name for effect in law.scheme.effects]
    for one in patterns:
        reason = one.reason
        for name in (reason.effect,) if reason.effect else effects:
            yield Group(
                str(one.number),
                name,
                answer(reason.status, reason.outcome),
                Tally(one.matters, one.people),
                tuple(_told(law, one, name)),
                tuple(references[one.number]),
                reason.provisions,
                reason.wanted,
                reason.disputed,
                reason.exact,
            )


def _told(law: Law, pattern: Pattern, effect: str) -> Iterator[Line]:
    """What each matter of a pattern is told, but for what is of one matter only."""
    reason = pattern.reason
    said = next(Sentences(law, one) for one in law.scheme.effects if one.name == effect)
    settling = reason.settling
    about = [called(name, law) for name in dict.fromkeys((*reason.wanted, *reason.disputed))]
    kind = answer(reason.status, reason.outcome)
    if settling is not None and settling.settled:
        yield from whatever_else(settling, about, said)
        return
    match kind:
        case Answer.APPLIES:
            yield Line(said.applies())
        case Answer.DOES_NOT_APPLY:
            are = "are" if len(reason.provisions) > 1 else "is"
            yield Line(said.does_not_apply(f"{listed(reason.provisions)} {are} not met"))
        case Answer.UNDETERMINED:
            yield Line(said.undetermined())
        case Answer.CONTESTED:
            names = [called(name, law) for name in reason.disputed]
            yield Line(said.contested(listed(names)).partition(" This is")[0])
        case Answer.NOTHING_RECORDED:
            yield Line(said.nothing_recorded())
        case Answer.NOT_IN_FORCE:
            yield Line(said.not_in_force(law.on))
        case _:
            assert_never(kind)
    if settling is not None:
        yield from settling_lines(settling, law)


def _places(look_ups: Iterable[LookUp]) -> Iterator[Place]:
    """The places to look in the order of the worklist, each with what to find there."""
    places: dict[str, dict[str, list[LookUp]]] = {}
    for one in look_ups:
        places.setdefault(one.look, {}).setdefault(one.find, []).append(one)
    for look, finds in places.items():
        yield Place(look, tuple(_find(name, found) for name, found in finds.items()))


def _find(name: str, found: Sequence[LookUp]) -> Find:
    return Find(
        name,
        found[0].question,
        sum(one.matters for one in found if one.alone),
        sum(one.matters for one in found if not one.alone),
        tuple(str(one.pattern) for one in found),
    )


def _disagreements(law: Law, patterns: Iterable[Pattern]) -> Iterator[Disagreement]:
    disputed: dict[str, list[Pattern]] = defaultdict(list)
    for one in patterns:
        if one.reason.settling is None or not one.reason.settling.settled:
            for name in one.reason.disputed:
                disputed[name].append(one)
    for name, found in disputed.items():
        numbers = tuple(str(one.number) for one in found)
        yield Disagreement(called(name, law), sum(one.matters for one in found), numbers)
