"""`amends renew`: the answers of a sheet under another day's law."""

from __future__ import annotations

from pathlib import Path

import click

from amends.assessments.assessment import Assessment
from amends.assessments.settling import Settling
from amends.cases.case import Case
from amends.cli.sheet_files import kept_in, key_option, sheet_in, withheld_option
from amends.cli.telling import (
    Exit,
    format_option,
    law_date,
    on_option,
    print_json,
    problems_as,
)
from amends.engines.exact import settle
from amends.engines.reference import assess
from amends.notation.shelf import Shelved, load, on_shelf
from amends.problems import Place, Problem, ProblemsFound, visible
from amends.scheme.law import Law
from amends.sheets import all_answers, check_text, renewal
from amends.sheets.telling import renewal_as_json, renewal_in_words

_EXAMPLES = """\b
Examples:
  amends renew my-sheet/sheet.html --on 2025-06-01
  amends renew my-sheet/sheet.json --on 2023-06-01 --format json
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
@key_option
@withheld_option
@format_option
def renew(
    *,
    file: Path,
    on: str | None,
    scheme: str | None,
    other_text: bool,
    key: str | None,
    withheld: Path | None,
    form: str,
) -> None:
    """Ask the answers of a sheet again under another day's law, and say what changed.

    SHEET is the page or the sealed file; it must be as it was sealed, and stays as it is. Says
    which provisions changed between the two days and by what, whether each answer did, and the
    answers as they are now. Answers that were withheld must be given with --withheld.
    """
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
    if form == "json":
        print_json(renewal_as_json(renewed))
    else:
        click.echo("\n".join(map(visible, renewal_in_words(renewed).split("\n"))), nl=False)


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
