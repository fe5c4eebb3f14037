"""What the report of a run says, put together from the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from amends.assessments.wanted import point_number
from amends.cases.table import CaseTable
from amends.explanation.wanted import called, called_in_full
from amends.registers.archive import SHOWN
from amends.runs.groups import groups_of
from amends.runs.model import Run, Summary
from amends.runs.patterns import Pattern
from amends.runs.people import People
from amends.runs.report import (
    Answer,
    ConventionUsed,
    DataSheet,
    Disagreement,
    Find,
    Place,
    ReportData,
    SaidAlready,
    Tally,
    answer,
)
from amends.runs.worklist import BOTH_SIDES, LookUp
from amends.scheme.law import Law
from amends.tables import Database
from amends.truth.states import Outcome


def report_data(
    run: Run,
    summary: Summary,
    patterns: Sequence[Pattern],
    look_ups: Sequence[LookUp],
    *,
    people: People,
    cases: CaseTable,
) -> ReportData:
    """What the report says of a run whose tables stand in the database of its cases."""
    law, archive, read = run.law, run.archive, run.archive.as_read
    conventions = archive.conventions
    used = _used(cases.database)
    groups = groups_of(run, patterns, people, cases)
    in_group = {int(number): group.id for group in groups for number in group.patterns}
    outside = dict.fromkeys(
        name for one in patterns if one.reason.settling for name in one.reason.settling.outside
    )
    return ReportData(
        law=law,
        scheme_sha256=run.scheme_sha256,
        register=archive.register,
        inputs=archive.inputs,
        rows=read.rows,
        all=Tally(summary.matters, summary.people),
        matters_with_person=summary.matters_with_person,
        answers=_answers(law, patterns, people),
        groups=groups,
        places=tuple(_places(look_ups, people, in_group)),
        no_look_up=_ids((one.pattern for one in look_ups if one.look == BOTH_SIDES), in_group),
        open_points={
            number: count
            for name, count in summary.hang_on.items()
            if (number := point_number(name))
        },
        disagreements=tuple(_disagreements(law, patterns, in_group)),
        conventions=tuple(
            ConventionUsed(one, used[one.id])
            for one in conventions.every
            if one.id in conventions.in_force
        ),
        without=tuple(one for one in conventions.every if one.id not in conventions.in_force),
        set_aside=Counter(one.reason for one in read.set_aside),
        said_already=tuple(_said_already(run, look_ups)),
        problems=run.problems,
        unmatched=read.unmatched,
        dates_not_read=Counter((one.column, one.why) for one in read.silent_dates),
        outside=tuple(called_in_full(name, law) for name in outside),
        presumed=summary.presumed,
        data_sheet=_data_sheet(archive.data_sheet),
        with_names=run.with_names,
    )


def _data_sheet(held: Mapping[str, str]) -> DataSheet | None:
    if not held:
        return None
    return DataSheet(**{title.replace(" ", "_"): text for title, text in held.items()})


def _used(database: Database) -> Mapping[str, int]:
    """How many matters rest on each convention."""
    found: Counter[str] = Counter()
    query = f"SELECT conventions, count(*) FROM {SHOWN} GROUP BY conventions"
    for ids, count in database.rows(query):
        for name in filter(None, str(ids).split("; ")):
            found[name] += int(count)
    return found


def _answers(
    law: Law, patterns: Iterable[Pattern], people: People
) -> Mapping[str, Mapping[Answer, Tally]]:
    """For each effect the matters that stand in each way, and their people."""
    effects = [effect.name for effect in law.scheme.effects]
    found: dict[str, dict[Answer, Tally]] = {name: {} for name in effects}
    numbers: dict[tuple[str, Answer], list[Pattern]] = defaultdict(list)
    for one in patterns:
        for name in (one.reason.effect,) if one.reason.effect else effects:
            numbers[name, answer(one.reason.status, one.reason.outcome)].append(one)
    for (name, kind), alike in numbers.items():
        matters, numbered = sum(one.matters for one in alike), [one.number for one in alike]
        found[name][kind] = Tally(matters, people.of(numbered))
    return found


def _ids(patterns: Iterable[int], in_group: Mapping[int, str]) -> tuple[str, ...]:
    """The groups that some patterns are told in, each once."""
    return tuple(dict.fromkeys(in_group[number] for number in patterns))


def _places(
    look_ups: Iterable[LookUp], people: People, in_group: Mapping[int, str]
) -> Iterator[Place]:
    """The places to look in the order of the worklist, each with what to find there."""
    places: dict[str, dict[str, list[LookUp]]] = {}
    for one in look_ups:
        if one.look != BOTH_SIDES:
            places.setdefault(one.look, {}).setdefault(one.find, []).append(one)
    for look, finds in places.items():
        each = finds.items()
        yield Place(look, tuple(_find(name, of, people, in_group) for name, of in each))


def _said_already(run: Run, look_ups: Iterable[LookUp]) -> Iterator[SaidAlready]:
    """The columns in which what is to be looked up may stand already, the most useful first."""
    finds: dict[str, dict[str, None]] = {}
    for one in look_ups:
        wanted = one.find if one.look != BOTH_SIDES else ""
        for column in sorted(run.archive.conventions.columns_of(wanted)):
            finds.setdefault(column, {})[called(one.find, run.law)] = None
    for column, names in finds.items():
        found = [
            (wording, one)
            for (of, wording), one in run.archive.as_read.unmatched.items()
            if of == column
        ]
        if found:
            commonest, stands = min(found, key=lambda each: (-each[1].times, each[0]))
            times = sum(one.times for _, one in found)
            yield SaidAlready(column, tuple(names), times, commonest, stands)


def _find(name: str, found: Sequence[LookUp], people: People, in_group: Mapping[int, str]) -> Find:
    return Find(
        name,
        found[0].question,
        sum(one.matters for one in found if one.alone),
        sum(one.matters for one in found if not one.alone),
        people.of(one.pattern for one in found),
        _ids((one.pattern for one in found), in_group),
        _ways(found),
    )


def _ways(found: Iterable[LookUp]) -> Mapping[str, int]:
    ways: Counter[str] = Counter()
    for one in found:
        ways[one.way] += one.matters
    return ways


def _disagreements(
    law: Law, patterns: Iterable[Pattern], in_group: Mapping[int, str]
) -> Iterator[Disagreement]:
    disputed: dict[str, list[Pattern]] = defaultdict(list)
    for one in patterns:
        if one.reason.settling is None or not one.reason.settling.settled:
            for name in one.reason.disputed:
                disputed[name].append(one)
    for name, found in disputed.items():
        yield Disagreement(
            called_in_full(name, law),
            sum(one.matters for one in found),
            sum(one.matters for one in found if one.reason.outcome is Outcome.UNDETERMINED),
            _ids((one.number for one in found), in_group),
        )
