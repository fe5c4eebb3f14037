"""An archive written as a table at once is what its cases are, one by one."""

from __future__ import annotations

import csv
import io
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.cases.conventions import conventions_of_case
from amends.cases.layout import MATTERS
from amends.cases.table import CaseTable, tabulate
from amends.engines.sql import assess_table
from amends.engines.sql import rows as assessed_rows
from amends.problems import ProblemsFound
from amends.registers.archive import SHOWN, Archive, read_archive
from amends.scheme.conditions import MATTER
from amends.scheme.declarations import FactType
from amends.scheme.law import as_at
from amends.tables import Database
from amends.tables.database import Cell
from registers.practice import DATES, FOLDER, scheme
from registers.small_archive import AYR, COURT, JOB_KEY, JOBS, REGISTER, TOLD, fact, read, register


@contextmanager
def database() -> Iterator[Database]:
    with TemporaryDirectory() as folder, Database(Path(folder)) as opened:
        yield opened


def matters(table: CaseTable) -> Mapping[str, list[object]]:
    """What each matter's row says, numbers of the codebook as the words they stand for."""
    facts = table.layout.facts[MATTER]
    words = {
        name: table.codebook.readings(stored.fact.vocabulary)
        for name, stored in facts.items()
        if stored.fact.type is FactType.CODE
    }
    columns = [name for stored in facts.values() for name in stored.columns]
    of = [name for name, stored in facts.items() for _ in stored.columns]
    query = f"SELECT c.case, {', '.join(columns)} FROM {MATTERS} m JOIN case_keys c USING (key)"
    return {
        str(key): [
            words[fact].get(int(cell), cell) if fact in words else cell
            for fact, cell in zip(of, cells, strict=True)
        ]
        for key, *cells in table.database.rows(query)
    }


def assessments(table: CaseTable, on: str) -> Counter[object]:
    law = as_at(scheme(), date.fromisoformat(on).toordinal())
    found = assess_table(law, table)
    rows = Counter[object](assessed_rows(found))
    for name in (found.table, found.decided_table):
        table.database.drop(name)
    return rows


def shown(archive: Archive) -> list[tuple[Cell, ...]]:
    """What SHOWN is to say but for keys and places, in the order of the pages."""
    return [
        (
            matter.reference,
            "; ".join(matter.also),
            matter.charge,
            case.person_key,
            "; ".join(sorted(conventions_of_case(case))),
        )
        for case, matter in archive.cases()
    ]


def assert_same(quick: Archive, slow: Archive) -> None:
    with database() as one, database() as other:
        ours = quick.tabulate(one)
        theirs = tabulate((case for case, _ in slow.cases()), scheme(), other)
        assert matters(ours) == matters(theirs)
        for on in DATES:
            assert assessments(ours, on) == assessments(theirs, on)
        lists = [held.entries for held in ours.layout.lists.values()]
        for table in (MATTERS, "persons", *lists, *ours.layout.denials.values()):
            counts = [
                at.rows(f"SELECT count(*) FROM {table}") if table in at.tables() else [(0,)]
                for at in (one, other)
            ]
            assert counts[0] == counts[1]
        listed = "reference, also, charge, person, conventions"
        assert one.rows(f"SELECT {listed} FROM {SHOWN} ORDER BY place") == shown(slow)
        ((keys,),) = one.rows(f"SELECT count(DISTINCT key) FROM {SHOWN} JOIN {MATTERS} USING (key)")
        assert keys == len(shown(slow))
    assert quick.as_read == slow.as_read
    assert quick.inputs == slow.inputs


def assert_tabulated_as_read(folder: Path, *without: str) -> None:
    quick, slow = (read_archive(folder, scheme(), without) for _ in range(2))
    assert_same(quick, slow)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    "without",
    [
        (),
        ("other-books", "disposal-for-every-charge"),
        ("slip-states-nothing", "date-ditto", "finding-disposal"),
        ("disposal-limits-conduct", "job-row", "kin-row"),
    ],
)
def test_the_practice_register_is_the_same_both_ways(without: tuple[str, ...]) -> None:
    known = read_archive(FOLDER, scheme()).conventions.known
    assert_tabulated_as_read(FOLDER, *(one for one in without if one in known))


