"""The report of a run: one page for people, with entry references, and no names unless asked for.

It says what the run's files say, in an order for a reader: how many, how far it goes, what to
look up next, all that the answers rest on, and at the end the groups of matters with one reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, assert_never

from amends import __version__
from amends.assessments.assessment import AssessmentStatus
from amends.explanation.in_the_laws_words import NO_REASONS, Because
from amends.explanation.layout import Line
from amends.explanation.sentences import Sentences
from amends.explanation.values_in_words import day, days_of_law
from amends.explanation.wanted import stands_for
from amends.pages import Paragraph, nested, render
from amends.problems import Problem
from amends.registers.archive import RowCount
from amends.registers.cell_statements import Unexplained
from amends.registers.conventions import Convention
from amends.registers.mapping import ADDRESS
from amends.runs.model import whose
from amends.scheme.law import Law
from amends.truth.states import Outcome

MOST_GROUPS: Final = 25
"""How many groups of one effect and answer the page shows, the largest first."""

MOST_REFERENCES: Final = 20
"""How many matters of a group that is settled the page names."""

MOST_OPEN_REFERENCES: Final = 200
"""How many of a group that somebody has to work on."""

MOST_WORDINGS: Final = 20
"""How many wordings that were not understood the page shows, the commonest first."""


class Answer(Enum):
    """How a matter stands under an effect, as the page tells it; in the order of its groups."""

    UNDETERMINED = "we cannot tell"
    CONTESTED = "the records disagree"
    APPLIES = "applies"
    DOES_NOT_APPLY = "does not apply"
    NOTHING_RECORDED = "nothing recorded"
    NOT_IN_FORCE = "not in force"


def answer(status: AssessmentStatus, outcome: Outcome | None) -> Answer:
    """The answer of an assessment with this status and outcome."""
    match status:
        case AssessmentStatus.NO_CONVICTION_RECORDED:
            return Answer.NOTHING_RECORDED
        case AssessmentStatus.NOT_IN_FORCE:
            return Answer.NOT_IN_FORCE
        case AssessmentStatus.ASSESSED:
            if outcome is None:
                raise ValueError("an effect that was assessed has an outcome")
            return Answer[outcome.name]
        case _:
            assert_never(status)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many matters, and the people with at least one of them."""

    matters: int
    people: int


@dataclass(frozen=True, slots=True)
class Group:
    """Matters that one effect treats alike for one reason.

    `id` is that of the first of its `patterns` in the run's files. `short` is its reason in a few
    words; `names` are the short names in it. `because` has the reasons of a
    settled group in the words of the law; `judged` says that it rests on what somebody judged.
    `text` is what is told to each person but for what the page says once for all groups with this
    answer; `presumed` what the law presumes besides. `exact` is the exact outcome, where it
    differs from what `answer` says. `met` is what its papers show already. `disputed` are the
    things on which the records disagree. `references` name one matter each, in the order of the
    register: all, or at least the first MOST_OPEN_REFERENCES.
    """

    id: str
    effect: str
    answer: Answer
    tally: Tally
    short: str
    text: tuple[Line, ...]
    references: tuple[str, ...]
    provisions: tuple[str, ...] = ()
    because: Because = NO_REASONS
    judged: bool = False
    exact: Outcome | None = None
    patterns: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    presumed: tuple[Line, ...] = ()
    disputed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToLookUp:
    """A line of what to look up next: where, what, and how many matters each way, in words.

    `people` are those of all of them, `groups` the ids of those it bears on.
    """

    look: str
    find: str
    could_show: str
    could_rule_out: str
    people: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that the records disagree about, where answers turn on it.

    Of the `matters`, something is missing `besides` for so many: of these we cannot tell.
    """

    about: str
    matters: int
    besides: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConventionUsed:
    """A reading convention that is in force, and how many matters' answers rest on it."""

    convention: Convention
    matters: int


