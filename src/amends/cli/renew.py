"""`amends renew`: the answers of a sheet under another day's law."""

from __future__ import annotations

from pathlib import Path

import click

from amends import __version__
from amends.assessments.assessment import Assessment
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.cli.sheet_files import kept_in, key_option, sheet_in, withheld_option
from amends.cli.sheet_writing import (
    Written,
    large_print_option,
    making,
    pdf_option,
    sign_option,
    tell_written,
    written,
    written_as_json,
)
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    print_json,
    problems_as,
    today,
)
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import Shelved, load, on_shelf
from amends.problems import Place, Problem, ProblemsFound, visible
from amends.scheme.law import Law
from amends.sheets import Renewal, all_answers, check_text, renewal, sheet_anew
from amends.sheets.telling_renewed import renewal_as_json, renewal_in_words

_EXAMPLES = """\b
Examples:
  amends renew my-sheet/sheet.html --on 2025-06-01
  amends renew my-sheet/sheet.html --on 2025-06-01 --out my-new-sheet --pdf
"""


@click.command(epilog=_EXAMPLES)
@click.argument(
    "file", metavar="SHEET", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@on_option
@click.option(
    "--scheme", metavar="PATH", help="The scheme of the sheet, where it is not on the shelf."
)
@click.option(
    "--other-text", is_flag=True, help="Renew it although this copy has another text of the scheme."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write a new sheet too: where its folder is to stand.",
)
@pdf_option
@large_print_option
@sign_option
@key_option
@withheld_option
@format_option
def renew(
    *,
    file: Path,
    on: str | None,
    scheme: str | None,
    other_text: bool,
    out: Path | None,
    pdf: bool,
    large_print: bool,
    sign: Path | None,
    key: str | None,
    withheld: Path | None,
    form: str,
) -> None:
    """Ask the answers of a sheet again under another day's law, and say what changed.

    SHEET is the page or the sealed file; it must be as it was sealed, and stays as it is. Says
    which provisions changed between the two days and by what, whether each answer and each sum
    did, and the answers as they are now. Answers that were withheld must be given with --withheld.

    With --out it writes a new sheet, which names the old one by its seal code and withholds what
    that withheld.
    """
    how = making(out, sign, form, pdf=pdf, large_print=large_print) if out else None
    if how is None and (pdf or large_print or sign):
        msg = "--pdf, --large-print and --sign are for a new sheet: say where, with --out"
        raise click.UsageError(msg)
    found = sheet_in(file, key, None, form)
    with problems_as(Exit.SHEET, form):
        answers = all_answers(found, str(file), kept_in(withheld), str(withheld))
        known = _scheme_of(found.sheet["law"]["scheme"], scheme, str(file))
        if not other_text:
            check_text(found.sheet, known.sha256, str(file))
    day = law_date(on)
    with problems_as(Exit.SHEET, form):
        renewed = renewal(
            found.sheet,
            answers,
            known.scheme,
            day,
            sha256=known.sha256,
            weigh=_weigh,
            file=str(file),
        )
    done = None
    if how:
        with problems_as(Exit.SHEET, form):
            anew = sheet_anew(
                found,
                answers,
                renewed,
                sha256=known.sha256,
                version=__version__,
                made_on=today(),
                file=str(file),
            )
        done = written(anew, how, form)
    _tell(renewed, done, form)


def _tell(renewed: Renewal, done: Written | None, form: str) -> None:
    if form == "json":
        new = written_as_json(done) if done else None
        print_json({**renewal_as_json(renewed), "new_sheet": new})
        return
    click.echo("\n".join(map(visible, renewal_in_words(renewed).split("\n"))), nl=False)
    if done:
        click.echo("\nThe new sheet:")
        tell_written(done)


def _scheme_of(named: str, path: str | None, file: str) -> Shelved:
    """The scheme of a sheet. What a sheet names opens no file: it is looked for on the shelf."""
    if path is not None:
        return load(path)
    if named not in on_shelf():
        what = f"this copy does not have the scheme of the sheet, `{named[:60]}`"
        remedy = "name it with --scheme PATH, or use a copy of the program that has it"
        raise ProblemsFound([Problem("scheme-of-sheet-not-found", Place(file), what, remedy)])
    return load(named)


def _weigh(law: Law, case: Case) -> tuple[Assessment, tuple[Settling, ...]]:
    return assess(law, case), settle(law, case, assess)
