"""The mapping of an archive, as written or as suggested by the headings of its files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from amends.problems import ProblemsFound
from amends.registers.archive import read_archive
from amends.registers.mapping import (
    DATA_SHEET,
    ArchiveMapping,
    ListMapping,
    completed,
    read_mapping,
    suggested_mapping,
)
from registers.practice import (
    DATES,
    FOLDER,
    archive,
    assessed,
    cases,
    charges,
    practice_cases,
    scheme,
)


def test_headings_alone_suggest_which_file_is_which() -> None:
    lists = suggested_mapping(FOLDER, [path.name for path in FOLDER.glob("*.csv")]).lists
    assert {kind: listed.file for kind, listed in lists.items()} == {
        kind: listed.file for kind, listed in read_mapping(FOLDER).lists.items()
    }


def test_the_suggested_mapping_of_the_practice_register_gives_the_same_answers(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "copy")
    (folder / "register.toml").unlink()
    suggested = read_archive(folder, scheme())
    for on in DATES:
        ours = {charges(case): effect.outcome for case, effect in assessed(cases(suggested), on)}
        assert ours == {
            charges(case): effect.outcome for case, effect in assessed(practice_cases(), on)
        }


def test_a_mapping_may_be_named_itself() -> None:
    assert read_mapping(FOLDER / "register.toml") == read_mapping(FOLDER)


def test_other_headings_are_mapped_and_a_lost_one_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "register.toml"
    path.write_text(
        '[matters]\nfile = "a.csv"\n[matters.columns]\noffence = "Charge"\nverdict = "Verdikt"\n',
        encoding="utf-8",
    )
    headings = ["Charge", "Verdict", "Date of offence", "offence"]
    listed, problems = completed(read_mapping(path).lists["matters"], "matters", headings, ())
    assert listed.cell({"Charge": "theft", "offence": "x"}, "offence") == "theft"
    assert listed.columns["date_of_offence"] == "Date of offence"
    assert not listed.has("verdict")
    told = {one.place.heading: one.remedy for one in problems}
    assert told.keys() == {"verdict", "date_of_disposal", "accused"}
    assert "`Verdict`" in told["verdict"]


@pytest.mark.parametrize(
    ("kind", "strange", "near"),
    [
        ("matters", "verdikt", "verdict"),
        ("matters", "remark", "remarks"),
        ("matters", "acused", "accused"),
        ("jobs", "employr", "employer"),
    ],
)
def test_a_meaning_that_nothing_reads_is_told_with_the_nearest(
    kind: str, strange: str, near: str
) -> None:
    listed = ListMapping("a.csv", ("row",), (), {strange: "Result", near: "Other"})
    _, problems = completed(listed, kind, ["row", "Result", "Other"], ["remarks"])
    (problem,) = [one for one in problems if one.code == "meaning-unknown"]
    assert problem.place.heading == f"{kind}.columns"
    assert f"`{strange}`" in problem.what
    assert problem.remedy == f"did you mean `{near}`?"


def test_a_meaning_that_nothing_reads_is_not_told_a_second_time_for_its_heading() -> None:
    listed = ListMapping("a.csv", ("row",), (), {"verdikt": "Result"})
    _, problems = completed(listed, "matters", ["row", "offence"], ["remarks"])
    assert [one.code for one in problems if "Result" in one.what or "verdikt" in one.what] == [
        "meaning-unknown"
    ]


def test_every_meaning_in_the_practice_register_is_read() -> None:
    assert not [one for one in archive().as_read.problems if one.code == "meaning-unknown"]


def test_without_conventions_a_meaning_that_they_might_read_is_let_pass() -> None:
    listed = ListMapping("a.csv", ("row",), (), {"plea": "Plea"})
    _, problems = completed(listed, "matters", ["row", "Plea"], ())
    assert "meaning-unknown" not in {one.code for one in problems}


@pytest.mark.parametrize(
    ("reference", "names", "why"),
    [
        (["folio"], ["row 2", "row 3"], "as `row 2`;"),
        (["book", "folio"], ["A/"], "only the first is read;"),
    ],
)
def test_how_rows_are_told_apart_without_a_heading_of_their_reference_is_told(
    tmp_path: Path, reference: list[str], names: list[str], why: str
) -> None:
    (tmp_path / "register.toml").write_text(
        f'[matters]\nfile = "a.csv"\nreference = {reference}\n', encoding="utf-8"
    )
    (tmp_path / "a.csv").write_text("book,offence\nA,theft\nA,assault\n", encoding="utf-8")
    read = read_archive(tmp_path, scheme())
    assert sorted(matter.reference for _, matter in read.cases()) == names
    (problem,) = [one for one in read.as_read.problems if one.code == "reference-missing"]
    assert "`folio`" in problem.what
    assert why in problem.why


def test_rows_of_another_list_that_are_alike_in_their_reference_are_all_read() -> None:
    listed = ListMapping("jobs.csv", ("book", "folio"), (), {})
    _, problems = completed(listed, "jobs", ["book", "employer"], ())
    (problem,) = [one for one in problems if one.code == "reference-missing"]
    assert "only the first" not in problem.why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[kin]\nfile = "kin.csv"', "mapping-no-register"),
        ('[matters]\nfile = "a.csv"\ncolums = 3', "toml-key"),
        ("[matters]", "toml-missing"),
        ('[matters]\nfile = "a.csv"\n[kin]\nfile = "a.csv"', "mapping-file-twice"),
        ("[matters", "not-toml"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "register.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_mapping(path)
    assert code in {one.code for one in found.value.problems}


@pytest.mark.parametrize(
    "text",
    [
        'key = "FILE"\n[matters]\nfile = "a.csv"',
        'catalogue = "FILE"\n[matters]\nfile = "a.csv"',
        'conventions = "FILE"\n[matters]\nfile = "a.csv"',
        '[matters]\nfile = "FILE"',
        '[matters]\nfile = "a.csv"\n[kin]\nfile = "FILE"',
    ],
)
@pytest.mark.parametrize("file", ["/etc/b.csv", "../b.csv", "c/../../b.csv", "C:/b.csv", "..//b"])
def test_a_mapping_names_no_file_outside_its_folder(tmp_path: Path, text: str, file: str) -> None:
    (tmp_path / "register.toml").write_text(text.replace("FILE", file), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_mapping(tmp_path)
    assert [one.code for one in found.value.problems] == ["mapping-file-outside"]


def test_a_mapping_may_name_a_file_in_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text('[matters]\nfile = "b/a.csv"', encoding="utf-8")
    assert read_mapping(tmp_path).lists["matters"].file == "b/a.csv"


@pytest.mark.parametrize("what", ["broken link", "link to itself", "folder"])
def test_a_mapping_that_cannot_be_read_is_told_and_none_is_suggested(
    tmp_path: Path, what: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "copy")
    mapping = folder / "register.toml"
    mapping.unlink()
    match what:
        case "folder":
            mapping.mkdir()
        case "broken link":
            mapping.symlink_to("nowhere.toml")
        case _:
            mapping.symlink_to(mapping)
    with pytest.raises(ProblemsFound) as found:
        read_mapping(folder)
    assert [one.code for one in found.value.problems] == ["mapping-unreadable"]


def test_a_folder_in_which_nothing_looks_like_a_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_mapping(tmp_path)
    assert [one.code for one in found.value.problems] == ["mapping-no-register"]


def test_a_csv_file_that_looks_like_no_register_is_refused_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_mapping(tmp_path / "a.csv")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.file) == ("mapping-no-register", "a.csv")
    assert problem.what == (
        "these headings of a register are missing:"
        " `offence`, `verdict`, `date_of_offence`, `date_of_disposal`"
    )


def test_of_several_files_the_one_nearest_to_a_register_is_told_with_what_it_lacks(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.csv").write_text("verdict,x\n1,2\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Offence,Date of offence\n1,2\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_mapping(tmp_path)
    (problem,) = found.value.problems
    assert problem.place.file == "b.csv"
    assert problem.what.endswith("missing: `verdict`, `date_of_disposal`")


def test_a_blank_file_in_the_folder_is_passed_over(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "copy")
    (folder / "register.toml").unlink()
    (folder / "blank.csv").write_text("\n", encoding="utf-8")
    assert read_mapping(folder).lists["matters"].file == "court-register.csv"


def test_no_file_is_suggested_for_two_lists(tmp_path: Path) -> None:
    heading = "offence,verdict,date of offence,date of disposal,address,note,from,to\n"
    (tmp_path / "a.csv").write_text(heading, encoding="utf-8")
    assert list(read_mapping(tmp_path).lists) == ["matters"]


SHEET = {title: f"What is said of {title}." for title in DATA_SHEET}


def _with_sheet(folder: Path, sheet: Mapping[str, str]) -> ArchiveMapping:
    (folder / "a.csv").write_text("offence\n", encoding="utf-8")
    said = "".join(f'"{title}" = "{text}"\n' for title, text in sheet.items())
    text = f'[matters]\nfile = "a.csv"\n["data sheet"]\n{said}'
    (folder / "register.toml").write_text(text, encoding="utf-8")
    return read_mapping(folder)


def test_a_data_sheet_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert _with_sheet(tmp_path, SHEET).data_sheet == SHEET
    assert archive().data_sheet == {}


@pytest.mark.parametrize("title", DATA_SHEET)
def test_a_data_sheet_that_leaves_something_out_is_wrong(tmp_path: Path, title: str) -> None:
    for sheet in ({**SHEET, title: " "}, {one: SHEET[one] for one in SHEET if one != title}):
        with pytest.raises(ProblemsFound) as refused:
            _with_sheet(tmp_path, sheet)
        assert [one.code for one in refused.value.problems] == ["data-sheet-incomplete"]
        assert title in refused.value.problems[0].what
