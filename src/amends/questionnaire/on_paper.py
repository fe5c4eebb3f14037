"""A law's questions as pages to print: a form to fill in, and a script to read out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from amends.cases.spec_table import SpecRow
from amends.explanation.layout import sentence
from amends.explanation.sentences import Sentences, reviewed
from amends.pages.shell import Shell, page_in_shell
from amends.pages.style import THEMES
from amends.questionnaire.decision_table import decision_table
from amends.questionnaire.paper_form import paper_form
from amends.questionnaire.telephone import telephone_script
from amends.questionnaire.worked_rows import worked_rows
from amends.scheme.law import Law


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to look: its theme, one of `style.THEMES`, and whether in large print."""

    theme: str = THEMES[0]
    large: bool = False


def form_page(law: Law, sha256: str, version: str, look: Look) -> str:
    """The page with the form of a law, which must be in force on its date.

    `sha256` is of the scheme's text, `version` that of the program; both stand in its foot.
    """
    return page_in_shell("paper_form.html", _shell(law, sha256, version, look), paper_values(law))


def script_page(
    law: Law, sha256: str, version: str, look: Look, rows: Iterable[SpecRow] = ()
) -> str:
    """The page with the script of a law, its decision table and what its case tables work out."""
    form = paper_form(law)
    script = telephone_script(form, decision_table(form))
    values = {**paper_values(law, rows), "script": script}
    return page_in_shell("telephone_script.html", _shell(law, sha256, version, look), values)


def paper_values(law: Law, rows: Iterable[SpecRow] = ()) -> Mapping[str, object]:
    """What the templates of a law on paper are filled with; `rows` are of its case tables."""
    form = paper_form(law)
    said = Sentences(law, law.scheme.effects[0])
    return {
        "as_at": sentence(said.as_at(law.on)),
        "warning": said.not_law(),
        "changed_since": said.changed_since(),
        "form": form,
        "table": decision_table(form),
        "worked": worked_rows(rows, form),
        "routes": law.scheme.routes,
    }


def service(law: Law) -> str:
    """What a page about a law is called."""
    return f"{law.scheme.title}: does it apply?"


def about_page(law: Law, sha256: str, version: str) -> tuple[tuple[str, str], ...]:
    """What the foot of a page says of the law, the scheme and the program."""
    scheme = law.scheme
    return (
        ("The law", sentence(Sentences(law, scheme.effects[0]).as_at(law.on))),
        ("About this scheme", sentence(reviewed(scheme))),
        ("The scheme", f"{scheme.id}, SHA-256 {sha256}"),
        ("Made by", f"Amends {version}. Program, scheme and style: MIT License."),
    )


def _shell(law: Law, sha256: str, version: str, look: Look) -> Shell:
    told = about_page(law, sha256, version)
    return Shell(service(law), told, theme=look.theme, large=look.large)