@pytest.mark.unmeasured
def test_the_practice_register_without_its_key_is_the_same_both_ways(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        if path.name != "key.csv":
            text = path.read_text(encoding="utf-8")
            copied = text.replace('key = "key.csv"\n', "")
            (tmp_path / path.name).write_text(copied, encoding="utf-8")
    assert_tabulated_as_read(tmp_path)


@pytest.mark.parametrize("missing", ["conventions.toml", "catalogue.toml", "key.csv"])
def test_a_register_with_less_beside_it_is_the_same_both_ways(tmp_path: Path, missing: str) -> None:
    register(tmp_path, f"A,1,1,{AYR},(1) theft (2) B.O.P.,1/5/84,,(1) G; (2) NG,£5,1/6/84,domestic")
    (tmp_path / missing).unlink()
    assert_tabulated_as_read(tmp_path)


def test_a_matter_that_two_books_and_an_account_show_is_the_same_both_ways(
    tmp_path: Path,
) -> None:
    (tmp_path / "register.toml").write_text(
        'other_books = ["*-FL-*"]\n[matters]\nfile = "court.csv"\n'
        '[jobs]\nfile = "jobs.csv"\n[accounts]\nfile = "told.csv"\n',
        encoding="utf-8",
    )
    rows = (
        f"X-FL-1,2,3,{AYR},theft,2/5/84,,,£20,1/6/84,",
        f"A,1,1,{AYR},(1) theft (2) B.O.P.,1/5/84,,NG,,1/6/84,at picket line Killoch",
        'A,1,2,Ayr Sheriff Court,B. Person,"miner, NCB",theft,2/5/84,,G,,,employed by NCB',
        f"A,1,3,{AYR},theft,do.,,G,,,dismissed by NCB 3/6/84",
    )
    key = (
        "P1,M1,court,X-FL-1/2/3#1\nP1,M1,court,A/1/1#1\nP1,M2,court,A/1/1#2\nP1,M2,told,7\n"
        "P1,M5,court,A/1/2#1\nP1,M6,court,A/1/2#1\nP2,M7,court,A/1/3#1\nP2,M7,court,A/1/3#2\n"
        "P1,,jobs,1\n"
    )
    files = {
        "court.csv": REGISTER + "\n".join(rows) + "\n",
        "jobs.csv": JOBS + "1,A Person,Pit,1/2/80,,NCB\n",
        "told.csv": TOLD + "7,W,A,theft at Ayr in 1990,yes,no,,,,1/1/2001\n",
    }
    read(tmp_path, files, key)
    assert_tabulated_as_read(tmp_path)


def test_names_are_in_the_table_only_where_they_are_asked_for(tmp_path: Path) -> None:
    key = "P1,M1,court,A/1/1#1\nP1,M1,court,A/1/2#1\n"
    rows = [f"A,1,{line},{AYR},theft,1/5/84,,G,,," for line in (1, 2, 3)]
    for text in (key, ""):
        archive = register(tmp_path, *rows, key=text)
        with database() as held:
            archive.tabulate(held, with_names=True)
            named = held.rows(f"SELECT name FROM {SHOWN}")
            assert named == [("A. Person",)] * (2 if text else 3)
        with database() as held:
            archive.tabulate(held)
            (row,) = held.rows(f"SELECT * FROM {SHOWN} WHERE reference = 'A/1/1'")
            assert "A. Person" not in row


WORDS = {
    "court": ["Ayr Sheriff Court", "Mansfield Magistrates' Court", "zxqv", ""],
    "offence": ["theft", "(1) B.O.P. (2) theft", "BOP; assault; zxqv", "zxqv", "", "s41(1)(a)"],
    "day": ["1/5/84", "do.", "May 1984", "31/6/84", "zxqv", "", "c. 3/6/84", "1/4/84 to 9/9/84"],
    "plea": ["", "PG", "NG", "zxqv"],
    "verdict": ["", "G", "NG", "(1) G; (2) NG", "2 NP", "zxqv", "Guilty as amended"],
    "disposal": ["", "£20", "continued", "Admonished", "zxqv"],
    "remarks": [
        *("", "domestic", "at picket line Killoch", "zxqv of Low", "employed by NCB"),
        "conviction quashed on appeal 1/8/84",
        "fine transferred from Mansfield Magistrates' Court, convicted there",
    ],
}
ROWS = st.builds(
    lambda page, line, court, job, offence, day, plea, verdict, disposal, ended, remarks: (
        f'A,{page},{line},"{court}",Ann Low,"{job}","{offence}",{day},{plea},"{verdict}",'
        f'{disposal},{ended},"{remarks}"'
    ),
    *(st.integers(1, 2), st.integers(1, 4), st.sampled_from(WORDS["court"])),
    *(st.sampled_from(["", "miner, NCB"]), st.sampled_from(WORDS["offence"])),
    *(st.sampled_from(WORDS["day"]), st.sampled_from(WORDS["plea"])),
    *(st.sampled_from(WORDS["verdict"]), st.sampled_from(WORDS["disposal"])),
    *(st.sampled_from(WORDS["day"]), st.sampled_from(WORDS["remarks"])),
)
ODD_LINES = ["broken", "", REGISTER.strip(), f"A,1,3,{AYR},theft,do.,,G,,,,"]
CHARGES = st.builds(
    lambda who, what, page, line, charge: f"{who},{what},court,A/{page}/{line}{charge}\n",
    *(st.sampled_from(["P1", "P2", ""]), st.sampled_from(["M1", "M2", "M3", ""])),
    *(st.integers(1, 2), st.integers(1, 4), st.sampled_from(["#1", "#2", "#3", "#5", "", "#01"])),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    st.lists(ROWS | st.sampled_from(ODD_LINES), min_size=1, max_size=9),
    st.lists(CHARGES, max_size=6).map("".join) | st.just("none"),
)
def test_whatever_a_clerk_wrote_is_the_same_both_ways(
    tmp_path: Path, rows: list[str], key: str
) -> None:
    register(tmp_path, *rows, key=key)
    if key == "none":
        (tmp_path / "key.csv").unlink()
    assert_tabulated_as_read(tmp_path)


ODD_ROWS = [
    f'A,1,1,{AYR},"(1) theft (2) ""B.O.P.""",1/5/84,,(1) G; (2) NG,£5,1/6/84,domestic',
    f"A, 1\u3000,2 ,{AYR},theft,do.,,G,,do.,zxqv of A. Person",
    f'A\xa0,1,3,{AYR},"theft\nB.O.P.",do,,G,,,"domestic, Ayr"',
    "broken",
    f"A,1,4,{AYR},theft,do.,,G,,,",
    f"A,1,4,{AYR},theft,2/5/84,,G,,,",
    f"A,1,5,{AYR},theft,do.,,zxqv,,,",
    f"A,1,6,{AYR},theft,3/5/84,,G,,1/5/84,zxqv of A. Person",
    f",,,{AYR},theft,do.,,G,,,",
    REGISTER.strip(),
    f"A,1,7,{AYR},theft,do.,,G,,,,",
]


@pytest.mark.parametrize(
    "without",
    [
        *("", "line", "page", "book,page,line", "date_of_offence", "date_of_disposal"),
        *("accused", "offence", "verdict", "court", "remarks"),
    ],
)
def test_odd_rows_are_the_same_both_ways_whichever_columns_there_are(
    tmp_path: Path, without: str
) -> None:
    left = set(without.split(","))
    text = REGISTER + "\n".join(ODD_ROWS) + "\n"
    head, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(
        [cell for name, cell in zip(head, row, strict=False) if name not in left]
        for row in (head, *rows)
    )
    read(tmp_path, {"court.csv": out.getvalue()})
    (tmp_path / "key.csv").unlink()
    (tmp_path / "register.toml").write_text('[matters]\nfile = "court.csv"\n', encoding="utf-8")
    assert_tabulated_as_read(tmp_path)


def test_nothing_but_the_table_of_cases_and_where_each_matter_stands_is_left(
    tmp_path: Path,
) -> None:
    archive = register(tmp_path, *ODD_ROWS)
    with database() as held:
        archive.tabulate(held)
        passing = {name for name in held.tables() if name.startswith("read_")}
        assert passing == {"read_placed", "read_resting"}


def test_a_job_list_and_a_key_for_it_are_the_same_both_ways(tmp_path: Path) -> None:
    read(tmp_path, {"court.csv": COURT, "jobs.csv": JOBS + "1,A,Pit,1/2/80,,NCB\n"}, JOB_KEY)
    assert_tabulated_as_read(tmp_path)


def test_a_file_that_changes_between_two_readings_is_refused(tmp_path: Path) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},theft,1/5/84,,G,,,")
    assert len(list(archive.cases())) == 1
    shutil.copy(FOLDER / "court-register.csv", tmp_path / "court.csv")
    with pytest.raises(ProblemsFound, match="changed"):
        list(archive.cases())


