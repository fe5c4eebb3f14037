"""A small archive of messy lists: what each row comes to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.cases.case import Case, Entry
from amends.registers.archive import read_archive
from amends.truth.values import GREATEST, LEAST, Period, Span
from registers.practice import FOLDER, cases, scheme
from registers.small_archive import (
    AYR,
    COURT,
    HOMES,
    JOB_KEY,
    JOBS,
    KIN,
    REGISTER,
    TOLD,
    case,
    counted,
    day,
    fact,
    on,
    read,
    register,
    said,
)


def test_each_charge_of_an_entry_is_a_matter_and_has_its_own_verdict(tmp_path: Path) -> None:
    archive = register(
        tmp_path, f"A,1,1,{AYR},(1) B.O.P. (2) theft,1/5/84,,(1) NP; (2) G,£20,1/6/84,"
    )
    assert [one.key for one, _ in archive.cases()] == ["A/1/1#1", "A/1/1#2"]
    assert fact(archive, "A/1/1#1", "offence") == [{"breach of the peace"}]
    assert fact(archive, "A/1/1#1", "finding") == [{"not proven"}]
    assert fact(archive, "A/1/1#2", "offence") == [{"theft"}]
    assert all("not proven" not in str(one) for one in fact(archive, "A/1/1#2", "finding"))
    ((_, matter),) = archive.case("A/1/1", 2)
    assert (matter.reference, matter.charge, matter.also, matter.order) == ("A/1/1", 2, (), 0)


CONVICTED = {"convicted", "admonished", "absolutely discharged"}


@pytest.mark.parametrize(
    "verdict", ["?", "Guilty on one charge", "1 guilty; 2 zxqv", "1 G 2 G 3 G", "(1) G"]
)
def test_a_fine_is_not_for_a_charge_that_a_written_verdict_says_nothing_of(
    verdict: str, tmp_path: Path
) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},(1) B.O.P. (2) theft,1/5/84,PG,{verdict},£20,,")
    assert fact(archive, "A/1/1#2", "finding") == []


def test_one_fine_without_a_verdict_is_for_every_charge_by_a_convention_of_its_own(
    tmp_path: Path,
) -> None:
    one = "disposal-for-every-charge"
    rows = (
        f"A,1,1,{AYR},(1) B.O.P. (2) theft,1/5/84,,,£20,,",
        f"A,1,2,{AYR},theft,1/5/84,,,£20,,",
    )
    whole, without = register(tmp_path, *rows), register(tmp_path, *rows, without=(one,))
    for charge in ("A/1/1#1", "A/1/1#2"):
        (statement,) = case(whole, charge).matter.facts["finding"]
        assert set(statement.conventions) == {"finding-disposal", one}
        assert fact(without, charge, "finding") == []
    assert fact(without, "A/1/2", "finding") == [CONVICTED]
    (statement,) = case(whole, "A/1/2").matter.facts["finding"]
    assert one not in statement.conventions


def test_a_numbered_verdict_counts_for_the_charge_that_it_names(tmp_path: Path) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},(1) B.O.P. (2) theft,1/5/84,,(2) NG,£20,,")
    assert fact(archive, "A/1/1#1", "finding") == []
    assert fact(archive, "A/1/1#2", "finding") == [{"acquitted"}]


def test_a_fine_stands_against_a_verdict_where_no_charge_is_left_to_be_fined_for(
    tmp_path: Path,
) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},(1) B.O.P. (2) theft,1/5/84,,NG,£20,,")
    for charge in ("A/1/1#1", "A/1/1#2"):
        assert fact(archive, charge, "finding") == [{"acquitted"}, CONVICTED]


@pytest.mark.parametrize(
    "disposal", ["", "-", "continued", "adjourned", "warrant granted", "Deserted", "Not guilty"]
)
def test_a_plea_of_guilty_beside_what_is_no_disposal_is_no_conviction(
    disposal: str, tmp_path: Path
) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},theft,1/5/84,PG,,{disposal},1/6/84,")
    assert fact(archive, "A/1/1", "finding") == []


def test_a_plea_of_guilty_beside_a_fine_is_a_conviction_by_itself(tmp_path: Path) -> None:
    row = f"A,1,1,{AYR},theft,1/5/84,PG,,£20,1/6/84,"
    archive = register(tmp_path, row, without=("finding-disposal",))
    (finding,) = fact(archive, "A/1/1", "finding")
    assert isinstance(finding, set)
    assert finding > CONVICTED


def test_the_amended_charge_is_the_one_that_counts(tmp_path: Path) -> None:
    rows = (f'A,1,1,{AYR},"Assault, amd. to B.O.P.",1/5/84,,G,,1/6/84,',)
    assert fact(register(tmp_path, *rows), "A/1/1", "offence") == [{"breach of the peace"}]
    without = register(tmp_path, *rows, without=("amended-charge",))
    assert fact(without, "A/1/1", "offence") == []


def test_one_matter_in_two_books_is_one_case_led_by_the_main_book(tmp_path: Path) -> None:
    key = "P1,M1,court,X-FL-1/2/3#1\nP1,M1,court,A/1/1#1\n"
    rows = (
        f"X-FL-1,2,3,{AYR},theft,2/5/84,,,£20,1/6/84,",
        f"A,1,1,{AYR},theft,1/5/84,,NG,,1/6/84,",
    )
    (tmp_path / "register.toml").write_text(
        'other_books = ["*-FL-*"]\n[matters]\nfile = "court.csv"\n', encoding="utf-8"
    )
    archive = register(tmp_path, *rows, key=key)
    ((only, matter),) = archive.cases()
    assert only.key == "A/1/1"
    assert matter.also == ("X-FL-1/2/3",)
    assert fact(archive, "A/1/1", "finding") == [
        {"acquitted"},
        {"convicted", "admonished", "absolutely discharged"},
    ]
    assert only.matter.facts["finding"][1].conventions[-1] == "other-books"
    assert only.identities == {("court", "A/1/1#1"), ("court", "X-FL-1/2/3#1")}


def test_an_entry_without_conviction_is_a_matter_too(tmp_path: Path) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},theft,1/5/84,NG,Deserted simpliciter,,1/6/84,")
    assert fact(archive, "A/1/1", "finding") == [{"deserted"}]


def test_a_quashed_conviction_stands_in_the_place_of_the_verdict(tmp_path: Path) -> None:
    rows = (f"A,1,1,{AYR},theft,1/5/84,,G,£5,1/6/84,conviction quashed on appeal 1/8/84",)
    assert fact(register(tmp_path, *rows), "A/1/1", "finding") == [{"quashed on appeal"}]
    without = register(tmp_path, *rows, without=("quashed",))
    assert {"quashed on appeal"} not in fact(without, "A/1/1", "finding")
    assert fact(without, "A/1/1", "finding")


def test_a_transferred_fine_is_of_the_court_that_imposed_it(tmp_path: Path) -> None:
    remark = '"fine transferred from Mansfield Magistrates\' Court, convicted there"'
    archive = register(tmp_path, f"A,1,1,{AYR},obstructing police,1/5/84,,G,£5,1/6/84,{remark}")
    assert fact(archive, "A/1/1", "court") == [{"court in England or Wales"}]
    assert fact(archive, "A/1/1", "offence") == [{"police act 1964 s 51"}]


def test_wordings_that_nobody_has_explained_are_counted_and_state_nothing(tmp_path: Path) -> None:
    archive = register(
        tmp_path,
        f"A,1,1,{AYR},zxqv,1/5/84,,G,,,zxqv about it",
        f"A,1,2,{AYR},zxqv,1/5/84,,G,,,",
    )
    assert counted(archive) == {("offence", "zxqv"): 2, ("remarks", "zxqv about it"): 1}
    assert fact(archive, "A/1/1", "offence") == []


def test_a_second_row_with_the_same_reference_is_set_aside(tmp_path: Path) -> None:
    row = f"A,1,1,{AYR},theft,1/5/84,,G,,,"
    archive = register(tmp_path, row, "broken", row, f"A,1,2,{AYR},theft,1/5/84,,G,,,")
    assert [one.row for one in archive.as_read.set_aside] == [3, 4]
    count = archive.as_read.rows["court.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (4, 2, 0, 2)
    assert len(cases(archive)) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.binary(max_size=40), st.integers(0, 300))
def test_whatever_is_spilt_on_a_register_every_row_is_accounted_for(
    tmp_path: Path, spilt: bytes, at: int
) -> None:
    rows = [f"A,1,{line},{AYR},theft,1/5/84,,G,,1/6/84,domestic" for line in range(1, 8)]
    content = (REGISTER + "\n".join(rows) + "\n").encode()
    place = len(REGISTER) + at
    spoilt = content[:place] + spilt + content[place:]
    register(tmp_path, "")
    (tmp_path / "court.csv").write_bytes(spoilt)
    archive = read_archive(tmp_path, scheme())
    count = archive.as_read.rows["court.csv"]
    assert count.rows == count.linked + count.unlinked + count.set_aside
    assert count.unlinked == 0


def jobs(
    folder: Path, *rows: str, heading: str = JOBS, without: tuple[str, ...] = ()
) -> list[Entry]:
    files = {"court.csv": COURT, "jobs.csv": heading + "\n".join(rows) + "\n"}
    archive = read(folder, files, JOB_KEY, without)
    return list(case(archive, "A/1/1").person.entries("employment").entries)


def period(entry: Entry) -> list[object]:
    return said(entry.subject.facts.get("period", ()))


def test_a_blank_leaving_date_says_still_employed_by_convention_alone(tmp_path: Path) -> None:
    row = "1,A Person,Pit,1/2/80,,NCB"
    start = Span(day("1980-02-01"), day("1980-02-01"))
    (job,) = jobs(tmp_path, row)
    assert period(job) == [Period(start, Span(GREATEST, GREATEST))]
    assert "RC2" in job.subject.facts["period"][0].conventions
    (job,) = jobs(tmp_path, row, without=("RC2",))
    assert period(job) == [Period(start, Span(LEAST, GREATEST))]


def test_a_column_that_is_not_there_is_no_blank(tmp_path: Path) -> None:
    heading = "row,name,place_of_work,started,employer\n"
    (job,) = jobs(tmp_path, "1,A Person,Pit,1/2/80,NCB", heading=heading)
    assert "RC2" not in job.subject.facts["period"][0].conventions
    archive = read_archive(tmp_path, scheme())
    assert [
        one.place.heading
        for one in archive.as_read.problems
        if one.code == "column-missing" and one.place.file == "jobs.csv"
    ] == ["left"]


def test_without_a_starting_date_only_the_leaving_day_is_certain(tmp_path: Path) -> None:
    (job,) = jobs(tmp_path, "1,A Person,Pit,,3/4/84,NCB")
    last = day("1984-04-03")
    assert period(job) == [Period(Span(LEAST, last), Span(last, last))]


def test_two_rows_for_one_job_are_one_entry_with_two_statements(tmp_path: Path) -> None:
    rows = ("1,A Person,Pit,1/2/80,3/4/84,NCB", "2,A Person,Pit,1980-02-01,2/2/84,NCB")
    (job,) = jobs(tmp_path, *rows)
    assert len(period(job)) == 2
    assert "same-job" in job.conventions
    assert len(jobs(tmp_path, *rows, without=("same-job",))) == 2


def test_rows_for_another_place_or_day_are_other_jobs(tmp_path: Path) -> None:
    rows = (
        *("1,A,Pit,1/2/80,,NCB", "2,A,Other,1/2/80,,NCB", "3,A,Pit,2/2/80,,NCB"),
        *("4,A,Pit,1980,,NCB", "5,A,Pit,1980,,NCB"),
    )
    assert len(jobs(tmp_path, *rows)) == 5


def test_an_employer_of_unknown_kind_is_left_open_and_a_haulier_is_another(tmp_path: Path) -> None:
    blank, haulier = jobs(tmp_path, "1,A,Pit,1/2/80,,", '2,A,Road,1/2/80,,"Low, haulage"')
    assert "employer" not in blank.subject.facts
    assert said(haulier.subject.facts["employer"]) == [{"another employer"}]


def test_entries_of_the_register_show_jobs_on_their_day(tmp_path: Path) -> None:
    archive = register(
        tmp_path,
        "A,1,1,Ayr Sheriff Court,A,miner (NCB),theft,1/5/84,,G,,1/6/84,",
        f"A,1,2,{AYR},theft,1/7/84,,G,,1/8/84,since dismissed by N.C.B. 21/12/84",
        "A,1,3,Ayr Sheriff Court,A,ex NCB,theft,1/9/84,,G,,1/10/84,",
        key="".join(f"P1,M{line},court,A/1/{line}#1\n" for line in (1, 2, 3)),
    )
    named, dismissed = case(archive, "A/1/3").person.entries("employment").entries
    on_day = day("1984-05-01")
    assert period(named) == [Period(Span(LEAST, on_day), Span(on_day, GREATEST))]
    last = day("1984-12-21")
    assert period(dismissed) == [Period(Span(LEAST, last), Span(last, last))]
    assert named.source != dismissed.source


def test_each_job_that_one_remark_names_counts(tmp_path: Path) -> None:
    """The one that shows employment in time was lost under the label of the other."""
    remarks = "dismissed by NCB 3/6/84; at picket line Killoch; dismissed by NCB 1/1/80"
    rows = (f"A,1,1,{AYR},(1) theft (2) B.O.P.,1/5/84,,G,,1/6/84,{remarks}",)
    key = "P1,M1,court,A/1/1#1\nP1,M2,court,A/1/1#2\n"
    person = case(register(tmp_path, *rows, key=key), "A/1/1#1").person
    found = person.entries("employment").entries
    days = [Span(day(one), day(one)) for one in ("1984-06-03", "1980-01-01")]
    assert [period(one) for one in found] == [[Period(Span(LEAST, d.hi), d)] for d in days]
    assert [one.label for one in found] == ["court A/1/1 (remarks)", "court A/1/1 (remarks), 2"]
    assert [one.source for one in found] == [one.label for one in found]
    labels = [each.label for one in found for said in one.subject.facts.values() for each in said]
    assert len(set(labels)) == len(labels)


def test_rows_of_one_list_that_have_no_reference_are_of_one_source(tmp_path: Path) -> None:
    """What two entries of one source name may be told apart; so the source must be the list."""
    files = {
        "court.csv": COURT,
        "my jobs.csv": JOBS + ",A,Pit,1/2/80,,NCB\n7 a,A,Pit,1/2/81,,NCB\n",
        "kin.csv": KIN + ",A,brother,B,\n2,A,brother,C,\n",
        "homes.csv": HOMES + ",A,1 Main St,1980,,\n,B,1 Main St,1980,,\n3,C,1 Main St,1980,,\n",
    }
    key = (
        "P1,M1,court,A/1/1#1\nP1,,my jobs,row 2\nP1,,my jobs,7 a\nP1,,homes,row 2\n"
        "P2,,homes,row 3\nP3,,homes,3\nP1,,kin,row 2#a\nP2,,kin,row 2#b\nP1,,kin,2#a\nP3,,kin,2#b\n"
    )
    person = case(read(tmp_path, files, key), "A/1/1").person
    for name, source in (
        ("employment", "my jobs"),
        ("relative", "kin"),
        ("household member", "homes"),
    ):
        assert [one.source for one in person.entries(name).entries] == [source, source]
    assert {one.label for one in person.entries("household member").entries} == {
        "homes row 2 and row 3",
        "homes row 2 and 3",
    }


HOME_KEY = "P1,M1,court,A/1/1#1\nP1,,homes,1\nP2,,homes,2\nP2,,jobs,1\n"


def members(folder: Path, *rows: str, without: tuple[str, ...] = ()) -> list[Entry]:
    files = {
        "court.csv": COURT,
        "homes.csv": HOMES + "\n".join(rows) + "\n",
        "jobs.csv": JOBS + "1,B,Pit,1/2/80,,NCB\n",
    }
    archive = read(folder, files, HOME_KEY, without)
    return list(case(archive, "A/1/1").person.entries("household member").entries)


def test_two_at_one_address_shared_it_while_both_were_there(tmp_path: Path) -> None:
    (member,) = members(
        tmp_path, '1,A,"62 1st St, Auchinleck",1980,,', "2,B,62 First Street Auchinleck,1955,1985,"
    )
    start = Span(day("1980-01-01"), day("1980-12-31"))
    end = Span(day("1985-01-01"), day("1985-12-31"))
    assert said(member.subject.facts["shared home"]) == [Period(start, end)]
    assert said(member.subject.facts["shared cooking"]) == [{"yes"}]
    assert member.subject.facts["shared cooking"][0].conventions == ("RC4",)
    assert member.subject.entries("employment").entries


@pytest.mark.parametrize("note", ['"lodger, shares kitchen"', "lodger"])
def test_a_lodger_leaves_open_what_was_shared(tmp_path: Path, note: str) -> None:
    (member,) = members(tmp_path, "1,A,1 Main St,1980,,", f"2,B,1 Main St,1955,,{note}")
    assert set(member.subject.facts) == {"shared home"}


def test_those_who_were_never_there_together_are_no_household(tmp_path: Path) -> None:
    assert not members(tmp_path, "1,A,1 Main St,1980,,", "2,B,1 Main St,1955,1970,")
    assert not members(tmp_path, "1,A,1 Main St,1980,,", "2,B,2 Main St,1955,,")
    assert not members(tmp_path, "1,A,,1980,,", "2,B,,1955,,")


def family(folder: Path, *rows: str, key: str) -> Case:
    files = {"court.csv": COURT, "kin.csv": KIN + "\n".join(rows) + "\n"}
    return case(read(folder, files, "P1,M1,court,A/1/1#1\n" + key), "A/1/1")


@pytest.mark.parametrize(
    ("relation", "first", "second"),
    [
        ("father", "parent", "child"),
        ("daughter", "child", "parent"),
        ("half-brother", "sibling", "sibling"),
    ],
)
def test_a_relation_is_read_from_either_side(
    tmp_path: Path, relation: str, first: str, second: str
) -> None:
    for side, other, code in (("a", "b", first), ("b", "a", second)):
        person = family(
            tmp_path, f"1,A,{relation},B,1990", key=f"P1,,kin,1#{side}\nP2,,kin,1#{other}\n"
        ).person
        (relative,) = person.entries("relative").entries
        assert said(relative.subject.facts["relation"]) == [{code}]
        assert relative.subject.facts["relation"][0].dated == "1990"


def test_statements_about_one_pair_are_one_relative(tmp_path: Path) -> None:
    key = "".join(f"P1,,kin,{row}#a\nP2,,kin,{row}#b\n" for row in (1, 2, 3))
    rows = ("1,A,brother,B,", "2,A,step-brother (no parent in common),B,", "3,A,cousin,B,")
    (relative,) = family(tmp_path, *rows, key=key).person.entries("relative").entries
    assert len(relative.subject.facts["relation"]) == 2


def test_a_denial_is_of_the_parts_that_the_conventions_name(tmp_path: Path) -> None:
    key = "P1,,kin,1#a\nP1,,kin,2#a\n"
    rows = ("1,A,no connection with the pits,,", "2,A,no family in the pits,,")
    denials = family(tmp_path, *rows, key=key).person.denials
    provisions = [scheme().part_named[denial.part].provision for denial in denials]
    assert provisions == ["section 2(a)", "section 2(b)", "section 2(c)", "section 2(c)"]


def test_an_account_speaks_of_every_charge_and_its_blanks_say_nothing(tmp_path: Path) -> None:
    files = {
        "court.csv": REGISTER + f"A,1,1,{AYR},(1) theft (2) B.O.P.,1/5/84,,G,,1/6/84,\n",
        "told.csv": TOLD + "7,W,A,theft at Ayr in 1990,yes,no,,,,1/1/2001\n",
    }
    key = "".join(f"P1,M{n},court,A/1/1#{n}\nP1,M{n},told,7\n" for n in (1, 2))
    archive = read(tmp_path, files, key)
    for one in cases(archive):
        assert said(one.matter.facts["during activity"]) == [{"yes"}]
        assert said(one.matter.facts["during ancillary activity"]) == [{"no"}]
        assert "unrelated reason" not in one.matter.facts
        assert one.matter.facts["during activity"][0].source == "told 7"
        assert said(one.matter.facts["conduct"]) == [on("1984-05-01", "1984-05-01")]


def test_labels_of_the_statements_of_a_matter_tell_them_apart() -> None:
    for one in cases(read_archive(FOLDER, scheme())):
        for name, statements in one.matter.facts.items():
            assert all(statement.label.endswith(f": {name}") for statement in statements)
            assert len({(s.label, s.conventions) for s in statements}) == len(statements)


def test_a_heading_that_is_to_name_the_rows_and_is_not_there_is_told(tmp_path: Path) -> None:
    text = REGISTER.replace("page", "folio") + f"A,1,1,{AYR},theft,1/5/84,,G,,1/6/84,\n"
    problems = read(tmp_path, {"court.csv": text}).as_read.problems
    assert [one.code for one in problems if "`page`" in one.what] == ["reference-missing"]