@dataclass(frozen=True, slots=True)
class DataSheet:
    """Who keeps the register, and on what footing, as its keeper wrote it."""

    controller: str
    purpose: str
    legal_condition: str
    closure: str
    retention: str


@dataclass(frozen=True, slots=True)
class SaidAlready:
    """A column with wordings that nobody has explained, which may say what is wanted.

    `finds` are what it bears on, in words. The wordings stand there `times` in all; `commonest`
    is the one that stands there most often, and `stands` says how often and where first.
    """

    column: str
    finds: tuple[str, ...]
    times: int
    commonest: str
    stands: Unexplained


@dataclass(frozen=True, slots=True)
class ReportData:
    """All that a report says; raises ValueError where it does not add up.

    `register` is the file of the main register; `inputs` are as in `Archive`, `rows` as in
    `AsRead`. `matters_with_person` is as in `Summary`; `problems` are what somebody should look at.
    `answers` has, for each effect of the law, how many matters stand in which way: together
    all of them. `to_look_up` comes in the order in which to work; `no_look_up` are ids of groups
    that only a statement set aside could settle. `open_points` has for each number the matters that
    hang on it. `said_already` are columns in which what is to be looked up may stand already.
    `conventions` are those in force, `without` those left out.
    `set_aside` and `dates_not_read` count rows by reason, and by column and reason; `unmatched`
    has wordings by column and wording. `outside` are the things that the exact answer takes each by
    itself (`Settling.outside`), in words. `presumed` is as in `Summary`. It holds no names but
    `with_names`, in `references`.
    """

    law: Law
    scheme_sha256: str
    register: str
    inputs: Mapping[str, str]
    rows: Mapping[str, RowCount]
    all: Tally
    matters_with_person: int
    answers: Mapping[str, Mapping[Answer, Tally]]
    groups: tuple[Group, ...]
    to_look_up: tuple[ToLookUp, ...]
    no_look_up: tuple[str, ...]
    open_points: Mapping[int, int]
    disagreements: tuple[Disagreement, ...]
    conventions: tuple[ConventionUsed, ...]
    without: tuple[Convention, ...]
    set_aside: Mapping[str, int]
    unmatched: Mapping[tuple[str, str], Unexplained]
    dates_not_read: Mapping[tuple[str, str], int]
    said_already: tuple[SaidAlready, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: tuple[str, ...] = ()
    presumed: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    data_sheet: DataSheet | None = None
    with_names: bool = False

    def __post_init__(self) -> None:
        """Check that nothing is lost between what was read and what is told."""
        for count in self.rows.values():
            if count.rows != count.linked + count.unlinked + count.set_aside:
                raise ValueError("a row was read, and is neither linked, of nobody nor set aside")
        if sum(self.set_aside.values()) != sum(count.set_aside for count in self.rows.values()):
            raise ValueError("the rows set aside are not those that have a reason")
        for effect in self.law.scheme.effects:
            tallies = self.answers[effect.name].values()
            if sum(tally.matters for tally in tallies) != self.all.matters:
                raise ValueError(f"the answers on the {effect.name} are not one for each matter")


@dataclass(frozen=True, slots=True)
class _ToldGroup:
    """A group with its texts laid out; `more` counts the matters that it does not name."""

    group: Group
    text: tuple[Paragraph, ...]
    references: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Section:
    """The groups of one effect with one answer; `rest` are those that are not shown."""

    effect: str
    answer: Answer
    shown: tuple[_ToldGroup, ...]
    matters: int
    people: int
    rest: int
    rest_matters: int


def report(data: ReportData) -> str:
    """The page, as HTML: one file that asks nothing of any other place. Same data, same text."""
    law = data.law
    sections = tuple(_sections(data))
    sentences = {effect.name: Sentences(law, effect) for effect in law.scheme.effects}
    principal = law.scheme.effects[0]
    values = {
        "data": data,
        "scheme": law.scheme,
        "version": __version__,
        "on": day(law.on),
        "time_in_force": days_of_law(law.scheme.force.start, law.scheme.force.end),
        "not_law": sentences[principal.name].not_law(),
        "supposed": _supposed(law),
        "sentences": sentences,
        "Answer": Answer,
        "principal": data.answers[principal.name],
        "main": data.rows[data.register],
        "whose": whose(data.all.matters, data.matters_with_person),
        "sections": sections,
        "settled_exactly": _settled_exactly(data, principal.name),
        "linked": {told.group.id for section in sections for told in section.shown},
        "judged": _judged(data),
        "names": _in_full(
            (name for section in sections for told in section.shown for name in told.group.names),
            law,
        ),
        "no_look_up": _matters_of(data, data.no_look_up),
        "wordings": _commonest(data.unmatched),
    }
    return render("amends.runs", "report.html", values)


def _sections(data: ReportData) -> Iterator[_Section]:
    for effect in data.law.scheme.effects:
        for kind in Answer:
            groups = [g for g in data.groups if g.effect == effect.name and g.answer is kind]
            if groups:
                people = data.answers[effect.name][kind].people
                yield _section(effect.name, kind, groups, people)


def _section(effect: str, kind: Answer, groups: Sequence[Group], people: int) -> _Section:
    largest_first = sorted(groups, key=lambda group: -group.tally.matters)
    shown, rest = largest_first[:MOST_GROUPS], largest_first[MOST_GROUPS:]
    return _Section(
        effect,
        kind,
        tuple(_told(group) for group in shown),
        sum(group.tally.matters for group in groups),
        people,
        len(rest),
        sum(group.tally.matters for group in rest),
    )


def _told(group: Group) -> _ToldGroup:
    waits = group.answer in (Answer.UNDETERMINED, Answer.CONTESTED)
    references = group.references[: MOST_OPEN_REFERENCES if waits else MOST_REFERENCES]
    return _ToldGroup(
        group,
        _paragraphs((*group.text, *group.presumed)),
        tuple(
            f"{reference} ({matters} matters)" if matters > 1 else reference
            for reference, matters in Counter(references).items()
        ),
        group.tally.matters - len(references),
    )


def _paragraphs(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    return nested((line.depth, line.text) for line in lines)


def _in_full(names: Iterable[str], law: Law) -> list[tuple[str, str]]:
    """What each short name stands for, where the scheme says more of it."""
    found = [(name, stands_for(name, law)) for name in sorted(set(names))]
    return [(name, full) for name, full in found if full]


def _judged(data: ReportData) -> Mapping[tuple[str, Answer], int]:
    """For each effect and settled answer, the matters that rest on what somebody judged."""
    found: Counter[tuple[str, Answer]] = Counter()
    for group in data.groups:
        if group.judged:
            found[group.effect, group.answer] += group.tally.matters
    return found


def _matters_of(data: ReportData, ids: Iterable[str]) -> int:
    """How many matters the groups of these ids have."""
    matters = {group.id: group.tally.matters for group in data.groups}
    return sum(matters[one] for one in ids)


def _settled_exactly(data: ReportData, effect: str) -> Mapping[Answer, int]:
    """How many matters are open provision by provision, by their answer, and settled exactly."""
    found: Counter[Answer] = Counter()
    for group in data.groups:
        if group.effect == effect and group.exact and group.exact.is_settled:
            found[group.answer] += group.tally.matters
    return found


def _supposed(law: Law) -> list[str]:
    points = {point.number: point for point in law.scheme.open_points}
    return [
        f"{points[number].question} ({points[number].provision}) "
        f"Supposed: {'yes' if taken else 'no'}."
        for number, taken in sorted(law.supposed.items())
    ]


def _commonest(
    unmatched: Mapping[tuple[str, str], Unexplained],
) -> list[tuple[str, str, Unexplained]]:
    # The page is shown to more people than the list is: no addresses.
    found = [(col, wording, one) for (col, wording), one in unmatched.items() if col != ADDRESS]
    return sorted(found, key=lambda each: (-each[2].times, each[:2]))[:MOST_WORDINGS]
