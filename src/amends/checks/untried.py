"""What no row of the case tables tries: conditions, limit days, open points, amounts, law dates.

Each is a mistake in a scheme that its own tables could not find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from amends.assessments.assessment import Assessment, Ground
from amends.cases.spec_table import SpecRow
from amends.checks.unused import points_cited
from amends.explanation.conditions_in_words import Speaker, speaker
from amends.notation.spelling import spelt_day
from amends.problems import Place, Problem
from amends.scheme.conditions import (
    LAST_DAY,
    All,
    Any,
    AtLeast,
    Condition,
    FixedPeriod,
    Limb,
    Named,
    Not,
    Overlaps,
    Within,
)
from amends.scheme.law import Law
from amends.scheme.model import Scheme
from amends.scheme.walk import children
from amends.truth.states import State
from amends.truth.values import Period, Span

# A condition is told apart by where it stands: the same words may stand twice.
_Grounds = dict[tuple[str, Condition], list[Ground]]


class Tried:
    """What rows have tried of a scheme."""

    def __init__(self, scheme: Scheme, file: str) -> None:
        """Begin with nothing tried; `file` is that of the scheme, as the user knows it."""
        self._scheme = scheme
        self._file = file
        self._grounds: _Grounds = {}
        self._rows: list[SpecRow] = []

    def note(self, row: SpecRow, assessment: Assessment) -> None:
        """Count a row, with what the reference engine says of it."""
        self._rows.append(row)
        for effect in assessment.effects:
            self._walk(effect.ground)
            if effect.amount:
                self._walk(effect.amount.ground)

    def _walk(self, ground: Ground) -> None:
        self._grounds.setdefault((ground.provision, ground.node), []).append(ground)
        for child in ground.children:
            self._walk(child)
        for entry in ground.entries:
            self._walk(entry.ground)

    def untried(self) -> Iterator[Problem]:
        """What no row tries, of which there must be one at least."""
        spoken = speaker(Law(self._scheme, self._rows[0].on, {}))
        for part in self._scheme.parts:
            for provision, node, words in _conditions(part.body, part.provision, spoken):
                grounds = self._grounds.get((provision, node), ())
                place = Place(self._file, heading=provision)
                yield from _states(grounds, words, place)
                yield from _limits(node, grounds, words, place)
        yield from self._points()
        yield from self._amounts()

    def _points(self) -> Iterator[Problem]:
        supposed = {pair for row in self._rows for pair in row.supposed.items()}
        for point in sorted(points_cited(self._scheme)):
            missing = [word for word, says in _ANSWERS if (point, says) not in supposed]
            if missing:
                yield Problem(
                    "case-untried-point",
                    Place(self._file, heading=f"open point {point}"),
                    f"no row of the case tables supposes open point {point} to be answered "
                    + " or ".join(missing),
                    "add a row for each answer, with what follows from it: under `supposed` write "
                    + " or ".join(f"`open point {point} = {word}`" for word in missing),
                )

    def _amounts(self) -> Iterator[Problem]:
        said = {name for row in self._rows for name, sums in row.amounts.items() if sums}
        for effect in self._scheme.effects:
            if effect.amount and effect.name not in said:
                yield Problem(
                    "case-untried-amount",
                    Place(self._file, heading=effect.name),
                    f"no row of the case tables says what the {effect.name} comes to",
                    f"add a column `amount of {effect.name}`, with what is right by the law",
                )

    def untried_days(self) -> Iterator[Problem]:
        """Law dates on which something begins or ends, or stands last or not yet, without a row."""
        for number, effect in enumerate(self._scheme.effects):
            said = {row.on for row in self._rows if effect.name in row.outcomes}
            force = effect.force if number else self._scheme.force
            days = [] if force.start is None else [force.start - 1, force.start]
            days += [] if force.end is None else [force.end, force.end + 1]
            missing = [spelt_day(day) for day in days if day not in said and _exists(day)]
            if missing:
                thing = f"the {effect.name}" if number else "the law"
                yield Problem(
                    "case-untried-day",
                    Place(self._file, heading=effect.name if number else "in force"),
                    f"no row of the case tables reads {thing} on {' or '.join(missing)}",
                    f"add a row for each of these law dates: before its first day and after its "
                    f"last {thing} is `not in force`",
                )


_ANSWERS = (("yes", True), ("no", False))


def _states(grounds: Iterable[Ground], words: str, place: Place) -> Iterator[Problem]:
    """A condition must hold in some row, fail in another, and be unknown in a third."""
    seen = {state for ground in grounds for state in (ground.pair.helping, ground.pair.hurting)}
    missing = [state for state in State if state not in seen]
    if missing:
        *others, last = (_TRIED[state][0] for state in missing)
        ways = f"{', '.join(others)} or {last}" if others else last
        rows = " and one ".join(_TRIED[state][1] for state in missing)
        what = f"no row of the case tables has this {ways}: {words}"
        yield Problem("case-untried", place, what, f"add a row {rows}")


_TRIED = {
    State.YES: ("holding", "in which it holds"),
    State.NO: ("failing", "in which it does not"),
    State.UNKNOWN: ("not known", "in which nobody says"),
}


def _limits(
    node: Condition, grounds: Sequence[Ground], words: str, place: Place
) -> Iterator[Problem]:
    """A fixed period: at each end it must hold up to the last day that counts, and then fail.

    A row in which a fact of two readings is compared shows neither.
    """
    match node:
        case Within(outer=FixedPeriod() as period):
            ends = ("lies on", "lies on")
        case Overlaps(right=FixedPeriod() as period):
            ends = ("ends on", "begins on")
        case _:
            return
    holding, failing = ([*_extents(grounds, state)] for state in (State.YES, State.NO))
    for limit, step, lies in ((period.first, -1, ends[0]), (period.last, 1, ends[1])):
        if limit is None or not _exists(limit + step):
            continue
        is_within = isinstance(node, Within)
        held = any(limit in _holds_to(extent, step, is_within) for extent in holding)
        failed = any(limit + step in _fails_from(extent, step, is_within) for extent in failing)
        missing = [] if held else [f"holding for what {lies} {spelt_day(limit)}"]
        missing += [] if failed else [f"failing for what {lies} {spelt_day(limit + step)}"]
        if missing:
            what = f"no row of the case tables has this {' or '.join(missing)}: {words}"
            remedy = "add a row for each: it shows that the limit is the right one"
            yield Problem("case-untried-limit", place, what, remedy)


def _extents(grounds: Iterable[Ground], state: State) -> Iterator[Period]:
    """What was compared where it stood so, as a period."""
    for ground in grounds:
        if ground.pair.helping is ground.pair.hurting is state:
            for evidence in ground.evidence:
                for says in [values for values, _ in evidence.readings]:
                    if isinstance(says, Period):
                        yield says
                    elif isinstance(says, Span):
                        yield Period(says, says)


def _holds_to(extent: Period, step: int, is_within: bool) -> tuple[int, ...]:
    """The outermost day on which it rests that what is compared holds, towards one end."""
    if step < 0:
        return (extent.start.lo if is_within else extent.end.lo,)
    return (extent.end.hi if is_within else extent.start.hi,)


def _fails_from(extent: Period, step: int, is_within: bool) -> tuple[int, ...]:
    """The innermost days on which it rests that it fails, beyond one end."""
    if step < 0:
        return (extent.end.hi, extent.start.hi) if is_within else (extent.end.hi,)
    return (extent.start.lo, extent.end.lo) if is_within else (extent.start.lo,)


def _exists(day: int) -> bool:
    return 1 <= day <= LAST_DAY


def _conditions(
    node: Condition, provision: str, spoken: Speaker
) -> Iterator[tuple[str, Condition, str]]:
    """The conditions that compare or count, with the provision each stands under, in words."""
    if isinstance(node, Limb):
        provision = node.provision
    if not isinstance(node, Limb | Named | All | Any | Not):
        yield provision, node, _in_words(node, spoken)
    for child in children(node):
        yield from _conditions(child, provision, spoken.inside(node))


def _in_words(node: Condition, spoken: Speaker) -> str:
    """A condition; of one that counts not what stands beneath it, which is told by itself."""
    if isinstance(node, AtLeast):
        return f"{spoken.counted(node)} for which what stands beneath it holds"
    return spoken.phrase(node)
