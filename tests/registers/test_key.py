"""The key: what it links, and that nothing wrong in it is taken for anybody's."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from amends.problems import Problem, ProblemsFound, as_text
from amends.registers.archive import Archive
from amends.registers.key import Key, read_key
from registers.practice import cases
from registers.small_archive import AYR, COURT, HOMES, JOBS, KIN, REGISTER, TOLD, read
from registers.test_tabulating import assert_tabulated_as_read

HEAD = "person,matter,file,row\n"


def key_of(text: str | bytes, head: str = HEAD) -> Key:
    content = head.encode() + (text if isinstance(text, bytes) else text.encode())
    return read_key(lambda: io.BufferedReader(io.BytesIO(content)), "key.csv")


def archive_of(folder: Path, key: str, *offences: str, **lists: str) -> Archive:
    rows = [f'A,1,{n},{AYR},"{what}",1/5/84,,G,,,' for n, what in enumerate(offences, start=1)]
    files = {f"{name}.csv": text for name, text in lists.items()}
    archive = read(folder, {"court.csv": REGISTER + "\n".join(rows) + "\n", **files}, key)
    assert_tabulated_as_read(folder)
    return archive


def told(archive: Archive) -> list[Problem]:
    return [
        one for one in archive.as_read.problems if one.code.startswith(("key", "rows-of-nobody"))
    ]


def left(archive: Archive) -> list[tuple[str, int, str]]:
    return [
        (one.file, one.row, one.reason)
        for one in (*archive.as_read.set_aside, *archive.as_read.unlinked)
    ]


def whose(archive: Archive) -> dict[str, str]:
    return {one.key: one.person_key for one in cases(archive)}


def test_a_key_without_its_columns_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ProblemsFound) as found:
        key_of("", "person,mater,file,row\n")
    (problem,) = found.value.problems
    assert problem.code == "key-column-missing"
    assert "`mater`" in problem.remedy


def test_a_key_without_headings_is_refused_and_nothing_of_it_is_shown() -> None:
    with pytest.raises(ProblemsFound) as found:
        key_of("", "Adam Reid,reid 1,convictions,A/1#1\n")
    assert len(found.value.problems) == 4
    for problem in found.value.problems:
        assert problem.remedy == "give it a first row of headings: person, matter, file, row"
        assert "Reid" not in as_text(problem)
    with pytest.raises(ProblemsFound) as found:
        key_of("", "Adam Reid,matter,file,row\n")
    assert "Reid" not in as_text(found.value.problems[0])


@pytest.mark.parametrize("kind", ["jobs", "homes"])
def test_of_rows_of_a_list_that_have_one_reference_none_is_used(tmp_path: Path, kind: str) -> None:
    head = {"jobs": JOBS, "homes": HOMES}[kind]
    rows = "7,a,b,1980,1985,NCB\n8,a,b,1982,1985,NCB\n7,a,b,1981,1985,NCB\n"
    key = f"P1,M1,court,A/1/1#1\nP1,,{kind},7\nP1,,{kind},8\n"
    archive = archive_of(tmp_path, key, "theft", **{kind: head + rows})
    why = "another row of the list has the same reference"
    assert [one for one in left(archive) if one[0] == f"{kind}.csv"] == [
        (f"{kind}.csv", 2, why),
        (f"{kind}.csv", 4, why),
    ]
    count = archive.as_read.rows[f"{kind}.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (3, 1, 0, 2)
    (problem,) = (one for one in archive.as_read.problems if one.code == "rows-of-one-reference")
    assert problem.what == "2 rows set aside, for others have the same reference: rows 2 and 4"


def test_a_key_gives_persons_matters_and_charges_of_a_row() -> None:
    key = key_of("P1,M1,c,A/1#2\nP1,M2,t,3\nP1,M3,t,3\nP2,,k,4#b\nP2,,j,5#2\n")
    assert key.person("c", "A/1#2") == "P1"
    assert key.person("c", "A/1#1") == ""
    assert key.matters("t", "3") == ("M2", "M3")
    assert key.person("k", "4#b") == key.person("j", "5#2") == "P2"
    assert key.entries["c"] == {"A/1": (2,)}


@pytest.mark.parametrize(
    ("named", "cut", "charges"),
    [
        ("", 1, 1),
        ("1", 3, 3),
        ("2", 1, 2),
        ("1 2 3", 1, 3),
        ("3", 1, 1),
        ("2 4", 1, 2),
        ("3 4 5 7", 2, 5),
        ("7", 1, 1),
        ("2 99999999999999", 1, 2),
    ],
)
def test_the_key_adds_the_charges_that_follow_and_none_beyond_a_gap(
    named: str, cut: int, charges: int
) -> None:
    key = key_of("".join(f"P,,c,A/1#{number}\n" for number in named.split()))
    assert key.charges("c", "A/1", cut) == charges


def test_lines_in_another_encoding_and_headings_that_stand_twice_are_told() -> None:
    twice = "person,matter,file,row,note,note\n"
    key = key_of("P1,M1,c,A/1#1,,\nSi\xe2n,M1,c,A/2#1,,\n".encode("cp1252"), twice)
    assert [one.code for one in key.problems][:2] == ["csv-heading-twice", "csv-encoding"]


# --- one thing given to two people ---


def test_a_matter_given_to_two_people_is_nobodys(tmp_path: Path) -> None:
    key = "heriot,h1,court,A/1/1#1\nlear,h1,court,A/1/2#1\nlear,l2,court,A/1/3#1\n"
    archive = archive_of(tmp_path, key, "theft", "theft", "theft")
    assert whose(archive) == {"A/1/1": "", "A/1/2": "", "A/1/3": "lear"}
    reason = "its matter is given to several people"
    assert left(archive) == [("key.csv", 2, reason), ("key.csv", 3, reason)]
    (problem,) = told(archive)
    assert problem.what == "the key gives one matter to several people: rows 2 and 3"
    assert problem.place.file == "key.csv"
    assert not any(one in as_text(problem) for one in ("heriot", "lear", "h1"))
    count = archive.as_read.rows["key.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (3, 1, 0, 2)


def test_a_charge_given_to_two_people_is_nobodys(tmp_path: Path) -> None:
    key = (
        "heriot,h1,court,A/1/1#1\nlear,l1,court,A/1/1#1\nheriot,h1,court,A/1/2#1\n"
        "lear,l2,court,A/1/1#2\n"
    )
    archive = archive_of(tmp_path, key, "zxqv", "theft")
    assert whose(archive) == {"A/1/1#1": "", "A/1/1#2": "lear", "A/1/2": "heriot"}
    reason = "what it names is given to several people"
    assert left(archive) == [("key.csv", row, reason) for row in (2, 3)]
    assert (
        told(archive)[0].what == "the key gives one row or charge to several people: rows 2 and 3"
    )


def test_a_job_given_to_two_people_is_nobodys(tmp_path: Path) -> None:
    key = "P1,M1,court,A/1/1#1\nP1,,jobs,1\nP2,,jobs,1\nP1,,jobs,2\n"
    lists = JOBS + "1,A,Pit,1/2/80,,NCB\n2,A,Pit,1/2/81,,NCB\n"
    archive = archive_of(tmp_path, key, "theft", jobs=lists)
    (only,) = cases(archive)
    assert [one.label for one in only.person.entries("employment").entries] == ["jobs 2"]
    assert left(archive) == [
        *(("key.csv", row, "what it names is given to several people") for row in (3, 4)),
        ("jobs.csv", 2, "the key puts it with nobody"),
    ]


def test_a_charge_that_is_two_persons_still_counts(tmp_path: Path) -> None:
    key = "P1,M1,court,A/1/1#2\nP2,M2,court,A/1/1#2\nP1,M1,court,A/1/1#1\n"
    archive = archive_of(tmp_path, key, "zxqv")
    assert whose(archive) == {"A/1/1#1": "P1", "A/1/1#2": ""}


def test_an_account_may_be_about_several_people(tmp_path: Path) -> None:
    key = "P1,M1,court,A/1/1#1\nP2,M2,court,A/1/2#1\nP1,M1,told,7\nP2,M2,told,7\nW,M1,told,8\n"
    lists = TOLD + "".join(f"{row},W,A,theft,yes,no,,,,1/1/2001\n" for row in (7, 8))
    archive = archive_of(tmp_path, key, "theft", "theft", told=lists)
    assert not left(archive)
    assert not told(archive)
    assert all("during activity" in one.matter.facts for one in cases(archive))


def test_of_many_contradictions_the_first_are_told() -> None:
    text = "".join(f"P{n},M{n // 2},c,A/{n}#1\n" for n in range(14))
    (problem,) = key_of(text).problems
    first = "; ".join(f"rows {n} and {n + 1}" for n in range(2, 12, 2))
    assert problem.what == f"the key gives one matter to several people: {first}; and 2 more"


def test_a_row_of_the_key_that_stands_twice_is_one(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, "P1,M1,court,A/1/1#1\n" * 2, "theft")
    ((_, matter),) = archive.cases()
    assert matter.also == ()
    assert archive.as_read.rows["key.csv"].linked == 2


# --- more charges than an entry shows ---


def test_a_number_far_beyond_the_entrys_charges_is_a_slip(tmp_path: Path) -> None:
    key = "P1,M1,court,A/1/1#7\nP1,M2,court,A/1/2#1\n"
    archive = archive_of(tmp_path, key, "theft", "theft")
    assert whose(archive) == {"A/1/1": "", "A/1/2": "P1"}
    assert left(archive) == [("key.csv", 2, "its entry has not so many charges")]
    (problem,) = told(archive)
    assert problem.what == "1 row of the key not used (its entry has not so many charges): row 2"


def test_a_charge_that_only_the_key_knows_is_taken_up_and_told(tmp_path: Path) -> None:
    key = "P1,M1,court,A/1/1#1\nP1,M2,court,A/1/1#2\nP1,M3,court,A/1/2#2\n"
    archive = archive_of(tmp_path, key, "zxqv", "(1) theft (2) theft")
    assert list(whose(archive)) == ["A/1/1#1", "A/1/1#2", "A/1/2#1", "A/1/2#2"]
    assert not left(archive)
    (problem,) = told(archive)
    assert problem.code == "key-more-charges"
    assert problem.what.endswith("told apart in the entry: row 3")


# --- what links nothing ---


def test_rows_of_the_key_that_link_nothing_are_told_by_number_and_why(tmp_path: Path) -> None:
    key = (
        "P1,M1,court,A/1/1#1\nP1,M1,court,A/1/1\nP1,M1,court,A/9/9#1\nP1,M1,court,A/1/1#01\n"
        "P1,M1,court.csv,A/1/1#1\n,,court,A/1/2#1\nP1,,kin,1#a\nP1,,kin,1\nP1,,kin,2#a\n"
        "P1,,told,1\nP1,M1,told,1#1\n,,homes,1\nP1,,homes,9\n"
    )
    archive = archive_of(
        tmp_path,
        key,
        *("theft", "theft"),
        homes=HOMES + "1,A,2 Pit Row,1980,,\n",
        kin=KIN + "1,A,wife,B,\n",
        told=TOLD + "1,W,A,theft,yes,no,,,,1/1/2001\n",
    )
    no_row = "no list that was read has such a row"
    assert left(archive) == [
        ("homes.csv", 2, "the key puts it with nobody"),
        ("key.csv", 3, "its row has no number of a charge"),
        *(("key.csv", row, no_row) for row in (4, 5, 6)),
        ("key.csv", 7, "it names neither person nor matter"),
        ("key.csv", 9, "its row has no side"),
        ("key.csv", 10, no_row),
        ("key.csv", 12, no_row),
        ("key.csv", 13, "it names neither person nor matter"),
        ("key.csv", 14, no_row),
    ]
    assert {one.what for one in told(archive) if one.place.file == "key.csv"} == {
        f"6 rows of the key not used ({no_row}): rows 4, 5, 6, 10, 12 and 14",
        "1 row of the key not used (its row has no number of a charge): row 3",
        "1 row of the key not used (its row has no side): row 9",
        "2 rows of the key not used (it names neither person nor matter): rows 7 and 13",
    }
    count = archive.as_read.rows["key.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (13, 3, 10, 0)


def test_rows_of_nobody_are_told_by_number(tmp_path: Path) -> None:
    lists = JOBS + "".join(f"{row},A,Pit,1/2/80,,NCB\n" for row in range(1, 15))
    archive = archive_of(tmp_path, "P1,M1,court,A/1/1#1\nP1,,jobs,2\n", "theft", jobs=lists)
    (problem,) = told(archive)
    assert problem.place.file == "jobs.csv"
    rows = "2, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more"
    assert problem.what == f"13 rows of nobody whom the key names: rows {rows}"
    assert len(archive.as_read.unlinked) == 13


def test_without_a_key_nobodys_rows_are_not_told_one_by_one(tmp_path: Path) -> None:
    read(tmp_path, {"court.csv": COURT, "jobs.csv": JOBS + "1,A,Pit,1/2/80,,NCB\n"})
    (tmp_path / "key.csv").unlink()
    assert_tabulated_as_read(tmp_path)
    archive = read(tmp_path, {}, "")
    assert archive.as_read.rows["jobs.csv"].unlinked == 1


def test_a_broken_row_of_the_key_is_set_aside_and_counted(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, "P1,M1,court\nP1,M1,court,A/1/1#1\n", "theft")
    assert left(archive) == [("key.csv", 2, "the row has 3 cells, the headings 4")]
    count = archive.as_read.rows["key.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (2, 1, 0, 1)
