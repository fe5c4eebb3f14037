"""A scheme's own case tables run on the reference engine, and what they leave untried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from amends.assessments.assessment import AmountAssessed, Assessment, Ground
from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation.conditions_in_words import Speaker, speaker
from amends.problems import Place, Problem, ProblemsFound
from amends.scheme.conditions import All, Any, AtLeast, Condition, Limb, Named, Not
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.scheme.walk import children
from amends.truth.states import Outcome, State


@dataclass(frozen=True, slots=True)
class TableCheck:
    """How many rows were tried, and every problem found."""

    rows: int
    problems: tuple[Problem, ...]


def check_case_tables(scheme: Scheme, files: Iterable[Path], name: str) -> TableCheck:
    """Run each row; report wrong answers, and conditions not tried each way.

    Every condition of the scheme must hold in some row, fail in another and be
    unknown in a third. `name` is the scheme's file, as the user knows it.
    """
    problems: list[Problem] = []
    rows: list[SpecRow] = []
    for path in files:
        try:
            rows += read_spec_tables(path.read_text(encoding="utf-8"), path.name, scheme)
        except ProblemsFound as found:
            problems += found.problems
    tried: _Tried = {}
    for row in rows:
        problems += _check_row(scheme, row, tried)
    if not rows and not problems:
        what = "there are no case tables: nothing of the scheme has been tried"
        remedy = "put rows that try it into Markdown files in `cases/` beside the scheme"
        problems.append(Problem("case-none", Place(name), what, remedy))
    elif not problems:
        spoken = speaker(Law(scheme, rows[0].on, {}))
        problems += _untried(spoken, tried, name)
    return TableCheck(len(rows), tuple(problems))


def _check_row(scheme: Scheme, row: SpecRow, tried: _Tried) -> Iterator[Problem]:
    law = as_at(scheme, row.on, row.supposed)
    assessment = assess(law, row.case)
    for effect in assessment.effects:
        _note(effect.ground, tried)
    if assessment.outcome is not row.outcome:
        said, wanted = _words(assessment.outcome), _words(row.outcome)
        what = f"`{row.label}`: the scheme says `{said}`, the table `{wanted}`"
        yield _wrong("case-outcome", row.place, what)
    elif row.decided_by and assessment.effects[0].provisions != row.decided_by:
        said, wanted = "; ".join(assessment.effects[0].provisions), "; ".join(row.decided_by)
        what = f"`{row.label}`: the scheme says decided by `{said}`, the table `{wanted}`"
        yield _wrong("case-decided-by", row.place, what)
    yield from _check_others(assessment, row)
    if row.exact:
        settlings = settle(law, row.case, assess)
        exact = settlings[0].outcome if settlings else None
        if exact is not row.exact:
            said, wanted = _words(exact), _words(row.exact)
            what = f"`{row.label}`: the exact answer is `{said}`, the table says `{wanted}`"
            yield _wrong("case-exact", row.place, what)


def _check_others(assessment: Assessment, row: SpecRow) -> Iterator[Problem]:
    """What the row says of further effects, and of what decides them."""
    effects = {effect.effect: effect for effect in assessment.effects}
    for name, right in row.others.items():
        outcome = effects[name].outcome if name in effects else None
        if outcome is not right:
            what = f"`{row.label}`: the scheme says `{_words(outcome)}` of the {name}, the table"
            yield _wrong("case-outcome", row.place, f"{what} `{_words(right)}`")
    for name, sums in row.amounts.items():
        found = effects[name].amount if name in effects else None
        if (found and (found.least, found.most)) != sums:
            what = f"`{row.label}`: the amount of the {name} is {_sums(found)}, not as the row says"
            yield _wrong("case-amount", row.place, what)
    for name, wanted in row.reasons.items():
        provisions = effects[name].provisions if name in effects else ()
        if provisions != wanted:
            said = f"{name} decided by `{'; '.join(provisions)}`"
            what = f"`{row.label}`: the scheme says {said}, the table `{'; '.join(wanted)}`"
            yield _wrong("case-decided-by", row.place, what)


def _wrong(code: str, place: Place, what: str) -> Problem:
    return Problem(code, place, what, "mend the scheme or the row, with its source beside it")


def _sums(amount: AmountAssessed | None) -> str:
    """An amount as the cell of a row."""
    if amount is None:
        return "`none`"
    ends = (amount.least, amount.most)
    least, most = ("" if n is None else f"{n // 100}.{n % 100:02}" for n in ends)
    return f"`{least}`" if least == most else f"`{least}..{most}`"


def _words(outcome: Outcome | None) -> str:
    return outcome.value.replace("_", " ") if outcome else "not in force"


# A condition is told apart by where it stands: the same words may stand twice.
_Tried = dict[tuple[str, Condition], set[State]]


def _note(ground: Ground, tried: _Tried) -> None:
    states = tried.setdefault((ground.provision, ground.node), set())
    states.update((ground.pair.helping, ground.pair.hurting))
    for child in ground.children:
        _note(child, tried)
    for entry in ground.entries:
        _note(entry.ground, tried)


def _untried(spoken: Speaker, tried: _Tried, name: str) -> Iterator[Problem]:
    for part in spoken.law.scheme.parts:
        for provision, node, words in _conditions(part.body, part.provision, spoken):
            missing = [state for state in State if state not in tried.get((provision, node), ())]
            if missing:
                *others, last = (_TRIED[state][0] for state in missing)
                ways = f"{', '.join(others)} or {last}" if others else last
                rows = " and one ".join(_TRIED[state][1] for state in missing)
                yield Problem(
                    "case-untried",
                    Place(name, heading=provision),
                    f"no row of the case tables has this {ways}: {words}",
                    f"add a row {rows}",
                )


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


_TRIED = {
    State.YES: ("holding", "in which it holds"),
    State.NO: ("failing", "in which it does not"),
    State.UNKNOWN: ("not known", "in which nobody says"),
}
