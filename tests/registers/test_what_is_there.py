"""What an archive is read from: files that are there, that are not, and that are no such thing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from amends.problems import ProblemsFound, as_text
from amends.registers.archive import read_archive
from amends.registers.entries import RegisterEntry, read_entries
from registers.practice import cases, scheme
from registers.small_archive import (
    AYR,
    COURT,
    JOB_KEY,
    JOBS,
    REGISTER,
    case,
    counted,
    read,
    register,
)


def test_a_list_that_is_not_there_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    text = '[matters]\nfile = "court.csv"\n[kin]\nfile = "kin.csv"\n'
    (tmp_path / "register.toml").write_text(text, encoding="utf-8")
    archive = register(tmp_path, f"A,1,1,{AYR},theft,1/5/84,,G,,,")
    assert "file-missing" in [one.code for one in archive.as_read.problems]
    assert len(cases(archive)) == 1


def test_a_main_register_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text('[matters]\nfile = "no.csv"\n', encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        read(tmp_path, {})
    assert [one.code for one in refused.value.problems] == ["file-missing"]


def test_a_key_for_other_files_is_told(tmp_path: Path) -> None:
    archive = register(tmp_path, f"A,1,1,{AYR},theft,1/5/84,,G,,,", key="P1,M1,court.csv,A/1/1#1\n")
    assert [one.code for one in archive.as_read.problems if one.place.file == "key.csv"] == [
        "key-row-unused"
    ]


def test_a_row_that_stands_in_no_matter_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"A,1,{line},{AYR},(1) theft (2) theft,1/5/84,,G,,," for line in (1, 2, 3)]
    key = "P1,M1,court,A/1/1#1\nP1,M1,court,A/1/2#1\n"
    count = register(tmp_path, *rows, "broken", key=key).as_read.rows["court.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (4, 3, 0, 1)

    def careless(*given: object) -> Iterator[RegisterEntry]:
        entries = read_entries(*given)  # type: ignore[arg-type]  # whatever it takes
        return islice(entries, 1, None)

    monkeypatch.setattr("amends.registers.archive.read_entries", careless)
    count = read_archive(tmp_path, scheme()).as_read.rows["court.csv"]
    assert (count.rows, count.linked, count.unlinked, count.set_aside) == (4, 2, 0, 1)


def test_the_inputs_are_the_hashes_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    text = '[matters]\nfile = "court.csv"\n'
    (tmp_path / "register.toml").write_text(text, encoding="utf-8")
    archive = read(tmp_path, {"court.csv": COURT, "holiday.csv": "a,b\n"})
    names = ("register.toml", "conventions.toml", "catalogue.toml", "key.csv", "court.csv")
    assert archive.inputs == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in names
    }


def test_a_csv_file_by_itself_is_read_and_all_it_says_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "court.csv").write_text(COURT, encoding="utf-8")
    for path in (tmp_path / "court.csv", tmp_path):
        archive = read_archive(path, scheme())
        (only,) = cases(archive)
        assert only.matter.facts == {}
        assert counted(archive) == {("offence", "theft"): 1, ("verdict", "G"): 1}
        assert [one.code for one in archive.as_read.problems] == [
            *("no-catalogue", "no-conventions", "no-key"),
        ]
        assert list(archive.inputs) == ["court.csv"]


def test_a_csv_file_is_read_by_what_stands_beside_it(tmp_path: Path) -> None:
    whole = read(
        tmp_path, {"court.csv": COURT, "jobs.csv": JOBS + "1,A,Pit,1/2/80,,NCB\n"}, JOB_KEY
    )
    alone = read_archive(tmp_path / "court.csv", scheme())
    assert case(whole, "A/1/1").matter == case(alone, "A/1/1").matter
    assert case(whole, "A/1/1").person != case(alone, "A/1/1").person
    assert "jobs.csv" not in alone.inputs


@pytest.mark.parametrize("key", ["conventions", "catalogue", "key"])
def test_a_file_that_the_mapping_names_and_is_not_there_is_a_problem(
    tmp_path: Path, key: str
) -> None:
    text = f'{key} = "elsewhere"\n[matters]\nfile = "court.csv"\n'
    (tmp_path / "register.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        read(tmp_path, {"court.csv": COURT})
    assert [(one.code, one.place.file) for one in refused.value.problems] == [
        ("file-missing", "elsewhere")
    ]


@pytest.mark.parametrize("name", ["register.toml", "conventions.toml", "catalogue.toml"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a = 'Siân'".encode("utf-16"), "not-utf-8"),
        (b"\xff", "not-utf-8"),
        (b"a = " + b"9" * 5000, "not-toml"),
        (b"a" + b".a" * 20_000 + b" = 1", "toml-too-deep"),
        (b"#" * 1_000_001, "toml-too-long"),
    ],
    ids=["utf-16", "no text", "5,000 digits", "long key", "long file"],
)
def test_a_file_that_is_no_toml_is_a_problem_with_its_name(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    register(tmp_path, "")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ProblemsFound) as refused:
        read_archive(tmp_path, scheme())
    assert [(one.code, one.place.file) for one in refused.value.problems] == [(code, name)]


def test_a_list_that_no_convention_names_is_not_filled(tmp_path: Path) -> None:
    files = {"court.csv": COURT, "jobs.csv": JOBS + "1,A,Pit,1/2/80,,NCB\n"}
    read(tmp_path, files, JOB_KEY)
    path = tmp_path / "conventions.toml"
    text = path.read_text(encoding="utf-8")
    for name in ("job", "member", "relative", "charge", "conduct"):
        assert f"\n{name} = " in text
        text = re.sub(rf"\n{name} = .*", "", text)
    path.write_text(text, encoding="utf-8")
    one = case(read_archive(tmp_path, scheme()), "A/1/1")
    assert not one.person.lists
    assert not one.matter.facts.keys() & {"offence", "conduct", "period"}
    assert "finding" in one.matter.facts


def test_names_that_the_scheme_does_not_have_are_told(tmp_path: Path) -> None:
    register(tmp_path, "")
    path = tmp_path / "conventions.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('job = "employment"', 'job = "employments"')
    path.write_text(text.replace('charge = "offence"', 'charge = "conduct"'), encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        read_archive(tmp_path, scheme())
    assert [one.remedy for one in refused.value.problems if one.place.heading == "names"] == [
        "did you mean `employment`?",
        *(one.remedy for one in refused.value.problems if "`conduct`" in one.what),
    ]


def test_a_register_whose_first_row_is_no_headings_is_refused_and_not_quoted(
    tmp_path: Path,
) -> None:
    (tmp_path / "register.toml").write_text('[matters]\nfile = "court.csv"\n', encoding="utf-8")
    row = "A,1,1,Ayr Sheriff Court,Ann Kerr,theft\n"
    with pytest.raises(ProblemsFound) as refused:
        read(tmp_path, {"court.csv": row + row})
    assert [one.code for one in refused.value.problems] == ["csv-no-headings"]
    assert not any("Kerr" in as_text(one) for one in refused.value.problems)


def test_a_missing_column_is_told_without_listing_the_headings(tmp_path: Path) -> None:
    mapping = '[matters]\nfile = "court.csv"\n[matters.columns]\nplea = "how pled"\n'
    (tmp_path / "register.toml").write_text(mapping, encoding="utf-8")
    text = f"{REGISTER}A,1,1,{AYR},,theft,1/5/84,,G,,,\n".replace("accused", "Ann Kerr", 1)
    archive = read(tmp_path, {"court.csv": text})
    assert "column-missing" in [one.code for one in archive.as_read.problems]
    assert not any("Kerr" in as_text(one) for one in archive.as_read.problems)
