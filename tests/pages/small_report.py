"""Reports made by hand, in which everything adds up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from amends.explanation.layout import Line
from amends.registers.archive import RowCount
from amends.runs.report import Answer, Group, ReportData, Tally
from amends.scheme.law import as_at
from registers import practice

IN_FORCE = date(2025, 6, 1).toordinal()
BEFORE_FORCE = date(2020, 1, 1).toordinal()


def group(
    name: str = "1",
    kind: Answer = Answer.UNDETERMINED,
    matters: int = 1,
    text: Iterable[Line] = (Line("What would settle it: one of these may."),),
    references: Iterable[str] = ("A/1",),
) -> Group:
    """A group of the practice law, of as many people as matters."""
    tally = Tally(matters, matters)
    return Group(name, "pardon", kind, tally, "waits for it", tuple(text), tuple(references))


def small_report(*groups: Group, on: int = IN_FORCE) -> ReportData:
    """A report of these groups and no more."""
    answers: dict[Answer, Tally] = {}
    for each in groups:
        so_far = answers.get(each.answer, Tally(0, 0)).matters + each.tally.matters
        answers[each.answer] = Tally(so_far, so_far)
    matters = sum(tally.matters for tally in answers.values())
    return ReportData(
        law=as_at(practice.scheme(), on),
        scheme_sha256="5c" * 32,
        register="convictions.csv",
        inputs={"convictions.csv": "ab" * 32},
        rows={"convictions.csv": RowCount(matters, matters, 0, 0)},
        all=Tally(matters, matters),
        matters_with_person=matters,
        answers={"pardon": answers},
        groups=groups,
        to_look_up=(),
        no_look_up=(),
        open_points={},
        disagreements=(),
        conventions=(),
        without=(),
        set_aside={},
        unmatched={},
        dates_not_read={},
    )
