"""What the report of a run says, put together from the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from amends.assessments.settling import Settling
from amends.cases.read_back import cases_at
from amends.cases.table import CaseTable
from amends.engines.reference import assess
from amends.explanation.conditions_in_words import speaker
from amends.explanation.deciding import rests_on_judgement
from amends.explanation.layout import Line
from amends.explanation.reasons import in_common
from amends.explanation.sentences import Sentences
from amends.explanation.settling import settling_lines, whatever_else
from amends.explanation.values_in_words import listed
from amends.explanation.wanted import called
from amends.registers.archive import SHOWN
from amends.runs.model import Run, Summary
from amends.runs.patterns import PATTERNED, PEOPLE, Pattern
from amends.runs.report import (
    MOST_OPEN_REFERENCES,
    Answer,
    ConventionUsed,
    DataSheet,
    Disagreement,
    Find,
    Group,
    Place,
    ReportData,
    Tally,
    answer,
)
from amends.runs.worklist import BOTH_SIDES, LookUp
from amends.scheme.law import Law
from amends.tables import Database
from amends.truth.states import Outcome

_POINT: Final = "open point "
_EACH_SAYS: Final = " To read what each says: amends explain --run RUN --case REFERENCE."
_MOST_NAMES: Final = 3  # in the one line of a group

_SETTLED: Final = (Outcome.APPLIES, Outcome.DOES_NOT_APPLY)

_Reasons = Mapping[int, tuple[tuple[str, ...], bool]]
"""For the number of a settled pattern: its reasons, and whether it rests on judgement."""


def report_data(
    run: Run,
    summary: Summary,
    patterns: Sequence[Pattern],
    look_ups: Sequence[LookUp],
    cases: CaseTable,
) -> ReportData:
    """What the report says of a run whose tables stand in the database of its cases."""
    law, archive, database = run.law, run.archive, cases.database
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
        groups=tuple(_groups(run, patterns, cases)),
        places=tuple(_places(look_ups, database)),
        no_look_up=tuple(
            dict.fromkeys(str(one.pattern) for one in look_ups if one.look == BOTH_SIDES)
        ),
        open_points={
            int(name.removeprefix(_POINT)): count for name, count in summary.hang_on.items()
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
        people = _people(database, [one.number for one in alike])
        found[name][kind] = Tally(sum(one.matters for one in alike), people)
    return found


def _people(database: Database, numbers: Iterable[int]) -> int:
    """How many people the matters of these patterns are about."""
    among = ", ".join(map(str, numbers))
    query = f"SELECT count(DISTINCT person) FROM {PEOPLE} WHERE number IN ({among})"
    ((people,),) = database.rows(query)
    return int(people)


def _groups(run: Run, patterns: Sequence[Pattern], cases: CaseTable) -> Iterator[Group]:
    law = run.law
    references = _references(cases.database, with_names=run.with_names)
    reasons = _reasons(law, patterns, cases)
    applying = [set(p.reason.provisions) for p in patterns if p.reason.outcome is Outcome.APPLIES]
    shared = set.intersection(*applying) if applying else set()
    effects = [effect.name for effect in law.scheme.effects]
    for one in patterns:
        reason = one.reason
        because, judged = reasons.get(one.number, ((), False))
        for name in (reason.effect,) if reason.effect else effects:
            yield Group(
                str(one.number),
                name,
                answer(reason.status, reason.outcome),
                Tally(one.matters, one.people),
                _short(one, because, shared),
                tuple(_told(law, one, name)),
                tuple(references[one.number]),
                reason.provisions,
                because,
                judged,
                reason.exact,
                tuple(_could_show(law, reason.settling)),
            )


def _references(database: Database, *, with_names: bool) -> Mapping[int, Sequence[str]]:
    """For each pattern the first of its matters, as people find them in the register.

    A matter is named by its entry, and by its charge where the entry has several.
    """
    named = "s.name" if with_names else "''"
    first = (
        f"SELECT m.number, s.reference, s.charge, s.also, {named} AS name, s.place, "
        "row_number() OVER (PARTITION BY m.number ORDER BY s.place) AS nth "
        f"FROM {PATTERNED} m JOIN {SHOWN} s ON s.key = m.key"
    )
    query = (
        "SELECT f.number, f.reference, f.charge, f.also, f.name, c.charges "
        f"FROM ({first}) f JOIN (SELECT reference, max(charge) AS charges FROM {SHOWN} "
        "GROUP BY reference) c ON c.reference = f.reference "
        f"WHERE f.nth <= {MOST_OPEN_REFERENCES} ORDER BY f.number, f.place"
    )
    found: dict[int, list[str]] = defaultdict(list)
    for number, reference, charge, also, name, charges in database.rows(query):
        notes = [str(name)] if name else []
        notes += [f"charge {charge}"] if int(charges) > 1 else []
        notes += [f"also {also}"] if also else []
        found[int(number)].append(f"{reference} ({'; '.join(notes)})" if notes else str(reference))
    return found


def _reasons(law: Law, patterns: Iterable[Pattern], cases: CaseTable) -> _Reasons:
    """Why the settled patterns stand as they do: read off the first matter of each."""
    told = (Answer.APPLIES, Answer.DOES_NOT_APPLY)
    settled = [p for p in patterns if answer(p.reason.status, p.reason.outcome) in told]
    firsts = cases_at(cases, {one.first for one in settled})
    says = speaker(law)
    found: dict[int, tuple[tuple[str, ...], bool]] = {}
    for one in settled:
        assessed = assess(law, firsts[one.first]).effects
        effect = next(each for each in assessed if each.effect == one.reason.effect)
        found[one.number] = in_common(effect, says), rests_on_judgement(effect.ground, says)
    return found


def _named(names: Iterable[str]) -> str:
    """Things wanted or disputed, by their short names; of many the first."""
    found = list(dict.fromkeys("a question of law" if _POINT in n else f"“{n}”" for n in names))
    more = len(found) - _MOST_NAMES
    return ", ".join(found[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _short(pattern: Pattern, because: Sequence[str], shared: Collection[str]) -> str:
    """The reason of a pattern in a few words; empty where its answer says all.

    `shared` are the provisions under which every pattern applies that does.
    """
    reason = pattern.reason
    match answer(reason.status, reason.outcome):
        case Answer.APPLIES:
            own = [one for one in reason.provisions if one not in shared]
            return f"under {listed(own or reason.provisions)}"
        case Answer.DOES_NOT_APPLY:
            more = len(because) - 1
            also = f", and {more} more reason{'s' if more > 1 else ''}"
            return because[0] + (also if more else "")
        case Answer.UNDETERMINED | Answer.CONTESTED if reason.exact in _SETTLED:
            return "settled all the same"
        case Answer.UNDETERMINED:
            return f"waits for {_named((*reason.wanted, *reason.disputed))}"
        case Answer.CONTESTED:
            return f"about {_named(reason.disputed)}"
        case Answer.NOTHING_RECORDED | Answer.NOT_IN_FORCE:
            return ""
        case never:
            assert_never(never)


def _told(law: Law, pattern: Pattern, effect: str) -> Iterator[Line]:
    """What each matter of a pattern is told, but for what is of one matter only, and for what
    all with this answer are told.
    """
    reason, settling = pattern.reason, pattern.reason.settling
    if settling is None:
        return
    if settling.settled:
        said = next(Sentences(law, one) for one in law.scheme.effects if one.name == effect)
        about = dict.fromkeys((*reason.wanted, *reason.disputed))
        yield from whatever_else(settling, [called(name, law) for name in about], said)
        return
    if reason.disputed:
        names = [called(name, law) for name in reason.disputed]
        where = "" if reason.outcome is Outcome.CONTESTED else _EACH_SAYS  # there it stands above
        yield Line(f"The records disagree about {listed(names)}.{where}")
    yield from settling_lines(settling, law)


def _could_show(law: Law, settling: Settling | None) -> Iterator[str]:
    """For each set that could settle a pattern, what some answers to it would show."""
    if settling is None:
        return
    for names, ways in zip(settling.could, settling.ways, strict=True):
        if ways:
            found = listed([called(name, law) for name in names])
            yield f"{found[:1].upper()}{found[1:]}: {_SHOWN_BY[ways]}"
    if settling.outcome is Outcome.UNDETERMINED and len(settling.sure) > 1:
        # It is open, and every answer to all of them settles it: some of them either way.
        found = listed([called(name, law) for name in settling.sure])
        both = _SHOWN_BY[Outcome.APPLIES, Outcome.DOES_NOT_APPLY]
        yield f"{found[:1].upper()}{found[1:]}, all together: {both}"


_SHOWN_BY: Final = {
    (Outcome.APPLIES,): "could show that it applies; this alone cannot rule it out",
    (Outcome.DOES_NOT_APPLY,): "can only rule it out; this alone cannot show that it applies",
    (Outcome.APPLIES, Outcome.DOES_NOT_APPLY): "could show that it applies, or rule it out",
}


def _places(look_ups: Iterable[LookUp], database: Database) -> Iterator[Place]:
    """The places to look in the order of the worklist, each with what to find there."""
    places: dict[str, dict[str, list[LookUp]]] = {}
    for one in look_ups:
        if one.look != BOTH_SIDES:
            places.setdefault(one.look, {}).setdefault(one.find, []).append(one)
    for look, finds in places.items():
        yield Place(look, tuple(_find(name, found, database) for name, found in finds.items()))


def _find(name: str, found: Sequence[LookUp], database: Database) -> Find:
    return Find(
        name,
        found[0].question,
        sum(one.matters for one in found if one.alone),
        sum(one.matters for one in found if not one.alone),
        _people(database, [one.pattern for one in found]),
        tuple(str(one.pattern) for one in found),
        _ways(found),
    )


def _ways(found: Iterable[LookUp]) -> Mapping[str, int]:
    ways: Counter[str] = Counter()
    for one in found:
        ways[one.way] += one.matters
    return ways


def _disagreements(law: Law, patterns: Iterable[Pattern]) -> Iterator[Disagreement]:
    disputed: dict[str, list[Pattern]] = defaultdict(list)
    for one in patterns:
        if one.reason.settling is None or not one.reason.settling.settled:
            for name in one.reason.disputed:
                disputed[name].append(one)
    for name, found in disputed.items():
        yield Disagreement(
            called(name, law),
            sum(one.matters for one in found),
            sum(one.matters for one in found if one.reason.outcome is Outcome.UNDETERMINED),
            tuple(str(one.number) for one in found),
        )
