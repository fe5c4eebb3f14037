"""An archive has any conventions: under all of them both ways of reading say the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.registers.archive import read_archive
from amends.registers.conventions import Conventions
from registers.practice import FOLDER, scheme
from registers.small_archive import AYR, fact, register
from registers.test_tabulating import CHARGES, assert_tabulated_as_read

WRITTEN = (FOLDER / "conventions.toml").read_text(encoding="utf-8")
IDS = sorted(Conventions.read(WRITTEN, "conventions.toml").known)

# Some kinds of each column; a column that the catalogue leaves out has its own words as kinds.
KINDS = {
    "court": ["scotland", "england and wales"],
    "accused": ["ann low"],
    "occupation": ["coal board, present", "other"],
    "offence": ["theft", "zxqv"],
    "date_of_offence": ["1/5/84", "do.", "may 1984"],
    "plea": ["guilty", "not guilty"],
    "verdict": ["convicted", "acquitted", "not proven"],
    "disposal": ["presupposes a finding", "transfer of fine"],
    "remarks": ["private quarrel", "at a picket", "conviction quashed"],
}
COLUMNS = sorted(KINDS)
CODES = {
    "court": ["Scottish court", "court in England or Wales"],
    "finding": ["convicted", "acquitted", "admonished"],
    "offence": ["theft", "breach of the peace", "assault"],
    "during activity": ["yes", "no"],
    "unrelated reason": ["yes", "no"],
    "employer": ["National Coal Board", "another employer"],
}
JOBS = {"employer"}
REMARKS = [
    *("domestic", "at picket line Killoch", "conviction quashed on appeal 1/8/84"),
    "dismissed by NCB 3/6/84; dismissed by NCB 1/1/80",
]


def states(
    column: str, kinds: Sequence[str], fact: str, codes: Sequence[str], **more: object
) -> str:
    """A table of the conventions, of what kinds of wording state."""
    told = {"column": column, "kinds": kinds, "fact": fact, "is": codes, "by": [IDS[0]], **more}
    if fact in JOBS:
        told["entry"] = "employment"
    return "\n[[states]]\n" + "".join(f"{key} = {json.dumps(one)}\n" for key, one in told.items())


def _some(words: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)


@st.composite
def _states(draw: st.DrawFn) -> str:
    column, fact = draw(st.sampled_from(COLUMNS)), draw(st.sampled_from(sorted(CODES)))
    more: dict[str, object] = {"by": [draw(st.sampled_from(IDS))]}
    if beside := draw(st.sampled_from(["", *COLUMNS, "date_of_disposal"])):
        more["beside"] = beside
    if draw(st.integers(0, 3)) == 3:
        more["instead"] = True
    if fact in JOBS and (period := draw(st.sampled_from(["", "day-of-entry", "day-of-leaving"]))):
        more["period"] = period
    return states(column, KINDS[column], fact, draw(_some(CODES[fact])), **more)


# Most cells say something: a blank row tries no convention.
ROWS = st.builds(
    lambda line, court, job, offence, day, plea, verdict, disposal, ended, remarks: (
        f'A,1,{line},{court},Ann Low,"{job}",{offence},{day},{plea},{verdict},{disposal},{ended},'
        f"{remarks}"
    ),
    *(st.integers(1, 4), st.sampled_from(["Ayr Sheriff Court", "zxqv"])),
    *(
        st.sampled_from(["miner, NCB", "clerk", ""]),
        st.sampled_from(["theft", "(1) B.O.P. (2) theft"]),
    ),
    *(st.sampled_from(["1/5/84", "do.", "May 1984"]), st.sampled_from(["PG", "NG", ""])),
    *(
        st.sampled_from(["G", "NG", "(1) G; (2) NG", "zxqv", ""]),
        st.sampled_from(["£20", "zxqv", ""]),
    ),
    *(st.sampled_from(["1/6/84", ""]), st.sampled_from([*REMARKS, *REMARKS, "zxqv", ""])),
)


def conventions(folder: Path, further: str, *rows: str, key: str = "") -> None:
    """An archive of these rows under the practice conventions and further ones."""
    register(folder, *rows, key=key)
    with (folder / "conventions.toml").open("a", encoding="utf-8") as file:
        file.write(further)


ROW = f"A,1,1,{AYR},theft,1/5/84,,{{}},,1/6/84,domestic"
BESIDE = states("remarks", ["private quarrel"], "during activity", ["yes"], beside="verdict")


@pytest.mark.parametrize(
    ("verdict", "said"), [("G", [{"yes"}]), ("NG", [{"yes"}]), ("", []), ("zxqv", [])]
)
def test_what_stands_beside_a_verdict_that_tells_something_is_stated_both_ways(
    tmp_path: Path, verdict: str, said: list[object]
) -> None:
    conventions(tmp_path, BESIDE, ROW.format(verdict))
    assert fact(read_archive(tmp_path, scheme()), "A/1/1", "during activity") == said
    assert_tabulated_as_read(tmp_path)


def test_a_verdict_states_nothing_of_a_job_as_if_it_were_of_the_matter(tmp_path: Path) -> None:
    conventions(
        tmp_path,
        states("verdict", ["convicted"], "employer", ["another employer"]),
        ROW.format("G"),
    )
    assert fact(read_archive(tmp_path, scheme()), "A/1/1", "employer") == []
    assert_tabulated_as_read(tmp_path)


@pytest.mark.unmeasured
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    st.lists(ROWS, min_size=2, max_size=4),
    st.lists(CHARGES, max_size=5).map("".join),
    st.lists(_states(), min_size=4, max_size=8).map("".join),
    st.sets(st.sampled_from(IDS), max_size=8),
)
def test_whatever_the_conventions_say_is_the_same_both_ways(
    tmp_path: Path, rows: list[str], key: str, further: str, without: set[str]
) -> None:
    conventions(tmp_path, further, *rows, key=key)
    assert_tabulated_as_read(tmp_path, *sorted(without))
