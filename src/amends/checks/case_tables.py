"""A scheme's own case tables run on the reference engine, and what they leave untried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from amends.assessments.assessment import Assessment
from amends.cases.spec_table import SpecRow, read_spec_tables
from amends.checks.untried import Tried
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.explanation.amounts import limits
from amends.problems import Place, Problem, ProblemsFound
from amends.scheme.law import Law, as_at
from amends.scheme.model import Scheme
from amends.truth.states import Outcome


@dataclass(frozen=True, slots=True)
class TableCheck:
    """How many rows were tried, and every problem found."""

    rows: int
    problems: tuple[Problem, ...]


def check_case_tables(
    scheme: Scheme, files: Iterable[Path], name: str, *, law_dates: bool = False
) -> TableCheck:
    """Run each row; report wrong answers, and where they agree what no row tries.

    Every condition must hold in some row, fail in another and be unknown in a third, on and
    beyond each limit day; each open point be supposed yes and no; each amount be said. With
    `law_dates` there are rows for the days on which something begins and ends, too. `name` is the
    scheme's file, as the user knows it.
    """
    problems: list[Problem] = []
    rows: list[SpecRow] = []
    for path in files:
        try:
            rows += read_spec_tables(path.read_text(encoding="utf-8"), path.name, scheme)
        except ProblemsFound as found:
            problems += found.problems
    tried = Tried(scheme, name)
    for row in rows:
        problems += _check_row(scheme, row, tried)
    if not rows and not problems:
        what = "there are no case tables: nothing of the scheme has been tried"
        remedy = "put rows that try it into Markdown files in `cases/` beside the scheme"
        problems.append(Problem("case-none", Place(name), what, remedy))
    elif not problems:
        problems += tried.untried()
        problems += tried.untried_days() if law_dates else ()
    return TableCheck(len(rows), tuple(problems))


def _check_row(scheme: Scheme, row: SpecRow, tried: Tried) -> Iterator[Problem]:
    law = as_at(scheme, row.on, row.supposed)
    assessment = assess(law, row.case)
    tried.note(row, assessment)
    yield from _check_effects(law, assessment, row)
    if row.exact:
        settlings = settle(law, row.case, assess)
        exact = settlings[0].outcome if settlings else None
        if exact is not row.exact:
            said, wanted = _words(exact), _words(row.exact)
            what = f"`{row.label}`: the exact answer is `{said}`, the table says `{wanted}`"
            yield _wrong("case-exact", row.place, what)


def _check_effects(law: Law, assessment: Assessment, row: SpecRow) -> Iterator[Problem]:
    """What the row says of each effect; of one whose outcome is wrong, not what decides it too."""
    effects = {effect.effect: effect for effect in assessment.effects}
    of_first = {next(iter(row.outcomes)): ""}
    mistaken: set[str] = set()
    for name, right in row.outcomes.items():
        outcome = effects[name].outcome if name in effects else None
        if outcome is not right:
            mistaken.add(name)
            said = f"the scheme says `{_words(outcome)}`{of_first.get(name, f' of the {name}')}"
            what = f"`{row.label}`: {said}, the table `{_words(right)}`"
            yield _wrong("case-outcome", row.place, what)
    for name, sums in row.amounts.items():
        amount = effects[name].amount if name in effects else None
        found = (amount.least, amount.most) if amount else None
        if found != sums:
            comes_to, says = (
                limits(*each, law.scheme.currency) if each else "nothing" for each in (found, sums)
            )
            what = f"`{row.label}`: the {name} comes to {comes_to}, and the table says {says}"
            yield _wrong("case-amount", row.place, what)
    for name, wanted in row.reasons.items():
        provisions = effects[name].provisions if name in effects else ()
        if name not in mistaken and provisions != wanted:
            by = f"`{'; '.join(provisions)}`{of_first.get(name, f' of the {name}')}"
            what = (
                f"`{row.label}`: the scheme says decided by {by}, the table `{'; '.join(wanted)}`"
            )
            yield _wrong("case-decided-by", row.place, what)


def _wrong(code: str, place: Place, what: str) -> Problem:
    return Problem(code, place, what, "mend the scheme or the row, with its source beside it")


def _words(outcome: Outcome | None) -> str:
    return outcome.value.replace("_", " ") if outcome else "not in force"
