"""The practice register, read and assessed, for the tests of this folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from amends.assessments.assessment import EffectAssessment
from amends.cases.case import Case
from amends.engines.reference import assess
from amends.notation.shelf import load
from amends.registers.archive import Archive, read_archive
from amends.scheme.law import as_at
from amends.scheme.model import Scheme

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "registers"
FOLDER = ROOT / "examples" / "practice-register"
SCHEME = "miners-strike-pardons-2022"
DATES = ("2023-01-01", "2025-06-01")


@cache
def scheme() -> Scheme:
    found = load(SCHEME).scheme
    assert isinstance(found, Scheme)
    return found


@cache
def archive(*without: str) -> Archive:
    return read_archive(FOLDER, scheme(), without)


def cases(archive: Archive) -> list[Case]:
    return [case for case, _ in archive.cases()]


@cache
def practice_cases() -> list[Case]:
    return cases(archive())


def assessed(cases: Iterable[Case], on: str) -> Iterator[tuple[Case, EffectAssessment]]:
    """Each case with what the first effect of the scheme does to it on a law date."""
    law = as_at(scheme(), date.fromisoformat(on).toordinal())
    for case in cases:
        yield case, assess(law, case).effects[0]


def charges(case: Case) -> frozenset[str]:
    """The charges of register entries that show a case's matter, as `EDI-1/39/12#2`."""
    return frozenset(reference for _, reference in case.identities)


def table(name: str) -> list[Mapping[str, str]]:
    """The rows of a CSV file beside the tests."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell: str) -> list[str]:
    return cell.split(" | ") if cell else []
