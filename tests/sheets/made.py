"""Sheets of invented people, as the tests make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.assessments.assessment import Assessment
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import Shelved, load
from amends.scheme.law import Law, as_at
from amends.seals import Verified, verify
from amends.sheets import Answered, Shown, Unsealed, file_of, page_of, sheet_of
from amends.sheets.contents import Renews
from amends.truth.edtf import day

CASES = Path(__file__).resolve().parents[2] / "examples" / "cases"
LAW = "miners-strike-pardons-2022"
VERSION = "1.2.3"
MADE_ON = day(2026, 5, 1)
THEN, NOW = day(2023, 6, 1), day(2025, 6, 1)


def weigh(law: Law, case: Case) -> tuple[Assessment, tuple[Settling, ...]]:
    return assess(law, case), settle(law, case, assess)


@cache
def shelved(name: str = LAW) -> Shelved:
    return load(name)


def example(name: str) -> bytes:
    return (CASES / f"{name}.toml").read_bytes()


def made_of(
    text: str | bytes,
    *,
    on: int = THEN,
    withhold: Sequence[str] = (),
    law_id: str = LAW,
    renews: Renews | None = None,
) -> Unsealed:
    found = shelved(law_id)
    law = as_at(found.scheme, on)
    cases = read_case_file(text, "case.toml", found.scheme)
    answered = [Answered(one, *weigh(law, one)) for one in cases]
    return sheet_of(
        answered,
        law,
        sha256=found.sha256,
        version=VERSION,
        made_on=MADE_ON,
        withhold=withhold,
        renews=renews,
    )


@dataclass(frozen=True)
class Files:
    """A sheet with its files, as `amends sheet` writes them."""

    made: Unsealed
    sealed: bytes
    kept: bytes
    verified: Verified

    @property
    def page(self) -> bytes:
        return page_of(Shown(self.made.sheet, self.verified), self.sealed).encode("utf-8")


def files_of(made: Unsealed, seed: bytes | None = None) -> Files:
    salts = [bytes([n]) * 32 for n, _ in enumerate(made.kept_apart, start=1)]
    sealed, kept = file_of(made, salts, seed)
    return Files(made, sealed, kept, verify(sealed, "sheet.json"))
