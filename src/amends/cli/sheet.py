"""`amends sheet`: the answer sheet of a case."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from amends import __version__
from amends.cases.case import Case
from amends.cases.case_file import read_case_file
from amends.cli.explain import content
from amends.cli.sheet_files import (
    KEPT_FILE,
    PAGE_FILE,
    PAPER_FILE,
    SHEET_FILE,
    seed_in,
    write_folder,
)
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    print_json,
    problems_as,
    scheme_argument,
    suppose_option,
    supposed,
)
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import beside, load
from amends.scheme.law import Law, as_at
from amends.seals import Verified, verify
from amends.seals.withholding import SALT_BYTES
from amends.sheets import Answered, Shown, Unsealed, file_of, page_of, paper_of, sheet_of

_EXAMPLES = """\b
Examples:
  amends sheet SCHEME my-case.toml --on 2025-06-01 --out my-sheet
  amends sheet SCHEME my-case.toml --out to-give-away --withhold offence --pdf
"""


@click.command(epilog=_EXAMPLES)
@scheme_argument
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@on_option
@suppose_option
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the folder of the sheet is to stand.",
)
@click.option("--pdf", is_flag=True, help="Make a PDF too, for print (wants `amends[paper]`).")
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sign the sheet with the secret key in this file.",
)
@click.option(
    "--withhold",
    multiple=True,
    metavar="FACT",
    help="Do not show the answers on this fact or list; `all` for every one. May be repeated.",
)
@format_option
def sheet(
    *,
    scheme: str,
    case: Path,
    on: str | None,
    suppose: tuple[str, ...],
    out: Path,
    pdf: bool,
    key: Path | None,
    withhold: tuple[str, ...],
    form: str,
) -> None:
    """Make the answer sheet of a case: a dated, sealed paper to keep.

    DIR gets a page to read and print (sheet.html), and the sealed file that stands in it
    (sheet.json). Anyone can make a sheet: it is no certificate, and its seal shows only that it
    has not changed. What is withheld goes into a file of its own, to be kept apart.
    """
    with problems_as(Exit.SHEET, form):
        seed = seed_in(key)
    with problems_as(Exit.SCHEME, form):
        found = load(scheme)
    law = as_at(found.scheme, law_date(on), supposed(suppose, found.scheme))
    with problems_as(Exit.CASE, form):
        cases = read_case_file(content(case), str(case), found.scheme, partial(beside, found))
    made = _made(cases, law, found.sha256, withhold, form)
    salts = [secrets.token_bytes(SALT_BYTES) for _ in made.withheld]
    with problems_as(Exit.SHEET, form):
        sealed, kept = file_of(made, salts, seed)
        verified = verify(sealed, SHEET_FILE)
        files = _files(Shown(made.sheet, verified), sealed, pdf=pdf)
    if made.withheld:
        files = {**files, KEPT_FILE: kept}
    with problems_as(Exit.OUTPUT, form):
        write_folder(out, files)
    _tell(out, files, verified, form)
    if withhold and not made.withheld:
        click.echo("Nothing is withheld: the case file answers none of what you named.", err=True)


def _made(
    cases: Sequence[Case], law: Law, sha256: str, withhold: Sequence[str], form: str
) -> Unsealed:
    answered = [Answered(one, assess(law, one), settle(law, one, assess)) for one in cases]
    today = date.today().toordinal()  # noqa: DTZ011 - the day where the sheet is made, printed on it
    with problems_as(Exit.USAGE, form):
        return sheet_of(
            answered,
            law,
            sha256=sha256,
            version=__version__,
            made_on=today,
            withhold=withhold,
        )


def _files(shown: Shown, sealed: bytes, *, pdf: bool) -> dict[str, bytes]:
    files = {PAGE_FILE: page_of(shown, sealed).encode("utf-8"), SHEET_FILE: sealed}
    return {**files, PAPER_FILE: paper_of(shown)} if pdf else files


def _tell(out: Path, files: Mapping[str, bytes], verified: Verified, form: str) -> None:
    if form == "json":
        print_json(
            {
                "files": [str(out / name) for name in files],
                "seal_code": verified.code,
                "sha256": verified.sha256,
                "key": verified.key,
                "withheld": len(verified.withheld),
            }
        )
        return
    for name in files:
        click.echo(out / name)
    click.echo(f"Seal code: {verified.code}")
    if verified.key:
        click.echo(f"Signed with the key: {verified.key}")
    if verified.withheld:
        click.echo(
            f"Keep {KEPT_FILE} apart, and do not give it away with the sheet: "
            "whoever has it can show what the sheet does not."
        )
