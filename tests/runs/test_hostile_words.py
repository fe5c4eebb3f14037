"""Whoever wrote the scheme or the conventions, no cell of a run is run by a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from amends.notation.shelf import load
from amends.problems import ProblemsFound
from amends.registers.archive import read_archive
from amends.registers.conventions import Conventions
from amends.runs.cells import guarded, read_back
from amends.runs.model import Run
from amends.runs.outputs import ASSESSMENTS, FILES, PARQUET, read_table
from amends.runs.run import write_run
from amends.scheme.law import as_at
from amends.tables import Database
from amends.tables.database import quoted, text
from amends.truth.edtf import day

ROOT = Path(__file__).parents[2]
FERRIES = ROOT / "examples" / "schemes" / "flood-ferries-1958" / "flood-ferries-1958.scheme"
_SPOILT = (
    ("effect  pardon", "effect  =pardon"),
    ("section 1(1)", "@section 1(1)"),
    (" offence ", " =offence "),
    ("What did the court find?", "=HYPERLINK(A1)"),
    ("court book", "-court book"),
)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    scheme = FERRIES.read_text(encoding="utf-8")
    for plain, spoilt in _SPOILT:
        assert plain in scheme
        scheme = scheme.replace(plain, spoilt)
    (place / "ferries.scheme").write_text(scheme, encoding="utf-8")
    register = "book,page,line,offence,verdict\nA,1,1,=theft,'=guilty\n'=B,1,2,theft,guilty\n"
    (place / "court.csv").write_text(register, encoding="utf-8")
    found = load(str(place / "ferries.scheme"))
    law = as_at(found.scheme, day(1960, 1, 1))
    archive = read_archive(place / "court.csv", found.scheme)
    write_run(Run(archive, law, found.sha256), place / "run")
    return place / "run"


def test_every_cell_of_a_hostile_scheme_is_guarded(run_folder: Path) -> None:
    for file in FILES:
        for row in rows(run_folder / file.name) if file.name.endswith(".csv") else ():
            for cell in row:
                assert guarded(read_back(cell)) == cell
    first = dict(zip(*rows(run_folder / ASSESSMENTS.name)[:2], strict=True))
    assert first["effect"] == "'=pardon"
    assert "=offence" in first["wanted"]


def test_what_is_read_back_of_it_is_what_was_said(run_folder: Path) -> None:
    with TemporaryDirectory() as room, Database(Path(room)) as database:
        columns = ", ".join(f"{quoted(name)}::VARCHAR" for name in ASSESSMENTS.columns)
        path = text(run_folder / PARQUET.name)
        said = database.rows(f"SELECT {columns} FROM read_parquet({path})")
    read = [tuple(row.values()) for row in read_table(run_folder, ASSESSMENTS)]
    assert sorted(read) == sorted(said)


_CONVENTION = """[[convention]]
id = "{id}"
says = "It says so."
author = "Kirkhaven archive (invented)"
date = "2026-02-01"
scope = "all lists"
"""


@pytest.mark.parametrize(
    "name", ["=cmd|'/C calc'!A0", "+1", "-1", "@x", "'=x", "a; b", "a,b", " ", "a\\tb", " a"]
)
def test_an_id_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        Conventions.read(_CONVENTION.replace("{id}", name), "conventions.toml")
    (problem,) = refused.value.problems
    assert problem.code == "convention-id"
    assert problem.remedy


@pytest.mark.parametrize("name", ["RC1", "still-there", "règle 2", "7", "a.b/c"])
def test_an_id_that_is_one_is_read(name: str) -> None:
    read = Conventions.read(_CONVENTION.replace("{id}", name), "conventions.toml")
    assert [one.id for one in read.every] == [name]
