"""The folder of an answer sheet, as `amends sheet` and `amends renew` write it and tell of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from amends.cli.output import check_free, unwritable, write_folder
from amends.cli.sheet_files import KEPT_FILE, PAGE_FILE, PAPER_FILE, SHEET_FILE, seed_in
from amends.cli.telling import Exit, problems_as
from amends.problems import ProblemsFound
from amends.seals import Verified, verify
from amends.seals.withholding import SALT_BYTES
from amends.sheets import Shown, Unsealed, file_of, page_of, paper_of

pdf_option = click.option(
    "--pdf", is_flag=True, help="Make a PDF too, for print (wants `amends[paper]`)."
)
large_print_option = click.option(
    "--large-print", is_flag=True, help="Set the PDF in 18 point, for those who see little."
)
sign_option = click.option(
    "--sign",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sign the sheet with the secret key in this file.",
)


@dataclass(frozen=True, slots=True)
class Making:
    """Where the folder of a sheet is to stand, and how it is to be made."""

    out: Path
    pdf: bool
    large_print: bool
    seed: bytes | None


@dataclass(frozen=True, slots=True)
class Written:
    """The folder of a sheet that was written."""

    out: Path
    names: tuple[str, ...]
    verified: Verified


def making(out: Path, sign: Path | None, form: str, *, pdf: bool, large_print: bool) -> Making:
    """How a sheet is to be made; a problem ends the command before anything is worked out."""
    if large_print and not pdf:
        msg = "--large-print is for the PDF: add --pdf (the page has a box for large text)"
        raise click.UsageError(msg)
    with problems_as(Exit.SHEET, form):
        seed = seed_in(sign)
    return Making(out, pdf, large_print, seed)


def written(made: Unsealed, how: Making, form: str) -> Written:
    """Seal a sheet and write its folder, whole or not at all; a problem ends the command."""
    salts = [secrets.token_bytes(SALT_BYTES) for _ in made.withheld]
    with problems_as(Exit.SHEET, form):
        sealed, kept = file_of(made, salts, how.seed)
        verified = verify(sealed, SHEET_FILE)
        shown = Shown(made.sheet, verified)
        files = {PAGE_FILE: page_of(shown, sealed).encode("utf-8"), SHEET_FILE: sealed}
        if how.pdf:
            files[PAPER_FILE] = paper_of(shown, large_print=how.large_print)
    if made.withheld:
        files[KEPT_FILE] = kept
    with problems_as(Exit.OUTPUT, form):
        _write(how.out, files)
    return Written(how.out, tuple(files), verified)


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        check_free(out)
        write_folder(out, files)
    except OSError as error:
        raise ProblemsFound([unwritable(out, "the sheet", error)]) from None


def written_as_json(done: Written) -> dict[str, object]:
    """What was written, as JSON-ready values."""
    return {
        "files": [str(done.out / name) for name in done.names],
        "seal_code": done.verified.code,
        "sha256": done.verified.sha256,
        "key": done.verified.key,
        "withheld": len(done.verified.withheld),
    }


def tell_written(done: Written) -> None:
    """Print what was written, and what to do with it."""
    for name in done.names:
        click.echo(done.out / name)
    click.echo(f"Seal code: {done.verified.code}")
    if done.verified.key:
        click.echo(f"Signed with the key: {done.verified.key}")
    if done.verified.withheld:
        click.echo(
            f"Keep {KEPT_FILE} apart, and do not give it away with the sheet: "
            "whoever has it can show what the sheet does not."
        )
