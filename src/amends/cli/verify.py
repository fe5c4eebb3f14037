"""`amends verify`: whether an answer sheet is as it was sealed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shlex import quote

import click

from amends.cli.sheet_files import kept_in, key_option, sheet_in, withheld_option
from amends.cli.telling import Exit, format_option, print_json, problems_as
from amends.explanation.sentences import Sentences
from amends.notation.shelf import load, on_shelf
from amends.problems import visible
from amends.scheme.law import Law, as_at
from amends.sheets import Checked, shown_of
from amends.sheets.making import later_of
from amends.sheets.telling import checked_as_json, checked_in_words

_EXAMPLES = """\b
Examples:
  amends verify my-sheet/sheet.html
  amends verify my-sheet/sheet.json --format json
"""

_TEXTS = {
    "same": "This copy has the same text of the scheme.",
    "another": "The text of this scheme in this copy is another than the one the sheet rests on.",
    "not known": "This copy does not have this scheme, so nothing is said of its text.",
}


@click.command(epilog=_EXAMPLES)
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@key_option
@click.option("--code", metavar="CODE", help="The seal code on the paper, to be compared.")
@withheld_option
@format_option
def verify(
    *, file: Path, key: str | None, code: str | None, withheld: Path | None, form: str
) -> None:
    """Say whether an answer sheet is as it was sealed, and what that shows.

    FILE is the page (sheet.html) or the sealed file (sheet.json). That it is unchanged does not
    make it right, and says nothing of who made it. Nothing is asked of any other machine. Exit
    code 8 where anything is wrong: then rely on nothing in it.
    """
    found = sheet_in(file, key, code, form)
    with problems_as(Exit.SHEET, form):
        kept = kept_in(withheld)
        shown = shown_of(found, kept, str(withheld)) if kept is not None else ()
    text, law = _here(found)
    if form == "json":
        print_json(checked_as_json(found, shown, text, later_of(law) if law else ()))
    else:
        since = Sentences(law, law.scheme.effects[0]).changed_since() if law else ""
        again = f"amends renew {quote(str(file))}"
        said = checked_in_words(found, shown, _TEXTS[text], since, again)
        click.echo("\n".join(map(visible, said.split("\n"))), nl=False)


def _here(found: Checked) -> tuple[str, Law | None]:
    """How this copy's text of the scheme stands to the sheet's, and the law of its day here."""
    told = found.sheet["law"]
    if told["scheme"] not in on_shelf():
        return "not known", None
    known = load(told["scheme"])
    text = "same" if known.sha256 == told["sha256"] else "another"
    try:
        return text, as_at(known.scheme, date.fromisoformat(told["on"]).toordinal())
    except ValueError:  # what another program made may name no day
        return text, None
