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
    ReportData,
    SaidAlready,
    Tally,
    ToLookUp,
    answer,
)
from amends.runs.worklist import (
    LookUp,
    by_place,
    disagreements,
    how_many,
    matters_in,
    without_look_up,
)
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
        to_look_up=tuple(_to_look_up(look_ups, people, in_group)),
        no_look_up=_ids((one.pattern for one in without_look_up(look_ups)), in_group),
        open_points={
            number: count
            for name, count in summary.hang_on.items()
            if (number := point_number(name))
        },
        disagreements=tuple(_disagreements(law, patterns, look_ups, in_group)),
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


def _to_look_up(
    look_ups: Sequence[LookUp], people: People, in_group: Mapping[int, str]
) -> Iterator[ToLookUp]:
    """What to look up, in the order of the worklist."""
    for place in by_place(look_ups):
        for find in place.finds:
            yield ToLookUp(
                place.look,
                find.question or find.thing,
                how_many(find.to(Outcome.APPLIES)),
                how_many(find.to(Outcome.DOES_NOT_APPLY)),
                people.of(find.patterns),
                _ids(find.patterns, in_group),
            )


def _said_already(run: Run, look_ups: Iterable[LookUp]) -> Iterator[SaidAlready]:
    """The columns in which what is to be looked up may stand already, the most useful first."""
    finds: dict[str, dict[str, None]] = {}
    for name in (find.thing for place in by_place(look_ups) for find in place.finds):
        for column in sorted(run.archive.conventions.columns_of(name)):
            finds.setdefault(column, {})[called(name, run.law)] = None
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


def _disagreements(
    law: Law,
    patterns: Sequence[Pattern],
    look_ups: Sequence[LookUp],
    in_group: Mapping[int, str],
) -> Iterator[Disagreement]:
    outcomes = {one.number: one.reason.outcome for one in patterns}
    for find in disagreements(look_ups):
        untold = (o for o in find.look_ups if outcomes[o.pattern] is Outcome.UNDETERMINED)
        yield Disagreement(
            called_in_full(find.thing, law),
            matters_in(find.look_ups),
            matters_in(untold),
            _ids(find.patterns, in_group),
        )