def test_the_first_entry_with_a_wording_is_the_same_both_ways(tmp_path: Path) -> None:
    rows = [
        f"A,1,1,{AYR},theft,1/5/84,,G,,1/6/84,walked home",
        "A,1,2,Dunmore Sheriff,A. Person,,zxqv,1/5/84,,zxqv,,1/6/84,zxqv; zxqv",
        "A,1,3,Dunmore Sheriff,B. Other,,zxqv,1/5/84,,zxqv,,1/6/84,A. Person zxqv",
        "A,1,3,Set Aside,B. Other,,zxqv,1/5/84,,zxqv,,1/6/84,set aside",
        "A,1,4,Set Aside,B. Other,,zxqv,1/5/84,,zxqv,,1/6/84,B. Other zxqv",
    ]
    jobs = "7,A. Person,Pit,1/1/70,,Zxqv Bros\n8,A. Person,Pit,1/1/70,,Zxqv Bros\n"
    files = {"court.csv": REGISTER + "\n".join(rows) + "\n", "jobs.csv": JOBS + jobs}
    found = read(tmp_path, files).as_read.unmatched
    assert_tabulated_as_read(tmp_path)
    stand = {key: (one.times, one.file, one.first) for key, one in found.items()}
    assert stand["remarks", "zxqv"] == (2, "court.csv", "A/1/2")
    assert stand["offence", "zxqv"] == (3, "court.csv", "A/1/2")
    assert stand["verdict", "zxqv"] == (3, "court.csv", "A/1/2")
    assert stand["remarks", "B. [name] zxqv"] == (1, "court.csv", "A/1/4")
    assert stand["employer", "Zxqv Bros"] == (2, "jobs.csv", "7")


DITTO = ['"', "〃", "do.", "ditto", "Do", "''", "-do-"]


@pytest.mark.parametrize("mark", DITTO)
def test_a_ditto_mark_among_words_repeats_nothing_and_is_counted(tmp_path: Path, mark: str) -> None:
    cell = '"' + mark.replace('"', '""') + '"'
    archive = register(
        tmp_path,
        f"A,1,1,{AYR},theft,1/5/84,NG,G,fined £5,1/6/84,at a picket",
        f"A,1,2,{cell},A. Person,{','.join([cell] * 8)}",
    )
    found = archive.as_read.unmatched
    ditto = [key for key in found if key[1].strip(".") == mark.strip(".")]
    columns = ["court", "disposal", "occupation", "offence", "plea", "remarks", "verdict"]
    assert [column for column, _ in ditto] == columns
    assert {found[key].first for key in ditto} == {"A/1/2"}
    assert fact(archive, "A/1/2", "finding") == []
    assert_tabulated_as_read(tmp_path)
